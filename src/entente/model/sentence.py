"""A sentence on its way through the stages: its span, its tokens, then its units and topics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Sentence:
    """`start`, `end`: half-open offsets; `paragraph`: its paragraph's number, from 0; `tokens`: spans;
    `pack`: that of its language.

    Recognition adds `letters` (those of its words, in the pack's alphabet), `units` (what grammar sees) and `topics`
    as `(start, end, code, origin)`.
    """

    start: int
    end: int
    paragraph: int
    tokens: list[tuple[int, int]]
    pack: Any
    letters: frozenset[str] = frozenset()
    units: list[Any] = field(default_factory=list)
    topics: list[tuple[int, int, str, str]] = field(default_factory=list)
