"""A document's record as a reviewer mends it: values with their words, facts that were missed, parties, a split.

In: the record that speaks, its text, and one change. Out: a new record, checked against the contract, which becomes a
record by hand; nothing is changed in place. Words are named as they stand in the text, with the offset where a page
knows it, so that a change can also be made by typing them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, get_args

import msgspec

from entente.errors import BadField
from entente.model.known import TYPES_OF_PARTS
from entente.model.record import Participant, Record, Role
from entente.register.correcting import FIELDS, corrected
from entente.register.ids import PARTS

Thing = dict[str, Any]
Body = dict[str, Any]
Span = tuple[int, int]
ROLES: tuple[str, ...] = get_args(Role)
LEAST_SIDES = 2
WHOLE = {"name", "what"}
"""Fields whose words are those of the thing itself."""
FIRST_FIELDS = {
    "engagements": ("kind", "status", "countries", "when", "place", "name"),
    "people": ("name", "country"),
    "bodies": ("name", "country"),
    "commitments": ("kind", "what", "parties", "towards", "when"),
}
"""What may be said of a thing when it is added; the rest is set afterwards."""


def found(text: str | None, words: str, at: int | None = None) -> Span:
    """Where words stand: at the offset where it is right, else where they first do; raises `BadField`."""
    words = words.strip()
    if not text or not words:
        raise BadField("words: give the words of the text that say it")
    if at is not None and text[at : at + len(words)] == words:
        return at, at + len(words)
    start = text.find(words)
    if start < 0:
        raise BadField("words: they do not stand so in the text; copy them from it")
    return start, start + len(words)


def anchored(body: Body, id: str, field: str, span: Span) -> Body:
    """The words of one value are these and no others."""
    made, part, thing = _opened(body, id)
    if field not in FIELDS[TYPES_OF_PARTS[part]]:
        raise BadField(f"{field}: its words cannot be set here")
    _say(thing, field, [span])
    return checked(made)


def with_value(body: Body, id: str, field: str, written: str, span: Span | None) -> Body:
    """A value that the reading missed or got wrong, as people write it, with its words."""
    made, part, thing = _opened(body, id)
    thing[field] = corrected(TYPES_OF_PARTS[part], field, written)
    _say(thing, field, [span] if span else [])
    return checked(made)


def with_thing(body: Body, part: str, written: dict[str, str], span: Span) -> Body:
    """A thing that the reading missed: its first values as people write them, and the words that tell of it."""
    if part not in FIRST_FIELDS:
        raise BadField(f"part: there are {', '.join(FIRST_FIELDS)}")
    made = deepcopy(body)
    thing: Thing = {"id": _free(made, part), "evidence": [list(span)], "spans": {}}
    for field in FIRST_FIELDS[part]:
        value = corrected(TYPES_OF_PARTS[part], field, written.get(field) or "")
        if value not in (None, []):
            thing[field] = value
    if part == "engagements":
        thing = {"participants": [], **thing}
        if len(thing.get("countries", ())) < LEAST_SIDES and thing["kind"] != "gathering":
            raise BadField("countries: an engagement has two or more; write them as MA, TR")
    if part == "people" and (title := (written.get("title") or "").strip()):
        thing["posts"] = [{"title": title, "body": None, "country": thing.get("country"), "evidence": [list(span)]}]
    made.setdefault(part, []).append(thing)
    return checked(made)


def with_party(body: Body, id: str, who: str, country: str, role: str, leads: bool, span: Span | None) -> Body:
    """Somebody more takes part: `who` is a person's or body's own id, else a group as written, or nothing."""
    made, _, thing = _opened(body, id, "engagements")
    if role not in ROLES:
        raise BadField(f"role: there are {', '.join(ROLES)}")
    sort = next((sort for sort, part in (("person", "people"), ("body", "bodies")) if who in _ids(made, part)), "group")
    party = {
        **({sort: who} if who else {}),
        "country": corrected(TYPES_OF_PARTS["people"], "country", country),
        "role": role,
        **({"leads_delegation": True} if leads else {}),
        "evidence": [list(span)] if span else [],
    }
    if not who and not party["country"]:
        raise BadField("who: name a person, a body, a group or a country")
    thing["participants"] = [
        *(thing.get("participants") or ()),
        msgspec.to_builtins(msgspec.convert(party, Participant)),
    ]
    return checked(made)


def without(body: Body, id: str, field: str, number: int) -> Body:
    """One participant or post less, by its place in the list."""
    made, _, thing = _opened(body, id)
    listed = thing.get(field) if field in ("participants", "posts") else None
    if not listed or not 0 <= number < len(listed):
        raise BadField(f"{field}: none has the number {number}")
    del listed[number]
    return checked(made)


def with_post(body: Body, id: str, title: str, span: Span) -> Body:
    """A person holds one post more."""
    made, _, thing = _opened(body, id, "people")
    if not title.strip():
        raise BadField("title: write the post")
    post = {"title": title.strip(), "body": None, "country": thing.get("country"), "evidence": [list(span)]}
    thing["posts"] = [*(thing.get("posts") or ()), post]
    return checked(made)


def split(body: Body, id: str, span: Span) -> Body:
    """One engagement told as two: the second is a copy with its own words, to be corrected from there."""
    made, part, thing = _opened(body, id, "engagements")
    copy = {**deepcopy(thing), "id": _free(made, part), "evidence": [list(span)]}
    at = made[part].index(thing) + 1
    made[part][at:at] = [copy]
    return checked(made)


def checked(body: Body) -> Body:
    """The record, if it keeps the contract; raises `BadField`."""
    try:
        msgspec.convert(body, Record)
    except msgspec.ValidationError as error:
        raise BadField(f"breaks the contract of records: {error}") from None
    return body


def _opened(body: Body, id: str, part: str | None = None) -> tuple[Body, str, Thing]:
    """A copy of the record, and the thing in it that is to change."""
    made = deepcopy(body)
    for name in PARTS:
        for thing in made.get(name) or ():
            if thing["id"] == id and part in (None, name):
                return made, name, thing
    raise BadField(f"{id}: no such thing in this record")


def _say(thing: Thing, field: str, spans: list[Span]) -> None:
    listed = [list(span) for span in spans]
    told = {name: said for name, said in (thing.get("spans") or {}).items() if name.partition(".")[0] != field}
    if field == "topics":
        told |= {f"topics.{code}": listed for code in thing.get("topics") or () if listed}
    elif listed:
        told[field] = listed
    thing["spans"] = told
    if field in WHOLE and listed:
        thing["evidence"] = listed


def _ids(body: Body, part: str) -> set[str]:
    return {thing["id"] for thing in body.get(part) or ()}


def _free(body: Body, part: str) -> str:
    """An id that no thing of the part bears."""
    taken, number = _ids(body, part), 1
    while f"{PARTS[part]}{number}" in taken:
        number += 1
    return f"{PARTS[part]}{number}"
