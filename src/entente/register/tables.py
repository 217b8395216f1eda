"""The tables of the register, and their version.

Three tables are the truth and only grow: `documents` with `texts`, `records`, `decisions`. All others are the current
view, computed from these; they can be dropped and rebuilt at any time.
"""

from __future__ import annotations

import re

from entente.errors import RegisterError
from entente.register.database import Database

TRUTH = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE documents (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT, title TEXT, published TEXT, publisher TEXT, url TEXT,
    language TEXT, added TEXT NOT NULL);
CREATE INDEX documents_by_id ON documents(id);
CREATE INDEX documents_by_text ON documents(sha256);
CREATE TABLE records (
    number {number}, document TEXT NOT NULL REFERENCES documents(key),
    engine TEXT, author TEXT, body {bytes} NOT NULL, added TEXT NOT NULL);
CREATE INDEX records_by_document ON records(document);
CREATE TABLE decisions (
    number {number}, verdict TEXT NOT NULL, one TEXT NOT NULL, other TEXT, field TEXT, value TEXT,
    author TEXT NOT NULL, at TEXT NOT NULL, reason TEXT);
"""
VIEW = """
CREATE TABLE mentions (
    id TEXT PRIMARY KEY, part TEXT NOT NULL, document TEXT NOT NULL, record INTEGER NOT NULL, thing TEXT NOT NULL,
    now TEXT, known TEXT, profile BIGINT) {compact};
CREATE INDEX mentions_by_document ON mentions(document);
CREATE INDEX mentions_by_known ON mentions(known, profile);
CREATE INDEX mentions_by_profile ON mentions(profile, known);
CREATE TABLE profiles (profile {number}, look {bytes} NOT NULL);
CREATE TABLE blocks (key BIGINT NOT NULL, place BIGINT NOT NULL, profile BIGINT NOT NULL,
    PRIMARY KEY (key, place, profile)) {compact};
CREATE TABLE judgements (
    one BIGINT NOT NULL, other BIGINT NOT NULL, verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
    PRIMARY KEY (one, other)) {compact};
CREATE INDEX judgements_by_other ON judgements(other);
CREATE TABLE things (
    number {number}, id TEXT NOT NULL UNIQUE, part TEXT NOT NULL, kind TEXT, status TEXT, start TEXT, until TEXT);
CREATE TABLE bodies (number {number}, body {bytes} NOT NULL);
CREATE INDEX things_listed ON things(part, start, id, kind, status, until, number);
CREATE TABLE sides (country TEXT NOT NULL, part TEXT NOT NULL, start TEXT NOT NULL, id TEXT NOT NULL,
    thing BIGINT NOT NULL, PRIMARY KEY (country, part, start, id)) {compact};
CREATE INDEX sides_by_thing ON sides(thing);
CREATE TABLE pairs (one TEXT NOT NULL, other TEXT NOT NULL, start TEXT NOT NULL, id TEXT NOT NULL,
    thing BIGINT NOT NULL, PRIMARY KEY (one, other, start, id)) {compact};
CREATE INDEX pairs_by_thing ON pairs(thing);
CREATE TABLE labels (facet TEXT NOT NULL, part TEXT NOT NULL, value TEXT NOT NULL, thing BIGINT NOT NULL,
    PRIMARY KEY (facet, part, value, thing)) {compact};
CREATE INDEX labels_by_thing ON labels(thing, facet, value);
"""
VIEW_TABLES = (*re.findall(r"CREATE TABLE (\w+)", VIEW), "words")
VERSION = 5
"""Goes up with every change of the tables. So far only the view's have changed, which is then computed anew."""


def prepare(database: Database) -> None:
    """Make the tables of a new register; raises `RegisterError` for one of a newer version."""
    if "facts" not in database.tables():
        with database.writing():
            if "facts" not in database.tables():  # another process may have been faster
                if database.tables():
                    raise RegisterError(f"{database.name}: holds tables of something else; name another register")
                _script(database, TRUTH)
                make_view(database)
                database.run("INSERT INTO facts VALUES ('version', ?)", str(VERSION))
    found = version(database)
    if found > VERSION:
        raise RegisterError(
            f"{database.name}: of a newer version ({found}; this Entente knows {VERSION}); update Entente"
        )


def version(database: Database) -> int:
    """Which version the tables are of."""
    row = database.one("SELECT value FROM facts WHERE name = 'version'")
    return int(row[0]) if row else 0


def make_view(database: Database) -> None:
    """The empty tables of the current view, of today's version."""
    database.run("UPDATE facts SET value = ? WHERE name = 'version'", str(VERSION))
    _script(database, VIEW)
    _script(database, database.text_table)


def drop_view(database: Database) -> None:
    """Take the current view away; it is computed anew from documents, records and decisions."""
    for table in VIEW_TABLES:
        database.run(f"DROP TABLE IF EXISTS {table}")


def _script(database: Database, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            database.run(database.schema(statement))
