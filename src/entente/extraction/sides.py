"""The sides of what is announced: the role of each mark, whom the words leave out, and what a frame demands.

The frame of a verb or noun gives the kind and the role for each mark; the parse says whom it governs. Then the frame's
conditions hold or there is no draft: how many parties it needs, a place to go to, a thing that is given.
"""

from __future__ import annotations

from typing import Any

from entente.extraction.settling import Settling
from entente.extraction.words import NEAR
from entente.model.statement import TALKS, Draft, Party

Frame = dict[str, Any]
TALKED_ABOUT = ("training", "exercise", "operation", "assistance", "handover")
"""Kinds whose noun may be but what others talk about: 'they examined the training of officers'."""


class Sides(Settling):
    """Completes drafts and enters those whose frame's conditions hold."""

    def _role(self, frame: Frame, mark: str, passive: bool) -> str | None:
        """The role that a frame gives to an actor with a mark."""
        if mark in ("", "object", "noun"):
            return None if passive else frame.get("object")
        if mark == "help" and frame["kind"] == "operation":
            return "provider" if self.parse.head_last else None
        if mark == "help":
            return None if frame["kind"] == "handover" else frame.get("help", frame.get("by"))
        if mark == "to":
            return frame.get("to") or (None if passive or self.parse.head_last else frame.get("object"))
        if mark == "led":
            return frame.get("subject") or frame.get("of")
        if mark in ("presence", "accompany"):
            return "participant" if mark == "presence" else None
        if mark == "invitation":
            return "inviter"
        return frame.get(mark) or None

    def _goes_there(self, draft: Draft) -> bool:
        """Whether a visit that says no place is one told before of the same visitors, which it then adds to."""
        visitors = {p.identity for p, role in draft.parties if role == "visitor"}
        told = (d for d in self.recent("visit", again=True) if d.place is not None)
        draft.anaphoric = any(visitors & {p.identity for p, _ in d.parties} for d in told)
        return draft.anaphoric

    def _goes_somewhere(self, draft: Draft, at: int) -> bool:
        """Whether a verb of visiting has a place, which may be its object: 'visite le Maroc', 'زار المغرب'."""
        parse = self.parse
        objects = (n for n in range(at + 1, at + NEAR) if n < len(parse.units) and parse.together(n, at))
        free = [n for n in objects if (parse.is_actor(n) and parse.mark(n) == "") or parse.has(n, "city")]
        if draft.place is None and (found := next((n for n in free if self.place(n)), None)) is not None:
            unit = parse.units[found]
            draft.place, draft.place_span = self.place(found), (unit.start, unit.end)
        return draft.place is not None

    def _giver(self, draft: Draft, at: int) -> None:
        """Who gives what nobody is told to give: the nation in its adjective, else whoever supports others with it.

        'هبة أمريكية'; 'supports the police with a gift of'.
        """
        parse = self.parse
        thing = next((n for n in range(at, at + NEAR) if parse.has(n, "gift")), None)
        if thing is None or any(role == "provider" for _, role in draft.parties):
            return
        verb, adjective = parse.main_verb(at), parse.units[thing + 1 : thing + 2]
        if adjective and (code := adjective[0].value("demonym")):
            draft.add(Party("country", code, code, (adjective[0].start, adjective[0].end)), "provider")
        elif verb is not None and verb < at and parse.has(parse.noun_phrase_start(at) - 1, "with"):
            for party in self.subject(verb):
                draft.add(party, "provider")

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

    def _is_invited(self, at: int) -> bool:
        """Whether a noun of will before is an invitation to what a noun announces."""
        parse = self.parse
        wills = (parse.units[n].value("willing") or "" for n in parse.where("willing") if n < at)
        return any(self.frames.get(name, {}).get("commitment") == "invitation" for name in wills)

    def _is_told(self, first: int) -> bool:
        """Whether a noun's determiner says that it was told before: 'lors de la réunion'."""
        if self.parse.head_last:  # 'toplantıda' is the one that was told, 'bir toplantıda' is not
            return not self.parse.has(first, "det")
        if self.parse.is_definite(min(first + 1, len(self.parse.units) - 1)):
            return True
        if self.parse.has(first, "det"):
            return self.parse.units[first].value("det") == "def"
        if not 0 <= first < len(self.parse.units):
            return False
        before = self.parse.units[first]
        return self.text[before.start : before.end].rpartition(" ")[2].lower() in self.pack.option("contractions", ())

    @staticmethod
    def _trained_together(draft: Draft) -> None:
        """Where those of two countries promise to give a training to nobody else, they take part in it."""
        givers = {p.country for p, role in draft.parties if role == "provider"}
        if len(givers) > 1 and len(draft.parties) == sum(role == "provider" for _, role in draft.parties):
            draft.parties = [(party, "participant") for party, _ in draft.parties]

    @staticmethod
    def _is_dated_before(draft: Draft) -> bool:
        """Whether the date of what is told stands before its word."""
        return draft.when is not None and draft.when.start < draft.trigger[0]

    def _precedes(self, at: int) -> bool:
        """Whether the date of what a noun announces stands before it, as it does before a verb at the end."""
        return self.parse.head_last and self.parse.units[at].kind != "vg"

    def _finish(self, draft: Draft, at: int, frame: Frame, name: str, *, promised: bool = False) -> None:
        """Settle a draft, complete its sides, and enter it if its frame's conditions hold."""
        parse, unit = self.parse, self.parse.units[at]
        if draft.kind == "operation":
            self._helpers(draft)
            self._carried_out_in(draft, at)
        if draft.kind == "assistance":
            self._giver(draft, at)
        if draft.kind == "handover":
            self._both_ends(draft, at)
        if draft.kind == "meeting" and any(n < at + 8 and parse.reaches(at, n) for n in parse.where("phone")):
            draft.kind = "call"
        self.settle(draft, at)
        untold = draft.when is None or self._is_dated_before(draft) is not self._precedes(at)
        if promised and (untold or (draft.kind == "visit" and self._is_invited(at))):
            return
        if promised and self._precedes(at):
            draft.tense = "future"
        if promised and draft.kind == "training":
            self._trained_together(draft)
        if draft.kind in TALKS and not draft.anaphoric:
            self._other_side(draft, at)
            if not draft.parties and draft.tense == "future" and draft.when:
                self._meet_again(draft)
        if draft.kind == "signing" and not draft.anaphoric and (unit.kind == "vg" or not draft.parties):
            self._signatories(draft)
            if unit.kind == "vg":
                self._signs_abroad(draft)
        if unit.kind != "vg":
            if self._is_among_subjects(draft):
                return
            draft.anaphoric = draft.anaphoric or (draft.when is None and self._is_long_since(draft, at))
            if len({p.country for p, _ in draft.parties if p.kind == "group"}) > 1:
                draft.pivot = draft.parties[0][0]
            draft.anaphoric = draft.anaphoric or not (draft.parties or draft.name)
            self.keep(draft)
            return
        if not self._lacks(draft, at, frame, name):
            self.keep(draft)

    def _lacks(self, draft: Draft, at: int, frame: Frame, name: str) -> bool:
        """Whether what a verb announces lacks what its frame or its kind asks for."""
        parse = self.parse
        roles = {role for _, role in draft.parties}
        sides = {identity for p, _ in draft.parties for identity in (p.nations or [p.identity])}
        if len(sides) < int(frame.get("least", 0)):
            return True
        if name == "decorate" and not roles >= {"provider", "recipient"}:
            return True
        if draft.kind == "training" and "recipient" not in roles:
            return True
        if draft.kind in TALKS and all(p.kind == "country" for p, _ in draft.parties):
            return True
        if draft.kind == "signing" and not self._is_news(draft, at):
            return True
        alone = not (parse.where("help") or parse.where("with"))
        if frame.get("needs") == "help" and alone and not (self._jointly_done(at) or self._is_of_several(draft)):
            return True
        if frame.get("goal") == "place" and not (self._goes_somewhere(draft, at) or self._goes_there(draft)):
            return True
        return bool(frame.get("whom")) and not parse.passive(at) and not self._acts_on_somebody(at)

    def _is_news(self, signing: Draft, at: int) -> bool:
        """Whether a signing is told for itself: 'the deal signed between X and Y' only says which deal."""
        apart = self.parse.units[at].setting("tense") != "participle" or not any(
            map(self.parse.finite, self.parse.verbs)
        )
        return apart or bool(signing.when or signing.place)

    def _is_long_since(self, draft: Draft, at: int) -> bool:
        """Whether a noun without a place of its own only says since when: 'since the signing of the pact'."""
        first = self.parse.noun_phrase_start(at)
        since = any(self.parse.has(n, "since") for n in (first, first - 1))
        return since and draft.kind == "signing" and draft.place is None

    def _is_among_subjects(self, draft: Draft) -> bool:
        """Whether a noun without a date or name stands where subjects of talks do: 'ont parlé de la formation de …'."""
        about = self.about_span()
        undated = draft.when is None or self._is_dated_before(draft)
        may_be = undated and draft.name is None and draft.kind in TALKED_ABOUT
        return may_be and about is not None and about[0] <= draft.trigger[0] < about[1]

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

    @staticmethod
    def _is_of_several(draft: Draft) -> bool:
        """Whether the places of an operation are of several countries."""
        return sum(p.kind == "country" for p, _ in draft.parties) > 1

    def _meet_again(self, draft: Draft) -> None:
        """'The next meeting will be held in May' is of the countries that met before."""
        last = next((d for d in self.recent(*TALKS, again=True) if d.parties), None)
        for party, _ in last.parties if last is not None else []:
            if party.country:
                draft.add(Party("country", party.country, party.country, party.span), "participant")

    def _other_side(self, draft: Draft, at: int) -> None:
        """Talks that name one side only are talks of whom else the clause names, or of whom the text is about."""
        self._whose_counterpart(draft)
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

    def _whose_counterpart(self, draft: Draft) -> None:
        """'Talks with his counterpart X' that name nobody else are talks of whoever was named before."""
        known, keys = self.entities.people, [p.key for p, _ in draft.parties if p.kind == "person"]
        alone = len(keys) == len(draft.parties) > 0 and all(known[key].counterpart for key in keys)
        before = next((n for n in reversed(self.entities.mentions) if n not in keys), None)
        if alone and before is not None:
            draft.add(Party("person", before, known[before].country, draft.trigger), "participant")

    def _visitors(self) -> list[Party]:
        """Who came on the visit that the text is telling of."""
        visits = self.recent("visit", within=NEAR, again=True)
        return next((come for d in visits if (come := [p for p, r in d.parties if r == "visitor"])), [])

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
        if len(countries) == 1 and len({p.country for p, _ in draft.parties}) == 1 and draft.parties:
            for party in self.bound:
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

    @staticmethod
    def _gets_back(draft: Draft, others: list[tuple[Party, str, int]]) -> None:
        """Whoever extradites somebody from abroad gets him."""
        sent_from = {p.country for p, mark, _ in others if mark in ("from", "in") and p.country}
        if draft.kind != "handover" or not sent_from or any(role == "recipient" for _, role in draft.parties):
            return
        away = [p for p, role in draft.parties if role == "provider" and p.country in sent_from]
        draft.parties = [
            (p, "recipient" if role == "provider" and away and p not in away else role) for p, role in draft.parties
        ]

    def _both_ends(self, draft: Draft, at: int) -> None:
        """Who hands over and who receives: where one of them is not told, it is the country that speaks."""
        if not any(role == "provider" for _, role in draft.parties):
            self._sender(draft, at)
        if not any(role == "recipient" for _, role in draft.parties):
            self._wanted_by(draft, at)
        told = {role: party.country for party, role in draft.parties if role in ("provider", "recipient")}
        home = self.entities.home
        speaking = (body.spans[0] for body in self.entities.bodies if body.country == home)
        span = self.entities.home_span or next(speaking, None) or self.entities.home_word()
        if len(told) == 1 and home and span and home not in told.values():
            draft.add(Party("country", home, home, span), "recipient" if "provider" in told else "provider")

    def _wanted_by(self, draft: Draft, at: int) -> None:
        """'extradited a man wanted by the Belgian authorities': he is handed over to those who want him."""
        sending = {party.country for party, role in draft.parties if role == "provider"}
        for n, parties in sorted(self.here.items()):
            if n > at and self.parse.mark(n) == "help" and self.parse.together(n, at):
                for party in parties:
                    if party.country and party.country not in sending:
                        draft.add(party, "recipient")
                return

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
        self._where_arrested(draft, at)

    def _where_arrested(self, draft: Draft, at: int) -> None:
        """Whoever was arrested in a country before he was handed over is handed over by it."""
        parse = self.parse
        arrest = next((v for v in reversed(parse.verbs) if v < at and "arrest" in parse.frames(v)), at)
        for n in range(arrest + 1, at):
            place = self.place(n) if parse.has(n - 1, "in") or parse.has(n - 1, "to") else None
            if place is not None and (code := place[2]):
                draft.add(Party("country", code, code, (parse.units[n].start, parse.units[n].end)), "provider")
                return

    def _carried_out_in(self, draft: Draft, at: int) -> None:
        """An operation in several countries is one of all of them: 'menée en France, en Belgique et en Espagne'."""
        named = [p for n, ps in sorted(self.here.items()) for p in ps if self.parse.mark(n) in ("in", "to")]
        countries = [p for p in named if p.kind == "country" and p.country is not None]
        for party in countries if len({p.country for p in countries}) > 1 else ():
            draft.add(party, "participant")

    def _helpers(self, draft: Draft) -> None:
        """Whose information an operation rests on, or with whom it is done: the actors after words of help."""
        parse = self.parse
        role = ""
        for n, unit in enumerate(parse.units):
            if parse.has(n, "help") and unit.rule is None and unit.value("help") != "after":
                role = "participant" if unit.value("help") == "joint" else "provider"
            if not role or parse.mark(n) in ("from", "in", "to", "object", "for"):
                continue
            for party in self.here.get(n, []):
                draft.add(party, role)
            if unit.rule is None and (code := unit.value("capital_name")) and parse.has(n - 1, "help"):
                draft.add(Party("country", code, code, (unit.start, unit.end)), role)
