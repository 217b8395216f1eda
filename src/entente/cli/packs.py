"""`entente packs check` and `entente packs new CODE`."""

from __future__ import annotations

import argparse

from entente.cli.terminal import clean


def check(options: argparse.Namespace) -> int:
    """Validate every pack and run its examples; 0 if all hold."""
    from entente.languages.check import check as check_packs

    problems = check_packs()
    for problem in problems:
        print(clean(str(problem)))
    print(f"{len(problems)} problems" if problems else "all packs hold")
    return 1 if problems else 0


def new(options: argparse.Namespace) -> int:
    """Make the folder of a new language."""
    from entente.languages.template import new as new_pack

    folder = new_pack(options.code)
    print(f"{clean(str(folder))}: made; fill its tables, then run 'entente packs check'")
    return 0
