"""`entente bulk` over many documents: processor time, time, memory; worker processes beside Ray.

    python benchmarks/bulk.py --documents 20000 --workers 1 2 [--ray] [--kind warc] [--news news/*.jsonl]

Documents are drawn from collections of news (`--news`, JSON Lines with `text`), with one of the corpus among each
`--one-in`; without collections all are of the corpus. Each gets words that stand nowhere else (`--new-words`), so that
what is kept of words fills up as it would over an archive. Prints a line a run; writes to a temporary folder only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from entente.reading.corpus import entries

SAMPLE_SECONDS = 0.5
TENTHS = 10
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make the archives, and read them with each engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--kind", choices=("jsonl", "jsonl.gz", "warc.gz"), default="jsonl")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--ray", action="store_true", help="with as many workers on Ray, too")
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--one-in", type=int, default=50, help="of so many documents one is of the corpus")
    parser.add_argument("--new-words", type=int, default=10, help="that each document has and no other")
    parser.add_argument("--no-gate", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archives = made(Path(folder), options)
        gate = ["--no-gate"] if options.no_gate else []
        for workers in options.workers:
            for engine in ([], ["--ray", "local"]) if options.ray else ([],):
                output = Path(folder) / f"out-{workers}{len(engine)}"
                arguments = ["--output", str(output), "--workers", str(workers), *engine, *gate, "--json"]
                print(
                    f"{workers} workers {' '.join(engine)}: {measured([*map(str, archives), *arguments])}", flush=True
                )


def made(folder: Path, options: argparse.Namespace) -> list[Path]:
    """The archives, with the same documents each time."""
    texts = documents(options.news, options.one_in, options.new_words)
    archives = []
    for number in range(options.shards):
        path = folder / f"part-{number:03}.{options.kind}"
        size = len(range(number, options.documents, options.shards))
        with gzip.open(path, "wb", 1) if options.kind == "jsonl.gz" else path.open("wb") as file:
            for at in range(size):
                text = next(texts)
                file.write(page(text, f"{number}-{at}") if options.kind == "warc.gz" else row(text, f"{number}-{at}"))
        archives.append(path)
    return archives


def documents(collections: Sequence[Path], one_in: int, new_words: int) -> Iterator[str]:
    """Texts without end: ordinary news, and one of the corpus among some."""
    chance = random.Random(1)
    told = [entry.text for entry in entries()]
    news = [json.loads(line)["text"] for path in collections for line in path.open(encoding="utf-8")]
    while True:
        text = chance.choice(told if not news or chance.randrange(one_in) == 0 else news)
        words = " ".join(f"q{chance.randrange(10**9):x}" for _ in range(new_words))
        yield f"{text}\n\n{words}."


def row(text: str, name: str) -> bytes:
    """A row of JSON Lines."""
    return json.dumps({"id": name, "text": text}, ensure_ascii=False).encode() + b"\n"


def page(text: str, name: str) -> bytes:
    """A record of a WARC, packed by itself as crawlers do: a page with what stands around a text."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    body = (
        f"<html><head><title>{name}</title><style>{'p{margin:0}' * 200}</style></head><body><nav><ul>{links}</ul></nav>"
        f"<article>{paragraphs}</article><footer><ul>{links}</ul></footer></body></html>"
    ).encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{name}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example/{name}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + http + body + b"\r\n\r\n", 6)


def measured(arguments: list[str]) -> str:
    """A run of the command in words: its summary, and what its processes took together."""
    started = time.monotonic()
    run = subprocess.Popen([sys.executable, "-m", "entente", "bulk", *arguments], stdout=subprocess.PIPE, text=True)
    ticks: dict[int, int] = {}
    resident: list[float] = []
    while run.poll() is None:
        now = tree(run.pid)
        ticks |= {pid: used for pid, (used, _) in now.items()}
        resident.append(sum(megabytes for _, megabytes in now.values()))
        time.sleep(SAMPLE_SECONDS)
    seconds = time.monotonic() - started
    assert run.stdout is not None
    summary = json.loads(run.stdout.read())
    length = max(1, len(resident) // TENTHS)
    peaks = [max(resident[at : at + length], default=0) for at in range(0, length * TENTHS, length)]
    return (
        f"{summary['documents']:,} documents, {summary['read']:,} read, {seconds:.1f} s, "
        f"{sum(ticks.values()) / TICKS:.1f} s of the processor; MB held in each tenth of the run: "
        f"{' '.join(f'{peak:.0f}' for peak in peaks)}"
    )


def tree(root: int) -> dict[int, tuple[int, float]]:
    """The processes that descend from one, and it: ticks of the processor, and MB that are theirs alone."""
    parents, used = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            pages = (folder / "statm").read_text().split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        own = (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6
        used[int(folder.name)] = (int(fields[11]) + int(fields[12]), own)
    inside = {root}
    while more := {pid for pid, parent in parents.items() if parent in inside} - inside:
        inside |= more
    return {pid: used[pid] for pid in inside if pid in used}


if __name__ == "__main__":
    main()
