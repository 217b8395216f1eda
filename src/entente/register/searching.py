"""Searching: things that hold words and have the values of some filters, and how many there are of each value.

In: words, and for each filter a value or `None`, which narrows nothing: `kind`, `status`, `country` (its code), `since`
and `until` (EDTF, both included), and in `labels` the facets of `FACETS`. Out: things, the latest first; for each facet
its values with the number of things that have them, the commonest first. All that is asked becomes one condition on
the table `things` (`conditions`), which other lists begin with too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entente.model.known import KnownEngagement
from entente.register.database import Database
from entente.register.indexing import words
from entente.register.things import MOST, THING, Things
from entente.text.edtf import bounds

FACETS = ("topic", "publisher", "language", "city")
"""What the table `labels` holds of things."""
MOST_COUNTRIES, MOST_VALUES = 20, 12
"""Of a facet so many values are given."""
LAST_DOCUMENTS = 1000


class Searching(Things):
    """Search, with its facets."""

    def search(
        self,
        query: str,
        *,
        part: str | None = "engagements",
        kind: str | None = None,
        status: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        labels: Mapping[str, str | None] = {},
        most: int = MOST,
        skip: int = 0,
    ) -> tuple[list[Any], dict[str, dict[str, int]]]:
        """What holds all the words, the latest first, and how many there are of each kind, status, year and country."""
        where, values = conditions(
            self.database, query, part, kind=kind, status=status, country=country, since=since, until=until,
            labels=labels,
        )  # fmt: skip
        found = self._listed(
            f"SELECT {THING} WHERE t.number IN (SELECT number FROM things WHERE {where} "
            "ORDER BY start DESC, id LIMIT ? OFFSET ?) ORDER BY start DESC, id",
            *values,
            most,
            skip,
        )
        return found, self._facets(where, values)

    def _facets(self, where: str, values: list[str]) -> dict[str, dict[str, int]]:
        """How many things under a condition are of each part, kind, status, year and country."""
        facets: dict[str, dict[str, int]] = {"part": {}, "kind": {}, "status": {}, "year": {}}
        for *names, number in self.database.all(
            "SELECT part, kind, status, substr(start, 1, 4), count(*) FROM things "
            f"WHERE {where} GROUP BY part, kind, status, substr(start, 1, 4)",
            *values,
        ):
            for facet, name in zip(facets.values(), names, strict=True):
                if name:
                    facet[name] = facet.get(name, 0) + number
        countries = self.database.all(
            f"SELECT country, count(*) FROM sides WHERE thing IN (SELECT number FROM things WHERE {where}) "
            "GROUP BY country ORDER BY 2 DESC, 1 LIMIT ?",
            *values,
            MOST_COUNTRIES,
        )
        ordered = {name: dict(sorted(facet.items(), key=lambda f: (-f[1], f[0]))) for name, facet in facets.items()}
        return {**ordered, "country": dict(countries)}

    def labels(
        self,
        query: str = "",
        *,
        part: str = "engagements",
        labels: Mapping[str, str | None] = {},
        most: int = MOST_VALUES,
        **filters: str | None,
    ) -> dict[str, dict[str, int]]:
        """For each of `FACETS` the commonest values of what a search with these filters finds, with their numbers."""
        sql, values = "SELECT facet, value, count(*) FROM labels WHERE part = ?", [part]
        if any((query, *filters.values(), *labels.values())):  # else the labels alone say it
            where, asked = conditions(self.database, query, part, labels=labels, **filters)
            sql, values = f"{sql} AND thing IN (SELECT number FROM things WHERE {where})", [part, *asked]
        found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for facet, value, number in self.database.all(f"{sql} GROUP BY facet, value ORDER BY 3 DESC, 1, 2", *values):
            if len(found[facet]) < most:
                found[facet][value] = number
        return found

    def last_told(self, most: int = MOST, *, q: str | None = None, **filters: str | None) -> list[KnownEngagement]:
        """Engagements by when documents last told of them, the latest first: what is new under some filters.

        `q` are the words. Only the last documents to come in are looked at.
        """
        labels = {facet: filters.pop(facet, None) for facet in FACETS}
        where, values = conditions(self.database, q or "", "engagements", labels=labels, **filters)
        return self._listed(
            "SELECT t.id, t.part, b.body FROM (SELECT m.known AS known, max(d.added) AS told FROM documents d "
            "JOIN mentions m ON m.document = d.key WHERE m.part = 'engagements' AND m.now = m.id "
            "AND d.key IN (SELECT key FROM documents ORDER BY added DESC, key LIMIT ?) GROUP BY m.known) n "
            "JOIN things t ON t.id = n.known JOIN bodies b ON b.number = t.number "
            f"WHERE t.number IN (SELECT number FROM things WHERE {where}) ORDER BY n.told DESC, t.id LIMIT ?",
            LAST_DOCUMENTS,
            *values,
            most,
        )


def conditions(
    database: Database,
    query: str = "",
    part: str | None = None,
    *,
    kind: str | None = None,
    status: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    labels: Mapping[str, str | None] = {},
) -> tuple[str, list[str]]:
    """A condition on `things`, and its values: what is of a part, holds all words and has all values that are given."""
    asked: list[tuple[str, list[str]]] = [
        (f"{name} = ?", [value]) for name, value in (("part", part), ("kind", kind), ("status", status)) if value
    ]
    if since or until:
        asked.append(("start >= ? AND start <= ?", window(since, until)))
    if country:
        asked.append(("number IN (SELECT thing FROM sides WHERE country = ?)", [country]))
    for facet, label in labels.items():
        if label:
            of_part, values = (" AND part = ?", [part]) if part else ("", [])
            sql = f"number IN (SELECT thing FROM labels WHERE facet = ? AND value = ?{of_part})"
            asked.append((sql, [facet, label, *values]))
    wanted = words(query)
    if wanted:
        condition, value = database.text_match(wanted)
        asked.append((condition, [value]))
    where = " AND ".join(condition for condition, _ in asked) or "1 = 1"
    return where, [value for _, values in asked for value in values]


def window(since: str | None, until: str | None) -> list[str]:
    """The days from and to which is asked, by EDTF; everything, also the undated, where nothing is said."""
    first, last = bounds(since), bounds(until)
    return [first[0] if first else "", last[1] if last else "9999-12-31"]
