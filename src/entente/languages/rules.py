"""Rules and phases: a cascade that rewrites the units of a sentence, as in FASTUS (Hobbs et al. 1997).

Each rule has a pattern over units; where it matches, the units become one unit of the classes that the rule makes,
with what the pattern captured. A phase tries, at each place, all rules that can begin there and takes the longest
match; the next phase sees the new units.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from entente.languages.lexicon import Entry
from entente.languages.pattern import Compiled


class Unit:
    """A stretch of the text that grammar treats as one: a word, or what a rule made of several.

    `start` and `end` are offsets in the text; `char` is its letter in the pack's alphabet; `entries` are its lexicon
    entries; for a unit made by a rule, `rule` is that rule, `parts` the units taken and `captures` those it named.
    """

    __slots__ = ("start", "end", "char", "entries", "rule", "parts", "captures", "data")

    def __init__(self, start: int, end: int, char: str, entries: tuple[Entry, ...] = ()) -> None:
        self.start, self.end, self.char, self.entries = start, end, char, entries
        self.rule: Rule | None = None
        self.parts: Sequence[Unit] = ()
        self.captures: dict[str, Sequence[Unit]] = {}
        self.data: Any = None

    @property
    def kind(self) -> str:
        """What the rule made, or the empty string for a word."""
        return self.rule.makes if self.rule is not None else ""

    def value(self, name: str) -> str | None:
        """The value of the unit's entry of a class."""
        for entry in self.entries:
            if entry.name == name:
                return entry.value
        return None

    def setting(self, name: str) -> str | None:
        """What the rule that made the unit sets under a name."""
        return self.rule.sets.get(name) if self.rule is not None else None

    def captured(self, name: str) -> Unit | None:
        """The first unit that the rule captured under a name."""
        found = self.captures.get(name)
        return found[0] if found else None

    def leaves(self) -> list[Unit]:
        """The words under the unit, in order."""
        if not self.parts:
            return [self]
        return [leaf for part in self.parts for leaf in part.leaves()]

    def within(self, kind: str) -> list[Unit]:
        """The units of a kind at or under this one, the outermost only."""
        if self.kind == kind:
            return [self]
        return [found for part in self.parts for found in part.within(kind)]

    def __repr__(self) -> str:
        return f"<{self.kind or 'word'} {self.start}-{self.end}>"


class Rule:
    """One rule of a pack, with the examples that are its test."""

    __slots__ = (
        "name",
        "phase",
        "makes",
        "classes",
        "sets",
        "patterns",
        "finds",
        "leaves",
        "file",
        "line",
        "char",
    )

    def __init__(
        self,
        name: str,
        phase: str,
        makes: str,
        classes: frozenset[str],
        sets: dict[str, str],
        finds: list[dict[str, Any]],
        leaves: list[str],
        file: str,
        line: int,
    ) -> None:
        self.name, self.phase, self.makes, self.classes, self.sets = name, phase, makes, classes, sets
        self.finds, self.leaves, self.file, self.line = finds, leaves, file, line
        self.patterns: list[Compiled] = []
        self.char = ""

    @property
    def origin(self) -> str:
        """`file:line`, as messages and `explain` show it."""
        return f"{self.file}:{self.line}"

    def make(self, units: Sequence[Unit], captures: dict[str, Sequence[Unit]]) -> Unit:
        """The unit that this rule makes of others."""
        made = Unit(units[0].start, units[-1].end, self.char)
        made.rule, made.parts, made.captures = self, units, captures
        return made


Matcher = Callable[[str, int], "re.Match[str] | None"]


class Phase:
    """The rules of one phase, indexed by the characters at which they can begin."""

    def __init__(self, name: str, rules: Sequence[Rule]) -> None:
        self.name = name
        starters: dict[str, list[tuple[Matcher, Rule, tuple[tuple[str, str], ...]]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                row = (pattern.regex.match, rule, pattern.names)
                for char in pattern.first:
                    starters.setdefault(char, []).append(row)
        self._starters = {char: tuple(rows) for char, rows in starters.items()}

    def run(self, units: list[Unit]) -> list[Unit]:
        """The sentence with every match made one unit; the same list where nothing matches."""
        letters = "".join([unit.char for unit in units])
        starters = self._starters
        out: list[Unit] | None = None
        done = 0
        for at, letter in enumerate(letters):
            if at < done or letter not in starters:
                continue
            best, best_row, end = None, None, at
            for row in starters[letter]:
                match = row[0](letters, at)
                if match is not None and match.end() > end:
                    best, best_row, end = match, row, match.end()
            if best is None or best_row is None:
                continue
            captures: dict[str, Sequence[Unit]] = {}
            for name, group in best_row[2]:
                start, stop = best.span(group)
                if start >= 0:
                    captures[name] = units[start:stop]
            if out is None:
                out = []
            out.extend(units[done:at])
            out.append(best_row[1].make(units[at:end], captures))
            done = end
        if out is None:
            return units
        out.extend(units[done:])
        return out
