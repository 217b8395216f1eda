"""When something was, as days that can be compared: EDTF in, first and last day out."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

Grain = Literal["day", "month", "year", "frame", "guess"]

SOON_DAYS, RECENT_DAYS, AHEAD_DAYS = 7, 3, 180
"""How far from its publication an undated report's engagement is looked for: under way, past, planned."""


class Period(msgspec.Struct, frozen=True):
    """Days from `first` to `last`, both included, as proleptic ordinals; `grain` says how exact the report was.

    Where the report gives no date, the days are those of the larger engagement (`frame`), else a guess from the day of
    publication.
    """

    first: int
    last: int
    grain: Grain

    @property
    def is_stated(self) -> bool:
        return self.grain in ("day", "month", "year")

    @property
    def years(self) -> frozenset[int]:
        return frozenset(date.fromordinal(max(1, day)).year for day in (self.first, self.last))

    def gap(self, other: Period) -> int:
        """Days between two periods, 0 where they meet.

        >>> period("2025-09-18").gap(period("2025-09-20/2025-09-22"))
        2
        """
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=1 << 14)
def period(edtf: str | None) -> Period | None:
    """The days of an EDTF value; `None` for none, an open interval or what is no date.

    >>> p = period("2025-11")
    >>> (p.last - p.first, p.grain)
    (29, 'month')
    """
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    try:
        start, grain = _day(first, end=False)
        stop, _ = _day(last or first, end=True)
    except ValueError:
        return None
    return Period(start, stop, grain) if start <= stop else None


def _day(value: str, end: bool) -> tuple[int, Grain]:
    year, month, day, *_ = [*value.rstrip("~?%").split("-"), "", ""]
    if day:
        return date(int(year), int(month), int(day)).toordinal(), "day"
    if month:
        last = monthrange(int(year), int(month))[1]
        return date(int(year), int(month), last if end else 1).toordinal(), "month"
    return date(int(year), 12 if end else 1, 31 if end else 1).toordinal(), "year"


def guess(status: str, published: str | None) -> Period | None:
    """Where an engagement without a date is looked for, by its status and the day of publication."""
    today = period(published)
    if today is None:
        return None
    if status in ("planned", "cancelled"):
        return Period(today.first - (SOON_DAYS if status == "cancelled" else 0), today.last + AHEAD_DAYS, "guess")
    if status == "ongoing":
        return Period(today.first - SOON_DAYS, today.last + SOON_DAYS, "guess")
    return Period(today.first - RECENT_DAYS, today.last, "guess")
