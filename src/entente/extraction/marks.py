"""Marks: what says the role of the actor beside it, and which actors are coordinated and share one."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from entente.extraction.words import MARKED, MARKS, Words

REPEATS_OF = ("presence", "accompany")
"""Marks whose last word is repeated in a list: 'en présence de A, de B et de C'."""
OF_COMPANY = ("with", "led", "presence", "accompany")
"""Marks of whom somebody is with; a list of them may close with a comma before its conjunction."""
STEPPED_OVER = frozenset({"det", "adv", "poss", "demo", "civility", "Cap"})
NOUNS = frozenset({"event", "communique", "unknown", "plain"})
"""Words behind which an actor without a mark is theirs where the language puts nouns in construct: *زيارة الوزير*."""


class Marks(Words):
    """The marks of one sentence."""

    def mark(self, at: int) -> str:
        """What marks the actor at a place; coordinated actors share the mark of their group."""
        mark = self._marks.get(at)
        if mark is None:
            self._marks[at] = ""
            mark = self._marks[at] = self._read_mark(at)
        return mark

    def _read_mark(self, at: int) -> str:
        if mark := self.units[at].setting("mark"):
            return mark
        if mark := self._mark_after(at):
            return mark
        if self._begins_with_of(at):
            return "of"
        n = at - 1
        while n >= 0:
            classes = self.classes[n]
            if self.units[n].rule is None:
                if "namely" in classes:
                    return next((m for m in ("with", "between", "by") if any(k < n for k in self.where(m))), "")
                if mark := self._mark_at(n):
                    if mark == "of" and self.has(n - 1, "place_noun"):
                        return "in"  # 'au siège de la police'
                    earlier = n - 2 - int(self.is_comma(n - 2))
                    joint = self.has(n - 1, "conj") or self.is_comma(n - 1)
                    repeated = mark == "of" and joint and self.is_actor(earlier)
                    known = self.mark(earlier) if repeated else ""
                    return known if known in REPEATS_OF or (repeated and self.has(n - 1, "conj")) else mark
            placed = "city" in classes or "capital_name" in classes
            if (classes & STEPPED_OVER and not placed) or '="' in classes:
                n -= 1
                continue
            if "conj" in classes and self.finite(at + 1) and any(self.finite(v) for v in self.verbs if v < n):
                return ""  # 's'est entretenu avec A, et B a signé'
            before = n - 1 - int("conj" in classes and self.is_comma(n - 1))
            listed = self.is_comma(n) and self._is_listed(at) and not self._ends_list(before)
            if self.is_actor(before) and ("conj" in classes or listed):
                return self.mark(before)
            if self.is_comma(n) and self.is_actor(before) and self.mark(before) in OF_COMPANY and self._is_counted(at):
                return self.mark(before)
            if self.units[n].kind == "gathering" or "willing" in classes:
                return "noun"
            behind = self.in_construct and n == at - 1 and self.units[n].rule is None and classes & NOUNS
            behind = behind and not self._is_closed(n)
            return "of" if behind and not self.units[at].leaves()[0].value("from") else ""
        return ""

    def _is_closed(self, noun: int) -> bool:
        """Whether nothing can be in construct behind a noun: it has the article, or says whose it is by its ending."""
        return self.is_owned(noun) or self.is_definite(noun)

    def _begins_with_of(self, at: int) -> bool:
        """Whether an actor's first word is both 'of' and a determiner, behind a noun: 'la formation des policiers'."""
        first = self.units[at].leaves()[0]
        both = bool(first.value("of") and first.value("det"))
        return both and at > 0 and self.units[at - 1].rule is None and bool(self.classes[at - 1] & NOUNS)

    def _mark_after(self, at: int) -> str:
        """The mark behind an actor, the outermost of several ('X'in daveti üzerine'), or behind its list."""
        mark, n = "", at + 1
        while found := self._mark_at(n, after=True):
            mark, n = found, n + 1
        if mark or not self.head_last:
            return mark
        following = at + 1 + int(self.is_comma(at + 1))
        joint = self.has(following, "conj")
        opens = not any(self.is_actor(n) for n in range(at))
        if joint or (self.is_comma(at + 1) and not opens and self._is_listed(at)):
            return self._mark_after(following + int(joint)) if self.is_actor(following + int(joint)) else ""
        return ""

    def _mark_at(self, at: int, after: bool = False) -> str:
        if not 0 <= at < len(self.units) or self.units[at].rule is not None:
            return ""
        classes, unit = self.classes[at], self.units[at]
        if classes.isdisjoint(MARKED):  # most words
            return ""
        return next((m for m in MARKS if m in classes and (unit.value(m) == "after") is after), "")

    def _is_listed(self, at: int) -> bool:
        """Whether the actor at a place stands in a list that a conjunction closes: 'A, B et C'."""
        while self.is_comma(at + 1) and self.is_actor(at + 2):
            at += 2
        return self.is_actor(at + 2) and self.has(at + 1, "conj")

    def _ends_list(self, at: int) -> bool:
        """Whether an actor is the last of a marked list: what follows 'between A and B,' is another one."""
        joint = at - 1
        while self.has(joint, "det"):
            joint -= 1
        return self.has(joint, "conj") and self.is_actor(joint - 1) and self.mark(at) not in ("", "noun")

    def _is_counted(self, at: int) -> bool:
        """Whether an actor stands in a list that a comma and a conjunction close: 'A, B, y C'."""
        while self.is_comma(at + 1) and self.is_actor(at + 2):
            at += 2
        return self.is_comma(at + 1) and self.has(at + 2, "conj") and self.is_actor(at + 3)

    def lists(self, at: int) -> bool:
        """Whether 'dont' at a place names members of what stands before it, rather than begins a clause."""
        after = self.units[at + 1 : at + 3]
        if not self.has(at, "namely") or not after or after[0].setting("what") not in ("person", "post", "body"):
            return False
        return len(after) < 2 or after[1].kind != "vg"

    def group(self, at: int) -> list[int]:
        """The places of the actors coordinated with the one at a place, which is the last of them."""
        members, n, joined = [at], at - 1, False
        while n > 0 and (self.has(n, "conj") or self.is_comma(n)):
            joined = joined or self.has(n, "conj")
            step = n - 1
            while self.is_comma(step) or self.has(step, "det") or (self.has(step, "of") and self.has(n, "conj")):
                step -= 1
            if not self.is_actor(step) or self.mark(step) != self.mark(at):
                break
            members.insert(0, step)
            n = step - 1
        headline = members[0] == 0 and all(self.units[k].setting("what") == "country" for k in members)
        return members if joined or headline else [at]

    @cached_property
    def breaks(self) -> set[int]:
        """The semicolons that begin a clause with a verb of its own; the others stand between members of a list."""
        stops = [*self.where("=;"), len(self.units)]
        finite = [v for v in self.verbs if self.finite(v)]
        return {n for n, end in pairwise(stops) if any(n < v < end for v in finite) and any(v < n for v in finite)}

    def is_comma(self, at: int) -> bool:
        """Whether a comma, or a semicolon between members of a list, stands at a place."""
        return self.has(at, "=,") or (self.has(at, "=;") and at not in self.breaks)
