"""Packs by their code, compiled once a process."""

from __future__ import annotations

import gc
from functools import cache

from entente.languages.keeping import keep, kept, key
from entente.languages.pack import Pack, installed, read_source


@cache
def load(code: str) -> Pack:
    """The compiled pack of a language; raises `UnknownLanguage` or `PackError`."""
    collecting = gc.isenabled()
    gc.disable()  # a pack makes many objects and drops few
    try:
        source = read_source(code)
        made_of = key(source.files)
        tables = kept(code, made_of)
        pack = Pack(source, tables)
        if tables is None:
            keep(code, made_of, pack.tables())
        return pack
    finally:
        gc.freeze()  # a pack stays as long as the process does: not to be looked through again and again
        if collecting:
            gc.enable()


@cache
def codes() -> tuple[str, ...]:
    """The languages that can be read."""
    return tuple(installed())
