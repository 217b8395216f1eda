"""Links between mentions to groups of what is one and the same; people's decisions before the engine's.

A function of the links alone: neither their order nor the order in which documents came changes a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

IMPOSSIBLE = 0.05
"""The score up to which one pair keeps two groups apart, however many others would join them."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that the engine takes for the same, and how sure it is."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Apart:
    """Two mentions that the engine takes for different; with a score near 0 it is impossible that they are one."""

    one: str
    other: str
    score: float = 0.3


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of two mentions; a later `number` outranks an earlier one."""

    number: int
    same: bool
    one: str
    other: str


def cluster(
    mentions: Mapping[str, str],
    links: Iterable[Link],
    decided: Iterable[Decided],
    apart: Iterable[Apart] = (),
) -> dict[str, str]:
    """Each mention to the smallest mention of its group.

    `mentions` gives each one's document: the engine never joins two of one record, for a record tells one thing once.
    `apart` are pairs that the engine holds to be different. Decisions hold from the latest to the first, each unless it
    contradicts those before it; then the engine's links from the surest on, unless a decision forbids, or more pairs
    of the two groups are apart than linked, or it is impossible for one pair.

    >>> documents = {"e-a": "x", "e-b": "y", "e-c": "z"}
    >>> cluster(documents, [Link("e-a", "e-b", 0.9), Link("e-b", "e-c", 0.8)], [Decided(1, False, "e-a", "e-c")])
    {'e-a': 'e-a', 'e-b': 'e-a', 'e-c': 'e-c'}
    """
    groups = _Groups(mentions)
    for decision in sorted(decided, key=lambda decision: -decision.number):
        if decision.one in mentions and decision.other in mentions:
            groups.decide(decision)
    links = [link for link in links if link.one in mentions and link.other in mentions]
    for link in links:
        groups.weigh(link.one, link.other, 1)
    for pair in sorted(apart, key=lambda pair: (pair.one, pair.other)):
        if pair.one in mentions and pair.other in mentions:
            groups.weigh(pair.one, pair.other, -1)
            if pair.score <= IMPOSSIBLE:
                groups.part(pair.one, pair.other)
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        groups.link(link.one, link.other)
    return groups.named()


class _Groups:
    def __init__(self, mentions: Mapping[str, str]) -> None:
        self.root = {mention: mention for mention in mentions}
        self.members = {mention: [mention] for mention in mentions}
        self.documents = {mention: {document} for mention, document in mentions.items()}
        self.foes: dict[str, set[str]] = {mention: set() for mention in mentions}
        self.balance: dict[str, dict[str, int]] = {mention: {} for mention in mentions}

    def decide(self, decision: Decided) -> None:
        if decision.same:
            self.join(decision.one, decision.other)
        else:
            self.part(decision.one, decision.other)

    def link(self, one: str, other: str) -> None:
        a, b = self.root[one], self.root[other]
        if a != b and self.documents[a].isdisjoint(self.documents[b]) and self.balance[a].get(b, 0) >= 0:
            self.join(one, other)

    def weigh(self, one: str, other: str, weight: int) -> None:
        """Count a pair for or against joining the groups of its two ends."""
        a, b = self.root[one], self.root[other]
        if a != b:
            self.balance[a][b] = self.balance[b][a] = self.balance[a].get(b, 0) + weight

    def part(self, one: str, other: str) -> None:
        """Keep two apart from now on; nothing where they are together already."""
        a, b = self.root[one], self.root[other]
        if a != b:
            self.foes[a].add(b)
            self.foes[b].add(a)

    def join(self, one: str, other: str) -> None:
        """Make one group of two, unless they are kept apart."""
        a, b = self.root[one], self.root[other]
        if a == b or b in self.foes[a]:
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for mention in self.members[b]:
            self.root[mention] = a
        self.members[a] += self.members.pop(b)
        self.documents[a] |= self.documents.pop(b)
        for foe in self.foes.pop(b):
            self.foes[foe].discard(b)
            self.foes[foe].add(a)
            self.foes[a].add(foe)

        for near, balance in self.balance.pop(b).items():
            self.balance[near].pop(b)
            if near != a:
                self.balance[a][near] = self.balance[near][a] = self.balance[a].get(near, 0) + balance

    def named(self) -> dict[str, str]:
        names = {root: min(members) for root, members in self.members.items()}
        return {mention: names[root] for mention, root in sorted(self.root.items())}
