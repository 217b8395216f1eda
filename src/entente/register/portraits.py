"""People and bodies as they are known: put together when they are asked for, since some stand in every second document.

Documents that name them in the same way are counted, and one of them is looked into for all.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from entente.model.known import KnownBody, KnownPerson
from entente.register.database import Database
from entente.register.documents import DOCUMENT_COLUMNS, known_document
from entente.register.merging import Record, Told, merge_body, merge_person
from entente.register.ranking import Correction


def portrait(
    database: Database, parts: Callable[[int], Record], id: str, part: str, corrected: bytes
) -> KnownPerson | KnownBody:
    """A person or body by its id; `corrected` is what people decided, as the view keeps it."""
    told = []
    for number, speaker, first, last in database.all(
        "SELECT count(*), min(m.id), min(d.published), max(d.published) FROM mentions m "
        "JOIN documents d ON d.key = m.document WHERE m.known = ? AND m.now = m.id "
        "GROUP BY m.profile, CASE WHEN m.profile IS NULL THEN m.id END",
        id,
    ):
        row = database.one(
            f"SELECT m.record, m.thing, {', '.join('d.' + name for name in DOCUMENT_COLUMNS.split(', '))} "
            "FROM mentions m JOIN documents d ON d.key = m.document WHERE m.id = ?",
            speaker,
        )
        assert row is not None
        record = parts(row[0])
        about = known_document(row[2], row[3:], None)
        told.append(Told(about, about.key, record, record[part][row[1]], number, first, last))
    where = database.all(
        "SELECT d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document "
        "WHERE m.known = ? AND m.now = m.id",
        id,
    )
    corrections = msgspec.json.decode(corrected, type=dict[str, Correction])
    if part == "people":
        return merge_person(id, told, corrections, where)
    return merge_body(id, told, corrections, where)
