"""RSS and Atom feeds to their entries, each a text of its own.

The feed is read by an own small handler on expat: a document type is refused before anything in it counts, so there are
no entities to expand and nothing outside is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.parsers import expat

from entente.errors import InputError
from entente.reading.inputs import Given

MOST_DEEP = 100
ENTRIES = {"item", "entry"}
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubDate", "published", "date", "issued", "updated")


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The text of the first child of a name."""
        return next((found for child in self.children if child.name == name and (found := child.all_text())), "")

    def all_text(self) -> str:
        return "".join([*self.text, *(child.all_text() for child in self.children)]).strip()


def given(data: bytes, name: str) -> Iterator[Given]:
    """The entries of a feed; raises `InputError` for what is no feed."""
    root = _tree(data, name)
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


def _given(item: _Element, name: str, number: int, publisher: str | None, language: str | None) -> Given | None:
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


def _tree(data: bytes, name: str) -> _Element:
    """Elements by their local names; raises `InputError`."""
    root = _Element("", {})
    path = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(path) > MOST_DEEP:
            raise InputError(f"{name}: elements more than {MOST_DEEP} deep; this is no feed")
        element = _Element(_local(tag), {_local(key): value for key, value in attributes.items()})
        path[-1].children.append(element)
        path.append(element)

    def end(tag: str) -> None:
        path.pop()

    def refuse(*_: object) -> None:
        raise InputError(f"{name}: declares a document type, which feeds do not need and attackers use; take it out")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: path[-1].text.append(text)
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{name}: no well-formed XML ({error}); it is no feed") from None
    if not root.children:
        raise InputError(f"{name}: empty; there is nothing to read")
    return root.children[0]


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
