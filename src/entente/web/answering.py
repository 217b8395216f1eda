"""From a context to an answer: HTML through a template, or JSON; and the one shape of an error."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente import __version__
from entente.errors import EntenteError, RegisterError
from entente.settings import settings
from entente.web.asking import Asked, Site, words_for
from entente.web.showing import FILTERS, finalized, safe_path

Context = dict[str, Any]
EXPORTS = (".csv", ".jsonl", ".atom", ".ics", ".geojson")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=finalized,
)
TEMPLATES.filters.update(FILTERS)


class Moved(Exception):
    """What was asked for bears another address now."""

    def __init__(self, path: str) -> None:
        self.path = path


class Answering:
    """One page and its twin; what it shows is remembered where it follows from the register alone."""

    def __init__(
        self, site: Site, page: Callable[[Asked], Context], template: str, *, is_remembered: bool = True
    ) -> None:
        self.site, self.page, self.template, self.is_remembered = site, page, template, is_remembered

    async def as_page(self, request: Request) -> Response:
        return await run_in_threadpool(self._page, request)

    async def as_json(self, request: Request) -> Response:
        return await run_in_threadpool(self._json, request)

    def _context(self, request: Request) -> Context:
        with self.site.opened() as register:
            path, query = dict(request.path_params), request.query_params
            asked = Asked(self.site, register, path, query, words_for(request))
            if not self.is_remembered:
                return self.page(asked)
            question = self.page, *path.items(), *query.multi_items(), asked.today, settings().disputed
            found: Context = self.site.memory.answer(question, register.stamp(), lambda: self.page(asked))
            return found

    def _page(self, request: Request) -> Response:
        try:
            context = self._context(request)
        except Moved as moved:
            return _moved(request, safe_path(moved.path))
        return rendered(self.site, request, self.template, context, has_twin=True)

    def _json(self, request: Request) -> Response:
        try:
            context = self._context(request)
        except Moved as moved:
            return _moved(request, safe_path(moved.path) + ".json")
        return as_json(context)


def _moved(request: Request, path: str) -> Response:
    """The same question at another address."""
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 301)


def rendered(
    site: Site, request: Request, template: str, context: Context, status: int = 200, *, has_twin: bool = False
) -> Response:
    """A page; everything of the context is escaped."""
    words = words_for(request)
    path, query = request.url.path, request.url.query
    html = TEMPLATES.get_template(f"{template}.html").render(
        **context,
        t=words,
        here=path,
        query_string=Markup("?") + query if query else "",
        twin=("/index" if path == "/" else path) + ".json" if has_twin else None,
        token=request.scope.get("token", ""),
        user=request.scope.get("user"),
        has_accounts=site.accounts is not None,
        version=__version__,
    )
    return Response(html, status, media_type="text/html", headers={"Vary": "Cookie, Accept-Language"})


def as_json(context: Context, status: int = 200) -> Response:
    return Response(msgspec.json.encode(context), status, media_type="application/json")


def failures(site: Site) -> dict[Any, Any]:
    """How each kind of error is answered."""

    def failed(request: Request, error: Exception) -> Response:
        answer = failure(site, request, *_told(error))
        answer.headers.update(getattr(error, "headers", None) or {})
        return answer

    return dict.fromkeys((HTTPException, EntenteError, 500), failed)


def failure(site: Site, request: Request, status: int, message: str) -> Response:
    """The one shape of an error: `{"error": {"status", "message"}}`, or the same as a page."""
    if is_program(request):
        return failure_as_json(status, message)
    return rendered(site, request, "error", _error(status, message), status)


def failure_as_json(status: int, message: str) -> Response:
    """An error as programs get it."""
    return as_json(_error(status, message), status)


def _error(status: int, message: str) -> Context:
    return {"error": {"status": status, "message": message}}


def is_program(request: Request) -> bool:
    """Whether a program asks, which wants an error as JSON and no page to sign in."""
    path = request.url.path
    return path.startswith("/api/") or path.endswith((".json", *EXPORTS)) or "authorization" in request.headers


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, error.detail
    if isinstance(error, RegisterError):
        return 404, str(error)
    if isinstance(error, EntenteError):
        return 400, str(error)
    return 500, HTTPStatus(500).phrase
