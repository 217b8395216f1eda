"""What words are about: how many of them name a service or field of security, how many another matter.

A pack names both in its tables: the class `security`, and `other_matter` for trade, food, culture and the like. The
longest form counts, so that 'food security' is no security.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from entente.languages.lexicon import Node
from entente.languages.pack import Pack
from entente.text.folding import fold

SECURITY, OTHER = "security", "other_matter"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 100_000
_KNOWN: dict[str, dict[str, str]] = {}
"""Of each pack, the words met so far that stand in no longer form, and the class of each; empty for most."""


class Weight(NamedTuple):
    """How many words speak for security, and how many for another matter."""

    security: int
    other: int


class Matters:
    """Weighs words by the tables of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.known = _KNOWN.setdefault(pack.code, {})
        self.weights: dict[str, Weight] = {}
        """Of one document, the texts weighed so far: most sentences are evidence of several engagements."""

    def weigh(self, *texts: str) -> Weight:
        """The weight of some texts together."""
        weights = [self.weights.get(text) or self._weigh(text) for text in texts]
        return Weight(sum(weight.security for weight in weights), sum(weight.other for weight in weights))

    def _weigh(self, text: str) -> Weight:
        found = self._classes(_WORD.findall(fold(text)))
        weight = self.weights[text] = Weight(found.count(SECURITY), found.count(OTHER))
        return weight

    def _classes(self, words: Sequence[str]) -> list[str]:
        """The classes of the forms among folded words, from left to right."""
        found, at = [], 0
        while at < len(words):
            name = self.known.get(words[at])
            length = 1
            if name is None:
                name, length = self._longest(words, at)
            found.append(name)
            at += length
        return found

    def _longest(self, words: Sequence[str], at: int) -> tuple[str, int]:
        """The class of the longest form that begins at a place, and of how many words it is."""
        ways = self._ways(self.pack.lexicon.root, words[at])
        alone = name = _class_of(ways)
        length = 1
        if not any(map(_leads_on, ways)):
            if len(self.known) < _MOST_WORDS:
                self.known[words[at]] = alone
            return alone, 1
        for ahead in range(at + 1, len(words)):
            ways = [following for way in ways for following in self._ways(way.on, words[ahead])]
            if not ways:
                break
            if longer := _class_of(ways):
                name, length = longer, ahead + 1 - at
        return name, length

    def _ways(self, forms: Mapping[str, Node], word: str) -> list[Node]:
        """Where a word leads among forms: as it stands or without prefixes, and without its endings."""
        node = forms.get(word) or next(
            (n for way in self.pack.cutter.ways(word) if (n := forms.get(way.key(word)))), None
        )
        stem = self.pack.stem(forms, word)[0] if self.pack.inflected else None
        return [way for way in (node, stem) if way is not None]


def _class_of(ways: Sequence[Node]) -> str:
    """The class, of the two, of a form that ends at one of some places of the lexicon."""
    names = {entry.name for node in ways for entry, _ in (*node.solid, *node.soft)}
    return next((name for name in (OTHER, SECURITY) if name in names), "")


def _leads_on(node: Node) -> bool:
    """Whether a form of either class ends behind a place."""
    return bool(node.on) and any(_class_of([following]) or _leads_on(following) for following in node.on.values())
