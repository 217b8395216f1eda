"""The timeline: how much of each kind there was over time, by years or months, drawn and as a table."""

from __future__ import annotations

from typing import Any

from entente.register.counting import over_time
from entente.web.answering import Context
from entente.web.asking import Asked
from entente.web.drawing import columns
from entente.web.pages.engagements import STATUSES, query

MOST_YEARS = 6
"""Up to so many years are shown by months."""
MOST_PERIODS = 80


def page(asked: Asked) -> Context:
    """Counts by period and kind, of all or of what concerns one country or two with each other."""
    filters = query(asked)
    other = asked.country("with")
    kept = {"since": filters["since"], "until": filters["until"], "status": asked.one_of("status", STATUSES)}
    counted = over_time(asked.register.database, filters["country"], other, **kept)
    years = {period[:4] for period, _, _ in counted}
    if years and int(max(years)) - int(min(years)) >= MOST_YEARS:
        counted = _by_year(counted)
    periods = _from_first_to_last({period for period, _, _ in counted})[-MOST_PERIODS:]
    return {
        "query": {**kept, "country": filters["country"], "with": other},
        "statuses": STATUSES,
        "periods": [told for period in reversed(periods) if (told := _period(period, counted))["engagements"]],
        "columns": columns(periods, counted),
    }


def _by_year(counted: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    found: dict[tuple[str, str], int] = {}
    for period, kind, number in counted:
        found[period[:4], kind] = found.get((period[:4], kind), 0) + number
    return [(period, kind, number) for (period, kind), number in found.items()]


def _from_first_to_last(periods: set[str]) -> list[str]:
    """All years or months from the first to the last, also those in which nothing was."""
    if not periods:
        return []
    first, last = min(periods), max(periods)
    months = len(first) > len("YYYY")
    years = range(int(first[:4]), int(last[:4]) + 1)
    every = [f"{year}-{month:02}" for year in years for month in range(1, 13)] if months else list(map(str, years))
    return [period for period in every if first <= period <= last]


def _period(period: str, counted: list[tuple[str, str, int]]) -> dict[str, Any]:
    kinds = {kind: number for one, kind, number in sorted(counted, key=lambda row: -row[2]) if one == period}
    return {"period": period, "engagements": sum(kinds.values()), "kinds": kinds}
