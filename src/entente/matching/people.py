"""Two people compared: the name, the country acted for, the post; a bare family name needs a second clue."""

from __future__ import annotations

from collections.abc import Iterator

from entente.matching.profiles import PersonProfile
from entente.matching.scoring import CONTRADICTION, judge
from entente.model.judgement import Clue, Judgement
from entente.text.names import is_part, likeness

ALIKE, UNLIKE = 0.8, 0.65
OTHER_COUNTRY = -2.0
"""For a full name: a report may be misread, so that a shared engagement can still show that it is one person."""
TOGETHER = 2.0
"""What a shared engagement says of two people whose names leave it open."""


def compare(a: PersonProfile, b: PersonProfile) -> Judgement:
    """Whether two people of two records are one."""
    return judge("person", a.end, b.end, list(_clues(a, b)))


def confirm(judgement: Judgement, engagement: str) -> Judgement:
    """An unsure judgement weighed again, since both take part in what was found to be one engagement."""
    return judge(
        "person", judgement.left, judgement.right, [*judgement.clues, Clue("engagement", TOGETHER, engagement)]
    )


def _clues(a: PersonProfile, b: PersonProfile) -> Iterator[Clue]:
    alike = likeness(a.name, b.name)
    if is_part(a.name, b.name):
        weight = 1.2 if alike >= ALIKE - 0.05 else CONTRADICTION
    elif alike >= ALIKE:
        weight = 2.0 + 10 * (alike - ALIKE)
    else:
        weight = -1.0 if alike >= UNLIKE else CONTRADICTION
    yield Clue("name", round(weight, 2), a.name, b.name)
    if a.country and b.country:
        other = OTHER_COUNTRY if weight > 2 else CONTRADICTION
        yield Clue("country", 1.5 if a.country == b.country else other, a.country, b.country)
    elif a.country is b.country:
        yield Clue("country", 0.3)
    if a.bodies and b.bodies:
        yield Clue(
            "body", 1.0 if a.bodies & b.bodies else -0.4, ", ".join(sorted(a.bodies)), ", ".join(sorted(b.bodies))
        )
    if a.titles and b.titles and a.language == b.language:
        yield Clue(
            "post", 1.0 if a.titles & b.titles else -0.2, ", ".join(sorted(a.titles)), ", ".join(sorted(b.titles))
        )
