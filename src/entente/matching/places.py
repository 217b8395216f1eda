"""Where an engagement was: a record's place in, a spot out that can be compared across languages."""

from __future__ import annotations

from functools import cache
from math import asin, cos, radians, sin, sqrt

import msgspec

from entente.languages.source import PACKS, ROOT, table_rows
from entente.model.record import Place
from entente.text.folding import bare, fold

_EARTH_KM = 6371.0


class Spot(msgspec.Struct, frozen=True):
    """The country, and the city folded; its point where the record or the table of cities has one."""

    country: str | None
    city: str | None = None
    lat: float | None = None
    lon: float | None = None

    def distance_km(self, other: Spot) -> float | None:
        """Along a great circle (haversine); `None` where a point is not known."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        north, east = radians(other.lat - self.lat) / 2, radians(other.lon - self.lon) / 2
        part = sin(north) ** 2 + cos(radians(self.lat)) * cos(radians(other.lat)) * sin(east) ** 2
        return 2 * _EARTH_KM * asin(sqrt(min(1.0, part)))


def spot(place: Place | None) -> Spot | None:
    """The spot of a place; a record made by hand has no points, so that they are looked up.

    >>> spot(Place(city="Londres", country="GB")).distance_km(spot(Place(city="London", country="GB")))
    0.0
    """
    if place is None:
        return None
    if place.city is None:
        return Spot(place.country)
    city = bare(fold(place.city))
    if place.lat is not None:
        return Spot(place.country, city, place.lat, place.lon)
    return Spot(place.country, city, *_points().get((city, place.country or ""), (None, None)))


@cache
def _points() -> dict[tuple[str, str], tuple[float, float]]:
    points: dict[tuple[str, str], tuple[float, float]] = {}
    for _, cells, folded in table_rows(PACKS / ROOT / "cities.tsv", 6):
        for form in folded[5].split("|"):
            points.setdefault((bare(form), cells[1]), (float(cells[2]), float(cells[3])))
    return points
