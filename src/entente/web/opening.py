"""Registers that stay open between requests, and answers that are remembered while nothing in them changes.

Opening a large register costs more than most questions to it. One is lent to one request at a time, and let go of where
its file was replaced or the request failed in it. What a page showed holds until a record or a decision comes in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from entente.errors import RegisterError
from entente.registering import Register

MOST_OPEN = 6
"""Also how many requests of a worker are worked on at once: more would only wait for each other."""
MOST_REMEMBERED = 200
Stamp = tuple[int, int]


class Registers:
    """Open registers of one place."""

    def __init__(self, where: str | Path) -> None:
        self.where = where
        self.lock = Lock()
        self.idle: list[tuple[Register, Hashable]] = []

    @contextmanager
    def __call__(self) -> Iterator[Register]:
        """A register for this request."""
        file = self._file()
        register = self._taken(file) or Register(self.where, create=False)
        try:
            yield register
        except RegisterError:
            register.close()
            raise
        except BaseException:
            self._put_back(register, file)
            raise
        self._put_back(register, file)

    def close(self) -> None:
        """Let go of those that nobody has."""
        with self.lock:
            idle, self.idle = self.idle, []
        for register, _ in idle:
            register.close()

    def _file(self) -> Hashable:
        """Which file it is now: another one may be put in its place."""
        try:
            seen = Path(self.where).stat()
        except OSError:
            return None
        return seen.st_dev, seen.st_ino

    def _taken(self, file: Hashable) -> Register | None:
        with self.lock:
            stale = [one for one in self.idle if one[1] != file]
            self.idle = [one for one in self.idle if one[1] == file]
            found = self.idle.pop()[0] if self.idle else None
        for register, _ in stale:
            register.close()
        return found

    def _put_back(self, register: Register, file: Hashable) -> None:
        with self.lock:
            if len(self.idle) < MOST_OPEN:
                self.idle.append((register, file))
                return
        register.close()


class Memory:
    """The last answers, each with the state of the register that it was made from."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self.most, self.lock = most, Lock()
        self.kept: OrderedDict[Hashable, tuple[Stamp, Any]] = OrderedDict()
        self.making: dict[Hashable, Lock] = {}

    def answer(self, question: Hashable, stamp: Stamp, make: Callable[[], Any]) -> Any:
        """What was answered under this state, else what is made now; of many who ask at once one makes it."""
        found = self._kept(question, stamp)
        if found is not None:
            return found
        with self.lock:
            alone = self.making.setdefault(question, Lock())
        with alone:
            found = self._kept(question, stamp)
            if found is None:
                found = make()
                self._keep(question, stamp, found)
        return found

    def _kept(self, question: Hashable, stamp: Stamp) -> Any:
        with self.lock:
            found = self.kept.get(question)
            if found is None or found[0] != stamp:
                return None
            self.kept.move_to_end(question)
            return found[1]

    def _keep(self, question: Hashable, stamp: Stamp, made: Any) -> None:
        with self.lock:
            self.kept[question] = (stamp, made)
            self.kept.move_to_end(question)
            while len(self.kept) > self.most:
                oldest, _ = self.kept.popitem(last=False)
                self.making.pop(oldest, None)
            if len(self.making) > 2 * self.most:  # those of questions that failed
                self.making.clear()
