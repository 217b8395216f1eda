"""Killed at any moment, written by several at once, on either database: nothing is lost and the answer is the same."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from entente.register import Store
from tests.register import making
from tests.register.making import gold, opened, view

ADDING = """
import sys
from tests.register.making import ByDay, NOON, gold
from entente.register import Store
where, first, of, at_once = sys.argv[1], *map(int, sys.argv[2:])
arrivals = list(gold())[first::of]
with Store(where, matching=ByDay(), now=lambda: NOON) as store:
    print("ready", flush=True)
    for at in range(0, len(arrivals), at_once):
        store.add(arrivals[at : at + at_once])
"""
READING = """
import sys, time
from tests.register.making import ByDay
from entente.register import Store
with Store(sys.argv[1], matching=ByDay()) as store:
    end = time.monotonic() + float(sys.argv[2])
    while time.monotonic() < end:
        found = store.between("MA", most=5)
        assert store.counts()["documents"] >= len({one for e in found for one in e.documents})
"""


def started(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_both_databases_know_the_same(tmp_path: Path, request: pytest.FixtureRequest, database: str) -> None:
    if database == "sqlite":
        return  # the other half of this test compares both
    with (
        opened(tmp_path) as there,
        Store(tmp_path / "here.db", matching=making.ByDay(), now=lambda: making.NOON) as here,
    ):
        there.add(gold())
        here.add(gold())
        assert view(here) == view(there)
        for query in ("ankara", "أنقرة", "gendarmerie royale", "Coop"):
            assert here.search(query, part=None) == there.search(query, part=None)


def test_killed_at_random_moments_it_resumes_to_the_same(tmp_path: Path) -> None:
    with opened(tmp_path, "whole.db") as store:
        store.add(gold())
        whole = view(store)
    where = making.place(tmp_path / "killed.db")
    opened(tmp_path, "killed.db").close()
    random = Random(3)
    for _ in range(5):
        running = started(ADDING, where, 0, 1, 3)
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(random.uniform(0.02, 0.6))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        with opened(tmp_path, "killed.db") as store:
            assert not [check for check in store.checked() if check.problem]
    done = started(ADDING, where, 0, 1, 3)
    _, err = done.communicate(timeout=300)
    assert done.returncode == 0, err.decode()
    with opened(tmp_path, "killed.db") as store:
        assert view(store) == whole


def test_two_writers_and_ten_readers_at_once_lose_nothing(tmp_path: Path) -> None:
    with opened(tmp_path, "whole.db") as store:
        store.add(gold())
        whole = view(store)
    where = making.place(tmp_path / "shared.db")
    opened(tmp_path, "shared.db").close()
    running = [started(ADDING, where, first, 2, 1) for first in (0, 1)]
    running += [started(READING, where, 2) for _ in range(10)]
    for one in running:
        _, err = one.communicate(timeout=300)
        assert one.returncode == 0, err.decode()
    with opened(tmp_path, "shared.db") as store:
        assert view(store) == whole
