"""Addresses are fetched from the open internet only, whatever they resolve to or send on to."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from entente.errors import InputError
from entente.reading import fetching
from entente.reading.fetching import PORTS, fetch, is_public

PAGE = b"<html><body><article><p>" + b"The minister received his counterpart. " * 5 + b"</p></article></body></html>"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if self.path != "/large" else b"x" * 300_000)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    monkeypatch.setitem(PORTS, "http", port)
    yield f"http://site.example:{port}"
    server.shutdown()
    thread.join()
    server.server_close()


def here(host: str, port: int) -> list[str]:
    """A resolver for which `site.example` is public and every other name private."""
    return ["127.0.0.1"] if host == "site.example" else ["10.0.0.1"]


def allowed(address: str) -> bool:
    return address == "127.0.0.1"


def test_a_page_is_fetched_from_the_address_that_was_checked(site: str) -> None:
    found = fetch(f"{site}/page", resolve=here, is_allowed=allowed)
    assert (found.data, found.kind) == (PAGE, "text/html")


def test_a_page_becomes_a_text_with_its_address(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "resolved", here)
    real = fetching.fetch
    monkeypatch.setattr(fetching, "fetch", lambda url: real(url, resolve=here, is_allowed=allowed))
    (page,) = fetching.given(f"{site}/page")
    assert page.text.startswith("The minister")
    assert page.url == page.id == f"{site}/page"


def test_redirects_are_followed_and_checked_anew(site: str) -> None:
    assert fetch(f"{site}/to//page", resolve=here, is_allowed=allowed).url == f"{site}/page"
    for target in ("http://inner.example/", "file:///etc/passwd", "ftp://site.example/", "http://site.example:22/"):
        with pytest.raises(InputError, match=r"not public|not fetched"):
            fetch(f"{site}/to/{target}", resolve=here, is_allowed=allowed)
    with pytest.raises(InputError, match="sends on"):
        fetch(f"{site}/to/" * 1 + "/to/" * 8 + "/page", resolve=here, is_allowed=allowed)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(InputError, match="not public"):
        fetch("http://site.example/", resolve=lambda host, port: ["93.184.215.14", address])


def test_public_addresses_are() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url", ["http://user@site.example/", "http://site.example:8080/", "http:///x", "http://x:y/", "gopher://x/"]
)
def test_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="not fetched"):
        fetch(url, resolve=here, is_allowed=allowed)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/"])
def test_the_machine_itself_is_not_reached(url: str) -> None:
    with pytest.raises(InputError):
        fetch(url)


def test_what_is_too_large_or_missing_is_named(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 100_000)
    with pytest.raises(InputError, match="larger"):
        fetch(f"{site}/large", resolve=here, is_allowed=allowed)
    with pytest.raises(InputError, match="404"):
        fetch(f"{site}/none", resolve=here, is_allowed=allowed)
