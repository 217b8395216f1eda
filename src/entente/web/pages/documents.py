"""Documents: a list with how far their review is, and one beside its record, for reading and for review."""

from __future__ import annotations

from typing import Any, get_args

from entente.model.known import KnownDocument, KnownEngagement
from entente.model.record import CommitmentKind, Kind, Status
from entente.register.correcting import FIELDS as CORRECTABLE
from entente.register.correcting import TYPES_OF_PARTS
from entente.register.reviewing import Progress, Reviewed, progress, reviewed
from entente.text.edtf import bounds
from entente.web.answering import Context, Moved
from entente.web.asking import Asked
from entente.web.marking import Fact, facts_of, marked
from entente.web.pages.engagements import query

ON_A_PAGE = 60
MOST_PAGES = 5000
MOST_CANDIDATES = 10
FIRST_WORDS = 110
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("engagements", "kind"): get_args(Kind),
    ("engagements", "status"): get_args(Status),
    ("commitments", "kind"): get_args(CommitmentKind),
}
STATES = ("open", "begun", "done")


def several(asked: Asked) -> Context:
    """Documents, the last published first, each with the number of facts that are decided."""
    filters = query(asked)
    page = asked.number("page", MOST_PAGES)
    documents, facets = asked.register.search(
        filters["q"] or "",
        part="documents",
        since=filters["since"],
        until=filters["until"],
        most=ON_A_PAGE,
        skip=(page - 1) * ON_A_PAGE,
    )
    total = sum(facets["part"].values())
    done = progress(asked.register, [document.key for document in documents])
    return {
        "query": {name: filters[name] for name in ("q", "since", "until")},
        "total": total,
        "page": page,
        "pages": max(1, -(-total // ON_A_PAGE)),
        "documents": [
            {
                "document": document,
                "title": document.title or asked.register.quote(document.id, [(0, FIRST_WORDS)]).strip() or document.id,
                **_progress(done[document.key]),
            }
            for document in documents
        ],
    }


def _progress(done: Progress) -> dict[str, Any]:
    state = STATES[0] if not done.decided else STATES[1] if done.decided < done.things else STATES[2]
    return {"things": done.things, "decided": done.decided, "state": state}


def one(asked: Asked) -> Context:
    """One document by its id or key: text and record side by side."""
    key = asked.register.document_named(asked.path["name"])
    if key != asked.path["name"]:
        raise Moved(f"/documents/{key}")
    found = reviewed(asked.register, key)
    facts = facts_of(found)
    last = max((d.number for decisions in found.decisions.values() for d in decisions), default=None)
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
                "candidates": _candidates(asked, found, thing.known) if thing.part == "engagements" else [],
            }
            for thing in facts
        ],
        "last": last,
        **_neighbours(asked, found.document),
    }


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


def _neighbours(asked: Asked, document: KnownDocument) -> dict[str, Any]:
    """The documents before and after it in the order of the list."""
    day = document.published
    if day is None:
        return {"before": None, "after": None}
    later, _ = asked.register.search("", part="documents", since=day, most=500)
    earlier, _ = asked.register.search("", part="documents", until=day, most=20)
    keys = [one.key for one in later]
    at = keys.index(document.key) if document.key in keys else 0
    behind = [one.key for one in earlier]
    next_at = behind.index(document.key) + 1 if document.key in behind else len(behind)
    return {"before": keys[at - 1] if at else None, "after": behind[next_at] if next_at < len(behind) else None}
