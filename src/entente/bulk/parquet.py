"""Parquet by pyarrow: a document a row, with the columns that a row of JSON Lines has as keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

from entente.bulk.archives import Document, stem
from entente.errors import InputError
from entente.reading.inputs import Given, given_row

COLUMNS = ("text", "id", "title", "published", "publisher", "url", "language")
ROWS_AT_ONCE = 256


def documents(path: Path) -> Iterator[Document]:
    """The rows of a file; raises `InputError` for one without a column `text`."""
    with pq.ParquetFile(path) as file:
        columns = [name for name in COLUMNS if name in file.schema_arrow.names]
        if "text" not in columns:
            raise InputError(f"{path.name}: no column `text`; it has {', '.join(file.schema_arrow.names)}")
        number = 0
        for batch in file.iter_batches(ROWS_AT_ONCE, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                origin = f"{path.name}:{number}"
                yield Document(origin, partial(_given, row, origin, f"{stem(path.name)}-{number}"))


def _given(row: dict[str, Any], origin: str, id: str) -> Given:
    return given_row(msgspec.json.encode(row), origin, id)
