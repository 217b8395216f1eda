"""POLECAT: its 40 columns, tab-separated, several values with `; `, and nothing else.

What it has no column for (status, our kinds, ids of documents) is left out here and in the other formats. Undated
engagements are left out, as its `Event Date` is a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entente.exports import Knowledge
from entente.exports.crosswalk import event, iso3
from entente.exports.wording import by_id, days
from entente.languages.countries import country_name
from entente.model.known import KnownParty

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
CODER = "Entente"
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_SPACE = re.compile(r"\s+")


def write(known: Knowledge) -> Iterator[bytes]:
    """The header, then a line an engagement that has a date."""
    documents = by_id(known.everything("documents"))
    yield _line(COLUMNS)
    for one in known.everything("engagements"):
        span = days(one.when)
        if span is None:
            continue
        told = event(one)
        place = one.place or {}
        told_by = [documents[id] for id in one.documents if id in documents]
        published = sorted(document.published for document in told_by if document.published)
        languages = sorted({document.language for document in told_by if document.language})
        people = [party.name for party in one.participants if party.person]
        bodies = [party.name for party in one.participants if party.body]
        raw = place.get("name") or place.get("city") or ""
        yield _line(
            (
                one.id, span[0].isoformat(), told.type, told.mode, str(told.score), QUADS[told.quad],
                "; ".join(told.contexts), *_side(told.actors), *_side(told.recipients), raw, place.get("city"), "", "",
                country_name(place.get("country")), place.get("lat"), place.get("lon"), "", raw, "",
                "; ".join(one.publishers), published[0] if published else "", "; ".join(people), "; ".join(bodies), raw,
                "; ".join(languages), CODER,
            )
        )  # fmt: skip


def _side(parties: Sequence[KnownParty]) -> tuple[str, ...]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id."""
    names = [country_name(party.name) if party.name == party.country else party.name for party in parties]
    countries = list(dict.fromkeys(code for party in parties if (code := iso3(party.country))))
    titles = [party.post for party in parties if party.post]
    return "; ".join(names), "; ".join(countries), "", "", "", "; ".join(titles), "; ".join(names), ""


def _line(cells: Sequence[object]) -> bytes:
    written = (_SPACE.sub(" ", "" if cell is None else str(cell)).strip() for cell in cells)
    return ("\t".join(written) + "\n").encode("utf-8")
