"""`entente read`: documents to pages or to JSON Lines; what fails is named, and the rest goes on."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from entente.cli.output import Write, lines_to
from entente.cli.terminal import clear_progress, progress, say
from entente.errors import BadField, EntenteError
from entente.reading.fields import day, language_tag
from entente.reading.inputs import STDIN, Failure, Given, given, has_rows

DESCRIPTION = ("published", "publisher", "title", "url", "id", "language")
PROGRESS_SECONDS = 0.2


def run(options: argparse.Namespace) -> int:
    """Read every input; the exit code says whether all, some or none could be read."""
    described = description(options)
    _check(options, described)
    as_json = options.json or options.output
    done = failed = 0
    started = shown = time.monotonic()
    with lines_to(options.output) if as_json else nullcontext() as write:
        for item in _inputs(options, described):
            try:
                if isinstance(item, Failure):
                    raise item.error
                _read(item, write, first=done == 0)
                done += 1
            except EntenteError as error:
                failed += 1
                say(_named(item, error))
            now = time.monotonic()
            if now - shown > PROGRESS_SECONDS:
                shown = now
                progress(f"{done:,} read · {failed:,} failed · {(done + failed) / (now - started):,.0f} a second")
        clear_progress()
        if write is not None and options.output is None:
            sys.stdout.flush()
    if failed and done + failed > 1:
        say(f"{done:,} read, {failed:,} failed")
    return 0 if not failed else 1 if done else 2


def description(options: argparse.Namespace) -> dict[str, str]:
    """What the options say about a single input, checked; raises `BadField`."""
    described = {key: getattr(options, key) for key in DESCRIPTION if getattr(options, key) is not None}
    for key, check in (("published", day), ("language", language_tag)):
        if key in described:
            try:
                check(described[key])
            except BadField as error:
                raise BadField(f"--{error}") from None
    return described


def _check(options: argparse.Namespace, described: dict[str, str]) -> None:
    """Options that cannot go together; raises `BadField`."""
    rows = [name for name in options.files if options.rows or has_rows(name)]
    if described and (rows or len(options.files) > 1):
        names = ", ".join(f"--{key}" for key in described)
        raise BadField(f"{names}: for a single document only; put the values of many into the rows of a .jsonl file")
    if options.files.count(STDIN) > 1:
        raise BadField("-: standard input can be read once only; name it once")
    if options.output and not Path(options.output).is_dir():
        for name in options.files:
            if name != STDIN and Path(options.output).resolve() == Path(name).resolve():
                raise BadField(f"--output {options.output}: is also an input; choose another name")


def _inputs(options: argparse.Namespace, described: dict[str, str]) -> Iterator[Given | Failure]:
    for name in options.files:
        for item in given(name, rows=options.rows):
            yield replace(item, **described) if described and isinstance(item, Given) else item


def _read(item: Given, write: Write | None, *, first: bool) -> None:
    from entente import pipeline

    if write is not None:
        write(pipeline.read(item.text, **item.description()).to_json())
    else:
        from entente.cli.page import show

        record, text = pipeline.read_stored(item.text, **item.description())
        show(record, text, after_another=not first)
    if item.note:
        say(item.note)


def _named(item: Given | Failure, error: EntenteError) -> str:
    """The message with its input: the engine does not know the file."""
    return str(error) if isinstance(item, Failure) else f"{item.origin}: {error}"
