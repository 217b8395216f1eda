"""`entente serve`: the register in the browser, on this machine only unless told otherwise.

Several workers share one listening socket; each is a process of its own, and the register lets all of them read.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entente.cli.register.opening import author, opened, where
from entente.cli.terminal import say
from entente.errors import BadField

EXTRA = "entente serve: needs Starlette, Jinja2 and uvicorn; install them with: pip install 'entente[web]'"
HERE = ("127.0.0.1", "localhost", "::1")
MOST_WORKERS = 64


@dataclass(frozen=True, slots=True)
class Serving:
    """What each worker is told."""

    where: str
    author: str
    accounts: str | None
    hosts: tuple[str, ...]
    is_behind_proxy: bool
    certificate: str | None
    key: str | None


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    try:
        import uvicorn  # noqa: F401

        from entente.web.application import LOOPBACK
    except ModuleNotFoundError as error:
        raise BadField(f"{EXTRA} ({error.name} is missing)") from None
    _check(options)
    opened(options).close()
    serving = Serving(
        where(options), author(options), options.users, (*LOOPBACK, *options.answer), options.behind_proxy,
        options.certificate, options.key,
    )  # fmt: skip
    try:
        listening = listen(options.host, options.port)
    except OSError as error:
        raise BadField(f"--port {options.port}: {error.strerror}; name another port") from None
    scheme = "https" if options.certificate else "http"
    host = f"[{options.host}]" if ":" in options.host else options.host
    say(f"{scheme}://{host}:{options.port}/ shows {where(options)}; Ctrl-C stops it")
    if options.workers == 1:
        serve(serving, listening)
    else:
        _serve_with(options.workers, serving, listening)
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket whose answers leave at once: otherwise each would wait 40 ms for the other end to confirm its head."""
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve(serving: Serving, listening: socket.socket) -> None:
    """Answer on a socket until stopped."""
    import uvicorn

    from entente.web import application

    app = application(serving.where, author=serving.author, accounts=serving.accounts, hosts=serving.hosts)
    more: dict[str, Any] = {"ssl_certfile": serving.certificate, "ssl_keyfile": serving.key}
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, proxy_headers=serving.is_behind_proxy, **more
    )
    uvicorn.Server(config).run(sockets=[listening])


def _serve_with(number: int, serving: Serving, listening: socket.socket) -> None:
    """Workers that end with this process, whether it is interrupted or told to end."""
    signal.signal(signal.SIGTERM, _interrupt)
    spawning = multiprocessing.get_context("spawn")
    workers = [spawning.Process(target=serve, args=(serving, listening)) for _ in range(number)]
    try:
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        pass
    finally:
        started = [worker for worker in workers if worker.pid is not None]
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.join()


def _interrupt(*_: object) -> None:
    """End as on Ctrl-C, which itself is ignored by what a script starts in the background."""
    raise KeyboardInterrupt


def _check(options: argparse.Namespace) -> None:
    """That nothing is opened to others by mistake; raises `BadField`."""
    if not 1 <= options.port <= 65535:
        raise BadField(f"--port {options.port}: a number from 1 to 65535")
    if not 1 <= options.workers <= MOST_WORKERS:
        raise BadField(f"--workers {options.workers}: a number from 1 to {MOST_WORKERS}")
    if bool(options.certificate) != bool(options.key):
        raise BadField("--certificate and --key go together")
    for option, file in (("--certificate", options.certificate), ("--key", options.key)):
        if file and not Path(file).is_file():
            raise BadField(f"{option} {file}: no such file")
    is_open = options.host not in HERE or options.behind_proxy or options.answer
    if is_open and not options.users:
        raise BadField("without --users everybody who reaches the pages could decide; name the users' accounts")
    if options.host not in HERE and not options.certificate:
        raise BadField(
            f"--host {options.host}: passwords would go in clear; give --certificate and --key, "
            "or stay on 127.0.0.1 with --behind-proxy"
        )
    if options.users:
        from entente.web.accounts import Accounts

        with Accounts(options.users) as accounts:
            if not accounts.users():
                raise BadField(f"--users {options.users}: nobody is in there; see `entente users --help`")
