"""The bar of long runs: shown to people only, and gone at the end."""

import sys
from io import StringIO

import pytest

from entente.cli import progress
from entente.cli.progress import ProgressBar


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: StringIO, total: int | None) -> str:
    """What stands on standard error when 50 are done, for someone to whom every run is long."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        patch.setattr(progress, "PATIENCE_SECONDS", 0)
        patch.setenv("TERM", "xterm")
        with ProgressBar(total) as bar:
            bar.show(50, "50 added")
            print("a message", file=sys.stderr)
    return stream.getvalue()


@pytest.mark.parametrize("total", [200, None])
def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    text = shown(monkeypatch, Terminal(), total)
    assert "50 added" in text
    assert "a message" in text
    assert ("50/200" in text) == (total == 200)


def test_a_handful_and_a_pipe_have_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), progress.HANDFUL) == "a message\n"
    assert shown(monkeypatch, StringIO(), 200) == "a message\n"
