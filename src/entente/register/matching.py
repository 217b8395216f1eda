"""What the register asks of matching; who opens the register hands it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from entente.model.record import Record


@dataclass(frozen=True, slots=True)
class Judged:
    """What matching says of two things: same, different or unsure; a score from 0 to 1; why, for people to read."""

    verdict: str
    score: float
    reasons: tuple[str, ...] = ()


class Matching(Protocol):
    """Blocking and comparing; both depend on the records alone."""

    def profiles(self, record: Record, document: str) -> Mapping[str, Any]:
        """What matching looks at of each engagement, person and body of a record, by its own id."""
        ...

    def keys(self, profile: Any) -> Iterable[str]:
        """Blocking keys: two that share none are never compared."""
        ...

    def signature(self, profile: Any) -> str:
        """What a profile looks like, whichever document it is of: those of one signature compare alike."""
        ...

    def compare(self, one: Any, other: Any) -> Judged:
        """Judge two profiles."""
        ...


class NoMatching:
    """Everything is different from everything."""

    def profiles(self, record: Record, document: str) -> Mapping[str, Any]:
        return {}

    def keys(self, profile: Any) -> Iterable[str]:
        return ()

    def signature(self, profile: Any) -> str:
        return ""

    def compare(self, one: Any, other: Any) -> Judged:
        return Judged("different", 0.0)
