"""The current view: what the mentions of a group say, merged, and the tables that questions are put to.

Everything here can be dropped and computed anew; the truth is in documents, records and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from typing import Any

import msgspec

from entente.languages.countries import country_name, topic_labels
from entente.model.known import Known, KnownBody, KnownCommitment, KnownDocument, KnownEngagement, KnownPerson
from entente.register.database import Database, in_chunks, select
from entente.register.decisions import Standing
from entente.register.documents import DOCUMENT_COLUMNS, known_document
from entente.register.following import Following, Touched
from entente.register.grouping import Grouping
from entente.register.ids import PARTS, PUT_TOGETHER
from entente.register.indexing import indexed
from entente.register.merging import (
    Corrections,
    Told,
    merge_body,
    merge_commitment,
    merge_engagement,
    merge_person,
)
from entente.register.ranking import Correction, spans_of
from entente.register.rows import Rows
from entente.register.stories import voices
from entente.text.edtf import bounds

UNDATED = ""
OF_DOCUMENTS = ("publisher", "language")
"""Facets that a thing has from its documents."""


class View:
    """Brings the view up to date for some mentions; one for each transaction."""

    def __init__(self, database: Database, following: Following) -> None:
        self.database, self.following = database, following
        self.standing = Standing(database)
        self.corrections = self.standing.corrections()
        self.rows = Rows(database)
        self.documents: dict[str, KnownDocument] = {}
        self.texts: dict[str, str] = {}
        self.known_ids: dict[str, dict[tuple[str, str], str]] = {}

    def update(self, touched: Touched, documents: Iterable[str] = ()) -> None:
        """Group the touched mentions anew and write what changed; `documents` are keys of documents that changed."""
        left = {id for (id,) in select(self.database, "SELECT id FROM mentions WHERE known IN", touched.known)}
        grouping = Grouping(self.database, self.standing)
        stale = grouping.group(touched.mentions | left) | touched.known
        for chunk in in_chunks(documents):
            self._put_documents(chunk)
        for chunk in in_chunks(stale):
            self._put(chunk)
        self.rows.write()

    def _put(self, ids: list[str]) -> None:
        """Merge known things; those without mentions that stand are dropped."""
        groups: dict[str, list[tuple[Any, ...]]] = {}
        for known, *row in self._tellers(ids):
            groups.setdefault(known, []).append(tuple(row))
        numbers = self._numbers(ids)
        self._load([document for rows in groups.values() for _, _, document, _, _ in rows])
        corrections = self._corrections_of(ids)
        for id in sorted(groups):
            rows = sorted(groups[id])
            part = rows[0][1]
            told = [self._told(document, record, part, thing) for _, _, document, record, thing in rows]
            if part not in PUT_TOGETHER:
                told = self._voiced(told)
            corrected = corrections.get(id, {})
            known = self._merged(id, part, told, corrected)
            kind, status, when = (getattr(known, name, None) for name in ("kind", "status", "when"))
            about = (kind, status, *(bounds(when) or (UNDATED, UNDATED)))
            body = corrected if part in PUT_TOGETHER else known
            words = indexed(self._texts(known, told))
            labels = _labels(known, [one.document for one in told])
            self.rows.put(numbers.get(id), id, part, about, body, _countries(known), labels, words)

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of things that are there, which are dropped."""
        numbers: dict[str, int] = dict(select(self.database, "SELECT id, number FROM things WHERE id IN", ids))
        for number in numbers.values():
            self.rows.drop(number)
        return numbers

    def _tellers(self, ids: list[str]) -> list[Any]:
        """The mentions of known things; of people and bodies one of each look."""
        letters = {PARTS[part] for part in PUT_TOGETHER}
        counted = [id for id in ids if id[0] in letters]
        speakers = select(
            self.database,
            "SELECT min(id) FROM mentions WHERE now = id AND known IN",
            counted,
            " GROUP BY known, profile, CASE WHEN profile IS NULL THEN id END",
        )
        columns = "SELECT known, id, part, document, record, thing FROM mentions WHERE now = id AND"
        others = select(self.database, f"{columns} known IN", [id for id in ids if id[0] not in letters])
        return others + select(self.database, f"{columns} id IN", [id for (id,) in speakers])

    def _merged(self, id: str, part: str, told: list[Told], corrections: Corrections) -> Known:
        if part == "engagements":
            return merge_engagement(id, told, corrections, self._known)
        if part == "people":
            return merge_person(id, told, corrections, ())
        if part == "bodies":
            return merge_body(id, told, corrections, ())
        return merge_commitment(id, told, corrections, self._known)

    def _corrections_of(self, ids: list[str]) -> dict[str, dict[str, Correction]]:
        """For each known thing its corrected fields, the last correction of each."""
        found: dict[str, dict[str, Correction]] = {}
        rows = select(self.database, "SELECT id, known FROM mentions WHERE id IN", self.corrections)
        made = [(d, known) for id, known in rows if known in ids for d in self.corrections[id]]
        for decision, known in sorted(made, key=lambda pair: pair[0].number):
            value = msgspec.json.decode(decision.value or "null")
            found.setdefault(known, {})[decision.field or ""] = Correction(value, decision.author, decision.reason)
        return found

    def _load(self, documents: Iterable[str]) -> None:
        missing = set(documents) - self.known_ids.keys()
        for key, *rest in select(self.database, f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key IN", missing):
            self.documents[key] = known_document(key, rest, self.standing.redacted.get(key))
        self.known_ids |= {key: {} for key in missing}
        for document, part, thing, known in select(
            self.database, "SELECT document, part, thing, known FROM mentions WHERE now = id AND document IN", missing
        ):
            self.known_ids[document][part, thing] = known

    def _known(self, told: Told, part: str, thing: str) -> str | None:
        return self.known_ids.get(told.document.key, {}).get((part, thing))

    def _told(self, document: str, record: int, part: str, thing: str) -> Told:
        parts = self.following.parts(record)
        about = self.documents[document]
        return Told(about, about.sha256 or document, parts, parts[part][thing])

    def _voiced(self, told: list[Told]) -> list[Told]:
        """The tellers, with reprints of one text as one voice."""
        if len(told) < 2:
            return told
        texts = {one.document.key: text for one in told if (text := self._text(one.document))}
        shared = voices(texts)
        return [replace(one, voice=shared.get(one.document.key, one.voice)) for one in told]

    def _texts(self, known: Known, told: list[Told]) -> Iterable[str | None]:
        """What a thing is found by: its values in all spellings, who takes part, and its words in the documents."""
        for values in known.values.values():
            for value in values:
                if isinstance(value.value, dict):
                    yield from (part for part in value.value.values() if isinstance(part, str))
                elif isinstance(value.value, str):
                    yield value.value
        if isinstance(known, KnownEngagement | KnownCommitment):
            for topic in known.topics:
                yield from topic_labels().get(topic, {}).values()
            yield from map(country_name, _countries(known))
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
            for party in one.thing.get("participants") or ():
                person = one.record["people"].get(party.get("person") or "", {})
                yield from (person.get("name"), person.get("latin"))

    def _text(self, document: KnownDocument) -> str:
        """The stored text, empty where there is none."""
        if document.key not in self.texts:
            row = None
            if document.sha256 is not None and document.redacted is None:
                row = self.database.one("SELECT text FROM texts WHERE sha256 = ?", document.sha256)
            self.texts[document.key] = row[0] if row else ""
        return self.texts[document.key]

    def _put_documents(self, keys: list[str]) -> None:
        """Documents are found by their whole text; one without text gives way to that of the same id."""
        numbers = self._numbers(keys)
        rows = select(self.database, f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key IN", keys)
        bare = {id for _, id, *_, sha256 in rows if sha256 is None}
        sql = "SELECT id FROM documents WHERE sha256 IS NOT NULL AND id IN"
        whole = {id for (id,) in select(self.database, sql, bare)}
        for key, *row in sorted(rows, key=itemgetter(0)):
            about = known_document(key, row, self.standing.redacted.get(key))
            if about.sha256 is None and about.id in whole:
                continue
            day = about.published or UNDATED
            words = indexed([about.title, about.publisher, self._text(about)])
            labels = _labels(about, [about])
            self.rows.put(numbers.get(key), key, "documents", (None, None, day, day), about, (), labels, words)


def _labels(known: Known | KnownDocument, documents: Iterable[KnownDocument]) -> set[tuple[str, str]]:
    """What lists can be narrowed by, beside kinds and countries; of people and bodies nothing."""
    if isinstance(known, KnownPerson | KnownBody):
        return set()
    labels = {("topic", topic) for topic in getattr(known, "topics", ())}
    place = getattr(known, "place", None) or {}
    labels |= {("city", place["city"])} if place.get("city") else set()
    for document in documents:
        labels |= {(facet, value) for facet in OF_DOCUMENTS if (value := getattr(document, facet))}
    return labels


def _countries(known: Known) -> list[str]:
    """The countries that a thing concerns; of an engagement also those whose people take part."""
    if isinstance(known, KnownEngagement):
        found = {*known.countries, *(party.country for party in known.participants)}
    elif isinstance(known, KnownCommitment):
        found = {*known.parties, *known.towards}
    else:
        found = {known.country}
    return sorted(country for country in found if country and len(country) == 2)
