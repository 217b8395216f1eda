"""Drafts from verbs: 'a reçu', 'se rendra à'; and verbs about what was told before."""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.sides import Frame, Sides
from entente.extraction.words import FAR, NAMED_EVENTS, NEAR
from entente.languages.rules import Unit
from entente.model.statement import TALKS, Draft, Party

OF_PARTICIPLES = ("training", "signing", "handover", "operation", "honour", "assistance")
"""Kinds that a participle without an auxiliary tells of as done: 'arrêté à Paris'."""

OF_PERSONS = ("meeting", "visit", "honour")
"""Kinds whose verb acts on a person, for whom its ending may stand."""
UNATTENDED = ("visit", "operation", "handover")
"""Kinds that nobody attends."""
JOINED = ("visit", "meeting", "call")
"""Kinds in which the members of a delegation take part."""


class Verbs(Sides):
    """Opens what verbs announce."""

    def verb(self, at: int) -> None:
        """What the verb at a place announces."""
        parse, unit = self.parse, self.parse.units[at]
        if self.negated(at):
            return
        for name in parse.frames(at):
            frame = self.frames.get(name, {})
            if name == "bring":
                self.bring(at)
            if name == "sign":
                self.sign_for(at)
            if name == "sign" and self._is_signed_again(at, str(frame.get("object_noun"))):
                self.sign_too(at)
            if name == "organise":
                self.organised(at)
            if name == "back" and unit.setting("tense") in ("past", "present"):
                self.backed(at)
            if name == "attend" and unit.setting("tense") in ("past", "present"):
                self.attend(at)
            if "kind" in frame and not self.is_untold() and self._tells(at, name, frame):
                self._open_verb(at, unit, name, frame)

    def _tells(self, at: int, name: str, frame: Frame) -> bool:
        """Whether a verb opens an engagement itself, rather than a noun after it, or nothing at all."""
        parse, unit = self.parse, self.parse.units[at]
        tense = unit.setting("tense")
        agreed = tense == "infinitive" and frame["kind"] in TALKS and self._is_promised(at)
        if (tense in ("infinitive", "conditional") and not agreed) or (frame.get("ahead") and not parse.passive(at)):
            return False
        if tense == "participle" and frame["kind"] not in OF_PARTICIPLES:
            by = any(mark == "by" for _, mark, _ in self.governed(at))
            return name == "receive" and by and bool(self.subject(at))
        if (wanted := frame.get("object_noun")) and self._thing(at, wanted) is None:
            return False
        if frame.get("needs") == "invitation" and not parse.where("invitation"):
            return False
        if frame.get("needs") == "suspect" and not parse.where("suspect"):
            return parse.passive(at) and any(p.kind == "person" for p in self.subject(at))
        if "urge" in parse.frames(at) and name != "urge" and self._asks(at):
            return False
        if name == "discuss" and self._goes_on_talking(at):
            return False
        carried = range(at - 2, at) if parse.head_last else range(at + 1, at + 4)
        tells = ("go",) if parse.head_last else ("meet", "talk")
        if name in tells and any(parse.has(n, "event") for n in carried if n in parse.predicates()):
            return False
        if name in ("receive", "welcome") and self.nouns_after(at, "gift", 8) is not None:
            return False
        if name == "receive" and "host" in parse.frames(at) and self._is_of_event(at):
            return False
        if name == "go" and "lead" in parse.frames(at) and self._leads(at):
            return False
        return not (frame["kind"] in ("meeting", "visit") and self.nouns_after(at, "medal", NEAR) is not None)

    def _leads(self, at: int) -> bool:
        """Whether a verb that may be one of going has a delegation after it: 'headed the Qatari delegation to'."""
        return any(party.delegation for n in range(at + 1, at + NEAR) for party in self.here.get(n, []))

    def _goes_on_talking(self, at: int) -> bool:
        """Whether those who discuss something do so in talks already told: 'the two ministers also examined …'."""
        talking = {party.identity for party in self.subject(at)}
        told = self.recent(*TALKS)
        joined = any(mark == "with" for _, mark, _ in self.governed(at)) or bool(self.with_whom(at))
        return len(talking) > 1 and not joined and any(talking <= {p.identity for p, _ in d.parties} for d in told)

    def _is_of_event(self, at: int) -> bool:
        """Whether what a verb hosts is an event, rather than a guest: 'are hosting a US Africa Command drill'."""
        parse = self.parse
        events = [n for n in (*parse.predicates(), *parse.of_kind("gathering")) if at < n < at + FAR]
        first = min((n for n in events if parse.kind(n) != "vg" and parse.together(n, at)), default=at)
        guests = ("person", "post", "group", "homologue", "pronoun")
        return first > at and not any(u.setting("what") in guests for u in parse.units[at:first])

    def _asks(self, at: int) -> bool:
        """Whether a verb of asking says what for: 'called on the minister to act', not 'called on the minister'."""
        parse = self.parse
        after = [n for n in range(at + 1, min(at + NEAR, len(parse.units))) if parse.together(n, at)]
        return any(parse.has(n, "to") or parse.units[n].setting("tense") == "infinitive" for n in after)

    def _thing(self, at: int, wanted: str) -> int | None:
        """Where the thing that a verb gives or signs is named: after it, or before a passive."""
        thing = self.nouns_after(at, wanted, 2 * FAR)
        if thing is None and self.parse.units[at].setting("subject") == "next":  # 'X tarafından hibe edilen araç'
            thing = next((n for n in range(at + 1, at + NEAR) if self.parse.has(n, wanted)), None)
        if thing is None and (self.parse.passive(at) or self.parse.order == "vso"):
            start = self.parse.clause_start(at)
            start = max(0, start - 2 * NEAR) if self.parse.has(start, "who") else start
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
            draft.tense = "future"  # 'sont convenus de se réunir en mai'
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
        if name in ("receive", "meet") and self._goes_on_receiving(at, subjects, others):
            others = [(subjects[0], "", at), *others]
            subjects = [replace(self.subject_before, span=subjects[0].span)] if self.subject_before else []
        acted_on = draft.kind in OF_PERSONS and not any(mark in ("", "object") for _, mark, _ in others)
        if done_to and acted_on and unit.setting("object") == "own":
            others += [(party, "", at) for party in self._told_before(at) if party not in subjects]
        for party in subjects if not (passive and draft.kind == "operation") else ():  # the arrested take no part
            draft.add(party, str((done_to if passive else doer) or doer))
        for party, mark, n in others:
            if self._is_aside(party, mark, draft) and subjects and all(p.kind == "person" for p in subjects):
                continue
            role = self._role(frame, mark, passive=passive and bool(subjects))
            if draft.kind == "training" and parse.is_venue(n):
                role = self._teaches(others)
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
        if frame["kind"] == "handover" and not passive:
            self._gets_back(draft, others)
        promised = draft.tense == "future" and self._is_promised(at)
        self._finish(draft, at, frame, name, promised=promised)

    def _goes_on_receiving(self, at: int, named: list[Party], others: list[tuple[Party, str, int]]) -> bool:
        """'كما استقبل السفير': the only one named behind the verb is the guest of whoever received the one before."""
        parse, host = self.parse, self.subject_before
        if parse.order != "vso" or host is None or any(v < at and parse.finite(v) for v in parse.verbs):
            return False
        alone = len(named) == 1 and named[0].kind == "person" and named[0].key != host.key
        return alone and parse.finite(at) and not any(mark in ("", "object", "with", "to") for _, mark, _ in others)

    def _told_before(self, at: int) -> list[Party]:
        """Whom a verb's ending stands for, 'استقبله': the person named before it, rather a subject than another."""
        before = [(n, p) for n in sorted(self.here) if n < at for p in self.here[n] if p.kind == "person"]
        free = [p for n, p in before if self.parse.mark(n) == ""] or [p for _, p in before]
        return free[-1:] or ([self.subject_before] if self.subject_before is not None else [])

    @staticmethod
    def _is_aside(party: Party, mark: str, draft: Draft) -> bool:
        """Whether a bare country stands where a person's partner in talks does: 'les six pays (Portugal, …)'."""
        return draft.kind in TALKS and party.kind == "country" and mark == ""

    def _is_at_home(self, visitors: list[Party], others: list[tuple[Party, str, int]]) -> bool:
        """Whether what is visited is the visitors' own: their country's embassy, their detachment abroad."""
        own = {party.country for party in visitors if not self.entities.is_weak(party)}
        visited = {p.country for p, mark, _ in others if mark in ("", "object") and p.kind in ("body", "group")}
        return bool(visited) and None not in visited and visited <= own

    @staticmethod
    def _teaches(others: list[tuple[Party, str, int]]) -> str | None:
        """The role of the school at which somebody is trained: it teaches, unless others do so there."""
        return None if any(mark == "by" for _, mark, _ in others) else "provider"

    def _names_medal(self, at: int) -> bool:
        """Whether an actor is in the name of a medal: 'la Croix du Mérite de la Garde civile'."""
        n = at - 1
        while n >= 0 and self.parse.units[n].rule is None and not self.parse.has(n, "medal"):
            n -= 1
        return n >= 0 and at - n <= FAR and self.parse.has(n, "medal")

    def attend(self, at: int) -> None:
        """'Y assistaient X et Y': they take part in what was told last."""
        parse = self.parse
        around = parse.units[max(0, at - 8) : at] if parse.head_last else parse.units[at : at + 8]
        gathered = any(u.kind == "gathering" or u.kind in NAMED_EVENTS for u in around)
        if gathered or not self.out.drafts:
            return
        drafts = [d for d in self.recent(again=True) if d.kind != "ceremony"]
        near = [n for n in range(max(0, at - 3), min(at + 4, len(parse.units))) if n != at]
        again = {name for n in near if self._is_told(n - 1) for name in parse.frames(n)}
        told = [d for d in drafts if not d.anaphoric and d.kind in {self.frames[name].get("kind") for name in again}]
        target = next((d for d in told or drafts if not d.anaphoric), drafts[0] if drafts else None)
        target = self._first_told(target)
        far = self.number - target.sentence > (NEAR if told else 3) if target is not None else True
        if target is None or target.kind in UNATTENDED or far:
            return
        parties = self.subject(at)
        if not parties or at == 0:
            parties = [p for p, mark, _ in self.governed(at) if mark in ("", "between")]
        listed = target.kind == "exercise" or (target.kind == "gathering" and len(parties) > 1)
        for party in parties:
            learns = target.kind == "training" and party.kind == "group"
            if learns and any(p.country == party.country and role == "recipient" for p, role in target.parties):
                continue
            if party.kind != "country" or listed:
                target.add(party, "recipient" if learns else "participant")

    def witnessed(self) -> None:
        """'The ceremony took place in the presence of X': they take part in what was told last."""
        target = next((d for d in self.recent(within=3) if d.kind != "ceremony"), None)
        if target is None or target.kind in UNATTENDED or target.sentence == self.number:
            return
        leads = {n for n, led in self.heads_of_delegations() if led is not None}
        for at, parties in self.here.items():
            witness = self.parse.mark(at) == "presence" or (self.parse.mark(at) == "led" and not leads)
            for party in parties if witness else []:
                target.add(party, "participant")

    def travel_along(self, drafts: list[Draft]) -> None:
        """The members of a delegation take part in what the sentence tells of it, or in the visit told last."""
        members = self._members()
        last = [d for d in self.recent(*JOINED, within=NEAR - 1, again=True) if d.sentence < self.number]
        last = [d for d in last if d.kind == "visit"] or last
        told = [d for d in drafts if d.kind in JOINED and len(d.parties) > 1] or last[:1]
        for party, draft in [(party, draft) for draft in told for party in members]:
            if self.entities.country(party) in {p.country for p, _ in draft.parties}:
                draft.add(party, "visitor" if draft.kind == "visit" else "participant")

    def _members(self) -> list[Party]:
        """The people of whom a delegation consists: 'integram a comitiva X e Y', 'a comitiva, integrada por X e Y'."""
        parse, found = self.parse, []
        delegations = [n for n in parse.holding("delegation") if n in self.here]
        if not delegations:
            return []
        for verb in [v for v in parse.verbs if "join" in parse.frames(v)]:
            found += [*parse.subject(verb), *parse.governed(verb), *(n for n in self.here if n > verb)]
        if not found or not set(delegations) & set(found):
            found = [n for n in sorted(self.here) if parse.mark(n) == "accompany" and any(k < n for k in delegations)]
        people = [p for n in dict.fromkeys(found) for p in self.here.get(n, []) if p.kind == "person"]
        nation = next((p.country for n in delegations for p in self.here[n] if p.country), None)
        for party in people if nation else ():
            self.entities.state(party, str(nation))
        return people

    def _first_told(self, talks: Draft | None) -> Draft | None:
        """The talks that were told first where others only tell them again, without anybody: 'in the talks, …'."""
        if talks is None or talks.kind not in TALKS or any(p.kind == "person" for p, _ in talks.parties):
            return talks
        nations = {p.country for p, _ in talks.parties}
        first = next((d for d in self.recent(talks.kind, again=True) if d.sentence < talks.sentence), None)
        again = first is not None and talks.definite and {p.country for p, _ in first.parties} == nations
        return first if again else talks

    def sign_for(self, at: int) -> None:
        """For which country each signs: 'signé par X pour la partie suisse et par Y pour la partie togolaise'.

        The side may also stand first: 'signed on the Swiss side by X', 'on behalf of the Swiss side, X signed'.
        """
        signing = [p for p in self.subject(at) if p.kind == "person"]
        side = None
        start = self.parse.clause_start(at)
        before = [n for n in sorted(self.here) if start <= n < at and self.parse.together(n, at)]
        if len(signing) == 1 and len(before) == 2 and self.parse.mark(before[0]) in ("for", "of", "about_prep"):
            told = self.here[before[0]][0]
            if told.kind == "country" and told.country:  # 'on the Swiss side, X signed'
                self.entities.state(signing[0], told.country)
        for party, mark, _ in self.behind(at):
            if party.kind == "person" and side is not None:
                self.entities.state(party, side)
                side = None
            elif party.kind == "person":
                signing = [*(signing if mark == "" else []), party]
            elif mark in ("for", "of", "about_prep") and party.kind in ("country", "body") and party.country:
                for person in signing:
                    self.entities.state(person, party.country)
                side = None if signing else party.country
                signing = []

    def _is_signed_again(self, at: int, wanted: str) -> bool:
        """Whether what is signed is not named, or is the instrument told of before: 'the deal, signed by X'."""
        thing = self._thing(at, wanted)
        if thing is None:
            return True
        participle = self.parse.units[at].setting("tense") == "participle"
        return participle and self._is_told(self.parse.noun_phrase_start(thing))

    def sign_too(self, at: int) -> None:
        """'Le document a été signé par X': they sign what was told of last."""
        last = next(self.recent(within=3), None)
        again = self.parse.has(self.parse.clause_start(at), "whom")
        if last is None or last.kind != "signing" or (last.sentence == self.number and not again):
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
        target = next(self.recent("training", "exercise", "gathering", within=2), None)
        if target is None:
            return
        for party, mark, _ in self.behind(at):
            if mark == "by":
                target.add(party, "provider" if target.kind == "training" else "organiser")

    def backed(self, at: int) -> None:
        """'Europol a apporté son soutien': a body that supports the operation told last gives it what it needs."""
        last = next(self.recent("operation", within=NEAR, again=True), None)
        if last is None or self.parse.passive(at):
            return
        for party in self.subject(at):
            if party.kind == "body" and party.country is None:
                last.add(party, "provider")

    def bring(self, at: int) -> None:
        """'Il a rassemblé des militaires de …': the objects take part in the event told last."""
        target = next(self.recent("exercise", "meeting", "gathering", "training", within=2, again=True), None)
        if target is None:
            return
        for party, mark, _ in self.governed(at):
            if mark in ("", "between"):
                trained = target.kind == "training" and party.kind == "group"
                target.add(party, "recipient" if trained else "participant")
        sentence = self.sentences[self.number]
        target.evidence.append((sentence.start, sentence.end))
        self.settle(target, at)
