"""The corpus that comes with Entente: texts written for it, each with the record that a person made of it.

Test data: much in the texts is invented; never cite them (see `corpus/README.md`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import msgspec

from entente.model.document import Description


@dataclass(frozen=True)
class Entry:
    """A text of the corpus and its gold record, as plain JSON (gold has `aliases`, and no spans)."""

    id: str

    @cached_property
    def text(self) -> str:
        return _file(f"texts/{self.id}.txt").decode("utf-8")

    @cached_property
    def gold(self) -> dict[str, Any]:
        record: dict[str, Any] = msgspec.json.decode(_file(f"gold/{self.id}.json"))
        return record

    def description(self) -> Description:
        """What is handed to the reader with the text: not the language."""
        given = self.gold["document"]
        return Description(id=self.id, published=given["published"], publisher=given["publisher"])


def entries(language: str | None = None) -> Iterator[Entry]:
    """The corpus in the order of its ids, or that part of it which is in one language."""
    names = sorted(file.name for file in (files("entente") / "corpus" / "texts").iterdir())
    for name in names:
        entry = Entry(name.removesuffix(".txt"))
        if language is None or entry.gold["document"]["language"] == language:
            yield entry


def _file(name: str) -> bytes:
    return (files("entente") / "corpus").joinpath(name).read_bytes()
