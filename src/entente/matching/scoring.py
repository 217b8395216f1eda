"""Clues summed to a verdict. A clue's weight is in points: a point makes one thing about e times as likely as two."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from entente.model.judgement import Clue, Judgement, Thing, Verdict

SAME, DIFFERENT = 3.0, 1.0
"""Points from which two ends are one, and up to which they are two; between them nobody can tell."""
EVEN = (SAME + DIFFERENT) / 2
"""Points at which both are as likely."""
CONTRADICTION = -8.0
"""A clue that nothing else outweighs."""


def judge(thing: Thing, left: str, right: str, clues: Sequence[Clue]) -> Judgement:
    """The judgement that the clues lead to; the ends are put in order."""
    points = sum(clue.weight for clue in clues)
    verdict: Verdict = "same" if points >= SAME else "different" if points <= DIFFERENT else "unsure"
    if left > right:
        left, right = right, left
        clues = [Clue(clue.about, clue.weight, clue.right, clue.left) for clue in clues]
    return Judgement(thing=thing, left=left, right=right, verdict=verdict, score=score(points), clues=tuple(clues))


def score(points: float) -> float:
    """Points as a number from 0 (two things) to 1 (one)."""
    return round(1 / (1 + exp(min(50.0, EVEN - points))), 4)
