"""Folding for look-up: lower case, no accents, plain apostrophes and hyphens, one code point for one.

`fold(text)` has the length of `text`, so that a span in the one is a span in the other. `str.lower` and NFKC
do not keep lengths (`'İ'.lower()` has two code points), hence a translation table filled as characters turn
up.
"""

from __future__ import annotations

import unicodedata

_APOSTROPHES = "’‘ʼ`´ʹ′＇"
_HYPHENS = "‐‑‒–—−"
_QUOTES = "“”„«»‹›"
_LETTERS = {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ى": "ي", "ة": "ه", "ٱ": "ا"}
_SPECIAL = {**_LETTERS, "،": ",", "؛": ";", "؟": "?"}


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _fold_one(char)
        self[code] = folded
        return folded


def _fold_one(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS:
        return "-"
    if char in _QUOTES:
        return '"'
    if char.isspace():
        return char if char in "\n\t" else " "
    base = unicodedata.normalize("NFD", char)[0]
    lower = unicodedata.normalize("NFD", base.lower())[0]
    if lower.isdecimal():
        return str(unicodedata.decimal(lower))
    return _SPECIAL.get(lower, lower)


_TABLE = _Table()


def fold(text: str) -> str:
    """`text` folded for look-up, of the same length.

    >>> fold("L’Émirati à İzmir")
    "l'emirati a izmir"
    >>> len(fold("İ")) == len("İ")
    True
    """
    return text.translate(_TABLE)


MARKS = "".join(map(chr, (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0640, 0x0670)))
"""Signs on Arabic letters that texts may write or leave out: no letters to `re`, though part of a word."""
_DROPPED = dict.fromkeys(map(ord, MARKS))


def bare(word: str) -> str:
    """A folded word without vowel signs and tatweel, as lexicons write it; may be shorter."""
    return word.translate(_DROPPED) if not word.isascii() else word
