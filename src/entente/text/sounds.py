"""Words of names as sounds: a name in, its words out, each with the sounds that its letters may stand for.

A word is cut into letters by the table `romanisation.tsv` (the longest group of letters wins, as in `sh`), and each
letter stands for the few sounds that it may have in the languages that write so. The table is data; this module knows
no language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from entente.languages.source import PACKS, ROOT, table_rows

VOWEL, ENDING, GLIDE, CONSONANT, BREATH = 0.25, 0.9, 0.4, 1.0, 0.5
"""What a sound weighs: a vowel, one that makes another name, one that may be either, a consonant, a mere breath (h)."""
SILENT = 0.2
"""What it costs, as a share of its weight, to miss a consonant that may be silent; a silent vowel costs nothing."""
MANY = 1 << 16

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\.?")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A unit of a word: the sounds that it may stand for, its weight, and what it costs where it is missing."""

    sounds: frozenset[str]
    weight: float
    missing: float
    is_vowel: bool


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a name, or two that are one; the same word is the same object."""

    text: str
    sounds: tuple[Sound, ...]
    is_latin: bool
    is_particle: bool = False
    is_initial: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What `romanisation.tsv` says."""

    letters: dict[str, tuple[Sound, ...]]
    prefixes: dict[str, tuple[Sound, ...]]
    finals: dict[str, tuple[Sound, ...]]
    latin: dict[str, str]
    """How a letter is written in Latin letters."""
    usual: dict[str, str]
    """How a whole word is."""
    near: frozenset[str]
    """Two sounds each."""
    coarse: dict[str, str]
    """A sound to the one that stands for it in keys."""
    articles: frozenset[str]
    particles: frozenset[str]
    longest: int


@cache
def table() -> Table:
    """The table, read once."""
    letters: dict[str, dict[str, tuple[Sound, ...]]] = {"letter": {}, "prefix": {}, "final": {}}
    latin: dict[str, str] = {}
    usual: dict[str, str] = {}
    near: set[str] = set()
    coarse: dict[str, str] = {}
    short: dict[str, set[str]] = {"article": set(), "particle": set()}
    for _, (name, sounds, written, forms), _ in table_rows(PACKS / ROOT / "romanisation.tsv", 4):
        if name == "near":
            near |= {sounds, sounds[::-1]}
        elif name == "coarse":
            coarse |= dict.fromkeys(sounds, sounds[0])
        elif name == "usual":
            usual |= dict.fromkeys(forms.split("|"), written)
        elif name in short:
            short[name] |= set(forms.split("|"))
        else:
            units = tuple(map(_sound, sounds.split()))
            letters[name] |= dict.fromkeys(forms.split("|"), units)
            if written:
                latin |= dict.fromkeys(forms.split("|"), written)
    return Table(
        letters["letter"], letters["prefix"], letters["final"], latin, usual, frozenset(near), coarse,
        frozenset(short["article"]), frozenset(short["particle"]), max(map(len, letters["letter"])),
    )  # fmt: skip


def _sound(unit: str) -> Sound:
    sounds = unit.rstrip("?!")
    vowels = sum(map(str.islower, sounds))
    if vowels:
        weight = ENDING if unit[-1] == "!" else VOWEL if vowels == len(sounds) else GLIDE
    else:
        weight = BREATH if sounds == "H" else CONSONANT
    missing = weight if unit[-1] != "?" else 0.0 if vowels == len(sounds) else SILENT * weight
    return Sound(frozenset(sounds), weight, missing, vowels > 0)


@lru_cache(maxsize=MANY)
def words(name: str) -> tuple[Word, ...]:
    """The words of a name, at most eight; an article leans on the next word and need not be heard."""
    found: list[Word] = []
    article = ""
    for text in _WORD.findall(unicodedata.normalize("NFC", name).lower())[:_MOST_WORDS]:
        if text.rstrip(".") in table().articles:
            article = text
        else:
            found.append(_word(text, article))
            article = ""
    return tuple(found)


@lru_cache(maxsize=MANY)
def _word(text: str, article: str) -> Word:
    is_initial = len(text) == 1 or (text[-1] == "." and len(text) <= 3)
    text = "".join(filter(str.isalpha, text))
    heard_or_not = [Sound(s.sounds, s.weight, 0.0, s.is_vowel) for s in _sounds(article)]
    is_latin = unicodedata.name(text[0], "").startswith("LATIN")
    return Word(text, (*heard_or_not, *_sounds(text)), is_latin, text in table().particles, is_initial)


@lru_cache(maxsize=MANY)
def joined(first: Word, second: Word) -> Word:
    """Two words as one."""
    return Word(first.text + second.text, first.sounds + second.sounds, first.is_latin)


def _sounds(text: str) -> tuple[Sound, ...]:
    found: list[Sound] = []
    for piece, at in letters(text):
        for unit in _units(piece, at == 0, at + len(piece) == len(text)):
            if not found or unit.is_vowel or unit.sounds != found[-1].sounds:  # a double letter is one
                found.append(unit)
    return tuple(found)


def letters(text: str) -> list[tuple[str, int]]:
    """A word cut into letters, the longest that the table knows, with where each begins."""
    known, found, at = table(), [], 0
    while at < len(text):
        for size in range(min(known.longest, len(text) - at), 0, -1):
            piece = text[at : at + size]
            is_prefix = at == 0 and len(text) > size + 1 and piece in known.prefixes
            is_final = at > 0 and at + size == len(text) and piece in known.finals
            if piece in known.letters or is_prefix or is_final:
                break
        found.append((piece, at))
        at += size
    return found


def _units(piece: str, is_first: bool, is_last: bool) -> tuple[Sound, ...]:
    known = table()
    if is_first and piece in known.prefixes:
        return known.prefixes[piece]
    if is_last and not is_first and piece in known.finals:
        return known.finals[piece]
    return known.letters.get(piece) or known.letters.get(unicodedata.normalize("NFD", piece)[0]) or _of_its_own(piece)


@cache
def _of_its_own(letter: str) -> tuple[Sound, ...]:
    return (Sound(frozenset(letter.upper()), CONSONANT, CONSONANT, False),)
