"""Given text to stored text: NFC, `\\n` line ends, no byte-order mark, its title before it, else untouched.

Every offset of a record counts code points of what `stored_text` returns.
"""

from __future__ import annotations

import re
import unicodedata

SPACE = re.compile(r"\s+")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LONG_RUN = re.compile(r"[^\w\s\x00-\u02ff]{30,}")  # holds every long run of combining marks; no mark is a \w


def stored_text(text: str, title: str | None = None) -> str:
    """The text that is kept and that offsets count in.

    Lone surrogates, which no encoding can hold, become U+FFFD one for one.
    """
    text = _normal(text)
    if title and (title := _normal(title).strip()):
        start = SPACE.sub(" ", title)
        # the beginning is enough: white space folds to nothing longer than itself
        head = SPACE.sub(" ", text[: 4 * len(title) + 400]).lstrip()
        if not head.startswith(start):
            return f"{title}\n\n{text}"
    return text


def _normal(text: str) -> str:
    text = text.lstrip("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = LONE_SURROGATE.sub("\ufffd", text)
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", LONG_RUN.sub(_in_canonical_order, text))


def _in_canonical_order(run: re.Match[str]) -> str:
    """A long run of marks, decomposed and stably sorted by class: equivalent, so NFC is the same.

    CPython sorts each run by insertion, in time quadratic in its length: 27 s for 10^5 in falling order.
    """
    marks = "".join(unicodedata.normalize("NFD", character) for character in run.group())
    ordered: list[str] = []
    start = 0
    for at, character in enumerate(marks):
        if unicodedata.combining(character) == 0:
            ordered += [*sorted(marks[start:at], key=unicodedata.combining), character]
            start = at + 1
    ordered += sorted(marks[start:], key=unicodedata.combining)
    return "".join(ordered)
