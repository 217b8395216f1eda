"""A register filled from the corpus once, and a browser of it for each test."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

pytest.importorskip("starlette")

from starlette.testclient import TestClient

from entente.reading.corpus import Entry
from entente.registering import Register
from entente.web import application

READ = ("fr-02", "fr-03", "ar-01", "tr-01", "en-03")
TODAY = date(2025, 10, 1)
BASE = "http://127.0.0.1:8321"


def client(where: Path, accounts: Path | None = None, base: str = BASE) -> TestClient:
    app = application(where, author="Samira", accounts=accounts, today=lambda: TODAY)
    return TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("web") / "entente.db"
    with Register(where) as register:
        for entry in map(Entry, READ):
            register.read(entry.text, **entry.description())
    return where


@pytest.fixture
def where(filled: Path, tmp_path: Path) -> Path:
    """The register's file, to write to."""
    return Path(copy(filled, tmp_path / "entente.db"))


@pytest.fixture
def register(where: Path) -> Iterator[Register]:
    with Register(where, create=False) as opened:
        yield opened


@pytest.fixture
def browser(where: Path) -> Iterator[TestClient]:
    with client(where) as made:
        yield made
