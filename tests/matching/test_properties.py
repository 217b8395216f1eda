"""What holds for all records."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.matching import group, keys, match, profiles
from entente.matching.periods import period
from entente.model.judgement import Judgement
from entente.model.record import Place, Record
from tests.matching.making import engagement, party, person, record

NAMES = ["Abdellatif Hammouchi", "عبد اللطيف حموشي", "Mahmut Demirtaş", "Hammouchi", "Ali Yerlikaya"]
DAYS = [None, "2025-09-18", "2025-09-19", "2025-09", "2025-09-18/2025-09-20", "2025", "2025-09-26", "nonsense"]


@st.composite
def reports(draw: st.DrawFn) -> list[Record]:
    made = []
    for n in range(draw(st.integers(2, 6))):
        people = tuple(
            person(f"p{i}", name, draw(st.sampled_from(["MA", "TR", None])))
            for i, name in enumerate(draw(st.lists(st.sampled_from(NAMES), max_size=3)))
        )
        told = [
            engagement(
                f"e{i}",
                draw(st.sampled_from(["meeting", "visit", "gathering"])),
                draw(st.sampled_from(DAYS)),
                status=draw(st.sampled_from(["held", "planned", "ongoing", "cancelled"])),
                name=draw(st.sampled_from([None, "IGEF 2025", "Mondial 2030"])),
                place=draw(st.sampled_from([None, Place(country="TR"), Place(city="Ankara", country="TR")])),
                countries=draw(st.sampled_from([["MA", "TR"], ["TR"], []])),
                participants=[party(p.id, p.country) for p in people],
            )
            for i in range(draw(st.integers(0, 3)))
        ]
        made.append(
            record(f"d{n}", *told, people=people, published=draw(st.sampled_from(["2025-09-20", "2025-10-01"])))
        )
    return made


@given(reports(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_and_of_what_they_hold_does_not_matter(records: list[Record], pick: random.Random) -> None:
    def shuffled(things: list[Any]) -> list[Any]:
        return pick.sample(things, len(things))

    mixed = [
        Record(document=r.document, people=shuffled(r.people), engagements=shuffled(r.engagements)) for r in records
    ]
    assert match(shuffled(mixed)) == match(records)


@given(reports())
@settings(max_examples=60, deadline=None)
def test_groups_are_apart_and_hold_one_end_of_each_document(records: list[Record]) -> None:
    groups = match(records)
    for part in (groups.engagements, groups.people, groups.bodies):
        ends = [end for ends in part for end in ends]
        assert len(ends) == len(set(ends))
        for one in part:
            documents = [end.partition("#")[0] for end in one]
            assert len(one) > 1
            assert len(documents) == len(set(documents))


@given(reports())
@settings(max_examples=60, deadline=None)
def test_what_is_found_to_be_one_shares_a_key(records: list[Record]) -> None:
    found = {f"{r.document.id}#{id}": one for r in records for id, one in profiles(r).items()}
    for judgement in match(records).judgements:
        if judgement.thing == "engagement":
            assert keys(found[judgement.left]) & keys(found[judgement.right])


ENDS = st.tuples(st.sampled_from("abcd"), st.sampled_from(["e1", "e2"])).map("#".join)


ROWS = st.tuples(ENDS, ENDS, st.sampled_from(["same", "different", "unsure"]), st.floats(0, 1))


@given(st.lists(ROWS, unique_by=lambda row: frozenset(row[:2])), st.randoms(use_true_random=False))
def test_the_order_of_judgements_does_not_matter(rows: list[Any], pick: random.Random) -> None:
    judgements = [
        Judgement(thing="engagement", left=min(a, b), right=max(a, b), verdict=verdict, score=score)
        for a, b, verdict, score in rows
        if a[0] != b[0]
    ]
    assert group(pick.sample(judgements, len(judgements))) == group(judgements)


@given(st.sampled_from([d for d in DAYS if d]), st.sampled_from([d for d in DAYS if d]))
def test_a_gap_has_no_direction(one: str, other: str) -> None:
    a, b = period(one), period(other)
    if a and b:
        assert a.gap(b) == b.gap(a)
