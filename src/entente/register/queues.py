"""Documents in the order of review: which are open, begun, done or set aside, and which comes next.

A document is *begun* with the first decision on anything in it, and *done* when each of its engagements and commitments
is accepted or rejected. Only documents that somebody decided on are looked at, so a queue costs what was decided, not
what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from entente.register.database import Database, select
from entente.register.records import Records

State = Literal["open", "begun", "done", "aside"]
STATES: tuple[State, ...] = get_args(State)
ON_WHOLE = ("accept", "reject")
EVERY = 10**9


@dataclass(frozen=True, slots=True)
class Progress:
    """How many engagements and commitments a document has, how many of them are decided, and its place in the queue."""

    things: int
    decided: int
    state: State


def progress(register: Records, keys: Collection[str]) -> dict[str, Progress]:
    """How far the review of documents is, by their keys."""
    states = _States(register)
    counted = states.counted(keys)
    return {key: Progress(*counted[key], states.of(key, *counted[key])) for key in keys}


def counts(register: Records) -> dict[State, int]:
    """How many documents are in each state."""
    row = register.database.one("SELECT count(*) FROM things WHERE part = 'documents'")
    states = _States(register).decided()
    found = {state: sum(1 for one in states.values() if one == state) for state in STATES}
    found["open"] = (row[0] if row else 0) - len(states)
    return found


def queue(register: Records, state: State, country: str | None = None, *, most: int, skip: int = 0) -> list[str]:
    """The keys of documents in a state, the last published first; only those that tell of a country."""
    states = _States(register).decided()
    there = _telling(register.database, country) if country else None
    if state == "open":
        rows = register.database.all(
            "SELECT id FROM things WHERE part = 'documents' ORDER BY start DESC, id LIMIT ?",
            EVERY if there is not None else most + skip + len(states),
        )
        keys = [key for (key,) in rows if key not in states]
    else:
        keys = _ordered(register.database, [key for key, one in states.items() if one == state])
    return [key for key in keys if there is None or key in there][skip : skip + most]


def neighbours(register: Records, key: str) -> tuple[str | None, str | None]:
    """The document before it in the list, and the next one that is open or begun."""
    row = register.database.one("SELECT start FROM things WHERE id = ?", key)
    if row is None:
        return None, None
    listed = "SELECT id FROM things WHERE part = 'documents' AND"
    before = register.database.one(
        f"{listed} (start > ? OR (start = ? AND id < ?)) ORDER BY start, id DESC LIMIT 1", row[0], row[0], key
    )
    over = {key for key, state in _States(register).decided().items() if state in ("done", "aside")}
    after = register.database.all(
        f"{listed} (start < ? OR (start = ? AND id > ?)) ORDER BY start DESC, id LIMIT ?", row[0], row[0], key,
        len(over) + 1,
    )  # fmt: skip
    return before[0] if before else None, next((id for (id,) in after if id not in over), None)


class _States:
    """What standing decisions say of documents; made for one answer."""

    def __init__(self, register: Records) -> None:
        self.database = register.database
        decisions = register.decisions()
        self.aside = {d.one for d in decisions if d.verdict == "aside"}
        self.whole = {d.one for d in decisions if d.verdict in ON_WHOLE and d.field is None}
        named = {d.one for d in decisions if d.verdict in (*ON_WHOLE, "correct")}
        rows = select(self.database, "SELECT document FROM mentions WHERE id IN", named)
        self.touched = {key for (key,) in rows} | {d.one for d in decisions if d.verdict == "edit"}

    def decided(self) -> dict[str, State]:
        """Every document that is not open."""
        counted = self.counted(self.touched)
        states = {key: self.of(key, *numbers) for key, numbers in counted.items()}
        return states | dict.fromkeys(self.aside, "aside")

    def of(self, key: str, things: int, decided: int) -> State:
        if key in self.aside:
            return "aside"
        if key not in self.touched:
            return "open"
        return "done" if things and decided == things else "begun"

    def counted(self, keys: Iterable[str]) -> dict[str, tuple[int, int]]:
        keys = list(keys)
        sql = "SELECT document, id, now FROM mentions WHERE part IN ('engagements', 'commitments') AND document IN"
        rows = select(self.database, sql, keys)
        now = {now for _, id, now in rows if now and id in self.whole}
        found = dict.fromkeys(keys, (0, 0))
        for document, id, live in rows:
            if id == live:
                things, decided = found[document]
                found[document] = things + 1, decided + (id in now)
        return found


def _ordered(database: Database, keys: list[str]) -> list[str]:
    rows = select(database, "SELECT id, start FROM things WHERE id IN", keys)
    return [id for id, _ in sorted(sorted(rows), key=lambda row: row[1], reverse=True)]


def _telling(database: Database, country: str) -> set[str]:
    """Documents that tell of an engagement of a country."""
    rows = database.all(
        "SELECT DISTINCT m.document FROM sides s JOIN mentions m ON m.known = s.id "
        "WHERE s.country = ? AND s.part = 'engagements' AND m.now = m.id",
        country,
    )
    return {key for (key,) in rows}
