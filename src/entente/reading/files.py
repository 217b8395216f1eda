"""Files and folders of many kinds to texts and records, one at a time; what cannot be read is a `Failure` in its place.

A module a format; `FORMATS` is the table of them, by the endings of file names. Folders are read in the order of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import msgspec

from entente.errors import InputError
from entente.reading.fetching import given as fetched
from entente.reading.fetching import is_address
from entente.reading.inputs import (
    STDIN,
    Failure,
    Given,
    GivenRecord,
    given_row,
    given_text,
    has_rows,
    opened,
    rows_of,
)
from entente.reading.records import checked_record, checked_text, is_reading, is_record

Item = Given | GivenRecord | Failure
LARGEST_BYTES = 50_000_000
"""Files other than JSON Lines are read whole; larger ones are refused."""
BY_HAND = "hand"
FORMATS = {
    ".txt": None,
    ".text": None,
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".eml": "mail",
}
"""Endings to the modules that read such files, each with `given(data, name)`; `None` for plain text."""
ROWS = (".jsonl", ".ndjson", ".json")


def items(name: str, *, by_hand: bool = False, skipped: Callable[[str], None] = lambda name: None) -> Iterator[Item]:
    """All that a file, folder, address or `-` holds. With `by_hand` every record was made or reviewed by a person.

    A folder's files of other kinds are passed over, each told to `skipped`.
    """
    path = Path(name)
    if name == STDIN or not path.is_dir():
        yield from _items_of(name, by_hand)
        return
    for file in sorted(path.rglob("*")):
        if file.is_dir() or any(part.startswith(".") for part in file.relative_to(path).parts):
            continue
        ending = file.suffix.lower()
        if ending in ROWS or (ending in FORMATS and not by_hand):
            yield from _items_of(str(file), by_hand)
        else:
            skipped(str(file))


def _items_of(name: str, by_hand: bool) -> Iterator[Item]:
    try:
        if is_address(name):
            yield from _needing(name, lambda: fetched(name))
        elif has_rows(name):
            with opened(name) as file:
                yield from rows_of(file, name, partial(_row, by_hand=by_hand))
        elif name.lower().endswith(".json"):
            yield from _json(name, by_hand)
        elif by_hand:
            raise InputError(f"{name}: no records; give .json or .jsonl files, or folders of them")
        else:
            yield from _text(name)
    except InputError as error:
        yield Failure(error)
    except OSError as error:
        yield Failure(InputError(f"{name}: {error.strerror or error}; the file could not be read to its end"))


def _text(name: str) -> Iterator[Item]:
    module = None if name == STDIN else FORMATS.get(Path(name).suffix.lower())
    if module is None:
        yield given_text(name)
        return
    yield from _needing(name, lambda: import_module(f"entente.reading.{module}").given(_whole(name), name))


def _needing(name: str, read: Callable[[], Iterator[Given]]) -> Iterator[Item]:
    """What a reader gives that may need a library which is not there, or meet a document made to break it."""
    try:
        yield from read()
    except ModuleNotFoundError as error:
        raise InputError(
            f"{name}: reading it needs {error.name}; install it with: pip install 'entente[documents]'"
        ) from None
    except (RecursionError, MemoryError) as error:
        raise InputError(f"{name}: too deep or too large to read ({type(error).__name__})") from None


def _json(name: str, by_hand: bool) -> Iterator[Item]:
    """One row, or a list of them."""
    try:
        rows = msgspec.json.decode(_whole(name))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{name}: no JSON ({error})") from None
    many = isinstance(rows, list)
    for number, row in enumerate(rows if many else [rows], 1):
        origin, id = (f"{name}:{number}", f"{Path(name).stem}-{number}") if many else (name, Path(name).stem)
        try:
            yield _row(msgspec.json.encode(row), origin, id, by_hand)
        except InputError as error:
            yield Failure(error)


def _row(line: bytes, origin: str, id: str, by_hand: bool) -> Given | GivenRecord:
    """A row with `document` is a record, one with `text` a document, one with `text` and `record` both."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return given_row(line, origin, id)  # says what is wrong
    if not by_hand and is_reading(row):
        return GivenRecord(origin=origin, body=checked_record(row["record"], origin), text=checked_text(row, origin))
    if by_hand or is_record(row):
        author = BY_HAND if by_hand or not row.get("engine") else None
        return GivenRecord(origin=origin, body=checked_record(row, origin), author=author)
    return given_row(line, origin, id)


def _whole(name: str) -> bytes:
    with opened(name) as file:
        data = file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise InputError(f"{name}: larger than {LARGEST_BYTES // 10**6} MB; split it, or give its text as JSON Lines")
    return data
