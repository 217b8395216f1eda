"""Keeps the country tables of the packs complete and sound.

In: CLDR's territory names (Babel, needed at build time only) and the tables in ``src/entente/packs``.
Out: the same tables, with CLDR's name of a country added to its row where no form has it yet. Forms made
by hand stay as they are, so that a second run changes nothing. ``--check`` writes nothing and exits with 1
when a table is not sound.

    python tools/countries.py            # add what CLDR has and a table lacks
    python tools/countries.py --check    # only look
"""

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel import Locale

PACKS = Path(__file__).parents[1] / "src" / "entente" / "packs"
LANGUAGES = ("fr", "en", "es", "pt", "tr", "ar")
ISO_CLASSES = {"country", "demonym", "demonym_prefix", "capital_name", "region_demonym"}
CLASSES = ISO_CLASSES | {"disputed", "region", "homonym"}
POLICIES = {"iso", "de-facto"}
# CLDR names that are also first names or everyday words of the language: the tables carry longer forms instead.
EVERYDAY: dict[str, set[str]] = {
    "fr": {"DM", "GD", "MU", "MF", "BL", "RE"},
    "en": {"MF", "RE"},
    "es": {"BL", "GD", "GP", "MF", "MU", "MS", "RE", "SH"},
    "pt": {"BL", "GD", "GP", "MF", "MU", "RE", "SH"},
    "tr": set(),
    "ar": {"OM"},
}
FOLDED = str.maketrans("’ʼ‘‑–أإآٱىةıİ", "'''--اااايهii")
INVISIBLE = {"ـ", *map(chr, range(0x64B, 0x653)), "ٰ"}


class Row(NamedTuple):
    line: int
    kind: str
    value: str
    forms: tuple[str, ...]


def fold(form: str) -> str:
    """The form as the engine compares it: without case, accents and typographic variants."""
    plain = "".join(char for char in form.translate(FOLDED) if char not in INVISIBLE)
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def read_tsv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row of a table, without comments."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


def read_rows(path: Path) -> list[Row]:
    return [Row(number, cells[0], cells[1], tuple(cells[2].split("|"))) for number, cells in read_tsv(path)]


def read_codes() -> set[str]:
    return {cells[0] for _, cells in read_tsv(PACKS / "_root" / "countries.tsv")}


def cldr_names(language: str, codes: set[str]) -> dict[str, str]:
    """CLDR's short name of each code; a part in brackets is another name or a remark, and is left out."""
    names = Locale.parse(language).territories
    return {code: unicodedata.normalize("NFC", names[code].split(" (")[0].replace("’", "'")) for code in codes}


def add_names(language: str, codes: set[str]) -> None:
    """Append CLDR's name to each ``country`` row that lacks it."""
    path = PACKS / language / "countries.tsv"
    names = cldr_names(language, codes)
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in read_rows(path):
        if row.kind != "country" or row.value in EVERYDAY[language]:
            continue
        if fold(names[row.value]) not in map(fold, row.forms):
            lines[row.line - 1] += "|" + names[row.value]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def check_language(language: str, codes: set[str], territories: set[str]) -> Iterator[str]:
    """What is wrong with the table of one language, a message each."""
    path = PACKS / language / "countries.tsv"
    rows = read_rows(path)
    names = cldr_names(language, codes)
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        where = f"{path.relative_to(PACKS)}:{row.line}"
        known = codes if row.kind in ISO_CLASSES else territories if row.kind == "disputed" else {row.value}
        if row.kind not in CLASSES:
            yield f"{where}: unknown class {row.kind!r}"
        if row.value not in known:
            yield f"{where}: unknown value {row.value!r} of {row.kind}"
        wanted = names.get(row.value) if row.kind == "country" and row.value not in EVERYDAY[language] else None
        if wanted and fold(wanted) not in map(fold, row.forms):
            yield f"{where}: CLDR's {wanted!r} is missing; run without --check"
        for form in row.forms:
            if not form or form != form.strip() or "  " in form or form != unicodedata.normalize("NFC", form):
                yield f"{where}: form {form!r} is empty, not stripped or not NFC"
            other = seen.setdefault((row.kind, fold(form)), row.value)
            if other != row.value:
                yield f"{where}: {row.kind} {form!r} is {row.value} and {other}"
    for code in sorted(codes - {row.value for row in rows if row.kind == "country"}):
        yield f"{path.relative_to(PACKS)}: no country row for {code}"
    yield from check_classes(path, rows)


def check_classes(path: Path, rows: list[Row]) -> Iterator[str]:
    """Forms that two classes of countries hold for different countries."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.kind not in ISO_CLASSES - {"demonym_prefix"}:
            continue
        for form in row.forms:
            kind, value = found.setdefault(fold(form), (row.kind, row.value))
            if value != row.value:
                yield f"{path.relative_to(PACKS)}:{row.line}: {form!r} is {row.kind} {row.value} and {kind} {value}"


def check_root(codes: set[str]) -> Iterator[str]:
    """What is wrong with the tables that all languages share."""
    territories = map(str, Locale.parse("en").territories)
    expected = {code for code in territories if len(code) == 2 and code.isalpha()}
    expected -= {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    for code in sorted(expected ^ codes):
        yield f"_root/countries.tsv: {code} is missing or is no ISO code"
    for number, cells in read_tsv(PACKS / "_root" / "countries.tsv"):
        if len(cells) != 5 or not (-90 <= float(cells[1]) <= 90 and -180 <= float(cells[2]) <= 180):
            yield f"_root/countries.tsv:{number}: five columns and a place on Earth are wanted"
    policies: dict[str, set[str]] = {}
    for number, cells in read_tsv(PACKS / "_root" / "disputed.tsv"):
        territory, own, policy, country, _ = cells
        policies.setdefault(territory, set()).add(policy)
        if policy not in POLICIES or {country, own} - codes - {""}:
            yield f"_root/disputed.tsv:{number}: unknown policy {policy!r} or country {country!r}"
    for territory, found in policies.items():
        if found != POLICIES:
            yield f"_root/disputed.tsv: {territory} lacks {', '.join(sorted(POLICIES - found))}"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, report what is wrong")
    check = parser.parse_args().check
    codes = read_codes()
    territories = {cells[0] for _, cells in read_tsv(PACKS / "_root" / "disputed.tsv")}
    if not check:
        for language in LANGUAGES:
            add_names(language, codes)
    problems = list(check_root(codes))
    for language in LANGUAGES:
        problems += check_language(language, codes, territories)
    print("\n".join(problems) if problems else "country tables are sound")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
