"""What extraction says and resolution settles: parties, drafts of engagements and commitments, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
TALKS = ("meeting", "call")
"""Kinds of engagement in which the sides talk."""
LASTING = ("visit", "training", "exercise", "gathering")
"""Kinds of engagement that may last longer than the day that is told, and be under way."""


@dataclass(slots=True)
class Party:
    """Somebody who may take part. `kind`: person, body, group, country; `key`: who, within the document.

    For a person or body `key` is its entity's number; for a group its words; for a country its code.
    """

    kind: str
    key: Any
    country: str | None
    span: Span
    leads: bool = False
    plural: bool = False
    delegation: bool = False
    unnamed: bool = False
    """Whether it is one official whose name is not said: 'l'ambassadrice d'Espagne'."""
    nations: tuple[str, ...] = ()
    """The countries of a group that is of several together: 'the joint committee'."""

    @property
    def identity(self) -> tuple[str, Any]:
        """What makes two parties the same."""
        return (self.kind, self.key)


@dataclass(slots=True)
class Entity:
    """A person or body of the document: its name and where, its country, its posts."""

    name: str
    spans: list[Span]
    words: frozenset[str] = frozenset()
    country: str | None = None
    country_span: Span | None = None
    posts: list[PostDraft] = field(default_factory=list)
    counterpart: bool = False


@dataclass(slots=True)
class PostDraft:
    """A post of a person: title, the body it belongs to (an entity's number), country, and its words."""

    title: str
    span: Span
    head: str
    country: str | None = None
    country_span: Span | None = None
    body: int | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """A draft of an engagement, as one place of the text tells it."""

    kind: str
    sentence: int
    at: int
    evidence: list[Span]
    status: str = ""
    tense: str = ""
    """`past`, `present`, `future`, `conditional`, `may` (is supposed), `begun` (without an end told), or empty."""
    anaphoric: bool = False
    definite: bool = False
    """Whether its noun says that it was told before: 'la réunion', 'cette visite'."""
    relevant: bool = False
    pivot: Party | None = None
    """Who met each of the others apart."""
    side: list[Party] = field(default_factory=list)
    """Who act together towards others: 'A et B ont été reçus par C'."""
    name: str | None = None
    name_span: Span | None = None
    names: list[Span] = field(default_factory=list)
    parties: list[tuple[Party, str]] = field(default_factory=list)
    when: Any = None
    when_span: Span | None = None
    days: int = 0
    """How long it lasts from its day on; negative where that day is its last."""
    until: Any = None
    """The date unit of its end, where that is told apart from its start."""
    place: tuple[str, str | None, str | None, str] | None = None
    place_span: Span | None = None
    countries: dict[str, Span] = field(default_factory=dict)
    topics: dict[str, Span] = field(default_factory=dict)
    occasion: Draft | None = None
    part_of: Draft | None = None
    sources: list[int] = field(default_factory=list)
    trigger: Span = (0, 0)

    def add(self, party: Party, role: str) -> None:
        """Add a party unless it is there; a head of delegation stays one."""
        for n, (known, old) in enumerate(self.parties):
            if known.identity == party.identity:
                known.leads = known.leads or party.leads
                if old == "participant" and role != "participant":
                    self.parties[n] = (known, role)
                return
        self.parties.append((party, role))


@dataclass(slots=True, eq=False)
class Promise:
    """A draft of a commitment."""

    kind: str
    sentence: int
    span: Span
    what: Span
    parties: list[Party]
    towards: list[Party] = field(default_factory=list)
    topics: dict[str, Span] = field(default_factory=dict)
    when: Any = None
    when_span: Span | None = None
    engagement: Draft | None = None
    sources: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Voice:
    """A source: name, kind, its words, the sentences that it speaks."""

    name: str
    kind: str
    span: Span
    sentences: set[int] = field(default_factory=set)
    key: Any = None
    written: bool = False
    """Whether it is a communiqué that the document gives, rather than what a body is said to have said."""
    own: bool = False
    """Whether an official speaks for himself, to the press, whatever communiqué there is."""


@dataclass(slots=True)
class Statements:
    """Everything that extraction found in one document."""

    people: list[Entity] = field(default_factory=list)
    bodies: list[Entity] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    home: str | None = None
    """The country that the document speaks for, and the dateline's words that say it."""
    home_span: Span | None = None
    sides: list[str] = field(default_factory=list)
    """The countries that the document names as more than somebody's nationality, and the international bodies."""
