"""What the register asks of matching; who opens the register hands it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from entente.model.record import Record


@dataclass(frozen=True, slots=True)
class Judged:
    """What matching says of two things: same, different or unsure; a score from 0 to 1; why, for people to read."""

    verdict: str
    score: float
    reasons: tuple[str, ...] = ()


class Matching(Protocol):
    """Blocking and comparing; all of it depends on the records alone.

    A *look* is what matching sees of a thing, whichever document it is of; two of the same bytes compare alike.
    """

    def looks(self, record: Record, document: str) -> Mapping[str, bytes]:
        """The looks of the engagements, people, bodies and commitments of a record that may be matched, by own id."""
        ...

    def keys(self, look: bytes) -> Iterable[str]:
        """Blocking keys: two that share none are never compared; things of two parts share none."""
        ...

    def order(self, look: bytes) -> int:
        """Where it stands among those that share a key, so that the likest are near."""
        ...

    def compare(self, one: bytes, other: bytes) -> Judged:
        """Judge two looks."""
        ...


class NoMatching:
    """Everything is different from everything."""

    def looks(self, record: Record, document: str) -> Mapping[str, bytes]:
        return {}

    def keys(self, look: bytes) -> Iterable[str]:
        return ()

    def order(self, look: bytes) -> int:
        return 0

    def compare(self, one: bytes, other: bytes) -> Judged:
        return Judged("different", 0.0)
