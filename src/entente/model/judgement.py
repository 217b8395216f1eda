"""Judgements: which things of different records matching takes to be one, and why.

An end is written `DOCUMENT#ID`, as in `fr-01#e3`. What a person decides about two ends is a decision, which the
register keeps with its author and time and puts before any judgement.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Verdict = Literal["same", "different", "unsure"]
Thing = Literal["engagement", "person", "body"]


class Clue(msgspec.Struct, frozen=True):
    """One thing that two ends were compared by: above zero it speaks for one, below zero for two.

    `left` and `right` are what the ends say, so that a disagreement stays visible.

    >>> str(Clue("when", -1.5, "2025-09-18", "2025-09-20"))
    'when -1.5 2025-09-18 / 2025-09-20'
    """

    about: str
    weight: float
    left: str = ""
    right: str = ""

    def __str__(self) -> str:
        said = self.left if self.left == self.right else f"{self.left} / {self.right}"
        return f"{self.about} {self.weight:+.1f} {said}".rstrip()


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """Whether two ends are one. `score` runs from 0 (two) to 1 (one); `left` sorts before `right`."""

    thing: Thing
    left: str
    right: str
    verdict: Verdict
    score: float
    clues: tuple[Clue, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The clues for people to read, the weightiest first."""
        return tuple(map(str, sorted(self.clues, key=lambda clue: -abs(clue.weight))))

    @property
    def disagreements(self) -> tuple[Clue, ...]:
        """What the two ends say differently, whether or not it counted against them."""
        return tuple(clue for clue in self.clues if clue.left != clue.right)


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal: the engagement may be what the earlier commitment said would come. Nobody has decided it."""

    commitment: str
    engagement: str
    score: float
    clues: tuple[Clue, ...] = ()


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """What was found to be one: each group is the sorted ends of one thing, two or more; groups are sorted too."""

    engagements: tuple[tuple[str, ...], ...] = ()
    people: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[tuple[str, ...], ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """Of every pair that was compared and is not plainly different: `same` and `unsure`, sorted."""
    follow_ups: tuple[FollowUp, ...] = ()
