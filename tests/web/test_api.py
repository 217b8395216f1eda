"""The API is what its description says: documents go in, decisions are made, and nothing that is asked breaks it."""

import string
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from starlette.testclient import TestClient

from entente.registering import Register
from entente.web import api
from entente.web.answering import EXPORTS
from entente.web.describing import PAGES, description
from entente.web.editing import CHANGES
from entente.web.exporting import TYPES
from tests.web.conftest import client
from tests.web.test_pages import paths, twin

TEXT = "Rabat. Le ministre de l'Intérieur a reçu mardi son homologue espagnol."


def test_every_twin_is_described(browser: TestClient) -> None:
    starlette = browser.app.app.app  # type: ignore[attr-defined]
    twins = {route.path for route in starlette.routes if isinstance(route, Route) and route.path.endswith(".json")}
    described = {f"{page.path}.json" for page in PAGES} | {"/openapi.json"}
    assert {path.replace(":path", "") for path in twins} == described
    assert browser.get("/openapi.json").json()["openapi"].startswith("3.1")


def test_edits_are_those_of_the_pages(browser: TestClient) -> None:
    described = browser.get("/openapi.json").json()["components"]["schemas"]["NewEdit"]["properties"]
    assert set(described["change"]["enum"]) == set(CHANGES)


def test_every_file_of_a_list_is_for_programs() -> None:
    assert {f".{ending}" for ending in TYPES} <= set(EXPORTS)


def test_twins_have_the_keys_that_are_described(browser: TestClient, register: Register) -> None:
    keys = {page.path: set(page.keys) for page in PAGES}
    for path in paths(register):
        address = twin(path).partition("?")[0].removesuffix(".json")
        pattern = next(page for page in keys if _fits(page, address))
        assert set(browser.get(twin(path)).json()) == keys[pattern], path


def _fits(pattern: str, path: str) -> bool:
    parts, given_parts = pattern.split("/"), path.split("/")
    return len(parts) == len(given_parts) and all(
        a == b or a[:1] == "{" for a, b in zip(parts, given_parts, strict=True)
    )


@pytest.mark.parametrize("part", api.PARTS)
def test_everything_is_read_page_by_page(
    browser: TestClient, register: Register, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "ON_A_PAGE", 2)
    found: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        page = browser.get(f"/api/{part}?after={after}").json()
        assert len(page["items"]) <= 2
        found += page["items"]
        after = page["next"]
    key = "key" if part == "documents" else "id"
    assert [one[key] for one in found] == [getattr(one, key) for one in register.everything(part)]
    one = browser.get(f"/api/{part}/{found[0][key]}")
    assert one.json() == found[0]
    again = browser.get(f"/api/{part}/{found[0][key]}", headers={"If-None-Match": one.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_id_of_a_merged_engagement_moves_on(browser: TestClient, register: Register) -> None:
    known = register.known("fr-02#e1")
    other = next(id for id in register.mentions_of(known.id) if id != known.id)
    answer = browser.get(f"/api/engagements/{other}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/api/engagements/{known.id}")


def test_a_document_is_read_and_kept(browser: TestClient, register: Register) -> None:
    body = {"id": "new", "text": TEXT, "published": "2025-09-24", "publisher": "MAP"}
    answer = browser.post("/api/documents", json=body)
    assert (answer.status_code, answer.json()["added"]) == (201, True)
    assert browser.post("/api/documents", json=body).json()["added"] is False
    known = register.known("new#e1")
    assert (known.kind, known.countries) == ("meeting", ["ES", "MA"])  # type: ignore[union-attr]
    key = answer.json()["documents"][0]["key"]
    assert browser.get(f"/documents/{key}.json").json()["text"] == TEXT


def test_a_document_is_pasted_and_its_review_opens(browser: TestClient, register: Register) -> None:
    browser.get("/add")
    form = {"token": browser.cookies["entente-token"], "id": "pasted", "text": TEXT, "published": "2025-09-24"}
    answer = browser.post("/add", data=form)
    assert answer.headers["location"] == f"/documents/{register.document_named('pasted')}"
    bad = browser.post("/add", data={**form, "published": "yesterday"})
    assert bad.status_code == 400
    assert "homologue espagnol" in bad.text


def test_decisions_and_edits_are_made_and_taken_back(browser: TestClient, register: Register) -> None:
    body = {"verdict": "correct", "one": "fr-02#e1", "field": "when", "value": "2025-09-17", "seen": 0}
    made = browser.post("/api/decisions", json=body)
    assert made.status_code == 201
    assert made.json()["decision"]["author"] == "Samira"
    assert browser.post("/api/decisions", json=body).status_code == 409
    number = made.json()["decision"]["number"]
    assert browser.post(f"/api/decisions/{number}/undo", json={}).status_code == 201
    assert not register.decisions()
    edit = {"document": "fr-02", "change": "value", "thing": "e1", "field": "name", "value": "Talks"}
    assert browser.post("/api/edits", json=edit).status_code == 201
    assert register.known("fr-02#e1").name == "Talks"  # type: ignore[union-attr]


def test_what_is_taken_back_already_is_a_conflict_and_no_missing_thing(browser: TestClient, register: Register) -> None:
    made = browser.post("/api/decisions", json={"verdict": "accept", "one": "fr-02#e1"}).json()["decision"]["number"]
    browser.post(f"/api/decisions/{made}/undo", json={})
    again = browser.post(f"/api/decisions/{made}/undo", json={})
    assert again.status_code == again.json()["error"]["status"] == 409
    assert "taken back already" in again.json()["error"]["message"]
    browser.get("/")
    page = browser.post("/undo", data={"token": browser.cookies["entente-token"], "number": str(made)})
    assert page.status_code == 409
    assert "taken back already" in page.text
    assert browser.post("/api/decisions/999/undo", json={}).status_code == 404
    assert len(register.decisions(all=True)) == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/documents", {"text": TEXT}),
        ("/api/documents", {"id": "x", "text": ""}),
        ("/api/documents", {"id": "x", "text": TEXT, "published": "yesterday"}),
        ("/api/documents", {"id": "x", "text": TEXT, "more": 1}),
        ("/api/documents", []),
        ("/api/documents", {"id": "x", "text": TEXT, "language": "AA"}),
        ("/api/decisions", {"verdict": "praise", "one": "fr-02#e1"}),
        ("/api/edits", {"document": "fr-02", "change": "value"}),
        ("/api/decisions/x/undo", {}),
    ],
)
def test_what_cannot_be_is_refused_in_one_shape(browser: TestClient, path: str, body: Any) -> None:
    answer = browser.post(path, json=body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["status"] == 400
    assert error["message"]


@pytest.mark.parametrize("path", ["/api/people/", "/api/1/%2F", "/engagements/", "/api//people"])
def test_an_address_with_a_slash_too_many_is_not_there(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code in (400, 404)


def test_other_sites_and_other_bodies_are_refused(browser: TestClient) -> None:
    body = {"verdict": "accept", "one": "fr-02#e1"}
    for headers in ({"Origin": "http://evil.org"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/api/decisions", json=body, headers=headers).status_code == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = browser.post("/api/decisions", content=b'{"verdict":"accept"}', headers={"Content-Type": kind})
        assert answer.status_code == 415
        assert answer.json()["error"]["status"] == 415
    assert browser.post("/api/decisions", json={"one": "a" * 70_000}).status_code == 413
    assert browser.put("/api/decisions", json=body).headers["allow"]


@pytest.mark.parametrize("path", ["/engagements.csv", "/people.json", "/api/people"])
def test_a_refused_program_is_told_so_in_the_shape_of_all_errors(browser: TestClient, path: str) -> None:
    answer = browser.get(path, headers={"Host": "evil.org"})
    assert answer.status_code == answer.json()["error"]["status"] == 421


# -- fuzzing: questions made from the description, right ones and wrong ones

ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "0", "-1", "1e9", "2025-13-45", "../..", "%00", "\x00", "é", "﷽", "a" * 300, "[]", "NULL", "'"]
    ),
)


def values(schema: dict[str, Any], components: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What fits a schema, nearly."""
    if "$ref" in schema:
        return values(components[schema["$ref"].rpartition("/")[2]], components)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*(values(one, components) for one in schema["anyOf"]))
    sort = schema.get("type")
    if sort == "null":
        return st.none()
    if sort == "integer":
        return st.integers(schema.get("minimum", -5), min(schema.get("maximum", 10**6), 10**6))
    if sort == "object" and "properties" in schema:
        needed = set(schema.get("required", ()))
        fields = {name: values(one, components) for name, one in schema["properties"].items()}
        return st.fixed_dictionaries(
            {name: field for name, field in fields.items() if name in needed},
            optional={name: field for name, field in fields.items() if name not in needed},
        )
    if sort == "object":
        return st.dictionaries(st.text(max_size=5), st.integers(), max_size=2)
    return ODD


def known_values() -> dict[str, list[str]]:
    """Values that mean something here, so that more than refusals is tried."""
    return {
        "one": ["fr-02#e1", "ar-01#p1", "MA"],
        "other": ["tr-01#e1", "TR"],
        "document": ["fr-02"],
        "thing": ["e1", "p1", "c1"],
        "field": ["when", "place", "countries", "participants"],
        "country": ["MA", "Morocco"],
        "name": ["fr-02", "ar-01"],
        "words": ["Le", "Turquie"],
        "since": ["2025", "2025-09/2025-10"],
    }


OPERATIONS = [
    (path, method, operation)
    for path, methods in description()["paths"].items()
    for method, operation in methods.items()
]


@pytest.fixture(scope="module")
def fuzzed(filled: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    from shutil import copy

    where = tmp_path_factory.mktemp("fuzz") / "entente.db"
    copy(filled, where)
    with client(where) as made:
        yield made


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=[f"{m} {p}" for p, m, _ in OPERATIONS])
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_is_asked_breaks_it(
    fuzzed: TestClient, path: str, method: str, operation: dict[str, Any], data: st.DataObject
) -> None:
    components = description()["components"]["schemas"]
    meaningful = known_values()
    query = {}
    for parameter in operation["parameters"]:
        name = parameter["name"]
        drawn = st.one_of(values(parameter["schema"], components), st.sampled_from(meaningful.get(name, ["1"])), ODD)
        if parameter["in"] == "path":
            written = quote(str(data.draw(drawn)), safe="").strip(".")  # a client takes `..` away itself
            path = path.replace(f"{{{name}}}", written or "-")
        elif data.draw(st.booleans()):
            query[name] = str(data.draw(drawn))
    more = {}
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        body = data.draw(st.one_of(values(schema, components), st.recursive(st.none() | ODD, st.lists, max_leaves=3)))
        if isinstance(body, dict):
            for name in set(body) & set(meaningful):
                body[name] = data.draw(st.sampled_from([*meaningful[name], body[name]]))
        more = {"json": body}
    answer = fuzzed.request(method, path, params=query, **more)
    assert answer.status_code < 500, (path, query, more, answer.text)
    assert str(answer.status_code) in operation["responses"]
    if answer.status_code >= 400:
        assert answer.json()["error"]["status"] == answer.status_code
    elif answer.status_code < 300:
        shape = operation["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
        if "properties" in shape:
            assert set(shape["required"]) <= set(answer.json())


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60), st.text(string.ascii_letters + "/-;=", max_size=20))
def test_no_body_breaks_it(fuzzed: TestClient, body: bytes, kind: str) -> None:
    for path in ("/api/documents", "/api/decisions", "/api/edits"):
        for sort in ("application/json", kind):
            answer = fuzzed.post(path, content=body, headers={"Content-Type": sort})
            assert 400 <= answer.status_code < 500
