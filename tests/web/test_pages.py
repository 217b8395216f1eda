"""Every page shows what its JSON twin says, in every language of the interface."""

import csv
import io
from datetime import UTC, datetime
from html import escape
from typing import Any

import pytest
from starlette.testclient import TestClient

from entente.registering import Register
from entente.web import exporting
from entente.web.catalogue import catalogues

LISTS = [
    "/",
    "/engagements",
    "/partners",
    "/people",
    "/bodies",
    "/commitments",
    "/calendar",
    "/timeline",
    "/map",
    "/network",
    "/documents",
    "/decisions",
]


def paths(register: Register) -> list[str]:
    """An address of every page."""
    engagement, person = register.known("fr-02#e2"), next(register.everything("people"))
    return [
        *LISTS,
        f"/engagements/{engagement.id}",
        "/partners/MA",
        "/partners/MA/TR",
        "/map?country=MA&view=borderless",
        "/timeline?country=MA&with=TR",
        f"/people/{person.id}",
        f"/bodies/{next(register.everything('bodies')).id}",
        f"/documents/{register.document_named('ar-01')}",
        f"/documents/{register.document_named('ar-01')}/why",
    ]


def twin(path: str) -> str:
    path, mark, query = path.partition("?")
    return ("/index.json" if path == "/" else f"{path}.json") + mark + query


def test_every_page_has_a_twin_and_names_it(browser: TestClient, register: Register) -> None:
    for path in paths(register):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert f'<link rel="alternate" type="application/json" href="{escape(twin(path))}">' in page.text
        assert browser.get(twin(path)).json()


@pytest.mark.parametrize("code", catalogues())
def test_every_page_speaks_every_language_of_the_interface(browser: TestClient, register: Register, code: str) -> None:
    words = catalogues()[code]
    for path in paths(register):
        text = browser.get(path, headers={"Accept-Language": f"xx, {code};q=0.5"}).text
        assert f'<html lang="{code}" dir="{words.direction}">' in text
        assert words("engagements") in text


def keys(texts: dict[str, Any], before: str = "") -> set[str]:
    return {
        key
        for name, value in texts.items()
        for key in (keys(value, f"{before}{name}.") if isinstance(value, dict) else [before + name])
    }


@pytest.mark.parametrize("code", catalogues())
def test_catalogues_have_the_same_keys(code: str) -> None:
    first = next(iter(catalogues().values()))
    assert keys(catalogues()[code].texts) == keys(first.texts)
    assert len(catalogues()[code].texts["months"]) == 12


def test_a_language_is_remembered(browser: TestClient) -> None:
    browser.get("/")
    code = list(catalogues())[-1]
    form = {"token": browser.cookies["entente-token"], "language": code, "then": "/people"}
    answer = browser.post("/language", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    assert f'<html lang="{code}"' in browser.get("/").text


def test_counts_of_facets_are_what_they_lead_to(browser: TestClient) -> None:
    facets = browser.get("/engagements.json").json()["facets"]
    years = facets.pop("year")
    for year, number in years.items():
        assert browser.get(f"/engagements.json?since={year}&until={year}").json()["total"] == number
    assert set(facets) == {"kind", "status", "country", "topic", "publisher", "language", "city"}
    assert all(facets.values())
    for name, counts in facets.items():
        for value, number in counts.items():
            assert browser.get("/engagements.json", params={name: value}).json()["total"] == number


def test_a_page_that_moved_keeps_its_question(browser: TestClient, register: Register) -> None:
    key = register.document_named("fr-02")
    assert browser.get("/documents/fr-02?mend=e1").headers["location"] == f"/documents/{key}?mend=e1"
    assert 'value="party"' in browser.get(f"/documents/{key}?mend=e1").text


def test_words_are_found_whatever_their_accents(browser: TestClient) -> None:
    assert browser.get("/engagements.json?q=HAMMÔUCHI").json()["total"]


def test_the_list_as_a_spreadsheet_is_the_list(browser: TestClient) -> None:
    listed = browser.get("/engagements.json?status=held").json()
    rows = list(csv.DictReader(io.StringIO(browser.get("/engagements.csv?status=held").text.lstrip("\ufeff"))))
    assert len(rows) == listed["total"]
    assert {row["status"] for row in rows} == {"held"}


@pytest.mark.parametrize("ending", ["csv", "atom", "ics", "geojson"])
def test_lists_can_be_taken_away(browser: TestClient, ending: str) -> None:
    assert browser.get(f"/engagements.{ending}?country=MA").status_code == 200


def test_each_value_is_said_by_words_of_its_document(browser: TestClient, register: Register) -> None:
    engagement = register.known("ar-01#e1")
    page = browser.get(f"/engagements/{engagement.id}.json").json()
    said = [one for value in page["values"]["when"] for one in value["said"]]
    assert {one["language"] for one in said} >= {"ar"}
    assert all(one["quotes"] for one in said)
    html = browser.get(f"/engagements/{engagement.id}").text
    assert '<blockquote lang="ar" dir="auto">' in html


def test_an_id_that_was_merged_leads_on(browser: TestClient, register: Register) -> None:
    other = register.mention("fr-02#e2")
    one = register.mention("ar-01#e2")
    register.decide("same", one, other, author="me")
    known = register.known(one).id
    gone = one if known != one else other
    answer = browser.get(f"/engagements/{gone}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/engagements/{known}")
    assert browser.get(f"/engagements/{gone}.json").headers["location"] == f"/engagements/{known}.json"


def test_partners_are_found_by_name(browser: TestClient) -> None:
    assert browser.get("/partners/morocco").headers["location"] == "/partners/MA"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/engagements/e-none", 404),
        ("/people/p-none", 404),
        ("/documents/none", 404),
        ("/partners/Atlantis", 404),
        ("/engagements?page=0", 400),
        ("/engagements?page=99999999999999999999", 400),
        ("/engagements?page=-1", 400),
        ("/engagements?kind=war", 400),
        ("/engagements?since=yesterday", 400),
        (f"/engagements?q={'a' * 201}", 400),
        ("/commitments?state=none", 400),
        ("/engagements.exe", 404),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_shape(browser: TestClient, path: str, status: int) -> None:
    page = browser.get(path)
    assert page.status_code == status
    base, _, query = path.partition("?")
    error = browser.get(f"{base}.json?{query}").json()["error"]
    assert error["status"] == status
    assert error["message"]


def test_a_page_that_did_not_change_is_not_sent_again(browser: TestClient) -> None:
    first = browser.get("/partners.json")
    again = browser.get("/partners.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_drawings_name_every_mark(browser: TestClient) -> None:
    page = browser.get("/partners/MA").text
    drawn = browser.get("/partners/MA.json").json()["timeline"]
    assert page.count('<rect class="mark') == len(drawn["marks"])
    assert page.count("<title>") > len(drawn["marks"])


def test_a_text_taken_out_is_nowhere(browser: TestClient, register: Register) -> None:
    key = register.document_named("fr-02")
    words = browser.get(f"/documents/{key}.json").json()["text"][:40]
    register.redact(key, author="me", reason="court order")
    page = browser.get(f"/documents/{key}")
    assert "court order" in page.text
    assert words not in page.text
    assert browser.get(f"/documents/{key}.json").json()["text"] is None


def test_a_feed_has_what_was_told_last_of_a_search(
    browser: TestClient, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST_IN_FEED", 1)
    text = "Lisbonne. Le ministre de l'Intérieur portugais a reçu mardi son homologue espagnol."
    register.now = lambda: datetime(2030, 1, 1, tzinfo=UTC)
    register.read(text, id="new", published="2020-01-07")
    assert browser.get("/engagements.atom?country=ES").text.count("<entry>") == 1
    assert "Portugal" in browser.get("/engagements.atom?country=ES").text
    assert "Portugal" not in browser.get("/engagements.atom?country=MA").text
    assert browser.get("/engagements.atom?q=nowhere").text.count("<entry>") == 0


def test_topics_over_time_add_up_to_the_topics(browser: TestClient) -> None:
    told = browser.get("/partners/MA.json").json()
    topics = dict(told["topics"])
    assert told["topics_by_year"]
    for topic, years in told["topics_by_year"].items():
        assert 0 < sum(years.values()) <= topics[topic]


def test_only_a_page_with_a_twin_names_one(browser: TestClient) -> None:
    assert ".json" not in browser.get("/add").text


def test_each_value_is_explained_by_words_of_the_text_and_a_line_of_a_pack(browser: TestClient) -> None:
    moved = browser.get("/documents/fr-02/why.json").headers["location"]
    told = browser.get(moved).json()
    text = browser.get("/documents/" + told["document"]["key"] + ".json").json()["text"]
    assert {"e1", "p1"} <= {value["thing"] for value in told["values"]}
    for value in told["values"]:
        for reason in value["reasons"]:
            assert reason["words"] in text
            assert ":" in reason["origin"]


def test_facets_of_what_is_narrowed_are_its_own(browser: TestClient) -> None:
    some = browser.get("/engagements.json?country=TR&language=ar").json()
    assert some["total"]
    for name in ("topic", "publisher", "city"):
        for value, number in some["facets"][name].items():
            query = {"country": "TR", "language": "ar", name: value}
            assert browser.get("/engagements.json", params=query).json()["total"] == number
    assert browser.get("/engagements?topic=technology&language=ar").status_code == 200
    assert browser.get("/engagements.csv?topic=technology").text.count("\n") > 1
    assert browser.get("/engagements.atom?topic=nothing").text.count("<entry>") == 0
