"""Names compared by how they sound, across scripts and ways of spelling: names in, keys and likeness out.

Arabic leaves short vowels out, and each language that writes Arabic names in Latin letters does so in its own way:
Hammouchi, Hamuchi, Hamushi are one name. So two words are aligned sound by sound (`sounds`), where a consonant weighs
much, a vowel little. Words are then paired off, in any order, and two neighbours may make one word (Abd el-Latif,
Abdellatif).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from entente.text.sounds import CONSONANT, ENDING, GLIDE, MANY, VOWEL, Sound, Word, joined, table, words

UNWRITTEN, WRITTEN = 0.05, 0.6
"""What a vowel costs that the script of the other word need not write, and one in a script that writes few."""
HEARD = 1.4
"""How much more a missing vowel costs where both words write vowels."""
LONGEST = 4.0
"""A word weighs no more than this, so that one wrong consonant counts in a long word too."""
NEAR, UNLIKE_VOWEL = 0.35, 2.8
"""What a near sound costs, and an unlike vowel, as a share of the sound's weight."""
SHORT = 4
"""A word of so many letters may be written as one with the next (Abd el-Latif, Ben Ali)."""
SURE = 0.9
"""Names so alike need no second look."""
UNLIKE = 0.5
"""Words less alike than this are not alike at all: no name that holds such a pair comes near to being another."""
JOINED = 0.8
"""From here on, two words of the one name may be one word of the other."""
WHOLE, INITIAL, PARTICLE = 1.0, 0.5, 0.2
"""What a word weighs in a name, beside an initial and a particle."""
SUBSET, SINGLE, INVERTED = 0.96, 0.8, 0.98
"""What is left of a likeness for each word that one name lacks, if only one word is shared, if the order differs."""
SAME_INITIAL = 0.85


def likeness(left: str, right: str) -> float:
    """How alike two names sound, from 0 to 1; 0.8 and more is the same name, but see `is_part`.

    >>> likeness("Abdellatif Hammouchi", "عبد اللطيف حموشي") > 0.9
    True
    >>> likeness("Karim Alaoui", "Rachid Alaoui") < 0.6
    True
    """
    return _likeness(*sorted((left, right)))


@lru_cache(maxsize=MANY)
def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if _onsets(left).isdisjoint(_onsets(right)):
        return 0.0
    several, others = _keys_of_several(left), _keys_of_several(right)
    if several and others and several.isdisjoint(others):
        return 0.0  # no two words of the one are two of the other: two people of one family, or of one given name
    a, b = words(left), words(right)
    plain = _words_with_words(a, b)
    value = _of_pairs(_paired(plain), a, b)
    if value < SURE and (parted := _joined(a, b)):
        value = max(value, _of_pairs(_paired([*plain, *parted]), a, b))
    return value


def _weight(word: Word) -> float:
    return PARTICLE if word.is_particle else INITIAL if word.is_initial else WHOLE


class _Pair(NamedTuple):
    likeness: float
    weight: float
    a: tuple[int, ...]
    b: tuple[int, ...]


def _words_with_words(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[_Pair]:
    return [
        _Pair(word_likeness(x, y), max(_weight(x), _weight(y)), (i,), (j,))
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if x.is_particle == y.is_particle
    ]


def _joined(a: tuple[Word, ...], b: tuple[Word, ...]) -> list[_Pair]:
    """The pairs in which two words of the one name are one word of the other."""
    return [
        _Pair(alike, 1.5, (i, i + 1), (j,))
        for i in range(len(a) - 1)
        for j, y in enumerate(b)
        if (alike := word_likeness(joined(a[i], a[i + 1]), y)) >= JOINED
    ] + [
        _Pair(alike, 1.5, (i,), (j, j + 1))
        for j in range(len(b) - 1)
        for i, x in enumerate(a)
        if (alike := word_likeness(x, joined(b[j], b[j + 1]))) >= JOINED
    ]


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


@lru_cache(maxsize=MANY)
def word_likeness(a: Word, b: Word) -> float:
    """How alike two words sound: 0 where they are not alike, else from `UNLIKE` to 1."""
    if a.text == b.text:
        return 1.0
    if a.is_initial or b.is_initial:
        first = next((x.sounds & y.sounds for x, y in zip(a.sounds, b.sounds, strict=False)), frozenset())
        return SAME_INITIAL if first else 0.0
    if _skeletons(a.sounds, 2).isdisjoint(_skeletons(b.sounds, 2)):
        return 0.0
    total = min(LONGEST, max(_heard(a), _heard(b)))
    most = (1 - UNLIKE) * total
    cost = _align(_gaps(a, b.is_latin), _gaps(b, a.is_latin), most)
    return 1 - cost / total if total and cost <= most else 0.0


@lru_cache(maxsize=MANY)
def _heard(word: Word) -> float:
    """What all sounds of a word weigh."""
    return sum(sound.weight for sound in word.sounds)


@lru_cache(maxsize=MANY)
def _gaps(word: Word, other_is_latin: bool) -> list[tuple[Sound, float]]:
    """The sounds of a word with what each costs where the other word lacks it."""
    if word.is_latin and other_is_latin:
        return [(s, s.weight * (HEARD if s.weight == VOWEL else 1.0) if s.missing else 0.0) for s in word.sounds]
    if word.is_latin:
        return [(s, min(s.missing, UNWRITTEN) if s.is_vowel and s.weight < ENDING else s.missing) for s in word.sounds]
    return [(s, WRITTEN if s.weight == GLIDE else s.missing) for s in word.sounds]


def _align(a: list[tuple[Sound, float]], b: list[tuple[Sound, float]], most: float) -> float:
    """What it costs to make the one word of the other; more than `most` may be any number above it."""
    row = [0.0]
    for _, gap in b:
        row.append(row[-1] + gap)
    for x, gone in a:
        diagonal = row[0]
        best = least = row[0] = diagonal + gone
        for j, (y, gap) in enumerate(b, 1):
            above = row[j]
            best = above + gone if above + gone < best + gap else best + gap
            if diagonal < best:
                best = min(best, diagonal + _difference(x, y))
            diagonal, row[j] = above, best
            if best < least:
                least = best
        if least > most:
            return least
    return row[-1]


@lru_cache(maxsize=MANY)
def _difference(x: Sound, y: Sound) -> float:
    if x.sounds & y.sounds:
        return 0.0
    near = table().near
    if any(p + q in near for p in x.sounds for q in y.sounds):
        return NEAR * min(x.weight, y.weight)
    if x.is_vowel and y.is_vowel:
        return UNLIKE_VOWEL * max(x.weight, y.weight)
    return max(x.weight, y.weight)


@lru_cache(maxsize=MANY)
def word_keys(word: Word) -> frozenset[str]:
    """What words that sound alike have in common: their first three consonants, roughly, in each reading."""
    return _skeletons(word.sounds, 3)


@lru_cache(maxsize=MANY)
def _skeletons(sounds: tuple[Sound, ...], size: int) -> frozenset[str]:
    """The first consonants of a word in each way that they may be heard; `~` where there are none."""
    coarse = table().coarse
    found = {""}
    for sound in sounds:
        letters = {coarse.get(s, "") for s in sound.sounds} if sound.weight == CONSONANT else {""}
        if sound.missing < CONSONANT:
            letters.add("")
        found = {key if letter == key[-1:] or len(key) == size else key + letter for key in found for letter in letters}
    return frozenset(key or "~" for key in found)


@lru_cache(maxsize=MANY)
def _onsets(name: str) -> frozenset[str]:
    """The first two consonants of each word: names without a common one have no word in common."""
    return frozenset(key for word in words(name) for key in _skeletons(word.sounds, 2))


@lru_cache(maxsize=MANY)
def keys(name: str) -> frozenset[str]:
    """Keys of which two names that may be one share at least one: of each two words, in any order, and of the whole.

    A name of one word has the key of that word, which a longer name has of each word but the first.
    """
    every = words(name)
    own = [word for word in every if not word.is_particle and not word.is_initial]
    whole = {f"={key}" for key in _skeletons(tuple(s for word in every for s in word.sounds), 5)}
    return frozenset(whole.union(_keys_of_several(name), *map(word_keys, own[1:] or own)))


@lru_cache(maxsize=MANY)
def _keys_of_several(name: str) -> frozenset[str]:
    """The keys of each two words, none of a name that has fewer."""
    every = words(name)
    own = [(at, at, word) for at, word in enumerate(every) if not word.is_particle and not word.is_initial]
    both = [
        (at, at + 1, joined(word, every[at + 1]))
        for at, word in enumerate(every[:-1])
        if len(word.text) <= SHORT and not word.is_initial
    ]
    found: set[str] = set()
    for (_, last, one), (first, _, other) in combinations(sorted([*own, *both], key=lambda part: part[:2]), 2):
        if last < first:
            found |= {"+".join(sorted(pair)) for pair in product(word_keys(one), word_keys(other))}
    return frozenset(found)


@lru_cache(maxsize=MANY)
def is_part(left: str, right: str) -> bool:
    """Whether one of two names has a single word to compare: `Hammouchi` for `Abdellatif Hammouchi`."""
    return min(sum(not w.is_particle for w in words(name)) for name in (left, right)) < 2
