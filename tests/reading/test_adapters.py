"""Registers of others as records: each row one visit without spans, the register named as its source."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from entente.errors import BadField
from entente.reading.adapters import adapted
from entente.reading.inputs import Failure, GivenRecord

VISITS = """<?xml version="1.0" encoding="UTF-8"?>
<visits>
    <visit>
        <id>1</id><start-date>2001-02-03</start-date><end-date>2001-02-05</end-date>
        <visitor>President Ana Prova and Prime Minister Rui Teste</visitor>
        <from id="cote-divoire">Cote d’Ivoire</from>
        <description>Spoke aboard the <em>Invented</em>
            at sea.</description>
    </visit>
    <visit>
        <id>2</id><start-date>1965-04-01</start-date><end-date>1965-04-01</end-date>
        <visitor>Marshal Exemplar</visitor><from id="yugoslavia">Yugoslavia</from><description/>
    </visit>
    <visit><id>3</id><start-date>soon</start-date><visitor>King None</visitor><from id="spain">Spain</from></visit>
</visits>"""
TRAVELS = """<trips>
    <trip role="secretary" who="sample-sam">
        <id>7</id><role>secretary</role><name>Sam Sample</name>
        <start-date>1999-05-06</start-date><end-date>1999-05-06</end-date>
        <country id="korea-south">Korea, Republic of</country><locale>Seoul</locale><remarks>Invented talks.</remarks>
    </trip>
</trips>"""


def read(folder: Path, kind: str, content: str) -> tuple[list[dict[str, Any]], list[str]]:
    (folder / "data").mkdir()
    (folder / "data" / "rows.xml").write_text(content, "utf-8")
    (folder / "build.xml").write_text("<project/>", "utf-8")
    found = list(adapted(kind, str(folder)))
    records = [msgspec.json.decode(item.body) for item in found if isinstance(item, GivenRecord)]
    return records, [str(item.error) for item in found if isinstance(item, Failure)]


def test_visits_are_records_of_their_source(tmp_path: Path) -> None:
    (two, old), (failure,) = read(tmp_path, "visits", VISITS)
    assert two["document"]["id"] == "visits-1"
    assert two["document"]["title"] == "Spoke aboard the Invented at sea."
    assert two["document"]["url"].endswith("/visits/cote-divoire")
    assert [(p["name"], p["posts"][0]["title"], p["country"]) for p in two["people"]] == [
        ("Ana Prova", "President", "CI"),
        ("Rui Teste", "Prime Minister", "CI"),
    ]
    (visit,) = two["engagements"]
    assert (visit["kind"], visit["when"], visit["countries"]) == ("visit", "2001-02-03/2001-02-05", ["CI", "US"])
    assert [(p.get("person"), p["country"], p["role"]) for p in visit["participants"]] == [
        ("p1", "CI", "visitor"),
        ("p2", "CI", "visitor"),
        (None, "US", "host"),
    ]
    assert visit["sources"] == [two["sources"][0]["id"]]
    assert "Visits by Foreign Leaders" in two["sources"][0]["name"]
    assert old["people"] == [{"id": "p1", "name": "Marshal Exemplar", "country": None, "posts": []}]
    assert "visits 3" in failure


def test_travels_are_visits_the_other_way(tmp_path: Path) -> None:
    (trip,), failures = read(tmp_path, "travels", TRAVELS)
    assert not failures
    assert trip["document"]["url"].endswith("/travels/secretary/sample-sam")
    assert trip["people"][0]["posts"] == [{"title": "Secretary of State", "country": "US"}]
    (visit,) = trip["engagements"]
    assert visit["place"] == {"name": "Seoul", "city": "Seoul", "country": "KR"}
    assert visit["participants"][1]["country"] == "KR"
    assert (visit["participants"][1]["role"], visit["when"]) == ("host", "1999-05-06")


def test_a_state_that_is_no_more_keeps_its_name(tmp_path: Path) -> None:
    gone = TRAVELS.replace("korea-south", "yugoslavia").replace("Korea, Republic of", "Yugoslavia")
    (trip,), _ = read(tmp_path, "travels", gone)
    assert trip["engagements"][0]["participants"][1]["group"] == "Yugoslavia"


def test_a_copy_without_rows_and_an_unknown_register_are_named(tmp_path: Path) -> None:
    _, (failure,) = read(tmp_path, "travels", "<other/>")
    assert "holds no rows of travels" in failure
    with pytest.raises(BadField, match="visits, travels"):
        next(adapted("elsewhere", str(tmp_path)))
