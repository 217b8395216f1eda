"""A PDF to its text: paragraphs put together from lines, words from hyphens at line ends; the title if it has one."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from entente.errors import InputError
from entente.reading.inputs import Given

MOST_PAGES = 500
_HYPHEN = re.compile(r"(\w)[-\u2010]\n(?=[^\W\d_])")
_ENDS = re.compile(r"[.!?:;\u061f\u3002]['\"\u00bb\u201d)]*$")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it warns of, the reading survives


def given(data: bytes, name: str) -> Iterator[Given]:
    """The one text of a PDF; raises `InputError` for one that is broken, locked or only pictures."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: locked with a password; save it without")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(f"{name}: {len(reader.pages)} pages; give at most {MOST_PAGES}, or its text")
        pages = [page.extract_text() for page in reader.pages]
        about = reader.metadata
        title = about.title if about else None
        made = str(about.get("/CreationDate", "")) if about else ""
    except InputError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
        NotImplementedError,
    ) as error:
        raise InputError(
            f"{name}: no readable PDF ({type(error).__name__}: {error}); save it anew, or give its text"
        ) from None
    text = "\n\n".join(filter(None, (_flowing(page) for page in pages)))
    if not text.strip():
        raise InputError(f"{name}: a PDF of pictures without text; run text recognition (OCR) on it first")
    note = f"{name}: its day of publication is not known; give it with --published" if made else None
    yield Given(origin=name, id=Path(name).stem, text=text, title=(title or "").strip() or None, note=note)


def _flowing(page: str) -> str:
    """Lines of a page to paragraphs: a line that ends a sentence and is short ends a paragraph."""
    page = _HYPHEN.sub(r"\1", page.replace("\r\n", "\n"))
    lines = [" ".join(line.split()) for line in page.split("\n")]
    widest = max(map(len, lines), default=0)
    text: list[str] = []
    for line in lines:
        if not line:
            text.append("\n\n")
            continue
        text.append(line)
        text.append("\n\n" if _ENDS.search(line) and len(line) < 0.85 * widest else " ")
    return re.sub(r" ?\n{2,} ?(?:\n+ ?)*", "\n\n", "".join(text)).strip()
