"""Commitments and what may have fulfilled them."""

from __future__ import annotations

from typing import Any

from entente.matching import match
from entente.model.judgement import FollowUp
from entente.model.record import Commitment, Record
from tests.matching.making import engagement, party, record


def promise(kind: Any, parties: list[str], towards: list[str] | None = None, **more: Any) -> Commitment:
    return Commitment(id="c1", kind=kind, parties=parties, towards=towards or [], what="…", **more)


def promised(commitment: Commitment, published: str = "2025-01-10") -> Record:
    told = record("a", engagement(when=published), published=published)
    return Record(document=told.document, engagements=told.engagements, commitments=[commitment])


def later(document: str, kind: str, when: str, **more: Any) -> Record:
    return record(document, engagement(kind=kind, when=when, **more), published=when)


def proposed(*records: Record) -> list[FollowUp]:
    return list(match(records).follow_ups)


def test_an_invitation_and_the_visit_of_the_invited() -> None:
    invitation = promised(promise("invitation", ["MA"], ["TR"]))
    guest = {"participants": [party(None, "TR", "visitor")]}
    assert [f.engagement for f in proposed(invitation, later("b", "visit", "2025-03-02", **guest))] == ["b#e1"]
    host = {"participants": [party(None, "MA", "visitor")]}
    assert not proposed(invitation, later("b", "visit", "2025-03-02", **host))


def test_a_training_that_was_agreed_on() -> None:
    agreed = promised(promise("agreed", ["MA", "TR"], topics=["training"], when="2025-06"))
    found = proposed(agreed, later("b", "training", "2025-06-15", topics=["training"]))
    assert [(f.commitment, f.engagement) for f in found] == [("a#c1", "b#e1")]
    assert {clue.about for clue in found[0].clues} >= {"countries", "when", "topics"}


def test_what_came_before_or_is_of_others_follows_from_nothing() -> None:
    agreed = promised(promise("agreed", ["MA", "TR"], topics=["training"]))
    assert not proposed(agreed, later("b", "training", "2024-12-01", topics=["training"]))
    assert not proposed(agreed, later("b", "training", "2025-06-15", topics=["training"], countries=["MA", "ES"]))


def test_what_several_reports_tell_is_proposed_once() -> None:
    agreed = promised(promise("agreed", ["MA", "TR"], topics=["training"]))
    told = [later(name, "training", "2025-06-15", topics=["training"]) for name in "cb"]
    assert [f.engagement for f in proposed(agreed, *told)] == ["b#e1"]
