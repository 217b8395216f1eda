"""A document's sentences to statements, in reading order: each announcing word opens a draft and takes its parts.

The verb or noun says the kind; which actors take part, and in which role, is read off where they stand and which
preposition marks them (the pack's frames). Tense, negation and modals say whether it happened.
"""

from __future__ import annotations

from dataclasses import replace

from entente.extraction.entities import Entities, capital, nation
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import Draft, Party, Promise, Span, Statements, Voice
from entente.text.folding import fold

MARKS = (
    "of",
    "to",
    "in",
    "with",
    "by",
    "between",
    "for",
    "presence",
    "accompany",
    "help",
    "invitation",
    "led",
    "head",
    "on_margin",
    "during",
    "about_prep",
    "per",
)
ROLES_BY_MARK = ("with", "between", "by", "for", "of", "to")
IN_NOUN_PHRASE = {"adv", "post_adj", "num", "numword", "unknown", "ordword", "last", "next"}
TELLS_ABOUT = {"about", "express"}
ALONE_IN_SENTENCE = ("training", "exercise", "operation", "signing", "assistance", "handover")
TELLS_WHERE = {"hold", "support", "organise", "host", "plan"}
FINITE = ("past", "present", "future", "modal", "conditional")


class Clause:
    """One sentence seen by its units: classes at hand, marks before actors, verbs in order."""

    def __init__(self, sentence: Sentence, pack: Pack) -> None:
        self.units = sentence.units
        sets = pack.alphabet.classes
        self.classes = [sets(unit.char) for unit in self.units]
        self.verbs = [n for n, u in enumerate(self.units) if u.kind == "vg"]

    def has(self, at: int, name: str) -> bool:
        """Whether the unit at a place has a class."""
        return 0 <= at < len(self.units) and name in self.classes[at]

    def mark(self, at: int) -> str:
        """The preposition that governs the actor at a place; coordinated actors share their first one's."""
        n = at - 1
        while n >= 0:
            classes = self.classes[n]
            if self.units[n].rule is None:
                if "namely" in classes:
                    before = [
                        m
                        for k in range(n - 1, -1, -1)
                        for m in ("with", "between", "by")
                        if m in self.classes[k]
                    ]
                    return before[0] if before else ""
                for name in MARKS:
                    if name in classes:
                        before = n - 2 - int(self.has(n - 2, "=,"))
                        repeated = (
                            name == "of"
                            and self.has(n - 1, "conj")
                            and before >= 0
                            and self.units[before].kind == "actor"
                        )
                        return self.mark(before) if repeated else name
            if classes & {"det", "adv", "poss", "demo", "civility", "Cap"} or self.has(n, '="'):
                n -= 1
                continue
            listed = "conj" in classes or ("=," in classes and self.listed(at))
            if listed and n > 0 and self.units[n - 1].kind == "actor":
                return self.mark(n - 1)
            if self.units[n].kind == "gathering" or classes & {"willing"}:
                return "noun"
            return ""
        return ""

    def listed(self, at: int) -> bool:
        """Whether the actor at a place stands in a list that a conjunction closes: 'A, B et C'."""
        while at + 2 < len(self.units) and self.has(at + 1, "=,") and self.units[at + 2].kind == "actor":
            at += 2
        return at + 2 < len(self.units) and self.has(at + 1, "conj") and self.units[at + 2].kind == "actor"

    def finite(self, at: int) -> bool:
        """Whether the unit is a verb that makes a clause."""
        return self.units[at].kind == "vg" and self.units[at].setting("tense") in FINITE


class Reader:
    """Reads one document."""

    def __init__(self, sentences: list[Sentence], text: str, pack: Pack, publisher: str | None) -> None:
        self.sentences, self.text, self.pack = sentences, text, pack
        self.entities = Entities(text, pack, sentences, publisher)
        self.frames = pack.settings.get("frame", {})
        self.out = Statements()
        self.subjects: list[Party] = []
        self.focus: Draft | None = None
        self.last_place: tuple[tuple[str, str | None, str | None, str] | None, Span | None] = (None, None)
        self.scene: (
            tuple[int, Unit | None, tuple[str, str | None, str | None, str] | None, Span | None] | None
        ) = None
        self.open_list: list[Party] | None = None
        self.leaders: dict[int, int] = {}

    def read(self) -> Statements:
        """Everything that the document states."""
        clauses = [Clause(s, self.pack) for s in self.sentences]
        ending: Unit | None = None
        alone = -1
        for clause in clauses:  # names first, so that titles and references find them
            self.entities.before = ending
            self.entities.only_before = alone
            named = [u for u in clause.units if u.kind == "actor" and u.setting("what") == "person"]
            alone = named[0].end if len(named) == 1 else -1
            ending = next(
                (
                    u
                    for u in reversed(clause.units)
                    if u.rule is not None or "punct" not in self.pack.alphabet.classes(u.char)
                ),
                None,
            )
            for unit in clause.units:
                if unit.kind == "actor" and unit.setting("what") == "person":
                    self.entities.person(unit)
                elif unit.kind == "actor" and unit.setting("what") in ("group", "post"):
                    if clause.mark(clause.units.index(unit)) == "":
                        self.entities.epithet(unit)
        self.entities.finish()
        for number, clause in enumerate(clauses):
            self.sentence(number, clause)
        for draft in self.out.drafts:
            for party, role in draft.parties:
                if party.kind == "person" and party.key in self.leaders:
                    party.leads = role == "visitor" or (
                        draft.kind != "gathering"
                        and draft.kind != "honour"
                        and self.leaders[party.key] == draft.sentence
                    )
        self.out.people, self.out.bodies, self.out.home = (
            self.entities.people,
            self.entities.bodies,
            self.entities.home,
        )
        return self.out

    # one sentence

    def sentence(self, number: int, clause: Clause) -> None:
        """Read one sentence: its actors once, then its verbs and nouns from left to right."""
        self.number, self.clause = number, clause
        self.here: dict[int, list[Party]] = {}
        before = len(self.out.drafts)
        for at, unit in enumerate(clause.units):
            if unit.kind == "actor":
                self.here[at] = self.entities.parties(unit)
        self.sources(number, clause)
        self.heads(number, clause)
        self.item(number, clause)
        for at, unit in enumerate(clause.units):
            if unit.kind == "vg":
                self.verb(at, unit)
            elif unit.kind == "gathering":
                self.gathering(at, unit)
            elif unit.kind == "exercise_name":
                self.noun(at, unit, "exercise", named=True)
            elif unit.kind == "operation_name":
                self.noun(at, unit, "operation", named=True)
            elif "event" in clause.classes[at] and unit.rule is None:
                self.noun(at, unit, unit.value("event") or "", named=False)
            elif "willing" in clause.classes[at] and unit.rule is None:
                self.will(at, unit)
        self.about(number, self.out.drafts[before:])
        if not any(clause.finite(v) for v in clause.verbs) and number > 0:
            date = next((u for u in clause.units if u.kind == "date"), None)
            spot = next(
                (n for n in range(1, len(clause.units)) if clause.has(n - 1, "to") and self.place(n)), None
            )
            if date is not None and spot is not None and len(clause.units) > 5:
                where = clause.units[spot]
                self.scene = (number, date, self.place(spot), (where.start, where.end))
        for at, unit in enumerate(clause.units):
            stands = at == 0 or clause.has(at - 1, "to") or clause.has(at - 1, "in")
            if unit.rule is None and unit.value("city") and stands:
                place = self.place(at)
                if place is not None:
                    self.last_place = (place, (unit.start, unit.end))

    def heads(self, number: int, clause: Clause) -> None:
        """Who leads a delegation in this sentence."""
        delegated = any(
            clause.has(n, "group") or "group_lead" in clause.classes[n] for n in range(len(clause.units))
        )
        for n in range(len(clause.units)):
            if clause.has(n, "led"):
                for k in range(n + 1, min(n + 3, len(clause.units))):
                    for party in self.here.get(k, []):
                        if party.kind == "person":
                            self.leaders[party.key] = number
            elif clause.has(n, "head"):
                before = [
                    p
                    for k in range(n)
                    if clause.mark(k) == ""
                    for p in self.here.get(k, [])
                    if p.kind == "person"
                ]
                after = [
                    p for k in range(n, len(clause.units)) for p in self.here.get(k, []) if p.kind == "person"
                ]
                for party in before[-1:] or after[:1]:
                    self.leaders[party.key] = number
                    self.entities.leads(
                        party.key, next((u for u in clause.units[n + 1 : n + 3] if u.kind == "actor"), None)
                    )
        del delegated

    def subject(self, at: int, least: int = -1) -> list[Party]:
        """Who does what the verb at a place says: the nearest free actors before it, or those of the verb before."""
        clause, n = self.clause, at - 1
        found: list[Party] = []
        while n > least:
            if clause.units[n].kind == "actor" and self.here.get(n) and not clause.has(n - 1, "=("):
                mark = clause.mark(n)
                if mark in ("", "between") or clause.has(at - 1, "who"):
                    found = self.here[n] + found
                    if not (
                        n > 1
                        and (clause.has(n - 1, "conj") or clause.has(n - 1, "=,"))
                        and clause.units[n - 2].kind == "actor"
                    ):
                        break
                    n -= 1
                    if n > 0 and clause.units[n - 1].kind == "actor":
                        n -= 1
                        continue
                    break
            elif clause.finite(n) and not found and not clause.has(n - 1, "who"):
                earlier = self.subject(n) if n != at else []
                return earlier
            n -= 1
        return found

    def objects(self, at: int) -> list[tuple[Party, str, int]]:
        """The actors after a place up to the next clause, each with its mark."""
        clause, out = self.clause, []
        for n in range(at + 1, len(clause.units)):
            if clause.finite(n) and n > at + 1 and not clause.has(n - 1, "who") or clause.has(n, "=;"):
                if clause.finite(n) and not self._says(n):
                    break
                break
            if clause.has(n, "whom"):
                break
            if clause.units[n].kind == "actor":
                mark = clause.mark(n)
                out += [(party, mark, n) for party in self.here.get(n, [])]
        return out

    def _frames_of(self, unit: Unit) -> list[str]:
        head = unit.captured("head")
        if head is None:
            return []
        return [e.value.partition(":")[0] for e in head.entries if e.name.startswith("v_")]

    def _says(self, at: int) -> bool:
        return "say" in self._frames_of(self.clause.units[at])

    def nouns_after(self, at: int, name: str, reach: int = 12) -> int | None:
        """The place of the first unit of a class after a verb and before the next clause."""
        for n in range(at + 1, min(len(self.clause.units), at + reach)):
            if self.clause.has(n, name):
                return n
            if self.clause.finite(n):
                return None
        return None

    def verb(self, at: int, unit: Unit) -> None:
        """Open what a verb announces."""
        negated = bool(unit.captures.get("negated")) or (
            bool(unit.captures.get("neg")) and bool(unit.captures.get("negated"))
        )
        for name in self._frames_of(unit):
            frame = self.frames.get(name, {})
            if frame.get("commitment") and not negated:
                self.promise(at, unit, name, frame)
                continue
            if frame.get("expresses") and (n := self.nouns_after(at, "willing")) is not None and not negated:
                self.promise(at, unit, "willing", self.frames["willing"], n)
                continue
            if name == "bring" and not negated:
                self.bring(at)
            if name == "attend" and not negated and unit.setting("tense") in ("past", "present"):
                self.attend(at)
            if "kind" not in frame or negated:
                continue
            if unit.setting("tense") in ("infinitive", "conditional"):
                continue
            if unit.setting("tense") == "participle" and frame["kind"] not in (
                "training",
                "signing",
                "handover",
                "operation",
                "honour",
            ):
                continue
            wanted = frame.get("object_noun")
            thing = None
            if wanted:
                thing = self.nouns_after(at, wanted)
                if thing is None and unit.setting("voice") == "passive":
                    thing = next(
                        (n for n in range(at - 1, max(-1, at - 9), -1) if self.clause.has(n, wanted)), None
                    )
                if thing is None:
                    continue
            if (
                frame.get("needs") == "suspect"
                and not any(self.clause.has(n, "suspect") for n in range(len(self.clause.units)))
                and not (
                    unit.setting("voice") == "passive" and any(p.kind == "person" for p in self.subject(at))
                )
            ):
                continue
            if name in ("meet", "receive", "visit") and self.nouns_after(at, "medal", 6) is not None:
                continue
            if (
                self.clause.units[at + 1 : at + 3]
                and any(
                    self.clause.has(n, "event") for n in range(at + 1, min(at + 4, len(self.clause.units)))
                )
                and name in ("meet", "talk")
            ):
                continue
            self.open(at, unit, name, frame, thing)

    def open(self, at: int, unit: Unit, name: str, frame: dict[str, object], thing: int | None) -> None:
        """A draft from a verb."""
        passive = unit.setting("voice") == "passive" and not frame.get("moves")
        draft = self.draft(str(frame["kind"]), at, unit)
        if frame.get("turns") and any(self.clause.has(n, "airport") for n in range(len(self.clause.units))):
            frame = self.frames[str(frame["turns"])]
            draft.kind = frame["kind"]
        draft.tense = self.tense(unit)
        subjects = self.subject(at)
        objects = self.objects(at)
        objects += [(party, "with", at) for party in self.with_whom(at)]
        alone = len(subjects) == 1 if not passive else not subjects
        draft.apart = name in ("receive", "meet", "talk") and alone
        active, passive_role = frame.get("subject"), frame.get("object")
        if not subjects and not passive:
            free = [(p, n) for p, mark, n in objects if mark == ""]
            if len(free) >= 2 or (free and not passive_role):
                subjects = [free[0][0]]
                objects = [row for row in objects if row[0] is not free[0][0]]
        for party in subjects:
            role = passive_role if passive else active
            if role:
                draft.add(party, str(role))
        for party, mark, _ in objects:
            role = None
            if mark == "" and not (passive and subjects):
                role = passive_role
            elif mark in ("with", "by", "to", "between", "for", "of", "help"):
                role = frame.get({"help": "by"}.get(mark, mark))
                if mark == "help" and frame["kind"] == "operation":
                    role = "provider"
            elif mark == "presence":
                role = "participant"
            elif mark == "invitation":
                role = "inviter"
            elif mark == "led":
                role = passive_role if not passive else active
            if (
                mark == "of"
                and frame["kind"] == "honour"
                and party.kind == "person"
                and not any(r == "recipient" for _, r in draft.parties)
            ):
                role, mark = "recipient", "to"
            if role and mark != "of":
                draft.add(party, str(role))
        self.settle(draft, at)
        self.entities.reconcile(draft)
        if frame["kind"] == "operation":
            self.helpers(draft)
        if name == "decorate" and not {"provider", "recipient"} <= {
            role for party, role in draft.parties if party.kind != "pronoun"
        }:
            return
        if frame["kind"] == "training" and not any(role == "recipient" for _, role in draft.parties):
            return
        if frame["kind"] == "signing" and not draft.parties:
            for n, parties in self.here.items():
                if self.clause.units[n].setting("what") in ("both", "country") and self.clause.mark(n) in (
                    "",
                    "between",
                ):
                    for party in parties:
                        draft.add(party, "signatory")
        if frame["kind"] in ("meeting", "call") and all(p.kind == "country" for p, _ in draft.parties):
            return
        if frame.get("needs") == "help" and not any(
            self.clause.has(n, "help") or self.clause.has(n, "with") for n in range(len(self.clause.units))
        ):
            return
        if frame.get("goal") == "place" and draft.place is None:
            return
        if "least" in frame and len({p.identity for p, _ in draft.parties}) < int(str(frame["least"])):
            return
        if draft.kind == "meeting" and any(
            self.clause.has(n, "phone") for n in range(at, min(at + 8, len(self.clause.units)))
        ):
            draft.kind = "call"
        self.keep(draft)

    def helpers(self, draft: Draft) -> None:
        """Whose information or request an operation rests on: the actors after 'grâce à', 'sur la base de'."""
        clause = self.clause
        begin = next((n for n in range(len(clause.units)) if clause.has(n, "help")), None)
        if begin is None:
            return
        for n in range(begin + 1, len(clause.units)):
            for party in self.here.get(n, []):
                draft.add(party, "provider")
            if (
                clause.units[n].rule is None
                and (code := clause.units[n].value("capital_name"))
                and clause.has(n - 1, "help")
            ):
                draft.add(
                    Party("country", code, code, (clause.units[n].start, clause.units[n].end)), "provider"
                )

    def attend(self, at: int) -> None:
        """'Y assistaient X et Y': they take part in what was told last."""
        clause = self.clause
        gathered = any(clause.units[n].kind == "gathering" for n in range(at, min(at + 8, len(clause.units))))
        if gathered or not self.out.drafts:
            return
        target = next((d for d in reversed(self.out.drafts) if d.kind != "ceremony"), None)
        if target is None or (
            target.kind
            not in ("training", "meeting", "honour", "signing", "assistance", "exercise", "gathering", "call")
            or self.number - target.sentence > 3
        ):
            return
        parties = self.subject(at)
        if not parties or clause.units[at].start == self.sentences[self.number].start:
            parties = [p for p, mark, _ in self.objects(at) if mark in ("", "between")]
        for party in parties:
            if party.kind != "country":
                target.add(party, "participant")

    def bring(self, at: int) -> None:
        """'Il a rassemblé des militaires de …': the objects take part in the event told last."""
        target = next(
            (
                d
                for d in reversed(self.out.drafts)
                if d.kind in ("exercise", "meeting", "gathering", "training")
            ),
            None,
        )
        if target is None or self.number - target.sentence > 2:
            return
        for party, mark, _ in self.objects(at):
            if mark in ("", "between"):
                target.add(party, "participant")
        sentence = self.sentences[self.number]
        target.evidence.append((sentence.start, sentence.end))
        self.settle(target, at)

    def noun(self, at: int, unit: Unit, name: str, named: bool) -> None:
        """A draft from a noun: 'une visite de X', 'la rencontre entre X et Y'."""
        frame = self.frames.get(name, {})
        if "kind" not in frame:
            return
        clause = self.clause
        if any("habit" in classes for classes in clause.classes):
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
                not several_of
                and mark == "of"
                and party.kind in ("country", "body")
                and frame["kind"] == "meeting"
            )
            if role and not country_of_talks:
                draft.add(party, str(role))
        if (
            draft.kind == "meeting"
            and draft.parties
            and self.clause.units
            and not draft.anaphoric
            and not definite
        ):
            self.other_side(draft)
        if frame["kind"] == "operation":
            self.helpers(draft)
        if draft.kind == "meeting" and any(
            clause.has(n, "phone") for n in range(at, min(at + 4, len(clause.units)))
        ):
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
            last = next((d for d in reversed(self.out.drafts) if d.kind == "meeting" and d.parties), None)
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

    def with_whom(self, at: int) -> list[Party]:
        """The antecedent of 'avec qui', 'avec lequel' before a verb."""
        clause = self.clause
        link = next((n for n in range(at - 1, max(-1, at - 5), -1) if clause.has(n, "with_whom")), None)
        if link is None:
            return []
        return next((self.here[n] for n in range(link - 1, -1, -1) if self.here.get(n)), [])

    def noun_phrase_start(self, at: int) -> int:
        """The place of the determiner of a noun, past its adjectives."""
        n = at - 1
        while n >= 0 and self.clause.units[n].rule is None and self.clause.classes[n] & IN_NOUN_PHRASE:
            n -= 1
        return n

    def verbs_around(self, at: int) -> tuple[int | None, int | None, int | None]:
        """For a noun: the verb that governs it, the verb of its relative clause, the verb whose subject it is."""
        clause = self.clause
        verb = next(
            (
                v
                for v in reversed(clause.verbs)
                if v < at and clause.units[v].setting("tense") != "participle"
            ),
            None,
        )
        if verb is not None and (
            at - verb > 9 or any(clause.units[k].kind == "actor" for k in range(verb + 1, at))
        ):
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

    def tense(self, verb: Unit) -> str:
        """The tense of a verb group, its modal taken into account."""
        modal = verb.captured("modal")
        if modal is not None:
            return {"just": "past", "may": "may"}.get(modal.value("modal") or "", "future")
        return verb.setting("tense") or ""

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
        clause = self.clause
        self.settle(draft, at)
        verb = next((v for v in reversed(clause.verbs) if v < at), None)
        frames = set(self._frames_of(clause.units[verb])) if verb is not None else set()
        travels = bool(frames & {"go", "visit"}) and any(
            clause.has(n, "for") for n in range(max(0, at - 3), at)
        )
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
            of_event = any(
                leaf.value("event_name") and leaf.start <= topic[0] < leaf.end for leaf in unit.leaves()
            )
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

    def same_gathering(self) -> Draft | None:
        """What 'ce Salon' stands for: the last gathering whose name has that word."""
        clause = self.clause
        word = next(
            fold(self.text[u.start : u.end])
            for n, u in enumerate(clause.units)
            if n and clause.has(n, "gathering_head") and clause.has(n - 1, "demo") and u.rule is None
        )
        known = [d for d in self.out.drafts if d.kind == "gathering" and d.name_span]
        alike = [d for d in known if word in fold(d.name or "")]
        return (alike or known or [None])[-1]  # type: ignore[list-item]

    def country_word(self, party: Party) -> str:
        """The country's name in a party's words, without the article."""
        words = self.text[party.span[0] : party.span[1]]
        return words.split(" ", 1)[-1].split("’")[-1].split("'")[-1]

    def same_clause(self, at: int, n: int, gathering: bool = False) -> bool:
        """Whether no other clause begins between two places."""
        low, high = min(at, n) + 1, max(at, n)
        for k in range(low, high):
            if self.clause.has(k, "whom") or (self.clause.has(k, "who") and not gathering):
                return False
            if (
                self.clause.finite(k)
                and k != at
                and not set(self._frames_of(self.clause.units[k])) & TELLS_WHERE
            ):
                return False
        return True

    # parts of a draft

    def draft(self, kind: str, at: int, unit: Unit) -> Draft:
        sentence = self.sentences[self.number]
        draft = Draft(kind, self.number, at, [(sentence.start, sentence.end)], trigger=(unit.start, unit.end))
        source = unit.rule or next(iter(unit.entries), None)
        if source is not None:
            draft.origin.append(source.origin)
        return draft

    def settle(self, draft: Draft, at: int) -> None:
        """Date, place and occasion: the nearest in the same sentence."""
        clause = self.clause
        rows = [
            (abs(n - at) + (6 if any(clause.finite(k) for k in range(min(n, at) + 1, max(n, at))) else 0), n)
            for n, u in enumerate(clause.units)
            if u.kind == "date" or (u.kind == "vg" and u.within("date"))
        ]
        for _, n in sorted(rows) if draft.when is None else []:
            unit = clause.units[n].within("date")[0]
            if unit.setting("when") in ("deadline", "until"):
                continue
            nearest = min(
                (abs(k - n), k)
                for k in range(len(clause.units))
                if k == at
                or clause.units[k].kind == "gathering"
                or (k != at and "event" in clause.classes[k])
                or k in clause.verbs
                and k == at
            )[1]
            if (
                nearest != at
                and draft.kind != "gathering"
                and clause.units[nearest].kind == "gathering"
                and nearest < n
            ):
                continue
            if draft.kind == "gathering" and n < at:
                continue
            draft.when, draft.when_span = unit, (unit.start, unit.end)
            break
        for n in range(len(clause.units)):
            unit = clause.units[n]
            if n > 0 and (
                clause.has(n - 1, "to")
                or clause.has(n - 1, "in")
                or (clause.has(n - 1, "det") and (clause.has(n - 2, "to") or clause.has(n - 2, "in")))
            ):
                place = self.place(n)
                if place is None or not self.same_clause(at, n, draft.kind == "gathering"):
                    continue
                if draft.kind == "gathering" and n < at:
                    continue
                if draft.place is None or (
                    draft.place[1] is None and place[1] is not None and abs(n - at) < 12
                ):
                    if draft.place is not None and n > at + 14:
                        continue
                    draft.place, draft.place_span = place, (unit.start, unit.end)
        if draft.place is None and any(
            leaf.value("clitic") == "there"
            for v in clause.verbs
            if abs(v - at) < 7
            for leaf in clause.units[v].leaves()
        ):
            draft.place, draft.place_span = self.last_place
        if self.scene is not None and self.scene[0] == self.number - 1 and draft.kind != "gathering":
            _, date, place, span = self.scene
            if draft.when is None and date is not None:
                draft.when, draft.when_span = date, (date.start, date.end)
            if draft.place is None and place is not None:
                draft.place, draft.place_span = place, span
        if draft.place is not None and draft.place_span is not None:
            self.last_place = (draft.place, draft.place_span)
        if draft.kind not in ("gathering", "visit") and any(
            clause.has(n, "gathering_head") and clause.has(n - 1, "demo") and clause.units[n].rule is None
            for n in range(1, len(clause.units))
        ):
            draft.occasion = self.same_gathering()
        for n in range(len(clause.units)):
            if clause.units[n].kind == "gathering" and draft.kind != "gathering":
                for k in range(n - 1, max(-1, n - 7), -1):
                    attends = clause.units[k].kind == "vg" and "attend" in self._frames_of(clause.units[k])
                    travels = draft.kind == "visit" and clause.has(k, "for")
                    if (
                        clause.has(k, "on_margin")
                        or travels
                        or (attends and draft.kind in ("meeting", "call"))
                    ):
                        draft.occasion = Draft("gathering", self.number, n, [])
                        draft.occasion.name_span = (clause.units[n].start, clause.units[n].end)
                        break

    def place(self, n: int) -> tuple[str, str | None, str | None, str] | None:
        """The place at a unit: (name, city, country, the gazetteer's row)."""
        unit = self.clause.units[n]
        words = self.text[unit.start : unit.end]
        city = unit.value("city")
        if city is not None:
            return (words, words, city.split("/")[1], city)
        if unit.rule is None and (code := unit.value("capital_name")):
            return (words, words, code, "")
        if unit.kind == "actor" and unit.setting("what") == "body":
            inner = next((leaf for leaf in unit.leaves() if leaf.value("city")), None)
            if inner is not None:
                row = inner.value("city") or ""
                return (words, self.text[inner.start : inner.end], row.split("/")[1], row)
        if unit.kind == "actor" and unit.setting("what") == "country" and (here := nation(unit)):
            return (self.text[here[1][0] : here[1][1]], None, here[0], "")
        if unit.rule is None and self.clause.has(n, "capital_noun") and self.entities.home_city:
            name, row = self.entities.home_city
            return (name, name, row.split("/")[1], row)
        if unit.rule is None and "proper" in self.clause.classes[n] and self.clause.has(n - 1, "to"):
            return (words, words, self.entities.home, "")
        return None

    def keep(self, draft: Draft) -> None:
        """Enter a draft, and let it be what 'cette visite' stands for."""
        self.entities.counterparts(draft)
        people = {p.country for p, _ in draft.parties if p.kind == "person"}
        draft.parties = [
            (p, r)
            for p, r in draft.parties
            if not (
                p.kind == "group"
                and not p.plural
                and people
                and "elegation" in str(p.key).replace("é", "e")
                and (p.country is None or p.country in people)
            )
        ]
        for party, _ in draft.parties:
            if party.kind == "person":
                self.entities.remember(party)
        two = [
            p
            for p, r in draft.parties
            if r in ("participant", "visitor", "host", "signatory")
            and p.kind in ("person", "country", "group", "body")
        ]
        if draft.kind in ("meeting", "call") and len(two) >= 2:
            self.entities.pair = two[:2]
            self.entities.several = two if len(two) > 2 else self.entities.several
            if two[0].kind == "person":
                self.entities.last = two[0]
        self.out.drafts += self.split(draft)

    def split(self, draft: Draft) -> list[Draft]:
        """Talks of one with counterparts of several countries are talks with each."""
        if draft.kind not in ("meeting", "call") or len(draft.parties) < 3:
            return [draft]
        first = draft.parties[0][0]
        others = [(p, r) for p, r in draft.parties[1:] if p.country != first.country]
        if (
            len({p.country for p, _ in others}) < 2
            or first.kind not in ("person", "body")
            or not (any(p.plural for p, _ in others) or draft.apart)
        ):
            return [draft]
        out = []
        for country in dict.fromkeys(p.country for p, _ in others):
            one = replace(
                draft,
                evidence=list(draft.evidence),
                countries={},
                topics=dict(draft.topics),
                origin=list(draft.origin),
            )
            one.parties = [
                (p, r)
                for p, r in draft.parties
                if p.country in (first.country, country) and not (p.plural and p.country is None)
            ]
            out.append(one)
        return out

    # topics, promises, sources

    def about(self, number: int, drafts: list[Draft]) -> None:
        """Give the topics of a sentence to what it tells of, or to what is in focus."""
        clause = self.clause
        titles = [
            (inner.start, inner.end)
            for unit in clause.units
            for kind in ("post", "org")
            for inner in unit.within(kind)
        ]
        topics = [t for t in self.sentences[number].topics if not any(s <= t[0] < e for s, e in titles)]
        if not topics:
            return
        own = [d for d in drafts if d.kind != "gathering" and not d.anaphoric]
        starts = [u.start for n, u in enumerate(clause.units) if clause.has(n, "about_prep")]
        for v in clause.verbs:
            frames = set(self._frames_of(clause.units[v]))
            if frames & TELLS_ABOUT and not clause.units[v].captures.get("negated"):
                starts.append(clause.units[v].start)
        for start, end, code, _ in topics:
            taken: Draft | None = None
            if len(own) == 1 and own[0].kind in ALONE_IN_SENTENCE:
                taken = own[0]
            elif own:
                taken = next((d for d in reversed(own) if d.trigger[0] <= start), None)
                if taken is not None and taken.kind == "visit" and not (starts and min(starts) <= start):
                    taken = None
            elif starts and min(starts) <= start:
                taken = self.in_focus(number)
            if taken is not None:
                for one in self.out.drafts:
                    if one is taken or (one.kind, one.sentence, one.at) == (
                        taken.kind,
                        taken.sentence,
                        taken.at,
                    ):
                        one.topics.setdefault(code, (start, end))

    def in_focus(self, number: int) -> Draft | None:
        """The engagement that a sentence without one of its own goes on about."""
        clause = self.clause
        recent = [d for d in self.out.drafts if not d.anaphoric and number - d.sentence <= 8]
        if any(
            clause.has(n, "instrument") or clause.has(n, "same_source")
            for n in range(min(3, len(clause.units)))
        ):
            signed = [d for d in recent if d.kind == "signing"]
            if signed:
                return signed[-1]
        talks = [d for d in recent if d.kind in ("meeting", "call")]
        if not talks:
            talks = [d for d in recent if d.kind != "gathering"][-1:]
        nations = {
            leaf.value(name)
            for unit in clause.units
            for leaf in unit.leaves()
            for name in ("country", "demonym", "demonym_prefix")
            if leaf.value(name)
        }
        here = {p.identity for parties in self.here.values() for p in parties}
        return max(
            talks[-6:],
            key=lambda d: (
                len(here & {p.identity for p, _ in d.parties}),
                len(nations & {p.country for p, _ in d.parties}) if len(nations) > 1 else 0,
                d.sentence,
                d.at,
            ),
            default=None,
        )

    def will(self, at: int, unit: Unit) -> None:
        """'la volonté commune de …' without a verb of expressing before it."""
        clause = self.clause
        if any(v < at and at - v < 8 and "express" in self._frames_of(clause.units[v]) for v in clause.verbs):
            return
        self.promise(at, unit, "willing", self.frames["willing"], at)

    def promise(
        self, at: int, unit: Unit, name: str, frame: dict[str, object], noun: int | None = None
    ) -> None:
        """A draft of a commitment: who, and the words of what they will do."""
        clause = self.clause
        begin = noun if noun is not None else at
        stop = len(clause.units)
        for n in range(begin + 1, stop):
            if clause.has(n, "=;") or (
                clause.finite(n) and (self._says(n) or n > begin + 3 and clause.has(n - 1, "=,"))
            ):
                stop = n
                break
        while stop > begin + 1 and clause.has(stop - 1, "punct"):
            stop -= 1
        if stop <= begin + 1:
            return
        start = begin + 1
        while start < stop and (
            clause.has(start, "of")
            or clause.has(start, "to")
            or clause.has(start, "=,")
            or clause.has(start, "post_adj")
        ):
            start += 1
        if start >= stop:
            return
        if name == "agree" and not (
            clause.has(begin + 1, "of")
            or clause.has(begin + 1, "whom")
            or clause.has(begin + 1, "for")
            or clause.has(begin + 1, "about_prep")
        ):
            return
        if name == "pledge" and not (
            clause.has(begin + 1, "to") or clause.has(begin + 1, "of") or clause.has(begin + 1, "whom")
        ):
            return
        if name in ("urge", "invite") and (
            unit.setting("tense") in ("participle", "infinitive") or unit.setting("voice") == "passive"
        ):
            return
        what = (clause.units[start].start, clause.units[stop - 1].end)
        parties = self.subject(at if noun is None or clause.units[at].kind == "vg" else at)
        if not parties and self.entities.pair:
            parties = list(self.entities.pair)
        topics = {
            code: (s, e) for s, e, code, _ in self.sentences[self.number].topics if what[0] <= s < what[1]
        }
        kind = str(frame["commitment"])
        if frame.get("clause"):
            whole = self.clause_of_will(begin, stop)
            if whole is None:
                return
            parties = whole or parties
        talks = [d for d in self.out.drafts if d.kind != "gathering" and not d.anaphoric]
        everybody = {p.country for p, _ in talks[-1].parties if p.country} if talks else set()
        if (
            kind == "pledge"
            and len({p.country for p in parties}) > 1
            and everybody <= {p.country for p in parties}
        ):
            kind = "agreed"
        towards = (
            [p for p, mark, n in self.objects(begin) if n < stop and mark in ("", "to")]
            if kind in ("appeal", "invitation")
            else []
        )
        span = (clause.units[min(at, begin)].start, what[1])
        promise = Promise(kind, self.number, span, what, parties, towards, topics)
        for n in range(begin, stop):
            if clause.units[n].kind == "date" and clause.units[n].setting("when") in (
                "deadline",
                "until",
                "year",
                "month",
                "day",
            ):
                promise.when, promise.when_span = (
                    clause.units[n],
                    (clause.units[n].start, clause.units[n].end),
                )
        talks = [d for d in self.out.drafts if d.kind not in ("gathering",) and not d.anaphoric]
        promise.engagement = talks[-1] if talks else None
        promise.origin = unit.rule.origin if unit.rule else ""
        self.out.promises.append(promise)

    def clause_of_will(self, begin: int, stop: int) -> list[Party] | None:
        """For 'a assuré que l'Espagne coopérera': the parties of the clause; `None` where it tells of no future act."""
        clause = self.clause
        if not clause.has(begin + 1, "whom"):
            return None
        verb = next((v for v in clause.verbs if begin + 1 < v < stop), None)
        head = clause.units[verb].captured("head") if verb is not None else None
        ahead = any(
            clause.has(n, "v_future") or clause.has(n, "v_conditional") for n in range(begin + 1, stop)
        )
        tense = clause.units[verb].setting("tense") if verb is not None else None
        if not ahead and tense not in ("future", "conditional"):
            return None
        del head
        parties = [
            p for n in range(begin + 2, verb or stop) for p in self.here.get(n, []) if clause.mark(n) == ""
        ]
        return [p for p in parties if p.country][:1]

    def item(self, number: int, clause: Clause) -> None:
        """A list's item after 'sont convenus de :' is a commitment of its own."""
        units = clause.units
        if self.open_list is None or not units or self.text[units[0].start] not in "-–—•*·":
            self.open_list = None
            agreed = [
                v
                for v in clause.verbs
                if any(
                    self.frames.get(f, {}).get("commitment") in ("agreed", "pledge")
                    for f in self._frames_of(units[v])
                )
            ]
            if units and self.text[units[-1].start] == ":" and agreed:
                self.open_list = self.subject(agreed[-1]) or list(self.entities.pair)
            return
        end = len(units)
        while end > 1 and "punct" in clause.classes[end - 1]:
            end -= 1
        if end < 2:
            return
        what = (units[1].start, units[end - 1].end)
        topics = {code: (s, e) for s, e, code, _ in self.sentences[number].topics}
        kind = "agreed" if len({p.country for p in self.open_list}) > 1 else "pledge"
        promise = Promise(kind, number, (units[0].start, what[1]), what, self.open_list, [], topics)
        for unit in units:
            if unit.kind == "date":
                promise.when, promise.when_span = unit, (unit.start, unit.end)
        talks = [d for d in self.out.drafts if d.kind != "gathering" and not d.anaphoric]
        promise.engagement = talks[-1] if talks else None
        self.out.promises.append(promise)

    def voice(
        self, name: str, kind: str, span: Span, number: int, key: object = None, origin: str = ""
    ) -> None:
        """Enter a source, or one more sentence of a known one."""
        for known in self.out.voices:
            if known.kind == kind and (known.key == key if key is not None else known.name == name):
                known.sentences.add(number)
                return
        self.out.voices.append(Voice(name, kind, span, {number}, key, origin))

    def sources(self, number: int, clause: Clause) -> None:
        """Who says so in this sentence."""
        units = clause.units
        for n, unit in enumerate(units):
            if clause.has(n, "communique") and unit.rule is None:
                for k in range(n + 1, min(n + 5, len(units))):
                    if units[k].kind == "actor" and clause.mark(k) in ("of", "by", "led"):
                        for party in self.here.get(k, [])[:1]:
                            if party.kind == "body":
                                org = units[k].within("org")[0]
                                self.voice(
                                    self.text[org.start : org.end],
                                    "communique",
                                    (org.start, org.end),
                                    number,
                                    ("body", party.key),
                                )
                        break
                else:
                    self.unsigned(n, number, clause)
            elif clause.has(n, "per"):
                for k in range(n + 1, min(n + 4, len(units))):
                    if units[k].kind == "actor":
                        for party in self.here.get(k, [])[:1]:
                            if party.kind == "body":
                                org = units[k].within("org")[0]
                                self.voice(
                                    self.text[org.start : org.end],
                                    "communique",
                                    (org.start, org.end),
                                    number,
                                    ("body", party.key),
                                )
                            elif party.kind == "person":
                                self.person_speaks(party, number)
                        break
            elif (
                unit.kind == "vg"
                and self._says(n)
                and not any(
                    clause.has(k, "same_source") or clause.has(k, "communique")
                    for k in range(n + 1, min(n + 4, len(units)))
                )
            ):
                behind = [p for p, mark, k in self.objects(n) if mark == "" and k - n < 3]
                inverted = behind and n > 0 and "punct" in clause.classes[n - 1]
                subjects = behind if inverted else self.subject(n) or behind
                for party in subjects[:1]:
                    if party.kind == "person":
                        self.person_speaks(party, number)
                    elif party.kind == "body":
                        name = self.entities.bodies[party.key].name
                        self.voice(
                            name,
                            "communique",
                            self.entities.bodies[party.key].spans[0],
                            number,
                            ("body", party.key),
                        )
        for n, unit in enumerate(units):
            value = (
                unit.value("agency")
                if unit.rule is None
                else next((leaf.value("agency") for leaf in unit.leaves() if leaf.value("agency")), None)
            )
            if value and (
                number == len(self.sentences) - 1 or unit.end < 140 or clause.has(n - 1, "agencyword")
            ):
                self.voice(
                    self.text[unit.start : unit.end],
                    "agency",
                    (unit.start, unit.end),
                    number,
                    ("agency", value),
                )

    def unsigned(self, at: int, number: int, clause: Clause) -> None:
        """A communiqué that names no author: of the body that 'says in a communiqué', else the one known already."""
        if clause.has(at - 1, "det") and clause.has(at - 2, "in"):
            bodies = [
                (k, p) for k, parties in self.here.items() if k < at for p in parties if p.kind == "body"
            ]
            if bodies:
                place, party = bodies[-1]
                org = clause.units[place].within("org")[0]
                name = self.text[org.start : org.end]
                self.voice(name, "communique", (org.start, org.end), number, ("body", party.key))
                return
        for voice in self.out.voices:
            if voice.kind == "communique":
                voice.sentences.add(number)

    def person_speaks(self, party: Party, number: int) -> None:
        """An official quoted, directly or not."""
        entity = self.entities.people[party.key]
        self.voice(entity.name, "official", entity.spans[0], number, ("person", party.key))


def extract(sentences: list[Sentence], text: str, pack: Pack, publisher: str | None = None) -> Statements:
    """What the recognised sentences of a document state."""
    return Reader(sentences, text, pack, publisher).read() if sentences else Statements()


__all__ = ["capital", "extract"]
