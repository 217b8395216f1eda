"""What a document costs in each stage of `entente bulk`, and what 10^8 of them would take on a cluster.

    python benchmarks/stages.py [--documents 2000] [--news news/*.jsonl] [--one-in 50] [--shard 30000]

Processor time of one core for pages of a WARC made as in `bulk.py`. The cluster is simulated: shards of so many
documents on average, of sizes as uneven as those of a news crawl, each taken by the next free core, as Ray does.
"""

from __future__ import annotations

import argparse
import heapq
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import bulk
import msgspec

from entente import pipeline
from entente.bulk.archives import documents
from entente.bulk.gate import admits
from entente.bulk.shards import Shard
from entente.bulk.worker import Row
from entente.reading.inputs import Given

T = TypeVar("T")
ALL = 10**8
SPREAD = 0.5
"""Of the logarithms of the shards' sizes."""
START_SECONDS = 1.0
"""For a shard: the copy begun, the receipt looked for."""


def main() -> None:
    """Measure, print, simulate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--one-in", type=int, default=50)
    parser.add_argument("--shard", type=int, default=30_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = bulk.documents(options.news, options.one_in, new_words=2)
        archive = Path(folder) / "pages.warc.gz"
        archive.write_bytes(b"".join(bulk.page(next(texts), str(n)) for n in range(options.documents)))
        costs = stages(archive)
    for stage, seconds in costs.items():
        print(f"{stage}: {seconds / options.documents * 1e3:.3f} ms a document")
    each = sum(costs.values()) / options.documents
    print(f"all: {each * 1e3:.3f} ms a document, {1 / each:,.0f} a second and core")
    for cores in (2, 32, 256, 1024):
        hours, share = simulated(each, options.shard, cores)
        print(f"{ALL:,} documents on {cores:,} cores: {hours:,.1f} hours, {share:.0%} of the cores' time in use")


def stages(archive: Path) -> dict[str, float]:
    """The seconds that each stage takes for all documents of an archive; their words were met before, as most are."""
    costs: dict[str, float] = {}

    def timed(stage: str, act: Callable[[], T]) -> T:
        started = time.process_time()
        result = act()
        costs[stage] = time.process_time() - started
        return result

    timed("digest of the archive", Shard(str(archive)).digest)
    found = timed("unpacking", lambda: [*documents(archive)])
    given = timed("main text", lambda: [document.given() for document in found])
    texts = [text for text in given if isinstance(text, Given)]
    told = [text for text in texts if admits(text.text, text.title)]
    for text in told[: len(told) // 4]:
        read(text)
    admitted = timed("gate", lambda: [text for text in texts if admits(text.text, text.title)])
    rows = timed("reading", lambda: [*map(read, admitted)])
    timed("writing", partial(write, rows, archive.with_suffix(".out")))
    print(f"{len(found):,} pages of {archive.stat().st_size / len(found) / 1e3:.1f} kB packed; {len(rows):,} read")
    return costs


def read(text: Given) -> Row:
    """A row of the output."""
    record, stored = pipeline.read_stored(text.text, **text.description())
    return Row(stored, record)


def write(rows: Sequence[Row], path: Path) -> None:
    """The rows, as a worker and its driver write them."""
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def simulated(seconds: float, shard: int, cores: int) -> tuple[float, float]:
    """The hours until the last shard is done, and the share of the cores' time that was used."""
    chance = random.Random(1)
    sizes = [chance.lognormvariate(0, SPREAD) for _ in range(ALL // shard)]
    whole = sum(sizes)
    work = [size / whole * ALL * seconds + START_SECONDS for size in sizes]
    free = [0.0] * cores
    for one in work:
        heapq.heapreplace(free, free[0] + one)
    return max(free) / 3600, sum(work) / (max(free) * cores)


if __name__ == "__main__":
    main()
