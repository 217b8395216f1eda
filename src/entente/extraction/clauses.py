"""Clauses: the stretch of each finite verb; datelines, and who says so in passing, are apart."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from entente.extraction.marks import Marks

DASHES = ("=-", "=–", "=—", "=|", "=:", "=/")
LONGEST_DATELINE = 16


class Clauses(Marks):
    """The clauses of one sentence."""

    @cached_property
    def clauses(self) -> list[int]:
        """For each unit, the number of its clause."""
        self.asides = [aside for v in self.verbs if (aside := self._aside(v)) is not None]
        inside = {n for aside in self.asides for n in aside}
        finite = [v for v in self.verbs if self.finite(v) and v not in inside]
        cuts = {self._cut(before, verb) for before, verb in pairwise(finite)} | self.breaks
        cuts |= {n for name in ("who", "whom") for n in self.where(name) if not self.lists(n)}
        cuts.add(self.dateline_end)
        out, number = [], 0
        for n in range(len(self.units)):
            number += n in cuts and n > 0
            out.append(number)
        for k, aside in enumerate(self.asides, 1):
            for n in aside:
                out[n] = -k
        return out

    @cached_property
    def dateline_end(self) -> int:
        """Where the sentence itself begins after 'Rabat, 3 mai (MAP) -'; 0 where there is no dateline."""
        if self._letters_here.isdisjoint(self.alphabet.letters(*DASHES)):
            return 0
        opening = self.units[:LONGEST_DATELINE]
        verb = next((n for n, unit in enumerate(opening) if unit.kind == "vg"), len(opening))
        dashes = [n for n in range(verb) if not self.classes[n].isdisjoint(DASHES)]
        placed = any(self.has(n, "city") or self.units[n].kind == "date" for n in range(verb))
        return dashes[-1] + 1 if dashes and placed else 0

    def _aside(self, verb: int) -> range | None:
        """The places of ', a annoncé le ministre,': who says so, said in passing."""
        if (
            not self.says(verb)
            or not self.finite(verb)
            or not (self.has(verb - 1, "punct") or self.has(verb - 1, "per"))
        ):
            return None
        stepped = self.has(verb + 1, "adv") or self.kind(verb + 1) == "date"
        speaker = verb + 1 + int(stepped)
        if self.order == "svo" and self.finite(speaker + 1):
            return None  # 'A, B, said the minister will come'
        same = any(
            self.has(speaker + k, name)
            for k in (0, 1)
            for name in ("same_source", "communique", "agency", "agencyword")
        )
        if not same and (not self.is_actor(speaker) or self.mark(speaker) not in ("", "per")):
            return None
        if self.order == "vso" and not (self.has(verb - 1, "=,") and self.has(speaker + 1, "=,")):
            return None
        end = next((n for n in range(speaker + 1, len(self.units)) if self.has(n, "=,") or self.has(n, "=.")), None)
        return range(verb, end if end is not None else len(self.units))

    def _cut(self, before: int, verb: int) -> int:
        """Where the clause of a verb begins, after the finite verb before it."""
        for n in range(verb - 1, before, -1):
            if (self.has(n, "who") or self.has(n, "whom") or n in self.breaks) and not self.lists(n):
                return n
        if self.head_last:
            return before + 1
        joint = verb - 1
        while joint > before and (self.has(joint, "adv") or self.has(joint, "=,") or self.units[joint].kind == "date"):
            joint -= 1
        if self.has(joint, "conj"):
            return joint
        if self.order == "vso":
            subject = self.group(joint)[0] if self.is_actor(joint) and self.mark(joint) == "" else verb
            return subject if set(self.frames(before)) <= {"other"} else verb  # 'كانت إسبانيا قد وشحت'
        for n in range(verb - 1, before, -1):
            if self.is_actor(n) and self.mark(n) == "" and not self.has(n - 1, "=("):
                first = self.group(n)[0]
                while first - 1 > before and (self.has(first - 1, "det") or self.has(first - 1, "adv")):
                    first -= 1
                if first > before + 1 or self.says(before):
                    stays = self._takes_object(before) and not any(
                        self.is_actor(k) and self.mark(k) in ("", "object") for k in range(before + 1, first)
                    )
                    if not stays or self.has(first - 1, "conj"):
                        return first
                break
        return next((n for n in range(verb - 1, before, -1) if self.has(n, "=,") or self.has(n, "conj")), verb)

    def _takes_object(self, verb: int) -> bool:
        return not self.passive(verb) and any(self.known_frames.get(f, {}).get("object") for f in self.frames(verb))

    def clause_start(self, at: int) -> int:
        """The first place of the clause that a place is in."""
        return self.clauses.index(self.clauses[at])

    def main_verb(self, at: int) -> int | None:
        """The finite verb of the clause that a place is in."""
        return next((v for v in self.verbs if self.clauses[v] == self.clauses[at] and self.finite(v)), None)

    def together(self, one: int, other: int) -> bool:
        """Whether two places are in one clause."""
        clauses = self.clauses
        return clauses[one] == clauses[other]
