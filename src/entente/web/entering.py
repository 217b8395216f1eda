"""Who is asking, and whether they may: sessions and tokens in, the user of the request out.

Without users' accounts everybody who reaches the port is the one user of this machine. With them nothing but the
sign-in page and the style sheet is shown to strangers; what changes the register needs a reviewer, the accounts an
administrator. Everybody's requests are counted, and what is done is logged.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.web.accounts import Role, User
from entente.web.answering import EXPORTS, failure, is_program, rendered
from entente.web.asking import Site
from entente.web.guarding import cookie, cookie_name

SESSION = "entente-session"
SIGN_IN = "/sign-in"
TO_STRANGERS = (SIGN_IN, "/language")
ADMINISTRATION = "/accounts"
READS, READS_AT_ONCE = 50.0, 400.0
WRITES, WRITES_AT_ONCE = 5.0, 60.0
"""Requests a second of one user or address in the long run, and at once."""
MOST_KEPT = 10_000


class Pace:
    """How many requests each may still make now: a bucket that fills with time."""

    def __init__(self, each_second: float, at_once: float, now: Callable[[], float] = time.monotonic) -> None:
        self.each_second, self.at_once, self.now = each_second, at_once, now
        self.left: dict[str, tuple[float, float]] = {}

    def allows(self, who: str) -> bool:
        now = self.now()
        left, then = self.left.get(who, (self.at_once, now))
        left = min(self.at_once, left + (now - then) * self.each_second)
        if len(self.left) > MOST_KEPT:
            self.left.clear()
        self.left[who] = (max(0.0, left - 1), now)
        return left >= 1


class Entrance:
    """Middleware behind the guard: sets `scope["user"]`, or answers instead of the page."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app, self.site = app, site
        self.reading, self.writing = Pace(READS, READS_AT_ONCE), Pace(WRITES, WRITES_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self.site.accounts is None:
            scope["user"] = User(self.site.author, "administrator")
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        user = scope["user"] = await run_in_threadpool(self._user, request)
        refusal = self._refusal(request, user)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, noted)
        if user is not None and status < 400 and _is_logged(request):
            await run_in_threadpool(self._note, user.name, request)

    def _user(self, request: Request) -> User | None:
        assert self.site.accounts is not None
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        session = session_of(request)
        if not secret and not session:
            return None
        with self.site.accounts() as accounts:
            if secret:
                return accounts.bearer(secret.strip()) if kind.lower() == "bearer" else None
            return accounts.session(session)

    def _refusal(self, request: Request, user: User | None) -> Response | None:
        path, writes = request.url.path, request.method not in ("GET", "HEAD")
        who = user.name if user else address(request)
        if not (self.writing if writes else self.reading).allows(who):
            answer = failure(self.site, request, 429, "Too many requests; wait a little.")
            answer.headers["Retry-After"] = "10"
            return answer
        if path.startswith("/static/") or path in TO_STRANGERS:
            return None
        if user is None:
            return self._sign_in(request, writes)
        needed: Role = "administrator" if path.startswith(ADMINISTRATION) else "reviewer" if writes else "reader"
        if path == "/sign-out" or user.may(needed):
            return None
        return failure(self.site, request, 403, f"This needs the role {needed}; you are {user.role}.")

    def _sign_in(self, request: Request, writes: bool) -> Response:
        if is_program(request):
            answer = failure(self.site, request, 401, "Sign in, or send a token: Authorization: Bearer …")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        if writes:
            return rendered(self.site, request, "sign-in", held(request), 401)
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'then': here})}", 303)

    def _note(self, name: str, request: Request) -> None:
        assert self.site.accounts is not None
        form = request.scope.get("form") or {}
        told = {
            key: form[key] for key in ("act", "verdict", "change", "one", "document", "number", "field") if key in form
        }
        about = " ".join(f"{key}={value}" for key, value in told.items()) or request.url.query
        with self.site.accounts() as accounts:
            accounts.note(name, f"{request.method} {request.url.path}", about, address(request))


def held(request: Request) -> dict[str, Any]:
    """What was sent when the session had ended, to be shown again after signing in, so that nothing is lost."""
    form = request.scope.get("form") or {}
    return {
        "then": form.get("then", "/"),
        "failed": None,
        "held": msgspec.json.encode(form).decode() if form else "",
        "held_to": request.url.path,
    }


def session_of(request: Request) -> str:
    """The secret of the session's cookie; empty where there is none."""
    return cookie(request.headers, session_name(request))


def session_name(request: Request) -> str:
    """What the session's cookie is called."""
    return cookie_name(SESSION, request.url.scheme)


def address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_logged(request: Request) -> bool:
    path = request.url.path
    return (request.method not in ("GET", "HEAD") and path not in (SIGN_IN, "/language")) or path.endswith(EXPORTS)
