"""The OpenAPI description: every twin of a page with its questions and keys, and the API.

Tests hold that each route with a twin is described, and that a twin has the keys that stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

import msgspec

from entente import __version__
from entente.model.known import KnownBody, KnownCommitment, KnownDocument, KnownEngagement, KnownPerson
from entente.model.record import CommitmentKind, Kind, Status
from entente.model.territory import POLICIES
from entente.register.decisions import Decision
from entente.register.queues import STATES
from entente.web.api import PARTS, Added, Listed, NewDecision, NewDocument, NewEdit

Schema = dict[str, Any]
KNOWN = (KnownEngagement, KnownPerson, KnownBody, KnownCommitment, KnownDocument)
TYPES = (*KNOWN, Decision, NewDocument, NewDecision, NewEdit, Listed, Added)
_words: Schema = {"type": "string", "maxLength": 200}
_day: Schema = {"type": "string", "maxLength": 200, "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2]))?$",
                "description": "a year or a month; every EDTF date is understood"}  # fmt: skip
QUERY: dict[str, Schema] = {
    "q": {**_words, "description": "words that must all be there, by their beginnings"},
    "kind": {"enum": list(get_args(Kind))},
    "status": {"enum": list(get_args(Status))},
    "country": {**_words, "description": "an ISO 3166-1 code, or a country's English name"},
    "with": {**_words, "description": "a second country"},
    "topic": {**_words, "description": "a code of the topic scheme"},
    "publisher": _words,
    "language": {**_words, "description": "of a document that tells of it, BCP 47"},
    "city": _words,
    "since": _day,
    "until": _day,
    "page": {"type": "integer", "minimum": 1, "maximum": 1000},
    "state": {"enum": list(STATES)},
    "due": {"enum": ["open", "overdue"]},
    "promise": {"enum": list(get_args(CommitmentKind))},
    "view": {"enum": [*POLICIES, "borderless"]},
    "mend": {**_words, "description": "which thing of the record the page shows forms for"},
}
SAID_OTHERWISE = {"due": "state", "promise": "kind"}
"""Questions that bear one name on several pages and mean another thing on each."""


@dataclass(frozen=True, slots=True)
class Page:
    """A twin: its address without `.json`, what it is, its questions, and its keys."""

    path: str
    about: str
    query: list[str]
    keys: list[str]


def _page(path: str, about: str, query: str, keys: str) -> Page:
    return Page(path, about, query.split(), keys.split())


_LISTED = "query total page pages"
_PARTNER = (
    "countries total more kinds topics topics_by_year years counterparts ahead people commitments engagements timeline"
)
_PERSON = "part known names posts counterparts engagements timeline history"
PAGES = (
    _page("/index", "what is latest, ahead, and who is active", "", "counts new ahead active today"),
    _page(
        "/engagements",
        "engagements by filters, with counts",
        "q kind status country since until topic publisher language city page",
        f"{_LISTED} facets engagements",
    ),
    _page(
        "/engagements/{id}",
        "one engagement with who says what",
        "",
        "engagement values participants part_of occasion parts_of commitments documents history matching",
    ),
    _page("/partners", "all countries", "", "partners"),
    _page("/partners/{one}", "one country", "", _PARTNER),
    _page("/partners/{one}/{other}", "two countries with each other", "", _PARTNER),
    _page("/people", "people by name", "q country page", f"{_LISTED} part facets people"),
    _page("/bodies", "bodies by name", "q country page", f"{_LISTED} part facets bodies"),
    _page("/people/{id}", "one person", "", _PERSON),
    _page("/bodies/{id}", "one body", "", _PERSON),
    _page("/commitments", "what was promised", "promise country due page", "query kinds today page pages commitments"),
    _page("/calendar", "what is ahead, by month", "country", "country today months"),
    _page(
        "/timeline",
        "how much there was over time",
        "country with since until status",
        "query statuses periods columns",
    ),
    _page(
        "/map",
        "the map",
        "country view",
        "country view views countries size places lines home shapes borders disputed",
    ),
    _page("/network", "who did how much with whom", "country", "country pairs network"),
    _page(
        "/documents",
        "documents and the queue of review",
        "q state country since until page",
        f"{_LISTED} states documents",
    ),
    _page(
        "/documents/{name}",
        "one document with its record and what is decided",
        "mend",
        "document title author text lines things edits mend aside parties roles choices last seen before after",
    ),
    _page("/documents/{name}/why", "what made each value of a document", "", "document author values"),
    _page("/decisions", "all decisions, the last first", "page", "page pages decisions"),
    _page("/accounts", "users, tokens and the log; for administrators", "page", "users tokens log page pages"),
)
ERRORS = {
    "400": "asked in a way that is not understood", "401": "sign in first", "403": "not allowed", "404": "not here",
    "405": "not possible here", "409": "decided in the meantime", "413": "too large", "415": "no JSON",
    "421": "another host", "429": "too many requests",
}  # fmt: skip


@cache
def description() -> Schema:
    """The whole description as OpenAPI 3.1."""
    _, components = msgspec.json.schema_components(TYPES, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Entente", "version": __version__, "description": (__doc__ or "").partition("\n")[0]},
        "components": {
            "schemas": {**components, "Error": _ERROR},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
        "paths": {**{f"{page.path}.json": {"get": _twin(page)} for page in PAGES}, **_api()},
    }


def _twin(page: Page) -> Schema:
    shown = {"type": "object", "required": page.keys, "properties": {key: {} for key in page.keys}}
    asked = [_parameter("query", SAID_OTHERWISE.get(name, name), QUERY[name]) for name in page.query]
    return _operation(page.about, {"200": shown}, [*_in_path(page.path), *asked])


def _api() -> Schema:
    part = _parameter("path", "part", {"enum": list(PARTS)})
    after = _parameter("query", "after", {"type": "string", "description": "`next` of the page before"})
    decided = {"type": "object", "required": ["decision"], "properties": {"decision": _ref(Decision)}}
    known = {"anyOf": [_ref(sort) for sort in KNOWN]}
    return {
        "/api/{part}": {"get": _operation("all that is known", {"200": _ref(Listed)}, [part, after])},
        "/api/{part}/{id}": {"get": _operation("one known thing", {"200": known}, [part, *_in_path("{id}")])},
        "/api/documents": {
            "post": _operation("read and keep a text", {"200": _ref(Added), "201": _ref(Added)}, body=NewDocument)
        },
        "/api/decisions": {"post": _operation("decide", {"201": decided}, body=NewDecision)},
        "/api/decisions/{number}/undo": {
            "post": _operation("take a decision back", {"201": decided}, _in_path("{number}"), body=object)
        },
        "/api/edits": {"post": _operation("change a document's record", {"201": decided}, body=NewEdit)},
    }


def _operation(
    about: str, answers: Mapping[str, Schema], parameters: Iterable[Schema] = (), body: type | None = None
) -> Schema:
    told: Schema = {
        "summary": about,
        "parameters": list(parameters),
        "responses": {
            **{status: _answer("as asked", schema) for status, schema in answers.items()},
            **{status: _answer(why, {"$ref": "#/components/schemas/Error"}) for status, why in ERRORS.items()},
            "301": {"description": "what was asked for bears another address now"},
        },
    }
    if body is not None:
        schema = {"type": "object"} if body is object else _ref(body)
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return told


def _answer(why: str, schema: Schema) -> Schema:
    return {"description": why, "content": {"application/json": {"schema": schema}}}


def _in_path(path: str) -> list[Schema]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    return [_parameter("path", name, {"type": "string", "minLength": 1}) for name in names]


def _parameter(where: str, name: str, schema: Schema) -> Schema:
    return {"in": where, "name": name, "required": where == "path", "schema": schema}


def _ref(sort: type) -> Schema:
    return {"$ref": f"#/components/schemas/{sort.__name__}"}


_ERROR: Schema = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message"],
            "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
        }
    },
}
