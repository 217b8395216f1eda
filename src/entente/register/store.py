"""The register itself: documents, records and decisions in; the current view out.

Each call that writes is one transaction: all of it is kept or none, also when the process is killed or the disk is
full. Reading and matching are handed in; this package knows neither.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from entente.errors import RegisterError
from entente.model.known import KnownDocument
from entente.register.asking import Asking
from entente.register.database import connect, in_chunks, select
from entente.register.decisions import Decision, all_decisions, keep, redactions, to_undo
from entente.register.documents import DOCUMENT_COLUMNS
from entente.register.following import Following, Touched
from entente.register.ids import document_key
from entente.register.matching import Matching, NoMatching
from entente.register.tables import VERSION, drop_view, make_view, prepare, version
from entente.register.viewing import View

DESCRIPTION = ("title", "published", "publisher", "url", "language")
REBUILT_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A document with its record, on its way in. `author` is who made or reviewed the record by hand.

    `text` is the stored text, `None` where only the record is known. `record` is the contract's JSON.
    """

    record: bytes
    text: str | None = None
    author: str | None = None


class _Head(msgspec.Struct):
    """What of a record is read when it is kept."""

    document: dict[str, Any]
    engine: Any = None


_HEAD = msgspec.json.Decoder(_Head)


class Store(Asking):
    """A register, open for one thread at a time.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "entente.db") as store:
    ...     store.counts()["documents"]
    0
    """

    def __init__(
        self,
        where: str | Path = "entente.db",
        *,
        matching: Matching | None = None,
        create: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.database = connect(where, create=create)
        self.now = now
        try:
            prepare(self.database)
        except BaseException:
            self.database.close()
            raise
        self.following = Following(self.database, matching or NoMatching())
        self.parts = self.following.parts
        if version(self.database) < VERSION:
            self.rebuild()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # -- documents and records

    def has(self, id: str, sha256: str | None, description: dict[str, str | None]) -> bool:
        """Whether a document is there, read by an engine or a hand, with all that its description says."""
        key = document_key(id, sha256)
        row = self.database.one(f"SELECT {', '.join(DESCRIPTION)} FROM documents WHERE key = ?", key)
        if row is None:
            return False
        if key in redactions(self.database):
            return True
        if any(have is None and description.get(name) for name, have in zip(DESCRIPTION, row, strict=True)):
            return False
        text = self.database.one("SELECT 1 FROM texts WHERE sha256 = ?", sha256)
        return text is not None and self.database.one("SELECT 1 FROM records WHERE document = ?", key) is not None

    def add(self, arrivals: Iterable[Arrival]) -> int:
        """Keep documents with their records, matched with all others; gives how many brought something new."""
        arrivals = list(arrivals)
        with _uncollected(), self.database.writing():
            redacted = redactions(self.database)
            news: set[str] = set()
            number = 0
            for arrival in arrivals:
                about = _HEAD.decode(arrival.record).document
                key = document_key(about["id"], about.get("sha256"))
                if key not in redacted and self._enter(key, about, arrival):
                    news.add(about["id"])
                    number += 1
            self._update(news)
        return number

    def _enter(self, key: str, about: dict[str, Any], arrival: Arrival) -> bool:
        """Keep one document and its record; whether either was new."""
        at = self._at()
        sha256 = about.get("sha256")
        described = [about.get(name) or None for name in DESCRIPTION]
        row = self.database.one(f"SELECT {', '.join(DESCRIPTION)} FROM documents WHERE key = ?", key)
        new = row is None
        if row is None:
            self.database.run(
                f"INSERT INTO documents ({DOCUMENT_COLUMNS}, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key,
                about["id"],
                *described,
                sha256,
                at,
            )
        elif any(have is None and given for have, given in zip(row, described, strict=True)):
            new = True
            told = [have or given for have, given in zip(row, described, strict=True)]
            settings = ", ".join(f"{name} = ?" for name in DESCRIPTION)
            self.database.run(f"UPDATE documents SET {settings} WHERE key = ?", *told, key)
        if arrival.text is not None and not self.database.one("SELECT 1 FROM texts WHERE sha256 = ?", sha256):
            self.database.run("INSERT INTO texts VALUES (?, ?)", sha256, arrival.text)
            new = True
        if self._is_told(key, arrival):
            return new
        self._record(key, arrival)
        return True

    def _record(self, key: str, arrival: Arrival) -> int:
        """Keep a record of a document; its number."""
        engine = _HEAD.decode(arrival.record).engine
        written = None if engine is None else msgspec.json.encode(engine).decode()
        last = self.database.one("SELECT max(number) FROM records")
        number: int = (last[0] if last and last[0] else 0) + 1
        self.database.run(
            "INSERT INTO records (number, document, engine, author, body, added) VALUES (?, ?, ?, ?, ?, ?)",
            number,
            key,
            written,
            arrival.author,
            arrival.record,
            self._at(),
        )
        return number

    def _is_told(self, key: str, arrival: Arrival) -> bool:
        """Whether the record is there: among those by hand, or as the last reading."""
        if arrival.author:
            sql = "SELECT 1 FROM records WHERE document = ? AND author IS NOT NULL AND body = ?"
            return self.database.one(sql, key, arrival.record) is not None
        sql = "SELECT body FROM records WHERE document = ? AND author IS NULL ORDER BY number DESC LIMIT 1"
        row = self.database.one(sql, key)
        return row is not None and bytes(row[0]) == arrival.record

    def _describe(self, id: str) -> None:
        """What a record without text says of its document goes to the text of that id, if it lacks it."""
        bare = self.database.one("SELECT key FROM documents WHERE id = ? AND sha256 IS NULL", id)
        if bare:
            told = ", ".join(
                f"{name} = coalesce({name}, (SELECT {name} FROM documents WHERE key = ?))" for name in DESCRIPTION
            )
            self.database.run(
                f"UPDATE documents SET {told} WHERE id = ? AND sha256 IS NOT NULL", *[bare[0]] * len(DESCRIPTION), id
            )

    def _update(self, news: Collection[str]) -> None:
        for id in news:
            self._describe(id)
        touched = self.following.follow(news)
        keys = {key for (key,) in select(self.database, "SELECT key FROM documents WHERE id IN", news)}
        View(self.database, self.following).update(touched, keys)

    # -- decisions

    def decide(
        self,
        verdict: str,
        one: str,
        other: str | None = None,
        *,
        field: str | None = None,
        value: Any = None,
        author: str,
        reason: str | None = None,
    ) -> Decision:
        """Keep a decision on mentions by their ids, and bring the view up to date."""
        with self.database.writing():
            decision = keep(
                self.database,
                Decision(
                    verdict=verdict,
                    one=one,
                    other=other,
                    field=field,
                    value=None if field is None else msgspec.json.encode(value).decode(),
                    author=author,
                    at=self._at(),
                    reason=reason,
                ),
            )
            self._regroup(decision)
        return decision

    def edit(
        self, key: str, record: dict[str, Any], *, change: str, thing: str, author: str, reason: str | None = None
    ) -> Decision:
        """A document's record as a person mended it: it speaks from now on, until the edit is taken back."""
        with self.database.writing():
            document = self.document(key)
            number = self._record(key, Arrival(record=msgspec.json.encode(record), author=author))
            about = msgspec.json.encode({"record": number, "thing": thing}).decode()
            decision = keep(
                self.database,
                Decision(
                    verdict="edit", one=key, field=change, value=about, author=author, at=self._at(), reason=reason
                ),
            )
            self._update({document.id})
        return decision

    def set_aside(self, key: str, *, author: str, reason: str | None = None) -> Decision:
        """Take a document out of the queue of review until that is taken back."""
        with self.database.writing():
            self.document(key)
            return keep(self.database, Decision(verdict="aside", one=key, author=author, at=self._at(), reason=reason))

    def undo(self, number: int | None = None, *, author: str, reason: str | None = None) -> Decision:
        """Take back the last decision that stands, or the one with a number; gives what was taken back."""
        with self.database.writing():
            target = to_undo(all_decisions(self.database), number)
            at = self._at()
            keep(self.database, Decision(verdict="undo", one=str(target.number), author=author, at=at, reason=reason))
            decisions = {decision.number: decision for decision in all_decisions(self.database)}
            while target.verdict == "undo":  # what the undo of an undo restores
                target = decisions[int(target.one)]
            self._regroup(target)
        return target

    def _regroup(self, decision: Decision) -> None:
        if decision.verdict == "edit":
            self._update({self.document(decision.one).id})
            return
        ends = [end for end in (decision.one, decision.other) if end]
        rows = select(self.database, "SELECT now FROM mentions WHERE id IN", ends)
        if decision.verdict == "reject":  # what stands beside it in its document may lead to it
            beside = "SELECT now FROM mentions WHERE document IN (SELECT document FROM mentions WHERE id = ?)"
            rows += self.database.all(beside, decision.one)
        View(self.database, self.following).update(Touched({now for (now,) in rows if now}, set()))

    def redact(self, key: str, *, author: str, reason: str) -> KnownDocument:
        """Take a document's text and title out for good; what it states stays, with the reason beside it."""
        with self.database.writing():
            if key in redactions(self.database):
                raise RegisterError(f"{key}: its text is taken out already")
            row = self.database.one("SELECT id, sha256 FROM documents WHERE key = ?", key)
            if row is None:
                raise RegisterError(f"{key}: no document of this register")
            keep(self.database, Decision(verdict="redact", one=key, author=author, at=self._at(), reason=reason))
            redacted = redactions(self.database)
            sharing = self.database.all("SELECT key FROM documents WHERE sha256 = ?", row[1])
            if all(other in redacted for (other,) in sharing):
                self.database.run("DELETE FROM texts WHERE sha256 = ?", row[1])
            self.database.run("UPDATE documents SET title = NULL WHERE key = ?", key)
            self._untitle(key)
            mentions = {
                id for (id,) in self.database.all("SELECT id FROM mentions WHERE document = ? AND now = id", key)
            }
            self.following.parts.cache_clear()
            View(self.database, self.following).update(Touched(mentions, set()), [key])
        self.database.forget()
        return self.document(key)

    def _untitle(self, key: str) -> None:
        for number, body in self.database.all("SELECT number, body FROM records WHERE document = ?", key):
            record = msgspec.json.decode(bytes(body))
            record["document"]["title"] = None
            self.database.run("UPDATE records SET body = ? WHERE number = ?", msgspec.json.encode(record), number)

    # -- the view

    def rebuild(self) -> None:
        """Compute the whole view anew from documents, records and decisions."""
        with self.database.writing():
            drop_view(self.database)
            make_view(self.database)
            ids = {id for (id,) in self.database.all("SELECT id FROM documents")}
            for chunk in in_chunks(ids, REBUILT_AT_ONCE):
                self._update(chunk)

    def _at(self) -> str:
        return self.now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles, which would look through all remembered records again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
