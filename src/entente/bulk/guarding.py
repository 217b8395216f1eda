"""The guard around a worker: a document that ends its worker twice is set aside by name, and its neighbours go on."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from entente.bulk.orders import OUT_OF_MEMORY, Limits, Order
from entente.bulk.receipts import Aside

STRIKES = 2
STARTS = 5
"""Deaths before a worker came to the document that it was to begin with: no document is to blame yet."""
COMMAND = (sys.executable, "-m", "entente.bulk.worker")


class Stopped(Exception):
    """The run was stopped while a shard was read."""


class Guard:
    """One worker at a time, started when first needed, and anew when it has died."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        self._command, self._limits = command, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def answers(self, archive: Path, *, gate: bool) -> Iterator[bytes]:
        """The answers for the documents of an archive, each once and in order, and at last its end (see `worker`).

        Raises `Stopped`.
        """
        at = strikes = starts = 0
        while True:
            first = None
            for answer in self._attempt(Order(path=str(archive), start=at, gate=gate, limits=self._limits)):
                kind = answer[:1]
                if kind == b".":
                    first, starts = answer[1:].decode("utf-8"), 0
                    continue
                yield answer
                if kind == b"e":
                    return
                at, strikes = at + 1, 0
            why = self._end()
            if self._stopped:
                raise Stopped
            if first is None:
                starts += 1
                if starts == STARTS:
                    yield b"e" + msgspec.json.encode(f"cannot be read on after document {at}: the reader {why}")
                    return
                continue
            strikes += 1
            if strikes == STRIKES:  # it was the first document of this attempt
                yield b"f" + msgspec.json.encode(Aside(first, why))
                at, strikes = at + 1, 0

    def _attempt(self, order: Order) -> Iterator[bytes]:
        """The answers to an order, until the worker dies; the last of several lines may be cut off, and is left out."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        process = self._process
        if self._stopped:
            process.kill()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(msgspec.json.encode(order) + b"\n")
            process.stdin.flush()
        for line in process.stdout:
            if line.endswith(b"\n"):
                yield line[:-1]

    def _end(self) -> str:
        """How the worker ended, in words."""
        assert self._process is not None
        code = self._process.wait()
        self._close()
        if code == -signal.SIGALRM:
            return f"took more than {self._limits.seconds} s"
        if code == OUT_OF_MEMORY:
            return f"took more than {self._limits.megabytes:,} MB of memory"
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    def stop(self) -> None:
        """Kill the worker; who waits for its answers gets `Stopped`."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Let an idle worker go."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._close()

    def _close(self) -> None:
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
            self._process = None
