"""Which installed language a text is in, by the small words and letters that each pack says its language has.

A word speaks for a language if it is one of its `option.common` words or has one of its `option.letters`, those
beyond the basic ones of its script; and against it if it has a letter that the language does not use. Words with a
capital may be foreign names and are not held against any. What no language has enough words for is unknown: `None`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from entente.languages.loading import codes
from entente.languages.source import PACKS, ROOT, read_toml
from entente.text.folding import MARKS, bare

_WORD = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*")
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_SAMPLE = 3000
"""The lines that begin within so many characters say what language a text is in."""
_LEAST_SHARE, _LEAST_SHARE_OF_FEW = 0.3, 0.15
"""How many of a text's words must speak for a language, those against it taken off; of a short text fewer do."""
_FEW = 15
_ENOUGH = 500
"""How much of a paragraph is looked at, in characters."""
_LEAST_WORDS = 8
"""A shorter paragraph is in the language of its document: a name, a headline."""
_MOST_WORDS = 100_000


class _Habits(NamedTuple):
    """What a language is known by."""

    code: str
    common: frozenset[str]
    basic: frozenset[str]
    letters: frozenset[str]

    def vote(self, word: str, lower: str) -> int:
        """1 for a word that speaks for the language, -1 for one that speaks against it."""
        if lower in self.common:
            return 1
        special = set(lower) - self.basic
        if not special:
            return 0
        if special <= self.letters:
            return 1
        return -1 if word[0] == lower[0] else 0


@cache
def _languages() -> tuple[_Habits, ...]:
    basic_letters = read_toml(PACKS / ROOT / "pack.toml")["option"]["basic_letters"]
    rows = []
    for code in codes():
        settings = read_toml(PACKS / code / "pack.toml")
        option, basic = settings.get("option", {}), frozenset(basic_letters.get(settings.get("script"), ""))
        rows.append(_Habits(code, frozenset(option.get("common", [])), basic, frozenset(option.get("letters", ""))))
    return tuple(rows)


@lru_cache(_MOST_WORDS)
def _votes(word: str) -> tuple[int, ...]:
    lower = bare(word.lower())
    return tuple(habits.vote(word, lower) for habits in _languages())


def detect(text: str) -> str | None:
    """The code of the pack whose language a text is in: the whole or, in a text of several, most of it; or `None`."""
    lines = [line for line in _lines(text) if line.start < _SAMPLE]
    if not lines:
        return None
    totals = tuple(map(sum, zip(*[line.votes for line in lines], strict=True)))
    if code := _most(sum(line.words for line in lines), totals):
        return code
    share: Counter[str] = Counter()
    for line in lines:
        if code := line.language:
            share[code] += line.end - line.start
    most = share.most_common(1)
    return most[0][0] if most and 2 * share.total() >= lines[-1].end else None


def stretches(text: str, language: str) -> list[tuple[int, int, str]]:
    """Where a text that is mostly in one language is in which: `(start, end, code)` of whole paragraphs, in order."""
    found: list[tuple[int, int, str]] = []
    for line in _lines(text):
        code = line.language or language
        if found and found[-1][2] == code:
            found[-1] = (found[-1][0], line.end, code)
        else:
            found.append((line.start, line.end, code))
    return found


class _Line(NamedTuple):
    """A paragraph: how many words it has, and how many speak for each language, those against it taken off."""

    start: int
    end: int
    words: int
    votes: tuple[int, ...]

    @property
    def language(self) -> str | None:
        """The language of the paragraph, `None` for those too short to say."""
        return _most(self.words, self.votes) if self.words >= _LEAST_WORDS else None


@lru_cache(1)  # what language a text is in, and which paragraphs are not, is asked one after the other
def _lines(text: str) -> list[_Line]:
    none = (0,) * len(_languages())
    lines = []
    for match in _LINE.finditer(text):
        words = _WORD.findall(text, match.start(), min(match.end(), match.start() + _ENOUGH))
        votes = tuple(map(sum, zip(none, *map(_votes, words), strict=True)))
        lines.append(_Line(match.start(), match.end(), len(words), votes))
    return lines


def _most(words: int, votes: Sequence[int]) -> str | None:
    """The language that most of some words speak for, if enough of them do."""
    score, code = max(zip(votes, (habits.code for habits in _languages()), strict=True), default=(0, ""))
    least = _LEAST_SHARE if words > _FEW else _LEAST_SHARE_OF_FEW
    return code if score >= max(1, least * words) else None
