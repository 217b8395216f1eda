"""The country that a document speaks for, and the countries that words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.model.sentence import Sentence
from entente.model.statement import Entity, Party, Span
from entente.text.folding import fold

NATIONAL = ("country", "demonym", "region_demonym")
SPEAKING = (*NATIONAL, "demonym_prefix", "capital_name", "body")
"""Classes of words that speak for a country as the document's home."""


def said(unit: Unit) -> Iterator[Unit]:
    """The words of a unit but for those of names: Jordan and Irakli are people there."""
    if unit.rule is None:
        yield unit
    elif unit.kind != "name":
        for part in unit.parts:
            yield from said(part)


def nation(unit: Unit) -> tuple[str, Span] | None:
    """The first country that a unit's words name, and where; not that to which an envoy is sent."""
    leaves = list(said(unit))
    return _first_nation(leaves[: _sent_to(leaves)])


def accredited(unit: Unit) -> str | None:
    """The country to which the envoy is sent whom a unit tells of: 'the French ambassador to Mali'."""
    leaves = list(said(unit))
    found = _first_nation(leaves[_sent_to(leaves) :])
    return found[0] if found else None


def _sent_to(leaves: list[Unit]) -> int:
    """Where the words begin that say to which country an envoy is sent; behind all where they say none."""
    if not any(leaf.value("envoy") for leaf in leaves):
        return len(leaves)
    marks = [n for n, leaf in enumerate(leaves) if leaf.value("to") or leaf.value("in")]
    at_embassy = [n for n in marks if any(leaf.value("body_head") for leaf in leaves[n + 1 : n + 3])]
    return next((n for n in marks if n not in at_embassy), len(leaves))


def _first_nation(leaves: list[Unit]) -> tuple[str, Span] | None:
    for leaf in leaves:
        for name in NATIONAL:
            value = leaf.value(name)
            if value:
                return value, (leaf.start, leaf.end)
    return None


def capital(unit: Unit) -> tuple[str, Span] | None:
    """The country of the first city or capital among a unit's words, and where."""
    for leaf in said(unit):
        value = leaf.value("capital_name")
        if value is None and (city := leaf.value("city")):
            value = city.split("/")[1]
        if value:
            return value, (leaf.start, leaf.end)
    return None


class Home:
    """The home of one document, and how often it names each country."""

    def __init__(self, text: str, pack: Pack, sentences: list[Sentence], publisher: str | None) -> None:
        self.text, self.pack = text, pack
        self.people: list[Entity] = []
        self.bodies: list[Entity] = []
        self.last: Party | None = None
        self.named_last: Party | None = None
        """Who was named last in the text, for 'ce dernier'."""
        self.pair: list[Party] = []
        self.mentions: list[int] = []
        self.before: Unit | None = None
        self.only_before = -1
        self.several: list[Party] = []
        self.unnamed: list[Unit] = []
        """Posts that stand without a name, in reading order."""
        self.delegation: Party | None = None
        """The delegation named last, or who leads it."""
        self.last_country: str | None = None
        self.nations_told: list[str] = []
        """The countries of whoever was named, the last one at the end, each once."""
        self.home_place: tuple[str, str | None, str | None, str] | None = None
        """Where the document was written, by its dateline: the name, the city, its country, the gazetteer's row."""
        self.home_span: Span | None = None
        self.sentences = sentences
        self.house = self._international(publisher)
        """The international body that publishes the document, as its bodies are keyed."""
        self.publishing_body: int | None = None
        self._votes: Counter[str] | None = None
        stated = self._stated_home(sentences, publisher)
        self.home = stated or self._likely_home()
        self.is_home_stated = stated is not None

    def _international(self, publisher: str | None) -> str | None:
        bodies = [entry.value for entry in self.pack.lexicon.entries(fold(publisher or ""), "body")]
        return next((body for body in bodies if self.pack.country_of_body.get(body) == ""), None)

    def _stated_home(self, sentences: list[Sentence], publisher: str | None) -> str | None:
        """The country that speaks: that of the agency, or of the city in the dateline."""
        for sentence in sentences[:6]:
            if len(sentence.units) < 2 or self.text[sentence.units[1].start] not in ",-(–—:/":
                continue
            first = sentence.units[0]
            span = (first.start, first.end)
            name = self.words(span)
            if first.rule is None and (found := first.value("city")):
                self.home_span = span
                self.home_place = (name, name, found.split("/")[1] or None, found)
                break
            if first.setting("what") == "country" and len(sentence.units) > 2 and sentence.units[2].kind == "date":
                self.home_span = span  # 'SINGAPORE, Nov 14'
                self.home_place = (name, None, (nation(first) or (None,))[0], "")
                break
        for entry in self.pack.lexicon.entries(fold(publisher or ""), "agency_home"):
            return str(entry.value)
        for word in fold(publisher or "").replace("'", " ").replace("(", " ").replace(")", " ").split():
            here = self.pack.lexicon.root.get(word)
            for entry, _ in here.solid if here is not None else ():
                if entry.name in NATIONAL:
                    return str(entry.value)
        for sentence in (sentences[0], sentences[-1], *sentences[1:6]):
            for unit in sentence.units[:8]:
                for entry in unit.entries:
                    if entry.name == "agency_home":
                        return str(entry.value)
        return self.home_place[2] if self.home_place else None

    def _likely_home(self) -> str | None:
        """The country that most speaks for, or the language's own, unless that one is told of as a guest."""
        own = self.pack.option("home")
        return own if own and self.votes[own] >= 0 else next(iter(self.candidates), None)

    @property
    def candidates(self) -> list[str]:
        """The countries of the document that may act, the likeliest home first."""
        return [code for code, _ in self.votes.most_common() if code not in self.nationalities]

    @property
    def votes(self) -> Counter[str]:
        """For each country how much speaks for it as the document's home."""
        if self._votes is None:
            self._votes = Counter()
            for unit in self._holding(*SPEAKING):
                self._vote(unit, self._votes)
        return self._votes

    @cached_property
    def nationalities(self) -> set[str]:
        """The countries that are but the nationality of somebody: 'two Romanians were held'. They do not act."""
        bare, acting = set(), set()
        for unit in self._holding(*SPEAKING):
            for leaf in unit.leaves():
                code = leaf.value("demonym")
                if code and unit.rule is None:
                    bare.add(code)
                else:
                    acting |= {leaf.value(name) for name in SPEAKING}
                    acting.add(self.pack.country_of_body.get(leaf.value("body") or ""))
        return bare - acting

    def international_bodies(self) -> set[str]:
        """The international bodies that the document names."""
        named = {leaf.value("body") or "?" for unit in self._holding("body") for leaf in unit.leaves()}
        return {body for body in named if self.pack.country_of_body.get(body) == ""}

    def named_share(self) -> dict[str, float]:
        """How often each country that may act is named, as a share of the one named most."""
        named: Counter[str] = Counter()
        for unit in self._holding(*NATIONAL):
            for leaf in unit.leaves():
                code = next((c for c in map(leaf.value, NATIONAL) if c), None) if leaf.entries else None
                if code and code not in self.nationalities:
                    named[code] += 1
        most = max(named.values(), default=1)
        return {code: count / most for code, count in named.items()}

    def _holding(self, *names: str) -> Iterator[Unit]:
        """The units of the document that have a word of one of some classes."""
        for sentence in self.sentences:
            letters = sentence.pack.alphabet.letters(*names)
            if sentence.letters.isdisjoint(letters):
                continue
            for unit in sentence.units:
                if unit.holds(letters):
                    yield unit

    def _vote(self, unit: Unit, votes: Counter[str]) -> None:
        """Count what a unit says of the document's home: who is named with a nation is rather a guest."""
        if (country := accredited(unit)) is not None:
            votes[country] += 2  # where an envoy is sent, things happen
            return
        nations = []
        for leaf in said(unit):
            if not leaf.entries:
                continue
            body = leaf.value("body")
            if body and self.pack.country_of_body.get(body, "?") not in ("", "?"):
                votes[self.pack.country_of_body[body]] += 6
            elif code := next((c for c in map(leaf.value, (*NATIONAL, "demonym_prefix")) if c), None):
                nations.append(code)
            elif code := leaf.value("capital_name"):
                votes[code] += 2
        guest = unit.kind == "actor" and unit.setting("what") in ("person", "post", "group", "homologue")
        listed = unit.setting("what") == "group"
        if len(nations) > 1 and guest and not listed:
            return  # who has to do with several countries is at home in none
        for number, code in enumerate(nations):
            votes[code] += -4 if guest and (listed or number == 0) else 2 if guest else 1

    def home_word(self) -> Span | None:
        """Where the document first names its home."""
        for unit in self._holding(*NATIONAL):
            for leaf in said(unit):
                if self.home and self.home in map(leaf.value, NATIONAL):
                    return leaf.start, leaf.end
        return None

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.pack.cutter.given_back(self.text, span[0]) + self.text[span[0] : span[1]]
