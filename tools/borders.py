"""Make the borders of the map from Natural Earth, as the npm package `world-atlas` carries them.

    pip install pycountry
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/borders.py package/countries-110m.json > src/entente/web/borders.tsv

Lines that two countries share are kept once, with their points as steps of a grid, so that a border can be left out or
dashed where the point of view asks for it. Antarctica is left out. Codes come from ISO 3166-1 numbers; what has none is
named after its row in disputed.tsv.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pycountry

TERRITORIES = {
    "W. Sahara": ("western-sahara", "EH"), "Palestine": ("palestine", "PS"), "Taiwan": ("taiwan", "TW"),
    "Kosovo": ("kosovo", "XK"), "Falkland Is.": ("falklands", "FK"), "N. Cyprus": ("northern-cyprus", ""),
    "Somaliland": ("somaliland", ""),
}  # fmt: skip
CRIMEA = (34.1, 45.0)
LEFT_OUT = {"Antarctica"}
HEAD = """\
# Borders of the world at 1:110 million, for the map.
# Source: Natural Earth 4.1.0 (public domain, https://www.naturalearthdata.com), through the npm package world-atlas 2.0.2
# (ISC, Copyright 2013-2019 Michael Bostock); made by tools/borders.py. Natural Earth draws de facto lines; which country a
# disputed territory counts as is said by disputed.tsv, and by the setting `disputed`. It takes no position.
# grid: scale and offset of longitude and latitude. line: steps over the grid, the first from its corner. shape: code,
# territory of disputed.tsv (empty for most), rings as numbers of lines, `-` before one that runs backwards; `;` between rings."""


def main() -> None:
    world = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    numbers = {country.numeric: country.alpha_2 for country in pycountry.countries}
    print(HEAD)
    grid = world["transform"]
    print("grid", *(f"{value:.12g}" for value in (*grid["scale"], *grid["translate"])), sep="\t")
    for arc in world["arcs"]:
        print("line", " ".join(f"{x},{y}" for x, y in arc), sep="\t")
    for shape in world["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        territory, code = TERRITORIES.get(name, ("", numbers.get(shape.get("id", ""), "")))
        if not code and not territory:
            raise SystemExit(f"{name}: no code")
        apart = [polygon for polygon in polygons if code == "RU" and _holds(world, polygon[0], CRIMEA)]
        _tell(code, territory, [polygon for polygon in polygons if polygon not in apart])
        if apart:
            _tell("", "crimea", apart)


def _tell(code: str, territory: str, polygons: list[Any]) -> None:
    rings = [ring for polygon in polygons for ring in polygon]
    told = ";".join(" ".join(str(arc) if arc >= 0 else f"-{~arc}" for arc in ring) for ring in rings)
    print("shape", code, territory, told, sep="\t")


def _holds(world: dict[str, Any], ring: list[int], point: tuple[float, float]) -> bool:
    """Whether a point lies in a ring, by counting how often a line from it crosses the ring."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    points = []
    for arc in ring:
        x = y = 0
        line = [((x := x + dx) * sx + tx, (y := y + dy) * sy + ty) for dx, dy in world["arcs"][arc if arc >= 0 else ~arc]]
        points += line if arc >= 0 else line[::-1]
    inside = False
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


if __name__ == "__main__":
    main()
