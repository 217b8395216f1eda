"""Who says a value, with the words, their language and what is known of the document."""

from __future__ import annotations

from typing import Any

import msgspec

from entente.model.known import KnownDocument, KnownParty, Said, Value
from entente.registering import Register

MOST_SPANS = 3
LONGEST = 400


class Quoting:
    """Quotes from one register; each document is asked for once."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.documents: dict[str, KnownDocument | None] = {}

    def value(self, value: Value) -> dict[str, Any]:
        """A value with its quotes, as both the page and the JSON show it."""
        return {
            "value": value.value,
            "rank": value.rank,
            "author": value.author,
            "reason": value.reason,
            "said": [self.said(said) for said in value.said],
        }

    def party(self, party: KnownParty) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.structs.asdict(party)
        return plain

    def said(self, said: Said) -> dict[str, Any]:
        """One document's words for a value; no quotes where it has no text."""
        document = self.document(said.document)
        words = [self.register.quote(said.document, [span]) for span in said.spans[:MOST_SPANS]]
        return {
            "document": said.document,
            "thing": said.thing,
            "spans": said.spans,
            "sources": said.sources,
            "language": document.language if document else None,
            "publisher": document.publisher if document else None,
            "published": document.published if document else None,
            "quotes": [quote[:LONGEST] for quote in dict.fromkeys(filter(None, words))],
        }

    def document(self, id: str) -> KnownDocument | None:
        if id not in self.documents:
            self.documents[id] = next(iter(self.register.documents_named(id)), None)
        return self.documents[id]
