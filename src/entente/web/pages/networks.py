"""Who did how much with whom, drawn and as a table."""

from __future__ import annotations

from entente.register.counting import pairs
from entente.web.answering import Context
from entente.web.asking import Asked
from entente.web.drawing import network
from entente.web.pages.engagements import query

MOST = 70


def page(asked: Asked) -> Context:
    """The most active pairs, of all countries or of one."""
    country = query(asked)["country"]
    found = pairs(asked.register.database, country, most=MOST)
    return {
        "country": country,
        "pairs": [{"one": one, "other": other, "engagements": number} for one, other, number in found],
        "network": network(found),
    }
