"""Vowel harmony: a capital in an ending stands for the letter that fits the word before it.

The `[harmony]` table of a pack says which: `I = { ı = "aı", u = "ou" }` is `ı` where the last letter that decides
is `a` or `ı`. Where a choice has no letters (`D = { t = "fstkçşhp", d = "" }`) the very last letter decides, and that
choice is for all others.

>>> harmony = Harmony({"A": {"a": "aıou", "e": "eiöü"}, "D": {"t": "kpş", "d": ""}})
>>> harmony.fit("Ankara", "DA"), harmony.fit("Uşak", "DA"), harmony.fit("görüş", "DA")
('da', 'ta', 'te')
>>> harmony.every("DA")
['ta', 'te', 'da', 'de']
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product


class Harmony:
    """The `[harmony]` table of one pack; without one, endings are what is written."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self._table = table
        self._otherwise = {sign: next((c for c, after in t.items() if not after), None) for sign, t in table.items()}

    def fit(self, word: str, ending: str) -> str:
        """The ending as it stands behind a word."""
        start = len(word)
        for sign in ending:
            word += self._chosen(word, sign) if sign in self._table else sign
        return word[start:]

    def every(self, ending: str) -> list[str]:
        """All that an ending may be, whatever it stands behind."""
        return ["".join(letters) for letters in product(*(self._table.get(sign, [sign]) for sign in ending))]

    def _chosen(self, word: str, sign: str) -> str:
        otherwise = self._otherwise[sign]
        for letter in reversed(word if otherwise is None else word[-1:]):
            for choice, after in self._table[sign].items():
                if letter in after:
                    return choice
        return otherwise or ""
