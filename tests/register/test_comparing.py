"""Which looks are compared depends on what they are, and not on what came first, also where blocks are full."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entente.model.record import Record
from entente.register import Arrival, Store, comparing
from entente.register.matching import Judged
from tests.register.making import meeting, place, record

NEAR = 2


class ByName:
    """A matching for tests: an engagement called `ab7` stands in the blocks `a` and `b` at place 7."""

    def looks(self, record: Record, document: str) -> dict[str, bytes]:
        return {e.id: (e.name or "").encode() for e in record.engagements}

    def keys(self, look: bytes) -> Iterable[str]:
        return look.decode()[:2]

    def order(self, look: bytes) -> int:
        return int(look[2:])

    def compare(self, one: bytes, other: bytes) -> Judged:
        return Judged("same" if one[2:] == other[2:] else "unsure", 0.5)


def arrival(document: int, name: str) -> Arrival:
    engagement = meeting(name=name, who=(), topics=[str(document)])
    return Arrival(record=record(f"d{document}", engagements=[engagement]), author="hand")


def near(names: Iterable[str]) -> set[tuple[int, int]]:
    """All pairs that are near in a block, worked out at once."""
    numbers = {name: comparing.number_of(f"engagements {name}".encode()) for name in names}
    found = set()
    for key in "abc":
        block = sorted((int(name[2:]), number) for name, number in numbers.items() if key in name[:2])
        found |= {
            (min(one, other), max(one, other))
            for (at, (_, one)), (to, (_, other)) in combinations(enumerate(block), 2)
            if to - at <= NEAR
        }
    return found


names = st.builds(lambda keys, at: f"{keys}{at}", st.sampled_from(("ab", "bc", "ac", "aa")), st.integers(0, 9))


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), names, st.booleans()), min_size=1, max_size=30, unique_by=lambda step: step[:2]
    )
)
@example([(0, "bc3", False), (1, "bc0", False), (2, "ab1", False), (3, "bc2", False), (2, "bc1", False)])
def test_looks_are_compared_if_they_are_near_whatever_came_first(steps: list[tuple[int, str, bool]]) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(comparing, "NEAR", NEAR)
        with Store(place(Path(folder) / "x.db"), matching=ByName()) as store:
            last: dict[int, str] = {}
            waiting: dict[int, Arrival] = {}
            for document, name, together in steps:
                last[document], waiting[document] = name, arrival(document, name)
                if not together:
                    store.add(waiting.values())
                    waiting = {}
            store.add(waiting.values())
            rows = store.database.all("SELECT one, other FROM judgements WHERE one <> other")
            assert sorted(rows) == sorted(near(last.values()))
