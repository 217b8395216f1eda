"""Date, place and occasion of a draft, the nearest in its clause; talks held with each are drafts each."""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.entities import nation
from entente.extraction.grammar import REACH, Grammar, Placed
from entente.extraction.parse import FAR, NEAR, TELLS_WHEN_AND_WHERE
from entente.languages.rules import Unit
from entente.model.statement import Draft
from entente.text.folding import fold

TALKING = ("meet", "talk")
"""Frames of nouns that may be an occasion without being gatherings: 'en marge de la réunion'."""

LASTING = ("visit", "training", "exercise", "gathering")
"""Kinds that may last longer than the day that is told."""


class Settling(Grammar):
    """Gives drafts their date, place and occasion, and enters them."""

    def draft(self, kind: str, at: int, unit: Unit) -> Draft:
        sentence = self.sentences[self.number]
        return Draft(kind, self.number, at, [(sentence.start, sentence.end)], trigger=(unit.start, unit.end))

    def settle(self, draft: Draft, at: int) -> None:
        """Date, place and occasion: the nearest of the predicate's clause."""
        if draft.when is None:
            self._date(draft, at)
        if draft.kind in LASTING:
            self._length(draft, at)
        self._place(draft, at)
        if self.scene is not None and self.scene[0] == self.number - 1 and draft.kind != "gathering":
            _, date, place, span = self.scene
            if draft.when is None and date is not None:
                draft.when, draft.when_span = date, (date.start, date.end)
            if draft.place is None and place is not None:
                draft.place, draft.place_span = place, span
        if draft.place is not None and draft.place_span is not None:
            self.last_place = (draft.place, draft.place_span)
        if draft.kind != "gathering":
            self._occasion(draft)

    def _date(self, draft: Draft, at: int) -> None:
        """The date that stands nearest to a predicate, and nearest to no gathering or noun of its own."""
        parse = self.parse
        dated = sorted([*parse.of_kind("date"), *(v for v in parse.verbs if parse.units[v].within("date"))])
        if not dated:
            return
        nouns = [n for n in parse.predicates() if parse.kind(n) != "vg"]
        rivals = [at, *nouns, *parse.of_kind("gathering")]
        far = {n: 0 if parse.together(at, n) else NEAR - 2 if self.near_clause(at, n) else NEAR for n in dated}
        for n in sorted(dated, key=lambda n: abs(n - at) + far[n]):
            unit = parse.units[n].within("date")[0]
            if unit.setting("when") in ("deadline", "until") or (draft.kind == "gathering" and self._is_before(n, at)):
                continue
            if parse.clauses[n] < 0 <= parse.clauses[at] or n < parse.dateline_end <= at:
                continue  # the day on which somebody said so
            if not self.near_clause(at, n) and self._promises(parse.main_verb(n)):
                continue  # the day of what somebody will do
            if not self.near_clause(at, n) and self._lies_ahead(n) != self._lies_ahead(at):
                continue  # the day of what will come of it
            if self._is_beyond(n, at) or (n < at and draft.kind == "visit" and self._is_backdrop(at)):
                continue
            nearest = min(rivals, key=lambda k: (abs(k - n), k))
            elsewhere = parse.units[nearest].kind == "gathering" and (nearest > n) is parse.head_last and nearest != at
            if draft.kind == "gathering" or not elsewhere:
                draft.when, draft.when_span = unit, (unit.start, unit.end)
                return

    def _is_backdrop(self, at: int) -> bool:
        """Whether a noun only says during what something else was: 'met on Monday during his visit'."""
        main = self.parse.main_verb(at)
        if main is None or main > at:
            return False
        during = next((n for n in range(at - 1, max(main, at - NEAR), -1) if self.parse.has(n, "during")), None)
        return during is not None and not any(self.parse.frames(n) for n in range(during, at))

    def _length(self, draft: Draft, at: int) -> None:
        """How long something lasts and until when: 'une visite de trois jours', 'se poursuivra jusqu'au 8 mars'.

        The days are counted back where a verb says that it ended.
        """
        parse = self.parse
        verb = at if parse.kind(at) == "vg" else parse.governor_of_noun(at)
        back = verb is not None and "end" in parse.frames(verb)
        for n in sorted({*parse.of_kind("date"), *parse.of_kind("duration"), *parse.where("lasting")}):
            unit = parse.units[n]
            if not draft.days and (days := self._days(unit)) and self._is_length_of(draft, n, at):
                draft.days = -days if back else days
            elif unit.kind == "date" and draft.until is None and draft.kind != "visit":
                main = parse.main_verb(n)
                frames = set(parse.frames(main)) if main is not None else set()
                ends = unit.setting("when") in ("deadline", "until")
                if (ends and (main in (None, at) or frames & TELLS_WHEN_AND_WHERE)) or (
                    "end" in frames and not parse.together(n, at)
                ):
                    draft.until = unit

    def _days(self, unit: Unit) -> int:
        """How many days a unit says that something lasts; 0 for any other unit."""
        if unit.kind != "duration":
            return int(unit.value("lasting") or 0)
        length, number = unit.captured("length"), unit.captured("number")
        if length is None:
            return int(next(filter(None, (leaf.value("lasting") for leaf in unit.leaves())), 0))
        words = self.text[number.start : number.end] if number is not None else "1"
        count = int((number.value("numword") if number is not None else None) or (words if words.isdecimal() else 1))
        return count * int(length.value("length") or 1)

    def _is_length_of(self, draft: Draft, n: int, at: int) -> bool:
        """Whether a duration at a place stands by the noun of a draft, or by one that says its verb again."""
        parse = self.parse
        nouns = [k for k in range(n - NEAR, n + 3) if parse.kind(k) == "gathering" or parse.frames(k)]
        nearest = min((k for k in nouns if parse.kind(k) != "vg"), key=lambda k: abs(k - n), default=None)
        if nearest is None:
            return n > at
        return nearest == at or (draft.kind in parse.kinds(nearest) and nearest not in parse.predicates())

    def _lies_ahead(self, at: int) -> bool:
        """Whether the verb of a place's clause is in the future."""
        verb = self.parse.main_verb(at)
        return verb is not None and self.tense(self.parse.units[verb]) == "future"

    def _promises(self, verb: int | None) -> bool:
        """Whether a verb announces a commitment."""
        return verb is not None and any("commitment" in self.frames.get(f, {}) for f in self.parse.frames(verb))

    def _place(self, draft: Draft, at: int) -> None:
        """The first place after 'à', 'en' in a predicate's clause; a city rather than a country."""
        parse = self.parse
        gathering = draft.kind == "gathering"
        beside = ("after",) if draft.kind == "visit" else ("after", "towards")
        marked = {n + 1 for name in ("to", "in") for n in parse.where(name) if parse.units[n].value(name) not in beside}
        marked |= {n + 1 for n in marked if parse.has(n, "det")}
        marked |= {n - 1 for name in ("to", "in") for n in parse.where(name) if parse.units[n].value(name) == "after"}
        marked |= {
            n for n, unit in enumerate(parse.units) if unit.rule is not None and unit.setting("mark") in ("to", "in")
        }
        if draft.kind == "visit":
            marked |= {n - 1 for n in parse.where("object")}
            if "visit" in parse.frames(at):  # 'they visited Rome'
                marked |= {at + 1, at + 2} if parse.has(at + 1, "det") else {at + 1}
        marked |= set(parse.where("here"))
        order = (lambda n: abs(n - at)) if parse.head_last else None
        for n in sorted((n for n in marked if 0 <= n < len(parse.units)), key=order):
            place = self.place(n)
            if place is None or not self.near_clause(at, n, gathering) or (gathering and self._is_before(n, at)):
                continue
            if self._is_beyond(n, at):
                continue
            if place[1] is None and any(r == "recipient" and p.country == place[2] for p, r in draft.parties):
                continue  # 'extradé vers la France' says to whom
            known = draft.place is not None and (draft.place[1] is None or not draft.place[3])
            narrower = known and place[1] is not None and bool(place[3])
            if draft.place is None or (narrower and abs(n - at) < FAR + 3):
                unit = parse.units[n]
                draft.place, draft.place_span = place, (unit.start, unit.end)
        start = parse.clause_start(at)
        if draft.place is None and parse.has(start, "where"):
            for n in range(start - 1, max(-1, start - NEAR), -1):
                if (place := self.place(n)) is not None:
                    draft.place, draft.place_span = place, (parse.units[n].start, parse.units[n].end)
                    return
        if draft.place is None and any(
            leaf.value("clitic") == "there"
            for v in parse.verbs
            if abs(v - at) <= NEAR
            for leaf in parse.units[v].leaves()
        ):
            draft.place, draft.place_span = self.last_place

    def _is_beyond(self, n: int, at: int) -> bool:
        """Whether a place is behind the verb that ends what is told of a predicate, where verbs stand last."""
        return self.parse.head_last and any(at <= v < n for v in self.parse.verbs)

    def _is_before(self, n: int, at: int) -> bool:
        """Whether a place is before what is told of a gathering, or is told of another one."""
        if self.parse.head_last:
            return any(self.parse.kind(k) == "gathering" for k in range(min(n, at) + 1, max(n, at)))
        return n < self._opening(at)

    def _opening(self, at: int) -> int:
        """Where what is told of a gathering begins: at its name, or at the verb of attending or holding before it."""
        parse = self.parse
        verb = next((v for v in reversed(parse.verbs) if v < at and parse.together(v, at)), None)
        if verb is None or any(parse.kind(n) == "gathering" for n in range(verb, at)):
            return at
        frames = set(parse.frames(verb))
        held = bool(frames & TELLS_WHEN_AND_WHERE) and not any(
            parse.is_actor(n) and parse.mark(n) == "" for n in range(parse.clause_start(at), at)
        )
        attended = any(parse.has(n, "attend_noun") for n in range(verb, at))
        return verb if held or attended or frames & {"attend", "host", "lead", "organise", "begin", "end"} else at

    def _occasion(self, draft: Draft) -> None:
        """The gathering on whose margins something was."""
        parse = self.parse
        if draft.kind != "visit" and (word := self.recalled()) is not None:
            draft.occasion = self.same_gathering(word)
        for n in parse.of_kind("gathering"):
            unit = parse.units[n]
            behind = parse.behind(n, "on_margin")
            for k in range(max(0, n - NEAR), n) if behind is None else [behind]:
                attends = "attend" in parse.frames(k)
                travels = draft.kind == "visit" and parse.has(k, "for")
                if parse.has(k, "on_margin") or travels or (attends and draft.kind in ("meeting", "call")):
                    draft.occasion = Draft("gathering", self.number, n, [])
                    draft.occasion.name_span = (unit.start, unit.end)
                    break
        for n in parse.where("on_margin"):
            if any(frame in TALKING for frame in parse.frames(n + 1)) and draft.occasion is None:
                talks = [d for d in self.out.drafts[-REACH:] if d.kind == "meeting" and not d.anaphoric]
                draft.occasion = talks[-1] if talks and talks[-1].sentence < self.number else None

    def place(self, n: int) -> Placed | None:
        """The place at a unit: (name, city, country, the gazetteer's row)."""
        unit = self.parse.units[n]
        words = self.entities.words((unit.start, unit.end))
        city = unit.value("city")
        if city is not None and self.parse.has(n + 1, "place_noun") and self.parse.has(n + 1, "Cap"):
            return None  # the 'Woodlands Checkpoint'
        if city is not None:
            return (words, words, city.split("/")[1] or None, city)
        if unit.rule is None and (code := unit.value("capital_name")):
            return (words, words, code, "")
        if unit.kind == "actor" and unit.setting("what") == "body":
            inner = next((leaf for leaf in unit.leaves() if leaf.value("city")), None)
            if inner is not None:
                row = inner.value("city") or ""
                return (words, self.text[inner.start : inner.end], row.split("/")[1] or None, row)
        if unit.kind == "spot" and (inner := next((leaf for leaf in unit.leaves() if leaf.value("city")), None)):
            row = inner.value("city") or ""
            name = self.text[inner.start : inner.end]
            return (name, name, row.split("/")[1] or None, row)
        if unit.kind == "actor" and unit.setting("what") == "capital":
            word = unit.leaves()[0]
            return (words, words, word.value("capital_name"), word.value("city") or "")
        if unit.kind == "actor" and unit.setting("what") == "country" and (here := nation(unit)):
            return (self.entities.words(here[1]), None, here[0], "")
        if self.parse.has(n, "land") and self.entities.home:
            return (words, None, self.entities.home, "")
        if self.parse.has(n, "capital_noun") or self.parse.has(n, "here"):
            return self.entities.home_place
        if unit.rule is None and self.parse.has(n - 1, "town") and "unknown" in self.parse.classes[n]:
            return (words, words if self.parse.units[n - 1].value("town") == "city" else None, None, "")
        if (
            unit.rule is None
            and "proper" in self.parse.classes[n]
            and not self.is_topic(n)
            and (self.parse.has(n - 1, "to") or self.parse.has(n - 1, "in"))
        ):
            return (words, words, self.entities.home, "")
        return None

    def is_topic(self, n: int) -> bool:
        """Whether the unit begins a topic's words ('Daech'), and so is no place."""
        return any(topic[0] == self.parse.units[n].start for topic in self.sentences[self.number].topics)

    def near_clause(self, at: int, n: int, gathering: bool = False) -> bool:
        """Whether a place belongs to a predicate's clause, or to one that only tells when and where it is."""
        parse = self.parse
        if parse.together(at, n):
            return True
        low, high = sorted((at, n))
        relative = any(parse.has(k, "whom") or (parse.has(k, "who") and not gathering) for k in range(low, high))
        if relative and not parse.reaches(at, n):
            return False
        return all(
            set(parse.frames(k)) & TELLS_WHEN_AND_WHERE for k in range(low, high + 1) if k != at and parse.finite(k)
        )

    def recalled(self) -> str | None:
        """The word that recalls a gathering told before: 'ce Salon', 'en marge de la conférence'."""
        parse = self.parse
        for n in parse.where("gathering_head"):
            margin = parse.has(n - 1 - int(parse.has(n - 1, "det")), "on_margin")
            margin = margin or parse.behind(n, "on_margin") is not None
            if parse.units[n].rule is None and (margin or parse.has(n - 1, "demo")):
                return fold(self.text[parse.units[n].start : parse.units[n].end])
        return None

    def same_gathering(self, word: str) -> Draft | None:
        """What 'ce Salon' stands for: the last gathering whose name has that word."""
        known = [d for d in self.out.drafts[-REACH:] if d.kind == "gathering" and d.name_span]
        alike = [d for d in known if word in fold(d.name or "")]
        if not alike and len({d.name for d in known}) == 1:
            alike = known
        return alike[-1] if alike else None

    def keep(self, draft: Draft) -> None:
        """Enter a draft, and let it be what 'cette visite' stands for."""
        self.entities.presume(draft)
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
        self.out.drafts.append(draft)

    def split(self, draft: Draft) -> list[Draft]:
        """Talks of one with counterparts of several countries are talks with each."""
        if draft.kind not in ("meeting", "call") or len(draft.parties) < 3:
            return [draft]
        first = draft.pivot or draft.parties[0][0]
        others = [(p, r) for p, r in draft.parties if p is not first and p.country != first.country]
        apart = draft.pivot is not None or any(p.plural for p, _ in others)
        if not apart or len({p.country for p, _ in others}) < 2 or first.kind not in ("person", "body"):
            return [draft]
        out = []
        for country in dict.fromkeys(p.country for p, _ in others):
            one = replace(
                draft,
                evidence=list(draft.evidence),
                countries={},
                topics=dict(draft.topics),
            )
            one.parties = [
                (p, r)
                for p, r in draft.parties
                if p.country in (first.country, country) and not (p.plural and p.country is None)
            ]
            out.append(one)
        return out
