"""The current view: mentions grouped, each group merged into what is known, and the tables that questions are put to.

Everything here can be dropped and computed anew; the truth is in documents, records and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import msgspec

from entente.languages.countries import country_name, topic_labels
from entente.model.known import KnownBody, KnownCommitment, KnownDocument, KnownEngagement, KnownPerson
from entente.register.clustering import Apart, Decided, Link, cluster
from entente.register.database import Database, in_chunks, select
from entente.register.decisions import Decision, all_decisions, standing
from entente.register.documents import DOCUMENT_COLUMNS, known_document
from entente.register.following import Following, Touched
from entente.register.ids import PARTS
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
from entente.register.stories import voices
from entente.text.edtf import bounds

COUNTED = ("people", "bodies")
COUNTED_LETTERS = {PARTS[part] for part in COUNTED}
"""Parts of which some stand in very many documents: they are put together when asked for."""
Known = KnownEngagement | KnownPerson | KnownBody | KnownCommitment
UNDATED = ""


class View:
    """Brings the view up to date for some mentions; one for each transaction."""

    def __init__(self, database: Database, following: Following) -> None:
        self.database, self.following = database, following
        self.decisions = standing(all_decisions(database))
        named = {id for d in self.decisions for id in (d.one, d.other) if id}
        self.now: dict[str, str | None] = dict(select(self.database, "SELECT id, now FROM mentions WHERE id IN", named))
        self.documents: dict[str, KnownDocument] = {}
        self.texts: dict[str, str] = {}
        self.known_ids: dict[str, dict[tuple[str, str], str]] = {}
        self.redacted = {d.one: d.reason or "" for d in self.decisions if d.verdict == "redact"}
        self.rejected = {self.now.get(d.one) or "" for d in self.decisions if d.verdict == "reject"}
        self.corrections = self._corrections()

    def update(self, touched: Touched, documents: Iterable[str] = ()) -> None:
        """Group the touched mentions anew and write what changed; `documents` are keys of documents that changed."""
        left = {id for (id,) in select(self.database, "SELECT id FROM mentions WHERE known IN", touched.known)}
        stale = self._group(touched.mentions | left) | touched.known
        for key in sorted(documents):
            self._write_document(key)
        for chunk in in_chunks(stale):
            self._write(chunk)

    def _group(self, touched: set[str]) -> set[str]:
        """Give every touched mention its known thing; gives the known things to be written or dropped."""
        touched = touched - self._settled(touched)
        members, links, apart, before = self._component(touched)
        decided = [
            Decided(d.number, d.verdict == "same", self.now[d.one] or "", self.now[d.other or ""] or "")
            for d in self.decisions
            if d.verdict in ("same", "different") and self._stands(d.one) and self._stands(d.other or "")
        ]
        after = cluster(members, links, decided, apart)
        changed: list[tuple[str | None, str]] = [(known, id) for id, known in after.items() if before.get(id) != known]
        changed += [(None, id) for id, known in before.items() if known and id in self.rejected]
        self.database.many("UPDATE mentions SET known = ? WHERE id = ?", changed)
        stale = {after[id] for id in touched if id in after}
        stale |= {known for known, _ in changed if known}
        stale |= {old for id, old in before.items() if old and (id not in after or after[id] != old)}
        changed_ids = [id for _, id in changed]
        documents = select(self.database, "SELECT DISTINCT document FROM mentions WHERE id IN", changed_ids)
        beside = select(
            self.database,
            "SELECT DISTINCT known FROM mentions WHERE now = id AND part IN ('engagements', 'commitments') "
            "AND document IN",
            (document for (document,) in documents),
        )
        stale |= {known for (known,) in beside if known}
        return stale

    def _stands(self, id: str) -> bool:
        """Whether an id leads to a mention that nobody rejected."""
        now = self.now.get(id)
        return bool(now) and now not in self.rejected

    def _settled(self, touched: set[str]) -> set[str]:
        """New mentions of people and bodies that look like others which are all one: they join them at once.

        This is what grouping anew would come to, unless the document already names that person otherwise, people have
        decided on them, or the newcomer's id is the smallest and so becomes the name of all.
        """
        tied = {id for d in self.decisions if d.verdict in ("same", "different") for id in (d.one, d.other) if id}
        held = {known for (known,) in select(self.database, "SELECT known FROM mentions WHERE id IN", tied)}
        held |= {known for (known,) in select(self.database, "SELECT known FROM mentions WHERE now IN", tied)}
        sql = "SELECT id, document, part, profile, known FROM mentions WHERE now = id AND id IN"
        rows = [row for row in select(self.database, sql, touched - self.rejected) if row[2] in COUNTED]
        groups = {profile: self._only_known(profile) for profile in {row[3] for row in rows if row[3] is not None}}
        sql = "SELECT document, known FROM mentions WHERE now = id AND part = 'people' AND document IN"
        taken = set(select(self.database, sql, (row[1] for row in rows)))
        settled: list[tuple[str, str]] = []
        for id, document, part, profile, before in sorted(rows):
            known = groups.get(profile)
            if before is not None or known is None or id < known or known in held:
                continue
            if part == "bodies" or (document, known) not in taken:
                settled.append((known, id))
                taken.add((document, known))
        self.database.many("UPDATE mentions SET known = ? WHERE id = ?", settled)
        return {id for _, id in settled}

    def _only_known(self, profile: int) -> str | None:
        """The known thing that all mentions of a profile are, where they are one."""
        ends = [f"SELECT {end}(known) FROM mentions WHERE profile = ?" for end in ("min", "max")]  # read off the index
        sql = f"SELECT ({ends[0]}), ({ends[1]}), (SELECT verdict FROM judgements WHERE one = ? AND other = ?)"
        row = self.database.one(sql, profile, profile, profile, profile)
        return str(row[0]) if row and row[0] and row[0] == row[1] and row[2] == "same" else None

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
        likes: dict[int, list[str]] = {}
        frontier = set(touched)
        while frontier:
            rows = select(
                self.database, "SELECT id, document, now, known, profile, part FROM mentions WHERE id IN", frontier
            )
            found = {other for id in frontier for other in tied.get(id, ())}
            for id, document, now, known, _, part in rows:
                before[id] = known
                if now == id and id not in self.rejected:
                    # one record may name a body in two ways, but not tell one engagement twice
                    members[id] = id if part == "bodies" else document
            groups = {row[3] for row in rows if row[3]} - seen_groups
            seen_groups |= groups
            found |= {id for (id,) in select(self.database, "SELECT id FROM mentions WHERE known IN", groups)}
            profiles = {row[4] for row in rows if row[4]} - likes.keys()
            while profiles:  # all profiles that are linked, over whatever many steps, with all their mentions
                likes |= {profile: [] for profile in profiles}
                for profile, id in select(self.database, "SELECT profile, id FROM mentions WHERE profile IN", profiles):
                    found.add(id)
                    if id not in self.rejected:
                        likes[profile].append(id)
                near: set[int] = set()
                for end, other in (("one", "other"), ("other", "one")):
                    sql = f"SELECT {other} FROM judgements WHERE verdict = 'same' AND {end} IN"
                    near |= {profile for (profile,) in select(self.database, sql, profiles)}
                profiles = near - likes.keys()
            frontier = found - before.keys()
        links, apart = self._links(likes)
        return members, links, apart, before

    def _links(self, likes: Mapping[int, list[str]]) -> tuple[list[Link], list[Apart]]:
        """Judgements of profiles as links of mentions: the smallest of each profile speaks for it."""
        speakers = {profile: min(ids) for profile, ids in likes.items() if ids}
        links: list[Link] = []
        apart: list[Apart] = []
        sql = "SELECT one, other, verdict, score FROM judgements WHERE verdict <> 'unsure' AND one IN"
        for one, other, verdict, score in select(self.database, sql, speakers):
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

    def _corrections(self) -> dict[str, list[Decision]]:
        """Standing corrections by the mention that they are about now."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            now = self.now.get(decision.one)
            if decision.verdict == "correct" and now:
                found.setdefault(now, []).append(decision)
        return found

    def _write(self, ids: list[str]) -> None:
        """Merge and store known things; those without mentions that stand are dropped."""
        groups: dict[str, list[tuple[Any, ...]]] = {}
        for known, *row in self._tellers(ids):
            groups.setdefault(known, []).append(tuple(row))
        numbers: dict[str, int] = dict(select(self.database, "SELECT id, number FROM things WHERE id IN", ids))
        self._load([document for rows in groups.values() for _, _, document, _, _ in rows])
        corrections = self._corrections_of(ids)
        last = self.database.one("SELECT max(number) FROM things")
        free = last[0] if last and last[0] else 0
        self._drop(numbers)
        things, sides, pairs, texts = [], [], [], []
        for id in sorted(groups):
            rows = sorted(groups[id])
            number = numbers.get(id)
            if number is None:
                number = free = free + 1
            part = rows[0][1]
            told = [self._told(document, record, part, thing) for _, _, document, record, thing in rows]
            if part not in COUNTED:
                told = self._voiced(told)
            known = self._merged(id, part, told, corrections.get(id, {}))
            kind, status, when = (getattr(known, name, None) for name in ("kind", "status", "when"))
            start, until = bounds(when) or (UNDATED, UNDATED)
            kept: Any = known if part not in COUNTED else corrections.get(id, {})
            things.append((number, id, part, kind, status, start, until, msgspec.json.encode(kept)))
            countries = _countries(known)
            sides += [(country, part, start, id, number) for country in countries]
            if part == "engagements":
                pairs += [(*pair, start, id, number) for pair in combinations(countries, 2)]
            texts.append((number, indexed(self._texts(known, told))))
        self.database.many("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)", things)
        self.database.many("INSERT INTO sides VALUES (?, ?, ?, ?, ?)", sides)
        self.database.many("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)", pairs)
        self.database.index_text(texts)

    def _tellers(self, ids: list[str]) -> list[Any]:
        """The mentions of known things; of people and bodies one of each look."""
        counted = [id for id in ids if id[0] in COUNTED_LETTERS]
        speakers = select(
            self.database,
            "SELECT min(id) FROM mentions WHERE now = id AND known IN",
            counted,
            " GROUP BY known, profile, CASE WHEN profile IS NULL THEN id END",
        )
        columns = "SELECT known, id, part, document, record, thing FROM mentions WHERE now = id AND"
        others = select(self.database, f"{columns} known IN", [id for id in ids if id[0] not in COUNTED_LETTERS])
        return others + select(self.database, f"{columns} id IN", [id for (id,) in speakers])

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
            self.documents[key] = known_document(key, rest, self.redacted.get(key))
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


def _countries(known: Known) -> list[str]:
    """The countries that a thing concerns; of an engagement also those whose people take part."""
    if isinstance(known, KnownEngagement):
        found = {*known.countries, *(party.country for party in known.participants)}
    elif isinstance(known, KnownCommitment):
        found = {*known.parties, *known.towards}
    else:
        found = {known.country}
    return sorted(country for country in found if country and len(country) == 2)
