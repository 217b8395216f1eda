"""Read strange texts for some minutes and report what breaks.

    python benchmarks/fuzz.py [--minutes N] [--seed N]

Texts are splices of the corpus, with control characters, letters of every class, and pieces repeated. A fault
is an exception, a span outside its text or without words, an object without evidence, a record that does not
survive JSON, or a text that takes longer than SLOW_SECONDS_PER_KB. The first of each fault is kept as a file.
"""

from __future__ import annotations

import argparse
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from entente import pipeline
from entente.errors import EntenteError
from entente.languages.loading import load
from entente.languages.source import installed
from entente.model.record import Record
from entente.reading.corpus import entries

SLOW_SECONDS_PER_KB = 0.25
CONTROLS = "\0\x1b\x07\u200b\u200d\u200e\u202e\u2066\u2069\ufeff\u0301\u0323\u2028\u00ad\ud800\U000e0041"
PUNCTUATION = "«»“”\"'’‘()[]{}—–-.,;:!?…/\\|*#<>&\n\n\t  \u00a0"
OBJECTS = ("people", "bodies", "engagements", "commitments", "sources")


def main() -> None:
    parser = argparse.ArgumentParser(description="Read strange texts and report what breaks.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-faults"), help="folder for what broke")
    options = parser.parse_args()
    random = Random(options.seed)
    maker = Maker(random)
    for language in installed():
        load(language)  # so that no text pays for it
    tried = characters = objects = 0
    faults: Counter[str] = Counter()
    end = time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        text = maker.text()
        published = random.choice([None, "2025-09-20", "0001-01-01", "9999-12-31", "2024-02-29"])
        fault, found = try_one(text, published)
        tried += 1
        characters += len(text)
        objects += found
        if fault:
            faults[fault] += 1
            if faults[fault] == 1:
                options.keep.mkdir(exist_ok=True)
                kept = options.keep / f"{options.seed}-{tried}.txt"
                kept.write_bytes(text.encode("utf-8", "surrogatepass"))
                print(f"fault at document {tried}: {fault}\n  kept as {kept} (published {published})")
    print(f"{tried:,} documents, {characters:,} characters, {objects:,} objects; {faults.total()} faults")
    for fault, count in faults.most_common():
        print(f"{count:6} {fault}")


class Maker:
    """Makes strange texts."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.texts = [entry.text for entry in entries()]
        self.words = sorted({word for text in self.texts for word in text.split()})
        known = (chr(code) for code in range(0x20, 0x30000))
        self.any = [c for c in known if unicodedata.category(c) not in ("Cn", "Co")]

    def text(self) -> str:
        random = self.random
        text = "".join(self.piece() for _ in range(random.randint(1, 8)))
        for _ in range(random.choice([0, 0, 1, 5, 40])):
            at = random.randint(0, len(text))
            gone = random.choice([0, 0, 1, 3, 20])
            text = text[:at] + self.noise() + text[at + gone :]
        return text

    def piece(self) -> str:
        random = self.random
        match random.randrange(6):
            case 0:
                return " ".join(random.choices(self.words, k=random.randint(1, 40)))
            case 1:
                word = random.choice(self.words)
                return (word + random.choice(["", " ", "\n", ", "])) * random.randint(1, 60)
            case 2:
                text = random.choice(self.texts)
                changed = [text.upper(), text.lower(), text.title(), text[::-1], text.replace(" ", "")]
                return random.choice(changed)[:800]
            case _:
                text = random.choice(self.texts)
                start = random.randrange(len(text))
                return text[start : start + random.randint(1, 900)]

    def noise(self) -> str:
        random = self.random
        source = random.choice([CONTROLS, PUNCTUATION, self.any, "0123456789", self.words])
        return "".join(random.choices(source, k=random.choice([1, 1, 2, 5])))


def try_one(text: str, published: str | None) -> tuple[str | None, int]:
    """What is wrong with the record of a text, or `None`; and how many objects it has."""
    start = time.perf_counter()
    try:
        record, stored = pipeline.read_stored(text, published=published)
    except EntenteError as error:
        return (None, 0) if "language" in str(error) else (f"{type(error).__name__}: {error}"[:120], 0)
    except Exception as error:  # whatever it is, it is a fault
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}: {error}"[:160], 0
    seconds = time.perf_counter() - start
    if seconds > SLOW_SECONDS_PER_KB * max(1, len(text) / 1000):
        return "slow", 0
    if Record.from_json(record.to_json()) != record:
        return "does not survive JSON", 0
    plain = msgspec.to_builtins(record)
    things = [thing for part in OBJECTS for thing in plain[part]]
    for thing in things:
        if not thing["evidence"]:
            return f"no evidence for {thing['id'][:1]}", len(things)
        for start_at, end_at in spans(thing):
            if not 0 <= start_at < end_at <= len(stored):
                return f"span outside the text in {thing['id'][:1]}", len(things)
            if not stored[start_at:end_at].strip():
                return f"span without words in {thing['id'][:1]}", len(things)
    return None, len(things)


def spans(thing: Any) -> Iterator[tuple[int, int]]:
    """Every span of an object, however deep."""
    if isinstance(thing, dict):
        yield from thing.get("evidence", [])
        for some in thing.get("spans", {}).values():
            yield from some
        for value in thing.values():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                yield from spans(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from spans(value)


if __name__ == "__main__":
    main()
