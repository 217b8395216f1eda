"""Codes of the contract as words for people."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from entente.text.folding import fold

CODE, NAME = 0, 4  # the columns of the countries table that are used here


@cache
def _countries() -> dict[str, str]:
    table = files("entente").joinpath("packs", "_root", "countries.tsv")
    if not table.is_file():
        return {}
    rows = (line.split("\t") for line in table.read_text("utf-8").splitlines() if line[:1] not in ("", "#"))
    return {row[CODE]: row[NAME] for row in rows if len(row) > NAME}


def country(code: str | None) -> str:
    """The country's short name, the code itself where it has none here, empty for `None`."""
    return _countries().get(code or "", code or "")


@cache
def _codes() -> dict[str, str]:
    return {fold(name): code for code, name in _countries().items()} | {fold(code): code for code in _countries()}


def country_code(value: str) -> str | None:
    """The code of a country by its code or its short name, whatever the case; `None` where there is none.

    >>> country_code("ma"), country_code("morocco"), country_code("Atlantis")
    ('MA', 'MA', None)
    """
    return _codes().get(fold(value.strip()))


def topic(code: str) -> str:
    """A topic's code as words."""
    return code.replace("-", " ")
