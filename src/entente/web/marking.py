"""A record as facts, each with its words; and a text in pieces, each with the facts that it says.

In: a document as it is reviewed. Out: things (an engagement, a person, …) with facts, and the lines of the text cut
where the words of a fact begin or end. Facts are named `e1.when`; offsets are code points of the stored text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from entente.register.decisions import Decision
from entente.register.reviewing import Reviewed

SHOWN = {
    "engagements": (
        "kind", "status", "name", "when", "place", "countries", "participants", "topics", "occasion", "part_of",
        "sources",
    ),
    "commitments": ("kind", "what", "when", "parties", "towards", "topics", "engagement"),
    "people": ("name", "latin", "country", "posts"),
    "bodies": ("name", "latin", "country"),
}  # fmt: skip
COLOURS = {
    "participants": "who", "countries": "who", "parties": "who", "towards": "who", "person": "who", "name": "who",
    "posts": "title", "when": "when", "place": "where", "topics": "topic", "sources": "source", "kind": "what",
    "status": "what", "what": "what",
}  # fmt: skip
MOST_QUOTES = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a thing, its words, and what was last decided on it."""

    id: str
    field: str
    value: Any
    spans: list[Span]
    quotes: list[str]
    decision: Decision | None = None
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the record with its facts; `known` is what the register makes of it."""

    id: str
    part: str
    kind: str | None
    title: str
    mention: str | None
    known: str | None
    state: str
    decision: Decision | None
    same: list[Decision]
    facts: list[Fact] = field(default_factory=list)


def facts_of(found: Reviewed) -> list[Thing]:
    """All things of the record, in its order."""
    names = {
        thing["id"]: thing.get("latin") or thing.get("name")
        for part in ("people", "bodies", "sources")
        for thing in found.record.get(part) or ()
    }
    return [
        _thing(found, part, thing, names) for part, fields in SHOWN.items() for thing in found.record.get(part) or ()
        if fields
    ]  # fmt: skip


def _thing(found: Reviewed, part: str, thing: dict[str, Any], names: dict[str, Any]) -> Thing:
    id = thing["id"]
    decisions = found.decisions.get(id, [])
    whole = next((d for d in reversed(decisions) if d.verdict in ("accept", "reject") and d.field is None), None)
    facts = []
    for name in SHOWN[part]:
        last = next((d for d in reversed(decisions) if d.field == name), None)
        value, spans = _value(thing, name, names, found.known)
        if value in (None, [], {}, "") and last is None:
            continue
        facts.append(_fact(found, f"{id}.{name}", name, value, spans, last))
    return Thing(
        id=id,
        part=part,
        kind=thing.get("kind"),
        title=str(thing.get("latin") or thing.get("name") or ""),
        mention=found.mentions.get(id),
        known=found.known.get(id),
        state={"accept": "accepted", "reject": "rejected"}[whole.verdict] if whole else "open",
        decision=whole,
        same=[d for d in decisions if d.verdict in ("same", "different")],
        facts=facts,
    )


def _fact(found: Reviewed, id: str, name: str, value: Any, spans: list[Span], last: Decision | None) -> Fact:
    state = "open"
    if last is not None:
        state = {"accept": "accepted", "correct": "corrected"}.get(last.verdict, "open")
        decided = msgspec.json.decode(last.value or "null")
        if state == "corrected" and decided in (None, [], ""):
            state = "rejected"
        elif state == "corrected":
            value = decided
    text = found.text or ""
    quotes = list(dict.fromkeys(text[start:end] for start, end in spans[:MOST_QUOTES] if text[start:end].strip()))
    return Fact(id, name, value, spans, quotes, last, state)


def _value(thing: dict[str, Any], name: str, names: dict[str, Any], known: dict[str, str]) -> tuple[Any, list[Span]]:
    """A field as people read it, ids as what they name, with its spans."""
    value, spans = thing.get(name), thing.get("spans") or {}
    if name == "participants":
        parties = [
            {
                "person": known.get(party.get("person") or ""),
                "body": known.get(party.get("body") or ""),
                "post": None,
                "name": names.get(party.get("person") or party.get("body") or "") or party.get("group"),
                "country": party.get("country"),
                "role": party.get("role"),
                "leads_delegation": party.get("leads_delegation", False),
            }
            for party in value or ()
        ]
        return parties, _ordered(span for party in value or () for span in party.get("evidence") or ())
    if name == "posts":
        return [{"title": post["title"], "body": names.get(post.get("body") or "")} for post in value or ()], _ordered(
            span for post in value or () for span in post.get("evidence") or ()
        )
    if name == "topics":
        return value, _ordered(span for code in value or () for span in spans.get(f"topics.{code}") or ())
    if name in ("sources", "parties", "towards"):
        value = [names.get(id) or id for id in value or ()]
    own = spans.get(name) or (thing.get("evidence") if name in ("name", "what") else None) or ()
    return value, _ordered(own)


def _ordered(spans: Iterable[Any]) -> list[Span]:
    return sorted({(int(start), int(end)) for start, end in spans})


def marked(text: str, facts: list[Fact]) -> list[list[dict[str, Any]]]:
    """The lines of a text, each as pieces with the facts whose words they are; `start` counts in the whole text."""
    spans = [(start, end, fact) for fact in facts for start, end in fact.spans if 0 <= start < end <= len(text)]
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    holds: list[list[Fact]] = [[] for _ in edges]
    for start, end, fact in spans:
        for at in range(bisect_left(edges, start), bisect_left(edges, end)):
            holds[at].append(fact)
    lines, offset = [], 0
    for line in text.split("\n"):
        lines.append(list(_pieces(text, offset, offset + len(line), edges, holds)))
        offset += len(line) + 1
    return lines


def _pieces(text: str, start: int, end: int, edges: list[int], holds: list[list[Fact]]) -> Iterator[dict[str, Any]]:
    cuts = [edge for edge in edges if start < edge < end]
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        at = bisect_left(edges, left + 1) - 1
        inside = holds[at] if 0 <= at < len(holds) else []
        if right > left:
            yield {
                "start": left,
                "text": text[left:right],
                "facts": list(dict.fromkeys(fact.id for fact in inside)),
                "colour": next((COLOURS[fact.field] for fact in _narrowest(inside) if fact.field in COLOURS), None),
            }


def _narrowest(facts: list[Fact]) -> list[Fact]:
    """The fact with the fewest words first: it says most about them."""
    return sorted(facts, key=lambda fact: (sum(end - start for start, end in fact.spans), fact.id))
