"""The world as shapes and borders in a drawing, under a point of view on disputed territories.

In: `borders.tsv` (Natural Earth, public domain) and the root pack's `disputed.tsv`. Out: for each shape the country
that it counts as with its outline, and the lines between countries: whole ones, and those that touch a disputed
territory, which are dashed. Points are those of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, floor, radians, sin, sqrt

from entente.languages.source import PACKS, ROOT
from entente.languages.tables import read_territories
from entente.model.territory import Policy

WIDTH, HEIGHT = 960, 452
TOP_LATITUDE = 84.0
FINE = 10
"""Coordinates are whole tenths of a pixel: nobody sees the rest, and a page is small."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
Point = tuple[int, int]
"""In the drawing: tenths of a pixel to the right and down."""
Place = tuple[float, float]
"""Latitude and longitude in degrees; a longitude beyond 180 goes on eastwards."""
Line = list[Place]
Ring = list[tuple[int, bool]]
"""Numbers of lines, each with whether it runs forwards."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A land area: the country that it counts as (empty for none), its territory where disputed, its outline."""

    country: str
    territory: str
    path: str


@dataclass(frozen=True, slots=True)
class World:
    """All land under one point of view; borders are outlines to be drawn as lines."""

    shapes: tuple[Shape, ...]
    borders: str
    disputed: str


def at(latitude: float, longitude: float) -> Point:
    """Where a place stands in the drawing, in tenths of a pixel.

    >>> at(0, 0)[0] == WIDTH * FINE // 2
    True
    """
    x, y = _projected(latitude, longitude)
    edge, top = _edges()
    scale = WIDTH / 2 / edge
    return round((x + edge) * scale * FINE), round((top - y) * scale * FINE)


@cache
def _edges() -> tuple[float, float]:
    """The right and the upper edge as projected."""
    return _projected(0, 180)[0], _projected(TOP_LATITUDE, 0)[1]


def _projected(latitude: float, longitude: float) -> tuple[float, float]:
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


@cache
def world(policy: Policy) -> World:
    """The world under a policy of docs/disputed-territories.md."""
    lines, rows = _borders()
    counts_as = read_territories([(ROOT, PACKS / ROOT / "disputed.tsv")], policy).country_of
    shapes, sides = [], dict[int, list[tuple[str, str]]]()
    for code, territory, rings in rows:
        country = counts_as.get(territory, code)
        shapes.append(Shape(country, territory, "".join(_ring(lines, ring) for ring in rings)))
        for ring in rings:
            for number, _ in ring:
                sides.setdefault(number, []).append((country, territory))
    between = {number: both for number, both in sides.items() if len(both) == 2 and _differ(*both)}
    dashed = {number for number, both in between.items() if both[0][1] or both[1][1]}
    return World(
        tuple(shapes),
        "".join(_path(lines[number]) for number in between if number not in dashed),
        "".join(_path(lines[number]) for number in dashed),
    )


def _differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a line is a border: its sides are not of one country."""
    return one[0] != other[0] or not one[0]


@cache
def _borders() -> tuple[list[Line], list[tuple[str, str, list[Ring]]]]:
    """The lines, and the shapes: code, territory, rings of lines with their direction."""
    scale = offset = (0.0, 0.0)
    lines: list[Line] = []
    shapes = []
    for row in files("entente").joinpath("web", "borders.tsv").read_text("utf-8").splitlines():
        sort, *cells = row.split("\t")
        if sort[0] == "#":
            continue
        if sort == "grid":
            sx, sy, tx, ty = map(float, cells)
            scale, offset = (sx, sy), (tx, ty)
        elif sort == "line":
            lines.append(list(_points(cells[0], scale, offset)))
        else:
            rings = [[(int(n.lstrip("-")), n[0] != "-") for n in ring.split(" ")] for ring in cells[2].split(";")]
            shapes.append((cells[0], cells[1], rings))
    return lines, shapes


def _points(steps: str, scale: tuple[float, float], offset: tuple[float, float]) -> Iterator[Place]:
    x = y = 0
    for step in steps.split(" "):
        dx, dy = map(int, step.split(","))
        x, y = x + dx, y + dy
        yield y * scale[1] + offset[1], x * scale[0] + offset[0]


def _ring(lines: list[Line], ring: Ring) -> str:
    """A closed outline, cut in two where it goes over the edge of the map."""
    places: Line = []
    for number, is_forward in ring:
        line = lines[number] if is_forward else lines[number][::-1]
        places += line[1:] if places else line
    places = _unwound(places)
    shifts = {floor((longitude + 180) / 360) for _, longitude in places if abs(longitude) != 180}
    if len(shifts) <= 1:
        return _path(places) + "z"
    parts = [_clipped(places, shift) for shift in sorted(shifts)]
    return "".join(_path(part) + "z" for part in parts if part)


def _unwound(places: Line) -> Line:
    """The same places without a jump at the edge: a step is never more than half around the world."""
    found = places[:1]
    for latitude, longitude in places[1:]:
        before = found[-1][1]
        found.append((latitude, longitude + 360 * round((before - longitude) / 360)))
    return found


def _clipped(places: Line, shift: int) -> Line:
    """The part of a ring that lies on one map of a row of maps, brought back to the first (Sutherland and Hodgman)."""
    for edge, keeps_greater in ((360 * shift - 180, True), (360 * shift + 180, False)):
        kept: Line = []
        for (latitude, longitude), (to_latitude, to_longitude) in zip(places, places[1:] + places[:1], strict=True):
            is_in, goes_in = ((at >= edge) == keeps_greater for at in (longitude, to_longitude))
            if is_in:
                kept.append((latitude, longitude))
            if is_in != goes_in:
                share = (edge - longitude) / (to_longitude - longitude)
                kept.append((latitude + share * (to_latitude - latitude), edge))
        places = kept
    return [(latitude, longitude - 360 * shift) for latitude, longitude in places]


def _path(places: Line) -> str:
    """An outline as steps: `M` where it starts, `l` to go on; points that fall on the one before are left out."""
    (x, y), *rest = (at(*place) for place in places)
    told = [f"M{x} {y}l"]
    for nx, ny in rest:
        if (nx, ny) != (x, y):
            told.append(f"{nx - x} {ny - y} ")
            x, y = nx, ny
    return "".join(told).rstrip(" l") if len(told) > 1 else f"M{x} {y}"
