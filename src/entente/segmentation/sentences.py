"""Sentences: ends are stops that no abbreviation, number or open word explains; a line break ends one unless
the line hangs on a small word or the next goes on in lower case.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from entente.languages.pack import Pack
from entente.model.sentence import Sentence

_STOP = re.compile(r"[.!?…؟]+[\"»”’')\]]*(?=\s|$)|\n\s*")
_BLANKS = re.compile(r"[ \u00a0\u202f]*")
_CLOSING = "»”"
_ORDINAL = re.compile(r"\d{1,3}|[ivx]+")
_NOTHING = re.compile(r"(?!)")
_LAST_WORD = re.compile(r"[\w'-]+\.?$")


def segment(text: str, folded: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences of a text, or of a stretch of it, with their tokens; every token lies in exactly one."""
    end = len(text) if end is None else end
    settings = pack.settings.get("sentences", {})
    abbreviations, open_words = set(settings.get("abbreviations", [])), set(settings.get("open_words", []))
    ordinal = _ORDINAL if settings.get("ordinals") else _NOTHING
    bounds = [row for row in _bounds(text, folded, abbreviations, open_words, ordinal) if start < row[0] < end]
    spans = [match.span() for match in pack.token_regex.finditer(folded, start, end)]
    sentences: list[Sentence] = []
    done, paragraph = 0, 0
    for bound, opens in (*bounds, (end, 0)):
        reached = bisect_left(spans, (bound,), done)
        if reached > done:
            tokens = spans[done:reached]
            sentences.append(Sentence(tokens[0][0], tokens[-1][1], paragraph, tokens, pack))
            done = reached
        paragraph += opens
    return sentences


def _bounds(
    text: str, folded: str, abbreviations: set[str], open_words: set[str], ordinal: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Offsets at which a new sentence begins, each with 1 where a new paragraph begins too."""
    bounds = []
    size = len(text)
    for match in _STOP.finditer(text):
        start, end = match.span()
        follows = text[end : end + 1]
        if text[start] == "\n":
            before = folded[max(0, start - 30) : start].rstrip()
            word = _LAST_WORD.search(before)
            hangs = word is not None and word[0] in open_words
            goes_on = follows.islower() and before[-1:] not in ".!?:;" and text.count("\n", start, end) == 1
            if not hangs and not goes_on:
                bounds.append((end, 1))
            continue
        nxt = _BLANKS.match(text, end).end()  # type: ignore[union-attr]
        if nxt < size and text[nxt] in _CLOSING:
            end = nxt + 1
            nxt = _BLANKS.match(text, end).end()  # type: ignore[union-attr]
        follows = text[nxt : nxt + 1]
        if follows.islower() or (follows and follows in ",;:."):
            continue
        if text[start:end] == ".":
            word = _LAST_WORD.search(folded, max(0, start - 20), start)
            if word is not None:
                last = word[0]
                initial = len(last) == 1 and last.isalpha() and text[start - 1].isupper()
                counts = last.isdecimal() and text[text.rfind("\n", 0, start) + 1 : start].strip() == last
                if initial or counts or last + "." in abbreviations or ordinal.fullmatch(last):
                    continue
        bounds.append((end, 0))
    return bounds
