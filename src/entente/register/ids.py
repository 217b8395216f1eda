"""Ids drawn from content: the same documents give the same ids, whatever the order and the place.

Documents, engagements, people and commitments as one document has them (*mentions*) get an id of their own. A known
engagement or person bears the smallest id of its mentions; the ids of all others lead to it. So no id ever dies:
after a merger it leads to what it became part of, after a split to the part that its mention went to.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import msgspec

PARTS = {"engagements": "e", "people": "p", "bodies": "b", "commitments": "c"}
"""The parts of a record whose members the register follows, with the first letter of their ids."""
PUT_TOGETHER = ("people", "bodies")
"""Parts of which some stand in very many documents, so that they are put together when they are asked for."""
UNANCHORED = ("name", "what", "when", "countries")

_BYTES = 8  # with 10^6 ids the chance that two are equal is 3 in 10^8


def drawn(letter: str, *parts: object) -> str:
    """
    >>> drawn("e", "report", 12) == drawn("e", "report", 12)
    True
    """
    digest = blake2b(msgspec.json.encode(parts), digest_size=_BYTES).digest()
    return f"{letter}-{b32encode(digest).decode('ascii').rstrip('=').lower()}"


def document_key(id: str, sha256: str | None) -> str:
    """The key of a document: what it is called and what it says."""
    return drawn("d", id, sha256)


def mention_ids(document: str, part: str, things: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The ids of a record's things, by their own ids.

    They are drawn from where the thing stands in the text, so that a reading which numbers otherwise gives the same;
    a thing without a place is known by what it says.
    """
    ids: dict[str, str] = {}
    seen: dict[str, int] = {}
    for thing in things:
        place = thing.get("evidence") or [thing.get(field) for field in UNANCHORED]
        id = drawn(PARTS[part], document, thing.get("kind"), place)
        again = seen[id] = seen.get(id, 0) + 1
        ids[thing["id"]] = id if again == 1 else drawn(PARTS[part], id, again)
    return ids
