"""The record put together: values, status, scope, ids, and a span beside every value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

import msgspec

from entente.languages.lexicon import Node
from entente.languages.pack import Pack
from entente.model.document import Document
from entente.model.record import (
    Body,
    Commitment,
    CommitmentKind,
    Engagement,
    Kind,
    Participant,
    Person,
    Place,
    Post,
    Record,
    Role,
    Source,
    SourceKind,
    Span,
    Status,
)
from entente.model.statement import Draft, Party, Promise, Statements
from entente.resolution.dates import Calendar, bounds, lasting
from entente.resolution.merging import link, merge
from entente.text.folding import fold
from entente.text.romanising import romanise

SECURITY_SHARE = 0.4  # of the sentences: above it, what the document tells of is security cooperation
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 100_000
_SECURITY_WORDS: dict[str, dict[str, bool]] = {}
"""Of each pack, the words met so far and whether they name a security service or field."""

UNDER_WAY = ("present", "begun")
RECENT_DAYS = 14
"""What began longer ago and is told without an end is over."""
LASTING = ("visit", "training", "exercise", "gathering")
"""Kinds that may be under way on the day of publication."""


class Assembler:
    """Makes the record of one document."""

    def __init__(self, document: Document, statements: Statements, pack: Pack) -> None:
        self.document, self.statements, self.pack = document, statements, pack
        self.text = document.text
        self.calendar = Calendar(document.published, document.text)
        self.about_security: bool | None = None
        self.beyond_scope = [fold(phrase) for phrase in pack.option("beyond_scope", [])]

    def record(self) -> Record:
        """The record."""
        self._dates()
        for draft in self.statements.drafts:
            for party, _ in draft.parties:
                if party.kind == "person":
                    party.country = self.statements.people[party.key].country
        self._organisations()
        drafts = merge(self.statements, self.document.published)
        for draft in drafts:
            draft.status = self._status(draft)
            if draft.kind == "visit":
                self._hosts_at_home(draft)
        self._inherit(drafts)
        link(drafts)
        for draft in drafts:
            if draft.kind == "gathering":
                draft.status = self._status(draft)
            spoken_for = {(p.country, role) for p, role in draft.parties if p.kind != "country"}
            draft.parties = [
                (p, role) for p, role in draft.parties if p.kind != "country" or (p.country, role) not in spoken_for
            ]
        drafts = [d for d in drafts if self._counts(d)]
        for draft in drafts:
            draft.when = draft.when.removesuffix("/..") if draft.when else None
        self._places(drafts)
        self._name_parties(drafts)
        record = self._build(drafts)
        if not record.engagements and not record.commitments:  # outside our scope: nothing is said of anybody
            return msgspec.structs.replace(record, people=[], bodies=[], sources=[])
        return record

    def _organisations(self) -> None:
        """Whoever acts for an international organisation brings it along as a participant."""
        for draft in self.statements.drafts:
            if draft.kind not in ("meeting", "call", "visit", "signing", "training", "operation", "assistance"):
                continue
            for party, role in list(draft.parties):
                if party.kind != "person" or party.country is not None:
                    continue
                for post in self.statements.people[party.key].posts:
                    if post.body is not None and self.statements.bodies[post.body].country is None:
                        shared = role if draft.kind in ("visit", "signing") else "participant"
                        draft.add(Party("body", post.body, None, post.span), shared)

    def _dates(self) -> None:
        last: str | None = None
        told: dict[Span, str | None] = {}
        for draft in self.statements.drafts:
            if draft.when is not None and draft.when_span is not None:
                if draft.when_span not in told:
                    present = draft.tense == "present" and self.text[draft.evidence[0][1] - 1] in ".!?"
                    soon = present and draft.when.setting("when") == "weekday"  # but headlines tell the past so
                    planned = draft.tense == "future" or draft.status in ("planned", "cancelled")
                    told[draft.when_span] = self.calendar.edtf(draft.when, planned, last, soon=soon)
                draft.when = told[draft.when_span]
                if draft.days and draft.when:
                    draft.when = lasting(draft.when, draft.days)
                if draft.until is not None and draft.when:
                    draft.when = self.calendar.closed(draft.when, draft.until)
                if draft.status == "planned" and draft.when:
                    draft.when = draft.when.removeprefix("../")  # put off until then
                if draft.when is None or draft.when.startswith(".."):
                    draft.when, draft.when_span = None, None
                else:
                    last = draft.when
            if draft.kind == "gathering" and draft.when is None and draft.name and draft.name_span:
                years = [
                    w
                    for w in "".join(c if c.isdigit() else " " for c in draft.name).split()
                    if len(w) == 4 and w[:2] in ("19", "20")
                ]
                if years:
                    draft.when, draft.when_span = years[-1], draft.name_span
        for promise in self.statements.promises:
            if promise.when is not None:
                promise.when = self.calendar.edtf(promise.when, True)
                if promise.when is None:
                    promise.when_span = None

    def _status(self, draft: Draft) -> str:
        if draft.status == "cancelled":
            return "cancelled"
        today = self.document.published
        if today and draft.kind in LASTING and (draft.when or "").endswith("/.."):
            return "planned" if draft.tense == "future" or draft.when.removesuffix("/..") > today else "ongoing"
        span = bounds(draft.when)
        if today and span:
            if span[0] > today:
                return "planned"
            begun = draft.kind == "gathering" or draft.tense != "past" or today < span[1]
            days = len(draft.when) > 7 and "/" in draft.when
            if draft.kind in LASTING and begun and days and span[0] <= today <= span[1]:
                return "ongoing"
            ago = (date.fromisoformat(today) - date.fromisoformat(span[0])).days
            under_way = draft.tense == "present" or (draft.tense == "begun" and ago <= RECENT_DAYS)
            if draft.kind in LASTING and draft.kind != "gathering" and under_way and not days:
                return "ongoing"
            if span[1] < today:
                return "held"
            if draft.kind == "gathering" and draft.tense != "past":
                return "planned"
        if draft.status:
            return draft.status
        if draft.tense in ("future", "may"):
            return "planned"
        if draft.kind == "visit" and draft.tense in UNDER_WAY:
            return "ongoing"
        return "held"

    def _inherit(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            for party, _ in draft.parties:
                if party.country:
                    draft.countries.setdefault(party.country, party.span)
            if draft.kind in ("visit", "operation") and draft.place and draft.place[2] and draft.place_span:
                draft.countries.setdefault(draft.place[2], draft.place_span)
            if draft.kind == "gathering":
                hosts = {p.country: p.span for p, role in draft.parties if role == "host" and p.country}
                draft.countries = dict(hosts)
                if draft.place and draft.place[2] and draft.place_span and not hosts:
                    draft.countries[draft.place[2]] = draft.place_span

    @staticmethod
    def _hosts_at_home(draft: Draft) -> None:
        """Who visits a place in his own country together with somebody from abroad is his host."""
        here = draft.place[2] if draft.place else None
        abroad = {p.country for p, role in draft.parties if role == "visitor" and p.country} - {here}
        if here and abroad:
            draft.parties = [
                (p, "host" if role == "visitor" and p.country == here else role) for p, role in draft.parties
            ]

    def _counts(self, draft: Draft) -> bool:
        """Whether a draft is an engagement of two sides, about security, that happened or is planned."""
        alone = draft.part_of is None and draft.occasion is None
        if draft.when is None and (
            draft.tense == "may" or (draft.tense == "future" and draft.status == "planned" and alone)
        ):
            return False  # what lies ahead without a time of its own is only announced
        bodies = {p.key for p, _ in draft.parties if p.kind == "body" and p.country is None}
        if draft.kind == "gathering":
            if not (draft.when or draft.place or draft.parties):
                return False
        elif len(draft.countries) + len(bodies) + self._has_unknown_side(draft) < (
            1 if bodies and draft.kind == "operation" else 2
        ):
            return False
        if draft.kind == "training" and not any(role == "recipient" for _, role in draft.parties):
            return False
        if draft.kind == "visit" and not any(role == "visitor" for _, role in draft.parties):
            return False
        return self._is_security(draft)

    def _has_unknown_side(self, draft: Draft) -> bool:
        """Whether an official takes part whose country nothing says; he stands for one all the same."""
        if draft.kind == "handover":
            return False
        posts = [
            self.statements.people[p.key].posts for p, _ in draft.parties if p.kind == "person" and p.country is None
        ]
        bodies = self.statements.bodies
        return any(all(post.body is None or bodies[post.body].country is not None for post in held) for held in posts)

    def _is_security(self, draft: Draft) -> bool:
        if draft.kind in ("exercise", "operation", "handover") or draft.relevant or self._is_special(draft.topics):
            return True
        words = [self.text[s:e] for s, e in draft.evidence]
        for party, _ in draft.parties:
            if party.kind == "person":
                words += [post.title for post in self.statements.people[party.key].posts]
            if party.kind == "body":
                words.append(self.statements.bodies[party.key].name)
        return any(self._names_security(fold(text)) for text in words) or self._is_about_security()

    def _is_special(self, topics: Iterable[str]) -> bool:
        """Whether one of some topics is one of security alone, rather than of any ministry."""
        return not set(topics) <= set(self.pack.option("generic_topics", []))

    def _is_about_security(self) -> bool:
        """Whether security is what the whole document is about: a good part of its sentences name it."""
        if self.about_security is None:
            lines = [line for line in self.text.split(". ") if line.strip()]
            share = sum(self._names_security(fold(line)) for line in lines) / max(1, len(lines))
            self.about_security = share >= SECURITY_SHARE
        return self.about_security

    def _names_security(self, folded: str) -> bool:
        for phrase in self.beyond_scope:
            if phrase in folded:
                folded = folded.replace(phrase, " ")
        known = _SECURITY_WORDS.setdefault(self.pack.code, {})
        words = _WORD.findall(folded)
        answers = [*map(known.get, words)]
        if True in answers:
            return True
        for at, word in enumerate(words):
            if answers[at] is False:
                continue
            forms = self._forms(word)
            always = any(map(_is_security, forms))
            if len(known) < _MOST_WORDS and (always or not any(map(_leads_to_security, forms))):
                known[word] = always  # whatever follows
            if always or any(_names_security(form, words[at + 1 :]) for form in forms):
                return True
        return False

    def _forms(self, word: str) -> list[Node]:
        """Where a word is in the lexicon: as it stands or without prefixes, and without its endings."""
        root, ways = self.pack.lexicon.root, self.pack.cutter.ways(word)
        node = root.get(word) or next((root.get(way.key(word)) for way in ways), None)
        stem = self.pack.stem(root, word)[0] if self.pack.inflected else None
        return [form for form in (node, stem) if form is not None]

    def _places(self, drafts: list[Draft]) -> None:
        kept = set(drafts)
        for draft in drafts:
            if draft.part_of is not None and draft.part_of in kept:
                visit = draft.part_of
                if draft.place is None or (draft.place[1] is None and visit.place and visit.place[1]):
                    draft.place, draft.place_span = visit.place, visit.place_span
                days = bounds(visit.when)
                if draft.when is None and days and days[0] == days[1]:
                    draft.when, draft.when_span = visit.when, visit.when_span
            if (
                draft.kind != "visit"
                and draft.occasion is not None
                and draft.occasion in kept
                and draft.occasion.place
                and not (draft.place and draft.place[1])
            ):
                draft.place, draft.place_span = draft.occasion.place, draft.occasion.place_span

    def _name_parties(self, drafts: list[Draft]) -> None:
        used = [p for d in drafts for p, _ in d.parties]
        used += [p for promise in self.statements.promises for p in promise.parties + promise.towards]
        people = {p.key for p in used if p.kind == "person"} | {
            v.key[1] for v in self.statements.voices if v.key and v.key[0] == "person"
        }
        self.people = {key: f"p{n}" for n, key in enumerate(sorted(people), 1)}
        bodies = {p.key for p in used if p.kind == "body"}
        for key in people:
            bodies |= {post.body for post in self.statements.people[key].posts if post.body is not None}
        self.bodies = {key: f"b{n}" for n, key in enumerate(sorted(bodies), 1)}

    # building

    def _build(self, drafts: list[Draft]) -> Record:
        statements = self.statements
        communiques = [min(v.sentences) for v in statements.voices if v.kind == "communique"]
        before = min(communiques, default=len(self.text))  # who is quoted in a communiqué does not speak for himself
        voices = [v for v in statements.voices if v.kind != "official" or min(v.sentences) < before]
        voices.sort(key=lambda v: (v.kind == "agency", v.span))
        sources = [
            Source(
                id=f"s{n}",
                name=v.name,
                kind=cast(SourceKind, v.kind),
                evidence=[v.span],
                spans={"name": [v.span]},
            )
            for n, v in enumerate(voices, 1)
        ]
        by_sentence: dict[int, list[str]] = defaultdict(list)
        for source, voice in zip(sources, voices, strict=True):
            if voice.kind != "agency":
                for sentence in voice.sentences:
                    by_sentence[sentence].append(source.id)
        general = [s.id for s in sources if s.kind == "communique"][:1] or [
            s.id for s in sources if s.kind == "agency"
        ][:1]
        ids = {draft: f"e{n}" for n, draft in enumerate(drafts, 1)}
        for promise in statements.promises:
            if promise.kind == "agreed" and (target := self._target(promise, ids)) is not None:
                for code, span in promise.topics.items():
                    target.topics.setdefault(code, span)
        engagements = [self._engagement(d, ids, by_sentence.get(d.sentence) or general) for d in drafts]
        commitments: list[Commitment] = []
        for promise in statements.promises:
            what = self.text[promise.what[0] : promise.what[1]]
            parties = self._countries_of(promise.parties)
            if not parties or not (drafts or len(parties) > 1):
                continue
            if not promise.topics and promise.kind in ("intent", "appeal", "pledge", "agreed"):
                continue
            target = self._target(promise, ids)
            if target is None and not (self._is_special(promise.topics) or self._is_about_security()):
                continue
            n = len(commitments) + 1
            spans = {f"topics.{c}": [s] for c, s in promise.topics.items()} | {
                "what": [promise.what],
                "kind": [(promise.span[0], promise.what[0])] if promise.span[0] < promise.what[0] else [promise.span],
            }
            spans["parties"] = [p.span for p in promise.parties]
            if promise.when and promise.when_span:
                spans["when"] = [promise.when_span]
            commitments.append(
                Commitment(
                    id=f"c{n}",
                    kind=cast(CommitmentKind, promise.kind),
                    parties=parties,
                    towards=self._countries_of(promise.towards),
                    what=what,
                    topics=list(promise.topics),
                    engagement=ids.get(target) if target is not None else None,
                    when=promise.when,
                    sources=by_sentence.get(promise.sentence) or general,
                    evidence=[promise.span],
                    spans=spans,
                )
            )
        return Record(
            document=self.document.described(),
            people=[self._person(key) for key in sorted(self.people)],
            bodies=[self._body(key) for key in sorted(self.bodies)],
            engagements=engagements,
            commitments=commitments,
            sources=sources,
        )

    @staticmethod
    def _target(promise: Promise, drafts: Mapping[Draft, str]) -> Draft | None:
        """The engagement that a commitment belongs to, as it stands after merging; for an invitation the last told."""
        target = promise.engagement
        while target is not None and target not in drafts:
            target = target.part_of if target.part_of is not target else None
        if target is None and promise.engagement is not None and promise.kind == "invitation":
            before = [d for d in drafts if d.kind != "gathering" and d.sentence <= promise.sentence]
            return max(before, key=lambda draft: draft.sentence, default=None)
        return target

    def _countries_of(self, parties: list[Party]) -> list[str]:
        out = []
        for party in parties:
            body = party.key if party.kind == "body" else self._served(party)
            name = party.country or (self.statements.bodies[body].name if body is not None else None)
            if name and name not in out:
                out.append(name)
        return out

    def _served(self, party: Party) -> int | None:
        """The international body that an official speaks for."""
        posts = self.statements.people[party.key].posts if party.kind == "person" else []
        bodies = [post.body for post in posts if post.body is not None]
        return next((body for body in bodies if self.statements.bodies[body].country is None), None)

    def _person(self, key: int) -> Person:
        entity = self.statements.people[key]
        posts = []
        for post in entity.posts:
            spans = {"title": [post.span]}
            if post.country:
                spans["country"] = [post.country_span or post.span]
            posts.append(
                Post(
                    title=post.title,
                    body=self.bodies.get(post.body) if post.body is not None else None,
                    country=post.country,
                    evidence=[post.span],
                    spans=spans,
                )
            )
        spans = {"name": entity.spans[:1]}
        if entity.country:
            spans["country"] = [entity.country_span or entity.spans[0]]
        return Person(
            id=self.people[key],
            name=entity.name,
            latin=romanise(entity.name),
            country=entity.country,
            posts=posts,
            evidence=entity.spans,
            spans=spans,
        )

    def _body(self, key: int) -> Body:
        entity = self.statements.bodies[key]
        spans = {"name": entity.spans[:1]}
        if entity.country:
            spans["country"] = [entity.country_span or entity.spans[0]]
        return Body(
            id=self.bodies[key],
            name=entity.name,
            latin=romanise(entity.name),
            country=entity.country,
            evidence=entity.spans,
            spans=spans,
        )

    def _engagement(self, draft: Draft, ids: Mapping[Draft, str], sources: list[str]) -> Engagement:
        spans: dict[str, list[Span]] = {"kind": [draft.trigger], "status": [draft.trigger]}
        if draft.when and draft.when_span:
            spans["when"] = [draft.when_span]
        if draft.name and draft.name_span:
            spans["name"] = [draft.name_span]
        place = None
        if draft.place and draft.place_span:
            name, city, country, row = draft.place
            lat = lon = None
            if row:
                bits = row.split("/")
                lat, lon = float(bits[2]), float(bits[3])
            place = Place(name=name, city=city, country=country, lat=lat, lon=lon)
            spans["place"] = [draft.place_span]
        for code, span in draft.topics.items():
            spans[f"topics.{code}"] = [span]
        for code, span in draft.countries.items():
            spans[f"countries.{code}"] = [span]
        occasion = ids.get(draft.occasion) if draft.occasion is not None else None
        part_of = ids.get(draft.part_of) if draft.part_of is not None else None
        if occasion and draft.occasion is not None:
            spans["occasion"] = [draft.occasion.trigger]
        if part_of and draft.part_of is not None:
            spans["part_of"] = [draft.part_of.trigger]
        key = ids[draft]
        return Engagement(
            id=key,
            kind=cast(Kind, draft.kind),
            status=cast(Status, draft.status),
            name=draft.name if draft.kind in ("gathering", "exercise", "operation", "signing") else None,
            when=draft.when,
            place=place,
            countries=sorted(draft.countries),
            participants=[self._participant(p, role) for p, role in draft.parties],
            topics=list(draft.topics),
            occasion=occasion,
            part_of=part_of,
            sources=sources,
            evidence=draft.evidence,
            spans=spans,
        )

    def _participant(self, party: Party, role: str) -> Participant:
        spans = {"role": [party.span]}
        if party.country:
            spans["country"] = [party.span]
        return Participant(
            person=self.people.get(party.key) if party.kind == "person" else None,
            body=self.bodies.get(party.key) if party.kind == "body" else None,
            group=str(party.key) if party.kind == "group" else None,
            country=party.country,
            role=cast(Role, role),
            leads_delegation=party.leads and party.kind == "person",
            evidence=[party.span],
            spans=spans,
        )


def resolve(document: Document, statements: Statements, pack: Pack) -> Record:
    """The record of a document."""
    return Assembler(document, statements, pack).record()


def _is_security(node: Node) -> bool:
    """Whether a form of the class `security` ends at a place of the lexicon."""
    return any(entry.name == "security" for entry, _ in node.solid)


def _leads_to_security(node: Node) -> bool:
    """Whether one ends behind that place."""
    return any(_is_security(following) or _leads_to_security(following) for following in node.on.values())


def _names_security(node: Node | None, ahead: Sequence[str]) -> bool:
    """Whether one ends at that place, or where the words ahead lead from there."""
    for word in ahead:
        if node is None or _is_security(node):
            break
        node = node.on.get(word)
    return node is not None and _is_security(node)
