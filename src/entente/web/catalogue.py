"""The texts of the interface: a TOML file a language in `catalogues/`; a language more is a file more.

Countries bear the names that the language's pack gives first, topics the labels of the topic scheme.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from entente.languages.countries import country_name, country_names_in, topic_labels
from entente.text.edtf import OPEN_END, OPEN_START

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)", re.ASCII)
_WEIGHT = re.compile(r";\s*q=([\d.]+)")


class Catalogue:
    """The words of one language; `t("word")`, `t("kind.visit")`. What is missing shows as its key."""

    def __init__(self, code: str, texts: dict[str, Any]) -> None:
        self.code, self.texts = code, texts
        self.name: str = texts["name"]
        self.direction: str = texts["direction"]

    def __call__(self, key: str, **values: object) -> str:
        found: Any = self.texts
        for step in key.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        return found.format(**values) if isinstance(found, str) else key.rpartition(".")[2].replace("-", " ")

    @property
    def all(self) -> list[Catalogue]:
        return list(catalogues().values())

    def country(self, code: str | None) -> str:
        """A country's name in this language, else its English one, else what was given."""
        return country_names_in(self.code).get(code or "") or country_name(code)

    def topic(self, code: str) -> str:
        return topic_labels().get(code, {}).get(self.code) or code.replace("-", " ")

    def date(self, edtf: str | None) -> str:
        """An EDTF date in words; what is not understood as it is."""
        if not edtf:
            return ""
        start, slash, end = edtf.partition("/")
        if not slash:
            return " ".join(self._parts(start))
        if start in ("", "..", OPEN_START):
            return self("date.until", day=" ".join(self._parts(end)))
        if end in ("", "..", OPEN_END):
            return self("date.from", day=" ".join(self._parts(start)))
        return self._span(self._parts(start), self._parts(end))

    def _span(self, start: list[str], end: list[str]) -> str:
        shared = 0
        while shared < min(len(start), len(end)) - 1 and start[-1 - shared] == end[-1 - shared]:
            shared += 1
        kept = start[: len(start) - shared]
        dash = "–" if len(kept) == 1 and len(end) - shared == 1 else " – "
        return " ".join(kept) + dash + " ".join(end)

    def _parts(self, edtf: str) -> list[str]:
        match = _PART.fullmatch(edtf)
        if not match or (match[2] and not 1 <= int(match[2]) <= 12):
            return [edtf]
        year, month, day, doubt = match.groups()
        words = [doubt and self("date.about"), day and str(int(day)), month and self.month(int(month)), year]
        return [word for word in words if word]

    def month(self, number: int) -> str:
        return str(self.texts["months"][number - 1])


@cache
def catalogues() -> dict[str, Catalogue]:
    """All languages of the interface by their codes; the first one is that of who asks for none."""
    folder = files("entente").joinpath("web", "catalogues")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            code = file.name.removesuffix(".toml")
            found[code] = Catalogue(code, tomllib.loads(file.read_text("utf-8")))
    first = min(found.values(), key=lambda words: (words.texts.get("order", 99), words.code))
    return {first.code: first} | found


def chosen(code: str, accepted: str) -> Catalogue:
    """The catalogue for a code, else for the header `Accept-Language`, else the first."""
    known = catalogues()
    if code in known:
        return known[code]
    wanted = []
    for part in accepted[:500].split(","):
        weight = _WEIGHT.search(part)
        tag = part.partition(";")[0].strip().partition("-")[0].lower()
        try:
            wanted.append((-float(weight[1]) if weight else -1.0, tag))
        except ValueError:
            continue
    return next((known[tag] for _, tag in sorted(wanted) if tag in known), next(iter(known.values())))
