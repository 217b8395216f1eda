"""Who may use the pages: users with roles, their sessions and tokens, and a log of what they did.

They stand in a database of their own, apart from the register, so that a copy of the register holds no secrets. Of
sessions and tokens only hashes are kept.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, get_args

from entente.errors import BadField, RegisterError
from entente.register.database import Database, connect
from entente.web.passwords import agrees, hashed

Role = Literal["reader", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""
SESSION_SECONDS = 12 * 3600
TRIES, TRIES_FROM_AN_ADDRESS, TRY_SECONDS = 5, 30, 900
"""So many failures for a name, or from an address, within so many seconds; then nobody gets in under either."""
LONGEST_NAME = 80
TOKEN_START = "entente_"
TABLES = """
CREATE TABLE users (name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, added TEXT NOT NULL);
CREATE TABLE sessions (hash TEXT PRIMARY KEY, name TEXT NOT NULL, until BIGINT NOT NULL);
CREATE TABLE tokens (hash TEXT PRIMARY KEY, name TEXT NOT NULL, label TEXT NOT NULL, added TEXT NOT NULL);
CREATE TABLE tries (who TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX tries_by_who ON tries(who, at);
CREATE TABLE log (number {number}, at TEXT NOT NULL, name TEXT, act TEXT NOT NULL, about TEXT NOT NULL, address TEXT);
"""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is signed in, or who uses the pages on their own machine."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log: `at` is UTC, `name` who did it, `act` what, `about` what with, `address` from where."""

    at: str
    name: str | None
    act: str
    about: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the API: only its label is known after it was made."""

    name: str
    label: str
    added: str


class TooManyTries(Exception):
    """So many sign-ins failed that the next one has to wait."""


class Accounts:
    """The users' database, open in this thread; raises `RegisterError` where there is none, or something else."""

    def __init__(self, where: str | Path, *, create: bool = False, now: Callable[[], float] = time.time) -> None:
        self.database, self.now = _connected(where, create=create), now
        tables = self.database.tables()
        if "users" in tables:
            return
        if tables or not create:
            self.database.close()
            raise _none(where)
        with self.database.writing():
            for statement in filter(str.strip, TABLES.split(";")):
                self.database.run(self.database.schema(statement))
        if Path(where).is_file():
            Path(where).chmod(0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    # -- users

    def add(self, name: str, role: str, password: str) -> None:
        """A new user; raises `BadField`."""
        name = name.strip()
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise BadField(f"name: 1 to {LONGEST_NAME} characters that can be seen")
        if self.role(name):
            raise BadField(f"{name}: is there already")
        row = (name, _role(role), hashed(password), self._at())
        self.database.run("INSERT INTO users VALUES (?, ?, ?, ?)", *row)

    def users(self) -> list[User]:
        return [User(name, role) for name, role in self.database.all("SELECT name, role FROM users ORDER BY name")]

    def role(self, name: str) -> Role | None:
        row = self.database.one("SELECT role FROM users WHERE name = ?", name)
        return row[0] if row else None

    def set_role(self, name: str, role: str) -> None:
        self._check(name)
        self.database.run("UPDATE users SET role = ? WHERE name = ?", _role(role), name)

    def set_password(self, name: str, password: str) -> None:
        """A new password; all sessions of the user end."""
        self._check(name)
        self.database.run("UPDATE users SET hash = ? WHERE name = ?", hashed(password), name)
        self.database.run("DELETE FROM sessions WHERE name = ?", name)

    def remove(self, name: str) -> None:
        """The user with all sessions and tokens; what they decided stays signed."""
        self._check(name)
        with self.database.writing():
            for table in ("sessions", "tokens", "users"):
                self.database.run(f"DELETE FROM {table} WHERE name = ?", name)

    def _check(self, name: str) -> None:
        if not self.role(name):
            raise BadField(f"{name}: no user of that name; `entente users list` shows them")

    # -- sessions

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The secret of a new session; `None` where name and password do not agree; raises `TooManyTries`."""
        self._check_tries(name, address)
        row = self.database.one("SELECT hash FROM users WHERE name = ?", name)
        if not agrees(password, row[0] if row else _nobody()) or row is None:
            at = int(self.now())
            self.database.many("INSERT INTO tries VALUES (?, ?)", [(f"name {name}", at), (f"from {address}", at)])
            return None
        secret = secrets.token_urlsafe(32)
        self.database.run("DELETE FROM tries WHERE who = ?", f"name {name}")
        self.database.run("DELETE FROM sessions WHERE until < ?", int(self.now()))
        until = int(self.now()) + SESSION_SECONDS
        self.database.run("INSERT INTO sessions VALUES (?, ?, ?)", _digest(secret), name, until)
        return secret

    def _check_tries(self, name: str, address: str) -> None:
        since = int(self.now()) - TRY_SECONDS
        self.database.run("DELETE FROM tries WHERE at < ?", since)
        for who, most in ((f"name {name}", TRIES), (f"from {address}", TRIES_FROM_AN_ADDRESS)):
            row = self.database.one("SELECT count(*) FROM tries WHERE who = ?", who)
            if row and row[0] >= most:
                raise TooManyTries

    def sign_out(self, secret: str) -> None:
        self.database.run("DELETE FROM sessions WHERE hash = ?", _digest(secret))

    def session(self, secret: str) -> User | None:
        """Whose session it is, while it lasts."""
        row = self.database.one(
            "SELECT u.name, u.role FROM sessions s JOIN users u ON u.name = s.name WHERE s.hash = ? AND s.until >= ?",
            _digest(secret),
            int(self.now()),
        )
        return User(*row) if row else None

    # -- tokens

    def make_token(self, name: str, label: str) -> str:
        """A token for programs that act as a user; it is told once."""
        self._check(name)
        if self.database.one("SELECT 1 FROM tokens WHERE name = ? AND label = ?", name, label):
            raise BadField(f"{label}: {name} has a token of that label; revoke it first")
        secret = TOKEN_START + secrets.token_urlsafe(32)
        self.database.run("INSERT INTO tokens VALUES (?, ?, ?, ?)", _digest(secret), name, label, self._at())
        return secret

    def tokens(self) -> list[Token]:
        return [Token(*row) for row in self.database.all("SELECT name, label, added FROM tokens ORDER BY name, label")]

    def revoke(self, name: str, label: str) -> None:
        if not self.database.one("SELECT 1 FROM tokens WHERE name = ? AND label = ?", name, label):
            raise BadField(f"{label}: {name} has no token of that label")
        self.database.run("DELETE FROM tokens WHERE name = ? AND label = ?", name, label)

    def bearer(self, secret: str) -> User | None:
        """Whose token it is."""
        row = self.database.one(
            "SELECT u.name, u.role FROM tokens t JOIN users u ON u.name = t.name WHERE t.hash = ?", _digest(secret)
        )
        return User(*row) if row else None

    # -- the log

    def note(self, name: str | None, act: str, about: str, address: str | None) -> None:
        """Add a line; lines are never changed."""
        with self.database.writing():
            row = self.database.one("SELECT max(number) FROM log")
            number = (row[0] if row and row[0] else 0) + 1
            self.database.run(
                "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", number, self._at(), name, act, about[:500], address
            )

    def log(self, most: int, skip: int = 0) -> list[Entry]:
        """The last lines first."""
        sql = "SELECT at, name, act, about, address FROM log ORDER BY number DESC LIMIT ? OFFSET ?"
        return [Entry(*row) for row in self.database.all(sql, most, skip)]

    def _at(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _connected(where: str | Path, *, create: bool) -> Database:
    is_file = "://" not in str(where)
    if is_file and not create and not Path(where).exists():
        raise _none(where)
    return connect(where, create=create)


def _none(where: str | Path) -> RegisterError:
    return RegisterError(
        f"{where}: no users' accounts; make them in a file of their own: entente users add NAME --users FILE"
    )


def _role(role: str) -> str:
    if role not in ROLES:
        raise BadField(f"{role}: the roles are {', '.join(ROLES)}")
    return role


def _digest(secret: str) -> str:
    """Secrets are random, so a plain hash keeps them."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


@cache
def _nobody() -> str:
    """A hash that is checked where there is no such user, so that the time does not tell."""
    return hashed(secrets.token_urlsafe(32))
