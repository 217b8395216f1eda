"""`entente packs check` and `entente packs new CODE`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from entente.cli.terminal import clean
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.recognition import recognise
from entente.segmentation import segment
from entente.text.folding import fold


def check(options: argparse.Namespace) -> int:
    """Validate every pack and run its examples; 0 if all hold."""
    from entente.languages.check import check as check_packs
    from entente.languages.source import installed

    problems = check_packs(units)
    for problem in problems:
        print(clean(problem))
    names = ", ".join(installed())
    print(f"{len(problems)} problems in the packs {names}" if problems else f"packs {names}: all hold")
    return 1 if problems else 0


def new(options: argparse.Namespace) -> int:
    """Make the folder of a new language."""
    from entente.languages.template import new as new_pack

    folder = new_pack(options.code)
    print(f"{clean(str(folder))}: made; fill its tables, then run 'entente packs check'")
    return 0


def units(text: str, pack: Pack) -> Sequence[Unit]:
    """What the rules of a pack make of a text."""
    folded = fold(text)
    sentences = segment(text, folded, pack)
    recognise(sentences, text, folded, pack)
    return [unit for sentence in sentences for unit in sentence.units]
