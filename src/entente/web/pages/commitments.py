"""What was promised, by its deadline, with the words and what may have come of it."""

from __future__ import annotations

from typing import get_args

from entente.model.record import CommitmentKind
from entente.web.answering import Context
from entente.web.asking import Asked
from entente.web.quoting import Quoting

KINDS: tuple[str, ...] = get_args(CommitmentKind)
ON_A_PAGE = 40
MOST_PAGES = 1000


def several(asked: Asked) -> Context:
    """The commitments; `state` is `open` (nothing is known to have followed) or `overdue`."""
    country = asked.country("country")
    kind = asked.one_of("kind", KINDS)
    state = asked.one_of("state", ("open", "overdue"))
    page = asked.number("page", MOST_PAGES)
    quoting = Quoting(asked.register)
    found = asked.register.commitments(
        overdue_on=asked.today if state == "overdue" else None,
        open_on=asked.today if state else None,
        country=country,
        kind=kind,
        most=ON_A_PAGE + 1,
        skip=(page - 1) * ON_A_PAGE,
    )
    return {
        "query": {"kind": kind, "country": country, "state": state},
        "kinds": KINDS,
        "today": asked.today,
        "page": page,
        "pages": page + (len(found) > ON_A_PAGE),
        "commitments": [
            {
                "commitment": made,
                "what": [quoting.value(value) for value in made.values.get("what", ())],
                "follow_ups": asked.register.follow_ups(made, asked.today),
            }
            for made in found[:ON_A_PAGE]
        ],
    }
