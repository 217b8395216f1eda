"""EDTF dates in words for people; what is not understood is shown as it is."""

from __future__ import annotations

import re
from calendar import month_name

PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)", re.ASCII)


def in_words(edtf: str) -> str:
    """
    >>> in_words("2025-09-18/2025-09-20"), in_words("2025-11"), in_words("../2027")
    ('18–20 September 2025', 'November 2025', 'until 2027')
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return " ".join(_words(start))
    if start in ("", ".."):
        return f"until {' '.join(_words(end))}"
    if end in ("", ".."):
        return f"from {' '.join(_words(start))}"
    return _span(_words(start), _words(end))


def _span(start: list[str], end: list[str]) -> str:
    """Two dates with what they share said once."""
    if start == end:
        return " ".join(end)
    shared = 0
    while shared < min(len(start), len(end)) - 1 and start[-1 - shared] == end[-1 - shared]:
        shared += 1
    first = " ".join(start[: len(start) - shared])
    dash = "–" if len(start) - shared == 1 and len(end) - shared == 1 else " – "
    return f"{first}{dash}{' '.join(end)}"


def _words(edtf: str) -> list[str]:
    match = PART.fullmatch(edtf)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        return [edtf]
    year, month, day, doubt = match.groups()
    words = [doubt and "about", day and str(int(day)), month and month_name[int(month)], year]
    return [word for word in words if word]
