"""With users' accounts everybody signs in, does what their role allows, signs what they decide, and is logged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from entente.cli import main
from entente.errors import BadField, RegisterError
from entente.registering import Register
from entente.web import accounts as accounts_module
from entente.web import passwords
from entente.web.accounts import Accounts, TooManyTries
from entente.web.entering import Pace
from tests.web.conftest import BASE, client
from tests.web.test_pages import paths, twin

PASSWORD = "four words and more"
ROLES = ("reader", "reviewer", "administrator")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little; their cost stands in them."""
    monkeypatch.setattr(passwords, "COST", 2)
    monkeypatch.setattr(passwords._key, "__defaults__", (2, passwords.BLOCK, passwords.LANES))
    accounts_module._nobody.cache_clear()


@pytest.fixture
def users(tmp_path: Path) -> Path:
    where = tmp_path / "users.db"
    with Accounts(where, create=True) as accounts:
        for role in ROLES:
            accounts.add(f"a {role}", role, PASSWORD)
    return where


@pytest.fixture
def strangers(where: Path, users: Path) -> Iterator[TestClient]:
    with client(where, users) as made:
        yield made


def send(browser: TestClient, path: str, **form: str) -> int:
    return browser.post(path, data={"token": browser.cookies["entente-token"], **form}).status_code


def sign_in(browser: TestClient, role: str, password: str = PASSWORD, **more: str) -> int:
    browser.get("/sign-in")
    return send(browser, "/sign-in", name=f"a {role}", password=password, **more)


def test_a_stranger_sees_nothing_but_the_sign_in(strangers: TestClient, register: Register) -> None:
    for path in paths(register):
        answer = strangers.get(path)
        assert (answer.status_code, answer.headers["location"][:14]) == (303, "/sign-in?then="), path
        assert strangers.get(twin(path)).status_code == 401
    for path in ("/engagements.csv", "/gold.jsonl", "/accounts.json"):
        assert strangers.get(path).status_code == 401
    assert strangers.get("/static/style.css").status_code == 200
    page = strangers.get("/sign-in").text
    assert "<nav" not in page
    assert "Samira" not in page


def test_after_signing_in_one_is_where_one_wanted_to_be(strangers: TestClient) -> None:
    wanted = strangers.get("/partners/MA?x=1").headers["location"]
    assert "then=%2Fpartners%2FMA%3Fx%3D1" in wanted
    assert sign_in(strangers, "reader", then="/partners/MA?x=1") == 303
    page = strangers.get("/partners/MA")
    assert page.status_code == 200
    assert "a reader" in page.text
    assert strangers.get("/accounts").status_code == 403
    assert send(strangers, "/sign-out") == 303
    assert strangers.get("/partners/MA").status_code == 303


def test_a_reader_changes_nothing_and_is_shown_no_form_to(strangers: TestClient, register: Register) -> None:
    sign_in(strangers, "reader")
    starlette = strangers.app.app.app  # type: ignore[attr-defined]
    writing = [route.path for route in starlette.routes if isinstance(route, Route) and "POST" in (route.methods or ())]
    for path in set(writing) - {"/sign-in", "/sign-out", "/language"}:
        is_api = path.startswith("/api/")
        status = strangers.post(path, json={}).status_code if is_api else send(strangers, path)
        assert status == 403, path
    assert not register.decisions(all=True)
    page = strangers.get(f"/documents/{register.document_named('fr-02')}?mend=e1").text
    for path in ("/decide", "/edit", "/aside", "/undo"):
        assert f'action="{path}"' not in page


def test_a_reviewer_signs_what_they_decide(strangers: TestClient, register: Register, users: Path) -> None:
    sign_in(strangers, "reviewer")
    assert send(strangers, "/decide", one=register.mention("fr-02#e1"), verdict="accept") == 303
    assert [decision.author for decision in register.decisions()] == ["a reviewer"]
    assert strangers.get("/accounts").status_code == 403
    with Accounts(users) as accounts:
        last = accounts.log(1)[0]
    assert (last.name, last.act, "verdict=accept" in last.about) == ("a reviewer", "POST /decide", True)


def test_an_administrator_sees_the_accounts_and_no_secret(strangers: TestClient, users: Path) -> None:
    with Accounts(users) as accounts:
        secret = accounts.make_token("a reader", "nightly")
    sign_in(strangers, "administrator")
    page, data = strangers.get("/accounts").text, strangers.get("/accounts.json").text
    assert "nightly" in page
    assert "signed in" in data
    for shown in (page, data, users.read_bytes().decode("latin-1")):
        assert secret not in shown
        assert PASSWORD not in shown
    assert "scrypt" not in page + data


def test_what_was_written_when_the_session_ended_is_shown_again(strangers: TestClient, register: Register) -> None:
    one = register.mention("fr-02#e1")
    strangers.get("/sign-in")
    form = {"one": one, "verdict": "correct", "field": "when", "value": "2025-09-17", "reason": "<the photograph>"}
    answer = strangers.post("/decide", data={"token": strangers.cookies["entente-token"], **form})
    assert answer.status_code == 401
    held = answer.text.split('name="held" value="')[1].split('"')[0].replace("&#34;", '"').replace("&lt;", "<")
    held = held.replace("&gt;", ">")
    token = strangers.cookies["entente-token"]
    signing = {"token": token, "name": "a reviewer", "password": PASSWORD, "held": held, "held_to": "/decide"}
    page = strangers.post("/sign-in", data=signing)
    assert page.status_code == 200
    assert "&lt;the photograph&gt;" in page.text
    assert not register.decisions()  # nothing is done before they say so
    assert send(strangers, "/decide", **form) == 303
    assert register.known(one).when == "2025-09-17"  # type: ignore[union-attr]


@pytest.mark.parametrize("held_to", ["/sign-out", "https://evil.org/", "/language"])
def test_only_what_writes_to_the_register_is_held(strangers: TestClient, held_to: str) -> None:
    assert sign_in(strangers, "reader", held='{"then":"/"}', held_to=held_to) == 303
    assert sign_in(strangers, "reader", held="{", held_to="/decide") == 303


def test_a_wrong_password_says_no_more_than_an_unknown_name(strangers: TestClient) -> None:
    assert sign_in(strangers, "reviewer", "wrong words and more") == 401
    assert sign_in(strangers, "nobody", PASSWORD) == 401
    assert strangers.get("/").status_code == 303


def test_guessing_is_stopped_for_everybody_under_that_name(strangers: TestClient) -> None:
    assert [sign_in(strangers, "reader", "wrong words and more") for _ in range(accounts_module.TRIES)][-1] == 401
    assert sign_in(strangers, "reader") == 429
    assert sign_in(strangers, "reviewer") == 303


def test_a_stop_is_over_after_a_while(users: Path) -> None:
    now = 1e9
    with Accounts(users, now=lambda: now) as accounts:
        for _ in range(accounts_module.TRIES):
            assert accounts.sign_in("a reader", "wrong words and more", "10.0.0.1") is None
        with pytest.raises(TooManyTries):
            accounts.sign_in("a reader", PASSWORD, "10.0.0.2")
        now += accounts_module.TRY_SECONDS + 1
        assert accounts.sign_in("a reader", PASSWORD, "10.0.0.1")


def test_a_session_ends(users: Path) -> None:
    now = 1e9
    with Accounts(users, now=lambda: now) as accounts:
        secret = accounts.sign_in("a reader", PASSWORD, "10.0.0.1")
        assert secret
        assert accounts.session(secret)
        now += accounts_module.SESSION_SECONDS + 1
        assert accounts.session(secret) is None


def test_a_new_password_ends_sessions_and_a_removed_user_is_out(users: Path) -> None:
    with Accounts(users) as accounts:
        secret = accounts.sign_in("a reader", PASSWORD, "10.0.0.1")
        assert secret
        accounts.set_password("a reader", "other words and more")
        assert accounts.session(secret) is None
        token = accounts.make_token("a reader", "nightly")
        assert accounts.bearer(token)
        accounts.remove("a reader")
        assert accounts.bearer(token) is None


def test_a_token_is_enough_for_a_program_and_can_be_revoked(strangers: TestClient, users: Path) -> None:
    with Accounts(users) as accounts:
        bearer = {"Authorization": f"Bearer {accounts.make_token('a reader', 'nightly')}"}
        assert strangers.get("/engagements.json", headers=bearer).status_code == 200
        assert strangers.get("/engagements.json", headers={"Authorization": "Bearer guessed"}).status_code == 401
        assert strangers.post("/decide", data={"verdict": "accept"}, headers=bearer).status_code == 403
        accounts.revoke("a reader", "nightly")
    assert strangers.get("/engagements.json", headers=bearer).status_code == 401


def test_cookies_are_bound_to_this_host_over_https(where: Path, users: Path) -> None:
    with client(where, users, BASE.replace("http", "https")) as browser:
        answer = browser.get("/sign-in")
        assert answer.headers["strict-transport-security"]
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-entente-token=")
        assert "; Secure" in cookie
        form = {"token": browser.cookies["__Host-entente-token"], "name": "a reader", "password": PASSWORD}
        cookie = browser.post("/sign-in", data=form).headers["set-cookie"]
        assert cookie.startswith("__Host-entente-session=")
        for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
            assert part in cookie
        assert browser.get("/").status_code == 200


def test_over_https_a_session_is_taken_from_the_bound_cookie_only(where: Path, users: Path) -> None:
    with Accounts(users) as accounts:
        secret = accounts.sign_in("a reader", PASSWORD, "10.0.0.1")
    with client(where, users, BASE.replace("http", "https")) as browser:
        assert browser.get("/", headers={"Cookie": f"entente-session={secret}"}).status_code == 303
        assert browser.get("/", headers={"Cookie": f"__Host-entente-session={secret}"}).status_code == 200


def test_who_asks_too_fast_waits(strangers: TestClient) -> None:
    sign_in(strangers, "reader")
    entrance = strangers.app.app  # type: ignore[attr-defined]
    entrance.reading = Pace(1, 3, lambda: 0.0)
    assert [strangers.get("/people.json").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert strangers.get("/people").headers["retry-after"]


def test_pace_fills_with_time() -> None:
    now = 0.0
    pace = Pace(2, 2, lambda: now)
    assert [pace.allows("a"), pace.allows("a"), pace.allows("a"), pace.allows("b")] == [True, True, False, True]
    now = 0.5
    assert [pace.allows("a"), pace.allows("a")] == [True, False]


def test_without_accounts_nobody_signs_in(browser: TestClient) -> None:
    assert browser.get("/sign-in").status_code == 404
    assert browser.get("/accounts").status_code == 404


@pytest.mark.parametrize("password", ["short", "", "a" * 1001])
def test_a_password_has_a_length(users: Path, password: str) -> None:
    with Accounts(users) as accounts, pytest.raises(BadField):
        accounts.add("new", "reader", password)


def test_the_accounts_file_is_for_its_owner_only(users: Path) -> None:
    assert users.stat().st_mode & 0o077 == 0


def test_a_register_does_not_become_a_file_of_accounts(
    where: Path, users: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = where.read_bytes()
    for create in (False, True):
        with pytest.raises(RegisterError, match="of their own"):
            Accounts(where, create=create)
    assert where.read_bytes() == before
    assert main(["users", "list", "--users", str(users.with_name("none.db"))]) == 2
    assert "entente users add" in capsys.readouterr().err
    assert not users.with_name("none.db").exists()


def test_hashes_differ_for_one_password_and_agree_with_it_only() -> None:
    one, other = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)
    assert one != other
    assert passwords.agrees(PASSWORD, one)
    assert not passwords.agrees(PASSWORD + "!", one)


def test_accounts_are_made_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    def users(*words: str, typed: str = "") -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main(["users", *words, "--users", str(tmp_path / "u.db")])

    assert users("list") == 2
    assert users("add", "samira", "--role", "reviewer", typed=f"{PASSWORD}\n") == 0
    assert users("add", "samira", typed=f"{PASSWORD}\n") == 2
    assert users("add", "x", typed="short\n") == 2
    assert users("role", "samira", "--role", "administrator") == 0
    assert users("token", "samira", "--label", "nightly") == 0
    capsys.readouterr()
    assert users("list") == 0
    assert capsys.readouterr().out == "administrator  samira\n"
    assert users("revoke", "samira", "--label", "none") == 2
    assert users("remove", "samira") == 0
    assert users("log", "--json") == 0
    assert '"user removed"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--host", "0.0.0.0"], "without --users"),
        (["--behind-proxy"], "without --users"),
        (["--answer", "register.example.org"], "without --users"),
        (["--workers", "0"], "--workers 0"),
        (["--certificate", "a.pem"], "go together"),
        (["--users", "none.db"], "none.db: no users' accounts"),
        (["--certificate", "none.pem", "--key", "none.pem", "--users", "USERS"], "none.pem: no such file"),
        (["--host", "0.0.0.0", "--users", "USERS"], "in clear"),
    ],
)
def test_nothing_is_opened_to_others_by_mistake(
    where: Path, users: Path, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(users) if option == "USERS" else option for option in options]
    assert main(["serve", "--register", str(where), *given]) == 2
    assert why in capsys.readouterr().err
