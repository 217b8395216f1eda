"""Date, place and occasion of a draft, the nearest in its clause; talks held with each are drafts each."""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.entities import nation
from entente.extraction.grammar import REACH, Grammar
from entente.languages.rules import Unit
from entente.model.statement import Draft
from entente.text.folding import fold

TELLS_WHERE = {"hold", "support", "organise", "host", "plan"}


class Settling(Grammar):
    """Gives drafts their date, place and occasion, and enters them."""

    def draft(self, kind: str, at: int, unit: Unit) -> Draft:
        sentence = self.sentences[self.number]
        draft = Draft(kind, self.number, at, [(sentence.start, sentence.end)], trigger=(unit.start, unit.end))
        source = unit.rule or next(iter(unit.entries), None)
        if source is not None:
            draft.origin.append(source.origin)
        return draft

    def settle(self, draft: Draft, at: int) -> None:
        """Date, place and occasion: the nearest in the same sentence."""
        clause = self.clause
        rows = [
            (abs(n - at) + (6 if any(clause.finite(k) for k in range(min(n, at) + 1, max(n, at))) else 0), n)
            for n, u in enumerate(clause.units)
            if u.kind == "date" or (u.kind == "vg" and u.within("date"))
        ]
        for _, n in sorted(rows) if draft.when is None else []:
            unit = clause.units[n].within("date")[0]
            if unit.setting("when") in ("deadline", "until"):
                continue
            nearest = min(
                (abs(k - n), k)
                for k in range(len(clause.units))
                if k == at
                or clause.units[k].kind == "gathering"
                or (k != at and "event" in clause.classes[k])
                or (k in clause.verbs and k == at)
            )[1]
            if (
                nearest != at
                and draft.kind != "gathering"
                and clause.units[nearest].kind == "gathering"
                and nearest < n
            ):
                continue
            if draft.kind == "gathering" and n < at:
                continue
            draft.when, draft.when_span = unit, (unit.start, unit.end)
            break
        after_preposition = {n + 1 for name in ("to", "in") for n in clause.where(name)}
        after_preposition |= {n + 1 for n in after_preposition if clause.has(n, "det")}
        for n in sorted(after_preposition):
            if n < len(clause.units):
                unit = clause.units[n]
                place = self.place(n)
                if place is None or not self.same_clause(at, n, draft.kind == "gathering"):
                    continue
                if draft.kind == "gathering" and n < at:
                    continue
                if draft.place is None or (draft.place[1] is None and place[1] is not None and abs(n - at) < 12):
                    if draft.place is not None and n > at + 14:
                        continue
                    draft.place, draft.place_span = place, (unit.start, unit.end)
        if draft.place is None and any(
            leaf.value("clitic") == "there"
            for v in clause.verbs
            if abs(v - at) < 7
            for leaf in clause.units[v].leaves()
        ):
            draft.place, draft.place_span = self.last_place
        if self.scene is not None and self.scene[0] == self.number - 1 and draft.kind != "gathering":
            _, date, place, span = self.scene
            if draft.when is None and date is not None:
                draft.when, draft.when_span = date, (date.start, date.end)
            if draft.place is None and place is not None:
                draft.place, draft.place_span = place, span
        if draft.place is not None and draft.place_span is not None:
            self.last_place = (draft.place, draft.place_span)
        if draft.kind not in ("gathering", "visit") and any(
            clause.has(n, "gathering_head") and clause.has(n - 1, "demo") and clause.units[n].rule is None
            for n in range(1, len(clause.units))
        ):
            draft.occasion = self.same_gathering()
        for n in range(len(clause.units)):
            if clause.units[n].kind == "gathering" and draft.kind != "gathering":
                for k in range(n - 1, max(-1, n - 7), -1):
                    attends = clause.units[k].kind == "vg" and "attend" in self._frames_of(clause.units[k])
                    travels = draft.kind == "visit" and clause.has(k, "for")
                    if clause.has(k, "on_margin") or travels or (attends and draft.kind in ("meeting", "call")):
                        draft.occasion = Draft("gathering", self.number, n, [])
                        draft.occasion.name_span = (clause.units[n].start, clause.units[n].end)
                        break

    def place(self, n: int) -> tuple[str, str | None, str | None, str] | None:
        """The place at a unit: (name, city, country, the gazetteer's row)."""
        unit = self.clause.units[n]
        words = self.text[unit.start : unit.end]
        city = unit.value("city")
        if city is not None:
            return (words, words, city.split("/")[1], city)
        if unit.rule is None and (code := unit.value("capital_name")):
            return (words, words, code, "")
        if unit.kind == "actor" and unit.setting("what") == "body":
            inner = next((leaf for leaf in unit.leaves() if leaf.value("city")), None)
            if inner is not None:
                row = inner.value("city") or ""
                return (words, self.text[inner.start : inner.end], row.split("/")[1], row)
        if unit.kind == "actor" and unit.setting("what") == "country" and (here := nation(unit)):
            return (self.text[here[1][0] : here[1][1]], None, here[0], "")
        if unit.rule is None and self.clause.has(n, "capital_noun") and self.entities.home_city:
            name, row = self.entities.home_city
            return (name, name, row.split("/")[1], row)
        if (
            unit.rule is None
            and "proper" in self.clause.classes[n]
            and not self.is_topic(n)
            and self.clause.has(n - 1, "to")
        ):
            return (words, words, self.entities.home, "")
        return None

    def is_topic(self, n: int) -> bool:
        """Whether the unit begins a topic's words ('Daech'), and so is no place."""
        return any(topic[0] == self.clause.units[n].start for topic in self.sentences[self.number].topics)

    def same_clause(self, at: int, n: int, gathering: bool = False) -> bool:
        """Whether no other clause begins between two places."""
        low, high = min(at, n) + 1, max(at, n)
        for k in range(low, high):
            if self.clause.has(k, "whom") or (self.clause.has(k, "who") and not gathering):
                return False
            if self.clause.finite(k) and k != at and not set(self._frames_of(self.clause.units[k])) & TELLS_WHERE:
                return False
        return True

    def same_gathering(self) -> Draft | None:
        """What 'ce Salon' stands for: the last gathering whose name has that word."""
        clause = self.clause
        word = next(
            fold(self.text[u.start : u.end])
            for n, u in enumerate(clause.units)
            if n and clause.has(n, "gathering_head") and clause.has(n - 1, "demo") and u.rule is None
        )
        known = [d for d in self.out.drafts[-REACH:] if d.kind == "gathering" and d.name_span]
        alike = [d for d in known if word in fold(d.name or "")]
        return (alike or known or [None])[-1]  # type: ignore[list-item]

    def keep(self, draft: Draft) -> None:
        """Enter a draft, and let it be what 'cette visite' stands for."""
        self.entities.counterparts(draft)
        people = {p.country for p, _ in draft.parties if p.kind == "person"}
        draft.parties = [
            (p, r)
            for p, r in draft.parties
            if not (
                p.kind == "group"
                and not p.plural
                and people
                and p.delegation
                and (p.country is None or p.country in people)
            )
        ]
        for party, _ in draft.parties:
            if party.kind == "person":
                self.entities.remember(party)
        two = [
            p
            for p, r in draft.parties
            if r in ("participant", "visitor", "host", "signatory") and p.kind in ("person", "country", "group", "body")
        ]
        if draft.kind in ("meeting", "call") and len(two) >= 2:
            self.entities.pair = two[:2]
            self.entities.several = two if len(two) > 2 else self.entities.several
            if two[0].kind == "person":
                self.entities.last = two[0]
        self.out.drafts += self.split(draft)

    def split(self, draft: Draft) -> list[Draft]:
        """Talks of one with counterparts of several countries are talks with each."""
        if draft.kind not in ("meeting", "call") or len(draft.parties) < 3:
            return [draft]
        first = draft.parties[0][0]
        others = [(p, r) for p, r in draft.parties[1:] if p.country != first.country]
        if (
            len({p.country for p, _ in others}) < 2
            or first.kind not in ("person", "body")
            or not (any(p.plural for p, _ in others) or draft.apart)
        ):
            return [draft]
        out = []
        for country in dict.fromkeys(p.country for p, _ in others):
            one = replace(
                draft,
                evidence=list(draft.evidence),
                countries={},
                topics=dict(draft.topics),
                origin=list(draft.origin),
            )
            one.parties = [
                (p, r)
                for p, r in draft.parties
                if p.country in (first.country, country) and not (p.plural and p.country is None)
            ]
            out.append(one)
        return out
