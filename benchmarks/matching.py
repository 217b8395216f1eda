"""How much of what is one is found to be one, and how much of what is called one is?

    python benchmarks/matching.py [--stories N] [--present N]

Prints pairwise and B-cubed precision, recall and F1 of engagements and people over the records that people made (gold)
and over what Entente reads itself, for the stories that matching was tuned with and for the others; then over an
invented year (`world.py`), and how fast documents are matched against `--present` engagements.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from documents import HERE, SEED_FOLDER, Item, items
from score import pairs_of
from world import World

import entente
from entente import pipeline
from entente.errors import UnknownLanguage
from entente.matching import Profile, compare, keys, match, profiles, spelling
from entente.model.record import Record

CORPUS = Path(entente.__file__).parent / "corpus"
Ends = Iterable[Collection[str]]
PARTS = ("engagements", "people")
LISTS = ("people", "bodies", "engagements", "commitments", "sources")


class Scores(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def pairwise(gold: Ends, said: Ends) -> str:
    a, b = _pairs(gold), _pairs(said)
    right = len(a & b)
    scores = Scores(right / len(b) if b else 1.0, right / len(a) if a else 1.0)
    return f"{scores} ({right} right, {len(b)} said, {len(a)} gold)"


def _pairs(groups: Ends) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def b_cubed(gold: Ends, said: Ends, ends: Collection[str]) -> str:
    a, b = _groups_of(gold), _groups_of(said)
    alone = {end: {end} for end in ends}
    overlaps = [(a.get(end, alone[end]), b.get(end, alone[end])) for end in ends]
    count = max(1, len(ends))
    precision = sum(len(x & y) / len(y) for x, y in overlaps) / count
    recall = sum(len(x & y) / len(x) for x, y in overlaps) / count
    return f"{Scores(precision, recall)} ({len(ends)} ends)"


def _groups_of(groups: Ends) -> dict[str, set[str]]:
    return {end: set(group) for group in groups for end in group}


def show(name: str, gold: Ends, said: Ends, ends: Collection[str]) -> None:
    print(f"{name:42} pairwise {pairwise(gold, said)}\n{'':42} B-cubed  {b_cubed(gold, said, ends)}")


def as_record(gold: Mapping[str, Any]) -> Record:
    """A record made by hand, which has no evidence and other spellings beside."""
    made = dict(gold)
    for part in LISTS:
        things = gold.get(part) or []
        made[part] = [{k: v for k, v in thing.items() if k != "aliases" and v is not None} for thing in things]
    for engagement in made["engagements"]:
        parties = engagement.get("participants") or []
        engagement["participants"] = [{"country": None, "evidence": [], **party} for party in parties]
    return msgspec.convert(made, Record)


def same(seed_folder: Path) -> dict[str, list[list[str]]]:
    """What people found to be one; that of the seed folder knows the seed report too."""
    beside = seed_folder / "same.json"
    file = beside if beside.is_file() else CORPUS / "same.json"
    found: dict[str, list[list[str]]] = json.loads(file.read_text("utf-8"))
    return found


class Corpus(NamedTuple):
    """Documents with what is one in them, and those among them that matching was tuned with."""

    documents: list[Item]
    truth: dict[str, list[list[str]]]
    tuning: set[str]

    def show(self, what: str, said: Mapping[str, Ends], among: Collection[str] | None = None) -> None:
        """Figures over all stories and over each half; `among` leaves other ends out."""
        for part in PARTS:
            ends = {f"{item.id}#{thing['id']}" for item in self.documents for thing in item.gold.get(part) or []}
            ends &= set(ends if among is None else among)
            tuned = {end for end in ends if end.partition("#")[0] in self.tuning}
            for half, chosen in (("all", ends), ("tuning half", tuned), ("other half", ends - tuned)):
                show(f"{what}, {part}, {half}", _within(self.truth[part], chosen), _within(said[part], chosen), chosen)


def _within(groups: Ends, chosen: Collection[str]) -> Ends:
    return [[end for end in group if end in chosen] for group in groups]


def gold(corpus: Corpus) -> None:
    groups = match(as_record(item.gold) for item in corpus.documents)
    corpus.show("gold", {part: getattr(groups, part) for part in PARTS})


def own_readings(corpus: Corpus) -> None:
    """Over Entente's own readings, whose ends are carried over to those of the gold that they pair with."""
    records: list[Record] = []
    carried: dict[str, str] = {}
    for item in corpus.documents:
        try:
            record = pipeline.read(item.text, **item.description())
        except UnknownLanguage:
            continue
        records.append(record)
        read = msgspec.to_builtins(record)
        for part in PARTS:
            for i, j in pairs_of(item.gold, read)[part].items():
                carried[f"{item.id}#{read[part][j]['id']}"] = f"{item.id}#{item.gold[part][i]['id']}"
    groups = match(records)
    said = {part: [[carried[e] for e in group if e in carried] for group in getattr(groups, part)] for part in PARTS}
    corpus.show("own readings", said)
    corpus.show("what was read", said, set(carried.values()))


def invented(stories: int) -> None:
    world = World(seed=1, stories=stories)
    records = list(world.records())
    start = time.perf_counter()
    groups = match(records)
    took = time.perf_counter() - start
    print(f"invented year: {len(records)} reports of {stories} stories, matched in {took:.1f} s")
    show("invented year, engagements", _by_truth(world.truth), groups.engagements, world.truth)
    show("invented year, people", _by_truth(world.whom), groups.people, world.whom)


def _by_truth(truth: Mapping[str, object]) -> Ends:
    groups: dict[object, list[str]] = defaultdict(list)
    for end, fact in truth.items():
        groups[fact].append(end)
    return groups.values()


def speed(present: int, new: int = 1000) -> None:
    """Documents a second of processor time, one by one, against so many engagements held in memory."""
    world = World(seed=2, stories=present // 4 + 2 * new, days=1200)
    register: dict[str, list[Profile]] = defaultdict(list)
    spellings: dict[tuple[str, str], int] = defaultdict(int)
    held = compared = done = 0
    took = 0.0
    for record in world.records():
        start = time.process_time()
        made = profiles(record)
        own = {id: keys(one) for id, one in made.items()}
        if held >= present:
            for id, one in made.items():
                near = {other.end: other for key in own[id] for other in register[key] if type(other) is type(one)}
                for other in near.values():
                    compare(one, other)
                compared += len(near)
            done += 1
            took += time.process_time() - start
        for id, one in made.items():
            for key in own[id]:
                if spellings[key, spelling(one)] < 3:
                    spellings[key, spelling(one)] += 1
                    register[key].append(one)
        held += len(record.engagements)
        if done == new:
            break
    each = compared / max(1, done)
    print(f"speed: {done / took:,.0f} documents/s with {held:,} engagements present, {each:.0f} comparisons a document")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=1000, help="stories of the invented year")
    parser.add_argument("--present", type=int, default=100_000, help="engagements present for the speed, 0: none")
    parser.add_argument("--seed-dir", type=Path, default=SEED_FOLDER, help="folder of the seed report, if at hand")
    options = parser.parse_args()
    lines = (HERE / "matching-tuning.txt").read_text("utf-8").splitlines()
    tuning = {line for line in lines if line and line[0] != "#"}
    corpus = Corpus(list(items(None, options.seed_dir)), same(options.seed_dir), tuning)
    gold(corpus)
    own_readings(corpus)
    invented(options.stories)
    if options.present:
        speed(options.present)


if __name__ == "__main__":
    main()
