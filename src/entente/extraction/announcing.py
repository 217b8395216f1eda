"""Drafts from what announces something: a verb ('a reçu'), a noun ('une visite de X'), in one way for both.

The frame of the verb or noun gives the kind and the role for each mark; the parse says whom it governs. Then the
frame's conditions hold or there is no draft: how many parties it needs, a place to go to, a thing that is given.
"""

from __future__ import annotations

from typing import Any

from entente.extraction.grammar import REACH
from entente.extraction.parse import FAR, NAMED_EVENTS, NEAR, TELLS_WHEN_AND_WHERE
from entente.extraction.settling import Settling
from entente.languages.rules import Unit
from entente.model.statement import Draft, Party, Span

Frame = dict[str, Any]
DOING = {"support", "give", "meet", "talk", "organise", "hold"}
"""Frames of verbs whose subject does what the noun after them announces."""
ASIDE = ("during", "on_margin")
OF_PARTICIPLES = ("training", "signing", "handover", "operation", "honour", "assistance")
"""Kinds that a participle without an auxiliary tells of as done: 'arrêté à Paris'."""
TALKS = ("meeting", "call")


class Announcing(Settling):
    """Opens what verbs and nouns announce."""

    # verbs

    def verb(self, at: int) -> None:
        """What the verb at a place announces."""
        parse, unit = self.parse, self.parse.units[at]
        if self.negated(at):
            return
        for name in parse.frames(at):
            frame = self.frames.get(name, {})
            if name == "bring":
                self.bring(at)
            if name == "sign" and self._thing(at, str(frame.get("object_noun"))) is None:
                self.sign_too(at)
            if name == "organise":
                self.organised(at)
            if name == "attend" and unit.setting("tense") in ("past", "present"):
                self.attend(at)
            if "kind" in frame and not parse.where("habit") and self._tells(at, name, frame):
                self._open_verb(at, unit, name, frame)

    def _tells(self, at: int, name: str, frame: Frame) -> bool:
        """Whether a verb opens an engagement itself, rather than a noun after it, or nothing at all."""
        parse, unit = self.parse, self.parse.units[at]
        tense = unit.setting("tense")
        if tense in ("infinitive", "conditional") or (frame.get("ahead") and not parse.passive(at)):
            return False
        if tense == "participle" and frame["kind"] not in OF_PARTICIPLES:
            by = any(mark == "by" for _, mark, _ in self.governed(at))
            return name == "receive" and by and bool(self.subject(at))
        if (wanted := frame.get("object_noun")) and self._thing(at, wanted) is None:
            return False
        if frame.get("needs") == "suspect" and not parse.where("suspect"):
            return parse.passive(at) and any(p.kind == "person" for p in self.subject(at))
        if "urge" in parse.frames(at) and name != "urge" and self._asks(at):
            return False
        carried = range(at - 2, at) if parse.head_last else range(at + 1, at + 4)
        if name in (("go",) if parse.head_last else ("meet", "talk")) and any(parse.has(n, "event") for n in carried):
            return False
        if name in ("receive", "welcome") and self.nouns_after(at, "gift", 8) is not None:
            return False
        return not (frame["kind"] in ("meeting", "visit") and self.nouns_after(at, "medal", NEAR) is not None)

    def _asks(self, at: int) -> bool:
        """Whether a verb of asking says what for: 'called on the minister to act', not 'called on the minister'."""
        parse = self.parse
        after = [n for n in range(at + 1, min(at + NEAR, len(parse.units))) if parse.together(n, at)]
        return any(parse.has(n, "to") or parse.units[n].setting("tense") == "infinitive" for n in after)

    def _thing(self, at: int, wanted: str) -> int | None:
        """Where the thing that a verb gives or signs is named: after it, or before a passive."""
        thing = self.nouns_after(at, wanted)
        if thing is None and (self.parse.passive(at) or self.parse.order == "vso"):
            start = self.parse.clause_start(at)
            thing = next((n for n in range(at - 1, start - 1, -1) if self.parse.has(n, wanted)), None)
        return thing

    def _open_verb(self, at: int, unit: Unit, name: str, frame: Frame) -> None:
        parse = self.parse
        draft = self.draft(str(frame["kind"]), at, unit)
        if frame.get("turns") and parse.is_on_arrival(at):
            frame = self.frames[str(frame["turns"])]
            draft.kind = frame["kind"]
        draft.tense = self.tense_at(at)
        if draft.tense == "infinitive":
            return
        if frame.get("ahead"):
            draft.tense = "future"
        elif frame.get("moves") and parse.passive(at):  # 'est arrivé'
            draft.tense = "past"
        if draft.tense == "past" and "begin" in parse.frames(at):
            draft.tense = "begun"
        passive = parse.passive(at) and not frame.get("moves")
        doer, done_to = frame.get("subject"), frame.get("object")
        subjects = self.subject(at)
        others = self.governed(at) + [(party, "with", at) for party in self.with_whom(at)]
        free = [(p, n) for p, mark, n in others if mark == ""]
        if free and not subjects and not passive and (parse.order == "vso" or len(free) > 1 or not done_to):
            group = parse.group(free[0][1]) if parse.order != "vso" else [free[0][1]]
            subjects = [p for p, n in free if n in group or n == free[0][1]]
            others = [row for row in others if row[0] not in subjects]
        if draft.kind == "visit" and self._is_at_home(subjects, others):
            return
        for party in subjects if not (passive and draft.kind == "operation") else ():  # the arrested take no part
            draft.add(party, str((done_to if passive else doer) or doer))
        for party, mark, n in others:
            role = self._role(frame, mark, passive=passive and bool(subjects))
            if self._teaches(draft, mark, n):
                role = "provider"
            if mark == "of" and draft.kind == "visit":
                continue  # 'visitó la sede de Interpol' is of no visitor
            if draft.kind == "honour" and party.kind != "person" and self._names_medal(n):
                continue
            if draft.kind == "honour" and party.kind == "person" and mark == "of":
                role = "recipient"  # 'épinglé la médaille sur la poitrine de X'
            if role and draft.kind == "handover" and mark == "" and party.kind in ("country", "body"):
                role = "recipient"  # people are handed over, to them
            if role:
                draft.add(party, role)
        if any(role == "participant" for _, role in draft.parties[len(subjects) :]):
            draft.side = subjects
        hosts = [p for p, mark, _ in others if mark == "by"] if passive else subjects
        if name in ("receive", "meet", "talk") and len(hosts) == 1:
            draft.pivot = hosts[0]
        if frame["kind"] == "handover":
            self._both_ends(draft, at)
        sent_from = {p.country for p, mark, _ in others if mark == "from"}
        if draft.kind == "handover" and sent_from and not passive:  # whoever extradites from abroad gets him
            abroad = [p for p in subjects if p.country not in sent_from]
            draft.parties = [(p, "recipient" if p in abroad else role) for p, role in draft.parties]
        promised = draft.tense == "future" and self._is_promised(at)
        self._finish(draft, at, frame, name, promised=promised)

    def _role(self, frame: Frame, mark: str, passive: bool) -> str | None:
        """The role that a frame gives to an actor with a mark."""
        if mark in ("", "object", "noun"):
            return None if passive else frame.get("object")
        if mark == "help":
            return {"operation": "provider", "handover": None}.get(frame["kind"], frame.get("by"))
        if mark == "to":
            return frame.get("to") or (None if passive or self.parse.head_last else frame.get("object"))
        if mark == "led":
            return frame.get("subject") or frame.get("of")
        if mark in ("presence", "accompany"):
            return "participant" if mark == "presence" else None
        if mark == "invitation":
            return "inviter"
        return frame.get(mark) or None

    # nouns

    def noun(self, at: int) -> None:
        """What the noun at a place announces: 'une visite de X', 'la rencontre entre X et Y'."""
        parse, unit = self.parse, self.parse.units[at]
        name = parse.frames(at)[0]
        frame = self.frames.get(name, {})
        if "kind" not in frame or parse.where("habit"):
            return
        if parse.order == "vso" and self._is_attended(at):
            return
        if parse.head_last and self._is_talked_of(at):
            return
        first = parse.noun_phrase_start(at)
        if parse.has(at - 1, "of") and parse.has(at - 2, "venue"):
            return  # 'un centre de formation'
        if (thing := frame.get("of_what")) and self.nouns_after(at, str(thing), NEAR) is None:
            if not self._is_told(first):
                return
            frame = self.frames["ceremony"]
        draft = self.draft(str(frame["kind"]), at, unit)
        if unit.rule is not None:
            words = unit.captures.get("name") or [unit]
            draft.name_span = (words[0].start, words[-1].end)
            draft.name = self.text[slice(*draft.name_span)]
        doer = str(frame.get("subject") or "participant")
        others = self.governed(at)
        verb, relative, about = parse.governor_of_noun(at), parse.relative(at), parse.verb_about(at)
        if verb is not None and "be" in parse.frames(verb) and parse.has(first, "poss"):
            return  # 'It was their second meeting' says what was told before
        if about is None and verb is not None and any("status" in self.frames.get(f, {}) for f in parse.frames(verb)):
            self._told_of(draft, verb)
        self._called_off(draft, at)
        if about is not None:
            self._told_of(draft, about)
            if self.negated(about) and (parse.passive(about) or set(parse.frames(about)) & TELLS_WHEN_AND_WHERE):
                return
            if draft.kind != "visit" and "bring" in parse.frames(about):
                others += [(party, "with", n) for party, mark, n in self.governed(about) if mark == ""]
            if parse.passive(about) and "support" in parse.frames(about):  # 'a course will be given by X to Y'
                agents = self.governed(about) if parse.head_last else self.behind(about)
                others += [row for row in agents if row not in others]
        for party, role in self._done_by(draft, frame, at, first, verb, relative) + self._done_before(frame, at):
            draft.add(party, role)
        main = parse.main_verb(at)
        over = [parse.units[v].setting("tense") for v in (verb, main) if v is not None]
        if verb is not None and (self.negated(verb) or "conditional" in over):
            return
        for code, span in self._nations_of(at).items():
            draft.add(Party("country", code, code, span), str(frame.get("with") or doer))
        for party in self.with_whom(relative if relative is not None else verb if verb is not None else at):
            draft.add(party, str(frame.get("with") or "participant"))
        several = sum(mark == "of" and p.kind == "country" for p, mark, _ in others) > 1
        for party, mark, n in others:
            of_a_side = mark == "of" and party.kind in ("country", "body") and draft.kind == "meeting"
            meant = "provider" if self._teaches(draft, mark, n) else self._role(frame, mark, passive=True)
            if draft.kind == "visit" and mark == "to" and party.kind in ("country", "body"):
                continue  # that is where it goes
            if meant and (several or not of_a_side):
                draft.add(party, meant)
        draft.definite = self._is_told(first) or parse.has(first, "demo")
        newcomers = any(mark == "with" and parse.units[n].setting("what") == "person" for _, mark, n in others)
        attended = verb is not None and "attend" in parse.frames(verb) and parse.behind(at, "to") is not None
        ends = about is not None and "end" in parse.frames(about) and draft.definite
        again = bool(frame.get("again")) or attended or ends
        draft.anaphoric = (parse.has(first, "demo") and not newcomers) or again
        if relative is not None:
            self.settle(draft, relative)
        self._hosted(draft, relative)
        self._hosted(draft, verb)
        self._finish(draft, at, frame, name, promised=self._is_promised(at))

    def _is_talked_of(self, at: int) -> bool:
        """Whether a noun is but a subject of talks: 'polis eğitimi ele alındı'."""
        verb = self.parse.governor_of_noun(at)
        adverbial = any(self.parse.behind(at, mark) is not None for mark in ("in", "during", "on_margin"))
        return verb is not None and "about" in self.parse.frames(verb) and not adverbial

    def _done_by(
        self, draft: Draft, frame: Frame, at: int, first: int, verb: int | None, relative: int | None
    ) -> list[tuple[Party, str]]:
        """Who does what a noun announces, with the role: the subject of its verb, or of its clause."""
        parse = self.parse
        doer = str(frame.get("subject") or "participant")
        adverbial = any(
            parse.has(first - k, m) or parse.behind(at, m) is not None
            for k in (0, 1)
            for m in ("during", "on_margin", "in", "to", "for", *(["on"] if draft.kind == "visit" else []))
        )
        if draft.kind == "training" and (
            any(mark == "by" for _, mark, _ in self.governed(at))
            or (verb is not None and {"attend", "trained"} & set(parse.frames(verb)))
        ):
            doer = "recipient"  # whoever completes or attends what others teach
        told: list[tuple[Party, str]] = []
        if relative is not None and frame.get("subject") and "bring" not in parse.frames(relative):
            behind = [p for p, mark, _ in self.governed(relative) if mark == ""]
            draft.tense = self.tense(parse.units[relative])
            told = [(p, doer) for p in self.subject(relative) or behind[:1] if not parse.passive(relative)]
            if doer == "recipient" and verb is not None and {"organise", "host", "train"} & set(parse.frames(relative)):
                taught = [(p, doer) for p in self.subject(verb)]  # 'participe à un stage que la police organise'
                return [(p, "provider") for p, _ in told] + taught
            told += [(p, doer) for p in self._given_to(relative, at)]
            if verb is None or (told and not (draft.kind == "exercise" and "attend" in parse.frames(verb))):
                return told
        if verb is not None:
            frames = set(parse.frames(verb))
            if not adverbial or frames & {"go", "visit", "be"}:
                draft.tense = self._going_on(verb)
            role = (
                ("host" if draft.kind not in TALKS else "participant")
                if "host" in frames
                else ("organiser" if draft.kind == "exercise" and "organise" in frames else doer)
            )
            if draft.kind not in TALKS and frames & {"lead", "attend"} and draft.kind != "visit":
                role = role if draft.kind == "training" and "attend" in frames else "participant"
            subjects = self.subject(verb)
            if draft.kind == "exercise" and "attend" in frames:
                return [(p, role) for p in subjects] + told
            if not subjects and (parse.order == "vso" or self._opens_sentence(verb)):
                subjects = [p for p, mark, _ in self.governed(verb) if mark == ""][:1]
            if draft.kind == "exercise" and "attend" in frames:
                role = "participant"
            carried = parse.head_last and verb == at + 2 and "support" in frames  # 'ziyarette bulundu'
            aside = any(parse.has(first - k, m) for k in (0, 1) for m in ASIDE) or (parse.head_last and adverbial)
            aside = aside and not carried
            if frames & (DOING | {"host", "attend", "trained"}) and not aside:
                held = parse.passive(verb) or frames & DOING == {"hold"} or "about" in frames
                return [] if held else [(p, role) for p in subjects]
        if verb is not None and "attend" in parse.frames(verb) and draft.kind == "exercise":
            return [(p, "participant") for p in self.subject(verb)]
        if verb is not None and "say" in parse.frames(verb) and draft.kind == "handover" and not adverbial:
            return [(p, doer) for p in self.subject(verb) if p.kind != "person"]  # the authorities that announce it
        if parse.has(first, "poss") and not any(mark == "by" for _, mark, _ in self.governed(at)):
            parties = self._owner(at) or self.entities.pair
            return [(p, doer) for p in (parties[:1] if draft.kind == "visit" else parties)]
        if adverbial and not self._is_told(first):
            main = parse.main_verb(at)
            parties = self.subject(main) if main is not None else self._standing_before(at)
            guest = draft.kind == "visit" and main is not None and {"receive", "welcome"} & set(parse.frames(main))
            if main is not None and (not parties or (guest and not parse.passive(main))):
                parties = [p for p, mark, n in self.governed(main) if mark in ("", "object")]
            return [(p, doer) for p in parties if p.kind != "country" or draft.kind not in TALKS]
        return []

    def _going_on(self, verb: int) -> str:
        """The tense of a verb over a noun; what has begun is going on."""
        tense = self.tense(self.parse.units[verb])
        return "begun" if tense == "past" and "begin" in self.parse.frames(verb) else tense

    @staticmethod
    def _is_at_home(visitors: list[Party], others: list[tuple[Party, str, int]]) -> bool:
        """Whether what is visited is the visitors' own: their country's embassy, their detachment abroad."""
        own = {party.country for party in visitors}
        visited = {p.country for p, mark, _ in others if mark in ("", "object") and p.kind in ("body", "group")}
        return bool(visited) and None not in visited and visited <= own

    def _teaches(self, draft: Draft, mark: str, n: int) -> bool:
        """Whether an actor is the school at which somebody is trained."""
        return draft.kind == "training" and mark in ("to", "in") and self.parse.has_leaf(n, "venue")

    def _names_medal(self, at: int) -> bool:
        """Whether an actor is in the name of a medal: 'la Croix du Mérite de la Garde civile'."""
        n = at - 1
        while n >= 0 and self.parse.units[n].rule is None and not self.parse.has(n, "medal"):
            n -= 1
        return n >= 0 and at - n <= FAR and self.parse.has(n, "medal")

    def _goes_there(self, draft: Draft) -> bool:
        """Whether a visit that says no place is one told before of the same visitors, which it then adds to."""
        visitors = {p.identity for p, role in draft.parties if role == "visitor"}
        told = (d for d in self.out.drafts[-REACH:] if d.kind == "visit" and d.place is not None)
        draft.anaphoric = any(visitors & {p.identity for p, _ in d.parties} for d in told)
        return draft.anaphoric

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

    def _goes_somewhere(self, draft: Draft, at: int) -> bool:
        """Whether a verb of visiting has a place, which may be its object: 'visite le Maroc', 'زار المغرب'."""
        parse = self.parse
        objects = (n for n in range(at + 1, at + NEAR) if n < len(parse.units) and parse.together(n, at))
        free = [n for n in objects if (parse.is_actor(n) and parse.mark(n) == "") or parse.has(n, "city")]
        if draft.place is None and (found := next((n for n in free if self.place(n)), None)) is not None:
            unit = parse.units[found]
            draft.place, draft.place_span = self.place(found), (unit.start, unit.end)
        return draft.place is not None

    def _hosted(self, draft: Draft, verb: int | None) -> None:
        """Talks that a city or a body there hosts are held in it."""
        if verb is None or "host" not in self.parse.frames(verb) or draft.place is not None:
            return
        for n in self.parse.subject(verb):
            if place := self.place(n):
                draft.place, draft.place_span = place, (self.parse.units[n].start, self.parse.units[n].end)

    def _is_attended(self, at: int) -> bool:
        """Whether a noun tells again what a verb of attending is about: 'حضر الجلسة الوزير'."""
        verb = self.parse.governor_of_noun(at) if self.parse.units[at].rule is None else None
        return verb is not None and "attend" in self.parse.frames(verb) and self._is_told(at - 1)

    def _giver(self, draft: Draft, at: int) -> None:
        """'هبة أمريكية': the nation in the adjective of what is given, where nobody else gives it."""
        thing = next((n for n in range(at, at + NEAR) if self.parse.has(n, "gift")), None)
        if thing is None or any(role == "provider" for _, role in draft.parties):
            return
        for unit in self.parse.units[thing + 1 : thing + 2]:
            if code := unit.value("demonym"):
                draft.add(Party("country", code, code, (unit.start, unit.end)), "provider")

    def _is_promised(self, at: int) -> bool:
        """Whether a verb or a noun of will before promises what a verb or noun announces."""
        parse = self.parse
        return any(
            "commitment" in self.frames.get(f, {})
            for v in parse.verbs
            if (v < at) is not parse.head_last
            and not any(parse.finite(k) for k in parse.verbs if min(v, at) < k < max(v, at))
            for f in parse.frames(v)
        ) or any(n < at and parse.together(n, at) for n in parse.where("willing"))

    def _is_told(self, first: int) -> bool:
        """Whether a noun's determiner says that it was told before: 'lors de la réunion'."""
        if self.parse.head_last:  # 'toplantıda' is the one that was told, 'bir toplantıda' is not
            return not self.parse.has(first, "det")
        noun = self.parse.units[min(first + 1, len(self.parse.units) - 1)]
        if self.pack.cutter.is_definite(self.text, noun.start):
            return True
        if self.parse.has(first, "det"):
            return self.parse.units[first].value("det") == "def"
        if not 0 <= first < len(self.parse.units):
            return False
        before = self.parse.units[first]
        return self.text[before.start : before.end].rpartition(" ")[2].lower() in self.pack.option("contractions", ())

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
                draft.status = "planned" if new is not None else "cancelled"
            elif status and draft.status != "cancelled":
                draft.status = str(status)

    # both

    def _finish(self, draft: Draft, at: int, frame: Frame, name: str, *, promised: bool = False) -> None:
        """Settle a draft, complete its sides, and enter it if its frame's conditions hold."""
        parse, unit = self.parse, self.parse.units[at]
        if draft.kind == "operation":
            self._helpers(draft)
        if draft.kind == "assistance":
            self._giver(draft, at)
        if draft.kind == "meeting" and any(n < at + 8 and parse.together(n, at) for n in parse.where("phone")):
            draft.kind = "call"
        self.settle(draft, at)
        if promised and (draft.when is None or draft.when.start < draft.trigger[0]):
            return
        if draft.kind in TALKS and not draft.anaphoric:
            self._other_side(draft, at)
            if not draft.parties and draft.tense == "future" and draft.when:
                self._meet_again(draft)
        if draft.kind == "signing" and not draft.anaphoric and (unit.kind == "vg" or not draft.parties):
            self._signatories(draft)
            if unit.kind == "vg":
                self._signs_abroad(draft)
        if unit.kind != "vg":
            if len({p.country for p, _ in draft.parties if p.kind == "group"}) > 1:
                draft.pivot = draft.parties[0][0]
            draft.anaphoric = draft.anaphoric or not (draft.parties or draft.name)
            self.keep(draft)
            return
        roles = {role for party, role in draft.parties if party.kind != "pronoun"}
        enough = len({p.identity for p, _ in draft.parties}) >= int(frame.get("least", 0))
        if (
            not enough
            or (name == "decorate" and not roles >= {"provider", "recipient"})
            or (draft.kind == "training" and "recipient" not in roles)
            or (draft.kind in TALKS and all(p.kind == "country" for p, _ in draft.parties))
            or (
                frame.get("needs") == "help"
                and not (parse.where("help") or parse.where("with") or self._jointly_done(at))
            )
            or (frame.get("goal") == "place" and not (self._goes_somewhere(draft, at) or self._goes_there(draft)))
            or (frame.get("whom") and not parse.passive(at) and not self._acts_on_somebody(at))
        ):
            return
        self.keep(draft)

    def _acts_on_somebody(self, at: int) -> bool:
        """Whether a verb has somebody as its object: one welcomes a guest, but also the end of negotiations."""
        objects = ("", "object", "with", "to")
        return self.parse.order != "svo" or any(mark in objects for _, mark, _ in self.governed(at))

    def _jointly_done(self, verb: int) -> bool:
        """Whether those who do what a verb says are of more than one country."""
        doers = self.subject(verb)
        if self.parse.passive(verb):
            doers = [p for p, mark, _ in self.governed(verb) if mark == "by"]
        return len({p.country for p in doers if p.country}) > 1

    def _meet_again(self, draft: Draft) -> None:
        """'The next meeting will be held in May' is of the countries that met before."""
        last = next((d for d in reversed(self.out.drafts[-REACH:]) if d.kind in TALKS and d.parties), None)
        for party, _ in last.parties if last is not None else []:
            if party.country:
                draft.add(Party("country", party.country, party.country, party.span), "participant")

    def _other_side(self, draft: Draft, at: int) -> None:
        """Talks that name one side only are talks of whom else the clause names, or of whom the text is about."""
        sides = {p.country for p, _ in draft.parties}
        if len(sides) != 1 or None in sides:
            return
        parse = self.parse
        main = parse.main_verb(at)
        for party in self.subject(main) if main is not None and main != at else []:
            if party.country not in sides and party.kind != "country":
                draft.add(party, "participant")
        two_sided = len({p.country for p, _ in draft.parties}) > 1
        if two_sided or parse.units[at].kind == "vg":
            return
        if self.entities.home in sides:
            if any(p.kind == "person" for p, _ in draft.parties):
                draft.parties += [(p, "participant") for p in self._visitors() if p.country not in sides]
            return
        for number in self.entities.mentions:
            person = self.entities.people[number]
            if person.country == self.entities.home:
                draft.add(Party("person", number, person.country, person.spans[0]), "participant")
                return

    def _visitors(self) -> list[Party]:
        """Who came on the visit that the text is telling of."""
        recent = [d for d in self.out.drafts[-REACH:] if d.kind == "visit" and self.number - d.sentence <= NEAR]
        return next((come for d in reversed(recent) if (come := [p for p, r in d.parties if r == "visitor"])), [])

    def _signatories(self, draft: Draft) -> None:
        """Who else signs: whom the one who signs talked with just before; where nobody is told, the countries."""
        countries = {p.country for p, _ in draft.parties}
        talks = self.out.drafts[-1] if self.out.drafts else None
        if len(countries) == 1 and talks is not None and talks.kind in TALKS and talks.sentence == self.number:
            identities = {p.identity for p, _ in talks.parties}
            if all(p.identity in identities for p, _ in draft.parties):
                for party, _ in talks.parties:
                    draft.add(party, "signatory")
        for n, parties in self.here.items() if not draft.parties else ():
            if self.parse.units[n].setting("what") in ("both", "country") and self.parse.mark(n) in ("", "between"):
                for party in parties:
                    draft.add(party, "signatory")
        if not draft.parties and len({p.country for p in self.entities.pair}) > 1:
            for party in self.entities.pair:
                if party.country:
                    draft.add(Party("country", party.country, party.country, draft.trigger), "signatory")

    def _signs_abroad(self, draft: Draft) -> None:
        """Whoever signs alone, and abroad, signs with those who are there."""
        signing = {p.country for p, _ in draft.parties}
        code = draft.place[2] if draft.place else None
        if code and draft.place_span and len(signing) == 1 and not signing & {code, None}:
            draft.add(Party("country", code, code, draft.place_span), "signatory")

    def _both_ends(self, draft: Draft, at: int) -> None:
        """Who hands over and who receives: where one of them is not told, it is the country that speaks."""
        if not any(role == "provider" for _, role in draft.parties):
            self._sender(draft, at)
        told = {role: party.country for party, role in draft.parties if role in ("provider", "recipient")}
        home = self.entities.home
        speaking = (body.spans[0] for body in self.entities.bodies if body.country == home)
        span = self.entities.home_span or next(speaking, None)
        if len(told) == 1 and home and span and home not in told.values():
            draft.add(Party("country", home, home, span), "recipient" if "provider" in told else "provider")

    def _sender(self, draft: Draft, at: int) -> None:
        """'extradé de Dubaï', 'extradé d'Espagne': the country that somebody is handed over from."""
        away = [
            p for n, parties in self.here.items() for p in parties if n > at and self.parse.mark(n) in ("of", "from")
        ]
        for party in away:
            if party.kind == "country":
                draft.add(party, "provider")
                return
        for n in self.parse.where("city"):
            unit = self.parse.units[n]
            row = unit.value("city")
            if row and n > at and (self.parse.has(n - 1, "of") or self.parse.has(n - 1, "from")):
                code = row.split("/")[1]
                draft.add(Party("country", code, code, (unit.start, unit.end)), "provider")
                return

    def _helpers(self, draft: Draft) -> None:
        """Whose information or request an operation rests on: the actors after words of help."""
        parse = self.parse
        begin = next((n for n in parse.where("help") if parse.units[n].value("help") != "after"), None)
        if begin is None:
            return
        for n in range(begin + 1, len(parse.units)):
            for party in self.here.get(n, []) if parse.mark(n) not in ("from", "in", "to", "object", "for") else []:
                draft.add(party, "provider")
            unit = parse.units[n]
            if unit.rule is None and (code := unit.value("capital_name")) and parse.has(n - 1, "help"):
                draft.add(Party("country", code, code, (unit.start, unit.end)), "provider")

    # verbs about what was told before

    def attend(self, at: int) -> None:
        """'Y assistaient X et Y': they take part in what was told last."""
        parse = self.parse
        around = parse.units[max(0, at - 8) : at] if parse.head_last else parse.units[at : at + 8]
        gathered = any(u.kind == "gathering" or u.kind in NAMED_EVENTS for u in around)
        if gathered or not self.out.drafts:
            return
        drafts = [d for d in self.out.drafts[-REACH:] if d.kind != "ceremony"]
        near = [n for n in range(max(0, at - 3), min(at + 4, len(parse.units))) if n != at]
        again = {name for n in near if self._is_told(n - 1) for name in parse.frames(n)}
        told = [d for d in drafts if not d.anaphoric and d.kind in {self.frames[name].get("kind") for name in again}]
        target = next((d for d in reversed(told or drafts) if not d.anaphoric), drafts[-1] if drafts else None)
        far = self.number - target.sentence > (NEAR if told else 3) if target is not None else True
        if target is None or target.kind in ("visit", "operation", "handover") or far:
            return
        parties = self.subject(at)
        if not parties or at == 0:
            parties = [p for p, mark, _ in self.governed(at) if mark in ("", "between")]
        listed = target.kind == "gathering" and len(parties) > 1
        for party in parties:
            if party.kind != "country" or listed:
                target.add(party, "participant")

    def sign_too(self, at: int) -> None:
        """'Le document a été signé par X': they sign what was told of last."""
        last = next((d for d in reversed(self.out.drafts[-REACH:]) if not d.anaphoric), None)
        if last is None or last.kind != "signing" or not 0 < self.number - last.sentence <= 3:
            return
        signing = self.subject(at) if not self.parse.passive(at) else []
        signing += [p for p, mark, _ in self.behind(at) if mark == "by"] if self.parse.passive(at) else []
        sides = {p.country for p, _ in last.parties}
        if len(sides) < 2 or {p.country for p in signing} <= sides:
            for party in signing:
                last.add(party, "signatory")

    def organised(self, at: int) -> None:
        """'It is organised by X and Y': who runs the training, the exercise or the event told last."""
        parse = self.parse
        subject = parse.subject(at)
        if not parse.passive(at) or [parse.units[n].setting("what") for n in subject] != ["pronoun"]:
            return
        told = ("training", "exercise", "gathering")
        target = next((d for d in reversed(self.out.drafts[-REACH:]) if d.kind in told and not d.anaphoric), None)
        if target is None or self.number - target.sentence > 2:
            return
        for party, mark, _ in self.behind(at):
            if mark == "by":
                target.add(party, "provider" if target.kind == "training" else "organiser")

    def bring(self, at: int) -> None:
        """'Il a rassemblé des militaires de …': the objects take part in the event told last."""
        told = ("exercise", "meeting", "gathering", "training")
        target = next((d for d in reversed(self.out.drafts) if d.kind in told), None)
        if target is None or self.number - target.sentence > 2:
            return
        for party, mark, _ in self.governed(at):
            if mark in ("", "between"):
                target.add(party, "recipient" if target.kind == "training" else "participant")
        sentence = self.sentences[self.number]
        target.evidence.append((sentence.start, sentence.end))
        self.settle(target, at)
