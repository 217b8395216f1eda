"""Every set of classes has one character, and every class knows its characters."""

from hypothesis import given
from hypothesis import strategies as st

from entente.languages.alphabet import Alphabet

SETS = st.lists(st.frozensets(st.sampled_from("abcde"), min_size=1), max_size=40)


@given(SETS)
def test_a_set_has_one_character_and_a_character_one_set(sets: list[frozenset[str]]) -> None:
    alphabet = Alphabet()
    chars = [alphabet.char(names) for names in sets]
    assert [alphabet.classes(char) for char in chars] == sets
    assert [alphabet.char(names) for names in sets] == chars
    assert len(set(chars)) == len(set(sets)) == len(alphabet.everything())


@given(SETS)
def test_a_class_has_the_characters_of_all_its_sets(sets: list[frozenset[str]]) -> None:
    alphabet = Alphabet()
    chars = {alphabet.char(names) for names in sets}
    for name in "abcde":
        assert set(alphabet.chars(name)) == {char for char in chars if name in alphabet.classes(char)}


def test_an_unknown_class_has_no_character() -> None:
    assert Alphabet().chars("unheard-of") == []


def test_no_character_is_special_in_a_regular_expression() -> None:
    alphabet = Alphabet()
    assert all(alphabet.char({str(n)}).isalpha() for n in range(5000))
