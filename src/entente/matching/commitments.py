"""Two commitments compared: the same will of the same parties, said at what may be one engagement, on the same topics.

Their words are no help across languages, so the engagement, the topics and the deadline must do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from entente.matching.blocking import keys as keys_of
from entente.matching.engagements import compare as compare_engagements
from entente.matching.profiles import EngagementProfile, Profile
from entente.model.judgement import Verdict
from entente.model.record import Commitment, Record
from entente.text.folding import fold

LEAST_SHARED = 0.5
"""The share of topics that two commitments must have in common."""


class CommitmentProfile(msgspec.Struct, frozen=True, tag="commitment"):
    """A commitment as matching sees it, with the engagement at which it was said."""

    kind: str
    parties: frozenset[str]
    topics: frozenset[str]
    when: str | None
    said_at: EngagementProfile


def commitment_profiles(record: Record, made: Mapping[str, Profile]) -> dict[str, CommitmentProfile]:
    """Profiles of the commitments that were said at an engagement; `made` are the profiles of the record."""
    bodies = {body.id: fold(body.name) for body in record.bodies}
    found = {}
    for one in record.commitments:
        said_at = made.get(one.engagement or "")
        if isinstance(said_at, EngagementProfile):
            said_at = msgspec.structs.replace(said_at, end="", document="")
            found[one.id] = CommitmentProfile(one.kind, _parties(one, bodies), frozenset(one.topics), one.when, said_at)
    return found


def _parties(one: Commitment, bodies: Mapping[str, str]) -> frozenset[str]:
    return frozenset(bodies.get(party, party) for party in (*one.parties, *one.towards))


def commitment_keys(profile: CommitmentProfile) -> Iterable[str]:
    """Kind and parties with the keys of the engagement."""
    head = f"{profile.kind}|{' '.join(sorted(profile.parties))}"
    return {f"{head}|{key}" for key in keys_of(profile.said_at)}


def compare_commitments(a: CommitmentProfile, b: CommitmentProfile) -> tuple[Verdict, float]:
    """Whether two commitments are one, and how much they share."""
    if (a.kind, a.parties) != (b.kind, b.parties) or (a.when and b.when and a.when != b.when):
        return "different", 0.0
    if compare_engagements(a.said_at, b.said_at).verdict != "same":
        return "different", 0.0
    every = a.topics | b.topics
    shared = len(a.topics & b.topics) / len(every) if every else 1.0
    return ("same" if shared >= LEAST_SHARED else "different"), round(0.5 + shared / 2, 4)
