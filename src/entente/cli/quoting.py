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


def around(text: str, span: Span, focus: Span, length: int = 150) -> tuple[str, str, str]:
    """The words at `span` in three parts, `focus` in the middle, cut on both sides to `length`.

    >>> around("Hier matin, il a reçu son homologue turc à Rabat.", (0, 49), (15, 21), 30)
    ('«…il ', 'a reçu', ' son homologue…»')
    """
    start, end = span
    middle = (max(start, min(focus[0], end)), max(start, min(focus[1], end)))
    said = shortened(clean(text[slice(*middle)]), length)
    room = max(0, length - len(said))
    before, after = text[start : middle[0]], text[middle[1] : end]
    left = max(room // 3, room - len(after))
    before = _cut_left(before, left)
    after = shortened(_one_space(after), max(1, room - len(before)))
    return f"«{before}", said, f"{after}»"


def _one_space(words: str) -> str:
    """Cleaned words that keep a space where they began or ended with one."""
    first, last = words[:1].isspace(), words[-1:].isspace()
    return " " * first + clean(words) + " " * (last and bool(words.strip()))


def _cut_left(words: str, length: int) -> str:
    words = _one_space(words)
    if len(words) <= length:
        return words
    cut = words[len(words) - length :]
    at = cut.find(" ")
    return "…" + (cut[at + 1 :] if at < length // 2 + 1 else cut)


def shortened(words: str, length: int) -> str:
    """The words, cut at a word's end with `…` where they are longer."""
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.") + "…"
