"""The commands that look after a register: `reread`, `doctor`, `backup`, `restore`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from entente.cli.page import DIM
from entente.cli.register.cards import heading, printed
from entente.cli.register.opening import opened, print_json, where
from entente.cli.terminal import clean
from entente.errors import RegisterError
from entente.register.database import connect
from entente.register.tables import prepare
from entente.registering import Change


def reread(options: argparse.Namespace) -> int:
    """Read all texts anew and show what changes."""
    with opened(options) as register:
        changes = []
        for change in register.reread(only_show=options.dry_run):
            changes.append(change)
            if options.json:
                print_json([change])
            else:
                printed(_changed(change))
    if not options.json:
        would = "would change" if options.dry_run else "changed"
        print(f"{len(changes):,} readings {would}")
    return 0


def _changed(change: Change) -> list[RenderableType]:
    lines: list[RenderableType] = [Text(clean(change.document), "bold")]
    lines += [Text(f"  + {_short(thing)}", "green") for thing in change.came]
    lines += [Text(f"  - {_short(thing)}", "red") for thing in change.went]
    for old, new in change.differ:
        fields = [name for name in new if name not in ("evidence", "spans") and old.get(name) != new[name]]
        told = "; ".join(f"{name}: {old.get(name)} → {new[name]}" for name in fields if name not in ("id", "sources"))
        lines.append(Text(f"  ~ {_short(new)}  {clean(told)}", "yellow"))
    return lines


def _short(thing: dict[str, Any]) -> str:
    words = (thing.get(name) for name in ("id", "kind", "name", "what", "when"))
    return clean(" ".join(str(word) for word in words if word))


def doctor(options: argparse.Namespace) -> int:
    """Check the register; the exit code is 1 where something is wrong."""
    with opened(options) as register:
        if options.rebuild:
            register.rebuild()
        checks = register.checked()
        counts, size = register.counts(), register.database.size_bytes()
    wrong = [check for check in checks if check.problem]
    if options.json:
        print_json([{"register": where(options), "bytes": size, "counts": counts, "checks": checks}])
    else:
        facts = [f"{size / 1e6:,.1f} MB", *(f"{number:,} {part}" for part, number in counts.items())]
        lines: list[RenderableType] = [heading(where(options), facts)]
        for check in checks:
            sign, colour = ("×", "red") if check.problem else ("✓", "green")
            line = Text.assemble((f"{sign} ", colour), check.name)
            lines.append(line.append(f"  {clean(check.problem or check.found)}", DIM if not check.problem else colour))
        printed(lines)
    return 1 if wrong else 0


def backup(options: argparse.Namespace) -> int:
    """Copy the register to a new file, and check the copy."""
    target = Path(options.file)
    if target.exists():
        raise RegisterError(f"{target}: is there already; name a new file")
    with opened(options) as register:
        register.database.copy_to(target)
    copy = connect(target, create=False)
    problems = copy.check()
    copy.close()
    if problems:
        raise RegisterError(f"{target}: the copy is damaged ({problems[0]}); run `entente doctor`")
    print(f"{where(options)} is copied to {target} ({target.stat().st_size / 1e6:,.1f} MB)")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the register."""
    source, target = Path(options.file), Path(where(options))
    copy = connect(source, create=False)
    try:
        problems = copy.check()
        if problems:
            raise RegisterError(f"{source}: is damaged ({problems[0]}); choose another backup")
        prepare(copy)
        if target.exists():
            if not options.force:
                raise RegisterError(f"{target}: a register is there; give --force to keep it as {target.name}.before")
            _move(target, target.with_name(target.name + ".before"))
        aside = target.with_name(target.name + ".part")
        aside.unlink(missing_ok=True)
        copy.copy_to(aside)
        aside.replace(target)
    finally:
        copy.close()
    print(f"{source} is restored to {target}")
    return 0


def _move(one: Path, other: Path) -> None:
    """Move a register with its log."""
    for ending in ("-wal", "-shm", ""):
        file = one.with_name(one.name + ending)
        if file.exists():
            shutil.move(file, other.with_name(other.name + ending))
