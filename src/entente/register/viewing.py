"""The current view: mentions grouped, each group merged into what is known, and the tables that questions are put to.

Everything here can be dropped and computed anew; the truth is in documents, records and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import msgspec

from entente.model.known import KnownBody, KnownCommitment, KnownDocument, KnownEngagement, KnownPerson
from entente.register.clustering import Apart, Decided, Link, cluster
from entente.register.database import Database
from entente.register.decisions import Decision, all_decisions, standing
from entente.register.following import Following, Touched, in_chunks
from entente.register.merging import (
    Corrections,
    Told,
    merge_body,
    merge_commitment,
    merge_engagement,
    merge_person,
)
from entente.register.ranking import Correction, spans_of
from entente.register.searching import indexed
from entente.text.edtf import bounds

Known = KnownEngagement | KnownPerson | KnownBody | KnownCommitment
UNDATED = ""


class View:
    """Brings the view up to date for some mentions; one for each transaction."""

    def __init__(self, database: Database, following: Following) -> None:
        self.database, self.following = database, following
        self.decisions = standing(all_decisions(database))
        named = {id for d in self.decisions for id in (d.one, d.other) if id}
        self.now = dict(self._select("SELECT id, now FROM mentions WHERE id IN", named))
        self.documents: dict[str, KnownDocument] = {}
        self.texts: dict[str, str] = {}
        self.known_ids: dict[str, dict[tuple[str, str], str]] = {}
        self.redacted = {d.one: d.reason or "" for d in self.decisions if d.verdict == "redact"}
        self.corrections = self._corrections()

    def update(self, touched: Touched, documents: Iterable[str] = ()) -> None:
        """Group the touched mentions anew and write what changed; `documents` are keys of documents that changed."""
        left = {id for (id,) in self._select("SELECT id FROM mentions WHERE known IN", touched.known)}
        stale = self._group(touched.mentions | left) | touched.known
        for key in sorted(documents):
            self._write_document(key)
        for chunk in in_chunks(stale):
            self._write(chunk)

    def _group(self, touched: set[str]) -> set[str]:
        """Give every touched mention its known thing; gives the known things to be written or dropped."""
        members, links, apart, before = self._component(touched)
        decided = [
            Decided(d.number, d.verdict == "same", self.now[d.one] or "", self.now[d.other or ""] or "")
            for d in self.decisions
            if d.verdict in ("same", "different") and self.now.get(d.one) and self.now.get(d.other or "")
        ]
        after = cluster(members, links, decided, apart)
        changed = [(known, id) for id, known in after.items() if before.get(id) != known]
        self.database.many("UPDATE mentions SET known = ? WHERE id = ?", changed)
        stale = {after[id] for id in touched if id in after}
        stale |= {known for known, _ in changed}
        stale |= {old for id, old in before.items() if old and (id not in after or after[id] != old)}
        renamed = {members[id] for known, id in changed}
        for chunk in in_chunks(renamed):
            rows = self.database.all(
                f"SELECT DISTINCT known FROM mentions WHERE now = id AND document IN ({_marks(chunk)})", *chunk
            )
            stale |= {known for (known,) in rows if known}
        return stale

    def _component(self, touched: set[str]) -> tuple[dict[str, str], list[Link], list[Apart], dict[str, str | None]]:
        """All that is linked with the touched mentions, over whatever many steps, or was one group with them."""
        tied: dict[str, set[str]] = {}
        for decision in self.decisions:
            one, other = self.now.get(decision.one), self.now.get(decision.other or "")
            if decision.verdict in ("same", "different") and one and other:
                tied.setdefault(one, set()).add(other)
                tied.setdefault(other, set()).add(one)
        seen_groups: set[str] = set()
        members: dict[str, str] = {}
        before: dict[str, str | None] = {}
        likes: dict[str, list[str]] = {}
        frontier = set(touched)
        while frontier:
            rows = self._select("SELECT id, document, now, known, profile FROM mentions WHERE id IN", frontier)
            found = {other for id in frontier for other in tied.get(id, ())}
            for id, document, now, known, _ in rows:
                before[id] = known
                if now == id:
                    members[id] = document
            groups = {row[3] for row in rows if row[3]} - seen_groups
            seen_groups |= groups
            found |= {id for (id,) in self._select("SELECT id FROM mentions WHERE known IN", groups)}
            profiles = {row[4] for row in rows if row[4]} - likes.keys()
            while profiles:  # all profiles that are linked, over whatever many steps, with all their mentions
                likes |= {profile: [] for profile in profiles}
                for profile, id in self._select("SELECT profile, id FROM mentions WHERE profile IN", profiles):
                    likes[profile].append(id)
                    found.add(id)
                near: set[str] = set()
                for end, other in (("one", "other"), ("other", "one")):
                    sql = f"SELECT {other} FROM judgements WHERE verdict = 'same' AND {end} IN"
                    near |= {profile for (profile,) in self._select(sql, profiles)}
                profiles = near - likes.keys()
            frontier = found - before.keys()
        links, apart = self._links(likes)
        return members, links, apart, before

    def _links(self, likes: Mapping[str, list[str]]) -> tuple[list[Link], list[Apart]]:
        """Judgements of profiles as links of mentions: the smallest of each profile speaks for it."""
        speakers = {profile: min(ids) for profile, ids in likes.items() if ids}
        links: list[Link] = []
        apart: list[Apart] = []
        sql = "SELECT one, other, verdict, score FROM judgements WHERE verdict <> 'unsure' AND one IN"
        for one, other, verdict, score in self._select(sql, speakers):
            if one == other:
                if verdict == "same":
                    links += [Link(speakers[one], id, score) for id in likes[one] if id != speakers[one]]
            elif other in speakers:
                left, right = sorted((speakers[one], speakers[other]))
                if verdict == "same":
                    links.append(Link(left, right, score))
                else:
                    apart.append(Apart(left, right, score))
        return links, apart

    def _select(self, sql: str, ids: Iterable[str]) -> list[Any]:
        rows: list[Any] = []
        for chunk in in_chunks(ids):
            rows += self.database.all(f"{sql} ({_marks(chunk)})", *chunk)
        return rows

    def _corrections(self) -> dict[str, list[Decision]]:
        """Standing corrections by the mention that they are about now."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            now = self.now.get(decision.one)
            if decision.verdict == "correct" and now:
                found.setdefault(now, []).append(decision)
        return found

    def _write(self, ids: list[str]) -> None:
        """Merge and store known things; those without mentions are dropped."""
        groups: dict[str, list[tuple[Any, ...]]] = {}
        for row in self._select(
            "SELECT known, id, part, document, record, thing FROM mentions WHERE now = id AND known IN", ids
        ):
            groups.setdefault(row[0], []).append(row[1:])
        numbers = dict(self._select("SELECT id, number FROM things WHERE id IN", ids))
        self._load([document for rows in groups.values() for _, _, document, _, _ in rows])
        free = (self.database.one("SELECT max(number) FROM things") or (0,))[0] or 0
        self._drop(numbers)
        things, sides, pairs, texts = [], [], [], []
        for id in sorted(groups):
            rows = sorted(groups[id])
            number = numbers.get(id)
            if number is None:
                number = free = free + 1
            part = rows[0][1]
            told = [self._told(document, record, part, thing) for _, _, document, record, thing in rows]
            known = self._merged(id, part, told, self._corrections_of([row[0] for row in rows]))
            days = bounds(getattr(known, "when", None))
            start, until = days or (UNDATED, UNDATED)
            things.append(
                (
                    number,
                    id,
                    part,
                    getattr(known, "kind", None),
                    getattr(known, "status", None),
                    start,
                    until,
                    msgspec.json.encode(known),
                )
            )
            countries = _countries(known)
            sides += [(country, start, number) for country in countries]
            if part == "engagements":
                pairs += [(*pair, start, number) for pair in combinations(countries, 2)]
            texts.append((number, indexed(self._texts(known, told))))
        self.database.many("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)", things)
        self.database.many("INSERT INTO sides VALUES (?, ?, ?)", sides)
        self.database.many("INSERT INTO pairs VALUES (?, ?, ?, ?)", pairs)
        self.database.index_text(texts)

    def _drop(self, numbers: Mapping[str, int]) -> None:
        rows = [(number,) for number in numbers.values()]
        self.database.drop_text(numbers.values())
        for table in ("sides", "pairs"):
            self.database.many(f"DELETE FROM {table} WHERE thing = ?", rows)
        self.database.many("DELETE FROM things WHERE number = ?", rows)

    def _merged(self, id: str, part: str, told: list[Told], corrections: Corrections) -> Known:
        if part == "engagements":
            return merge_engagement(id, told, corrections, self._known)
        if part == "people":
            return merge_person(id, told, corrections)
        if part == "bodies":
            return merge_body(id, told, corrections)
        return merge_commitment(id, told, corrections, self._known)

    def _corrections_of(self, mentions: list[str]) -> Corrections:
        decisions = sorted((d for id in mentions for d in self.corrections.get(id, ())), key=lambda d: d.number)
        return {
            d.field or "": Correction(msgspec.json.decode(d.value or "null"), d.author, d.reason) for d in decisions
        }

    def _load(self, documents: Iterable[str]) -> None:
        missing = set(documents) - self.known_ids.keys()
        for key, *rest in self._select(f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key IN", missing):
            self.documents[key] = known_document(key, rest, self.redacted.get(key))
        self.known_ids |= {key: {} for key in missing}
        for document, part, thing, known in self._select(
            "SELECT document, part, thing, known FROM mentions WHERE now = id AND document IN", missing
        ):
            self.known_ids[document][part, thing] = known

    def _known(self, told: Told, part: str, thing: str) -> str | None:
        return self.known_ids.get(told.document.key, {}).get((part, thing))

    def _told(self, document: str, record: int, part: str, thing: str) -> Told:
        body = self.following.record(record)
        about = self.documents[document]
        own = next(one for one in body[part] if one["id"] == thing)
        return Told(about, about.sha256 or document, body, own)

    def _texts(self, known: Known, told: list[Told]) -> Iterable[str | None]:
        """What a thing is found by: its values in all spellings, who takes part, and its words in the documents."""
        for values in known.values.values():
            for value in values:
                if isinstance(value.value, dict):
                    yield from (part for part in value.value.values() if isinstance(part, str))
                elif isinstance(value.value, str):
                    yield value.value
        if isinstance(known, KnownEngagement):
            for party in known.participants:
                yield from (party.name, party.post)
        for one in told:
            yield from one.thing.get("aliases") or ()
            yield from (post.get("title") for post in one.thing.get("posts") or ())
            if not isinstance(known, KnownEngagement | KnownCommitment):
                continue  # people and bodies are found by their own names only
            yield one.document.title
            text = self._text(one.document)
            for start, end in spans_of(one.thing, ()):
                yield text[start:end]
            people = {person["id"]: person for person in one.record.get("people") or ()}
            for party in one.thing.get("participants") or ():
                person = people.get(party.get("person") or "", {})
                yield from (person.get("name"), person.get("latin"))

    def _text(self, document: KnownDocument) -> str:
        """The stored text, empty where there is none."""
        if document.key not in self.texts:
            row = None
            if document.sha256 is not None and document.redacted is None:
                row = self.database.one("SELECT text FROM texts WHERE sha256 = ?", document.sha256)
            self.texts[document.key] = row[0] if row else ""
        return self.texts[document.key]

    def _write_document(self, key: str) -> None:
        """The document itself is found by its whole text; one without text gives way to that of the same id."""
        row = self.database.one(f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key = ?", key)
        assert row is not None
        about = known_document(key, row[1:], self.redacted.get(key))
        number = self.database.one("SELECT number FROM things WHERE id = ?", key)
        if number:
            self._drop({key: number[0]})
        whole = "SELECT 1 FROM documents WHERE id = ? AND sha256 IS NOT NULL"
        if about.sha256 is None and self.database.one(whole, about.id):
            return
        last = self.database.one("SELECT max(number) FROM things")
        free = number[0] if number else (last[0] if last and last[0] else 0) + 1
        day = about.published or UNDATED
        body = msgspec.json.encode(about)
        self.database.run(
            "INSERT INTO things VALUES (?, ?, 'documents', NULL, NULL, ?, ?, ?)", free, key, day, day, body
        )
        self.database.index_text([(free, indexed([about.title, about.publisher, self._text(about)]))])


DOCUMENT_COLUMNS = "key, id, title, published, publisher, url, language, sha256"


def known_document(key: str, row: Iterable[Any], redacted: str | None) -> KnownDocument:
    """A row of `documents` as it is shown."""
    id, title, published, publisher, url, language, sha256 = row
    return KnownDocument(id, key, title, published, publisher, url, language, sha256, redacted)


def _countries(known: Known) -> list[str]:
    """The countries that a thing concerns; of an engagement also those whose people take part."""
    if isinstance(known, KnownEngagement):
        found = {*known.countries, *(party.country for party in known.participants)}
    elif isinstance(known, KnownCommitment):
        found = {*known.parties, *known.towards}
    else:
        found = {known.country}
    return sorted(country for country in found if country and len(country) == 2)


def _marks(ids: list[str]) -> str:
    return ", ".join("?" * len(ids))
