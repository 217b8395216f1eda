"""Keys: two things that may be one share at least one, so that only those with a common key are ever compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from entente.matching.periods import Period
from entente.matching.profiles import BodyProfile, EngagementProfile, PersonProfile, Profile
from entente.text import names
from entente.text.folding import bare, fold
from entente.text.romanising import romanise

WEEK, SLACK_DAYS = 7, 3
ORDERED_BYTES = 7
MOST_WEEKS = 54
MOST_PAIRED = 4
"""Above so many countries an engagement is looked for by its place and people only."""
MOST_NEAR = 60
"""Of a key that many share, each is compared with so many of its neighbours in time."""
MOST_SPEAKERS = 3
"""So many of one spelling are compared with those of other spellings; more than one, since documents differ."""
_FAMILIES = {"meeting": "talk", "call": "talk", "gathering": "talk", "exercise": "drill", "training": "drill"}

P = TypeVar("P", bound=Profile)


def keys(profile: Profile) -> frozenset[str]:
    """The keys of an engagement, person or body."""
    if isinstance(profile, EngagementProfile):
        return frozenset(_of_engagement(profile))
    if isinstance(profile, PersonProfile):
        return frozenset(_of_person(profile))
    return frozenset(_of_body(profile))


def order(profile: Profile) -> int:
    """Where a thing stands among those that share a key: engagements by day, others by country and spelling."""
    if isinstance(profile, EngagementProfile):
        return profile.when.first if profile.when else 0
    spelling = bare(fold(romanise(profile.name) or profile.name))
    return int.from_bytes(f"{profile.country or '  '}{spelling}".encode()[:ORDERED_BYTES].ljust(ORDERED_BYTES))


def _of_engagement(e: EngagementProfile) -> Iterator[str]:
    family = _FAMILIES.get(e.kind, e.kind)
    weeks = _weeks(e.when)
    yield from e.edition
    if e.title and e.title.known is None and len(e.title.words) > 1:
        yield " ".join(sorted(e.title.words))
    for week in weeks:
        for who in _who(e):
            yield f"{family}|{who}|{week}"


def _who(e: EngagementProfile) -> set[str]:
    countries = sorted(e.countries)
    if e.kind == "gathering" or len(countries) == 1:
        found = set(countries)
    elif len(countries) <= MOST_PAIRED:
        found = {f"{one}+{other}" for one, other in combinations(countries, 2)}
    else:
        found = {"many"}
    if e.spot and e.spot.country and (e.kind in ("gathering", "exercise") or len(countries) > MOST_PAIRED):
        found.add(e.spot.country)
    for party in e.parties:
        if party.person:
            found |= {key for key in names.keys(party.person) if key[0] == "="}
    return found


def _weeks(when: Period | None) -> range | tuple[str]:
    if when is None:
        return ("",)
    first = (when.first - SLACK_DAYS) // WEEK
    return range(first, min((when.last + SLACK_DAYS) // WEEK, first + MOST_WEEKS) + 1)


def _of_person(p: PersonProfile) -> Iterator[str]:
    for key in names.keys(p.name):
        yield f"person|{key}|{p.country or ''}"
    yield f"person||{_sorted_words(p.name)}"


def _of_body(b: BodyProfile) -> Iterator[str]:
    if b.known:
        yield f"body|{b.known}"
    yield f"body|{_sorted_words(b.name)}|{b.country or ''}"


def _sorted_words(name: str) -> str:
    return " ".join(sorted(bare(fold(name)).split()))


def spelling(profile: Profile) -> str:
    """What stands for a profile: those of one spelling are one without asking, and one may answer for the others.

    People and bodies are named over and over in the same way; of an engagement it is the end itself.
    """
    if isinstance(profile, EngagementProfile):
        return profile.end
    if isinstance(profile, BodyProfile):
        return f"{profile.name}|{profile.country or ''}"
    posts = " ".join(sorted(profile.titles | profile.bodies)) if names.is_part(profile.name, profile.name) else ""
    return f"{profile.name}|{profile.country or ''}|{posts}"


def candidates(profiles: Iterable[P]) -> Iterator[tuple[P, P]]:
    """Pairs of different documents that may be one, each once; the order of `profiles` does not matter.

    Of each spelling the first stands beside all others of it, and the first few are paired by their keys.
    """
    spellings: dict[str, list[P]] = defaultdict(list)
    for profile in sorted(profiles, key=_order):
        spellings[spelling(profile)].append(profile)
    blocks: dict[str, list[P]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for same in spellings.values():
        for profile in same[:MOST_SPEAKERS]:
            for key in keys(profile):
                blocks[key].append(profile)
        yield from _pairs(same[0], same[1:], seen)
    for key in sorted(blocks):
        block = blocks[key]
        for i, one in enumerate(block):
            yield from _pairs(one, block[i + 1 : i + 1 + MOST_NEAR], seen)


def _pairs(one: P, others: list[P], seen: set[tuple[str, str]]) -> Iterator[tuple[P, P]]:
    for other in others:
        pair = (one.end, other.end) if one.end < other.end else (other.end, one.end)
        if one.document != other.document and pair not in seen:
            seen.add(pair)
            yield one, other


def _order(profile: Profile) -> tuple[int, str]:
    return order(profile), profile.end
