"""Which installed language a text is in: its most common small words, counted; `None` where none fits.

Each pack lists its small words under `option.common`; the words of the first 3,000 characters vote.
"""

from __future__ import annotations

import re
from functools import cache

from entente.languages.loading import codes
from entente.languages.pack import PACKS, _toml
from entente.text.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 3000
_LEAST_SHARE = 0.08


@cache
def _common() -> tuple[tuple[str, frozenset[str]], ...]:
    rows = []
    for code in codes():
        words = _toml(PACKS / code / "pack.toml").get("option", {}).get("common", [])
        rows.append((code, frozenset(map(fold, words))))
    return tuple(rows)


def detect(folded: str) -> str | None:
    """The code of the pack whose common words are most frequent in the folded text, or `None`."""
    words = _WORD.findall(folded[:_SAMPLE])
    if not words:
        return None
    score, best = max(((sum(map(common.__contains__, words)), code) for code, common in _common()), default=(0, None))
    return best if score >= max(1, _LEAST_SHARE * len(words)) else None
