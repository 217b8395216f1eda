"""Dates of a draft: the nearest in its clause, how long it lasts, until when."""

from __future__ import annotations

from itertools import takewhile

from entente.extraction.grammar import Grammar
from entente.extraction.words import NEAR, TELLS_WHEN_AND_WHERE
from entente.languages.rules import Unit
from entente.model.statement import Draft

IN_A_STATEMENT = frozenset({"in", "det", "poss", "communique", "adv"})
"""What may stand between a verb of saying and its date: 'said in a statement on Tuesday'."""


class Dating(Grammar):
    """Gives drafts their date."""

    def draft(self, kind: str, at: int, unit: Unit) -> Draft:
        sentence = self.sentences[self.number]
        return Draft(kind, self.number, at, [(sentence.start, sentence.end)], trigger=(unit.start, unit.end))

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
            before = draft.kind == "gathering" and self._is_before(n, at) and not self._opens_clause(n, at)
            if unit.setting("when") in ("deadline", "until") or before:
                continue
            if self._is_said_then(n, at) or n < parse.dateline_end <= at or self._is_of_speech(n, at):
                continue
            if draft.kind != "gathering" and self._is_told_aside(at) != self._is_told_aside(n):
                continue  # 'X, who arrived on Wednesday, met Y'
            if not self.near_clause(at, n) and self._promises(parse.main_verb(n)):
                continue  # the day of what somebody will do
            if draft.kind == "visit" and self._is_of_talks(n, at):
                continue  # 'travelled to Rome and met him on Tuesday'
            if not self.near_clause(at, n) and self._lies_ahead(n) != self._lies_ahead(at):
                continue  # the day of what will come of it
            if draft.kind != "gathering" and self._is_of_participle(n, at, draft.kind):
                continue
            if self._is_beyond(n, at) or (n < draft.at and draft.kind == "visit" and self._is_backdrop(draft.at)):
                continue
            nearest = min(rivals, key=lambda k: (abs(k - n), k))
            elsewhere = parse.units[nearest].kind == "gathering" and (nearest > n) is parse.head_last and nearest != at
            if draft.kind == "gathering" or not elsewhere:
                draft.when, draft.when_span = unit, (unit.start, unit.end)
                return

    def _is_of_participle(self, n: int, at: int, kind: str) -> bool:
        """Whether a participle between them has a date for itself: 'a course under the accord signed in 2014'."""
        parse = self.parse
        told = (v for v in parse.verbs if at < v < n and parse.units[v].setting("tense") == "participle")
        return not parse.head_last and any(parse.kinds(v) - {kind} for v in told)

    def _is_of_speech(self, n: int, at: int) -> bool:
        """Whether a date is when somebody said so: 'حسبما ذكرت الوكالة الجمعة'."""
        parse = self.parse
        words = range(n - 1, max(at, n - NEAR), -1)
        near = takewhile(lambda k: not (parse.is_comma(k) or parse.frames(k)), words)
        return any(
            parse.has(k, "communique") or (parse.has(k, "per") and parse.units[k].value("per") != "after") for k in near
        )

    def _is_said_then(self, n: int, at: int) -> bool:
        """Whether a date is the day on which somebody said so: 'he said on Tuesday that they had met'."""
        parse = self.parse
        main = parse.main_verb(n)
        if main is None or not parse.says(main) or "kind" in self._frames_at(main):
            return parse.clauses[n] < 0 <= parse.clauses[at]
        lately = parse.units[n].within("date")[0].setting("when") in ("weekday", "relative")
        low, high = sorted((main, n))
        beside = all(parse.classes[k] & IN_A_STATEMENT for k in range(low + 1, high))
        closely = parse.order == "svo" and at < main < n <= main + 2  # 'signed it, a source told Trend Aug. 21'
        return closely or (beside and not parse.together(n, at)) or (lately and parse.order == "svo" and main < at < n)

    def _is_of_talks(self, n: int, at: int) -> bool:
        """Whether a date stands in the clause of a later verb that opens an engagement itself."""
        main = self.parse.main_verb(n)
        later = main is not None and at < main < n and not self.parse.together(n, at)
        return later and main is not None and "kind" in self._frames_at(main)

    def _frames_at(self, verb: int) -> set[str]:
        """What the frames of a verb have."""
        return {key for name in self.parse.frames(verb) for key in self.frames.get(name, {})}

    def _is_told_aside(self, at: int) -> bool:
        """Whether a place is in a clause about somebody named before it: ', who is on a visit,'."""
        parse = self.parse
        start = parse.clause_start(at)
        return parse.has(start, "who") and parse.has(start - 1, "=,") and parse.is_actor(start - 2)

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

    def _is_beyond(self, n: int, at: int) -> bool:
        """Whether a place is behind the verb that ends what is told of a predicate, where verbs stand last."""
        return self.parse.head_last and any(at <= v < n for v in self.parse.verbs)

    def _is_before(self, n: int, at: int) -> bool:
        """Whether a place is before what is told of a gathering, or is told of another one."""
        if self.parse.head_last:
            return any(self.parse.kind(k) == "gathering" for k in range(min(n, at) + 1, max(n, at)))
        return n < self._opening(at)

    def _opens_clause(self, n: int, at: int) -> bool:
        """Whether a clause of attending or holding a gathering begins with a date: 'On 7 June, officers attended'."""
        opening = self._opening(at)
        return opening < at and n <= self.parse.clause_start(opening) + 1

    def _opening(self, at: int) -> int:
        """Where what is told of a gathering begins: its name, or the verb or noun of attending or holding before it."""
        parse = self.parse
        for n in parse.where("attend_noun"):
            if n < at and parse.together(n, at) and parse.units[n].value("attend_noun") == "hold":
                return n
        verb = next((v for v in reversed(parse.verbs) if v < at and parse.together(v, at)), None)
        if verb is None or any(parse.kind(n) == "gathering" for n in range(verb, at)):
            return at
        frames = set(parse.frames(verb))
        held = bool(frames & TELLS_WHEN_AND_WHERE) and not any(
            parse.is_actor(n) and parse.mark(n) == "" for n in range(parse.clause_start(at), at)
        )
        attended = any(parse.has(n, "attend_noun") for n in range(verb, at))
        return verb if held or attended or frames & {"attend", "host", "lead", "organise", "begin", "end"} else at

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
