"""Check the tables of the packs: every row well formed, no form of one class with two values, no form twice.

    python tools/check_tables.py [packs directory]

Prints what is wrong as `file:line: what`, then a count for each table; exits with 1 where anything is wrong.
A form is compared as the engine folds it (case, accents, typographic apostrophes, Arabic letter variants), but a
form that wants capitals stands beside the same one in lower case. Only the class `topic` may give a form several
values. Values of `topic` and `body` must exist in the root's topics.toml and bodies.tsv.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ı": "i", "İ": "i",
                          "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-"})
_KINDS = {
    "bodies.tsv": {"international", "police", "gendarmerie", "intelligence", "border", "customs", "justice", "prison",
                   "civil-protection", "defence", "ministry", "other"},
    "gatherings.tsv": {"tournament", "assembly", "conference", "council", "summit", "forum", "exhibition", "meeting",
                       "exercise", "operation", "day"},
}


def fold(form: str) -> str:
    """The form without case, accents and typographic variants.

    >>> fold("Sûreté"), fold("İçişleri"), fold("الإرهاب") == fold("الارهاب")
    ('surete', 'icisleri', True)
    """
    letters = unicodedata.normalize("NFD", form.translate(_LETTERS).lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def case_wanted(form: str) -> int:
    """0 where any case will do, 1 where a capital must begin it, 2 where all must be capitals."""
    if not form[0].isupper():
        return 0
    letters = [c for c in form if c.isalpha()]
    return 2 if 1 < len(letters) <= 8 and all(c.isupper() for c in letters) else 1


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and columns of all rows that are neither empty nor comments."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def faults_of_forms(forms: list[str]) -> Iterator[str]:
    """What is wrong with how forms are written."""
    for form in forms:
        if not form or form != " ".join(form.split()):
            yield f"form {form!r} is empty or has stray spaces"
        elif unicodedata.normalize("NFC", form) != form:
            yield f"form {form!r} is not in NFC"


def check_lexicon(path: Path, codes: set[str], bodies: set[str]) -> Iterator[tuple[int, str]]:
    """Faults of a table of class, value, forms."""
    known: dict[tuple[str, str, int], str] = {}
    for number, columns in rows(path):
        if len(columns) != 3:
            yield number, f"{len(columns)} columns, not 3"
            continue
        name, value, forms = columns[0], columns[1], columns[2].split("|")
        yield from ((number, fault) for fault in faults_of_forms(forms))
        if name == "topic" and value not in codes:
            yield number, f"unknown topic {value!r}"
        if name == "body" and value not in bodies:
            yield number, f"unknown body {value!r}"
        for form in filter(None, forms):
            key = (name if name != "topic" else f"topic {value}", fold(form), case_wanted(form))
            if key in known:
                yield number, f"{name} {form!r} stands for {value!r} and already for {known[key]!r}"
            known.setdefault(key, value)


def check_register(path: Path, width: int, codes: set[str]) -> Iterator[tuple[int, str]]:
    """Faults of a table with columns of its own: id first, kind, and forms last."""
    ids: set[str] = set()
    known: dict[tuple[str, int], str] = {}
    for number, columns in rows(path):
        if len(columns) != width:
            yield number, f"{len(columns)} columns, not {width}"
            continue
        if columns[0] in ids:
            yield number, f"id {columns[0]!r} stands twice"
        ids.add(columns[0])
        kind = columns[2] if path.name == "bodies.tsv" else columns[1]
        if kind not in _KINDS[path.name]:
            yield number, f"unknown kind {kind!r}"
        if path.name == "gatherings.tsv":
            yield from ((number, f"unknown topic {c!r}") for c in columns[4].split(",") if c and c not in codes)
        forms = [form for form in columns[-1].split("|") if form or path.name != "bodies.tsv"]
        yield from ((number, fault) for fault in faults_of_forms(forms))
        for form in filter(None, forms):
            key = (fold(form), case_wanted(form))
            if key in known:
                yield number, f"{form!r} is {columns[0]!r} and already {known[key]!r}"
            known.setdefault(key, columns[0])


def check(packs: Path) -> int:
    """Check every table under `packs`; the number of faults, each printed."""
    root = packs / "_root"
    scheme = tomllib.loads((root / "topics.toml").read_text(encoding="utf-8"))
    codes = {concept["code"] for concept in scheme["concept"]}
    bodies = {columns[0] for _, columns in rows(root / "bodies.tsv")} if (root / "bodies.tsv").exists() else set()
    faults = 0
    for path in sorted(packs.glob("*/*.tsv")):
        if path.parent == root and path.name == "bodies.tsv":
            found = check_register(path, 4, codes)
        elif path.name == "gatherings.tsv":
            found = check_register(path, 6, codes)
        elif all(len(columns) == 3 for _, columns in rows(path)) or path.name in ("topics.tsv", "agencies.tsv"):
            found = check_lexicon(path, codes, bodies)
        else:
            continue  # a table with columns of its own, which its reader checks
        for number, fault in found:
            faults += 1
            print(f"{path.relative_to(packs)}:{number}: {fault}")
        table = list(rows(path))
        forms = sum(columns[-1].count("|") + 1 for _, columns in table)
        kinds = Counter(columns[0] for _, columns in table if len(columns) == 3)
        classes = f" ({', '.join(sorted(kinds))})" if 0 < len(kinds) < 9 else ""
        print(f"{path.relative_to(packs)}: {len(table)} rows, {forms} forms{classes}")
    return faults


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent / "src/entente/packs"
    sys.exit(1 if check(Path(sys.argv[1]) if len(sys.argv) > 1 else here) else 0)
