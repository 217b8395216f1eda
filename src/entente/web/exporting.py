"""A list of engagements as a file: the formats of `entente export` over what the filters of the page leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from entente.exports import write
from entente.model.known import KnownEngagement
from entente.registering import Register
from entente.web.asking import Asked, Site, words_for
from entente.web.pages.engagements import found, query

MOST, MOST_IN_FEED = 10_000, 60
FEED = "atom"
TYPES = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "atom": ("atom", "application/atom+xml"),
    "ics": ("ical", "text/calendar; charset=utf-8"),
    "geojson": ("geojson", "application/geo+json"),
}
"""Endings to the format's name and media type."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Some engagements with the documents that tell of them, as exports want it."""

    register: Register
    engagements: list[KnownEngagement]

    def everything(self, part: str) -> Iterator[Any]:
        if part == "engagements":
            yield from self.engagements
        elif part == "documents":
            for id in sorted({id for one in self.engagements for id in one.documents}):
                yield from self.register.documents_named(id)

    def records(self) -> Iterator[dict[str, Any]]:
        return iter(())

    def gold(self) -> Iterator[dict[str, Any]]:
        return iter(())


class Exporting:
    """`/engagements.csv` and its like; `/gold.jsonl`."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def export(self, request: Request) -> Response:
        return await run_in_threadpool(self._export, request)

    async def gold(self, request: Request) -> Response:
        return await run_in_threadpool(self._gold)

    def _export(self, request: Request) -> Response:
        ending = request.path_params["ending"]
        if ending not in TYPES:
            raise HTTPException(404)
        name, media_type = TYPES[ending]
        with self.site.opened() as register:
            asked = Asked(self.site, register, request.path_params, request.query_params, words_for(request))
            body = self._written(asked, ending, name)
        headers = {"Content-Disposition": f'attachment; filename="engagements.{ending}"'}
        return Response(body, media_type=media_type, headers={} if ending == FEED else headers)

    def _written(self, asked: Asked, ending: str, name: str) -> bytes:
        """The file; a feed, which many ask for again and again, is remembered."""

        def written() -> bytes:
            return b"".join(write(name, Selection(asked.register, self._selected(asked, ending))))

        if ending != FEED:
            return written()
        question = ending, *sorted(asked.query.items())
        body: bytes = self.site.memory.answer(question, asked.register.stamp(), written)
        return body

    def _selected(self, asked: Asked, ending: str) -> list[KnownEngagement]:
        """What the filters leave: a feed has what is new, a file has all."""
        if ending == FEED:
            return asked.register.last_told(MOST_IN_FEED, **query(asked))
        return found(asked, MOST)[0]

    def _gold(self) -> Response:
        """The records that people have reviewed to the end."""
        with self.site.opened() as register:
            body = b"".join(write("gold", register))
        headers = {"Content-Disposition": 'attachment; filename="gold.jsonl"'}
        return Response(body, media_type="application/jsonl", headers=headers)
