"""How much of what a person found does Entente find, and how much of what it says is right?

    python benchmarks/quality.py [--language CODE] [--held-out | --tuning] [--errors N] [DOCUMENT …]

Prints precision, recall and F1 over facts by type, by language and by document, and counts bad evidence.
Errors of held-out documents are counted but not shown, so that nobody writes rules from them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import msgspec
from documents import SEED_FOLDER, Item, held_out, items
from score import Fact, Figures, bad_evidence, compare

from entente import pipeline
from entente.errors import UnknownLanguage

FIRST = "fr"
"""The language that was read first; the held-out part of the others is judged with all of them pooled."""
HEAD = f"{'gold':>6} {'said':>6} {'right':>6} {'P':>7} {'R':>7} {'F1':>7}"


class Table:
    """Facts counted under a key."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.gold, self.said, self.right = Counter[str](), Counter[str](), Counter[str]()

    def add(self, key: str, gold: int, said: int, right: int) -> None:
        self.gold[key] += gold
        self.said[key] += said
        self.right[key] += right

    def figures(self, key: str) -> Figures:
        return Figures(self.gold[key], self.said[key], self.right[key])

    def show(self) -> None:
        print(f"\n{self.name:32} {HEAD}")
        for key in sorted({*self.gold, *self.said}):
            print(f"{key:32} {self.figures(key)}")


def main() -> None:
    options = arguments()
    hidden = held_out()
    chosen = [item for item in items(options.language, options.seed_dir) if is_wanted(item, options, hidden)]
    tables = types, languages, sides, documents = [Table(n) for n in ("type", "language", "side", "document")]
    bad: list[str] = []
    unread: Counter[str] = Counter()
    for item in chosen:
        language = item.gold["document"]["language"]
        try:
            record = pipeline.read(item.text, **item.description())
        except UnknownLanguage:
            unread[language] += 1
            continue
        guess = msgspec.to_builtins(record)
        side = "held out" if item.id in hidden else "tuning"
        gold, said = compare(item.gold, guess)
        bad += [f"{item.id}: {line}" for line in bad_evidence(guess, item.text)]
        for kind in {fact[0] for fact in [*gold, *said]}:
            types.add(kind, *(_of_kind(side, kind) for side in (gold, said, gold & said)))
        for table, key in (
            (types, "ALL"),
            (languages, language),
            (sides, f"{language} {side}"),
            *([(sides, f"other languages than {FIRST}, {side}")] if language != FIRST else []),
            (documents, item.id),
        ):
            table.add(key, gold.total(), said.total(), (gold & said).total())
        if options.errors and item.id not in hidden:
            show_errors(item.id, gold - said, said - gold, options.errors)
    for table in tables:
        table.show()
    print(f"\n{len(chosen) - unread.total()} documents; bad evidence: {len(bad)}")
    for line in bad[:20]:
        print("  " + line)
    if unread:
        print("not read, no pack: " + ", ".join(f"{code} {count}" for code, count in sorted(unread.items())))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Precision and recall over facts.")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="only these ids")
    parser.add_argument("--language", help="only this language")
    side = parser.add_mutually_exclusive_group()
    side.add_argument("--held-out", action="store_true", help="only the held-out documents")
    side.add_argument("--tuning", action="store_true", help="all but the held-out documents")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="up to N missed and wrong facts each")
    parser.add_argument("--seed-dir", type=Path, default=SEED_FOLDER, help="where the seed report lies")
    return parser.parse_args()


def is_wanted(item: Item, options: argparse.Namespace, hidden: set[str]) -> bool:
    if options.documents and item.id not in options.documents:
        return False
    if options.held_out or options.tuning:
        return (item.id in hidden) is bool(options.held_out)
    return True


def show_errors(id: str, missed: Counter[Fact], wrong: Counter[Fact], most: int) -> None:
    for sign, rest in (("missed", missed), ("wrong", wrong)):
        for fact in sorted(rest, key=str)[:most]:
            print(f"{id}: {sign} {fact}")


def _of_kind(facts: Counter[Fact], kind: str) -> int:
    return sum(count for fact, count in facts.items() if fact[0] == kind)


if __name__ == "__main__":
    main()
