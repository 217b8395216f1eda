"""A sentence as grammar sees it: what governs whom.

This is a shallow parse of the units that recognition made. A *predicate* is a verb or a noun that announces
something (`visit`, `talks`). A clause is the stretch of one finite verb. An actor without a mark before its
clause's verb is the subject; any other actor is governed by the nearest predicate that has a role for its mark.
Where words stand is the language's habit: the pack's `order` is `svo`, `vso` or `sov`.
"""

from __future__ import annotations

from typing import Any

from entente.extraction.subjects import BEFORE_NOUN, Subjects
from entente.extraction.words import FAR, NEAR, TELLS_WHEN_AND_WHERE

ADVERBIAL = ("in", "for", "to", "during")
BESIDE_DATES = frozenset({"since", "deadline"})
"""Classes of words that stand before a date and belong to it."""
OF_A_VENUE = frozenset({"assistance", "training"})
"""Kinds in which a school or a centre may take part; elsewhere 'à l'École' is where."""
NEEDS = (None, "help", "suspect", "place")
"""What a frame may need beside its parties; one that needs another mark, an invitation, is about nobody else."""
FOR_ANY = ("presence", "invitation", "led", "object")
"""Marks that any engagement has a role for."""


class Parse(Subjects):
    """The parse of one sentence; places are indices of its units."""

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
            return adverbial and bool(self.kinds(verb) & self.kinds(at)) and not self._names_actors(at)
        if self.units[at].setting("tense") != "participle":
            return False
        noun = next((n for n in range(at - 1, max(-1, at - FAR), -1) if self.frames(n) and self.kind(n) != "vg"), None)
        if noun is None or any(self.finite(n) for n in range(noun, at)):
            return False
        return not self.kinds(at) - self.kinds(noun)

    def _names_actors(self, noun: int) -> bool:
        """Whether a noun says itself whose it is: 'une opération conjointe de X et de Y'."""
        behind = range(noun + 1, min(noun + 3, len(self.units)))
        return any(self.is_actor(n) and self.mark(n) in ("of", "between") for n in behind)

    def kinds(self, at: int) -> set[str]:
        """The kinds of engagement that the verb or noun at a place can open."""
        frames = [self.known_frames.get(name, {}) for name in self.frames(at)]
        frames = [f for f in frames if f.get("needs") in NEEDS or self.where(str(f["needs"]))]
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
            if self._is_between_of_noun(at):
                return None
            here = [p for p in here if self._reaches_sides(p, self.group(at)[0])]
        left, right = [p for p in reversed(here) if p < at], [p for p in here if p > at]
        nearest = right + left if self.head_last else left + right
        if mark in ("", "noun"):
            if mark == "" and left and self.is_owned(left[0]) and not any(left[0] < v < at for v in self.verbs):
                return left[0]
            verbs = [p for p in nearest if self.units[p].kind == "vg" and (p < at or self.head_last)]
            return next((v for v in verbs if at not in self.subject(v)), None)
        if mark == "by" and left and self.units[left[0]].kind == "vg" and self._is_anothers(left[0]):
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
                return p if self.licenses(p, mark) and not self._is_of_another(p, at) else None
        held = (p for p in nearest if self.licenses(p, mark))
        found = next((p for p in held if not self.is_venue(at) or self.kinds(p) & OF_A_VENUE), None)
        return found if found is not None else self._governor_of_first(at, mark)

    def _governor_of_first(self, at: int, mark: str) -> int | None:
        """The governor of what an actor goes on with behind a relative clause: 'signé par A, qui …, et par B'."""
        n = at - 1
        while n > 0 and self.units[n].rule is None and not self._mark_at(n):
            n -= 1
        if mark not in ("by", "with") or not self.has(n - 1, "conj"):
            return None
        before = (p for p in reversed(self.predicates()) if p < at)
        return next((p for p in before if any(self.mark(k) == mark for k in self.governed(p))), None)

    def _reaches_sides(self, predicate: int, first: int) -> bool:
        """Whether 'between A and B' is near a predicate, or near what it signs: 'signed … a treaty between'."""
        frames = [self.known_frames.get(name, {}) for name in self.frames(predicate)]
        things = [n for frame in frames if "object_noun" in frame for n in self.where(str(frame["object_noun"]))]
        near = [predicate, *(n for n in things if predicate < n < first)]
        return any(abs(n - first) <= FAR for n in near)

    def _is_between_of_noun(self, at: int) -> bool:
        """Whether 'between' belongs to another noun than one that announces: 'التعاون بين البلدين'."""
        n = next((k for k in range(self.group(at)[0] - 1, -1, -1) if self.has(k, "between")), 0) - 1
        while self.has(n, "post_adj") or self.has(n, "adv"):
            n -= 1
        signed = any(self.has(k, "instrument") for k in range(n - 3, n + 1))
        return self.has(n, "plain") and not self.frames(n) and not signed

    def _is_of_another(self, noun: int, at: int) -> bool:
        """Whether an actor is of a word after a noun: 'since the election of X', 'a visit to the premises of X'."""
        between = range(noun + 1, at)
        if any(self.has(n, "since") for n in between):
            return True
        goal = next((n for n in between if self.has(n, "to")), at)
        named = any(self.is_actor(n) or self.has(n, "city") or self.has(n, "capital_name") for n in range(goal, at))
        return goal < at - 2 and not named and "visit" in self.kinds(noun)

    def is_venue(self, at: int) -> bool:
        """Whether what is named at a place is where something is: 'à l'École de police'."""
        return self.mark(at) in ("to", "in") and any(leaf.value("venue") for leaf in self.units[at].leaves()[:2])

    def is_possessor(self, at: int) -> bool:
        """Whether an actor has what stands behind it: 'the minister's visit'."""
        return not self.head_last and self._mark_at(at + 1, after=True) == "of"

    def _is_anothers(self, verb: int) -> bool:
        """Whether a participle is about speech or a gathering: 'information given by X', 'a summit organised by X'."""
        if self.units[verb].setting("tense") == "participle" and "say" in self.frames(verb):
            return True
        nouns = (n for n in range(verb - 1, -1, -1) if self.kind(n) == "gathering" or self.frames(n))
        return self.passive(verb) and self.kind(next(nouns, -1)) == "gathering"

    def goes(self, verb: int) -> bool:
        """Whether a verb tells of going somewhere, so that places before it are its own."""
        return any(self.known_frames.get(name, {}).get("goal") for name in self.frames(verb))

    def licenses(self, predicate: int, mark: str) -> bool:
        """Whether a predicate opens an engagement that has a role for a mark."""
        frames = [self.known_frames.get(name, {}) for name in self.frames(predicate)]
        opening = [f for f in frames if "kind" in f and f.get("needs") in (*NEEDS, mark)]
        opening = [frame for frame in opening if self._has_thing(predicate, frame)]
        if mark in FOR_ANY:
            return bool(opening)
        also = {"to": "to" if self.head_last else "object", "help": "by"}.get(mark, mark)
        return any(mark in frame or also in frame for frame in opening)

    def _has_thing(self, predicate: int, frame: dict[str, Any]) -> bool:
        """Whether what a frame of a verb asks for is named in its clause, where that is anything to be received."""
        wanted = frame.get("object_noun")
        if self.units[predicate].kind != "vg" or wanted is None or frame.get("object") != "provider":
            return True
        return any(self.together(n, predicate) for n in self.where(wanted))

    def reaches(self, predicate: int, at: int) -> bool:
        """Whether a place is in a predicate's clause, or in the relative clause that follows the noun."""
        if self.together(predicate, at):
            return True
        relative = self.relative(predicate)
        return relative is not None and self.together(relative, at)

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
        verbs = [v for v in self.verbs if noun < v < end and (self.finite(v) or v == noun + 1)]
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
        if verb is None or noun - verb - self._dates_between(verb, noun) > FAR:
            return None
        return verb

    def _dates_between(self, verb: int, noun: int) -> int:
        """How many units between two places only say when: 'effectue, depuis hier et jusqu'à demain, une visite'."""
        return sum(self.units[n].kind == "date" or bool(self.classes[n] & BESIDE_DATES) for n in range(verb, noun))

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
