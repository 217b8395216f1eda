"""Rules and phases: a cascade that rewrites the units of a sentence, as in FASTUS (Hobbs et al. 1997).

Each rule has a pattern over units; where it matches, the units become one unit of the classes that the rule
makes, with what the pattern captured. A phase tries, at each place, all rules that can begin there and takes
the longest match; the next phase sees the new units.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from entente.languages.lexicon import Entry
from entente.languages.pattern import Compiled


def _nothing(_: str) -> str | None:
    return None


class Unit:
    """A stretch of the text that grammar treats as one: a word, or what a rule made of several.

    `start` and `end` are offsets in the text; `char` is its letter in the pack's alphabet; `entries` are its
    lexicon entries and `value` gives the first one's value by its class; for a unit made by a rule, `rule`
    is that rule, `kind` what it makes, `parts` the units taken and `captures` those it named.
    """

    __slots__ = ("char", "end", "entries", "start", "value")

    rule: Rule | None = None
    kind: str = ""
    parts: Sequence[Unit] = ()
    captures: dict[str, Sequence[Unit]] = {}  # of words, which have none
    setting: Callable[[str], str | None] = staticmethod(_nothing)
    """What the rule that made the unit sets under a name."""

    def __init__(
        self,
        start: int,
        end: int,
        char: str,
        entries: tuple[Entry, ...] = (),
        value: Callable[[str], str | None] | None = None,
    ) -> None:
        self.start, self.end, self.char, self.entries = start, end, char, entries
        self.value = value or (values_of(entries) if entries else _nothing)

    def captured(self, name: str) -> Unit | None:
        """The first unit that the rule captured under a name."""
        return None

    def leaves(self) -> Sequence[Unit]:
        """The words under the unit, in order."""
        return (self,)

    def holds(self, letters: frozenset[str]) -> bool:
        """Whether a word under the unit has one of some letters."""
        return self.char in letters

    def within(self, kind: str) -> list[Unit]:
        """The units of a kind at or under this one, the outermost only."""
        return []

    def __repr__(self) -> str:
        return f"<{self.kind or 'word'} {self.start}-{self.end}>"


class Made(Unit):
    """A unit that a rule made."""

    __slots__ = ("_leaves", "_letters", "captures", "kind", "parts", "rule", "setting")

    rule: Rule

    def __init__(self, rule: Rule, units: Sequence[Unit], captures: dict[str, Sequence[Unit]]) -> None:
        self.start, self.end, self.char = units[0].start, units[-1].end, rule.char
        self.entries, self.value = (), _nothing
        self.rule, self.kind, self.setting = rule, rule.makes, rule.sets.get
        self.parts, self.captures = units, captures
        self._leaves: Sequence[Unit] | None = None
        self._letters: frozenset[str] | None = None

    def captured(self, name: str) -> Unit | None:
        found = self.captures.get(name)
        return found[0] if found else None

    def leaves(self) -> Sequence[Unit]:
        leaves = self._leaves
        if leaves is None:
            found: list[Unit] = []
            for part in self.parts:
                if part.rule is None:
                    found.append(part)
                else:
                    found.extend(part.leaves())
            leaves = self._leaves = tuple(found)
        return leaves

    def holds(self, letters: frozenset[str]) -> bool:
        held = self._letters
        if held is None:
            held = self._letters = frozenset([leaf.char for leaf in self.leaves()])
        return not held.isdisjoint(letters)

    def within(self, kind: str) -> list[Unit]:
        if self.kind == kind:
            return [self]
        return [found for part in self.parts if part.rule is not None for found in part.within(kind)]


def values_of(entries: Sequence[Entry]) -> Callable[[str], str | None]:
    """A function from a class to the value of the first entry that has it."""
    return {entry.name: entry.value for entry in reversed(entries)}.get


class Rule:
    """One rule of a pack, with the examples that are its test."""

    __slots__ = (
        "char",
        "classes",
        "file",
        "finds",
        "leaves",
        "line",
        "makes",
        "name",
        "patterns",
        "phase",
        "sets",
        "sources",
    )

    def __init__(self, name: str, raw: dict[str, Any], file: str, line: int) -> None:
        """A rule as its file has it; its pack gives it a character and compiles its patterns."""
        self.name, self.file, self.line = name, file, line
        self.phase, self.makes, self.finds, self.leaves = raw["phase"], raw["makes"], raw["finds"], raw["leaves"]
        self.sets: dict[str, str] = raw.get("sets", {})
        self.classes = frozenset({self.makes, *raw.get("classes", [])})
        self.sources: list[str] = raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]
        self.patterns: list[Compiled] = []
        self.char = ""

    @property
    def origin(self) -> str:
        """`file:line`, as messages and `explain` show it."""
        return f"{self.file}:{self.line}"

    def make(self, units: Sequence[Unit], captures: dict[str, Sequence[Unit]]) -> Unit:
        """The unit that this rule makes of others."""
        return Made(self, units, captures)


BETWEEN = Unit(0, 0, "\n")
"""What stands between two sentences: its letter is in no alphabet."""

Starter = tuple[Callable[[str, int], "re.Match[str] | None"], Rule, tuple[tuple[str, str], ...]]
"""How a rule is tried at a place: what matches there, the rule, and what it captures."""


class _Starters(dict[str, tuple[Starter, ...]]):
    """By a character how the rules are tried that can begin with it. They are compiled when it first turns up."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._patterns: dict[str, list[tuple[Compiled, Rule]]] = {}
        for rule in rules:
            for pattern in rule.patterns:
                for char in pattern.first:
                    self._patterns.setdefault(char, []).append((pattern, rule))

    def __missing__(self, char: str) -> tuple[Starter, ...]:
        patterns = self._patterns.get(char, ())
        found = self[char] = tuple([(pattern.regex.match, rule, pattern.names) for pattern, rule in patterns])
        return found


class Phase:
    """The rules of one phase, indexed by the characters at which they can begin."""

    def __init__(self, name: str, rules: Sequence[Rule]) -> None:
        self.name = name
        self._starting = _Starters(rules).__getitem__

    def run(self, units: list[Unit]) -> list[Unit]:
        """The units with every match made one; the same list where nothing matches.

        They may be those of many sentences with `BETWEEN` between two: no match goes over it.
        """
        letters = "".join([unit.char for unit in units])
        out: list[Unit] | None = None
        done = 0
        for at, rows in enumerate(map(self._starting, letters)):
            if not rows or at < done:
                continue
            best, best_row, end = None, None, at
            for row in rows:
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
