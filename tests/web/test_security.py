"""What docs/security.md promises, a test for each row of its table."""

import re
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route
from starlette.testclient import TestClient

import entente.web
from entente.registering import Register
from entente.web import application, guarding
from entente.web.guarding import HEADERS, MOST_BYTES
from entente.web.showing import finalized, outward, safe_path
from tests.register.making import record
from tests.web.conftest import client
from tests.web.test_pages import paths

WEB = Path(entente.web.__file__).parent
NASTY = st.lists(
    st.sampled_from(
        ['"', "'", "<", ">", "<zz qq=1>", '" qq="', "' qq='", "</script>", "&lt;", "{{", "}}", "\u202e", "=", "`", "a"]
    ),
    min_size=1,
    max_size=6,
).map("".join)


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(NASTY, NASTY, NASTY)
def test_no_text_makes_an_element_or_an_attribute(name: str, words: str, title: str) -> None:
    said = [{"id": "s1", "name": words, "kind": "agency"}]
    parties = [{"person": "p1", "country": "MA", "role": "host"}, {"group": words, "country": "TR", "role": "visitor"}]
    body = record(
        "odd",
        people=[{"id": "p1", "name": name, "latin": title, "posts": [{"title": words}]}],
        sources=said,
        engagements=[
            {"id": "e1", "kind": "meeting", "status": "held", "name": title, "countries": ["MA", "TR"],
             "place": {"name": words, "city": name}, "participants": parties, "sources": ["s1"]},
        ],
        commitments=[{"id": "c1", "kind": "pledge", "parties": ["MA", name], "what": words, "engagement": "e1"}],
    )  # fmt: skip
    from entente.register import Arrival

    with TemporaryDirectory() as folder:
        where = Path(folder) / "odd.db"
        with Register(where) as register:
            register.add([Arrival(record=body, author=title)])
            register.read(
                f"{words}\n{name}",
                id="text",
                title=title,
                publisher=name,
                url=f"javascript:{words}",
                published="2025-01-01",
            )
            known = register.known("odd#e1").id
            addresses = [f"/engagements/{known}", f"/people/{register.known('odd#p1').id}"]
            addresses += [f"/documents/{register.document_named(id)}" for id in ("odd", "text")]
        with client(where) as browser:
            for path in ["/", "/engagements", "/people", "/commitments", "/documents", "/partners/MA", *addresses]:
                page = browser.get(path)
                assert page.status_code == 200
                found = Elements()
                found.feed(page.text)
                assert not {"zz", "qq"} & found.found
                assert "javascript:" not in re.sub(r"(?s)<(p|h1|blockquote|div|a id).*?>", "", page.text).replace(
                    "&#34;", ""
                ) or ('href="javascript:' not in page.text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "file:///etc/passwd", "http:", "http://[", None]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert outward(url) is None


def test_controls_that_reorder_text_are_shown_one_for_one() -> None:
    assert finalized("a\u202eb\u2066c\x00\ud800") == "a\ufffdb\ufffdc\u2400\ufffd"
    assert finalized("\u0644\u200c\u0627") == "\u0644\u200c\u0627"  # joiners that Arabic needs stay


def test_no_cell_of_a_spreadsheet_is_a_formula(tmp_path: Path) -> None:
    from entente.register import Arrival

    engagement = {"id": "e1", "kind": "meeting", "status": "held", "name": "=HYPERLINK(1)", "countries": ["MA", "TR"]}
    with Register(tmp_path / "a.db") as register:
        register.add([Arrival(record=record("a", engagements=[engagement]), author="me")])
    with client(tmp_path / "a.db") as browser:
        assert ",'=HYPERLINK(1)," in browser.get("/engagements.csv").text


def test_headers_are_on_every_answer(browser: TestClient, register: Register) -> None:
    every = [
        *paths(register),
        "/static/style.css",
        "/nothing",
        "/engagements?page=0",
        "/engagements.csv",
        "/index.json",
    ]
    for path in every:
        answer = browser.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    for answer in (browser.post("/decide"), browser.delete("/"), browser.get("/", headers={"Host": "evil.org"})):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_headers_are_on_the_answer_of_every_route(browser: TestClient) -> None:
    starlette = browser.app.app.app  # type: ignore[attr-defined]
    routes = [route.path for route in starlette.routes if isinstance(route, Route)]
    assert len(routes) > 50
    for path in routes:
        answer = browser.get(re.sub(r"\{.*?\}", "x", path))
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40), st.text(max_size=20))
def test_no_text_makes_a_header_or_leads_elsewhere(filled: Path, then: str, field: str) -> None:
    with client(filled) as browser:
        browser.get("/")
        form = {"token": browser.cookies["entente-token"], "language": field, "then": then}
        answer = browser.post("/language", data=form)
        assert answer.status_code == 303
        assert re.match(r"/(?![/\\])", answer.headers["location"])
        assert set(answer.headers) <= {name.lower() for name in HEADERS} | {
            "location", "content-length", "cache-control", "set-cookie",
        }  # fmt: skip


def test_no_script_or_style_may_stand_in_a_page(browser: TestClient, register: Register) -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for path in paths(register):
        page = browser.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|<style", page), path


def test_no_page_asks_another_machine_for_anything() -> None:
    for file in [*WEB.rglob("*.html"), *WEB.rglob("*.css"), *WEB.rglob("*.js"), *WEB.rglob("*.svg")]:
        text = file.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?://|@import|url\(", text), file


@pytest.mark.parametrize("host", ["evil.org", "evil.org:8321", "127.0.0.1.evil.org", "", "localhost.evil.org:80"])
def test_another_host_is_not_answered(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost", "localhost:1", "[::1]:8321"])
def test_this_machine_is_answered(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


def writing(browser: TestClient) -> list[str]:
    starlette = browser.app.app.app  # type: ignore[attr-defined]
    return [route.path for route in starlette.routes if isinstance(route, Route) and "POST" in (route.methods or ())]


def test_every_form_needs_its_token(browser: TestClient) -> None:
    browser.get("/")
    forms = [path for path in writing(browser) if not path.startswith("/api/")]
    assert len(forms) >= 3
    for path in forms:
        assert browser.post(path, data={"verdict": "accept"}).status_code == 403
        assert browser.post(path, data={"token": "guessed"}).status_code == 403
        assert browser.post(path, data={"token": ""}).status_code == 403
        assert browser.get(path).status_code == {"/add": 200, "/sign-in": 404}.get(path, 405), path


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.org"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(browser: TestClient, headers: dict[str, str]) -> None:
    browser.get("/")
    form = {"token": browser.cookies["entente-token"], "language": "fr"}
    assert browser.post("/language", data=form, headers=headers).status_code == 403
    assert browser.post("/language", data=form).status_code == 303


def test_cookies_are_for_this_site_and_no_script(browser: TestClient) -> None:
    cookie = browser.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("then", ["//evil.org", "/\\evil.org", "https://evil.org", "/a\nb", "", "evil.org", "/a\\b"])
def test_no_form_leads_to_another_site(browser: TestClient, then: str) -> None:
    assert safe_path(then) == "/"
    browser.get("/")
    form = {"token": browser.cookies["entente-token"], "language": "fr", "then": then}
    assert browser.post("/language", data=form).headers["location"] == "/"


def test_large_and_odd_bodies_are_refused(browser: TestClient) -> None:
    browser.get("/")
    token = browser.cookies["entente-token"]
    assert browser.post("/language", data={"token": token, "then": "a" * MOST_BYTES}).status_code == 413
    many = {f"f{number}": "1" for number in range(guarding.MOST_FIELDS + 1)}
    assert browser.post("/language", data={"token": token, **many}).status_code == 413
    assert browser.post("/language", json={"token": token}).status_code == 415
    assert browser.put("/language", data={"token": token}).status_code == 405


@pytest.mark.parametrize(
    "path", ["/static/../application.py", "/static/%2e%2e/application.py", "/static/..%2fapplication.py"]
)
def test_no_file_outside_the_static_folder_is_served(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_an_error_tells_nothing_of_the_inside(tmp_path: Path) -> None:
    where = tmp_path / "broken.db"
    Register(where).close()
    app = application(where, author="me", today=lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as browser:
        answer = browser.get("/")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "division" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
