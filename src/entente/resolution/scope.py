"""What counts as an engagement of security: two sides, and a matter of security."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from entente.languages.lexicon import Node
from entente.languages.pack import Pack
from entente.model.document import Document
from entente.model.statement import Draft, Statements
from entente.resolution.dates import Calendar
from entente.text.folding import fold

SECURITY_SHARE = 0.4  # of the sentences: above it, what the document tells of is security cooperation
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 100_000
_SECURITY_WORDS: dict[str, dict[str, bool]] = {}
"""Of each pack, the words met so far and whether they name a security service or field."""


class Scope:
    """Decides which drafts of one document count."""

    def __init__(self, document: Document, statements: Statements, pack: Pack) -> None:
        self.document, self.statements, self.pack = document, statements, pack
        self.text = document.text
        self.calendar = Calendar(document.published, document.text)
        self.about_security: bool | None = None
        self.beyond_scope = [fold(phrase) for phrase in pack.option("beyond_scope", [])]

    def _counts(self, draft: Draft) -> bool:
        """Whether a draft is an engagement of two sides, about security, that happened or is planned."""
        alone = draft.part_of is None and draft.occasion is None
        if draft.when is None and (
            draft.tense == "may" or (draft.tense != "past" and draft.status == "planned" and alone)
        ):
            return False  # what lies ahead without a time of its own is only announced
        bodies = {p.key for p, _ in draft.parties if p.kind == "body" and p.country is None}
        if draft.kind == "gathering":
            if not (draft.when or draft.place or any(role != "organiser" for _, role in draft.parties)):
                return False
        elif len(draft.countries) + len(bodies) + self._has_unknown_side(draft) < (
            1 if bodies and draft.kind == "operation" else 2
        ):
            return False
        if draft.kind == "training" and not any(role == "recipient" for _, role in draft.parties):
            return False
        if draft.kind == "visit" and not any(role == "visitor" for _, role in draft.parties):
            return False
        return self._is_security(draft)

    def _has_unknown_side(self, draft: Draft) -> bool:
        """Whether officials take part whose country nothing says: one, or those of several countries."""
        if draft.kind == "handover":
            return False
        if any(p.kind == "group" and p.plural and p.country is None for p, _ in draft.parties):
            return True
        posts = [
            self.statements.people[p.key].posts for p, _ in draft.parties if p.kind == "person" and p.country is None
        ]
        bodies = self.statements.bodies
        return any(all(post.body is None or bodies[post.body].country is not None for post in held) for held in posts)

    def _is_security(self, draft: Draft) -> bool:
        if draft.kind in ("exercise", "operation", "handover") or draft.relevant or self._is_special(draft.topics):
            return True
        words = [self.text[s:e] for s, e in draft.evidence]
        for party, _ in draft.parties:
            if party.kind == "person":
                words += [post.title for post in self.statements.people[party.key].posts]
            if party.kind == "body":
                words.append(self.statements.bodies[party.key].name)
        return any(self._names_security(fold(text)) for text in words) or self._is_about_security()

    def _is_special(self, topics: Iterable[str]) -> bool:
        """Whether one of some topics is one of security alone, rather than of any ministry."""
        return not set(topics) <= set(self.pack.option("generic_topics", []))

    def _is_about_security(self) -> bool:
        """Whether security is what the whole document is about: a good part of its sentences name it."""
        if self.about_security is None:
            lines = [line for line in self.text.split(". ") if line.strip()]
            share = sum(self._names_security(fold(line)) for line in lines) / max(1, len(lines))
            self.about_security = share >= SECURITY_SHARE
        return self.about_security

    def _names_security(self, folded: str) -> bool:
        """Whether folded words have a word of security, those left out that lie beyond the scope."""
        for phrase in self.beyond_scope:
            if phrase in folded:
                folded = folded.replace(phrase, " ")
        known = _SECURITY_WORDS.setdefault(self.pack.code, {})
        words = _WORD.findall(folded)
        answers = [*map(known.get, words)]
        if True in answers:
            return True
        for at, word in enumerate(words):
            if answers[at] is False:
                continue
            forms = self._forms(word)
            always = any(map(_is_of_security, forms))
            if len(known) < _MOST_WORDS and (always or not any(map(_leads_to_security, forms))):
                known[word] = always  # whatever follows
            if always or any(_begins_security(form, words[at + 1 :]) for form in forms):
                return True
        return False

    def _forms(self, word: str) -> list[Node]:
        """Where a word is in the lexicon: as it stands or without prefixes, and without its endings."""
        root, ways = self.pack.lexicon.root, self.pack.cutter.ways(word)
        node = root.get(word) or next((root.get(way.key(word)) for way in ways), None)
        stem = self.pack.stem(root, word)[0] if self.pack.inflected else None
        return [form for form in (node, stem) if form is not None]


def _begins_security(node: Node | None, ahead: Sequence[str]) -> bool:
    """Whether one ends at that place, or where the words ahead lead from there."""
    for word in ahead:
        if node is None or _is_of_security(node):
            break
        node = node.on.get(word)
    return node is not None and _is_of_security(node)


def _is_of_security(node: Node) -> bool:
    """Whether a form of the class `security` ends at a place of the lexicon."""
    return any(entry.name == "security" for entry, _ in node.solid)


def _leads_to_security(node: Node) -> bool:
    """Whether one ends behind that place."""
    return any(_is_of_security(following) or _leads_to_security(following) for following in node.on.values())
