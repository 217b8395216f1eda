"""What `entente doctor` looks at: the file, the version, whether truth and view agree, and the room that is left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from entente.register.database import Database
from entente.register.tables import VERSION

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and the problem with its remedy where there is one."""

    name: str
    found: str = ""
    problem: str | None = None


def checks(database: Database) -> Iterator[Check]:
    """All checks, the cheapest last."""
    damage = database.check()
    yield Check("database", "whole", f"{damage[0]}; run `entente restore` from a backup" if damage else None)
    yield Check("version", str(VERSION))
    bad = [
        digest
        for digest, text in database.all("SELECT sha256, text FROM texts")
        if sha256(text.encode("utf-8")).hexdigest() != digest
    ]
    yield Check("texts", "match their hashes", f"{len(bad)} do not match their hashes ({bad[0]})" if bad else None)
    for name, sql, remedy in CONSISTENCY:
        row = database.one(sql)
        number = row[0] if row else 0
        yield Check(name, "agree", f"{number:,} {remedy}" if number else None)
    lost = database.one(
        "SELECT count(*) FROM decisions d LEFT JOIN mentions m ON m.id = d.one "
        "WHERE d.verdict IN ('same', 'different', 'correct', 'accept', 'reject') AND m.now IS NULL"
    )
    number = lost[0] if lost else 0
    yield Check("decisions", f"{number:,} wait for what they were about to be read again" if number else "all apply")
    path = Path(database.name)
    if path.exists():
        free = shutil.disk_usage(path.resolve().parent).free
        short = f"only {free / 1e6:,.0f} MB left on its disk; make room" if free < LEAST_FREE_BYTES else None
        yield Check("room", f"{free / 1e9:,.1f} GB free", short)


REBUILD = "run `entente doctor --rebuild`"
CONSISTENCY = (
    (
        "documents and records",
        "SELECT count(*) FROM records r LEFT JOIN documents d ON d.key = r.document WHERE d.key IS NULL",
        "records have no document; restore from a backup",
    ),
    (
        "records and mentions",
        "SELECT count(*) FROM mentions m LEFT JOIN records r ON r.number = m.record WHERE r.number IS NULL",
        f"mentions have no record; {REBUILD}",
    ),
    (
        "mentions and what is known",
        "SELECT count(*) FROM mentions m LEFT JOIN things t ON t.id = m.known WHERE m.now = m.id AND t.id IS NULL "
        "AND m.id NOT IN (SELECT r.now FROM decisions d JOIN mentions r ON r.id = d.one "
        "WHERE d.verdict = 'reject' AND r.now IS NOT NULL)",
        f"mentions lead nowhere; {REBUILD}",
    ),
    (
        "what is known and the search",
        "SELECT (SELECT count(*) FROM things) - (SELECT count(*) FROM words)",
        f"things are not in the search; {REBUILD}",
    ),
)
