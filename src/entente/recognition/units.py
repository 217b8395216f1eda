"""Sentences to units: look tokens up, join forms of several words, then run the pack's phases of rules.

Between the phases that find names and the rest, a single capitalised word that is part of a full name of the same
document becomes a name too ("Hammouchi" after "Abdellatif Hammouchi").
"""

from __future__ import annotations

import re

from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.text.folding import bare

_NUMBER = re.compile(r"\d+")


def recognise(sentences: list[Sentence], text: str, folded: str, pack: Pack) -> None:
    """Give every sentence its units and topics."""
    for sentence in sentences:
        sentence.units = _units(sentence, text, folded, pack)
    naming = pack.option("name_phase")
    for phase in pack.phases:
        for sentence in sentences:
            sentence.units = phase.run(sentence.units)
        if phase.name == naming:
            _known_names(sentences, folded, pack)


def _known_names(sentences: list[Sentence], folded: str, pack: Pack) -> None:
    """Make names of single words that a full name of the document has."""
    single = next((rule for rule in pack.rules if rule.sets.get("single")), None)
    if single is None:
        return
    known: set[str] = set()
    for sentence in sentences:
        for unit in sentence.units:
            if unit.kind == "name":
                for leaf in unit.parts:
                    if "proper" in pack.alphabet.classes(leaf.char) or "first" in pack.alphabet.classes(
                        leaf.char
                    ):
                        known.add(folded[leaf.start : leaf.end])
    for sentence in sentences:
        for at, unit in enumerate(sentence.units):
            if unit.rule is None and unit.end - unit.start > 2 and folded[unit.start : unit.end] in known:
                classes = pack.alphabet.classes(unit.char)
                if "Cap" in classes and not classes - {"word", "Cap", "CAPS", "unknown", "proper", "first"}:
                    sentence.units[at] = single.make([unit], {})


def _units(sentence: Sentence, text: str, folded: str, pack: Pack) -> list[Unit]:
    root, shapes, punctuation = pack.lexicon.root, pack.shape_chars, pack.punctuation
    tokens = [piece for span in sentence.tokens for piece in pack.pieces(folded, *span)]
    out: list[Unit] = []
    count, at, soft_until = len(tokens), 0, 0
    first = True
    while at < count:
        start, end = tokens[at]
        word = folded[start:end]
        initial = text[start]
        node = root.get(word)
        written = text[start:end]
        exact = None if written.isascii() else root.get(written.lower())
        if node is None:
            node = exact or (None if word.isascii() else root.get(bare(word)))
        if initial.isalpha():
            shape = 0 if not initial.isupper() else 2 if end - start > 1 and text[start:end].isupper() else 1
        else:
            shape = 0
        best, reach = None, at
        if node is not None:
            soft, soft_reach = (node, at) if node.soft else (None, at)
            single = exact or node
            if single.chars is not None and single.chars[shape]:
                best = single
            ahead = at + 1
            walker = node
            while walker.on and ahead < count:
                after = folded[tokens[ahead][0] : tokens[ahead][1]]
                following = walker.on.get(after) or walker.on.get(bare(after))
                if following is None:
                    break
                if following.chars is not None and following.chars[shape]:
                    best, reach = following, ahead
                if following.soft:
                    soft, soft_reach = following, ahead
                walker = following
                ahead += 1
            if soft is not None and at >= soft_until:
                for entry in soft.soft_for(shape):
                    sentence.topics.append((start, tokens[soft_reach][1], entry.value, entry.origin))
                soft_until = soft_reach + 1
        if best is not None:
            assert best.chars is not None
            char = best.chars[shape]
            out.append(
                Unit(start, tokens[reach][1], pack.proper(char) if shape else char, best.chosen[shape])
            )
            at = reach + 1
            first = False
            continue
        at += 1
        if initial.isalpha():
            if shape == 0:
                char = shapes["lower"]
            elif shape == 2:
                char = shapes["CAPS"]
            elif end - start == 1:
                char = shapes["initial"]
            else:
                char = shapes["First"] if first else shapes["Cap"]
            first = False
        elif initial.isdecimal():  # not isdigit: that takes '¹' too, which is no number to `re`
            digits = _NUMBER.match(folded, start)
            assert digits is not None
            size, value = digits.end() - start, int(digits[0][:9])
            if digits.end() < end:
                char = shapes["dayordinal" if value == 1 else "ordinal"]
            elif size == 4 and 1900 <= value <= 2100:
                char = shapes["year"]
            else:
                char = shapes["day" if 1 <= value <= 31 and size <= 2 else "number"]
            first = False
        else:
            char = punctuation.get(word, shapes["other"])
            if word in '":-':
                first = True
        out.append(Unit(start, end, char))
    return out
