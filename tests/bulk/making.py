"""Archives for the tests, and runs over them."""

import gzip
import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from entente.bulk.archives import stem
from entente.bulk.engines import Processes
from entente.bulk.guarding import COMMAND
from entente.bulk.receipts import Receipt
from entente.bulk.running import Run
from entente.bulk.shards import Shard

POISONED = (sys.executable, str(Path(__file__).with_name("poisoned.py")))


def rows(path: Path, texts: Iterable[str]) -> Path:
    lines = "".join(
        json.dumps({"id": f"{stem(path.name)}-{n}", "text": text}) + "\n" for n, text in enumerate(texts, 1)
    )
    data = lines.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def warc(path: Path, pages: Sequence[tuple[str, bytes, str]]) -> Path:
    """An archive of answers: address, body, kind; each record packed by itself, as crawlers do."""
    out = io.BytesIO()
    for number, (url, body, kind) in enumerate(pages):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        record = (
            (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
                f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
            ).encode()
            + head
            + body
            + b"\r\n\r\n"
        )
        out.write(gzip.compress(record) if path.suffix == ".gz" else record)
    path.write_bytes(out.getvalue())
    return path


def read(archives: Sequence[Path], folder: Path, command: Sequence[str] = COMMAND, **options: object) -> list[Receipt]:
    """The receipts of a run, in the order of the shards' names."""
    job = run(archives, folder, command, **options)
    return sorted((done.receipt for done in job.news(60) if done), key=lambda receipt: receipt.shard)


def run(archives: Sequence[Path], folder: Path, command: Sequence[str] = COMMAND, **options: object) -> Run:
    """A run over archives of this machine."""
    engine = Processes(int(str(options.pop("workers", 1))))
    return Run(shards_of(archives), str(folder), engine, command=command, gate=bool(options.pop("gate", True)))


def shards_of(archives: Sequence[Path]) -> list[Shard]:
    """Archives as shards."""
    return [Shard(str(archive)) for archive in archives]


def outputs(folder: Path) -> dict[str, bytes]:
    """What a folder of output holds for those who read it: no receipts, nothing aside."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}
