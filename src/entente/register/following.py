"""From a document's records to its mentions: which record speaks for it, and what each of its things looks like.

The last record by hand speaks, else the last reading. Older readings stay: the ids of what they saw lead (`now`) to
what the present record has in its place. A record by hand that comes without text speaks for the text of the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import msgspec

from entente.model.record import Record
from entente.register.carrying import carried
from entente.register.comparing import Comparing, number_of
from entente.register.database import Database, select
from entente.register.decisions import taken_back
from entente.register.ids import PARTS, mention_ids
from entente.register.matching import Matching

CACHED_RECORDS = 4096
Chain = list[tuple[int, str | None, str]]
"""Records of a document by number, in order, with the author where a person made it, and the document it came for."""
MENTION = "id, part, document, record, thing, now, known, profile"


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be grouped anew: mentions, and known things that mentions left."""

    mentions: set[str]
    known: set[str]


class Mention(NamedTuple):
    """A row of `mentions`: `now` is itself for what the record that speaks has, else what it has in its place."""

    id: str
    part: str
    document: str
    record: int
    thing: str
    now: str | None
    known: str | None = None
    profile: int | None = None


class Following:
    """Keeps mentions, blocks and judgements up to date with the records."""

    def __init__(self, database: Database, matching: Matching) -> None:
        self.database, self.matching = database, matching
        self.parts = lru_cache(CACHED_RECORDS)(self._parts)
        self.comparing = Comparing(database, matching)

    def _body(self, number: int) -> bytes:
        """A record's JSON."""
        row = self.database.one("SELECT body FROM records WHERE number = ?", number)
        assert row is not None
        return bytes(row[0])

    def _parts(self, number: int) -> dict[str, dict[str, dict[str, Any]]]:
        """A record's things by part and own id."""
        record = msgspec.json.decode(self._body(number))
        return {part: {thing["id"]: thing for thing in record.get(part) or ()} for part in (*PARTS, "sources")}

    def follow(self, ids: Iterable[str]) -> Touched:
        """Bring all documents that bear the ids up to date."""
        chains = self._chains(ids)
        rows = select(self.database, f"SELECT {MENTION} FROM mentions WHERE document IN", chains)
        old: dict[str, dict[str, Mention]] = {document: {} for document in chains}
        for row in map(Mention._make, rows):
            old[row.document][row.id] = row
        new: list[Mention] = []
        touched = Touched(set(), set())
        looks: dict[int, bytes] = {}
        left: set[int] = set()
        silent = taken_back(self.database)
        for document, chain in chains.items():
            new += self._followed(document, chain, silent, old[document], touched, looks)
        kept = {row.id: row.profile for row in new}
        for row in (row for rows in old.values() for row in rows.values()):
            if row.profile is not None and row.profile != kept.get(row.id):
                left.add(row.profile)
        self.database.many("DELETE FROM mentions WHERE id = ?", [(id,) for rows in old.values() for id in rows])
        self.database.many("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sorted(new))
        self.comparing.update(looks, left)
        return touched

    def _chains(self, ids: Iterable[str]) -> dict[str, Chain]:
        """The records of each document that bears an id, those of a record without text going to the text.

        The document of such a record comes before that of the text, to whose mentions its own then lead.
        """
        documents = select(self.database, "SELECT id, key, sha256 FROM documents WHERE id IN", ids)
        chains: dict[str, Chain] = {key: [] for _, key, _ in documents}
        rows = select(self.database, "SELECT document, number, author FROM records WHERE document IN", chains)
        for document, number, author in rows:
            chains[document].append((number, author, document))
        texts: dict[str, str] = {}
        for id, key, sha256 in documents:
            if sha256 is not None:
                texts[id] = min(key, texts.get(id, key))
        for id, key, sha256 in documents:
            if sha256 is None and id in texts:
                chains[texts[id]] += chains[key]
                chains[key] = []
        return {document: sorted(chain) for document, chain in chains.items()}

    def _followed(
        self,
        document: str,
        chain: Chain,
        silent: set[int],
        old: dict[str, Mention],
        touched: Touched,
        looks: dict[int, bytes],
    ) -> Iterator[Mention]:
        """The mentions of one document as they are now; adds new looks to `looks`.

        Records in `silent` do not speak, but what was decided on their things waits for them to stand again.
        """
        heard = [(number, author) for number, author, _ in chain if number not in silent]
        by_hand = [number for number, author in heard if author is not None]
        speaks = by_hand[-1] if by_hand else heard[-1][0] if heard else None
        rows = [] if speaks is None else self._mentions(document, chain, speaks)
        live = {row.id for row in rows if row.now == row.id}
        same = {row.id for row in rows if row.id in live and row.id in old and old[row.id][:6] == row[:6]}
        seen = self._seen(document, speaks) if speaks is not None and live - same else {}
        for row in rows:
            known = old[row.id].known if row.id in old and row.id in live else None
            if row.id in same:
                yield old[row.id]
            else:
                look = seen.get(row.thing) if row.id in live else None
                profile = None if look is None else number_of(b"".join((row.part.encode(), b" ", look)))
                if look is not None and profile is not None:
                    looks[profile] = look
                yield row._replace(known=known, profile=profile)
        gone = {id for id, row in old.items() if row.now == id and id not in same}
        touched.mentions.update(gone | (live - same))
        touched.known.update(known for id in gone if (known := old[id].known))

    def _seen(self, document: str, number: int) -> Mapping[str, bytes]:
        """What matching sees of the things of a record, by own id."""
        return self.matching.looks(msgspec.json.decode(self._body(number), type=Record), document)

    def _mentions(self, document: str, chain: Chain, speaks: int) -> list[Mention]:
        """The mentions of all records, those of the record that speaks first."""
        present = self.parts(speaks)
        ids = {part: mention_ids(document, part, present[part].values()) for part in PARTS}
        rows = {id: Mention(id, part, document, speaks, thing, id) for part in PARTS for thing, id in ids[part].items()}
        for number, _, home in reversed(chain):
            if (number, home) == (speaks, document):
                continue
            past = self.parts(number)
            heirs = {part: {id: id for id in past[part]} for part in PARTS}
            if number != speaks:
                one, other = (msgspec.json.decode(self._body(record)) for record in (number, speaks))
                heirs = {part: carried(one, other, part) for part in PARTS}
            for part, key in product(PARTS, sorted({document, home})):
                for thing, id in mention_ids(key, part, past[part].values()).items():
                    if id not in rows:
                        now = ids[part].get(heirs[part].get(thing, ""))
                        rows[id] = Mention(id, part, document, number, thing, now)
        return list(rows.values())
