"""Days of the Hijri calendar: year, month and day in, the Gregorian day out, by `hijri.tsv` of the root pack."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files


def day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day; `None` outside the years of the table and beyond the end of a month."""
    if year not in _years() or not 1 <= month <= 12:
        return None
    first, lengths = _years()[year]
    if not 1 <= day <= lengths[month - 1]:
        return None
    return first + timedelta(days=sum(lengths[: month - 1]) + day - 1)


@cache
def _years() -> dict[int, tuple[date, list[int]]]:
    """Of each year, the Gregorian day that it begins on and the days of its months."""
    table = files("entente").joinpath("packs", "_root", "hijri.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {int(year): (date.fromisoformat(first), [29 + (c == "0") for c in months]) for year, first, months in rows}
