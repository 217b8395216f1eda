"""What several documents tell of one engagement, person or commitment, made one, each value with who says it.

In: the same thing as each document's record has it (`Told`), what people corrected, and the ids of the known things
that the records' own ids stand for. Out: a `Known…`. Nothing that a document says is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from entente.model.known import (
    KnownBody,
    KnownCommitment,
    KnownDocument,
    KnownEngagement,
    KnownParty,
    KnownPerson,
    KnownPost,
    Said,
    Value,
    Values,
)
from entente.register.ranking import (
    Correction,
    Field,
    folded,
    latest_state,
    most_voices,
    most_voices_of_dates,
    most_voices_of_places,
    place_key,
    preferred,
    spans_of,
)
from entente.text.folding import fold

Corrections = Mapping[str, Correction]
Thing = dict[str, Any]
Record = Mapping[str, Mapping[str, Thing]]
"""A record's parts, each by its own ids."""


@dataclass(slots=True)
class Told:
    """A thing as one document's record has it, with the record by parts and ids; `voice` is shared by reprints.

    Of people and bodies one teller may stand for `times` that look the same, published from `first` to `last`.
    """

    document: KnownDocument
    voice: str
    record: Record
    thing: Thing
    times: int = 1
    first: str | None = None
    last: str | None = None
    label: str = field(init=False)
    """`document#id`, as people name it."""
    sources: list[str] = field(init=False)
    """Whom the document names for it."""
    whole: Said = field(init=False)
    """That it says all of it, where its single values have no spans of their own."""

    def __post_init__(self) -> None:
        self.label = f"{self.document.id}#{self.thing['id']}"
        own = self.thing.get("sources") or ()
        self.sources = [source["name"] for id, source in self.record["sources"].items() if id in own] if own else []
        self.whole = self._said(self.thing, ())

    def said(self, *fields: str) -> Said:
        """Who says a value, where."""
        return self._said(self.thing, fields) if self.thing.get("spans") else self.whole

    def said_of(self, part: Thing) -> Said:
        """Who says a part of the thing, such as a participant, where."""
        return self._said(part, ())

    def _said(self, thing: Thing, fields: Iterable[str]) -> Said:
        return Said(self.document.id, self.thing["id"], spans_of(thing, fields), self.sources)


Where = Sequence[tuple[str, str]]
"""Documents and the own ids there, of all that name a person or body."""
Known = Callable[[Told, str, str], str | None]
"""From a told thing, a part of its record and an id there to the id of the known thing."""


def merge_engagement(id: str, told: Sequence[Told], corrections: Corrections, known: Known) -> KnownEngagement:
    """One engagement out of all that tell it."""
    told = sorted(told, key=lambda one: one.label)
    values: Values = {}
    for name, key, order in (
        ("kind", folded, most_voices),
        ("status", folded, latest_state),
        ("name", folded, most_voices),
        ("place", place_key, most_voices_of_places),
    ):
        values[name] = _field(told, name, key).ranked(order, corrections.get(name))
    dates = _field(told, "when")
    values["when"] = dates.ranked(most_voices_of_dates(dates), corrections.get("when"))
    for name in ("countries", "topics"):
        values[name] = _lists(told, name).every(corrections.get(name))
    for name in ("occasion", "part_of"):
        links = Field()
        for one in told:
            if one.thing.get(name):
                links.add(known(one, "engagements", one.thing[name]), one.said(name), one.voice, one.document.published)
        links.candidates.pop(id, None)  # one engagement is no part of itself
        values[name] = links.ranked(most_voices, corrections.get(name))
    participants, roles = _participants(told, known)
    values |= roles
    planned = [
        one.document.published for one in told if one.thing.get("status") == "planned" and one.document.published
    ]
    return KnownEngagement(
        id=id,
        kind=preferred(values["kind"]),
        status=preferred(values["status"]),
        name=preferred(values["name"]),
        when=preferred(values["when"]),
        place=preferred(values["place"]),
        countries=sorted(v.value for v in values["countries"] if v.rank == "preferred"),
        participants=participants,
        topics=sorted(v.value for v in values["topics"] if v.rank == "preferred"),
        occasion=preferred(values["occasion"]),
        part_of=preferred(values["part_of"]),
        sources=sorted({name for one in told for name in one.sources}),
        commitments=sorted(_commitments(told, known)),
        documents=_documents(told),
        copies=_copies(told),
        publishers=sorted({one.document.publisher for one in told if one.document.publisher}),
        announced=min(planned, default=None),
        mentions=[one.label for one in told],
        values={name: found for name, found in values.items() if found},
    )


def merge_person(id: str, told: Sequence[Told], corrections: Corrections, where: Where) -> KnownPerson:
    """One person out of all documents that name them."""
    told = sorted(told, key=lambda one: one.label)
    return KnownPerson(id=id, posts=_posts(told), **_named_by(told, corrections, where))


def merge_body(id: str, told: Sequence[Told], corrections: Corrections, where: Where) -> KnownBody:
    """One body out of all documents that name it."""
    told = sorted(told, key=lambda one: one.label)
    return KnownBody(id=id, **_named_by(told, corrections, where))


def merge_commitment(id: str, told: Sequence[Told], corrections: Corrections, known: Known) -> KnownCommitment:
    """One commitment out of all documents that tell it."""
    told = sorted(told, key=lambda one: one.label)
    values: Values = {
        name: _field(told, name, folded).ranked(most_voices, corrections.get(name)) for name in ("kind", "what")
    }
    dates = _field(told, "when")
    values["when"] = dates.ranked(most_voices_of_dates(dates), corrections.get("when"))
    for name in ("parties", "towards", "topics"):
        values[name] = _lists(told, name).every(corrections.get(name))
    at = Field()
    for one in told:
        if one.thing.get("engagement"):
            at.add(known(one, "engagements", one.thing["engagement"]), one.said("engagement"), one.voice, None)
    values["engagement"] = at.ranked(most_voices)
    return KnownCommitment(
        id=id,
        kind=preferred(values["kind"]),
        what=preferred(values["what"]) or "",
        parties=[v.value for v in values["parties"] if v.rank == "preferred"],
        towards=[v.value for v in values["towards"] if v.rank == "preferred"],
        topics=sorted(v.value for v in values["topics"] if v.rank == "preferred"),
        when=preferred(values["when"]),
        engagement=preferred(values["engagement"]),
        documents=_documents(told),
        mentions=[one.label for one in told],
        values={name: found for name, found in values.items() if found},
    )


def _named_by(told: Sequence[Told], corrections: Corrections, where: Where) -> dict[str, Any]:
    """What is known of people and bodies alike; `latin` is the name in Latin script where it has another."""
    values = {
        name: _field(told, name).ranked(most_voices, corrections.get(name)) for name in ("name", "latin", "country")
    }
    name = preferred(values["name"]) or ""
    latin = preferred(values["latin"]) or next((v.value for v in values["name"] if _is_latin(v.value)), None)
    return {
        "name": name,
        "latin": None if _is_latin(name) else latin,
        "country": preferred(values["country"]),
        "documents": sorted({document for document, _ in where}),
        "mentions": sorted(f"{document}#{thing}" for document, thing in where),
        "values": {name: found for name, found in values.items() if found},
    }


def _field(told: Sequence[Told], name: str, key: Callable[[Any], Any] = folded) -> Field:
    found = Field(key)
    for one in told:
        found.add(one.thing.get(name), one.said(name), one.voice, one.document.published, one.times)
    return found


def _lists(told: Sequence[Told], name: str) -> Field:
    found = Field(folded)
    for one in told:
        for value in one.thing.get(name) or ():
            written = _named(one, "bodies", value).get("name", value)
            found.add(written, one.said(f"{name}.{value}", name), one.voice, one.document.published)
    return found


def _participants(told: Sequence[Told], known: Known) -> tuple[list[KnownParty], Values]:
    """Who takes part, each once, with the role that most give them; other roles stay among the values."""
    found: dict[Any, list[tuple[Told, Thing]]] = {}
    for one in told:
        for party in one.thing.get("participants") or ():
            found.setdefault(_identity(one, party, known), []).append((one, party))
    parties: list[KnownParty] = []
    roles: Values = {}
    for identity, uses in found.items():
        party, ranked = _party(identity, uses)
        parties.append(party)
        if len(ranked) > 1:
            roles[f"role:{party.person or party.body or party.name}"] = ranked
    return parties, roles


def _identity(one: Told, party: Thing, known: Known) -> tuple[str, Any]:
    if party.get("person"):
        return ("person", known(one, "people", party["person"]) or one.label + party["person"])
    if party.get("body"):
        return ("body", known(one, "bodies", party["body"]) or one.label + party["body"])
    if party.get("group"):
        return ("group", f"{party.get('country')} {fold(party['group'])}")
    return ("", party.get("country"))


def _party(identity: tuple[str, Any], found: Sequence[tuple[Told, Thing]]) -> tuple[KnownParty, list[Value]]:
    kind, _ = identity
    names, roles, countries, posts = Field(folded), Field(), Field(), Field(folded)
    said: list[Said] = []
    for one, own in found:
        where = one.said_of(own)
        thing = _named(one, "people" if kind == "person" else "bodies", own.get("person") or own.get("body") or "")
        name = thing.get("name") or own.get("group") or own.get("country")
        for values, value in ((names, name), (roles, own.get("role")), (countries, own.get("country"))):
            values.add(value, where, one.voice, one.document.published)
        for post in (thing.get("posts") or ())[:1]:
            posts.add(post.get("title"), where, one.voice, one.document.published)
        said.append(where)
    ranked = roles.ranked(most_voices)
    name = preferred(names.ranked(lambda c: (not _is_latin(c.value), most_voices(c)))) or ""
    party = KnownParty(
        name=name,
        role=preferred(ranked) or "participant",
        person=identity[1] if kind == "person" else None,
        body=identity[1] if kind == "body" else None,
        group=name if kind == "group" else None,
        post=preferred(posts.ranked(most_voices)),
        country=preferred(countries.ranked(most_voices)),
        leads_delegation=any(own.get("leads_delegation") for _, own in found),
        said=said,
    )
    return party, ranked


def _posts(told: Sequence[Told]) -> list[KnownPost]:
    """Each title that documents give, with the days of publication between which they give it."""
    found: dict[str, list[tuple[Told, Thing]]] = {}
    for one in told:
        for post in one.thing.get("posts") or ():
            if post.get("title"):
                found.setdefault(fold(post["title"]), []).append((one, post))
    posts = []
    for uses in found.values():
        days = sorted(day for one, _ in uses for day in (one.first, one.last) if day)
        one, post = uses[0]
        posts.append(
            KnownPost(
                title=post["title"],
                body=_named(one, "bodies", post.get("body") or "").get("name"),
                country=post.get("country"),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                said=[one.said_of(post) for one, post in uses],
            )
        )
    return sorted(posts, key=lambda post: (post.first or "", post.title))


def _named(one: Told, part: str, id: str) -> Thing:
    return one.record[part].get(id, {})


def _commitments(told: Sequence[Told], known: Known) -> set[str]:
    return {
        id
        for one in told
        for made in one.record["commitments"].values()
        if made.get("engagement") == one.thing["id"] and (id := known(one, "commitments", made["id"]))
    }


def _copies(told: Sequence[Told]) -> list[list[str]]:
    """Documents that are one voice, where several are."""
    stories: dict[str, set[str]] = {}
    for one in told:
        stories.setdefault(one.voice, set()).add(one.document.id)
    return sorted(sorted(story) for story in stories.values() if len(story) > 1)


def _documents(told: Sequence[Told]) -> list[str]:
    return sorted({one.document.id for one in told})


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and all(ord(character) < 0x250 or 0x1E00 <= ord(character) < 0x1F00 for character in letters)
