"""`entente bulk`: archives to files of rows on all cores; what fails is named, and the rest goes on."""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from pathlib import Path

from entente.bulk.engines import Engine, Processes
from entente.bulk.receipts import Receipt
from entente.bulk.running import Run
from entente.bulk.shards import shards
from entente.bulk.stores import is_address
from entente.cli.register.opening import print_json
from entente.cli.terminal import clear_progress, progress, say
from entente.errors import BadField, InputError

PROGRESS_SECONDS = 0.5


def run(options: argparse.Namespace) -> int:
    """Read every archive; the exit code says whether all, some or none could be read."""
    if options.workers is not None and options.workers < 1:
        raise BadField(f"--workers {options.workers}: at least one is needed")
    skipped: Counter[str] = Counter()
    found = shards(
        options.paths, options.output, lambda name: skipped.update([Path(name).suffix or "without an ending"])
    )
    for ending, number in sorted(skipped.items()):
        say(f"passed over {number:,} {'file' if number == 1 else 'files'} {ending}: no archive")
    if not found:
        raise InputError(f"{', '.join(options.paths)}: no archives in there")
    return _read(Run(found, options.output, _engine(options), gate=not options.no_gate), options)


def _engine(options: argparse.Namespace) -> Engine:
    if options.ray:
        from entente.bulk.cluster import RayTasks

        return RayTasks(options.ray, options.workers)
    return Processes(options.workers or _cores())


def _read(job: Run, options: argparse.Namespace) -> int:
    started, done, before, broken = time.monotonic(), 0, 0, 0
    total: Counter[str] = Counter()
    for news in job.news(PROGRESS_SECONDS):
        if news is not None:
            done, before = done + 1, before + (not news.now)
            broken += _tell(news.receipt)
            total.update(news.receipt.numbers())
        here = job.counts()
        speed = here["documents"] / (time.monotonic() - started)
        progress(
            f"{done:,} of {len(job.shards):,} shards · {here['documents']:,} documents · {here['read']:,} read · "
            f"{here['aside']:,} set aside · {speed:,.0f} a second"
        )
    clear_progress()
    seconds = time.monotonic() - started
    if options.json:
        print_json([{"shards": done, "done_before": before, "damaged": broken, **total, "output": job.output}])
    else:
        print(
            f"{total['documents']:,} documents in {done:,} shards ({before:,} done before): {total['read']:,} read · "
            f"{total['turned_away']:,} turned away · {total['passed_over']:,} without text · "
            f"{total['aside']:,} set aside · {seconds:,.0f} s"
        )
        print(_next_step(job.output))
    if not (total["aside"] or broken):
        return 0
    return 1 if total["documents"] > total["aside"] else 2


def _next_step(output: str) -> str:
    if is_address(output):
        return f"{output} holds their texts and records; copy them here, and add them with: entente add DIR"
    return f"{output} holds their texts and records; add them with: entente add {output}"


def _tell(receipt: Receipt) -> bool:
    """Name what failed in a shard; whether it is damaged."""
    for aside in receipt.aside:
        say(f"set aside: {aside.document}: {aside.why}")
    if receipt.damaged:
        say(f"{receipt.shard}: {receipt.damaged}; the {receipt.documents:,} documents before that were read")
    return receipt.damaged is not None


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
