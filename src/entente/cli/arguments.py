"""The commands and options of `entente`, with their help."""

from __future__ import annotations

import argparse
from importlib import import_module

from entente import __version__
from entente.cli.register.arguments import add_commands

ABOUT = "Read communiqués and press reports on security cooperation into facts, each with its words."
CODES = """\
exit codes:
  0  all was read
  1  some inputs failed (each is named on standard error); the rest was read
  2  a usage error, or nothing could be read
"""
EXAMPLES = """\
examples:
  entente read report.txt --published 2025-09-20
  entente explain report.txt --published 2025-09-20
  entente add reports/ && entente show MA TR
  entente packs check

'entente COMMAND --help' says more.
"""
READ = f"""\
examples:
  entente read report.txt --published 2025-09-20          the record as a page
  entente read report.txt --published 2025-09-20 --json   the record as JSON
  cat report.txt | entente read -                         standard input
  entente read a.txt b.txt --output records.jsonl         several files
  entente read reports.jsonl --output records.jsonl       many: a document a row

A row of a .jsonl file is an object with the keys id, text, and where known published, title, publisher, url
and language. Give the day of publication where you know it: without it, dates such as 'next November' stay
open.

{CODES}"""
EXPLAIN = f"""\
examples:
  entente explain report.txt --published 2025-09-20

For each value of the record: the words, the pack entry or rule that found them, and its file and line. This
is where to start when a pack needs mending.

{CODES}"""

BULK = f"""\
examples:
  entente bulk CC-NEWS-*.warc.gz --output records/      all cores, with progress; started again, it goes on
  entente bulk archive/ --output records/ --workers 4   all archives in a folder
  entente bulk reports.jsonl --output records/ --no-gate   reads everything in full
  entente bulk 's3://news/*.parquet' --output s3://records/2025 --ray ray://head:10001   on a cluster
  entente add records/                                  into the register, matched

Archives are JSON Lines (.jsonl, also .gz), WARC (.warc, also .gz) and Parquet with a column `text`. The gate turns away
cheaply what names no security cooperation. A document that crashes, hangs or swells is set aside by name, and the
rest is read; its limits are ENTENTE_DOCUMENT_SECONDS and ENTENTE_WORKER_MEGABYTES.

{CODES}"""
PACKS = """\
examples:
  entente packs check
  entente packs new it        a folder for Italian, with a template of each of its files
"""


class _Later:
    """A function named by `module:name`, imported when it is called: `--help` must not load the engine."""

    def __init__(self, home: str) -> None:
        self.module, _, self.name = home.partition(":")

    def __call__(self, options: argparse.Namespace) -> int:
        code: int = getattr(import_module(self.module), self.name)(options)
        return code


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _parser("entente", ABOUT, EXAMPLES + "\n" + CODES)
    top.add_argument("--version", action="version", version=f"entente {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    read = _command(commands, "read", "read documents into records", READ)
    read.add_argument("files", nargs="+", metavar="FILE", help="a text file, a .jsonl file, or - for standard input")
    read.add_argument("--json", action="store_true", help="print JSON, a record a line, instead of a page")
    read.add_argument("--output", metavar="FILE", help="write the records as JSON Lines to FILE, whole or not at all")
    read.add_argument("--rows", action="store_true", help="every input is JSON Lines, whatever its name")
    describe(read)
    read.set_defaults(run=_Later("entente.cli.read:run"))

    explain = _command(commands, "explain", "show what made each value of a record", EXPLAIN)
    explain.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
    describe(explain)
    explain.set_defaults(run=_Later("entente.cli.explain:run"))

    add_commands(lambda name, about, after: _command(commands, name, about, after), _Later, describe)

    bulk = _command(commands, "bulk", "read archives of many documents on all cores", BULK)
    bulk.add_argument("paths", nargs="+", metavar="PATH", help="an archive, or a folder of them; s3://… for a bucket")
    bulk.add_argument("--output", required=True, metavar="DIR", help="the folder for texts, records and receipts")
    bulk.add_argument("--workers", type=int, metavar="N", help="worker processes (default: one a core)")
    bulk.add_argument("--ray", metavar="ADDRESS", help="a Ray cluster to read on; local for one on this machine")
    bulk.add_argument("--no-gate", action="store_true", help="read every document in full")
    bulk.add_argument("--json", action="store_true", help="print the summary as JSON")
    bulk.set_defaults(run=_Later("entente.cli.bulk:run"))

    packs = _command(commands, "packs", "check and start language packs", PACKS)
    actions = packs.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = _command(actions, "check", "validate every pack and run its examples", PACKS)
    check.set_defaults(run=_Later("entente.cli.packs:check"))
    new = _command(actions, "new", "make the folder of a new language", PACKS)
    new.add_argument("code", metavar="CODE", help="the language's BCP 47 code")
    new.set_defaults(run=_Later("entente.cli.packs:new"))
    return top


def describe(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("what is known about a single input")
    group.add_argument(
        "--published", metavar="YYYY-MM-DD", help="the day of publication, which relative dates count from"
    )
    group.add_argument("--publisher", metavar="NAME", help="the outlet or body that published it")
    group.add_argument("--title", metavar="TEXT", help="its title, put before the text unless it begins with it")
    group.add_argument("--url", metavar="URL", help="where it was published")
    group.add_argument("--id", metavar="ID", help="its id (default: the file's name without its ending)")
    group.add_argument("--language", metavar="CODE", help="its language (default: detected)")


def _parser(name: str, about: str, after: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=name, description=about, epilog=after, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str, after: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=after,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
