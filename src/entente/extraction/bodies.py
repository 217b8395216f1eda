"""Bodies of a document, and for which country its people and bodies act."""

from __future__ import annotations

from typing import Any

from entente.extraction.home import Home, capital, nation
from entente.languages.rules import Unit
from entente.model.statement import Entity, Party
from entente.text.folding import fold


class Bodies(Home):
    """The bodies of one document."""

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

    def body(self, unit: Unit) -> int:
        """The number of the body that an `org` unit names, entered if new."""
        leaves = unit.leaves()
        start, end = unit.start, unit.end
        name = self.words((start, end))
        acronym = None
        if name.endswith(")") and "(" in name:
            acronym = fold(name[name.rindex("(") + 1 : -1])
        known = next((leaf.value("body") for leaf in leaves if leaf.value("body")), None)
        where = self.pack.country_of_body.get(known, "?") if known else "?"
        national = nation(unit) if where else None  # an international body is of no country that its name has
        if national is not None and where not in ("?", national[0]):
            known, where = None, "?"  # 'Policia Federal Argentina' is not Brazil's
        keys = {fold(name.split("(")[0].strip())}
        keys |= {word for word in (acronym, known and "=" + known) if word}
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

    def is_acronym_of_body(self, unit: Unit) -> bool:
        """Whether a unit is, or has in brackets, the acronym of a body whose full name the document tells."""
        orgs = [self.bodies[self.body(org)] for org in unit.within("org")]
        return any(len(word) < len(name) for body in orgs for word in body.words for name in body.words - {word})

    def international(self, number: int) -> bool:
        """Whether a person acts for an international organisation: by the post that the text gives him first."""
        first = self.people[number].posts[:1]
        return any(post.body is not None and self.bodies[post.body].country is None for post in first)
