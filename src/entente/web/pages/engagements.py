"""Engagements: a list with facets, one with all that is said of it, and what is ahead by month."""

from __future__ import annotations

from itertools import groupby
from typing import Any, get_args

from entente.model.known import KnownEngagement
from entente.model.record import Kind, Status
from entente.register.searching import FACETS
from entente.text.edtf import bounds
from entente.web.answering import Context, Moved
from entente.web.asking import Asked
from entente.web.quoting import Quoting

ON_A_PAGE = 40
MOST_PAGES = 5000
KINDS: tuple[str, ...] = get_args(Kind)
STATUSES: tuple[str, ...] = get_args(Status)
FIELDS = ("kind", "status", "name", "when", "place", "countries", "topics", "sources")
MOST_AHEAD = 120
MOST_YEARS = 30


def several(asked: Asked) -> Context:
    """The list; its filters are the query."""
    page = asked.number("page", MOST_PAGES)
    engagements, facets = found(asked, ON_A_PAGE, (page - 1) * ON_A_PAGE)
    total = sum(facets["status"].values())
    facets.pop("part")
    facets |= asked.register.labels(**_split(query(asked)))
    facets["year"] = dict(sorted(facets["year"].items(), reverse=True)[:MOST_YEARS])
    return {
        "query": query(asked),
        "total": total,
        "page": page,
        "pages": max(1, -(-total // ON_A_PAGE)),
        "facets": facets,
        "engagements": engagements,
    }


def query(asked: Asked) -> dict[str, str | None]:
    """The filters, checked; raises `BadField`."""
    return {
        "q": asked.text("q"),
        "kind": asked.one_of("kind", KINDS),
        "status": asked.one_of("status", STATUSES),
        "country": asked.country("country"),
        "since": asked.day("since"),
        "until": asked.day("until"),
        **{facet: asked.text(facet) for facet in FACETS},
    }


def _split(filters: dict[str, str | None]) -> dict[str, Any]:
    """The filters as the register takes them: words, labels, and the rest."""
    labels = {facet: filters.pop(facet) for facet in FACETS}
    return {"query": filters.pop("q") or "", **filters, "labels": labels}


def found(asked: Asked, most: int, skip: int = 0) -> tuple[list[KnownEngagement], dict[str, dict[str, int]]]:
    """The engagements that the query asks for, and counts of what there is."""
    return asked.register.search(**_split(query(asked)), most=most, skip=skip)


def one(asked: Asked) -> Context:
    """One engagement: each value with who says it, what it is part of, what came of it, and its history."""
    register = asked.register
    known = register.known(asked.path["id"])
    if not isinstance(known, KnownEngagement):
        raise Moved(address(known))
    if known.id != asked.path["id"]:
        raise Moved(f"/engagements/{known.id}")
    quoting = Quoting(register)
    decided = register.mentions_of(known.id)
    return {
        "engagement": known,
        "values": {field: [quoting.value(value) for value in known.values.get(field, ())] for field in FIELDS},
        "participants": [
            {**quoting.party(party), "said": [quoting.said(said) for said in party.said]}
            for party in known.participants
        ],
        "part_of": _linked(asked, known.part_of),
        "occasion": _linked(asked, known.occasion),
        "parts_of": _parts(asked, known),
        "commitments": [register.known(id) for id in known.commitments],
        "documents": [document for id in known.documents for document in register.documents_named(id)],
        "history": [d for d in register.decisions(all=True) if d.one in decided or d.other in decided],
        "matching": register.judgements(known.id)[:20],
    }


def _linked(asked: Asked, id: str | None) -> Any:
    return asked.register.known(id) if id else None


def _parts(asked: Asked, known: KnownEngagement) -> list[KnownEngagement]:
    """What is part of it or took place on its margins, among what the same countries did in its time."""
    days = bounds(known.when)
    if not days or not known.countries:
        return []
    near = asked.register.between(known.countries[0], since=days[0], until=days[1], most=200)
    return [other for other in near if known.id in (other.part_of, other.occasion)]


def calendar(asked: Asked) -> Context:
    """What is planned or under way, by month."""
    country = query(asked)["country"]
    ahead = asked.register.ahead(asked.today, country=country, most=MOST_AHEAD)
    months = [
        {"month": month, "engagements": list(those)}
        for month, those in groupby(ahead, lambda one: max(_first(one), asked.today)[:7])
    ]
    return {"country": country, "today": asked.today, "months": months}


def _first(known: KnownEngagement) -> str:
    days = bounds(known.when)
    return days[0] if days else ""


def address(known: Any) -> str:
    """Where a known thing is shown."""
    home = {
        "KnownEngagement": "engagements",
        "KnownPerson": "people",
        "KnownBody": "bodies",
        "KnownCommitment": "commitments",
    }
    name = home.get(type(known).__name__)
    if name == "commitments":
        return f"/engagements/{known.engagement}" if known.engagement else "/commitments"
    return f"/{name}/{known.id}" if name else "/"
