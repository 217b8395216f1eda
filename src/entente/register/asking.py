"""Questions to the register: what was done together, by whom, what is promised, what is ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from entente.errors import RegisterError
from entente.model.known import KnownBody, KnownCommitment, KnownDocument, KnownEngagement, KnownPerson
from entente.register.checking import Check, checks
from entente.register.database import Database, marks
from entente.register.decisions import taken_back
from entente.register.ids import PARTS, PUT_TOGETHER
from entente.register.merging import Record
from entente.register.portraits import portrait
from entente.register.searching import words
from entente.text.edtf import bounds

Known = KnownEngagement | KnownPerson | KnownBody | KnownCommitment
TYPES: dict[str, Any] = {
    "engagements": KnownEngagement,
    "people": KnownPerson,
    "bodies": KnownBody,
    "commitments": KnownCommitment,
    "documents": KnownDocument,
}
MOST = 50
FACETS = ("topic", "publisher", "language", "city")
LAST_DOCUMENTS = 1000
FIRST_LETTERS = {**{part: f"{letter}-" for part, letter in PARTS.items()}, "documents": "d-"}
"""How the ids of a part begin."""
THING = "t.id, t.part, b.body FROM things t JOIN bodies b ON b.number = t.number"
"""What `_decoded` takes; bodies are apart, so that counting and listing reads slim rows."""


class Asking:
    """The reading half of a register."""

    database: Database
    parts: Callable[[int], Record]

    # -- ids

    def mention(self, name: str) -> str:
        """The live mention that an id, the beginning of one, or `document#id` leads to; raises `RegisterError`."""
        document, hash, thing = name.rpartition("#")
        if hash:
            rows = self.database.all(
                "SELECT m.id FROM mentions m JOIN documents d ON d.key = m.document "
                "WHERE d.id = ? AND m.thing = ? AND m.now = m.id",
                document,
                thing,
            )
        else:
            end = name[:-1] + chr(ord(name[-1]) + 1) if name else ""
            rows = self.database.all("SELECT DISTINCT now FROM mentions WHERE id >= ? AND id < ? LIMIT 9", name, end)
        found = sorted({id for (id,) in rows if id})
        if len(found) == 1:
            return str(found[0])
        if not found:
            raise RegisterError(f"{name}: no such id here; `entente search` and `entente show` print ids")
        raise RegisterError(f"{name}: {len(found)} or more ids begin so ({', '.join(found[:4])}, …); write more of it")

    def known(self, name: str) -> Known:
        """What an id leads to, as it is known now."""
        row = self.database.one("SELECT known FROM mentions WHERE id = ?", self.mention(name))
        assert row is not None
        if row[0] is None:
            raise RegisterError(f"{name}: was rejected; `entente history` says by whom, `entente undo` takes it back")
        return self._thing(row[0])

    def _thing(self, id: str) -> Known:
        row = self.database.one(f"SELECT {THING} WHERE id = ?", id)
        if row is None:
            raise RegisterError(f"{id}: no such thing here")
        found: Known = self._decoded(*row)
        return found

    def document_named(self, name: str) -> str:
        """The key of a document by its id or key; raises `RegisterError`."""
        rows = self.database.all("SELECT id FROM things WHERE part = 'documents' AND id = ?", name)
        rows = rows or self.database.all(
            "SELECT d.key FROM documents d JOIN things t ON t.id = d.key WHERE d.id = ? ORDER BY d.key", name
        )
        if len(rows) == 1:
            return str(rows[0][0])
        if not rows:
            raise RegisterError(f"{name}: no document of this register bears that id")
        keys = ", ".join(key for (key,) in rows)
        raise RegisterError(f"{name}: {len(rows)} documents bear that id; name one by its key: {keys}")

    def _decoded(self, id: str, part: str, body: bytes) -> Any:
        if part in PUT_TOGETHER:
            return portrait(self.database, self.parts, id, part, bytes(body))
        return msgspec.json.decode(bytes(body), type=TYPES[part])

    def documents_named(self, id: str) -> list[KnownDocument]:
        """The documents that bear an id: one as a rule, several where one id was given to several texts."""
        rows = self.database.all(
            "SELECT b.body FROM documents d JOIN things t ON t.id = d.key JOIN bodies b ON b.number = t.number "
            "WHERE d.id = ? ORDER BY d.key",
            id,
        )
        return [msgspec.json.decode(bytes(body), type=KnownDocument) for (body,) in rows]

    # -- lists

    def everything(self, part: str) -> Iterator[Any]:
        """All known things of a part (see `TYPES`), in the order of their ids."""
        last = ""
        while True:
            rows = self.database.all(f"SELECT {THING} WHERE part = ? AND id > ? ORDER BY id LIMIT 500", part, last)
            if not rows:
                return
            for row in rows:
                yield self._decoded(*row)
            last = rows[-1][0]

    def some(self, part: str, *, after: str = "", most: int = MOST) -> list[tuple[str, Any]]:
        """Known things of a part with their ids, in the order of their ids, from the one after an id on.

        What is kept as JSON is given as such, not taken apart.
        """
        rows = self.database.all(
            f"SELECT {THING} WHERE part = ? AND id > ? AND id < ? ORDER BY id LIMIT ?",
            part,
            max(after, FIRST_LETTERS[part]),
            f"{FIRST_LETTERS[part]}~",
            most,
        )
        return [
            (id, self._decoded(id, part, body) if part in PUT_TOGETHER else msgspec.Raw(bytes(body)))
            for id, part, body in rows
        ]

    def known_id(self, name: str) -> str:
        """The id of what an id leads to, as it is known now."""
        row = self.database.one("SELECT known FROM mentions WHERE id = ?", name)
        return str(row[0]) if row and row[0] else self.known(name).id

    def as_json(self, id: str, part: str) -> bytes:
        """A known thing as JSON; what is kept as such is not taken apart for it."""
        row = self.database.one(f"SELECT {THING} WHERE id = ? AND part = ?", id, part)
        if row is None:
            raise RegisterError(f"{id}: none of the {part}")
        return msgspec.json.encode(self._decoded(*row)) if part in PUT_TOGETHER else bytes(row[2])

    def records(self) -> Iterator[dict[str, Any]]:
        """The record that speaks for each document, in the order of the documents' ids."""
        redacted: dict[str, str] = dict(self.database.all("SELECT one, reason FROM decisions WHERE verdict = 'redact'"))
        silent = sorted(taken_back(self.database)) or [0]  # an empty list is no SQL
        rows = self.database.all(
            "SELECT d.id, d.key, d.sha256, max(CASE WHEN r.author IS NOT NULL THEN r.number END), max(r.number) "
            f"FROM documents d JOIN records r ON r.document = d.key AND r.number NOT IN ({marks(silent)}) "
            "GROUP BY d.id, d.key, d.sha256 ORDER BY d.id, d.key",
            *silent,
        )
        at = 0
        while at < len(rows):
            same = [row for row in rows[at : at + 1000] if row[0] == rows[at][0]]
            at += len(same)
            yield from self._records_of(same, redacted)

    def _records_of(self, rows: list[tuple[Any, ...]], redacted: dict[str, str]) -> Iterator[dict[str, Any]]:
        bare = next((row for row in rows if row[2] is None), None)
        whole = [row for row in rows if row[2] is not None]
        for row in whole or rows:
            by_hand = row[3]
            if bare is not None and whole and row is whole[0]:
                by_hand = max(filter(None, (by_hand, bare[3])), default=None)
            body = self.database.one("SELECT body FROM records WHERE number = ?", by_hand or row[4])
            assert body is not None
            record: dict[str, Any] = msgspec.json.decode(bytes(body[0]))
            if row[1] in redacted:
                record["document"]["redacted"] = redacted[row[1]]
            yield record

    def texts(self) -> Iterator[tuple[str, str, dict[str, str | None], dict[str, Any] | None]]:
        """Each document with a text: its id, the text, its description, and the last reading of it."""
        rows = self.database.all(
            "SELECT d.id, d.key, d.sha256, d.title, d.published, d.publisher, d.url FROM documents d "
            "JOIN texts t ON t.sha256 = d.sha256 ORDER BY d.id, d.key"
        )
        for id, key, sha256, *described in rows:
            text = self.database.one("SELECT text FROM texts WHERE sha256 = ?", sha256)
            last = self.database.one(
                "SELECT body FROM records WHERE document = ? AND author IS NULL ORDER BY number DESC LIMIT 1", key
            )
            if text:
                before = None if last is None else msgspec.json.decode(bytes(last[0]))
                yield id, text[0], dict(zip(("title", "published", "publisher", "url"), described, strict=True)), before

    def groups(self) -> dict[str, list[list[str]]]:
        """What is one and the same, as `document#id`: groups of two or more, sorted."""
        answer: dict[str, list[list[str]]] = {part: [] for part in PARTS if part != "commitments"}
        for part, groups in answer.items():
            found: dict[str, list[str]] = {}
            for known, document, thing in self.database.all(
                "SELECT m.known, d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document "
                "WHERE m.part = ? AND m.now = m.id AND m.known IS NOT NULL",
                part,
            ):
                found.setdefault(known, []).append(f"{document}#{thing}")
            groups += sorted(sorted(group) for group in found.values() if len(group) > 1)
        return answer

    def between(
        self,
        one: str,
        other: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        most: int = MOST,
    ) -> list[KnownEngagement]:
        """Engagements of a country, or of two countries with each other, the latest first."""
        first, last = _window(since, until)
        if other is None:
            table, where, values = "sides", "country = ? AND part = 'engagements'", [one]
        else:
            table, where, values = "pairs", "one = ? AND other = ?", sorted((one, other))
        rows = self.database.all(
            f"SELECT p.id, 'engagements', b.body FROM (SELECT thing, start, id FROM {table} WHERE {where} "
            "AND start >= ? AND start <= ? ORDER BY start DESC, id DESC LIMIT ?) p "
            "JOIN bodies b ON b.number = p.thing ORDER BY p.start DESC, p.id DESC",
            *values,
            first,
            last,
            most,
        )
        return [self._decoded(*row) for row in rows]

    def search(
        self,
        query: str,
        *,
        part: str | None = "engagements",
        kind: str | None = None,
        status: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        labels: Mapping[str, str | None] = {},
        most: int = MOST,
        skip: int = 0,
    ) -> tuple[list[Any], dict[str, dict[str, int]]]:
        """What holds all the words, the latest first, and how many there are of each kind, status, year and country.

        `labels` narrows it to values of the facets in `FACETS`.
        """
        where, values = self._conditions(query, part, kind, status, country, since, until, labels)
        rows = self.database.all(
            f"SELECT {THING} WHERE t.number IN (SELECT number FROM things WHERE {where} "
            "ORDER BY start DESC, id LIMIT ? OFFSET ?) ORDER BY start DESC, id",
            *values,
            most,
            skip,
        )
        facets: dict[str, dict[str, int]] = {"part": {}, "kind": {}, "status": {}, "year": {}}
        for *names, number in self.database.all(
            "SELECT part, kind, status, substr(start, 1, 4), count(*) FROM things "
            f"WHERE {where} GROUP BY part, kind, status, substr(start, 1, 4)",
            *values,
        ):
            for facet, name in zip(facets.values(), names, strict=True):
                if name:
                    facet[name] = facet.get(name, 0) + number
        sides = self.database.all(
            f"SELECT country, count(*) FROM sides WHERE thing IN (SELECT number FROM things WHERE {where}) "
            "GROUP BY country ORDER BY 2 DESC, 1 LIMIT 20",
            *values,
        )
        facets = {name: dict(sorted(facet.items(), key=lambda f: (-f[1], f[0]))) for name, facet in facets.items()}
        return [self._decoded(*row) for row in rows], {**facets, "country": dict(sides)}

    def labels(
        self, query: str = "", *, part: str = "engagements", labels: Mapping[str, str | None] = {}, most: int = 12,
        **filters: str | None,
    ) -> dict[str, dict[str, int]]:  # fmt: skip
        """For each of `FACETS` the commonest values of what a search finds, with their numbers."""
        asked = {name: filters.get(name) for name in ("kind", "status", "country", "since", "until")}
        where, values = self._conditions(query, part, **asked, labels=labels)
        narrowed = any((query, *asked.values(), *labels.values()))
        among = f"AND thing IN (SELECT number FROM things WHERE {where})" if narrowed else ""
        found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for facet, value, number in self.database.all(
            f"SELECT facet, value, count(*) FROM labels WHERE part = ? {among} "
            "GROUP BY facet, value ORDER BY 3 DESC, 1, 2",
            part,
            *(values if narrowed else ()),
        ):
            if len(found[facet]) < most:
                found[facet][value] = number
        return found

    def _conditions(
        self, query: str, part: str | None, kind: str | None, status: str | None, country: str | None,
        since: str | None, until: str | None, labels: Mapping[str, str | None] = {},
    ) -> tuple[str, list[Any]]:  # fmt: skip
        conditions, values = ["1 = 1"], []
        for name, value in (("part", part), ("kind", kind), ("status", status)):
            if value:
                conditions.append(f"{name} = ?")
                values.append(value)
        if since or until:
            conditions.append("start >= ? AND start <= ?")
            values += _window(since, until)
        if country:
            conditions.append("number IN (SELECT thing FROM sides WHERE country = ?)")
            values.append(country)
        for facet, label in labels.items():
            if label:
                conditions.append("number IN (SELECT thing FROM labels WHERE facet = ? AND part = ? AND value = ?)")
                values += [facet, part or "engagements", label]
        wanted = words(query)
        if wanted:
            condition, value = self.database.text_match(wanted)
            conditions.append(condition)
            values.append(value)
        return " AND ".join(conditions), values

    def latest(self, today: str, most: int = MOST) -> list[KnownEngagement]:
        """Engagements up to a day, the latest first."""
        rows = self.database.all(
            f"SELECT {THING} WHERE part = 'engagements' AND start <= ? AND start > '' ORDER BY start DESC, id LIMIT ?",
            today,
            most,
        )
        return [self._decoded(*row) for row in rows]

    def people_of(self, country: str, most: int = MOST) -> list[KnownPerson]:
        """Some people who act for a country."""
        rows = self.database.all(
            "SELECT t.id FROM sides s JOIN things t ON t.number = s.thing "
            "WHERE s.country = ? AND s.part = 'people' ORDER BY s.start, s.id LIMIT ?",
            country,
            most,
        )
        found: list[Any] = [self._thing(id) for (id,) in rows]
        return found

    def last_told(self, most: int = MOST, **filters: str | None) -> list[KnownEngagement]:
        """Engagements by when documents last told of them, the latest first: what is new under some filters.

        Only the last documents to come in are looked at.
        """
        asked: dict[str, str | None] = dict.fromkeys(("kind", "status", "country", "since", "until"))
        query = filters.pop("q", None) or ""
        labels = {facet: filters.pop(facet, None) for facet in FACETS}
        where, values = self._conditions(query, "engagements", **{**asked, **filters}, labels=labels)
        rows = self.database.all(
            "SELECT t.id, t.part, b.body FROM (SELECT m.known AS known, max(d.added) AS told FROM documents d "
            "JOIN mentions m ON m.document = d.key WHERE m.part = 'engagements' AND m.now = m.id "
            "AND d.key IN (SELECT key FROM documents ORDER BY added DESC, key LIMIT ?) GROUP BY m.known) n "
            "JOIN things t ON t.id = n.known JOIN bodies b ON b.number = t.number "
            f"WHERE t.number IN (SELECT number FROM things WHERE {where}) ORDER BY n.told DESC, t.id LIMIT ?",
            LAST_DOCUMENTS,
            *values,
            most,
        )
        return [self._decoded(*row) for row in rows]

    def stamp(self) -> tuple[int, int]:
        """The state of the register: it changes with every record and every decision."""
        row = self.database.one("SELECT (SELECT max(number) FROM records), (SELECT max(number) FROM decisions)")
        return (row[0] or 0, row[1] or 0) if row else (0, 0)

    def ahead(self, today: str, *, country: str | None = None, most: int = MOST) -> list[KnownEngagement]:
        """Planned and ongoing engagements that are not over, the next first."""
        more, values = (
            ("AND t.number IN (SELECT thing FROM sides WHERE country = ?)", [country]) if country else ("", [])
        )
        rows = self.database.all(
            f"SELECT {THING} WHERE part = 'engagements' AND status IN ('planned', 'ongoing') "
            f"AND until >= ? {more} ORDER BY start, id LIMIT ?",
            today,
            *values,
            most,
        )
        return [self._decoded(*row) for row in rows]

    def commitments(
        self,
        *,
        overdue_on: str | None = None,
        open_on: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        most: int = MOST,
        skip: int = 0,
    ) -> list[KnownCommitment]:
        """What was committed to, by its deadline; what was due before a day; what nothing is known to have followed."""
        conditions, values = ["part = 'commitments'"], []
        if overdue_on:
            conditions.append("until <> '' AND until < ?")
            values.append(overdue_on)
        if kind:
            conditions.append("kind = ?")
            values.append(kind)
        if country:
            conditions.append("number IN (SELECT thing FROM sides WHERE country = ?)")
            values.append(country)
        rows = self.database.all(
            f"SELECT id FROM things WHERE {' AND '.join(conditions)} "
            "ORDER BY CASE WHEN until = '' THEN 1 ELSE 0 END, until, id",
            *values,
        )
        found: Iterator[Any] = (self._thing(id) for (id,) in rows)
        wanted = (one for one in found if not open_on or not self.follow_ups(one, open_on, 1))
        return list(islice(wanted, skip, skip + most))

    def follow_ups(self, made: KnownCommitment, today: str, most: int = 5) -> list[KnownEngagement]:
        """Engagements that may have fulfilled a commitment: held later, between its parties, on a topic of it."""
        sides = sorted({side for side in (*made.parties, *made.towards) if len(side) == 2})
        after = self._said_on(made)
        if len(sides) < 2 or not made.topics or not after:
            return []
        rows = self.database.all(
            "SELECT t.id, t.part, b.body FROM pairs p JOIN things t ON t.number = p.thing "
            "JOIN bodies b ON b.number = t.number "
            "WHERE p.one = ? AND p.other = ? AND p.start > ? AND p.start <= ? "
            "AND t.status IN ('held', 'ongoing') ORDER BY p.start, t.id",
            sides[0],
            sides[1],
            after,
            today,
        )
        about = set(made.topics)
        found = (row for row in rows if about & set(msgspec.json.decode(bytes(row[2]), type=_Topics).topics))
        return [self._decoded(*row) for row in islice(found, most)]

    def _said_on(self, made: KnownCommitment) -> str | None:
        """The last day on which documents said it."""
        sql = f"SELECT max(published) FROM documents WHERE id IN ({marks(made.documents)})"
        row = self.database.one(sql, *made.documents)
        return row[0] if row else None

    def mentions_of(self, known: str) -> set[str]:
        """All ids that lead to a known thing, those of earlier readings too."""
        live = "SELECT {} FROM mentions WHERE known = ? AND now = id"
        rows = self.database.all(
            f"SELECT id FROM mentions WHERE document IN ({live.format('document')}) AND now IN ({live.format('id')})",
            known,
            known,
        )
        return {id for (id,) in rows}

    def live_mentions_of(self, known: str) -> list[tuple[str, str]]:
        """The mentions that are one in a known thing, each with its name as `document#id`."""
        rows = self.database.all(
            "SELECT m.id, d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document "
            "WHERE m.known = ? AND m.now = m.id ORDER BY d.published DESC, d.id, m.thing LIMIT ?",
            known,
            MOST,
        )
        return [(id, f"{document}#{thing}") for id, document, thing in rows]

    def checked(self) -> list[Check]:
        """What a check of the register finds."""
        return list(checks(self.database))

    def engagements_of(self, person: str, most: int = MOST) -> list[KnownEngagement]:
        """What a known person or body took part in, the latest first."""
        rows = self.database.all(
            "SELECT DISTINCT t.start, t.id FROM mentions p JOIN mentions e ON e.document = p.document "
            "JOIN things t ON t.id = e.known WHERE p.known = ? AND p.now = p.id "
            "AND e.part = 'engagements' AND e.now = e.id ORDER BY t.start DESC, t.id DESC",
            person,
        )
        told: Iterator[Any] = (self._thing(id) for _, id in rows)
        return list(islice((one for one in told if any(person in (p.person, p.body) for p in one.participants)), most))

    def judgements(self, id: str) -> list[dict[str, Any]]:
        """What matching said of the mentions of a known thing, with the others that it is unsure of."""
        own = {
            profile for (profile,) in self.database.all("SELECT profile FROM mentions WHERE known = ?", id) if profile
        }
        found = []
        for profile in sorted(own):
            rows = self.database.all(
                "SELECT one, other, verdict, score, reasons FROM judgements WHERE one = ? OR other = ?",
                profile,
                profile,
            )
            found += [row for row in rows if row[0] != row[1]]
        return [
            {"one": self._speaker(one), "other": self._speaker(other), "verdict": verdict, "score": score,
             "reasons": msgspec.json.decode(reasons)}
            for one, other, verdict, score, reasons in sorted(set(found), key=lambda row: (-row[3], row[0], row[1]))
        ]  # fmt: skip

    def _speaker(self, profile: int) -> str:
        row = self.database.one("SELECT min(id) FROM mentions WHERE profile = ?", profile)
        return self.label(row[0]) if row and row[0] else ""

    def label(self, mention: str) -> str:
        """A mention as people name it, `document#id`; a document by its key as its id."""
        row = self.database.one(
            "SELECT d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document WHERE m.id = ?", mention
        )
        row = row or self.database.one("SELECT id, '' FROM documents WHERE key = ?", mention)
        return "#".join(filter(None, row)) if row else mention

    def quote(self, document: str, spans: Sequence[tuple[int, int]]) -> str:
        """The words at the first span of a document's text; empty where there is none."""
        if not spans:
            return ""
        row = self.database.one(
            "SELECT substr(t.text, ?, ?) FROM documents d JOIN texts t ON t.sha256 = d.sha256 WHERE d.id = ? "
            "AND NOT EXISTS (SELECT 1 FROM decisions WHERE verdict = 'redact' AND one = d.key)",
            spans[0][0] + 1,
            spans[0][1] - spans[0][0],
            document,
        )
        return str(row[0]) if row else ""

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        counted: dict[str, int] = dict(self.database.all("SELECT part, count(*) FROM things GROUP BY part"))
        answer = {part: counted.get(part, 0) for part in TYPES}
        for table in ("records", "decisions"):
            row = self.database.one(f"SELECT count(*) FROM {table}")
            answer[table] = row[0] if row else 0
        return answer


class _Topics(msgspec.Struct):
    """Of an engagement only what it is about: the rest is passed over unread."""

    topics: list[str]


def _window(since: str | None, until: str | None) -> tuple[str, str]:
    """The days from and to which is asked, by EDTF; everything, also the undated, where nothing is said."""
    first, last = bounds(since), bounds(until)
    return (first[0] if first else "", last[1] if last else "9999-12-31")
