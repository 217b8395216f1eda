"""Proposals: the later engagement that may be what an earlier commitment said would come. Nothing is decided here.

In go the records and the profiles and groups of their engagements; out come at most three proposals a commitment, the
likeliest first. An engagement that several reports tell is proposed once, by its first end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from entente.matching.periods import Period, period
from entente.matching.profiles import EngagementProfile
from entente.matching.scoring import CONTRADICTION, SAME, score
from entente.model.judgement import Clue, FollowUp
from entente.model.record import Commitment, Record

MOST = 3
IN_TIME_DAYS, TOO_LATE_DAYS = 400, 1100
KINDS = {
    "visit": {"invitation"},
    "training": {"training", "expertise-exchange", "capacity-building"},
    "operation": {"joint-operations", "information-exchange"},
    "exercise": {"joint-operations", "defence", "civil-protection", "maritime-security"},
    "handover": {"legal-cooperation"},
    "signing": {"institutional-cooperation", "legal-cooperation"},
    "assistance": {"technology", "capacity-building"},
    "gathering": {"major-events", "institutional-cooperation"},
    "meeting": {"institutional-cooperation", "invitation"},
}
"""Which commitments an engagement of a kind fulfils, by their topics or their kind."""


def follow_ups(
    records: Iterable[Record], profiles: Iterable[EngagementProfile], groups: Iterable[Iterable[str]]
) -> tuple[FollowUp, ...]:
    """What may have followed from the commitments of the records, sorted."""
    group_of = {end: min(ends) for ends in map(tuple, groups) for end in ends}
    by_pair: dict[tuple[str, str], list[EngagementProfile]] = defaultdict(list)
    for engagement in sorted(profiles, key=lambda e: e.end):
        for pair in combinations(sorted(engagement.countries), 2):
            by_pair[pair].append(engagement)
    found = [
        proposal
        for record in records
        for commitment in record.commitments
        for proposal in _of_one(record, commitment, by_pair, group_of)
    ]
    return tuple(sorted(found, key=lambda f: (f.commitment, -f.score, f.engagement)))


def _of_one(
    record: Record,
    commitment: Commitment,
    by_pair: Mapping[tuple[str, str], list[EngagementProfile]],
    group_of: Mapping[str, str],
) -> list[FollowUp]:
    said = period(record.document.published)
    sides = sorted({*commitment.parties, *commitment.towards})
    if said is None:
        return []
    own = f"{record.document.id}#{commitment.engagement}"
    best: dict[str, FollowUp] = {}
    for engagement in {e.end: e for pair in combinations(sides, 2) for e in by_pair.get(pair, ())}.values():
        one = group_of.get(engagement.end, engagement.end)
        if engagement.document == record.document.id or one == group_of.get(own, own):
            continue
        clues = list(_clues(commitment, engagement, said))
        points = sum(clue.weight for clue in clues)
        if points >= SAME and (one not in best or score(points) > best[one].score):
            end = f"{record.document.id}#{commitment.id}"
            best[one] = FollowUp(commitment=end, engagement=one, score=score(points), clues=tuple(clues))
    return sorted(best.values(), key=lambda f: (-f.score, f.engagement))[:MOST]


def _clues(commitment: Commitment, e: EngagementProfile, said: Period) -> Iterator[Clue]:
    sides = {*commitment.parties, *commitment.towards}
    weight = 1.5 if sides == e.countries else 1.0
    yield Clue("countries", weight, " ".join(sorted(sides)), " ".join(sorted(e.countries)))
    yield Clue("when", _when(commitment, e, said), commitment.when or "", e.when_text or "")
    meant = {commitment.kind, *commitment.topics} & KINDS.get(e.kind, set())
    if meant:
        yield Clue("kind", 1.5, " ".join(sorted(meant)), e.kind)
    if commitment.kind == "invitation":
        guests = {party.country for party in e.parties if party.side == "active"}
        if guests:
            invited = guests & set(commitment.towards)
            yield Clue("invited", 1.0 if invited else CONTRADICTION, " ".join(commitment.towards), e.kind)
    topics = set(commitment.topics)
    if topics and e.topics:
        shared = topics & e.topics
        weight = 0.8 * min(2, len(shared)) if shared else -1.5
        yield Clue("topics", weight, " ".join(sorted(topics)), " ".join(sorted(e.topics)))


def _when(commitment: Commitment, e: EngagementProfile, said: Period) -> float:
    """Only what comes after the commitment can follow from it, at its own time where it has one."""
    if e.when is None or e.when.last <= said.first or not e.when.is_stated:
        return CONTRADICTION
    meant = period(commitment.when)
    if meant is not None:
        gap = meant.gap(e.when)
        return 2.0 if gap == 0 else 0.5 if gap <= 31 else -2.0
    after = e.when.first - said.last
    return 0.5 if after <= IN_TIME_DAYS else -0.5 if after <= TOO_LATE_DAYS else CONTRADICTION
