"""Records that people have reviewed to the end, with what they decided put in: gold for tests and for packs.

Of a reviewed record what was rejected is gone, with what referred to it, and what was corrected says what the
reviewer said. Its words stay where they are, so it is anchored gold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from entente.register.decisions import Decision
from entente.register.ids import PARTS
from entente.register.queues import EVERY, queue
from entente.register.records import Records
from entente.register.reviewing import Reviewed, reviewed

REFERENCES = ("occasion", "part_of", "engagement")
Thing = dict[str, Any]


def gold(register: Records) -> Iterator[dict[str, Any]]:
    """The records of all documents whose review is done, in the order of the documents' ids."""
    found = [reviewed(register, key) for key in queue(register, "done", most=EVERY)]
    for one in sorted(found, key=lambda one: (one.document.id, one.document.key)):
        if one.document.redacted is None:
            yield settled(one)


def settled(found: Reviewed) -> dict[str, Any]:
    """A reviewed record as people decided that it is."""
    gone = {id for id, decisions in found.decisions.items() if _is_rejected(decisions)}
    record = {name: value for name, value in found.record.items() if name != "engine"}
    for part in PARTS:
        things = [thing for thing in record.get(part) or () if thing["id"] not in gone]
        record[part] = [_without(_corrected(thing, found.decisions.get(thing["id"], [])), gone) for thing in things]
    return record


def _is_rejected(decisions: list[Decision]) -> bool:
    whole = [decision for decision in decisions if decision.verdict in ("accept", "reject") and decision.field is None]
    return bool(whole) and whole[-1].verdict == "reject"


def _corrected(thing: Thing, decisions: list[Decision]) -> Thing:
    values = {d.field: msgspec.json.decode(d.value or "null") for d in decisions if d.verdict == "correct" and d.field}
    return {**thing, **values}


def _without(thing: Thing, gone: set[str]) -> Thing:
    """The thing without what leads to things that are gone."""
    kept = {name: None if name in REFERENCES and value in gone else value for name, value in thing.items()}
    if "participants" in kept:
        parties = kept["participants"] or []
        kept["participants"] = [one for one in parties if not gone & {one.get("person"), one.get("body")}]
    if "posts" in kept:
        posts = kept["posts"] or []
        kept["posts"] = [{**post, "body": None if post.get("body") in gone else post.get("body")} for post in posts]
    return kept
