"""Subjects: who does what a verb says, before or after it, left out, or the verb before's."""

from __future__ import annotations

from entente.extraction.clauses import Clauses
from entente.extraction.words import MARKED, MARKS, NEAR, TELLS_WHEN_AND_WHERE

NOUN_FIRST = frozenset({"bring", "about", "attend"})
"""Frames of verbs of which a noun that announces is the subject, or the object, where it stands first behind them."""
UNBOUND = ("infinitive", "same")
"""Tenses of verbs that another one carries: infinitives and gerunds."""
STANDS_BEFORE_NOUN = frozenset({"det", "poss", "demo"})
GOVERNS_NOUN = frozenset({*MARKED, "since", "deadline", "vg"})
BEFORE_NOUN = frozenset({"det", "adv", "num", "numword", "post_adj", "unknown"})


class Subjects(Clauses):
    """The subjects of one sentence."""

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
            return self._antecedent(start)
        before = [v for v in self.verbs if v < start and self.finite(v) and self._goes_on(v, start)]
        earlier = before[-1] if before else None
        if self.drops_subject and self.order != "vso" and (behind := self._subject_behind(verb)):
            return behind
        if earlier is None or (self.has(start, "whom") and not self._is_subject_dropped(verb)):
            return []
        known = self.subject(earlier)
        if not known and self._is_subordinate(earlier) and self.order == "svo":
            opening = (n for n in self.actors if n < self.clause_start(earlier) and self.mark(n) == "")
            return self.group(first) if (first := next(opening, None)) is not None else []
        alone = len(known) == 1 and self._is_one(known[0])
        return [] if alone and self.is_plural(verb) else known

    def _antecedent(self, relative: int) -> list[int]:
        """Whom a relative word is about: the actors before it, but not those who do what the verb before them says."""
        near = range(relative - 1, max(-1, relative - NEAR), -1)
        nearest = next((n for n in near if self.is_actor(n) or self.frames(n)), None)
        if nearest is None or not self.is_actor(nearest):
            return []  # 'announced that it was signed', 'the course that lasted five days'
        members = self.group(nearest)
        verb = next((v for v in reversed(self.verbs) if v < relative and self.finite(v)), None)
        doing = self.subject(verb) if verb is not None and verb < members[0] else []
        return [n for n in members if n not in doing] or members

    def _is_one(self, at: int) -> bool:
        """Whether an actor is a single person, named or told by a post: 'el funcionario'."""
        unit = self.units[at]
        return unit.setting("what") in ("person", "post") or any(leaf.value("one") for leaf in unit.leaves())

    def _ends_infinitive(self, at: int) -> bool:
        """Whether an actor is the object of an infinitive right before it: 'un accord visant à aider la police'."""
        while self.has(at - 1, "det"):
            at -= 1
        return self.order == "svo" and self.kind(at - 1) == "vg" and self.units[at - 1].setting("tense") in UNBOUND

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
        if self.order == "vso" and "hold" in frames and frames <= {"hold", "begin", "end"}:
            return False  # 'جرى في الرباط'
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
        said = self.passive(verb) and "say" in self.frames(main)  # 'verildiğini belirtti' is not done by who says it
        return [] if said else self.subject(main)

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
