"""Markdown to plain text: headings, emphasis, links and lists without their marks; front matter as description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from entente.reading.decoding import decode
from entente.reading.inputs import Given

_FRONT = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_MARKS = [
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE), r"\1\n"),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^([ \t]*)[*+-][ \t]+", re.MULTILINE), r"\1– "),
    (re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
]
_KEYS = {"date": "published", "published": "published", "title": "title", "lang": "language", "language": "language",
         "publisher": "publisher", "source": "publisher", "url": "url", "link": "url"}  # fmt: skip


def given(data: bytes, name: str) -> Iterator[Given]:
    """The one text of a file."""
    text = decode(data, name)[0].replace("\r\n", "\n").lstrip("\ufeff")
    about: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        text = text[front.end() :]
        for key, value in _FIELD.findall(front[1]):
            if key.lower() in _KEYS:
                about[_KEYS[key.lower()]] = value.strip().strip("\"'")
    for pattern, instead in _MARKS:
        text = pattern.sub(instead, text)
    yield Given(origin=name, id=Path(name).stem, text=text.strip() + "\n", **about)
