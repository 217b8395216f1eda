"""Shards over a cluster by Ray Core: a task a shard. Ray sends, counts and retries; all else is as on one machine.

Each of its processes keeps one worker under a guard, so that a document that kills, hangs or swells does not touch what
Ray runs. The nodes need this package in the same version, the archives and the output by the same names, and, for
buckets, the keys in their environment.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from entente.bulk.guarding import Guard
from entente.bulk.orders import Limits
from entente.bulk.reading import Done, Task, read_shard
from entente.bulk.receipts import recipe
from entente.bulk.shards import Shard
from entente.errors import InputError

LOCAL = "local"
"""The address of a cluster that is started for the run, on this machine."""
RETRIES = 3
"""How often a shard is begun anew when its node or its process was lost."""

try:
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")  # else each worker of `uv run` builds a venv of its own
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray
except ModuleNotFoundError:
    raise InputError("--ray needs Ray; install it with: pip install 'entente[cluster]'") from None


class RayTasks:
    """The processes of a Ray cluster, an existing one or one for this run."""

    def __init__(self, address: str, workers: int | None = None) -> None:
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if address == LOCAL:
            options |= {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        else:
            options["address"] = address
        try:
            ray.init(**options)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise InputError(f"--ray {address}: {error}") from None
        self._pending: list[Any] = []
        self._counts: Counter[str] = Counter()

    def start(self, shards: Sequence[Shard], task: Task) -> None:
        read = ray.remote(num_cpus=1, max_retries=RETRIES)(_read)
        self._pending = [read.remote(shard, task) for shard in shards]

    def news(self, seconds: float) -> Done | None:
        ready, self._pending = ray.wait(self._pending, timeout=seconds)
        if not ready:
            return None
        try:
            done: Done = ray.get(ready[0])
        except ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except ray.exceptions.RayError as error:
            raise InputError(f"--ray: a shard was lost {RETRIES + 1} times: {error}") from None
        if done.now:
            self._counts.update(done.receipt.numbers())
        return done

    def counts(self) -> Counter[str]:
        return self._counts

    def stop(self) -> None:
        ray.shutdown()


def _read(shard: Shard, task: Task) -> Done:
    """What runs on a node."""
    if _recipe(task.gate) != task.recipe:
        raise InputError("--ray: a node has another version of entente or of its packs; install the same one on all")
    return read_shard(shard, task, _guard(task.command, task.limits))


@cache
def _recipe(gate: bool) -> str:
    return recipe(gate=gate)


@cache
def _guard(command: tuple[str, ...], limits: Limits) -> Guard:
    """The guard of this process; its worker ends when the process does, since nobody asks it any more."""
    return Guard(command, limits)
