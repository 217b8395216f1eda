"""A sentence as its units, with their classes: what stands at a place, and what announces something."""

from __future__ import annotations

from typing import Any

from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence

MARKS = (
    "of", "to", "in", "from", "with", "by", "between", "for", "object", "presence", "accompany", "help", "invitation",
    "led", "head", "on_margin", "during", "about_prep", "per", "prep",
)  # fmt: skip
MARKED = frozenset(MARKS)
FINITE = ("past", "present", "future", "modal", "conditional")
TELLS_WHEN_AND_WHERE = {"support", "hold", "organise", "host", "plan", "cancel", "postpone", "begin", "end"}
"""Frames of verbs that open nothing themselves: what a noun announces is done, held, put off by them."""
HOLDING = {"hold", "support"}
"""Frames of verbs that say that something took place."""
NAMED_EVENTS = {"exercise_name": "exercise", "operation_name": "operation"}
"""Kinds of units that are names, and the frames that they open."""
NEAR = 6
"""How many units a noun's relative word, or its verb, may stand from it."""
FAR = 9
"""How many units a verb and the noun that it governs may stand apart."""
BEHIND_NOUN = MARKED | {"plural", "adv", "joined"}
IN_NOUN_PHRASE = frozenset({"adv", "post_adj", "num", "numword", "unknown", "ordword", "last", "next"})


class Words:
    """The units of one sentence; places are indices of its units."""

    def __init__(self, sentence: Sentence, frames: dict[str, dict[str, Any]], text: str) -> None:
        pack: Pack = sentence.pack
        self.units: list[Unit] = sentence.units
        self.order = pack.option("order", "svo")
        self.drops_subject = bool(pack.option("drops_subject"))
        self.cutter = pack.cutter
        self.in_construct = pack.option("construct", False)
        self.owners = tuple(pack.option("owners", ()))
        self.marks_people = bool(pack.option("marks_people"))
        self.plural_verbs = tuple(pack.option("plural_verbs", ()))
        self.text = text
        self.head_last = self.order == "sov"
        self.known_frames = frames
        self.alphabet = pack.alphabet
        self._letters = [unit.char for unit in self.units]
        self._letters_here = frozenset(self._letters)
        self._letters_of_words: frozenset[str] = sentence.letters
        self.classes = [*map(pack.alphabet.classes, self._letters)]
        self._places: dict[str, list[int]] = {}
        self._of_kind: dict[str, list[int]] = {}
        for n, unit in enumerate(self.units):
            if unit.rule is not None:
                self._of_kind.setdefault(unit.kind, []).append(n)
        self.actors, self.verbs = self.of_kind("actor"), self.of_kind("vg")
        finite = (n for n in self.verbs if self.units[n].setting("tense") in FINITE)
        self._finite = {n for n in finite if self.units[n].setting("finite") != "no" and not self._goes_on_bare(n)}
        self._frames = {n: self._frames_of(self.units[n]) for n in self.verbs}
        for kind, frame in NAMED_EVENTS.items():
            self._frames |= {n: [frame] for n in self.of_kind(kind)}
        for n in self.where("event"):
            if self.units[n].rule is None:
                self._frames[n] = [self.units[n].value("event") or ""]
        self._marks: dict[int, str] = {}
        self._subjects: dict[int, list[int]] = {}
        self._governed: dict[int, list[int]] | None = None
        self._predicates: list[int] | None = None
        self.asides: list[range] = []

    def has(self, at: int, name: str) -> bool:
        """Whether the unit at a place has a class."""
        return 0 <= at < len(self.units) and name in self.classes[at]

    def has_city(self, at: int) -> bool:
        """Whether a city is named at a place."""
        return self.has(at, "city") or self.has(at, "capital_name")

    def where(self, name: str) -> list[int]:
        """The places of all units of a class, in order."""
        found = self._places.get(name)
        if found is None:
            letters = self.alphabet.letters(name)
            there = not self._letters_here.isdisjoint(letters)
            found = [n for n, letter in enumerate(self._letters) if letter in letters] if there else []
            self._places[name] = found
        return found

    def holding(self, *names: str) -> list[int]:
        """The places of all units that have a word of one of some classes, at or under them, in order."""
        letters = self.alphabet.letters(*names)
        if self._letters_of_words.isdisjoint(letters):
            return []
        return [n for n, unit in enumerate(self.units) if unit.holds(letters)]

    def of_kind(self, kind: str) -> list[int]:
        """The places of all units that rules made of a kind, in order."""
        return self._of_kind.get(kind, [])

    @property
    def last(self) -> Unit | None:
        """The last unit that is no mark of punctuation."""
        places = range(len(self.units) - 1, -1, -1)
        return next((u for n in places if (u := self.units[n]).rule is not None or not self.has(n, "punct")), None)

    def kind(self, at: int) -> str:
        """What rules made of the unit at a place; empty for a word, and outside the sentence."""
        return self.units[at].kind if 0 <= at < len(self.units) else ""

    def is_actor(self, at: int) -> bool:
        """Whether somebody is named at a place."""
        return self.kind(at) == "actor"

    def frames(self, at: int) -> list[str]:
        """What the verb or noun at a place announces, by the names of frames."""
        return self._frames.get(at, [])

    @staticmethod
    def _frames_of(verb: Unit) -> list[str]:
        if said := verb.setting("frames"):
            return said.split()
        head = verb.captured("head")
        found = [e.value.partition(":")[0] for e in head.entries if e.name.startswith("v_")] if head else []
        return list(dict.fromkeys(found))

    def finite(self, at: int) -> bool:
        """Whether the unit is a verb that makes a clause."""
        return at in self._finite

    def _goes_on_bare(self, at: int) -> bool:
        """Whether a verb goes on an infinitive: 'to strengthen ties and enhance cooperation'."""
        head = self.units[at].captured("head")
        bare = self.units[at].setting("tense") == "present" and head is not None and self.has(at - 1, "conj")
        if not bare or head is None or not any(entry.name == "v_infinitive" for entry in head.entries):
            return False
        before = next((v for v in reversed(self.verbs) if v < at), None)
        return before is not None and self.units[before].setting("tense") == "infinitive"

    def passive(self, at: int) -> bool:
        """Whether the verb at a place is in the passive voice, be it by the auxiliary of the one before it."""
        unit = self.units[at]
        if unit.setting("voice") == "passive":
            return True
        if self.order != "svo" or not self.has(at - 1, "conj") or unit.setting("tense") != "past":
            return False  # 'was arrested in Paris and handed over to Spain'
        head, before = unit.captured("head"), [v for v in self.verbs if v < at]
        alike = head is not None and any(entry.name == "v_participle" for entry in head.entries)
        goes_on = alike and len(unit.leaves()) == 1 and bool(before) and self.passive(before[-1])
        return goes_on and not any(self.is_actor(n) for n in (at + 1, at + 2) if self.units[n - 1].rule or n == at + 1)

    def says(self, at: int) -> bool:
        """Whether the verb at a place is one of saying."""
        return "say" in self.frames(at)

    def is_definite(self, at: int) -> bool:
        """Whether a noun has the language's article, be it on the last of its words: *حفل التوقيع*."""
        unit = self.units[at]
        starts = [unit.start]
        if self.in_construct and unit.rule is None:
            starts.append(max(unit.start, self.text.rfind(" ", unit.start, unit.end) + 1))
        return any(self.cutter.is_definite(self.text, start) for start in starts)

    def is_owned(self, at: int) -> bool:
        """Whether a noun says by its ending whose it is: *لقائه*, his meeting."""
        unit = self.units[at]
        return unit.rule is None and bool(self.owners) and self.text[unit.start : unit.end].endswith(self.owners)

    def behind(self, at: int, name: str) -> int | None:
        """The place of a mark word of a class that stands behind what is at a place, past other marks."""
        n = at + 1
        while n < len(self.units) and self.units[n].rule is None and self.classes[n] & BEHIND_NOUN:
            if self.has(n, name) and self.units[n].value(name) == "after":
                return n
            n += 1
        return None

    def noun_phrase_start(self, at: int) -> int:
        """The place of the determiner of a noun, past its adjectives."""
        n = at - 1
        while (
            n >= 0 and (self.units[n].rule is None or self.kind(n) == "duration") and self.classes[n] & IN_NOUN_PHRASE
        ):
            n -= 1
        return n
