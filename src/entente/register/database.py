"""All that differs between databases: opening, placeholders, transactions, full text.

The rest of the register writes SQL that every database here understands, with `?` for a parameter and `{…}` for the few
words that differ. A `Database` is one connection for one thread at a time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from entente.errors import RegisterError

Row = tuple[Any, ...]
WAIT_SECONDS = 120
"""How long a writer waits for another before it says so: a transaction may take some ten seconds of a busy machine."""


class Database(Protocol):
    """One connection; rows are tuples."""

    name: str
    text_table: str

    def schema(self, statement: str) -> str: ...

    def all(self, sql: str, *values: Any) -> list[Row]: ...
    def one(self, sql: str, *values: Any) -> Row | None: ...
    def run(self, sql: str, *values: Any) -> None: ...
    def many(self, sql: str, rows: Sequence[Row]) -> None: ...
    def writing(self) -> Any: ...
    def tables(self) -> set[str]: ...
    def index_text(self, rows: Sequence[tuple[int, str]]) -> None: ...
    def drop_text(self, numbers: Iterable[int]) -> None: ...
    def text_match(self, words: Sequence[str]) -> tuple[str, str]: ...
    def check(self) -> list[str]: ...
    def size_bytes(self) -> int: ...
    def forget(self) -> None: ...
    def copy_to(self, target: Path) -> None: ...
    def close(self) -> None: ...


def connect(where: str | Path, *, create: bool = True) -> Database:
    """Open a file, or a server by its URL; raises `RegisterError`."""
    if str(where).startswith(("postgresql://", "postgres://")):
        return PostgreSQL(str(where))
    return SQLite(Path(where), create=create)


Id = TypeVar("Id", str, int)


def in_chunks(ids: Iterable[Id], size: int = 500) -> Iterator[list[Id]]:
    """Ids in pieces that fit into one statement."""
    some = sorted(ids)
    for at in range(0, len(some), size):
        yield some[at : at + size]


def marks(ids: Sequence[object]) -> str:
    """A `?` for each."""
    return ", ".join("?" * len(ids))


def select(database: Database, sql: str, ids: Iterable[Id], after: str = "") -> list[Row]:
    """The rows of a statement that ends in `IN`, for all ids."""
    rows: list[Row] = []
    for chunk in in_chunks(set(ids)):
        rows += database.all(f"{sql} ({marks(chunk)}) {after}", *chunk)
    return rows


class SQLite:
    """A register in one file."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path, self.name = path, str(path)
        if not create and not path.is_file():
            raise RegisterError(f"{path}: no register here; start one with `entente add`, or name it with --register")
        if path.is_dir():
            raise RegisterError(f"{path}: a folder; name a file in it, such as {path / 'entente.db'}")
        try:
            self._connection = sqlite3.connect(
                path, isolation_level=None, timeout=WAIT_SECONDS, cached_statements=256, check_same_thread=False
            )
            self.run("PRAGMA trusted_schema = OFF")
            self.run("PRAGMA synchronous = NORMAL")
            self.run("PRAGMA mmap_size = 268435456")
            self.run("PRAGMA cache_size = -65536")
            self.run("PRAGMA wal_autocheckpoint = 8192")
            if self.one("PRAGMA journal_mode") != ("wal",):
                self.run("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            raise _explained(error, self.name) from None

    def all(self, sql: str, *values: Any) -> list[Row]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _explained(error, self.name) from error

    def one(self, sql: str, *values: Any) -> Row | None:
        try:
            row: Row | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise _explained(error, self.name) from error
        return row

    def run(self, sql: str, *values: Any) -> None:
        try:
            self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _explained(error, self.name) from error

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        try:
            self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise _explained(error, self.name) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that is whole or absent; a second writer waits. Inside another it is part of it."""
        if self._connection.in_transaction:
            yield
            return
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def schema(self, statement: str) -> str:
        """A statement that makes a table, in the words of this database."""
        return statement.format(number="INTEGER PRIMARY KEY", bytes="BLOB", compact="WITHOUT ROWID")

    def tables(self) -> set[str]:
        return {name for (name,) in self.all("SELECT name FROM sqlite_master WHERE type = 'table'")}

    text_table = 'CREATE VIRTUAL TABLE words USING fts5(text, tokenize = "unicode61 remove_diacritics 0")'

    def index_text(self, rows: Sequence[tuple[int, str]]) -> None:
        self.many("INSERT INTO words(rowid, text) VALUES (?, ?)", rows)

    def drop_text(self, numbers: Iterable[int]) -> None:
        self.many("DELETE FROM words WHERE rowid = ?", [(number,) for number in numbers])

    def text_match(self, words: Sequence[str]) -> tuple[str, str]:
        """A condition on `things.number` for things that hold all words, by their beginnings; and its value."""
        quoted = " ".join(f'"{word}"*' for word in words)
        return "number IN (SELECT rowid FROM words WHERE words MATCH ?)", quoted

    def check(self) -> list[str]:
        """What is wrong with the file; empty where nothing is."""
        return [str(line) for (line,) in self.all("PRAGMA integrity_check") if line != "ok"]

    def size_bytes(self) -> int:
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def copy_to(self, target: Path) -> None:
        """A copy as of now, while others read and write."""
        with sqlite3.connect(target) as copy:
            self._connection.backup(copy)
        copy.close()

    def forget(self) -> None:
        """Leave nothing of what was taken out: neither in free pages nor in the log beside the file."""
        self.run("INSERT INTO words(words) VALUES ('optimize')")
        self.run("VACUUM")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._connection.close()


class PostgreSQL:
    """A register in a schema of a PostgreSQL database, for a team; needs `psycopg`.

    Texts are compared byte by byte (collation C), as in Python and SQLite, so that all orders agree. One writer at a
    time: each transaction takes a lock first, and waits for it.
    """

    text_table = (
        "CREATE TABLE words (rowid BIGINT PRIMARY KEY, text TEXT NOT NULL, vector TSVECTOR "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(text, ' '))) STORED);"
        "CREATE INDEX words_by_vector ON words USING gin(vector)"
    )

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ModuleNotFoundError:
            raise RegisterError("PostgreSQL needs psycopg; install it with: pip install 'entente[postgres]'") from None
        self._error: type[Exception] = psycopg.Error
        self._depth = 0
        try:
            known = psycopg.conninfo.conninfo_to_dict(url)
            self.name = f"postgresql://{known.get('host', '')}/{known.get('dbname', '')}"
            self._connection = psycopg.connect(url, autocommit=True)
            self._connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
        except psycopg.Error as error:
            why = _first_line(error)
            raise RegisterError(f"{_server(url)}: cannot be reached ({why}); check the address") from None

    def all(self, sql: str, *values: Any) -> list[Row]:
        return self._executed(sql, values).fetchall()  # type: ignore[no-any-return]

    def one(self, sql: str, *values: Any) -> Row | None:
        row: Row | None = self._executed(sql, values).fetchone()
        return row

    def run(self, sql: str, *values: Any) -> None:
        self._executed(sql, values)

    def _executed(self, sql: str, values: Sequence[Any]) -> Any:
        try:
            return self._connection.execute(_placed(sql), values or None)
        except self._error as error:
            raise self._explained(error) from error

    def many(self, sql: str, rows: Sequence[Row]) -> None:
        if rows:
            try:
                with self._connection.cursor() as cursor:
                    cursor.executemany(_placed(sql), rows)
            except self._error as error:
                raise self._explained(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that is whole or absent; a second writer waits. Inside another it is part of it."""
        if self._depth:
            yield
            return
        self._depth = 1
        try:
            with self._connection.transaction():
                self.run("SELECT pg_advisory_xact_lock(hashtext('entente ' || current_schema()))")
                yield
        except self._error as error:
            raise self._explained(error) from error
        finally:
            self._depth = 0

    def schema(self, statement: str) -> str:
        """A statement that makes a table, in the words of this database."""
        text = statement.replace(" TEXT", ' TEXT COLLATE "C"')
        return text.format(number="BIGINT PRIMARY KEY", bytes="BYTEA", compact="")

    def tables(self) -> set[str]:
        return {name for (name,) in self.all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")}

    def index_text(self, rows: Sequence[tuple[int, str]]) -> None:
        self.many("INSERT INTO words(rowid, text) VALUES (?, ?)", [(n, text.replace("\0", "")) for n, text in rows])

    def drop_text(self, numbers: Iterable[int]) -> None:
        self.many("DELETE FROM words WHERE rowid = ?", [(number,) for number in numbers])

    def text_match(self, words: Sequence[str]) -> tuple[str, str]:
        """A condition on `things.number` for things that hold all words, by their beginnings; and its value."""
        query = " & ".join(f"'{word}':*" for word in words)  # words are letters and digits only
        return "number IN (SELECT rowid FROM words WHERE vector @@ ?::tsquery)", query

    def check(self) -> list[str]:
        """The server checks its own files."""
        self.one("SELECT 1")
        return []

    def size_bytes(self) -> int:
        row = self.one("SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r' "
                       "AND relnamespace = current_schema()::regnamespace")  # fmt: skip
        return int(row[0]) if row else 0

    def copy_to(self, target: Path) -> None:
        raise RegisterError(f"{self.name}: is backed up with pg_dump, and restored with pg_restore")

    def forget(self) -> None:
        """Leave nothing of what was taken out in the tables' files."""
        for table in ("texts", "documents", "records", "bodies", "words"):
            self.run(f"VACUUM FULL {table}")

    def close(self) -> None:
        self._connection.close()

    def _explained(self, error: Exception) -> RegisterError:
        if self._connection.closed:
            why = _first_line(error)
            return RegisterError(f"{self.name}: the connection is lost ({why}); run it again: nothing is lost")
        return RegisterError(f"{self.name}: {_first_line(error)}")


def _placed(sql: str) -> Any:
    return sql.replace("?", "%s")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _server(url: str) -> str:
    """The URL without user and password."""
    return re.sub(r"//[^@/]*@", "//", url).partition("?")[0]


def _explained(error: sqlite3.Error, name: str) -> RegisterError:
    """The database's complaint with the remedy."""
    message = str(error)
    for part, remedy in (
        ("readonly", "the file or its folder may not be written; change its permissions, or copy it"),
        ("unable to open", "cannot be opened; check that its folder exists and may be written"),
        ("not a database", "is no register; name another file with --register"),
        ("malformed", "is damaged; run `entente doctor`, then `entente restore` from a backup"),
        ("locked", f"another process has been writing for {WAIT_SECONDS} s; try again when it is done"),
        ("full", "no space left on its disk; make room and run the same command again: nothing is lost"),
        ("disk I/O", "its disk does not read or write; check the disk, then run the same command again"),
    ):
        if part in message:
            return RegisterError(f"{name}: {remedy} ({message})")
    return RegisterError(f"{name}: {message}")
