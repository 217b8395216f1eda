"""Compiled tables kept in the user's cache folder, so that the next process need not read them again.

What is kept is plain data (`marshal`), under a key of everything that it was made of: the pack's files by
their sizes and times of change, and the engine's own. A file that is stale, damaged or cannot be written is
as good as none. `ENTENTE_CACHE` names another folder; empty, it keeps nothing.
"""

from __future__ import annotations

import marshal
import os
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from entente.settings import settings

_SIZE = 16
_ENGINE = Path(__file__).resolve().parent
_DATA = frozenset({".toml", ".tsv"})
_VERSION = _ENGINE.parent / "__init__.py"


def key(folder: Path) -> bytes:
    """A digest of the names, sizes and times of a folder of packs, of the engine and of the interpreter."""
    parts = [_VERSION.read_text("utf-8"), sys.version, str(marshal.version)]
    made_of = (path for path in folder.rglob("*") if path.suffix in _DATA)
    for file in (*sorted(made_of), *sorted(_ENGINE.glob("*.py")), _ENGINE.parent / "text" / "folding.py"):
        stat = file.stat()
        parts.append(f"{file}\t{stat.st_size}\t{stat.st_mtime_ns}")
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=_SIZE).digest()


def kept(name: str, key: bytes) -> Any:
    """What was kept under a name and key, or `None`."""
    home = settings().cache
    if home is None:
        return None
    try:
        data = (home / f"{name}.pack").read_bytes()
    except OSError:
        return None
    body = memoryview(data)[2 * _SIZE :]
    if data[:_SIZE] != key or data[_SIZE : 2 * _SIZE] != _digest(body):
        return None
    try:
        return marshal.loads(body)
    except (ValueError, EOFError, TypeError):
        return None


def keep(name: str, key: bytes, what: Any) -> None:
    """Keep plain data for the next process, if the folder can be written."""
    home = settings().cache
    if home is None:
        return
    body = marshal.dumps(what)
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        handle, name_aside = tempfile.mkstemp(dir=home, prefix=f".{name}-")
        aside = Path(name_aside)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(key + _digest(body) + body)
            aside.replace(home / f"{name}.pack")
        except OSError:
            aside.unlink()


def _digest(body: bytes | memoryview) -> bytes:
    return blake2b(body, digest_size=_SIZE).digest()
