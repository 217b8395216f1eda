"""A correction as people write it to the value that it stands for, checked."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from entente.errors import BadField
from entente.model.known import KnownBody, KnownCommitment, KnownEngagement, KnownPerson
from entente.model.record import CommitmentKind, Kind, Place, Status
from entente.text.edtf import bounds

FIELDS: dict[type, tuple[str, ...]] = {
    KnownEngagement: ("kind", "status", "name", "when", "place", "countries", "topics"),
    KnownPerson: ("name", "latin", "country"),
    KnownBody: ("name", "latin", "country"),
    KnownCommitment: ("kind", "what", "when", "parties", "towards", "topics"),
}
LISTS = ("countries", "topics", "parties", "towards")


def corrected(sort: type, field: str, written: str) -> Any:
    """The value for a field of a known thing of a sort; empty says that it has none. Raises `BadField`.

    Lists are written with commas; a place as `City, CC`, or as JSON.
    """
    fields = FIELDS[sort]
    if field not in fields:
        raise BadField(f"{field}: no field that can be corrected here; there are {', '.join(fields)}")
    written = written.strip()
    if field in LISTS:
        values = [part.strip() for part in written.split(",") if part.strip()]
        return [_country(value) if field == "countries" else value for value in values]
    if not written:
        if field in ("kind", "status"):
            raise BadField(f"{field}: cannot be empty")
        return None
    if field == "kind":
        return _one_of(written, get_args(Kind if sort is KnownEngagement else CommitmentKind), field)
    if field == "status":
        return _one_of(written, get_args(Status), field)
    if field == "when" and bounds(written) is None:
        raise BadField(f"when: {written!r} is no EDTF date; write 2025-09-18, 2025-09 or 2025-09-18/2025-09-20")
    if field == "country":
        return _country(written)
    return _place(written) if field == "place" else written


def _place(written: str) -> dict[str, Any]:
    if written.startswith("{"):
        try:
            place = msgspec.json.decode(written, type=Place)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise BadField(f"place: {error}") from None
    else:
        city, _, country = (part.strip() for part in written.rpartition(","))
        place = Place(name=city or country, city=city or None, country=_country(country))
        if not city:
            place = Place(country=place.country)
    made: dict[str, Any] = msgspec.to_builtins(place)
    return made


def _country(written: str) -> str:
    if len(written) != 2 or not written.isalpha():
        raise BadField(f"{written!r} is no country code; write ISO 3166-1 alpha-2, such as MA")
    return written.upper()


def _one_of(written: str, values: tuple[str, ...], field: str) -> str:
    if written not in values:
        raise BadField(f"{field}: {written!r} is none; there are {', '.join(values)}")
    return written
