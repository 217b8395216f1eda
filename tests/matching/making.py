"""Small records for the tests of matching."""

from __future__ import annotations

from typing import Any

from entente.model.record import Described, Engagement, Participant, Person, Place, Post, Record


def person(id: str, name: str, country: str | None = None, title: str | None = None) -> Person:
    posts = [Post(title=title, country=country)] if title else []
    return Person(id=id, name=name, country=country, posts=posts)


def party(who: str | None, country: str | None, role: Any = "participant") -> Participant:
    """A person by id, or a country where `who` is none."""
    return Participant(person=who, country=country, role=role, evidence=[])


def engagement(id: str = "e1", kind: Any = "meeting", when: str | None = "2025-09-18", **more: Any) -> Engagement:
    given = {"status": "held", "place": Place(city="Ankara", country="TR"), "countries": ["MA", "TR"], **more}
    return Engagement(id=id, kind=kind, when=when, **given)


def record(
    document: str,
    *engagements: Engagement,
    people: tuple[Person, ...] = (),
    published: str = "2025-09-20",
    language: str = "fr",
) -> Record:
    return Record(
        document=Described(id=document, language=language, published=published),
        people=list(people),
        engagements=list(engagements),
    )


MA, TR = person("p1", "Abdellatif Hammouchi", "MA"), person("p2", "Mahmut Demirtaş", "TR")
BOTH = [party("p1", "MA"), party("p2", "TR")]


def talks(document: str, when: str | None = "2025-09-18", *, published: str = "2025-09-20", **more: Any) -> Record:
    """A record of one meeting of the same two people."""
    people = more.pop("people", (MA, TR))
    given = {"participants": BOTH, **more}
    return record(document, engagement(when=when, **given), people=people, published=published)
