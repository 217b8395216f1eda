"""Decisions to groups: the surest first, never two ends of one document, a person's word before the engine's."""

from __future__ import annotations

from collections.abc import Iterable

from entente.model.decision import Decision

ENGINE = "entente"
IMPOSSIBLE = 0.05
"""The score up to which one pair keeps two groups apart, however many others would join them."""


def group(decisions: Iterable[Decision]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more ends that are one, sorted; the order of the decisions does not matter.

    Two groups are joined by a `same` unless they hold ends of the same document, or more pairs of theirs were found
    `different` than `same`. What a person (any author but the engine) decided is joined first and never against a
    person's `different`. Of two decisions of the same ends and standing, the later counts.
    """
    latest: dict[tuple[str, str], Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.author != ENGINE, d.time or "", d.author, d.verdict, d.score)):
        latest[(decision.left, decision.right)] = decision
    groups: dict[str, set[str]] = {}
    for (left, right), _ in sorted(latest.items()):
        groups.setdefault(left, {left})
        groups.setdefault(right, {right})
    links: dict[str, dict[str, Decision]] = {end: {} for end in groups}
    for decision in latest.values():
        links[decision.left][decision.right] = links[decision.right][decision.left] = decision
    same = [d for d in latest.values() if d.verdict == "same"]
    for decision in sorted(same, key=lambda d: (d.author == ENGINE, -d.score, d.left, d.right)):
        one, other = groups[decision.left], groups[decision.right]
        if one is other or not _may_join(one, other, links, decision.author != ENGINE):
            continue
        if len(one) < len(other):
            one, other = other, one
        one |= other
        for end in other:
            groups[end] = one
    found = {id(members): tuple(sorted(members)) for members in groups.values() if len(members) > 1}
    return tuple(sorted(found.values()))


def _may_join(one: set[str], other: set[str], links: dict[str, dict[str, Decision]], is_told: bool) -> bool:
    between = [links[a][b] for a in one for b in other if b in links[a]]
    against = [d for d in between if d.verdict == "different"]
    if any(d.author != ENGINE for d in against):
        return False
    if is_told:
        return True
    if any(d.score <= IMPOSSIBLE for d in against):
        return False
    documents = {end.partition("#")[0] for end in one}
    if any(end.partition("#")[0] in documents for end in other):
        return False
    return len(against) <= sum(d.verdict == "same" for d in between)
