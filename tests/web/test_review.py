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


def edited(reviewer: Reviewer, change: str, **form: str) -> int:
    page = reviewer.page()
    return int(reviewer.send("/edit", change=change, document=page["document"]["key"], **form).status_code)


def test_a_single_button_says_all(reviewer: Reviewer, register: Register) -> None:
    mention = reviewer.thing("e1")["mention"]
    for said in (f"accept {mention} when e1.place", f"reject {mention} place e2", f"accept {mention} - e2"):
        answer = reviewer.send("/act", act=said, page=reviewer.path, seen=str(reviewer.page()["seen"]))
        assert answer.headers["location"] == f"{reviewer.path}#{said.split(' ')[-1]}"
    assert [(d.verdict, d.field) for d in register.decisions()] == [
        ("accept", "when"), ("correct", "place"), ("accept", None)
    ]  # fmt: skip
    reviewer.send("/act", act=f"undo {reviewer.page()['last']} main", page=reviewer.path)
    assert len(register.decisions()) == 2
    for odd in ("", "praise", f"accept {mention}", "accept a b c d e", "undo x main"):
        assert reviewer.send("/act", act=odd).status_code in (400, 404)


def test_words_are_anchored_to_a_selection_and_back(reviewer: Reviewer) -> None:
    text = reviewer.page()["text"]
    before = reviewer.fact("e1.when")["spans"]
    words = text[40:60].strip()
    at = text.index(words, 30)
    assert edited(reviewer, "anchor", thing="e1", field="when", words=words, at=str(at)) == 303
    assert reviewer.fact("e1.when")["spans"] == [[at, at + len(words)]]
    assert reviewer.page()["edits"][0]["author"] == "Samira"
    reviewer.send("/undo", number=str(reviewer.page()["last"]))
    assert reviewer.fact("e1.when")["spans"] == before


def test_what_was_missed_is_added_with_its_words(reviewer: Reviewer, register: Register) -> None:
    words = reviewer.page()["text"][:30].split("\n")[0]
    form = {"part": "engagements", "kind": "call", "status": "held", "countries": "MA, TR", "when": "2025-09"}
    assert edited(reviewer, "add", words=words, **form) == 303
    added = next(thing for thing in reviewer.page()["things"] if thing["kind"] == "call")
    assert register.known(added["mention"]).when == "2025-09"  # type: ignore[union-attr]
    assert edited(reviewer, "party", thing=added["id"], group="police", country="MA", role="host") == 303
    assert reviewer.fact(f"{added['id']}.participants")["value"][0]["name"] == "police"
    assert edited(reviewer, "drop", thing=added["id"], field="participants", number="0") == 303
    assert edited(reviewer, "value", thing=added["id"], field="place", value="Rabat, MA") == 303
    assert reviewer.fact(f"{added['id']}.place")["value"]["city"] == "Rabat"
    assert edited(reviewer, "split", thing=added["id"], words=words[:9]) == 303
    assert len([thing for thing in reviewer.page()["things"] if thing["kind"] == "call"]) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"change": "praise"},
        {"change": "anchor", "thing": "e1", "field": "when", "words": "words that are not there"},
        {"change": "drop", "thing": "e1", "field": "participants", "number": "-1"},
        {"change": "drop", "thing": "e1", "field": "participants", "number": "99"},
        {"change": "add", "part": "engagements", "words": "a", "kind": "war", "status": "held"},
    ],
)
def test_an_edit_that_cannot_be_is_refused(browser: TestClient, register: Register, form: dict[str, str]) -> None:
    reviewer = Reviewer(browser, "fr-02")
    assert reviewer.send("/edit", document="fr-02", **form).status_code == 400
    assert reviewer.send("/edit", **{**form, "document": "none"}).status_code in (400, 404)
    assert not register.decisions(all=True)


def test_the_second_of_two_reviewers_sees_the_decision_of_the_first(reviewer: Reviewer) -> None:
    one, seen = reviewer.thing("e1")["mention"], str(reviewer.page()["seen"])
    first = {"one": one, "verdict": "correct", "field": "when", "value": "2025-09-17", "seen": seen}
    assert reviewer.send("/decide", **first).status_code == 303
    second = {"one": one, "verdict": "correct", "field": "when", "value": "2025-09-16", "seen": seen}
    answer = reviewer.send("/decide", **second)
    assert answer.status_code == 409
    assert "2025-09-17" in answer.text
    assert "2025-09-16" in answer.text
    assert reviewer.fact("e1.when")["value"] == "2025-09-17"
    assert reviewer.send("/decide", **{**second, "field": "place", "value": "Rabat, MA"}).status_code == 303
    later = str(reviewer.page()["seen"])
    assert reviewer.send("/decide", **{**second, "seen": later}).status_code == 303
    assert reviewer.fact("e1.when")["value"] == "2025-09-16"


def test_a_reviewed_document_is_gold(reviewer: Reviewer) -> None:
    reviewer.decide("e1", "correct", field="when", value="2025-09-17")
    for thing in reviewer.page()["things"]:
        if thing["part"] in ("engagements", "commitments"):
            assert reviewer.browser.get("/gold.jsonl").content == b""
            reviewer.decide(thing["id"], "accept")
    gold = reviewer.browser.get("/gold.jsonl").json()
    assert gold["document"]["id"] == reviewer.page()["document"]["id"]
    assert next(one for one in gold["engagements"] if one["id"] == "e1")["when"] == "2025-09-17"


def test_a_document_is_set_aside_and_comes_back(browser: TestClient) -> None:
    reviewer = Reviewer(browser, "fr-02")

    def aside() -> list[str]:
        return [one["document"]["id"] for one in browser.get("/documents.json?state=aside").json()["documents"]]

    assert reviewer.send("/aside", document="fr-02", reason="a copy").status_code == 303
    assert aside() == ["fr-02"]
    assert browser.get("/documents.json").json()["states"]["aside"] == 1
    reviewer.send("/undo", number=str(reviewer.page()["last"]))
    assert aside() == []


def test_the_queue_is_narrowed_to_a_partner(browser: TestClient) -> None:
    every = browser.get("/documents.json?state=open").json()["total"]
    some = browser.get("/documents.json?state=open&country=TR").json()["total"]
    assert 0 < some < every


def test_a_mention_is_taken_out_of_a_merged_engagement(browser: TestClient, register: Register) -> None:
    reviewer = Reviewer(browser, "fr-02")
    thing = next(thing for thing in reviewer.page()["things"] if thing["part"] == "engagements" and thing["others"])
    other = thing["others"][0]["mention"]
    assert register.known(other).id == thing["known"]
    reviewer.decide(thing["id"], "different", other=other)
    assert register.known(other).id != register.known(thing["mention"]).id
