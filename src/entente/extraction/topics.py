"""Topics go to what the sentence tells of, or, where it tells of nothing itself, to what is in focus."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType

from entente.extraction.grammar import BULLETS, Grammar
from entente.model.statement import TALKS, Draft, Span

NATIONS = ("country", "demonym", "demonym_prefix")
ALONE_IN_SENTENCE = ("training", "exercise", "operation", "signing", "assistance", "handover")
FOCUS = 8
"""How many sentences an engagement stays what sentences without one of their own go on about."""


class Topics(Grammar):
    """Gives topics to drafts."""

    listed: Draft | None = None
    """Whose topics a list tells: 'Au menu des discussions :'."""

    headline: Mapping[str, Span] = MappingProxyType({})
    """The topics of a headline that tells of no engagement itself: they are of the first one told below."""

    def about(self, drafts: list[Draft]) -> None:
        """Give the topics of a sentence to what it tells of, or to what is in focus."""
        parse = self.parse
        if self.text[parse.units[-1].start] == ":" and self.about_span() is not None:
            self.listed = next(iter(drafts[-1:]), None) or self.in_focus()
        elif self.text[parse.units[0].start] not in BULLETS:
            self.listed = None
        first = next(filter(self._is_main, drafts), None) if self.number > 0 else None
        if self.headline and first is not None:
            first.topics |= {code: span for code, span in self.headline.items() if code not in first.topics}
            self.headline = {}
        if not self.sentences[self.number].topics:
            return
        titles = [
            (inner.start, inner.end)
            for unit in parse.units
            if unit.rule is not None
            for kind in ("post", "org")
            for inner in unit.within(kind)
        ]
        topics = [t for t in self.sentences[self.number].topics if not any(s <= t[0] < e for s, e in titles)]
        if not topics:
            return
        own = [d for d in drafts if d.kind != "gathering" and not d.anaphoric]
        if self.number == 0 and not own and self.text[parse.units[-1].end - 1] not in ".!?":
            generic = self.pack.option("generic_topics", ())
            self.headline = {code: (start, end) for start, end, code, _ in topics if code not in generic}
        here = takewhile(lambda promise: promise.sentence == self.number, reversed(self.out.promises))
        promised = [p.what for p in here if p.kind != "agreed"]
        about = self.about_span()
        if self.listed is not None and self.text[parse.units[0].start] in BULLETS:
            about = (0, topics[-1][1])
        gathered = next((d for d in drafts if d.kind == "gathering"), None)
        again = self._named_again(drafts)
        focus = again or self.in_focus() or gathered if not own else None
        if focus is not None and about is None and self._goes_on(focus, drafts):
            about = (0, topics[-1][1])
        if not own and self.listed is not None and self.text[parse.units[0].start] in BULLETS:
            focus = self.listed
        named = [d.name_span for d in drafts if d.kind == "gathering" and d.name_span is not None]
        for topic_start, topic_end, code, _ in topics:
            told = about is not None and about[0] <= topic_start < about[1]
            if not own:
                elsewhere = focus is again and any(s <= topic_start < e for s, e in named)
                taken = focus if told and not elsewhere else None
            elif len(own) == 1 and own[0].kind in ALONE_IN_SENTENCE:
                taken = own[0]
            else:
                alone = own[0].kind in ALONE_IN_SENTENCE or [d.kind for d in own] == ["meeting"]
                first = own[0] if alone else None  # 'un accord sur … a été signé'
                taken = next((d for d in reversed(own) if d.trigger[0] <= topic_start), first)
                if parse.head_last:
                    taken = next((d for d in own if d.trigger[0] >= topic_start), own[-1])
                if taken is not None and taken.kind == "visit" and not told:
                    taken = None
            if taken is not None and not any(s <= topic_start < e for s, e in promised):
                taken.topics.setdefault(code, (topic_start, topic_end))

    def _named_again(self, drafts: list[Draft]) -> Draft | None:
        """What a sentence names again but for talks, which are in focus anyway: 'ce stage', 'l'opération'."""
        kinds = {draft.kind for draft in drafts if draft.anaphoric} - set(TALKS)
        return next(self.recent(*kinds, within=FOCUS), None) if kinds else None

    def _is_main(self, draft: Draft) -> bool:
        """Whether what the headline is about may be told by a draft."""
        return draft.kind != "gathering" and not draft.anaphoric and len(draft.parties) > 1

    def _goes_on(self, focus: Draft, drafts: list[Draft]) -> bool:
        """Whether a sentence goes on about an engagement: it names it again, or those who took part speak."""
        if any(draft.anaphoric and draft.kind == focus.kind for draft in drafts):
            return True
        parties = {p.identity for p, _ in focus.parties}
        speaking = {p.identity for v in self.parse.verbs if self.parse.finite(v) for p in self.subject(v)}
        return len(parties & speaking) > 1

    def in_focus(self) -> Draft | None:
        """The engagement that a sentence without one of its own goes on about."""
        parse = self.parse
        recent = [*self.recent(within=FOCUS)][::-1]
        if any(parse.has(n, "instrument") or parse.has(n, "same_source") for n in range(min(3, len(parse.units)))):
            signed = [d for d in recent if d.kind == "signing"]
            if signed:
                return signed[-1]
        talks = [d for d in recent if d.kind in ("meeting", "call")]
        if not talks:
            held = [d for d in recent if d.kind != "gathering"]
            talks = [d for d in held if d.kind != "visit"][-1:] or held[-1:] or recent[-1:]
        nations = {
            leaf.value(name)
            for n in parse.holding(*NATIONS)
            for leaf in parse.units[n].leaves()
            for name in NATIONS
            if leaf.value(name)
        }
        here = {p.identity for parties in self.here.values() for p in parties}
        return max(
            talks[-6:],
            key=lambda d: (
                len({p.country for p, _ in d.parties}) > 1,
                len(here & {p.identity for p, _ in d.parties}),
                len(nations & {p.country for p, _ in d.parties}) if len(nations) > 1 else 0,
                d.sentence,
                d.at,
            ),
            default=None,
        )
