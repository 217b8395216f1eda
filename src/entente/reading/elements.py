"""XML to elements by their local names.

It is read by an own small handler on expat: a document type is refused before anything in it counts, so there are no
entities to expand and nothing outside is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from entente.errors import InputError

MOST_DEEP = 100


@dataclass(slots=True)
class Element:
    """An element; `content` is its texts and children in their order."""

    name: str
    attributes: dict[str, str]
    content: list[str | Element] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def first(self, name: str) -> str:
        """The text of the first child of a name."""
        return next((found for child in self.children if child.name == name and (found := child.all_text())), "")

    def all_text(self) -> str:
        return "".join(part if isinstance(part, str) else part.all_text() for part in self.content).strip()


def tree(data: bytes, name: str) -> Element:
    """Elements by their local names; raises `InputError`."""
    root = Element("", {})
    path = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(path) > MOST_DEEP:
            raise InputError(f"{name}: elements more than {MOST_DEEP} deep")
        element = Element(_local(tag), {_local(key): value for key, value in attributes.items()})
        path[-1].children.append(element)
        path[-1].content.append(element)
        path.append(element)

    def end(tag: str) -> None:
        path.pop()

    def refuse(*_: object) -> None:
        raise InputError(f"{name}: declares a document type, which is not needed here and attackers use; take it out")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: path[-1].content.append(text)
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{name}: no well-formed XML ({error})") from None
    if not root.children:
        raise InputError(f"{name}: empty; there is nothing to read")
    return root.children[0]


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
