"""A compiled language pack: its lexicon, its rules in phases, its settings, and how its text is cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from entente.errors import PackError
from entente.languages.alphabet import Alphabet
from entente.languages.cutting import Cutter
from entente.languages.harmony import Harmony
from entente.languages.lexicon import ANY_CASE, CAPITAL, CAPITALS, Entry, Lexicon, Node
from entente.languages.pattern import Compiled, Syntax, compile_pattern, parse, word_class
from entente.languages.rules import Phase, Rule
from entente.languages.source import Source
from entente.languages.tables import Loader, read_territories
from entente.model.territory import Policy
from entente.text.folding import MARKS, bare, fold

PUNCTUATION = ",;:.!?()[]\"'/-%&+*#@…¿¡"
_SHAPES: dict[str, set[str]] = {
    "lower": {"word", "unknown"},
    "uncased": {"word", "unknown", "uncased"},
    "lower articled": {"word", "unknown", "articled"},
    "uncased articled": {"word", "unknown", "uncased", "articled"},
    "Cap": {"word", "Cap", "unknown", "proper"},
    "First": {"word", "Cap", "unknown", "first"},
    "CAPS": {"word", "Cap", "CAPS", "unknown", "proper"},
    "initial": {"word", "Cap", "initial", "proper"},
    "initials": {"word", "Cap", "CAPS", "unknown", "initials", "proper"},
    "number": {"num"},
    "day": {"num", "day"},
    "year": {"num", "year"},
    "ordinal": {"ordinal"},
    "dayordinal": {"ordinal", "day"},
    "other": {"symbol"},
}
"""The classes of what no table has, by its shape."""
_MOST_CUTS = 200_000
_SHORTEST_STEM = 3
_KEPT = (
    "country_of_body",
    "topics_of_gathering",
    "shape_chars",
    "punctuation",
    "_endings",
    "_longest_ending",
    "_proper",
)
"""What a compiled pack has beside its alphabet, its lexicon and the patterns of its rules."""


class Pack:
    """A compiled language pack: its lexicon, its phases of rules, its settings."""

    def __init__(self, source: Source, kept: tuple[Any, ...] | None = None, policy: Policy = "iso") -> None:
        """Compile a pack. `kept` is what `packed` gave for the same source and policy before, to spare most of it.

        `policy` says which country a disputed territory counts as.
        """
        self.code, self.name, self.version = source.code, source.name, source.version
        self.settings = source.settings
        self.alphabet = Alphabet()
        self.harmony = Harmony(self.settings.get("harmony", {}))
        tokens = dict(self.settings.get("tokens", {}))
        for name in ("inflections", "cases"):
            tokens[name] = [form for ending in tokens.get(name, []) for form in self.harmony.every(ending)]
        self.token_regex = re.compile(_token_pattern(tokens))
        self.lexicon = Lexicon(self.tokens_of, self.settings.get("soft", []))
        self.cutter = Cutter(tokens, self.lexicon.has)
        self._suffixes = _suffixes(tokens)
        self._cuts: dict[str, tuple[int, ...]] = {}
        self.inflected = _inflected(tokens)
        self._stems: dict[str, tuple[tuple[int, int], ...]] = {}
        self.seen: dict[str, Any] = {}
        """What the recogniser found out about words, by how they are written."""
        self.rules = [Rule(name, raw, file, line) for name, (raw, file, line) in source.rules.items()]
        if kept is None:
            self._compile(source, policy)
        else:
            self._unpack(kept)
        self.phases = self._in_phases()

    def packed(self) -> tuple[Any, ...]:
        """What compiling came to, as plain data that can be kept and given to `Pack` again."""
        patterns = [[pattern.packed() for pattern in rule.patterns] for rule in self.rules]
        return self.alphabet.packed(), self.lexicon.packed(), *(getattr(self, name) for name in _KEPT), patterns

    def _unpack(self, kept: tuple[Any, ...]) -> None:
        sets, lexicon, *values, patterns = kept
        for classes in sets:
            self.alphabet.char(classes)
        self.lexicon.unpack(lexicon)
        for name, value in zip(_KEPT, values, strict=True):
            setattr(self, name, value)
        for rule, rows in zip(self.rules, patterns, strict=True):
            rule.char = self.alphabet.char(rule.classes)
            rule.patterns += [Compiled.unpacked(row) for row in rows]

    def _compile(self, source: Source, policy: Policy) -> None:
        loader = Loader(self.settings, self.lexicon, self.harmony, read_territories(source.tables, policy))
        loader.load(source.tables)
        self.country_of_body, self.topics_of_gathering = loader.country_of_body, loader.topics_of_gathering
        syntaxes = [_parsed(rule) for rule in self.rules]
        self._close_lexicon({word for rows in syntaxes for syntax in rows for word in syntax.words})
        self._close_alphabet()
        for rule, rows in zip(self.rules, syntaxes, strict=True):
            try:
                rule.patterns += [compile_pattern(syntax, self.alphabet) for syntax in rows]
            except ValueError as error:
                raise PackError(f"rule {rule.name!r}: {error}", rule.file, rule.line) from None

    def tokens_of(self, folded: str) -> list[str]:
        """The tokens of a folded string, as the segmenter cuts text."""
        if folded in self._suffixes:
            return [folded]
        tokens: list[str] = self.token_regex.findall(folded)
        return tokens if folded.isascii() else [bare(token) for token in tokens]

    def pieces(self, folded: str, tokens: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Tokens with some in pieces: words of parts that the lexicon knows only one by one, or with a suffix."""
        out: list[tuple[int, int]] = []
        cuts = self._cuts
        for span in tokens:
            start, end = span
            word = folded[start:end]
            lengths = cuts.get(word)
            if lengths is None:
                lengths = self._cut(word)
                if len(cuts) < _MOST_CUTS:
                    cuts[word] = lengths
            if lengths:
                out += pairwise(accumulate(lengths, initial=start))
            else:
                out.append(span)
        return out

    def _cut(self, word: str) -> tuple[int, ...]:
        if self.lexicon.has(word):
            return ()
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) > len(suffix):
                return (len(word) - len(suffix), len(suffix))
        head, _, tail = word.rpartition("-")
        if self.lexicon.has(head + "-") and self.lexicon.has(tail):
            return (len(head) + 1, len(tail))
        return ()

    def stem(self, forms: Mapping[str, Node], word: str) -> tuple[Node | None, int]:
        """Where a word goes on among forms when its ending is left off, and how many of its letters are no ending.

        Inflections stay with their word; cases are words of their own, to be looked up behind an apostrophe.
        """
        stems = self._stems.get(word)
        if stems is None:
            stems = tuple(
                (length, length + self.inflected[word[length:]])
                for length in range(len(word) - 1, _SHORTEST_STEM - 1, -1)
                if word[length:] in self.inflected
            )
            if len(self._stems) < _MOST_CUTS:
                self._stems[word] = stems
        for length, whole in stems:
            node = forms.get(word[:length])
            if node is not None and (node.soft or node.chars):
                return node, whole
        return None, 0

    def option(self, name: str, default: Any = None) -> Any:
        """A value of the pack's `[option]` table."""
        return self.settings.get("option", {}).get(name, default)

    def _close_lexicon(self, words: set[str]) -> None:
        """Give the words of patterns their classes, and every form its characters."""
        for word in sorted(words - set(PUNCTUATION)):
            self.lexicon.add(word, ANY_CASE, Entry(word_class(word), word, "pattern", 0))
        base = {
            ANY_CASE: frozenset({"word"}),
            CAPITAL: frozenset({"word", "Cap"}),
            CAPITALS: frozenset({"word", "Cap", "CAPS"}),
        }
        self.lexicon.close(self.alphabet, base)

    def _close_alphabet(self) -> None:
        """Give what no table has, and what rules make, its characters: then patterns can be compiled."""
        char = self.alphabet.char
        self.shape_chars = {shape: char(classes) for shape, classes in _SHAPES.items()}
        self.punctuation = {c: char({"punct", word_class(c)}) for c in PUNCTUATION}
        endings: dict[str, set[str]] = {}
        for name, forms in self.settings.get("endings", {}).items():
            for form in forms:
                endings.setdefault(form, set()).add(name)
        self._endings = {form: char({"word", "unknown", *names}) for form, names in endings.items()}
        self._longest_ending = max(map(len, endings), default=0)
        self._proper = self._proper_chars()
        for rule in self.rules:
            rule.char = char(rule.classes)

    def _proper_chars(self) -> dict[str, str]:
        """For the character of a capitalised word that may be part of a name, the one that says so."""
        namable = frozenset(self.settings.get("namable", []))
        known = {char: self.alphabet.classes(char) for char in self.alphabet.everything()}
        return {
            char: self.alphabet.char(classes | {"proper"})
            for char, classes in known.items()
            if "Cap" in classes
            and "proper" not in classes
            and classes & namable
            and not classes - namable - {"word", "Cap", "CAPS"}
        }

    def _in_phases(self) -> list[Phase]:
        phases = self.settings.get("phases", [])
        for rule in self.rules:
            if rule.phase not in phases:
                raise PackError(
                    f"rule {rule.name!r}: no phase {rule.phase!r}; phases are {', '.join(phases)}", rule.file, rule.line
                )
        return [Phase(name, [rule for rule in self.rules if rule.phase == name]) for name in phases]

    def lower(self, word: str, namable: bool = True) -> str:
        """The character of a word in small letters that no table has: its longest known ending, with accents, says it.

        Where a script has no capitals, it may be a name: `uncased`. With the language's article it is `articled`, too.
        """
        for size in range(min(self._longest_ending, len(word) - 2), 0, -1):
            if found := self._endings.get(word[-size:]):
                return found
        shape = "uncased" if namable and not word[0].islower() else "lower"
        return self.shape_chars[f"{shape} articled" if self.cutter.is_definite(word, 0) else shape]

    def proper(self, char: str) -> str:
        """The character of a capitalised word that may be part of a name although the lexicon knows it."""
        return self._proper.get(char, char)


def _parsed(rule: Rule) -> list[Syntax]:
    try:
        return [parse(source) for source in rule.sources]
    except ValueError as error:
        raise PackError(f"rule {rule.name!r}: {error}", rule.file, rule.line) from None


def _token_pattern(tokens: dict[str, Any]) -> str:
    """The regular expression that cuts folded text into tokens, from the pack's `[tokens]` table."""
    parts = []
    elision = tokens.get("elision")
    if elision:
        parts.append(
            rf"(?<![^\W\d_])(?:{'|'.join(sorted(map(fold, elision), key=len, reverse=True))})['’](?=[^\W\d_]|[\"«“])"
        )
    suffixes = "|".join(map(re.escape, sorted(map(fold, tokens.get("number_suffixes", [])), key=len, reverse=True)))
    parts.append(rf"\d+(?:(?:{suffixes})(?![^\W\d_]))?" if suffixes else r"\d+")
    parts.append(r"(?:[^\W\d_]\.){2,}(?![^\W\d_])")
    behind = "|".join(suffix[1:] for suffix in _suffixes(tokens) if suffix[0] == "'")
    if behind:  # what letters do not tie to a word: `2014'te`
        parts.append(rf"(?<=[^\s\w]|\d)['’](?:{behind})(?![^\W\d_])")
    word = rf"[^\W\d_][\w{MARKS}]*"
    parts.append(rf"{word}(?:[-‐‑'’]{word})*")
    parts.append(r"[^\w\s]")
    parts.append(r"_+")
    return rf"(?=\S)(?:{'|'.join(parts)})"  # at a blank none need be tried: a third of the time


def _suffixes(tokens: dict[str, Any]) -> list[str]:
    """What is cut off words, folded, the longest first; cases are behind an apostrophe too."""
    suffixes = {fold(suffix) for suffix in tokens.get("suffixes", [])}
    return sorted(suffixes | {"'" + fold(case) for case in tokens.get("cases", [])}, key=len, reverse=True)


def _inflected(tokens: dict[str, Any]) -> dict[str, int]:
    """Every ending that a word may have, with how much of it is inflection, from the pack's `[tokens]` table."""
    inflections, cases = ([fold(form) for form in tokens.get(name, [])] for name in ("inflections", "cases"))
    known = {inflection: len(inflection) for inflection in inflections}
    for kept in ("", *sorted(inflections, key=len, reverse=True)):
        for case in cases:
            known.setdefault(kept + case, len(kept))
    return known
