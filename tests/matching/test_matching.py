"""What is one and what is not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from entente.matching import Profile, compare, group, keys, match, profiles
from entente.model.judgement import Judgement
from entente.model.record import Place, Record
from tests.matching.making import BOTH, MA, TR, engagement, party, person, record, talks


def is_one(*records: Record) -> bool:
    return len(match(records).engagements) == 1


def test_the_same_meeting_in_two_reports_is_one() -> None:
    assert match([talks("a"), talks("b")]).engagements == (("a#e1", "b#e1"),)


def test_a_day_apart_is_one_and_the_disagreement_is_seen() -> None:
    groups = match([talks("a", "2025-09-18"), talks("b", "2025-09-19")])
    judgement = next(d for d in groups.judgements if d.thing == "engagement")
    assert judgement.verdict == "same"
    assert [(c.about, c.left, c.right) for c in judgement.disagreements] == [("when", "2025-09-18", "2025-09-19")]


def test_a_week_apart_is_two() -> None:
    assert not is_one(talks("a", "2025-09-18"), talks("b", "2025-09-25", published="2025-09-26"))


def test_a_misspelt_name_does_not_split() -> None:
    others = (person("p1", "Abdelatif Hamouchi", "MA"), person("p2", "Mahmoud Demirtas", "TR"))
    assert is_one(talks("a"), talks("b", people=others))


def test_an_omitted_participant_does_not_split() -> None:
    assert is_one(talks("a"), talks("b", participants=BOTH[:1]))


def test_announced_then_held_is_one() -> None:
    planned = talks("a", "2025-11", status="planned", published="2025-09-20")
    held = talks("b", "2025-11-24", published="2025-11-25")
    assert is_one(planned, held)


def test_two_ministers_of_one_country_on_the_same_day_in_the_same_city_are_two_visits() -> None:
    def visit(document: str, name: str) -> Record:
        return record(
            document,
            engagement(kind="visit", participants=[party("p1", "MA", "visitor")]),
            people=(person("p1", name, "MA"),),
        )

    assert not is_one(visit("a", "Abdelouafi Laftit"), visit("b", "Abdellatif Ouahbi"))


def test_two_conferences_of_one_day_in_one_city_are_two() -> None:
    def held(document: str, name: str) -> Record:
        return record(document, engagement(kind="gathering", name=name, countries=["TR"]))

    assert not is_one(held("a", "Conférence sur la cybercriminalité"), held("b", "Salon de la protection civile"))
    assert is_one(held("a", "Salon de la protection civile"), held("b", "Salon international de la protection civile"))


def test_counterparts_of_one_day_are_two_meetings() -> None:
    other = (MA, person("p2", "Münir Karaloğlu", "TR"))
    assert not is_one(talks("a"), talks("b", people=other))


def test_who_visits_whom_is_not_turned_round() -> None:
    def visit(document: str, guest: str) -> Record:
        return record(document, engagement(kind="visit", participants=[party(None, guest, "visitor")], place=None))

    assert not is_one(visit("a", "MA"), visit("b", "TR"))


def test_planned_then_cancelled_is_one() -> None:
    planned = talks("a", "2026-02-10", status="planned", published="2026-02-01")
    assert is_one(planned, talks("b", None, status="cancelled", published="2026-02-06"))


def test_an_undated_meeting_lies_within_its_visit() -> None:
    def told(document: str, days: str) -> Record:
        visit = engagement("e1", "visit", days, participants=[party("p1", "MA", "visitor")])
        inner = engagement("e2", "meeting", None, participants=BOTH, part_of="e1")
        return record(document, visit, inner, people=(MA, TR), published="2025-12-01")

    assert match([told("a", "2025-09-18/2025-09-20"), told("b", "2025-10-18/2025-10-20")]).engagements == ()
    assert len(match([told("a", "2025-09-18/2025-09-20"), told("b", "2025-09-18")]).engagements) == 2


def test_towns_are_one_whatever_they_are_called() -> None:
    london: dict[str, Any] = {"countries": ["MA", "GB"], "participants": [party("p1", "MA"), party(None, "GB")]}
    one = talks("a", place=Place(city="Londres", country="GB"), **london)
    assert is_one(one, talks("b", place=Place(city="London", country="GB"), **london))


def test_a_shared_engagement_settles_whose_family_name_it_is() -> None:
    bare = (person("p1", "Hammouchi", "MA"), TR)
    assert match([talks("a"), talks("b", people=bare)]).people == (("a#p1", "b#p1"), ("a#p2", "b#p2"))
    alone = [record("a", people=(MA,)), record("b", people=bare[:1])]
    assert match(alone).people == ()
    assert [j.verdict for j in match(alone).judgements] == ["unsure"]


def test_yearly_editions_of_one_conference_are_two() -> None:
    def edition(document: str, name: str, when: str) -> Record:
        place = Place(country="FR", city="Lyon")
        held = engagement(kind="gathering", name=name, when=when, countries=["FR"], place=place)
        return record(document, held, published=when)

    first = edition("a", "92e session de l'Assemblée générale d'Interpol", "2024-11-05")
    second = edition("b", "93e session de l'Assemblée générale d'Interpol", "2025-11-05")
    undated = edition("c", "INTERPOL 93rd General Assembly", "2025-11-04")
    assert match([first, second, undated]).engagements == (("b#e1", "c#e1"),)


def test_a_profile_survives_being_stored() -> None:
    for one in profiles(talks("a")).values():
        stored = msgspec.msgpack.encode(one)
        assert msgspec.msgpack.decode(stored, type=Profile) == one


def test_things_of_two_sorts_are_not_compared() -> None:
    one = profiles(talks("a"))
    with pytest.raises(TypeError, match="two sorts"):
        compare(one["e1"], one["p1"])


def test_what_is_one_shares_a_key() -> None:
    a, b = profiles(talks("a")), profiles(talks("b", None))
    assert keys(a["e1"]) & keys(b["e1"])
    assert keys(a["p1"]) & keys(b["p1"])


def test_people_are_one_across_scripts() -> None:
    arabic = record("b", people=(person("p1", "عبد اللطيف حموشي", "MA"),), language="ar")
    assert match([record("a", people=(MA, TR)), arabic]).people == (("a#p1", "b#p1"),)


def judgement(left: str, right: str, verdict: str, score: float = 0.9) -> Judgement:
    given = {"thing": "engagement", "left": left, "right": right, "verdict": verdict, "score": score}
    return msgspec.convert(given, Judgement)


def test_two_of_one_document_are_never_one() -> None:
    chain = [judgement("a#e1", "b#e1", "same", 0.99), judgement("a#e2", "b#e1", "same", 0.9)]
    assert group(chain) == (("a#e1", "b#e1"),)


def test_one_impossible_pair_keeps_groups_apart_and_an_outvoted_one_does_not() -> None:
    chain = [judgement("a#e1", "b#e1", "same", 0.99), judgement("b#e1", "c#e1", "same", 0.9)]
    assert group([*chain, judgement("a#e1", "c#e1", "different", 0.0)]) == (("a#e1", "b#e1"),)
    assert group([*chain, judgement("a#e1", "c#e1", "different", 0.2)]) == (("a#e1", "b#e1", "c#e1"),)
