"""Decisions: which things of different records are one, who says so, and why.

An end is written `DOCUMENT#ID`, as in `fr-01#e3`. A decision is never overwritten: a later one of the same two ends, by
another author or a newer engine, stands beside it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Verdict = Literal["same", "different", "unsure"]
Thing = Literal["engagement", "person", "body"]


class Clue(msgspec.Struct, frozen=True):
    """One thing that two ends were compared by: above zero it speaks for one, below zero for two.

    `left` and `right` are what the ends say, so that a disagreement stays visible: `when -0.5 2025-09-18 2025-09-19`.
    """

    about: str
    weight: float
    left: str = ""
    right: str = ""

    def __str__(self) -> str:
        said = self.left if self.left == self.right else f"{self.left} / {self.right}"
        return f"{self.about} {self.weight:+.1f} {said}".rstrip()


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Whether two ends are one. `score` runs from 0 (two) to 1 (one); `left` sorts before `right`.

    `author` is `entente` for the engine, else the name of a person, whose word goes before the engine's; `time` is ISO
    8601 and `None` until somebody stores it.
    """

    thing: Thing
    left: str
    right: str
    verdict: Verdict
    score: float
    clues: tuple[Clue, ...] = ()
    author: str = "entente"
    time: str | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The clues for people to read, the weightiest first."""
        return tuple(map(str, sorted(self.clues, key=lambda clue: -abs(clue.weight))))

    @property
    def disagreements(self) -> tuple[Clue, ...]:
        """The clues that speak against: what the two ends say differently."""
        return tuple(clue for clue in self.clues if clue.weight < 0)


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
    decisions: tuple[Decision, ...] = ()
    """Every pair that was compared and is not plainly different: `same` and `unsure`, sorted."""
    follow_ups: tuple[FollowUp, ...] = ()
