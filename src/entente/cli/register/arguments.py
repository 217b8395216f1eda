"""The commands of the register and their options, with help and examples."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Add = Callable[[str, str, str], argparse.ArgumentParser]
Later = Callable[[str], Callable[[argparse.Namespace], int]]
PARTS = ["engagements", "people", "bodies", "commitments", "documents", "all"]
Describe = Callable[[argparse.ArgumentParser], None]
HOME = "entente.cli.register"

ADD = """\
examples:
  entente add reports/                                   a folder, with all folders in it
  entente add report.html notice.pdf archive.jsonl       files of many kinds
  entente add https://outlet.example/page                a page, PDF or feed by its address
  entente add report.txt --published 2025-09-20          one text, with what is known about it
  entente add --records gold/                            records that people made stand in for the reading
  entente add --from visits visits/data                  another register, by the path of a copy

Plain text, Markdown, HTML, PDF, RSS and Atom feeds, e-mail (.eml), JSON Lines and JSON. A row with `text` is a
document, a row with `document` a record. What is there already changes nothing, so a run that was stopped is
started again as it was.
"""
SHOW = """\
examples:
  entente show MA TR --since 2024        what two partners did together, with who says what
  entente show Morocco                   what one did
  entente show e-k7xq2                   one thing by its id, or the beginning of it
  entente show fr-01#e3                  what an engagement of a document is part of
"""
SEARCH = """\
examples:
  entente search "irregular migration" --kind meeting
  entente search Ankara --since 2025-09 --status held
  entente search hammouchi --part all --json

Words are found by their beginnings, whatever their case and accents.
"""
PEOPLE = """\
examples:
  entente people hammouchi
  entente people --json
"""
COMMITMENTS = """\
examples:
  entente commitments --open --overdue      what was due and of which nothing later is known
  entente commitments --kind pledge --country MA
"""
CALENDAR = """\
examples:
  entente calendar --ahead
  entente calendar --ahead --country ES --json
"""
SAME = """\
examples:
  entente same fr-01#e1 ar-01#e1
  entente same e-k7xq2 e-m3baa --reason "the same talks, told a day later"

The decision outranks the engine, holds also after a reading with newer packs, and can be undone.
"""
DIFFERENT = """\
examples:
  entente different fr-01#e4 fr-02#e4 --reason "two delegations"

Of two that are one now, each other mention goes with the one that it is more like.
"""
CORRECT = """\
examples:
  entente correct e-k7xq2 when 2025-09-18
  entente correct e-k7xq2 place "Ankara, TR"
  entente correct fr-01#p2 name "Mahmut Demirtas" --reason "as he signs"
  entente correct e-k7xq2 topics terrorism,cybercrime

What documents say stays beside the correction. An empty value says that there is none.
"""
UNDO = """\
examples:
  entente undo              the last decision that stands
  entente undo 12           decision 12; `entente history` shows the numbers
"""
HISTORY = """\
examples:
  entente history                 every decision
  entente history e-k7xq2         of one thing: decisions, and what matching says of its mentions
"""
GROUPS = """\
examples:
  entente groups --json > groups.json
"""
EXPORT = """\
examples:
  entente export --format jsonl > known.jsonl        all that is known, lossless
  entente export --format records > records.jsonl    each document's own record
  entente export --format plover --output events.jsonl
  entente export --formats                           what there is
"""
REDACT = """\
examples:
  entente redact fr-01 --reason "court order of 3 May"

The text and the title leave the file for good; a tombstone stays, and every export says so. This cannot be undone.
"""
SERVE = """\
examples:
  entente serve                                         for yourself, on http://127.0.0.1:8321/
  entente serve --register entente.db --port 8000
  entente serve --users users.db                        everybody signs in
  entente serve --users users.db --workers 4 --behind-proxy --answer register.example.org

Without --users only this machine can reach the pages, and whoever uses it decides as --author. With --users everybody
signs in; `entente users` makes the accounts. Over a network the pages need https: --certificate and --key, or a proxy.
"""
USERS = """\
examples:
  entente users add samira --role reviewer            asks for the password; roles: reader, reviewer, administrator
  entente users list
  entente users role samira --role administrator
  entente users password samira
  entente users token samira --label nightly          for programs: Authorization: Bearer …
  entente users tokens                                whose there are, by label
  entente users revoke samira --label nightly
  entente users remove samira
  entente users log                                   who signed in and did what
"""
REREAD = """\
examples:
  entente reread --dry-run      what the packs of today would change
  entente reread
"""
DOCTOR = """\
examples:
  entente doctor                what is damaged or does not fit; nothing is changed
  entente doctor --rebuild      the view computed anew, should the first find that it does not fit
"""
BACKUP = """\
examples:
  entente backup entente-2026-01.db
  entente restore entente-2026-01.db
"""


def add_commands(add: Add, later: Later, describe: Describe) -> None:
    """Add all commands of the register to the command line."""

    def command(name: str, about: str, after: str, run: str) -> argparse.ArgumentParser:
        made = add(name, about, after)
        _register(made)
        made.set_defaults(run=later(f"{HOME}.{run}"))
        return made

    one = command("add", "add documents and records to the register", ADD, "adding:run")
    one.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, an address, or - for standard input")
    one.add_argument("--records", action="store_true", help="the inputs are records that people made or reviewed")
    one.add_argument("--from", dest="adapter", metavar="REGISTER", help="the inputs are copies of another register")
    _json(one)
    describe(one)

    one = command("show", "show what partners did together, or one thing", SHOW, "asking:show")
    one.add_argument("who", nargs="+", metavar="WHO", help="one or two countries by code or name, or an id")
    _window(one)
    _most(one)
    _json(one)

    one = command("search", "search for words", SEARCH, "asking:search")
    one.add_argument("words", nargs="*", metavar="WORDS", help="words that must all be there")
    one.add_argument("--part", default="engagements", choices=PARTS, help="what to search (default: engagements)")
    one.add_argument("--kind", metavar="KIND", help="only this kind, such as meeting")
    one.add_argument("--status", choices=["held", "ongoing", "planned", "cancelled"], help="only this status")
    one.add_argument("--country", metavar="WHO", help="only what concerns this country")
    one.add_argument("--facets", action="store_true", help="with --json: a last line with the counts")
    _window(one)
    _most(one)
    _json(one)

    one = command("people", "find people, their posts and what they took part in", PEOPLE, "asking:people")
    one.add_argument("name", nargs="*", metavar="NAME", help="parts of the name, in any script that documents use")
    _most(one)
    _json(one)

    one = command("commitments", "list what was promised", COMMITMENTS, "asking:commitments")
    one.add_argument("--open", action="store_true", help="only those of which nothing later is known")
    one.add_argument("--overdue", action="store_true", help="only those whose time is over")
    one.add_argument("--kind", choices=["agreed", "intent", "pledge", "appeal", "invitation"], help="only this kind")
    one.add_argument("--country", metavar="WHO", help="only of or towards this country")
    _today(one)
    _most(one)
    _json(one)

    one = command("calendar", "list what is ahead", CALENDAR, "asking:calendar")
    one.add_argument("--ahead", action="store_true", help="what is planned or under way (also without this option)")
    one.add_argument("--country", metavar="WHO", help="only what concerns this country")
    _today(one)
    _most(one)
    _json(one)

    for name, about, after in (
        ("same", "decide that two are one", SAME),
        ("different", "decide that two are not one", DIFFERENT),
    ):
        one = command(name, about, after, f"deciding:{name}")
        one.add_argument("one", metavar="ID", help="an id, or DOCUMENT#ID for what one document says")
        one.add_argument("other", metavar="ID", help="another one of the same sort")
        _decides(one)

    one = command("correct", "correct a value", CORRECT, "deciding:correct")
    one.add_argument("id", metavar="ID", help="an id, or DOCUMENT#ID for what one document says")
    one.add_argument("field", metavar="FIELD", help="such as when, place, name, status")
    one.add_argument("value", metavar="VALUE", help="the right one; several with commas; empty for none")
    _decides(one)

    one = command("undo", "take a decision back", UNDO, "deciding:undo")
    one.add_argument("number", nargs="?", type=int, metavar="NUMBER", help="the decision (default: the last)")
    _decides(one)

    one = command("history", "show decisions and how things were matched", HISTORY, "asking:history")
    one.add_argument("id", nargs="?", metavar="ID", help="only of this thing")
    _json(one)

    one = command("groups", "list what is one and the same", GROUPS, "asking:groups")
    _json(one)

    one = command("export", "write all that is known in another format", EXPORT, "exporting:run")
    one.add_argument("--format", metavar="NAME", default="jsonl", help="see --formats (default: jsonl)")
    one.add_argument("--formats", action="store_true", help="list the formats")
    one.add_argument("--output", metavar="FILE", help="write to FILE, whole or not at all (default: standard output)")

    one = command("redact", "take a document's text out for good", REDACT, "deciding:redact")
    one.add_argument("document", metavar="DOCUMENT", help="its id")
    _decides(one, needs_reason=True)

    one = add("serve", "show the register in the browser", SERVE)
    _register(one)
    one.add_argument("--port", type=int, default=8321, metavar="N", help="default: 8321")
    one.add_argument("--author", metavar="NAME", help="who decides on the pages (default: the user)")
    one.add_argument("--users", metavar="WHERE", help="the users' accounts, a file or postgresql://…; all sign in")
    one.add_argument("--workers", type=int, default=1, metavar="N", help="processes that answer (default: 1)")
    one.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: 127.0.0.1)")
    one.add_argument("--answer", action="append", default=[], metavar="NAME", help="a host name to answer to")
    one.add_argument("--behind-proxy", action="store_true", help="believe a proxy on this machine who asks, and how")
    one.add_argument("--certificate", metavar="FILE", help="of TLS, PEM")
    one.add_argument("--key", metavar="FILE", help="of TLS, PEM")
    one.set_defaults(run=later("entente.cli.serve:run"))

    one = add("users", "manage who may use the pages", USERS)
    one.add_argument(
        "action",
        choices=("add", "list", "role", "password", "remove", "token", "tokens", "revoke", "log"),
        metavar="ACTION",
        help="%(choices)s",
    )
    one.add_argument("name", nargs="?", metavar="NAME", help="whom it is about; not for list, tokens and log")
    one.add_argument("--users", default="users.db", metavar="WHERE", help="the accounts (default: users.db)")
    one.add_argument(
        "--role", choices=("reader", "reviewer", "administrator"), help="what they may do (add: default reader)"
    )
    one.add_argument("--label", metavar="TEXT", help="what a token is for")
    _json(one)
    one.set_defaults(run=later("entente.cli.users:run"))

    one = command("reread", "read all texts anew with the packs of today", REREAD, "keeping:reread")
    one.add_argument("--dry-run", action="store_true", help="only show what would change")
    _json(one)

    one = command("doctor", "check the register", DOCTOR, "keeping:doctor")
    one.add_argument(
        "--rebuild", action="store_true", help="compute the view anew from documents, records and decisions"
    )
    _json(one)

    one = command("backup", "copy the register while it is in use", BACKUP, "keeping:backup")
    one.add_argument("file", metavar="FILE", help="a new file")
    one = command("restore", "put a backup in the place of the register", BACKUP, "keeping:restore")
    one.add_argument("file", metavar="FILE", help="a backup")
    one.add_argument("--force", action="store_true", help="also where a register is: it is kept beside, as .before")


def _register(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--register",
        metavar="WHERE",
        help="a file, or postgresql://… (default: $ENTENTE_REGISTER, else entente.db)",
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON, a thing a line")


def _most(command: argparse.ArgumentParser) -> None:
    command.add_argument("--most", type=int, default=50, metavar="N", help="at most so many (default: 50)")


def _window(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="DATE", help="from this year, month or day on")
    command.add_argument("--until", metavar="DATE", help="up to this year, month or day")


def _today(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", metavar="YYYY-MM-DD", help="the day to count from (default: today)")


def _decides(command: argparse.ArgumentParser, *, needs_reason: bool = False) -> None:
    command.add_argument("--author", metavar="NAME", help="who decides (default: the user)")
    command.add_argument("--reason", metavar="TEXT", required=needs_reason, help="why")
    _json(command)
