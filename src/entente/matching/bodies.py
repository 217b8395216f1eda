"""Two bodies compared: the id that the packs know them by, else the name as written, and the country."""

from __future__ import annotations

from collections.abc import Iterator

from entente.matching.profiles import BodyProfile
from entente.matching.scoring import CONTRADICTION, judge
from entente.model.judgement import Clue, Judgement
from entente.text.folding import fold


def compare(a: BodyProfile, b: BodyProfile) -> Judgement:
    """Whether two bodies of two records are one."""
    return judge("body", a.end, b.end, list(_clues(a, b)))


def _clues(a: BodyProfile, b: BodyProfile) -> Iterator[Clue]:
    if a.known and b.known:
        yield Clue("known body", 5.0 if a.known == b.known else CONTRADICTION, a.known, b.known)
    x, y = set(fold(a.name).split()), set(fold(b.name).split())
    overlap = 2 * len(x & y) / max(1, len(x) + len(y))
    yield Clue("name", 3.0 * overlap if overlap > 0.6 else -1.0, a.name, b.name)
    if a.country and b.country:
        yield Clue("country", 1.0 if a.country == b.country else CONTRADICTION, a.country, b.country)
