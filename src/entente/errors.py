"""What can go wrong, as one tree; every message names the input, the bad value and the remedy.

EntenteError
├── InputError          a document or row that cannot be read
│   ├── NotText         bytes that are no text in any encoding we try
│   └── BadField        a field of a row or an option with a value it cannot have
├── PackError           a language pack that breaks the format (names file and line)
├── UnknownLanguage     no pack for the language asked for
├── BadSetting          a setting of the environment or the settings file with a value that it cannot have
└── RegisterError       a register that cannot be opened, read or written, or an id that it does not know
"""

from __future__ import annotations


class EntenteError(Exception):
    """Base of everything that Entente raises on purpose."""


class InputError(EntenteError):
    """A document or a row that cannot be read; the rest of a batch goes on."""


class NotText(InputError):
    """Bytes that are no text."""


class BadField(InputError):
    """A field or an option with a value that it cannot have."""


class UnknownLanguage(EntenteError):
    """No pack is installed for the language."""


class BadSetting(EntenteError):
    """A setting with a value that it cannot have."""


class PackError(EntenteError):
    """A pack that breaks the format; says file and line."""

    def __init__(self, message: str, file: object = None, line: int | None = None) -> None:
        self.file, self.line = file, line
        where = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(where + message)


class RegisterError(EntenteError):
    """A register that cannot be used as asked."""
