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

VOWEL, ENDING, GLIDE, CONSONANT, BREATH = 0.25, 0.9, 0.4, 1.0, 0.5
"""What a sound weighs: a vowel, one that makes another name, one that may be either, a consonant, a mere breath (h)."""
SILENT, WRITTEN = 0.05, 0.6
"""What a vowel costs that the script of the other word need not write, and one in a script that writes few."""
HEARD = 1.4
"""How much more a missing vowel costs where both words write vowels."""
LONGEST = 4.0
"""A word weighs no more than this, so that one wrong consonant counts in a long word too."""
NEAR = 0.35
"""What a near sound costs, as a share of the sound's weight."""
UNLIKE_VOWEL = 1.4
SURE = 0.9
"""Names so alike need no second look."""
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
    sounds = unit.rstrip("?!")
    vowels = sum(sound.islower() for sound in sounds)
    weight = (
        ENDING
        if unit.endswith("!")
        else VOWEL
        if vowels == len(sounds)
        else GLIDE
        if vowels
        else BREATH
        if sounds == "H"
        else CONSONANT
    )
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
    if _onsets(left).isdisjoint(_onsets(right)):
        return 0.0
    plain = _words_with_words(a, b)
    value = _of_pairs(_paired(plain), a, b)
    return value if value >= SURE else max(value, _of_pairs(_paired([*plain, *_joined(a, b)]), a, b))


class _Pair(NamedTuple):
    likeness: float
    weight: float
    a: tuple[int, ...]
    b: tuple[int, ...]


def _words_with_words(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[_Pair]:
    return [
        _Pair(word_likeness(x, y), max(x.weight, y.weight), (i,), (j,))
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if x.is_particle == y.is_particle
    ]


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[_Pair]:
    """The pairs in which two words of the one name are one word of the other."""
    found = [
        _Pair(word_likeness(_join(a[i], a[i + 1]), y), 1.5, (i, i + 1), (j,))
        for i in range(len(a) - 1)
        for j, y in enumerate(b)
    ] + [
        _Pair(word_likeness(x, _join(b[j], b[j + 1])), 1.5, (i,), (j, j + 1))
        for j in range(len(b) - 1)
        for i, x in enumerate(a)
    ]
    return [pair for pair in found if pair.likeness >= JOINED]


def _paired(every: list[_Pair]) -> list[_Pair]:
    """Words paired off, the most alike and heaviest first, until one name has none left."""
    chosen: list[_Pair] = []
    in_a: set[int] = set()
    in_b: set[int] = set()
    for pair in sorted(every, key=lambda pair: (-pair.likeness * pair.weight, pair.a, pair.b)):
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
    value = (mean + 3 * least) / 4
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
    cost = _align(_gaps(a, b.is_latin), _gaps(b, a.is_latin))
    total = max(sum(s.weight for s in a.sounds), sum(s.weight for s in b.sounds))
    return max(0.0, 1.0 - cost / min(total, LONGEST)) if total else 0.0


def _gaps(word: Word, other_is_latin: bool) -> list[tuple[Sound, float]]:
    """The sounds of a word with what each costs where the other word lacks it."""
    if word.is_latin and other_is_latin:
        return [(s, s.weight * (HEARD if s.weight == VOWEL else 1.0) if s.missing else 0.0) for s in word.sounds]
    if word.is_latin:
        return [(s, min(s.missing, SILENT) if s.is_vowel and s.weight < ENDING else s.missing) for s in word.sounds]
    return [(s, WRITTEN if s.weight == GLIDE else s.missing) for s in word.sounds]


def _align(a: list[tuple[Sound, float]], b: list[tuple[Sound, float]]) -> float:
    row = [0.0]
    for _, gap in b:
        row.append(row[-1] + gap)
    for x, gone in a:
        diagonal = row[0]
        row[0] += gone
        for j, (y, gap) in enumerate(b, 1):
            best = min(row[j] + gone, row[j - 1] + gap, diagonal + _difference(x, y))
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
        return UNLIKE_VOWEL * 2 * max(x.weight, y.weight)
    return max(x.weight, y.weight)


@lru_cache(maxsize=1 << 16)
def word_keys(word: Word) -> frozenset[str]:
    """What words that sound alike have in common: their first three consonants, roughly, in each reading."""
    return _skeletons(word.sounds, 3)


def _skeletons(sounds: tuple[Sound, ...], size: int) -> frozenset[str]:
    """The first consonants of a word in each way that they may be heard; `~` where there are none."""
    coarse = _table().coarse
    found = {""}
    for sound in sounds:
        letters = {coarse.get(s, "") for s in sound.sounds} if sound.weight == CONSONANT else {""}
        if sound.missing < CONSONANT:
            letters.add("")
        found = {key if letter == key[-1:] or len(key) == size else key + letter for key in found for letter in letters}
    return frozenset(key or "~" for key in found)


@lru_cache(maxsize=1 << 16)
def _onsets(name: str) -> frozenset[str]:
    """The first two consonants of each word: names without a common one have no word in common."""
    return frozenset(key for word in words(name) for key in _skeletons(word.sounds, 2))


@lru_cache(maxsize=1 << 16)
def keys(name: str) -> frozenset[str]:
    """Keys of which two names that may be one share at least one: of each two words, in any order, and of the whole.

    A name of one word has the key of that word, which a longer name has of each word but the first.
    """
    every = words(name)
    own = [word for word in every if not word.is_particle and not word.is_initial]
    found = {f"={key}" for key in _skeletons(tuple(s for word in every for s in word.sounds), 5)}
    for one, other in combinations(own, 2):
        found |= {"+".join(sorted(pair)) for pair in product(word_keys(one), word_keys(other))}
    for word in own[1:] or own:
        found |= word_keys(word)
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def is_part(left: str, right: str) -> bool:
    """Whether one of two names has a single word to compare: `Hammouchi` for `Abdellatif Hammouchi`."""
    return min(sum(not w.is_particle for w in words(name)) for name in (left, right)) < 2
