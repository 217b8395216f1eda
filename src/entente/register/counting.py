"""How much there is, between whom and when: the number of engagements of partners, of pairs of them, and of months."""

from __future__ import annotations

from entente.register.database import Database
from entente.text.edtf import bounds

MOST = 400
EARLIEST, LATEST = "1000-01-01", "9998-12-31"
"""What begins outside of these has no beginning that is known."""


def partners(database: Database) -> list[tuple[str, int, str]]:
    """Each country with the number of its engagements and the last day of one, the most active first."""
    rows = database.all(
        "SELECT country, count(*), max(start) FROM sides WHERE part = 'engagements' "
        "GROUP BY country ORDER BY 2 DESC, 1 LIMIT ?",
        MOST,
    )
    return [(country, number, last) for country, number, last in rows]


def pairs(database: Database, country: str | None = None, most: int = MOST) -> list[tuple[str, str, int]]:
    """Each pair of countries with the number of what they did together, the most active first."""
    if country:
        return _pairs_of(database, country, most)
    rows = database.all(
        "SELECT one, other, count(*) FROM pairs GROUP BY one, other ORDER BY 3 DESC, 1, 2 LIMIT ?", most
    )
    return [(one, other, number) for one, other, number in rows]


def _pairs_of(database: Database, country: str, most: int) -> list[tuple[str, str, int]]:
    """Those of one country, by its own engagements: those of others are not looked at."""
    rows = database.all(
        "SELECT theirs.country, count(*) FROM sides ours JOIN sides theirs ON theirs.thing = ours.thing "
        "WHERE ours.country = ? AND ours.part = 'engagements' AND theirs.country <> ours.country "
        "GROUP BY theirs.country",
        country,
    )
    found = [(min(country, other), max(country, other), number) for other, number in rows]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]


def over_time(
    database: Database,
    country: str | None = None,
    other: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    status: str | None = None,
) -> list[tuple[str, str, int]]:
    """Each month in which something of a kind began, as `YYYY-MM`, with the kind and the number."""
    first, last = bounds(since), bounds(until)
    where = ["part = 'engagements'", "start >= ?", "start <= ?"]
    values = [first[0] if first else EARLIEST, last[1] if last else LATEST]
    if status:
        where.append("status = ?")
        values.append(status)
    if country and other:
        where.append("number IN (SELECT thing FROM pairs WHERE one = ? AND other = ?)")
        values += sorted((country, other))
    elif country:
        where.append("number IN (SELECT thing FROM sides WHERE country = ?)")
        values.append(country)
    rows = database.all(
        f"SELECT substr(start, 1, 7), kind, count(*) FROM things WHERE {' AND '.join(where)} "
        "GROUP BY substr(start, 1, 7), kind ORDER BY 1, 2",
        *values,
    )
    return [(month, kind, number) for month, kind, number in rows]
