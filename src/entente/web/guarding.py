"""What every request and answer passes: host, size, origin and token going in, headers and ETag going out.

The table in docs/security.md names each promise; tests/web/test_security.py has a test for each.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.web.answering import failure_as_json, is_program

MOST_BYTES = 64 * 1024
"""Of a body: forms hold a few short fields."""
MOST_FIELDS = 32
MOST_BYTES_OF = {"/add": 2**21, "/api/documents": 2**21}
"""Where texts are sent."""
API = "/api/"
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
        name = cookie_name(TOKEN, scope["scheme"])
        token = cookie(headers, name)
        scope["token"] = token or secrets.token_urlsafe(32)
        ours = f"{name}={scope['token']}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if is_secure else ''}"
        dressed = _dressed(send, headers, HEADERS | SECURE if is_secure else HEADERS, None if token else ours)
        refusal = self._refusal(scope, headers)
        if refusal is None and scope["method"] not in SAFE and scope["path"].startswith(API):
            scope["body"] = await _body(receive, MOST_BYTES_OF.get(scope["path"], MOST_BYTES))
            if scope["body"] is None:
                refusal = _refused(scope, 413, "The body is too large.")
        elif refusal is None and scope["method"] not in SAFE:
            most = MOST_BYTES_OF.get(scope["path"], MOST_BYTES)
            form = _fields(await _body(receive, most))
            if form is None:
                refusal = _refused(scope, 413, f"A form may have {most} bytes and {MOST_FIELDS} fields.")
            elif is_bearer(headers):
                scope["form"] = form
            elif not token or not secrets.compare_digest(form.pop("token", "").encode(), token.encode()):
                refusal = _refused(scope, 403, "This form is not ours or too old: go back, load the page anew.")
            else:
                scope["form"] = form
        await (refusal or self.app)(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return _refused(scope, 421, "This host is not served here; see `entente serve --help`.")
        if scope["method"] in SAFE:
            return None
        if scope["method"] != "POST":
            answer = _refused(scope, 405, "Only GET, HEAD and POST are known here.")
            answer.headers["Allow"] = "GET, HEAD, POST"
            return answer
        if _is_foreign(headers, host):
            return _refused(scope, 403, "A form of another site.")
        # JSON needs no token of a form: a browser sends it to another site only if that site agrees, and we do not.
        wanted = "application/json" if scope["path"].startswith(API) else "application/x-www-form-urlencoded"
        if headers.get("content-type", "").partition(";")[0].strip() != wanted:
            return _refused(scope, 415, f"Only {wanted} is read here.")
        return None


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a page of another site makes the browser ask."""
    origin = headers.get("origin")
    try:
        if origin is not None and urlsplit(origin).netloc != host:
            return True
    except ValueError:
        return True
    return headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")


def _refused(scope: Scope, status: int, message: str) -> Response:
    """An error in the one shape of errors where a program asks, else in words."""
    if is_program(Request(scope)):
        return failure_as_json(status, message)
    return PlainTextResponse(message, status)


def is_bearer(headers: Headers) -> bool:
    """Whether a program sends its token: no other site can make a browser do that, so a form needs none beside it."""
    return headers.get("authorization", "").lower().startswith("bearer ")


def _name(host: str) -> str:
    """A host without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def cookie_name(name: str, scheme: str) -> str:
    """Over https a cookie is bound to this host by its name."""
    return f"__Host-{name}" if scheme == "https" else name


def cookie(headers: Headers, name: str) -> str:
    """The value of a cookie; empty where there is none."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


async def _body(receive: Receive, most: int) -> bytes | None:
    """What is sent; `None` where it is too large."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        body += bytes(message.get("body", b""))
        if len(body) > most:
            return None
        if not message.get("more_body"):
            return body


def _fields(body: bytes | None) -> Form | None:
    """The last value of each field of a form; `None` where there are too many."""
    if body is None:
        return None
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
