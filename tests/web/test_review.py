"""A reviewer accepts, corrects, rejects, joins and takes back; each decision is signed and comes back to the page."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from entente.errors import RegisterError
from entente.registering import Register


class Reviewer:
    def __init__(self, browser: TestClient, document: str) -> None:
        self.browser = browser
        self.path = f"/documents/{document}"
        browser.get("/")

    def page(self) -> dict[str, Any]:
        path = self.browser.get(f"{self.path}.json")
        if path.status_code == 301:
            path = self.browser.get(path.headers["location"])
        found: dict[str, Any] = path.json()
        return found

    def thing(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = next(thing for thing in self.page()["things"] if thing["id"] == id)
        return found

    def fact(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = next(fact for fact in self.thing(id.partition(".")[0])["facts"] if fact["id"] == id)
        return found

    def send(self, path: str, **form: str) -> Any:
        return self.browser.post(path, data={"token": self.browser.cookies["entente-token"], **form})

    def decide(self, id: str, verdict: str, **more: str) -> None:
        answer = self.send("/decide", one=self.thing(id)["mention"], verdict=verdict, then=f"{self.path}#{id}", **more)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{self.path}#{id}")


@pytest.fixture(params=["fr-02", "ar-01"])
def reviewer(request: pytest.FixtureRequest, browser: TestClient) -> Reviewer:
    return Reviewer(browser, request.param)


def test_every_fact_is_marked_in_the_text_and_the_reverse(reviewer: Reviewer) -> None:
    page = reviewer.page()
    text = page["text"]
    assert "\n".join("".join(piece["text"] for piece in line) for line in page["lines"]) == text
    facts = {fact["id"]: fact for thing in page["things"] for fact in thing["facts"]}
    marked: dict[str, set[int]] = {}
    for line in page["lines"]:
        for piece in line:
            assert text[piece["start"] : piece["start"] + len(piece["text"])] == piece["text"]
            for id in piece["facts"]:
                marked.setdefault(id, set()).update(range(piece["start"], piece["start"] + len(piece["text"])))
    for id, fact in facts.items():
        wanted = {at for start, end in fact["spans"] for at in range(start, end) if text[at] != "\n"}
        assert marked.get(id, set()) == wanted


def test_a_fact_is_accepted_signed_and_taken_back(reviewer: Reviewer, register: Register) -> None:
    reviewer.decide("e1", "accept", field="kind")
    fact = reviewer.fact("e1.kind")
    assert fact["state"] == "accepted"
    assert fact["decision"]["author"] == "Samira"
    reviewer.send("/undo", number=str(fact["decision"]["number"]), then=reviewer.path)
    assert reviewer.fact("e1.kind")["state"] == "open"
    assert len(register.decisions(all=True)) == 2


def test_a_correction_goes_to_the_merged_record(reviewer: Reviewer, browser: TestClient) -> None:
    reviewer.decide("e1", "correct", field="when", value="2025-09-17", reason="as the photograph says")
    assert reviewer.fact("e1.when")["value"] == "2025-09-17"
    known = reviewer.thing("e1")["known"]
    value = browser.get(f"/engagements/{known}.json").json()["values"]["when"][0]
    assert (value["value"], value["author"], value["reason"]) == ("2025-09-17", "Samira", "as the photograph says")
    assert "as the photograph says" in browser.get(f"/engagements/{known}").text


def test_a_rejected_value_is_gone_from_the_merged_record(reviewer: Reviewer, register: Register) -> None:
    reviewer.decide("e1", "reject", field="place")
    assert reviewer.fact("e1.place")["state"] == "rejected"
    assert register.known(reviewer.thing("e1")["mention"]).place is None  # type: ignore[union-attr]


def test_a_rejected_engagement_is_known_no_more_until_that_is_taken_back(
    reviewer: Reviewer, register: Register
) -> None:
    mention = reviewer.thing("e1")["mention"]
    reviewer.decide("e1", "reject")
    assert reviewer.thing("e1")["state"] == "rejected"
    with pytest.raises(RegisterError, match="rejected"):
        register.known(mention)
    assert reviewer.browser.get(reviewer.browser.get(reviewer.path).headers["location"]).status_code == 200
    reviewer.send("/undo", number=str(reviewer.page()["last"]), then="/")
    assert reviewer.thing("e1")["state"] == "open"
    assert register.known(mention).mentions


def test_two_engagements_are_said_to_be_one(reviewer: Reviewer, register: Register) -> None:
    other = register.mention("tr-01#e1")
    reviewer.decide("e1", "same", other=other)
    known = register.known(other).id
    assert reviewer.thing("e1")["known"] == known
    assert reviewer.thing("e1")["same"]


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "correct", "field": "when", "value": "last week"},
        {"verdict": "correct", "field": "kind", "value": "war"},
        {"verdict": "correct", "field": "id", "value": "x"},
        {"verdict": "praise"},
        {"verdict": "same", "other": "fr-02#p1"},
        {"verdict": "accept", "value": "a" * 2001},
    ],
)
def test_a_decision_that_cannot_be_is_refused(browser: TestClient, register: Register, form: dict[str, str]) -> None:
    reviewer = Reviewer(browser, "fr-02")
    assert reviewer.send("/decide", one=register.mention("fr-02#e1"), **form).status_code == 400
    assert reviewer.send("/decide", one="e-none", **form).status_code in (400, 404)
    assert not register.decisions(all=True)


def test_progress_is_shown_in_the_queue(browser: TestClient) -> None:
    reviewer = Reviewer(browser, "fr-02")
    things = [thing["id"] for thing in reviewer.page()["things"] if thing["part"] in ("engagements", "commitments")]

    def state() -> str:
        listed = browser.get("/documents.json").json()["documents"]
        return next(str(one["state"]) for one in listed if one["document"]["id"] == "fr-02")

    assert state() == "open"
    reviewer.decide(things[0], "accept")
    assert state() == "begun"
    for id in things[1:]:
        reviewer.decide(id, "accept")
    assert state() == "done"


def test_decisions_are_listed_with_the_way_back(browser: TestClient) -> None:
    reviewer = Reviewer(browser, "fr-02")
    reviewer.decide("e1", "accept")
    page = browser.get("/decisions").text
    assert "Samira" in page
    assert 'action="/undo"' in page
