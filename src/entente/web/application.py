"""The ASGI application: its routes on one screen.

A page is a function from what was asked to a context; `shown` gives it two routes, the page and its JSON twin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from entente.registering import Register
from entente.web.answering import Answering, Context, failures
from entente.web.asking import Asked, Site
from entente.web.deciding import EDITS, Deciding, choose_language
from entente.web.exporting import Exporting
from entente.web.guarding import Guard
from entente.web.pages import commitments, decisions, documents, engagements, home, networks, partners, people

STATIC = Path(__file__).parent / "static"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def application(
    where: str | Path,
    *,
    author: str,
    hosts: Iterable[str] = LOOPBACK,
    today: Callable[[], date] = date.today,
) -> Guard:
    """The pages of the register at `where`; decisions are signed by `author`; only `hosts` are answered."""
    site = Site(lambda: Register(where, create=False), author, today)

    def shown(path: str, page: Callable[[Asked], Context], template: str) -> list[BaseRoute]:
        answer = Answering(site, page, template)
        twin = "/index" if path == "/" else path
        return [Route(f"{twin}.json", answer.as_json), Route(path, answer.as_page, name=template)]

    routes: list[BaseRoute] = [
        *shown("/", home.page, "home"),
        *shown("/engagements", engagements.several, "engagements"),
        Route("/engagements.{ending}", Exporting(site).export),
        Route("/gold.jsonl", Exporting(site).gold),
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
        *shown("/network", networks.page, "network"),
        *shown("/documents", documents.several, "documents"),
        *shown("/documents/{name:path}", documents.one, "document"),
        *shown("/decisions", decisions.several, "decisions"),
        *(Route(path, Deciding(site, change).answer, methods=["POST"]) for path, change in EDITS.items()),
        Route("/language", choose_language, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]
    return Guard(Starlette(routes=routes, exception_handlers=failures(site)), tuple(hosts))
