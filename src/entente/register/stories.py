"""Reprints: documents of one story, whose texts are the same but for small changes, are one voice.

Texts are compared by their runs of words (shingles, A. Broder 1997, 'On the resemblance and containment of documents'),
as sets: how much of the shorter one stands in the longer. Only those that tell the same are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from entente.register.indexing import words

RUN = 4
"""Words of a shingle: two reports share many pairs of words, but hardly four in a row that neither took over."""
FEWEST = 12
"""Shingles of a text that can be told to be a copy."""
MOST = 2000
TAKEN_OVER = 0.6
"""The part of the shorter text that stands in the longer one: copies drop paragraphs and change their beginnings."""


@lru_cache(512)
def shingles(text: str) -> frozenset[int]:
    """Hashes of the runs of words, of this process only."""
    found = words(text)[: MOST + RUN - 1]
    return frozenset(hash(run) for run in zip(*(found[at:] for at in range(RUN)), strict=False))


def voices(texts: Mapping[str, str]) -> dict[str, str]:
    """For each document that of its story with the longest text, itself where it is no copy.

    >>> told = "The two ministers met in the capital on Tuesday and agreed that their services will work together."
    >>> voices({"a": told, "b": "Agency. " + told, "c": told[::-1]})
    {'a': 'b', 'b': 'b', 'c': 'c'}
    """
    runs = {key: shingles(text) for key, text in texts.items()}
    found: dict[str, str] = {}
    first: list[str] = []
    for key in sorted(runs, key=lambda key: (-len(runs[key]), key)):
        own = runs[key]
        found[key] = next((one for one in first if _is_copy(own, runs[one])), key)
        if found[key] == key:
            first.append(key)
    return dict(sorted(found.items()))


def _is_copy(own: frozenset[int], other: frozenset[int]) -> bool:
    return len(own) >= FEWEST and len(own & other) >= TAKEN_OVER * len(own)
