"""Where rows and receipts go: a folder, or the part of a bucket below an address.

What is written to a store is there whole, or not at all; names may have folders in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from socket import gethostname
from typing import IO, Protocol

from entente.errors import BadField

_ASIDE = f".aside-{gethostname()}-"
"""Ends the name of what a process of this machine writes, before the number of the process."""


class Overtaken(Exception):
    """Somebody else has written meanwhile what was to be written."""


class Store(Protocol):
    """A folder or a bucket to write to."""

    def prepare(self) -> None:
        """Make it ready, and take away what runs that were killed left aside."""

    def read(self, name: str) -> bytes | None:
        """What a file holds; `None` where there is none."""

    def holds(self, name: str) -> bool:
        """Whether there is such a file."""

    def written(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """A file that is there, whole, after a good end, and as it was after a bad one.

        Raises `OSError`, and `Overtaken` where the store knows that another one wrote it since it was looked at.
        """


def store_at(where: str) -> Store:
    """The store at an address (`s3://bucket/folder`) or at a path; raises `BadField`."""
    if is_address(where):
        from entente.bulk.buckets import Bucket

        return Bucket(where)
    if Path(where).exists() and not Path(where).is_dir():
        raise BadField(f"--output {where}: is a file; name a folder")
    return Folder(Path(where))


def is_address(where: str) -> bool:
    """Whether a name is the address of a bucket, or of something in one, rather than a path."""
    return "://" in where


class Folder:
    """A folder of this machine, or one that all nodes of a cluster see.

    Files are written aside, under names that begin with a dot and that nobody reads, flushed to the disk, and renamed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def prepare(self) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        for aside in self._path.rglob(f".*{_ASIDE}*"):
            pid = aside.name.rpartition("-")[2]
            if pid.isdecimal() and not _runs(int(pid)):
                aside.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._path / name).read_bytes()
        except FileNotFoundError:
            return None

    def holds(self, name: str) -> bool:
        return (self._path / name).is_file()

    @contextmanager
    def written(self, name: str) -> Iterator[IO[bytes]]:
        path = self._path / name
        path.parent.mkdir(exist_ok=True)
        aside = path.with_name(f".{path.name}{_ASIDE}{os.getpid()}")
        try:
            with aside.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            with suppress(OSError):
                aside.unlink()
            raise


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
