"""The ASGI application: its routes on one screen.

A page is a function from what was asked to a context; `shown` gives it two routes, the page and its JSON twin.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from entente.web.accounts import Accounts
from entente.web.adding import Adding
from entente.web.answering import Answering, Context, as_json, failures
from entente.web.api import Api, add, listed, make_decision, make_edit, one, take_back
from entente.web.asking import Asked, Site
from entente.web.deciding import EDITS, Deciding, choose_language
from entente.web.describing import description
from entente.web.entering import Entrance
from entente.web.exporting import Exporting
from entente.web.guarding import Guard
from entente.web.opening import MOST_OPEN, Registers
from entente.web.pages import (
    commitments,
    decisions,
    documents,
    engagements,
    home,
    maps,
    networks,
    partners,
    people,
    timelines,
    whys,
)
from entente.web.signing import Signing, accounts_page

STATIC = Path(__file__).parent / "static"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def application(
    where: str | Path,
    *,
    author: str,
    accounts: str | Path | None = None,
    hosts: Iterable[str] = LOOPBACK,
    today: Callable[[], date] = date.today,
) -> Guard:
    """The pages of the register at `where`; only `hosts` are answered.

    Decisions are signed by `author`, or by who is signed in where there are `accounts`.
    """
    site = Site(Registers(where), author, today, None if accounts is None else lambda: Accounts(accounts))

    def shown(path: str, page: Callable[[Asked], Context], template: str, **more: bool) -> list[BaseRoute]:
        answer = Answering(site, page, template, **more)
        twin = "/index" if path == "/" else path
        return [Route(f"{twin}.json", answer.as_json), Route(path, answer.as_page, name=template)]

    signing, adding, exporting, api = Signing(site), Adding(site), Exporting(site), Api(site)
    routes: list[BaseRoute] = [
        *shown("/", home.page, "home"),
        *shown("/engagements", engagements.several, "engagements"),
        Route("/engagements.{ending}", exporting.export),
        Route("/gold.jsonl", exporting.gold),
        *shown("/engagements/{id}", engagements.one, "engagement"),
        *shown("/partners", partners.several, "partners"),
        *shown("/partners/{one}", partners.page, "partner"),
        *shown("/partners/{one}/{other}", partners.page, "partner"),
        *shown("/people", people.people, "people"),
        *shown("/bodies", people.bodies, "people"),
        *shown("/people/{id}", people.person, "person"),
        *shown("/bodies/{id}", people.body, "person"),
        *shown("/commitments", commitments.several, "commitments"),
        *shown("/calendar", engagements.calendar, "calendar"),
        *shown("/timeline", timelines.page, "timeline"),
        *shown("/map", maps.page, "map"),
        *shown("/network", networks.page, "network"),
        *shown("/documents", documents.several, "documents"),
        *shown("/documents/{name:path}/why", whys.page, "why"),
        *shown("/documents/{name:path}", documents.one, "document"),
        *shown("/decisions", decisions.several, "decisions"),
        *(Route(path, Deciding(site, change).answer, methods=["POST"]) for path, change in EDITS.items()),
        Route("/add", adding.page),
        Route("/add", adding.add, methods=["POST"]),
        Route("/openapi.json", as_described),
        Route("/api/documents", api.answered(add), methods=["POST"]),
        Route("/api/decisions", api.answered(make_decision), methods=["POST"]),
        Route("/api/decisions/{number}/undo", api.answered(take_back), methods=["POST"]),
        Route("/api/edits", api.answered(make_edit), methods=["POST"]),
        Route("/api/{part}", api.answered(listed)),
        Route("/api/{part}/{id}", api.answered(one)),
        *shown("/accounts", accounts_page, "accounts", is_remembered=False),
        Route("/sign-in", signing.page),
        Route("/sign-in", signing.sign_in, methods=["POST"]),
        Route("/sign-out", signing.sign_out, methods=["POST"]),
        Route("/language", choose_language, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = MOST_OPEN
        yield
        site.opened.close()

    pages = Starlette(routes=routes, exception_handlers=failures(site), lifespan=lifespan)
    pages.router.redirect_slashes = False  # an address is there as it is written, or not at all
    return Guard(Entrance(pages, site), tuple(hosts))


async def as_described(request: Request) -> Response:
    """What can be asked of the twins and the API, as OpenAPI."""
    return as_json(description())
