"""How far a long run is, as a bar on standard error; only where a person looks, and only when it takes a while."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

PATIENCE_SECONDS = 0.5
HANDFUL = 10


class ProgressBar:
    """A bar that grows to `total`, or only moves where that is unknown; messages stand above it."""

    def __init__(self, total: int | None) -> None:
        known = [BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()] if total else [BarColumn()]
        console = Console(stderr=True, force_terminal=True)  # where there is none, it is not started
        self.bar = Progress(*known, TextColumn("{task.description}"), console=console, transient=True)
        self.total = total
        self.task: TaskID | None = None
        self.started = time.monotonic()
        self.is_wanted = sys.stderr.isatty() and (total is None or total > HANDFUL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def show(self, done: int, message: str) -> None:
        """Say that so many are done."""
        if not self.is_wanted or time.monotonic() - self.started < PATIENCE_SECONDS:
            return
        if self.task is None:
            self.bar.start()
            self.task = self.bar.add_task("", total=self.total)
        speed = done / (time.monotonic() - self.started)
        self.bar.update(self.task, completed=done, description=f"{message} · {speed:,.0f} a second")
