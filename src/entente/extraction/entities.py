"""People, bodies and their posts: actors of the text to entities of the document, and references to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from entente.languages.pack import Pack
from entente.languages.rules import Made, Unit
from entente.model.sentence import Sentence
from entente.model.statement import Draft, Entity, Party, PostDraft, Span
from entente.text.folding import fold

REMEMBERED = 60  # mentions of people that a reference may reach back to
STEM = 5  # letters by which 'ministers' is the plural of 'minister'
NATIONAL = ("country", "demonym", "region_demonym")
SPEAKING = (*NATIONAL, "demonym_prefix", "capital_name", "body")
"""Classes of words that speak for a country as the document's home."""


def said(unit: Unit) -> Iterator[Unit]:
    """The words of a unit but for those of names: Jordan and Irakli are people there."""
    if unit.rule is None:
        yield unit
    elif unit.kind != "name":
        for part in unit.parts:
            yield from said(part)


def nation(unit: Unit) -> tuple[str, Span] | None:
    """The first country that a unit's words name, and where; not that to which an envoy is sent."""
    leaves = list(said(unit))
    if any(leaf.value("envoy") for leaf in leaves):
        marks = [n for n, leaf in enumerate(leaves) if leaf.value("to") or leaf.value("in")]
        at_embassy = [n for n in marks if any(leaf.value("body_head") for leaf in leaves[n + 1 : n + 3])]
        sent = next((n for n in marks if n not in at_embassy), len(leaves))
        leaves = leaves[:sent]
    for leaf in leaves:
        for name in NATIONAL:
            value = leaf.value(name)
            if value:
                return value, (leaf.start, leaf.end)
    return None


def capital(unit: Unit) -> tuple[str, Span] | None:
    """The country of the first city or capital among a unit's words, and where."""
    for leaf in said(unit):
        value = leaf.value("capital_name")
        if value is None and (city := leaf.value("city")):
            value = city.split("/")[1]
        if value:
            return value, (leaf.start, leaf.end)
    return None


class Entities:
    """The people and bodies of one document, filled while its sentences are read in order."""

    def __init__(self, text: str, pack: Pack, sentences: list[Sentence], publisher: str | None) -> None:
        self.text, self.pack = text, pack
        self.people: list[Entity] = []
        self.bodies: list[Entity] = []
        self.last: Party | None = None
        self.named_last: Party | None = None
        """Who was named last in the text, for 'ce dernier'."""
        self.pair: list[Party] = []
        self.mentions: list[int] = []
        self.before: Unit | None = None
        self.only_before = -1
        self.several: list[Party] = []
        self.delegation: Party | None = None
        """The delegation named last, or who leads it."""
        self.last_country: str | None = None
        self.home_place: tuple[str, str | None, str | None, str] | None = None
        """Where the document was written, by its dateline: the name, the city, its country, the gazetteer's row."""
        self.home_span: Span | None = None
        self.sentences = sentences
        self.house = self._international(publisher)
        """The international body that publishes the document, as its bodies are keyed."""
        self.publishing_body: int | None = None
        self._votes: Counter[str] | None = None
        stated = self._stated_home(sentences, publisher)
        self.home = stated or next(iter(self.candidates), None)
        self.is_home_stated = stated is not None

    def _international(self, publisher: str | None) -> str | None:
        node = self.pack.lexicon.root.get(fold(publisher or ""))
        bodies = [entry.value for entry, _ in node.solid if entry.name == "body"] if node is not None else []
        return next((body for body in bodies if self.pack.bodies.get(body) == ""), None)

    def _stated_home(self, sentences: list[Sentence], publisher: str | None) -> str | None:
        """The country that speaks: that of the agency, or of the city in the dateline."""
        for sentence in sentences[:6]:
            if len(sentence.units) < 2 or self.text[sentence.units[1].start] not in ",-(–—:/":
                continue
            first = sentence.units[0]
            span = (first.start, first.end)
            name = self.words(span)
            if first.rule is None and (found := first.value("city")):
                self.home_span = span
                self.home_place = (name, name, found.split("/")[1] or None, found)
                break
            if first.setting("what") == "country" and len(sentence.units) > 2 and sentence.units[2].kind == "date":
                self.home_span = span  # 'SINGAPORE, Nov 14'
                self.home_place = (name, None, (nation(first) or (None,))[0], "")
                break
        if publisher and (node := self.pack.lexicon.root.get(fold(publisher))) is not None:
            for entry, _ in node.solid:
                if entry.name == "agency_home":
                    return str(entry.value)
        for word in fold(publisher or "").replace("'", " ").replace("(", " ").replace(")", " ").split():
            here = self.pack.lexicon.root.get(word)
            for entry, _ in here.solid if here is not None else ():
                if entry.name in NATIONAL:
                    return str(entry.value)
        for sentence in (sentences[0], sentences[-1], *sentences[1:6]):
            for unit in sentence.units[:8]:
                for entry in unit.entries:
                    if entry.name == "agency_home":
                        return str(entry.value)
        return self.home_place[2] if self.home_place else None

    @property
    def candidates(self) -> list[str]:
        """The countries of the document, the likeliest home first."""
        return [code for code, _ in self.votes.most_common()]

    @property
    def votes(self) -> Counter[str]:
        """For each country how much speaks for it as the document's home."""
        if self._votes is None:
            self._votes = Counter()
            for unit in self._holding(*SPEAKING):
                self._vote(unit, self._votes)
        return self._votes

    def named_share(self) -> dict[str, float]:
        """How often each country is named, as a share of the one named most."""
        named: Counter[str] = Counter()
        for unit in self._holding(*NATIONAL):
            for leaf in unit.leaves():
                code = next((c for c in map(leaf.value, NATIONAL) if c), None) if leaf.entries else None
                if code:
                    named[code] += 1
        most = max(named.values(), default=1)
        return {code: count / most for code, count in named.items()}

    def _holding(self, *names: str) -> Iterator[Unit]:
        """The units of the document that have a word of one of some classes."""
        for sentence in self.sentences:
            letters = sentence.pack.alphabet.letters(*names)
            if sentence.letters.isdisjoint(letters):
                continue
            for unit in sentence.units:
                if unit.holds(letters):
                    yield unit

    def is_weak(self, party: Party) -> bool:
        """Whether nothing states for which country a party acts."""
        if party.kind == "person":
            return self._is_weak(party.key) and not self.international(party.key)
        if party.kind == "body":
            return self._is_weak_body(party.key)
        return party.unnamed and party.country is None

    def country(self, party: Party) -> str | None:
        """The country that a party acts for."""
        if party.kind not in ("person", "body"):
            return party.country
        entity: Entity = (self.people if party.kind == "person" else self.bodies)[party.key]
        return entity.country

    def state(self, party: Party, country: str) -> None:
        """Enter the country that words beside a party say, if its own say none."""
        if party.kind == "person" and self._is_weak(party.key):
            self.settle(party.identity, country)
            self.people[party.key].country_span = party.span
        if party.kind != "body":
            party.country = party.country or country

    def settle(self, identity: tuple[str, Any], country: str | None) -> None:
        """Enter the country of a person or body that nothing stated."""
        kind, key = identity
        if kind == "person":
            self.people[key].country = country
            for post in self.people[key].posts:
                post.country = country
        elif kind == "body":
            self.bodies[key].country = country

    def _is_weak(self, number: int) -> bool:
        """Whether a person's country is nowhere stated."""
        person = self.people[number]
        stated = any(
            post.country_span or (post.body is not None and not self._is_weak_body(post.body)) for post in person.posts
        )
        return person.country_span is None and not stated

    def _is_weak_body(self, number: int) -> bool:
        body = self.bodies[number]
        return body.country_span is None and body.country is not None and not any("=" in word for word in body.words)

    def _vote(self, unit: Unit, votes: Counter[str]) -> None:
        """Count what a unit says of the document's home: who is named with a nation is rather a guest."""
        nations = []
        for leaf in said(unit):
            if not leaf.entries:
                continue
            body = leaf.value("body")
            if body and self.pack.bodies.get(body, "?") not in ("", "?"):
                votes[self.pack.bodies[body]] += 6
            elif code := next((c for c in map(leaf.value, (*NATIONAL, "demonym_prefix")) if c), None):
                nations.append(code)
            elif code := leaf.value("capital_name"):
                votes[code] += 2
        if len(nations) > 1 and unit.within("post"):
            return  # an ambassador is at home in neither
        guest = unit.kind == "actor" and unit.setting("what") in ("person", "post", "group", "homologue")
        for number, code in enumerate(nations):
            votes[code] += -1 if guest and number == 0 else 2 if guest else 1

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.pack.cutter.given_back(self.text, span[0]) + self.text[span[0] : span[1]]

    # bodies

    def body(self, unit: Unit) -> int:
        """The number of the body that an `org` unit names, entered if new."""
        leaves = unit.leaves()
        start, end = unit.start, unit.end
        name = self.words((start, end))
        acronym = None
        if name.endswith(")") and "(" in name:
            acronym = fold(name[name.rindex("(") + 1 : -1])
        known = next((leaf.value("body") for leaf in leaves if leaf.value("body")), None)
        keys = (
            {fold(name.split("(")[0].strip())} | ({acronym} if acronym else set()) | ({"=" + known} if known else set())
        )
        where = self.pack.bodies.get(known, "?") if known else "?"
        national = nation(unit) if where else None  # an international body is of no country that its name has
        for number, entity in enumerate(self.bodies):
            if entity.words & keys:
                entity.words |= frozenset(keys)
                entity.spans.append((start, end))
                if national and entity.country_span is None:
                    entity.country, entity.country_span = national
                return number
        country = national[0] if national else where.strip("?") or None
        if country is None and where:
            city = capital(unit)
            country, national = (city[0], city) if city else (self.home, None)
        self.bodies.append(Entity(name, [(start, end)], frozenset(keys), country, national[1] if national else None))
        return len(self.bodies) - 1

    def spell_out(self, sentences: Iterable[list[Unit]]) -> None:
        """Enter first the bodies whose acronym is given in brackets: it stands for them in the headline, too."""
        for units in sentences:
            for org in (org for unit in units for org in unit.within("org")):
                if self.text[org.end - 1] == ")":
                    self.body(org)

    # people

    def person(self, unit: Unit) -> int | None:
        """The number of the person that an actor unit names, entered if new; `None` where it is no person."""
        names = unit.within("name")
        if not names:
            return None
        name_unit = names[0]
        bits = list(name_unit.leaves())
        while bits and (self.text[bits[0].start] in ".," or any(map(bits[0].value, ("civility", "rank", "det")))):
            bits = bits[1:]
        if not bits:
            return None
        span = (bits[0].start, bits[-1].end)
        name = self.words(span)
        words = frozenset(w for w in fold(name).replace("-", " ").split() if len(w) > 1)
        if not words:
            return None
        found = None
        for number, entity in enumerate(self.people):
            if words <= entity.words or entity.words <= words:
                found = number
                if len(words) > len(entity.words):
                    entity.name, entity.words = name, words
                    entity.spans.insert(0, span)
                else:
                    entity.spans.append(span)
                break
        if found is None:
            self.people.append(Entity(name, [span], words))
            found = len(self.people) - 1
        entity = self.people[found]
        for post in unit.within("post"):
            self._give_post(entity, post)
        counterpart = next((u for u in unit.parts if u.value("homologue")), None)
        if counterpart is not None:
            self._counterpart(entity, unit, counterpart)
        if entity.country_span is None:
            here = next((n for part in unit.parts if part.kind not in ("name", "post") and (n := nation(part))), None)
            if here:
                entity.country, entity.country_span = here
        return found

    def epithet(self, unit: Unit) -> None:
        """'le responsable marocain' is whoever was named last, where nobody acts for that country yet."""
        here = nation(unit)
        posts = unit.within("post")
        if posts and not posts[0].setting("bare") and unit.setting("what") == "post" and self.people:
            draft = self.post(posts[0])
            last = self.people[-1]
            if (
                (
                    not last.posts
                    and not last.counterpart
                    and not any(fold(h.title) == fold(draft.title) for p in self.people for h in p.posts)
                )
                and self.before is not None
                and last.spans[-1][1] in (self.before.end, self.only_before)
                and nation(posts[0]) is None
            ):
                self._give_post(last, posts[0])
                return
        if (
            here is None
            or not any(leaf.value("one") for leaf in unit.leaves())
            or any(p.country == here[0] for p in self.people)
        ):
            return
        free = [n for n, person in enumerate(self.people) if person.country is None and not self.international(n)]
        if free:
            number = max(free, key=lambda n: (not self.people[n].posts, n))
            self.people[number].country, self.people[number].country_span = here

    def international(self, number: int) -> bool:
        """Whether a person acts for an international organisation."""
        return any(
            post.body is not None and self.bodies[post.body].country is None for post in self.people[number].posts
        )

    def presume(self, draft: Draft) -> None:
        """A counterpart whose country nothing says is, for the time being, of where they met."""
        for party, _ in draft.parties:
            if party.kind == "person" and self.people[party.key].counterpart and not self.people[party.key].country:
                others = {p.country for p, _ in draft.parties if p is not party}
                likely = (draft.place[2] if draft.place else None, self.last_country, self.home)
                country = next((c for c in likely if c and c not in others), None)
                self.settle(party.identity, country)
                party.country = country
            elif party.kind == "group" and party.country is None and draft.kind in ("meeting", "call") and draft.place:
                others = {p.country for p, _ in draft.parties if p is not party}
                party.country = draft.place[2] if draft.place[2] not in others else None
        if draft.place and draft.place[2]:
            self.last_country = draft.place[2]

    def leads(self, number: int, delegation: Unit | None) -> None:
        """The head of 'une délégation du ministère ivoirien' acts for that country."""
        here = nation(delegation) if delegation is not None else None
        if here is None and delegation is not None:
            orgs = [(self.bodies[self.body(org)].country, (org.start, org.end)) for org in delegation.within("org")]
            here = next(((country, span) for country, span in orgs if country), None)
        if here is not None and self._is_weak(number):
            person = self.people[number]
            person.country, person.country_span = here
            for post in person.posts:
                post.country = here[0]

    def finish(self) -> None:
        """After all names are read: who has no country speaks for the body that publishes, or the home."""
        own = next(
            (u for s in self.sentences for u in s.units for x in u.leaves() if x.value("body") == self.house), None
        )
        house = self.publishing_body = self.body(own) if self.house and own is not None else None
        for person in self.people if house is not None else []:
            for post in person.posts if person.country is None and not person.counterpart else []:
                if post.body is None and fold(post.title) == post.head:
                    post.body = house
        for number, person in enumerate(self.people):
            if person.country is None and person.posts and not person.counterpart and not self.international(number):
                person.country = self.home
            for post in person.posts:
                if post.country is None and not self.international(number):
                    post.country = person.country

    def _counterpart(self, entity: Entity, unit: Unit, counterpart: Unit) -> None:
        entity.counterpart = True
        here = next((n for n in map(nation, unit.parts) if n), None)
        if here:
            entity.country, entity.country_span = here
        if not entity.posts and self.last is not None and self.last.kind == "person":
            for post in self.people[self.last.key].posts[:1]:
                entity.posts.append(
                    PostDraft(post.title, (counterpart.start, counterpart.end), post.head, entity.country)
                )

    def _give_post(self, entity: Entity, post: Unit) -> None:
        draft = self.post(post)
        for known in entity.posts:
            if self.plain(draft.title) in self.plain(known.title):
                return
        if post.setting("bare") and entity.posts:
            return
        bare = [known for known in entity.posts if self.plain(known.title) in self.plain(draft.title)]
        for known in bare:
            entity.posts.remove(known)
        entity.posts.append(draft)
        if draft.country and entity.country is None:
            entity.country, entity.country_span = draft.country, draft.country_span

    def head(self, post: Unit) -> str:
        """The word of a post that says what it is: the one that its rule captures as its head, or the first."""
        word = post.captured("head") or post.parts[0]
        return self.plain(self.words((word.start, word.end)))

    def plain(self, title: str) -> str:
        """A title as it is compared with others."""
        return self.pack.cutter.indefinite(fold(title))

    def post(self, unit: Unit) -> PostDraft:
        """The post that a `post` unit tells of."""
        parts = unit.captures.get("title") or unit.parts
        head = self.head(unit)
        here = nation(unit)
        start, end = parts[0].start, parts[-1].end
        title = self.words((start, end))
        national = [p for p in (*parts[1:3], parts[-1]) if p.value("demonym") or p.value("region_demonym")]
        alone = national[0] if national else None
        if alone is not None and parts[-1] is not alone:
            title = self.text[start : alone.start].rstrip() + self.text[alone.end : end]
        elif alone is not None and parts[-1] is alone:
            title = self.text[start : alone.start].rstrip()
        body, country, country_span = None, None, None
        if here is None and any(leaf.value("local") for leaf in unit.leaves()):
            here = (self.home, (unit.start, unit.end)) if self.home else None
        orgs = unit.within("org") or [leaf for leaf in unit.leaves() if leaf.value("body")]
        if unit.rule is not None and (kind := unit.captures.get("body")):
            orgs = [Made(unit.rule, kind, {})]
        if here:
            country, country_span = here
        if (named := unit.captures.get("body")) and unit.rule is not None:
            body = self.body(unit.rule.make(named, {}))
            country = country or self.bodies[body].country
        elif orgs:
            bracketed = [org for org in orgs if self.text[org.start - 1 : org.start] == "("]
            body = self.body((bracketed or orgs)[0])
            if country is None:
                country = self.bodies[body].country
            elif (
                self.bodies[body].country_span is None
                and self.bodies[body].country != country
                and self.pack.bodies.get(orgs[0].value("body") or "", "?") == "?"
            ):
                self.bodies[body].country = country
        if body is not None and self.bodies[body].country is None:
            country, country_span = None, None  # who acts for an international organisation acts for no country
        elif country is None and (city := capital(unit)):
            country, country_span = city
        return PostDraft(title, (unit.start, unit.end), head, country, country_span, body)

    # references

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
                codes = dict.fromkeys(p.country for p in self.pair if p.country)
                if len(codes) < 2:
                    codes |= dict.fromkeys(self.candidates[:2])
                return [Party("country", code, code, span) for code in [*codes][:2]]
            everybody = unit.setting("several") or which == "n"
            several = self.several if everybody and self.several else self._pair_of(unit) or self.pair
            return [Party(p.kind, p.key, p.country, span) for p in several]
        if what == "capital":
            code = unit.parts[0].value("capital_name")
            return [Party("country", code, code, span)]
        if what == "body":
            org = unit.within("org")[0]
            number = self.body(org)
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
            return Party(
                "group",
                self.words((post.start, post.end)),
                here[0] if here else None,
                span,
                plural=True,
            )
        full = self.plain(self.post(post).title)
        for exact in (True, False):
            found = [n for n, entity in enumerate(self.people) if self._holds(entity, post, full, head, here, exact)]
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

    def _holds(
        self, entity: Entity, post: Unit, full: str, head: str, here: tuple[str, Span] | None, exact: bool
    ) -> bool:
        """Whether a person is known under a post: by the same title, or by a short form of it."""
        if here and entity.country != here[0]:
            return False
        for held in entity.posts:
            title = self.plain(held.title)
            shorter = held.head.split()[0] == head.split()[0] and (bool(post.setting("bare")) or full in title)
            if title == full or (shorter and not exact):
                return True
        return False

    def _group(self, unit: Unit, span: Span) -> list[Party]:
        places = [
            (leaf.value("country") or leaf.value("demonym") or leaf.value("region_demonym"), leaf)
            for leaf in unit.leaves()
        ]
        countries = [(code, leaf) for code, leaf in places if code]
        one = self._one(unit, countries[0][0] if countries else None, span)
        if one is not None:
            return [one]
        if any(leaf.value("both") for leaf in unit.leaves()) and self.pair:
            return [Party("country", p.country, p.country, span) for p in self.pair if p.country]
        words = self.words(span)
        first = unit.leaves()[0]
        if first.value("det"):
            words = self.text[first.end : unit.end].lstrip()
        orgs = unit.within("org")
        if orgs and not countries:
            number = self.body(orgs[0])
            if self.bodies[number].country is None:
                return [Party("body", number, None, span)]
        plural = any(leaf.value("group_lead") == "plural" for leaf in unit.leaves())
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
        if delegation and country is None and not orgs and self.delegation is not None:
            return [replace(self.delegation, span=span)]
        if delegation and country is not None:
            self.delegation = Party("group", words, country, span, plural=plural, delegation=True)
        return [Party("group", words, country, span, plural=plural, delegation=delegation)]

    def _groups(self, unit: Unit, countries: list[tuple[str, Unit]], plural: bool) -> list[Party]:
        """One group of each country: 'experts français et espagnols', 'Turkish and Azeri commandos'."""
        leaves = unit.leaves()
        start = leaves[0].end if leaves[0].value("det") else unit.start
        first = leaves.index(countries[0][1])
        each = first > 0 and bool(leaves[first - 1].value("det"))  # 'رؤساء وفود كل من تركيا وقطر'
        before = self.text[start : leaves[first - each].start].strip()
        after = self.text[countries[-1][1].end : unit.end].strip()
        of = next((leaf.start for leaf in leaves if leaf.value("of")), None)
        adjectives = not plural and all(leaf.value("demonym") for _, leaf in countries)
        pattern = f"{before} {{}}" if adjectives or of is None else f"{self.text[start:of].strip()} ({{}})"
        if not before:
            pattern = f"{{}} {after}"
        return [
            Party(
                "group",
                pattern.format(self.words((leaf.start, leaf.end))),
                code,
                (leaf.start, leaf.end),
                plural=not adjectives,
            )
            for code, leaf in countries
        ]

    def appoint(self, unit: Unit, groups: list[Party], people: list[Party]) -> None:
        """'les ministres de A et de B, X et Y': each acts for the country in the same place, and has the post."""
        leaves = unit.leaves()
        start = leaves[0].end if leaves[0].value("det") else unit.start
        nations = [leaf for leaf in leaves if any(leaf.value(name) for name in NATIONAL)]
        ofs = [leaf for leaf in leaves if leaf.value("of") and leaf.end <= nations[0].start]
        title = self.text[start : ofs[-1].start if ofs else nations[0].start].strip()
        title = title or self.text[nations[-1].end : unit.end].strip()
        span = (unit.start, unit.end)
        for group, party in zip(groups, people, strict=True):
            if group.country:
                self.state(party, group.country)
            person = self.people[party.key]
            party.country = person.country
            if not person.posts:
                person.posts.append(PostDraft(title, span, fold(title), group.country, group.span))

    def remember(self, party: Party) -> None:
        """Keep a person in focus, for 'il', 'les deux responsables'."""
        if party.kind == "person":
            self.mentions.append(party.key)
            del self.mentions[:-REMEMBERED]
        self.last = party
        others = [p for p in self.pair if p.identity != party.identity]
        self.pair = [*([p for p in others if p.country != party.country] or others)[-1:], party]
