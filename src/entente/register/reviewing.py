"""A document as a reviewer needs it: its text, the record that speaks for it, and what was decided on each thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from entente.model.known import KnownDocument
from entente.register.decisions import Decision, taken_back
from entente.register.ids import PARTS
from entente.register.records import Records

ON_DOCUMENTS = ("edit", "aside")
ON_VALUES = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`text` is `None` where there is none or it was taken out; `mentions` and `known` are by the record's own ids."""

    document: KnownDocument
    text: str | None
    record: dict[str, Any]
    author: str | None
    mentions: dict[str, str]
    known: dict[str, str]
    decisions: dict[str, list[Decision]]
    """Those that stand, by the record's own ids, in order."""
    edits: list[Decision]
    """Those that stand on the document itself: changes of its record, and setting it aside."""


def reviewed(register: Records, key: str) -> Reviewed:
    """A document by its key; raises `RegisterError`."""
    database = register.database
    document = register.document(key)
    row = None
    if document.sha256 is not None and document.redacted is None:
        row = database.one("SELECT text FROM texts WHERE sha256 = ?", document.sha256)
    rows = database.all("SELECT id, thing, known, record, now FROM mentions WHERE document = ?", key)
    number = next((record for id, _, _, record, now in rows if id == now), None)
    silent = taken_back(database)
    told = database.all("SELECT number FROM records WHERE document = ? ORDER BY author IS NULL, number DESC", key)
    number = number or next((one for (one,) in told if one not in silent), None)
    spoken = database.one("SELECT body, author FROM records WHERE number = ?", number)
    record: dict[str, Any] = msgspec.json.decode(bytes(spoken[0])) if spoken else {part: [] for part in PARTS}
    things = {id: thing for id, thing, _, _, now in rows if id == now}
    decisions = register.decisions()
    return Reviewed(
        document,
        row[0] if row else None,
        record,
        spoken[1] if spoken else None,
        {thing: id for id, thing in things.items()},
        {thing: known for id, thing, known, _, now in rows if id == now},
        _by_thing(decisions, {id: things[now] for id, _, _, _, now in rows if now in things}),
        [decision for decision in decisions if decision.one == key and decision.verdict in ON_DOCUMENTS],
    )


def overtaking(register: Records, mention: str, field: str | None, seen: int) -> list[Decision]:
    """The standing decisions on the same value, or on all of the thing, that are later than a page has seen."""
    return [
        decision
        for decision in register.decisions()
        if decision.number > seen
        and decision.verdict in ON_VALUES
        and (field is None or decision.field in (None, field))
        and register.mention(decision.one) == mention
    ]


def _by_thing(decisions: Iterable[Decision], things: dict[str, str]) -> dict[str, list[Decision]]:
    """The decisions by the things that their ends lead to."""
    found: dict[str, list[Decision]] = {}
    for decision in decisions:
        for end in (decision.one, decision.other):
            if end in things:
                found.setdefault(things[end], []).append(decision)
    return found
