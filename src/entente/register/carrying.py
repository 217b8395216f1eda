"""From one reading of a document to another: which thing of the old is which of the new.

A decision names what an earlier reading saw. When newer packs read the document anew, or a person's record stands in
for the reading, what was decided goes over to the thing at the same place of the text, or that says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from entente.text.edtf import bounds
from entente.text.folding import fold

Thing = dict[str, Any]
Record = dict[str, Any]
_LEAST = 0.4


def carried(old: Record, new: Record, part: str) -> dict[str, str]:
    """Own ids of the old record's things to those of the new; each is given once, the likest first."""
    likeness = _LIKENESS[part]
    pairs = [
        (score, one["id"], other["id"])
        for one in old.get(part) or ()
        for other in new.get(part) or ()
        if (score := likeness(one, other, old, new)) >= _LEAST
    ]
    found: dict[str, str] = {}
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _engagement(one: Thing, other: Thing, old: Record, new: Record) -> float:
    if one.get("kind") != other.get("kind"):
        return 0.0
    days, others = bounds(one.get("when")), bounds(other.get("when"))
    dates = 0.5 if days is None or others is None else float(days[0] <= others[1] and others[0] <= days[1])
    alike = [
        _shared(one.get("countries") or (), other.get("countries") or ()),
        _shared(_who(one, old), _who(other, new)),
        dates,
    ]
    place = _overlap(one, other)
    return sum(alike) / 3 if place is None else (2 * place + sum(alike)) / 5


def _named(one: Thing, other: Thing, old: Record, new: Record) -> float:
    names = _shared(fold(one.get("name") or "").split(), fold(other.get("name") or "").split())
    return max(names, _overlap(one, other) or 0.0)


def _commitment(one: Thing, other: Thing, old: Record, new: Record) -> float:
    place = _overlap(one, other)
    if place is not None:
        return place
    return _shared(fold(one.get("what") or "").split(), fold(other.get("what") or "").split())


_LIKENESS: dict[str, Callable[[Thing, Thing, Record, Record], float]] = {
    "engagements": _engagement,
    "people": _named,
    "bodies": _named,
    "commitments": _commitment,
}


def _who(engagement: Thing, record: Record) -> list[str]:
    people = {person["id"]: person.get("name") or "" for person in record.get("people") or ()}
    parties = engagement.get("participants") or ()
    return [fold(people[party["person"]]) for party in parties if party.get("person") in people]


def _shared(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of what is in both of what is in either; 1 where neither has any."""
    a, b = set(one), set(other)
    return len(a & b) / len(a | b) if a | b else 1.0


def _overlap(one: Thing, other: Thing) -> float | None:
    """The share of the text that both stand on, of the shorter; `None` where one does not say where it stands."""
    a, b = one.get("evidence") or (), other.get("evidence") or ()
    if not a or not b:
        return None
    shared: int = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
    return min(1.0, shared / max(1, min(_length(a), _length(b))))


def _length(spans: Sequence[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)
