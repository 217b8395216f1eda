"""The pattern language of packs, compiled to regular expressions over an `Alphabet`.

    word            that word (folded)                      {class}      one unit of the class
    {a|b}           a unit of either class                  {!a}         a unit that is not of the class
    {name=class}    the same, captured                      name=( … )   a captured group
    ( … | … )       alternatives                            ? * +        as in regular expressions
    >( … )          followed by (not taken)                 !( … )       not followed by
    <!{a|b}         not after a unit of these classes
    <( … )          after these units, as many in every alternative (not taken)

`first_classes` says at which units a match can begin, so that a rule is tried only there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from entente.languages.alphabet import Alphabet
from entente.text.folding import fold

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<behind><!)?(?P<unit>\{(?:(?P<name>\w+)=)?(?P<classes>!?[\w.:|'=-]+)\})
    | (?P<group>(?P<group_name>\w+)=\()
    | (?P<look>[<>!]\()
    | (?P<punct>[()|?*+])
    | (?P<word>(?:\\.|[^\s{}()|?*+\\])+)
    )""",
    re.X,
)


@dataclass
class Compiled:
    """A pattern ready to run: its regular expression, the characters it can begin with, what it captures."""

    source: str
    expression: str
    first: frozenset[str]
    names: tuple[tuple[str, str], ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression compiled, which takes long: only when it is first wanted."""
        return re.compile(self.expression)

    def packed(self) -> tuple[Any, ...]:
        """The pattern as plain data, to be kept."""
        return self.source, self.expression, "".join(sorted(self.first)), self.names

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> Compiled:
        """The pattern that was packed."""
        source, expression, first, names = packed
        return cls(source, expression, frozenset(first), names)


@dataclass(slots=True)
class Syntax:
    """A parsed pattern: what it needs of the lexicon before the alphabet can be closed."""

    source: str
    tokens: list[re.Match[str]] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)


def parse(source: str) -> Syntax:
    """Read a pattern; raises `ValueError` that says where it cannot be read."""
    syntax, at, depth = Syntax(source), 0, 0
    end = len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            raise ValueError(f"pattern cannot be read at {source[at : at + 20]!r}")
        syntax.tokens.append(match)
        if match["classes"]:
            syntax.classes.update(match["classes"].lstrip("!").split("|"))
            if match["name"]:
                syntax.names.append(match["name"])
        elif match["group"]:
            syntax.names.append(match["group_name"])
        elif match["word"]:
            syntax.words.add(fold(match["word"].replace("\\", "")))
        depth += {"(": 1, ")": -1}.get(match[0].strip()[-1:], 0) if not match["classes"] and not match["word"] else 0
        at = match.end()
    if depth:
        raise ValueError("pattern has an unclosed group")
    return syntax


def compile_pattern(syntax: Syntax, alphabet: Alphabet) -> Compiled:
    """Turn a parsed pattern into a regular expression over the closed alphabet."""
    every = set(alphabet.everything())

    def union(names: list[str]) -> set[str]:
        return {char for name in names for char in alphabet.chars(name)}

    def one_of(chars: set[str], text: Callable[[str], str] = lambda x: x) -> str:
        if not chars:
            return text(r"(?!)")
        if len(chars) == 1:
            return text(next(iter(chars)))
        return text("[" + _ranges(chars) + "]")

    position = 0
    tokens = syntax.tokens
    names: list[tuple[str, str]] = []

    def group(name: str) -> str:
        names.append((name, f"{name}_{len(names)}"))
        return names[-1][1]

    def alternatives() -> tuple[str, set[str], bool]:
        nonlocal position
        regex, first, nullable = sequence()
        while position < len(tokens) and tokens[position]["punct"] == "|":
            position += 1
            other, other_first, other_nullable = sequence()
            regex, first, nullable = f"{regex}|{other}", first | other_first, nullable or other_nullable
        return regex, first, nullable

    def sequence() -> tuple[str, set[str], bool]:
        nonlocal position
        out, first, nullable = [], set[str](), True
        while position < len(tokens) and tokens[position]["punct"] not in (")", "|"):
            regex, atom_first, atom_nullable = item()
            out.append(regex)
            if nullable:
                first |= atom_first
            nullable = nullable and atom_nullable
        return "".join(out), first, nullable

    def item() -> tuple[str, set[str], bool]:
        nonlocal position
        token = tokens[position]
        position += 1
        look = token["look"]
        if look or token["group"] or token["punct"] == "(":
            inner, first, nullable = alternatives()
            if position >= len(tokens) or tokens[position]["punct"] != ")":
                raise ValueError("pattern has an unclosed group")
            position += 1
            if look:
                regex = {">": "(?=", "!": "(?!", "<": "(?<="}[look[0]] + inner + ")"
                first, nullable = set(), True
            elif token["group"]:
                regex = f"(?P<{group(token['group_name'])}>{inner})"
            else:
                regex = f"(?:{inner})"
        elif token["classes"]:
            negated = token["classes"].startswith("!")
            chars = union(token["classes"].lstrip("!").split("|"))
            chars = every - chars if negated else chars
            regex, first, nullable = one_of(chars), chars, False
            if token["behind"]:
                regex, first, nullable = (f"(?<!{regex})" if chars else ""), set(), True
            elif token["name"]:
                regex = f"(?P<{group(token['name'])}>{regex})"
        elif token["word"]:
            chars = union([word_class(fold(token["word"].replace("\\", "")))])
            regex, first, nullable = one_of(chars), chars, False
        else:
            raise ValueError(f"pattern has {token[0].strip()!r} where a word or class should stand")
        while position < len(tokens) and tokens[position]["punct"] in ("?", "*", "+"):
            mark = tokens[position]["punct"]
            regex, nullable = f"(?:{regex}){mark}", nullable or mark in "?*"
            position += 1
        return regex, first, nullable

    regex, first, nullable = alternatives()
    if position < len(tokens):
        raise ValueError("pattern closes a group that is not open")
    if nullable:
        raise ValueError("pattern can match nothing at all")
    return Compiled(syntax.source, regex, frozenset(first), tuple(names))


def word_class(word: str) -> str:
    """The class of a literal word in patterns."""
    return "=" + word


def _ranges(chars: set[str]) -> str:
    """Characters of a class, neighbours drawn together: `re` compiles a range faster than its members."""
    codes, out = sorted(map(ord, chars)), []
    start = last = codes[0]
    for code in [*codes[1:], -1]:
        if code == last + 1:
            last = code
            continue
        out.append(chr(start) if start == last else f"{chr(start)}-{chr(last)}")
        start = last = code
    return "".join(out)
