"""Buckets by obstore: S3 and what speaks its language; the keys, region and server come from the environment.

    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION    who asks, and where
    AWS_ENDPOINT_URL, AWS_ALLOW_HTTP                        another server than Amazon's; `true` for one without TLS
    AWS_SKIP_SIGNATURE                                      `true` for what is open to everybody

An archive is copied to this machine and read from there, so that a worker that dies begins again without the network.
An object is put whole, and only in the place of the one that was seen there: of two runs that write the same, the
first one counts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from entente.bulk.stores import Overtaken
from entente.errors import InputError

try:
    import obstore
    from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
    from obstore.store import from_url
except ModuleNotFoundError:
    raise InputError("buckets need obstore; install it with: pip install 'entente[bulk]'") from None

if TYPE_CHECKING:
    from obstore import ObjectMeta, PutMode
    from obstore.store import ObjectStore

WILD = frozenset("*?[")
PIECE_BYTES = 8 << 20


class Bucket:
    """The part of a bucket below an address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._objects = _opened(self.address)
        self._seen: dict[str, str] = {}
        """The stamps of objects when they were last looked at."""

    def prepare(self) -> None:
        self.holds(".receipts")  # says at once what is wrong with the address or the keys

    def read(self, name: str) -> bytes | None:
        with _failures(f"{self.address}/{name}"):
            try:
                found = obstore.get(self._objects, name)
            except FileNotFoundError:
                self._seen.pop(name, None)
                return None
            self._seen[name] = _stamp(found.meta)
            return bytes(found.bytes())

    def holds(self, name: str) -> bool:
        with _failures(f"{self.address}/{name}"):
            try:
                self._seen[name] = _stamp(obstore.head(self._objects, name))
            except FileNotFoundError:
                self._seen.pop(name, None)
                return False
            return True

    @contextmanager
    def written(self, name: str) -> Iterator[IO[bytes]]:
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            stamp = self._seen.get(name)
            mode: PutMode = {"e_tag": stamp} if stamp else "create"
            with _failures(f"{self.address}/{name}"):
                try:
                    put = obstore.put(self._objects, name, file, mode=mode)
                except (AlreadyExistsError, PreconditionError):
                    raise Overtaken(f"{self.address}/{name}") from None
            self._seen[name] = put["e_tag"] or ""


def objects(address: str) -> Iterator[tuple[str, str]]:
    """The objects that an address names, each with its stamp: one object, those below, or those that a pattern matches.

    A `*` of a pattern stops at the next `/`. Raises `InputError`.
    """
    scheme, _, path = address.partition("://")
    bucket, _, path = path.partition("/")
    parts = path.rstrip("/").split("/") if path else []
    fixed = list(takewhile(lambda part: WILD.isdisjoint(part), parts))
    store = _opened(f"{scheme}://{bucket}")
    with _failures(address):
        if len(fixed) == len(parts) and not address.endswith("/"):
            with suppress(FileNotFoundError):
                yield f"{scheme}://{bucket}/{path}", _stamp(obstore.head(store, path))
                return
        for page in obstore.list(store, prefix="/".join(fixed) or None):
            for found in page:
                if _matches(found["path"].split("/"), parts, whole=len(fixed) < len(parts)):
                    yield f"{scheme}://{bucket}/{found['path']}", _stamp(found)


def _matches(path: list[str], pattern: list[str], *, whole: bool) -> bool:
    if whole and len(path) != len(pattern):
        return False
    return all(map(fnmatchcase, path, pattern))


def fetched(address: str, folder: Path) -> Path:
    """A copy of an object in a folder, under its own name; raises `InputError`, and `OSError` where it has no room."""
    base, _, name = address.rpartition("/")
    copy = folder / name
    with _failures(address), copy.open("wb") as file:
        for piece in obstore.get(_opened(base), name).stream(min_chunk_size=PIECE_BYTES):
            file.write(piece)
    return copy


def _opened(address: str) -> ObjectStore:
    with _failures(address):
        return from_url(address)


def _stamp(found: ObjectMeta) -> str:
    """What changes with an object."""
    return found["e_tag"] or f"{found['size']} {found['last_modified']}"


@contextmanager
def _failures(address: str) -> Iterator[None]:
    """The library's errors as ours, by their first line."""
    try:
        yield
    except (BaseError, FileNotFoundError) as error:
        raise InputError(f"{address}: {str(error).splitlines()[0]}") from None
