"""`entente export`: what is known, in the formats of others."""

from __future__ import annotations

import argparse
import sys

from entente.cli.output import lines_to
from entente.cli.register.opening import opened
from entente.errors import BadField
from entente.exports import FORMATS, write


def run(options: argparse.Namespace) -> int:
    """Write one file, whole or not at all."""
    if options.formats:
        for form in FORMATS.values():
            print(f"{form.name:9} {form.ending:9} {form.about}")
        return 0
    if options.format == "xlsx" and options.output is None and sys.stdout.isatty():
        raise BadField("--format xlsx: no text for a terminal; give --output FILE")
    with opened(options) as register:
        pieces = write(options.format, register)
        with lines_to(options.output, b"") as put:
            for piece in pieces:
                put(piece)
        if options.output is None:
            sys.stdout.flush()
    return 0
