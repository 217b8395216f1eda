"""A realistic regular-expression tokeniser, the yardstick: what anybody pays before understanding begins."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
      https?://\S+ | [\w.+-]+@[\w-]+\.[\w.]+         # addresses of the web and of mail
    | \d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?     # 1 234 567,8
    | \d+(?:[.,:/-]\d+)*(?:er|re|e|ème)?\b           # dates, times, ordinals
    | (?:[A-ZÀ-Ý]\.){2,}                              # O.N.U.
    | \b(?:[ldjmtscnLDJMTSCN]|qu|Qu|jusqu|lorsqu|puisqu)['’]   # elision
    | \w+(?:[-‑]\w+)*(?:['’]\w+)?                     # words, with hyphens
    | \.\.\. | [^\w\s]                                # marks
    """,
    re.VERBOSE,
)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Each token with its half-open span."""
    return [(match.group(), *match.span()) for match in TOKEN.finditer(text)]
