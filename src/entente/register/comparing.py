"""What mentions look like, compared: each pair of looks that stand near each other in a block, once.

A mention's *profile* is what matching sees of it, under a number drawn from that. Judgements are of profiles, so that a
person whom every second document names in one way is compared once. A key's profiles stand in a *block*, ordered by
what they are; two profiles are judged if at most `NEAR` steps apart in one of their blocks. Nothing else decides what
is compared, so that the order in which documents come does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import msgspec

from entente.register.database import Database, select
from entente.register.matching import Matching

NEAR = 16
"""Where a key has many profiles (a World Cup, a minister), most are one, and those beside it will do."""
CACHED_LOOKS = 1 << 14
Pair = tuple[int, int]
Judgement = tuple[int, int, str, float, str]


class Comparing:
    """Profiles, blocks and judgements of one register."""

    def __init__(self, database: Database, matching: Matching) -> None:
        self.database, self.matching = database, matching
        self.places = lru_cache(CACHED_LOOKS)(self._places)

    def update(self, looks: Mapping[int, bytes], left: Iterable[int]) -> None:
        """Judge the looks, by profile, that mentions were given; forget profiles that mentions left, if all did."""
        gone = set(left) - {
            one for (one,) in select(self.database, "SELECT DISTINCT profile FROM mentions WHERE profile IN", left)
        }
        there = {one for (one,) in select(self.database, "SELECT profile FROM profiles WHERE profile IN", looks)}
        new = {profile: looks[profile] for profile in sorted(looks.keys() - there)}
        self.database.many("INSERT INTO profiles VALUES (?, ?)", list(new.items()))
        pairs: set[Pair] = set()
        parted: dict[Pair, set[int]] = {}
        if gone:
            pairs |= self._leave(self._looks(gone))
        self._enter(new, pairs, parted)
        every = {**new, **self._looks({end for pair in pairs | parted.keys() for end in pair} - new.keys())}
        apart = {pair for pair, keys in parted.items() if not self._is_near(*pair, keys, every)}
        rows = [self._judgement(one, other, every) for one, other in sorted(pairs - apart)]
        rows += [self._judgement(one, one, looks) for one in self._met_again(looks)]
        self.database.many("DELETE FROM judgements WHERE one = ? AND other = ?", sorted(apart))
        self.database.many("INSERT INTO judgements VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def _enter(self, new: Mapping[int, bytes], pairs: set[Pair], parted: dict[Pair, set[int]]) -> None:
        """Put profiles into their blocks; adds pairs that are near by that, and with where those that no longer are."""
        blocks: dict[int, list[tuple[int, int]]] = {}
        for profile, look in new.items():
            for key, place in self.places(look).items():
                blocks.setdefault(key, []).append((place, profile))
        rows: list[tuple[int, int, int]] = []
        for key in sorted(blocks):
            own = blocks[key]
            there = self.database.all("SELECT profile FROM blocks WHERE key = ? LIMIT ?", key, NEAR + 1)
            if len(there) + len(own) <= NEAR + 1:
                rows += [(key, *one) for one in own]
                pairs.update(_pair(one, other) for _, one in own for (other,) in there)
                pairs.update(_pair(one, other) for (_, one), (_, other) in combinations(own, 2))
                continue
            for place, profile in own:
                before, after = self._beside(key, place, profile)
                self.database.run("INSERT INTO blocks VALUES (?, ?, ?)", key, place, profile)
                pairs.update(_pair(profile, other) for other in (*before, *after))
                for pair in _across(before, after):
                    parted.setdefault(pair, set()).add(key)
        self.database.many("INSERT INTO blocks VALUES (?, ?, ?)", rows)

    def _leave(self, looks: Mapping[int, bytes]) -> set[Pair]:
        """Take profiles out of everything; gives the pairs that are near by that."""
        near: set[Pair] = set()
        for profile, look in looks.items():
            for key, place in self.places(look).items():
                self.database.run("DELETE FROM blocks WHERE key = ? AND place = ? AND profile = ?", key, place, profile)
                near.update(_across(*self._beside(key, place, profile)))
        gone = [(profile,) for profile in looks]
        for condition in ("judgements WHERE one = ?", "judgements WHERE other = ?", "profiles WHERE profile = ?"):
            self.database.many(f"DELETE FROM {condition}", gone)
        return {pair for pair in near if looks.keys().isdisjoint(pair)}

    def _places(self, look: bytes) -> dict[int, int]:
        """The blocks of a look, each with where it stands there."""
        place = self.matching.order(look)
        return {number_of(key.encode()): place for key in self.matching.keys(look)}

    def _beside(self, key: int, place: int, profile: int) -> tuple[list[int], list[int]]:
        """The profiles before and after a place in a block, the nearest first."""
        sides = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            rows = self.database.all(
                f"SELECT profile FROM blocks WHERE key = ? AND (place, profile) {sign} (?, ?) "
                f"ORDER BY place {order}, profile {order} LIMIT ?",
                key, place, profile, NEAR,
            )  # fmt: skip
            sides.append([one for (one,) in rows])
        return sides[0], sides[1]

    def _is_near(self, one: int, other: int, apart_in: Collection[int], looks: Mapping[int, bytes]) -> bool:
        """Whether few stand between two profiles in a block of both, other than those where they are apart."""
        ends, others = self.places(looks[one]), self.places(looks[other])
        for key in (ends.keys() & others.keys()).difference(apart_in):
            first, last = sorted(((ends[key], one), (others[key], other)))
            between = self.database.all(
                "SELECT 1 FROM blocks WHERE key = ? AND (place, profile) > (?, ?) AND (place, profile) < (?, ?) "
                "LIMIT ?",
                key, *first, *last, NEAR,
            )  # fmt: skip
            if len(between) < NEAR:
                return True
        return False

    def _looks(self, profiles: Iterable[int]) -> dict[int, bytes]:
        rows = select(self.database, "SELECT profile, look FROM profiles WHERE profile IN", profiles)
        return {profile: bytes(look) for profile, look in rows}

    def _met_again(self, looks: Mapping[int, bytes]) -> list[int]:
        """Profiles that several mentions have, and of which it has not been asked whether these are one."""
        rows = select(
            self.database,
            "SELECT profile FROM mentions WHERE profile IN",
            looks,
            "GROUP BY profile HAVING count(*) > 1",
        )
        asked = {
            one for (one,) in select(self.database, "SELECT one FROM judgements WHERE one = other AND one IN", looks)
        }
        return sorted({one for (one,) in rows} - asked)

    def _judgement(self, one: int, other: int, looks: Mapping[int, bytes]) -> Judgement:
        judged = self.matching.compare(looks[one], looks[other])
        return one, other, judged.verdict, judged.score, msgspec.json.encode(judged.reasons).decode()


def number_of(content: bytes) -> int:
    """A number of 64 bits drawn from content; among 10^6 the chance that two are equal is 3 in 10^8."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), signed=True)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _across(before: list[int], after: list[int]) -> Iterator[Pair]:
    """Of profiles on both sides of one, the nearest first, the pairs that are near only without it."""
    for at, one in enumerate(before):
        if NEAR - 1 - at < len(after):
            yield _pair(one, after[NEAR - 1 - at])
