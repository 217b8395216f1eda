"""Endings fit the word before them, and all that they may be is known."""

from pathlib import Path

import pytest

from entente.languages.harmony import Harmony
from tests.languages.making import make
from tests.languages.test_lexicon import read

TABLE = {
    "A": {"a": "aıou", "e": "eiöü"},
    "I": {"ı": "aı", "u": "ou", "i": "ei", "ü": "öü"},
    "D": {"t": "fstkçşhp", "d": ""},
}


@pytest.mark.parametrize(
    ("word", "ending", "fits"),
    [
        ("yap", "mIştI", "mıştı"),
        ("görüş", "DI", "tü"),
        ("konuş", "AcAk", "acak"),
        ("ver", "DIğI", "diği"),
        ("", "DI", "d"),
        ("gel", "yor", "yor"),
    ],
)
def test_a_capital_stands_for_what_fits(word: str, ending: str, fits: str) -> None:
    assert Harmony(TABLE).fit(word, ending) == fits


def test_without_a_table_an_ending_is_what_is_written() -> None:
    assert Harmony({}).fit("yap", "DI") == "DI"
    assert Harmony({}).every("DI") == ["DI"]


def test_cases_and_paradigms_may_be_written_so(tmp_path: Path) -> None:
    settings = """code = "xx"
[harmony]
A = { a = "aıou", e = "eiöü" }
D = { t = "ş", d = "" }
[tokens]
cases = ["DA"]
[paradigm.p]
strip = "mAk"
past = ["DA"]
"""
    words = "group\tg\theyet\nin\tafter\t'da|'de|'te|'ta\n"
    pack = make(tmp_path, {"pack.toml": settings, "words.tsv": words, "verbs.tsv": "meet\tp\tkonuşmak|gelmek\n"})
    assert read("konuşta gelde heyette", pack) == [
        ("konuşta", "v_past"),
        ("gelde", "v_past"),
        ("heyet", "group"),
        ("te", "in"),
    ]
