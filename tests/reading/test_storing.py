"""What the stored text is."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.reading.storing import stored_text

MARKS = [chr(code) for code in range(0x300, 0x370)] + ["\u0f71", "\u064b", "\u0651", "\U0001d165"]


def test_nfc_line_ends_and_mark() -> None:
    assert stored_text("\ufeffe\u0301te\u0301\r\nb\rc") == "été\nb\nc"


def test_other_space_and_controls_are_left_alone() -> None:
    text = "a\u00a0b\u2028c\t \u202ed  \n\n e"
    assert stored_text(text) == text


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert stored_text("a\ud800\udfffb") == "a\ufffd\ufffdb"


def test_title_is_put_before() -> None:
    assert stored_text("Le texte.", "Le titre") == "Le titre\n\nLe texte."


@pytest.mark.parametrize("text", ["Le  titre\nlong\n\nLe texte.", "\n Le titre long. Le texte."])
def test_title_is_not_repeated(text: str) -> None:
    assert stored_text(text, " Le titre\u00a0 long ") == text


def test_blank_title_is_none() -> None:
    assert stored_text("Le texte.", " \n") == "Le texte."


@given(st.text(st.sampled_from([*MARKS, "a", "é", "\u0344"]), max_size=200))
def test_long_runs_of_marks_give_the_same_nfc(text: str) -> None:
    assert stored_text(text) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_storing_twice_changes_nothing(text: str) -> None:
    once = stored_text(text)
    assert stored_text(once) == once.lstrip("\ufeff")


def test_a_hundred_thousand_combining_marks_take_less_than_a_second() -> None:
    falling = "e" + "\u0301\u0323" * 50_000
    start = time.perf_counter()
    stored_text(falling)
    assert time.perf_counter() - start < 1
