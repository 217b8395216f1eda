"""`entente serve` says what is wrong instead of serving nothing."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entente.cli import main
from entente.cli.serve import listen


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


def test_answers_leave_at_once() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        answering, _ = listening.accept()
        with answering:
            assert answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_workers_end_with_the_server(where: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "entente",
        "serve",
        "--register",
        str(where),
        "--port",
        str(port),
        "--workers",
        "2",
    ]

    def ignore() -> None:  # as a shell does for what it starts in the background
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    with subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=ignore) as serving:
        try:
            assert _is_answered(port)
            serving.terminate()
            serving.wait(60)
        finally:
            serving.kill()
    assert not _is_answered(port, seconds=0)


def _is_answered(port: int, seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as asked:
                asked.sendall(f"GET /static/mark.svg HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                return asked.recv(12) == b"HTTP/1.1 200"
        except OSError:
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
