"""Text and what is known about it to a `Document`."""

from __future__ import annotations

from hashlib import sha256

from entente.model.document import Document
from entente.reading.fields import day, language_tag, stated
from entente.reading.storing import stored_text


def read(
    text: str,
    *,
    id: str = "stdin",
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Document:
    """Any text to a `Document`; raises `BadField` for a `published` or `language` that is none.

    >>> read("Cafe\\u0301\\r\\nnoir", title="Carte").text
    'Carte\\n\\nCafé\\nnoir'
    """
    stored = stored_text(text, title)
    return Document(
        id=stated(id) or "stdin",
        text=stored,
        sha256=sha256(stored.encode("utf-8")).hexdigest(),
        language=language_tag(language),
        title=stated(title),
        published=day(published),
        publisher=stated(publisher),
        url=stated(url),
    )
