"""`entente serve` says what is wrong instead of serving nothing."""

import socket
from pathlib import Path

import pytest

from entente.cli import main


def test_a_register_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--register", str(tmp_path / "none.db")]) == 2
    assert "none.db" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_cannot_be_is_refused(where: Path, port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--register", str(where), "--port", port]) == 2
    assert "--port" in capsys.readouterr().err


def test_a_port_in_use_is_named(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--register", str(where), "--port", port]) == 2
    assert "another port" in capsys.readouterr().err
