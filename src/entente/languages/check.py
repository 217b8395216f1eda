"""Packs held to their own words: each compiles, and each rule finds and leaves what its examples say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from entente.errors import EntenteError
from entente.languages.pack import PACKS, Pack, installed, read_source
from entente.languages.rules import Rule, Unit

Units = Callable[[str, Pack], Sequence[Unit]]
"""A text to the units that the pack's rules make of it."""


def check(units: Units, folder: Path = PACKS, codes: Sequence[str] | None = None) -> list[str]:
    """What is wrong with the packs, each problem with file and line; empty if all hold."""
    return [problem for code in codes or installed(folder) for problem in _pack(code, units, folder)]


def _pack(code: str, units: Units, folder: Path) -> Iterator[str]:
    try:
        pack = Pack(read_source(code, folder))
    except EntenteError as error:
        yield str(error)
        return
    for rule in pack.rules:
        for example in rule.finds:
            if problem := _not_found(rule, example, units, pack):
                yield f"{rule.origin}: rule {rule.name!r}: {problem}"
        for text in rule.leaves:
            for unit in made_by(rule, units(text, pack)):
                yield f"{rule.origin}: rule {rule.name!r}: finds {text[unit.start : unit.end]!r} in {text!r}"


def _not_found(rule: Rule, example: dict[str, Any], units: Units, pack: Pack) -> str | None:
    text, span = example.get("text"), example.get("span")
    if not isinstance(text, str) or not isinstance(span, str) or set(example) - {"text", "span", "value"}:
        return f"an example is {{ text = …, span = … }}, not {example!r}"
    if span not in text:
        return f"the span {span!r} is not in {text!r}"
    found = [text[unit.start : unit.end] for unit in made_by(rule, units(text, pack))]
    if span in found:
        return None
    return f"does not find {span!r} in {text!r}" + (f", but {found[0]!r}" if found else "")


def made_by(rule: Rule, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units that a rule made, those inside larger ones too."""
    for unit in units:
        if unit.rule is not None and unit.rule.name == rule.name:
            yield unit
        yield from made_by(rule, unit.parts)
