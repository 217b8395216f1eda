"""The tables of a pack into its lexicon: the forms of words, countries, towns, bodies, gatherings and verbs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.errors import PackError
from entente.languages.harmony import Harmony
from entente.languages.lexicon import ANY_CASE, Entry, Lexicon, case_wanted
from entente.languages.source import ROOT, short, spelled_out, table_rows
from entente.model.territory import Policy, Territories
from entente.text.folding import fold

_COLUMNS = {
    "countries.tsv": 5,
    "cities.tsv": 6,
    "cities-extra.tsv": 6,
    "bodies.tsv": 4,
    "gatherings.tsv": 6,
    "disputed.tsv": 5,
    "hijri.tsv": 3,
    "romanisation.tsv": 4,
}
"""Files of the root pack with columns of their own, and how many; everywhere else a `.tsv` is a lexicon table."""

OF_A_COUNTRY = frozenset({"country", "demonym", "region_demonym", "demonym_prefix", "capital_name"})
"""Classes of lexicon tables whose values are codes of countries."""

_KINDS_OF_GATHERINGS = {"exercise": "exercise_event", "operation": "operation_event"}


@dataclass(slots=True)
class Loader:
    """Puts a pack's tables into its lexicon, and keeps what bodies and gatherings have beside their forms."""

    settings: Mapping[str, Any]
    lexicon: Lexicon
    harmony: Harmony
    territories: Territories
    country_of_body: dict[str, str] = field(default_factory=dict)
    topics_of_gathering: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def load(self, tables: Sequence[tuple[str, Path]]) -> None:
        """Read tables in order, each with the name of its layer."""
        for layer, path in tables:
            if layer == ROOT and path.name in _COLUMNS:
                self._load_shared(path)
            elif path.name == "verbs.tsv":
                self._load_verbs(path)
            else:
                self._load_words(path)

    def _load_words(self, path: Path) -> None:
        tokens, accents_count = self.settings.get("tokens", {}), not self._plain_verbs
        article, definite = fold(tokens.get("article", "")), frozenset(tokens.get("definite", []))
        add, remove, file = self.lexicon.add, self.lexicon.remove, short(path)
        for number, (name, value, written), (_, _, folded) in table_rows(path, 3):
            if name[0] == "-":
                for form in spelled_out(folded):
                    remove(form, name[1:])
                continue
            if name == "disputed":
                self._add_disputed(value, file, number, written, folded)
                continue
            entry = Entry(name, self.territories.code(value) if name in OF_A_COUNTRY else value, file, number)
            tail = "-" if name == "demonym_prefix" else ""
            for form, plain in _forms(written, folded):
                if form[0] == "=":  # accents count: `=à` is no `a`
                    add(form[1:].lower(), ANY_CASE, entry)
                    continue
                add(plain + tail, case_wanted(form), entry, form if accents_count else plain)
                for other in _with_article(form, plain, article) if name in definite else ():
                    add(other, case_wanted(form), entry)

    def _load_shared(self, path: Path) -> None:
        entry_of = {
            "cities.tsv": self._city,
            "cities-extra.tsv": self._city,
            "bodies.tsv": self._body,
            "gatherings.tsv": self._gathering,
        }.get(path.name)
        if entry_of is None:  # read by others
            return
        file = short(path)
        for number, cells, folded in table_rows(path, _COLUMNS[path.name]):
            entry = Entry(*entry_of(cells), file, number)
            for form, plain in _forms(cells[-1], folded[-1]):
                self.lexicon.add(plain, case_wanted(form), entry)

    def _city(self, cells: Sequence[str]) -> tuple[str, str]:
        name, country, *there = cells[:4]
        return "city", "/".join([name, self.territories.code(country), *there])

    def _body(self, cells: Sequence[str]) -> tuple[str, str]:
        name, country = cells[:2]
        self.country_of_body[name] = country
        return "body", name

    def _gathering(self, cells: Sequence[str]) -> tuple[str, str]:
        name, kind, topics = cells[0], cells[1], cells[4]
        if topics:
            self.topics_of_gathering[name] = tuple(topics.split(","))
        return _KINDS_OF_GATHERINGS.get(kind, "event_name"), name

    def _add_disputed(self, territory: str, file: str, number: int, written: str, folded: str) -> None:
        """Names of a territory without a code of its own: of the country that the policy says, if of any."""
        country = self.territories.country_of.get(territory, "")
        for form, plain in _forms(written, folded):
            cities = self.lexicon.entries(plain, "city")
            self.lexicon.remove(plain, "city")
            for city in cities:
                name, _, there = city.value.split("/", 2)
                entry = Entry("city", f"{name}/{country}/{there}", file, number)
                self.lexicon.add(plain, case_wanted(form), entry)
            if country and not cities:
                self.lexicon.add(plain, case_wanted(form), Entry("country", country, file, number))

    @property
    def _plain_verbs(self) -> bool:
        """Whether verbs are told apart without their accents."""
        return bool(self.settings.get("option", {}).get("plain_verbs"))

    def _load_verbs(self, path: Path) -> None:
        paradigms, file = self.settings.get("paradigm", {}), short(path)
        spelt = fold if self._plain_verbs else str
        for number, (value, name, lemmas), _ in table_rows(path, 3):
            paradigm = dict(paradigms.get(name, {}))
            if not paradigm:
                raise PackError(f"no paradigm {name!r}", file, number)
            strip = paradigm.pop("strip")
            for lemma in lemmas.split("|"):
                word, _, rest = lemma.partition("*")
                ending = next((e for e in self.harmony.every(strip) if word.endswith(e)), None)
                if ending is None:
                    raise PackError(f"{lemma!r} does not end in {strip!r} as paradigm {name!r} wants", file, number)
                stem = word.removesuffix(ending)
                for tense, endings in paradigm.items():
                    entry = Entry("v_" + tense, f"{value}:{word}{rest}", file, number)
                    for form in _conjugated(stem, [self.harmony.fit(stem, e) for e in endings]):
                        self.lexicon.add(spelt(form + rest), ANY_CASE, entry)


def _forms(written: str, folded: str) -> Iterator[tuple[str, str]]:
    """The forms of a cell, each as written and folded; an empty one is none."""
    for form, plain in zip(spelled_out(written), spelled_out(folded), strict=True):
        if form:
            yield form, plain


def _with_article(written: str, form: str, article: str) -> set[str]:
    """A folded form that has no article as written, with one before its last word, and before all of them."""
    words = form.split(" ")
    if any(word.startswith(article) for word in written.split(" ")):
        return set()
    return {" ".join([*words[:-1], article + words[-1]]), " ".join([article + word for word in words])}


def _conjugated(lemma: str, endings: Sequence[str]) -> Iterator[str]:
    """The forms of a verb. An ending with digits is built of the lemma's principal parts by their numbers.

    >>> list(_conjugated("work", ["s", "ing"])), list(_conjugated("sing sang", ["1s", "2"]))
    (['works', 'working'], ['sings', 'sang'])
    """
    parts = lemma.split()
    for ending in endings:
        if not any(map(str.isdigit, ending)):
            yield lemma + ending
        elif all(int(char) <= len(parts) for char in ending if char.isdigit()):
            yield "".join([parts[int(char) - 1] if char.isdigit() else char for char in ending])


def read_territories(tables: Sequence[tuple[str, Path]], policy: Policy) -> Territories:
    """What disputed territories count as under a policy, by the root's table."""
    territories = Territories()
    for layer, path in tables:
        if layer == ROOT and path.name == "disputed.tsv":
            for _, (territory, own, ruled, country, _note), _ in table_rows(path, 5):
                if ruled == policy:
                    territories.country_of[territory] = country
                    if own and country != own:
                        territories.instead_of[own] = country
    return territories
