"""JSON-LD: engagements as schema.org events with the roles of all, topics as SKOS concepts; its context is inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from entente.exports import Knowledge
from entente.exports.wording import SITE, by_id, disputed, place_name, summary, title
from entente.languages.countries import country_name, topic_labels
from entente.model.known import KnownDocument, KnownEngagement, KnownParty

CONTEXT = {
    "@vocab": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "notation": "skos:notation",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "about": {"@id": "https://schema.org/about", "@type": "@id"},
    "superEvent": {"@id": "https://schema.org/superEvent", "@type": "@id"},
    "startDate": {"@id": "https://schema.org/startDate"},
}
STATUS = {"cancelled": "https://schema.org/EventCancelled"}
SCHEDULED = "https://schema.org/EventScheduled"
TYPES = {"training": "EducationEvent", "gathering": "BusinessEvent"}


def write(known: Knowledge) -> Iterator[bytes]:
    """One document with everything in its graph."""
    documents = by_id(known.everything("documents"))
    yield b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":['
    between = b"\n"
    for node in _nodes(known, documents):
        yield between + msgspec.json.encode({key: value for key, value in node.items() if value not in (None, [], "")})
        between = b",\n"
    yield b"\n]}\n"


def _nodes(known: Knowledge, documents: Mapping[str, KnownDocument]) -> Iterator[dict[str, Any]]:
    for code, labels in topic_labels().items():
        yield {"@id": f"{SITE}topic:{code}", "@type": "skos:Concept", "notation": code, "prefLabel": labels}
    for document in known.everything("documents"):
        yield {
            "@id": SITE + document.key, "@type": "NewsArticle", "identifier": document.id, "headline": document.title,
            "datePublished": document.published, "inLanguage": document.language, "url": document.url,
            "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
            "creativeWorkStatus": f"Redacted: {document.redacted}" if document.redacted else None,
        }  # fmt: skip
    for part, type in (("people", "Person"), ("bodies", "GovernmentOrganization")):
        for one in known.everything(part):
            names = [value.value for value in one.values.get("name", [])]
            titles = [post.title for post in one.posts] if part == "people" else []
            yield {
                "@id": SITE + one.id, "@type": type, "name": one.name, "alternateName": names[1:], "jobTitle": titles,
                "nationality" if part == "people" else "areaServed": country_name(one.country),
                "wasDerivedFrom": [SITE + documents[id].key for id in one.documents],
            }  # fmt: skip
    for one in known.everything("engagements"):
        yield _event(one, documents)


def _event(one: KnownEngagement, documents: Mapping[str, KnownDocument]) -> dict[str, Any]:
    start, _, end = (one.when or "").partition("/")
    return {
        "@id": SITE + one.id,
        "@type": TYPES.get(one.kind, "Event"),
        "name": title(one),
        "additionalType": one.kind,
        "eventStatus": STATUS.get(one.status, SCHEDULED),
        "creativeWorkStatus": one.status,
        "startDate": start.strip(".") or None,
        "endDate": end.strip(".") or None,
        "temporalCoverage": one.when,
        "location": _place(one),
        "attendee": [_role(party) for party in one.participants if party.role != "organiser"],
        "organizer": [_role(party) for party in one.participants if party.role == "organiser"],
        "about": [f"{SITE}topic:{topic}" for topic in one.topics],
        "superEvent": SITE + one.part_of if one.part_of else None,
        "description": summary(one),
        "disambiguatingDescription": [f"Documents disagree on {name}" for name in disputed(one)],
        "citation": one.sources,
        "wasDerivedFrom": [SITE + documents[id].key for id in one.documents if id in documents],
    }


def _place(one: KnownEngagement) -> dict[str, Any] | None:
    if not one.place:
        return None
    place = {"@type": "Place", "name": place_name(one.place), "address": one.place.get("country")}
    if one.place.get("lat") is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": one.place["lat"], "longitude": one.place["lon"]}
    return place


def _role(party: KnownParty) -> dict[str, Any]:
    who: dict[str, Any] = {"@id": SITE + str(party.person or party.body)}
    if not (party.person or party.body):
        name = country_name(party.name) if party.name == party.country else party.name
        who = {"@type": "Organization", "name": name}
    return {"@type": "Role", "roleName": party.role, "attendee": who}
