"""Parquet: an engagement a row, with lists as lists, days as days, and all values with who says them as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from entente.exports import Knowledge
from entente.exports.wording import by_id, disputed, links, redacted
from entente.model.known import KnownDocument, KnownEngagement
from entente.text.edtf import OPEN_END, OPEN_START, bounds

ROWS_AT_ONCE = 10_000
TEXTS = pa.list_(pa.string())
PARTY = pa.struct(
    [(name, pa.string()) for name in ("name", "role", "country", "post", "person", "body", "group")]
    + [("leads_delegation", pa.bool_())]
)
SCHEMA = pa.schema(
    [pa.field(name, pa.string(), nullable=False) for name in ("id", "kind", "status")]
    + [("name", pa.string()), ("when", pa.string()), ("first_day", pa.date32()), ("last_day", pa.date32())]
    + [(name, pa.string()) for name in ("place", "city", "country")]
    + [("lat", pa.float64()), ("lon", pa.float64())]
    + [("countries", TEXTS), ("participants", pa.list_(PARTY)), ("topics", TEXTS)]
    + [(name, pa.string()) for name in ("announced", "occasion", "part_of")]
    + [(name, TEXTS) for name in ("sources", "publishers", "documents", "urls", "mentions", "disputed", "redacted")]
    + [("values", pa.string())]
)


def write(known: Knowledge) -> Iterator[bytes]:
    """The file as one piece; dates that are no days, and open ones, stand in `when` only."""
    documents = by_id(known.everything("documents"))
    rows = (_row(one, documents) for one in known.everything("engagements"))
    out = BytesIO()
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(some, SCHEMA))
    yield out.getvalue()


def _row(known: KnownEngagement, documents: Mapping[str, KnownDocument]) -> dict[str, Any]:
    place = known.place or {}
    first, last = bounds(known.when) or (OPEN_START, OPEN_END)
    own = ("id", "kind", "status", "name", "when", "countries", "topics", "announced", "occasion", "part_of", "sources",
           "publishers", "documents", "mentions")  # fmt: skip
    return {
        **{name: getattr(known, name) for name in own},
        "first_day": None if first == OPEN_START else date.fromisoformat(first),
        "last_day": None if last == OPEN_END else date.fromisoformat(last),
        "place": place.get("name"),
        **{name: place.get(name) for name in ("city", "country", "lat", "lon")},
        "participants": [{name: getattr(party, name) for name in PARTY.names} for party in known.participants],
        "urls": links(known, documents),
        "disputed": disputed(known),
        "redacted": redacted(known, documents),
        "values": msgspec.json.encode(known.values).decode(),
    }
