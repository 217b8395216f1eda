"""What schedules shards: an engine sends each to wherever it is read, and brings the news of it; nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Protocol

from entente.bulk.guarding import Guard, Stopped
from entente.bulk.reading import Done, Task, read_shard
from entente.bulk.receipts import Receipt
from entente.bulk.shards import Shard


class Engine(Protocol):
    """Runs a task over shards."""

    def start(self, shards: Sequence[Shard], task: Task) -> None:
        """Begin."""

    def news(self, seconds: float) -> Done | None:
        """The next shard that is done; `None` where some seconds brought none. Raises what reading it has raised."""

    def counts(self) -> Counter[str]:
        """What was read until now, as far as the engine knows."""

    def stop(self) -> None:
        """End what still runs; may be called at any time, and more than once."""


class Processes:
    """The cores of this machine: a thread a worker, which only waits for its process."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._guards: list[Guard] = []
        self._threads: list[Thread] = []
        self._waiting: SimpleQueue[Shard] = SimpleQueue()
        self._news: SimpleQueue[Done | Exception] = SimpleQueue()
        self._begun: list[Receipt] = []

    def start(self, shards: Sequence[Shard], task: Task) -> None:
        for shard in shards:
            self._waiting.put(shard)
        self._guards = [Guard(task.command, task.limits) for _ in range(min(self._workers, len(shards)))]
        self._threads = [Thread(target=self._work, args=(guard, task)) for guard in self._guards]
        for thread in self._threads:
            thread.start()

    def news(self, seconds: float) -> Done | None:
        try:
            news = self._news.get(timeout=seconds)
        except Empty:
            return None
        if isinstance(news, Exception):
            raise news
        return news

    def counts(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for receipt in self._begun:
            total.update(receipt.numbers())
        return total

    def stop(self) -> None:
        for guard in self._guards:
            guard.stop()
        for thread in self._threads:
            thread.join()

    def _work(self, guard: Guard, task: Task) -> None:
        try:
            while True:
                self._news.put(read_shard(self._waiting.get_nowait(), task, guard, self._begun.append))
        except (Empty, Stopped):
            pass
        except Exception as error:
            self._news.put(error)
        finally:
            guard.close()
