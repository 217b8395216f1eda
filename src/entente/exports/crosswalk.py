"""Our kinds and topics in the codes of PLOVER, from `crosswalk.toml`.

The rules of its manual: who visits is the actor and who receives the recipient; of equal parties all are actors,
unless the type asks for a recipient, then the first country is the actor and the others are recipients; help goes
from its giver to its taker; what is planned is AGREE, what was called off REJECT.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from entente.model.known import KnownEngagement, KnownParty

ACTIVE, PASSIVE = ("visitor", "provider"), ("host", "inviter", "recipient")
NEEDS_RECIPIENT = ("COOPERATE", "AID")
NARROWER = ("trafficking", "corruption", "illegal_drugs")


@dataclass(frozen=True, slots=True)
class Event:
    """An engagement as an event: type, mode, codes, and who did it to whom."""

    type: str
    mode: str
    quad: int
    score: float
    contexts: list[str]
    actors: list[KnownParty]
    recipients: list[KnownParty]


@cache
def tables() -> dict[str, Any]:
    return tomllib.loads(files("entente").joinpath("exports", "crosswalk.toml").read_text("utf-8"))


def iso3(code: str | None) -> str | None:
    """The three letters of a country."""
    found: str | None = tables()["iso3"].get(code or "")
    return found


def event(known: KnownEngagement) -> Event:
    """What an engagement is as one event; pairs are not spelled out, for one summit is not a hundred meetings."""
    type, mode = tables()["kinds"][known.kind]
    if known.status == "planned":
        type, mode = "AGREE", ""
    elif known.status == "cancelled":
        type, mode = "REJECT", ""
    elif known.kind == "training" and any(party.role == "provider" for party in known.participants):
        type = "AID"
    elif mode == "" and type == "CONSULT" and _elsewhere(known):
        mode = "third-party"
    quad, score = tables()["types"][type]
    actors, recipients = _sides(known, type)
    return Event(type, mode, quad, tables()["modes"].get(mode, score), contexts(known.topics), actors, recipients)


def contexts(topics: list[str]) -> list[str]:
    """Contexts of topics, each once; `crime` not beside a narrower one, unless it is cyber."""
    found = list(dict.fromkeys(context for topic in topics for context in tables()["contexts"].get(topic, ())))
    if "crime" in found and "cyber" not in found and any(context in found for context in NARROWER):
        found.remove("crime")
    return found


def _elsewhere(known: KnownEngagement) -> bool:
    """Whether it took place in a country of none of those who took part."""
    where = (known.place or {}).get("country")
    return bool(where) and len(known.countries) == 2 and where not in known.countries


def _sides(known: KnownEngagement, type: str) -> tuple[list[KnownParty], list[KnownParty]]:
    named = {party.country for party in known.participants}
    silent = [KnownParty(name=code, role="participant", country=code) for code in known.countries if code not in named]
    parties = [*known.participants, *silent]
    active = [party for party in parties if party.role in ACTIVE]
    passive = [party for party in parties if party.role in PASSIVE]
    others = [party for party in parties if party not in active and party not in passive]
    if active and (passive or others):
        home = {party.country for party in active}
        return active + [o for o in others if o.country in home], passive + [o for o in others if o.country not in home]
    if type in NEEDS_RECIPIENT and len({party.country for party in parties}) > 1:
        first = parties[0].country
        return [p for p in parties if p.country == first], [p for p in parties if p.country != first]
    return parties, []
