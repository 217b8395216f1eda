"""RSS and Atom feeds to their entries, each a text of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from entente.errors import InputError
from entente.reading.elements import Element, tree
from entente.reading.inputs import Given

ENTRIES = {"item", "entry"}
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubDate", "published", "date", "issued", "updated")


def given(data: bytes, name: str) -> Iterator[Given]:
    """The entries of a feed; raises `InputError` for what is no feed."""
    root = tree(data, name)
    channel = next((child for child in root.children if child.name == "channel"), root)
    if root.name not in ("rss", "feed", "RDF"):
        raise InputError(f"{name}: <{root.name}> is no RSS or Atom feed")
    holders = [channel] if channel is root else [channel, root]
    entries = [child for holder in holders for child in holder.children if child.name in ENTRIES]
    if not entries:
        raise InputError(f"{name}: a feed without entries")
    publisher = channel.first("title") or None
    language = root.attributes.get("lang") or channel.first("language") or None
    for number, entry in enumerate(entries, 1):
        found = _given(entry, name, number, publisher, language)
        if found is not None:
            yield found


def _given(item: Element, name: str, number: int, publisher: str | None, language: str | None) -> Given | None:
    from entente.reading.html import plain

    body = next((found for tag in TEXTS if (found := item.first(tag))), "")
    text = plain(body) if "<" in body else body
    title = item.first("title")
    title = plain(title) if "<" in title else title
    if not text and not title:
        return None
    links: list[str] = [child.attributes.get("href", "") for child in item.children if child.name == "link"]
    link = item.first("link") or next(filter(None, links), "")
    return Given(
        origin=f"{name}:{number}",
        id=item.first("guid") or item.first("id") or link or f"{Path(name).stem}-{number}",
        text=text or title,
        title=title or None,
        published=next((sent for tag in DAYS if (sent := _day(item.first(tag)))), None),
        publisher=publisher,
        url=link if link.startswith(("http://", "https://")) else None,
        language=language,
    )


def _day(written: str) -> str | None:
    """The day of RFC 822 or ISO 8601."""
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError):
        return None
