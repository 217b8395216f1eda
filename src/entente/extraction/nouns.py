"""Drafts from nouns: 'une visite de X', 'la rencontre entre X et Y', and what the verbs around them say of it."""

from __future__ import annotations

from entente.extraction.sides import TALKED_ABOUT, Frame
from entente.extraction.verbs import OF_PARTICIPLES, Verbs
from entente.extraction.words import FAR, NEAR, TELLS_WHEN_AND_WHERE
from entente.model.statement import TALKS, Draft, Party, Span

DOING = {"support", "give", "meet", "talk", "organise", "hold"}
"""Frames of verbs whose subject does what the noun after them announces."""
TOLD_WHEN_DONE = ("signing", "assistance", "handover", "operation", "honour")
"""Kinds that whoever announces them tells of as done: 'announced the signing of an agreement'."""
OF_AUTHORITIES = ("handover", "signing", "assistance")
"""Kinds that those authorities do who announce them."""
TEACHING = {"organise", "host", "train"}
"""Frames of verbs whose subject gives what others attend: 'participe à un stage que la police organise'."""
ASIDE = ("during", "on_margin")
"""Marks before a noun whose verb says nothing of it."""
BESIDES = {"visit": ("on",), "exercise": ("with",)}
"""Other marks behind which a noun says what the subject of another verb does: 'is here on a visit'."""


class Nouns(Verbs):
    """Opens what nouns announce."""

    def noun(self, at: int) -> None:
        """What the noun at a place announces: 'une visite de X', 'la rencontre entre X et Y'."""
        parse, unit = self.parse, self.parse.units[at]
        name, first = parse.frames(at)[0], parse.noun_phrase_start(at)
        frame = self._announced(at, first, self.frames.get(name, {}))
        if frame is None:
            return
        verb, relative, about = parse.governor_of_noun(at), parse.relative(at), parse.verb_about(at)
        main = parse.main_verb(at)
        if verb is not None and "be" in parse.frames(verb) and parse.has(first, "poss"):
            return  # 'It was their second meeting' says what was told before
        if self._is_denied(verb, main, about):
            return
        draft = self.draft(str(frame["kind"]), at, unit)
        if unit.rule is not None:
            words = unit.captures.get("name") or [unit]
            draft.name_span = (words[0].start, words[-1].end)
            draft.name = self.text[slice(*draft.name_span)]
        if about is not None:
            self._told_of(draft, about)
        elif verb is not None and any("status" in self.frames.get(f, {}) for f in parse.frames(verb)):
            self._told_of(draft, verb)
        self._called_off(draft, at)
        for party, role in self._done_by(draft, frame, at, first, verb, relative) + self._done_before(frame, at):
            draft.add(party, role)
        if parse.has(at + 1, "thisone"):  # 'his present visit'
            draft.tense = draft.tense or "present"
        meanwhile = any(parse.has(first - k, "during") for k in (0, 1))
        if not draft.tense and main is not None and meanwhile and self.tense(parse.units[main]) == "past":
            draft.tense = "past"
        side = str(frame.get("with") or frame.get("subject") or "participant")
        for code, span in self._nations_of(at).items():
            draft.add(Party("country", code, code, span), side)
        for party in self.with_whom(relative if relative is not None else verb if verb is not None else at):
            draft.add(party, str(frame.get("with") or "participant"))
        others = self._others(draft.kind, at, about)
        self._add_others(draft, frame, at, others)
        self._gets_back(draft, others)
        draft.definite = self._is_told(first) or parse.has(first, "demo")
        ended = about is not None and "end" in parse.frames(about)
        if ended and about is not None:  # 'the exercise that X holds ended'
            draft.tense = self.tense(parse.units[about])
        draft.anaphoric = self._is_said_again(draft, frame, at, others, ended=ended)
        if relative is not None:
            self.settle(draft, relative)
        self.hosted(draft, relative)
        self.hosted(draft, verb)
        self._finish(draft, at, frame, name, promised=self._is_promised(at))

    def _is_denied(self, verb: int | None, main: int | None, about: int | None) -> bool:
        """Whether the verb over a noun, or the one that says what became of it, is negated or but a supposition."""
        parse = self.parse
        tells = about is not None and (parse.passive(about) or set(parse.frames(about)) & TELLS_WHEN_AND_WHERE)
        if about is not None and tells and self.negated(about):
            return True
        over = [parse.units[v].setting("tense") for v in (verb, main) if v is not None]
        return verb is not None and (self.negated(verb) or "conditional" in over)

    def _others(self, kind: str, at: int, about: int | None) -> list[tuple[Party, str, int]]:
        """Whom a noun governs, be it by the verb that says what became of it, each with mark and place."""
        parse, others = self.parse, self.governed(at)
        if kind in TALKS:
            others += self._led_by(at)
        if about is not None and kind != "visit" and "bring" in parse.frames(about):
            others += [(party, "with", n) for party, mark, n in self.governed(about) if mark == ""]
        if about is not None and parse.passive(about) and "support" in parse.frames(about):
            agents = self.governed(about) if parse.head_last else self.behind(about)  # 'will be given by X to Y'
            others += [row for row in agents if row not in others]
        return others

    def _announced(self, at: int, first: int, frame: Frame) -> Frame | None:
        """The frame of what a noun announces; `None` where it announces nothing."""
        parse = self.parse
        if "kind" not in frame or self.is_untold():
            return None
        if parse.order == "vso" and self._is_attended(at):
            return None
        if self._is_discussed(at) and (parse.head_last or frame["kind"] in TALKED_ABOUT):
            return None
        if not parse.head_last and self._is_a_field(frame, first, at):
            return None
        if parse.has(at - 1, "of") and parse.has(at - 2, "venue"):
            return None  # 'un centre de formation'
        if (thing := frame.get("of_what")) and self.nouns_after(at, str(thing), NEAR) is None:
            return self.frames["ceremony"] if self._is_told(first) else None
        return frame

    def _add_others(self, draft: Draft, frame: Frame, at: int, others: list[tuple[Party, str, int]]) -> None:
        """Give those whom a noun governs the roles that their marks say."""
        parse = self.parse
        several = sum(mark == "of" and p.kind == "country" for p, mark, _ in others) > 1
        for party, mark, n in others:
            of_a_side = mark == "of" and party.kind in ("country", "body") and draft.kind == "meeting"
            meant = self._role(frame, mark, passive=not parse.is_owned(at))
            if draft.kind == "training" and parse.is_venue(n):
                meant = self._teaches(others)
            if draft.kind == "training" and mark == "presence" and party.kind == "group" and self._partakes(n):
                meant = "recipient"
            if draft.kind == "visit" and mark == "to" and party.kind in ("country", "body"):
                continue  # that is where it goes
            if meant and (several or not of_a_side):
                draft.add(party, meant)

    def _is_said_again(
        self, draft: Draft, frame: Frame, at: int, others: list[tuple[Party, str, int]], *, ended: bool
    ) -> bool:
        """Whether a noun only says again what was told before: 'this visit', 'the exercise ended'."""
        parse = self.parse
        first, verb = parse.noun_phrase_start(at), parse.governor_of_noun(at)
        newcomers = any(mark == "with" and parse.units[n].setting("what") == "person" for _, mark, n in others)
        if parse.has(first, "demo") and not newcomers:
            return True
        if frame.get("again"):
            return True
        if verb is not None and "attend" in parse.frames(verb) and parse.behind(at, "to") is not None:
            return True
        if ended and draft.definite and any(self.recent(draft.kind)):
            return True
        named = parse.kind(at) == "exercise_name"
        if draft.definite and not named and others and all(mark == "presence" for _, mark, _ in others):
            return True
        return draft.kind in TALKS and parse.has(first, "recalls") and self._recalls(draft)

    def _partakes(self, at: int) -> bool:
        """Whether the word of presence before a place says that they take part rather than look on."""
        before = next((n for n in range(at - 1, -1, -1) if self.parse.has(n, "presence")), None)
        return before is not None and self.parse.units[before].value("presence") == "partaking"

    def _led_by(self, at: int) -> list[tuple[Party, str, int]]:
        """Who leads talks told apart from them: 'The meeting, held at X, was co-chaired by A and B'."""
        parse = self.parse
        verb = next((v for v in parse.verbs if v > at and parse.has(v + 1, "led")), None)
        alone = sum(parse.units[n].kind != "vg" for n in parse.predicates()) == 1
        if parse.order != "svo" or verb is None or not alone:
            return []
        free = [n for n in sorted(self.here) if n > verb and parse.mark(n) == "led"]
        taken = {n for p in parse.predicates() for n in parse.governed(p)}
        return [(party, "led", n) for n in free if n not in taken for party in self.here[n] if party.kind == "person"]

    def _recalls(self, draft: Draft) -> bool:
        """Whether talks are those told right before, which 'this came during a meeting' goes on about."""
        last = next(self.recent(*TALKS, within=2), None)
        if last is None:
            return False
        people, sides = ({p.identity for p, _ in d.parties} for d in (draft, last))
        return bool(people & sides) or {p.country for p, _ in draft.parties} <= {
            None,
            *(p.country for p, _ in last.parties),
        }

    def _is_a_field(self, frame: Frame, first: int, at: int) -> bool:
        """Whether a noun only says what others speak of: 'examined cooperation in the field of police training'."""
        behind = any(self.parse.has(n, "about_prep") for n in range(max(0, first - 1), at))
        return behind and frame["kind"] in OF_PARTICIPLES and not self.parse.relative(at)

    def _is_discussed(self, at: int) -> bool:
        """Whether a noun is but the object of a verb of discussing: 'polis eğitimi ele alındı'."""
        verb = self.parse.governor_of_noun(at)
        if verb is None or (not self.parse.head_last and (at - verb > 4 or self.parse.passive(verb))):
            return False
        adverbial = any(self.parse.behind(at, mark) is not None for mark in ("in", "during", "on_margin"))
        return "about" in self.parse.frames(verb) and not adverbial and "organise" not in self.parse.frames(verb)

    def _done_by(
        self, draft: Draft, frame: Frame, at: int, first: int, verb: int | None, relative: int | None
    ) -> list[tuple[Party, str]]:
        """Who does what a noun announces, with the role: by its relative clause, its verb, or the clause it is in."""
        parse = self.parse
        doer, adverbial = self._doer(draft, frame, at, verb), self._is_adverbial(draft, at, first)
        by_agent = any(mark == "by" for _, mark, _ in self.governed(at))
        told: list[tuple[Party, str]] = []
        if relative is not None and frame.get("subject") and "bring" not in parse.frames(relative):
            draft.tense = self.tense(parse.units[relative])
            doing = self._done_in_clause(relative)
            if doer == "recipient" and verb is not None and TEACHING & set(parse.frames(relative)):
                return [(p, "provider") for p in doing] + [(p, doer) for p in self.subject(verb)]
            told = [(p, doer) for p in doing + self._given_to(relative, at)]
            attends = draft.kind == "exercise" and verb is not None and "attend" in parse.frames(verb)
            if verb is None or (told and not attends):
                return told
        if verb is not None:
            frames = set(parse.frames(verb))
            only_says = "say" in frames and not frames & DOING
            if frames & {"go", "visit", "be"} or not (adverbial or only_says):
                draft.tense = self._going_on(verb)
            by_verb = self._done_by_verb(draft.kind, at, first, verb, adverbial)
            if by_verb is not None:
                role = self._role_under(draft.kind, frames, doer)
                return [(p, role) for p in by_verb] + told
        announced = draft.kind in OF_AUTHORITIES or (draft.kind == "operation" and not by_agent)
        if verb is not None and "say" in parse.frames(verb) and announced and not adverbial:
            return [(p, doer) for p in self.subject(verb) if p.kind != "person"]  # the authorities that announce it
        if parse.has(first, "poss") and not by_agent:
            parties = self._owner(at) or self.entities.pair
            return [(p, doer) for p in (parties[:1] if draft.kind == "visit" else parties)]
        if adverbial and not (draft.kind == "visit" and by_agent) and not self._is_told(first):
            return [(p, doer) for p in self._done_meanwhile(draft.kind, at)]
        return []

    def _doer(self, draft: Draft, frame: Frame, at: int, verb: int | None) -> str:
        """The role of whoever does what a noun announces; those who complete or attend a training receive it."""
        attends = verb is not None and {"attend", "trained"} & set(self.parse.frames(verb))
        if draft.kind == "training" and (attends or any(mark == "by" for _, mark, _ in self.governed(at))):
            return "recipient"
        return str(frame.get("subject") or "participant")

    def _is_adverbial(self, draft: Draft, at: int, first: int) -> bool:
        """Whether a noun says when, where or what for another verb's subject does something: 'lors de la visite'."""
        marks = ("during", "on_margin", "in", "to", "for", "prep", *BESIDES.get(draft.kind, ()))
        before = () if self.parse.head_last else (first, first - 1)
        return any(self.parse.behind(at, m) is not None or any(self.parse.has(n, m) for n in before) for m in marks)

    @staticmethod
    def _role_under(kind: str, frames: set[str], doer: str) -> str:
        """The role of the subject of a verb over a noun: whoever hosts it, organises it, leads or attends it."""
        if kind in TALKS:
            return "participant" if "host" in frames else doer
        if kind != "visit" and frames & {"lead", "attend"} and not (kind == "training" and "attend" in frames):
            return "participant"
        if "host" in frames:
            return "host"
        return "organiser" if kind == "exercise" and "organise" in frames else doer

    def _done_in_clause(self, relative: int) -> list[Party]:
        """The subject of a noun's relative clause, which may stand behind its verb: 'l'exercice que mène l'armée'."""
        if self.parse.passive(relative):
            return []
        return self.subject(relative) or [p for p, mark, _ in self.governed(relative) if mark == ""][:1]

    def _done_by_verb(self, kind: str, at: int, first: int, verb: int, adverbial: bool) -> list[Party] | None:
        """Who does what the verb over a noun says; `None` where that verb does not say who does it."""
        parse, frames, subjects = self.parse, set(self.parse.frames(verb)), self.subject(verb)
        if kind == "exercise" and "attend" in frames:
            return subjects
        if not subjects and (parse.order == "vso" or self._opens_sentence(verb)):
            subjects = [p for p, mark, _ in self.governed(verb) if mark == ""][:1]
        carried = parse.head_last and verb == at + 2 and "support" in frames  # 'ziyarette bulundu'
        aside = adverbial if parse.head_last else any(parse.has(first - k, m) for k in (0, 1) for m in ASIDE)
        if (aside and not carried) or not frames & (DOING | {"host", "attend", "trained", "lead"}):
            return None
        held = parse.passive(verb) or frames & DOING == {"hold"} or "about" in frames
        return [] if held else subjects

    def _done_meanwhile(self, kind: str, at: int) -> list[Party]:
        """Who does what a noun aside announces: those of whom its clause tells, 'X a rencontré Y lors d'une visite'."""
        parse, main = self.parse, self.parse.main_verb(at)
        frames = set(parse.frames(main)) if main is not None else set()
        if "say" in frames and not frames & DOING and kind in TALKED_ABOUT:
            return []
        parties = self.subject(main) if main is not None else self._standing_before(at)
        if parse.is_owned(at) and main is not None and any(n in parse.governed(at) for n in parse.subject(main)):
            parties = [p for v in parse.verbs if v < main for p in self.subject(v) if p.kind == "person"][:1]
        at_home = kind == "visit" and {p.country for p in parties} == self._visited(at)
        guest = kind == "visit" and main is not None and bool({"receive", "welcome"} & frames)
        if main is not None and (not parties or at_home or (guest and not parse.passive(main))):
            marks = ("", "object", "with") if at_home else ("", "object")
            parties = [p for p, mark, _ in self.governed(main) if mark in marks]
        if kind == "operation" and main is not None and parse.frames(main) == ["act"]:
            return []  # 'praised the role that it played in operations'
        if not parties and parse.is_owned(at) and self.subject_before is not None:
            parties = [self.subject_before]
        return [p for p in parties if p.kind != "country" or kind not in TALKS]

    def _visited(self, at: int) -> set[str | None]:
        """The country that a visit is told to be to, right behind its noun."""
        to = {p.country for p, mark, n in self.governed(at) if mark in ("to", "in") and n - at <= NEAR}
        home = any(at < n <= at + NEAR for n in self.parse.where("land"))
        return to | ({self.entities.home} if home else set())

    def _going_on(self, verb: int) -> str:
        """The tense of a verb over a noun; what has begun is going on."""
        tense = self.tense(self.parse.units[verb])
        return "begun" if tense == "past" and "begin" in self.parse.frames(verb) else tense

    def _given_to(self, relative: int, noun: int) -> list[Party]:
        """Whom 'lui' is in 'l'audience que lui a accordée X': whoever was named right before."""
        if not any(leaf.value("clitic") == "pron" for leaf in self.parse.units[relative].leaves()):
            return []
        before = [p for n in sorted(self.here) if n < noun for p in self.here[n] if p.kind == "person"]
        return before[-1:]

    def _standing_before(self, at: int) -> list[Party]:
        """Who stands unmarked before a place in a clause without a verb of ours: 'X is in Rome on a visit'."""
        parse = self.parse
        free = [n for n in self.here if n < at and parse.together(n, at) and parse.mark(n) == ""]
        return self.at(parse.group(free[-1])) if free else []

    def _done_before(self, frame: Frame, at: int) -> list[tuple[Party, str]]:
        """Who does or attends what a noun announces by the clause before it: 'X'in katıldığı tatbikat'."""
        parse = self.parse
        verb = next((v for v in reversed(parse.verbs) if at - 4 < v < at), None)
        if verb is None or parse.units[verb].setting("subject") != "of" or parse.passive(verb):
            return []
        frames = set(parse.frames(verb))
        role = "participant" if "attend" in frames else str(frame.get("subject")) if frames & DOING else ""
        return [(party, role) for party in self.subject(verb) if role]

    def _owner(self, noun: int) -> list[Party]:
        """Whose a noun is after 'sa', 'leur': the subject of the verb before it, or of the one after it."""
        parse = self.parse
        before = [v for v in parse.verbs if v < noun and parse.finite(v)]
        after = [v for v in parse.verbs if v > noun and parse.finite(v)]
        return next((found for v in [*reversed(before), *after[:1]] if (found := self.subject(v))), [])

    def _is_attended(self, at: int) -> bool:
        """Whether a noun tells again what a verb of attending is about: 'حضر الجلسة الوزير'."""
        verb = self.parse.governor_of_noun(at) if self.parse.units[at].rule is None else None
        if verb is None or "attend" not in self.parse.frames(verb) or not self._is_told(at - 1):
            return False
        talks = any(kind in TALKS for kind in self.parse.kinds(at))
        return talks or not any(self.parse.is_actor(n) for n in range(verb, at))

    def _opens_sentence(self, verb: int) -> bool:
        return not any(self.parse.is_actor(n) for n in range(verb))

    def _nations_of(self, at: int) -> dict[str, Span]:
        """The countries in a noun's adjectives, where they are two: 'exercice tuniso-américain', 'India-US talks'."""
        parse = self.parse
        near, n = [at] if parse.units[at].rule is not None else [], at - 1
        while n >= 0 and (parse.units[n].rule is None or parse.kind(n) == "nations") and not parse.has(n, "punct"):
            near += [n] if parse.kind(n) == "nations" else []
            n -= 1
        for n in range(at + 1, min(at + 5, len(parse.units))):
            unit = parse.units[n]
            if parse.kind(n) == "nations" or unit.value("demonym_prefix") or unit.value("demonym"):
                near.append(n)
            elif not any(parse.has(n, name) for name in ("post_adj", "of", "det")):
                break
        found = {
            code: (leaf.start, leaf.end)
            for n in near
            for leaf in parse.units[n].leaves()
            if (code := next((c for c in map(leaf.value, ("demonym_prefix", "demonym", "country")) if c), None))
        }
        return found if len(found) > 1 else {}

    def _called_off(self, draft: Draft, noun: int) -> None:
        """'The visit, planned for March 10, has been cancelled': a later passive without a subject of its own."""
        for verb in self.parse.verbs:
            status = {self.frames.get(name, {}).get("status") for name in self.parse.frames(verb)}
            if verb > noun and status & {"cancelled", "postponed"} and self.parse.passive(verb):
                if not self.parse.subject(verb):
                    self._told_of(draft, verb)
                return

    def _told_of(self, draft: Draft, verb: int) -> None:
        """What the verb whose subject a noun is says of it: held, planned, cancelled, put off to a new date."""
        parse = self.parse
        frames = parse.frames(verb)
        if parse.passive(verb) or set(frames) & TELLS_WHEN_AND_WHERE:
            draft.tense = self._going_on(verb) or draft.tense
        for name in frames:
            status = self.frames.get(name, {}).get("status")
            if status == "postponed":
                reach = FAR if parse.order == "vso" else 5
                around = (
                    parse.units[max(0, verb - 4) : verb] if parse.head_last else parse.units[verb + 1 : verb + reach]
                )
                new = next((u for u in around if u.kind == "date"), None)
                if new is not None:
                    draft.when, draft.when_span, draft.tense = new, (new.start, new.end), "future"
                draft.status = "planned" if new is not None else "postponed"
            elif status and draft.status != "cancelled" and not (draft.kind in TOLD_WHEN_DONE and "say" in frames):
                draft.status = str(status)
