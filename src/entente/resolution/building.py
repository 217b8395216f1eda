"""The objects of the record built from drafts, with a span beside every value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import cast

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
from entente.model.statement import Draft, Entity, Party, Promise
from entente.resolution.values import Values
from entente.text.romanising import romanise


class Building(Values):
    """Builds the objects of one record."""

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

    def _build(self, drafts: list[Draft]) -> Record:
        statements = self.statements
        communiques = [min(v.sentences) for v in statements.voices if v.written]
        before = min(communiques, default=len(self.text))  # who is quoted in a communiqué does not speak for himself
        voices = [v for v in statements.voices if v.kind != "official" or v.own or min(v.sentences) < before]
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
            if not promise.topics and promise.kind != "invitation" and not self.matters.weigh(what).security:
                continue
            target = self._target(promise, ids)
            if target is None and not self._concerns_security(promise):
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
        return Person(
            id=self.people[key],
            name=entity.name,
            latin=romanise(entity.name),
            country=entity.country,
            posts=posts,
            evidence=entity.spans,
            spans=_spans(entity),
        )

    def _body(self, key: int) -> Body:
        entity = self.statements.bodies[key]
        return Body(
            id=self.bodies[key],
            name=entity.name,
            latin=romanise(entity.name),
            country=entity.country,
            evidence=entity.spans,
            spans=_spans(entity),
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


def _spans(entity: Entity) -> dict[str, list[Span]]:
    """Where the text says the name and the country of a person or body."""
    spans = {"name": entity.spans[:1]}
    if entity.country:
        spans["country"] = [entity.country_span or entity.spans[0]]
    return spans
