"""Files, standard input and JSON Lines to `Given` texts, one at a time, each with where it came from.

What cannot be read comes out as a `Failure` in its place, so that the rest of a batch goes on.
"""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec

from entente.errors import BadField, InputError, NotText
from entente.model.document import Description
from entente.reading.decoding import decode

STDIN = "-"
ROW_ENDINGS = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text as given, and its description; `origin` is its file, or its file and row."""

    origin: str
    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    note: str | None = None

    def description(self) -> Description:
        """The keyword arguments of `entente.read`."""
        return Description(
            id=self.id,
            published=self.published,
            publisher=self.publisher,
            title=self.title,
            url=self.url,
            language=self.language,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRecord:
    """A record that comes ready-made, checked; `author` where a person made or reviewed it.

    `text` is the stored text that it was made of, where that comes with it.
    """

    origin: str
    body: bytes
    text: str | None = None
    author: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that cannot be read, and why."""

    error: InputError


class _Row(msgspec.Struct, frozen=True):
    """A row of JSON Lines; other keys are the user's own and are left alone."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


_row = msgspec.json.Decoder(_Row)


def has_rows(name: str) -> bool:
    """Whether the file's name says that it is JSON Lines."""
    return name.lower().endswith(ROW_ENDINGS)


def given(name: str, *, rows: bool = False) -> Iterator[Given | Failure]:
    """What a file (or `-`, standard input) holds: its rows if it is JSON Lines, else its one text."""
    try:
        if rows or has_rows(name):
            with opened(name) as file:
                for item in rows_of(file, name, given_row):
                    assert not isinstance(item, GivenRecord)
                    yield item
        else:
            yield given_text(name)
    except InputError as error:
        yield Failure(error)
    except OSError as error:
        yield Failure(InputError(f"{name}: {error.strerror or error}; the file could not be read to its end"))


def given_text(name: str) -> Given:
    """A file of plain text; raises `InputError`."""
    with opened(name) as file:
        data = file.read()
    text, encoding = decode(data, _shown(name))
    if not text.strip().strip("\ufeff"):
        raise InputError(f"{_shown(name)}: empty; there is nothing to read")
    note = None
    if encoding == "windows-1252":
        note = f"{name}: is no UTF-8 and was read as windows-1252"
    return Given(origin=_shown(name), id=_stem(name), text=text, note=note)


def opened(name: str) -> IO[bytes]:
    """A file, or standard input for `-`; raises `InputError`."""
    if name == STDIN:
        if sys.stdin is None:
            raise InputError("stdin: closed; give a file, or text on standard input")
        return open(sys.stdin.fileno(), "rb", closefd=False)
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError(f"{name}: a folder; name the files in it, such as {path / '*.txt'}")
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path from {Path.cwd()}") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read; change its permissions (chmod +r)") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{name!r}: no name of a file ({error})") from None


def rows_of(
    file: IO[bytes], name: str, given_row: Callable[[bytes, str, str], Given | GivenRecord]
) -> Iterator[Given | GivenRecord | Failure]:
    """The rows of JSON Lines, each through `given_row(line, origin, id)`; what fails comes out in its place."""
    empty = True
    for number, line in enumerate(file, 1):
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise NotText(f"{_shown(name)}: UTF-16; JSON Lines are UTF-8, so save it as that")
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        empty = False
        origin = f"{_shown(name)}:{number}"
        try:
            yield given_row(line, origin, f"{_stem(name)}-{number}")
        except InputError as error:
            yield Failure(error)
    if empty:
        raise InputError(f"{_shown(name)}: no rows; give one JSON object a line")


def given_row(line: bytes, origin: str, id: str) -> Given:
    """A row that is a document; raises `InputError`."""
    try:
        row = _row.decode(line)
    except msgspec.ValidationError as error:
        raise BadField(f"{origin}: {_in_words(str(error), line)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{origin}: no JSON ({error}); each line must be one whole JSON object") from None
    if not row.text.strip():
        raise BadField(f"{origin}: `text` is empty; there is nothing to read")
    return Given(
        origin=origin,
        id=str(row.id) if row.id not in (None, "") else id,
        text=row.text,
        title=row.title,
        published=row.published,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
    )


def _in_words(message: str, line: bytes) -> str:
    """The decoder's complaint with the bad value and the remedy."""
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON ({error}); each line must be one whole JSON object"
    if not isinstance(row, dict):
        return f'{_short(row)} is no JSON object; a row is {{"id": …, "text": …}}'
    if "text" not in row:
        return f"lacks `text`; it has {', '.join(map(_short, row)) or 'no keys'}"
    for key in _Row.__struct_fields__:
        if key in row and f"$.{key}" in message:
            return f"`{key}`: {_short(row[key])} is no string; put it in quotes or leave it out"
    return message


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _shown(name: str) -> str:
    return "stdin" if name == STDIN else name


def _stem(name: str) -> str:
    return "stdin" if name == STDIN else Path(name).stem
