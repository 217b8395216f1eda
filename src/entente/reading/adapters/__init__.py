"""Registers that others keep, as records: a module an adapter, `ADAPTERS` the table of them.

A module has `records(data, name, kind)`, which gives the records of one file as plain JSON: no text, so no spans, and
the other register named as their source. What it keeps beyond security cooperation stays in. To add an adapter, write
such a module and a row of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from entente.errors import BadField, InputError
from entente.reading.inputs import Failure, GivenRecord
from entente.reading.records import checked_record

ADAPTERS = {
    "visits": ("history_at_state", ".xml"),
    "travels": ("history_at_state", ".xml"),
}
"""Names for `entente add --from` to the module that reads such a register, and the ending of its files."""


def adapted(kind: str, name: str) -> Iterator[GivenRecord | Failure]:
    """The records of a copy of another register: a file, or a folder with all its files in the order of their names."""
    if kind not in ADAPTERS:
        raise BadField(f"--from {kind}: there are {', '.join(ADAPTERS)}")
    home, ending = ADAPTERS[kind]
    records = import_module(f"{__name__}.{home}").records
    path = Path(name)
    files = sorted(path.rglob(f"*{ending}")) if path.is_dir() else [path]
    found = False
    for file in files:
        try:
            for number, record in enumerate(records(file.read_bytes(), str(file), kind), 1):
                found = True
                origin = f"{file}:{number}"
                yield record if isinstance(record, Failure) else _given(record, origin)
        except InputError as error:
            found = True
            yield Failure(error)
        except OSError as error:
            found = True
            yield Failure(InputError(f"{file}: {error.strerror or error}"))
    if not found:
        yield Failure(InputError(f"{name}: holds no rows of {kind}; give the path of a copy of that register"))


def _given(record: dict[str, object], origin: str) -> GivenRecord | Failure:
    try:
        return GivenRecord(origin=origin, body=checked_record(record, origin))
    except InputError as error:
        return Failure(error)
