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

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.errors import PackError, UnknownLanguage
from entente.text.folding import fold

PACKS = Path(__file__).resolve().parent.parent / "packs"
ROOT = "_root"

_RULE_KEYS = {"name", "phase", "makes", "classes", "sets", "pattern", "finds", "leaves"}
_PACK_KEYS = {
    "code", "name", "version", "script", "layers", "phases", "soft", "tokens", "sentences", "paradigm", "frame",
    "namable", "option", "affix", "direction", "endings", "harmony",
}  # fmt: skip


@dataclass(slots=True)
class Source:
    """What the files of one pack and its layers say, before compiling."""

    code: str
    name: str = ""
    version: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, tuple[dict[str, Any], str, int]] = field(default_factory=dict)
    tables: list[tuple[str, Path]] = field(default_factory=list)
    """The lexicon tables, each with the name of its layer, which are read when the pack is compiled."""

    def packed(self) -> tuple[Any, ...]:
        """All but the tables as plain data, to be kept: `Source(*packed)` is the source again."""
        return self.code, self.name, self.version, self.settings, self.rules


def installed(folder: Path = PACKS) -> list[str]:
    """Codes of the language packs in a folder, sorted."""
    return sorted(p.parent.name for p in folder.glob("*/pack.toml") if not p.parent.name.startswith("_"))


def read_source(code: str, folder: Path = PACKS) -> Source:
    """Read a pack and its layers; raises `UnknownLanguage` or `PackError`."""
    path = folder / code / "pack.toml"
    if not path.is_file():
        known = ", ".join(installed(folder)) or "none"
        raise UnknownLanguage(f"no pack for language {code!r}; installed: {known}")
    own = read_toml(path)
    source = Source(code)
    for layer in [*own.get("layers", [ROOT]), code]:
        settings = own if layer == code else read_toml(folder / layer / "pack.toml")
        unknown = set(settings) - _PACK_KEYS
        if unknown:
            raise PackError(f"unknown key {sorted(unknown)[0]!r}", short(folder / layer / "pack.toml"))
        _merge(source.settings, settings)
        for table in sorted((folder / layer).glob("*.tsv")):
            source.tables.append((layer, table))
        for file in sorted((folder / layer / "rules").glob("*.toml")):
            _read_rules(file, source)
    source.name, source.version = source.settings.get("name", code), str(source.settings.get("version", "0"))
    return source


def _merge(into: dict[str, Any], new: dict[str, Any]) -> None:
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


def short(path: Path) -> str:
    """A file of a pack as messages name it: its folder and its name."""
    return "/".join(path.parts[-3:] if path.parent.name == "rules" else path.parts[-2:])


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file of a pack; what is no TOML is an error that names the file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(str(error), short(path)) from None


def _read_rules(file: Path, source: Source) -> None:
    text = file.read_text("utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]
    data = read_toml(file)
    if set(data) - {"rule"}:
        raise PackError(
            f"unknown key {sorted(set(data) - {'rule'})[0]!r}; a rule file holds [[rule]] only", short(file)
        )
    for raw, line in zip(data.get("rule", []), lines, strict=True):
        where = (short(file), line)
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
            raise PackError(f"{len(cells)} columns where {columns} are wanted: {line[:60]!r}", short(path), number)
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
