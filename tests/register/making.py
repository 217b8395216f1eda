"""Small records and registers for the tests of the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from entente.model.record import Record
from entente.reading.corpus import entries
from entente.reading.records import checked_record
from entente.register import Arrival, Store
from entente.register.matching import Judged
from entente.text.folding import fold

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
PARTS = ("documents", "engagements", "people", "bodies", "commitments")


class ByDay:
    """A matching for tests: engagements of one kind, day and pair of countries are one; people of one folded name."""

    def looks(self, record: Record, document: str) -> dict[str, bytes]:
        looks = {e.id: ("e", e.kind, e.when or "", "".join(sorted(e.countries))) for e in record.engagements}
        people = {p.id: ("p", fold(p.name)) for p in record.people}
        return {id: "|".join(look).encode() for id, look in (looks | people).items()}

    def keys(self, look: bytes) -> Iterable[str]:
        return [look.decode()]

    def order(self, look: bytes) -> int:
        return 0

    def compare(self, one: bytes, other: bytes) -> Judged:
        return Judged("same" if one == other else "different", 0.9, ("they are equal",))


def place(path: Path) -> Path | str:
    """Where the register of a path is; the tests put another function here."""
    return path


def opened(folder: Path, name: str = "test.db") -> Store:
    return Store(place(folder / name), matching=ByDay(), now=lambda: NOON)


def record(id: str, *, digest: str | None = None, published: str = "2025-09-20", **parts: Any) -> bytes:
    about = {"id": id, "sha256": digest, "published": published, "language": "fr"}
    return checked_record({"document": about, **parts}, id)


def meeting(
    id: str = "e1",
    *,
    when: str | None = "2025-09-18",
    who: Iterable[str] = ("p1", "p2"),
    countries: Iterable[str] = ("MA", "TR"),
    **more: Any,
) -> dict[str, Any]:
    parties = [{"person": one, "country": "MA", "role": "participant"} for one in who]
    place = {"name": "Ankara", "city": "Ankara", "country": "TR"}
    return {
        "id": id, "kind": "meeting", "status": "held", "when": when, "place": place, "countries": list(countries),
        "participants": parties, "topics": ["training"], **more,
    }  # fmt: skip


PEOPLE = [{"id": "p1", "name": "Karim Alami", "country": "MA"}, {"id": "p2", "name": "Mehmet Kaya", "country": "TR"}]


def told(id: str, *, author: str | None = "hand", text: str | None = None, **meeting_of: Any) -> Arrival:
    """A document that tells of one meeting of two people."""
    published = meeting_of.pop("published", "2025-09-20")
    digest = None if text is None else sha256(text.encode()).hexdigest()
    body = record(id, digest=digest, published=published, people=PEOPLE, engagements=[meeting(**meeting_of)])
    return Arrival(record=body, author=author, text=text)


def gold() -> Iterator[Arrival]:
    """The corpus as people read it."""
    for entry in entries():
        yield Arrival(record=checked_record(entry.gold, entry.id), author="gold")


def view(store: Store) -> list[bytes]:
    """All that is known, byte for byte."""
    return [msgspec.json.encode(thing) for part in PARTS for thing in store.everything(part)]
