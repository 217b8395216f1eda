"""How much there is between whom: partners, and pairs of partners, with the number of their engagements."""

from __future__ import annotations

from entente.register.database import Database

MOST = 400


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
    where, values = ("WHERE one = ? OR other = ?", [country, country]) if country else ("", [])
    rows = database.all(
        f"SELECT one, other, count(*) FROM pairs {where} GROUP BY one, other ORDER BY 3 DESC, 1, 2 LIMIT ?",
        *values,
        most,
    )
    return [(one, other, number) for one, other, number in rows]
