"""Registers stay open between requests, and an answer is remembered only while nothing in it changes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copy
from time import sleep

import pytest
from starlette.testclient import TestClient

from entente.errors import RegisterError
from entente.registering import Register
from entente.web.opening import MOST_OPEN, Memory, Registers
from tests.web.conftest import client


def test_an_open_register_is_lent_again(where: Path) -> None:
    opened = Registers(where)
    with opened() as first, opened() as second:
        assert first is not second
    with opened() as again:
        assert again in (first, second)
    opened.close()
    assert not opened.idle


def test_few_stay_open(where: Path) -> None:
    from contextlib import ExitStack

    opened = Registers(where)
    with ExitStack() as stack:
        for _ in range(MOST_OPEN + 2):
            stack.enter_context(opened())
    assert len(opened.idle) == MOST_OPEN
    opened.close()


def test_another_file_in_its_place_is_opened_anew(where: Path, tmp_path: Path) -> None:
    opened = Registers(where)
    with opened() as first:
        assert first.counts()["documents"]
    Register(tmp_path / "new.db").close()
    (tmp_path / "new.db").replace(where)
    with opened() as other:
        assert not other.counts()["documents"]
    opened.close()


def test_a_register_that_failed_is_let_go_of(where: Path) -> None:
    opened = Registers(where)
    with pytest.raises(RegisterError), opened() as register:
        register.known("nobody")
    assert not opened.idle


def test_an_answer_holds_for_one_state_and_the_oldest_is_forgotten() -> None:
    memory, asked = Memory(2), list[str]()

    def answer(question: str, state: int) -> str:
        def made() -> str:
            asked.append(question)
            return f"{question}{state}"

        return str(memory.answer(question, (state, 0), made))

    assert [answer("a", 1), answer("a", 1), answer("a", 2)] == ["a1", "a1", "a2"]
    assert asked == ["a", "a"]
    answer("b", 2)
    answer("a", 2)
    answer("c", 2)
    answer("a", 2)
    answer("b", 2)
    assert asked == ["a", "a", "b", "c", "b"]


def test_of_many_who_ask_at_once_one_makes_the_answer() -> None:
    memory, made = Memory(), list[int]()

    def make() -> int:
        sleep(0.05)
        made.append(1)
        return 7

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: memory.answer("a", (1, 0), make), range(8)))
    assert (answers, made) == ([7] * 8, [1])


def test_what_fails_is_asked_again() -> None:
    memory = Memory()
    with pytest.raises(ZeroDivisionError):
        memory.answer("a", (1, 0), lambda: 1 / 0)
    assert memory.answer("a", (1, 0), lambda: 7) == 7


def test_what_another_process_decides_is_shown_at_once(browser: TestClient, register: Register) -> None:
    known = register.known("fr-02#e1").id
    before = browser.get(f"/engagements/{known}.json").json()["engagement"]["when"]
    register.decide("correct", known, field="when", value="2025-09-17", author="Karim")
    assert browser.get(f"/engagements/{known}.json").json()["engagement"]["when"] == "2025-09-17" != before


def test_a_restored_register_is_shown(where: Path, tmp_path: Path) -> None:
    copy(where, tmp_path / "backup.db")
    with client(where) as browser:
        assert browser.get("/index.json").json()["counts"]["decisions"] == 0
        with Register(where) as register:
            register.decide("accept", register.mention("fr-02#e1"), author="Karim")
        assert browser.get("/index.json").json()["counts"]["decisions"] == 1
        for ending in ("-wal", "-shm"):
            Path(f"{where}{ending}").unlink(missing_ok=True)
        (tmp_path / "backup.db").replace(where)
        assert browser.get("/index.json").json()["counts"]["decisions"] == 0
