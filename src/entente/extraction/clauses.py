"""A sentence seen by its units: the classes at a place, the preposition before an actor, the finite verbs."""

from __future__ import annotations

from entente.languages.pack import Pack
from entente.model.sentence import Sentence
from entente.model.statement import Party

MARKS = (
    "of",
    "to",
    "in",
    "with",
    "by",
    "between",
    "for",
    "presence",
    "accompany",
    "help",
    "invitation",
    "led",
    "head",
    "on_margin",
    "during",
    "about_prep",
    "per",
)
FINITE = ("past", "present", "future", "modal", "conditional")


class Clause:
    """One sentence seen by its units: classes at hand, marks before actors, verbs in order."""

    def __init__(self, sentence: Sentence, pack: Pack) -> None:
        self.units = sentence.units
        sets = pack.alphabet.classes
        self.classes = [sets(unit.char) for unit in self.units]
        self.verbs = [n for n, u in enumerate(self.units) if u.kind == "vg"]
        self._marks: dict[int, str] = {}
        self.subjects: dict[tuple[int, int], list[Party]] = {}
        self.objects: dict[int, list[tuple[Party, str, int]]] = {}
        self.places: dict[str, list[int]] = {}
        for n, classes in enumerate(self.classes):
            for name in classes:
                self.places.setdefault(name, []).append(n)

    def has(self, at: int, name: str) -> bool:
        """Whether the unit at a place has a class."""
        return 0 <= at < len(self.units) and name in self.classes[at]

    def where(self, name: str) -> list[int]:
        """The places of all units of a class, in order."""
        return self.places.get(name, [])

    def mark(self, at: int) -> str:
        """The preposition that governs the actor at a place; coordinated actors share their first one's."""
        mark = self._marks.get(at)
        if mark is None:
            mark = self._marks[at] = self._read_mark(at)
        return mark

    def _read_mark(self, at: int) -> str:
        n = at - 1
        while n >= 0:
            classes = self.classes[n]
            if self.units[n].rule is None:
                if "namely" in classes:
                    before = [
                        m for k in range(n - 1, -1, -1) for m in ("with", "between", "by") if m in self.classes[k]
                    ]
                    return before[0] if before else ""
                for name in MARKS:
                    if name in classes:
                        earlier = n - 2 - int(self.has(n - 2, "=,"))
                        repeated = (
                            name == "of"
                            and self.has(n - 1, "conj")
                            and earlier >= 0
                            and self.units[earlier].kind == "actor"
                        )
                        return self.mark(earlier) if repeated else name
            placed = "city" in classes or "capital_name" in classes
            skipped = classes & {"det", "adv", "poss", "demo", "civility", "Cap"} and not placed
            if skipped or self.has(n, '="'):
                n -= 1
                continue
            listed = "conj" in classes or ("=," in classes and self.listed(at))
            if listed and n > 0 and self.units[n - 1].kind == "actor":
                return self.mark(n - 1)
            if self.units[n].kind == "gathering" or classes & {"willing"}:
                return "noun"
            return ""
        return ""

    def listed(self, at: int) -> bool:
        """Whether the actor at a place stands in a list that a conjunction closes: 'A, B et C'."""
        while at + 2 < len(self.units) and self.has(at + 1, "=,") and self.units[at + 2].kind == "actor":
            at += 2
        return at + 2 < len(self.units) and self.has(at + 1, "conj") and self.units[at + 2].kind == "actor"

    def lists(self, at: int) -> bool:
        """Whether 'dont' at a place names members of what stands before it, rather than begins a clause."""
        after = self.units[at + 1 : at + 3]
        if not self.has(at, "namely") or not after or after[0].setting("what") not in ("person", "post", "body"):
            return False
        return len(after) < 2 or after[1].kind != "vg"

    def finite(self, at: int) -> bool:
        """Whether the unit is a verb that makes a clause."""
        return self.units[at].kind == "vg" and self.units[at].setting("tense") in FINITE
