"""WARC by fastwarc: a document a page that was answered with success, its main text taken as from a saved page.

The day of publication is what the page says; the day of the crawl is none. The language is left to be detected: what
pages say of it is often wrong.
"""

from __future__ import annotations

import codecs
import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from entente.bulk.archives import Document
from entente.reading import html
from entente.reading.decoding import decode
from entente.reading.inputs import Given

LARGEST_PAGE_BYTES = 5_000_000
PAGES = ("text/html", "application/xhtml+xml")
PLAIN = "text/plain"
GZIP, END = b"\x1f\x8b", b"\r\n\r\n"
PIECE_BYTES = 1 << 20
_CHARSET = re.compile(rb"<meta[^>]+charset=", re.IGNORECASE)


def documents(path: Path) -> Iterator[Document]:
    """The pages of an archive, by their addresses; raises `EOFError` for one that is cut off, without its last page."""
    with path.open("rb") as file:
        records = ArchiveIterator(file, record_types=WarcRecordType.response, auto_decode="all", verify_digests=False)
        start, held = 0, None
        for record in records:
            if held is not None:
                yield held
            start, held = record.stream_pos, _document(record, path)
    _refuse_cut(path, start)
    if held is not None:
        yield held


def _document(record: WarcRecord, path: Path) -> Document | None:
    """The page of a record, if it is one."""
    kind = record.http_content_type or ""
    status = record.http_headers.status_code if record.http_headers else None
    if status is None or not 200 <= status < 300 or kind not in (*PAGES, PLAIN):
        return None
    if record.content_length > LARGEST_PAGE_BYTES:
        return None
    url = record.headers.get("WARC-Target-URI") or record.record_id or path.name
    return Document(url, partial(_given, record.reader.read(LARGEST_PAGE_BYTES), url, kind, record.http_charset))


def _refuse_cut(path: Path, start: int) -> None:
    """Raise `EOFError` where an archive is cut off behind the beginning of its last page; fastwarc does not say so."""
    with path.open("rb") as file:
        file.seek(start)
        packed = file.read(len(GZIP)) == GZIP
        file.seek(start)
        with gzip.open(file) if packed else file as rest:
            last = b""
            while piece := rest.read(PIECE_BYTES):
                last = (last + piece)[-len(END) :]
    if last != END:
        raise EOFError("the archive is cut off")


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
