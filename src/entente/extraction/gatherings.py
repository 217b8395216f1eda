"""Gatherings by their names: when and where, who attends, hosts, runs them."""

from __future__ import annotations

from entente.extraction.nouns import Nouns
from entente.extraction.words import HOLDING, NEAR, TELLS_WHEN_AND_WHERE
from entente.languages.rules import Unit
from entente.model.statement import TALKS, Draft, Party
from entente.text.folding import fold

PARTAKING = {"attend", "lead", "begin", "end"}
"""Frames of verbs whose subject takes part in the gathering after them: he attends, opens or closes it."""

HOSTING = {"host", "organise", "receive"}
"""Frames of verbs whose subject holds the gathering after them."""


class Gatherings(Nouns):
    """Opens events of many."""

    def gathering(self, at: int, unit: Unit, name: str | None = None) -> None:
        """A draft of an event of many, and who attends it; `name` is the one that it was told by before."""
        draft = self.draft("gathering", at, unit)
        draft.name, draft.name_span = name or self.text[unit.start : unit.end], (unit.start, unit.end)
        draft.names.append(draft.name_span)
        self.settle(draft, at)
        verb = self._verb_of(at)
        self._tell_time(draft, at, verb)
        self._attended_by(draft, at, verb)
        if self._turns_into_talks(draft, verb):
            self.settle(draft, at)
            self.keep(draft)
            return
        self._run_by(draft, at)
        self._hosted_by(draft, at)
        self._read_name(draft, unit)
        self.keep(draft)

    def _verb_of(self, at: int) -> int | None:
        """The verb that a gathering stands with: the last before it, or the next where verbs stand last."""
        parse = self.parse
        if parse.head_last:
            return next((v for v in parse.verbs if v > at and parse.together(v, at)), None)
        return next((v for v in reversed(parse.verbs) if v < at), None)

    def _tell_time(self, draft: Draft, at: int, verb: int | None) -> None:
        """Whether it was, is or will be: as the verb says that is about it, or its relative clause."""
        parse = self.parse
        telling = verb is not None and set(parse.frames(verb)) & (TELLS_WHEN_AND_WHERE | {"attend"})
        about = parse.verb_about(at)
        teller = about if about is not None else verb if telling else None
        relative = parse.relative(at)
        if relative is not None and set(parse.frames(relative)) & TELLS_WHEN_AND_WHERE:
            draft.tense = self._going_on(relative)
        elif teller is not None and parse.together(teller, at):
            draft.tense = self._going_on(teller)

    def _attended_by(self, draft: Draft, at: int, verb: int | None) -> None:
        """Who takes part: whoever attends, opens, or travels to it, or is there when he does something else."""
        parse = self.parse
        frames = set(parse.frames(verb)) if verb is not None else set()
        purpose = parse.behind(at, "for") is not None or any(parse.has(n, "for") for n in range(max(0, at - 3), at))
        travels = bool(frames & {"go", "visit"}) and purpose
        there = parse.behind(at, "in") is not None and verb is not None and not parse.passive(verb)
        if verb is not None and (frames & PARTAKING or travels or there):
            draft.tense = self.tense(parse.units[verb])
            beside = [p for p, mark, n in self.behind(verb) if mark == "with" and n < at and p.kind == "person"]
            if parse.order == "vso" and "attend" in frames:
                beside += [p for p, mark, _ in self.governed(verb) if mark == ""]
            for party in self.subject(verb) + beside:
                if party.kind != "country":
                    draft.add(party, "participant")
        elif any(parse.units[n].value("attend_noun") == "attend" for n in range(max(0, at - 5), at)):
            subjects = self.subject(at)
            for party in subjects or ([self.entities.last] if self.entities.last else []):
                draft.add(party, "participant")

    def _run_by(self, draft: Draft, at: int) -> None:
        """Who organises it, by the words behind it, and in whose presence it is."""
        parse = self.parse
        main = parse.main_verb(at)
        told = main is not None and main < at and parse.passive(main)  # 'signed at the summit by'
        for party, mark, n in self.behind(at):
            if mark == "by" and not told:
                draft.add(party, "organiser")
            elif mark == "presence" and self._partakes(n) and party.kind != "country":
                draft.add(party, "participant")

    def _hosted_by(self, draft: Draft, at: int) -> None:
        """The countries or the city that hold it, and so where it is."""
        parse = self.parse
        hosts = [
            p
            for v in parse.verbs
            if HOSTING & set(parse.frames(v)) and not parse.passive(v) and self._tells_of(v, at)
            for p in self.subject(v)
            if p.kind == "country"
        ]
        hosts += [
            p
            for n, parties in self.here.items()
            for p in parties
            if p.kind == "country"
            and parse.mark(n) == "with"
            and (self.gathering_before(n) == at if n > at else self._hosts_before(n, at))
        ]
        if hosts and (draft.place is None or any(p.country == draft.place[2] for p in hosts)):
            named = next((p for p in hosts if self._is_named(p)), None)
            if draft.place is None and named is not None:
                draft.place, draft.place_span = (self.country_word(named), None, named.country, ""), named.span
            for party in hosts:
                draft.add(party, "host")
        for verb in (v for v in parse.verbs if self._tells_of(v, at)):
            self.hosted(draft, verb)

    def _read_name(self, draft: Draft, unit: Unit) -> None:
        """The topics that its name has, or that a known event is about, and the bodies whose event it is."""
        for leaf in unit.leaves():
            for code in self.pack.topics_of_gathering.get(leaf.value("event_name") or "", ()):
                draft.topics.setdefault(code, (leaf.start, leaf.end))
        for body in [*self.bodies_inside(unit), *(leaf for leaf in unit.leaves()[:1] if self._is_international(leaf))]:
            number = self.entities.body(body)
            country = self.entities.bodies[number].country
            draft.add(Party("body", number, country, (body.start, body.end)), "organiser")
        for start, end, code, _ in self.sentences[self.number].topics:
            inside = unit.start <= start < unit.end
            of_event = any(leaf.value("event_name") and leaf.start <= start < leaf.end for leaf in unit.leaves())
            draft.relevant = draft.relevant or inside
            if inside and not of_event:
                draft.topics.setdefault(code, (start, end))

    def named_before(self, at: int) -> Draft | None:
        """The gathering that 'the meeting' stands for: the last one told, if its name begins with that word."""
        last = next(self.recent("gathering", *TALKS, again=True), None)
        told = self._is_told(self.parse.noun_phrase_start(at)) and not self.parse.is_owned(at)
        if last is None or last.kind != "gathering" or not told:
            return None
        unit, plain = self.parse.units[at], self.entities.plain
        alone = unit.rule is None and self.number - last.sentence <= NEAR and last.sentence < self.number
        named = plain(last.name or "").split()[:1] == [plain(self.text[unit.start : unit.end])]
        return last if alone and named else None

    def _turns_into_talks(self, draft: Draft, verb: int | None) -> bool:
        """Make it talks where two countries alone hold it: 'A and B held a meeting of their joint committee'."""
        if verb is None or not HOLDING & set(self.parse.frames(verb)) or self.parse.passive(verb):
            return False
        sides = [p for p in self.subject(verb) if p.kind == "country"]
        if len({p.country for p in sides}) != 2:
            return False
        draft.kind, draft.name, draft.name_span = "meeting", None, None
        for party in sides:
            draft.add(party, "participant")
        return True

    def _is_international(self, leaf: Unit) -> bool:
        return self.pack.country_of_body.get(leaf.value("body") or "", "?") == ""

    def _tells_of(self, verb: int, at: int) -> bool:
        """Whether a verb tells of the gathering at a place: a participle does so of what stands right behind it."""
        if not self.parse.head_last or self.parse.units[verb].setting("finite") != "no":
            return verb > at or not self.parse.head_last
        return verb < at and self.gathering_before(at) < verb

    def _hosts_before(self, n: int, at: int) -> bool:
        """Whether whom an actor stands with hosts the gathering that follows: 'X'in Y ile düzenleyeceği kupa'."""
        verb = next((v for v in self.parse.verbs if v > n), None)
        return self.parse.head_last and verb is not None and at - 2 <= verb < at

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
        return next((n for n in range(at - 1, -1, -1) if self.parse.units[n].kind == "gathering"), -1)

    def _is_named(self, party: Party) -> bool:
        """Whether a country is named by its own name, rather than as one of 'the two countries'."""
        return any(u.setting("what") == "country" for u in self.parse.units if (u.start, u.end) == party.span)

    def country_word(self, party: Party) -> str:
        """The country's name in a party's words, without the article."""
        words = self.text[party.span[0] : party.span[1]]
        return words.split(" ", 1)[-1].split("’")[-1].split("'")[-1]
