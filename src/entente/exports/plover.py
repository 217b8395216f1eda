"""PLOVER JSON: an event a line, with the fields of its manual; what it has no field for stands under `entente`.

Undated engagements are left out, since `date` is compulsory; they are in the other formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec

from entente.exports import Knowledge
from entente.exports.crosswalk import event, iso3
from entente.exports.wording import by_id, days, disputed, redacted
from entente.languages.countries import country_name
from entente.model.known import KnownEngagement, KnownParty


def write(known: Knowledge) -> Iterator[bytes]:
    """A line an engagement that has a date."""
    documents = by_id(known.everything("documents"))
    for one in known.everything("engagements"):
        span = days(one.when)
        if span is None:
            continue
        told = event(one)
        told_by = [documents[id] for id in one.documents if id in documents]
        line: dict[str, Any] = {
            "id": one.id,
            "date": span[0].isoformat(),
            "enddate": (span[1] - timedelta(days=1)).isoformat(),
            "actor": [_entity(party) for party in told.actors],
            "recipient": [_entity(party) for party in told.recipients],
            "event": [told.type],
            "mode": [told.mode] if told.mode else [],
            "context": told.contexts,
            "event_loc": _place(one),
            "quad_code": told.quad,
            "event_scale": told.score,
            "link": [one.part_of] if one.part_of else [],
            "text_info": [
                {"document": said.document, "start": start, "end": end}
                for value in one.values.get("kind", [])
                for said in value.said
                for start, end in said.spans
            ],
            "cite_info": [
                {"citation": document.id, "url": document.url, "title": document.title, "language": document.language,
                 "publication": document.publisher, "date": document.published}
                for document in told_by
            ],
            "coder": "entente",
            "comment": "; ".join(f"documents disagree on {name}" for name in disputed(one)),
            "entente": {"kind": one.kind, "status": one.status, "when": one.when, "topics": one.topics,
                        "sources": one.sources, "redacted": redacted(one, documents)},
        }  # fmt: skip
        yield msgspec.json.encode(line) + b"\n"


def _entity(party: KnownParty) -> dict[str, Any]:
    name = country_name(party.name) if party.name == party.country else party.name
    entity = {"code": iso3(party.country) or ("IGO" if party.body else None), "entity_text": name}
    return entity | ({"office": party.post} if party.post else {})


def _place(known: KnownEngagement) -> dict[str, Any] | None:
    place = known.place
    if not place:
        return None
    return {
        "extracted_place": place.get("name") or place.get("city") or country_name(place.get("country")),
        "city": place.get("city"),
        "country": country_name(place.get("country")) or None,
        "country_code": iso3(place.get("country")),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "resolution": 3 if place.get("city") else 5,
    }
