"""Words as the full-text index holds them: folded, so that accents, case and Arabic forms make no difference.

The work is done here and not in the database, so that every database finds the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from entente.text.folding import bare, fold

_WORD = re.compile(r"\w+")
LONGEST = 200_000
"""Characters of a text that are indexed."""
LONGEST_WORD = 100
SHORT = 120
"""Names, titles and topics up to this length come again and again, and are remembered."""


def words(text: str) -> list[str]:
    """
    >>> words("L’Émigration irrégulière à İzmir")
    ['l', 'emigration', 'irreguliere', 'a', 'izmir']
    """
    return _often(text) if len(text) <= SHORT else _words(text)


def _words(text: str) -> list[str]:
    found = _WORD.findall(bare(fold(text[:LONGEST])).replace("_", " "))
    return [word[:LONGEST_WORD] for word in found]


_often = lru_cache(1 << 15)(_words)


def indexed(texts: Iterable[str | None]) -> str:
    """The text to index: every distinct word once, in order of first appearance."""
    return " ".join(dict.fromkeys(word for text in dict.fromkeys(texts) if text for word in words(text)))
