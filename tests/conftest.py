"""What tests share: a small engine in the place of the real one, and the command run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

import entente
from entente.errors import UnknownLanguage
from entente.model.record import Engagement, Place, Record, Source
from entente.model.trace import Reason, Trace
from entente.reading import read as read_document

settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")


def _read_explained(text: str, **given: Any) -> tuple[Record, str, Trace]:
    document = read_document(text, **given)
    if document.language == "xx":
        raise UnknownLanguage("language: no pack for 'xx'; see entente packs")
    words = document.text.split()
    end = len(document.text)
    engagement = Engagement(
        id="e1",
        kind="meeting",
        status="held",
        when="2025-09-18/2025-09-20",
        place=Place(name=words[0] if words else None),
        sources=["s1"],
        evidence=[(0, end)],
        spans={"when": [(0, min(5, end))]},
    )
    about = document.described()
    source = Source(id="s1", name=document.publisher or "nobody", kind="agency", evidence=[(0, end)])
    record = Record(document=about, engagements=[engagement] if words else [], sources=[source])
    trace = {
        "e1": [Reason((0, end), "all", "fake.toml:1")],
        "e1.when": [Reason((0, min(5, end)), "day", "fake.toml:2")],
    }
    return record, document.text, trace


def _read_stored(text: str, **given: Any) -> tuple[Record, str]:
    return _read_explained(text, **given)[:2]


def _read(text: str, **given: Any) -> Record:
    return _read_explained(text, **given)[0]


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that finds one meeting in any text that has words, and has no pack for `xx`."""
    module = ModuleType("entente.pipeline")
    module.read = _read  # type: ignore[attr-defined]
    module.read_stored = _read_stored  # type: ignore[attr-defined]
    module.read_explained = _read_explained  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "entente.pipeline", module)
    monkeypatch.setattr(entente, "pipeline", module, raising=False)


class Ran(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(fake_engine: None, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run `entente` with arguments, on the small engine."""
    from entente.cli import main

    def run(*arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return run
