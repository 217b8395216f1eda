"""One shard to its output and receipt: the task that every engine schedules."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from entente.bulk.guarding import COMMAND, Guard
from entente.bulk.orders import Limits
from entente.bulk.receipts import Receipt, output_name, receipt_of, sign
from entente.bulk.shards import Shard
from entente.bulk.stores import Overtaken, store_at
from entente.errors import InputError


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with shards: plain values, so that it can be sent to another machine."""

    output: str
    gate: bool
    recipe: str
    limits: Limits
    command: tuple[str, ...] = COMMAND
    """Starts a worker."""


class Done(msgspec.Struct, frozen=True):
    """A shard that is done, and whether it was read now."""

    receipt: Receipt
    now: bool


def read_shard(shard: Shard, task: Task, guard: Guard, begun: Callable[[Receipt], None] = lambda receipt: None) -> Done:
    """Read a shard into the output, unless that is done.

    `begun` is given the receipt while its numbers still grow. Raises `InputError`, `OSError` where the output cannot be
    written, and `Stopped`.
    """
    output, name = store_at(task.output), output_name(shard)
    if done := receipt_of(name, output, task.recipe):
        return Done(done, now=False)
    receipt = Receipt(shard=shard.name, output=name, recipe=task.recipe)
    begun(receipt)
    try:
        with shard.at_hand() as path, output.written(name) as file:
            for answer in guard.answers(path, gate=task.gate):
                if row := receipt.take(answer):
                    file.write(row + b"\n")
        sign(receipt, output)
    except Overtaken as error:
        if done := receipt_of(name, output, task.recipe):
            return Done(done, now=False)
        raise InputError(f"{error}: another run is writing it; let that end, and start again") from None
    return Done(receipt, now=True)
