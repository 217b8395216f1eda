"""From a document's records to its mentions: which record speaks for it, and what each of its things looks like.

The last record by hand speaks, else the last reading. Older readings stay: the ids of what they saw lead (`now`) to
what the present record has in its place. A record by hand that comes without text speaks for the text of the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from entente.register.carrying import carried
from entente.register.comparing import Comparing
from entente.register.database import Database
from entente.register.decisions import taken_back
from entente.register.ids import PARTS, mention_ids
from entente.register.matching import Matching

CACHED_RECORDS = 4096
Chain = list[tuple[int, str | None, str]]
"""Records of a document by number, in order, with the author where a person made it, and the document it came for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing of the record that speaks for a document now."""

    id: str
    part: str
    document: str
    record: int
    thing: str


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be grouped anew: mentions, and known things that mentions left."""

    mentions: set[str]
    known: set[str]


class Following:
    """Keeps mentions, blocks and judgements up to date with the records."""

    def __init__(self, database: Database, matching: Matching) -> None:
        self.database = database
        self.record = lru_cache(CACHED_RECORDS)(self._record)
        self.parts = lru_cache(CACHED_RECORDS)(self._parts)
        self.comparing = Comparing(database, matching)

    def _record(self, number: int) -> dict[str, Any]:
        row = self.database.one("SELECT body FROM records WHERE number = ?", number)
        assert row is not None
        body: dict[str, Any] = msgspec.json.decode(bytes(row[0]))
        return body

    def _parts(self, number: int) -> dict[str, dict[str, dict[str, Any]]]:
        """A record's things by part and own id."""
        record = self.record(number)
        return {part: {thing["id"]: thing for thing in record.get(part) or ()} for part in (*PARTS, "sources")}

    def follow(self, ids: Iterable[str]) -> Touched:
        """Bring all documents that bear the ids up to date."""
        touched = Touched(set(), set())
        looks: dict[str, Any] = {}
        gone: set[str] = set()
        silent = taken_back(self.database)
        for id in sorted(ids):
            for document, chain in self._speaking(id):
                gone |= self._follow(document, chain, silent, touched, looks)
        self.comparing.forget(gone)  # first: what nobody looks like any more is not compared with
        self.comparing.compare(looks)
        return touched

    def _speaking(self, id: str) -> Iterator[tuple[str, Chain]]:
        """Each document that bears the id with its records, those of a record without text going to the text."""
        documents = self.database.all("SELECT key, sha256 FROM documents WHERE id = ? ORDER BY key", id)
        chains: dict[str, Chain] = {key: self._chain(key) for key, _ in documents}
        bare = [key for key, sha256 in documents if sha256 is None]
        whole = [key for key, sha256 in documents if sha256 is not None]
        if bare and whole:
            yield bare[0], []  # first, so that its ids are free to lead to the text's
            chains[whole[0]] = sorted(chains[whole[0]] + chains.pop(bare[0]))
        yield from chains.items()

    def _chain(self, document: str) -> Chain:
        rows = self.database.all("SELECT number, author FROM records WHERE document = ? ORDER BY number", document)
        return [(number, author, document) for number, author in rows]

    def _follow(
        self, document: str, chain: Chain, silent: set[int], touched: Touched, looks: dict[str, Any]
    ) -> set[str]:
        """Bring one document up to date; adds new profiles to `looks`, gives the profiles that mentions lost.

        Records in `silent` do not speak, but what was decided on their things waits for them to stand again.
        """
        old = {
            id: (profile, record)
            for id, profile, record in self.database.all(
                "SELECT id, profile, record FROM mentions WHERE document = ? AND now = id", document
            )
        }
        heard = [(number, author) for number, author, _ in chain if number not in silent]
        by_hand = [number for number, author in heard if author is not None]
        speaks = by_hand[-1] if by_hand else heard[-1][0] if heard else None
        rows, live = self._mentions(document, chain, speaks)
        gone = {id for id, (_, record) in old.items() if id not in live or live[id].record != record}
        new = [mention for id, mention in live.items() if id not in old or id in gone]
        touched.mentions.update(gone)
        known: dict[str, str] = dict(
            self.database.all("SELECT id, known FROM mentions WHERE document = ? AND known IS NOT NULL", document)
        )
        profiles = {id: profile for id, (profile, _) in old.items() if id not in gone}
        for mention in new:
            signature = self.comparing.signature(mention.record, document, mention.part, mention.thing)
            if signature is not None:
                profiles[mention.id] = signature
                looks[signature] = self.comparing.profiles(mention.record, document)[mention.thing]
        if old or known:
            self.database.run("DELETE FROM mentions WHERE document = ?", document)
        self.database.many(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*row, known.get(row[0]), profiles.get(row[0])) if row[5] == row[0] else (*row, None, None)
                for row in rows
            ],
        )
        touched.known.update(known[id] for id in gone if id in known)
        touched.mentions.update(mention.id for mention in new)
        return {profile for id, (profile, _) in old.items() if id in gone and profile}

    def _mentions(
        self, document: str, chain: Chain, speaks: int | None
    ) -> tuple[list[tuple[Any, ...]], dict[str, Mention]]:
        """Rows for the things of all records, and those that are live."""
        if speaks is None:
            return [], {}
        present = self.record(speaks)
        live: dict[str, Mention] = {}
        ids: dict[str, dict[str, str]] = {}
        for part in PARTS:
            ids[part] = mention_ids(document, part, present.get(part) or ())
            for thing, id in ids[part].items():
                live[id] = Mention(id, part, document, speaks, thing)
        rows: dict[str, tuple[Any, ...]] = {id: (id, m.part, document, speaks, m.thing, id) for id, m in live.items()}
        for number, _, home in reversed(chain):
            past = self.record(number)
            for part in PARTS:
                things = past.get(part) or ()
                heirs = carried(past, present, part) if number != speaks else {one["id"]: one["id"] for one in things}
                for key in {document, home}:
                    for thing, id in mention_ids(key, part, things).items():
                        if id not in rows:
                            rows[id] = (id, part, document, number, thing, ids[part].get(heirs.get(thing, "")))
        return list(rows.values()), live
