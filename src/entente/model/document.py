"""A document as it is stored: nothing after reading sees bytes or markup."""

from __future__ import annotations

from typing import TypedDict

import msgspec

from entente.model.record import Described


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Plain text with what is known about it.

    `text` is in NFC with `\\n` line ends and no byte-order mark; `sha256` is the hexadecimal digest of its
    UTF-8 bytes. `published` is an ISO 8601 day; `language` is BCP 47, `None` until it is detected.
    """

    id: str
    text: str
    sha256: str
    language: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    def described(self) -> Described:
        """The document as its record shows it: without the text."""
        return Described(
            id=self.id,
            language=self.language,
            title=self.title,
            published=self.published,
            publisher=self.publisher,
            url=self.url,
            sha256=self.sha256,
        )


class Description(TypedDict, total=False):
    """What is known about a text that is handed in: the keyword arguments of `entente.read`."""

    id: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    language: str | None
