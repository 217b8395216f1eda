"""What is known: the engagements, people and commitments of many records, each value with who says so.

These types are what the register computes and what exports write. A value stands with every document that says
it; where documents disagree one value is `preferred` and the others stay beside it. No time of adding is in
here, so that two registers of the same documents are equal.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from entente.model.record import Span

Rank = Literal["preferred", "other"]


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a value stands: the document, the id in its record, the spans of its text; who says so there.

    Without spans the value is *unanchored*: a hand or another register made it.
    """

    document: str
    thing: str
    spans: list[Span] = []
    sources: list[str] = []


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """One value of a field with all that say it; `author` and `reason` where a person decided it."""

    value: Any
    rank: Rank
    said: list[Said] = []
    author: str | None = None
    reason: str | None = None


Values = dict[str, list[Value]]
"""Fields to their values, the preferred first."""


class KnownParty(msgspec.Struct, frozen=True, omit_defaults=True):
    """A participant: a known person or body by its id, or a group as written, or a country; with all that say so."""

    name: str
    role: str
    person: str | None = None
    body: str | None = None
    group: str | None = None
    post: str | None = None
    country: str | None = None
    leads_delegation: bool = False
    said: list[Said] = []


class KnownEngagement(msgspec.Struct, frozen=True):
    """One engagement as all its documents tell it; the plain fields are the preferred values.

    `mentions` are its records' own engagements as `document#id`; `values` has every value of every field;
    `copies` are documents that reprint one text and so are one voice;
    `announced` is the first day of publication on which it was still planned, where it was.
    """

    id: str
    kind: str
    status: str
    name: str | None
    when: str | None
    place: dict[str, Any] | None
    countries: list[str]
    participants: list[KnownParty]
    topics: list[str]
    occasion: str | None
    part_of: str | None
    sources: list[str]
    commitments: list[str]
    documents: list[str]
    publishers: list[str]
    announced: str | None
    mentions: list[str]
    values: Values
    copies: list[list[str]] = []


class KnownPost(msgspec.Struct, frozen=True):
    """A post as documents name it; `first` and `last` are the days of publication on which it is said."""

    title: str
    body: str | None
    country: str | None
    first: str | None
    last: str | None
    said: list[Said]


class KnownPerson(msgspec.Struct, frozen=True):
    """One person under all the names that documents give."""

    id: str
    name: str
    latin: str | None
    country: str | None
    posts: list[KnownPost]
    documents: list[str]
    mentions: list[str]
    values: Values


class KnownBody(msgspec.Struct, frozen=True):
    """One agency, ministry or organisation under all the names that documents give."""

    id: str
    name: str
    latin: str | None
    country: str | None
    documents: list[str]
    mentions: list[str]
    values: Values


class KnownCommitment(msgspec.Struct, frozen=True):
    """What parties will do; `engagement` is the known engagement at which it was said."""

    id: str
    kind: str
    what: str
    parties: list[str]
    towards: list[str]
    topics: list[str]
    when: str | None
    engagement: str | None
    documents: list[str]
    mentions: list[str]
    values: Values


class KnownDocument(msgspec.Struct, frozen=True):
    """A document of the register; `redacted` is the reason for which its text was taken out."""

    id: str
    key: str
    title: str | None
    published: str | None
    publisher: str | None
    url: str | None
    language: str | None
    sha256: str | None
    redacted: str | None


Known = KnownEngagement | KnownPerson | KnownBody | KnownCommitment
TYPES_OF_PARTS: dict[str, type] = {
    "engagements": KnownEngagement,
    "people": KnownPerson,
    "bodies": KnownBody,
    "commitments": KnownCommitment,
}
"""What a part of a record becomes when it is known."""
