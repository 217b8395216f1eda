"""Matching: which engagements, people and bodies of different records are one, across outlets and languages.

    groups = match(records)

and, where records come one by one and others are stored (a register):

    for id, one in profiles(record).items():    # of engagements, people, bodies: plain data that can be stored
        near = stored profiles that share one of keys(one)
        decisions = [compare(one, other) for other in near]
    groups = group(all decisions about one sort of thing)

All of it is pure and deterministic: no clock, no database, no order of input.
"""

from __future__ import annotations

from collections.abc import Iterable

from entente.matching import bodies, engagements, people
from entente.matching.blocking import candidates, keys
from entente.matching.grouping import group
from entente.matching.profiles import BodyProfile, EngagementProfile, PersonProfile, Profile, profiles
from entente.model.decision import Decision, Groups
from entente.model.record import Record

__all__ = ["Profile", "compare", "group", "keys", "match", "profiles"]


def compare(a: Profile, b: Profile) -> Decision:
    """Whether two things are one, with the clues; both of the same sort, of different documents.

    Raises `TypeError` for an engagement and a person.
    """
    if isinstance(a, EngagementProfile) and isinstance(b, EngagementProfile):
        return engagements.compare(a, b)
    if isinstance(a, PersonProfile) and isinstance(b, PersonProfile):
        return people.compare(a, b)
    if isinstance(a, BodyProfile) and isinstance(b, BodyProfile):
        return bodies.compare(a, b)
    raise TypeError(f"{a.end} and {b.end} are things of two sorts")


def match(records: Iterable[Record]) -> Groups:
    """What is one in the records, whose document ids differ; the order of the records does not matter."""
    every = [one for record in records for one in profiles(record).values()]
    decisions = {
        part: [compare(a, b) for a, b in candidates([one for one in every if isinstance(one, sort)])]
        for part, sort in (("engagements", EngagementProfile), ("people", PersonProfile), ("bodies", BodyProfile))
    }
    return Groups(
        engagements=group(decisions["engagements"]),
        people=group(decisions["people"]),
        bodies=group(decisions["bodies"]),
        decisions=tuple(
            sorted(
                (d for found in decisions.values() for d in found if d.verdict != "different"),
                key=lambda d: (d.thing, d.left, d.right),
            )
        ),
    )
