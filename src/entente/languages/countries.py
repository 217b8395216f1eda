"""Countries by their codes and English short names, and topics by their codes and labels, from the shared tables."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from entente.text.folding import fold

CODE, LATITUDE, LONGITUDE, NAME = 0, 1, 2, 4  # the columns of the countries table that are used here


@cache
def names() -> dict[str, str]:
    """Codes to short names."""
    return {row[CODE]: row[NAME] for row in _rows()}


@cache
def country_points() -> dict[str, tuple[float, float]]:
    """Codes to a point on the map, latitude and longitude in degrees: the capital, or the middle."""
    return {row[CODE]: (float(row[LATITUDE]), float(row[LONGITUDE])) for row in _rows()}


def _rows() -> list[list[str]]:
    table = files("entente").joinpath("packs", "_root", "countries.tsv")
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    return [row for row in rows if len(row) > NAME]


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, name in names().items()} | {fold(code): code for code in names()}


def country_name(code: str | None) -> str:
    """The country's short name, the code itself where it has none here, empty for `None`."""
    return names().get(code or "", code or "")


def country_code(value: str) -> str | None:
    """The code of a country by its code or its short name, whatever the case; `None` where there is none.

    >>> country_code("ma"), country_code("morocco"), country_code("Atlantis")
    ('MA', 'MA', None)
    """
    return _codes().get(fold(value.strip()))


@cache
def topic_labels() -> dict[str, dict[str, str]]:
    """Each topic's labels by language."""
    scheme = tomllib.loads(files("entente").joinpath("packs", "_root", "topics.toml").read_text("utf-8"))
    return {concept["code"]: dict(concept["labels"]) for concept in scheme["concept"]}


@cache
def country_names_in(language: str) -> dict[str, str]:
    """Codes to the name that the language's pack gives first; empty where there is no pack."""
    table = files("entente").joinpath("packs", language, "countries.tsv")
    if not table.is_file():
        return {}
    rows = (line.split("\t") for line in table.read_text("utf-8").splitlines())
    return {row[1]: row[2].partition("|")[0] for row in reversed(list(rows)) if row[0] == "country" and len(row) > 2}
