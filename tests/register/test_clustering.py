"""Groups are a function of the links: no order matters, and people go before the engine."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.register.clustering import Apart, Decided, Link, cluster


@pytest.fixture
def database() -> None:
    """None is needed."""


ENDS = st.integers(0, 9).map("m{}".format)
PAIRS = st.tuples(ENDS, ENDS).filter(lambda pair: pair[0] < pair[1])
MENTIONS = {f"m{n}": f"d{n // 2}" for n in range(10)}


@given(
    st.dictionaries(PAIRS, st.integers(1, 5)), st.lists(st.tuples(PAIRS, st.booleans())), st.sets(PAIRS), st.integers()
)
def test_order_does_not_matter(
    links: dict[tuple[str, str], int], said: list[tuple[tuple[str, str], bool]], apart: set[tuple[str, str]], seed: int
) -> None:
    linked = [Link(*ends, score / 5) for ends, score in links.items()]
    decided = [Decided(number, same, *ends) for number, (ends, same) in enumerate(said)]
    parted = [Apart(*ends) for ends in apart]
    expected = cluster(MENTIONS, linked, decided, parted)
    random = Random(seed)
    for shuffled in (linked, decided, parted):
        random.shuffle(shuffled)
    names = list(MENTIONS.items())
    random.shuffle(names)
    assert cluster(dict(names), linked, decided, parted) == expected


@given(st.dictionaries(PAIRS, st.integers(1, 5)), st.lists(st.tuples(PAIRS, st.booleans()), max_size=6))
def test_the_last_decision_always_holds(
    links: dict[tuple[str, str], int], said: list[tuple[tuple[str, str], bool]]
) -> None:
    decided = [Decided(number, same, *ends) for number, (ends, same) in enumerate(said)]
    groups = cluster(MENTIONS, [Link(*ends, score / 5) for ends, score in links.items()], decided)
    if decided:
        last = decided[-1]
        assert (groups[last.one] == groups[last.other]) == last.same


def test_two_of_one_record_are_never_joined_by_the_engine() -> None:
    groups = cluster({"a": "x", "b": "x", "c": "y"}, [Link("a", "c", 0.9), Link("b", "c", 0.8)], [])
    assert groups == {"a": "a", "b": "b", "c": "a"}
    assert cluster({"a": "x", "b": "x"}, [], [Decided(1, True, "a", "b")])["b"] == "a"


def test_more_pairs_apart_than_linked_keep_groups_apart() -> None:
    mentions = {name: name for name in "abcd"}
    links = [Link("a", "b", 0.9), Link("c", "d", 0.9), Link("b", "c", 0.5)]
    assert len(set(cluster(mentions, links, [], [Apart("a", "c"), Apart("a", "d")]).values())) == 2
    assert len(set(cluster(mentions, links, [], [Apart("a", "c")]).values())) == 1
