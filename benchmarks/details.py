"""What the score leaves out: bodies, groups, second posts, who says what to whom, spans of values.

    python benchmarks/details.py [--language CODE] [--errors N]

Prints right, wrong and missed for each. Things are paired as in `score.py`; a link is right when both its
ends pair, and is counted between things that both sides have. Spans have no gold: a value's span is *right*
when it is short and, where the value is a name, has a word of it; *wrong* when not; *missed* when the value
has none.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from documents import HERE, Item, held_out, items
from score import Pairs, Thing, fold, pair, pairs_of, part, similarity

from entente import pipeline
from entente.errors import UnknownLanguage

VALUE_LENGTH = 160  # characters; a longer span shows no single value
ENGAGEMENT_VALUES = ("kind", "status", "name", "when", "place", "occasion", "part_of")


class Tally:
    """Right, wrong and missed under a name; keeps examples of what went wrong."""

    def __init__(self) -> None:
        self.right, self.wrong, self.missed = Counter[str](), Counter[str](), Counter[str]()
        self.examples: list[str] = []

    def sets(self, name: str, where: str, gold: Iterable[Any], said: Iterable[Any], *, shown: bool) -> None:
        """Count two collections of things that are equal or not."""
        a, b = Counter(gold), Counter(said)
        self.right[name] += (a & b).total()
        self.wrong[name] += (b - a).total()
        self.missed[name] += (a - b).total()
        if shown:
            self.examples += [f"{where}: {name}: missed {x}" for x in a - b]
            self.examples += [f"{where}: {name}: wrong {x}" for x in b - a]

    def show(self) -> None:
        print(f"{'what':28} {'right':>6} {'wrong':>6} {'missed':>6} {'P':>7} {'R':>7}")
        for name in dict.fromkeys([*self.right, *self.wrong, *self.missed]):
            right, wrong, missed = self.right[name], self.wrong[name], self.missed[name]
            precision = right / (right + wrong) if right + wrong else 0.0
            recall = right / (right + missed) if right + missed else 0.0
            print(f"{name:28} {right:6} {wrong:6} {missed:6} {precision:7.3f} {recall:7.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="What the score leaves out.")
    parser.add_argument("--language", help="only this language")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors, none held out")
    options = parser.parse_args()
    hidden, towards = held_out(), read_towards(HERE / "towards.tsv")
    tally, spans, read = Tally(), Tally(), 0
    for item in items(options.language):
        try:
            guess = msgspec.to_builtins(pipeline.read(item.text, **item.description()))
        except UnknownLanguage:
            continue
        read += 1
        shown = item.id not in hidden
        count_things(tally, item, guess, shown=shown)
        count_towards(tally, item, guess, towards)
        count_spans(spans, item, guess, shown=shown)
    print(f"{read} documents\n")
    tally.show()
    print()
    spans.show()
    for line in [*tally.examples, *spans.examples][: options.errors]:
        print(line)


def count_things(tally: Tally, item: Item, guess: Thing, *, shown: bool) -> None:
    gold, pairs = item.gold, pairs_of(item.gold, guess)

    def count(name: str, gold_side: Iterable[Any], guess_side: Iterable[Any]) -> None:
        tally.sets(name, item.id, gold_side, guess_side, shown=shown)

    names = {side: Names(record, pairs, side) for side, record in (("gold", gold), ("guess", guess))}
    left, right = names["gold"], names["guess"]
    count("body", left.keys("bodies"), right.keys("bodies"))
    count("body.country", left.countries("bodies"), right.countries("bodies"))
    count("post.body", left.post_bodies(), right.post_bodies())
    for i, j in pairs["people"].items():
        count_second_posts(tally, item.id, gold["people"][i], guess["people"][j])
    for i, j in pairs["engagements"].items():
        a, b = gold["engagements"][i], guess["engagements"][j]
        key = left.of["engagements"][a["id"]]
        groups = pair(groups_of(a), groups_of(b), groups_alike, 0.6)
        count(
            "group",
            [f"{key} {g['name']}" for g in groups_of(a)],
            [f"{key} {name}" for name in renamed(groups_of(a), groups_of(b), groups)],
        )
        count("engagement.sources", left.sources(a, key), right.sources(b, key))
    for i, j in pairs["commitments"].items():
        a, b = gold["commitments"][i], guess["commitments"][j]
        key = left.of["commitments"][a["id"]]
        count("commitment.sources", left.sources(a, key), right.sources(b, key))
        engagements = [[n.of["engagements"].get(c.get("engagement"))] for n, c in ((left, a), (right, b))]
        count("commitment.engagement", *([f"{key} {id}" for id in ids if id] for ids in engagements))


class Names:
    """Ids of one side as keys that a pair shares."""

    def __init__(self, record: Thing, pairs: dict[str, Pairs], side: str) -> None:
        self.record = record
        self.of: dict[str, dict[str, str]] = {}
        for name, some in pairs.items():
            index = {i: f"{name}{i}" for i in range(len(part(record, name)))}
            if side == "guess":
                back = {j: i for i, j in some.items()}
                index = {j: f"{name}{back[j]}" if j in back else f"?{name}{j}" for j in index}
            self.of[name] = {thing["id"]: index[n] for n, thing in enumerate(part(record, name))}

    def keys(self, name: str) -> Iterable[str]:
        return self.of[name].values()

    def countries(self, name: str) -> Iterator[str]:
        for thing in part(self.record, name):
            if thing.get("country"):
                yield f"{self.of[name][thing['id']]} {thing['country']}"

    def post_bodies(self) -> Iterator[str]:
        for person in part(self.record, "people"):
            for post in person.get("posts", []):
                if post.get("body") in self.of["bodies"]:
                    yield f"{self.of['people'][person['id']]} {self.of['bodies'][post['body']]}"

    def sources(self, thing: Thing, key: str) -> list[str]:
        return [f"{key} {self.of['sources'][id]}" for id in thing.get("sources", []) if id in self.of["sources"]]


def groups_of(engagement: Thing) -> list[dict[str, Any]]:
    return [{"name": x["group"], "role": x["role"]} for x in engagement["participants"] if x.get("group")]


def groups_alike(gold: Thing, guess: Thing) -> float:
    return similarity(gold["name"], guess["name"]) - (0.2 if gold["role"] != guess["role"] else 0.0)


def renamed(golds: list[dict[str, Any]], guesses: list[dict[str, Any]], pairs: Pairs) -> list[str]:
    """The names of the guesses, those of a pair under gold's name."""
    back = {j: i for i, j in pairs.items()}
    return [golds[back[j]]["name"] if j in back else f"?{guess['name']}" for j, guess in enumerate(guesses)]


def count_second_posts(tally: Tally, id: str, gold: Thing, guess: Thing) -> None:
    """Posts beyond the first of people that both sides have."""
    a, b = part(gold, "posts"), part(guess, "posts")
    if len(a) < 2 and len(b) < 2:
        return
    found = len(pair(a, b, lambda x, y: similarity(x["title"], y["title"]), 0.6))
    tally.right["second post"] += max(0, found - 1)
    tally.missed["second post"] += max(0, len(a) - max(found, 1))
    tally.wrong["second post"] += max(0, len(b) - max(found, 1))


def read_towards(path: Path) -> dict[tuple[str, str], list[str]]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {(document, id): [x for x in whom.split("|") if x] for document, id, whom in rows}


def count_towards(tally: Tally, item: Item, guess: Thing, towards: dict[tuple[str, str], list[str]]) -> None:
    bodies = {body["id"]: body["name"] for body in part(guess, "bodies")}
    for i, j in pairs_of(item.gold, guess)["commitments"].items():
        gold = towards.get((item.id, item.gold["commitments"][i]["id"]))
        if gold is not None:
            said = [fold(bodies.get(x, x)) for x in guess["commitments"][j].get("towards", [])]
            tally.sets("commitment.towards", item.id, map(fold, gold), said, shown=True)


def count_spans(tally: Tally, item: Item, guess: Thing, *, shown: bool) -> None:
    """Every value has a span, and its words are plausible."""
    for kind, value, name, spans in values(guess):
        words = [item.text[start:end] for start, end in spans]
        known = fold(value).split() if name else []
        short = all(words) and all(len(word) <= VALUE_LENGTH for word in words)
        said = " ".join(map(fold, words)).split()
        plausible = short and (not known or any(word in said for word in known))
        outcome = tally.missed if not words else tally.right if plausible else tally.wrong
        outcome[f"span of {kind}"] += 1
        if shown and outcome is not tally.right:
            tally.examples.append(f"{item.id}: span of {kind}: {value!r} has {words or 'none'}")


def values(guess: Thing) -> Iterator[tuple[str, str, bool, list[tuple[int, int]]]]:
    """Each value of a record: its kind, itself, whether its words must stand in the span, and its spans."""
    for engagement in part(guess, "engagements"):
        spans = engagement.get("spans", {})
        for field in ENGAGEMENT_VALUES:
            value = engagement.get(field)
            if value and field == "place":
                value = value.get("city") or value.get("name") or ""
            if value:
                yield f"engagement.{field}", value, field == "name", spans.get(field, [])
        for topic in engagement.get("topics", []):
            yield "engagement.topic", topic, False, spans.get(f"topics.{topic}", [])
        for participant in engagement["participants"]:
            group = participant.get("group")
            yield "participant", group or "", bool(group), participant.get("evidence", [])
    for person in part(guess, "people"):
        yield "person.name", person["name"], True, person["spans"].get("name") or person["evidence"]
        if person.get("country"):
            yield "person.country", person["country"], False, person["spans"].get("country", [])
        for post in person.get("posts", []):
            yield "post.title", post["title"], True, post["spans"].get("title") or post["evidence"]
    for body in part(guess, "bodies"):
        yield "body.name", body["name"], True, body["spans"].get("name") or body["evidence"]
    for made in part(guess, "commitments"):
        yield "commitment.kind", made["kind"], False, made["spans"].get("kind", [])
        for topic in made.get("topics", []):
            yield "commitment.topic", topic, False, made["spans"].get(f"topics.{topic}", [])
        if made.get("when"):
            yield "commitment.when", made["when"], False, made["spans"].get("when", [])
    for source in part(guess, "sources"):
        yield "source.name", source["name"], True, source["spans"].get("name") or source["evidence"]


if __name__ == "__main__":
    main()
