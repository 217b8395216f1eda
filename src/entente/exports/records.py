"""JSON Lines: the record that speaks for each document, as `entente read --json` prints one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from entente.exports import Knowledge


def write(known: Knowledge) -> Iterator[bytes]:
    """A line a document; one whose text was taken out says so in `document.redacted`."""
    for record in known.records():
        yield msgspec.json.encode(record) + b"\n"
