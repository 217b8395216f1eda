"""`entente explain`: for each value of a record its words, and the pack entry that found them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from entente.cli.read import description
from entente.cli.terminal import clean, isolated, say
from entente.model.record import Record
from entente.model.trace import Reason, Trace
from entente.reading.inputs import Failure, Given, given

PARTS = ("people", "bodies", "engagements", "commitments", "sources")
QUOTE_LENGTH = 90


def run(options: argparse.Namespace) -> int:
    """Read one document and print what made each of its values."""
    from entente import pipeline

    described = description(options)
    item = next(given(options.file))
    if isinstance(item, Failure):
        raise item.error
    item = replace(item, **described) if described else item
    assert isinstance(item, Given)
    record, text, trace = pipeline.read_explained(item.text, **item.description())
    for line in explained(record, text, trace):
        sys.stdout.write(line + "\n")
    if item.note:
        say(item.note)
    return 0


def explained(record: Record, text: str, trace: Trace) -> Iterator[str]:
    """The lines of the explanation, an object after another."""
    plain = msgspec.to_builtins(record)
    for part in PARTS:
        for thing in plain[part]:
            yield from _thing(thing, text, trace)
            yield ""
    if not any(plain[part] for part in PARTS):
        yield "Nothing was found: no engagement, commitment or source that the packs know is stated."


def _thing(thing: dict[str, Any], text: str, trace: Trace) -> Iterator[str]:
    id = thing["id"]
    name = thing.get("name") or thing.get("what") or ""
    yield " ".join(filter(None, [id, thing.get("kind"), thing.get("status"), isolated(clean(name))]))
    yield from _reasons(trace.get(id, []), text)
    fields = [key.partition(".")[2] for key in trace if key.startswith(f"{id}.")]
    for field in sorted({*thing.get("spans", {}), *fields}, key=lambda field: _rank(thing, field)):
        value = _at(thing, field)
        yield f"  {field}" + (f" = {isolated(clean(_value(value)))}" if value not in (None, [], {}) else "")
        reasons = trace.get(f"{id}.{field}", [])
        if reasons:
            yield from _reasons(reasons, text)
        else:
            for span in thing.get("spans", {}).get(field, []):
                yield f"    {quoted(text, span)}"


def _at(thing: Any, field: str) -> Any:
    """The value of a field by its path: `posts.0.title`; `None` for one of a list by its value (`topics.CODE`)."""
    for step in field.split("."):
        if isinstance(thing, dict):
            thing = thing.get(step)
        elif isinstance(thing, list) and step.isdigit() and int(step) < len(thing):
            thing = thing[int(step)]
        else:
            return None
    return thing


def _rank(thing: dict[str, Any], field: str) -> tuple[int, str]:
    keys = list(thing)
    first = field.partition(".")[0]
    return (keys.index(first) if first in keys else len(keys), field)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part is not None)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reasons(reasons: list[Reason], text: str) -> Iterator[str]:
    for reason in reasons:
        yield f"    {quoted(text, reason.span)}  {clean(reason.entry)}  ({clean(reason.origin)})"


def quoted(text: str, span: tuple[int, int]) -> str:
    """The words at a span with its offsets, shortened in the middle."""
    start, end = span
    words = clean(text[start:end])
    if len(words) > QUOTE_LENGTH:
        half = QUOTE_LENGTH // 2
        words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return isolated(f"«{words}»") + f" [{start}-{end}]"
