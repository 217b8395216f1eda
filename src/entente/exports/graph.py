"""What is known as a graph: engagements and those who took part as nodes, their roles as edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entente.exports import Knowledge
from entente.exports.wording import by_id, redacted, title
from entente.model.known import KnownParty

NODE = ("type", "kind", "status", "when", "country", "topics", "documents", "redacted")
EDGE = ("role", "said_by")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def nodes(known: Knowledge) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Each node once: its id, its label, and those of its values that are there."""
    documents = by_id(known.everything("documents"))
    seen: set[str] = set()
    for one in known.everything("engagements"):
        values = {"type": "engagement", "kind": one.kind, "status": one.status, "when": one.when,
                  "topics": "; ".join(one.topics), "documents": "; ".join(one.documents),
                  "redacted": "; ".join(redacted(one, documents))}  # fmt: skip
        yield one.id, clean(title(one)), _there(values)
        for party in one.participants:
            id, type = _party(party)
            if id not in seen:
                seen.add(id)
                yield id, clean(party.name), _there({"type": type, "country": party.country})


def edges(known: Knowledge) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The engagement, who took part, and the values."""
    for one in known.everything("engagements"):
        for party in one.participants:
            said = "; ".join(sorted({said.document for said in party.said}))
            yield one.id, _party(party)[0], _there({"role": party.role, "said_by": said})


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _there(values: dict[str, str | None]) -> dict[str, str]:
    return {name: clean(value) for name, value in values.items() if value}


def _party(party: KnownParty) -> tuple[str, str]:
    if party.person:
        return party.person, "person"
    if party.body:
        return party.body, "body"
    if party.name == party.country:
        return f"country:{party.country}", "country"
    return clean(f"group:{party.country}:{party.name}"), "group"
