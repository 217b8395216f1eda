"""GraphML: engagements and those who took part as nodes, who took part in what as edges with the role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from entente.exports import Knowledge
from entente.exports.wording import by_id, redacted, title

KEYS = {
    "label": "node", "type": "node", "kind": "node", "status": "node", "when": "node", "country": "node",
    "topics": "node", "documents": "node", "redacted": "node", "role": "edge", "said_by": "edge",
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(known: Knowledge) -> Iterator[bytes]:
    """One graph; nodes first."""
    documents = by_id(known.everything("documents"))
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for key, on in KEYS.items():
        yield f'<key id="{key}" for="{on}" attr.name="{key}" attr.type="string"/>\n'.encode()
    yield b'<graph id="engagements" edgedefault="undirected">\n'
    nodes: set[str] = set()
    for one in known.everything("engagements"):
        yield _node(one.id, label=title(one), type="engagement", kind=one.kind, status=one.status, when=one.when or "",
                    topics="; ".join(one.topics), documents="; ".join(one.documents),
                    redacted="; ".join(redacted(one, documents)))  # fmt: skip
        for party in one.participants:
            id, type = _party(party)
            if id not in nodes:
                nodes.add(id)
                yield _node(id, label=party.name, type=type, country=party.country or "")
    number = 0
    for one in known.everything("engagements"):
        for party in one.participants:
            number += 1
            said = "; ".join(sorted({said.document for said in party.said}))
            data = _data(role=party.role, said_by=said)
            id, _ = _party(party)
            ends = f"source={quoteattr(one.id)} target={quoteattr(_clean(id))}"
            yield f'<edge id="a{number}" {ends}>{data}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def _party(party: object) -> tuple[str, str]:
    for type in ("person", "body"):
        id = getattr(party, type)
        if id:
            return str(id), type
    name, country = getattr(party, "name"), getattr(party, "country")  # noqa: B009
    if name == country:
        return f"country:{country}", "country"
    return f"group:{country}:{name}", "group"


def _node(id: str, **values: str) -> bytes:
    return f"<node id={quoteattr(_clean(id))}>{_data(**values)}</node>\n".encode()


def _data(**values: str) -> str:
    return "".join(f'<data key="{key}">{escape(_clean(value))}</data>' for key, value in values.items() if value)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
