"""CSV for people who open it in a spreadsheet: an engagement a row, and no cell that a spreadsheet would run.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end gets an apostrophe before it, as OWASP advises.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from entente.exports import Knowledge
from entente.exports.wording import by_id, disputed, links, parties, redacted
from entente.model.known import KnownDocument, KnownEngagement
from entente.text.edtf import bounds

COLUMNS = (
    "id", "kind", "status", "name", "when", "first_day", "last_day", "place", "city", "country", "lat", "lon",
    "countries", "participants", "topics", "announced", "occasion", "part_of", "sources", "publishers", "documents",
    "urls", "disputed", "decided_by", "redacted",
)  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def write(known: Knowledge) -> Iterator[bytes]:
    """The header, then a row an engagement, in UTF-8 with the mark that Excel needs."""
    documents = by_id(known.everything("documents"))
    yield "\ufeff".encode() + line(COLUMNS)
    for engagement in known.everything("engagements"):
        yield line(safe(cell) for cell in row(engagement, documents).values())


def row(known: KnownEngagement, documents: Mapping[str, KnownDocument]) -> dict[str, Any]:
    """The cells of an engagement by column; several values stand in one cell with `; `."""
    first, last = bounds(known.when) or ("", "")
    place = known.place or {}
    authors = {value.author for values in known.values.values() for value in values if value.author}
    cells = (
        known.id, known.kind, known.status, known.name, known.when, first, last, place.get("name"), place.get("city"),
        place.get("country"), place.get("lat"), place.get("lon"), known.countries, parties(known), known.topics,
        known.announced, known.occasion, known.part_of, known.sources, known.publishers, known.documents,
        links(known, documents), disputed(known), sorted(authors), redacted(known, documents),
    )  # fmt: skip
    return dict(zip(COLUMNS, (_cell(cell) for cell in cells), strict=True))


def safe(cell: Any) -> Any:
    """The cell with an apostrophe before what a spreadsheet would run; numbers stay numbers.

    >>> safe("=HYPERLINK(1)"), safe("Rabat"), safe(-6.8)
    ("'=HYPERLINK(1)", 'Rabat', -6.8)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def line(cells: Any) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else value
