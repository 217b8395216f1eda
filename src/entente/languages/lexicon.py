"""The lexicon of a pack: forms of one or more words, with their classes and values, in one trie over tokens.

A form in lower case matches any case; one that begins with a capital wants a capital in the text; one in
capitals wants capitals (`CAN` is a cup, `can` a verb). *Solid* entries become one unit of the sentence;
*soft* ones (topics) are noted beside the units and hide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from entente.languages.alphabet import Alphabet
from entente.text.folding import MARKS, fold


class Entry(NamedTuple):
    """One row of a table: what class a form has there, what it stands for, and where it is written."""

    name: str
    value: str
    file: str
    line: int

    @property
    def origin(self) -> str:
        """`file:line`, as messages and `explain` show it."""
        return f"{self.file}:{self.line}"


ANY_CASE, CAPITAL, CAPITALS = 0, 1, 2
SHAPES = ("lower", "Cap", "CAPS")


def case_wanted(form: str) -> int:
    """How strict a form, as written in a table, is about capitals.

    >>> case_wanted("drogue"), case_wanted("Tours"), case_wanted("DGSN")
    (0, 1, 2)
    """
    if not form[0].isupper():
        return ANY_CASE
    if not form.isupper():
        return CAPITAL
    letters = [c for c in form if c.isalpha()]
    return CAPITALS if 1 < len(letters) <= 8 and all(c.isupper() for c in letters) else CAPITAL


def _is_verb(pair: tuple[Entry, int]) -> bool:
    return pair[0].name.startswith("v_")


_NOWHERE: dict[str, Node] = {}
"""The ways on of every node that has none, which are most."""


class Node:
    """A place in the trie: the ways on, and the entries whose forms end here."""

    __slots__ = ("chars", "on", "soft", "solid")

    def __init__(self) -> None:
        self.on = _NOWHERE
        self.solid: tuple[tuple[Entry, int], ...] = ()
        self.soft: tuple[tuple[Entry, int], ...] = ()
        self.chars: tuple[str, str, str] | None = None

    def chosen(self, shape: int) -> tuple[Entry, ...]:
        """The solid entries that a text of this shape may have."""
        return tuple([entry for entry, wanted in self.solid if wanted <= shape])

    def soft_for(self, shape: int) -> list[Entry]:
        """The soft entries that a text of this shape may have."""
        return [entry for entry, wanted in self.soft if wanted <= shape]


Packed = int | tuple[dict[str, Any] | None, tuple[int, ...], tuple[int, ...], tuple[str, str, str] | None]
"""A node as plain data: ways on, solid and soft pairs, characters; a number where it has but one pair.

A pair is a number too: four times the place of the entry among all, and the case wanted.
"""


class _Unpacking(dict[str, Node]):
    """The root of a lexicon that was kept: packed nodes, each unpacked when first asked for."""

    def __init__(self, packed: dict[str, Any], entries: Sequence[list[Any]], alone: dict[int, Any]) -> None:
        super().__init__(packed)
        self._entries, self._alone = entries, alone

    def get(self, word: str, default: Any = None) -> Any:
        found: Any = super().get(word, default)
        if type(found) is int or type(found) is tuple:
            found = self[word] = self._node(found)
        return found

    def __getitem__(self, word: str) -> Node:
        if word not in self:
            raise KeyError(word)
        node: Node = self.get(word)
        return node

    def values(self) -> Any:
        return [self[word] for word in self]

    def items(self) -> Any:
        return [(word, self[word]) for word in self]

    def _node(self, packed: Packed) -> Node:
        node = Node()
        if isinstance(packed, int):
            node.solid = (self._pair(packed),)
            node.chars = self._alone[packed]
            return node
        on, solid, soft, node.chars = packed
        if on:
            node.on = {word: self._node(following) for word, following in on.items()}
        node.solid, node.soft = tuple(map(self._pair, solid)), tuple(map(self._pair, soft))
        return node

    def _pair(self, number: int) -> tuple[Entry, int]:
        at = number >> 2
        names, values, files, lines = self._entries
        return Entry(names[at], values[at], files[at], lines[at]), number & 3


def _marked(word: str) -> bool:
    """Whether a word is of letters and of signs on them, which count where a table has them."""
    return not word.isascii() and all(char.isalpha() or char in MARKS for char in word)


class Lexicon:
    """Forms to entries. `add` while loading, `close` once, then walk `root`."""

    def __init__(self, tokens_of: Callable[[str], Sequence[str]], soft: Iterable[str]) -> None:
        self._tokens_of = tokens_of
        self._soft = frozenset(soft)
        self.root: dict[str, Node] = {}
        self.forms = 0
        self._accented: list[tuple[str, tuple[Entry, int]]] = []

    def add(self, folded: str, wanted: int, entry: Entry, written: str = "") -> None:
        """Give a form an entry. It is folded, but for verbs, which keep the accents that tell tenses apart.

        `written` has the accents of another form: a verb that is spelled the same does not hide it.
        """
        if not written.isascii() and written.isalpha() and entry.name not in self._soft:
            self._accented.append((written.lower(), (entry, wanted)))
        if folded.isalpha() or _marked(folded) or ((folded[-1] in "-'" or folded[0] == "-") and " " not in folded):
            node = self.root.get(folded)
            if node is None:
                node = self.root[folded] = Node()
        else:
            level = self.root
            node = Node()
            for token in self._cut(folded):
                found = level.get(token)
                if found is None:
                    if level is _NOWHERE:
                        level = node.on = {}
                    found = level[token] = Node()
                node, level = found, found.on
        self.forms += 1
        pair = (entry, wanted)
        if entry.name in self._soft:
            if pair not in node.soft:
                node.soft += (pair,)
        elif not node.solid:
            node.solid = (pair,)
        elif not any(entry.name == e.name and entry.value == e.value and wanted == w for e, w in node.solid):
            node.solid += (pair,)

    def _cut(self, folded: str) -> Sequence[str]:
        words = folded.split(" ")
        if folded.isascii() and all(map(str.isalpha, words)):
            return words  # as the tokens' expression would cut it, in a third of the time
        tokens = self._tokens_of(folded)
        if folded[-1] == "'" and (elided := self._tokens_of(folded + "x"))[-1] == "x":
            return elided[:-1]
        return tokens

    def entries(self, folded: str, name: str) -> list[Entry]:
        """A form's entries of one class."""
        node = self._node(folded)
        return [entry for entry, _ in node.solid if entry.name == name] if node is not None else []

    def _node(self, folded: str) -> Node | None:
        level, node = self.root, None
        for token in self._tokens_of(folded):
            node = level.get(token)
            if node is None:
                return None
            level = node.on
        return node

    def remove(self, folded: str, name: str) -> None:
        """Take a form's entries of one class away again (a layer may do so)."""
        node = self._node(folded)
        if node is not None:
            node.solid = tuple(p for p in node.solid if p[0].name != name)
            node.soft = tuple(p for p in node.soft if p[0].name != name)

    def has(self, word: str) -> bool:
        """Whether a single folded token is a form, or begins one."""
        return word in self.root

    def _keep_accents(self) -> None:
        """Part a verb from another word that has accents where the verb has none: `conferência`, `conferencia`."""
        for word, pair in self._accented:
            node, plain = self.root.get(word), self.root.get(fold(word))
            if node is None and plain is not None and not _is_verb(pair) and any(map(_is_verb, plain.solid)):
                node = self.root[word] = Node()
                node.on, node.soft = plain.on, plain.soft
            if node is not None and pair not in node.solid:
                node.solid += (pair,)
        self._accented.clear()

    def close(self, alphabet: Alphabet, base: dict[int, frozenset[str]]) -> None:
        """Give every node its characters: one for each shape that the text may have there.

        `base` has, for each shape, the classes that the shape itself brings.
        """
        self._keep_accents()
        known: dict[tuple[tuple[str, int], ...], tuple[str, str, str]] = {}
        known_alone: dict[tuple[str, int], tuple[str, str, str]] = {}

        def chars_of(key: tuple[tuple[str, int], ...]) -> tuple[str, str, str]:
            made = []
            for shape in (ANY_CASE, CAPITAL, CAPITALS):
                names = {name for name, wanted in key if wanted <= shape}
                made.append(alphabet.char(base[shape] | names) if names else "")
            return made[0], made[1], made[2]

        stack = list(self.root.values())
        while stack:
            node = stack.pop()
            if node.on:
                stack.extend(node.on.values())
            solid = node.solid
            if not solid:
                continue
            if len(solid) == 1:
                entry, wanted = solid[0]
                alone = (entry[0], wanted)
                chars = known_alone.get(alone)
                if chars is None:
                    chars = known_alone[alone] = chars_of((alone,))
            else:
                key = tuple([(entry.name, wanted) for entry, wanted in solid])
                chars = known.get(key)
                if chars is None:
                    chars = known[key] = chars_of(key)
            node.chars = chars

    def packed(self) -> tuple[Any, ...]:
        """The closed lexicon as plain data, to be kept."""
        entries: dict[Entry, int] = {}
        number = entries.setdefault
        alone: dict[int, tuple[str, str, str] | None] = {}

        def pack(node: Node) -> Packed:
            solid = node.solid
            if len(solid) == 1 and not node.soft and not node.on:
                only = number(solid[0][0], len(entries)) << 2 | solid[0][1]
                alone[only] = node.chars
                return only
            return (
                {word: pack(following) for word, following in node.on.items()} or None,
                tuple([number(entry, len(entries)) << 2 | wanted for entry, wanted in solid]),
                tuple([number(entry, len(entries)) << 2 | wanted for entry, wanted in node.soft]),
                node.chars,
            )

        root = {word: pack(node) for word, node in self.root.items()}
        return root, list(map(list, zip(*entries, strict=True))), alone, self.forms

    def unpack(self, packed: tuple[Any, ...]) -> None:
        """Be the lexicon that was packed."""
        root, entries, alone, self.forms = packed
        self.root = _Unpacking(root, entries, alone)
