"""GraphML: who took part in what (see `graph`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from entente.exports import Knowledge
from entente.exports.graph import EDGE, NODE, edges, nodes


def write(known: Knowledge) -> Iterator[bytes]:
    """One graph; nodes first."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for on, keys in (("node", ("label", *NODE)), ("edge", EDGE)):
        for key in keys:
            yield f'<key id="{key}" for="{on}" attr.name="{key}" attr.type="string"/>\n'.encode()
    yield b'<graph id="engagements" edgedefault="undirected">\n'
    for id, label, values in nodes(known):
        yield f"<node id={quoteattr(id)}>{_data({'label': label, **values})}</node>\n".encode()
    for number, (one, party, values) in enumerate(edges(known), 1):
        ends = f"source={quoteattr(one)} target={quoteattr(party)}"
        yield f'<edge id="a{number}" {ends}>{_data(values)}</edge>\n'.encode()
    yield b"</graph>\n</graphml>\n"


def _data(values: Mapping[str, str]) -> str:
    return "".join(f'<data key="{key}">{escape(value)}</data>' for key, value in values.items())
