"""Rows of known things on their way into the tables of the view: written in one go, in order.

In: things with what they are listed, counted and searched by, and the numbers of those to take out. Out: the rows of
`things`, `bodies`, `sides`, `pairs`, `labels` and the index of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import msgspec

from entente.register.database import Database


class Rows:
    """Rows of things on their way in: written in one go and in order, which is what indexes take fastest."""

    def __init__(self, database: Database) -> None:
        self.database = database
        last = database.one("SELECT max(number) FROM things")
        self.last: int = last[0] if last and last[0] else 0
        self.dropped: set[int] = set()
        self.things: list[tuple[Any, ...]] = []
        self.bodies: list[tuple[int, bytes]] = []
        self.sides: list[tuple[Any, ...]] = []
        self.pairs: list[tuple[Any, ...]] = []
        self.labels: list[tuple[str, str, str, int]] = []
        self.words: list[tuple[int, str]] = []

    def drop(self, number: int) -> None:
        """Take what stands under a number out."""
        self.dropped.add(number)

    def put(
        self,
        number: int | None,
        id: str,
        part: str,
        about: tuple[str | None, str | None, str, str],
        body: Any,
        countries: Iterable[str],
        labels: Iterable[tuple[str, str]],
        words: str,
    ) -> None:
        """Put a thing in, under its old number where it had one; `about` are its kind, its status and its days."""
        if number is None:
            number = self.last = self.last + 1
        start = about[2]
        self.things.append((number, id, part, *about))
        self.bodies.append((number, msgspec.json.encode(body)))
        self.words.append((number, words))
        self.labels += [(facet, part, value, number) for facet, value in labels]
        self.sides += [(country, part, start, id, number) for country in countries]
        if part == "engagements":
            self.pairs += [(*pair, start, id, number) for pair in combinations(countries, 2)]

    def write(self) -> None:
        """Write all of it."""
        gone = [(number,) for number in sorted(self.dropped)]
        for table in ("sides", "pairs", "labels"):
            self.database.many(f"DELETE FROM {table} WHERE thing = ?", gone)
        for table, column in (("things", "number"), ("bodies", "number")):
            self.database.many(f"DELETE FROM {table} WHERE {column} = ?", gone)
        self.database.drop_text(sorted(self.dropped))
        self.database.many("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(self.things))
        self.database.many("INSERT INTO bodies VALUES (?, ?)", sorted(self.bodies))
        self.database.many("INSERT INTO sides VALUES (?, ?, ?, ?, ?)", sorted(self.sides))
        self.database.many("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)", sorted(self.pairs))
        self.database.many("INSERT INTO labels VALUES (?, ?, ?, ?)", sorted(self.labels))
        self.database.index_text(sorted(self.words))
