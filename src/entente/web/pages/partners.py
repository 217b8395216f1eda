"""Partners: all countries, one, or two of them with each other."""

from __future__ import annotations

from collections import Counter

from entente.errors import RegisterError
from entente.languages.countries import country_code
from entente.model.known import KnownCommitment, KnownEngagement
from entente.register.counting import pairs, partners
from entente.web.answering import Context, Moved
from entente.web.asking import Asked
from entente.web.drawing import timeline

MOST = 300
MOST_LISTED = 60
MOST_COUNTERPARTS, MOST_PEOPLE, MOST_PROMISED = 24, 24, 20
MOST_YEARS, MOST_TOPICS = 20, 8


def several(asked: Asked) -> Context:
    """All countries with the number of their engagements."""
    return {
        "partners": [
            {"country": country, "engagements": number, "last": last}
            for country, number, last in partners(asked.register.database)
        ]
    }


def page(asked: Asked) -> Context:
    """One country, or two: what they did over time, about what, with whom, and what they promised."""
    given = [asked.path[name] for name in ("one", "other") if name in asked.path]
    codes = [_code(name) for name in given]
    if codes != given:
        raise Moved("/partners/" + "/".join(codes))
    one, other = codes[0], codes[1] if len(codes) > 1 else None
    register = asked.register
    engagements = register.between(one, other, most=MOST)
    people = [] if other else register.people_of(one, MOST_PEOPLE)
    return {
        "countries": codes,
        "total": len(engagements),
        "more": len(engagements) == MOST,
        "kinds": Counter(e.kind for e in engagements).most_common(),
        "topics": Counter(topic for e in engagements for topic in e.topics).most_common(12),
        "topics_by_year": _topics_by_year(engagements),
        "years": sorted(_years(engagements).items()),
        "counterparts": [] if other else counterparts(asked, one, MOST_COUNTERPARTS),
        "ahead": [e for e in register.ahead(asked.today, country=one) if not other or other in e.countries],
        "people": people,
        "commitments": _promised(asked, one, other),
        "engagements": engagements[:MOST_LISTED],
        "timeline": timeline(engagements, asked.today),
    }


def _code(name: str) -> str:
    code = country_code(name)
    if code is None:
        raise RegisterError(f"{name}: no country")
    return code


def _years(engagements: list[KnownEngagement]) -> Counter[str]:
    return Counter(e.when[:4] for e in engagements if e.when and e.when[:4].isdigit())


def _topics_by_year(engagements: list[KnownEngagement]) -> dict[str, dict[str, int]]:
    """The commonest topics, each with how often it came up in each year from the first to the last."""
    years = _years(engagements)
    if not years:
        return {}
    every = [str(year) for year in range(int(min(years)), int(max(years)) + 1)][-MOST_YEARS:]
    found = Counter((topic, (one.when or "")[:4]) for one in engagements for topic in one.topics)
    common = [topic for topic, _ in Counter(t for one in engagements for t in one.topics).most_common(MOST_TOPICS)]
    return {topic: {year: found[topic, year] for year in every} for topic in common}


def counterparts(asked: Asked, country: str, most: int) -> list[tuple[str, int]]:
    """Those that a country did something with, each with how much it was, the most first."""
    found = pairs(asked.register.database, country, most=most)
    return [(other if one == country else one, number) for one, other, number in found]


def _promised(asked: Asked, one: str, other: str | None) -> list[KnownCommitment]:
    """What one promised or was promised, or two each other, by its deadline."""
    if other is None:
        return asked.register.commitments(country=one, most=MOST_PROMISED)
    found = asked.register.commitments(country=one, most=MOST)
    return [made for made in found if _concerns(made, other)][:MOST_PROMISED]


def _concerns(made: KnownCommitment, country: str) -> bool:
    return country in made.parties or country in made.towards
