"""The pages to sign in and out, and what an administrator sees of the accounts."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.web.accounts import LONGEST_NAME, SESSION_SECONDS, TRY_SECONDS, Accounts, TooManyTries
from entente.web.answering import Context, rendered
from entente.web.asking import Asked, Site
from entente.web.deciding import EDITS
from entente.web.entering import address, session_name, session_of
from entente.web.showing import safe_path

ON_A_PAGE = 100
MOST_PAGES = 10_000


class Signing:
    """Signing in and out; not there where the pages have one user."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def page(self, request: Request) -> Response:
        """The form to sign in."""
        self._accounts()
        return self._shown(request, request.query_params.get("then", "/"))

    async def sign_in(self, request: Request) -> Response:
        return await run_in_threadpool(self._sign_in, request)

    async def sign_out(self, request: Request) -> Response:
        return await run_in_threadpool(self._sign_out, request)

    def _sign_in(self, request: Request) -> Response:
        form = request.scope["form"]
        name, then = form.get("name", "").strip()[: LONGEST_NAME + 1], safe_path(form.get("then", "/"))
        with self._accounts() as accounts:
            try:
                secret = accounts.sign_in(name, form.get("password", ""), address(request))
            except TooManyTries:
                accounts.note(name, "sign-in refused", "too many tries", address(request))
                return self._shown(request, then, failed="many", status=429)
            accounts.note(name, "signed in" if secret else "sign-in failed", "", address(request))
        if secret is None:
            return self._shown(request, then, failed="wrong", status=401)
        waiting = _waiting(form)
        answer = rendered(self.site, request, "held", waiting) if waiting else RedirectResponse(then, 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            session_name(request), secret, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=secure
        )
        return answer

    def _sign_out(self, request: Request) -> Response:
        with self._accounts() as accounts:
            accounts.sign_out(session_of(request))
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(session_name(request), httponly=True, samesite="lax", secure=request.url.scheme == "https")
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    def _shown(self, request: Request, then: str, *, failed: str | None = None, status: int = 200) -> Response:
        form = request.scope.get("form") or {}
        context = {
            "then": safe_path(then),
            "failed": failed,
            "held": form.get("held", ""),
            "held_to": form.get("held_to", ""),
        }
        answer = rendered(self.site, request, "sign-in", context, status)
        if status == 429:
            answer.headers["Retry-After"] = str(TRY_SECONDS)
        return answer

    def _accounts(self) -> Accounts:
        if self.site.accounts is None:
            raise HTTPException(404)
        return self.site.accounts()


def _waiting(form: dict[str, str]) -> dict[str, Any] | None:
    """What was written before the session ended, with where it goes; `None` where nothing waits."""
    to = form.get("held_to", "")
    if to not in EDITS:
        return None
    try:
        fields = msgspec.json.decode(form.get("held", ""), type=dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return {"to": to, "fields": fields, "then": safe_path(fields.get("then", "/"))}


def accounts_page(asked: Asked) -> Context:
    """Users with their roles, tokens by their labels, and the log, the last first."""
    if asked.site.accounts is None:
        raise HTTPException(404)
    page = asked.number("page", MOST_PAGES)
    with asked.site.accounts() as accounts:
        lines = accounts.log(ON_A_PAGE + 1, (page - 1) * ON_A_PAGE)
        return {
            "users": accounts.users(),
            "tokens": accounts.tokens(),
            "log": lines[:ON_A_PAGE],
            "page": page,
            "pages": page + (len(lines) > ON_A_PAGE),
        }
