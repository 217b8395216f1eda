"""GEXF 1.2, as Gephi reads it: who took part in what (see `graph`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from entente.exports import Knowledge
from entente.exports.graph import EDGE, NODE, edges, nodes


def write(known: Knowledge) -> Iterator[bytes]:
    """One graph; nodes first."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield b'<graph mode="static" defaultedgetype="undirected">\n'
    for on, names in (("node", NODE), ("edge", EDGE)):
        fields = "".join(f'<attribute id="{name}" title="{name}" type="string"/>' for name in names)
        yield f'<attributes class="{on}">{fields}</attributes>\n'.encode()
    yield b"<nodes>\n"
    for id, label, values in nodes(known):
        yield f"<node id={quoteattr(id)} label={quoteattr(label)}>{_values(values)}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for number, (one, party, values) in enumerate(edges(known), 1):
        ends = f"source={quoteattr(one)} target={quoteattr(party)}"
        yield f'<edge id="a{number}" {ends}>{_values(values)}</edge>\n'.encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _values(values: Mapping[str, str]) -> str:
    fields = "".join(f'<attvalue for="{name}" value={quoteattr(value)}/>' for name, value in values.items())
    return f"<attvalues>{fields}</attvalues>"
