"""Matching: which engagements, people and bodies of different records are one, across outlets and languages.

    groups = match(records)

and, where records come one by one and others are stored (a register):

    for id, one in profiles(record).items():    # of engagements, people, bodies: plain data that can be stored
        near = stored profiles that share one of keys(one), three of each spelling(…) at most
        judgements = [compare(one, other) for other in near]
    groups = group(all judgements about one sort of thing)

All of it is pure and deterministic: no clock, no database, no order of input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from entente.matching import bodies, engagements, people
from entente.matching.blocking import candidates, keys, order, spelling
from entente.matching.followups import follow_ups
from entente.matching.grouping import group
from entente.matching.profiles import BodyProfile, EngagementProfile, PersonProfile, Profile, profiles
from entente.model.judgement import Groups, Judgement
from entente.model.record import Record

__all__ = ["Profile", "compare", "confirm", "follow_ups", "group", "keys", "match", "order", "profiles", "spelling"]


def compare(one: Profile, other: Profile) -> Judgement:
    """Whether two things are one, with the clues; both of the same sort, of different documents.

    Raises `TypeError` for an engagement and a person.
    """
    if isinstance(one, EngagementProfile) and isinstance(other, EngagementProfile):
        return engagements.compare(one, other)
    if isinstance(one, PersonProfile) and isinstance(other, PersonProfile):
        return people.compare(one, other)
    if isinstance(one, BodyProfile) and isinstance(other, BodyProfile):
        return bodies.compare(one, other)
    raise TypeError(f"{one.end} and {other.end} are things of two sorts")


def match(records: Iterable[Record]) -> Groups:
    """What is one in the records, whose document ids differ; the order of the records does not matter."""
    records = list(records)
    every = [one for record in records for one in profiles(record).values()]
    told = [one for one in every if isinstance(one, EngagementProfile)]
    of_engagements = _judged(told)
    of_people = _judged([one for one in every if isinstance(one, PersonProfile)])
    of_bodies = _judged([one for one in every if isinstance(one, BodyProfile)])
    groups = group(of_engagements)
    of_people = confirm(of_people, groups, records)
    judgements = [d for d in (*of_engagements, *of_people, *of_bodies) if d.verdict != "different"]
    return Groups(
        engagements=groups,
        people=group(of_people),
        bodies=group(of_bodies),
        judgements=tuple(sorted(judgements, key=lambda d: (d.thing, d.left, d.right))),
        follow_ups=follow_ups(records, told, groups),
    )


def _judged(every: Sequence[Profile]) -> list[Judgement]:
    return [compare(a, b) for a, b in candidates(every)]


def confirm(
    judgements: Iterable[Judgement], groups: Iterable[Iterable[str]], records: Iterable[Record]
) -> list[Judgement]:
    """Decisions about people, the unsure ones weighed again by the engagements that were found to be one."""
    group_of = {end: ends[0] for ends in map(sorted, groups) for end in ends}
    taking_part: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for engagement in record.engagements:
            one = group_of.get(f"{record.document.id}#{engagement.id}")
            for party in engagement.participants:
                if one is not None and party.person is not None:
                    taking_part[f"{record.document.id}#{party.person}"].add(one)
    return [
        people.confirm(judgement, min(shared))
        if judgement.verdict == "unsure" and (shared := taking_part[judgement.left] & taking_part[judgement.right])
        else judgement
        for judgement in judgements
    ]
