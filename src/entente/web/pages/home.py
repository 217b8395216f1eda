"""The home page: what is new, what is ahead, who is active."""

from __future__ import annotations

from entente.register.counting import partners
from entente.web.answering import Context
from entente.web.asking import Asked

MOST = 8
MOST_ACTIVE = 14


def page(asked: Asked) -> Context:
    """The same for everybody; the search box leads to the engagements."""
    register = asked.register
    return {
        "counts": register.counts(),
        "new": register.latest(asked.today, MOST),
        "ahead": register.ahead(asked.today, most=MOST),
        "active": [
            {"country": country, "engagements": number, "last": last}
            for country, number, last in partners(register.database)[:MOST_ACTIVE]
        ],
        "today": asked.today,
    }
