"""Where records go as JSON Lines: a file that is whole or absent, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from entente.cli.terminal import safe_json, say
from entente.errors import InputError

Write = Callable[[bytes], None]


@contextmanager
def lines_to(target: str | None, ending: bytes = b"\n") -> Iterator[Write]:
    """A function that writes one line (a piece, without `ending`); a file is written aside, and renamed at a good end.

    After Ctrl-C what was written stays aside, and the message says where. Raises `InputError`.
    """
    if target is None or target == "-":
        yield _to_stdout(ending)
        return
    path = Path(target)
    if path.is_dir():
        raise InputError(f"--output {target}: a folder; name a file in it, such as {path / 'records.jsonl'}")
    path = path.resolve()  # a link stays a link
    in_place = path.exists() and not path.is_file()  # a device or a pipe cannot be renamed onto
    aside = path if in_place else path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        file = aside.open("wb")
    except OSError as error:
        raise InputError(f"--output {target}: cannot be written ({error.strerror}); choose another place") from None
    try:
        with file:
            yield lambda line: _write(file.write, line + ending)
        if not in_place:
            aside.replace(path)
    except KeyboardInterrupt:
        if not in_place:
            say(f"what was read until then is in {aside}")
        raise
    except OSError as error:
        raise InputError(f"--output {target}: {error.strerror}; the records are not whole") from None
    except BaseException:
        if not in_place:
            with suppress(OSError):
                aside.unlink()
        raise


def _write(write: Callable[[bytes], int], line: bytes) -> None:
    write(line)


def _to_stdout(ending: bytes) -> Write:
    out = sys.stdout.buffer
    if sys.stdout.isatty():
        return lambda line: _write(out.write, safe_json(line) + ending)
    return lambda line: _write(out.write, line + ending)
