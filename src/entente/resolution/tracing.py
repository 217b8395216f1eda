"""Why a record says what it says: for each value, the rules and pack entries that found its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from entente.languages.rules import Unit
from entente.model.record import Record, Span
from entente.model.sentence import Sentence
from entente.model.trace import Reason, Trace

PARTS = ("people", "bodies", "engagements", "commitments", "sources")
INSIDE = ("posts", "participants")
"""Lists of a person's or engagement's own objects, with spans of their own."""


def trace(record: Record, sentences: Sequence[Sentence]) -> Trace:
    """For `e1.when`, `p1.posts.0.title`, …: what found the words at the value's spans.

    `sentences` are those of the record's document, recognised, in the order of the text.
    """
    found: Trace = {}
    starts = [sentence.start for sentence in sentences]
    plain = msgspec.to_builtins(record)

    def explain(key: str, thing: dict[str, Any]) -> None:
        for field, spans in thing.get("spans", {}).items():
            reasons = [
                reason
                for span in spans
                for sentence in sentences[max(0, bisect_right(starts, span[0]) - 1) : bisect_right(starts, span[1])]
                for reason in _reasons(sentence, (span[0], span[1]))
            ]
            found[f"{key}.{field}"] = list(dict.fromkeys(reasons))
        for part in INSIDE:
            for number, inner in enumerate(thing.get(part, [])):
                explain(f"{key}.{part}.{number}", inner)

    for part in PARTS:
        for thing in plain[part]:
            explain(thing["id"], thing)
    return found


def _reasons(sentence: Sentence, span: Span) -> Iterator[Reason]:
    for start, end, code, origin in sentence.topics:
        if span == (start, end):
            yield Reason(span=span, entry=f"topic {code}", origin=origin)
    for unit in sentence.units:
        if unit.start < span[1] and span[0] < unit.end:
            yield from _of_unit(unit, span)


def _of_unit(unit: Unit, span: Span) -> Iterator[Reason]:
    """The rules that made a unit around or inside a span, and the entries of the words inside it."""
    if unit.end <= span[0] or span[1] <= unit.start:
        return
    here = (unit.start, unit.end)
    if unit.rule is not None:
        yield Reason(span=here, entry=f"rule {unit.rule.name!r}", origin=unit.rule.origin)
        for part in unit.leaves() if not hasattr(unit, "parts") else unit.parts:
            yield from _of_unit(part, span)
        return
    for entry in unit.entries:
        if entry.origin and not entry.name.startswith("="):
            yield Reason(span=here, entry=f"{entry.name} {entry.value}", origin=entry.origin)
