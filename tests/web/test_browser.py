"""The pages in a real Chromium: keys, no JavaScript, right-to-left, nothing from elsewhere, no fault that axe finds.

Needs `entente[browser]` and a Chromium (on Debian: `apt-get install chromium`); without them these tests are skipped.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from entente.registering import Register
from entente.web import application
from entente.web.accounts import Accounts
from tests.web.conftest import TODAY
from tests.web.test_pages import paths

sync_api = pytest.importorskip("playwright.sync_api", reason="install entente[browser] for the tests in a browser")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
Browser = Any  # Playwright may not be there
Page = Any
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
WAIT_SECONDS = 20
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PASSWORD = "four words and more"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def base(where: Path) -> Iterator[str]:
    """The address of a server for one user."""
    with serving(where) as address:
        yield address


@pytest.fixture
def team(where: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server where a reviewer, Karim, and an administrator, Lina, sign in."""
    with Accounts(tmp_path / "users.db", create=True) as accounts:
        accounts.add("Karim", "reviewer", PASSWORD)
        accounts.add("Lina", "administrator", PASSWORD)
    with serving(where, tmp_path / "users.db") as address:
        yield address


@contextmanager
def serving(where: Path, accounts: Path | None = None) -> Iterator[str]:
    """A server in a thread; gives its address."""
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    app = application(where, author="Samira", accounts=accounts, today=lambda: TODAY)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until = time.monotonic() + WAIT_SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


def seen(register: Register) -> list[str]:
    """An address of every page and of every way that it can look."""
    return [*paths(register), "/add", f"/documents/{register.document_named('fr-02')}?mend=e2"]


def opened(chromium: Browser, **options: object) -> Page:
    return chromium.new_context(**{"locale": "en", "viewport": {"width": 1280, "height": 900}, **options}).new_page()


def test_no_page_asks_elsewhere_or_breaks_the_policy(chromium: Browser, base: str, register: Register) -> None:
    page = opened(chromium)
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in seen(register):
        page.goto(base + path)
    assert {url for url in asked if not url.startswith(base)} == set()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Browser, base: str, register: Register, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(chromium, color_scheme=scheme, bypass_csp=True)
    for path in seen(register):
        page.goto(base + path)
        found = axe.run(page, options=RULES)
        faults = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found.response["violations"]]
        assert faults == [], path


@pytest.mark.parametrize("document", ["fr-02", "ar-01"])
def test_a_record_is_reviewed_with_keys_only(chromium: Browser, base: str, register: Register, document: str) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/{document}")

    def press(key: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key)

    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "e1.kind"
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "e1.status"
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("2025-09-17")
    press("Enter")
    assert page.locator('[id="e1.when"] .badge').inner_text() == "Corrected"
    press("a")
    assert page.locator("#e1.accepted").count() == 1
    assert page.evaluate("document.activeElement.closest('.thing').id") == "e2"
    press("u")
    assert page.locator("#e1.accepted").count() == 0
    known = register.known(f"{document}#e1")
    assert known.when == "2025-09-17"  # type: ignore[union-attr]


def test_a_selection_becomes_the_words_of_a_fact(chromium: Browser, base: str, register: Register) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/ar-01")
    page.locator('[id="e1.when"]').focus()
    chosen = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".words"), NodeFilter.SHOW_TEXT);
          let node = null;
          while (walker.nextNode()) if (walker.currentNode.data.trim().length > 20) node = walker.currentNode;
          document.getSelection().setBaseAndExtent(node, 3, node, 15);
          return node.data.slice(3, 15).trim();
        }"""
    )
    with page.expect_navigation():
        page.keyboard.press("m")
    record = next(record for record in register.records() if record["document"]["id"] == "ar-01")
    ((start, end),) = record["engagements"][0]["spans"]["when"]
    assert page.locator(".edits li").count() == 1
    (text,) = (text for id, text, _, _ in register.texts() if id == "ar-01")
    assert text[start:end] == chosen
    assert start > text.index(chosen) or text.count(chosen) == 1


@pytest.mark.parametrize("document", ["fr-02", "ar-01"])
def test_a_document_is_reviewed_to_its_export(chromium: Browser, base: str, document: str) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/{document}")
    while page.locator(".thing.open:not(.add)").count():
        page.locator(".thing.open:not(.add) .fact").first.focus()
        with page.expect_navigation():
            page.keyboard.press("a")
    page.goto(f"{base}/documents?state=done")
    assert page.locator("table a").count() == 1
    with page.expect_download() as download:
        page.locator('a[href="/gold.jsonl"]').click()
    assert document in Path(download.value.path()).read_text("utf-8")


def test_a_reviewer_signs_in_with_keys_and_signs_what_they_decide(
    chromium: Browser, team: str, register: Register
) -> None:
    page = opened(chromium)
    page.goto(f"{team}/documents/fr-02")
    assert page.locator("nav").count() == 0
    for word in ("Karim", PASSWORD):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [decision.author for decision in register.decisions()] == ["Karim"]
    page.locator("footer button", has_text="Sign out").click()
    assert page.url == f"{team}/sign-in"


def test_axe_finds_no_fault_in_signing_in_and_the_accounts(chromium: Browser, team: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(chromium, bypass_csp=True)
    page.goto(f"{team}/accounts")
    assert not axe.run(page, options=RULES).response["violations"]
    page.locator("#name").fill("Lina")
    page.locator("#password").fill(PASSWORD)
    page.locator("main button").click()
    assert page.url == f"{team}/accounts"
    assert not axe.run(page, options=RULES).response["violations"]


def test_ten_facts_are_confirmed_with_few_keys(chromium: Browser, base: str, register: Register) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/fr-02")
    facts = 0
    presses = 0
    while facts < 10:
        facts += page.locator(".thing.open").first.locator(".fact").count()
        with page.expect_navigation():
            page.keyboard.press("a")
        presses += 1
    assert presses <= 15


def test_keys_do_nothing_while_writing(chromium: Browser, base: str, register: Register) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/fr-02")
    page.locator("#find").focus()
    page.keyboard.type("axaunk?")
    assert page.locator("#find").input_value() == "axaunk?"
    assert not register.decisions()


def test_words_light_up_with_their_fact(chromium: Browser, base: str) -> None:
    page = opened(chromium)
    page.goto(f"{base}/documents/fr-02")
    page.keyboard.press("j")
    assert page.locator("mark.lit").count() >= 1
    page.locator("mark.where a").first.click()
    assert page.evaluate("document.activeElement.className").startswith("fact")


def test_everything_works_without_javascript(chromium: Browser, base: str, register: Register) -> None:
    page = opened(chromium, java_script_enabled=False)
    for path in paths(register):
        page.goto(base + path)
        assert page.locator("h1").count() == 1
    page.goto(f"{base}/documents/fr-02")
    page.locator('[id="e1.kind"] button[data-action="accept"]').click()
    assert page.locator('[id="e1.kind"] .badge').inner_text() == "Accepted"
    page.locator('[id="e1.kind"] button', has_text="Undo").click()
    assert page.locator('[id="e1.kind"] .badge').count() == 0


def test_arabic_reads_from_the_right(chromium: Browser, base: str) -> None:
    page = opened(chromium, locale="ar")
    page.goto(f"{base}/documents/ar-01")
    text, record = page.locator(".review .text").bounding_box(), page.locator(".review .record").bounding_box()
    assert text is not None
    assert record is not None
    assert text["x"] > record["x"]
    assert page.locator(".words p").first.evaluate("node => getComputedStyle(node).direction") == "rtl"
    page.goto(f"{base}/documents/fr-02")
    assert page.locator(".words p").first.evaluate("node => getComputedStyle(node).direction") == "ltr"


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_a_small_screen(chromium: Browser, base: str, register: Register, width: int) -> None:
    page = opened(chromium, viewport={"width": width, "height": 800})
    for path in seen(register):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
