"""A worker: a process of its own that reads the documents of shards, a line of standard output for each.

A line of standard input is an `Order`. The answers, by their first letter:

    .   ready; then the name of the first document, empty where there is none
    r   a row: the document's text and its record
    t   turned away by the gate, or in a language without a pack
    p   passed over: no report
    f   failed; then its name and why, as JSON
    e   the end of the shard; then, as JSON, why it came early, or null

A document that takes too long or too much memory ends the process: nothing less gets a regular expression or a C
library to stop. Whoever gave the order sees how the process ended, and at which document.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from entente import pipeline
from entente.bulk.archives import Document, documents
from entente.bulk.gate import admits
from entente.bulk.orders import OUT_OF_MEMORY, Order
from entente.bulk.receipts import Aside
from entente.errors import EntenteError
from entente.languages.loading import code_of
from entente.model.record import Record
from entente.reading.inputs import Failure, Given

START_SECONDS = 300
"""For loading the packs, and passing over the documents of a shard that were read already."""


class Row(msgspec.Struct, frozen=True):
    """A row of the output."""

    text: str
    record: Record


def main(read: Callable[[Given, bool], bytes] | None = None) -> None:
    """Serve orders until there are no more. `read` makes the answer for a text; another one stands in in tests."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not speak among the answers
    for line in sys.stdin.buffer:
        order = msgspec.json.decode(line, type=Order)
        limit = order.limits.megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        try:
            _serve(order, answers, read or answer)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BrokenPipeError:
            os._exit(0)  # nobody waits for the answers any more


def _serve(order: Order, answers: IO[bytes], read: Callable[[Given, bool], bytes]) -> None:
    signal.setitimer(signal.ITIMER_REAL, START_SECONDS)  # its default action ends the process
    found, early = _found(order)
    first = next(found, None)
    answers.write(b"." + (first.origin if first else "").encode("utf-8", "replace") + b"\n")
    while first is not None:
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, order.limits.seconds)
        answers.write(_answer(first, order.gate, read) + b"\n")
        first = next(found, None)
    signal.setitimer(signal.ITIMER_REAL, 0)
    answers.write(b"e" + msgspec.json.encode(early[0] if early else None) + b"\n")
    answers.flush()


def _found(order: Order) -> tuple[Iterator[Document], list[str]]:
    """The documents that are asked for; and, once they are through, why they ended early, if they did."""
    early: list[str] = []

    def until_damaged() -> Iterator[Document]:
        try:
            yield from islice(documents(Path(order.path)), order.start, None)
        except MemoryError:
            raise
        except EntenteError as error:
            early.append(str(error))
        except Exception as error:  # each archive's reader has its own
            early.append(f"{type(error).__name__}: {error}")

    return until_damaged(), early


def _answer(document: Document, gate: bool, read: Callable[[Given, bool], bytes]) -> bytes:
    try:
        given = document.given()
        if isinstance(given, Failure):
            raise given.error
        return read(given, gate) if given is not None else b"p"
    except MemoryError:
        raise
    except EntenteError as error:
        why = str(error).removeprefix(f"{document.origin}: ")
    except Exception as error:  # a fault of ours: its neighbours go on, and it is reported
        why = f"{type(error).__name__}: {error}"
    return b"f" + msgspec.json.encode(Aside(document.origin, why))


def answer(given: Given, gate: bool) -> bytes:
    """What a text comes to."""
    if given.language and code_of(given.language) is None:
        return b"t"
    if gate and not admits(given.text, given.title, given.language):
        return b"t"
    record, text = pipeline.read_stored(given.text, **given.description())
    return b"r" + msgspec.json.encode(Row(text, record))


if __name__ == "__main__":
    main()
