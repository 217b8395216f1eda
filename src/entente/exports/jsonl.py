"""JSON Lines: everything that is known, with all values, spans and ranks; `part` says what a line is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from entente.exports import Knowledge

PARTS = {"documents": "document", "engagements": "engagement", "people": "person", "bodies": "body",
         "commitments": "commitment"}  # fmt: skip


def write(known: Knowledge) -> Iterator[bytes]:
    """A line a thing: documents, engagements, people, bodies, commitments."""
    for part, name in PARTS.items():
        for thing in known.everything(part):
            yield msgspec.json.encode({"part": name, **msgspec.to_builtins(thing)}) + b"\n"
