"""Topics go to what the sentence tells of, or, where it tells of nothing itself, to what is in focus."""

from __future__ import annotations

from entente.extraction.grammar import REACH, Grammar
from entente.model.statement import Draft

TELLS_ABOUT = {"about", "express"}
ALONE_IN_SENTENCE = ("training", "exercise", "operation", "signing", "assistance", "handover")


class Topics(Grammar):
    """Gives topics to drafts."""

    def about(self, number: int, drafts: list[Draft]) -> None:
        """Give the topics of a sentence to what it tells of, or to what is in focus."""
        parse = self.parse
        titles = [
            (inner.start, inner.end) for unit in parse.units for kind in ("post", "org") for inner in unit.within(kind)
        ]
        topics = [t for t in self.sentences[number].topics if not any(s <= t[0] < e for s, e in titles)]
        if not topics:
            return
        own = [d for d in drafts if d.kind != "gathering" and not d.anaphoric]
        starts = [parse.units[n].start for n in parse.where("about_prep")]
        for v in parse.verbs:
            frames = set(self.parse.frames(v))
            if frames & TELLS_ABOUT and not parse.units[v].captures.get("negated"):
                starts.append(parse.units[v].start)
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
                for one in self.out.drafts[-REACH:]:
                    if one is taken or (one.kind, one.sentence, one.at) == (
                        taken.kind,
                        taken.sentence,
                        taken.at,
                    ):
                        one.topics.setdefault(code, (start, end))

    def in_focus(self, number: int) -> Draft | None:
        """The engagement that a sentence without one of its own goes on about."""
        parse = self.parse
        recent = [d for d in self.out.drafts[-REACH:] if not d.anaphoric and number - d.sentence <= 8]
        if any(parse.has(n, "instrument") or parse.has(n, "same_source") for n in range(min(3, len(parse.units)))):
            signed = [d for d in recent if d.kind == "signing"]
            if signed:
                return signed[-1]
        talks = [d for d in recent if d.kind in ("meeting", "call")]
        if not talks:
            talks = [d for d in recent if d.kind != "gathering"][-1:]
        nations = {
            leaf.value(name)
            for unit in parse.units
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
