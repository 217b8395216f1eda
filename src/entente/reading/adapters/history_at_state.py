"""Visits by foreign leaders to the United States, and travels of its presidents and secretaries of state, as records.

Both are registers of the Office of the Historian (CC0-1.0), XML files of `<visit>` or `<trip>` rows. Each row becomes
a record with one visit, whatever it was about. What their words are called stands in `history_at_state.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from entente.errors import InputError
from entente.languages.countries import country_code, country_name
from entente.reading.elements import Element, tree
from entente.reading.inputs import Failure


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("history_at_state.toml").read_text("utf-8"))


def records(data: bytes, name: str, kind: str) -> Iterator[dict[str, Any] | Failure]:
    """A record a row; other files of the copy hold none. A row that cannot be read is a `Failure`."""
    for row in tree(data, name).children:
        if row.name == _table()[kind]["row"]:
            try:
                yield _record(row, kind)
            except ValueError as error:
                yield Failure(InputError(f"{name}: {kind} {row.first('id')}: {error}"))


def _record(row: Element, kind: str) -> dict[str, Any]:
    form, home = _table()[kind], _table()["country"]
    partner, written = _partner(row, form["country"])
    own = {"country": home}
    other = {"country": partner} if partner else {"country": None, "group": written}
    if kind == "visits":
        people, country, host = _visitors(_words(row, form["person"])), partner, own
        place = {"name": country_name(home), "country": home}
    else:
        people, country, host = [(_words(row, form["person"]), form["titles"].get(row.first("role")))], home, other
        locale = _words(row, "locale")
        place = {"name": locale or written, "city": None if "," in locale else locale or None, "country": partner}
    about = row.attributes | {"country": _attribute(row, form["country"])}
    return {
        "document": {
            "id": f"{kind}-{row.first('id')}",
            "title": _words(row, form["remarks"]) or None,
            "publisher": _table()["publisher"],
            "url": form["url"].format_map({"role": "", "who": "", **about}),
        },
        "people": [
            {"id": f"p{number}", "name": name, "country": country, "posts": _posts(post, country)}
            for number, (name, post) in enumerate(people, 1)
        ],
        "engagements": [
            {
                "id": "e1",
                "kind": "visit",
                "status": "held",
                "when": _when(row.first("start-date"), row.first("end-date")),
                "place": place,
                "countries": sorted({home, partner} - {None}),
                "participants": [
                    *(
                        {"person": f"p{number}", "country": country, "role": "visitor"}
                        for number, _ in enumerate(people, 1)
                    ),
                    {**host, "role": "host"},
                ],
                "sources": ["s1"],
            }
        ],
        "sources": [{"id": "s1", "name": f"{_table()['publisher']}: {form['name']}", "kind": "communique"}],
    }


def _partner(row: Element, name: str) -> tuple[str | None, str]:
    """The code of the country, `None` for a state that is no more, and its name as written."""
    code = _attribute(row, name)
    return _table()["countries"].get(code) or country_code(code.replace("-", " ")), _words(row, name)


def _attribute(row: Element, name: str) -> str:
    return next((child.attributes.get("id", "") for child in row.children if child.name == name), "")


def _words(row: Element, name: str) -> str:
    return " ".join(row.first(name).split())


def _visitors(written: str) -> list[tuple[str, str | None]]:
    """Names with the posts before them; two people are told apart where both have a post."""
    one, joint, other = written.partition(" and ")
    if joint and _post(one)[1] and _post(other)[1]:
        return [_post(one), _post(other)]
    return [_post(written)]


def _post(written: str) -> tuple[str, str | None]:
    titles = [title for title in _table()["posts"]["titles"] if written.startswith(f"{title} ")]
    if not titles:
        return written, None
    title = max(titles, key=len)
    return written.removeprefix(title).strip(), title


def _posts(title: str | None, country: str | None) -> list[dict[str, Any]]:
    return [{"title": title, "country": country}] if title else []


def _when(start: str, end: str) -> str | None:
    """EDTF of the first and last day; raises `ValueError` where one is no day."""
    days = sorted({date.fromisoformat(day).isoformat() for day in (start, end) if day})
    return "/".join(days) or None
