"""Whatever people decide and take back, the view is that of the decisions that stand."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.errors import RegisterError
from entente.register import Store
from tests.register.making import opened, told, view

NAMES = "abcdef"
ENDS = st.sampled_from([f"{name}#{thing}" for name in NAMES for thing in ("e1", "p1")])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["same", "different"]), st.sampled_from(NAMES), st.sampled_from(NAMES)),
        st.tuples(st.just("correct"), ENDS, st.sampled_from(["name", "country"])),
        st.tuples(st.sampled_from(["accept", "reject"]), ENDS),
        st.tuples(st.just("undo")),
    ),
    max_size=8,
)


def six(folder: Path) -> Store:
    """A register of six documents that tell of three meetings."""
    store = opened(folder)
    store.add([told(name, when=f"2025-09-1{number // 2}") for number, name in enumerate(NAMES)])
    return store


def apply(store: Store, step: tuple[Any, ...]) -> None:
    if step[0] == "undo":
        try:
            store.undo(author="me")
        except RegisterError:
            assert not store.decisions()
    elif step[0] in ("accept", "reject"):
        store.decide(step[0], store.mention(step[1]), author="me")
    elif step[0] == "correct":
        store.decide("correct", store.mention(step[1]), field=step[2], value="X", author="me")
    elif step[1] != step[2]:
        store.decide(step[0], store.mention(f"{step[1]}#e1"), store.mention(f"{step[2]}#e1"), author="me")


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_any_decisions_taken_back_leave_no_trace_in_the_view(steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder, six(Path(folder)) as store:
        before = view(store)
        for step in steps:
            apply(store, step)
        now = view(store)
        store.rebuild()
        assert view(store) == now
        while store.decisions():
            store.undo(author="me")
        assert view(store) == before


def test_undo_takes_back_the_last_and_undo_of_undo_restores(tmp_path: Path) -> None:
    with six(tmp_path) as store:
        store.decide("same", store.mention("a#e1"), store.mention("c#e1"), author="me", reason="one and the same")
        joined = view(store)
        store.undo(author="you")
        assert len(store.known("a#e1").mentions) == 2
        store.undo(2, author="me")
        assert view(store) == joined
        assert [d.verdict for d in store.decisions(all=True)] == ["same", "undo", "undo"]


def test_different_splits_and_holds_against_the_engine(tmp_path: Path) -> None:
    with six(tmp_path) as store:
        store.decide("different", store.mention("a#e1"), store.mention("b#e1"), author="me")
        assert store.known("a#e1").mentions == ["a#e1"]
        store.add([told("g", when="2025-09-10")])
        assert len({store.known(f"{name}#e1").id for name in "abg"}) == 2
        store.decide("same", store.mention("a#e1"), store.mention("b#e1"), author="me")
        assert store.known("a#e1").id == store.known("b#e1").id


def test_a_correction_is_preferred_and_the_engines_value_stays_beside_it(tmp_path: Path) -> None:
    with six(tmp_path) as store:
        store.decide("correct", store.mention("a#p1"), field="name", value="Karim El Alami", author="me", reason="typo")
        name, *others = store.known("b#p1").values["name"]
        assert (name.value, name.rank, name.author, name.reason) == ("Karim El Alami", "preferred", "me", "typo")
        assert [(value.value, value.rank) for value in others] == [("Karim Alami", "other")]


def test_what_cannot_be_undone_is_said(tmp_path: Path) -> None:
    with six(tmp_path) as store:
        with pytest.raises(RegisterError, match="no decision stands"):
            store.undo(author="me")
        with pytest.raises(RegisterError, match="number 7"):
            store.undo(7, author="me")
        store.redact(store.document_named("a"), author="me", reason="x")
        with pytest.raises(RegisterError, match="is gone"):
            store.undo(1, author="me")


def test_what_is_rejected_is_not_known_and_nothing_leads_to_it(tmp_path: Path) -> None:
    with six(tmp_path) as store:
        known = store.known("a#e1")
        store.decide("reject", store.mention("a#e1"), author="me")
        assert store.known("b#e1").mentions == ["b#e1"]
        with pytest.raises(RegisterError, match="rejected"):
            store.known("a#e1")
        store.decide("reject", store.mention("b#e1"), author="me")
        assert known.id not in [other.id for other in store.everything("engagements")]
        assert not [check for check in store.checked() if check.problem]
        assert not [group for group in store.groups()["engagements"] if "a#e1" in group]
        person = store.known("a#p1").id
        assert known.id not in [other.id for other in store.engagements_of(person)]
        store.undo(author="me")
        store.undo(author="me")
        assert store.known("a#e1") == known
