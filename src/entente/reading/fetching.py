"""A page by its address, fetched so that nobody can use it to reach what is not public.

Only http and https on their usual ports. A host is resolved once; if any of its addresses is not public nothing is
fetched, else the connection goes to that very address, so that a second answer of the resolver changes nothing.
Redirects are followed by hand and checked anew. Size and time are limited on what really comes in; proxies of the
environment are not asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from urllib.parse import urljoin, urlsplit

from entente.errors import InputError
from entente.reading.inputs import Given

MOST_BYTES = 20_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
MODULES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "text/markdown": "markdown",
    "text/plain": "markdown",
}
AGENT = "entente"
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: its bytes, their kind, and where they were at last."""

    data: bytes
    kind: str
    url: str


def is_address(name: str) -> bool:
    """Whether an input is an address of the web."""
    return name.lower().startswith(("http://", "https://"))


def given(url: str) -> Iterator[Given]:
    """The texts of a page, PDF or feed; raises `InputError`."""
    found = fetch(url)
    module = MODULES.get(found.kind)
    if module is None:
        raise InputError(f"{url}: {found.kind or 'of no kind'}; pages, PDF, feeds and plain text are read")
    for item in import_module(f"entente.reading.{module}").given(found.data, found.url):
        is_entry = module == "feed"
        yield item if is_entry else replace(item, origin=url, id=url, url=item.url or found.url)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host; raises `InputError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host}: cannot be found ({error}); check the address and the network") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(url: str, *, resolve: Resolve = resolved, is_allowed: Callable[[str], bool] | None = None) -> Fetched:
    """Fetch an address; raises `InputError`. The tests put in a resolver and what counts as public."""
    until = time.monotonic() + MOST_SECONDS
    at = url
    for _ in range(MOST_REDIRECTS + 1):
        answer = _asked(at, resolve, is_allowed or is_public, until)
        if isinstance(answer, Fetched):
            return answer
        at = urljoin(at, answer)
    raise InputError(f"{url}: sends on more than {MOST_REDIRECTS} times; give the last address")


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def _asked(url: str, resolve: Resolve, is_allowed: Callable[[str], bool], until: float) -> Fetched | str:
    """What one address gives, or where it sends on."""
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        port = -1
    host = parts.hostname
    if parts.scheme not in PORTS or not host or port not in PORTS.values() or parts.username is not None:
        raise InputError(f"{url}: not fetched; only http and https on ports 80 and 443, without a user")
    addresses = resolve(host, port)
    private = [address for address in addresses if not is_allowed(address)]
    if private or not addresses:
        raise InputError(f"{url}: leads to {', '.join(private) or 'nowhere'}, which is not public; it is not fetched")
    connection = _Pinned(host, port, addresses[0], parts.scheme == "https", until)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
        return _answer(connection.getresponse(), url, until)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(f"{url}: could not be fetched ({type(error).__name__}: {error}); try again later") from None
    finally:
        connection.close()


def _answer(response: http.client.HTTPResponse, url: str, until: float) -> Fetched | str:
    if response.status in (301, 302, 303, 307, 308):
        return response.getheader("Location") or ""
    if response.status != 200:
        raise InputError(f"{url}: the server says {response.status} {response.reason}")
    pieces, size = [], 0
    while piece := response.read(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise InputError(f"{url}: larger than {MOST_BYTES // 10**6} MB; save its text")
        if time.monotonic() > until:
            raise InputError(f"{url}: not whole after {MOST_SECONDS:.0f} s; try again later")
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    return Fetched(b"".join(pieces), kind, url)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address of a host, whatever the resolver says later."""

    def __init__(self, host: str, port: int, address: str, is_secure: bool, until: float) -> None:
        super().__init__(host, port, timeout=max(0.1, until - time.monotonic()))
        self.address, self.is_secure = address, is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
