"""How much does Entente say of reports that tell of no security cooperation between countries?

    python benchmarks/negatives.py [--language CODE] [--errors]

The reports of `negatives/` stand near it: colleagues of one country, food and customs, sport of the police, rumours.
Everything said of them is wrong. Prints for each language how many reports there are, of how many something is said,
and how much.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from documents import HERE
from score import compare

from entente import pipeline

FOLDER = HERE / "negatives"
NOTHING: dict[str, list[object]] = {part: [] for part in ("people", "bodies", "engagements", "commitments", "sources")}


class Negative(NamedTuple):
    """A report that tells of nothing in scope."""

    id: str
    published: str
    what: str
    text: str


def main() -> None:
    parser = argparse.ArgumentParser(description="What is said of reports that tell of nothing in scope.")
    parser.add_argument("--language", default="", help="only this language")
    parser.add_argument("--errors", action="store_true", help="show what is said")
    options = parser.parse_args()
    rows: list[tuple[str, int, int, int]] = []
    for path in sorted(FOLDER.glob(f"{options.language or '*'}.txt")):
        said = [(report, wrong(report, show=options.errors)) for report in negatives(path)]
        rows.append((path.stem, len(said), sum(count > 0 for _, count in said), sum(count for _, count in said)))
    print(f"{'language':12} reports  said of  facts")
    rows.append(("all", sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows)))
    for name, count, said_of, facts in rows:
        print(f"{name:12}{count:8}{said_of:9}{facts:7}")


def negatives(path: Path) -> Iterator[Negative]:
    """The reports of a file."""
    for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
        head, _, text = block.partition("\n")
        id, published, what = head.split(" ", 2)
        yield Negative(id, published, what, text.strip())


def wrong(report: Negative, *, show: bool) -> int:
    """How many facts are said of a report."""
    record = msgspec.to_builtins(pipeline.read(report.text, published=report.published))
    if show and record["engagements"]:
        print(f"{report.id} ({report.what}): {', '.join(e['kind'] for e in record['engagements'])}")
    return compare(NOTHING, record)[1].total()


if __name__ == "__main__":
    main()
