"""Archives to their documents: a module a format, `FORMATS` the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from entente.errors import InputError
from entente.reading.inputs import Failure, Given


class Document(NamedTuple):
    """A document of an archive, not yet taken apart: passing over it costs, and risks, next to nothing."""

    origin: str
    given: Callable[[], Given | Failure | None]
    """Takes it apart: the text and its description, or why it cannot be read, or `None` for what is no report."""


FORMATS = {
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".jsonl.gz": "rows",
    ".ndjson.gz": "rows",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".parquet": "parquet",
}
"""Endings to the modules here that read such files, each with `documents(path)`."""


def ending(name: str) -> str | None:
    """The ending of an archive's name, the longest that is known."""
    return max((known for known in FORMATS if name.lower().endswith(known)), key=len, default=None)


def stem(name: str) -> str:
    """The archive's name without its ending."""
    return name[: -len(ending(name) or "")] or name


def documents(path: Path) -> Iterator[Document]:
    """The documents of an archive in their order, always the same; raises `InputError`, `OSError` or what a damaged
    archive brings its reader to raise, after the documents before the damage.
    """
    known = ending(path.name)
    assert known is not None, path
    try:
        read = import_module(f"entente.bulk.{FORMATS[known]}").documents
    except ModuleNotFoundError as error:
        raise InputError(
            f"{path.name}: reading it needs {error.name}; install it with: pip install 'entente[bulk]'"
        ) from None
    found: Iterator[Document] = read(path)
    return found
