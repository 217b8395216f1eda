"""The API: everything that is known, in pages of an opaque order; documents in; decisions and edits.

Answers are the same types that exports write. What comes in is checked against the types below, from which
`describing` makes the OpenAPI description. Errors have the one shape of all answers.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.errors import BadField
from entente.register.decisions import Decision
from entente.registering import Register
from entente.web.answering import as_json, failure_as_json
from entente.web.asking import Site
from entente.web.deciding import Overtaken, decide, undo
from entente.web.editing import edit
from entente.web.showing import segment

LONGEST_TEXT = 200_000
ON_A_PAGE = 100
PARTS = ("engagements", "people", "bodies", "commitments", "documents")
Short = Annotated[str, msgspec.Meta(max_length=2000)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class NewDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A text to read and keep, with what is known about it; the same again changes nothing."""

    id: Name
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT)]
    published: Name | None = None
    title: Short | None = None
    publisher: Name | None = None
    url: Short | None = None
    language: Name | None = None


class NewDecision(msgspec.Struct, forbid_unknown_fields=True):
    """A decision on a mention, by its id or `document#id`; `seen` is the last decision that the asker knew."""

    verdict: Literal["accept", "reject", "correct", "same", "different"]
    one: Name
    other: Name | None = None
    field: Name | None = None
    value: Short | None = None
    reason: Short | None = None
    seen: Annotated[int, msgspec.Meta(ge=0, lt=10**12)] | None = None


class NewEdit(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A change of a document's record, as the pages make it; which fields it needs follows from `change`."""

    document: Name
    change: Literal["anchor", "value", "add", "party", "drop", "post", "split"]
    thing: Name | None = None
    field: Name | None = None
    value: Short | None = None
    words: Short | None = None
    at: Annotated[int, msgspec.Meta(ge=0, lt=10**9)] | None = None
    part: Literal["engagements", "people", "bodies", "commitments"] | None = None
    kind: Name | None = None
    status: Name | None = None
    name: Short | None = None
    what: Short | None = None
    when: Name | None = None
    place: Short | None = None
    country: Name | None = None
    countries: Short | None = None
    parties: Short | None = None
    towards: Short | None = None
    title: Short | None = None
    who: Name | None = None
    group: Short | None = None
    role: Name | None = None
    leads: Literal["1"] | None = None
    number: Annotated[int, msgspec.Meta(ge=0, lt=10**4)] | None = None
    reason: Short | None = None


class Listed(msgspec.Struct):
    """Some of a part in the order of their ids; `next` leads on, `None` at the end."""

    items: list[Any]
    next: str | None


class Added(msgspec.Struct):
    """Whether a document brought anything new, and the documents that bear its id."""

    added: bool
    documents: list[Any]


T = TypeVar("T")


class Api:
    """The routes below `/api/`."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def answered(self, answer: Callable[[Register, Request], Response]) -> Callable[[Request], Any]:
        """A route from a function that is given an open register."""

        def opened(request: Request) -> Response:
            with self.site.opened() as register:
                return answer(register, request)

        async def route(request: Request) -> Response:
            return await run_in_threadpool(opened, request)

        return route


def listed(register: Register, request: Request) -> Response:
    """A page of a part."""
    part = _part(request)
    after = _position(request.query_params.get("after", ""))
    found = register.some(part, after=after, most=ON_A_PAGE + 1)
    more = len(found) > ON_A_PAGE
    token = urlsafe_b64encode(found[ON_A_PAGE - 1][0].encode()).decode().rstrip("=") if more else None
    return as_json(msgspec.structs.asdict(Listed([thing for _, thing in found[:ON_A_PAGE]], token)))


def _part(request: Request) -> str:
    part: str = request.path_params["part"]
    if part not in PARTS:
        raise BadField(f"there are {', '.join(PARTS)}")
    return part


def _position(token: str) -> str:
    try:
        return urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        raise BadField("after: no token of this register; start without one") from None


def one(register: Register, request: Request) -> Response:
    """One known thing, as it is kept; an id that leads to another one moves on."""
    part, id = _part(request), request.path_params["id"]
    found = register.document_named(id) if part == "documents" else register.known_id(id)
    if found != id:
        return RedirectResponse(f"/api/{part}/{segment(found)}", 301)
    return Response(register.as_json(found, part), media_type="application/json")


def add(register: Register, request: Request) -> Response:
    """Read a text and keep it."""
    given = _given(request, NewDocument)
    described = {name: value for name, value in msgspec.structs.asdict(given).items() if name != "text" and value}
    added = register.read(given.text, **described)
    return as_json(msgspec.structs.asdict(Added(added, register.documents_named(given.id))), 201 if added else 200)


def make_decision(register: Register, request: Request) -> Response:
    return _decided(register, request, _form(_given(request, NewDecision)), decide)


def make_edit(register: Register, request: Request) -> Response:
    return _decided(register, request, _form(_given(request, NewEdit)), edit)


def take_back(register: Register, request: Request) -> Response:
    return _decided(register, request, {"number": request.path_params["number"]}, undo)


def _decided(
    register: Register, request: Request, form: dict[str, str], change: Callable[[Register, dict[str, str], str], None]
) -> Response:
    """The last decision that is kept; 409 with those that came in between."""
    try:
        change(register, form, request.scope["user"].name)
    except Overtaken as overtaken:
        numbers = ", ".join(str(decision.number) for decision in overtaken.decisions)
        message = f"decided in the meantime by {numbers}; look, and send it with the latest as `seen`"
        return failure_as_json(409, message)
    last: Decision = register.decisions(all=True)[-1]
    return as_json({"decision": last}, 201)


def _given(request: Request, sort: type[T]) -> T:
    try:
        return msgspec.json.decode(request.scope["body"], type=sort)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeError) as error:
        raise BadField(f"body: {error}") from None


def _form(given: Any) -> dict[str, str]:
    """The same fields as a form of the pages has them."""
    return {name: str(value) for name, value in msgspec.structs.asdict(given).items() if value is not None}
