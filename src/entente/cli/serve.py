"""`entente serve`: the register in the browser, on this machine only unless told otherwise."""

from __future__ import annotations

import argparse
import socket

from entente.cli.register.opening import author, opened, where
from entente.cli.terminal import say
from entente.errors import BadField

EXTRA = "entente serve: needs Starlette, Jinja2 and uvicorn; install them with: pip install 'entente[web]'"


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    try:
        import uvicorn

        from entente.web import application
    except ModuleNotFoundError as error:
        raise BadField(f"{EXTRA} ({error.name} is missing)") from None
    if not 1 <= options.port <= 65535:
        raise BadField(f"--port {options.port}: a number from 1 to 65535")
    opened(options).close()
    app = application(where(options), author=author(options))
    try:
        listening = socket.create_server(("127.0.0.1", options.port))
    except OSError as error:
        raise BadField(f"--port {options.port}: {error.strerror}; name another port") from None
    say(f"http://127.0.0.1:{options.port}/ shows {where(options)}; Ctrl-C stops it")
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
    return 0
