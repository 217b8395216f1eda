"""The way of a document, a call a stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from entente import __version__
from entente.errors import UnknownLanguage
from entente.extraction import extract
from entente.languages.detection import detect, stretches
from entente.languages.loading import load
from entente.languages.pack import Pack
from entente.model.record import Engine, Record
from entente.model.sentence import Sentence
from entente.model.trace import Trace
from entente.reading import read as read_document
from entente.recognition import recognise
from entente.resolution import resolve, trace
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
    `language` is a BCP 47 code; where it is not given it is detected, and paragraphs in another one are read in
    that. Raises `BadField` for a date that is none and `UnknownLanguage` for a language without a pack.
    """
    return read_stored(text, id=id, published=published, publisher=publisher, title=title, url=url, language=language)[
        0
    ]


def read_stored(text: str, **described: str | None) -> tuple[Record, str]:
    """The record, and the stored text that its offsets count in; takes what `read` takes."""
    with _uncollected():
        return _read(text, **described)[:2]


def read_explained(text: str, **described: str | None) -> tuple[Record, str, Trace]:
    """The record, the stored text, and for each value what found its words; takes what `read` takes."""
    with _uncollected():
        record, stored, sentences = _read(text, **described)
        return record, stored, trace(record, sentences)


@contextmanager
def _uncollected() -> Iterator[None]:
    """The objects of a document live until it is read, then all go: to look through them meanwhile frees none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> tuple[Record, str, list[Sentence]]:
    document = read_document(
        text, id=id or "stdin", published=published, publisher=publisher, title=title, url=url, language=language
    )
    folded = fold(document.text)
    given = document.language
    code = given or detect(document.text)
    document = msgspec.structs.replace(document, language=code)
    if code is None:
        return Record(document=document.described(), engine=Engine(version=__version__)), document.text, []
    try:
        pack = load(code.split("-")[0])
    except UnknownLanguage as error:
        raise UnknownLanguage(
            f"{document.id}: {error}; give --language, or make a pack with `entente packs new`"
        ) from None
    parts = [(0, len(folded), pack.code)] if given else stretches(document.text, pack.code)
    sentences = [
        sentence
        for start, end, language in parts
        for sentence in _sentences(document.text, folded, load(language), start, end)
    ]
    statements = extract(sentences, document.text, pack, document.publisher)
    record = resolve(document, statements, pack)
    versions = {known.code: known.version for known in map(load, dict.fromkeys(language for *_, language in parts))}
    engine = Engine(version=__version__, packs=versions)
    return msgspec.structs.replace(record, engine=engine), document.text, sentences


def _sentences(text: str, folded: str, pack: Pack, start: int, end: int) -> list[Sentence]:
    """The recognised sentences of a stretch of text in one language."""
    sentences = segment(text, folded, pack, start, end)
    recognise(sentences, text, folded, pack)
    return sentences
