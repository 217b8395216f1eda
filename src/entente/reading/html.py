"""A page to its main text, with the title, day, language, publisher and address that it gives of itself.

The main part is the page's `article` or `main`, else the element with most text in paragraphs; what stands around it
(navigation, footers, forms, lists of other pages) is left out. Only text leaves this module, never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from entente.errors import InputError
from entente.reading.decoding import decode
from entente.reading.fields import day
from entente.reading.inputs import Given

ASIDE = (
    "script, style, noscript, template, iframe, svg, nav, header, footer, aside, form, button, select, figure, "
    "[hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=complementary]"
)
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "pre", "td", "dd", "dt"}
HOLDERS = {"li", "blockquote", "td", "dd"}
"""Blocks that may hold blocks, which are then taken instead."""
ROOTS = ("[itemprop=articleBody]", "article", "main", "[role=main]")
LEAST_LETTERS = 80
"""A part with less text than this is not the main one."""
LINK_SHARE = 0.6
"""A block of which more than this is links is a menu."""
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_NESTING = re.compile(r"<(/?)(?:div|span|section|table|[uo]l|font|b|i|em|strong|a|article|main)\b", re.IGNORECASE)
MOST_DEEP = 1000
_SPACE = re.compile(r"\s+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PUBLISHED = (
    ("meta[property='article:published_time']", "content"),
    ("meta[itemprop=datePublished]", "content"),
    ("meta[name='dc.date' i], meta[name='dcterms.date' i], meta[name=date i], meta[name=pubdate i]", "content"),
    ("time[itemprop=datePublished]", "datetime"),
    ("article time[datetime], main time[datetime]", "datetime"),
    ("time[datetime]", "datetime"),
)


def given(data: bytes, name: str) -> Iterator[Given]:
    """The one text of a page; raises `InputError` where it has none."""
    markup = _decoded(data, name)
    _refuse_depth(markup, name)
    about, text = read_page(markup)
    if not text:
        raise InputError(f"{name}: a page without text; save the page as it is shown, or its text")
    yield Given(origin=name, id=Path(name).stem, text=text, **about)


def read_page(markup: str) -> tuple[dict[str, Any], str]:
    """What a page says of itself, and its main text in paragraphs."""
    tree = LexborHTMLParser(markup)
    about = {
        "title": _title(tree),
        "published": _published(tree),
        "language": _language(tree),
        "publisher": _meta(tree, "meta[property='og:site_name']"),
        "url": _address(_attribute(tree, "link[rel=canonical]", "href") or _meta(tree, "meta[property='og:url']")),
    }
    for node in tree.css(ASIDE):
        node.decompose()
    root = _main(tree)
    return about, "\n\n".join(_paragraphs(root)) if root is not None else ""


def _refuse_depth(markup: str, name: str) -> None:
    """A parser's time grows with the elements that are open, so a page must not nest them without end."""
    if markup.count("<") < MOST_DEEP:
        return
    depth = 0
    for closing in _NESTING.findall(markup):
        depth += -1 if closing else 1
        if depth > MOST_DEEP:
            raise InputError(f"{name}: elements nested more than {MOST_DEEP:,} deep; save its text")


def plain(markup: str) -> str:
    """The text of a piece of markup, such as an entry of a feed."""
    return read_page(f"<main>{markup}</main>")[1]


def _decoded(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)[0]


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in ROOTS:
        found = max(tree.css(selector), key=_letters, default=None)
        if found is not None and _letters(found) >= LEAST_LETTERS:
            return found
    weights: dict[int, tuple[int, LexborNode]] = {}
    for paragraph in tree.css("p"):
        parent = paragraph.parent
        if parent is not None:
            weight, _ = weights.get(parent.mem_id, (0, parent))
            weights[parent.mem_id] = (weight + len(paragraph.text()), parent)
    best = max(weights.values(), key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= LEAST_LETTERS:
        return best[1]
    return tree.body


def _letters(node: LexborNode) -> int:
    return sum(len(paragraph.text()) for paragraph in node.css("p")) or len(node.text()) // 2


def _paragraphs(root: LexborNode) -> Iterator[str]:
    found = False
    for node in root.traverse(include_text=False):
        if node.tag not in BLOCKS or (node.tag in HOLDERS and _holds_blocks(node)):
            continue
        words = _SPACE.sub(" ", node.text()).strip()
        only = node.child
        bare = only is not None and only.next is None and only.tag == "-text"
        links = 0 if bare else sum(len(link.text()) for link in node.css("a"))
        if words and links <= LINK_SHARE * len(words):
            found = True
            yield words
    if not found:
        yield from filter(None, (_SPACE.sub(" ", line).strip() for line in root.text(separator="\n").splitlines()))


def _holds_blocks(node: LexborNode) -> bool:
    return any(inner.mem_id != node.mem_id for inner in node.css(", ".join(sorted(BLOCKS))))


def _title(tree: LexborHTMLParser) -> str | None:
    heading = tree.css("h1")
    if len(heading) == 1 and heading[0].text().strip():
        return _SPACE.sub(" ", heading[0].text()).strip()
    title = tree.css_first("title")
    return (
        _meta(tree, "meta[property='og:title']") or (_SPACE.sub(" ", title.text()).strip() if title else None) or None
    )


def _published(tree: LexborHTMLParser) -> str | None:
    values = [_attribute(tree, selector, name) for selector, name in PUBLISHED[:3]]
    values += [_linked_day(node.text()) for node in tree.css("script[type='application/ld+json']")]
    values += [_attribute(tree, selector, name) for selector, name in PUBLISHED[3:]]
    for value in values:
        match = _DAY.match(value or "")
        if match:
            try:
                return day(match[0])
            except InputError:
                continue
    return None


def _linked_day(script: str) -> str | None:
    """`datePublished` of a page's linked data."""
    try:
        waiting: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return None
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            found = node.get("datePublished")
            if isinstance(found, str):
                return found
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return None


def _language(tree: LexborHTMLParser) -> str | None:
    tag = _attribute(tree, "html", "lang") or ""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else None


def _meta(tree: LexborHTMLParser, selector: str) -> str | None:
    return _attribute(tree, selector, "content")


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node is not None else None
    return value.strip() or None if value else None


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
