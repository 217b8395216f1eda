"""A sentence as grammar sees it: marks before actors, clauses, who is the subject of which verb, what governs whom.

This is a shallow parse of the units that recognition made. A *predicate* is a verb or a noun that announces
something (`visit`, `talks`). A clause is the stretch of one finite verb. An actor without a mark before its
clause's verb is the subject; any other actor is governed by the nearest predicate that has a role for its mark.
Where words stand is the language's habit: the pack's `order` is `svo`, `vso` or `sov`.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Any

from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence

MARKS = (
    "of", "to", "in", "from", "with", "by", "between", "for", "object", "presence", "accompany", "help", "invitation",
    "led", "head", "on_margin", "during", "about_prep", "per",
)  # fmt: skip
_MARKS = frozenset(MARKS)
NOUN_FIRST = frozenset({"bring", "about", "attend"})
"""Frames of verbs of which a noun that announces is the subject, or the object, where it stands first behind them."""
FINITE = ("past", "present", "future", "modal", "conditional")
TELLS_WHEN_AND_WHERE = {"support", "hold", "organise", "host", "plan", "cancel", "postpone", "begin", "end"}
"""Frames of verbs that open nothing themselves: what a noun announces is done, held, put off by them."""
NAMED_EVENTS = {"exercise_name": "exercise", "operation_name": "operation"}
"""Kinds of units that are names, and the frames that they open."""
ADVERBIAL = ("in", "for", "to", "during")
DASHES = ("=-", "=–", "=—", "=|", "=:")
LONGEST_DATELINE = 16
NEAR = 6
"""How many units a noun's relative word, or its verb, may stand from it."""
OF_A_VENUE = frozenset({"assistance", "training"})
"""Kinds in which a school or a centre may take part; elsewhere 'à l'École' is where."""
FAR = 9
"""How many units a verb and the noun that it governs may stand apart."""
FOR_ANY = ("presence", "invitation", "led", "object")
"""Marks that any engagement has a role for."""
REPEATS_OF = ("presence", "accompany")
"""Marks whose last word is repeated in a list: 'en présence de A, de B et de C'."""
STEPPED_OVER = frozenset({"det", "adv", "poss", "demo", "civility", "Cap"})
STANDS_BEFORE_NOUN = frozenset({"det", "poss", "demo"})
GOVERNS_NOUN = frozenset({*_MARKS, "since", "deadline", "vg"})
NOUNS = frozenset({"event", "communique", "unknown", "plain"})
"""Words behind which an actor without a mark is theirs where the language puts nouns in construct: *زيارة الوزير*."""
BEHIND_NOUN = _MARKS | {"plural", "adv", "joined"}
BEFORE_NOUN = frozenset({"det", "adv", "num", "numword", "post_adj", "unknown"})
IN_NOUN_PHRASE = frozenset({"adv", "post_adj", "num", "numword", "unknown", "ordword", "last", "next"})


class Parse:
    """The parse of one sentence; places are indices of its units."""

    def __init__(self, sentence: Sentence, frames: dict[str, dict[str, Any]], text: str) -> None:
        pack: Pack = sentence.pack
        self.units: list[Unit] = sentence.units
        self.order = pack.option("order", "svo")
        self.drops_subject = bool(pack.option("drops_subject"))
        self.cutter = pack.cutter
        self.in_construct = pack.option("construct", False)
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

    # words

    def has(self, at: int, name: str) -> bool:
        """Whether the unit at a place has a class."""
        return 0 <= at < len(self.units) and name in self.classes[at]

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
        """Whether the verb at a place is in the passive voice."""
        return self.units[at].setting("voice") == "passive"

    def says(self, at: int) -> bool:
        """Whether the verb at a place is one of saying."""
        return "say" in self.frames(at)

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

    # marks

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
        n = at - 1
        while n >= 0:
            classes = self.classes[n]
            if self.units[n].rule is None:
                if "namely" in classes:
                    return next((m for m in ("with", "between", "by") if any(k < n for k in self.where(m))), "")
                if mark := self._mark_at(n):
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
            if self.is_actor(before) and ("conj" in classes or (self.is_comma(n) and self._is_listed(at))):
                return self.mark(before)
            if self.units[n].kind == "gathering" or "willing" in classes:
                return "noun"
            behind = self.in_construct and n == at - 1 and self.units[n].rule is None and classes & NOUNS
            behind = behind and not self.cutter.is_definite(self.text, self.units[n].start)
            return "of" if behind and not self.units[at].leaves()[0].value("from") else ""
        return ""

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
        if classes.isdisjoint(_MARKS):  # most words
            return ""
        return next((m for m in MARKS if m in classes and (unit.value(m) == "after") is after), "")

    def _is_listed(self, at: int) -> bool:
        """Whether the actor at a place stands in a list that a conjunction closes: 'A, B et C'."""
        while self.is_comma(at + 1) and self.is_actor(at + 2):
            at += 2
        return self.is_actor(at + 2) and self.has(at + 1, "conj")

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
        return {n for n, end in pairwise(stops) if any(n < v < end and self.finite(v) for v in self.verbs)}

    def is_comma(self, at: int) -> bool:
        """Whether a comma, or a semicolon between members of a list, stands at a place."""
        return self.has(at, "=,") or (self.has(at, "=;") and at not in self.breaks)

    # clauses

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
            subject = joint if self.is_actor(joint) and self.mark(joint) == "" else verb
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

    # who does what

    def subject(self, verb: int) -> list[int]:
        """The places of the actors that do what a verb says; those of the verb before where none are its own."""
        known = self._subjects.get(verb)
        if known is None:
            self._subjects[verb] = []
            known = self._subjects[verb] = self._find_subject(verb)
        return known

    def _find_subject(self, verb: int) -> list[int]:
        start = self.clause_start(verb)
        if (where := self.units[verb].setting("subject")) is not None:
            return self._stated_subject(verb, start, where)
        if self.head_last:
            return self._first_subject(verb, start)
        if self.clauses[verb] < 0:
            return [n for n in (verb + 1, verb + 2) if self.is_actor(n)][:1]
        if self.order == "vso" and self.finite(verb) and (after := self._subject_after(verb)):
            return after
        if self.order == "vso" and self.units[verb].setting("tense") == "gerund":
            mains = [v for v in self.verbs if v < verb and self.finite(v) and not self._is_subordinate(v)]
            return self.subject(mains[-1]) if mains else []
        reach = verb - 3 if self.units[verb].setting("tense") == "participle" else start
        for n in range(verb - 1, max(start, reach) - 1, -1):
            if self._is_subject_noun(n):
                return []
            if (
                self.is_actor(n)
                and self.together(n, verb)
                and self.mark(n) in ("", "noun")
                and not self.has(n - 1, "=(")
                and not self._ends_infinitive(n)
            ):
                if self.mark(n) == "noun" and any(self.is_actor(k) for k in range(start, n)):
                    continue
                return [k for k in self.group(n) if k >= start]
        main = self.main_verb(verb)
        if self.units[verb].setting("tense") == "participle" and verb - start > 1:
            return []
        if not self.finite(verb) and main is not None:
            if main < verb or not any(self.is_actor(k) and self.mark(k) == "" for k in range(verb + 1, main)):
                return self.subject(main)
            return self.subject(main) if main > verb else []
        if self.has(start, "who") and not (
            self.drops_subject and self._subject_behind(verb) and not self.is_actor(start - 1)
        ):
            antecedent = next((n for n in range(start - 1, max(-1, start - NEAR), -1) if self.is_actor(n)), None)
            return self.group(antecedent) if antecedent is not None else []
        before = [v for v in self.verbs if v < start and self.finite(v) and self._goes_on(v, start)]
        earlier = before[-1] if before else None
        if self.drops_subject and self.order != "vso" and (behind := self._subject_behind(verb)):
            return behind
        if earlier is None or (self.has(start, "whom") and not self._is_subject_dropped(verb)):
            return []
        known = self.subject(earlier)
        alone = len(known) == 1 and self.units[known[0]].setting("what") in ("person", "post")
        return [] if alone and self.is_plural(verb) else known

    def _ends_infinitive(self, at: int) -> bool:
        """Whether an actor is the object of an infinitive right before it: 'un accord visant à aider la police'."""
        while self.has(at - 1, "det"):
            at -= 1
        return self.order == "svo" and self.kind(at - 1) == "vg" and self.units[at - 1].setting("tense") == "infinitive"

    def _subject_behind(self, verb: int) -> list[int]:
        """The subject after its verb, 'ayer llegó el ministro', where no other noun comes before it."""
        if self.passive(verb) or self.says(verb) or (self._takes_object(verb) and not self.marks_people):
            return []
        end = next((n for n in range(verb + 1, len(self.units)) if not self.together(n, verb)), len(self.units))
        first = next((n for n in range(verb + 1, end) if self.is_actor(n) and self.mark(n) == ""), None)
        if first is None or any(self.frames(n) for n in range(verb + 1, first)):
            return []
        goes = any(self.known_frames.get(name, {}).get("goal") for name in self.frames(verb))
        if goes and self.units[first].setting("what") in ("country", "capital", "body"):
            return []
        return [n for n in range(first, end) if self.is_actor(n) and first in self.group(n)] or [first]

    def is_plural(self, verb: int) -> bool:
        """Whether the ending of a verb group says that several do it, in a language where it does."""
        before = ("refl", "clitic", "oclitic", "neg", "adv")
        words = (leaf for leaf in self.units[verb].leaves() if not any(map(leaf.value, before)))
        finite = next(words, self.units[verb])
        return bool(self.plural_verbs) and self.text[finite.start : finite.end].endswith(self.plural_verbs)

    def _is_subject_dropped(self, verb: int) -> bool:
        """Whether a verb stands without a subject in a language where its ending is enough."""
        if not self.drops_subject or not self.finite(verb) or self.passive(verb):
            return False
        start, frames = self.clause_start(verb), set(self.frames(verb))
        if self.head_last and frames & TELLS_WHEN_AND_WHERE:
            return False  # 'tatbikat başladı'
        if self.units[verb].captured("refl") and not frames & {"meet", "talk", "go", "pledge"}:
            return False  # 'se celebró la reunión'
        if any(
            self.is_actor(n) and self.mark(n) == "" and self.together(n, verb) for n in range(start, len(self.units))
        ):
            return False
        named = (n for n in range(start, verb) if self.classes[n] & STANDS_BEFORE_NOUN)
        return all(n > 0 and self.classes[n - 1] & GOVERNS_NOUN for n in named)

    def is_subject_dropped(self, verb: int) -> bool:
        """Whether whoever was told of before does what a verb without a subject says."""
        earlier = any(v < verb and self.finite(v) for v in self.verbs)
        told = self.has(self.clause_start(verb), "whom")
        return (told or not earlier) and self._is_subject_dropped(verb)

    def _is_subject_noun(self, at: int) -> bool:
        """Whether a noun that announces stands without a mark, where subjects do: 'la réunion a rassemblé'."""
        if self.units[at].rule is not None or not self.frames(at):
            return False
        before = self.noun_phrase_start(at)
        return not any(self.has(before - k, mark) for k in (0, 1) for mark in MARKS) and self.kind(before) != "vg"

    def _is_subordinate(self, verb: int) -> bool:
        """Whether a relative or conjunction opens the clause of a verb."""
        start = self.clause_start(verb)
        return self.has(start, "who") or self.has(start, "whom")

    def _goes_on(self, verb: int, start: int) -> bool:
        """Whether the clause that begins at a place may go on about whoever does what an earlier verb says."""
        return self.order != "vso" or not (self.has(start, "conj") and self.has(self.clause_start(verb), "who"))

    def _subject_after(self, verb: int) -> list[int]:
        """The first actor without a mark after a verb, with those coordinated; none where one stands right before."""
        before = verb - 1
        while self.has(before, "adv") or self.has(before, "=,") or self.kind(before) == "date":
            before -= 1
        if self.is_actor(before) and self.together(before, verb) and self.mark(before) == "":
            return []
        if self.frames(verb - 1) and self.kind(verb - 1) == "" and set(self.frames(verb)) & {"award", "decorate"}:
            return []  # 'حفلا قلد خلاله الضيف وساما': whoever gives it was named before the ceremony
        for n in range(verb + 1, len(self.units)):
            if not self.together(n, verb):
                return []
            told = set(self.frames(verb)) & NOUN_FIRST
            if told and (self.frames(n) or (told != {"attend"} and self.has(self.clause_start(verb), "who"))):
                return []  # a meeting brings them together: 'ضم الاجتماع الوزير', 'الذي ضم الوزير'
            if self.is_actor(n) and self.mark(n) == "" and not self.has(n - 1, "=("):
                if self.units[n].leaves()[0].value("homologue"):
                    return []
                goes = any(self.known_frames.get(name, {}).get("goal") for name in self.frames(verb))
                if goes and self.units[n].setting("what") in ("country", "capital"):
                    continue  # that is where
                members = [n]
                while self.is_actor(n := self._next_listed(n)):
                    members.append(n)
                return members
        return []

    def _next_listed(self, at: int) -> int:
        """The place after the comma, conjunction and determiner behind an actor; -1 where there is no conjunction."""
        n = at + 1
        while self.has(n, "=,") or self.has(n, "conj") or self.has(n, "det"):
            n += 1
        return n if any(self.has(k, "conj") for k in range(at + 1, n)) else -1

    def _stated_subject(self, verb: int, start: int, where: str) -> list[int]:
        """The subject of a verb whose form says where it stands: right behind a participle, or before with a mark."""
        if where == "next":
            n = verb + 1
            while n < len(self.units) and self.units[n].rule is None and self.classes[n] & BEFORE_NOUN:
                n += 1
            return [n] if self.is_actor(n) else []
        marked = [n for n in range(verb - 1, start - 1, -1) if self.is_actor(n) and self.mark(n) == where]
        main = self.main_verb(verb)
        if marked or main is None or main == verb:
            return self.group(marked[0]) if marked else []
        return self.subject(main)

    def _first_subject(self, verb: int, start: int) -> list[int]:
        """The subject where verbs stand last: the first actor without a mark, rather one that a comma sets off."""
        own = [n for n in range(start, verb) if self.is_actor(n) and self.together(n, verb) and self.mark(n) == ""]
        own = [n for n in own if not self.has(n - 1, "=(")]
        alone = bool(own) and self._takes_object(verb) and len(own) == len(self.group(own[-1]))
        first = next((n for n in own if self.has(n + 1, "=,") and (alone or not self._is_listed(n))), None)
        if first is None and own:
            first = own[0]
            while (step := first + 1 + int(self.has(first + 1, "=,")) + int(self.has(first + 1, "conj"))) in own:
                first = step
        if first is not None:
            return [n for n in self.group(first) if n in own]
        earlier = next((v for v in reversed(self.verbs) if v < start and self.finite(v)), None)
        return self.subject(earlier) if earlier is not None else []

    def governed(self, predicate: int) -> list[int]:
        """The places of the actors that a predicate governs, in order."""
        if self._governed is None:
            self._governed = {}
            for n in self.actors:
                if (governor := self._governor(n)) is not None:
                    self._governed.setdefault(governor, []).append(n)
        return self._governed.get(predicate, [])

    def predicates(self) -> list[int]:
        """The places of verbs and of nouns that announce something."""
        if self._predicates is None:
            self._predicates = [n for n in sorted(self._frames) if not self._repeats(n)]
        return self._predicates

    def _repeats(self, at: int) -> bool:
        """Whether a predicate only says again what another does: 'reçu en audience', 'un stage animé par'."""
        if self.units[at].kind != "vg":
            verb = self.governor_of_noun(at)
            if verb is None or self.units[verb].setting("tense") == "infinitive":
                return False
            if self.head_last and verb == at + 2 and "support" in self.frames(verb):
                return False  # 'ziyarette bulundu'
            between = range(min(verb, at) + 1, max(verb, at))
            adverbial = any(self.has(n, m) for n in between for m in ADVERBIAL)
            return adverbial and bool(self.kinds(verb) & self.kinds(at))
        if self.units[at].setting("tense") != "participle":
            return False
        noun = next((n for n in range(at - 1, max(-1, at - FAR), -1) if self.frames(n) and self.kind(n) != "vg"), None)
        if noun is None or any(self.finite(n) for n in range(noun, at)):
            return False
        return not self.kinds(at) - self.kinds(noun)

    def kinds(self, at: int) -> set[str]:
        """The kinds of engagement that the verb or noun at a place can open."""
        frames = [self.known_frames.get(name, {}) for name in self.frames(at)]
        turned = [self.known_frames[f["turns"]] if "turns" in f and self.is_on_arrival(at) else f for f in frames]
        return {str(frame["kind"]) for frame in turned if "kind" in frame}

    def is_on_arrival(self, verb: int) -> bool:
        """Whether a verb of receiving does so at an airport, or welcomes to a place: 'welcomed him to London'."""
        towards = (n for n in self.where("to") if n > verb and self.units[n].value("to") == "towards")
        places = (n + 1 for n in towards if self.has(n + 1, "city") or self.has(n + 1, "capital_name"))
        return bool(self.where("airport")) or any(self.together(n, verb) for n in places)

    def is_antecedent(self, at: int, verb: int) -> bool:
        """Whether an actor is what a clause before it is about: 'X'in eğittiği 180 polis'."""
        if self.units[verb].setting("subject") != "of" or self.passive(verb):
            return False
        n = verb + 1
        while n < at and self.units[n].rule is None and self.classes[n] & BEFORE_NOUN:
            n += 1
        return n == at and verb < at

    def _embedded(self, at: int) -> int | None:
        """The verb of the embedded clause that a place is in: between its subject and itself."""
        for verb in self.verbs:
            if verb > at and self.units[verb].setting("subject") == "of":
                return verb if any(n <= at and self.mark(n) == "of" for n in self.subject(verb)) else None
        return None

    def _governor(self, at: int) -> int | None:
        mark = self.mark(at)
        if (verb := next((v for v in self.verbs if self.is_antecedent(at, v)), None)) is not None:
            return verb
        if (verb := self._embedded(at)) is not None and mark != "of":
            return verb if self.licenses(verb, mark) else None
        main = self.main_verb(at)
        following = next((v for v in self.verbs if v > at), None)
        if self.head_last and mark in ("to", "in", "from") and following is not None and self.goes(following):
            return following
        if mark == "from" and following is not None and self.units[following].setting("subject") == "next":
            return following if self.licenses(following, mark) else None
        if self.head_last and mark == "" and main is not None and at in self.subject(main):
            return None
        here = [p for p in self.predicates() if self.reaches(p, at)]
        if mark == "between":
            here = [p for p in here if abs(p - self.group(at)[0]) <= FAR]
        left, right = [p for p in reversed(here) if p < at], [p for p in here if p > at]
        nearest = right + left if self.head_last else left + right
        if mark in ("", "noun"):
            verbs = [p for p in nearest if self.units[p].kind == "vg" and (p < at or self.head_last)]
            return next((v for v in verbs if at not in self.subject(v)), None)
        if mark == "by" and left and self.units[left[0]].kind == "vg" and self._says_of_gathering(left[0]):
            return None
        if mark == "of" and self.head_last and (self.has(at + 2, "communique") or self.has(at + 2, "speech")):
            return None
        if mark == "of":
            if self.is_possessor(at):
                nearest = right + left
            if self.head_last:
                nearest = [p for p in nearest if self.units[p].kind != "vg" or self.finite(p)]
            for p in nearest:
                if self.units[p].kind == "vg" and not self.licenses(p, mark):
                    return None
                if self.licenses(p, mark):
                    return p
                return None
        there = mark in ("to", "in") and self.has_leaf(at, "venue")
        held = (p for p in nearest if self.licenses(p, mark))
        return next((p for p in held if not there or self.kinds(p) & OF_A_VENUE), None)

    def has_leaf(self, at: int, name: str) -> bool:
        """Whether one of the first words at a place has a class."""
        return any(leaf.value(name) for leaf in self.units[at].leaves()[:2])

    def is_possessor(self, at: int) -> bool:
        """Whether an actor has what stands behind it: 'the minister's visit'."""
        return not self.head_last and self._mark_at(at + 1, after=True) == "of"

    def _says_of_gathering(self, verb: int) -> bool:
        """Whether a participle belongs to a gathering: 'la conférence organisée par X'."""
        nouns = (n for n in range(verb - 1, -1, -1) if self.kind(n) == "gathering" or self.frames(n))
        return self.passive(verb) and self.kind(next(nouns, -1)) == "gathering"

    def goes(self, verb: int) -> bool:
        """Whether a verb tells of going somewhere, so that places before it are its own."""
        return any(self.known_frames.get(name, {}).get("goal") for name in self.frames(verb))

    def licenses(self, predicate: int, mark: str) -> bool:
        """Whether a predicate opens an engagement that has a role for a mark."""
        frames = [self.known_frames.get(name, {}) for name in self.frames(predicate)]
        opening = [frame for frame in frames if "kind" in frame]
        if mark in FOR_ANY:
            return bool(opening)
        also = {"to": "to" if self.head_last else "object", "help": "by"}.get(mark, mark)
        return any(mark in frame or also in frame for frame in opening)

    def reaches(self, predicate: int, at: int) -> bool:
        """Whether a place is in a predicate's clause, or in the relative clause that follows the noun."""
        if self.together(predicate, at):
            return True
        relative = self.relative(predicate)
        return relative is not None and self.together(relative, at)

    # nouns and their verbs

    def relative(self, noun: int) -> int | None:
        """The verb of the relative clause about a noun: 'les entretiens qu'il a eus'."""
        if self.units[noun].kind == "vg":
            return None
        if self.order == "vso" and (verb := self._bare_relative(noun)) is not None:
            return verb
        for n in range(noun + 1, min(len(self.units), noun + NEAR)):
            if self.frames(n):
                return None
            if self.has(n, "whom") or (self.has(n, "who") and not any(self.is_actor(k) for k in range(noun, n))):
                return next((v for v in self.verbs if v > n and self.finite(v)), None)
        return None

    def _bare_relative(self, noun: int) -> int | None:
        """The verb of a relative clause that no pronoun opens: right behind its noun, or one with it as object."""
        ends = (
            n for n in range(noun + 1, noun + FAR) if self.has(n, "conj") or (self.kind(n) == "" and self.frames(n))
        )
        end = next(ends, noun + FAR)
        verbs = [v for v in self.verbs if noun < v < end and self.finite(v)]
        own = [v for v in verbs if self.units[v].setting("object") == "own"]
        told = self.cutter.is_definite(self.text, self.units[noun].start)
        return own[0] if own else verbs[0] if verbs and verbs[0] == noun + 1 and not told else None

    def _has_inside(self, verb: int, noun: int) -> bool:
        """Whether a noun is in the clause of a verb behind it: not before an embedded one, nor a passive participle."""
        where = self.units[verb].setting("subject")
        if where == "of":
            return all(n < noun for n in self.subject(verb) if self.mark(n) == "of")
        return where != "next" or not self.passive(verb)

    def governor_of_noun(self, noun: int) -> int | None:
        """The verb that a noun is the object of."""
        here = [v for v in self.verbs if self.together(v, noun) and self.units[v].setting("tense") != "participle"]
        if self.head_last:
            return next((v for v in here if v > noun and self._has_inside(v, noun)), None)
        verb = next((v for v in reversed(here) if v < noun), None)
        if verb is None or noun - verb > FAR:
            return None
        return verb

    def verb_about(self, noun: int) -> int | None:
        """The verb that a noun is the subject of: 'une réunion a été organisée'."""
        if self.head_last:
            verb = self.governor_of_noun(noun)
            told = verb is not None and (self.passive(verb) or set(self.frames(verb)) & TELLS_WHEN_AND_WHERE)
            return verb if told and not self.has(noun + 1, "object") else None
        if self.order == "vso" and (verb := self.governor_of_noun(noun)) is not None:
            between = range(verb + 1, noun)
            return None if any(self.is_actor(n) and self.mark(n) == "" for n in between) else verb
        aside = -1 if self.clauses[noun] >= 0 else self.clauses[noun] - 1
        later = [v for v in self.verbs if v > noun and self.finite(v) and self.clauses[v] > aside]
        relative = self.relative(noun)
        if relative is not None:
            later = [v for v in later if v > relative]
        verb = next(iter(later), None)
        if verb is None or any(self.has(k, "whom") for k in range((relative or noun) + 1, verb)):
            return None
        return verb
