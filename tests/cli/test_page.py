"""The record as a page: everything is there, at every width, and nothing of the text acts on the terminal."""

import io
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from entente.cli.page import page
from entente.cli.terminal import FIRST_STRONG_ISOLATE, POP_ISOLATE
from entente.model.record import Record
from entente.reading.corpus import Entry, entries


def gold(entry: Entry) -> Record:
    """A gold record of the corpus as a `Record` without spans."""
    plain: dict[str, Any] = entry.gold
    for engagement in plain["engagements"]:
        engagement["participants"] = [{"country": None, "evidence": []} | x for x in engagement["participants"]]
    return msgspec.convert(plain, Record)


def printed(record: Record, text: str = "", width: int = 100, colour: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=colour, highlight=False, markup=False, emoji=False)
    console.print(page(record, text, width))
    return out.getvalue()


def sample() -> Record:
    """A visit with a meeting and a pledge, in a text of its own."""
    return msgspec.convert(
        {
            "document": {"id": "x", "language": "fr", "published": "2025-09-20", "publisher": "MAP"},
            "people": [
                {
                    "id": "p1",
                    "name": "Ada Byron",
                    "country": "GB",
                    "posts": [{"title": "directrice de la police", "body": "b1"}],
                    "evidence": [[0, 9]],
                }
            ],
            "bodies": [{"id": "b1", "name": "Police", "country": "GB", "evidence": [[13, 19]]}],
            "engagements": [
                {
                    "id": "e1",
                    "kind": "visit",
                    "status": "planned",
                    "when": "2025-11-03/2025-11-05",
                    "place": {"name": "Rabat", "city": "Rabat", "country": "MA", "lat": 34.02, "lon": -6.84},
                    "countries": ["GB", "MA"],
                    "participants": [
                        {
                            "person": "p1",
                            "country": "GB",
                            "role": "visitor",
                            "leads_delegation": True,
                            "evidence": [[0, 9]],
                        }
                    ],
                    "topics": ["border-security"],
                    "sources": ["s1"],
                    "evidence": [[0, 30]],
                    "spans": {"place": [[20, 25]], "topics.border-security": [[26, 30]]},
                },
                {"id": "e2", "kind": "meeting", "status": "cancelled", "part_of": "e1", "evidence": [[0, 9]]},
            ],
            "commitments": [
                {
                    "id": "c1",
                    "kind": "pledge",
                    "parties": ["GB"],
                    "towards": ["MA"],
                    "what": "fournir des drones",
                    "engagement": "e2",
                    "evidence": [[26, 30]],
                }
            ],
            "sources": [{"id": "s1", "name": "MAP", "kind": "agency", "evidence": [[0, 3]]}],
        },
        Record,
    )


TEXT = "Ada Byron va Police Rabat mots à dire"


def test_everything_of_the_record_is_on_the_page() -> None:
    shown = printed(sample(), TEXT)
    for words in (
        "20 September 2025 · MAP",
        "VISIT  ○ planned   United Kingdom · Morocco",
        "Ada Byron · United Kingdom  visitor, heads the",
        "directrice de la police",
        "Rabat, Morocco  34.02, -6.84",
        "3–5 November 2025  2025-11-03/2025-11-05",
        "border security",
        "«mots»",
        "«Rabat»",
        "part of    visit e1",
        "pledge     United Kingdom → Morocco",
        "fournir des drones",
        "s1         MAP  agency",
    ):
        assert words in shown


def test_a_part_stands_indented_under_its_whole() -> None:
    lines = printed(sample(), TEXT).splitlines()
    assert any(line.startswith("   ┃ MEETING  × cancelled") for line in lines)


def test_a_commitment_without_engagement_has_its_place() -> None:
    record = msgspec.structs.replace(sample(), engagements=[])
    assert "also committed" in printed(record, TEXT)


@pytest.mark.parametrize("id", [entry.id for entry in entries()])
def test_records_without_spans_are_shown_as_unanchored(id: str) -> None:
    entry = Entry(id)
    record = gold(entry)
    shown = printed(record, entry.text)
    assert ("Unanchored" in shown) == bool(record.engagements)
    assert shown.count("┃ " + "") >= len(record.engagements)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 118])
@pytest.mark.parametrize("id", ["fr-03", "ar-01"])
def test_no_line_is_wider_than_the_page(id: str, width: int) -> None:
    from rich.cells import cell_len

    entry = Entry(id)
    for line in printed(gold(entry), entry.text, width).splitlines():
        assert cell_len(line.translate({0x2068: None, 0x2069: None})) <= width


def test_right_to_left_words_are_isolated_in_every_line() -> None:
    entry = Entry("ar-01")
    for line in printed(gold(entry), entry.text).splitlines():
        assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_ISOLATE)
        if any("\u0600" <= character <= "\u06ff" for character in line):
            assert FIRST_STRONG_ISOLATE in line


def test_a_record_that_says_nothing_says_so() -> None:
    record = msgspec.convert({"document": {"id": "x", "language": "fr"}}, Record)
    assert "No engagement" in printed(record, "Rien.")


def test_engagements_that_are_part_of_each_other_are_all_shown() -> None:
    plain = {"kind": "visit", "status": "held", "evidence": [[0, 1]]}
    ring = [{"id": "e1", "part_of": "e2"} | plain, {"id": "e2", "part_of": "e1"} | plain]
    record = msgspec.convert({"document": {"id": "x", "language": "fr"}, "engagements": ring}, Record)
    assert printed(record, "Texte").count("VISIT") == 2


@given(st.text(st.characters(categories=["Cc", "Cf", "Mn", "Lo", "Zl", "Zp", "Cs"]), min_size=1))
def test_nothing_of_the_text_acts_on_the_terminal(words: str) -> None:
    plain = msgspec.to_builtins(sample())
    for part in ("people", "bodies", "sources"):
        plain[part][0]["name"] = words
        plain[part][0]["evidence"] = [[0, len(words)]]
    plain["document"]["title"] = plain["engagements"][0]["name"] = plain["commitments"][0]["what"] = words
    shown = printed(msgspec.convert(plain, Record), words)
    allowed = {"\n", FIRST_STRONG_ISOLATE, POP_ISOLATE}
    for character in set(shown) - allowed:
        assert character.isprintable() or ord(character) > 0xA0
        assert not 0x202A <= ord(character) <= 0x2069
    assert shown.count(FIRST_STRONG_ISOLATE) == shown.count(POP_ISOLATE)


def test_colours_only_where_a_person_looks() -> None:
    assert "\x1b[" in printed(sample(), TEXT, colour=True)
    assert "\x1b[" not in printed(sample(), TEXT)
