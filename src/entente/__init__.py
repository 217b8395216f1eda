"""Entente reads reports on international security cooperation into facts, each with its words.

    >>> import entente
    >>> record = entente.read("Rabat, 3 mai 2025. Rien à signaler.", published="2025-05-03")
    >>> record.engagements
    []

`read` gives a `Record`: the people, bodies, engagements, commitments and sources that one document states. A
`Register` keeps many documents and says what is known from them all. Each is loaded on first use, so that
`import entente` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entente.model.record import Record
    from entente.pipeline import read
    from entente.registering import Register

__version__ = "0.1.0"

__all__ = ["Record", "Register", "__version__", "read"]

_HOMES = {"read": "entente.pipeline", "Record": "entente.model.record", "Register": "entente.registering"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'entente' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
