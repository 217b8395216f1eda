"""People of a document with their posts: who is named, under which titles, acting for whom."""

from __future__ import annotations

from entente.extraction.bodies import Bodies
from entente.extraction.home import NATIONAL, capital, nation
from entente.languages.rules import Made, Unit
from entente.model.statement import TALKS, Draft, Entity, Party, PostDraft
from entente.text.folding import fold


class People(Bodies):
    """The people of one document."""

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
        if entity.country_span is None and not self.international(found):
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
            or any(not post.setting("bare") for post in posts)
            or not any(leaf.value("one") for leaf in unit.leaves())
            or (posts and len(posts[0].parts) > 2)
            or any(p.country == here[0] for p in self.people)
        ):
            return
        free = [n for n, person in enumerate(self.people) if person.country is None and not self.international(n)]
        if free:
            number = max(free, key=lambda n: (not self.people[n].posts, n))
            self.people[number].country, self.people[number].country_span = here

    def name_holder(self, unit: Unit, named: Unit) -> None:
        """Who opens a sentence by name alone holds the post that opened the one before: 'The minister of A … . X …'."""
        posts = unit.within("post") if unit.setting("what") == "post" else []
        number = self.person(named)
        if not posts or posts[0].setting("bare") or number is None or self.people[number].posts:
            return
        title = fold(self.post(posts[0]).title)
        if not any(fold(held.title) == title for person in self.people for held in person.posts):
            self._give_post(self.people[number], posts[0])

    def presume(self, draft: Draft) -> None:
        """A counterpart whose country nothing says is, for the time being, of where they met."""
        for party, _ in draft.parties:
            if party.kind == "person" and self.people[party.key].counterpart and not self.people[party.key].country:
                others = {p.country for p, _ in draft.parties if p is not party}
                likely = (draft.place[2] if draft.place else None, self.last_country, self.home)
                country = next((c for c in likely if c and c not in others), None)
                self.settle(party.identity, country)
                party.country = country
            elif party.kind == "group" and party.country is None and draft.kind in TALKS and draft.place:
                if party.nations or party.plural:
                    continue  # it is of several countries
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

    def name_later(self) -> None:
        """'Le ministre a reçu l'ambassadrice. X et Y …': those told by their posts are named in their order."""
        free = [p for p in self.people if not p.posts and p.country is None and not p.counterpart]
        full = [post for unit in self.unnamed if len((post := unit.within("post")[0]).parts) > 2]
        held = {fold(post.title) for person in self.people for post in person.posts}
        told = {title: post for post in full if fold(title := self.post(post).title) not in held}
        between = self.text[max((post.end for post in told.values()), default=0) : free[0].spans[0][0]] if free else ""
        if len(told) != len(free) or not any(stop in between for stop in ".\n"):
            return
        nations = {here[0] for post in told.values() if (here := nation(post)) is not None}
        if nations and not nations & {person.country for person in self.people}:
            for person, post in zip(free, told.values(), strict=True):
                self._give_post(person, post)

    def finish(self) -> None:
        """After all names are read: who has no country speaks for the body that publishes, or the home."""
        self.name_later()
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
        if here and self.last is not None and any(leaf.value("region_demonym") for leaf in unit.leaves()):
            self.state(self.last, here[0])  # 'his Catalan counterpart' is one within the country
        if not entity.posts and self.last is not None and self.last.kind == "person":
            for post in self.people[self.last.key].posts[:1]:
                entity.posts.append(
                    PostDraft(post.title, (counterpart.start, counterpart.end), post.head, entity.country)
                )

    def list_counterparts(self, counterparts: Unit, people: list[int]) -> None:
        """'his counterparts: the Syrian X and the Iraqi Y' have the post of whoever was named before them."""
        before = [n for n, p in enumerate(self.people) if n not in people and p.spans[0][1] <= counterparts.start]
        held = self.people[before[-1]].posts[:1] if before else []
        for entity in map(self.people.__getitem__, people):
            entity.counterpart = True
            for post in held if not entity.posts else []:
                entity.posts.append(
                    PostDraft(post.title, (counterparts.start, counterparts.end), post.head, entity.country)
                )

    def _give_post(self, entity: Entity, post: Unit) -> None:
        draft = self.post(post)
        if draft.country and entity.country is None:
            entity.country, entity.country_span = draft.country, draft.country_span
        for known in entity.posts:
            if self.plain(draft.title) in self.plain(known.title):
                return
        if post.setting("bare") and entity.posts:
            return
        bare = [known for known in entity.posts if self.plain(known.title) in self.plain(draft.title)]
        for known in bare:
            entity.posts.remove(known)
        entity.posts.append(draft)

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
                and self.pack.country_of_body.get(orgs[0].value("body") or "", "?") == "?"
            ):
                self.bodies[body].country = country
        if body is not None and self.bodies[body].country is None:
            country, country_span = None, None  # who acts for an international organisation acts for no country
        elif country is None and (city := capital(unit)):
            country, country_span = city
        return PostDraft(title, (unit.start, unit.end), head, country, country_span, body)

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
