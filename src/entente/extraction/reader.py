"""A document's sentences to statements, in reading order: each announcing word opens a draft.

The verb or noun says the kind; which actors take part, and in which role, is read off where they stand and
which preposition marks them (the pack's frames). Tense, negation and modals say whether it happened.
"""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.affiliation import affiliate
from entente.extraction.commitments import Commitments
from entente.extraction.gatherings import Gatherings
from entente.extraction.parse import Parse
from entente.extraction.sources import Sources
from entente.extraction.topics import Topics
from entente.extraction.words import HOLDING, NEAR
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import TALKS, Draft, Party, Promise, Statements

SMALL_WORD = 3
"""How long the small words of titles are: 'du', 'the'."""


class Reader(Gatherings, Commitments, Sources, Topics):
    """Reads one document."""

    def read(self) -> Statements:
        """Everything that the document states."""
        parses = [Parse(s, self.frames, self.text) for s in self.sentences]
        self.entities.spell_out(parse.units for parse in parses)
        ending: Unit | None = None
        alone = -1
        awaited: Unit | None = None
        for parse in parses:  # names first, so that titles and references find them
            self.entities.before = ending
            self.entities.only_before = alone
            named = [u for n in parse.actors if (u := parse.units[n]).setting("what") == "person"]
            alone = named[0].end if len(named) == 1 else -1
            ending = parse.last
            for at in parse.actors:
                unit = parse.units[at]
                if unit.setting("what") == "person":
                    self.entities.person(unit)
                elif unit.setting("what") in ("group", "post") and not parse.mark(at):
                    self.entities.epithet(unit)
                if unit.setting("what") == "post":
                    self.entities.unnamed.append(unit)
            first = next((at for at in parse.actors if not parse.mark(at)), None)
            if awaited is not None and first is not None and parse.units[first] in named[:1]:
                self.entities.name_holder(awaited, parse.units[first])
            awaited = parse.units[first] if first is not None and not named else None
        for parse in parses:
            self._list_counterparts(parse)
        self.entities.finish()
        self.published_by(self.entities.publishing_body)
        for number, parse in enumerate(parses):
            self.sentence(number, parse)
        affiliate(self.entities, self.out.drafts, [p for promise in self.out.promises for p in promise.parties])
        self.name_unnamed()
        self.out.promises = [p for p in self.out.promises if not self.is_said_again(p)]
        self.out.drafts = [part for draft in self.out.drafts for part in self.split(draft)]
        for draft in self.out.drafts:
            for n, (party, role) in enumerate(draft.parties):
                if party.kind == "person" and party.key in self.leaders:
                    here = self.leaders[party.key] == draft.sentence
                    told = role == "visitor" and draft.tense != "future"
                    leads = party.leads or told or (here and draft.kind not in ("gathering", "honour"))
                    draft.parties[n] = (replace(party, leads=leads), role)
        entities = self.entities
        self.out.people, self.out.bodies = entities.people, entities.bodies
        self.out.home, self.out.home_span = entities.home, entities.home_span
        self.out.sides = [*entities.candidates, *sorted(entities.international_bodies())]
        return self.out

    def _list_counterparts(self, parse: Parse) -> None:
        """Enter those whom a list behind a colon names as counterparts: 'ونظراءه: السوري فلان والعراقي فلان'."""
        for at in parse.actors:
            if parse.units[at].setting("what") == "homologue" and parse.has(at + 1, "=:"):
                listed = [parse.units[n] for n in parse.actors if n > at and parse.units[n].setting("what") == "person"]
                self.entities.list_counterparts(
                    parse.units[at], [n for n in map(self.entities.person, listed) if n is not None]
                )

    def name_unnamed(self) -> None:
        """Those who are first told by their post and country are the people named later who hold it there."""
        plain = self.entities.plain
        for draft in self.out.drafts:
            for n, (party, role) in enumerate(draft.parties):
                if party.kind != "group" or party.country is None or party.delegation:
                    continue
                words = [word.strip("()") for word in plain(str(party.key)).split()]
                holders = [
                    number
                    for number, person in enumerate(self.entities.people)
                    if person.country == party.country
                    and (draft.sentence == 0 or person.spans[0][0] > party.span[1])
                    and any(self.is_told_by(words, plain(post.title).split()) for post in person.posts)
                ]
                if len(holders) == 1:
                    draft.parties[n] = (Party("person", holders[0], party.country, party.span), role)

    def is_said_again(self, promise: Promise) -> bool:
        """Whether the headline only sums up what the same parties promise below."""
        sides = {p.country for p in promise.parties}
        later = (p for p in self.out.promises if p.sentence > 0 and p.kind == promise.kind)
        return promise.sentence == 0 and any({p.country for p in q.parties} == sides for q in later)

    @staticmethod
    def is_told_by(words: list[str], title: list[str]) -> bool:
        """Whether some words say a title, be it in the plural: 'Saudi interior ministers' an 'Interior Minister'."""
        heavy = [part for part in title if len(part) > SMALL_WORD]
        return bool(heavy) and all(any(word.startswith(part) for word in words) for part in heavy)

    def sentence(self, number: int, parse: Parse) -> None:
        """Read one sentence: its actors once, then its verbs and nouns from left to right."""
        self.number, self.parse = number, parse
        self.here = {}
        before = len(self.out.drafts)
        for at in parse.actors:
            pair = self.entities.pair
            self.here[at] = self.refer(at) or self.entities.parties(parse.units[at])
            self.entities.note(self.here[at])
            if parse.mark(at) in ("per", "presence", "accompany") or parse.clauses[at] < 0:
                self.entities.pair = pair  # who but says so, looks on or comes along
        self.share_nation()
        self.name_groups()
        for at in parse.where("instrument"):
            beside = range(at + 1, at + NEAR)
            self.bound = next(
                (self.here[n] for n in beside if self.here.get(n) and parse.mark(n) == "with"), self.bound
            )
        self.sources()
        self.heads()
        self.item()
        predicates = parse.predicates()
        for at in sorted({*predicates, *parse.verbs, *parse.of_kind("gathering"), *parse.where("willing")}):
            unit = parse.units[at]
            if unit.kind == "vg":
                self.commit(at, unit)
                if at in predicates:
                    self.verb(at)
            elif unit.kind == "gathering":
                self.gathering(at, unit)
            elif at in predicates and (told := self.named_before(at)) is not None:
                self.gathering(at, unit, told.name)
            elif at in predicates:
                self.noun(at)
            elif unit.rule is None:
                self.will(at, unit)
        self.witnessed()
        if len(self.out.drafts) == before:
            self.heads_take_part()
            self.settle_what_was_told()
        self.travel_along(self.out.drafts[before:])
        doing = [p for v in parse.verbs if parse.finite(v) for p in self.subject(v) if p.kind == "person"]
        self.subject_before = doing[0] if doing else self.subject_before
        for n in parse.where("accompany"):
            self.joined(n, self.out.drafts[before:])
        self.about(self.out.drafts[before:])
        self.set_scene()
        for at in parse.where("city"):
            unit = parse.units[at]
            if unit.rule is None and (at == 0 or parse.has(at - 1, "to") or parse.has(at - 1, "in")):
                place = self.place(at)
                if place is not None:
                    self.last_place = (place, (unit.start, unit.end))

    def heads_take_part(self) -> None:
        """'The Turkish delegation was led by X': X takes part in the talks told just before, for that country."""
        told = next(self.recent(within=NEAR), None)
        if told is None or told.kind not in TALKS:
            return
        sides = {p.country for p, _ in told.parties}
        for head, led in self.heads_of_delegations():
            for party in self.here[head] if led is not None else ():
                if party.kind == "person" and party.country in sides:
                    told.add(replace(party, leads=True), "participant")

    def settle_what_was_told(self) -> None:
        """'It took place from 7 to 11 July in Otse' is about what was told just before, if that says neither."""
        parse = self.parse
        told = next(self.recent(), None)
        verb = next((v for v in parse.verbs if HOLDING & set(parse.frames(v)) and parse.finite(v)), None)
        if told is None or verb is None or self.negated(verb) or self.subject(verb):
            return
        if self.number - told.sentence == 1 and told.when is None and told.place is None:
            self.settle(told, verb)

    def set_scene(self) -> None:
        """A sentence without a verb that says when and where ('Mardi à Rabat, au siège …') does so for the next one."""
        parse = self.parse
        if self.number == 0 or len(parse.units) < 6 or any(parse.finite(v) for v in parse.verbs):
            return
        date = next((u for u in parse.units if u.kind == "date"), None)
        spot = next((n + 1 for n in parse.where("to") if n + 1 < len(parse.units) and self.place(n + 1)), None)
        if date is not None and spot is not None:
            where = parse.units[spot]
            self.scene = (self.number, date, self.place(spot), (where.start, where.end))

    def refer(self, at: int) -> list[Party]:
        """Whom a pronoun stands for, where an earlier subject of the sentence, or of the one before, tells."""
        unit = self.parse.units[at]
        before = self.subject_before
        if (
            unit.setting("what") in ("post", "group")
            and before is not None
            and self.entities.is_bare_post_of(unit, before)
        ):
            return [replace(before, span=(unit.start, unit.end))]
        if unit.setting("what") != "pronoun" or unit.leaves()[0].value("pron") != "it":
            return []
        here = [p for n, parties in self.here.items() if self.parse.mark(n) == "" for p in parties]
        known = next((p for p in reversed(here) if p.kind == "person"), self.subject_before)
        return [replace(known, span=(unit.start, unit.end))] if known is not None else []

    def share_nation(self) -> None:
        """Give groups the country of whom they are of, or of the last of a list: 'gendarmes et policiers maliens'."""
        for at, parties in self.here.items():
            if not any(party.kind == "group" and party.country is None for party in parties):
                continue
            of = next((k for k in (at + 2, at + 3) if self.parse.is_actor(k) and self.parse.mark(k) == "of"), None)
            for party in parties if of is not None else ():
                if party.kind == "group" and party.country is None:
                    party.country = next((p.country for p in self.here.get(of or 0, [])), None)
        for at in self.parse.actors:
            self._share_country(self.parse.group(at))
        self._speak_for_first()
        for namely in self.parse.where("namely"):
            before = next((n for n in (namely - 1, namely - 2) if self.here.get(n)), None)
            named = [p for n in (namely + 1, namely + 2) for p in self.here.get(n, [])]
            nation = self.here[before][0].country if before is not None else None
            for party in named:
                if nation:
                    self.entities.state(party, nation)
            if before is not None and nation is None and self.here[before][0].kind == "group" and len(named) > 1:
                self.here[before] = []
        groups = [at for at, parties in self.here.items() if any(p.kind == "group" for p in parties)]
        for at in sorted(groups, reverse=True):
            country = next((p.country for p in self.here[at] if p.kind == "group"), None)
            for n in self.parse.group(at)[:-1] if country else []:
                for party in self.here.get(n, []):
                    if party.kind == "group" and party.country is None:
                        party.country = country

    def _share_country(self, members: list[int]) -> None:
        """'met the Tunisian president X and the minister Y': whom somebody meets together are of one side."""
        parse = self.parse
        if len(members) < 2 or not parse.verbs or parse.mark(members[0]):
            return
        apart = any(parse.units[n].leaves()[0].value("homologue") for n in members)
        if apart or any(n in members for v in parse.verbs for n in parse.subject(v)):
            return
        people = [p for n in members for p in self.here.get(n, []) if p.kind == "person"]
        stated = {p.country for p in people if p.country and not self.entities.is_weak(p)}
        for party in people if len(stated) == 1 else ():
            if self.entities.is_weak(party):
                self.entities.state(party, next(iter(stated)))

    def _speak_for_first(self) -> None:
        """'Por parte de Guatemala participaron los ministros': they act for the country that opens the sentence."""
        side = next((at for at in sorted(self.here)[:1] if self.parse.mark(at) == "by" and at < 4), None)
        nation = next((p.country for p in self.here[side] if p.kind == "country"), None) if side is not None else None
        verb = next((v for v in self.parse.verbs if self.parse.finite(v)), None)
        if nation is None or verb is None or side is None or self.parse.passive(verb):
            return
        for at, parties in self.here.items():
            for party in parties if at > side and self.parse.mark(at) == "" else ():
                self.entities.state(party, nation)

    def name_groups(self) -> None:
        """'les ministres de A et de B, X et Y' are the people named."""
        for at, groups in sorted(self.here.items()):
            if len(groups) < 2 or any(p.kind != "group" for p in groups):
                continue
            places, n = [], at + 1
            while self.parse.has(n, "=,") or self.parse.has(n, "conj") or self.parse.has(n, "det"):
                n += 1
                if self.parse.is_actor(n):
                    places.append(n)
                    n += 1
            people = [p for place in places for p in self.here.get(place, [])]
            if [p.kind for p in people[: len(groups)]] == ["person"] * len(groups):
                self.entities.appoint(self.parse.units[at], groups, people[: len(groups)])
                self.here[at] = []

    def joined(self, at: int, drafts: list[Draft]) -> None:
        """'Accompanied by X' at a place: X takes part in what the one before does here, or did just before."""
        people = [(n, p) for n in sorted(self.here) for p in self.here[n] if p.kind == "person"]
        lead = next((p for n, p in reversed(people) if n < at), None)
        companions = [p for n, p in people if n > at and self.parse.mark(n) == "accompany"]
        for draft in drafts or [*self.recent(within=2)][:1]:
            if lead is None or not companions:
                return
            roles = [role for party, role in draft.parties if party.identity == lead.identity]
            for party in companions if roles else ():
                draft.add(party, roles[0])
            draft.side = draft.side or ([lead, *companions] if roles else [])

    def brings_delegation(self, at: int) -> bool:
        """Whether 'accompanied by' at a place is followed by a delegation: whoever is accompanied leads it."""
        return any(party.delegation for n in (at + 1, at + 2) for party in self.here.get(n, []))

    def heads(self) -> None:
        """Who leads a delegation in this sentence."""
        parse, units = self.parse, self.parse.units
        for head, led in self.heads_of_delegations():
            for party in self.here[head]:
                self.leaders[party.key] = self.number
                self.entities.leads(party.key, units[led] if led is not None else None)
                self.entities.delegation = party
                party.country = self.entities.people[party.key].country
        for n in [*parse.where("head"), *filter(self.brings_delegation, parse.where("accompany"))]:
            people = [(k, p) for k, parties in self.here.items() for p in parties if p.kind == "person"]
            before = [p for k, p in people if k < n and parse.mark(k) == ""]
            after = [p for k, p in people if k > n]
            for party in before[-1:] or after[:1]:
                self.leaders[party.key] = self.number
                self.entities.leads(party.key, next((u for u in units[n + 1 : n + 3] if u.kind == "actor"), None))
        for verb in [v for v in parse.verbs if "lead" in parse.frames(v)]:
            near = [k for k in range(verb - 4, verb + 4) if any(p.delegation for p in self.here.get(k, []))]
            for party in self.subject(verb) if near else []:
                if party.kind == "person":
                    self.leaders[party.key] = self.number
                    self.entities.leads(party.key, units[near[0]])


def extract(sentences: list[Sentence], text: str, pack: Pack, publisher: str | None = None) -> Statements:
    """What the recognised sentences of a document state."""
    return Reader(sentences, text, pack, publisher).read() if sentences else Statements()


__all__ = ["extract"]
