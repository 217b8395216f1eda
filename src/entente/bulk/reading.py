"""One shard to its output and receipt: the unit that every engine schedules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from entente.bulk.guarding import Guard
from entente.bulk.receipts import Aside, Receipt, output_name, receipt_of, sign, written


def read_shard(
    shard: Path, folder: Path, guard: Guard, *, gate: bool, recipe: str, begun: Callable[[Receipt], None]
) -> tuple[Receipt, bool]:
    """Read a shard into a folder, unless that is done; its receipt, and whether it was read now.

    `begun` is given the receipt while its numbers still grow. Raises `OSError` where the output cannot be written, and
    `Stopped`.
    """
    output = folder / output_name(shard)
    if done := receipt_of(output, recipe):
        return done, False
    receipt = Receipt(shard=shard.name, output=output.name, recipe=recipe)
    begun(receipt)
    with written(output) as file:
        for answer in guard.answers(shard, gate=gate):
            kind, told = answer[:1], answer[1:]
            if kind == b"e":
                receipt.damaged = msgspec.json.decode(told)
                break
            receipt.documents += 1
            if kind == b"r":
                file.write(told + b"\n")
                receipt.read += 1
            elif kind == b"t":
                receipt.turned_away += 1
            elif kind == b"p":
                receipt.passed_over += 1
            else:
                receipt.aside.append(msgspec.json.decode(told, type=Aside))
    sign(output, receipt)
    return receipt, True
