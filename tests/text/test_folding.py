"""Folding keeps every offset, and folds what readers take for the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.text.folding import bare, fold


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=50), st.text(max_size=50))
def test_folding_is_one_character_at_a_time(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text().map(lambda text: unicodedata.normalize("NFC", text)))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_lines_stay_lines(text: str) -> None:
    assert fold(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("first", [0x41, 0xC0, 0x100, 0x391, 0x410])
def test_case_of_letters_does_not_count(first: int) -> None:
    for char in map(chr, range(first, first + 26)):
        assert fold(char.lower()[0]) == fold(char.upper()[0]) == fold(char)


@given(st.text())
def test_a_bare_word_has_no_vowel_signs(word: str) -> None:
    assert bare(bare(word)) == bare(word)
    assert all(not 0x64B <= ord(char) <= 0x652 for char in bare(word))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sûreté", "surete"),
        ("L’Émirati", "l'emirati"),
        ("sud‑coréen", "sud-coreen"),
        ("« Tagant »", '" tagant "'),
        ("10\u00a0h\u202f30", "10 h 30"),
        ("İzmir, Iğdır", "izmir, igdir"),
        ("أحمد إلى آسيا", "احمد الي اسيا"),
        ("مدينة", "مدينه"),
        ("٢٠٢٥", "2025"),
        ("a\nb\tc", "a\nb\tc"),
    ],
)
def test_what_readers_take_for_the_same_is_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_signs_on_arabic_letters_are_left_out_of_words() -> None:
    assert bare(fold("مُحَمَّد")) == "محمد"
    assert unicodedata.normalize("NFC", bare("e\u0301")) == "é"
