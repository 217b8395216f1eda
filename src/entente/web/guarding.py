"""What every request and answer passes: host, size, origin and token going in, headers and ETag going out.

The table in docs/security.md names each promise; tests/web/test_security.py has a test for each.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 * 1024
"""Of a body: forms hold a few short fields."""
MOST_FIELDS = 32
SAFE = ("GET", "HEAD")
TOKEN = "entente-token"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
"""Over https, beside the others."""
Form = dict[str, str]


class Guard:
    """Middleware: refuses what must not come in, and dresses every answer, also those of errors."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        is_secure = scope["scheme"] == "https"
        name = f"__Host-{TOKEN}" if is_secure else TOKEN
        token = _cookie(headers.get("cookie", ""), name)
        scope["token"] = token or secrets.token_urlsafe(32)
        cookie = f"{name}={scope['token']}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if is_secure else ''}"
        dressed = _dressed(send, headers, HEADERS | SECURE if is_secure else HEADERS, None if token else cookie)
        refusal = self._refusal(scope["method"], headers)
        if refusal is None and scope["method"] not in SAFE:
            form = await _form(receive)
            if form is None:
                refusal = PlainTextResponse(f"A form may have {MOST_BYTES} bytes and {MOST_FIELDS} fields.", 413)
            elif is_bearer(headers):
                scope["form"] = form
            elif not token or not secrets.compare_digest(form.pop("token", "").encode(), token.encode()):
                refusal = PlainTextResponse("This form is not ours or too old: go back, load the page anew.", 403)
            else:
                scope["form"] = form
        await (refusal or self.app)(scope, receive, dressed)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse("This host is not served here; see `entente serve --help`.", 421)
        if method in SAFE:
            return None
        if method != "POST":
            return PlainTextResponse("Only GET, HEAD and POST are known here.", 405)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return PlainTextResponse("A form of another site.", 403)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("A form of another site.", 403)
        if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
            return PlainTextResponse("Only forms are read here.", 415)
        return None


def is_bearer(headers: Headers) -> bool:
    """Whether a program sends its token: no other site can make a browser do that, so a form needs none beside it."""
    return headers.get("authorization", "").lower().startswith("bearer ")


def _name(host: str) -> str:
    """A host without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _cookie(header: str, name: str) -> str | None:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return morsel.value if morsel and morsel.value else None


async def _form(receive: Receive) -> Form | None:
    """The last value of each field; `None` where it is too large."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return {}
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body"):
            break
    try:
        fields = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    return {name: values[-1] for name, values in fields.items()}


def _dressed(send: Send, asked: Headers, ours: dict[str, str], cookie: str | None) -> Send:
    """`send` with our headers, on a page a cookie, and on what is whole an ETag: it is not sent where it is known."""
    start: Message | None = None

    async def dressed(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in ours.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "private, no-cache")
            if cookie and headers.get("content-type", "").startswith("text/html"):
                headers.append("Set-Cookie", cookie)
            start = message
            return
        if start is not None:
            first, start = start, None
            whole = message["type"] == "http.response.body" and not message.get("more_body")
            headers = MutableHeaders(scope=first)
            if whole and first["status"] == 200 and message.get("body") and "etag" not in headers:
                tag = f'"{blake2b(message["body"], digest_size=12).hexdigest()}"'
                headers["ETag"] = tag
                if tag in asked.get("if-none-match", ""):
                    del headers["content-length"]
                    first, message = {**first, "status": 304}, {**message, "body": b""}
            await send(first)
        await send(message)

    return dressed
