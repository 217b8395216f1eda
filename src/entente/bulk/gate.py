"""The gate before the full reading: whether a text may tell of security cooperation, from its single words alone.

The packs' lexicons say what a word signals: a *side* (a country, its people, its capital, a body, a 'counterpart'),
*security* (a service or a field), an *opening* (a noun or verb with whose frame an engagement begins; one that needs a
word of help is none, that word is). An opening with two sides and security near it is a hit; the hits of a stretch of
text, times its words of security in a hundred, are its score. The highest of a text's stretches decides.
`docs/scale.md` has the measurements behind the constants.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from entente.languages.detection import detect
from entente.languages.lexicon import ANY_CASE, CAPITAL, CAPITALS, Node
from entente.languages.loading import load
from entente.languages.pack import Pack
from entente.languages.tables import OF_A_COUNTRY
from entente.text.folding import bare, fold

LEAST_SCORE = 8.0
"""The lowest that a positive document of the corpus has is 12.8."""
NEAR_WORDS = 40
STRETCH_WORDS = 300
"""Stretches overlap by half, so that what a long page has beside a report does not water that down."""
SAMPLE_CHARACTERS = 1000
"""The beginning of most texts says their language."""
COUNTERPART, HELP = "homologue", "help"
_MOST_WORDS = 300_000


class Signal(NamedTuple):
    """What a word signals, and how the lexicon goes on from it."""

    sides: frozenset[str] = frozenset()
    security: bool = False
    opens: bool = False
    on: Mapping[str, Node] = {}
    shape: int = ANY_CASE

    def joined(self, other: Signal) -> Signal:
        """This signal, with what another says."""
        return self._replace(
            sides=self.sides | other.sides, security=self.security or other.security, opens=self.opens or other.opens
        )


def admits(text: str, title: str | None = None, language: str | None = None) -> bool:
    """Whether a text is to be read in full; not where no pack reads its language."""
    code = language.replace("_", "-").split("-")[0].lower() if language else _detected(text)
    return code is not None and score(f"{title}\n\n{text}" if title else text, code) >= LEAST_SCORE


def _detected(text: str) -> str | None:
    return detect(text[:SAMPLE_CHARACTERS]) or detect(text)


def score(text: str, code: str) -> float:
    """How much a text in a language speaks of security cooperation; 0 for most."""
    words, sides, security, openings = _of(code).signals(text)
    best = 0.0
    for start in range(0, max(1, words - STRETCH_WORDS // 2), STRETCH_WORDS // 2):
        end = start + STRETCH_WORDS
        named = bisect_left(security, end) - bisect_left(security, start)
        if named == 0:
            continue
        hits = sum(
            _is_hit(at, sides, security) for at in openings[bisect_left(openings, start) : bisect_left(openings, end)]
        )
        best = max(best, hits * 100 * named / (min(words, end) - start))
    return best


def _is_hit(at: int, sides: list[tuple[int, frozenset[str]]], security: list[int]) -> bool:
    first, last = at - NEAR_WORDS, at + NEAR_WORDS
    if bisect_left(security, first) == bisect_right(security, last):
        return False
    near: set[str] = set()
    for _, names in sides[bisect_left(sides, first, key=_place) : bisect_right(sides, last, key=_place)]:
        near |= names
        if len(near) > 1 or COUNTERPART in near:
            return True
    return False


def _place(side: tuple[int, frozenset[str]]) -> int:
    return side[0]


@cache
def _of(code: str) -> _Signals:
    return _Signals(load(code))


class _Signals:
    """What the words of a pack signal.

    A word is what stands between blanks, so that a text is cut at no cost; each is taken apart into its tokens once.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._generic = frozenset(pack.option("generic_topics", []))
        self._frames = frozenset(
            name for name, frame in pack.settings["frame"].items() if frame.get("kind") and frame.get("needs") != HELP
        )
        self._known: dict[str, Signal | None] = {}
        self._tokens: dict[str, list[str]] = {}

    def signals(self, text: str) -> tuple[int, list[tuple[int, frozenset[str]]], list[int], list[int]]:
        """How many words a text has, and at which of them sides, security and openings stand."""
        known = self._known
        words = text.split()
        sides, security, openings = [], [], []
        for at, word in enumerate(words):
            signal = known[word] if word in known else self._learn(word)
            if signal is None:  # most words
                continue
            if signal.on:
                signal = self._joined(signal, words, at)
            if signal.sides:
                sides.append((at, signal.sides))
            if signal.security:
                security.append(at)
            if signal.opens:
                openings.append(at)
        return len(words), sides, security, openings

    def _joined(self, signal: Signal, words: list[str], at: int) -> Signal:
        """The signal of a word, and of all forms of several words that begin in it."""
        on, shape = signal.on, signal.shape
        for following in range(at + 1, len(words)):
            for token in self._cut(words[following]):
                node = self._node(on, token)
                if node is None:
                    return signal
                signal, on = signal.joined(self._signal(node, shape)), node.on
            if not on:
                return signal
        return signal

    def _learn(self, word: str) -> Signal | None:
        """The signal of a word that was not met before; `None` where it has none and nothing begins in it."""
        signal = Signal()
        on: Mapping[str, Node] = {}
        for match in self._pack.token_regex.finditer(fold(word)):
            written = word[match.start() : match.end()]
            if on and (node := self._node(on, match[0])):
                signal = signal.joined(self._signal(node, signal.shape))
            elif node := self._first(written, match[0]):
                capitals = len(written) > 1 and written.isupper()
                shape = CAPITALS if capitals else ANY_CASE if written[0].islower() else CAPITAL
                signal = signal.joined(self._signal(node, shape))._replace(shape=shape)
            on = node.on if node else {}
        signal = signal._replace(on=on if any(map(self._leads_on, on.values())) else {})
        learned = signal if signal.on or signal.security or signal.opens or signal.sides else None
        if len(self._known) < _MOST_WORDS:
            self._known[word] = learned
        return learned

    def _leads_on(self, node: Node) -> bool:
        """Whether a form that signals something ends at a place of the lexicon or beyond it."""
        return any(self._signal(node, CAPITALS)[:3]) or any(map(self._leads_on, node.on.values()))

    def _cut(self, word: str) -> list[str]:
        tokens = self._tokens.get(word)
        if tokens is None:
            tokens = self._pack.tokens_of(fold(word))
            if len(self._tokens) < _MOST_WORDS:
                self._tokens[word] = tokens
        return tokens

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

    def _signal(self, node: Node, shape: int) -> Signal:
        sides, security, opens = set(), False, False
        for name, value, *_ in node.chosen(shape):
            if name in OF_A_COUNTRY or name == "body":
                sides.add(value)
            elif name == COUNTERPART:
                sides.add(COUNTERPART)
            elif name == "security":
                security = True
            elif name == "event" or name.startswith("v_"):
                opens = opens or value.partition(":")[0] in self._frames
            opens = opens or name == HELP
        security = security or any(entry.value not in self._generic for entry in node.soft_for(shape))
        return Signal(frozenset(sides), security, opens)
