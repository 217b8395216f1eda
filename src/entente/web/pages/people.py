"""People and bodies: a list by name, and one with posts over time and what they took part in."""

from __future__ import annotations

from collections import Counter

from entente.model.known import KnownBody, KnownPerson
from entente.web.answering import Context, Moved
from entente.web.asking import Asked
from entente.web.drawing import timeline
from entente.web.pages.engagements import address, query
from entente.web.quoting import Quoting

ON_A_PAGE = 40
MOST_PAGES = 1000
MOST = 300


def people(asked: Asked) -> Context:
    return _several(asked, "people")


def bodies(asked: Asked) -> Context:
    return _several(asked, "bodies")


def _several(asked: Asked, part: str) -> Context:
    """Those whose names hold the words asked for."""
    filters = query(asked)
    page = asked.number("page", MOST_PAGES)
    found, facets = asked.register.search(
        filters["q"] or "", part=part, country=filters["country"], most=ON_A_PAGE, skip=(page - 1) * ON_A_PAGE
    )
    total = sum(facets["part"].values())
    return {
        "part": part,
        "query": {"q": filters["q"], "country": filters["country"]},
        "total": total,
        "page": page,
        "pages": max(1, -(-total // ON_A_PAGE)),
        "facets": {"country": facets["country"]},
        part: sorted(found, key=lambda one: one.latin or one.name),
    }


def person(asked: Asked) -> Context:
    return _one(asked, KnownPerson, "people")


def body(asked: Asked) -> Context:
    return _one(asked, KnownBody, "bodies")


def _one(asked: Asked, sort: type[KnownPerson | KnownBody], part: str) -> Context:
    """One person or body under all names, with posts and the words that say them."""
    known = asked.register.known(asked.path["id"])
    if not isinstance(known, sort) or known.id != asked.path["id"]:
        raise Moved(address(known))
    quoting = Quoting(asked.register)
    engagements = asked.register.engagements_of(known.id, most=MOST)
    others = Counter(
        (party.person, party.name)
        for engagement in engagements
        for party in engagement.participants
        if party.person and party.person != known.id
    )
    decided = asked.register.mentions_of(known.id)
    return {
        "part": part,
        "known": known,
        "names": [quoting.value(value) for value in known.values.get("name", ())],
        "posts": [
            {
                "title": post.title,
                "body": post.body,
                "country": post.country,
                "first": post.first,
                "last": post.last,
                "said": [quoting.said(said) for said in post.said],
            }
            for post in (known.posts if isinstance(known, KnownPerson) else ())
        ],
        "counterparts": [{"id": id, "name": name, "times": n} for (id, name), n in others.most_common(20)],
        "engagements": engagements,
        "timeline": timeline(engagements, asked.today),
        "history": [d for d in asked.register.decisions(all=True) if d.one in decided or d.other in decided],
    }
