"""The format of language packs: what a pack folder holds, read and validated; errors name file and line.

A pack is a folder of data:

    pack.toml      code, name, version, layers below it, tokens, sentences, paradigms, frames, options
    *.tsv          lexicon tables: class, value, forms separated by `|`, with choices such as `arm[s/ed]`; a class
                   that begins with `-` removes
    verbs.tsv      frame or class, paradigm, lemmas separated by `|`; the paradigm makes the forms, with its
                   endings at the end of a lemma or, in one of several words, where a `*` stands: `hand* over`
    rules/*.toml   `[[rule]]` with name, phase, makes, pattern, finds and leaves

Layers are read in order; a later one may add rows, replace a rule of the same name, or remove.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from entente.errors import PackError, UnknownLanguage
from entente.languages.alphabet import Alphabet
from entente.languages.cutting import Cutter
from entente.languages.harmony import Harmony
from entente.languages.lexicon import ANY_CASE, CAPITAL, CAPITALS, Entry, Lexicon, Node, case_wanted
from entente.languages.pattern import Syntax, compile_pattern, parse, word_class
from entente.languages.rules import Phase, Rule
from entente.model.territory import Policy, Territories
from entente.text.folding import MARKS, bare, fold

PACKS = Path(__file__).resolve().parent.parent / "packs"
ROOT = "_root"

PUNCTUATION = ",;:.!?()[]\"'/-%&+*#@…¿¡"
_MOST_CUTS = 200_000
_SHORTEST_STEM = 3
_RULE_KEYS = {"name", "phase", "makes", "classes", "sets", "pattern", "finds", "leaves"}
_PACK_KEYS = {
    "code", "name", "version", "script", "layers", "phases", "soft", "tokens", "sentences", "paradigm", "frame",
    "namable", "option", "affix", "direction", "endings", "harmony",
}  # fmt: skip
TABLES_OF_THEIR_OWN = {
    "countries.tsv",
    "cities.tsv",
    "cities-extra.tsv",
    "bodies.tsv",
    "gatherings.tsv",
    "disputed.tsv",
    "romanisation.tsv",
}
"""Files of the root pack with columns of their own; everywhere else a `.tsv` is a lexicon table."""

OF_A_COUNTRY = frozenset({"country", "demonym", "region_demonym", "demonym_prefix", "capital_name"})
"""Classes of lexicon tables whose values are codes of countries."""

_OF_TABLES = ("bodies", "event_topics")
"""The attributes of a pack, beside its lexicon, that its tables fill."""


@dataclass(slots=True)
class Source:
    """What the files of one pack and its layers say, before compiling."""

    code: str
    name: str = ""
    version: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, tuple[dict[str, Any], str, int]] = field(default_factory=dict)
    tables: list[tuple[str, Path]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    """Every file that was read for this, and the tables."""


def installed(folder: Path = PACKS) -> list[str]:
    """Codes of the language packs in a folder, sorted."""
    return sorted(p.parent.name for p in folder.glob("*/pack.toml") if not p.parent.name.startswith("_"))


def read_source(code: str, folder: Path = PACKS) -> Source:
    """Read a pack and its layers; raises `UnknownLanguage` or `PackError`."""
    path = folder / code / "pack.toml"
    if not path.is_file():
        known = ", ".join(installed(folder)) or "none"
        raise UnknownLanguage(f"no pack for language {code!r}; installed: {known}")
    own = _toml(path)
    source = Source(code)
    for layer in [*own.get("layers", [ROOT]), code]:
        settings = own if layer == code else _toml(folder / layer / "pack.toml")
        unknown = set(settings) - _PACK_KEYS
        if unknown:
            raise PackError(f"unknown key {sorted(unknown)[0]!r}", _short(folder / layer / "pack.toml"))
        _merge(source.settings, settings)
        source.files.append(folder / layer / "pack.toml")
        for table in sorted((folder / layer).glob("*.tsv")):
            source.tables.append((layer, table))
            source.files.append(table)
        for file in sorted((folder / layer / "rules").glob("*.toml")):
            _read_rules(file, source)
            source.files.append(file)
    source.name, source.version = source.settings.get("name", code), str(source.settings.get("version", "0"))
    return source


def _merge(into: dict[str, Any], new: dict[str, Any]) -> None:
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def _short(path: Path) -> str:
    return "/".join(path.parts[-3:] if path.parent.name == "rules" else path.parts[-2:])


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(str(error), _short(path)) from None


def _read_rules(file: Path, source: Source) -> None:
    text = file.read_text("utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]
    data = _toml(file)
    if set(data) - {"rule"}:
        raise PackError(
            f"unknown key {sorted(set(data) - {'rule'})[0]!r}; a rule file holds [[rule]] only", _short(file)
        )
    for raw, line in zip(data.get("rule", []), lines, strict=True):
        where = (_short(file), line)
        unknown = set(raw) - _RULE_KEYS
        if unknown:
            raise PackError(f"unknown key {sorted(unknown)[0]!r}", *where)
        for key in ("name", "phase", "makes", "pattern"):
            if not raw.get(key):
                raise PackError(f"rule {raw.get('name', '')!r} lacks {key!r}", *where)
        for key in ("finds", "leaves"):
            if not raw.get(key):
                raise PackError(f"rule {raw['name']!r} lacks examples in {key!r}", *where)
        known = source.rules.get(raw["name"])
        if known is not None and known[1].split("/")[0] == where[0].split("/")[0]:
            raise PackError(f"duplicate rule {raw['name']!r}, also at {known[1]}:{known[2]}", *where)
        source.rules[raw["name"]] = (raw, *where)


def table_rows(path: Path, columns: int) -> Iterator[tuple[int, list[str], list[str]]]:
    """Rows of a table: line number, cells as written, cells folded; comments and blank lines left out."""
    text = path.read_text("utf-8")
    for number, (line, folded) in enumerate(zip(text.split("\n"), fold(text).split("\n"), strict=True), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise PackError(f"{len(cells)} columns where {columns} are wanted: {line[:60]!r}", _short(path), number)
        yield number, cells, folded.split("\t")


def spelled_out(cell: str) -> list[str]:
    """The forms of a cell, with every choice in brackets taken.

    >>> spelled_out("trafic [d'/des ]armes|arsenal[/s]")
    ["trafic d'armes", 'trafic des armes', 'arsenal', 'arsenals']
    """
    if "[" not in cell:
        return cell.split("|")
    return [form for row in cell.split("|") for form in _choices(row)]


def _choices(form: str) -> list[str]:
    head, _, rest = form.partition("[")
    if not rest:
        return [form]
    inner, _, tail = rest.partition("]")
    tails = _choices(tail)
    return [head + choice + end for choice in inner.split("/") for end in tails]


def _with_article(written: str, form: str, article: str) -> set[str]:
    """A folded form that has no article as written, with one before its last word, and before all of them."""
    words = form.split(" ")
    if any(word.startswith(article) for word in written.split(" ")):
        return set()
    return {" ".join([*words[:-1], article + words[-1]]), " ".join([article + word for word in words])}


def _conjugated(lemma: str, endings: Sequence[str]) -> Iterator[str]:
    """The forms of a verb. An ending with digits is built of the lemma's principal parts by their numbers.

    >>> list(_conjugated("work", ["s", "ing"])), list(_conjugated("sing sang", ["1s", "2"]))
    (['works', 'working'], ['sings', 'sang'])
    """
    parts = lemma.split()
    for ending in endings:
        if not any(map(str.isdigit, ending)):
            yield lemma + ending
        elif all(int(char) <= len(parts) for char in ending if char.isdigit()):
            yield "".join([parts[int(char) - 1] if char.isdigit() else char for char in ending])


def read_territories(tables: Sequence[tuple[str, Path]], policy: Policy) -> Territories:
    """What disputed territories count as under a policy, by the root's table."""
    territories = Territories()
    for layer, path in tables:
        if layer == ROOT and path.name == "disputed.tsv":
            for _, (territory, own, ruled, country, _note), _ in table_rows(path, 5):
                if ruled == policy:
                    territories.country_of[territory] = country
                    if own and country != own:
                        territories.instead_of[own] = country
    return territories


class Pack:
    """A compiled language pack: its lexicon, its phases of rules, its settings."""

    def __init__(self, source: Source, kept: Sequence[Any] | None = None, policy: Policy = "iso") -> None:
        """Compile a pack. `kept` is what `tables` gave for the same source and policy before, to spare reading them.

        `policy` says which country a disputed territory counts as.
        """
        self.code, self.name, self.version = source.code, source.name, source.version
        self.settings = source.settings
        self.alphabet = Alphabet()
        self.harmony = harmony = Harmony(self.settings.get("harmony", {}))
        tokens = dict(self.settings.get("tokens", {}))
        for name in ("inflections", "cases"):
            tokens[name] = [form for ending in tokens.get(name, []) for form in harmony.every(ending)]
        self.token_regex = re.compile(_token_pattern(tokens))
        self.lexicon = Lexicon(self.tokens_of, self.settings.get("soft", []))
        self.cutter = Cutter(tokens, self.lexicon.has)
        self._suffixes = _suffixes(tokens)
        self._cuts: dict[str, tuple[int, ...]] = {}
        self.inflected = _inflected(tokens)
        self._stems: dict[str, tuple[tuple[int, int], ...]] = {}
        self.seen: dict[str, Any] = {}
        """What the recogniser found out about words, by how they are written."""
        self.bodies: dict[str, str] = {}
        self.event_topics: dict[str, tuple[str, ...]] = {}
        syntaxes = self._parse_rules(source)
        if kept is None:
            self.territories = read_territories(source.tables, policy)
            self._load_tables(source)
            self._close_lexicon(syntaxes)
            self._sets = self.alphabet.packed()
        else:
            self._sets, lexicon, *maps = kept
            for classes in self._sets:
                self.alphabet.char(classes)
            self.lexicon.unpack(lexicon)
            for name, value in zip(_OF_TABLES, maps, strict=True):
                setattr(self, name, value)
        self._close(source, syntaxes)

    def tables(self) -> tuple[Any, ...]:
        """What the tables came to, as plain data that can be kept and given to `Pack` again."""
        return self._sets, self.lexicon.packed(), *(getattr(self, name) for name in _OF_TABLES)

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

    def _parse_rules(self, source: Source) -> dict[str, list[Syntax]]:
        syntaxes: dict[str, list[Syntax]] = {}
        for name, (raw, file, line) in source.rules.items():
            patterns = raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]
            try:
                syntaxes[name] = [parse(p) for p in patterns]
            except ValueError as error:
                raise PackError(f"rule {name!r}: {error}", file, line) from None
        return syntaxes

    def _load_tables(self, source: Source) -> None:
        add, remove = self.lexicon.add, self.lexicon.remove
        tokens, accents_count = self.settings.get("tokens", {}), not self.option("plain_verbs")
        article, definite = fold(tokens.get("article", "")), frozenset(tokens.get("definite", []))
        for layer, path in source.tables:
            short = _short(path)
            if layer == ROOT and path.name in TABLES_OF_THEIR_OWN:
                self._load_own(path, short)
                continue
            if path.name == "verbs.tsv":
                self._load_verbs(path, short)
                continue
            for number, cells, folded in table_rows(path, 3):
                name, value = cells[0], cells[1]
                if name[0] == "-":
                    for form in spelled_out(folded[2]):
                        remove(form, name[1:])
                    continue
                if name in OF_A_COUNTRY:
                    value = self.territories.code(value)
                elif name == "disputed":
                    self._load_disputed(value, short, number, cells[2], folded[2])
                    continue
                entry = Entry(name, value, short, number)
                tail = "-" if name == "demonym_prefix" else ""
                for form, plain in zip(spelled_out(cells[2]), spelled_out(folded[2]), strict=True):
                    if form[:1] == "=":  # accents count: `=à` is no `a`
                        add(form[1:].lower(), ANY_CASE, entry)
                    elif form:
                        add(plain + tail, case_wanted(form), entry, form if accents_count else plain)
                        for other in _with_article(form, plain, article) if name in definite else ():
                            add(other, case_wanted(form), entry)

    def _load_own(self, path: Path, short: str) -> None:
        columns = {
            "countries.tsv": (5, None, 0),
            "cities.tsv": (6, "city", 0),
            "cities-extra.tsv": (6, "city", 0),
            "bodies.tsv": (4, "body", 0),
            "gatherings.tsv": (6, "event_name", 0),
            "disputed.tsv": (5, None, 0),
            "romanisation.tsv": (4, None, 0),
        }
        count, name, key = columns[path.name]
        if name is None:
            return
        add = self.lexicon.add
        for number, cells, folded in table_rows(path, count):
            value = cells[key]
            if name == "city":
                value = f"{cells[0]}/{self.territories.code(cells[1])}/{cells[2]}/{cells[3]}"
            kind = (
                {"exercise": "exercise_event", "operation": "operation_event"}.get(cells[1], name)
                if name == "event_name"
                else name
            )
            entry = Entry(kind, value, short, number)
            if name == "body":
                self.bodies[value] = cells[1]
            elif name == "event_name" and cells[4]:
                self.event_topics[value] = tuple(cells[4].split(","))
            for form, plain in zip(cells[-1].split("|"), folded[-1].split("|"), strict=True):
                if form:
                    add(plain, case_wanted(form), entry)

    def _load_disputed(self, territory: str, short: str, number: int, written: str, folded: str) -> None:
        """Names of a territory without a code of its own: of the country that the policy says, if of any."""
        country = self.territories.country_of.get(territory, "")
        for form, plain in zip(spelled_out(written), spelled_out(folded), strict=True):
            cities = self.lexicon.entries(plain, "city")
            self.lexicon.remove(plain, "city")
            for city in cities:
                name, _, there = city.value.split("/", 2)
                entry = Entry("city", f"{name}/{country}/{there}", short, number)
                self.lexicon.add(plain, case_wanted(form), entry)
            if country and not cities:
                self.lexicon.add(plain, case_wanted(form), Entry("country", country, short, number))

    def _load_verbs(self, path: Path, short: str) -> None:
        paradigms = self.settings.get("paradigm", {})
        spelt = fold if self.option("plain_verbs") else str
        for number, cells, _ in table_rows(path, 3):
            value, paradigm_name = cells[0], cells[1]
            paradigm = paradigms.get(paradigm_name)
            if paradigm is None:
                raise PackError(f"no paradigm {paradigm_name!r}", short, number)
            for lemma in cells[2].split("|"):
                word, _, rest = lemma.partition("*")
                ending = next((e for e in self.harmony.every(paradigm["strip"]) if word.endswith(e)), None)
                if ending is None:
                    raise PackError(
                        f"{lemma!r} does not end in {paradigm['strip']!r} as paradigm {paradigm_name!r} wants",
                        short,
                        number,
                    )
                for tense, endings in paradigm.items():
                    if tense == "strip":
                        continue
                    entry = Entry("v_" + tense, f"{value}:{word}{rest}", short, number)
                    stem = word[: len(word) - len(ending)]
                    for form in _conjugated(stem, [self.harmony.fit(stem, e) for e in endings]):
                        self.lexicon.add(spelt(form + rest), ANY_CASE, entry)

    def _close_lexicon(self, syntaxes: dict[str, list[Syntax]]) -> None:
        for word in sorted({w for rows in syntaxes.values() for s in rows for w in s.words} - set(PUNCTUATION)):
            self.lexicon.add(word, ANY_CASE, Entry(word_class(word), word, "pattern", 0))
        base = {
            ANY_CASE: frozenset({"word"}),
            CAPITAL: frozenset({"word", "Cap"}),
            CAPITALS: frozenset({"word", "Cap", "CAPS"}),
        }
        self.lexicon.close(self.alphabet, base)

    def _close(self, source: Source, syntaxes: dict[str, list[Syntax]]) -> None:
        namable = frozenset(self.settings.get("namable", []))
        char = self.alphabet.char
        self.shape_chars = {
            "lower": char({"word", "unknown"}),
            "uncased": char({"word", "unknown", "uncased"}),
            "Cap": char({"word", "Cap", "unknown", "proper"}),
            "First": char({"word", "Cap", "unknown", "first"}),
            "CAPS": char({"word", "Cap", "CAPS", "unknown", "proper"}),
            "initial": char({"word", "Cap", "initial", "proper"}),
            "initials": char({"word", "Cap", "CAPS", "unknown", "initials", "proper"}),
            "number": char({"num"}),
            "day": char({"num", "day"}),
            "year": char({"num", "year"}),
            "ordinal": char({"ordinal"}),
            "dayordinal": char({"ordinal", "day"}),
            "other": char({"symbol"}),
        }
        self.punctuation = {c: char({"punct", word_class(c)}) for c in PUNCTUATION}
        endings: dict[str, set[str]] = {}
        for name, forms in self.settings.get("endings", {}).items():
            for form in forms:
                endings.setdefault(form, set()).add(name)
        self._endings = {form: char({"word", "unknown", *names}) for form, names in endings.items()}
        self._longest_ending = max(map(len, endings), default=0)
        self._proper = {}
        for known in self.alphabet.everything():
            classes = self.alphabet.classes(known)
            if (
                "Cap" in classes
                and "proper" not in classes
                and classes & namable
                and not classes - namable - {"word", "Cap", "CAPS"}
            ):
                self._proper[known] = char(classes | {"proper"})
        rules: list[Rule] = []
        for name, (raw, file, line) in source.rules.items():
            classes = frozenset({raw["makes"], *raw.get("classes", [])})
            rule = Rule(
                name,
                raw["phase"],
                raw["makes"],
                classes,
                raw.get("sets", {}),
                raw["finds"],
                raw["leaves"],
                file,
                line,
            )
            rule.char = char(classes)
            rules.append(rule)
        for rule in rules:
            for syntax in syntaxes[rule.name]:
                try:
                    rule.patterns.append(compile_pattern(syntax, self.alphabet))
                except (ValueError, re.error) as error:
                    raise PackError(f"rule {rule.name!r}: {error}", rule.file, rule.line) from None
        self.rules = rules
        self.syntaxes = syntaxes
        phases = self.settings.get("phases", [])
        for rule in rules:
            if rule.phase not in phases:
                raise PackError(
                    f"rule {rule.name!r}: no phase {rule.phase!r}; phases are {', '.join(phases)}",
                    rule.file,
                    rule.line,
                )
        self.phases = [Phase(name, [r for r in rules if r.phase == name]) for name in phases]

    def lower(self, word: str, namable: bool = True) -> str:
        """The character of a word in small letters that no table has: its longest known ending, with accents, says it.

        Where a script has no capitals, it may be a name: `uncased`.
        """
        for size in range(min(self._longest_ending, len(word) - 2), 0, -1):
            if found := self._endings.get(word[-size:]):
                return found
        return self.shape_chars["uncased" if namable and not word[0].islower() else "lower"]

    def proper(self, char: str) -> str:
        """The character of a capitalised word that may be part of a name although the lexicon knows it."""
        return self._proper.get(char, char)


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
