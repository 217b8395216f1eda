"""Names of bodies and gatherings: what the packs know under one id in all languages, and what a name says itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from entente.languages.source import PACKS, ROOT, spelled_out, table_rows
from entente.text.folding import bare, fold

_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"X{0,4}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_LONGEST = 12
TELLING = 4
"""Shorter words are articles and prepositions more often than not, and are in every name."""


class Title(msgspec.Struct, frozen=True):
    """A name taken apart: known id, editions and years, the telling words and the acronyms, all folded."""

    text: str
    known: str | None
    editions: frozenset[int]
    years: frozenset[int]
    words: frozenset[str]
    acronyms: frozenset[str]


@cache
def _gatherings() -> dict[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for _, cells, folded in table_rows(PACKS / ROOT / "gatherings.tsv", 6):
        for form in folded[5].split("|"):
            forms.setdefault(_tokens(form), cells[0])
    return forms


@cache
def _bodies() -> dict[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for _, cells, folded in table_rows(PACKS / ROOT / "bodies.tsv", 4):
        for form in folded[3].split("|"):
            forms.setdefault(_tokens(form), cells[0])
    for table in sorted(set(PACKS.glob("*/bodies.tsv")) - {PACKS / ROOT / "bodies.tsv"}):
        for _, cells, folded in table_rows(table, 3):
            if cells[0] == "body":
                for form in spelled_out(folded[2]):
                    forms.setdefault(_tokens(form), cells[1])
    forms.pop((), None)
    return forms


def _tokens(folded: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(bare(folded)))


@lru_cache(maxsize=1 << 14)
def known_body(name: str, country: str | None = None) -> str | None:
    """The id that the packs give a body of this name, or of the acronym in brackets after it.

    Bodies of several countries may share an acronym and hence an id; a country at the end of an id is left out.

    >>> known_body("Interpol") == known_body("OIPC")
    True
    """
    forms = _bodies()
    head, _, rest = fold(name).partition("(")
    found = forms.get(_tokens(head)) or (forms.get(_tokens(rest)) if rest else None)
    return found.removesuffix(f"-{country.lower()}") if found and country else found


@lru_cache(maxsize=1 << 14)
def title(name: str) -> Title:
    """A name taken apart.

    >>> t = title("93rd INTERPOL General Assembly")
    >>> (t.known, set(t.editions))
    ('interpol-assembly', {93})
    """
    tokens = _tokens(fold(name))
    numbers = {int(n) for n in re.findall(r"\d+", fold(name)) if len(n) <= 4}
    years = frozenset(n for n in numbers if 1900 <= n <= 2100)
    written = re.findall(r"[^\W\d_]+", name)
    roman = {_roman(w) for w in written if w.isupper() and _ROMAN.fullmatch(w)}
    acronyms = frozenset(fold(w) for w in written if len(w) > 1 and w.isupper() and not _ROMAN.fullmatch(w))
    return Title(
        text=name,
        known=_known(tokens),
        editions=frozenset((numbers - years) | roman),
        years=years,
        words=frozenset(t for t in tokens if len(t) >= TELLING and not t[0].isdigit()),
        acronyms=acronyms,
    )


def _known(tokens: tuple[str, ...]) -> str | None:
    """The id of the longest known name inside, its number left out where that stands in the middle."""
    forms = _gatherings()
    plain = tuple(token for token in tokens if not token[0].isdigit())
    for words in (tokens, plain):
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                found = forms.get(words[at : at + size])
                if found:
                    return found
    return None


def _roman(word: str) -> int:
    """The value of a Roman number; its letters are digits in every language that numbers editions so."""
    values = [_ROMAN_VALUES[c] for c in word]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
