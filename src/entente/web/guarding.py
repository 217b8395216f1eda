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
        if refusal is None and scope["method"] not in SAFE:
            most = MOST_BYTES_OF.get(scope["path"], MOST_BYTES)
            refusal = _taken_in(scope, await _body(receive, most), most, headers, token)
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


def _taken_in(scope: Scope, body: bytes | None, most: int, headers: Headers, token: str) -> Response | None:
    """Puts what is sent into the scope, as `body` for the API and else as `form`; or says why not."""
    if body is not None and scope["path"].startswith(API):
        scope["body"] = body
        return None
    form = None if body is None else _fields(body)
    if form is None:
        return _refused(scope, 413, f"What is sent may have {most} bytes, a form {MOST_FIELDS} fields.")
    if not _is_ours(form.pop("token", ""), token) and not _is_bearer(headers):
        return _refused(scope, 403, "This form is not ours or too old: go back, load the page anew.")
    scope["form"] = form
    return None


def _is_ours(given: str, token: str) -> bool:
    """Whether a form bears the token of its browser."""
    return token != "" and secrets.compare_digest(given.encode(), token.encode())


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


def _is_bearer(headers: Headers) -> bool:
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


def _fields(body: bytes) -> Form | None:
    """The last value of each field of a form; `None` where there are too many."""
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
