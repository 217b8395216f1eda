"""Drafts from nouns: 'une visite de X', 'la rencontre entre X et Y', and from gatherings by their names."""

from __future__ import annotations

from entente.extraction.grammar import REACH
from entente.extraction.verbs import Verbs
from entente.languages.rules import Unit
from entente.model.statement import Draft, Party, Span
from entente.text.folding import fold

ROLES_BY_MARK = ("with", "between", "by", "for", "of", "to", "help")
IN_NOUN_PHRASE = {"adv", "post_adj", "num", "numword", "unknown", "ordword", "last", "next"}


class Nouns(Verbs):
    """Opens what a noun or a name announces."""

    def noun(self, at: int, unit: Unit, name: str, named: bool) -> None:
        """A draft from a noun: 'une visite de X', 'la rencontre entre X et Y'."""
        frame = self.frames.get(name, {})
        if "kind" not in frame:
            return
        clause = self.clause
        if clause.where("habit"):
            return
        wanted = frame.get("of_what")
        if wanted and self.nouns_after(at, str(wanted), 6) is None:
            return
        draft = self.draft(frame["kind"], at, unit)
        first = self.noun_phrase_start(at)
        newcomers = any(mark == "with" and p.kind == "person" for p, mark, _ in self.objects(at))
        definite = (clause.has(first, "demo") and not newcomers) or bool(frame.get("again"))
        verb, relative, after = self.verbs_around(at)
        if verb is not None and not self.governed(draft, frame, verb):
            return
        if relative is not None and frame.get("subject"):
            behind = [p for p, mark, _ in self.objects(relative) if mark == ""]
            for party in self.subject(relative, at) or behind[:1]:
                draft.add(party, str(frame.get("subject", "participant")))
        codes = self.nations_of(at)
        if len(codes) > 1:
            for code, span in codes.items():
                draft.add(
                    Party("country", code, code, span),
                    str(frame.get("with", frame.get("subject", "participant"))),
                )
        if clause.verbs and clause.verbs[0] == 0 and clause.units[0].setting("tense") == "participle":
            for place in range(1, at):  # 'Conduite par A et B, une opération …'
                for party in self.here.get(place, []) if clause.mark(place) == "by" and frame.get("by") else []:
                    draft.add(party, str(frame["by"]))
        if clause.has(first, "poss") and not draft.parties:
            for party in (self.subject(verb) if verb is not None else []) or self.entities.pair:
                draft.add(party, str(frame.get("subject", "participant")))
        if not draft.parties and draft.kind == "visit" and clause.has(at - 1, "in"):
            near = [
                p
                for k in (*range(at - 1, -1, -1), *range(at + 1, len(clause.units)))
                for p in self.here.get(k, [])
                if clause.mark(k) == ""
            ]
            for party in near[:1]:
                draft.add(party, "visitor")
            draft.tense = draft.tense or "present"
        for party in self.with_whom(relative if relative is not None else verb if verb is not None else at):
            draft.add(party, str(frame.get("with", "participant")))
        passive_after = after is not None and (
            clause.units[after].setting("voice") == "passive"
            or bool({"hold", "cancel", "postpone", "plan"} & set(self._frames_of(clause.units[after])))
        )
        if after is not None and passive_after:
            self.told_of(draft, after)
        several_of = sum(mark == "of" and p.kind == "country" for p, mark, _ in self.objects(at)) > 1
        for party, mark, place in self.objects(at):
            if after is not None and place > after and not passive_after:
                break
            role = {
                "presence": "participant",
                "invitation": "inviter",
                "led": frame.get("of") or "participant",
            }.get(mark, frame.get(mark) if mark in ROLES_BY_MARK else None)
            far = mark == "of" and place - at > 8
            country_of_talks = far or (
                not several_of and mark == "of" and party.kind in ("country", "body") and frame["kind"] == "meeting"
            )
            if role and not country_of_talks:
                draft.add(party, str(role))
        if draft.kind == "meeting" and draft.parties and self.clause.units and not draft.anaphoric and not definite:
            self.other_side(draft)
        if frame["kind"] == "operation":
            self.helpers(draft)
        if draft.kind == "meeting" and any(clause.has(n, "phone") for n in range(at, min(at + 4, len(clause.units)))):
            draft.kind = "call"
        if relative is not None:
            self.settle(draft, relative)
        self.settle(draft, at)
        self.entities.reconcile(draft)
        if (
            draft.kind == "meeting"
            and not draft.parties
            and not clause.has(first, "demo")
            and draft.when
            and draft.place
        ):
            last = next((d for d in reversed(self.out.drafts[-REACH:]) if d.kind == "meeting" and d.parties), None)
            for party, _ in last.parties if last is not None else []:
                if party.country:
                    draft.add(Party("country", party.country, party.country, party.span), "participant")
        promised = any(
            v < at and any(self.frames.get(f, {}).get("commitment") for f in self._frames_of(clause.units[v]))
            for v in clause.verbs
        )
        if promised and draft.when is None:
            return
        draft.apart = len({p.country for p, _ in draft.parties if p.kind == "group"}) > 1
        draft.anaphoric = definite or (not draft.parties and not named)
        if named:
            draft.name, draft.name_span = self.text[unit.start : unit.end], (unit.start, unit.end)
        self.keep(draft)

    def nations_of(self, at: int) -> dict[str, Span]:
        """The countries in the adjectives after a noun: 'l'exercice tuniso-américain'."""
        found: dict[str, Span] = {}
        inside = self.clause.units[at].leaves() if self.clause.units[at].rule is not None else []
        for leaf in inside:
            if code := leaf.value("demonym_prefix") or leaf.value("demonym"):
                found[code] = (leaf.start, leaf.end)
        for unit in self.clause.units[at + 1 : at + 5]:
            code = unit.value("demonym_prefix") or unit.value("demonym")
            if code:
                found[code] = (unit.start, unit.end)
            elif not (self.clause.has(self.clause.units.index(unit), "post_adj")):
                break
        return found

    def other_side(self, draft: Draft) -> None:
        """Talks 'with a delegation of …' that name one side only are talks of whom the text is about."""
        sides = {p.country for p, _ in draft.parties}
        if len(sides) != 1 or None in sides or self.entities.home in sides:
            return
        for number in self.entities.mentions:
            person = self.entities.people[number]
            if person.country == self.entities.home:
                draft.add(Party("person", number, person.country, person.spans[0]), "participant")
                return

    def noun_phrase_start(self, at: int) -> int:
        """The place of the determiner of a noun, past its adjectives."""
        n = at - 1
        while n >= 0 and self.clause.units[n].rule is None and self.clause.classes[n] & IN_NOUN_PHRASE:
            n -= 1
        return n

    def verbs_around(self, at: int) -> tuple[int | None, int | None, int | None]:
        """The verb that governs a noun, that of its relative clause, and that whose subject it is."""
        clause = self.clause
        verb = next(
            (v for v in reversed(clause.verbs) if v < at and clause.units[v].setting("tense") != "participle"),
            None,
        )
        if verb is not None and (at - verb > 9 or any(clause.units[k].kind == "actor" for k in range(verb + 1, at))):
            verb = None
        later = [v for v in clause.verbs if v > at and clause.finite(v)]
        relative = None
        if later and any(clause.has(k, "whom") for k in range(at + 1, min(at + 3, len(clause.units)))):
            relative = later.pop(0)
        after = later[0] if later else None
        if after is not None and relative is None and any(clause.has(k, "whom") for k in range(at, after)):
            after = None
        return verb, relative, after

    def governed(self, draft: Draft, frame: dict[str, object], verb: int) -> bool:
        """Take tense and subject from the verb before a noun; false where it denies the noun."""
        governor = self.clause.units[verb]
        frames = set(self._frames_of(governor))
        if governor.captures.get("negated") or governor.setting("tense") == "conditional":
            return False
        draft.tense = self.tense(governor)
        if "host" in frames:
            role = "host" if draft.kind != "meeting" else "participant"
        elif "organise" in frames and draft.kind == "exercise":
            role = "organiser"
        elif frames & {"support", "give", "meet", "talk", "organise"}:
            role = str(frame.get("subject", "participant"))
        else:
            return True
        for party in self.subject(verb):
            draft.add(party, role)
        return True

    def told_of(self, draft: Draft, verb: int) -> None:
        """What the verb after a noun says of it: held, planned, cancelled, put off to a new date."""
        clause = self.clause
        governor = clause.units[verb]
        draft.tense = self.tense(governor) or draft.tense
        for name in self._frames_of(governor):
            status = self.frames.get(name, {}).get("status")
            if status == "postponed":
                new = next((u for u in clause.units[verb + 1 : verb + 5] if u.kind == "date"), None)
                if new is not None:
                    draft.when, draft.when_span, draft.tense = new, (new.start, new.end), "future"
                draft.status = "planned" if new is not None else "cancelled"
            elif status:
                draft.status = str(status)

    def gathering(self, at: int, unit: Unit) -> None:
        """A draft of an event of many, and who attends it."""
        draft = self.draft("gathering", at, unit)
        draft.name, draft.name_span = self.text[unit.start : unit.end], (unit.start, unit.end)
        draft.names.append(draft.name_span)
        clause = self.clause
        self.settle(draft, at)
        verb = next((v for v in reversed(clause.verbs) if v < at), None)
        frames = set(self._frames_of(clause.units[verb])) if verb is not None else set()
        travels = bool(frames & {"go", "visit"}) and any(clause.has(n, "for") for n in range(max(0, at - 3), at))
        if verb is not None and ("attend" in frames or travels):
            for party in self.subject(verb):
                if party.kind != "country":
                    draft.add(party, "participant")
        elif any(clause.has(n, "attend_noun") for n in range(max(0, at - 5), at)):
            subjects = self.subject(at)
            for party in subjects or ([self.entities.last] if self.entities.last else []):
                draft.add(party, "participant")
        for party, mark, _ in self.objects(at):
            if mark == "by":
                draft.add(party, "organiser")
        hosts = [
            p
            for v in clause.verbs
            if {"host", "organise", "receive"} & set(self._frames_of(clause.units[v]))
            and clause.units[v].setting("voice") != "passive"
            for p in self.subject(v)
            if p.kind == "country"
        ][:1]
        hosts += [
            p
            for n, parties in self.here.items()
            for p in parties
            if p.kind == "country" and n > at and clause.mark(n) == "with" and self.gathering_before(n) == at
        ]
        if hosts and (draft.place is None or any(p.country == draft.place[2] for p in hosts)):
            if draft.place is None:
                draft.place, draft.place_span = (
                    (self.country_word(hosts[0]), None, hosts[0].country, ""),
                    hosts[0].span,
                )
            for party in hosts:
                draft.add(party, "host")
        for leaf in unit.leaves():
            for code in self.pack.event_topics.get(leaf.value("event_name") or "", ()):
                draft.topics.setdefault(code, (leaf.start, leaf.end))
        for body in self.bodies_inside(unit):
            number = self.entities.body(body)
            country = self.entities.bodies[number].country
            draft.add(Party("body", number, country, (body.start, body.end)), "organiser")
        for topic in self.sentences[self.number].topics:
            inside = unit.start <= topic[0] < unit.end
            of_event = any(leaf.value("event_name") and leaf.start <= topic[0] < leaf.end for leaf in unit.leaves())
            draft.relevant = draft.relevant or inside
            if inside and not of_event:
                draft.topics.setdefault(topic[2], (topic[0], topic[1]))
        self.keep(draft)

    def bodies_inside(self, unit: Unit) -> list[Unit]:
        """Bodies that a known event's name holds ('Assemblée générale d'Interpol')."""
        found = []
        for leaf in unit.leaves():
            if not leaf.value("event_name"):
                continue
            for start, end in self.sentences[self.number].tokens:
                node = self.pack.lexicon.root.get(fold(self.text[start:end]))
                if node is not None and leaf.start <= start and end <= leaf.end:
                    entries = tuple(entry for entry, _ in node.solid if entry.name == "body")
                    if entries:
                        found.append(Unit(start, end, leaf.char, entries))
        return found

    def gathering_before(self, at: int) -> int:
        """The place of the last gathering before a place; -1 where there is none."""
        return next((n for n in range(at - 1, -1, -1) if self.clause.units[n].kind == "gathering"), -1)

    def country_word(self, party: Party) -> str:
        """The country's name in a party's words, without the article."""
        words = self.text[party.span[0] : party.span[1]]
        return words.split(" ", 1)[-1].split("’")[-1].split("'")[-1]
