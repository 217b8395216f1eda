"""What counts as an engagement of security: two sides, and a matter of security."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from entente.languages.pack import Pack
from entente.model.document import Document
from entente.model.statement import Draft, Party, Promise, Statements
from entente.resolution.dates import Calendar
from entente.resolution.matters import Matters, Weight

SECURITY_SHARE = 0.4  # of the sentences: above it, what the document tells of is security cooperation


class Scope:
    """Decides which drafts of one document count."""

    def __init__(self, document: Document, statements: Statements, pack: Pack) -> None:
        self.document, self.statements, self.pack = document, statements, pack
        self.text = document.text
        self.calendar = Calendar(document.published, document.text)
        self.matters = Matters(pack)

    def _counts(self, draft: Draft) -> bool:
        """Whether a draft is an engagement of two sides, about security, that happened or is planned."""
        alone = draft.part_of is None and draft.occasion is None
        if draft.when is None and (
            draft.tense == "may" or (draft.tense != "past" and draft.status == "planned" and alone)
        ):
            return False  # what lies ahead without a time of its own is only announced
        bodies = {p.key for p, _ in draft.parties if p.kind == "body" and self._is_of_many(p.key)}
        if draft.kind == "gathering":
            attended = any(role != "organiser" for _, role in draft.parties)
            if not (draft.when or draft.place or attended) or (attended and len(self.statements.sides) == 1):
                return False
        elif len(draft.countries) + len(bodies) + self._has_unknown_side(draft) < (
            1 if bodies and draft.kind == "operation" else 2
        ):
            return False
        if draft.kind == "training" and not self._is_for_somebody(draft):
            return False
        if draft.kind == "visit" and not any(role == "visitor" for _, role in draft.parties):
            return False
        return self._is_security(draft)

    @staticmethod
    def _is_for_somebody(draft: Draft) -> bool:
        """Whether a training has somebody who is trained: its recipients, or two nations that train together."""
        together = {p.country for p, role in draft.parties if role == "participant"} - {None}
        return len(together) > 1 or any(role == "recipient" for _, role in draft.parties)

    def _has_unknown_side(self, draft: Draft) -> bool:
        """Whether officials or bodies take part whose country nothing says: one, or those of several countries.

        Not where all that is told is of one country that no words beside the others say either: they are colleagues.
        """
        several = len(self.statements.sides) > 1
        if draft.kind == "handover" or not (several or any(map(self._is_stated, draft.parties))):
            return False
        unknown = [party for party, _ in draft.parties if party.country is None]
        if any(
            (p.kind == "group" and p.plural) or (p.kind == "body" and several and not self._is_of_many(p.key))
            for p in unknown
        ):
            return True
        posts = [self.statements.people[p.key].posts for p in unknown if p.kind == "person"]
        bodies = self.statements.bodies
        return any(all(post.body is None or bodies[post.body].country is not None for post in held) for held in posts)

    def _is_of_many(self, body: int) -> bool:
        """Whether a body is an international organisation."""
        return any(self.pack.country_of_body.get(word[1:]) == "" for word in self.statements.bodies[body].words)

    def _is_stated(self, taking_part: tuple[Party, str]) -> bool:
        """Whether words say for which country a party acts."""
        party = taking_part[0]
        if party.kind == "person":
            person = self.statements.people[party.key]
            return person.country_span is not None or any(post.country_span for post in person.posts)
        if party.kind == "body":
            return self.statements.bodies[party.key].country_span is not None
        return party.country is not None

    def _is_security(self, draft: Draft) -> bool:
        """Whether a draft is by, with or about those who provide security: who takes part, what is told, in what words.

        A topic that other ministries share, and words alone, count only where no more words are of another matter:
        those that tell of the engagement, and where they are even, those of the whole document.
        """
        special = draft.kind == "handover" or draft.relevant or self._is_special(draft.topics)
        if special or any(map(self._serves_security, draft.parties)):
            return True
        weight = self.matters.weigh(*(self.text[start:end] for start, end in draft.evidence))
        if weight.security != weight.other:
            return weight.security > weight.other
        shared = self._is_shared(draft.topics) or draft.kind in ("exercise", "operation")
        return self.whole.security >= self.whole.other if shared else weight.other == 0 and self.is_about_security

    def _concerns_security(self, promise: Promise) -> bool:
        """Whether a commitment of no engagement is about security."""
        shared = self._is_shared(promise.topics) and self.whole.security >= self.whole.other
        return shared or self._is_special(promise.topics) or self.is_about_security

    def _serves_security(self, taking_part: tuple[Party, str]) -> bool:
        """Whether a party has an office of security, or is a body of it."""
        party = taking_part[0]
        if party.kind == "person":
            words = [post.title for post in self.statements.people[party.key].posts]
        else:
            words = [self.statements.bodies[party.key].name if party.kind == "body" else str(party.key)]
        return self.matters.weigh(*words).security > 0

    def _is_special(self, topics: Iterable[str]) -> bool:
        """Whether one of some topics is one of security alone."""
        return not set(topics) <= {*self.pack.option("generic_topics", []), *self.pack.option("shared_topics", [])}

    def _is_shared(self, topics: Iterable[str]) -> bool:
        """Whether one of some topics is one of security that other ministries share."""
        return not set(topics).isdisjoint(self.pack.option("shared_topics", []))

    @cached_property
    def whole(self) -> Weight:
        """The weight of the whole document."""
        return self.matters.weigh(self.text)

    @cached_property
    def is_about_security(self) -> bool:
        """Whether security is what the whole document is about: a good part of its sentences name it."""
        lines = [line for line in self.text.split(". ") if line.strip()]
        share = sum(self.matters.weigh(line).security > 0 for line in lines) / max(1, len(lines))
        return share >= SECURITY_SHARE and self.whole.security > self.whole.other
