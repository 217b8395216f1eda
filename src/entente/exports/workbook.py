"""Excel: sheets of engagements, people, commitments and documents; every text is a text, never a formula or link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from entente.exports import Knowledge
from entente.exports.spreadsheet import COLUMNS, row
from entente.exports.wording import by_id

LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day of making that is written: the same knowledge gives the same file."""
PEOPLE = ("id", "name", "latin", "country", "posts", "documents")
COMMITMENTS = ("id", "kind", "parties", "towards", "what", "when", "topics", "engagement", "documents")
DOCUMENTS = ("id", "title", "published", "publisher", "language", "url", "sha256", "redacted")


def write(known: Knowledge) -> Iterator[bytes]:
    """The workbook as one piece."""
    documents = by_id(known.everything("documents"))
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": ALWAYS})
    engagements = (row(one, documents).values() for one in known.everything("engagements"))
    _sheet(book, "engagements", COLUMNS, engagements)
    _sheet(book, "people", PEOPLE, (_people(one) for one in known.everything("people")))
    _sheet(book, "commitments", COMMITMENTS, (_cells(one, COMMITMENTS) for one in known.everything("commitments")))
    _sheet(book, "documents", DOCUMENTS, (_cells(one, DOCUMENTS) for one in known.everything("documents")))
    book.close()
    yield out.getvalue()


def _sheet(book: Any, name: str, columns: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, bold)
    sheet.freeze_panes(1, 1)
    for number, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, float | int):
                sheet.write_number(number, at, cell)
            elif cell:
                sheet.write_string(number, at, str(cell)[:LONGEST])


def _people(person: Any) -> list[Any]:
    posts = "; ".join(post.title for post in person.posts)
    return [person.id, person.name, person.latin, person.country, posts, "; ".join(person.documents)]


def _cells(thing: Any, columns: tuple[str, ...]) -> list[Any]:
    values = (getattr(thing, column) for column in columns)
    return ["; ".join(value) if isinstance(value, list) else value for value in values]
