"""The register with all that it needs: documents are read, their records matched, and kept.

Beside `pipeline`, which knows the order of the stages of one document, this is the only module that knows reading,
matching and the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any, Literal

import msgspec

from entente import matching
from entente.errors import EntenteError
from entente.matching.commitments import (
    CommitmentProfile,
    commitment_keys,
    commitment_profiles,
    compare_commitments,
)
from entente.matching.profiles import BodyProfile, EngagementProfile, PersonProfile, Profile
from entente.model.record import Record
from entente.reading import read as read_document
from entente.reading.inputs import Failure, Given, GivenRecord
from entente.register import Arrival, Store
from entente.register.carrying import carried
from entente.register.matching import Judged

AT_ONCE, SECONDS_AT_MOST = 2048, 10.0
"""So many documents enter in one transaction, or those that were read in so many seconds: they share the cost of what
is put together anew, and little is read again when a run is stopped."""
CACHED_PROFILES = 1 << 15
_PROFILES = msgspec.msgpack.Decoder(EngagementProfile | PersonProfile | BodyProfile | CommitmentProfile)
State = Literal["added", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; `error` says why it failed."""

    origin: str
    state: State
    note: str | None = None
    error: EntenteError | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer reading of a document would change: engagements and people that came, went, or say otherwise."""

    document: str
    came: list[dict[str, Any]]
    went: list[dict[str, Any]]
    differ: list[tuple[dict[str, Any], dict[str, Any]]]


class Matcher:
    """Matching as the register asks for it."""

    def looks(self, record: Record, document: str) -> Mapping[str, bytes]:
        made = matching.profiles(record, document)
        bare = {id: msgspec.structs.replace(profile, end="", document="") for id, profile in made.items()}
        every = {**bare, **commitment_profiles(record, bare)}
        return {id: msgspec.msgpack.encode(profile, order="sorted") for id, profile in every.items()}

    def keys(self, look: bytes) -> Iterable[str]:
        profile = _profile(look)
        return commitment_keys(profile) if isinstance(profile, CommitmentProfile) else matching.keys(profile)

    def order(self, look: bytes) -> int:
        profile = _profile(look)
        return matching.order(profile.said_at if isinstance(profile, CommitmentProfile) else profile)

    def compare(self, one: bytes, other: bytes) -> Judged:
        left, right = _profile(one), _profile(other)
        if isinstance(left, CommitmentProfile) or isinstance(right, CommitmentProfile):
            assert isinstance(left, CommitmentProfile)
            assert isinstance(right, CommitmentProfile)
            return Judged(*compare_commitments(left, right))
        decision = matching.compare(left, right)
        if decision.verdict == "different":
            return Judged(decision.verdict, decision.score)
        reasons = tuple(
            f"{clue.about} {clue.weight:+.1f}" + (f" ({clue.left} / {clue.right})" if clue.left or clue.right else "")
            for clue in decision.clues
        )
        return Judged(decision.verdict, decision.score, reasons)


@lru_cache(CACHED_PROFILES)
def _profile(look: bytes) -> Profile | CommitmentProfile:
    profile: Profile | CommitmentProfile = _PROFILES.decode(look)
    return profile


class Register(Store):
    """A register that reads what it is given.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder, Register(pathlib.Path(folder) / "entente.db") as register:
    ...     register.read("Rien.", id="a")
    ...     register.read("Rien.", id="a")
    ...     register.counts()["documents"]
    True
    False
    1
    """

    def __init__(self, where: Any = "entente.db", **options: Any) -> None:
        super().__init__(where, matching=options.pop("matching", None) or Matcher(), **options)

    def read(self, text: str, **description: Any) -> bool:
        """Read one document and keep it; takes what `entente.read` takes. Whether it brought anything new."""
        given = Given(origin=description.get("id") or "stdin", text=text, **{"id": "stdin", **description})
        arrival = self._arrival(given)
        return arrival is not None and self.add([arrival]) > 0

    def add_all(self, items: Iterable[Given | GivenRecord | Failure]) -> Iterator[Outcome]:
        """Read and keep many; each outcome is told when it is safe. What fails is told, and the rest goes on."""
        waiting: list[tuple[Given | GivenRecord, Arrival]] = []
        since = monotonic()
        for item in items:
            if isinstance(item, Failure):
                yield Outcome("", "failed", error=item.error)
                continue
            try:
                arrival = self._arrival(item)
            except EntenteError as error:
                yield Outcome(item.origin, "failed", error=error)
                continue
            if arrival is None:
                yield Outcome(item.origin, "known")
                continue
            waiting.append((item, arrival))
            if len(waiting) >= AT_ONCE or monotonic() - since > SECONDS_AT_MOST:
                yield from self._keep(waiting)
                waiting, since = [], monotonic()
        yield from self._keep(waiting)

    def _keep(self, waiting: list[tuple[Given | GivenRecord, Arrival]]) -> Iterator[Outcome]:
        new = self.add([arrival for _, arrival in waiting])
        for number, (item, _) in enumerate(waiting):
            yield Outcome(item.origin, "added" if number < new else "known", note=item.note)

    def _arrival(self, item: Given | GivenRecord) -> Arrival | None:
        """The document with its record; `None` where it is there already, so that it need not be read again."""
        if isinstance(item, GivenRecord):
            return Arrival(record=item.body, text=item.text, author=item.author)
        from entente import pipeline

        document = read_document(item.text, **item.description())
        described = {name: getattr(document, name) for name in ("title", "published", "publisher", "url", "language")}
        if self.has(document.id, document.sha256, described):
            return None
        record, text, _ = pipeline.read_explained(item.text, **item.description())
        return Arrival(record=record.to_json(), text=text)

    def reread(self, *, only_show: bool = False) -> Iterator[Change]:
        """Read every text anew with the packs of today; gives what changes. Records by hand and decisions stand."""
        from entente import pipeline

        waiting: list[Arrival] = []
        for id, text, described, before in self.texts():
            record, stored, _ = pipeline.read_explained(text, id=id, **described)
            after = msgspec.json.decode(record.to_json())
            if after == before:
                continue
            yield changed(before or {}, after)
            waiting.append(Arrival(record=record.to_json(), text=stored))
            if len(waiting) >= AT_ONCE and not only_show:
                self.add(waiting)
                waiting = []
        if waiting and not only_show:
            self.add(waiting)


def changed(before: dict[str, Any], after: dict[str, Any]) -> Change:
    """What came, went and differs between two readings of one document."""
    came, went, differ = [], [], []
    for part in ("engagements", "people", "commitments"):
        old = {thing["id"]: thing for thing in before.get(part) or ()}
        new = {thing["id"]: thing for thing in after.get(part) or ()}
        heirs = carried(before, after, part)
        went += [thing for id, thing in old.items() if id not in heirs]
        came += [thing for id, thing in new.items() if id not in heirs.values()]
        differ += [(old[one], new[other]) for one, other in heirs.items() if _told(old[one]) != _told(new[other])]
    return Change(after["document"]["id"], came, went, differ)


def _told(thing: dict[str, Any]) -> dict[str, Any]:
    """What a thing says, without where it says it."""
    aside = ("id", "evidence", "spans", "sources", "posts", "participants", "occasion", "part_of", "engagement")
    return {name: value for name, value in thing.items() if name not in aside}
