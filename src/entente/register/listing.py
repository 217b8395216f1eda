"""Lists: what partners did together, what is ahead, who acts for whom, what was committed to, what may have followed.

In: countries (their codes), people and bodies (ids of known ones), days (`since` and `until` EDTF, all others
YYYY-MM-DD). Out: known things in the order that each question asks for, `most` at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from entente.model.known import KnownCommitment, KnownEngagement, KnownPerson
from entente.register.database import marks
from entente.register.searching import conditions, window
from entente.register.things import MOST, THING, Things


class Listing(Things):
    """Engagements, people and commitments by whom they concern and when."""

    def between(
        self,
        one: str,
        other: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        most: int = MOST,
    ) -> list[KnownEngagement]:
        """Engagements of a country, or of two countries with each other, the latest first."""
        if other is None:
            table, where, values = "sides", "country = ? AND part = 'engagements'", [one]
        else:
            table, where, values = "pairs", "one = ? AND other = ?", sorted((one, other))
        return self._listed(
            f"SELECT p.id, 'engagements', b.body FROM (SELECT thing, start, id FROM {table} WHERE {where} "
            "AND start >= ? AND start <= ? ORDER BY start DESC, id DESC LIMIT ?) p "
            "JOIN bodies b ON b.number = p.thing ORDER BY p.start DESC, p.id DESC",
            *values,
            *window(since, until),
            most,
        )

    def latest(self, today: str, most: int = MOST) -> list[KnownEngagement]:
        """Engagements up to a day, the latest first."""
        return self._listed(
            f"SELECT {THING} WHERE part = 'engagements' AND start <= ? AND start > '' ORDER BY start DESC, id LIMIT ?",
            today,
            most,
        )

    def ahead(self, today: str, *, country: str | None = None, most: int = MOST) -> list[KnownEngagement]:
        """Planned and ongoing engagements that are not over, the next first."""
        where, values = conditions(self.database, part="engagements", country=country)
        return self._listed(
            f"SELECT {THING} WHERE {where} AND status IN ('planned', 'ongoing') "
            "AND until >= ? ORDER BY start, id LIMIT ?",
            *values,
            today,
            most,
        )

    def people_of(self, country: str, most: int = MOST) -> list[KnownPerson]:
        """Some people who act for a country."""
        return self._listed(
            f"SELECT {THING} JOIN sides s ON s.thing = t.number "
            "WHERE s.country = ? AND s.part = 'people' ORDER BY s.start, s.id LIMIT ?",
            country,
            most,
        )

    def engagements_of(self, person: str, most: int = MOST) -> list[KnownEngagement]:
        """What a known person or body took part in, the latest first."""
        rows = self.database.all(
            "SELECT DISTINCT t.start, t.id FROM mentions p JOIN mentions e ON e.document = p.document "
            "JOIN things t ON t.id = e.known WHERE p.known = ? AND p.now = p.id "
            "AND e.part = 'engagements' AND e.now = e.id ORDER BY t.start DESC, t.id DESC",
            person,
        )
        told: Iterator[Any] = (self._thing(id) for _, id in rows)
        return list(islice((one for one in told if any(person in (p.person, p.body) for p in one.participants)), most))

    def commitments(
        self,
        *,
        overdue_on: str | None = None,
        open_on: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        most: int = MOST,
        skip: int = 0,
    ) -> list[KnownCommitment]:
        """What was committed to, by its deadline; what was due before a day; what nothing is known to have followed."""
        where, values = conditions(self.database, part="commitments", kind=kind, country=country)
        if overdue_on:
            where += " AND until <> '' AND until < ?"
            values.append(overdue_on)
        rows = self.database.all(
            f"SELECT id FROM things WHERE {where} ORDER BY CASE WHEN until = '' THEN 1 ELSE 0 END, until, id",
            *values,
        )
        found: Iterator[Any] = (self._thing(id) for (id,) in rows)
        wanted = (one for one in found if not open_on or not self.follow_ups(one, open_on, 1))
        return list(islice(wanted, skip, skip + most))

    def follow_ups(self, made: KnownCommitment, today: str, most: int = 5) -> list[KnownEngagement]:
        """Engagements that may have fulfilled a commitment: held later, between its parties, on a topic of it."""
        sides = sorted({side for side in (*made.parties, *made.towards) if len(side) == 2})
        after = self._said_on(made)
        if len(sides) < 2 or not made.topics or not after:
            return []
        rows = self.database.all(
            "SELECT t.id, t.part, b.body FROM pairs p JOIN things t ON t.number = p.thing "
            "JOIN bodies b ON b.number = t.number "
            "WHERE p.one = ? AND p.other = ? AND p.start > ? AND p.start <= ? "
            "AND t.status IN ('held', 'ongoing') ORDER BY p.start, t.id",
            sides[0],
            sides[1],
            after,
            today,
        )
        about = set(made.topics)
        found = (row for row in rows if about & set(msgspec.json.decode(bytes(row[2]), type=_Topics).topics))
        return [self._decoded(*row) for row in islice(found, most)]

    def _said_on(self, made: KnownCommitment) -> str | None:
        """The last day on which documents said it."""
        sql = f"SELECT max(published) FROM documents WHERE id IN ({marks(made.documents)})"
        row = self.database.one(sql, *made.documents)
        return row[0] if row else None


class _Topics(msgspec.Struct):
    """Of an engagement only what it is about: the rest is passed over unread."""

    topics: list[str]
