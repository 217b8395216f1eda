"""New mentions compared with all others that share a block: each pair of looks once, however many mentions look so.

A mention's *profile* is the signature of what matching sees of it. Judgements are of profiles, so that a person whom
every second document names in one way is compared once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from entente.model.record import Record
from entente.register.database import Database, in_chunks, marks
from entente.register.matching import Matching

CACHED_RECORDS = 4096
MOST_IN_BLOCK, MOST_COMPARED = 40, 24
"""So many of a block are looked at for a newcomer, and of all blocks those compared that share most keys with it.

Where a key has more looks (a World Cup, a minister), most of them are one, and any of them will do.
"""
Judgement = tuple[str, str, str, float, str]


class Comparing:
    """Blocks and judgements of one register."""

    def __init__(self, database: Database, matching: Matching) -> None:
        self.database, self.matching = database, matching
        self.profiles = lru_cache(CACHED_RECORDS)(self._profiles)

    def _profiles(self, number: int, document: str) -> Mapping[str, Any]:
        row = self.database.one("SELECT body FROM records WHERE number = ?", number)
        assert row is not None
        return self.matching.profiles(msgspec.json.decode(bytes(row[0]), type=Record), document)

    def signature(self, number: int, document: str, part: str, thing: str) -> str | None:
        """The profile's signature of a record's thing; `None` where it is not compared."""
        profile = self.profiles(number, document).get(thing)
        return None if profile is None else f"{part[0]}-{self.matching.signature(profile)}"

    def compare(self, looks: Mapping[str, Any]) -> None:
        """Judge profiles by their signatures, which mentions have just been given."""
        known = {one for (one,) in self._select("SELECT DISTINCT profile FROM blocks WHERE profile IN", looks)}
        new = {signature: looks[signature] for signature in sorted(looks.keys() - known)}
        keys = {signature: sorted(set(self.matching.keys(profile))) for signature, profile in new.items()}
        pairs = self._pairs(keys)
        others = {end for pair in pairs for end in pair} - new.keys()
        every = {**new, **self._looked_up(others)}
        rows = [self._judgement(one, other, every) for one, other in sorted(pairs)]
        rows += [self._judgement(one, one, looks) for one in self._met_again(looks)]
        self.database.many(
            "INSERT INTO blocks VALUES (?, ?)", [(key, signature) for signature, own in keys.items() for key in own]
        )
        self.database.many("INSERT INTO judgements VALUES (?, ?, ?, ?, ?)", rows)

    def _pairs(self, keys: Mapping[str, list[str]]) -> set[tuple[str, str]]:
        """New profiles with those of the same part that share most keys with them."""
        blocks: dict[str, set[str]] = {}
        for signature, own in keys.items():
            for key in own:
                blocks.setdefault(key, set()).add(signature)
        for key, block in blocks.items():
            rows = self.database.all(
                "SELECT profile FROM blocks WHERE key = ? ORDER BY profile LIMIT ?", key, MOST_IN_BLOCK
            )
            block.update(profile for (profile,) in rows)
        pairs: set[tuple[str, str]] = set()
        for one, own in keys.items():
            shared = Counter(other for key in own for other in blocks[key] if other[0] == one[0] and other != one)
            near = sorted(shared, key=lambda other: (-shared[other], other))[:MOST_COMPARED]
            pairs |= {(min(one, other), max(one, other)) for other in near}
        return pairs

    def _looked_up(self, signatures: Iterable[str]) -> dict[str, Any]:
        """The profiles of signatures, each from any one mention."""
        rows = self._select(
            "SELECT profile, record, document, thing FROM mentions WHERE id IN (SELECT min(id) FROM mentions "
            "WHERE profile IN",
            signatures,
            "GROUP BY profile)",
        )
        return {signature: self.profiles(number, home)[thing] for signature, number, home, thing in rows}

    def _met_again(self, looks: Mapping[str, Any]) -> list[str]:
        """Signatures that several mentions have, and of which it has not been asked whether these are one."""
        rows = self._select(
            "SELECT profile FROM mentions WHERE profile IN", looks, "GROUP BY profile HAVING count(*) > 1"
        )
        asked = {one for (one,) in self._select("SELECT one FROM judgements WHERE one = other AND one IN", looks)}
        return sorted({one for (one,) in rows} - asked)

    def _judgement(self, one: str, other: str, looks: Mapping[str, Any]) -> Judgement:
        judged = self.matching.compare(looks[one], looks[other])
        return one, other, judged.verdict, judged.score, msgspec.json.encode(judged.reasons).decode()

    def forget(self, signatures: Iterable[str]) -> None:
        """Drop profiles that no mention has any more."""
        for signature in sorted(signatures):
            if not self.database.one("SELECT 1 FROM mentions WHERE profile = ? LIMIT 1", signature):
                self.database.run("DELETE FROM judgements WHERE one = ?", signature)
                self.database.run("DELETE FROM judgements WHERE other = ?", signature)
                self.database.run("DELETE FROM blocks WHERE profile = ?", signature)

    def _select(self, sql: str, ids: Iterable[str], after: str = "") -> list[Any]:
        rows: list[Any] = []
        for chunk in in_chunks(ids):
            rows += self.database.all(f"{sql} ({marks(chunk)}) {after}", *chunk)
        return rows
