"""Names compared by how they sound, across scripts and ways of spelling: names in, keys and likeness out.

Arabic leaves short vowels out, and each language that writes Arabic names in Latin letters does so in its own way:
Hammouchi, Hamuchi, Hamushi are one name. So a word is cut into letters by a table (`romanisation.tsv`: the longest
group of letters wins), each letter stands for the few sounds that it may have, and two words are aligned sound by
sound, where a consonant weighs much, a vowel little. Words are then paired off, in any order, and two neighbours may
make one word (Abd el-Latif, Abdellatif). The table is data; this module knows no language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import combinations, product
from typing import NamedTuple

from entente.languages.pack import PACKS, ROOT, table_rows

VOWEL, GLIDE, CONSONANT, BREATH = 0.25, 0.4, 1.0, 0.5
"""What a sound weighs: a vowel, one that may be either, a consonant, one that is often not heard (h)."""
SILENT_VOWEL = 0.05
"""What a vowel costs that one of two scripts does not write."""
NEAR = 0.35
"""What a near sound costs, as a share of the sound's weight."""
UNLIKE_VOWEL = 0.6
JOINED = 0.8
"""From here on, two words of the one name may be one word of the other."""
PARTICLE = 0.2
"""What a particle weighs beside a word."""
SUBSET, SINGLE, INVERTED = 0.96, 0.8, 0.98
"""What is left of a likeness for each word that one name lacks, if only one word is shared, if the order differs."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\.?")
_MOST_WORDS = 8


class Sound(NamedTuple):
    """A unit of a word: the sounds that it may stand for, its weight, and what it costs where it is missing."""

    sounds: frozenset[str]
    weight: float
    missing: float
    is_vowel: bool


class Word(NamedTuple):
    """A word of a name, or two that are one."""

    text: str
    sounds: tuple[Sound, ...]
    is_latin: bool
    is_particle: bool
    is_initial: bool

    @property
    def weight(self) -> float:
        return PARTICLE if self.is_particle else 0.5 if self.is_initial else 1.0


class _Table(NamedTuple):
    letters: dict[str, tuple[Sound, ...]]
    prefixes: dict[str, tuple[Sound, ...]]
    finals: dict[str, tuple[Sound, ...]]
    latin: dict[str, str]
    near: frozenset[str]
    coarse: dict[str, str]
    articles: frozenset[str]
    particles: frozenset[str]
    longest: int


@cache
def _table() -> _Table:
    letters: dict[str, dict[str, tuple[Sound, ...]]] = {"letter": {}, "prefix": {}, "final": {}}
    latin: dict[str, str] = {}
    near: set[str] = set()
    coarse: dict[str, str] = {}
    words: dict[str, set[str]] = {"article": set(), "particle": set()}
    for _, (name, sounds, written, forms), _ in table_rows(PACKS / ROOT / "romanisation.tsv", 4):
        if name == "near":
            near |= {sounds, sounds[::-1]}
        elif name == "coarse":
            coarse |= dict.fromkeys(sounds, sounds[0])
        elif name in words:
            words[name] |= set(forms.split("|"))
        else:
            units = tuple(_sound(unit) for unit in sounds.split())
            for form in forms.split("|"):
                letters[name][form] = units
                if written:
                    latin[form] = written
    longest = max(map(len, letters["letter"]))
    return _Table(
        letters["letter"], letters["prefix"], letters["final"], latin, frozenset(near), coarse,
        frozenset(words["article"]), frozenset(words["particle"]), longest,
    )  # fmt: skip


def _sound(unit: str) -> Sound:
    sounds = unit.removesuffix("?")
    vowels = sum(sound.islower() for sound in sounds)
    weight = VOWEL if vowels == len(sounds) else GLIDE if vowels else BREATH if sounds == "H" else CONSONANT
    missing = (0.0 if vowels == len(sounds) else weight / 5) if unit.endswith("?") else weight
    return Sound(frozenset(sounds), weight, missing, vowels > 0)


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[Word, ...]:
    """The words of a name, at most eight; articles lean on the next word and are heard only where both have them."""
    table = _table()
    found: list[Word] = []
    article: tuple[Sound, ...] = ()
    for text in _WORD.findall(unicodedata.normalize("NFC", name).lower())[:_MOST_WORDS]:
        is_initial = text.endswith(".") and len(text) <= 3
        text = text.rstrip(".")
        if text in table.articles:
            article = tuple(Sound(s.sounds, s.weight, 0.0, s.is_vowel) for s in _sounds(text))
            continue
        sounds = article + _sounds(text)
        article = ()
        found.append(Word(text, sounds, _is_latin(text), text in table.particles, is_initial or len(text) == 1))
    return tuple(found)


def _is_latin(text: str) -> bool:
    return unicodedata.name(text[0], "").startswith("LATIN")


@lru_cache(maxsize=1 << 16)
def _sounds(text: str) -> tuple[Sound, ...]:
    table = _table()
    found: list[Sound] = []
    text = "".join(filter(str.isalpha, text))
    at, end = 0, len(text)
    while at < end:
        for size in range(min(table.longest, end - at), 0, -1):
            piece = text[at : at + size]
            units = table.letters.get(piece)
            if at == 0 and end > size + 1:
                units = table.prefixes.get(piece, units)
            if at + size == end and at:
                units = table.finals.get(piece, units)
            if units is not None:
                break
        else:
            plain = unicodedata.normalize("NFD", piece)[0]
            units = table.letters.get(plain) or (Sound(frozenset(plain.upper()), CONSONANT, CONSONANT, False),)
        for unit in units:
            if not found or unit.is_vowel or unit.sounds != found[-1].sounds:
                found.append(unit)
        at += size
    return tuple(found)


def likeness(left: str, right: str) -> float:
    """How alike two names sound, from 0 to 1; 0.8 and more is the same name, but see `is_part`.

    >>> likeness("Abdellatif Hammouchi", "عبد اللطيف حموشي") > 0.9
    True
    >>> likeness("Karim Alaoui", "Rachid Alaoui") < 0.6
    True
    """
    return _likeness(*sorted((left, right)))


@lru_cache(maxsize=1 << 16)
def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    a, b = words(left), words(right)
    if not a or not b:
        return 0.0
    return _of_pairs(_paired(a, b), a, b)


class _Pair(NamedTuple):
    likeness: float
    weight: float
    a: tuple[int, ...]
    b: tuple[int, ...]


def _paired(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[_Pair]:
    """Words paired off, the most alike first, until one name has none left."""
    every = [
        _Pair(word_likeness(x, y), max(x.weight, y.weight) if x.is_particle == y.is_particle else PARTICLE, (i,), (j,))
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if x.is_particle == y.is_particle
    ]
    every += [
        pair
        for i in range(len(a) - 1)
        for j, y in enumerate(b)
        if (pair := _Pair(word_likeness(_join(a[i], a[i + 1]), y), 1.5, (i, i + 1), (j,))).likeness >= JOINED
    ]
    every += [
        pair
        for j in range(len(b) - 1)
        for i, x in enumerate(a)
        if (pair := _Pair(word_likeness(x, _join(b[j], b[j + 1])), 1.5, (i,), (j, j + 1))).likeness >= JOINED
    ]
    every.sort(key=lambda pair: (-pair.likeness * pair.weight, pair.a, pair.b))
    chosen: list[_Pair] = []
    in_a: set[int] = set()
    in_b: set[int] = set()
    for pair in every:
        if in_a.isdisjoint(pair.a) and in_b.isdisjoint(pair.b):
            chosen.append(pair)
            in_a.update(pair.a)
            in_b.update(pair.b)
    return chosen


def _of_pairs(pairs: list[_Pair], a: tuple[Word, ...], b: tuple[Word, ...]) -> float:
    heavy = [pair for pair in pairs if pair.weight > PARTICLE]
    if not heavy:
        heavy = pairs
    if not heavy:
        return 0.0
    total = sum(pair.weight for pair in heavy)
    mean = sum(pair.likeness * pair.weight for pair in heavy) / total
    least = min(pair.likeness for pair in heavy)
    value = mean * min(1.0, 0.25 + least)
    left = sum(not w.is_particle for w in a) - sum(len(p.a) for p in heavy)
    right = sum(not w.is_particle for w in b) - sum(len(p.b) for p in heavy)
    missing = max(left, right, 0)
    if missing:
        value *= (SINGLE if total <= 1 else 1.0) * SUBSET**missing
    order = [pair.b[0] for pair in sorted(heavy, key=lambda pair: pair.a)]
    if order != sorted(order):
        value *= INVERTED
    return value


@lru_cache(maxsize=1 << 14)
def _join(first: Word, second: Word) -> Word:
    return Word(first.text + second.text, first.sounds + second.sounds, first.is_latin, False, False)


@lru_cache(maxsize=1 << 16)
def word_likeness(a: Word, b: Word) -> float:
    """How alike two words sound, from 0 to 1."""
    if a.text == b.text:
        return 1.0
    if a.is_initial or b.is_initial:
        first = next((x.sounds & y.sounds for x, y in zip(a.sounds, b.sounds, strict=False)), frozenset())
        return 0.85 if first else 0.0
    crosses = a.is_latin != b.is_latin
    cost = _align(a.sounds, b.sounds, crosses)
    total = max(sum(s.weight for s in a.sounds), sum(s.weight for s in b.sounds))
    return max(0.0, 1.0 - cost / total) if total else 0.0


def _align(a: tuple[Sound, ...], b: tuple[Sound, ...], crosses: bool) -> float:
    def gap(sound: Sound) -> float:
        return min(sound.missing, SILENT_VOWEL) if crosses and sound.weight == VOWEL else sound.missing

    row = [0.0]
    for y in b:
        row.append(row[-1] + gap(y))
    for x in a:
        gone, diagonal = gap(x), row[0]
        row[0] += gone
        for j, y in enumerate(b, 1):
            best = min(row[j] + gone, row[j - 1] + gap(y), diagonal + _difference(x, y))
            diagonal, row[j] = row[j], best
    return row[-1]


@lru_cache(maxsize=1 << 14)
def _difference(x: Sound, y: Sound) -> float:
    if x.sounds & y.sounds:
        return 0.0
    near = _table().near
    if any(p + q in near for p in x.sounds for q in y.sounds):
        return NEAR * min(x.weight, y.weight)
    if x.is_vowel and y.is_vowel:
        return UNLIKE_VOWEL * max(x.weight, y.weight) * 2
    return max(x.weight, y.weight)


@lru_cache(maxsize=1 << 16)
def word_keys(word: Word) -> frozenset[str]:
    """What words that sound alike have in common: their first three consonants, roughly, in each reading."""
    coarse = _table().coarse
    options = [
        tuple(sorted({coarse.get(s, "") for s in sound.sounds}))
        for sound in word.sounds
        if sound.weight == CONSONANT and sound.missing == CONSONANT
    ]
    found = set()
    for choice in product(*options[:5]):
        key = ""
        for letter in choice:
            if letter != key[-1:]:
                key += letter
        found.add(key[:3])
    return frozenset(found - {""}) or frozenset({word.text[:1]})


@lru_cache(maxsize=1 << 16)
def keys(name: str) -> frozenset[str]:
    """Keys of which two names that may be one share at least one: of each two words, in any order.

    A name of one word has the key of that word, which a longer name has of each word but the first.
    """
    found: set[str] = set()
    own = [word for word in words(name) if not word.is_particle and not word.is_initial]
    for one, other in combinations(own, 2):
        found |= {"+".join(sorted(pair)) for pair in product(word_keys(one), word_keys(other))}
    for word in own[1:] or own:
        found |= word_keys(word)
    return frozenset(found)


def is_part(left: str, right: str) -> bool:
    """Whether one of two names has a single word to compare: `Hammouchi` for `Abdellatif Hammouchi`."""
    return min(sum(not w.is_particle for w in words(name)) for name in (left, right)) < 2
