"""Every export is well formed by somebody else's reader, keeps provenance and status, and is the same each time."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import icalendar
import networkx
import openpyxl
import pyarrow.parquet as pq
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from entente.errors import BadField
from entente.exports import FORMATS, write
from entente.exports.icalendar import _escaped, _lines
from entente.exports.polecat import COLUMNS
from entente.exports.spreadsheet import line, safe
from entente.register import Store
from tests.register.making import gold, meeting, opened, record, told

ATTACK = '=HYPERLINK("http://evil.example";"x")'
ODD = "a\x01;,\"<&>'\n\u202e\ud83d".encode("utf-8", "replace").decode()


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(tmp_path_factory.mktemp("exports")) as store:
        store.add(gold())
        people = [{"id": "p1", "name": ATTACK, "country": "MA"}, {"id": "p2", "name": ODD, "country": "TR"}]
        place = {"name": ODD, "city": "Ankara", "country": "TR", "lat": 39.93, "lon": 32.85}
        odd = meeting(name=ATTACK, when="2025-09", place=place, topics=["cybercrime", "drug-trafficking"])
        body = record("odd", digest=None, people=people, engagements=[odd])
        from entente.register import Arrival

        store.add([Arrival(record=body, author="hand"), told("gone", author=None, text="a secret", when="2020-02-03")])
        store.redact(store.document_named("gone"), author="me", reason="court order")
        yield store


def exported(name: str, store: Store) -> bytes:
    return b"".join(write(name, store))


def lines(name: str, store: Store) -> list[dict[str, Any]]:
    return [json.loads(row) for row in exported(name, store).splitlines()]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Two registers of the same documents, which came in another order."""
    folder = tmp_path_factory.mktemp("two")
    arrivals = list(gold())
    with opened(folder, "one.db") as one, opened(folder, "other.db") as other:
        one.add(arrivals)
        Random(2).shuffle(arrivals)
        other.add(arrivals[:20])
        other.add(arrivals[20:])
        yield one, other


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_is_the_same_whatever_the_order(name: str, two: tuple[Store, Store]) -> None:
    one, other = two
    assert exported(name, one) == exported(name, other)


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("xlsx", "polecat", "parquet", "gold")])
def test_every_export_says_what_was_redacted(name: str, register: Store) -> None:
    assert b"gone" in exported(name, register)
    assert b"edacted" in exported(name, register)
    assert b"a secret" not in exported(name, register)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_register_is_exported(name: str, tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        exported(name, store)


def test_jsonl_is_lossless(register: Store) -> None:
    found = lines("jsonl", register)
    counts = register.counts()
    assert len(found) == sum(counts[part] for part in ("documents", "engagements", "people", "bodies", "commitments"))
    one = next(row for row in found if row["part"] == "engagement" and len(row["documents"]) > 3)
    assert all(value["said"] for values in one["values"].values() for value in values)


def test_records_are_the_contracts(register: Store) -> None:
    assert {row["document"]["id"] for row in lines("records", register)} >= {"fr-01", "odd", "gone"}


def test_csv_runs_nothing(register: Store) -> None:
    text = exported("csv", register).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert len(rows) == register.counts()["engagements"]
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+@\t\r"]
    assert any(row["name"] == "'" + ATTACK for row in rows)
    assert {row["redacted"] for row in rows} == {"", "gone"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_becomes_a_formula(text: str) -> None:
    (cells,) = list(csv.reader(StringIO(line([safe(text)]).decode("utf-8"), newline="")))
    assert not cells or not cells[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_xlsx_holds_texts_only(register: Store) -> None:
    book = openpyxl.load_workbook(BytesIO(exported("xlsx", register)))
    assert book.sheetnames == ["engagements", "people", "commitments", "documents"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(cell.value == ATTACK for cell in cells)


def test_parquet_has_typed_columns_and_who_says_what(register: Store) -> None:
    rows = pq.read_table(BytesIO(exported("parquet", register))).to_pylist()
    assert len(rows) == register.counts()["engagements"]
    odd = next(row for row in rows if row["name"] == ATTACK)
    assert (odd["first_day"], odd["last_day"]) == (date(2025, 9, 1), date(2025, 9, 30))
    assert odd["countries"] == ["MA", "TR"]
    assert {party["name"] for party in odd["participants"]} == {ATTACK, ODD}
    assert json.loads(odd["values"])["when"][0]["said"][0]["document"] == "odd"
    assert [row["documents"] for row in rows if row["redacted"]] == [["gone"]]


def test_geojson_has_points_where_there_are_places(register: Store) -> None:
    collection = json.loads(exported("geojson", register))
    assert len(collection["features"]) == register.counts()["engagements"]
    points = [feature["geometry"]["coordinates"] for feature in collection["features"] if feature["geometry"]]
    assert [32.85, 39.93] in points


def test_icalendar_is_read_by_another(register: Store) -> None:
    data = exported("ical", register)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    events: list[Any] = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    odd = next(event for event in events if ATTACK in str(event["SUMMARY"]))
    assert (odd["DTSTART"].dt, odd["DTEND"].dt) == (date(2025, 9, 1), date(2025, 10, 1))
    assert "Date as stated: 2025-09" in str(odd["DESCRIPTION"])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_one_property(text: str) -> None:
    data = _lines("BEGIN:VCALENDAR", "BEGIN:VEVENT", f"SUMMARY:{_escaped(text)}", "END:VEVENT", "END:VCALENDAR")
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert list(event) == ["SUMMARY"] or not text.strip()


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_graphs_are_read_by_another(name: str, register: Store) -> None:
    graph = getattr(networkx, f"read_{name}")(BytesIO(exported(name, register)))
    kinds = {data["type"] for _, data in graph.nodes(data=True)}
    assert kinds == {"engagement", "person", "body", "group", "country"}
    assert all(data["role"] for _, _, data in graph.edges(data=True))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own parser
def test_jsonld_is_read_by_another(register: Store) -> None:
    graph = rdflib.Graph().parse(data=exported("jsonld", register), format="json-ld")
    concepts = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert set(graph.objects(None, rdflib.URIRef("https://schema.org/about"))) <= concepts
    derived = set(graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")))
    assert derived <= set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/NewsArticle")))


def test_atom_has_what_its_standard_asks(register: Store) -> None:
    feed = ElementTree.fromstring(exported("atom", register))
    ns = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{ns}entry")
    assert len(entries) == register.counts()["engagements"]
    assert all(entry.find(f"{ns}{tag}") is not None for entry in entries for tag in ("id", "title", "updated"))
    updated = [str(entry.findtext(f"{ns}updated")) for entry in entries]
    assert updated == sorted(updated, reverse=True)


def test_plover_keeps_to_its_manual(register: Store) -> None:
    events = lines("plover", register)
    types = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "REJECT"}
    for event in events:
        assert {"id", "date", "actor", "event"} <= event.keys()
        assert set(event["event"]) <= types
        assert event["recipient"] or event["event"][0] not in ("COOPERATE", "AID") or len(event["actor"]) < 2
    assert {event["event"][0] for event in events if event["entente"]["status"] == "planned"} == {"AGREE"}
    for event in events:
        assert not {"crime", "trafficking"} <= {*event["context"]} or "cyber" in event["context"]


def test_polecat_has_its_forty_columns(register: Store) -> None:
    rows = [row.split("\t") for row in exported("polecat", register).decode("utf-8").rstrip("\n").split("\n")]
    assert rows[0] == list(COLUMNS)
    assert len(COLUMNS) == 40
    assert {len(row) for row in rows} == {40}
    visit = next(row for row in rows if row[3] == "visit" and row[16])
    assert visit[8] != visit[16]


def test_followthemoney_has_entities_that_refer_to_each_other(register: Store) -> None:
    entities = {entity["id"]: entity for entity in lines("ftm", register)}
    assert {entity["schema"] for entity in entities.values()} == {
        "Article",
        "Person",
        "PublicBody",
        "Event",
        "UnknownLink",
    }
    for entity in entities.values():
        for name in ("proof", "involved", "organizer", "subject", "object"):
            assert all(id in entities for id in entity["properties"].get(name, [])), (entity, name)


def test_an_unknown_format_is_named(register: Store) -> None:
    with pytest.raises(BadField, match="there are jsonl"):
        exported("docx", register)
