"""The way of a document, a call a stage."""

from __future__ import annotations

import gc

import msgspec

from entente import __version__
from entente.errors import UnknownLanguage
from entente.extraction import extract
from entente.languages.detection import detect
from entente.languages.loading import load
from entente.model.record import Engine, Record
from entente.model.trace import Trace
from entente.reading import read as read_document
from entente.recognition import recognise
from entente.resolution import resolve
from entente.segmentation import segment
from entente.text.folding import fold


def read(
    text: str,
    *,
    id: str = "stdin",
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Record:
    """Read one document into its record.

    `published` is an ISO 8601 day, against which relative dates resolve; without it they stay `None`.
    `language` is a BCP 47 code, detected where it is not given. Raises `BadField` for a date that is none and
    `UnknownLanguage` for a language without a pack.
    """
    return read_explained(
        text, id=id, published=published, publisher=publisher, title=title, url=url, language=language
    )[0]


def read_explained(
    text: str,
    *,
    id: str = "stdin",
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> tuple[Record, str, Trace]:
    """The record, the stored text that its offsets count in, and for each object what made it."""
    document = read_document(
        text, id=id, published=published, publisher=publisher, title=title, url=url, language=language
    )
    folded = fold(document.text)
    code = document.language or detect(folded)
    document = msgspec.structs.replace(document, language=code)
    if code is None:
        return Record(document=document.described(), engine=Engine(version=__version__)), document.text, {}
    try:
        pack = load(code.split("-")[0])
    except UnknownLanguage as error:
        raise UnknownLanguage(
            f"{document.id}: {error}; give --language, or make a pack with `entente packs new`"
        ) from None
    collecting = gc.isenabled()
    gc.disable()  # the objects of a document live until it is read: to look through them meanwhile frees none
    try:
        sentences = segment(document.text, folded, pack)
        recognise(sentences, document.text, folded, pack)
        statements = extract(sentences, document.text, pack, document.publisher)
        record, trace = resolve(document, statements, pack)
    finally:
        if collecting:
            gc.enable()
    engine = Engine(version=__version__, packs={pack.code: pack.version})
    return msgspec.structs.replace(record, engine=engine), document.text, trace
