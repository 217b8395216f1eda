"""FollowTheMoney: entities as JSON Lines, to its schemata Event, Person, PublicBody, UnknownLink, Article.

Its Event has no roles, so each part in one is an UnknownLink with the role beside it. Our status and topics are
keywords: its own `topics` are kinds of risk. Names of months and quarters that it would lose are not written; the
date as stated is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from entente.exports import Knowledge
from entente.exports.wording import by_id, disputed, place_name, summary, title
from entente.model.known import KnownDocument, KnownEngagement, KnownPerson

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def write(known: Knowledge) -> Iterator[bytes]:
    """Documents, people, bodies, then events with the parts in them."""
    documents = by_id(known.everything("documents"))
    for document in known.everything("documents"):
        yield _entity(
            f"doc-{document.key}", "Article", title=document.title or document.id, publishedAt=document.published,
            publisher=document.publisher, language=document.language, sourceUrl=_web(document.url),
            contentHash=document.sha256, notes=f"Redacted: {document.redacted}" if document.redacted else None,
        )  # fmt: skip
    for person in known.everything("people"):
        yield from _person(person, documents)
    for body in known.everything("bodies"):
        names = [value.value for value in body.values.get("name", [])]
        country = (body.country or "").lower() or None
        yield _entity(body.id, "PublicBody", name=names, country=country, proof=_proof(body, documents))
    for one in known.everything("engagements"):
        yield from _event(one, documents)


def _person(person: KnownPerson, documents: Mapping[str, KnownDocument]) -> Iterator[bytes]:
    names = [value.value for value in person.values.get("name", [])]
    yield _entity(
        person.id, "Person", name=[person.name, *names], nationality=(person.country or "").lower(),
        position=[post.title for post in person.posts], proof=_proof(person, documents),
    )  # fmt: skip


def _event(one: KnownEngagement, documents: Mapping[str, KnownDocument]) -> Iterator[bytes]:
    start, _, end = (one.when or "").partition("/")
    organisers = [party.body for party in one.participants if party.body and party.role in ("host", "organiser")]
    involved = [party.person or party.body for party in one.participants if party.person or party.body]
    urls = [documents[id].url for id in one.documents if id in documents]
    yield _entity(
        one.id, "Event", name=title(one), startDate=start if _DAY.fullmatch(start) else None,
        endDate=end if _DAY.fullmatch(end) else None, country=[code.lower() for code in one.countries],
        location=place_name(one.place), involved=involved, organizer=organisers,
        keywords=[one.kind, one.status, *one.topics], summary=summary(one), sourceUrl=[_web(url) for url in urls],
        publisher=one.publishers, proof=_proof(one, documents), notes=_notes(one),
    )  # fmt: skip
    for party in one.participants:
        who = party.person or party.body
        if who:
            yield _entity(f"{one.id}-{who}", "UnknownLink", subject=who, object=one.id, role=party.role)


def _notes(one: KnownEngagement) -> list[str]:
    stated = [f"Date as stated: {one.when}"] if one.when else []
    return stated + [f"Documents disagree on {name}" for name in disputed(one)]


def _proof(thing: Any, documents: Mapping[str, KnownDocument]) -> list[str]:
    return [f"doc-{documents[id].key}" for id in thing.documents if id in documents]


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


def _entity(id: str, schema: str, **properties: Any) -> bytes:
    kept: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [one for one in (value if isinstance(value, list) else [value]) if one]
        if values:
            kept[name] = list(dict.fromkeys(values))
    return msgspec.json.encode({"id": id, "schema": schema, "properties": kept}) + b"\n"
