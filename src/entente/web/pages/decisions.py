"""What people decided, the last first, each with the way back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from entente.register.decisions import Decision
from entente.web.answering import Context
from entente.web.asking import Asked

ON_A_PAGE = 50
MOST_PAGES = 10_000


def several(asked: Asked) -> Context:
    """All decisions ever made; `stands` says whether one still holds."""
    page = asked.number("page", MOST_PAGES)
    every = asked.register.decisions(all=True)
    standing = {decision.number for decision in asked.register.decisions()}
    shown = list(reversed(every))[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return {
        "page": page,
        "pages": max(1, -(-len(every) // ON_A_PAGE)),
        "decisions": [{**_told(asked, decision), "stands": decision.number in standing} for decision in shown],
    }


def _told(asked: Asked, decision: Decision) -> dict[str, Any]:
    ends = [asked.register.label(end) for end in (decision.one, decision.other) if end]
    return {**asdict(decision), "ends": ends}
