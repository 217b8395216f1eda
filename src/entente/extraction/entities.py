"""References: whom the actors of a text stand for, by name, by post, by pronoun or together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from entente.extraction.home import capital, nation
from entente.extraction.people import People
from entente.languages.rules import Unit
from entente.model.statement import Entity, Party, Span
from entente.text.folding import fold

REMEMBERED = 60  # mentions of people that a reference may reach back to
STEM = 5  # letters by which 'ministers' is the plural of 'minister'


class Entities(People):
    """The people and bodies of one document, filled while its sentences are read in order."""

    def spell_out(self, sentences: Iterable[list[Unit]]) -> None:
        """Enter first the bodies whose acronym is given in brackets: it stands for them in the headline, too."""
        for units in sentences:
            for org in (org for unit in units for org in unit.within("org")):
                if self.text[org.end - 1] == ")":
                    self.body(org)

    def parties(self, unit: Unit) -> list[Party]:
        """Whom an actor unit stands for; empty where it stands for nobody known."""
        what = unit.setting("what")
        span = (unit.start, unit.end)
        if what == "person":
            number = self.person(unit)
            if number is None:
                return []
            party = Party("person", number, self.people[number].country, span)
            self.remember(party)
            self.named_last = party
            return [party]
        if what == "pronoun" and unit.leaves()[0].value("pron") == "they" and (self.several or self.pair):
            return [Party(p.kind, p.key, p.country, span) for p in self.several or self.pair]
        if what == "pronoun" and unit.leaves()[0].value("pron") == "latter" and self.named_last is not None:
            latter = self.named_last
            return [Party(latter.kind, latter.key, self.country(latter), span)]
        if what == "pronoun":
            return [Party(self.last.kind, self.last.key, self.last.country, span)] if self.last else []
        if what == "both":
            which = unit.setting("both") or next((v for part in unit.parts if (v := part.value("both"))), None)
            if which == "country":
                return self._both_countries(span)
            if which == "bodies" and (bodies := self._both_bodies(span)):
                return bodies
            everybody = unit.setting("several") or which == "n"
            several = self.several if everybody and self.several else self._pair_of(unit) or self.pair
            return [Party(p.kind, p.key, p.country, span) for p in several]
        if what == "capital":
            code = unit.parts[0].value("capital_name")
            return [Party("country", code, code, span)]
        if what == "told":
            told = self._told(unit)
            return [Party("body", told, self.bodies[told].country, span)] if told is not None else []
        if what == "body":
            org = unit.within("org")[0]
            number = self.body(unit if nation(unit) and nation(org) is None else org)
            return [Party("body", number, self.bodies[number].country, span)]
        if what == "own" and self.last is not None:  # 'بلاده': of whom was named last
            code = self.last.country
            return [Party("country", code, code, span)] if code else []
        if what in ("home", "own"):
            return [Party("country", self.home, self.home, span)] if self.home else []
        if what == "country":
            here = nation(unit)
            return [Party("country", here[0], here[0], span)] if here else []
        if what == "post" and any(leaf.value("local") for leaf in unit.leaves()):
            return []
        if what == "post":
            return [self._holder(unit, span)]
        if what == "homologue":
            named = {c: leaf for leaf in unit.leaves() if (c := leaf.value("country") or leaf.value("demonym"))}
            if len(named) < 2:
                known = [n for n, p in enumerate(self.people) if p.counterpart and (not named or p.country in named)]
                if known:
                    party = Party("person", known[-1], self.people[known[-1]].country, span)
                    self.remember(party)
                    return [party]
                country = next(iter(named), None)
                return [Party("group", self.words(span), country, span, unnamed=True)]
            of = next((leaf.start for leaf in unit.leaves() if leaf.value("of")), unit.end)
            head = self.text[unit.start : of].strip()
            return [
                Party("group", f"{head} ({self.words((leaf.start, leaf.end))})", code, span, plural=True)
                for code, leaf in named.items()
            ]
        return self._group(unit, span)

    def _told(self, unit: Unit) -> int | None:
        """'the ministry': the last body whose name begins with that word."""
        word = self.plain(self.words((unit.start, unit.end)))
        alike = [n for n, body in enumerate(self.bodies) if f"{self.plain(body.name)} ".startswith(f"{word} ")]
        return max(alike, key=lambda n: self.bodies[n].spans[-1], default=None)

    def _both_countries(self, span: Span) -> list[Party]:
        """'the two countries': those of the two named last, or those of whom the document speaks."""
        codes = dict.fromkeys(p.country for p in self.pair if p.country)
        if len(codes) < 2:
            codes |= dict.fromkeys(self.candidates[:2])
        return [Party("country", code, code, span) for code in [*codes][:2]]

    def _both_bodies(self, span: Span) -> list[Party]:
        """'the two agencies': the bodies of two countries that were named last."""
        told = [
            (max(s for s in body.spans if s < span), n) for n, body in enumerate(self.bodies) if min(body.spans) < span
        ]
        found: dict[str, Party] = {}
        for _, number in sorted(told, reverse=True):
            if (country := self.bodies[number].country) is not None:
                found.setdefault(country, Party("body", number, country, span))
        return [*found.values()][1::-1] if len(found) > 1 else []

    def note(self, parties: list[Party]) -> None:
        """Keep in mind for which countries those act who are named."""
        for code in (p.country for p in parties if p.country):
            self.nations_told = [*(known for known in self.nations_told if known != code), code]

    def _pair_of(self, unit: Unit) -> list[Party]:
        """'the two ministers': the two named last, of two countries, whose posts have that word."""
        word = fold(self.words((unit.start, unit.end))).split()[-1][:STEM]
        found: dict[str | None, Party] = {}
        for number in reversed(self.mentions):
            person = self.people[number]
            if any(f" {word}" in f" {fold(post.title)}" for post in person.posts):
                found.setdefault(person.country, Party("person", number, person.country, person.spans[0]))
        return list(found.values())[1::-1] if len(found) > 1 and len(word) == STEM else []

    def _holder(self, unit: Unit, span: Span) -> Party:
        """A post without a name: the person known to hold it, else an unnamed official."""
        post = unit.within("post")[0]
        head = self.head(post)
        here = nation(unit)
        if any(leaf.value("group_lead") for leaf in unit.leaves()):
            led = self.delegation
            if led is not None and led.kind == "person" and here and self.country(led) == here[0]:
                return replace(led, span=span)
            return Party(
                "group",
                self.words((post.start, post.end)),
                here[0] if here else None,
                span,
                plural=True,
            )
        full = self.plain(self.post(post).title)
        for holds in (self._holds_exactly, self._holds, self._holds_alike):
            found = [n for n, entity in enumerate(self.people) if holds(entity, post, full, head, here)]
            if found:
                recent = {number: at for at, number in enumerate(self.mentions)}
                at_home = [n for n in found if self.people[n].country == self.home]
                choice = at_home if at_home and post.setting("bare") else found
                number = max(choice, key=lambda n: recent.get(n, -1))
                party = Party("person", number, self.people[number].country, span)
                self.remember(party)
                return party
        only = [n for n, p in enumerate(self.people) if here and p.country == here[0]]
        if here and (len(post.parts) < 3 or len(only) == 1) and (one := self._one(unit, here[0], span)) is not None:
            return one
        draft = self.post(post)
        return Party(
            "group",
            self.words((post.start, post.end)),
            here[0] if here else draft.country,
            span,
            unnamed=True,
        )

    def is_bare_post_of(self, unit: Unit, party: Party) -> bool:
        """Whether 'le ministre' says no more than the head of a person's post."""
        if nation(unit) is not None:
            return False
        if unit.setting("what") == "group":  # 'le responsable'
            return len(unit.parts) < 3 and any(leaf.value("one") for leaf in unit.leaves())
        post = unit.within("post")[0]
        bare = bool(post.setting("bare"))
        return bare and any(held.head.split()[0] == self.head(post) for held in self.people[party.key].posts)

    def _one(self, unit: Unit, country: str | None, span: Span) -> Party | None:
        """'le responsable marocain', 'le diplomate': the person named last who acts for that country."""
        leaves = unit.leaves()
        if not any(leaf.value("one") for leaf in leaves) or any(
            leaf.value("group_lead") or leaf.value("num") for leaf in leaves
        ):
            return None
        other = self.mentions[-1] if self.mentions and any(leaf.value("poss") for leaf in leaves) else None
        for number in reversed(self.mentions):
            if number == other:
                continue  # 'son hôte' is not himself
            if country is None or self.people[number].country == country:
                party = Party("person", number, self.people[number].country, span)
                self.remember(party)
                return party
        return None

    def _holds_exactly(self, entity: Entity, _: Unit, full: str, __: str, here: tuple[str, Span] | None) -> bool:
        """Whether a person is known under a post by the same title, or by the acronym behind it."""
        titles = [held.title for held in entity.posts]
        alike = any(self.plain(title) == full or fold(title).endswith(f"({full})") for title in titles)
        return self._is_of(entity, here) and alike

    def _holds(self, entity: Entity, post: Unit, full: str, head: str, here: tuple[str, Span] | None) -> bool:
        """Whether a person is known under a post by a longer form of its title."""
        alike = [held for held in entity.posts if held.head.split()[0] == head.split()[0]]
        short = bool(post.setting("bare"))
        return self._is_of(entity, here) and any(short or full in self.plain(held.title) for held in alike)

    def _holds_alike(self, entity: Entity, _: Unit, full: str, head: str, here: tuple[str, Span] | None) -> bool:
        """Whether a person of the country that is told holds such a post in other words of the same field."""
        field = {word for word in full.split() if len(word) >= STEM} - set(head.split())
        alike = [self.plain(held.title).split() for held in entity.posts if held.head == head]
        return here is not None and self._is_of(entity, here) and any(field & set(title) for title in alike)

    @staticmethod
    def _is_of(entity: Entity, here: tuple[str, Span] | None) -> bool:
        """Whether a person may be of the country that words say, if they say one."""
        return here is None or entity.country == here[0]

    def _group(self, unit: Unit, span: Span) -> list[Party]:
        places = [
            (leaf.value("country") or leaf.value("demonym") or leaf.value("region_demonym"), leaf)
            for leaf in unit.leaves()
        ]
        countries = [(code, leaf) for code, leaf in places if code]
        one = self._one(unit, countries[0][0] if countries else None, span)
        if one is not None:
            return [one]
        words = self.words(span)
        if any(leaf.value("both") not in (None, "n") for leaf in unit.leaves()):
            return self._both_countries(span)
        if nations := self._nations_together(unit, [code for code, _ in countries if code]):
            return [Party("group", words, None, span, plural=True, nations=nations)]
        first = unit.leaves()[0]
        if first.value("det"):
            words = self.text[first.end : unit.end].lstrip()
        orgs, members = unit.within("org"), unit.setting("members") is not None or self.text[first.start].isdigit()
        if orgs and not countries and not members:
            number = self.body(orgs[0])
            if self.bodies[number].country is None:
                return [Party("body", number, None, span)]
        plural = members or any(leaf.value("group_lead") == "plural" for leaf in unit.leaves())
        if len({code for code, _ in countries}) > 1:
            return self._groups(unit, [(code, leaf) for code, leaf in countries if code], plural)
        country = countries[0][0] if countries else None
        if country is None and any(leaf.value("this_country") for leaf in unit.leaves()):
            country = self.last_country or self.home
        if country is None:
            for org in unit.within("org"):
                country = self.bodies[self.body(org)].country
        if country is None and (city := capital(unit)):
            country = city[0]
        delegation = any(leaf.value("delegation") or leaf.value("group_lead") for leaf in unit.leaves())
        if delegation and not orgs and (known := self.delegation) is not None:
            again = bool(first.value("det") == "def") and known.kind == "person" and self.country(known) == country
            if country is None or again:
                return [replace(known, span=span)]
        if delegation and country is not None:
            self.delegation = Party("group", words, country, span, plural=plural, delegation=True)
        return [Party("group", words, country, span, plural=plural, delegation=delegation)]

    def _nations_together(self, unit: Unit, named: list[str]) -> tuple[str, ...]:
        """Of which countries a joint group is: those that it names, else those of whom the text told."""
        which = next((value for leaf in unit.leaves() if (value := leaf.value("both"))), None)
        joint = unit.setting("joint") is not None
        if which is None and not joint:
            return ()
        told = self.several if which == "n" and self.several else self.pair
        nations = dict.fromkeys(named if joint and len(set(named)) > 1 else [p.country for p in told if p.country])
        if joint and len(nations) < 2:
            nations = dict.fromkeys(self.nations_told[-2:])
        return tuple(nations) if len(nations) > 1 else ()

    def _groups(self, unit: Unit, countries: list[tuple[str, Unit]], plural: bool) -> list[Party]:
        """One group of each country: 'experts français et espagnols', 'Turkish and Azeri commandos'."""
        leaves = unit.leaves()
        start = leaves[0].end if leaves[0].value("det") else unit.start
        first = leaves.index(countries[0][1])
        each = first > 0 and bool(leaves[first - 1].value("det"))  # 'رؤساء وفود كل من تركيا وقطر'
        before = self.text[start : leaves[first - each].start].strip()
        after = self.text[countries[-1][1].end : unit.end].strip()
        of = next((leaf.start for leaf in leaves if leaf.value("of") and leaf.start > start), None)
        adjectives = not plural and all(leaf.value("demonym") for _, leaf in countries)
        if not before:
            opening, closing = "", f" {after}"
        elif adjectives or of is None:
            opening, closing = f"{before} ", ""
        else:
            opening, closing = f"{self.text[start:of].strip()} (", ")"
        office = fold(self.words((leaves[-1].start, leaves[-1].end)))[:STEM]
        return [
            self._only_holder(code, office, (leaf.start, leaf.end))
            or Party(
                "group",
                opening + self.words((leaf.start, leaf.end)) + closing,
                code,
                (leaf.start, leaf.end),
                plural=not adjectives,
            )
            for code, leaf in countries
        ]

    def _only_holder(self, country: str, office: str, span: Span) -> Party | None:
        """The only person named so far of a country, if his post has the word: 'the Kenyan and Ugandan ministers'."""
        known = [n for n in dict.fromkeys(self.mentions) if self.people[n].country == country]
        held = [post for n in known for post in self.people[n].posts]
        alike = any(f" {office}" in f" {post.head}" for post in held)
        return Party("person", known[0], country, span) if len(known) == 1 and alike else None

    def remember(self, party: Party) -> None:
        """Keep a person in focus, for 'il', 'les deux responsables'."""
        if party.kind == "person":
            self.mentions.append(party.key)
            del self.mentions[:-REMEMBERED]
        self.last = party
        others = [p for p in self.pair if p.identity != party.identity]
        self.pair = [*([p for p in others if p.country != party.country] or others)[-1:], party]
