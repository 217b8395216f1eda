"""Who does what in a sentence: subjects, objects and their marks; the state that this stage shares."""

from __future__ import annotations

from entente.extraction.clauses import Clause
from entente.extraction.entities import Entities
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import Party, Span, Statements

REACH = 60
"""How many drafts back a reference may reach; it keeps the time per sentence flat in long documents."""

Placed = tuple[str, str | None, str | None, str]
"""A place as written, its city, its country, and the gazetteer's row."""


class Grammar:
    """One document on its way: its sentences, entities and statements so far, and the sentence at hand."""

    number: int
    clause: Clause
    here: dict[int, list[Party]]

    def __init__(self, sentences: list[Sentence], text: str, pack: Pack, publisher: str | None) -> None:
        self.sentences, self.text, self.pack = sentences, text, pack
        self.entities = Entities(text, pack, sentences, publisher)
        self.frames = pack.settings.get("frame", {})
        self.out = Statements()
        self.last_place: tuple[tuple[str, str | None, str | None, str] | None, Span | None] = (None, None)
        self.scene: tuple[int, Unit | None, tuple[str, str | None, str | None, str] | None, Span | None] | None = None
        self.open_list: list[Party] | None = None
        self.leaders: dict[int, int] = {}

    def subject(self, at: int, least: int = -1) -> list[Party]:
        """Who does what the verb at a place says: the nearest free actors, or those of the verb before."""
        known = self.clause.subjects.get((at, least))
        if known is None:
            known = self.clause.subjects[at, least] = self._find_subject(at, least)
        return list(known)

    def _find_subject(self, at: int, least: int) -> list[Party]:
        clause, n = self.clause, at - 1
        found: list[Party] = []
        while n > least:
            if clause.units[n].kind == "actor" and self.here.get(n) and not clause.has(n - 1, "=("):
                mark = clause.mark(n)
                if mark in ("", "between") or clause.has(at - 1, "who"):
                    found = self._led(n) + found
                    gap = 2 if clause.has(n - 1, "conj") and clause.has(n - 2, "=,") else 1
                    if not (
                        n > gap
                        and (clause.has(n - 1, "conj") or clause.has(n - 1, "=,"))
                        and clause.units[n - 1 - gap].kind == "actor"
                    ):
                        break
                    n -= gap
                    if n > 0 and clause.units[n - 1].kind == "actor":
                        n -= 1
                        continue
                    break
            elif clause.finite(n) and not found and not clause.has(n - 1, "who"):
                return self.subject(n) if n != at else []
            n -= 1
        return found

    def _led(self, at: int) -> list[Party]:
        """The parties at a place; for 'une délégation conduite par X' it is X."""
        clause = self.clause
        for link in (at + 1, at + 2):
            if clause.has(link, "led") and self.here[at][0].kind == "group":
                heads = [p for k in (link + 1, link + 2) for p in self.here.get(k, []) if p.kind == "person"]
                if heads:
                    return heads[:1]
        return self.here[at]

    def objects(self, at: int) -> list[tuple[Party, str, int]]:
        """The actors after a place up to the next clause, each with its mark."""
        known = self.clause.objects.get(at)
        if known is None:
            known = self.clause.objects[at] = self._find_objects(at)
        return list(known)

    def _find_objects(self, at: int) -> list[tuple[Party, str, int]]:
        clause, out = self.clause, []
        for n in range(at + 1, len(clause.units)):
            if (clause.finite(n) and n > at + 1 and not clause.has(n - 1, "who")) or clause.has(n, "=;"):
                if clause.finite(n) and not self._says(n):
                    break
                break
            if clause.has(n, "whom") and not clause.lists(n):
                break
            if clause.units[n].kind == "actor":
                mark = clause.mark(n)
                out += [(party, mark, n) for party in self.here.get(n, [])]
        return out

    def _frames_of(self, unit: Unit) -> list[str]:
        head = unit.captured("head")
        if head is None:
            return []
        return [e.value.partition(":")[0] for e in head.entries if e.name.startswith("v_")]

    def _says(self, at: int) -> bool:
        return "say" in self._frames_of(self.clause.units[at])

    def nouns_after(self, at: int, name: str, reach: int = 12) -> int | None:
        """The place of the first unit of a class after a verb and before the next clause."""
        for n in range(at + 1, min(len(self.clause.units), at + reach)):
            if self.clause.has(n, name):
                return n
            if self.clause.finite(n):
                return None
        return None

    def tense(self, verb: Unit) -> str:
        """The tense of a verb group, its modal taken into account."""
        modal = verb.captured("modal")
        if modal is not None:
            return {"just": "past", "may": "may"}.get(modal.value("modal") or "", "future")
        return verb.setting("tense") or ""

    def with_whom(self, at: int) -> list[Party]:
        """The antecedent of 'avec qui', 'avec lequel' before a verb."""
        clause = self.clause
        link = next((n for n in range(at - 1, max(-1, at - 5), -1) if clause.has(n, "with_whom")), None)
        if link is None:
            return []
        return next((self.here[n] for n in range(link - 1, -1, -1) if self.here.get(n)), [])
