"""The record: what one document says, each value with its place in the text.

These types are the contract that `entente read --json` prints. Offsets are half-open `(start, end)` in code
points of the stored text; dates are EDTF strings; countries ISO 3166-1 alpha-2; languages BCP 47. `None`
means that the document does not say.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]
"""`(start, end)`, half-open, in code points of the stored text."""

Spans = dict[str, list[Span]]
"""The words of each single value: a field's name, or `topics.CODE`, to its spans."""

Kind = Literal[
    "visit",
    "meeting",
    "call",
    "gathering",
    "signing",
    "training",
    "exercise",
    "operation",
    "handover",
    "assistance",
    "honour",
]
Status = Literal["held", "ongoing", "planned", "cancelled"]
Role = Literal["visitor", "host", "inviter", "organiser", "signatory", "provider", "recipient", "participant"]
CommitmentKind = Literal["agreed", "intent", "pledge", "appeal", "invitation"]
SourceKind = Literal["communique", "official", "agency"]


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """The document as it was given, and as it is stored."""

    id: str
    language: str | None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    sha256: str | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post that a person holds: its title as written, its body's id, its country."""

    title: str
    body: str | None = None
    country: str | None = None
    evidence: list[Span] = []
    spans: Spans = {}


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A named person; `latin` is the name in Latin script where `name` is in another."""

    id: str
    name: str
    latin: str | None = None
    country: str | None = None
    posts: list[Post] = []
    evidence: list[Span] = []
    spans: Spans = {}


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """An agency, ministry, force, international organisation or company."""

    id: str
    name: str
    latin: str | None = None
    country: str | None = None
    evidence: list[Span] = []
    spans: Spans = {}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place as written; `lat` and `lon` in WGS 84 degrees, `None` where unknown."""

    name: str | None = None
    city: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class _Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    person: str | None = None
    body: str | None = None
    group: str | None = None


class Participant(_Party, frozen=True, kw_only=True, omit_defaults=True):
    """Exactly one of `person` (id), `body` (id), `group` (as written), or only a `country`."""

    country: str | None
    role: Role
    leads_delegation: bool = False
    evidence: list[Span]
    spans: Spans = {}


class Engagement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that parties of two or more countries did, do or will do together."""

    id: str
    kind: Kind
    status: Status
    name: str | None = None
    when: str | None = None
    place: Place | None = None
    countries: list[str] = []
    participants: list[Participant] = []
    topics: list[str] = []
    occasion: str | None = None
    part_of: str | None = None
    sources: list[str] = []
    evidence: list[Span] = []
    spans: Spans = {}


class Commitment(msgspec.Struct, frozen=True, kw_only=True):
    """What parties will do; `towards` are the countries or bodies that it addresses."""

    id: str
    kind: CommitmentKind
    parties: list[str]
    towards: list[str] = []
    what: str
    topics: list[str] = []
    engagement: str | None = None
    when: str | None = None
    sources: list[str] = []
    evidence: list[Span] = []
    spans: Spans = {}


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who, in the document, says so."""

    id: str
    name: str
    kind: SourceKind
    evidence: list[Span] = []
    spans: Spans = {}


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """Which engine and which packs read the document: names to versions."""

    version: str
    packs: dict[str, str] = {}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says, and nothing else."""

    document: Described
    people: list[Person] = []
    bodies: list[Body] = []
    engagements: list[Engagement] = []
    commitments: list[Commitment] = []
    sources: list[Source] = []
    engine: Engine | None = None

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON, the contract's form."""
        return msgspec.json.encode(self)

    @staticmethod
    def from_json(data: bytes | str) -> Record:
        """Read a record; raises `msgspec.ValidationError` where it breaks the contract."""
        return msgspec.json.decode(data, type=Record)
