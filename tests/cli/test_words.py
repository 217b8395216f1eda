"""Dates, quotes and names for people."""

import pytest

from entente.cli.dates import in_words
from entente.cli.naming import country, topic
from entente.cli.quoting import quote, shortened
from entente.cli.terminal import clean, isolated, safe_json


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-09-18", "18 September 2025"),
        ("2025-09", "September 2025"),
        ("2030", "2030"),
        ("2025-09-18/2025-09-20", "18–20 September 2025"),
        ("2025-09-28/2025-10-02", "28 September – 2 October 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-01/2025-03", "January–March 2025"),
        ("2025/2027", "2025–2027"),
        ("2025-09-18/2025-09-18", "18 September 2025"),
        ("../2027", "until 2027"),
        ("2025-09-18/..", "from 18 September 2025"),
        ("2025~", "about 2025"),
        ("2025-19", "2025-19"),
        ("soon", "soon"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


def test_names() -> None:
    assert (country("MA"), country("QQ"), country(None)) == ("Morocco", "QQ", "")
    assert topic("drug-trafficking") == "drug trafficking"


def test_quotes_are_shortened_at_a_word() -> None:
    assert quote("effectue une visite de travail en Turquie", [(0, 41)], 24) == "«effectue une visite de…»"
    assert shortened("abc", 3) == "abc"


def test_quotes_are_said_once_and_counted() -> None:
    assert quote("ab ab cd ef", [(0, 2), (3, 5), (6, 8), (9, 11)]) == "«ab» «cd» +1"


def test_no_quote_without_text() -> None:
    assert quote("", [(0, 2)]) == ""


def test_controls_are_shown_or_dropped() -> None:
    assert clean("a\x1b[31m\u202eb\n\u2028c\x9b") == "a␛[31mb c\ufffd"


def test_right_to_left_parts_are_isolated_each() -> None:
    assert isolated("سلا · Rabat · فاس ") == "\u2068سلا\u2069 · Rabat · \u2068فاس\u2069 "
    assert isolated("Rabat") == "Rabat"


def test_json_on_a_terminal_is_the_same_json() -> None:
    assert safe_json('"a\x9b\u202e"'.encode()) == b'"a\\u009b\\u202e"'
