"""Packs by their code, compiled once a process."""

from __future__ import annotations

from functools import cache

from entente.languages.pack import Pack, installed, read_source


@cache
def load(code: str) -> Pack:
    """The compiled pack of a language; raises `UnknownLanguage` or `PackError`."""
    return Pack(read_source(code))


@cache
def codes() -> tuple[str, ...]:
    """The languages that can be read."""
    return tuple(installed())
