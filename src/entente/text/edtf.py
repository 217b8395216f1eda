"""EDTF dates as the days that they span, for ordering and comparing; `YYYY-MM-DD` strings sort as dates do."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?", re.ASCII)
OPEN_START, OPEN_END = "0001-01-01", "9999-12-31"


@lru_cache(65536)
def bounds(edtf: str | None) -> tuple[str, str] | None:
    """First and last day, both included; `None` for no date or one that is not understood.

    >>> bounds("2025-09"), bounds("../2027"), bounds("2025-09-18/2025-09-20")
    (('2025-09-01', '2025-09-30'), ('0001-01-01', '2027-12-31'), ('2025-09-18', '2025-09-20'))
    """
    if not edtf:
        return None
    start, slash, end = edtf.partition("/")
    if not slash:
        return _days(start)
    first = _days(start) if start not in ("", "..") else (OPEN_START, OPEN_START)
    last = _days(end) if end not in ("", "..") else (OPEN_END, OPEN_END)
    return (first[0], last[1]) if first and last else None


def _days(part: str) -> tuple[str, str] | None:
    match = _PART.fullmatch(part)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        if day:
            return (date(int(year), int(month), int(day)).isoformat(),) * 2
        if month:
            return f"{year}-{month}-01", f"{year}-{month}-{monthrange(int(year), int(month))[1]:02}"
    except ValueError:
        return None
    return f"{year}-01-01", f"{year}-12-31"


def width(edtf: str | None) -> int:
    """How many days a date spans; a date that is not understood spans all."""
    days = bounds(edtf)
    if days is None or OPEN_START in days or OPEN_END in days:
        return 10**6
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1


def includes(wide: str, narrow: str) -> bool:
    """Whether every day of `narrow` is one of `wide`.

    >>> includes("2025-09", "2025-09-18"), includes("2025-09-18", "2025-09-19")
    (True, False)
    """
    outer, inner = bounds(wide), bounds(narrow)
    return bool(outer and inner and outer[0] <= inner[0] and inner[1] <= outer[1])
