"""A document's sentences to statements, in reading order: each announcing word opens a draft.

The verb or noun says the kind; which actors take part, and in which role, is read off where they stand and
which preposition marks them (the pack's frames). Tense, negation and modals say whether it happened.
"""

from __future__ import annotations

from entente.extraction.clauses import Clause
from entente.extraction.commitments import Commitments
from entente.extraction.nouns import Nouns
from entente.extraction.sources import Sources
from entente.extraction.topics import Topics
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import Statements


class Reader(Nouns, Commitments, Sources, Topics):
    """Reads one document."""

    def read(self) -> Statements:
        """Everything that the document states."""
        clauses = [Clause(s, self.pack) for s in self.sentences]
        ending: Unit | None = None
        alone = -1
        for clause in clauses:  # names first, so that titles and references find them
            self.entities.before = ending
            self.entities.only_before = alone
            named = [u for u in clause.units if u.kind == "actor" and u.setting("what") == "person"]
            alone = named[0].end if len(named) == 1 else -1
            ending = next(
                (
                    u
                    for u in reversed(clause.units)
                    if u.rule is not None or "punct" not in self.pack.alphabet.classes(u.char)
                ),
                None,
            )
            for at, unit in enumerate(clause.units):
                if unit.kind == "actor" and unit.setting("what") == "person":
                    self.entities.person(unit)
                elif unit.kind == "actor" and unit.setting("what") in ("group", "post") and not clause.mark(at):
                    self.entities.epithet(unit)
        self.entities.finish()
        for number, clause in enumerate(clauses):
            self.sentence(number, clause)
        for draft in self.out.drafts:
            for party, role in draft.parties:
                if party.kind == "person" and party.key in self.leaders:
                    here = self.leaders[party.key] == draft.sentence
                    told = role == "visitor" and draft.tense != "future"
                    party.leads = told or (here and draft.kind not in ("gathering", "honour"))
        self.out.people, self.out.bodies, self.out.home = (
            self.entities.people,
            self.entities.bodies,
            self.entities.home,
        )
        return self.out

    def sentence(self, number: int, clause: Clause) -> None:
        """Read one sentence: its actors once, then its verbs and nouns from left to right."""
        self.number, self.clause = number, clause
        self.here = {}
        before = len(self.out.drafts)
        for at, unit in enumerate(clause.units):
            if unit.kind == "actor":
                self.here[at] = self.entities.parties(unit)
        self.sources(number, clause)
        self.heads(number, clause)
        self.item(number, clause)
        for at, unit in enumerate(clause.units):
            if unit.kind == "vg":
                self.verb(at, unit)
            elif unit.kind == "gathering":
                self.gathering(at, unit)
            elif unit.kind == "exercise_name":
                self.noun(at, unit, "exercise", named=True)
            elif unit.kind == "operation_name":
                self.noun(at, unit, "operation", named=True)
            elif "event" in clause.classes[at] and unit.rule is None:
                self.noun(at, unit, unit.value("event") or "", named=False)
            elif "willing" in clause.classes[at] and unit.rule is None:
                self.will(at, unit)
        self.about(number, self.out.drafts[before:])
        if not any(clause.finite(v) for v in clause.verbs) and number > 0:
            date = next((u for u in clause.units if u.kind == "date"), None)
            spot = next((n for n in range(1, len(clause.units)) if clause.has(n - 1, "to") and self.place(n)), None)
            if date is not None and spot is not None and len(clause.units) > 5:
                where = clause.units[spot]
                self.scene = (number, date, self.place(spot), (where.start, where.end))
        for at in clause.where("city"):
            unit = clause.units[at]
            if unit.rule is None and (at == 0 or clause.has(at - 1, "to") or clause.has(at - 1, "in")):
                place = self.place(at)
                if place is not None:
                    self.last_place = (place, (unit.start, unit.end))

    def heads(self, number: int, clause: Clause) -> None:
        """Who leads a delegation in this sentence."""
        for n in clause.where("led"):
            for k in (n + 1, n + 2):
                for party in self.here.get(k, []):
                    if party.kind == "person":
                        self.leaders[party.key] = number
                        before = [u for u in clause.units[max(0, n - 2) : n] if u.kind == "actor"]
                        self.entities.leads(party.key, before[-1] if before else None)
                        party.country = self.entities.people[party.key].country
        for n in clause.where("head"):
            people = [(k, p) for k, parties in self.here.items() for p in parties if p.kind == "person"]
            before = [p for k, p in people if k < n and clause.mark(k) == ""]
            after = [p for k, p in people if k > n]
            for party in before[-1:] or after[:1]:
                self.leaders[party.key] = number
                following = clause.units[n + 1 : n + 3]
                self.entities.leads(party.key, next((u for u in following if u.kind == "actor"), None))

    def verb(self, at: int, unit: Unit) -> None:
        """Open what a verb announces."""
        negated = bool(unit.captures.get("negated")) or (
            bool(unit.captures.get("neg")) and bool(unit.captures.get("negated"))
        )
        for name in self._frames_of(unit):
            frame = self.frames.get(name, {})
            if frame.get("commitment") and not negated:
                self.promise(at, unit, name, frame)
                continue
            if frame.get("expresses") and (n := self.nouns_after(at, "willing")) is not None and not negated:
                self.promise(at, unit, "willing", self.frames["willing"], n)
                continue
            if name == "bring" and not negated:
                self.bring(at)
            if name == "attend" and not negated and unit.setting("tense") in ("past", "present"):
                self.attend(at)
            if "kind" not in frame or negated or self.clause.where("habit"):
                continue
            if unit.setting("tense") in ("infinitive", "conditional"):
                continue
            if unit.setting("tense") == "participle" and frame["kind"] not in (
                "training",
                "signing",
                "handover",
                "operation",
                "honour",
            ):
                continue
            wanted = frame.get("object_noun")
            thing = None
            if wanted:
                thing = self.nouns_after(at, wanted)
                if thing is None and unit.setting("voice") == "passive":
                    thing = next((n for n in range(at - 1, max(-1, at - 9), -1) if self.clause.has(n, wanted)), None)
                if thing is None:
                    continue
            if (
                frame.get("needs") == "suspect"
                and not self.clause.where("suspect")
                and not (unit.setting("voice") == "passive" and any(p.kind == "person" for p in self.subject(at)))
            ):
                continue
            if name == "receive" and self.nouns_after(at, "gift", 8) is not None:
                continue
            if name in ("meet", "receive", "visit") and self.nouns_after(at, "medal", 6) is not None:
                continue
            if (
                self.clause.units[at + 1 : at + 3]
                and any(self.clause.has(n, "event") for n in range(at + 1, min(at + 4, len(self.clause.units))))
                and name in ("meet", "talk")
            ):
                continue
            self.open(at, unit, name, frame, thing)


def extract(sentences: list[Sentence], text: str, pack: Pack, publisher: str | None = None) -> Statements:
    """What the recognised sentences of a document state."""
    return Reader(sentences, text, pack, publisher).read() if sentences else Statements()


__all__ = ["extract"]
