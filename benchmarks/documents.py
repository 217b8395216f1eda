"""What the benchmarks read: the corpus, its held-out part, and the seed report where that lies at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from entente.model.document import Description
from entente.reading.corpus import entries

HERE = Path(__file__).parent
SEED, SEED_FOLDER = "fr-seed", HERE.parent.parent / "shared" / "dev"


class Item(NamedTuple):
    """A text with the record that a person made of it."""

    id: str
    text: str
    gold: dict[str, Any]

    def description(self) -> Description:
        """What is handed to the reader with the text: not the language."""
        about = self.gold["document"]
        return Description(id=self.id, published=about["published"], publisher=about["publisher"])


def held_out() -> set[str]:
    """Ids of the documents that were kept unopened while rules were written."""
    lines = (HERE / "held-out.txt").read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def items(language: str | None = None, seed_folder: Path = SEED_FOLDER) -> Iterator[Item]:
    """The corpus, then the seed report where its folder exists."""
    for entry in entries(language):
        yield Item(entry.id, entry.text, entry.gold)
    seed = seed_folder / "texts" / f"{SEED}.txt"
    if seed.is_file():
        gold: dict[str, Any] = json.loads((seed_folder / "gold" / f"{SEED}.json").read_text("utf-8"))
        if language in (None, gold["document"]["language"]):
            yield Item(SEED, seed.read_text("utf-8"), gold)
