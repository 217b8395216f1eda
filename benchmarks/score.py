"""How a record compares with one made by hand: every stated thing is a fact, shared or not.

People, bodies, engagements, commitments and sources are first paired one to one, the most alike first.
`compare` gives the facts of both sides in keys that a pair shares; precision and recall count over them.
`bad_evidence` checks spans.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

Thing = Mapping[str, Any]
Fact = tuple[Any, ...]
Pairs = dict[int, int]

CIVILITIES = {"m", "mr", "mrs", "ms", "mme", "dr", "sr", "sra", "sn", "sayin", "son", "his", "excellency"}
LETTERS = str.maketrans("أإآٱىة", "اااايه")
ARTICLE = re.compile(r"^[وف]?(?:بال|كال|لل|ال)(?=\w{3})")
PARTS = ("people", "engagements", "commitments", "sources", "bodies")


def fold(text: str | None) -> str:
    """Lower case, no accents, no Arabic marks or article, no punctuation, no civility."""
    plain = unicodedata.normalize("NFKD", (text or "").casefold().replace("ı", "i"))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c != "ـ").translate(LETTERS)
    words = [ARTICLE.sub("", word) for word in re.findall(r"\w+", plain)]
    return " ".join(word for word in words if word not in CIVILITIES)


def similarity(one: str | None, other: str | None) -> float:
    """0..1: the better of token overlap and of character likeness."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    s, t = set(a.split()), set(b.split())
    overlap = len(s & t) / min(len(s), len(t)) * (0.95 if len(s & t) > 1 else 0.8)
    return max(overlap, SequenceMatcher(None, a, b).ratio())


def best_name(gold: Thing, guess: Thing) -> float:
    """The likeness of names; aliases count on the gold side only."""
    return max(similarity(name, guess.get("name")) for name in [gold.get("name") or "", *gold.get("aliases", [])])


def pair(
    golds: Sequence[Thing], guesses: Sequence[Thing], likeness: Callable[[Thing, Thing], float], least: float
) -> Pairs:
    """One-to-one pairs, gold index to guess index, the most alike first."""
    scored = sorted(
        ((likeness(gold, guess), i, j) for i, gold in enumerate(golds) for j, guess in enumerate(guesses)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: Pairs = {}
    for value, i, j in scored:
        if value >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def jaccard(one: Sequence[Any], other: Sequence[Any]) -> float:
    a, b = set(map(str, one)), set(map(str, other))
    return len(a & b) / len(a | b) if a | b else 0.0


def pairs_of(gold: Thing, guess: Thing) -> dict[str, Pairs]:
    """How the things of two records pair, for each part of the record."""
    return {
        "people": pair(part(gold, "people"), part(guess, "people"), best_name, 0.78),
        "engagements": pair(
            part(gold, "engagements"),
            part(guess, "engagements"),
            lambda a, b: _engagement_likeness(a, b, gold, guess),
            0.55,
        ),
        "sources": pair(part(gold, "sources"), part(guess, "sources"), best_name, 0.6),
        "bodies": pair(part(gold, "bodies"), part(guess, "bodies"), best_name, 0.7),
        "commitments": pair(part(gold, "commitments"), part(guess, "commitments"), _commitment_likeness, 0.5),
    }


def part(record: Thing, name: str) -> list[Any]:
    return record.get(name) or []


def compare(gold: Thing, guess: Thing) -> tuple[Counter[Fact], Counter[Fact]]:
    """The facts of gold and of the guess, in keys that a pair shares."""
    pairs = pairs_of(gold, guess)
    left: dict[str, list[str]] = {}
    right: dict[str, list[str]] = {}
    for name in PARTS:
        left[name] = [f"{name}{i}" for i in range(len(part(gold, name)))]
        right[name] = [f"?{name}{j}" for j in range(len(part(guess, name)))]
        for i, j in pairs[name].items():
            right[name][j] = left[name][i]
    stated, guessed = facts(gold, left), facts(guess, right)
    # a post or a name that differs too much is not the same fact
    for i, j in pairs["people"].items():
        if _posts_alike(gold["people"][i], guess["people"][j]) < 0.6:
            _unpair(guessed, "person.post", left["people"][i])
    for i, j in pairs["engagements"].items():
        if best_name(gold["engagements"][i], guess["engagements"][j]) < 0.6:
            _unpair(guessed, "engagement.name", left["engagements"][i])
    return stated, guessed


def facts(record: Thing, keys: Mapping[str, list[str]]) -> Counter[Fact]:
    """Every fact that the record states, in terms of the keys of its things."""
    found: list[Fact] = []
    for key, person in zip(keys["people"], part(record, "people"), strict=True):
        found.append(("person", key))
        found += [("person.country", key, person["country"])] if person.get("country") else []
        found += [("person.post", key)] if person.get("posts") else []
    index = {e["id"]: key for key, e in zip(keys["engagements"], part(record, "engagements"), strict=True)}
    who = {
        thing["id"]: key
        for name in ("people", "bodies")
        for key, thing in zip(keys[name], part(record, name), strict=True)
    }
    for engagement in part(record, "engagements"):
        found += _engagement_facts(engagement, index, who)
    for key, made in zip(keys["commitments"], part(record, "commitments"), strict=True):
        found.append(("commitment", key))
        found += [("commitment.party", key, party) for party in sorted(set(map(str, made.get("parties", []))))]
        found += [("commitment.topic", key, topic) for topic in sorted(set(made.get("topics", [])))]
        found += [("commitment.when", key, made["when"])] if made.get("when") else []
    for key, source in zip(keys["sources"], part(record, "sources"), strict=True):
        found += [("source", key), ("source.kind", key, source.get("kind"))]
    return Counter(found)


def _engagement_facts(engagement: Thing, index: Mapping[str, str], who: Mapping[str, str]) -> list[Fact]:
    key = index[engagement["id"]]
    found: list[Fact] = [("engagement", key), ("engagement.status", key, engagement.get("status"))]
    found += [("engagement.name", key)] if engagement.get("name") else []
    found += [("engagement.when", key, engagement["when"])] if engagement.get("when") else []
    place = engagement.get("place") or {}
    found += [("engagement.city", key, fold(place["city"]))] if place.get("city") else []
    found += [("engagement.place_country", key, place["country"])] if place.get("country") else []
    found += [("engagement.country", key, code) for code in sorted(set(engagement.get("countries", [])))]
    for x in engagement.get("participants", []):
        named = who.get(x.get("person")) or who.get(x.get("body"))
        if named:
            found += [("engagement.participant", key, named), ("engagement.role", key, named, x.get("role"))]
        elif not x.get("person") and not x.get("body"):
            found.append(("engagement.party", key, x.get("country"), x.get("role")))
        found += [("engagement.head_of_delegation", key, named)] if x.get("leads_delegation") else []
    found += [("engagement.topic", key, topic) for topic in sorted(set(engagement.get("topics", [])))]
    links = [(link, engagement.get(link)) for link in ("occasion", "part_of")]
    return found + [("engagement.link", key, link, index[id]) for link, id in links if id and id in index]


def _engagement_likeness(gold: Thing, guess: Thing, gold_record: Thing, guess_record: Thing) -> float:
    if gold["kind"] != guess["kind"]:
        return 0.0
    value = 0.3
    if gold.get("name") and guess.get("name"):
        value += 0.4 * best_name(gold, guess)
    if not gold.get("name") and not guess.get("name"):
        value += 0.1
    value += 0.35 * jaccard(gold.get("countries", []), guess.get("countries", []))
    a, b = _people_of(gold_record, gold), _people_of(guess_record, guess)
    if a and b:
        value += 0.35 * len(pair(a, b, best_name, 0.75)) / max(len(a), len(b))
    elif not a and not b:
        value += 0.1
    if gold.get("when") and gold.get("when") == guess.get("when"):
        value += 0.1
    city = fold((gold.get("place") or {}).get("city"))
    return value + (0.1 if city and city == fold((guess.get("place") or {}).get("city")) else 0.0)


def _people_of(record: Thing, engagement: Thing) -> list[Thing]:
    by_id = {person["id"]: person for person in part(record, "people")}
    return [by_id[x["person"]] for x in engagement.get("participants", []) if x.get("person") in by_id]


def _commitment_likeness(gold: Thing, guess: Thing) -> float:
    if gold["kind"] != guess["kind"]:
        return 0.0
    parties = jaccard(gold.get("parties", []), guess.get("parties", []))
    return 0.4 + 0.3 * parties + 0.3 * jaccard(gold.get("topics", []), guess.get("topics", []))


def _posts_alike(gold: Thing, guess: Thing) -> float:
    posts = [(a, b) for a in gold.get("posts", []) for b in guess.get("posts", [])]
    return max((similarity(a.get("title"), b.get("title")) for a, b in posts), default=0.0)


def _unpair(found: Counter[Fact], kind: str, key: str) -> None:
    if found.pop((kind, key), 0):
        found[(kind, "?" + key)] += 1


def bad_evidence(record: Thing, text: str) -> list[str]:
    """Spans that are missing, empty or outside the text, and names that are not in their own span."""
    wrong: list[str] = []
    for name in PARTS:
        for thing in part(record, name):
            what = f"{name} {thing.get('id')}"
            spans = thing.get("evidence") or []
            wrong += [] if spans else [f"{what}: no evidence"]
            for start, end in spans:
                if not 0 <= start < end <= len(text) or not text[start:end].strip():
                    wrong.append(f"{what}: span {start}-{end} of {len(text)}")
            if spans and name in ("people", "sources"):
                said = fold(text[spans[0][0] : spans[0][1]])
                if not any(word in said for word in fold(thing.get("name")).split()):
                    wrong.append(f"{what}: {thing.get('name')!r} is not in its span")
    return wrong


class Figures(NamedTuple):
    """Counts of facts, and what follows from them."""

    gold: int
    guessed: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.guessed if self.guessed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        counts = f"{self.gold:6} {self.guessed:6} {self.right:6}"
        return f"{counts} {self.precision:7.3f} {self.recall:7.3f} {self.f1:7.3f}"
