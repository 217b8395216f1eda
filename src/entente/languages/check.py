"""Packs held to their own words: each compiles, each rule finds and leaves what its examples say, no table
contradicts itself, and every class and frame that is named exists.

The recogniser comes in as a function, since languages lie below the stages that read with them.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from entente.errors import EntenteError
from entente.languages.lexicon import SHAPES, Entry, Node
from entente.languages.pack import Pack
from entente.languages.pattern import parse
from entente.languages.rules import Rule, Unit
from entente.languages.source import PACKS, ROOT, installed, read_source
from entente.model.record import CommitmentKind, Kind, Role

Units = Callable[[str, Pack], Sequence[Unit]]
"""A text to the units that the pack's rules make of it."""

VERBS = "v_"
"""What the classes of verbs begin with. A verb may announce two things, hence have two values."""
ANNOUNCING = "event"
"""The class of nouns whose value is a frame."""
TOPIC = "topic"
"""The class of words whose value is the code of a topic."""
PARTIES = ("subject", "object", "of", "to", "from", "in", "with", "by", "between", "for", "help")
"""The keys of a frame whose values are roles; the empty string is a part of the sentence without one."""
CONDITIONS = frozenset(
    {
        "least",
        "needs",
        "goal",
        "object_noun",
        "of_what",
        "whom",
        "moves",
        "turns",
        "again",
        "ahead",
        "clause",
        "expresses",
    }
)
"""The other keys of a frame beside `kind`, `commitment` and `status`."""


def check(units: Units, folder: Path = PACKS, codes: Sequence[str] | None = None) -> list[str]:
    """What is wrong with the packs, each problem with file and line; empty if all hold."""
    found: dict[str, None] = {}
    for code in codes or installed(folder):
        found |= dict.fromkeys(_pack(code, units, folder))
    return list(found)


def _pack(code: str, units: Units, folder: Path) -> Iterator[str]:
    try:
        pack = Pack(read_source(code, folder))
    except EntenteError as error:
        yield str(error)
        return
    uncompiled = [(rule, problem) for rule in pack.rules for problem in _not_compiled(rule)]
    for rule, problem in uncompiled:
        yield f"{rule.origin}: rule {rule.name!r}: {problem}"
    if uncompiled:
        return
    for rule in pack.rules:
        for problem in (*_unknown_classes(rule, pack), *_examples(rule, units, pack)):
            yield f"{rule.origin}: rule {rule.name!r}: {problem}"
    ambiguous = set(pack.option("ambiguous", []))
    frames = pack.settings.get("frame", {})
    for name, problem in _wrong_frames(frames):
        yield f"{_frame_origin(name, folder / code / 'pack.toml')}: frame {name!r}: {problem}"
    topics = _topics(folder)
    for form, node in _forms(pack.lexicon.root):
        yield from _two_values(form, node, ambiguous)
        yield from _unknown_values(node, frames, topics)


def _not_compiled(rule: Rule) -> Iterator[str]:
    """What the regular expressions of a rule's patterns may not be, such as alternatives of unequal length behind."""
    for pattern in rule.patterns:
        try:
            pattern.regex  # noqa: B018
        except re.error as error:
            yield str(error)


def _unknown_classes(rule: Rule, pack: Pack) -> Iterator[str]:
    """Classes in a rule's patterns that no table has and no rule makes: slips, which match nothing."""
    named = {name for source in rule.sources for name in parse(source).classes}
    for name in sorted(named):
        if not pack.alphabet.chars(name):
            yield f"no table or rule has the class {name!r}"


def _examples(rule: Rule, units: Units, pack: Pack) -> Iterator[str]:
    for example in rule.finds:
        if problem := _not_found(rule, example, units, pack):
            yield problem
    for text in rule.leaves:
        for unit in made_by(rule, units(text, pack)):
            yield f"finds {text[unit.start : unit.end]!r} in {text!r}"


def _not_found(rule: Rule, example: object, units: Units, pack: Pack) -> str | None:
    if not isinstance(example, dict) or set(example) != {"text", "span"}:
        return f"an example is {{ text = …, span = … }}, not {example!r}"
    text, span = example["text"], example["span"]
    if span not in text:
        return f"the span {span!r} is not in {text!r}"
    found = [text[unit.start : unit.end] for unit in made_by(rule, units(text, pack))]
    if span in found:
        return None
    return f"does not find {span!r} in {text!r}" + (f", but {found[0]!r}" if found else "")


def made_by(rule: Rule, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units that a rule made, those that later phases took into larger ones too."""
    for unit in units:
        if unit.rule is not None and unit.rule.name == rule.name:
            yield unit
        yield from made_by(rule, unit.parts)


def _forms(level: Mapping[str, Node], before: str = "") -> Iterator[tuple[str, Node]]:
    """Every place of a lexicon with the folded words that lead there."""
    for token, node in level.items():
        form = f"{before} {token}".lstrip()
        yield form, node
        yield from _forms(node.on, form)


def _two_values(form: str, node: Node, ambiguous: set[str]) -> Iterator[str]:
    """A form that one class has with two values: only the first would ever be read.

    Case tells forms apart (`Marine`, `marine`), so only those that want the same case are compared.
    """
    rows: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry, wanted in node.solid:
        rows[entry.name, wanted].append(entry)
    for (name, wanted), entries in rows.items():
        first = entries[0]
        for entry in entries[1:]:
            if name in ambiguous or name.startswith(VERBS) or entry.value == first.value:
                continue
            yield (
                f"{entry.origin}: {name} {form!r} ({SHAPES[wanted]}) has the value {entry.value!r} here "
                f"and {first.value!r} at {first.origin}"
            )


def _unknown_values(node: Node, frames: Container[str], topics: Container[str] | None) -> Iterator[str]:
    """Values that name a frame or a topic which is nowhere."""
    for entry, _ in (*node.solid, *node.soft):
        if entry.name == ANNOUNCING or entry.name.startswith(VERBS):
            frame = entry.value.partition(":")[0]
            if frame not in frames:
                yield f"{entry.origin}: no frame {frame!r} in pack.toml"
        elif topics is not None and entry.name == TOPIC and entry.value not in topics:
            yield f"{entry.origin}: no topic {entry.value!r} in {ROOT}/topics.toml"


def _topics(folder: Path) -> set[str] | None:
    """The codes of the topic scheme; `None` where the packs have none."""
    file = folder / ROOT / "topics.toml"
    if not file.is_file():
        return None
    return {concept["code"] for concept in tomllib.loads(file.read_text("utf-8"))["concept"]}


def _wrong_frames(frames: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Frames that would put words into a record which its contract does not have."""
    for name, frame in frames.items():
        wanted = {"commitment": CommitmentKind, **dict.fromkeys(PARTIES, Role)}
        if not frame.get("again"):  # those stand for what was told before, and enter no record themselves
            wanted["kind"] = Kind
        for key in sorted(set(frame) - set(wanted) - CONDITIONS - {"kind", "status"}):
            yield name, f"unknown key {key!r}"
        for key, known in wanted.items():
            value = frame.get(key, "")
            if value and value not in get_args(known):
                yield name, f"{key} is {value!r}; it may be {', '.join(get_args(known))}"


def _frame_origin(name: str, file: Path) -> str:
    """`file:line` of a frame, or of the pack where a layer below has it."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.strip() == f"[frame.{name}]":
            return f"{file.parent.name}/{file.name}:{number}"
    return f"{file.parent.name}/{file.name}"
