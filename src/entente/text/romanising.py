"""A name in another script written in Latin letters: plain ASCII, as reports in Latin script would spell it.

The letters come from `romanisation.tsv`, whole words that are usual from there too. A script that leaves short vowels
out gets an `a` where consonants would stand alone, so that what comes out can be said; it is a help to read, no
transliteration that could be turned back.
"""

from __future__ import annotations

import re
import unicodedata

from entente.text.folding import bare
from entente.text.sounds import letters, table

_VOWELS = frozenset("aiou")
_AS_VOWELS = {"w": "u", "y": "i"}
"""Letters that are a consonant before a vowel and a vowel elsewhere."""
_SAID = {*_VOWELS, *_AS_VOWELS, ""}
_WORD = re.compile(r"[^\W\d_]+")


def romanise(name: str) -> str | None:
    """The name in Latin letters; `None` where no letter of it is in a script that the table writes in Latin.

    >>> romanise("عبد اللطيف حموشي")
    'Abd al-Latif Hamushi'
    >>> romanise("Abdellatif Hammouchi") is None
    True
    """
    plain = bare(unicodedata.normalize("NFC", name))
    if not any(letter in table().latin for letter in plain):
        return None
    return _WORD.sub(lambda found: _word(found[0]), plain)


def _word(text: str) -> str:
    known = table()
    if text in known.usual:
        return known.usual[text]
    pieces = [(piece, known.latin.get(piece, "" if piece in known.letters else piece)) for piece, _ in letters(text)]
    article = ""
    if pieces[0][0] in known.prefixes:
        article = pieces.pop(0)[1]
        rest = "".join(piece for piece, _ in pieces)
        if rest in known.usual:
            return article + known.usual[rest]
    return article + _voiced([written for _, written in pieces if written]).capitalize()


def _voiced(written: list[str]) -> str:
    """Letters with the vowels that are not written: one after a first consonant, and in every heap of them."""
    said = ""
    for at, letter in enumerate(written):
        after = written[at + 1] if at + 1 < len(written) else ""
        if letter in _AS_VOWELS and said and after not in _VOWELS and (letter, after) != ("w", "y"):
            letter = _AS_VOWELS[letter]
        if letter == "a" and said.endswith("a"):
            continue
        before = said[-1:] in _VOWELS
        said += letter
        is_last_but_one = at == len(written) - 2
        if letter not in _VOWELS and after not in _SAID and (not before or is_last_but_one):
            said += "a"
    return said
