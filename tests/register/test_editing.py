"""A mended record speaks for its document until the edit is taken back; the queue and gold follow what is decided."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from entente.errors import BadField, RegisterError
from entente.register import Arrival, Store, editing
from entente.register.counting import pairs
from entente.register.queues import counts, neighbours, progress, queue
from entente.register.reviewing import overtaking, reviewed
from tests.register.making import PEOPLE, meeting, opened, record, told, view

TEXT = "Rabat. Karim Alami met Mehmet Kaya in Ankara on 18 September. They will meet again in Rabat."


def telling(id: str, published: str) -> Arrival:
    text = f"{id}. {TEXT}"
    digest = sha256(text.encode()).hexdigest()
    body = record(id, digest=digest, published=published, people=PEOPLE, engagements=[meeting()])
    return Arrival(record=body, text=text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as opened_store:
        opened_store.add([telling("a", "2025-09-20"), telling("b", "2025-09-21")])
        yield opened_store


def mend(store: Store, id: str, made: dict[str, Any]) -> int:
    return store.edit(store.document_named(id), made, change="add", thing="", author="Samira").number


def body(store: Store, id: str) -> dict[str, Any]:
    return reviewed(store, store.document_named(id)).record


def test_an_added_engagement_is_known_until_that_is_taken_back(store: Store) -> None:
    before = view(store)
    written = {"kind": "meeting", "status": "planned", "countries": "MA, TR", "place": "Rabat, MA"}
    number = mend(store, "a", editing.with_thing(body(store, "a"), "engagements", written, (60, 75)))
    added = store.known("a#e2")
    assert (added.kind, added.status, added.countries) == ("meeting", "planned", ["MA", "TR"])  # type: ignore[union-attr]
    store.undo(number, author="Samira")
    assert view(store) == before
    with pytest.raises(RegisterError):
        store.known("a#e2")


def test_the_undo_of_an_undo_restores_the_edit(store: Store) -> None:
    number = mend(store, "a", editing.with_value(body(store, "a"), "e1", "when", "2025-09-19", (3, 8)))
    edited = view(store)
    store.undo(number, author="Samira")
    store.undo(number + 1, author="Samira")
    assert view(store) == edited


def test_an_edit_outlives_a_rebuild(store: Store) -> None:
    mend(store, "a", editing.with_value(body(store, "a"), "e1", "when", "2025-09-19", (3, 8)))
    undone = mend(store, "b", editing.split(body(store, "b"), "e1", (3, 8)))
    store.undo(undone, author="Samira")
    edited = view(store)
    store.rebuild()
    assert view(store) == edited
    assert [one["engagements"][0]["when"] for one in store.records()] == ["2025-09-19", "2025-09-18"]


def test_only_the_last_edit_of_a_document_is_taken_back(store: Store) -> None:
    first = mend(store, "a", editing.with_value(body(store, "a"), "e1", "when", "2025-09-19", None))
    mend(store, "a", editing.with_value(body(store, "a"), "e1", "when", "2025-09-17", None))
    with pytest.raises(RegisterError, match="changed again"):
        store.undo(first, author="Samira")


def test_decisions_hold_through_an_edit(store: Store) -> None:
    store.decide("correct", store.mention("a#e1"), field="status", value="cancelled", author="Samira")
    mend(store, "a", editing.anchored(body(store, "a"), "e1", "when", (3, 8)))
    assert store.known("a#e1").status == "cancelled"  # type: ignore[union-attr]
    assert body(store, "a")["engagements"][0]["spans"]["when"] == [[3, 8]]


def test_parties_and_posts_come_and_go(store: Store) -> None:
    made = editing.with_party(body(store, "a"), "e1", "police of both", "MA", "host", True, (3, 8))
    assert made["engagements"][0]["participants"][-1]["group"] == "police of both"
    made = editing.without(made, "e1", "participants", 0)
    assert [party.get("person") for party in made["engagements"][0]["participants"]] == ["p2", None]
    made = editing.with_post(made, "p1", "director", (3, 8))
    assert made["people"][0]["posts"][0]["title"] == "director"
    assert editing.without(made, "p1", "posts", 0)["people"][0]["posts"] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda body: editing.with_value(body, "e9", "when", "2025", None),
        lambda body: editing.with_value(body, "e1", "when", "soon", None),
        lambda body: editing.anchored(body, "e1", "id", (0, 1)),
        lambda body: editing.with_thing(body, "sources", {}, (0, 1)),
        lambda body: editing.with_thing(body, "engagements", {"kind": "meeting", "status": "held"}, (0, 1)),
        lambda body: editing.with_party(body, "e1", "", "", "host", False, None),
        lambda body: editing.with_party(body, "e1", "x", "MA", "guest", False, None),
        lambda body: editing.without(body, "e1", "participants", 7),
        lambda body: editing.split(body, "p1", (0, 1)),
    ],
)
def test_a_change_that_cannot_be_is_refused(store: Store, change: Any) -> None:
    with pytest.raises(BadField):
        change(body(store, "a"))


def test_words_are_found_at_their_offset_else_where_they_first_stand() -> None:
    assert editing.found("a b a", " a ", 4) == (4, 5)
    assert editing.found("a b a", "a", 3) == (0, 1)
    for text, words in ((None, "a"), ("a", ""), ("a", "b")):
        with pytest.raises(BadField):
            editing.found(text, words)


def test_the_queue_goes_from_open_to_done_and_back(store: Store) -> None:
    a, b = (store.document_named(id) for id in "ab")
    assert queue(store, "open", most=9) == [b, a]
    assert queue(store, "open", "MA", most=9) == [b, a]
    assert queue(store, "open", "FR", most=9) == []
    store.decide("correct", store.mention("b#e1"), field="when", value="2025", author="Samira")
    assert queue(store, "begun", most=9) == [b]
    number = store.decide("accept", store.mention("b#e1"), author="Samira").number
    assert (queue(store, "done", most=9), queue(store, "open", most=9)) == ([b], [a])
    assert progress(store, [a, b])[b].state == "done"
    aside = store.set_aside(a, author="Samira", reason="a copy").number
    assert counts(store) == {"open": 0, "begun": 0, "done": 1, "aside": 1}
    store.undo(aside, author="Samira")
    store.undo(number, author="Samira")
    assert counts(store) == {"open": 1, "begun": 1, "done": 0, "aside": 0}


def test_the_next_document_is_one_that_is_not_done(store: Store) -> None:
    store.add([telling("c", "2025-09-19")])
    a, b, c = (store.document_named(id) for id in "abc")
    assert neighbours(store, b) == (None, a)
    store.set_aside(a, author="Samira")
    assert neighbours(store, b) == (None, c)
    assert neighbours(store, c) == (a, None)


def test_gold_is_what_was_decided_of_reviewed_documents_only(store: Store, tmp_path: Path) -> None:
    store.decide("correct", store.mention("a#e1"), field="when", value="2025-09-19", author="Samira")
    store.decide("reject", store.mention("a#p2"), author="Samira")
    assert list(store.gold()) == []
    store.decide("accept", store.mention("a#e1"), author="Samira")
    (gold,) = store.gold()
    assert gold["document"]["id"] == "a"
    assert gold["engagements"][0]["when"] == "2025-09-19"
    assert [party.get("person") for party in gold["engagements"][0]["participants"]] == ["p1"]
    assert [person["id"] for person in gold["people"]] == ["p1"]


def test_what_was_decided_since_is_told(store: Store) -> None:
    one = store.mention("a#e1")
    first = store.decide("accept", one, field="when", author="Samira").number
    assert overtaking(store, one, "when", first) == []
    assert [d.number for d in overtaking(store, one, "when", 0)] == [first]
    assert overtaking(store, one, "place", 0) == []
    assert overtaking(store, one, None, 0)


def test_pairs_of_one_country_are_those_of_all_that_it_is_in(store: Store) -> None:
    store.add([told("d", countries=("ES", "FR", "MA")), told("e", countries=("AE", "FR"), who=())])
    every = pairs(store.database)
    for country in ("MA", "FR", "AE"):
        assert pairs(store.database, country) == [pair for pair in every if country in pair[:2]]
