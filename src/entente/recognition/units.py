"""Sentences to units: look tokens up, join forms of several words, then run the pack's phases of rules.

Between the phases that find names and the rest, a single capitalised word that is part of a full name of the
same document becomes a name too ("Hammouchi" after "Abdellatif Hammouchi").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from entente.languages.cutting import Cut
from entente.languages.lexicon import Entry, Node
from entente.languages.pack import Pack
from entente.languages.rules import BETWEEN, Unit, values_of
from entente.model.sentence import Sentence
from entente.text.folding import bare, fold

_PARTICLE = re.compile(r"[^\W\d_]{2,3}[-'’‐‑][^\W\d_]")
"""What begins like `es-Sudani`: a part of a name, if a capital follows."""
_NUMBER = re.compile(r"\d+")
_MOST_SEEN = 200_000
_NAMING = frozenset({"proper", "first", "uncased", "given"})
"""Classes of the words of a name by which it is known again."""
_WRITTEN = frozenset({"Cap", "uncased", "given"})
_UNEXPLAINED = _NAMING | {"word", "Cap", "CAPS", "unknown", "articled"}
_JOINERS = frozenset("-'")
"""What ties the parts of a word that a pack may cut."""


def recognise(sentences: list[Sentence], text: str, folded: str, pack: Pack) -> None:
    """Give every sentence its units and topics."""
    units: list[Unit] = []
    spans = [span for sentence in sentences for span in sentence.tokens] if pack.cutter.prefixes else []
    alone = {folded[start:end] for start, end in spans}
    for sentence in sentences:
        words = _Walk(sentence, text, folded, pack, alone).units()
        sentence.letters = frozenset([word.char for word in words])
        units += words
        units.append(BETWEEN)
    naming = pack.option("name_phase")
    for phase in pack.phases:
        units = phase.run(units)
        if phase.name == naming:
            _known_names(units, folded, pack)
        elif phase.name == pack.option("body_phase"):
            _known_acronyms(units, text)
    start = 0
    for sentence in sentences:
        end = units.index(BETWEEN, start)
        sentence.units = units[start:end]
        start = end + 1


def _known_names(units: list[Unit], folded: str, pack: Pack) -> None:
    """Make names of single words that a full name of the document has."""
    single = next((rule for rule in pack.rules if rule.sets.get("single")), None)
    if single is None:
        return
    sets = pack.alphabet.classes
    known: set[str] = set()
    for unit in units:
        if unit.kind == "name":
            for leaf in unit.parts:
                classes = sets(leaf.char)
                if not classes.isdisjoint(_NAMING):
                    known.add(folded[leaf.start : leaf.end])
    if not known:
        return
    for at, unit in enumerate(units):
        if unit.rule is None and unit.end - unit.start > 2 and folded[unit.start : unit.end] in known:
            classes = sets(unit.char)
            if not classes.isdisjoint(_WRITTEN) and classes <= _UNEXPLAINED:
                units[at] = single.make([unit], {})


def _known_acronyms(units: list[Unit], text: str) -> None:
    """Make bodies of the acronyms that the document gives in brackets behind a body's name: 'the police (XYZ)'."""
    bodies = [unit for unit in units if unit.kind == "org" and text[unit.end - 1] == ")"]
    inside = [(unit, leaves[-2]) for unit in bodies if text[(leaves := unit.leaves())[-3].start] == "("]
    known = {name: unit for unit, leaf in inside if (name := text[leaf.start : leaf.end]).isupper()}
    for at, unit in enumerate(units) if known else ():
        if unit.kind in ("", "thing") and (body := known.get(text[unit.start : unit.end])) is not None:
            assert body.rule is not None
            units[at] = body.rule.make([unit], {})


class _Seen(NamedTuple):
    """What a word is wherever it stands: looked up once a pack."""

    node: Node | None
    """Where forms of several words, or topics, begin with it."""
    shape: int
    char: str
    at_start: str
    """Its letter where a sentence begins."""
    entries: tuple[Entry, ...]
    value: Callable[[str], str | None] | None
    opens: bool | None
    """Whether the next word stands as if the sentence began there; `None` leaves that as it was."""
    letters: int = 0
    """How many of its letters are the word's own, where an ending follows; 0 where none does."""
    cuts: tuple[Cut, ...] = ()
    """The ways to cut prefixes off."""


def _known(written: str, pack: Pack) -> _Seen:
    known: _Seen | None = pack.seen.get(written)
    if known is None:
        known = _seen(written, pack)
        if len(pack.seen) < _MOST_SEEN:
            pack.seen[written] = known
    return known


def _seen(written: str, pack: Pack) -> _Seen:
    root, shapes = pack.lexicon.root, pack.shape_chars
    word, initial = fold(written), written[0]
    node = root.get(word)
    exact = None if written.isascii() else root.get(written.lower())
    if node is None:
        node = exact or (None if word.isascii() else root.get(bare(word)))
    shape = 0
    if (joined := _PARTICLE.match(written)) and joined[0][-1].isupper() and joined[0][:-1].islower():
        shape = 1
    elif initial.isalpha() and initial.isupper():
        shape = 2 if len(written) > 1 and written.isupper() else 1
    ahead = 2 if len(written) == 1 and shape else shape  # 'H' of 'H E', which stands among capitals alone
    begins = node if node is not None and (node.on or node.soft) else None
    single, letters = exact or node, 0
    if pack.inflected and (single is None or not (single.soft or (single.chars and single.chars[shape]))):
        stem, whole = pack.stem(root, word)
        if stem is not None and (stem.soft or (stem.chars and stem.chars[0])):
            begins, single, letters = begins or stem, stem, whole % len(word)
    if single is not None and single.chars is not None and single.chars[shape]:
        char, entries = single.chars[shape], single.chosen(shape)
        char = pack.proper(char) if shape else char
        return _Seen(begins, ahead, char, char, entries, values_of(entries), False, letters)
    opens: bool | None = False
    at_start = None
    cuts: tuple[Cut, ...] = ()
    if initial.isalpha():
        cuts = pack.cutter.ways(written)
        if shape == 0:
            char = pack.lower(written, node is None or not _tells(node))
        elif "." in written:
            char = shapes["initials"]
        elif shape == 2:
            char = shapes["CAPS"]
        elif len(written) == 1:
            char = shapes["initial"]
        else:
            char, at_start = shapes["Cap"], shapes["First"]
    elif digits := _NUMBER.match(word):
        size, value = digits.end(), int(digits[0][:9])
        if size < len(word):
            char = shapes["dayordinal" if value == 1 else "ordinal"]
        elif size == 4 and 1900 <= value <= 2100:
            char = shapes["year"]
        else:
            char = shapes["day" if 1 <= value <= 31 and size <= 2 else "number"]
    else:
        char = pack.punctuation.get(word, shapes["other"])
        opens = True if word in '":-' else None
    return _Seen(begins, ahead, char, at_start or char, (), None, opens, 0, cuts)


def _way(cuts: Sequence[Cut], alone: Container[str]) -> Cut | None:
    """The first way to cut a word that this document allows."""
    return next((way for way in cuts if not way.alone or way.alone in alone), None)


def _tells(node: Node) -> bool:
    """Whether topics begin here: what is no name in a script without capitals."""
    return bool(node.soft) or any(following.soft for following in node.on.values())


class _Walk:
    """The tokens of a sentence, walked from left to right: what each word, or several of them, stand for."""

    def __init__(self, sentence: Sentence, text: str, folded: str, pack: Pack, alone: Container[str]) -> None:
        self.sentence, self.text, self.folded, self.pack, self.alone = sentence, text, folded, pack, alone
        self.cuts_words, self.inflected = bool(pack.cutter.prefixes), bool(pack.inflected)
        self.tokens = sentence.tokens
        if not _JOINERS.isdisjoint(folded[sentence.start : sentence.end]):
            self.tokens = pack.pieces(folded, self.tokens)
        elif self.inflected or self.cuts_words:
            self.tokens = self.tokens.copy()
        self.spelt: dict[int, str] = {}
        """How a word that was cut off is looked up where that is not as written, by its start."""
        self.topics_until = 0
        """The first token that no topic has taken yet."""

    def units(self) -> list[Unit]:
        """The sentence's words, and what the lexicon has of several words, as units."""
        tokens, spelt, text, pack = self.tokens, self.spelt, self.text, self.pack
        seen = pack.seen
        out: list[Unit] = []
        at, solid_end = 0, 0
        first = True
        while at < len(tokens):
            start, end = tokens[at]
            written = spelt.get(start) or text[start:end]
            known = seen.get(written) or _known(written, pack)
            node, shape, char, at_start, entries, value, opens, letters, cuts = known
            if node is None and not (letters or cuts) and start >= solid_end:  # most words
                out.append(Unit(start, end, at_start if first else char, entries, value))
                if opens is not None:
                    first = opens
                at += 1
                continue
            if letters:
                end = start + letters
            best, reach = None, at
            if node is not None:
                best, reach, end = self._longest(at, node, shape, end)
            if start < solid_end:  # inside several words that are no name topics may begin, but nothing else
                at += 1
                continue
            if best is not None:
                assert best.chars is not None
                char = best.chars[shape]
                out.append(Unit(start, end, pack.proper(char) if shape else char, best.chosen(shape)))
                first = False
            elif cuts and (way := _way(cuts, self.alone)):
                self._cut(at, way)
                continue
            else:
                out.append(Unit(start, end, at_start if first else char, entries, value))
                if opens is not None:
                    first = opens
            solid_end, after_it = end, reach + 1
            if end < tokens[reach][1]:  # its ending is the next word
                tokens[reach] = (end, tokens[reach][1])
                spelt[end] = "'" + text[end : tokens[reach][1]]
                after_it = reach
            at = after_it if shape else min(at + 1, after_it)
        return out

    def _longest(self, at: int, node: Node, shape: int, end: int) -> tuple[Node | None, int, int]:
        """The longest form of several words that begins with a token, its last token and where it ends.

        Topics that begin there are noted beside it.
        """
        tokens, folded = self.tokens, self.folded
        best, reach, best_end = None, at, end
        soft, soft_reach, soft_end = (node, at, end) if node.soft else (None, at, end)
        ahead = at + 1
        while node.on and ahead < len(tokens):
            start, stop = tokens[ahead]
            following = node.on.get(folded[start:stop])
            if following is None:
                following, stop = self._inflected(node, start, stop)
            if following is None:
                way = self._way_ahead(node, start, stop)
                if way is None:
                    break
                self._cut(ahead, way)
                continue
            if following.chars is not None and following.chars[shape]:
                best, reach, best_end = following, ahead, stop
            if following.soft:
                soft, soft_reach, soft_end = following, ahead, stop
            node = following
            ahead += 1
        if soft is not None and at >= self.topics_until:
            begin = tokens[at][0]
            told = [entry for entry in soft.soft_for(shape) if entry.name == "topic"]
            self.sentence.topics += [(begin, soft_end, entry.value, entry.origin) for entry in told]
            self.topics_until = soft_reach + 1
        return best, reach, best_end

    def _inflected(self, node: Node, start: int, end: int) -> tuple[Node | None, int]:
        """Where a form goes on with a word that is written otherwise, and where the word ends without its ending."""
        word = self.folded[start:end]
        following = None if word.isascii() else node.on.get(bare(word))
        if following is None and self.inflected:
            following, whole = self.pack.stem(node.on, word)
            end = start + whole
        return following, end

    def _way_ahead(self, node: Node, start: int, end: int) -> Cut | None:
        """How to cut a word so that a form goes on with its first piece."""
        if not self.cuts_words:
            return None
        way = _way(_known(self.text[start:end], self.pack).cuts, self.alone)
        return way if way is not None and self.folded[start : start + way.lengths[0]] in node.on else None

    def _cut(self, at: int, way: Cut) -> None:
        spans = list(pairwise(accumulate(way.lengths, initial=self.tokens[at][0])))
        self.tokens[at : at + 1] = spans
        if way.last:
            self.spelt[spans[-1][0]] = way.last
