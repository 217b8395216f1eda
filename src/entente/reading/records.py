"""Records that come in ready-made: by hand, or from another run of the engine, checked against the contract."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from entente.errors import BadField, InputError
from entente.model.record import Record

IN_RECORD = ("people", "bodies", "engagements", "commitments", "sources")


def is_record(row: Any) -> bool:
    """Whether a row is a record: it has `document`, where a document has `text`."""
    return isinstance(row, dict) and isinstance(row.get("document"), dict) and "text" not in row


def is_reading(row: Any) -> bool:
    """Whether a row is a text with the record that an engine made of it, as `entente bulk` writes them."""
    return isinstance(row, dict) and isinstance(row.get("text"), str) and is_record(row.get("record"))


def checked_text(row: Any, origin: str) -> str:
    """The text of a reading; raises `BadField` where its record was made of another."""
    text: str = row["text"]
    if sha256(text.encode("utf-8", "replace")).hexdigest() != row["record"]["document"].get("sha256"):
        raise BadField(f"{origin}: the record was made of another text than this; read the text anew")
    return text


def checked_record(row: Any, origin: str) -> bytes:
    """The row as the contract's JSON, with what people leave out filled in; raises `BadField`.

    Its own additions (`aliases`) stay. `origin` names it in messages.
    """
    if not is_record(row):
        raise InputError(f'{origin}: no record; one is {{"document": {{"id": …}}, "engagements": […], …}}')
    row = {**row, "document": {"language": None, **row["document"]}}
    for part in IN_RECORD:
        row[part] = row.get(part) or []
    try:
        for engagement in row["engagements"]:
            parties = engagement.get("participants") or []
            engagement["participants"] = [{"country": None, "evidence": [], **party} for party in parties]
        record = msgspec.convert(row, Record)
    except (msgspec.ValidationError, TypeError, AttributeError) as error:
        raise BadField(f"{origin}: breaks the contract of records: {error}") from None
    _check_references(record, origin)
    return msgspec.json.encode(row)


def _check_references(record: Record, origin: str) -> None:
    """Every id once, and every reference to one that is there."""
    for part in IN_RECORD:
        ids = [thing.id for thing in getattr(record, part)]
        twice = next((id for id in ids if ids.count(id) > 1), None)
        if twice:
            raise BadField(f"{origin}: two {part} have the id {twice!r}; give each its own")
    people, bodies = ({thing.id for thing in things} for things in (record.people, record.bodies))
    for engagement in record.engagements:
        for party in engagement.participants:
            if party.person and party.person not in people:
                raise BadField(f"{origin}: {engagement.id} names the person {party.person!r}, who is not in `people`")
            if party.body and party.body not in bodies:
                raise BadField(f"{origin}: {engagement.id} names the body {party.body!r}, which is not in `bodies`")
