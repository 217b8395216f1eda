"""What parties will do: agreements, wills, pledges, appeals, invitations, and the words that promise it."""

from __future__ import annotations

from entente.extraction.grammar import BULLETS, Grammar
from entente.extraction.words import FAR, NEAR
from entente.languages.rules import Unit
from entente.model.statement import TALKS, Draft, Party, Promise

LEADING = frozenset({"of", "with", "conj", "adv", "case"})


class Commitments(Grammar):
    """Finds the commitments of each sentence."""

    def commit(self, at: int, unit: Unit) -> None:
        """What a verb promises: 'ont convenu de', 'a réaffirmé la volonté de'."""
        if self.negated(at):
            return
        names = self.parse.frames(at)
        if "invite" in names and "urge" in names:  # one verb for both: it invites to a visit or an event
            visits = any(self.parse.frames(n) or self.parse.kind(n) == "gathering" for n in range(at + 1, at + FAR))
            names = [name for name in names if name != ("urge" if visits else "invite")]
        for name in names:
            frame = self.frames.get(name, {})
            if frame.get("commitment"):
                self.promise(at, unit, name, frame)
                continue
            noun = self.nouns_after(at, "willing") if frame.get("expresses") else None
            if noun is not None and not self._is_judged(at):
                self.promise(at, unit, *self.willing(noun), noun)

    def _is_judged(self, verb: int) -> bool:
        """Whether it is an event that shows a will, as the reporter judges: 'this visit reflects the will to …'."""
        parse = self.parse
        return parse.finite(verb) and not parse.passive(verb) and not parse.head_last and not self.subject(verb)

    def willing(self, at: int) -> tuple[str, dict[str, object]]:
        """The frame of a noun of will: the one that it names (a pledge, an invitation), else will itself."""
        name = self.parse.units[at].value("willing") or ""
        return (name, self.frames[name]) if name in self.frames else ("willing", self.frames["willing"])

    def will(self, at: int, unit: Unit) -> None:
        """'la volonté commune de …' without a verb of expressing before it."""
        parse = self.parse
        near = [v for v in parse.verbs if (v < at) is not parse.head_last and parse.together(v, at)]
        if any("express" in parse.frames(v) for v in near):
            return
        finite = [v for v in near if parse.finite(v)]
        if finite and all(map(self._is_judged, finite)):
            return
        self.promise(at, unit, *self.willing(at), at)

    def promise(self, at: int, unit: Unit, name: str, frame: dict[str, object], noun: int | None = None) -> None:
        """A draft of a commitment: who, and the words of what they will do."""
        parse = self.parse
        begin = noun if noun is not None else max([at, *(n for n in parse.subject(at) if n < at + NEAR)])
        if parse.order == "vso" and noun is None:  # 'تعهد الوزير، في تصريح له، بأن'
            words = [n for n in range(begin + 1, begin + FAR) if not self._is_passing(n)]
            begin = next((n - 1 for n in words if self.has_content(n)), begin)
        start, stop = self.content_before(begin) if parse.head_last else self.content_after(begin, noun)
        if start >= stop:
            return
        if "agree" in parse.frames(at) and parse.has(at - 1, "actor") and self.impersonal(at):
            return
        if name in ("agree", "pledge") and noun is None and not parse.head_last and not self.has_content(begin + 1):
            return
        if name in ("urge", "invite") and (
            unit.setting("tense") in ("participle", "infinitive") or unit.setting("voice") == "passive"
        ):
            return
        what = (parse.units[start].start, parse.units[stop - 1].end)
        kind = str(frame["commitment"])
        parties = self.subject(at) + (self.with_whom(at) if kind == "agreed" else [])
        together = name == "agree" and (unit.setting("voice") == "passive" or self._is_agreed_by_all(at))
        if not parties and kind in ("appeal", "invitation"):
            return
        if (not parties or together) and self.entities.pair:
            parties = list(self.entities.pair)
        topics = {code: (s, e) for s, e, code, _ in self.sentences[self.number].topics if what[0] <= s < what[1]}
        if frame.get("clause"):
            whole = self.clause_of_will(begin, stop)
            if whole is None:
                return
            parties = whole or parties
        talks = self._made_at()
        everybody = {p.country for p, _ in talks.parties if p.country} if talks else set()
        if kind == "pledge" and len({p.country for p in parties}) > 1 and everybody <= {p.country for p in parties}:
            kind = "agreed"
        if kind == "agreed" and len({p.country or p.key for p in parties}) < 2:
            parties = self._met_here(parties) or parties
        if kind == "agreed" and len({p.country or p.key for p in parties}) < 2:
            kind = "pledge"
        addressed = [
            p
            for n, here in sorted(self.here.items())
            if start <= n < stop and parse.mark(n) in ("", "to", "object")
            for p in here
            if p not in parties
        ]
        towards = addressed if kind in ("appeal", "invitation") else []
        span = (min(parse.units[min(at, begin)].start, what[0]), max(parse.units[at].end, what[1]))
        promise = Promise(kind, self.number, span, what, parties, towards, topics)
        for n in range(min(start, begin), stop):
            if parse.units[n].kind == "date" and parse.units[n].setting("when") in (
                "deadline",
                "until",
                "year",
                "month",
                "day",
                "relative",
            ):
                promise.when, promise.when_span = (
                    parse.units[n],
                    (parse.units[n].start, parse.units[n].end),
                )
        promise.engagement = talks
        self.out.promises.append(promise)

    def _made_at(self) -> Draft | None:
        """The engagement at which a commitment is made: the one told last, gatherings apart."""
        return next((d for d in self.recent() if d.kind != "gathering"), None)

    def _met_here(self, parties: list[Party]) -> list[Party]:
        """Who met in this sentence, where those who agree are among them: 'il a rencontré X et ils ont convenu de'."""
        last = self.out.drafts[-1] if self.out.drafts else None
        if last is None or last.kind not in TALKS or last.sentence != self.number:
            return []
        here = [p for p, _ in last.parties]
        return here if {p.identity for p in parties} <= {p.identity for p in here} else []

    def content_after(self, begin: int, noun: int | None) -> tuple[int, int]:
        """The places of what is promised, behind the word that promises it."""
        parse = self.parse
        stop = len(parse.units)
        for n in range(begin + 1, stop):
            if parse.has(n, "=;") or (
                parse.finite(n)
                and (self.parse.says(n) or (n > begin + 3 and (parse.has(n - 1, "=,") or parse.has(n - 1, "conj"))))
            ):
                stop = n
                break
        while stop > begin + 1 and (parse.has(stop - 1, "punct") or parse.has(stop - 1, "conj")):
            stop -= 1
        start = begin + 1
        while start < stop and (
            any(parse.has(start, name) for name in ("of", "to", "content", "=,", "adv", "post_adj"))
            or (noun is not None and parse.is_actor(start) and parse.mark(start) == "noun")
            or parse.kind(start) == "date"
        ):
            start += 1
        return start, stop

    def content_before(self, end: int) -> tuple[int, int]:
        """The places of what is promised, before the word that promises it and behind who promises."""
        parse = self.parse
        start = parse.clause_start(end)
        subjects = [n for n in parse.subject(end) if n < end]
        start = max([start, *(n + 1 for n in subjects)])
        while start < end and (parse.has(start, "punct") or parse.classes[start] & LEADING):
            start += 1
        return start, end

    def _is_passing(self, at: int) -> bool:
        """Whether a comma, an adverb or a date stands at a place."""
        return self.parse.has(at, "adv") or self.parse.has(at, "=,") or self.parse.kind(at) == "date"

    def has_content(self, at: int) -> bool:
        """Whether what is agreed or pledged follows: 'de coopérer', 'that …', 'to train …', 'on …'."""
        parse = self.parse
        while self._is_passing(at):
            at += 1
        if parse.kind(at) == "vg":
            return parse.units[at].setting("tense") == "infinitive"
        if parse.order == "vso" and parse.kind(at) == "" and (parse.has(at, "plain") or parse.has(at, "uncased")):
            return True  # 'قررا تشكيل لجنة': a verbal noun without a preposition
        in_doing = parse.has(at, "in") and parse.kind(at + 1) == "vg"
        return in_doing or any(parse.has(at, name) for name in ("of", "to", "whom", "for", "about_prep", "content"))

    def _is_agreed_by_all(self, at: int) -> bool:
        """'Se acordó': a reflexive in the singular that nobody is the subject of, as 'il a été convenu de'."""
        alone = bool(self.parse.units[at].captured("refl")) and not self.parse.is_plural(at)
        return alone and not self.parse.subject(at)

    def impersonal(self, at: int) -> bool:
        """'Il convient de rappeler': 'il' in the present stands for nobody."""
        subject = self.parse.units[at - 1]
        return (subject.setting("what"), self.parse.units[at].setting("tense")) == ("pronoun", "present")

    def clause_of_will(self, begin: int, stop: int) -> list[Party] | None:
        """For 'a assuré que l'Espagne coopérera': whose act; `None` where none lies ahead."""
        parse = self.parse
        if not parse.has(begin + 1, "whom"):
            return None
        verb = next((v for v in parse.verbs if begin + 1 < v < stop), None)
        ahead = any(parse.has(n, "v_future") or parse.has(n, "v_conditional") for n in range(begin + 1, stop))
        tense = parse.units[verb].setting("tense") if verb is not None else None
        if not ahead and tense not in ("future", "conditional"):
            return None
        parties = [p for n in range(begin + 2, verb or stop) for p in self.here.get(n, []) if parse.mark(n) == ""]
        return [p for p in parties if p.country][:1]

    def item(self) -> None:
        """A list's item after 'sont convenus de :' is a commitment of its own."""
        parse, units = self.parse, self.parse.units
        if self.open_list is None or not units or self.text[units[0].start] not in BULLETS:
            self.open_list = None
            agreed = [
                v
                for v in parse.verbs
                if any(self.frames.get(f, {}).get("commitment") in ("agreed", "pledge") for f in parse.frames(v))
            ]
            if units and self.text[units[-1].start] == ":" and agreed:
                self.open_list = self.subject(agreed[-1]) or list(self.entities.pair)
            return
        end = len(units)
        while end > 1 and "punct" in parse.classes[end - 1]:
            end -= 1
        if end < 2:
            return
        what = (units[1].start, units[end - 1].end)
        topics = {code: (s, e) for s, e, code, _ in self.sentences[self.number].topics}
        kind = "agreed" if len({p.country for p in self.open_list}) > 1 else "pledge"
        promise = Promise(kind, self.number, (units[0].start, what[1]), what, self.open_list, [], topics)
        for unit in units:
            if unit.kind == "date":
                promise.when, promise.when_span = unit, (unit.start, unit.end)
        promise.engagement = self._made_at()
        self.out.promises.append(promise)
