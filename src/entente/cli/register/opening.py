"""What the commands of the register share: which register, who is asking, what a country is called."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from entente.cli import naming
from entente.cli.terminal import safe_json
from entente.errors import BadField
from entente.registering import Register
from entente.text.edtf import bounds

VARIABLE = "ENTENTE_REGISTER"
DEFAULT = "entente.db"


def where(options: argparse.Namespace) -> str:
    """The register that is meant: the option, else the environment's, else a file in this folder."""
    return str(options.register or os.environ.get(VARIABLE) or DEFAULT)


def opened(options: argparse.Namespace, *, create: bool = False) -> Register:
    return Register(where(options), create=create)


def author(options: argparse.Namespace) -> str:
    """Who decides: the option, else the name of the user."""
    if options.author:
        return str(options.author)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def country(value: str) -> str:
    """A country's code from a code or a name; raises `BadField`."""
    code = naming.country_code(value)
    if code is None:
        raise BadField(f"{value}: no country; give an ISO 3166-1 code such as MA, or its English name")
    return code


def day(value: str | None, option: str) -> str | None:
    """A day, month or year that an option gives; raises `BadField`."""
    if value is not None and bounds(value) is None:
        raise BadField(f"{option}: {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def today(options: argparse.Namespace) -> str:
    return day(getattr(options, "today", None), "--today") or date.today().isoformat()


def print_json(things: Iterable[Any]) -> None:
    """A thing a line."""
    out = sys.stdout.buffer
    for thing in things:
        line = msgspec.json.encode(thing)
        out.write((safe_json(line) if sys.stdout.isatty() else line) + b"\n")
