"""What a search finds under its filters, and the values that its facets count."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.register import Arrival, Store
from entente.register.searching import FACETS
from tests.register.making import PEOPLE, meeting, opened, record

RABAT = {"name": "Rabat", "city": "Rabat", "country": "MA"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as opened_store:
        meetings = {
            "a": meeting(when="2025-09-18"),
            "b": meeting(when="2025-09-18"),
            "c": meeting(when="2025-10-02", place=RABAT, topics=["training", "terrorism"], status="planned"),
            "d": meeting(when=None, countries=("ES", "FR"), who=(), topics=["terrorism"]),
        }
        opened_store.add(Arrival(record=record(id, people=PEOPLE, engagements=[one])) for id, one in meetings.items())
        yield opened_store


def days(store: Store, **filters: str | None) -> list[str | None]:
    labels = {facet: filters.pop(facet, None) for facet in FACETS}
    return [one.when for one in store.search("", labels=labels, **filters)[0]]  # type: ignore[arg-type]


def test_filters_narrow_together(store: Store) -> None:
    assert days(store) == ["2025-10-02", "2025-09-18", None]
    assert days(store, topic="terrorism") == ["2025-10-02", None]
    assert days(store, topic="terrorism", country="MA") == ["2025-10-02"]
    assert days(store, city="Ankara", language="fr", since="2025") == ["2025-09-18"]
    assert days(store, city="Ankara", status="planned") == []
    assert days(store, language="ar") == []


def test_each_value_of_a_facet_counts_what_it_leads_to(store: Store) -> None:
    for narrowing in ({}, {"country": "MA"}, {"since": "2025"}):
        for facet, values in store.labels(**narrowing).items():  # type: ignore[arg-type]
            assert values == {value: len(days(store, **narrowing, **{facet: value})) for value in values}
    assert store.labels()["topic"] == {"terrorism": 2, "training": 2}
    assert store.labels(country="MA")["topic"] == {"training": 2, "terrorism": 1}
    assert store.labels(labels={"topic": "terrorism"})["city"] == {"Ankara": 1, "Rabat": 1}
    assert store.labels(most=1)["city"] == {"Ankara": 2}


def test_a_facet_narrows_all_parts_at_once(store: Store) -> None:
    found, facets = store.search("", part=None, labels={"language": "fr"})
    assert len(found) == 7
    assert facets["part"] == {"documents": 4, "engagements": 3}


def test_facets_follow_what_is_decided(store: Store) -> None:
    store.decide("correct", store.mention("c#e1"), field="topics", value=["training"], author="me")
    store.decide("reject", store.mention("d#e1"), author="me")
    assert store.labels()["topic"] == {"training": 2}
    assert days(store, topic="terrorism") == []


def test_a_filter_that_is_none_is_an_error(store: Store) -> None:
    with pytest.raises(TypeError, match="kinds"):
        store.labels(kinds="meeting")
    with pytest.raises(TypeError, match="kinds"):
        store.last_told(kinds="meeting")


def test_the_last_told_keep_to_the_filters(store: Store) -> None:
    assert len(store.last_told()) == 3
    assert [one.when for one in store.last_told(topic="terrorism", country="MA")] == ["2025-10-02"]
    assert [one.countries for one in store.last_told(q="spain")] == [["ES", "FR"]]
