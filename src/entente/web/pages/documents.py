"""Documents: the queue of review, and one document beside its record, for reading and for review."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast, get_args

from entente.model.known import TYPES_OF_PARTS, KnownDocument, KnownEngagement
from entente.model.record import CommitmentKind, Kind, Status
from entente.register.correcting import FIELDS as CORRECTABLE
from entente.register.editing import ROLES
from entente.register.queues import EVERY, STATES, State, counts, neighbours, progress, queue
from entente.register.reviewing import Reviewed, reviewed
from entente.text.edtf import bounds
from entente.web.answering import Context, Moved
from entente.web.asking import Asked
from entente.web.marking import Fact, Thing, facts_of, marked
from entente.web.pages.engagements import query

ON_A_PAGE = 60
MOST_PAGES = 5000
MOST_CANDIDATES, MOST_OTHERS = 10, 12
FIRST_WORDS = 110
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("engagements", "kind"): get_args(Kind),
    ("engagements", "status"): get_args(Status),
    ("commitments", "kind"): get_args(CommitmentKind),
}


def several(asked: Asked) -> Context:
    """Documents, the last published first, by words or by the state of their review."""
    filters = query(asked)
    page = asked.number("page", MOST_PAGES)
    state = asked.one_of("state", STATES)
    number = counts(asked.register)
    if state or filters["country"]:
        documents, total = _queued(asked, cast(State, state or "open"), filters["country"], page)
    else:
        documents, total = _searched(asked, filters, page)
    done = progress(asked.register, [document.key for document in documents])
    return {
        "query": {"state": state, **{name: filters[name] for name in ("q", "since", "until", "country")}},
        "states": number,
        "total": total,
        "page": page,
        "pages": max(1, -(-total // ON_A_PAGE)),
        "documents": [
            {
                "document": document,
                "title": document.title or asked.register.quote(document.id, [(0, FIRST_WORDS)]).strip() or document.id,
                **asdict(done[document.key]),
            }
            for document in documents
        ],
    }


def _searched(asked: Asked, filters: dict[str, str | None], page: int) -> tuple[list[KnownDocument], int]:
    documents, facets = asked.register.search(
        filters["q"] or "",
        part="documents",
        since=filters["since"],
        until=filters["until"],
        most=ON_A_PAGE,
        skip=(page - 1) * ON_A_PAGE,
    )
    return documents, sum(facets["part"].values())


def _queued(asked: Asked, state: State, country: str | None, page: int) -> tuple[list[KnownDocument], int]:
    if country:
        keys = queue(asked.register, state, country, most=EVERY)
        total, keys = len(keys), keys[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    else:
        total = counts(asked.register)[state]
        keys = queue(asked.register, state, most=ON_A_PAGE, skip=(page - 1) * ON_A_PAGE)
    return [asked.register.document(key) for key in keys], total


def named(asked: Asked, below: str = "") -> Reviewed:
    """The document of the address with its record; raises `Moved`, to `below` its key, where it bears another name."""
    key = asked.register.document_named(asked.path["name"])
    if key != asked.path["name"]:
        raise Moved(f"/documents/{key}{below}")
    return reviewed(asked.register, key)


def one(asked: Asked) -> Context:
    """One document by its id or key: text and record side by side."""
    found = named(asked)
    key = found.document.key
    facts = facts_of(found)
    decided = [*found.edits, *(d for decisions in found.decisions.values() for d in decisions)]
    mend = asked.text("mend")
    before, after = neighbours(asked.register, key)
    return {
        "document": found.document,
        "title": found.document.title or _first_line(found.text) or found.document.id,
        "author": found.author,
        "text": found.text,
        "lines": marked(found.text, [fact for thing in facts for fact in thing.facts]) if found.text else [],
        "things": [
            {
                "id": thing.id,
                "part": thing.part,
                "title": thing.title,
                "kind": thing.kind,
                "mention": thing.mention,
                "known": thing.known,
                "state": thing.state,
                "decision": thing.decision,
                "same": thing.same,
                "facts": [_fact(fact, thing.part) for fact in thing.facts],
                "missing": _missing(thing),
                "others": _others(asked, thing),
                "candidates": _candidates(asked, found, thing.known) if thing.id == mend else [],
            }
            for thing in facts
        ],
        "edits": found.edits,
        "mend": mend,
        "aside": next((edit for edit in found.edits if edit.verdict == "aside"), None),
        "parties": [{"id": thing.id, "name": thing.title} for thing in facts if thing.part in ("people", "bodies")],
        "roles": ROLES,
        "choices": {f"{part}.{field}": values for (part, field), values in CHOICES.items()},
        "last": max((decision.number for decision in decided), default=None),
        "seen": max((decision.number for decision in asked.register.decisions(all=True)), default=0),
        "before": before,
        "after": after,
    }


def _missing(thing: Thing) -> list[str]:
    """Fields that could be said of a thing and are not."""
    told = {fact.field for fact in thing.facts}
    return [field for field in CORRECTABLE[TYPES_OF_PARTS[thing.part]] if field not in told]


def _others(asked: Asked, thing: Thing) -> list[dict[str, str]]:
    """What other documents tell of the same thing, by their mentions."""
    if thing.known is None or thing.part == "commitments" or thing.state == "rejected":
        return []
    found = asked.register.live_mentions_of(thing.known)
    return [{"mention": id, "name": name} for id, name in found if id != thing.mention][:MOST_OTHERS]


def _first_line(text: str | None) -> str:
    return next((line.strip() for line in (text or "").splitlines() if line.strip()), "")


def _fact(fact: Fact, part: str) -> dict[str, Any]:
    return {
        "id": fact.id,
        "field": fact.field,
        "value": fact.value,
        "spans": fact.spans,
        "quotes": fact.quotes,
        "decision": fact.decision,
        "state": fact.state,
        "choices": CHOICES.get((part, fact.field), ()),
        "is_correctable": fact.field in CORRECTABLE[TYPES_OF_PARTS[part]],
    }


def _candidates(asked: Asked, found: Reviewed, known: str | None) -> list[KnownEngagement]:
    """Engagements that this one may be the same as: of its countries, near its time."""
    if known is None:
        return []
    own = asked.register.known(known)
    if not isinstance(own, KnownEngagement) or not own.countries:
        return []
    near = asked.register.between(*own.countries[:2], most=200)
    day = (bounds(own.when) or bounds(found.document.published) or ("",))[0]
    others = [candidate for candidate in near if candidate.id != own.id]
    others.sort(key=lambda candidate: (candidate.kind != own.kind, _apart(candidate, day)))
    return others[:MOST_CANDIDATES]


def _apart(engagement: KnownEngagement, day: str) -> int:
    """Days between, roughly; far for what has no date."""
    days = bounds(engagement.when)
    if not days or not day:
        return 10**6
    one, other = (int(text[:4]) * 372 + int(text[5:7]) * 31 + int(text[8:10]) for text in (days[0], day))
    return abs(one - other)
