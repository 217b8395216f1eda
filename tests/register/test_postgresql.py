"""What only a register on a server has: the server may go away."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from entente.errors import RegisterError
from entente.register import Store
from tests.register import making
from tests.register.making import gold, opened, view


@pytest.fixture
def database(schemas: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(making, "place", schemas)
    return "postgresql"


def test_a_server_that_goes_away_in_mid_run_loses_nothing(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrivals = list(gold())
    with opened(tmp_path) as store:
        store.add(arrivals[:20])
        before = view(store)
        cut_off(store, server, monkeypatch)
        with pytest.raises(RegisterError, match=r"connection is lost .* run it again: nothing is lost"):
            store.add(arrivals[20:])
    with opened(tmp_path) as store:
        assert view(store) == before
        store.add(arrivals)
        assert store.counts()["documents"] == len(arrivals)
        assert not [check for check in store.checked() if check.problem]


def cut_off(store: Store, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """End the connection of a register from the server's side when it has written some."""
    row = store.database.one("SELECT pg_backend_pid()")
    write = store.database.many
    assert row is not None

    def many(sql: str, rows: list[tuple[object, ...]]) -> None:
        write(sql, rows)
        if sql.startswith("INSERT INTO mentions"):
            with psycopg.connect(server, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", row)

    monkeypatch.setattr(store.database, "many", many)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(RegisterError, match="cannot be reached"):
        Store("postgresql://nobody:secret@127.0.0.1:1/none?connect_timeout=2")
