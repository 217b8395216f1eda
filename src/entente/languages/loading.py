"""Packs by their code, compiled once a process."""

from __future__ import annotations

import gc
from functools import cache

from entente.languages.keeping import keep, kept, key
from entente.languages.pack import Pack
from entente.languages.source import PACKS, Source, installed, read_source
from entente.model.territory import Policy
from entente.settings import settings


def load(code: str) -> Pack:
    """The compiled pack of a language under the settings; raises `UnknownLanguage`, `PackError` or `BadSetting`."""
    return _load(code, settings().disputed)


@cache
def _load(code: str, policy: Policy) -> Pack:
    collecting = gc.isenabled()
    gc.disable()  # a pack makes many objects and drops few
    try:
        made_of, name = key(PACKS), f"{code}-{policy}"
        known = kept(name, made_of)
        if known is not None:
            source, compiled = known
            return Pack(Source(*source), compiled, policy)
        source = read_source(code)
        pack = Pack(source, policy=policy)
        keep(name, made_of, (source.packed(), pack.packed()))
        return pack
    finally:
        gc.freeze()  # a pack stays as long as the process does: not to be looked through again and again
        if collecting:
            gc.enable()


@cache
def codes() -> tuple[str, ...]:
    """The languages that can be read."""
    return tuple(installed())


def code_of(tag: str) -> str | None:
    """The code of the pack that reads a language, by its tag (`pt-BR`, `fr_FR`); `None` where none does."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return code if code in codes() else None
