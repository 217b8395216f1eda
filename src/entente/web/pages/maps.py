"""The map: which countries do how much, and with whom one of them does; borders under a point of view, or none."""

from __future__ import annotations

from math import hypot, log, sqrt
from typing import Any

from entente.languages.countries import country_points
from entente.model.territory import POLICIES, Policy
from entente.register.counting import partners
from entente.settings import settings
from entente.web.answering import Context
from entente.web.asking import Asked
from entente.web.atlas import FINE, HEIGHT, WIDTH, at, world
from entente.web.pages.engagements import query
from entente.web.pages.partners import counterparts

BORDERLESS = "borderless"
SHADES = 5
MOST = 400
LEAST_RADIUS, MOST_RADIUS = 2.5, 16.0


def page(asked: Asked) -> Context:
    """All countries, or the counterparts of one; `view` is a policy on disputed territories, or `borderless`."""
    country = query(asked)["country"]
    view = asked.one_of("view", (*POLICIES, BORDERLESS)) or settings().disputed
    counted = _counted(asked, country)
    policy = next((policy for policy in POLICIES if policy == view), settings().disputed)
    most = max((number for _, number in counted), default=1)
    placed = [(code, number) for code, number in counted if code in country_points()]
    home = country if country in country_points() else None
    return {
        "country": country,
        "view": view,
        "views": (*POLICIES, BORDERLESS),
        "countries": [{"country": code, "engagements": number} for code, number in counted],
        "size": {"width": WIDTH * FINE, "height": HEIGHT * FINE},
        "places": [_place(code, number, most) for code, number in reversed(placed)],
        "lines": [_line(home, code, number, most) for code, number in placed] if home else [],
        "home": _point(home) if home else None,
        **_land(policy, dict(counted), most, has_borders=view != BORDERLESS),
    }


def _counted(asked: Asked, country: str | None) -> list[tuple[str, int]]:
    if country is None:
        return [(code, number) for code, number, _ in partners(asked.register.database)]
    return counterparts(asked, country, MOST)


def _land(policy: Policy, counted: dict[str, int], most: int, *, has_borders: bool) -> dict[str, Any]:
    seen = world(policy)
    if not has_borders:
        shapes = [{"country": "", "shade": 0, "path": "".join(shape.path for shape in seen.shapes)}]
        return {"shapes": shapes, "borders": "", "disputed": ""}
    shapes = [
        {"country": shape.country, "shade": _shade(counted.get(shape.country, 0), most), "path": shape.path}
        for shape in seen.shapes
    ]
    return {"shapes": shapes, "borders": seen.borders, "disputed": seen.disputed}


def _shade(number: int, most: int) -> int:
    """From 0 for none to `SHADES` for the most, in steps of equal ratio."""
    return 0 if not number else 1 + min(SHADES - 1, int(SHADES * log(number) / log(most + 1)))


def _point(code: str) -> dict[str, Any]:
    x, y = at(*country_points()[code])
    return {"country": code, "x": x, "y": y}


def _place(code: str, number: int, most: int) -> dict[str, Any]:
    radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(number / most)
    return {**_point(code), "engagements": number, "radius": round(radius * FINE)}


def _line(home: str, code: str, number: int, most: int) -> dict[str, Any]:
    """A curve between two countries, bent upwards the more the farther they are apart."""
    (x, y), (tx, ty) = at(*country_points()[home]), at(*country_points()[code])
    mx, my = (x + tx) // 2, (y + ty) // 2 - round(hypot(tx - x, ty - y) / 5)
    width = round(FINE * (0.8 + 4 * sqrt(number / most)))
    return {"country": code, "engagements": number, "path": f"M{x} {y}Q{mx} {my} {tx} {ty}", "width": width}
