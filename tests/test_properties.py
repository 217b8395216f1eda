"""Whatever the text, the engine gives a record whose spans lie inside it."""

from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.reading.corpus import entries
from entente.reading.storing import stored_text

pipeline = pytest.importorskip("entente.pipeline", exc_type=ModuleNotFoundError)
PIECES = sorted({word for entry in entries() for word in entry.text.split()})
SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(thing: Any) -> Iterator[tuple[int, int]]:
    """Every span of a record, however deep."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key == "evidence":
                yield from value
            elif key == "spans":
                for some in value.values():
                    yield from some
            else:
                yield from spans(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from spans(value)


def check(text: str, **given: str) -> None:
    plain = msgspec.to_builtins(pipeline.read(text, **given))
    stored = stored_text(text, given.get("title"))
    for start, end in spans(plain):
        assert 0 <= start < end <= len(stored)
        assert stored[start:end].strip()
    for part in ("people", "bodies", "engagements", "commitments", "sources"):
        assert all(thing["evidence"] for thing in plain[part])
    msgspec.convert(plain, type(pipeline.read("")))


@SETTINGS
@given(st.text(max_size=400))
def test_any_text_has_its_spans_inside(text: str) -> None:
    check(text)


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), max_size=80), st.sampled_from([" ", "\n", "\n\n", "\u00a0", ", "]))
def test_any_words_of_the_corpus_have_their_spans_inside(words: list[str], between: str) -> None:
    check(between.join(words), published="2025-09-20", title="Un titre")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "e" + "\u0301\u0323" * 50_000,
        "\u202e\u2066M. X a rencontr\u00e9\u2069 M. Y.\u202c",
        "\ud800 M. X a été reçu",
        "M. " * 5_000,
        "« " * 5_000,
        "(" * 5_000,
    ],
    ids=["empty", "blank", "lines", "marks", "bidi", "surrogate", "civility", "quotes", "brackets"],
)
def test_odd_texts_are_read(text: str) -> None:
    check(text, published="2025-09-20")


def test_reading_twice_gives_the_same() -> None:
    for entry in Random(1).sample(list(entries("fr")), 3):
        first, second = (pipeline.read(entry.text, **entry.description()).to_json() for _ in range(2))
        assert first == second
