"""The gate before the full reading: whether a text may tell of security cooperation, from its single words alone.

A stretch of text is weighed by its *hits*, the openings (see `signals`) that have security and two sides near them, or
one; by how much of it names security and sides at all; and it is lighter the more different sides there are, as in
rounds through the news. Each number is taken for a hundred words, as a logarithm, times its weight. The heaviest
stretch decides. `docs/scale.md` says how the weights were found and what they were measured on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p
from typing import TypeVar

from entente.bulk.signals import BOTH_SIDES, Signal, signals_of
from entente.languages.detection import detect
from entente.languages.loading import code_of

WEIGHTS = {"two": 3.7, "one": 2.8, "weak": 1.4, "security": 2.8, "sides": 1.6}
"""Of openings between two sides, with one, and weak ones between two; of words of security, and of sides."""
WEIGHT_OF_DIFFERENT_SIDES = -1.1
LEAST_WEIGHT = 9.5
NEAR_WORDS = 40
STRETCH_WORDS = 300
"""Stretches overlap by half, so that what a long page has beside a report does not water that down."""
FEWEST_WORDS = 60
"""A shorter stretch is weighed as if it had as many."""
SAMPLE_CHARACTERS = 500
"""The beginning of most texts says their language."""
T = TypeVar("T")


def admits(text: str, title: str | None = None, language: str | None = None) -> bool:
    """Whether a text is to be read in full; not where no pack reads its language."""
    code = code_of(language) if language else _detected(text)
    return code is not None and weight(f"{title}\n\n{text}" if title else text, code) >= LEAST_WEIGHT


def _detected(text: str) -> str | None:
    return detect(text[:SAMPLE_CHARACTERS]) or detect(text)


def weight(text: str, code: str) -> float:
    """How much a text in a language speaks of security cooperation; 0 for most."""
    words = text.split()
    signals = [*signals_of(code).within(words)]
    hits = [*_hits(signals)]
    if not hits:
        return 0.0
    starts = range(0, max(1, len(words) - STRETCH_WORDS // 2), STRETCH_WORDS // 2)
    return max(_weight_of(_stretch(signals, start), _stretch(hits, start), len(words) - start) for start in starts)


def _hits(signals: Sequence[tuple[int, Signal]]) -> Iterator[tuple[int, str]]:
    """The openings with security and a side near them: where they stand, and which weight they have."""
    security = [at for at, signal in signals if signal.security]
    sides = [(at, signal.sides) for at, signal in signals if signal.sides]
    for at, signal in signals:
        if not (signal.opens or signal.opens_weakly):
            continue
        first, last = at - NEAR_WORDS, at + NEAR_WORDS
        if bisect_left(security, first) == bisect_right(security, last):
            continue
        near = _different(sides[bisect_left(sides, first, key=_place) : bisect_right(sides, last, key=_place)])
        if len(near) > 1 or BOTH_SIDES in near:
            yield at, "two" if signal.opens else "weak"
        elif near and signal.opens:
            yield at, "one"


def _weight_of(signals: Sequence[tuple[int, Signal]], hits: Sequence[tuple[int, str]], words: int) -> float:
    """The weight of a stretch by what is in it."""
    numbers = Counter(kind for _, kind in hits)
    numbers["security"] = sum(signal.security for _, signal in signals)
    sides = [(at, signal.sides) for at, signal in signals if signal.sides]
    numbers["sides"] = len(sides)
    share = 100 / min(STRETCH_WORDS, max(FEWEST_WORDS, words))
    named = sum(WEIGHTS[kind] * log1p(number * share) for kind, number in numbers.items())
    return named + WEIGHT_OF_DIFFERENT_SIDES * log1p(len(_different(sides)))


def _stretch(places: Sequence[tuple[int, T]], start: int) -> Sequence[tuple[int, T]]:
    """What stands in the stretch that begins at a word."""
    return places[bisect_left(places, start, key=_place) : bisect_left(places, start + STRETCH_WORDS, key=_place)]


def _different(sides: Sequence[tuple[int, frozenset[str]]]) -> frozenset[str]:
    return frozenset().union(*(names for _, names in sides))


def _place(found: tuple[int, object]) -> int:
    return found[0]
