"""What matching looks at: a record in, and for each engagement, person and body a profile made once, cheap to compare.

Profiles are plain frozen data, so a register may store them (`msgspec.msgpack`) and need not read a record again to
compare it. Ends are `DOCUMENT#ID`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from entente.matching.naming import Title, known_body, title
from entente.matching.periods import Period, guess, period
from entente.matching.places import Spot, spot
from entente.model.record import Engagement, Kind, Participant, Record, Status
from entente.text.folding import fold

Side = Literal["active", "passive", "equal"]
_SIDES: dict[str, Side] = {
    "visitor": "active",
    "provider": "active",
    "host": "passive",
    "inviter": "passive",
    "recipient": "passive",
}


class BodyProfile(msgspec.Struct, frozen=True, tag="body"):
    """A body of a record; `known` is the id that the packs have for it in all languages."""

    end: str
    document: str
    name: str
    country: str | None
    known: str | None


class PersonProfile(msgspec.Struct, frozen=True, tag="person"):
    """A person of a record, with the titles and bodies of the posts."""

    end: str
    document: str
    name: str
    country: str | None
    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    language: str | None = None


class Party(msgspec.Struct, frozen=True):
    """A participant: a person's name, a body, or an unnamed group or country; and the side it stands on."""

    country: str | None
    side: Side
    person: str | None = None
    body: str | None = None
    """The body's known id, else its folded name."""
    group: str | None = None


class EngagementProfile(msgspec.Struct, frozen=True, tag="engagement"):
    """An engagement as matching sees it; what it takes from its visit or gathering is taken already."""

    end: str
    document: str
    kind: Kind
    status: Status
    when: Period | None
    when_text: str | None
    spot: Spot | None
    countries: frozenset[str]
    parties: tuple[Party, ...]
    title: Title | None
    occasion: Title | None
    """The name of the gathering on whose margins it was, or of what it is a part."""
    edition: frozenset[str]
    """Of a gathering or exercise that the packs know: its id with the year or years, as in `world-cup 2030`."""
    topics: frozenset[str]
    language: str | None = None


Profile = EngagementProfile | PersonProfile | BodyProfile


def profiles(record: Record, document: str | None = None) -> dict[str, Profile]:
    """The profiles of all engagements, people and bodies of a record by their ids.

    `document` names the record in the ends; else its own id does.
    """
    return _Profiler(record, document or record.document.id).profiles()


class _Profiler:
    def __init__(self, record: Record, document: str) -> None:
        self.record, self.document = record, document
        self.language = (record.document.language or "").partition("-")[0] or None
        self.bodies = {body.id: body for body in record.bodies}
        self.people = {person.id: person for person in record.people}
        self.engagements = {engagement.id: engagement for engagement in record.engagements}

    def profiles(self) -> dict[str, Profile]:
        return {
            **{id: self._engagement(engagement) for id, engagement in self.engagements.items()},
            **{id: self._person(id) for id in self.people},
            **{id: self._body(id) for id in self.bodies},
        }

    def _end(self, id: str) -> str:
        return f"{self.document}#{id}"

    def _body(self, id: str) -> BodyProfile:
        body = self.bodies[id]
        return BodyProfile(self._end(id), self.document, body.name, body.country, known_body(body.name, body.country))

    def _person(self, id: str) -> PersonProfile:
        person = self.people[id]
        return PersonProfile(
            self._end(id),
            self.document,
            person.name,
            person.country,
            frozenset(fold(post.title) for post in person.posts),
            frozenset(self._body_key(post.body) for post in person.posts if post.body in self.bodies),
            self.language,
        )

    def _body_key(self, id: str | None) -> str:
        body = self.bodies[id or ""]
        return known_body(body.name, body.country) or fold(body.name)

    def _engagement(self, e: Engagement) -> EngagementProfile:
        frames = [self.engagements[id] for id in (e.part_of, e.occasion) if id in self.engagements and id != e.id]
        when = period(e.when) or self._outer(frames) or guess(e.status, self.record.document.published)
        names = [frame.name for frame in frames if frame.name]
        parties = tuple(self._party(p) for p in e.participants)
        countries = set(e.countries)
        if e.kind != "gathering":  # whose countries are its hosts only
            countries |= {party.country for party in parties if party.country}
        name = title(e.name) if e.name else None
        return EngagementProfile(
            end=self._end(e.id),
            document=self.document,
            kind=e.kind,
            status=e.status,
            when=when,
            when_text=e.when,
            spot=spot(e.place),
            countries=frozenset(countries),
            parties=parties,
            title=name,
            edition=_edition(name, when),
            occasion=title(names[0]) if names else None,
            topics=frozenset(e.topics),
            language=self.language,
        )

    def _outer(self, frames: list[Engagement]) -> Period | None:
        """The days of the visit or gathering, in which an undated part of it must lie."""
        for frame in frames:
            outer = period(frame.when)
            if outer is not None:
                return Period(outer.first, outer.last, "frame")
        return None

    def _party(self, p: Participant) -> Party:
        side = _SIDES.get(p.role, "equal")
        if p.person in self.people:
            person = self.people[p.person or ""]
            return Party(p.country or person.country, side, person=person.name)
        if p.body in self.bodies:
            return Party(p.country or self.bodies[p.body or ""].country, side, body=self._body_key(p.body))
        return Party(p.country, side, group=fold(p.group) if p.group else None)


def _edition(name: Title | None, when: Period | None) -> frozenset[str]:
    if name is None or name.known is None:
        return frozenset()
    years = name.years or (when.years if when and when.is_stated else ())
    return frozenset(f"{name.known} {year}" for year in years)
