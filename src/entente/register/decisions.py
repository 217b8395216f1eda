"""What people decided: each a row that stays; taking one back is a decision too.

| verdict | one | other | field, value |
| --- | --- | --- | --- |
| same, different | a mention | a mention | |
| correct | a mention | | the field and its new value as JSON |
| accept | a mention | | the field; none where all of it is meant |
| reject | a mention | | |
| redact | a document's key | | |
| edit | a document's key | | what was changed; the number of the record, the thing and the change |
| aside | a document's key | | |
| undo | the number of a decision | | |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from entente.errors import RegisterError
from entente.register.database import Database, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; `at` is UTC, ISO 8601. `number` is given when it is kept."""

    verdict: str
    one: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    author: str
    at: str
    reason: str | None = None
    number: int = 0


COLUMNS = "number, verdict, one, other, field, value, author, at, reason"


def all_decisions(database: Database) -> list[Decision]:
    """Every decision ever made, in order."""
    rows = database.all(f"SELECT {COLUMNS} FROM decisions ORDER BY number")
    return [Decision(**dict(zip(COLUMNS.split(", "), row, strict=True))) for row in rows]


def standing(decisions: list[Decision]) -> list[Decision]:
    """The decisions that hold: those that no standing undo takes back; undos themselves are left out."""
    undone: set[int] = set()
    hold = []
    for decision in reversed(decisions):
        if decision.number in undone:
            continue
        if decision.verdict == "undo":
            undone.add(int(decision.one))
        else:
            hold.append(decision)
    return hold[::-1]


def taken_back(database: Database) -> set[int]:
    """The numbers of records that an edit made which no longer stands: they speak for nothing."""
    edits = database.all("SELECT number, value FROM decisions WHERE verdict = 'edit'")
    if not edits:
        return set()
    stand = {decision.number for decision in standing(all_decisions(database))}
    return {msgspec.json.decode(value)["record"] for number, value in edits if number not in stand}


def redactions(database: Database) -> dict[str, str]:
    """The keys of documents whose text was taken out, each with the reason."""
    rows = database.all("SELECT one, reason FROM decisions WHERE verdict = 'redact'")
    return {key: reason or "" for key, reason in rows}


class Standing:
    """What stands of the decisions, said of the mentions that their ends lead to now."""

    def __init__(self, database: Database) -> None:
        self.decisions = standing(all_decisions(database))
        named = {id for decision in self.decisions for id in (decision.one, decision.other) if id}
        self.now: dict[str, str | None] = dict(select(database, "SELECT id, now FROM mentions WHERE id IN", named))
        self.redacted = {d.one: d.reason or "" for d in self.decisions if d.verdict == "redact"}
        self.rejected = {self.now.get(d.one) or "" for d in self.decisions if d.verdict == "reject"}

    def ties(self) -> Iterator[tuple[Decision, str, str]]:
        """Decisions that two are the same or different, with both mentions, as far as they are there."""
        for decision in self.decisions:
            one, other = self.now.get(decision.one), self.now.get(decision.other or "")
            if decision.verdict in ("same", "different") and one and other:
                yield decision, one, other

    def corrections(self) -> dict[str, list[Decision]]:
        """Corrections by the mention that they are of."""
        found: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            now = self.now.get(decision.one)
            if decision.verdict == "correct" and now:
                found.setdefault(now, []).append(decision)
        return found


def keep(database: Database, decision: Decision) -> Decision:
    """Add a decision as the last one."""
    row = database.one("SELECT max(number) FROM decisions")
    number = (row[0] if row and row[0] else 0) + 1
    database.run(
        f"INSERT INTO decisions ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        decision.verdict,
        decision.one,
        decision.other,
        decision.field,
        decision.value,
        decision.author,
        decision.at,
        decision.reason,
    )
    return Decision(**{**{name: getattr(decision, name) for name in COLUMNS.split(", ")}, "number": number})


def to_undo(decisions: list[Decision], number: int | None) -> Decision:
    """The decision that an undo takes back: the one named, else the last that stands; raises `RegisterError`."""
    if number is None:
        candidates = [decision for decision in standing(decisions) if decision.verdict != "redact"]
        if not candidates:
            raise RegisterError("undo: no decision stands that could be taken back")
        return candidates[-1]
    found = next((decision for decision in decisions if decision.number == number), None)
    if found is None:
        raise RegisterError(f"undo: no decision has the number {number}; `entente history` lists them")
    if found.verdict == "redact":
        raise RegisterError(f"undo: {number} took a text out, which is gone; add the document anew under another id")
    if found.verdict == "edit":
        later = [d.number for d in standing(decisions) if d.verdict == "edit" and d.one == found.one]
        if later and later[-1] > number:
            raise RegisterError(f"undo: the record was changed again by {later[-1]}; take that back first")
    undone_by = {d.one for d in decisions if d.verdict == "undo"}
    if str(number) in undone_by and found not in standing(decisions) and found.verdict != "undo":
        raise RegisterError(f"undo: {number} is taken back already; undo that undo to restore it")
    return found
