"""GeoJSON (RFC 7946): an engagement a feature, a point where its place has one, else without geometry."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from entente.exports import Knowledge
from entente.exports.wording import by_id, disputed, links, parties, place_name, redacted, title


def write(known: Knowledge) -> Iterator[bytes]:
    """One collection of features."""
    documents = by_id(known.everything("documents"))
    yield b'{"type":"FeatureCollection","features":['
    between = b"\n"
    for one in known.everything("engagements"):
        place = one.place or {}
        point = None
        if place.get("lat") is not None and place.get("lon") is not None:
            point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
        properties = {
            "title": title(one),
            "kind": one.kind,
            "status": one.status,
            "when": one.when,
            "place": place_name(place),
            "countries": one.countries,
            "participants": parties(one),
            "topics": one.topics,
            "sources": one.sources,
            "documents": one.documents,
            "urls": links(one, documents),
            "disputed": disputed(one),
            "redacted": redacted(one, documents),
        }
        feature = {"type": "Feature", "id": one.id, "geometry": point, "properties": properties}
        yield between + msgspec.json.encode(feature)
        between = b",\n"
    yield b"\n]}\n"
