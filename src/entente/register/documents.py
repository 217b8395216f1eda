"""A row of `documents` as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from entente.model.known import KnownDocument

DOCUMENT_COLUMNS = "key, id, title, published, publisher, url, language, sha256"


def known_document(key: str, row: Iterable[Any], redacted: str | None) -> KnownDocument:
    """The columns after the key, and why its text was taken out."""
    id, title, published, publisher, url, language, sha256 = row
    return KnownDocument(id, key, title, published, publisher, url, language, sha256, redacted)
