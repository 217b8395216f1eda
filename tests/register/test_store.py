"""The register keeps what comes in, makes one of what is one, and forgets nothing."""

from pathlib import Path
from random import Random

import pytest

from entente.errors import RegisterError
from entente.model.known import KnownEngagement
from entente.register import Arrival
from tests.register.making import gold, meeting, opened, record, told, view


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        arrivals = list(gold())
        assert store.add(arrivals) == len(arrivals)
        before = view(store)
        assert store.add(arrivals) == 0
        assert view(store) == before


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    arrivals = list(gold())
    with opened(tmp_path, "one.db") as one, opened(tmp_path, "other.db") as other:
        one.add(arrivals)
        Random(1).shuffle(arrivals)
        for at in range(0, len(arrivals), 7):
            other.add(arrivals[at : at + 7])
        assert view(one) == view(other)


def test_the_view_is_rebuilt_from_documents_records_and_decisions(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add(gold())
        store.decide("same", store.mention("fr-01#e1"), store.mention("fr-02#e1"), author="me")
        before = view(store)
        store.rebuild()
        assert view(store) == before


def test_one_meeting_of_two_documents_is_one_with_both_beside_each_value(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a"), told("b", topics=["terrorism"])])
        known = store.known("a#e1")
        assert isinstance(known, KnownEngagement)
        assert known.mentions == ["a#e1", "b#e1"]
        assert [said.document for said in known.values["when"][0].said] == ["a", "b"]
        assert known.topics == ["terrorism", "training"]
        assert [(party.name, len(party.said)) for party in known.participants] == [
            ("Karim Alami", 2),
            ("Mehmet Kaya", 2),
        ]


def test_conflicting_values_are_ranked_and_none_is_dropped(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a", status="planned", published="2025-09-01"), told("b"), told("c")])
        known = store.known("a#e1")
        assert isinstance(known, KnownEngagement)
        assert (known.status, known.announced) == ("held", "2025-09-01")
        assert [(value.value, value.rank) for value in known.values["status"]] == [
            ("held", "preferred"),
            ("planned", "other"),
        ]


def test_reprints_with_small_changes_are_one_voice(tmp_path: Path) -> None:
    story = "The two ministers met in Ankara and agreed that their police services would train officers together."
    copies = [told(f"copy{n}", text=f"Outlet {n}. {story}", name="Talks") for n in range(3)]
    words = (
        "The delegations spoke of courses for the police when they sat together, it was announced later that day.",
        "Joint training was on the table of the working session held on Thursday, said the ministry in a statement.",
    )
    own = [told(f"own{n}", text=text, name="Session") for n, text in enumerate(words)]
    with opened(tmp_path) as store:
        store.add([*copies, *own])
        known = store.known("own0#e1")
        assert isinstance(known, KnownEngagement)
        assert known.copies == [["copy0", "copy1", "copy2"]]
        assert [value.value for value in known.values["name"]] == ["Session", "Talks"]


def test_ids_of_mentions_lead_to_what_they_became_part_of(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a")])
        alone = store.known("a#e1").id
        for name in "bcdef":
            store.add([told(name)])
        assert store.known(alone).id == min(store.mention(f"{name}#e1") for name in "abcdef")
        assert store.known(alone[:8]).id == store.known(alone).id


def test_a_record_by_hand_stands_in_for_the_reading_whichever_comes_first(tmp_path: Path) -> None:
    read = told("a", author=None, text="some text", status="planned")
    by_hand = told("a", author="hand", status="held")
    views: list[list[bytes]] = []
    for order in ([read, by_hand], [by_hand, read]):
        with opened(tmp_path, f"{len(views)}.db") as store:
            for arrival in order:
                store.add([arrival])
            known = store.known("a#e1")
            assert isinstance(known, KnownEngagement)
            assert known.status == "held"
            assert [r["engagements"][0]["status"] for r in store.records() if r["document"]["id"] == "a"] == ["held"]
            views.append(view(store))
    assert views[0] == views[1]


def test_decisions_survive_a_reading_that_numbers_otherwise(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a", author=None), told("b", author=None, when="2025-09-19")])
        store.decide("same", store.mention("a#e1"), store.mention("b#e1"), author="me")
        store.decide("correct", store.mention("a#e1"), field="when", value="2025-09-17", author="me")
        old = store.known("a#e1").id
        people = [{"id": "p2", "name": "Karim Alami", "country": "MA"}, {"id": "p1", "name": "Mehmet Kaya"}]
        again = record(
            "a", people=people, engagements=[meeting("e1", when="2024-01-01", countries=["FR", "ES"]), meeting("e2")]
        )
        store.add([Arrival(record=again)])
        known = store.known(old)
        assert isinstance(known, KnownEngagement)
        assert set(known.mentions) == {"a#e2", "b#e1"}
        assert known.when == "2025-09-17"


def test_redaction_takes_the_text_out(tmp_path: Path) -> None:
    secret = "Un paragraphe que personne ne doit relire"
    with opened(tmp_path) as store:
        store.add([told("a", author=None, text=secret), told("b")])
        store.redact(store.document_named("a"), author="me", reason="court order")
        assert store.document(store.document_named("a")).redacted == "court order"
        assert store.add([told("a", author=None, text=secret)]) == 0
        assert not store.search("personne", part=None)[0]
        assert [r["document"].get("redacted") for r in store.records()] == ["court order", None]


def test_unknown_ids_are_named(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        for name in ("e-none", "nowhere#e1", ""):
            with pytest.raises(RegisterError, match="no such id"):
                store.known(name)


def test_what_a_person_took_part_in_and_commitments_come_in_order(tmp_path: Path) -> None:
    pledge = {"kind": "agreed", "what": "give radios", "parties": ["MA"], "towards": ["TR"], "topics": ["training"]}
    with opened(tmp_path) as store:
        store.add(told(id, when=when) for id, when in (("a", "2025-09-18"), ("b", None), ("c", "2025-10-02")))
        made = [{**pledge, "id": f"c{number}", "when": when} for number, when in enumerate((None, "2027", "2026"))]
        store.add([Arrival(record=record("d", commitments=made), author="hand")])
        person = store.known("a#p1").id
        assert [one.when for one in store.engagements_of(person)] == ["2025-10-02", "2025-09-18", None]
        assert [one.when for one in store.engagements_of(person, 1)] == ["2025-10-02"]
        assert [one.when for one in store.commitments()] == ["2026", "2027", None]
        assert [one.when for one in store.commitments(open_on="2025-09-25", most=1)] == ["2026"]
