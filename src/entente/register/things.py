"""Known things by their ids: what an id leads to, one thing, all of a part; and how much there is in all.

In: an id, the beginning of one, or `document#id`; or a part (see `TYPES`). Out: what is known now, as `Known…` or as
JSON. Things are kept as JSON, apart from the slim rows by which they are counted and listed; those of `PUT_TOGETHER`
are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from entente.errors import RegisterError
from entente.model.known import TYPES_OF_PARTS, Known, KnownDocument
from entente.register.database import Database
from entente.register.decisions import Decision, all_decisions, standing
from entente.register.ids import PARTS, PUT_TOGETHER
from entente.register.merging import Record
from entente.register.portraits import portrait

TYPES: dict[str, Any] = {**TYPES_OF_PARTS, "documents": KnownDocument}
MOST = 50
FIRST_LETTERS = {**{part: f"{letter}-" for part, letter in PARTS.items()}, "documents": "d-"}
"""How the ids of a part begin."""
THING = "t.id, t.part, b.body FROM things t JOIN bodies b USING (number)"
"""What `_decoded` takes; bodies are apart, so that counting and listing reads slim rows."""


class Things:
    """What is known, each thing by its id."""

    database: Database
    parts: Callable[[int], Record]

    def mention(self, name: str) -> str:
        """The live mention that an id, the beginning of one, or `document#id` leads to; raises `RegisterError`."""
        document, hash, thing = name.rpartition("#")
        if hash:
            rows = self.database.all(
                "SELECT m.id FROM mentions m JOIN documents d ON d.key = m.document "
                "WHERE d.id = ? AND m.thing = ? AND m.now = m.id",
                document,
                thing,
            )
        else:
            end = name[:-1] + chr(ord(name[-1]) + 1) if name else ""
            rows = self.database.all("SELECT DISTINCT now FROM mentions WHERE id >= ? AND id < ? LIMIT 9", name, end)
        found = sorted({id for (id,) in rows if id})
        if len(found) == 1:
            return str(found[0])
        if not found:
            raise RegisterError(f"{name}: no such id here; `entente search` and `entente show` print ids")
        raise RegisterError(f"{name}: {len(found)} or more ids begin so ({', '.join(found[:4])}, …); write more of it")

    def known(self, name: str) -> Known:
        """What an id leads to, as it is known now."""
        row = self.database.one("SELECT known FROM mentions WHERE id = ?", self.mention(name))
        assert row is not None
        if row[0] is None:
            raise RegisterError(f"{name}: was rejected; `entente history` says by whom, `entente undo` takes it back")
        return self._thing(row[0])

    def known_id(self, name: str) -> str:
        """The id of what an id leads to, as it is known now."""
        row = self.database.one("SELECT known FROM mentions WHERE id = ?", name)
        return str(row[0]) if row and row[0] else self.known(name).id

    def document_named(self, name: str) -> str:
        """The key of a document by its id or key; raises `RegisterError`."""
        rows = self.database.all("SELECT id FROM things WHERE part = 'documents' AND id = ?", name)
        rows = rows or self.database.all(
            "SELECT d.key FROM documents d JOIN things t ON t.id = d.key WHERE d.id = ? ORDER BY d.key", name
        )
        if len(rows) == 1:
            return str(rows[0][0])
        if not rows:
            raise RegisterError(f"{name}: no document of this register bears that id")
        keys = ", ".join(key for (key,) in rows)
        raise RegisterError(f"{name}: {len(rows)} documents bear that id; name one by its key: {keys}")

    def documents_named(self, id: str) -> list[KnownDocument]:
        """The documents that bear an id: one as a rule, several where one id was given to several texts."""
        rows = self.database.all(
            "SELECT b.body FROM documents d JOIN things t ON t.id = d.key JOIN bodies b ON b.number = t.number "
            "WHERE d.id = ? ORDER BY d.key",
            id,
        )
        return [msgspec.json.decode(bytes(body), type=KnownDocument) for (body,) in rows]

    def as_json(self, id: str, part: str) -> bytes:
        """A known thing as JSON; what is kept as such is not taken apart for it."""
        row = self.database.one(f"SELECT {THING} WHERE id = ? AND part = ?", id, part)
        if row is None:
            raise RegisterError(f"{id}: none of the {part}")
        return msgspec.json.encode(self._decoded(*row)) if part in PUT_TOGETHER else bytes(row[2])

    def everything(self, part: str) -> Iterator[Any]:
        """All known things of a part (see `TYPES`), in the order of their ids."""
        last = ""
        while True:
            rows = self.database.all(f"SELECT {THING} WHERE part = ? AND id > ? ORDER BY id LIMIT 500", part, last)
            if not rows:
                return
            for row in rows:
                yield self._decoded(*row)
            last = rows[-1][0]

    def some(self, part: str, *, after: str = "", most: int = MOST) -> list[tuple[str, Any]]:
        """Known things of a part with their ids, in the order of their ids, from the one after an id on.

        What is kept as JSON is given as such, not taken apart.
        """
        rows = self.database.all(
            f"SELECT {THING} WHERE part = ? AND id > ? AND id < ? ORDER BY id LIMIT ?",
            part,
            max(after, FIRST_LETTERS[part]),
            f"{FIRST_LETTERS[part]}~",
            most,
        )
        return [
            (id, self._decoded(id, part, body) if part in PUT_TOGETHER else msgspec.Raw(bytes(body)))
            for id, part, body in rows
        ]

    def decisions(self, *, all: bool = False) -> Sequence[Decision]:
        """The decisions that stand, or all that were ever made."""
        made = all_decisions(self.database)
        return made if all else standing(made)

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        counted: dict[str, int] = dict(self.database.all("SELECT part, count(*) FROM things GROUP BY part"))
        answer = {part: counted.get(part, 0) for part in TYPES}
        for table in ("records", "decisions"):
            row = self.database.one(f"SELECT count(*) FROM {table}")
            answer[table] = row[0] if row else 0
        return answer

    def stamp(self) -> tuple[int, int]:
        """The state of the register: it changes with every record and every decision."""
        row = self.database.one("SELECT (SELECT max(number) FROM records), (SELECT max(number) FROM decisions)")
        return (row[0] or 0, row[1] or 0) if row else (0, 0)

    def _thing(self, id: str) -> Known:
        row = self.database.one(f"SELECT {THING} WHERE id = ?", id)
        if row is None:
            raise RegisterError(f"{id}: no such thing here")
        found: Known = self._decoded(*row)
        return found

    def _listed(self, sql: str, *values: Any) -> list[Any]:
        """The things of a statement that selects what `_decoded` takes."""
        return [self._decoded(*row) for row in self.database.all(sql, *values)]

    def _decoded(self, id: str, part: str, body: bytes) -> Any:
        if part in PUT_TOGETHER:
            return portrait(self.database, self.parts, id, part, bytes(body))
        return msgspec.json.decode(bytes(body), type=TYPES[part])
