"""Prefixes that are words of their own, cut off where a pack says so: `وبالرباط`.

A written word goes in; out come the ways to cut it, the best first. A way is sure where the lexicon knows what
is left, or its writing leaves no doubt; else what is left must stand alone somewhere in the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from entente.text.folding import MARKS, bare, fold

_LEAST_REST = 2
_LEAST_UNKNOWN = 3
_LEAST_RARE = 4
"""Letters that a known word must have behind a rare prefix: *كاول* is a name."""


class Cut(NamedTuple):
    """One way to cut a word."""

    lengths: tuple[int, ...]
    """Of the pieces, in the text."""
    last: str = ""
    """How the last piece is looked up where that is not as written: the article that `لل` swallows."""
    alone: str = ""
    """The folded word that must stand alone in the document; empty where the cut is sure."""

    def key(self, written: str) -> str:
        """How the last piece of a written word is looked up."""
        return self.last or written[len(written) - self.lengths[-1] :]


class Cutter:
    """Cuts words as the `[tokens]` table of a pack says."""

    def __init__(self, tokens: Mapping[str, Any], has: Callable[[str], bool]) -> None:
        self._has = has
        self.prefixes: Sequence[Sequence[str]] = tokens.get("prefixes", [])
        self._rare = frozenset(tokens.get("rare_prefixes", []))
        self._article: str = tokens.get("article", "")
        self._swallows: str = tokens.get("swallows_article", "")

    def is_definite(self, text: str, start: int) -> bool:
        """Whether the word at a place in a text has the article, also one that its prefix has swallowed."""
        return bool(self._article) and (text.startswith(self._article, start) or bool(self.given_back(text, start)))

    def indefinite(self, folded: str) -> str:
        """Folded words without their articles, to compare titles."""
        if not self._article:
            return folded
        return " ".join([word.removeprefix(self._article) for word in folded.split(" ")])

    def given_back(self, text: str, start: int) -> str:
        """The article that the prefix before a place in a text has swallowed."""
        return self._article if self._swallows and text.endswith(self._swallows, 0, start) else ""

    def ways(self, written: str) -> tuple[Cut, ...]:
        """The ways to cut a word that is no form of the lexicon; none for most."""
        if not self.prefixes:
            return ()
        word = bare(fold(written))
        ways = self._ways(word)
        if len(word) == len(written):
            return tuple(ways)
        return tuple([way._replace(lengths=_with_marks(written, way.lengths)) for way in ways])

    def _ways(self, word: str) -> list[Cut]:
        doubtful = []
        clear: Cut | None = None
        for prefixes, rest in sorted(self._openings(word, self.prefixes), key=lambda way: len(way[0])):
            lengths = (*map(len, prefixes), len(rest))
            last = self._article + rest if prefixes[-1] == self._swallows else ""
            key = last or rest
            rare = not self._rare.isdisjoint(prefixes)
            if key.isdecimal() or (self._has(key) and not (rare and len(key) < _LEAST_RARE)):
                return [Cut(lengths, last)]
            definite = key.startswith(self._article) and not rare
            if definite and len(key) - len(self._article) >= _LEAST_UNKNOWN:
                clear = clear or Cut(lengths, last)
            elif len(key) >= _LEAST_UNKNOWN:
                doubtful.append(Cut(lengths, last, key))
        return [clear] if clear else doubtful

    def _openings(self, word: str, layers: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], str]]:
        """What the word may begin with, at most one prefix of each layer and in their order, and what is left."""
        if self._article and word.startswith(self._article) and word[len(self._article) :].isdecimal():
            yield (self._article,), word[len(self._article) :]
        for number, layer in enumerate(layers, 1):
            for prefix in layer:
                rest = word[len(prefix) :]
                if word.startswith(prefix) and (len(rest) >= _LEAST_REST or rest.isdecimal()):
                    yield (prefix,), rest
                    for more, left in self._openings(rest, layers[number:]):
                        yield (prefix, *more), left


def _with_marks(written: str, lengths: Sequence[int]) -> tuple[int, ...]:
    """Lengths of pieces of a bare word as lengths of the written one: marks belong to the letter before them."""
    letters = [at for at, char in enumerate(written) if char not in MARKS]
    ends, at = [], 0
    for length in lengths:
        at += length
        ends.append(letters[at] if at < len(letters) else len(written))
    return tuple([end - start for start, end in zip([0, *ends], ends, strict=False)])
