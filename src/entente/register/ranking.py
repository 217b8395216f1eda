"""The values that documents give for one field, ranked: one is preferred, the others stay beside it.

A person's correction is preferred over all. Else the value of the most independent voices is; reprints of one text are
one voice. A date speaks also for the more precise date inside it. What is left equal is settled by the earliest
publication and then by the value itself, so that the order of documents does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from entente.model.known import Said, Value
from entente.text.edtf import includes, width
from entente.text.folding import fold

LATE = "9999"
PROGRESS = ("held", "ongoing", "cancelled", "planned")


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that a person set; `None` says that the field has none."""

    value: Any
    author: str
    reason: str | None = None


class Use(NamedTuple):
    """One document's use of a value; `times` where it speaks for so many that say the same."""

    value: Any
    said: Said
    voice: str
    published: str | None
    times: int


class Candidate(list[Use]):
    """A value with all uses of it, in any spelling; what is asked of it is counted when it is asked."""

    @property
    def value(self) -> Any:
        """The spelling most often used; the longer, then the lesser one where several are."""
        first = self[0].value
        if len(self) == 1 or all(use.value == first for use in self):
            return first
        spellings: dict[str, list[Any]] = {}
        for use in self:
            written = use.value if isinstance(use.value, str) else msgspec.json.encode(use.value).decode()
            spellings.setdefault(written, [0, use.value])[0] += use.times
        return min(spellings.items(), key=lambda item: (-item[1][0], -len(item[0]), item[0]))[1][1]

    @property
    def said(self) -> list[Said]:
        return [use.said for use in self]

    @property
    def voices(self) -> set[str]:
        return {use.voice for use in self}

    @property
    def weight(self) -> int:
        """How many independent voices say it."""
        return len(self.voices) + sum(use.times - 1 for use in self)

    @property
    def first(self) -> str:
        return min((use.published for use in self if use.published), default=LATE)

    @property
    def last(self) -> str:
        return max((use.published for use in self if use.published), default="")


class Field:
    """All values of one field; `key` says which spellings are one value."""

    def __init__(self, key: Callable[[Any], Any] = lambda value: value) -> None:
        self.key = key
        self.candidates: dict[Any, Candidate] = {}

    def add(self, value: Any, said: Said, voice: str, published: str | None, times: int = 1) -> None:
        """Add what one document says."""
        if not value:
            return
        key = self.key(value)
        candidate = self.candidates.get(key)
        if candidate is None:
            candidate = self.candidates[key] = Candidate()
        candidate.append(Use(value, said, voice, published, times))

    def _sorted(self, order: Callable[[Candidate], Any]) -> list[Candidate]:
        best = list(self.candidates.values())
        if len(best) > 1:
            best.sort(key=lambda c: (order(c), c.first, msgspec.json.encode(c.value)))
        return best

    def ranked(self, order: Callable[[Candidate], Any], correction: Correction | None = None) -> list[Value]:
        """All values, the preferred first."""
        best = self._sorted(order)
        if correction is None:
            return [Value(c.value, "other" if at else "preferred", c.said) for at, c in enumerate(best)]
        values = [Value(c.value, "other", c.said) for c in best]
        kept = None if correction.value is None else self.key(correction.value)
        same = [value for value in values if kept is not None and self.key(value.value) == kept]
        said = same[0].said if same else []
        decided = Value(correction.value, "preferred", said, correction.author, correction.reason)
        return [decided, *(value for value in values if value not in same)]

    def every(self, correction: Correction | None = None) -> list[Value]:
        """All values of a field that holds several at once; a correction gives the whole list."""
        values = [Value(c.value, "preferred", c.said) for c in self._sorted(most_voices)]
        if correction is None:
            return values
        kept = {self.key(value) for value in correction.value or ()}
        known = {self.key(value.value): value for value in values}
        decided = [
            msgspec.structs.replace(
                known.get(self.key(value), Value(value, "preferred")),
                rank="preferred",
                author=correction.author,
                reason=correction.reason,
            )
            for value in correction.value or ()
        ]
        return decided + [
            msgspec.structs.replace(value, rank="other") for key, value in known.items() if key not in kept
        ]


def preferred(values: list[Value]) -> Any:
    """The value to show, `None` where there is none."""
    return values[0].value if values and values[0].rank == "preferred" else None


def most_voices(candidate: Candidate) -> Any:
    return -candidate.weight


def latest_state(candidate: Candidate) -> Any:
    """What was held stays held; else the last that was published counts."""
    rank = PROGRESS.index(candidate.value) if candidate.value in PROGRESS else len(PROGRESS)
    return (rank != 0, _reversed(candidate.last), rank)


def most_voices_of_dates(dates: Field) -> Callable[[Candidate], Any]:
    """As `most_voices`, where a wider date speaks for those inside it; then the narrower is preferred."""

    def order(candidate: Candidate) -> Any:
        voices = candidate.voices
        for other in dates.candidates.values():
            if includes(other.value, candidate.value):
                voices |= other.voices
        return (-len(voices), width(candidate.value))

    return order


def most_voices_of_places(candidate: Candidate) -> Any:
    return (not candidate.value.get("city"), -len(candidate.voices))


def place_key(place: Mapping[str, Any]) -> Any:
    """Where it is, whatever the language of its name."""
    if place.get("lat") is not None and place.get("city"):
        return ("at", round(place["lat"], 1), round(place["lon"], 1))
    return (place.get("country"), fold(place.get("city") or place.get("name") or ""))


@lru_cache(1 << 15)
def folded(value: str) -> str:
    """A spelling without case and accents; names and topics come again and again."""
    return fold(value)


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in day) or (1,)


def spans_of(thing: Mapping[str, Any], names: Iterable[str]) -> list[tuple[int, int]]:
    """The words of a field of a record's thing, its own evidence where the field has none."""
    spans = thing.get("spans") or {}
    for name in names:
        if spans.get(name):
            return [(start, end) for start, end in spans[name]]
    return [(start, end) for start, end in thing.get("evidence") or ()]
