"""What the single words of a text signal, read off a pack's lexicon: sides, security, openings.

A *side* is a country, its people, its capital, a body, or a word for the other side or for both (*counterpart*, *the
two countries*). *Security* is a service or a field, or a topic that is no generic one. An *opening* is a noun or verb
with whose frame an engagement begins; it is *weak* where such words are common in any news, as words of help are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from operator import or_
from typing import NamedTuple, TypeVar

from entente.languages.lexicon import ANY_CASE, CAPITAL, CAPITALS, Node
from entente.languages.loading import load
from entente.languages.pack import Pack
from entente.languages.tables import OF_A_COUNTRY
from entente.text.folding import bare, fold

BOTH_SIDES = "both"
"""A word that stands for the other side, or for both, says that there are two."""
WEAK_FRAMES = frozenset({"go", "arrest", "operation"})
_MOST_WORDS = 300_000
T = TypeVar("T")


class Signal(NamedTuple):
    """What a word, or a form of several that begins in it, signals."""

    sides: frozenset[str]
    security: bool
    opens: bool
    opens_weakly: bool


class _Word(NamedTuple):
    """A word's own signal, if it has one, and how the lexicon goes on from it."""

    signal: Signal | None
    on: Mapping[str, Node]
    shape: int


@cache
def signals_of(code: str) -> Signals:
    """The signals of the words of a language that has a pack."""
    return Signals(load(code))


class Signals:
    """What the words of a language signal, each found out once.

    A word is what stands between blanks, so that a text is cut at no cost.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._generic = frozenset(pack.option("generic_topics", []))
        self._frames = frozenset(name for name, frame in pack.settings["frame"].items() if frame.get("kind"))
        self._words = _Known(self._learned)
        self._first_tokens = _Known(lambda word: next(iter(pack.tokens_of(fold(word))), ""))

    def within(self, words: list[str]) -> Iterator[tuple[int, Signal]]:
        """The signals of a text's words, and where they stand."""
        ahead, endings = [*words[1:], ""], bool(self._pack.inflected)
        for at, known in enumerate(map(self._words.__getitem__, words)):
            if known is None:  # most words
                continue
            signal, on, shape = known
            if on and (endings or self._first_tokens[ahead[at]] in on):
                signal = self._with_following(signal, on, shape, words, at)
            if signal is not None:
                yield at, signal

    def _with_following(
        self, signal: Signal | None, on: Mapping[str, Node], shape: int, words: list[str], at: int
    ) -> Signal | None:
        """The signal of a word, and of all forms of several words that begin in it."""
        for following in range(at + 1, len(words)):
            for token in self._pack.tokens_of(fold(words[following])):
                node = on.get(token) or (self._pack.inflected and self._node(on, token))
                if not node:
                    return signal
                signal, on = _joined(signal, self._signal(node, shape)), node.on
            if not on:
                break
        return signal

    def _learned(self, word: str) -> _Word | None:
        """What a word is that was not met before; `None` where it has no signal and nothing begins in it."""
        signal, shape = None, ANY_CASE
        on: Mapping[str, Node] = {}
        for match in self._pack.token_regex.finditer(fold(word)):
            written = word[match.start() : match.end()]
            node = self._node(on, match[0])
            forms = [node]
            if node is None:
                node = self._first(written, match[0])
                forms = [node, self._pack.lexicon.root.get(written.lower())]  # verbs are looked up as written
                shape = _shape(written)
            for form in forms:
                if form is not None:
                    signal = _joined(signal, self._signal(form, shape))
            on = node.on if node else {}
        on = {token: node for token, node in on.items() if self._leads_on(node)}
        return _Word(signal, on, shape) if signal or on else None

    def _leads_on(self, node: Node) -> bool:
        """Whether a form that signals something ends at a place of the lexicon or beyond it."""
        return self._signal(node, CAPITALS) is not None or any(map(self._leads_on, node.on.values()))

    def _first(self, written: str, folded: str) -> Node | None:
        """Where the forms stand that begin with a token, or with what is left of it without its prefixes."""
        root = self._pack.lexicon.root
        if node := self._node(root, folded):
            return node
        found = (root.get(way.key(bare(folded))) for way in self._pack.cutter.ways(written))
        return next((node for node in found if node), None)

    def _node(self, forms: Mapping[str, Node], token: str) -> Node | None:
        node = forms.get(token)
        if node is None and not token.isascii():
            node = forms.get(bare(token))
        if node is None and self._pack.inflected:
            node = self._pack.stem(forms, token)[0]
        return node

    def _signal(self, node: Node, shape: int) -> Signal | None:
        """What the forms that end at a place of the lexicon signal in a text of that shape."""
        sides, security, frames = set(), False, set()
        for name, value, *_ in node.chosen(shape):
            if name in OF_A_COUNTRY:
                sides.add(value)
            elif name == "body":
                sides.add(self._side_of(value))
            elif name == "homologue" or (name == "both" and value == "country"):
                sides.add(BOTH_SIDES)
            elif name == "security":
                security = True
            elif name == "event" or name.startswith("v_"):
                frames.add(value.partition(":")[0])
            elif name == "help":
                frames |= WEAK_FRAMES
        frames &= self._frames
        security = security or any(e.name == "topic" and e.value not in self._generic for e in node.soft_for(shape))
        if not (sides or security or frames):
            return None
        return Signal(frozenset(sides), security, bool(frames - WEAK_FRAMES), bool(frames & WEAK_FRAMES))

    def _side_of(self, body: str) -> str:
        """The country of a body, so that the two are one side; the body itself where it is of several or of none."""
        country = self._pack.country_of_body.get(body, "")
        return country if country.isalpha() else body


class _Known(dict[str, T]):
    """Words to what is known of them, found out when first asked for."""

    def __init__(self, found: Callable[[str], T]) -> None:
        super().__init__()
        self._found = found

    def __missing__(self, word: str) -> T:
        known = self._found(word)
        if len(self) < _MOST_WORDS:
            self[word] = known
        return known


def _joined(one: Signal | None, other: Signal | None) -> Signal | None:
    """What two words signal together."""
    if one is None or other is None:
        return one or other
    return Signal(one.sides | other.sides, *map(or_, one[1:], other[1:]))


def _shape(written: str) -> int:
    if len(written) > 1 and written.isupper():
        return CAPITALS
    return ANY_CASE if written[0].islower() else CAPITAL
