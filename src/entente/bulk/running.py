"""A run over shards: the output made ready, an engine started, its news handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from entente.bulk.engines import Engine
from entente.bulk.guarding import COMMAND
from entente.bulk.orders import limits
from entente.bulk.reading import Done, Task
from entente.bulk.receipts import recipe
from entente.bulk.shards import Shard
from entente.bulk.stores import store_at
from entente.errors import InputError


class Run:
    """A run over shards; `news` does it, and `counts` says meanwhile how far it is."""

    def __init__(
        self,
        shards: Sequence[Shard],
        output: str,
        engine: Engine,
        *,
        gate: bool = True,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self.shards, self.output, self._engine = shards, output, engine
        self._store = store_at(output)
        self._task = Task(output=output, gate=gate, recipe=recipe(gate=gate), limits=limits(), command=tuple(command))

    def news(self, seconds: float) -> Iterator[Done | None]:
        """Each shard that is done; `None` where some seconds brought none.

        Raises `InputError`, also where the output cannot be written: what is done stays done.
        """
        try:
            self._store.prepare()
            self._engine.start(self.shards, self._task)
            missing = len(self.shards)
            while missing:
                done = self._engine.news(seconds)
                missing -= done is not None
                yield done
        except OSError as error:
            why = f"{error.strerror or error}; what is done stays done: mend that, and start again"
            raise InputError(f"--output {self.output}: {why}") from None
        finally:
            self._engine.stop()

    def counts(self) -> Counter[str]:
        """What was read until now, in this run."""
        return self._engine.counts()
