"""Why a document is read as it is: for each value the words, the pack entry or rule that found them, and its file."""

from __future__ import annotations

from typing import Any

from entente import pipeline
from entente.model.trace import Reason
from entente.web.answering import Context
from entente.web.asking import Asked
from entente.web.pages.documents import named

DESCRIPTION = ("title", "published", "publisher", "url")


def page(asked: Asked) -> Context:
    """A reading with the packs of today, which a record by hand may differ from; empty where there is no text."""
    found = named(asked, "/why")
    return {"document": found.document, "author": found.author, "values": _values(found.document, found.text)}


def _values(document: Any, text: str | None) -> list[dict[str, Any]]:
    if text is None:
        return []
    described = {name: getattr(document, name) for name in DESCRIPTION}
    _, stored, trace = pipeline.read_explained(text, id=document.id, **described)
    return [
        {"thing": name.partition(".")[0], "field": name.partition(".")[2], "reasons": _told(reasons, stored)}
        for name, reasons in trace.items()
        if reasons
    ]


def _told(reasons: list[Reason], text: str) -> list[dict[str, str]]:
    return [{"words": text[slice(*one.span)], "entry": one.entry, "origin": one.origin} for one in reasons]
