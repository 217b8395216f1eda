"""Judgements to groups: the surest first, never two ends of one document, never against what cannot be."""

from __future__ import annotations

from collections.abc import Iterable

from entente.model.judgement import Judgement

IMPOSSIBLE = 0.05
"""The score up to which one pair keeps two groups apart, however many others would join them."""


def group(judgements: Iterable[Judgement]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more ends that are one, sorted; the order of the judgements does not matter.

    Two groups are joined by a `same` unless they hold ends of one document, a pair of theirs is impossible, or more
    pairs of theirs are `different` than `same`.

    >>> same = Judgement(thing="person", left="a#p1", right="b#p1", verdict="same", score=0.9)
    >>> group([same])
    (('a#p1', 'b#p1'),)
    """
    links: dict[str, dict[str, Judgement]] = {}
    for judgement in judgements:
        links.setdefault(judgement.left, {})[judgement.right] = judgement
        links.setdefault(judgement.right, {})[judgement.left] = judgement
    groups = {end: {end} for end in links}
    same = [j for left, others in links.items() for j in others.values() if j.left == left and j.verdict == "same"]
    for judgement in sorted(same, key=lambda j: (-j.score, j.left, j.right)):
        one, other = groups[judgement.left], groups[judgement.right]
        if one is other or not _may_join(one, other, links):
            continue
        if len(one) < len(other):
            one, other = other, one
        one |= other
        groups.update(dict.fromkeys(other, one))
    found = {id(members): tuple(sorted(members)) for members in groups.values() if len(members) > 1}
    return tuple(sorted(found.values()))


def _may_join(one: set[str], other: set[str], links: dict[str, dict[str, Judgement]]) -> bool:
    documents = {end.partition("#")[0] for end in one}
    if any(end.partition("#")[0] in documents for end in other):
        return False
    between = [links[a][b] for a in one for b in other if b in links[a]]
    against = [j for j in between if j.verdict == "different"]
    if any(j.score <= IMPOSSIBLE for j in against):
        return False
    return len(against) <= sum(j.verdict == "same" for j in between)
