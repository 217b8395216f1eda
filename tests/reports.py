"""Short sentences to what a record says of them, in a form that a test can show on one line; French unless told."""

from __future__ import annotations

import entente
from entente.model.record import Engagement, Record

PUBLISHED = "2025-03-05"  # a Wednesday
ALAMI = "Le ministre marocain de l'Intérieur, Karim Alami,"
ORTEGA = "son homologue espagnol, Luis Ortega"
MET = f"{ALAMI} a rencontré mardi à Rabat {ORTEGA}."


def read(text: str, published: str | None = PUBLISHED, language: str = "fr") -> Record:
    return entente.read(text, published=published, language=language)


def one(text: str, published: str | None = PUBLISHED) -> Engagement:
    """The only engagement of a text."""
    record = read(text, published)
    assert len(record.engagements) == 1, [e.kind for e in record.engagements]
    return record.engagements[0]


def shown(text: str, published: str | None = PUBLISHED, language: str = "fr") -> list[str]:
    """The engagements of a text: 'kind status when city: who=role …'."""
    record = read(text, published, language)
    names = {person.id: person.name for person in record.people}
    names |= {body.id: body.name for body in record.bodies}
    lines = []
    for engagement in record.engagements:
        parties = [
            f"{names.get(p.person or p.body or '') or p.group or p.country}={p.role}" for p in engagement.participants
        ]
        city = engagement.place.city if engagement.place else None
        head = f"{engagement.kind} {engagement.status} {engagement.when} {city}"
        lines.append(f"{head}: {', '.join(parties)}")
    return lines
