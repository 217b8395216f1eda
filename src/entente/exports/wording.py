"""What formats for people share: titles, summaries, dates and where a thing is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from entente.languages.countries import country_name
from entente.model.known import KnownDocument, KnownEngagement
from entente.text.edtf import OPEN_END, OPEN_START, bounds

SITE = "urn:entente:"


def title(known: KnownEngagement) -> str:
    """
    "Meeting: Morocco – Türkiye", or the proper name in the place of the kind.
    """
    who = " – ".join(map(country_name, known.countries))
    what = known.name or known.kind.capitalize()
    return f"{what}: {who}" if who else what


def place_name(place: Mapping[str, Any] | None) -> str:
    """Name, city and country, each once."""
    if not place:
        return ""
    country = country_name(place.get("country"))
    return ", ".join(dict.fromkeys(part for part in (place.get("name"), place.get("city"), country) if part))


def parties(known: KnownEngagement) -> list[str]:
    """Participants as `Name (Country, role)`."""
    found = []
    for party in known.participants:
        name = country_name(party.name) if party.name == party.country else party.name
        after = [country_name(party.country)] if party.country and party.name != party.country else []
        after += [party.role] if party.role != "participant" else []
        found.append(f"{name} ({', '.join(after)})" if after else name)
    return found


def summary(known: KnownEngagement) -> str:
    """A few lines of what is known."""
    lines = [
        f"Status: {known.status}",
        f"Participants: {'; '.join(parties(known))}" if known.participants else "",
        f"Topics: {', '.join(known.topics)}" if known.topics else "",
        f"Sources: {'; '.join(known.sources)}" if known.sources else "",
        f"Documents: {', '.join(known.documents)}",
    ]
    lines += [f"Documents disagree on {name}." for name in disputed(known)]
    return "\n".join(filter(None, lines))


def disputed(known: KnownEngagement) -> list[str]:
    """Fields of which documents give other values beside the preferred one."""
    return sorted(name for name, values in known.values.items() if any(value.rank == "other" for value in values))


def days(when: str | None) -> tuple[date, date] | None:
    """First day, and the day after the last; `None` where either is open or unknown."""
    found = bounds(when)
    if found is None or OPEN_START in found or OPEN_END in found:
        return None
    return date.fromisoformat(found[0]), date.fromisoformat(found[1]) + timedelta(days=1)


def by_id(documents: Iterable[KnownDocument]) -> dict[str, KnownDocument]:
    """Documents by their ids; of several that share one, the last by key."""
    return {document.id: document for document in documents}


def links(known: KnownEngagement, documents: Mapping[str, KnownDocument]) -> list[str]:
    """Addresses of the documents, http and https only."""
    urls = (documents[id].url for id in known.documents if id in documents)
    return sorted({url for url in urls if url and url.startswith(("https://", "http://"))})


def redacted(known: KnownEngagement, documents: Mapping[str, KnownDocument]) -> list[str]:
    """The documents of a thing whose text was taken out."""
    return [id for id in known.documents if id in documents and documents[id].redacted is not None]
