"""JSON Lines: the records that people have reviewed to the end; `entente add --records` takes them in again."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from entente.exports import Knowledge


def write(known: Knowledge) -> Iterator[bytes]:
    """A line a document; documents that nobody has finished are left out."""
    for record in known.gold():
        yield msgspec.json.encode(record) + b"\n"
