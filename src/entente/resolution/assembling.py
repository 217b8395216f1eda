"""The record put together: values, status, scope, ids, and a span beside every value."""

from __future__ import annotations

import msgspec

from entente.languages.pack import Pack
from entente.model.document import Document
from entente.model.record import (
    Record,
)
from entente.model.statement import Draft, Statements
from entente.resolution.building import Building
from entente.resolution.merging import link, merge


class Assembler(Building):
    """Makes the record of one document."""

    def record(self) -> Record:
        """The record."""
        self._dates()
        for draft in self.statements.drafts:
            for party, _ in draft.parties:
                if party.kind == "person":
                    party.country = self.statements.people[party.key].country
        self._organisations()
        drafts = merge(self.statements, self.document.published)
        for draft in drafts:
            draft.status = self._status(draft)
            if draft.kind == "visit":
                self._hosts_at_home(draft)
        self._inherit(drafts)
        link(drafts)
        for draft in drafts:
            if draft.kind == "gathering":
                draft.status = self._status(draft)
            spoken_for = {(p.country, role) for p, role in draft.parties if p.kind != "country"}
            named = {(p.country, role) for p, role in draft.parties if p.kind in ("person", "body") and p.country}
            draft.parties = [
                (p, role)
                for p, role in draft.parties
                if not (p.kind == "country" and (p.country, role) in spoken_for)
                and not (p.kind == "group" and role == "signatory" and (p.country, role) in named)
            ]
        drafts = [d for d in drafts if self._counts(d)]
        for draft in drafts:
            draft.when = draft.when.removesuffix("/..") if draft.when else None
            if (code := self.pack.option("topics_of", {}).get(draft.kind)) is not None:
                draft.topics.setdefault(code, draft.trigger)
            if draft.kind == "signing" and len(draft.topics) > 1:
                draft.topics.pop(self.pack.option("topic_of_agreements"), None)
        self._places(drafts)
        self._name_parties(drafts)
        record = self._build(drafts)
        if not record.engagements and not record.commitments:  # outside our scope: nothing is said of anybody
            return msgspec.structs.replace(record, people=[], bodies=[], sources=[])
        return record

    @staticmethod
    def _hosts_at_home(draft: Draft) -> None:
        """Who visits a place in his own country together with somebody from abroad is his host."""
        here = draft.place[2] if draft.place else None
        abroad = {p.country for p, role in draft.parties if role == "visitor" and p.country} - {here}
        if here and abroad:
            draft.parties = [
                (p, "host" if role == "visitor" and p.country == here else role) for p, role in draft.parties
            ]


def resolve(document: Document, statements: Statements, pack: Pack) -> Record:
    """The record of a document."""
    return Assembler(document, statements, pack).record()
