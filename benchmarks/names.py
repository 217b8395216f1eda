"""Are two spelled names one person? Names compared by sound against pairs that were written by hand.

    python benchmarks/names.py [--errors]

Half of the pairs, drawn at random, were looked at while the comparison was tuned; of the others only figures were seen.
Prints precision, recall and F1 of saying 'one' for each half, how many pairs share a key, and speed; `--errors` shows
what goes wrong in the half that may be looked at.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from entente.text import names

PAIRS = Path(__file__).with_name("names.tsv")
SEED = 20261127
THRESHOLD = 0.8
Pair = tuple[bool, str, str]


def pairs() -> tuple[list[Pair], list[Pair]]:
    """The half to tune with, and the unseen half."""
    rows = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    every = sorted((verdict == "same", one, other) for verdict, one, other in rows)
    random.Random(SEED).shuffle(every)
    return every[: len(every) // 2], every[len(every) // 2 :]


def figures(part: list[Pair]) -> str:
    said = [(is_same, names.likeness(a, b) >= THRESHOLD) for is_same, a, b in part]
    right, guessed, gold = sum(s and g for s, g in said), sum(g for _, g in said), sum(s for s, _ in said)
    p, r = right / max(1, guessed), right / max(1, gold)
    keyed = sum(bool(names.keys(a) & names.keys(b)) for is_same, a, b in part if is_same)
    f1 = 2 * p * r / (p + r) if right else 0.0
    return (
        f"{len(part)} pairs, {gold} same: P {p:.3f} ({right}/{guessed}) R {r:.3f} ({right}/{gold}) F1 {f1:.3f}; "
        f"share a key {keyed}/{gold}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    tuning, unseen = pairs()
    print("tuning ", figures(tuning))
    print("unseen ", figures(unseen))
    if options.errors:
        for is_same, a, b in tuning:
            value = names.likeness(a, b)
            if (value >= THRESHOLD) != is_same:
                print(f"{'missed' if is_same else 'wrong '} {value:.2f}  {a} | {b}")
    fresh = [(f"{a} {i}x", f"{b} {i}x") for i in range(20) for _, a, b in tuning]
    start = time.perf_counter()
    for a, b in fresh:
        names.likeness(a, b)
    print(f"{len(fresh) / (time.perf_counter() - start):,.0f} pairs of names a second, never seen before")


if __name__ == "__main__":
    main()
