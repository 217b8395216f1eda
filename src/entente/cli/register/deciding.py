"""The commands that decide: `same`, `different`, `correct`, `undo`, `redact`."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from entente.cli.register.opening import author, opened, print_json
from entente.cli.terminal import clean
from entente.errors import BadField
from entente.register.correcting import corrected


def same(options: argparse.Namespace) -> int:
    return _pair(options, "same", "are one from now on")


def different(options: argparse.Namespace) -> int:
    return _pair(options, "different", "are two from now on")


def _pair(options: argparse.Namespace, verdict: str, said: str) -> int:
    with opened(options) as register:
        one, other = register.mention(options.one), register.mention(options.other)
        if one == other:
            raise BadField(f"{options.one}, {options.other}: both lead to the same mention; name two by DOCUMENT#ID")
        if register.known(one).__class__ is not register.known(other).__class__:
            raise BadField(f"{options.one}, {options.other}: an engagement and a person cannot be compared")
        register.decide(verdict, one, other, author=author(options), reason=options.reason)
        _say(options, f"{options.one} and {options.other} {said}", register.known(one))
    return 0


def correct(options: argparse.Namespace) -> int:
    """Set one field of a known thing."""
    with opened(options) as register:
        mention = register.mention(options.id)
        value = corrected(type(register.known(mention)), options.field, options.value)
        register.decide(
            "correct", mention, field=options.field, value=value, author=author(options), reason=options.reason
        )
        shown = msgspec.json.encode(value).decode()
        _say(options, f"{options.field} of {options.id} is {shown} from now on", register.known(mention))
    return 0


def undo(options: argparse.Namespace) -> int:
    """Take a decision back."""
    with opened(options) as register:
        target = register.undo(options.number, author=author(options), reason=options.reason)
        stands = any(decision.number == target.number for decision in register.decisions())
        done = "restored" if stands else "taken back"
        ends = " and ".join(register.label(end) for end in (target.one, target.other) if end)
        _say(options, f"decision {target.number} ({target.verdict} {ends}) is {done}", target)
    return 0


def redact(options: argparse.Namespace) -> int:
    """Take a document's text out for good."""
    with opened(options) as register:
        key = register.document_named(options.document)
        about = register.redact(key, author=author(options), reason=options.reason)
        _say(
            options,
            f"the text of {options.document} is taken out; what it states stays, with the reason beside it",
            about,
        )
    return 0


def _say(options: argparse.Namespace, message: str, thing: Any) -> None:
    if options.json:
        print_json([thing])
    else:
        print(clean(message))
