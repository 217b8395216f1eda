"""Names to shards: an archive each, in a folder or in a bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b, file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from entente.bulk.archives import FORMATS, ending
from entente.bulk.stores import is_address
from entente.errors import InputError

KEY_BYTES = 8


class Shard(NamedTuple):
    """An archive, by its path or by its address in a bucket."""

    where: str
    stamp: str = ""
    """What changes with an object of a bucket, so that it need not be read to know it."""

    @property
    def name(self) -> str:
        """The archive's own name."""
        return self.where.rpartition("/")[2]

    def digest(self) -> str:
        """What stands for its name and content; raises `InputError`."""
        if self.stamp:
            return blake2b(f"{self.stamp} {self.where}".encode(), digest_size=KEY_BYTES).hexdigest()
        try:
            with Path(self.where).open("rb") as file:
                content = file_digest(file, lambda: blake2b(digest_size=KEY_BYTES))
        except OSError as error:
            raise InputError(f"{self.where}: {error.strerror or error}; it cannot be read") from None
        content.update(self.name.encode("utf-8", "surrogateescape"))
        return content.hexdigest()

    @contextmanager
    def at_hand(self) -> Iterator[Path]:
        """Its file on this machine, for as long as that is wanted; raises `InputError`."""
        if not self.stamp:
            yield Path(self.where)
            return
        from entente.bulk.buckets import fetched

        with TemporaryDirectory(prefix="entente-") as folder:
            try:
                copy = fetched(self.where, Path(folder))
            except OSError as error:
                raise InputError(f"{self.where}: cannot be copied to {folder}: {error.strerror}; set TMPDIR") from None
            yield copy


def shards(names: Iterable[str], output: str, skipped: Callable[[str], None] = lambda name: None) -> list[Shard]:
    """The archives under some names, each once, in the order given; folders by the names of their files.

    A name is a path or the address of a bucket, of one archive or a folder, and may have a `*`. What is in `output` or
    hidden is no input. Files of other kinds are told to `skipped`; raises `InputError` for a name that is no archive.
    """
    found: dict[Shard, None] = {}
    for name in names:
        below = _in_bucket(name, output) if is_address(name) else _on_disk(name, output)
        for shard in below:
            if ending(shard.name):
                found.setdefault(shard)
            elif shard.where.endswith(name):  # it was named itself
                raise InputError(f"{name}: no archive that is known; they end with {', '.join(FORMATS)}")
            else:
                skipped(shard.name)
    return list(found)


def _on_disk(name: str, output: str) -> Iterator[Shard]:
    path = Path(name)
    paths = [path] if path.exists() else sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    if not paths:
        raise InputError(f"{name}: no such file; check the path from {Path.cwd()}")
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            inside = file.resolve().is_relative_to(Path(output).resolve()) or _is_hidden(file.relative_to(path).parts)
            if file.is_file() and not (inside and path.is_dir()):
                yield Shard(str(file.resolve()))


def _in_bucket(name: str, output: str) -> Iterator[Shard]:
    from entente.bulk.buckets import objects

    for address, stamp in objects(name):
        below = address.removeprefix(name.rstrip("/")).split("/")
        if not (address.startswith(output.rstrip("/") + "/") or _is_hidden(below)):
            yield Shard(address, stamp)


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") for part in parts)
