"""Values of drafts: dates and status as seen from the day of publication, countries, places."""

from __future__ import annotations

from datetime import date

from entente.model.record import (
    Span,
)
from entente.model.statement import LASTING, Draft, Party
from entente.resolution.dates import bounds, lasting
from entente.resolution.scope import Scope

CALLED_OFF = ("cancelled", "postponed")
UNDER_WAY = ("present", "begun")
RECENT_DAYS = 14
"""What began longer ago and is told without an end is over."""


class Values(Scope):
    """Gives drafts their values."""

    def _organisations(self) -> None:
        """Whoever acts for an international organisation brings it along as a participant."""
        for draft in self.statements.drafts:
            if draft.kind not in ("meeting", "call", "visit", "signing", "training", "operation", "assistance"):
                continue
            for party, role in list(draft.parties):
                if party.kind != "person" or party.country is not None:
                    continue
                for post in self.statements.people[party.key].posts:
                    if post.body is not None and self.statements.bodies[post.body].country is None:
                        shared = role if draft.kind in ("visit", "signing") else "participant"
                        draft.add(Party("body", post.body, None, post.span), shared)

    def _dates(self) -> None:
        last: str | None = None
        told: dict[Span, str | None] = {}
        for draft in self.statements.drafts:
            if draft.when is not None and draft.when_span is not None:
                if draft.when_span not in told:
                    present = draft.tense == "present" and self._is_in_prose(draft)
                    soon = present and draft.when.setting("when") == "weekday"
                    planned = draft.tense == "future" or draft.status in ("planned", *CALLED_OFF)
                    told[draft.when_span] = self.calendar.edtf(draft.when, planned, last, soon=soon)
                draft.when = told[draft.when_span]
                if draft.days and draft.when:
                    draft.when = lasting(draft.when, draft.days)
                if draft.until is not None and draft.when:
                    draft.when = self.calendar.closed(draft.when, draft.until)
                if draft.status == "planned" and draft.when:
                    draft.when = draft.when.removeprefix("../")  # put off until then
                if draft.when is None or draft.when.startswith(".."):
                    draft.when, draft.when_span = None, None
                else:
                    last = draft.when
            if draft.kind == "gathering" and draft.when is None and draft.name and draft.name_span:
                years = [
                    w
                    for w in "".join(c if c.isdigit() else " " for c in draft.name).split()
                    if len(w) == 4 and w[:2] in ("19", "20")
                ]
                if years:
                    draft.when, draft.when_span = years[-1], draft.name_span
        for promise in self.statements.promises:
            if promise.when is not None:
                promise.when = self.calendar.edtf(promise.when, True)
                if promise.when is None:
                    promise.when_span = None

    def _is_in_prose(self, draft: Draft) -> bool:
        """Whether a sentence, rather than a headline, tells a draft first; headlines tell the past in the present."""
        return self.text[draft.evidence[0][1] - 1] in ".!?"

    def _status(self, draft: Draft) -> str:
        if draft.status in CALLED_OFF:
            return "cancelled"
        today = self.document.published
        if today and draft.kind in LASTING and (draft.when or "").endswith("/.."):
            return "planned" if draft.tense == "future" or draft.when.removesuffix("/..") > today else "ongoing"
        span = bounds(draft.when)
        if today and span:
            if span[0] > today:
                return "planned"
            begun = draft.kind == "gathering" or draft.tense != "past" or today < span[1]
            days = len(draft.when) > 7 and "/" in draft.when
            if draft.kind in LASTING and begun and days and span[0] <= today <= span[1]:
                return "ongoing"
            ago = (date.fromisoformat(today) - date.fromisoformat(span[0])).days
            under_way = draft.tense == "present" or (draft.tense == "begun" and ago <= RECENT_DAYS)
            told = draft.kind != "gathering" or draft.tense == "begun"
            if draft.kind in LASTING and told and under_way and not days:
                return "ongoing"
            if span[1] < today:
                return "held"
            if draft.kind == "gathering" and draft.tense != "past":
                return "ongoing" if draft.tense == "begun" else "planned"
        if draft.status:
            return draft.status
        if draft.tense in ("future", "may"):
            return "planned"
        told_now = draft.tense == "begun" or (draft.tense == "present" and self._is_in_prose(draft))
        if (draft.kind == "visit" and draft.tense in UNDER_WAY) or (draft.kind in LASTING and told_now):
            return "ongoing"
        return "held"

    def _inherit(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            for party, _ in draft.parties:
                for code in (party.country,) if party.country else party.nations:
                    draft.countries.setdefault(code, party.span)
            outside = any(p.kind == "body" and p.country is None for p, _ in draft.parties)
            alone = draft.kind == "training" and len(draft.countries) == 1 and not outside
            if (draft.kind in ("visit", "operation") or alone) and draft.place and draft.place[2] and draft.place_span:
                draft.countries.setdefault(draft.place[2], draft.place_span)
            if draft.kind == "gathering":
                hosts = {p.country: p.span for p, role in draft.parties if role == "host" and p.country}
                draft.countries = dict(hosts)
                if draft.place and draft.place[2] and draft.place_span and not hosts:
                    draft.countries[draft.place[2]] = draft.place_span

    def _places(self, drafts: list[Draft]) -> None:
        kept = set(drafts)
        for draft in drafts:
            if draft.part_of is not None and draft.part_of in kept:
                visit = draft.part_of
                if draft.place is None or (draft.place[1] is None and visit.place and visit.place[1]):
                    draft.place, draft.place_span = visit.place, visit.place_span
                days = bounds(visit.when)
                if draft.when is None and days and days[0] == days[1]:
                    draft.when, draft.when_span = visit.when, visit.when_span
            if (
                draft.kind != "visit"
                and draft.occasion is not None
                and draft.occasion in kept
                and draft.occasion.place
                and not (draft.place and draft.place[1])
            ):
                draft.place, draft.place_span = draft.occasion.place, draft.occasion.place_span
