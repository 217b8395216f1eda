"""Two engagements compared: the same kind, time, place, sides, people and name, or not; each answer is a clue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from entente.matching.naming import Title
from entente.matching.periods import Period
from entente.matching.places import Spot
from entente.matching.profiles import EngagementProfile, Party
from entente.matching.scoring import CONTRADICTION, DIFFERENT, judge
from entente.model.judgement import Clue, Judgement
from entente.text.names import is_part, likeness

KINDRED = {
    frozenset(pair): weight
    for pair, weight in {
        ("meeting", "gathering"): -1.5,
        ("meeting", "call"): -2.5,
        ("gathering", "exercise"): -1.5,
        ("exercise", "training"): -1.5,
    }.items()
}
"""Kinds that reports take for one another, and what that costs; all others are two engagements."""
MOST_OF_PEOPLE = 5.0
"""What people may add at most, about."""
DIRECTED = {"visit", "handover", "honour"}
"""Kinds with an active and a passive side, and others who only attend."""
OF_MANY = {"gathering", "exercise", "operation", "training", "assistance"}
"""Kinds in which other people may be named by each report."""
NAME_ALIKE, NAME_UNLIKE, FULLY_ALIKE = 0.8, 0.62, 0.9
SAME_TOWN_KM, OTHER_TOWN_KM = 40.0, 90.0


def compare(a: EngagementProfile, b: EngagementProfile) -> Judgement:
    """Whether two engagements are one; names, dear to compare, are looked at only where they can still decide."""
    clues: list[Clue] = []
    points = 0.0
    for clue in _clues(a, b):
        clues.append(clue)
        points += clue.weight
        if clue.weight <= CONTRADICTION:
            break
    else:
        if points + MOST_OF_PEOPLE > DIFFERENT:
            clues += _people(a, b)
    return judge("engagement", a.end, b.end, clues)


def _clues(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    if a.kind != b.kind:
        yield Clue("kind", KINDRED.get(frozenset((a.kind, b.kind)), CONTRADICTION), a.kind, b.kind)
    yield from _when(a, b)
    if a.edition & b.edition:  # held once a year: reports may still name one host or place of several
        yield Clue("edition", 5.0, _listed(a.edition), _listed(b.edition))
    else:
        yield from _countries(a, b)
        yield from _place(a, b)
    yield from _sides(a, b)
    yield from _bodies(a, b)
    if a.title and b.title:
        yield from _title(a.title, b.title, a.language == b.language)
    if a.occasion and b.occasion:
        yield from _occasion(a.occasion, b.occasion)
    if a.topics and b.topics:
        shared = len(a.topics & b.topics)
        yield Clue("topics", 0.25 * min(3, shared) if shared else -0.4, _listed(a.topics), _listed(b.topics))


def _when(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    x, y = a.when, b.when
    if x is None or y is None:
        return
    weight = _when_weight(x, y)
    if a.edition & b.edition or (a.title and b.title and "guess" in (x.grain, y.grain)):
        weight = max(weight, -2.0)  # a name brings back what was long ago, and outweighs a date misread
    yield Clue("when", weight, a.when_text or _about(x), b.when_text or _about(y))


def _when_weight(x: Period, y: Period) -> float:
    gap = x.gap(y)
    if not (x.is_stated and y.is_stated):
        if gap == 0:
            return 0.7 if max(x.last - x.first, y.last - y.first) < 30 else 0.2
        if "guess" in (x.grain, y.grain):
            return -1.0 if gap <= 3 else -3.0 if gap <= 14 else -5.0
        return -1.0 if gap <= 2 else -6.0
    if x.grain == y.grain == "day":
        if gap == 0:
            if (x.first, x.last) == (y.first, y.last):
                return 2.5
            return 1.8 if max(x.last - x.first, y.last - y.first) < 30 else 0.8
        return {1: 0.3, 2: -1.5, 3: -3.0}.get(gap, CONTRADICTION)
    if gap == 0:
        coarse = {x.grain, y.grain}
        return 0.5 if "year" in coarse else 1.2
    return -1.5 if gap <= 3 else CONTRADICTION


def _about(when: Period) -> str:
    return f"~{date.fromordinal(max(1, when.first))}/{date.fromordinal(max(1, when.last))}"


def _countries(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    x, y = a.countries, b.countries
    if not x or not y:
        return
    shared = len(x & y)
    if x == y:
        weight = {1: 1.0, 2: 1.5}.get(shared, 2.0)
    elif a.kind == "gathering" or b.kind == "gathering":
        weight = 0.3 if shared else -5.0
    elif shared >= 2:
        weight = -1.0 if x <= y or y <= x else -2.0
    elif shared == 1:
        weight = -1.5 if len(x) == 1 or len(y) == 1 else -3.0 if _is_near(a, b) and _meet_again(a, b) else -6.0
    else:
        weight = CONTRADICTION
    yield Clue("countries", weight, _listed(x), _listed(y))


def _is_near(a: EngagementProfile, b: EngagementProfile) -> bool:
    return a.when is not None and b.when is not None and a.when.gap(b.when) <= 1


def _meet_again(a: EngagementProfile, b: EngagementProfile) -> bool:
    """Whether two people of full and equal names are in both, so that a country may be misread."""
    x, y = ([p for p in e.parties if p.person] for e in (a, b))
    return sum(value > FULLY_ALIKE for _, _, value in _paired(x, y, of_any_country=True)) >= 2


def _place(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    x, y = a.spot, b.spot
    if x is None or y is None or a.kind == "call":
        return
    left, right = x.city or x.country or "", y.city or y.country or ""
    if x.country and y.country and x.country != y.country:
        yield Clue("place", -5.0, left, right)
    elif x.city and y.city:
        yield Clue("place", _town_weight(x, y), x.city, y.city)
    elif x.country and x.country == y.country:
        yield Clue("place", 0.5, left, right)


def _town_weight(x: Spot, y: Spot) -> float:
    if x.city == y.city:
        return 1.5
    distance = x.distance_km(y)
    if distance is not None:
        return 1.5 if distance <= SAME_TOWN_KM else -4.0 if distance > OTHER_TOWN_KM else -0.5
    alike = likeness(x.city or "", y.city or "")
    return 1.5 if alike >= NAME_ALIKE else -2.5 if alike < NAME_UNLIKE else 0.0


def _sides(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    """Who visits whom, gives to whom, hands over to whom: the other way round it is another engagement."""
    for side in ("active", "passive"):
        x = {p.country for p in a.parties if p.side == side and p.country}
        y = {p.country for p in b.parties if p.side == side and p.country}
        if x and y and not x & y:
            yield Clue("sides", -4.0, f"{side} {_listed(x)}", f"{side} {_listed(y)}")
            return


def _people(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    x = [p for p in a.parties if p.person]
    y = [p for p in b.parties if p.person]
    if not x or not y:
        return
    pairs = _paired(x, y, of_any_country=a.countries != b.countries)
    for n, (i, j, alike) in enumerate(pairs):
        weight = (2.0, 1.5, 0.4)[min(n, 2)] * (0.7 if is_part(x[i].person or "", y[j].person or "") else 1.0)
        if a.kind in OF_MANY:
            weight /= 2
        yield Clue("people", weight if alike > NAME_ALIKE else weight / 2, x[i].person or "", y[j].person or "")
    if a.kind in OF_MANY:
        return
    met_a, met_b = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    for of_a, of_b in _opposed(x, y, a.kind in DIRECTED):
        if of_a and of_b and not (of_a & met_a or of_b & met_b):
            best = max(likeness(x[i].person or "", y[j].person or "") for i in of_a for j in of_b)
            weight = -5.0 if best < NAME_UNLIKE else -1.0
            yield Clue("people", weight, _named(x, of_a), _named(y, of_b))


def _paired(x: list[Party], y: list[Party], of_any_country: bool) -> list[tuple[int, int, float]]:
    """People of both who are one, the most alike first; of two countries only if their names are full and equal."""
    alike = [
        (likeness(p.person or "", q.person or ""), i, j)
        for i, p in enumerate(x)
        for j, q in enumerate(y)
        if of_any_country or p.country == q.country or p.country is None or q.country is None
    ]
    pairs: list[tuple[int, int, float]] = []
    for value, i, j in sorted(alike, key=lambda t: (-t[0], t[1], t[2])):
        least = NAME_ALIKE - 0.05 if is_part(x[i].person or "", y[j].person or "") else NAME_ALIKE
        if x[i].country != y[j].country and x[i].country and y[j].country:
            least = FULLY_ALIKE if least == NAME_ALIKE else 2.0
        if value >= least and all(i != k and j != m for k, m, _ in pairs):
            pairs.append((i, j, value))
    return pairs


def _opposed(x: list[Party], y: list[Party], is_directed: bool) -> Iterator[tuple[set[int], set[int]]]:
    """The people whom both reports name for one country or, where that counts, for one side; attendees are of none."""
    if is_directed:
        for side in ("active", "passive"):
            yield {i for i, p in enumerate(x) if p.side == side}, {j for j, p in enumerate(y) if p.side == side}
        return
    for country in sorted({p.country for p in x} & {p.country for p in y}, key=str):
        yield {i for i, p in enumerate(x) if p.country == country}, {j for j, p in enumerate(y) if p.country == country}


def _bodies(a: EngagementProfile, b: EngagementProfile) -> Iterator[Clue]:
    x = {(p.body, p.country) for p in a.parties if p.body}
    y = {(p.body, p.country) for p in b.parties if p.body}
    shared = x & y
    if shared:
        names = [", ".join(sorted(name for name, _ in bodies)) for bodies in (x, y)]
        yield Clue("bodies", 0.6 * min(2, len(shared)), *names)


def _title(x: Title, y: Title, same_language: bool) -> Iterator[Clue]:
    for field, ours, theirs in (("number", x.editions, y.editions), ("year", x.years, y.years)):
        if ours and theirs:
            weight = (1.5 if field == "number" else 0.5) if ours & theirs else CONTRADICTION
            yield Clue(field, weight, _listed(ours), _listed(theirs))
    if x.known and y.known:
        yield Clue("name", 2.0 if x.known == y.known else -4.0, x.text, y.text)
        return
    acronyms = {w for w in x.acronyms & y.acronyms if len(w) > 2}
    shared, fewest = len(x.words & y.words), max(1, min(len(x.words), len(y.words)))
    if acronyms:
        yield Clue("name", 2.5, x.text, y.text)
    elif shared >= fewest / 2 and (shared > 1 or fewest == 1):  # one word of several is that for conference
        yield Clue("name", 3.0 * shared / fewest, x.text, y.text)
    elif same_language:
        yield Clue("name", -0.5 if shared else -3.0, x.text, y.text)


def _occasion(x: Title, y: Title) -> Iterator[Clue]:
    if (x.known and x.known == y.known) or x.words & y.words:
        yield Clue("occasion", 0.7, x.text, y.text)
    elif x.known and y.known:
        yield Clue("occasion", -1.5, x.text, y.text)


def _listed(values: Iterable[object]) -> str:
    return " ".join(sorted(map(str, values)))


def _named(parties: list[Party], which: set[int]) -> str:
    return ", ".join(parties[i].person or "" for i in sorted(which))
