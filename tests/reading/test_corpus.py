"""The corpus is whole, clean, and free of what may not be carried."""

from importlib.resources import files

import msgspec

from entente.reading.corpus import entries
from entente.reading.storing import stored_text


def test_every_text_has_gold_of_its_name() -> None:
    found = list(entries())
    assert len(found) == 56
    assert all(entry.gold["document"]["id"] == entry.id for entry in found)


def test_texts_are_stored_texts() -> None:
    assert all(stored_text(entry.text) == entry.text for entry in entries())


def test_the_agency_report_is_not_here() -> None:
    same = msgspec.json.decode((files("entente") / "corpus" / "same.json").read_bytes())
    named = {item.partition("#")[0] for groups in same.values() for group in groups for item in group}
    assert named <= {entry.id for entry in entries()}


def test_entries_of_one_language() -> None:
    assert {entry.gold["document"]["language"] for entry in entries("fr")} == {"fr"}
