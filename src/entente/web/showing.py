"""Values as pages show them: nothing of a document can act as markup, as a control, or as an address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

SHOWN_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in b"\t\n\r"},
    **dict.fromkeys(
        [*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF], 0xFFFD
    ),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
"""Characters that act without being seen, each shown as one character so that offsets hold."""


def finalized(value: Any) -> Any:
    """Every value that a template prints passes here before it is escaped."""
    if value is None:
        return ""
    return value.translate(SHOWN_CONTROLS) if isinstance(value, str) and not isinstance(value, Markup) else value


def outward(url: str | None) -> str | None:
    """An address that a link may lead to: http and https only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def safe_path(path: str) -> str:
    """A path of this site, whatever was asked for; the home page for anything else."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if is_ours else "/"


def segment(name: str) -> str:
    """A name as one part of a path; a slash stays, since ids of documents may be paths."""
    return quote(name, safe="/")


def with_query(query: dict[str, Any], **changes: Any) -> str:
    """A query string with some values changed; `None` and the empty string drop one."""
    kept = {name: value for name, value in {**query, **changes}.items() if value not in (None, "")}
    return f"?{urlencode(kept)}" if kept else "?"


def shortened(words: str, length: int = 180) -> str:
    """The words, cut at a word's end with `…` where they are longer."""
    words = " ".join(words.split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.") + "…"


def by_words(said: list[dict[str, Any]]) -> list[tuple[list[str], list[dict[str, Any]]]]:
    """Documents that say a value, those that say it in the same words together."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for one in said:
        found.setdefault(tuple(one["quotes"]), []).append(one)
    return [(list(quotes), those) for quotes, those in found.items()]


FILTERS = {
    "by_words": by_words,
    "outward": outward,
    "segment": segment,
    "with_query": with_query,
    "shortened": shortened,
}
