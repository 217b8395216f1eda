"""What is known, in the formats of others: a module a format, `FORMATS` the table of them.

Each module has `write(known)`, which gives the pieces of one file in order. The same knowledge gives the same
bytes: nothing depends on the clock or on the order in which documents came. Every format says which documents a
thing is from, and which of these have been redacted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from entente.errors import BadField


class Knowledge(Protocol):
    """What is exported; a register is one."""

    def everything(self, part: str) -> Iterator[Any]:
        """All `documents`, `engagements`, `people`, `bodies` or `commitments`, in the order of their ids."""
        ...

    def records(self) -> Iterator[dict[str, Any]]:
        """The record that speaks for each document."""
        ...

    def gold(self) -> Iterator[dict[str, Any]]:
        """The records that people have reviewed to the end."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, its module, what it is, the ending of its files, and the extra that it needs beside."""

    name: str
    module: str
    about: str
    ending: str
    extra: str | None = None


FORMATS = {
    form.name: form
    for form in (
        Format("jsonl", "jsonl", "JSON Lines: all that is known, lossless, a thing a line", ".jsonl"),
        Format("records", "records", "JSON Lines: each document's own record", ".jsonl"),
        Format("gold", "gold", "JSON Lines: the records that people reviewed to the end, as they decided", ".jsonl"),
        Format("csv", "spreadsheet", "CSV: an engagement a row, safe to open in a spreadsheet", ".csv"),
        Format(
            "xlsx", "workbook", "Excel: sheets of engagements, people, commitments and documents", ".xlsx", "exports"
        ),
        Format("parquet", "parquet", "Parquet: an engagement a row, lists as lists", ".parquet", "parquet"),
        Format("geojson", "geojson", "GeoJSON: engagements as points", ".geojson"),
        Format("ical", "icalendar", "iCalendar: dated engagements", ".ics"),
        Format("graphml", "graphml", "GraphML: who took part in what", ".graphml"),
        Format("gexf", "gexf", "GEXF for Gephi: who took part in what", ".gexf"),
        Format("jsonld", "jsonld", "JSON-LD: schema.org events, SKOS topics", ".jsonld"),
        Format("atom", "atom", "Atom feed: an engagement an entry, the latest first", ".atom"),
        Format("plover", "plover", "PLOVER: an event a line, JSON", ".jsonl"),
        Format("polecat", "polecat", "POLECAT: the 40 columns, tab-separated", ".tsv"),
        Format("ftm", "followthemoney", "FollowTheMoney: entities, JSON Lines", ".jsonl"),
    )
}


def write(name: str, known: Knowledge) -> Iterator[bytes]:
    """A file in a format, piece by piece; raises `BadField` for one that there is not."""
    if name not in FORMATS:
        raise BadField(f"--format {name}: there are {', '.join(FORMATS)}")
    try:
        module = import_module(f"entente.exports.{FORMATS[name].module}")
    except ModuleNotFoundError as error:
        extra = FORMATS[name].extra
        raise BadField(
            f"--format {name}: needs {error.name}; install it with: pip install 'entente[{extra}]'"
        ) from None
    pieces: Iterator[bytes] = module.write(known)
    return pieces
