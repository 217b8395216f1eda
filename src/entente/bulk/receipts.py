"""The contract of a shard: its output is named by its content, written aside and renamed, and its receipt comes last.

A receipt of the same recipe means that the shard is done. Whatever was killed leaves at most files aside, whose names
begin with a dot and which nobody reads, so a run that is started again reads each document once, as if nothing had
happened.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import IO

import msgspec

from entente import __version__
from entente.bulk.shards import stem
from entente.languages.source import PACKS
from entente.settings import settings

RECEIPTS = ".receipts"
KEY_BYTES = 8


class Aside(msgspec.Struct, frozen=True):
    """A document that was not read, and why."""

    document: str
    why: str


class Receipt(msgspec.Struct, kw_only=True):
    """What became of a shard's documents; their numbers add up to `documents`."""

    shard: str
    output: str
    recipe: str
    documents: int = 0
    read: int = 0
    turned_away: int = 0
    """By the gate, or since no pack reads their language."""
    passed_over: int = 0
    """No reports: pages without text."""
    aside: list[Aside] = []
    damaged: str | None = None
    """Why the shard could not be read to its end."""

    def numbers(self) -> Counter[str]:
        """How many documents became what."""
        numbers = {name: getattr(self, name) for name in ("documents", "read", "turned_away", "passed_over")}
        return Counter({**numbers, "aside": len(self.aside)})


def recipe(*, gate: bool) -> str:
    """A digest of all that decides what is read out of a document."""
    parts = [__version__, settings().disputed, "gate" if gate else "all"]
    digest = blake2b("\n".join(parts).encode("utf-8"), digest_size=KEY_BYTES)
    for file in sorted(PACKS.rglob("*")):
        if file.suffix in (".toml", ".tsv"):
            digest.update(file.relative_to(PACKS).as_posix().encode("utf-8") + file.read_bytes())
    return digest.hexdigest()


def output_name(shard: Path) -> str:
    """The name of a shard's output: the shard's own, and a digest of that and its content."""
    with shard.open("rb") as file:
        content = file_digest(file, lambda: blake2b(digest_size=KEY_BYTES))
    content.update(shard.name.encode("utf-8", "surrogateescape"))
    return f"{stem(shard)}-{content.hexdigest()}.jsonl"


def receipt_of(output: Path, recipe: str) -> Receipt | None:
    """The receipt of an output that is there and was made after this recipe."""
    try:
        receipt = msgspec.json.decode(_place(output).read_bytes(), type=Receipt)
    except (OSError, msgspec.DecodeError):
        return None
    return receipt if receipt.recipe == recipe and output.is_file() else None


def sign(output: Path, receipt: Receipt) -> None:
    """Write the receipt: from now on the shard is done."""
    place = _place(output)
    place.parent.mkdir(exist_ok=True)
    with written(place) as file:
        file.write(msgspec.json.format(msgspec.json.encode(receipt)) + b"\n")


def _place(output: Path) -> Path:
    return output.parent / RECEIPTS / f"{output.name}.json"


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there, whole and on the disk, after a good end, and not at all after a bad one."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def sweep(output: Path) -> None:
    """Take away what runs that were killed left aside."""
    for folder in (output, output / RECEIPTS):
        for file in folder.glob(".*.jsonl*"):
            pid = file.name.rpartition(".")[2]
            if pid.isdecimal() and not _runs(int(pid)):
                file.unlink(missing_ok=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
