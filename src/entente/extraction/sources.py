"""Who says so: communiqués, officials, agencies, and the sentences for which they speak."""

from __future__ import annotations

from entente.extraction.grammar import Grammar
from entente.model.statement import Party, Span, Voice

DATELINE = 140
"""How far into a document the agency of its dateline may stand, in characters."""


class Sources(Grammar):
    """Finds the sources of each sentence."""

    def voice(self, name: str, kind: str, span: Span, number: int, key: object = None) -> Voice:
        """Enter a source, or one more sentence of a known one."""
        written = kind == "communique" and (
            self.entities.publishing_body is not None or bool(self.parse.where("communique"))
        )
        for known in self.out.voices:
            if known.kind == kind and (known.key == key if key is not None else known.name == name):
                known.sentences.add(number)
                known.written = known.written or written
                return known
        self.out.voices.append(Voice(name, kind, span, {number}, key, written))
        return self.out.voices[-1]

    def published_by(self, number: int | None) -> None:
        """What an international body publishes is its communiqué, from the first sentence to the last."""
        if number is not None:
            body = self.entities.bodies[number]
            for sentence in range(len(self.sentences)):
                self.voice(body.name, "communique", body.spans[0], sentence, ("body", number))

    def sources(self) -> None:
        """Who says so in this sentence."""
        parse, units = self.parse, self.parse.units
        for n in parse.where("communique"):
            if units[n].rule is None:
                self.issued(n)
        for n in parse.where("speech"):
            verb = self._deed_before(n)
            for party in self.subject(verb)[:1] if verb is not None else []:
                if party.kind == "person":
                    self.person_speaks(party)
        for n in parse.where("per"):
            after = units[n].value("per") == "after"
            near = range(n - 1, max(-1, n - 3), -1) if after else range(n + 1, min(n + 4, len(units)))
            if parse.has(n, "communique") or any(parse.has(k, "communique") for k in near if after):
                continue
            speaker = next((k for k in near if units[k].kind == "actor"), None)
            if speaker is not None:
                self.speaks(speaker)
        if parse.has(0, "for") and parse.is_actor(1) and parse.has(2, "=,") and parse.kind(3) != "actor":
            self.speaks(1)  # 'Pour X, la coopération est utile'
        for n in parse.verbs:
            if (
                (parse.finite(n) or parse.units[n].setting("tense") == "gerund")
                and (self.parse.says(n) or ("pledge" in parse.frames(n) and self._to_the_press()))
                and not (parse.order == "svo" and parse.has(n - 1, "same_source"))  # 'the source said'
                and not any(
                    parse.has(k, "same_source") or parse.has(k, "communique")
                    for k in range(n + 1, n + (2 if parse.order == "vso" else 4))
                )
            ):
                self.said(n)
        agencies = parse.holding("agency")
        if not agencies:
            return
        signed = self.number == len(self.sentences) - 1
        credited = {
            n - 1 if parse.head_last else n + 1 + int(parse.has(n + 1, '="')) for n in parse.where("agencyword")
        }
        credited |= {n + 1 for n in credited if parse.has(n, "post_adj")}
        credited |= {n + step for n in parse.verbs if parse.says(n) for step in (-1, 1)}
        told = any(parse.says(n) for n in parse.verbs)  # 'a déclaré à l'AFP'
        credited |= {n + 1 for name in ("to", "per") for n in parse.where(name) if told or name == "per"}
        credited |= {n + 1 for n in credited if parse.has(n, "det")}
        for n in agencies:
            unit = units[n]
            named = unit.setting("what") == "person" or self.entities.is_acronym_of_body(unit)
            if named or not (signed or unit.end < DATELINE or n in credited):
                continue
            value = next((leaf.value("agency") for leaf in unit.leaves() if leaf.value("agency")), None)
            if value:
                self.voice(
                    self.text[unit.start : unit.end],
                    "agency",
                    (unit.start, unit.end),
                    self.number,
                    ("agency", value),
                )

    def issued(self, at: int) -> None:
        """'un communiqué du ministère': the body that issues it."""
        parse = self.parse
        near = range(at - 1, max(-1, at - 9), -1) if parse.head_last else range(at + 1, min(at + 5, len(parse.units)))
        for k in near:
            beside = k == at - 1 if parse.head_last else k == at + 2 and parse.mark(k) == "to"
            if parse.is_actor(k) and (parse.mark(k) in ("of", "by", "led", "from") or beside):
                self.speaks(k, bodies_only=True)
                return
        if at > 1 and parse.is_actor(at - 2) and parse.is_possessor(at - 2):  # 'the ministry's press service'
            self.speaks(at - 2, bodies_only=True)
            return
        verb = self._deed_before(at)
        for party in self.subject(verb)[:1] if verb is not None else []:
            if party.kind == "person":
                self.person_speaks(party)
                return
        said = next((v for v in parse.verbs if at - 4 < v < at and parse.says(v)), None)
        for party in self.subject(said)[:1] if said is not None and not parse.head_last else []:
            if party.kind == "person":  # 'the minister said in a statement'
                self.person_speaks(party)
                return
        self.unsigned(at)

    def _deed_before(self, noun: int) -> int | None:
        """The verb of the clause that stands before a noun and is about it: 'yaptığı açıklamada'."""
        parse = self.parse
        verb = next((v for v in parse.verbs if noun - 3 <= v < noun), None)
        return verb if verb is not None and parse.head_last and not parse.passive(verb) else None

    def speaks(self, at: int, bodies_only: bool = False) -> None:
        """The actor at a place is a source of this sentence."""
        parse = self.parse
        for party in self.here.get(at, [])[:1]:
            if party.kind == "body" and any(leaf.value("agency") for leaf in parse.units[at].leaves()):
                return  # 'em declarações à agência Lusa'
            if party.kind == "body":
                self.body_speaks(party)
            elif party.kind == "person" and not bodies_only:
                self.person_speaks(party)

    def said(self, at: int) -> None:
        """Who is the subject of a verb of saying; after a comma it is whoever follows ('…, a indiqué X')."""
        parse = self.parse
        heard = next((n for n in parse.where("to") if n > at), len(parse.units))  # by whom it is
        beside = parse.units[at + 1 : min(at + 4, heard)] if parse.order == "vso" else parse.units[max(0, at - 1) : at]
        if parse.order == "svo" and parse.has(at - 1, "punct"):  # ', rapporte l'AFP'
            beside = parse.units[at + 1 : at + 3]
        if any(leaf.value("agency") for unit in beside for leaf in unit.leaves()) and not any(
            map(self.entities.is_acronym_of_body, beside)
        ):
            return
        if "support" in parse.frames(at) and self.nouns_after(at, "event", 6) is not None:
            return  # 'sostuvo una reunión' says nothing
        if any(parse.units[n].setting("what") == "both" for n in parse.subject(at)):
            return  # 'the two sides stressed' quotes nobody
        behind = [p for p, mark, k in self.behind(at) if mark == "" and k - at < 3]
        goes_on = any(parse.is_actor(k) and k + 1 in parse.verbs and parse.finite(k + 1) for k in (at + 1, at + 2))
        inverted = behind and not goes_on and at > 0 and "punct" in parse.classes[at - 1]
        for party in (behind if inverted else self.subject(at) or behind)[:1]:
            if party.kind == "person":
                self.person_speaks(party)
            elif party.kind == "body":
                self.body_speaks(party)

    def unsigned(self, at: int) -> None:
        """A communiqué that names no author: of the body that 'says in a communiqué', or the one before."""
        parse = self.parse
        if parse.has(at - 1, "in") or (parse.has(at - 1, "det") and parse.has(at - 2, "in")):
            bodies = [p for k, parties in self.here.items() if k < at for p in parties if p.kind == "body"]
            if bodies:
                self.body_speaks(bodies[-1])
                return
        head = self.sentences[self.number - 1].units if self.number > 0 and len(parse.units) == 1 else []
        if len(head) == 1 and head[0].setting("what") == "body":  # a letterhead
            org = head[0].within("org")[0]
            key = ("body", self.entities.body(org))
            name = self.entities.words((org.start, org.end))
            self.voice(name, "communique", (org.start, org.end), self.number, key)
        for voice in self.out.voices:
            if voice.kind == "communique":
                voice.sentences.add(self.number)

    def body_speaks(self, party: Party) -> None:
        """A body says so in this sentence: the source bears the name by which it is called there."""
        actor = next((u for u in self.parse.units if (u.start, u.end) == party.span), None)
        inner = actor.within("org") if actor is not None else []
        span = (inner[0].start, inner[0].end) if inner else self.entities.bodies[party.key].spans[0]
        self.voice(self.entities.words(span), "communique", span, self.number, ("body", party.key))

    def person_speaks(self, party: Party) -> None:
        """An official quoted, directly or not; in a body's own communiqué it is that body which says so."""
        if self.entities.publishing_body is not None:
            return
        entity = self.entities.people[party.key]
        voice = self.voice(entity.name, "official", entity.spans[0], self.number, ("person", party.key))
        voice.own = voice.own or self._to_the_press()

    def _to_the_press(self) -> bool:
        """Whether what is said in this sentence is said to an agency, a newspaper or its reporters."""
        parse = self.parse
        listeners = {n + 1 for n in parse.where("to")} | {n + 2 for n in parse.where("to") if parse.has(n + 1, "det")}
        return not listeners.isdisjoint([*parse.where("agencyword"), *parse.holding("agency")])
