"""A page to paste a text into: it is read, kept, and its review opens."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.errors import BadField
from entente.web.answering import rendered
from entente.web.api import LONGEST_TEXT
from entente.web.asking import Site

DESCRIPTION = ("id", "title", "published", "publisher", "url")
LONGEST = 500


class Adding:
    """The form, and what it sends."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def page(self, request: Request) -> Response:
        return rendered(self.site, request, "add", {"given": {}, "fault": None})

    async def add(self, request: Request) -> Response:
        return await run_in_threadpool(self._add, request)

    def _add(self, request: Request) -> Response:
        form: dict[str, str] = request.scope["form"]
        try:
            return RedirectResponse(f"/documents/{self._kept(form)}", 303)
        except BadField as fault:  # what was pasted is not lost
            return rendered(self.site, request, "add", {"given": form, "fault": str(fault)}, 400)

    def _kept(self, form: dict[str, str]) -> str:
        """The key of the document that a form gives; raises `BadField`."""
        text, described = form.get("text", ""), {name: form.get(name, "").strip() for name in DESCRIPTION}
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise BadField(f"text: 1 to {LONGEST_TEXT:,} characters")
        if any(len(value) > LONGEST for value in described.values()):
            raise BadField(f"a field may have {LONGEST} characters")
        if not described["id"]:
            raise BadField("id: name the document")
        with self.site.opened() as register:
            register.read(text, **{name: value for name, value in described.items() if value})
            return register.documents_named(described["id"])[-1].key
