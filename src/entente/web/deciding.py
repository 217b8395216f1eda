"""What people decide on the pages: accept, correct, reject, same as, different, edit, set aside, undo; each signed.

Every form names the mention, so that a decision holds when the thing is merged or read anew. `seen` is the last
decision that the page knew: where somebody decided on the same value since, nothing is overwritten, and the form comes
back with what they decided. `then` says which page follows; only a path of this site is followed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.errors import BadField, RegisterError
from entente.register.correcting import corrected
from entente.register.decisions import Decision
from entente.register.reviewing import overtaking
from entente.registering import Register
from entente.web.answering import rendered
from entente.web.asking import Site, whole_number
from entente.web.catalogue import catalogues
from entente.web.editing import edit
from entente.web.guarding import Form
from entente.web.showing import safe_path

LONGEST = 2000
YEAR_SECONDS = 365 * 24 * 3600
Change = Callable[[Register, Form, str], None]


class Overtaken(Exception):
    """Somebody decided on the same value after the page was made."""

    def __init__(self, decisions: list[Decision]) -> None:
        self.decisions = decisions


class Deciding:
    """One route that writes: it reads a form, changes the register, and leads on to the next page."""

    def __init__(self, site: Site, change: Change) -> None:
        self.site, self.change = site, change

    async def answer(self, request: Request) -> Response:
        return await run_in_threadpool(self._answer, request)

    def _answer(self, request: Request) -> Response:
        form = _spelled_out(request.scope["form"])
        if any(len(value) > LONGEST for value in form.values()):
            raise BadField(f"a field may have {LONGEST} characters")
        with self.site.opened() as register:
            try:
                self.change(register, form, request.scope["user"].name)
            except Overtaken as overtaken:
                context = _conflict(register, form, overtaken.decisions)
                return rendered(self.site, request, "conflict", context, 409)
        return _then(form)


def decide(register: Register, form: Form, author: str) -> None:
    """Keep what a form says; raises `BadField`, `RegisterError` and `Overtaken`."""
    verdict, reason = form.get("verdict", ""), form.get("reason", "").strip() or None
    one = register.mention(form.get("one", ""))
    field = form.get("field") or None
    if verdict in ("same", "different"):
        _pair(register, verdict, one, form.get("other", "").strip() or form.get("near", ""), author, reason)
        return
    _check_seen(register, one, field, form.get("seen", ""))
    if verdict == "accept" or (verdict == "reject" and field is None):
        register.decide(verdict, one, field=field, author=author, reason=reason)
    elif verdict in ("correct", "reject"):
        written = form.get("value", "") if verdict == "correct" else ""
        value: Any = corrected(type(register.known(one)), field or "", written)
        register.decide("correct", one, field=field, value=value, author=author, reason=reason)
    else:
        raise BadField("verdict: there are accept, correct, reject, same, different")


def act(register: Register, form: Form, author: str) -> None:
    """What a single button says: accept, reject, different or undo."""
    (undo if form.get("verdict") == "undo" else decide)(register, form, author)


def set_aside(register: Register, form: Form, author: str) -> None:
    """Take a document out of the queue, with the reason."""
    key = register.document_named(form.get("document", ""))
    register.set_aside(key, author=author, reason=form.get("reason", "").strip() or None)


def undo(register: Register, form: Form, author: str) -> None:
    """Take the decision with a number back; one that is there and cannot be taken back is a conflict."""
    number = _number(form.get("number", ""), "number")
    try:
        register.undo(number, author=author)
    except RegisterError as error:
        if any(decision.number == number for decision in register.decisions(all=True)):
            raise HTTPException(409, str(error)) from None
        raise


EDITS: dict[str, Change] = {"/act": act, "/decide": decide, "/edit": edit, "/aside": set_aside, "/undo": undo}
"""The addresses that write to the register."""


def _spelled_out(form: Form) -> Form:
    """A form with what its button says in fields of their own.

    A button is `VERDICT MENTION FIELD PLACE`, with `-` for no field, `different MENTION OTHER PLACE` or `undo NUMBER
    PLACE`; the place is where on the page to go on.
    """
    verdict, *rest = form.get("act", "").split(" ")
    names = {"undo": ("number",), "different": ("one", "other")}.get(verdict, ("one", "field"))
    if not verdict or len(rest) != len(names) + 1:
        return form
    said = {name: value for name, value in zip(names, rest[:-1], strict=True) if value != "-"}
    page = {"then": f"{form.get('page', '')}#{rest[-1]}", **{name: form[name] for name in ("seen",) if name in form}}
    return {"verdict": verdict, **said, **page}


def _pair(register: Register, verdict: str, one: str, name: str, author: str, reason: str | None) -> None:
    other = register.mention(name)
    if one == other or type(register.known(one)) is not type(register.known(other)):
        raise BadField(f"{name}: name another one of the same sort")
    register.decide(verdict, one, other, author=author, reason=reason)


def _check_seen(register: Register, one: str, field: str | None, seen: str) -> None:
    if seen:
        later = overtaking(register, one, field, _number(seen, "seen"))
        if later:
            raise Overtaken(later)


def _number(written: str, name: str) -> int:
    number = whole_number(written)
    if number is None:
        raise BadField(f"{name}: the number of a decision")
    return number


def _conflict(register: Register, form: Form, decisions: list[Decision]) -> dict[str, Any]:
    kept = {name: value for name, value in form.items() if name != "seen"}
    return {
        "decisions": decisions,
        "what": register.label(register.mention(form.get("one", ""))),
        "form": {**kept, "seen": str(max(decision.number for decision in decisions))},
        "then": safe_path(form.get("then", "/")),
    }


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
