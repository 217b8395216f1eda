"""Archives to shards, and a shard to its documents: a module a format, `FORMATS` the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from entente.errors import InputError
from entente.reading.inputs import Failure, Given


class Document(NamedTuple):
    """A document of a shard, not yet taken apart: passing over it costs, and risks, next to nothing."""

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


def shards(names: Iterable[str], output: Path, skipped: Callable[[Path], None] = lambda path: None) -> list[Path]:
    """The archives under some names, each once, in the order given; folders by the names of their files.

    What is in `output` is no input. A folder's files of other kinds are told to `skipped`; raises `InputError` for a
    name that is no archive.
    """
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
                if file.is_dir() or hidden or file.resolve().is_relative_to(output.resolve()):
                    continue
                if ending(file):
                    found.setdefault(file.resolve())
                else:
                    skipped(file)
        elif not path.is_file():
            raise InputError(f"{name}: no such file; check the path from {Path.cwd()}")
        elif not ending(path):
            raise InputError(f"{name}: no archive that is known; they end with {', '.join(FORMATS)}")
        else:
            found.setdefault(path.resolve())
    return list(found)


def ending(path: Path) -> str | None:
    """The ending of an archive's name, the longest that is known."""
    name = path.name.lower()
    return max((known for known in FORMATS if name.endswith(known)), key=len, default=None)


def stem(path: Path) -> str:
    """The archive's name without its ending."""
    return path.name[: -len(ending(path) or "")] or path.name


def documents(path: Path) -> Iterator[Document]:
    """The documents of a shard in their order, always the same; raises `InputError`, `OSError` or what a damaged
    archive brings its reader to raise, after the documents before the damage.
    """
    known = ending(path)
    assert known is not None, path
    try:
        read = import_module(f"entente.bulk.{FORMATS[known]}").documents
    except ModuleNotFoundError as error:
        raise InputError(
            f"{path.name}: reading it needs {error.name}; install it with: pip install 'entente[bulk]'"
        ) from None
    found: Iterator[Document] = read(path)
    return found
