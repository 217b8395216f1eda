"""WARC by fastwarc: a document a page that was answered with success, its main text taken as from a saved page.

The day of publication is what the page says; the day of the crawl is none. The language is left to be detected: what pages
say of it is often wrong.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from entente.bulk.shards import Document
from entente.reading import html
from entente.reading.decoding import decode
from entente.reading.inputs import Given

LARGEST_PAGE_BYTES = 5_000_000
PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
_CHARSET = re.compile(rb"<meta[^>]+charset=", re.IGNORECASE)


def documents(path: Path) -> Iterator[Document]:
    """The pages of an archive, by their addresses."""
    with path.open("rb") as file:
        records = ArchiveIterator(
            file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all", verify_digests=False
        )
        for record in records:
            kind = record.http_content_type or ""
            status = record.http_headers.status_code if record.http_headers else None
            if status is None or not 200 <= status < 300 or kind not in (*PAGES, PLAIN):
                continue
            if record.content_length > LARGEST_PAGE_BYTES:
                continue
            url = record.headers.get("WARC-Target-URI") or record.record_id
            body = record.reader.read(LARGEST_PAGE_BYTES)
            yield Document(url, partial(_given, body, url, kind, record.http_charset))


def _given(body: bytes, url: str, kind: str, charset: str | None) -> Given | None:
    body = _as_utf8(body, charset)
    if kind == PLAIN:
        text = decode(body, url)[0]
        return Given(origin=url, id=url, text=text, url=url) if text.strip() else None
    page = next(html.given(body, url))
    return replace(page, id=url, url=url, language=None)


def _as_utf8(body: bytes, charset: str | None) -> bytes:
    """The page in UTF-8 where only its server said in which encoding it is."""
    if charset is None or _CHARSET.search(body[:2048]):
        return body
    try:
        if codecs.lookup(charset).name == "utf-8":
            return body
        return body.decode(charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return body
