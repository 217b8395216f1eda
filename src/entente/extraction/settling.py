"""Place and occasion of a draft, the nearest in its clause; talks held with each are drafts each."""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.dating import Dating
from entente.extraction.grammar import Placed
from entente.extraction.home import nation
from entente.extraction.words import FAR, MARKED, NEAR
from entente.model.statement import LASTING, Draft, Span
from entente.text.folding import fold

INSIDE = ("meeting", "signing")
"""Kinds of what is held while a gathering is: 'pendant le sommet'."""
TALKING = ("meet", "talk")
"""Frames of nouns that may be an occasion without being gatherings: 'en marge de la réunion'."""


class Settling(Dating):
    """Gives drafts their date, place and occasion, and enters them."""

    def settle(self, draft: Draft, at: int) -> None:
        """Date, place and occasion: the nearest of the predicate's clause."""
        if draft.when is None:
            self._date(draft, at)
        if draft.kind in LASTING:
            self._length(draft, at)
        self._place(draft, at)
        if self.scene is not None and self.scene[0] == self.number - 1 and draft.kind != "gathering":
            _, date, place, span = self.scene
            if draft.when is None and date is not None:
                draft.when, draft.when_span = date, (date.start, date.end)
            if draft.place is None and place is not None:
                draft.place, draft.place_span = place, span
        if draft.place is not None and draft.place_span is not None:
            self.last_place = (draft.place, draft.place_span)
        if draft.kind != "gathering":
            self._occasion(draft)

    def _place(self, draft: Draft, at: int) -> None:
        """The first place after 'à', 'en' in a predicate's clause; a city rather than a country."""
        parse = self.parse
        gathering = draft.kind == "gathering"
        beside = ("after",) if draft.kind == "visit" else ("after", "towards")
        marked = {n + 1 for name in ("to", "in") for n in parse.where(name) if parse.units[n].value(name) not in beside}
        marked |= {n + 1 for n in marked if parse.has(n, "det")} | {self._city_behind(n) for n in marked}
        marked |= {self._behind_noun(n) for n in marked}
        marked |= {n - 1 for name in ("to", "in") for n in parse.where(name) if parse.units[n].value(name) == "after"}
        marked |= {
            n for n, unit in enumerate(parse.units) if unit.rule is not None and unit.setting("mark") in ("to", "in")
        }
        if draft.kind == "visit":
            marked |= {n - 1 for n in parse.where("object")}
            if "visit" in parse.frames(at):  # 'they visited Rome'
                marked |= {at + 1, at + 2} if parse.has(at + 1, "det") else {at + 1}
        marked |= set(parse.where("here"))
        order = (lambda n: abs(n - at)) if parse.head_last else None
        if draft.kind == "visit" and parse.units[at].setting("subject") == "of":  # 'geldiği Ankara'da'
            behind = (n for n in sorted(marked) if at < n < at + NEAR and not any(at < v < n for v in parse.verbs))
            if (n := next(filter(self.place, behind), None)) is not None:
                draft.place, draft.place_span = self.place(n), (parse.units[n].start, parse.units[n].end)
        for n in sorted((n for n in marked if 0 <= n < len(parse.units)), key=order):
            place = self.place(n)
            if place is None or not self.near_clause(at, n, gathering) or (gathering and self._is_before(n, at)):
                continue
            if self._is_beyond(n, at) or parse.has(n - 2, "accredited") or self._is_behind_aim(n, at):
                continue
            if (
                not place[1]
                and not place[3]
                and any(r == "recipient" and p.country == place[2] for p, r in draft.parties)
            ):
                continue  # 'extradé vers la France' says to whom
            known = draft.place is not None and (draft.place[1] is None or not draft.place[3])
            narrower = known and place[1] is not None and bool(place[3])
            if draft.place is None or (narrower and abs(n - at) < FAR + 3):
                draft.place, draft.place_span = self._with_next_city(n, place)
        start = parse.clause_start(at)
        if draft.place is None and parse.has(start, "where"):
            for n in range(start - 1, max(-1, start - NEAR), -1):
                if (place := self.place(n)) is not None:
                    draft.place, draft.place_span = place, (parse.units[n].start, parse.units[n].end)
                    return
        if draft.place is None and any(
            leaf.value("clitic") == "there"
            for v in parse.verbs
            if abs(v - at) <= NEAR
            for leaf in parse.units[v].leaves()
        ):
            draft.place, draft.place_span = self.last_place

    def _is_behind_aim(self, n: int, at: int) -> bool:
        """Whether a place is behind what a noun is for: 'des échanges visant la formation d'officiers en France'."""
        parse = self.parse
        aims = (parse.units[v].setting("tense") == "infinitive" for v in parse.verbs if at < v < n)
        return parse.kind(at) != "vg" and parse.order == "svo" and any(aims)

    def _with_next_city(self, n: int, place: Placed) -> tuple[Placed, Span]:
        """A place and its span; 'à Abou Dhabi et Dubaï' are two of one rank, and so no city."""
        parse, unit = self.parse, self.parse.units[n]
        step = n + 2 + int(parse.has(n + 2, "to"))
        other = self.place(step) if place[1] and parse.has(n + 1, "conj") and step < len(parse.units) else None
        if other is None or other[1] is None or other[2] != place[2] or not parse.together(n, step):
            return place, (unit.start, unit.end)
        span = (unit.start, parse.units[step].end)
        return (self.entities.words(span), None, place[2], ""), span

    def _occasion(self, draft: Draft) -> None:
        """The gathering on whose margins something was."""
        parse = self.parse
        if draft.kind != "visit" and (word := self.recalled()) is not None:
            draft.occasion = self.same_gathering(word)
        for n in parse.of_kind("gathering"):
            unit = parse.units[n]
            behind = parse.behind(n, "on_margin")
            for k in range(max(0, n - NEAR), n) if behind is None else [behind]:
                attends = "attend" in parse.frames(k)
                travels = draft.kind == "visit" and parse.has(k, "for")
                meanwhile = parse.has(k, "during") and draft.kind in INSIDE
                if parse.has(k, "on_margin") or travels or meanwhile or (attends and draft.kind in ("meeting", "call")):
                    draft.occasion = Draft("gathering", self.number, n, [])
                    draft.occasion.name_span = (unit.start, unit.end)
                    break
        for n in parse.where("on_margin"):
            noun = n + 1 + int(parse.has(n + 1, "det"))
            if any(frame in TALKING for frame in parse.frames(noun)) and draft.occasion is None:
                before = [d for d in self.recent("meeting", "gathering") if d.sentence < self.number]
                talks = (d for d in before if d.kind == "meeting" and len({p.country for p, _ in d.parties}) > 1)
                events = (d for d in before if d.kind == "gathering")
                draft.occasion = next(talks, next(events, None))

    def hosted(self, draft: Draft, verb: int | None) -> None:
        """What a city, or a body there, hosts is held in it: 'Cotonou accueille un atelier'."""
        if verb is None or "host" not in self.parse.frames(verb) or draft.place is not None:
            return
        hosts = [n for n in self._hosts(verb) if self.place(n)]
        if len(hosts) == 1:
            unit = self.parse.units[hosts[0]]
            draft.place, draft.place_span = self.place(hosts[0]), (unit.start, unit.end)

    def _hosts(self, verb: int) -> list[int]:
        """The subjects of a verb of hosting: actors, else the city that stands there as one."""
        parse = self.parse
        if (found := parse.subject(verb)) or parse.passive(verb):
            return found
        cities = [n for name in ("city", "capital_name") for n in parse.where(name) if parse.together(n, verb)]
        if parse.order == "vso":
            return [n for n in cities if n == verb + 1][:1]
        before = (n for n in cities if n < verb and (n == 0 or not parse.classes[n - 1] & MARKED))
        return sorted(before)[-1:]

    def place(self, n: int) -> Placed | None:
        """The place at a unit: (name, city, country, the gazetteer's row)."""
        unit = self.parse.units[n]
        words = self.entities.words((unit.start, unit.end))
        city = unit.value("city")
        if city is not None and self.parse.has(n + 1, "place_noun") and self.parse.has(n + 1, "Cap"):
            return None  # the 'Woodlands Checkpoint'
        if city is not None:
            region = self.parse.units[n - 1].value("town") == "region" if n else False
            return (words, None if region else words, city.split("/")[1] or None, city)
        if unit.rule is None and (code := unit.value("capital_name")):
            return (words, words, code, "")
        if unit.kind == "actor" and unit.setting("what") == "body":
            inner = next((leaf for leaf in unit.leaves() if leaf.value("city")), None)
            if inner is not None:
                row = inner.value("city") or ""
                return (words, self.text[inner.start : inner.end], row.split("/")[1] or None, row)
            org = unit.within("org")[0]
            if unit.end > org.end and (here := nation(unit)):  # 'the ministry in Tunisia'
                return (self.entities.words(here[1]), None, here[0], "")
        if unit.kind == "spot" and (inner := next((leaf for leaf in unit.leaves() if leaf.value("city")), None)):
            row = inner.value("city") or ""
            name = self.text[inner.start : inner.end]
            return (name, name, row.split("/")[1] or None, row)
        if unit.kind == "actor" and unit.setting("what") == "capital":
            word = unit.leaves()[0]
            return (words, words, word.value("capital_name"), word.value("city") or "")
        if unit.kind == "actor" and unit.setting("what") == "country" and (here := nation(unit)):
            return (self.entities.words(here[1]), None, here[0], "")
        if self.parse.has(n, "land") and self.entities.home:
            return (words, None, self.entities.home, "")
        if self.parse.has(n, "capital_noun") or self.parse.has(n, "here"):
            return self.entities.home_place
        if unit.rule is None and self.parse.has(n - 1, "town") and "unknown" in self.parse.classes[n]:
            return (words, words if self.parse.units[n - 1].value("town") == "city" else None, None, "")
        if (
            unit.rule is None
            and "proper" in self.parse.classes[n]
            and not self.is_topic(n)
            and (self.parse.has(n - 1, "to") or self.parse.has(n - 1, "in"))
        ):
            return (words, words, self._country_behind(n) or self._country_before(n) or self.entities.home, "")
        return None

    def _city_behind(self, n: int) -> int:
        """The place of the city that a comma sets behind a building's name: 'at the Force Headquarters, Abuja'."""
        parse = self.parse
        comma = next((k for k in range(n, min(n + NEAR, len(parse.units))) if parse.is_comma(k)), n)
        between = parse.units[n:comma]
        passed = any(unit.kind in ("vg", "date") or unit.setting("what") == "person" for unit in between)
        return n if passed or any(map(parse.has_city, range(n, comma))) or not parse.has_city(comma + 1) else comma + 1

    def _behind_noun(self, n: int) -> int:
        """The place of what a noun of place is of: 'au port militaire de Toulon'."""
        parse, k = self.parse, n + 1
        while parse.has(k, "post_adj"):
            k += 1
        k += 1 + int(parse.has(k + 1, "det"))
        named = parse.has(n, "place_noun") or parse.has(n, "airport")
        return k if named and (parse.has(k - 1, "of") or parse.has(k - 2, "of")) else n

    def _country_behind(self, n: int) -> str | None:
        """The country in words behind an unknown place: 'à Tillia, dans l'ouest du Niger', 'in Tillia (Niger)'."""
        parse = self.parse
        if not (parse.has(n + 1, "=,") or parse.has(n + 1, "=(")):
            return None
        for k in range(n + 2, min(n + NEAR, len(parse.units))):
            if parse.units[k].setting("what") == "country" and (here := nation(parse.units[k])):
                return here[0]
            if parse.kind(k) in ("vg", "actor") or parse.has(k, "punct"):
                return None
        return None

    def _country_before(self, n: int) -> str | None:
        """The country that has what is at an unknown place: 'at Georgia's border crossing in Sarpi'."""
        parse = self.parse
        for k in range(n - 2, max(-1, n - NEAR), -1):
            unit = parse.units[k]
            if unit.setting("what") == "country" and parse.has(k + 1, "possessive"):
                return (nation(unit) or (None,))[0]
            if unit.rule is not None or parse.has(k, "punct"):
                return None
        return None

    def is_topic(self, n: int) -> bool:
        """Whether the unit begins a topic's words ('Daech'), and so is no place."""
        return any(topic[0] == self.parse.units[n].start for topic in self.sentences[self.number].topics)

    def recalled(self) -> str | None:
        """The word that recalls a gathering told before: 'ce Salon', 'en marge de la conférence'."""
        parse = self.parse
        for n in parse.where("gathering_head"):
            margin = parse.has(n - 1 - int(parse.has(n - 1, "det")), "on_margin")
            margin = margin or parse.behind(n, "on_margin") is not None
            if parse.units[n].rule is None and (margin or parse.has(n - 1, "demo")):
                return fold(self.text[parse.units[n].start : parse.units[n].end])
        return None

    def same_gathering(self, word: str) -> Draft | None:
        """What 'ce Salon' stands for: the last gathering whose name has that word."""
        known = [d for d in self.recent("gathering", again=True) if d.name_span]
        alike = [d for d in known if word in fold(d.name or "")]
        if not alike and len({d.name for d in known}) == 1:
            alike = known
        return alike[0] if alike else None

    def keep(self, draft: Draft) -> None:
        """Enter a draft, and let it be what 'cette visite' stands for."""
        self.entities.presume(draft)
        people = {p.country for p, _ in draft.parties if p.kind == "person"}
        draft.parties = [
            (p, r)
            for p, r in draft.parties
            if not (
                p.kind == "group"
                and not p.plural
                and people
                and p.delegation
                and (p.country is None or p.country in people)
            )
        ]
        pair = self.entities.pair
        for party, _ in draft.parties:
            if party.kind == "person":
                self.entities.remember(party)
        if draft.anaphoric:
            self.entities.pair = pair
        two = [
            p
            for p, r in draft.parties
            if r in ("participant", "visitor", "host", "signatory") and p.kind in ("person", "country", "group", "body")
        ]
        if draft.kind in ("meeting", "call") and len(two) >= 2 and not draft.anaphoric:
            self.entities.pair = two[:2]
            self.entities.several = two if len(two) > 2 else self.entities.several
            if two[0].kind == "person":
                self.entities.last = two[0]
        apart = len({p.country for p in self.entities.pair}) > 1
        if draft.kind in ("exercise", "signing") and not apart and len({p.country for p in two}) == 2:
            self.entities.pair = two[:2]
        self.out.drafts.append(draft)

    def split(self, draft: Draft) -> list[Draft]:
        """Talks of one with counterparts of several countries are talks with each."""
        if draft.kind not in ("meeting", "call") or len(draft.parties) < 3:
            return [draft]
        first = draft.pivot or draft.parties[0][0]
        others = [(p, r) for p, r in draft.parties if p is not first and p.country != first.country]
        apart = draft.pivot is not None or any(p.plural for p, _ in others)
        if not apart or len({p.country for p, _ in others}) < 2 or first.kind not in ("person", "body"):
            return [draft]
        out = []
        for country in dict.fromkeys(p.country for p, _ in others):
            one = replace(
                draft,
                evidence=list(draft.evidence),
                countries={},
                topics=dict(draft.topics),
            )
            one.parties = [
                (p, r)
                for p, r in draft.parties
                if p.country in (first.country, country) and not (p.plural and p.country is None)
            ]
            out.append(one)
        return out
