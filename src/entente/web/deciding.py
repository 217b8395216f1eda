"""What people decide on the pages: accept, correct, reject, same as, different, undo; each signed.

Every form names the mention, so that a decision holds when the thing is merged or read anew. `then` says which page
follows; only a path of this site is followed.
"""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.errors import BadField
from entente.register.correcting import corrected
from entente.registering import Register
from entente.web.asking import Site
from entente.web.catalogue import catalogues
from entente.web.guarding import Form
from entente.web.showing import safe_path

LONGEST = 2000
YEAR_SECONDS = 365 * 24 * 3600


class Deciding:
    """The two routes that write."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def decide(self, request: Request) -> Response:
        return await run_in_threadpool(self._decide, request.scope["form"])

    async def undo(self, request: Request) -> Response:
        return await run_in_threadpool(self._undo, request.scope["form"])

    def _decide(self, form: Form) -> Response:
        if any(len(value) > LONGEST for value in form.values()):
            raise BadField(f"a field may have {LONGEST} characters")
        with self.site.opened() as register:
            decide(register, form, self.site.author)
        return _then(form)

    def _undo(self, form: Form) -> Response:
        number = form.get("number", "")
        if not (number.isascii() and number.isdigit() and len(number) < 12):
            raise BadField("number: the number of a decision")
        with self.site.opened() as register:
            register.undo(int(number), author=self.site.author)
        return _then(form)


def decide(register: Register, form: Form, author: str) -> None:
    """Keep what a form says; raises `BadField` and `RegisterError`."""
    verdict, reason = form.get("verdict", ""), form.get("reason", "").strip() or None
    one = register.mention(form.get("one", ""))
    field = form.get("field") or None
    if verdict in ("same", "different"):
        _pair(register, verdict, one, form.get("other", "").strip() or form.get("near", ""), author, reason)
    elif verdict == "accept" or (verdict == "reject" and field is None):
        register.decide(verdict, one, field=field, author=author, reason=reason)
    elif verdict in ("correct", "reject"):
        written = form.get("value", "") if verdict == "correct" else ""
        value: Any = corrected(register.known(one), field or "", written)
        register.decide("correct", one, field=field, value=value, author=author, reason=reason)
    else:
        raise BadField("verdict: there are accept, correct, reject, same, different")


def _pair(register: Register, verdict: str, one: str, name: str, author: str, reason: str | None) -> None:
    other = register.mention(name)
    if one == other or type(register.known(one)) is not type(register.known(other)):
        raise BadField(f"{name}: name another one of the same sort")
    register.decide(verdict, one, other, author=author, reason=reason)


def _then(form: Form) -> Response:
    return RedirectResponse(safe_path(form.get("then", "/")), 303)


async def choose_language(request: Request) -> Response:
    """Remember the language of the interface; it is a preference, so it is no part of an address."""
    form: Form = request.scope["form"]
    answer = _then(form)
    code = form.get("language", "")
    if code in catalogues():
        answer.set_cookie("entente-language", code, max_age=YEAR_SECONDS, httponly=True, samesite="lax")
    return answer
