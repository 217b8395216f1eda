"""The contract of a shard: its output is named by its content, is there whole or not at all; its receipt comes last.

A receipt of the same recipe means that the shard is done. Whatever was killed leaves at most an output without one,
which is replaced, so a run that is started again reads each document once, as if nothing had happened.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b

import msgspec

from entente import __version__
from entente.bulk.archives import stem
from entente.bulk.shards import KEY_BYTES, Shard
from entente.bulk.stores import Store
from entente.languages.source import PACKS
from entente.settings import settings

RECEIPTS = ".receipts"


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

    def take(self, answer: bytes) -> bytes | None:
        """Note a worker's answer for a document, or the end; the row, if it is one."""
        kind, told = answer[:1], answer[1:]
        if kind == b"e":
            self.damaged = msgspec.json.decode(told)
            return None
        self.documents += 1
        if kind == b"r":
            self.read += 1
            return told
        if kind == b"t":
            self.turned_away += 1
        elif kind == b"p":
            self.passed_over += 1
        else:
            self.aside.append(msgspec.json.decode(told, type=Aside))
        return None

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


def output_name(shard: Shard) -> str:
    """The name of a shard's output: the archive's own, and what stands for that and its content."""
    return f"{stem(shard.name)}-{shard.digest()}.jsonl"


def receipt_of(output: str, store: Store, recipe: str) -> Receipt | None:
    """The receipt of an output that is there and was made after this recipe."""
    there, told = store.holds(output), store.read(_name(output))
    try:
        receipt = msgspec.json.decode(told or b"", type=Receipt)
    except msgspec.DecodeError:
        return None
    return receipt if there and receipt.recipe == recipe else None


def sign(receipt: Receipt, store: Store) -> None:
    """Write the receipt: from now on the shard is done."""
    with store.written(_name(receipt.output)) as file:
        file.write(msgspec.json.format(msgspec.json.encode(receipt)) + b"\n")


def _name(output: str) -> str:
    return f"{RECEIPTS}/{output}.json"
