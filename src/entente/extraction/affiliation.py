"""For which country those act whose words do not say it: weighed from what the document tells of them.

Evidence for a country: it is the document's home, or named often; talks took place there. Evidence against it: the
other side of the talks is of that country, a visitor came to it. The clearest case is settled first, and then is
evidence for the others. Whoever no clear evidence speaks for stays without a country.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from entente.extraction.entities import Entities
from entente.model.statement import TALKS, Draft, Party
from entente.text.folding import fold

HOME = 2.0
LIKELY_HOME = 0.5
"""For the home that only how often it is named tells."""
NAMED = 1.0
"""For the country that the document names most; less for the others, in proportion."""
THERE = 1.5
HOST = 4.0
OPPOSITE = 4.0
GUEST = 6.0
AT_A_GATHERING = 1.0
CLEAR = 0.6
"""How far ahead of the next a country must be."""

Scores = dict[str, float]
Identity = tuple[str, Any]


def affiliate(entities: Entities, drafts: list[Draft], promising: list[Party]) -> None:
    """Settle the countries of weak parties, and give them to all parties, those of commitments (`promising`) too."""
    known = _Known(entities, drafts)
    open_cases = set(known.drafts_of)
    while open_cases:
        scored = [(known.scores(case), case) for case in sorted(open_cases, key=str)]
        margin, country, case = max(
            ((*_best(scores), case) for scores, case in scored), key=lambda row: (row[0], str(row[2]))
        )
        known.settle(case, country if margin > CLEAR else None)
        open_cases.remove(case)
    for party in [p for draft in drafts for p, _ in draft.parties] + promising:
        party.country = known.country(party)


def _best(scores: Scores) -> tuple[float, str | None]:
    """How far the best country is ahead of the next, or above nothing, and which it is."""
    ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
    if not ranked or ranked[0][1] <= 0:
        return 0.0, None
    after = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][1] - after, ranked[0][0]


def _opposed(kind: str, role: str, other: str) -> bool:
    """Whether two roles are those of two sides."""
    if kind in ("meeting", "call", "signing", "exercise"):
        return True
    if kind == "operation" and role != other:  # who carries it out, and who gives the lead
        return True
    return role != other and "participant" not in (role, other) and kind != "gathering"


def _beside(case: Identity, draft: Draft) -> list[Party]:
    """Who is on the same side of talks, where the words part the sides: those whom a minister met are of one."""
    ours = [_identity(p) for p in draft.side]
    if case in ours:
        return draft.side
    return [p for p, _ in draft.parties if _identity(p) not in ours] if ours and draft.kind in TALKS else []


class _Known:
    """What is known of the weak parties of a document, while it is being settled."""

    def __init__(self, entities: Entities, drafts: list[Draft]) -> None:
        self.entities = entities
        self.settled: dict[Identity, str | None] = {}
        self.drafts_of: dict[Identity, list[Draft]] = defaultdict(list)
        self.visited: dict[Identity, set[str]] = defaultdict(set)
        for draft in drafts:
            for party, role in draft.parties:
                if draft.kind == "visit" and role == "visitor" and draft.place and draft.place[2]:
                    self.visited[_identity(party)].add(draft.place[2])
                if draft.kind != "handover" and entities.is_weak(party):
                    self.drafts_of[_identity(party)].append(draft)
        self.named: Scores = entities.named_share() if self.drafts_of else {}

    def country(self, party: Party) -> str | None:
        """The country of a party so far; `None` for a case that is still open."""
        identity = _identity(party)
        if identity in self.settled:
            return self.settled[identity]
        return None if identity in self.drafts_of else self.entities.country(party)

    def scores(self, case: Identity) -> Scores:
        """What speaks for each country."""
        scores: Scores = defaultdict(float)
        for code, share in self.named.items():
            scores[code] += NAMED * share
        if self.entities.home:
            scores[self.entities.home] += HOME if self.entities.is_home_stated else LIKELY_HOME
        for draft in self.drafts_of[case]:
            role = next(role for party, role in draft.parties if _identity(party) == case)
            beside = _beside(case, draft)
            side = {_identity(p) for p in beside}
            for country in filter(None, map(self.country, beside)):
                scores[country] += OPPOSITE
            opposed = [
                p
                for p, r in draft.parties
                if _identity(p) not in side | {case} and _opposed(draft.kind, role, r) and self.country(p)
            ]
            who = [p for p in opposed if p.kind != "country"] or opposed
            alike = [p for p in who if self._holds_the_same(case, p)] if len(who) > 1 else []
            others = {self.country(p) for p in alike or who}
            there = draft.place[2] if draft.place else self._where_visited(draft, side | {case})
            if draft.kind == "gathering":
                if there and role == "participant":
                    scores[there] -= AT_A_GATHERING
            elif draft.kind == "visit" and there:
                scores[there] += HOST if role in ("host", "inviter") else -GUEST
            elif there and (there in others if len(others) > 1 else there not in others):  # one side is at home there
                scores[there] += THERE
            if len(others) == 1:
                scores[str(others.pop())] -= OPPOSITE
        return scores

    def _holds_the_same(self, case: Identity, party: Party) -> bool:
        """Whether two persons hold the same office, of which a country has one: 'Minister of the Interior X met Y'."""
        if case[0] != "person" or party.kind != "person":
            return False
        people = self.entities.people
        ours, theirs = (
            {fold(post.title) for post in people[number].posts if " " in post.title} for number in (case[1], party.key)
        )
        return bool(ours & theirs)

    def _where_visited(self, draft: Draft, side: set[Identity]) -> str | None:
        """The country that the other side of talks came to visit, where the talks say no place."""
        if draft.kind not in TALKS:
            return None
        guests = {_identity(p) for p, _ in draft.parties} - side
        countries = {country for guest in guests for country in self.visited.get(guest, ())}
        return countries.pop() if len(countries) == 1 else None

    def settle(self, case: Identity, country: str | None) -> None:
        """Enter a country for a case."""
        self.settled[case] = country
        self.entities.settle(case, country)


def _identity(party: Party) -> Identity:
    return (party.kind, party.key) if party.kind in ("person", "body") else (party.kind, party.span)
