"""Documents as they stand: their description, the record that speaks for each, its text, the words of a span.

A record by hand speaks before all readings, and the last one before those before it; one that an edit made and that was
taken back is silent. What was redacted has no text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from entente.errors import RegisterError
from entente.model.known import KnownDocument
from entente.register.database import marks
from entente.register.decisions import redactions, taken_back
from entente.register.documents import DOCUMENT_COLUMNS, known_document
from entente.register.things import Things


class Records(Things):
    """The description, the record and the text of each document."""

    def document(self, key: str) -> KnownDocument:
        """A document by its key; raises `RegisterError`."""
        row = self.database.one(f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE key = ?", key)
        if row is None:
            raise RegisterError(f"{key}: no document of this register")
        return known_document(key, row[1:], redactions(self.database).get(key))

    def records(self) -> Iterator[dict[str, Any]]:
        """The record that speaks for each document, in the order of the documents' ids."""
        redacted = redactions(self.database)
        silent = sorted(taken_back(self.database)) or [0]  # an empty list is no SQL
        rows = self.database.all(
            "SELECT d.id, d.key, d.sha256, max(CASE WHEN r.author IS NOT NULL THEN r.number END), max(r.number) "
            f"FROM documents d JOIN records r ON r.document = d.key AND r.number NOT IN ({marks(silent)}) "
            "GROUP BY d.id, d.key, d.sha256 ORDER BY d.id, d.key",
            *silent,
        )
        at = 0
        while at < len(rows):
            same = [row for row in rows[at : at + 1000] if row[0] == rows[at][0]]
            at += len(same)
            yield from self._records_of(same, redacted)

    def _records_of(self, rows: list[tuple[Any, ...]], redacted: dict[str, str]) -> Iterator[dict[str, Any]]:
        bare = next((row for row in rows if row[2] is None), None)
        whole = [row for row in rows if row[2] is not None]
        for row in whole or rows:
            by_hand = row[3]
            if bare is not None and whole and row is whole[0]:
                by_hand = max(filter(None, (by_hand, bare[3])), default=None)
            body = self.database.one("SELECT body FROM records WHERE number = ?", by_hand or row[4])
            assert body is not None
            record: dict[str, Any] = msgspec.json.decode(bytes(body[0]))
            if row[1] in redacted:
                record["document"]["redacted"] = redacted[row[1]]
            yield record

    def texts(self) -> Iterator[tuple[str, str, dict[str, str | None], dict[str, Any] | None]]:
        """Each document with a text: its id, the text, its description, and the last reading of it."""
        rows = self.database.all(
            "SELECT d.id, d.key, d.sha256, d.title, d.published, d.publisher, d.url FROM documents d "
            "JOIN texts t ON t.sha256 = d.sha256 ORDER BY d.id, d.key"
        )
        for id, key, sha256, *described in rows:
            text = self.database.one("SELECT text FROM texts WHERE sha256 = ?", sha256)
            last = self.database.one(
                "SELECT body FROM records WHERE document = ? AND author IS NULL ORDER BY number DESC LIMIT 1", key
            )
            if text:
                before = None if last is None else msgspec.json.decode(bytes(last[0]))
                yield id, text[0], dict(zip(("title", "published", "publisher", "url"), described, strict=True)), before

    def quote(self, document: str, spans: Sequence[tuple[int, int]]) -> str:
        """The words at the first span of a document's text; empty where there is none."""
        if not spans:
            return ""
        row = self.database.one(
            "SELECT substr(t.text, ?, ?) FROM documents d JOIN texts t ON t.sha256 = d.sha256 WHERE d.id = ? "
            "AND NOT EXISTS (SELECT 1 FROM decisions WHERE verdict = 'redact' AND one = d.key)",
            spans[0][0] + 1,
            spans[0][1] - spans[0][0],
            document,
        )
        return str(row[0]) if row else ""
