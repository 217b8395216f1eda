"""Where things stand in a drawing: numbers for the templates, which write the SVG.

In: engagements, or pairs of countries with counts. Out: plain dictionaries, so that the JSON twin has them too. Nothing
here is random, so a page is drawn the same each time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import cos, degrees, log, pi, sin
from typing import Any

from entente.model.known import KnownEngagement
from entente.text.edtf import OPEN_END, OPEN_START, bounds

WIDTH, LEFT, RIGHT = 960, 110, 20
LANE, TOP, FOOT = 34, 12, 30
SIZE, RADIUS, GAP = 720, 215, 26
MOST_NODES = 32
TALL, TONES, MOST_LABELS = 260, 11, 12


def timeline(engagements: Sequence[KnownEngagement], today: str) -> dict[str, Any] | None:
    """A lane a kind, a mark an engagement, a line a year; `None` where nothing has a date."""
    dated = [(days, one) for one in engagements if (days := bounds(one.when)) and not {OPEN_START, OPEN_END} & {*days}]
    if not dated:
        return None
    first = min(days[0] for days, _ in dated)
    last = max(days[1] for days, _ in dated)
    start, end = date(int(first[:4]), 1, 1).toordinal(), date(int(last[:4]), 12, 31).toordinal()
    scale = (WIDTH - LEFT - RIGHT) / (end - start)

    def at(day: str) -> float:
        return round(LEFT + (date.fromisoformat(day).toordinal() - start) * scale, 1)

    kinds = [kind for kind, _ in Counter(one.kind for _, one in dated).most_common()]
    lanes = {kind: TOP + LANE * (number + 0.5) for number, kind in enumerate(kinds)}
    years = range(int(first[:4]), int(last[:4]) + 1)
    step = max(1, len(years) // 12)
    return {
        "width": WIDTH,
        "height": TOP + LANE * len(kinds) + FOOT,
        "left": LEFT,
        "foot": TOP + LANE * len(kinds),
        "lanes": [{"kind": kind, "y": y} for kind, y in lanes.items()],
        "years": [{"year": year, "x": at(f"{year}-01-01")} for year in years if (year - years[0]) % step == 0],
        "today": at(today) if first[:4] <= today[:4] <= last[:4] else None,
        "marks": [
            {
                "id": one.id,
                "kind": one.kind,
                "status": one.status,
                "when": one.when,
                "x": at(days[0]),
                "width": round(max(0.0, at(days[1]) - at(days[0])), 1),
                "y": lanes[one.kind],
            }
            for days, one in sorted(dated, key=lambda pair: (pair[0], pair[1].id))
        ],
    }


def columns(periods: Sequence[str], counted: Sequence[tuple[str, str, int]]) -> dict[str, Any] | None:
    """A column a period, made of a piece for each kind, the commonest lowest; `None` where there is nothing."""
    if not periods:
        return None
    total: Counter[str] = Counter()
    of_kind: Counter[str] = Counter()
    for period, kind, number in counted:
        if period >= periods[0]:
            total[period] += number
            of_kind[kind] += number
    order = [kind for kind, _ in of_kind.most_common()]
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    scale = TALL / max(total.values())
    pieces = []
    for at, period in enumerate(periods):
        foot = float(TOP + TALL)
        for number, kind in sorted(((n, k) for p, k, n in counted if p == period), key=lambda one: order.index(one[1])):
            foot -= number * scale
            pieces.append(
                {"period": period, "kind": kind, "engagements": number, "tone": order.index(kind) % TONES,
                 "x": round(LEFT + at * step, 1), "y": round(foot, 1), "width": round(step * 0.86, 1),
                 "height": round(number * scale, 1)}
            )  # fmt: skip
    every = -(-len(periods) // MOST_LABELS)
    return {
        "width": WIDTH,
        "height": TOP + TALL + FOOT,
        "left": LEFT,
        "foot": TOP + TALL,
        "most": max(total.values()),
        "kinds": [{"kind": kind, "tone": number % TONES} for number, kind in enumerate(order)],
        "labels": [
            {"period": period, "x": round(LEFT + (at + 0.43) * step, 1)}
            for at, period in enumerate(periods)
            if at % every == 0
        ],
        "pieces": pieces,
    }


def network(pairs: Sequence[tuple[str, str, int]]) -> dict[str, Any]:
    """The most active countries on a circle, beside those they do most with; lines as wide as what they share."""
    weights: Counter[str] = Counter()
    for one, other, number in pairs:
        weights[one] += number
        weights[other] += number
    kept = {country for country, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    edges = [(one, other, number) for one, other, number in pairs if one in kept and other in kept]
    order = _around(kept, edges, weights)
    middle = SIZE / 2
    places = {}
    for number, country in enumerate(order):
        angle = 2 * pi * number / len(order) - pi / 2
        places[country] = (middle + RADIUS * cos(angle), middle + RADIUS * sin(angle), angle)
    return {
        "size": SIZE,
        "nodes": [
            {
                "country": country,
                "engagements": weights[country],
                "x": round(x, 1),
                "y": round(y, 1),
                "radius": round(5 + 3 * log(weights[country] + 1), 1),
                "label_x": round(middle + (RADIUS + GAP) * cos(angle), 1),
                "label_y": round(middle + (RADIUS + GAP) * sin(angle), 1),
                "turn": round(degrees(angle) + (0 if cos(angle) > -1e-9 else 180), 1),
                "anchor": "start" if cos(angle) > -1e-9 else "end",
            }
            for country, (x, y, angle) in places.items()
        ],
        "edges": [
            {
                "one": one,
                "other": other,
                "engagements": number,
                "width": round(1 + 2.2 * log(number), 1),
                "path": _curve(places[one], places[other], middle),
            }
            for one, other, number in reversed(edges)
        ],
    }


def _around(kept: set[str], edges: Sequence[tuple[str, str, int]], weights: Counter[str]) -> list[str]:
    """An order in which each country stands beside the one it does most with, where that place is free."""
    left = sorted(kept, key=lambda country: (-weights[country], country))
    order: list[str] = []
    while left:
        here = left.pop(0)
        order.append(here)
        shared = {other if one == here else one: n for one, other, n in edges if here in (one, other)}
        nearest = [country for country in sorted(shared, key=lambda c: (-shared[c], c)) if country in left]
        for country in nearest[:1]:
            left.remove(country)
            left.insert(0, country)
    return order


def _curve(one: tuple[float, float, float], other: tuple[float, float, float], middle: float) -> str:
    """A line bent towards the middle, so that lines between neighbours do not hide each other."""
    x, y = ((one[0] + other[0]) / 2 + middle) / 2, ((one[1] + other[1]) / 2 + middle) / 2
    return f"M{one[0]:.1f} {one[1]:.1f}Q{x:.1f} {y:.1f} {other[0]:.1f} {other[1]:.1f}"
