"""Drafts of the same engagement made one: within a document, what is told twice is one engagement."""

from __future__ import annotations

from datetime import date

from entente.model.statement import TALKS, Draft, Party, Statements
from entente.resolution.dates import bounds
from entente.text.folding import fold

REACH = 80  # how many engagements back a draft may be told again
CEREMONIES = ("honour", "assistance", "signing", "training", "handover")
SOON = 2  # within how many sentences a ceremony's purpose follows
INSIDE_TALKS = ("signing", "honour", "assistance")
INSIDE_VISIT = ("meeting", "signing", "honour")


def merge(statements: Statements, today: str | None = None) -> list[Draft]:
    """The drafts that stand for engagements of their own, in reading order, with what the others add."""
    kept: list[Draft] = []
    recalled: dict[int, Draft] = {}
    _follow(statements.drafts)
    for draft in statements.drafts:
        target = _same(draft, kept, today) or _gathered(draft, kept)
        if target is not None:
            _absorb(target, draft)
            if draft.kind in (*TALKS, "visit", "ceremony") and (draft.anaphoric or not draft.parties):
                recalled[draft.sentence] = target
        elif not draft.anaphoric:
            kept.append(draft)
    for draft in statements.drafts:
        told = recalled.get(draft.sentence)
        if told is not None and draft.kind in ((*INSIDE_TALKS, *TALKS) if told.kind in CEREMONIES else INSIDE_TALKS):
            _belong(_absorbed_by(draft), told)
    for ceremony in [d for d in statements.drafts if d.kind == "ceremony" and d.part_of is None]:
        ahead = (k for k in kept if k.kind in CEREMONIES and 0 <= k.sentence - ceremony.sentence <= SOON)
        if (target := next(ahead, None)) is not None:
            _absorb(target, ceremony)
    for visit in kept:
        if visit.kind == "visit" and visit.place is None:
            _arrive(visit, kept, statements)
    return kept


def _belong(draft: Draft, talks: Draft) -> None:
    """What its sentence puts into talks told before ('signed at the end of the meeting') is then, there, by them."""
    if not _countries(draft) <= _countries(talks) or draft.tense == "future":
        return
    if draft.when is None and talks.kind != "visit":
        draft.when, draft.when_span = talks.when, talks.when_span
    if draft.place is None:
        draft.place, draft.place_span = talks.place, talks.place_span
    for party, role in talks.parties if not draft.parties else ():
        if party.country and role in ("participant", "visitor", "host", "inviter"):
            draft.countries.setdefault(party.country, party.span)


def _arrive(visit: Draft, drafts: list[Draft], statements: Statements) -> None:
    """A visit that says no place is to where its visitors were received, or to the country of the document."""
    visitors = {p.identity for p, role in visit.parties if role == "visitor"}
    ours = {p.country for p, role in visit.parties if role == "visitor"}
    for draft in drafts:
        abroad = draft.place is not None and draft.place[2] not in (None, *ours)
        there = visitors & _people(draft) or (not _people(visit) and ours & _countries(draft))
        if draft.kind in INSIDE_VISIT and abroad and there and _dates_agree(visit, draft):
            visit.place, visit.place_span = draft.place, draft.place_span
            return
    if statements.home_span and statements.home and statements.home not in ours:
        visit.countries.setdefault(statements.home, statements.home_span)


def _follow(drafts: list[Draft]) -> None:
    """Talks told right after other talks of the same person are there too, unless they say another place."""
    for n, draft in enumerate(drafts):
        if draft.kind not in INSIDE_VISIT or draft.place is not None:
            continue
        for earlier in reversed(drafts[max(0, n - 6) : n]):
            if (
                earlier.kind == "meeting"
                and draft.sentence - earlier.sentence <= 2
                and earlier.place
                and _people(draft) & _people(earlier)
            ):
                draft.place, draft.place_span = earlier.place, earlier.place_span
                draft.occasion = draft.occasion or earlier.occasion
                break


def _same(draft: Draft, kept: list[Draft], today: str | None) -> Draft | None:
    if draft.kind == "ceremony":
        return next((k for k in reversed(kept) if k.kind in CEREMONIES and draft.sentence - k.sentence < 8), None)
    for known in reversed(kept[-REACH:]):
        if draft.occasion is not None and _absorbed_by(draft.occasion) is known:
            continue  # what took place on its margins
        if (
            (known.kind == draft.kind or _only_called(known, draft))
            and _compatible(known, draft)
            and not _of_another_time(known, draft, today)
        ):
            return known
    return None


def _only_called(known: Draft, draft: Draft) -> bool:
    """Whether talks that one tells of were the call that the other tells of: nobody says where they met."""
    if {known.kind, draft.kind} != set(TALKS):
        return False
    meeting = known if known.kind == "meeting" else draft
    if meeting.place or (meeting is draft and meeting.when not in (None, known.when)):
        return False
    return _people(known) == _people(draft) or (draft.anaphoric and draft.kind == "call" and not draft.parties)


def _gathered(draft: Draft, kept: list[Draft]) -> Draft | None:
    """The gathering that 'this meeting' stands for, where no talks were told."""
    told = [known for known in kept if draft.sentence - known.sentence < 4]
    talks = any(known.kind == "meeting" for known in told)
    recalls = draft.kind == "meeting" and draft.anaphoric and bool(draft.parties) and not talks
    return told[-1] if recalls and told and told[-1].kind == "gathering" else None


def _absorbed_by(draft: Draft) -> Draft:
    """What a draft was taken into, before visits are told from what took place within them."""
    while draft.part_of is not None:
        draft = draft.part_of
    return draft


def _people(draft: Draft) -> set[tuple[str, object]]:
    return {p.identity for p, _ in draft.parties if p.kind == "person"}


def _countries(draft: Draft) -> set[str]:
    return {p.country for p, _ in draft.parties if p.country}


def _compatible(known: Draft, draft: Draft) -> bool:
    if not _dates_agree(known, draft) and not _is_on_the_eve(known, draft):
        return False
    if known.kind in TALKS and {known.tense, draft.tense} == {"past", "future"} and draft.when != known.when:
        return False  # what is to come is none of what has been
    if known.kind == "gathering":
        return _names_agree(known.name or "", draft.name or "")
    if draft.anaphoric:
        return (
            not draft.parties
            or known.kind == "exercise"
            or (not _countries(known) and known.kind == "operation")
            or bool(_people(draft) & _people(known))
            or _countries(draft) <= _countries(known) | ({known.place[2]} if known.place else set())
        )
    people, other_people = _people(known), _people(draft)
    if known.kind == "handover" and not _share_an_end(known, draft):
        return False
    if known.kind in TALKS:
        if not _places_agree(known, draft):
            return False
        if people and other_people:
            if not (people <= other_people or other_people <= people):
                return False
            again = draft.definite and other_people <= people
            return again or _countries(known) == _countries(draft) or len(people & other_people) > 1
        return _countries(known) == _countries(draft) and len(_countries(known)) > 1
    if people and other_people:
        return bool(people & other_people) and _places_agree(known, draft)
    if (draft.definite or draft.sentence - known.sentence < SOON) and _is_other_side(known, draft):
        return _places_agree(known, draft)
    countries, other_countries = _countries(known), _countries(draft)
    headline = known.sentence == 0 and not countries  # it may leave the sides to the text below
    return _places_agree(known, draft) and bool(countries & other_countries or not other_countries or headline)


def _is_other_side(known: Draft, draft: Draft) -> bool:
    """Whether one says who gives and the other who gets: 'officers got vehicles. … The vehicles were given by X'."""
    one, other = ({role for _, role in d.parties} - {"participant"} for d in (known, draft))  # witnesses are of no side
    apart = bool(one and other) and not one & other
    return known.kind in CEREMONIES and apart and one | other <= {"provider", "recipient"}


def _share_an_end(known: Draft, draft: Draft) -> bool:
    """Whether nobody gets in one what another country gets in the other: people handed to several are handed twice."""
    ours, theirs = ({p.country for p, role in d.parties if role == "recipient"} for d in (known, draft))
    return not ours or not theirs or bool(ours & theirs)


def _of_another_time(known: Draft, draft: Draft, today: str | None) -> bool:
    """Whether one is going on and the other was over long before the day of publication."""
    for one, other in ((known, draft), (draft, known)):
        days = bounds(other.when)
        if today and days and one.tense == "present" and one.when is None and other.tense == "past":
            return days[1][:4] < today[:4]
    return False


def _places_agree(known: Draft, draft: Draft) -> bool:
    a, b = known.place, draft.place
    return not a or not b or a[2] is None or b[2] is None or a[2] == b[2]


def _dates_agree(known: Draft, draft: Draft) -> bool:
    a, b = bounds(known.when), bounds(draft.when)
    return not a or not b or (a[0] <= b[1] and b[0] <= a[1])


def _is_on_the_eve(known: Draft, draft: Draft) -> bool:
    """Whether somebody arrived on the day before his visit began: 'begins a visit today. He landed last night'."""
    a, b = bounds(known.when), bounds(draft.when)
    if not a or not b or known.kind != "visit" or "begun" not in (known.tense, draft.tense):
        return False
    apart = abs((date.fromisoformat(a[0]) - date.fromisoformat(b[0])).days)
    return apart == 1 and bool(_people(known) & _people(draft))


def _names_agree(a: str, b: str) -> bool:
    one, two = set(_name_words(a)), set(_name_words(b))
    acronyms = {
        w
        for w in a.replace("”", " ").replace("“", " ").replace(")", " ").replace("(", " ").split()
        if w.isupper() and len(w) > 2
    }
    if acronyms & set(b.replace("”", " ").replace("“", " ").replace(")", " ").replace("(", " ").split()):
        return True
    return bool(one and two) and (one <= two or two <= one or len(one & two) / len(one | two) > 0.5)


def _name_words(name: str) -> list[str]:
    return [w for w in "".join(c if c.isalnum() else " " for c in fold(name)).split() if len(w) > 2]


def _absorb(target: Draft, draft: Draft) -> None:
    if target.kind in (*TALKS, "visit") and not _people(target):
        named = {p.country for p, _ in draft.parties if p.kind == "person"}
        target.parties = [(p, role) for p, role in target.parties if p.kind == "body" or p.country not in named]
    elif target.kind in TALKS:
        holders = {p.country for p, _ in draft.parties if p.kind == "person"}
        target.parties = [
            (p, role)
            for p, role in target.parties
            if p.country not in holders or not (p.unnamed or (p.kind == "group" and p.plural))
        ]
    for party, role in draft.parties:
        if not (party.kind in ("country", "group") and _is_spoken_for(target, party, role)):
            target.add(party, role)
    if target.when and draft.when and (draft.when.endswith("/..") or target.when.endswith("/..")):
        start, end = (draft.when, target.when) if draft.when.endswith("/..") else (target.when, draft.when)
        if not end.endswith("/.."):
            target.when = f"{start.removesuffix('/..')}/{end.partition('/')[2] or end}"
    better = draft.when is not None and (
        target.when is None or len(draft.when) > len(target.when) or _is_within(draft.when, target.when)
    )
    if better:
        target.when, target.when_span = draft.when, draft.when_span
    if draft.place and (not target.place or (target.place[1] is None and draft.place[1] is not None)):
        target.place, target.place_span = draft.place, draft.place_span
    if draft.name and len(draft.name) > len(target.name or ""):
        target.name, target.name_span = draft.name, draft.name_span
    going_on = target.kind == "visit" and target.tense == "present" and target.sentence > 0  # though he has arrived
    if draft.tense == "past" and not draft.anaphoric and target.tense in ("", "present") and not going_on:
        target.tense = "past"
    elif draft.tense == "future" and not target.tense:
        target.tense = "future"
    if draft.kind == "call" and target.kind == "meeting":
        target.kind = "call"
    for code, span in draft.topics.items():
        target.topics.setdefault(code, span)
    target.occasion = target.occasion or draft.occasion
    if draft.status == "cancelled" or (draft.status == "postponed" and not _is_dated_ahead(target)):
        target.status = draft.status
    elif target.status == "postponed" and _is_dated_ahead(draft):
        target.status = "planned"
    target.evidence += [e for e in draft.evidence if e not in target.evidence]
    target.names += draft.names
    draft.part_of = target  # so that references to the draft find what it became


def _is_spoken_for(target: Draft, party: Party, role: str) -> bool:
    """Whether the country of an unnamed party takes part already: in talks at all, else as a group in that role."""
    if party.delegation and party.country is None:
        return any(r == role for _, r in target.parties)  # 'the delegation' is that of whoever leads it
    if target.kind in TALKS:
        return party.country in _countries(target)
    groups = {(p.country, r) for p, r in target.parties if p.kind in ("country", "group")}
    return party.country is not None and (party.country, role) in groups


def _is_dated_ahead(draft: Draft) -> bool:
    """Whether a draft tells of what will be, and when: what was put off will be then."""
    return draft.tense == "future" and draft.when is not None


def _is_within(when: str, wider: str) -> bool:
    """Whether an interval lies within a wider one: the days of the exercise that 'next week' told of."""
    inner, outer = bounds(when), bounds(wider)
    if inner is None or outer is None or when == wider or "/" not in when:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def link(drafts: list[Draft]) -> None:
    """Put meetings, signings and honours of a visitor into the visit; find the gathering of an occasion."""
    visits: dict[tuple[str, object], list[Draft]] = {}
    for draft in drafts:
        for party, role in draft.parties if draft.kind == "visit" else []:
            if role == "visitor":
                visits.setdefault(party.identity, []).append(draft)
    held = {id(draft): draft for draft in drafts}
    called = {span: d for d in drafts if d.kind == "gathering" for span in d.names}
    for draft in drafts:
        if draft.occasion is not None:
            span = draft.occasion.name_span
            draft.occasion = called.get(span) if span else held.get(id(_absorbed_by(draft.occasion)))
        if draft.occasion is not None:
            _lend(draft, draft.occasion)
        if draft.kind not in INSIDE_VISIT:
            continue
        if draft.kind == "signing" and not _people(draft):
            draft.part_of = next((visit for visit in drafts if _is_signed_during(draft, visit)), None)
        for visit in [visit for person in sorted(_people(draft), key=str) for visit in visits.get(person, [])[-REACH:]]:
            visitors = {p.identity for p, role in visit.parties if role == "visitor"}
            abroad = visit.place[2] if visit.place else None
            here = draft.place[2] if draft.place else None
            if (
                visitors & _people(draft)
                and (here is None or abroad is None or here == abroad)
                and _dates_agree(visit, draft)
                and (draft.status == visit.status or (visit.status == "cancelled" and draft.status == "planned"))
            ) or (
                visitors & _people(draft)
                and here in (None, abroad)
                and draft.status == "held"
                and visit.status == "ongoing"
            ):
                draft.part_of = visit
                if visit.status == "cancelled":
                    draft.status = "cancelled"
                if draft.occasion is visit:
                    draft.occasion = None
                break


def _is_signed_during(signing: Draft, visit: Draft) -> bool:
    """Whether the sentence of a visit tells of a signing by the same countries: 'signed during the visit'."""
    same = visit.kind == "visit" and visit.sentence == signing.sentence and visit.status != "planned"
    sides = _countries(visit) | ({visit.place[2]} if visit.place else set())
    return same and bool(_countries(signing)) and _countries(signing) <= sides and _dates_agree(visit, signing)


def _lend(draft: Draft, gathering: Draft) -> None:
    """A gathering told only as an occasion is when and where that what it occasioned is."""
    if gathering.when is None:
        gathering.when, gathering.when_span = draft.when, draft.when_span
        gathering.tense = gathering.tense or ("begun" if draft.status == "held" else "")
    if gathering.place is None and draft.place is not None and draft.place_span is not None:
        gathering.place, gathering.place_span = draft.place, draft.place_span
        if draft.place[2] and not gathering.countries:
            gathering.countries[draft.place[2]] = draft.place_span
