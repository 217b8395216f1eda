"""What only a register in a file has: bytes to look at, and files that are none."""

import sqlite3
from pathlib import Path

import pytest

from entente.errors import RegisterError
from entente.register import Store
from tests.register.making import gold, opened, told, view


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_nothing_of_a_redacted_text_stays_in_the_file(tmp_path: Path) -> None:
    secret = "Un paragraphe que personne ne doit relire"
    with opened(tmp_path) as store:
        store.add([told("a", author=None, text=secret), told("b")])
        store.redact(store.document_named("a"), author="me", reason="court order")
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert secret.encode() not in raw
    assert b"paragraphe" not in raw


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    opened(tmp_path).close()
    with sqlite3.connect(tmp_path / "test.db") as raw:
        raw.execute("UPDATE facts SET value = '99'")
    with pytest.raises(RegisterError, match="newer version"):
        opened(tmp_path)


def test_the_view_of_an_older_register_is_computed_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a"), told("b")])
        store.decide("correct", store.mention("a#e1"), field="when", value="2025-09-17", author="me")
        before = view(store)
    with sqlite3.connect(tmp_path / "test.db") as raw:
        raw.execute("DROP TABLE blocks")
        raw.execute("DROP TABLE profiles")
        raw.execute("UPDATE facts SET value = '2' WHERE name = 'version'")
    with opened(tmp_path) as store:
        assert view(store) == before
        assert not [check for check in store.checked() if check.problem]


def test_what_is_no_register_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database at all, but long enough to be looked at " * 50)
    with pytest.raises(RegisterError, match="no register"):
        Store(tmp_path / "x.db")
    with pytest.raises(RegisterError, match="a folder"):
        Store(tmp_path)
    with pytest.raises(RegisterError, match="no register here"):
        Store(tmp_path / "none.db", create=False)
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE things_of_mine (x)")
    with pytest.raises(RegisterError, match="something else"):
        Store(tmp_path / "other.db")


def test_a_read_only_register_can_be_asked_and_not_written(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.add([told("a")])
        store.database.run("PRAGMA query_only = ON")  # the tests may run as root, who may write everything
        assert store.known("a#e1").mentions == ["a#e1"]
        with pytest.raises(RegisterError, match="may not be written"):
            store.add([told("b")])


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    arrivals = list(gold())
    with opened(tmp_path) as store:
        store.add(arrivals[:20])
        before = view(store)
        pages = store.database.one("PRAGMA page_count")
        assert pages is not None
        store.database.run(f"PRAGMA max_page_count = {pages[0] + 5}")  # as a disk with five pages left
        with pytest.raises(RegisterError, match="no space left"):
            store.add(arrivals[20:])
        assert view(store) == before
        store.database.run("PRAGMA max_page_count = 1000000")
        store.add(arrivals)
        assert store.counts()["documents"] == len(arrivals)
