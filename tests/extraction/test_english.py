"""English sentences to what a record says of them: constructions that other languages do not have."""

from __future__ import annotations

import pytest

from tests import reports

PUBLISHED = "2025-03-05"  # a Wednesday


def shown(text: str) -> list[str]:
    return reports.shown(text, PUBLISHED, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey's interior minister, Ali Kaya, met his Spanish counterpart, Luis Ortega, in Ankara on Tuesday.",
            ["meeting held 2025-03-04 Ankara: Ali Kaya=participant, Luis Ortega=participant"],
        ),
        (
            "Moroccan police chief Ali Alami is in Lisbon on a visit at the invitation of the Portuguese police.",
            ["visit ongoing None Lisbon: Ali Alami=visitor, Portuguese police=inviter"],
        ),
        (
            "The India-US counter-terrorism talks were held in New Delhi on 3 March.",
            ["meeting held 2025-03-03 New Delhi: IN=participant, US=participant"],
        ),
        (
            "The Kenya Police has extradited a fugitive from Uganda.",
            ["handover held None None: Kenya Police=recipient, UG=provider"],
        ),
        ("If the bill passes, the Spanish police could hold a joint exercise with the Moroccan police.", []),
        ("The two police chiefs did not meet in Madrid. Interior Minister Karim Alami called on Spain to act.", []),
    ],
)
def test_english_sentences(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_bare_infinitive_after_and_shares_the_auxiliary() -> None:
    text = "Swedish Justice Minister Eva Lund will visit Rome on Friday and meet Italian Interior Minister Aldo Riva."
    assert [line.split()[:2] for line in shown(text)] == [["visit", "planned"], ["meeting", "planned"]]


def test_what_is_signed_at_the_end_of_talks_is_signed_then_and_there() -> None:
    text = (
        "Swedish Justice Minister Eva Lund met Italian Interior Minister Aldo Riva in Rome on Monday.\n"
        "A police agreement was signed at the end of the meeting."
    )
    assert shown(text)[1].startswith("signing held 2025-03-03 Rome")


def test_whoever_is_welcomed_to_a_city_visits_it() -> None:
    text = "Spanish minister Luis Ortega welcomed Chilean police chief Ana Soto to Madrid on Monday for talks."
    assert [line.split()[0] for line in shown(text)] == ["visit", "meeting"]


def test_a_headline_lists_its_countries_with_a_comma() -> None:
    assert shown("Peru, Chile sign police agreement") == ["signing held None None: PE=signatory, CL=signatory"]


def test_those_of_the_headline_are_the_people_named_below() -> None:
    text = (
        "Saudi, Omani interior ministers meet in Muscat\n\n"
        "Saudi Interior Minister Majid Saleh arrived in Muscat on Monday at the invitation of "
        "Omani Interior Minister Salim Nasser."
    )
    assert "meeting held None Muscat: Majid Saleh=participant, Salim Nasser=participant" in [
        line.replace("2025-03-03", "None") for line in shown(text)
    ]


def test_who_organises_what_was_told_before() -> None:
    text = (
        "A training course on fraud for Albanian police officers opened in Tirana on Monday. "
        "It is organised by Europol and the Italian State Police."
    )
    assert shown(text)[0].endswith("Europol=provider, Italian State Police=provider")
