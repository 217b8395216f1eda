"""Who does what in a sentence, as parties: the parse's places turned into people, bodies, groups, countries.

Holds the state that this stage shares: one document on its way, and the sentence at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entente.extraction.entities import Entities
from entente.extraction.parse import Parse
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import Draft, Party, Span, Statements

REACH = 60
"""How many drafts back a reference may reach; it keeps the time per sentence flat in long documents."""

TELLS_ABOUT = {"about", "express"}
"""Frames of verbs behind which topics follow."""

BULLETS = "-–—•*·"
"""Characters that begin an item of a list."""

Placed = tuple[str, str | None, str | None, str]
"""A place as written, its city, its country, and the gazetteer's row."""


class Grammar:
    """One document on its way: its sentences, entities and statements so far, and the sentence at hand."""

    number: int
    parse: Parse
    here: dict[int, list[Party]]

    def __init__(self, sentences: list[Sentence], text: str, pack: Pack, publisher: str | None) -> None:
        self.sentences, self.text, self.pack = sentences, text, pack
        self.entities = Entities(text, pack, sentences, publisher)
        self.frames = pack.settings.get("frame", {})
        self.out = Statements()
        self.last_place: tuple[Placed | None, Span | None] = (None, None)
        self.scene: tuple[int, Unit | None, Placed | None, Span | None] | None = None
        self.open_list: list[Party] | None = None
        self.subject_before: Party | None = None
        """The person who was the first subject of the last sentence that had one."""
        self.leaders: dict[int, int] = {}
        self.bound: list[Party] = []
        """With whom the instrument told last was said to be: 'a deal with Iraq'."""

    def recent(self, *kinds: str, within: int | None = None, again: bool = False) -> Iterator[Draft]:
        """The drafts that a reference may reach, the latest first: of some kinds, or of all.

        `within` is how many sentences back they may be; those that only tell of others once more come with `again`.
        """
        for draft in reversed(self.out.drafts[-REACH:]):
            if within is not None and self.number - draft.sentence > within:
                return
            if (again or not draft.anaphoric) and (not kinds or draft.kind in kinds):
                yield draft

    def at(self, places: list[int]) -> list[Party]:
        """The parties at some places, a delegation as its head."""
        return [party for n in places for party in self._led(n)]

    def subject(self, verb: int) -> list[Party]:
        """Who does what a verb says."""
        return self.at(self.parse.subject(verb)) or self._implied(verb)

    def _implied(self, verb: int) -> list[Party]:
        """Who does it where the verb's ending is all that says so: whoever was told of before, one or several."""
        main = verb if self.parse.finite(verb) else self.parse.main_verb(verb)
        if main is None or not self.parse.is_subject_dropped(main):
            return []
        unit = self.parse.units[main]
        if self.parse.is_plural(main):
            return [replace(p, span=(unit.start, unit.end)) for p in self.entities.several or self.entities.pair]
        known = self.subject_before
        return [replace(known, span=(unit.start, unit.end))] if known is not None else []

    def _led(self, at: int) -> list[Party]:
        """The parties at a place; for 'une délégation conduite par X' it is X."""
        parties = self.here.get(at, [])
        for head, led in self.heads_of_delegations():
            if led == at and parties and parties[0].kind == "group":
                return self.here[head][:1]
        return parties

    def heads_of_delegations(self) -> list[tuple[int, int | None]]:
        """Where those stand who lead, and whom they lead: 'délégation conduite par X', 'X başkanlığındaki heyet'."""
        parse, found = self.parse, []
        for n in parse.where("led"):
            if parse.units[n].value("led") == "chair":
                continue
            after = parse.units[n].value("led") == "after"
            towards = range(n - 1, max(-1, n - 4), -1) if after else range(n + 1, n + 3)
            others = range(n + 1, n + 3) if after else range(n - 1, max(-1, n - 3), -1)
            head = next((k for k in towards if any(p.kind == "person" for p in self.here.get(k, []))), None)
            if head is not None:
                found.append((head, next((k for k in others if parse.is_actor(k)), None)))
        return found

    def governed(self, predicate: int) -> list[tuple[Party, str, int]]:
        """The parties that a predicate governs, each with its mark and place."""
        parse = self.parse
        return [
            (p, "" if parse.is_antecedent(n, predicate) else parse.mark(n), n)
            for n in parse.governed(predicate)
            for p in self.here.get(n, [])
        ]

    def behind(self, at: int) -> list[tuple[Party, str, int]]:
        """The parties after a place and in its clause, each with its mark and place."""
        parse = self.parse
        return [
            (p, parse.mark(n), n) for n in sorted(self.here) if n > at and parse.together(n, at) for p in self.here[n]
        ]

    def nouns_after(self, at: int, name: str, reach: int = 12) -> int | None:
        """The place of the first unit of a class after a predicate and in its clause; before it, where verbs end it."""
        parse = self.parse
        span = range(at - 1, max(-1, at - reach), -1) if parse.head_last else range(at + 1, at + reach)
        for n in span:
            if n >= len(parse.units) or not parse.together(n, at):
                return None
            if parse.has(n, name):
                return n
        return None

    def tense(self, verb: Unit) -> str:
        """The tense of a verb group, its modal taken into account."""
        if verb.setting("tense") == "same":
            main = self.parse.main_verb(self.parse.units.index(verb))
            return self.tense(self.parse.units[main]) if main is not None else "past"
        modal = verb.captured("modal")
        if modal is not None:
            return {"just": "past", "may": "may"}.get(modal.value("modal") or "", "future")
        return verb.setting("tense") or ""

    def tense_at(self, at: int) -> str:
        """The tense of the verb at a place; that of the verb before it where only that one has the auxiliary.

        'They will sign an agreement and meet the minister': a present that is written like an infinitive.
        """
        parse, unit = self.parse, self.parse.units[at]
        tense, head = self.tense(unit), unit.captured("head")
        bare = tense == "present" and head is not None and any(entry.name == "v_infinitive" for entry in head.entries)
        if bare and parse.has(at - 1, "conj"):
            before = next((v for v in reversed(parse.verbs) if v < at), None)
            if before is not None and parse.units[before].setting("tense") in ("modal", "infinitive"):
                return self.tense(parse.units[before])
        return tense

    def negated(self, verb: int) -> bool:
        """Whether the verb at a place is denied, or told as an assumption: 'si l'accord était signé'."""
        parse = self.parse
        supposed = any(parse.together(n, verb) and (n < verb or parse.head_last) for n in parse.where("if"))
        return supposed or bool(parse.units[verb].captures.get("negated"))

    def is_untold(self) -> bool:
        """Whether the sentence tells of a habit, or of what is denied, and so of nothing that took place."""
        return bool(self.parse.where("habit") or self.parse.where("denial"))

    def with_whom(self, at: int) -> list[Party]:
        """The antecedent of 'avec qui', 'avec lequel' before a verb."""
        link = next((n for n in range(at - 1, max(-1, at - 5), -1) if self.parse.has(n, "with_whom")), None)
        if link is None:
            return []
        return next((self.here[n] for n in range(link - 1, -1, -1) if self.here.get(n)), [])

    def about_span(self) -> tuple[int, int] | None:
        """The span of what something is about: behind 'sur', 'a porté', or before them where verbs stand last."""
        parse = self.parse
        starts = [parse.units[n].start for n in parse.where("about_prep")]
        for v in parse.verbs:
            if set(parse.frames(v)) & TELLS_ABOUT and not self.negated(v):
                starts.append(parse.units[0 if parse.passive(v) and not parse.head_last else v].start)
        if not starts:
            return None
        return (0, max(starts)) if parse.head_last else (min(starts), parse.units[-1].end)
