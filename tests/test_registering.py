"""The register with the real reading and matching: stories of the corpus become one, in whatever language."""

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest

import entente
from entente.model.known import KnownCommitment
from entente.reading.corpus import Entry, entries
from entente.reading.files import items
from entente.registering import Register
from tests.register.making import gold, view


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with Register(tmp_path_factory.mktemp("register") / "entente.db") as register:
        register.add(gold())
        yield register


def f1(found: list[list[str]], right: list[list[str]]) -> float:
    one, other = ({frozenset(pair) for group in groups for pair in combinations(group, 2)} for groups in (found, right))
    return 2 * len(one & other) / (len(one) + len(other))


@pytest.mark.parametrize(("part", "least"), [("engagements", 0.9), ("people", 0.95)])
def test_what_is_one_in_the_corpus_is_one_in_the_register(register: Register, part: str, least: float) -> None:
    same = json.loads((files("entente") / "corpus" / "same.json").read_text("utf-8"))
    there = {entry.id for entry in entries()}
    right = [[end for end in group if end.partition("#")[0] in there] for group in same[part]]
    assert f1(register.groups()[part], right) >= least


def test_a_commitment_told_in_three_documents_is_one(register: Register) -> None:
    made = register.known("fr-03#c1")
    assert isinstance(made, KnownCommitment)
    assert made.mentions == ["ar-02#c1", "fr-03#c1", "fr-04#c1"]


def test_incremental_matching_is_that_of_all_at_once(register: Register, tmp_path: Path) -> None:
    with Register(tmp_path / "one.db") as one:
        for arrival in list(gold())[::-1]:
            one.add([arrival])
        assert view(one) == view(register)


def test_texts_are_read_matched_and_found_again(tmp_path: Path) -> None:
    names = ("fr-01", "fr-02", "fr-03", "fr-04")
    for name in names:
        entry = Entry(name)
        row = {"text": entry.text, **entry.description()}
        (tmp_path / f"{name}.json").write_text(json.dumps(row), "utf-8")
    with entente.Register(tmp_path / "entente.db") as register:
        states = [outcome.state for outcome in register.add_all(items(str(tmp_path)))]
        assert states.count("added") == len(names)
        assert [o.state for o in register.add_all(items(str(tmp_path)))].count("known") == len(names)
        found = register.between("MA", "ES") + register.between("MA", "TR")
        assert any(len(engagement.documents) > 1 for engagement in found)
        said = found[0].values["kind"][0].said[0]
        assert register.quote(said.document, said.spans)
        assert not list(register.reread())
