"""Ray instead of the cores of this machine: the same output, whatever dies. Skipped where Ray is not installed."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.bulk.running import Run
from tests.bulk.making import POISONED, outputs, read, rows, shards_of

ray = pytest.importorskip("ray", reason="entente[cluster] is not installed")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    from entente.bulk.cluster import LOCAL, RayTasks

    monkeypatch.setenv("ENTENTE_DOCUMENT_SECONDS", "2")
    yield RayTasks(LOCAL, 2)
    ray.shutdown()


def test_a_cluster_gives_what_one_machine_gives_less_what_is_set_aside(engine: object, tmp_path: Path) -> None:
    texts = {"a": ["one", "KILL", "three"], "b": ["SLOW"] * 40, "c": ["SLEEP", "two"], "d": ["AWAY", "RAISE"]}
    archives = [rows(tmp_path / f"{name}.jsonl", lines) for name, lines in texts.items()]
    calm = read(archives, tmp_path / "calm", POISONED)
    run = Run(shards_of(archives), str(tmp_path / "out"), engine, command=POISONED)  # type: ignore[arg-type]
    receipts = sorted((done.receipt for done in run.news(60) if done), key=lambda receipt: receipt.shard)
    assert receipts == calm
    assert outputs(tmp_path / "out") == outputs(tmp_path / "calm")
    assert run.counts()["documents"] == 47


def test_shards_of_processes_that_are_killed_are_read_again(engine: object, tmp_path: Path) -> None:
    archives = [rows(tmp_path / f"{name}.jsonl", ["SLOW"] * 60) for name in "abcd"]
    read(archives, tmp_path / "calm", POISONED)
    run = Run(shards_of(archives), str(tmp_path / "out"), engine, command=POISONED)  # type: ignore[arg-type]
    killed = 0
    for _ in run.news(0.5):
        for worker in _processes() if killed < 2 else []:
            os.kill(worker, signal.SIGKILL)
            killed += 1
    assert killed
    assert outputs(tmp_path / "out") == outputs(tmp_path / "calm")


def _processes() -> list[int]:
    """The processes in which Ray runs our tasks now."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if name.startswith(b"ray::_read"):
            found.append(int(folder.name))
    return found[:1]
