"""`entente add`: documents and records into the register; what fails is named, and the rest goes on."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from entente.cli.read import description
from entente.cli.register.opening import opened, print_json, where
from entente.cli.terminal import clear_progress, progress, say
from entente.errors import BadField
from entente.reading.adapters import adapted
from entente.reading.files import Item, items
from entente.reading.inputs import Given, has_rows

PROGRESS_SECONDS = 0.2


def run(options: argparse.Namespace) -> int:
    """Add every input; the exit code says whether all, some or none could be added."""
    described = description(options)
    many = [name for name in options.paths if has_rows(name) or Path(name).is_dir()]
    if described and (many or len(options.paths) > 1):
        names = ", ".join(f"--{key}" for key in described)
        raise BadField(f"{names}: for a single document only; put the values of many into the rows of a .jsonl file")
    skipped: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    started = shown = time.monotonic()
    with opened(options, create=True) as register:
        for outcome in register.add_all(_items(options, described, skipped)):
            counts[outcome.state] += 1
            if outcome.error:
                message = str(outcome.error)
                say(message if message.startswith(outcome.origin) else f"{outcome.origin}: {message}")
            if outcome.note:
                say(outcome.note)
            now = time.monotonic()
            if now - shown > PROGRESS_SECONDS:
                shown = now
                speed = sum(counts.values()) / (now - started)
                progress(f"{counts['added']:,} added · {counts['known']:,} known already · {speed:,.0f} a second")
        clear_progress()
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


def _items(options: argparse.Namespace, described: dict[str, str], skipped: Counter[str]) -> Iterator[Item]:
    def skip(name: str) -> None:
        skipped[Path(name).suffix or "without an ending"] += 1

    for name in options.paths:
        if options.adapter:
            yield from adapted(options.adapter, name)
            continue
        for item in items(name, by_hand=options.records, skipped=skip):
            yield replace(item, **described) if described and isinstance(item, Given) else item
