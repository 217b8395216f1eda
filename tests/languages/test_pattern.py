"""Each sign of the pattern language matches what its table says."""

import pytest

from entente.languages.alphabet import Alphabet
from entente.languages.pattern import Compiled, compile_pattern, parse


def compiled(pattern: str, sentence: str) -> tuple[Compiled, list[str], str]:
    """A pattern over a sentence written as `word:class:class`; its words, and their characters."""
    alphabet = Alphabet()
    units = [unit.split(":") for unit in sentence.split()]
    chars = "".join(alphabet.char({"word", "=" + word, *classes}) for word, *classes in units)
    return compile_pattern(parse(pattern), alphabet), [word for word, *_ in units], chars


def found(pattern: str, sentence: str) -> str | None:
    """The words of the leftmost match."""
    made, words, chars = compiled(pattern, sentence)
    for at in range(len(chars)):
        if match := made.regex.match(chars, at):
            return " ".join(words[at : match.end()])
    return None


@pytest.mark.parametrize(
    ("pattern", "sentence", "match"),
    [
        ("two words", "one two words", "two words"),
        ("Été", "ete", "ete"),
        ("two words", "two three words", None),
        ("{n}", "a b:n c", "b"),
        ("{n|v}", "a b:v c:n", "b"),
        ("{n|=c}", "a c", "c"),
        ("{!n}", "a:n b", "b"),
        ("{!n|v}", "a:n b:v c", "c"),
        ("a b?", "a c", "a"),
        ("a b?", "a b", "a b"),
        ("a {n}*", "a b:n c:n d", "a b c"),
        ("a {n}+", "a b a c:n", "a c"),
        ("( a | b c ) d", "a b c d", "b c d"),
        ("( a b )+ c", "a b a b c", "a b a b c"),
        ("a >( b )", "a c a b", "a"),
        ("{n} >( b )", "c:n d:n b", "d"),
        ("{n} !( b )", "c:n b d:n a", "d"),
        ("<!{of} {n}", "x:of a:n b:n", "b"),
        ("<!{of|to} {n}", "x:of a:n y:to b:n c:n", "c"),
        ("<!{unknown_class} {n}", "a:n", "a"),
        (r"{n} \( {n} \)", "a:n ( b:n )", "a ( b )"),
        ("{nowhere}", "a b", None),
        ("{nowhere}? b", "a b", "b"),
    ],
)
def test_operators(pattern: str, sentence: str, match: str | None) -> None:
    assert found(pattern, sentence) == match


def test_captures_have_the_units_of_their_group() -> None:
    made, words, chars = compiled("{day=num} {month=m} rest=( {m}+ )", "3:num may:m june:m july:m")
    match = made.regex.match(chars)
    assert match is not None
    caught = {name: " ".join(words[slice(*match.span(group))]) for name, group in made.names}
    assert caught == {"day": "3", "month": "may", "rest": "june july"}


def test_a_name_may_capture_in_two_alternatives() -> None:
    made, _, chars = compiled("( {x=a} b | {x=c} d )", "q:c d")
    match = made.regex.match(chars)
    assert match is not None
    assert [name for name, group in made.names if match[group] is not None] == ["x"]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("{a}? {b}", "ab"),
        ("{a} {b}", "a"),
        ("( {a} | {b} ) {c}", "ab"),
        ("!( {a} ) {!c}", "ab"),
        ("<!{a} {b}", "b"),
    ],
)
def test_first_holds_where_a_match_can_begin(pattern: str, begins: str) -> None:
    made, words, chars = compiled(pattern, "a:a b:b c:c")
    assert {words[chars.index(char)] for char in made.first} == set(begins)


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{open", "cannot be read at '{open'"),
        ("{}", "cannot be read"),
        ("( a | b", "unclosed group"),
        ("a ) b ( c", "a group that is not open"),
        ("a?", "match nothing at all"),
        ("{a}* {b}?", "match nothing at all"),
        ("!( a )", "match nothing at all"),
        ("", "match nothing at all"),
        ("* a", "where a word or class should stand"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        compile_pattern(parse(pattern), Alphabet())


def test_a_pattern_tells_its_words_and_classes() -> None:
    syntax = parse("Le {x=n|m} <!{!p} Général")
    assert syntax.words == {"le", "general"}
    assert syntax.classes == {"n", "m", "p"}
    assert syntax.names == ["x"]
