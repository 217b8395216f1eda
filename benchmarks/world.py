"""An invented year of engagements and the reports of it, with what reports get wrong: for benchmarks/matching.py.

Officials of forty countries visit, meet, call, sign, train, decorate each other. Each story is told by one to four
reports, each of which leaves out, misspells, shifts a day or names no one, at the rates below; some announce it
weeks before. Hard neighbours are many on purpose: officials of one family name in one country, the same two people a
week later, several counterparts on one day. What is one is known, since the reports were made from it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from entente.languages.source import PACKS, ROOT
from entente.model.record import Described, Engagement, Kind, Participant, Person, Place, Record, Role

NO_DATE, DAY_OFF, NO_CITY, LEFT_OUT, UNNAMED, KIND_WRONG, COUNTRY_MISSING = 0.25, 0.06, 0.35, 0.15, 0.12, 0.02, 0.03
ANNOUNCED, AGAIN_IN_A_WEEK = 0.25, 0.15
COUNTRIES = 40
START = date(2025, 1, 1)
TOPICS = (
    "terrorism", "organised-crime", "drug-trafficking", "cybercrime", "irregular-migration", "training", "forensics",
    "information-exchange", "border-security", "technology", "legal-cooperation", "civil-protection",
)  # fmt: skip
SUBJECTS = ("Border Security", "Cybercrime", "Police Training", "Forensic Science", "Civil Protection", "Road Safety")
TRAITS = ("Regional", "International", "Arab", "African", "Euro-Mediterranean", "Atlantic")


@dataclass(frozen=True)
class Official:
    """A person with the spellings that reports use."""

    spellings: tuple[str, ...]
    country: str


@dataclass(frozen=True)
class Fact:
    """What happened: one engagement."""

    number: int
    kind: Kind
    first: date
    last: date
    place: Place
    countries: tuple[str, ...]
    people: tuple[tuple[Official, Role], ...] = ()
    name: str | None = None
    topics: tuple[str, ...] = ()
    part_of: int | None = None


@dataclass
class World:
    """Makes `stories` stories; the same seed makes the same world."""

    seed: int
    stories: int
    days: int = 365
    truth: dict[str, int] = field(default_factory=dict)
    """An end to the number of the fact that it tells."""
    whom: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """An end to the spellings of the person that it names."""

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.numbers = count(1)
        self.cities = _cities()
        self.officials = _officials(self.random, sorted(self.cities))

    def records(self) -> Iterator[Record]:
        """The reports, story by story."""
        documents = count(1)
        for facts in self._facts():
            end = max(fact.last for fact in facts)
            if self.random.random() < ANNOUNCED:
                early = facts[0].first - timedelta(days=self.random.randint(5, 60))
                yield self._report(f"d{next(documents)}", facts[:1], early)
            for _ in range(self.random.choice((1, 1, 2, 2, 3, 4))):
                told = [fact for fact in facts if fact is facts[0] or self.random.random() > LEFT_OUT]
                yield self._report(f"d{next(documents)}", told, end + timedelta(days=self.random.randint(0, 3)))

    def _facts(self) -> Iterator[list[Fact]]:
        pick = self.random
        again: list[Fact] = []
        for _ in range(self.stories):
            day = START + timedelta(days=pick.randrange(self.days))
            one, other = pick.sample(sorted(self.officials), 2)
            kind = pick.choices(
                ("visit", "meeting", "call", "gathering", "honour", "operation"), (30, 30, 8, 12, 5, 15)
            )[0]
            if kind == "visit":
                yield self._visit(day, one, other)
            elif kind == "gathering":
                yield self._gathering(day, one)
            elif kind == "operation":
                place = Place(country=one)
                yield [self._fact("operation", day, place, (one, other), name=None)]
            else:
                roles: tuple[Role, Role] = (
                    ("provider", "recipient") if kind == "honour" else ("participant", "participant")
                )
                people = (
                    (pick.choice(self.officials[one]), roles[0]),
                    (pick.choice(self.officials[other]), roles[1]),
                )
                fact = self._fact(kind, day, self._city(one), (one, other), people)  # type: ignore[arg-type]
                again.append(fact)
                yield [fact]
            if again and pick.random() < AGAIN_IN_A_WEEK:
                fact = again.pop()
                week = timedelta(days=7)
                yield [replace(fact, number=next(self.numbers), first=fact.first + week, last=fact.last + week)]

    def _fact(
        self, kind: Kind, day: date, place: Place, countries: tuple[str, ...],
        people: tuple[tuple[Official, Role], ...] = (), days: int = 0,
        name: str | None = None, part_of: int | None = None,
    ) -> Fact:  # fmt: skip
        topics = tuple(self.random.sample(TOPICS, self.random.randint(0, 3)))
        number = next(self.numbers)
        last = day + timedelta(days=days)
        return Fact(number, kind, day, last, place, tuple(sorted(countries)), people, name, topics, part_of)

    def _visit(self, day: date, one: str, other: str) -> list[Fact]:
        pick, place = self.random, self._city(other)
        guest = pick.choice(self.officials[one])
        visit = self._fact("visit", day, place, (one, other), ((guest, "visitor"),), days=pick.randint(0, 3))
        hosts = pick.sample(self.officials[other], min(len(self.officials[other]), pick.randint(1, 3)))
        inner = []
        for host in hosts:
            pair: tuple[tuple[Official, Role], ...] = ((guest, "participant"), (host, "participant"))
            when = day + timedelta(days=pick.randint(0, (visit.last - day).days))
            inner.append(self._fact("meeting", when, place, (one, other), pair, part_of=visit.number))
        if pick.random() < 0.3:
            both: tuple[tuple[Official, Role], ...] = ((guest, "signatory"), (hosts[0], "signatory"))
            inner.append(self._fact("signing", inner[0].first, place, (one, other), both, part_of=visit.number))
        return [visit, *inner]

    def _gathering(self, day: date, host: str) -> list[Fact]:
        pick = self.random
        guests = tuple((pick.choice(self.officials[c]), "participant") for c in pick.sample(sorted(self.officials), 3))
        name = f"{pick.randint(2, 30)}th {pick.choice(TRAITS)} {pick.choice(SUBJECTS)} Conference"
        return [self._fact("gathering", day, self._city(host), (host,), guests, days=pick.randint(0, 3), name=name)]  # type: ignore[arg-type]

    def _city(self, country: str) -> Place:
        city, lat, lon = self.random.choice(self.cities[country])
        return Place(name=city, city=city, country=country, lat=lat, lon=lon)

    def _report(self, document: str, facts: list[Fact], published: date) -> Record:
        people: dict[Official, Person] = {}
        ids: dict[int, str] = {}
        engagements = []
        for n, fact in enumerate(facts, 1):
            ids[fact.number] = f"e{n}"
            self.truth[f"{document}#e{n}"] = fact.number
            engagements.append(self._told(fact, f"e{n}", ids, people, published))
        for official, person in people.items():
            self.whom[f"{document}#{person.id}"] = official.spellings
        about = Described(id=document, language="en", published=published.isoformat())
        return Record(document=about, people=list(people.values()), engagements=engagements)

    def _told(
        self, fact: Fact, id: str, ids: dict[int, str], people: dict[Official, Person], published: date
    ) -> Engagement:
        pick, place = self.random, fact.place
        planned = published < fact.first
        if pick.random() < NO_CITY:
            place = Place(country=place.country)
        kind, countries = fact.kind, list(fact.countries)
        if pick.random() < KIND_WRONG:
            kind = {"meeting": "gathering", "gathering": "meeting", "call": "meeting"}.get(kind, kind)  # type: ignore[assignment]
        if len(countries) > 1 and pick.random() < COUNTRY_MISSING:
            countries.remove(pick.choice(countries))
        participants = []
        for official, role in fact.people:
            if len(fact.people) > 1 and pick.random() < LEFT_OUT:
                continue
            if pick.random() < UNNAMED:
                participants.append(Participant(group="officials", country=official.country, role=role, evidence=[]))
                continue
            if official not in people:
                spelling = pick.choice(official.spellings)
                people[official] = Person(id=f"p{len(people) + 1}", name=spelling, country=official.country)
            who = people[official].id
            participants.append(Participant(person=who, country=official.country, role=role, evidence=[]))
        return Engagement(
            id=id, kind=kind, status="planned" if planned else "held", name=fact.name, when=self._when(fact, planned),
            place=None if fact.kind == "call" else place, countries=countries, participants=participants,
            topics=[t for t in fact.topics if pick.random() > LEFT_OUT], part_of=ids.get(fact.part_of or 0),
        )  # fmt: skip

    def _when(self, fact: Fact, planned: bool) -> str | None:
        pick = self.random
        if pick.random() < NO_DATE:
            return None
        if planned and pick.random() < 0.5:
            return fact.first.isoformat()[:7]
        shift = timedelta(days=pick.choice((-1, 1))) if pick.random() < DAY_OFF else timedelta()
        first, last = (day + shift for day in (fact.first, fact.last))
        return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _cities() -> dict[str, list[tuple[str, float, float]]]:
    """The three largest cities of the countries with the largest ones."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    for line in (PACKS / ROOT / "cities.tsv").read_text("utf-8").splitlines():
        if line and line[0] != "#":
            _, country, lat, lon, _, forms = line.split("\t")
            if country in found or len(found) < COUNTRIES:
                found.setdefault(country, []).append((forms.split("|")[0], float(lat), float(lon)))
    return {country: cities[:3] for country, cities in found.items()}


def _officials(pick: random.Random, countries: list[str]) -> dict[str, list[Official]]:
    """The people of names.tsv dealt out; both of a pair of two people serve one country."""
    dealt: dict[str, list[Official]] = {country: [] for country in countries}
    used: set[str] = set()
    for line in Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines():
        if line and line[0] != "#":
            verdict, *names = line.split("\t")
            if used & set(names):
                continue
            used |= set(names)
            country = pick.choice(countries)
            dealt[country] += [
                Official(tuple(n), country) for n in ([names] if verdict == "same" else [[n] for n in names])
            ]
    return {country: officials for country, officials in dealt.items() if officials}
