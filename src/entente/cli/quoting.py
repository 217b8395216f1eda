"""The words of the document beside a value: `«…»`, shortened, safe for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from entente.cli.terminal import clean
from entente.model.record import Span

MOST = 2  # quotes shown beside one value; the others are counted


def quote(text: str, spans: Sequence[Span], length: int = 70) -> str:
    """The words at the spans, each at most `length` characters; empty without text or spans.

    >>> quote("effectue une visite de travail en Turquie", [(0, 41)], 24)
    '«effectue une visite de…»'
    """
    if not text:
        return ""
    said: list[str] = []
    for start, end in spans:
        words = f"«{shortened(clean(text[start:end]), length)}»"
        if words not in said and words != "«»":
            said.append(words)
    more = len(said) - MOST
    return " ".join(said[:MOST]) + (f" +{more}" if more > 0 else "")


def shortened(words: str, length: int) -> str:
    """The words, cut at a word's end with `…` where they are longer."""
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.") + "…"
