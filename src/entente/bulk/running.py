"""Shards over the cores of this machine: a thread a worker, which only waits for its process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from entente.bulk.guarding import COMMAND, Guard, Stopped
from entente.bulk.reading import read_shard
from entente.bulk.receipts import Receipt, recipe, sweep
from entente.errors import InputError


class Run:
    """A run over shards; `receipts` does it, and `counts` says meanwhile how far it is."""

    def __init__(
        self, shards: Sequence[Path], folder: Path, *, workers: int, gate: bool = True, command: Sequence[str] = COMMAND
    ) -> None:
        self.shards, self.folder, self.gate = shards, folder, gate
        self._guards = [Guard(command) for _ in range(min(workers, len(shards)))]
        self._waiting: SimpleQueue[Path] = SimpleQueue()
        self._news: SimpleQueue[tuple[Receipt, bool] | Exception] = SimpleQueue()
        self._begun: list[Receipt] = []

    def receipts(self, seconds: float) -> Iterator[tuple[Receipt, bool] | None]:
        """The receipt of each shard, and whether it was read now; `None` where some seconds brought none.

        Raises `InputError` where the folder cannot be written: what is done stays done.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sweep(self.folder)
        except OSError as error:
            raise self._unwritable(error) from None
        for shard in self.shards:
            self._waiting.put(shard)
        after = recipe(gate=self.gate)
        threads = [Thread(target=self._work, args=(guard, after)) for guard in self._guards]
        for thread in threads:
            thread.start()
        try:
            missing = len(self.shards)
            while missing:
                try:
                    news = self._news.get(timeout=seconds)
                except Empty:
                    yield None
                    continue
                if isinstance(news, OSError):
                    raise self._unwritable(news) from None
                if isinstance(news, Exception):
                    raise news
                missing -= 1
                yield news
        finally:
            for guard in self._guards:
                guard.stop()
            for thread in threads:
                thread.join()

    def counts(self) -> Counter[str]:
        """What was read until now, in this run."""
        total: Counter[str] = Counter()
        for receipt in self._begun:
            total.update(receipt.numbers())
        return total

    def _work(self, guard: Guard, after: str) -> None:
        try:
            while True:
                shard = self._waiting.get_nowait()
                self._news.put(
                    read_shard(shard, self.folder, guard, gate=self.gate, recipe=after, begun=self._begun.append)
                )
        except (Empty, Stopped):
            pass
        except Exception as error:
            self._news.put(error)
        finally:
            guard.close()

    def _unwritable(self, error: OSError) -> InputError:
        return InputError(
            f"--output {self.folder}: {error.strerror or error}; what is done stays done: mend that, and start again"
        )
