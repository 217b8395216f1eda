"""JSON Lines, plain or packed with gzip: a document a row."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from entente.bulk.archives import Document, stem
from entente.errors import InputError
from entente.reading.inputs import Failure, given_row

LARGEST_ROW_BYTES = 20_000_000
"""A longer row is passed over unseen, so that no row can fill the memory."""


def documents(path: Path) -> Iterator[Document]:
    """The rows of a file; empty lines are none."""
    with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_ROW_BYTES + 1):
            number += 1
            origin, id = f"{path.name}:{number}", f"{stem(path.name)}-{number}"
            if len(line) > LARGEST_ROW_BYTES:
                while line and not line.endswith(b"\n"):
                    line = file.readline(LARGEST_ROW_BYTES)
                yield Document(origin, partial(_too_long, origin))
            elif line := line.removeprefix(codecs.BOM_UTF8).strip():
                yield Document(origin, partial(given_row, line, origin, id))


def _too_long(origin: str) -> Failure:
    return Failure(InputError(f"{origin}: a row of more than {LARGEST_ROW_BYTES // 10**6} MB; no report is so long"))
