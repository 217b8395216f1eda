"""`entente add`: documents and records into the register; what fails is named, and the rest goes on."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from entente.cli.progress import ProgressBar
from entente.cli.read import description
from entente.cli.register.opening import opened, print_json, where
from entente.cli.terminal import say
from entente.errors import BadField
from entente.reading.adapters import adapted
from entente.reading.files import FORMATS, ROWS, Item, items
from entente.reading.inputs import Given, has_rows

MANY = (*ROWS, ".xml", ".rss", ".atom")
"""Endings of files that hold many documents."""


def run(options: argparse.Namespace) -> int:
    """Add every input; the exit code says whether all, some or none could be added."""
    described = description(options)
    many = [name for name in options.paths if has_rows(name) or Path(name).is_dir()]
    if described and (many or len(options.paths) > 1):
        names = ", ".join(f"--{key}" for key in described)
        raise BadField(f"{names}: for a single document only; put the values of many into the rows of a .jsonl file")
    skipped: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    with opened(options, create=True) as register, ProgressBar(_number(options)) as bar:
        for outcome in register.add_all(_items(options, described, skipped)):
            counts[outcome.state] += 1
            if outcome.error:
                message = str(outcome.error)
                say(message if message.startswith(outcome.origin) else f"{outcome.origin}: {message}")
            if outcome.note:
                say(outcome.note)
            bar.show(counts.total(), f"{counts['added']:,} added · {counts['known']:,} known already")
        known = register.counts()
    for ending, number in sorted(skipped.items()):
        say(f"passed over {number:,} {'file' if number == 1 else 'files'} {ending}: not a kind that is read")
    summary = {"added": counts["added"], "known": counts["known"], "failed": counts["failed"], "register": known}
    if options.json:
        print_json([summary])
    else:
        print(f"{counts['added']:,} added · {counts['known']:,} known already · {counts['failed']:,} failed")
        print(
            f"{where(options)} holds {known['documents']:,} documents, {known['engagements']:,} engagements, "
            f"{known['people']:,} people, {known['commitments']:,} commitments"
        )
    done = counts["added"] + counts["known"]
    return 0 if not counts["failed"] else 1 if done else 2


def _number(options: argparse.Namespace) -> int | None:
    """How many documents there are; `None` where files hold many each."""
    files = [file for name in options.paths for file in _files(name)]
    many = options.adapter or any(file.endswith(MANY) for file in files)
    return None if many else len(files)


def _files(name: str) -> list[str]:
    path = Path(name)
    if not path.is_dir():
        return [name]
    return [str(file) for file in path.rglob("*") if file.suffix.lower() in (*FORMATS, *ROWS)]


def _items(options: argparse.Namespace, described: dict[str, str], skipped: Counter[str]) -> Iterator[Item]:
    def skip(name: str) -> None:
        skipped[Path(name).suffix or "without an ending"] += 1

    for name in options.paths:
        if options.adapter:
            yield from adapted(options.adapter, name)
            continue
        for item in items(name, by_hand=options.records, skipped=skip):
            yield replace(item, **described) if described and isinstance(item, Given) else item
