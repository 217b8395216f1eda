"""The way of a document: in which languages it is read."""

from __future__ import annotations

import entente

FRENCH = "Le ministre marocain de l'Intérieur, Karim Alami, a reçu mardi à Rabat son homologue espagnol, Luis Ortega."
ENGLISH = "The two men then met the Portuguese interior minister, Rui Nunes, for talks on police training in Rabat."


def test_each_paragraph_is_read_in_its_own_language() -> None:
    record = entente.read(f"{FRENCH}\n{FRENCH}\n\n{ENGLISH}", published="2025-03-05")
    assert record.document.language == "fr"
    assert [person.name for person in record.people] == ["Karim Alami", "Luis Ortega", "Rui Nunes"]
    assert record.engine is not None
    assert sorted(record.engine.packs) == ["en", "fr"]


def test_a_language_that_is_given_is_that_of_the_whole_document() -> None:
    record = entente.read(f"{FRENCH}\n\n{ENGLISH}", published="2025-03-05", language="fr")
    assert record.engine is not None
    assert list(record.engine.packs) == ["fr"]


def test_a_document_in_a_language_without_a_pack_says_nothing() -> None:
    record = entente.read("Der Innenminister hat am Montag in Berlin seinen türkischen Amtskollegen empfangen.")
    assert (record.document.language, record.engagements) == (None, [])
