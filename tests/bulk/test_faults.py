"""Whatever dies, the result is that of an undisturbed run, less the documents that are set aside by name."""

import errno
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entente.bulk.engines import Processes
from entente.bulk.guarding import Guard
from entente.bulk.orders import limits
from entente.bulk.rows import LARGEST_ROW_BYTES, documents
from entente.bulk.running import Run
from entente.errors import InputError
from entente.reading.inputs import Failure
from tests.bulk.making import POISONED, outputs, read, rows, run, shards_of, warc

ROOT = Path(__file__).parents[2]
CODE = """
import sys
from pathlib import Path
from tests.bulk.making import POISONED, read
read([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]), POISONED, workers=2)
"""


def ids(folder: Path) -> list[str]:
    return [
        json.loads(line)["record"]["document"]["id"]
        for data in outputs(folder).values()
        for line in data.split(b"\n")
        if line
    ]


@pytest.mark.parametrize(
    ("poison", "why"),
    [
        ("KILL", "was killed by SIGKILL"),
        ("SLEEP", "took more than 1 s"),
        ("SWELL", "took more than 900 MB of memory"),
        ("RAISE", "ValueError: no luck"),
    ],
)
def test_a_poisonous_document_is_set_aside_by_name_and_its_neighbours_are_read(
    poison: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_DOCUMENT_SECONDS", "1")
    monkeypatch.setenv("ENTENTE_WORKER_MEGABYTES", "900")
    shard = rows(tmp_path / "a.jsonl", ["one", poison, "three", f"{poison} again", "AWAY"])
    (receipt,) = read([shard], tmp_path / "out", POISONED)
    assert [(aside.document, aside.why) for aside in receipt.aside] == [("a.jsonl:2", why), ("a.jsonl:4", why)]
    assert (receipt.documents, receipt.read, receipt.turned_away) == (5, 2, 1)
    assert ids(tmp_path / "out") == ["a-1", "a-3"]


def test_workers_killed_at_random_lose_no_document_but_those_set_aside_by_name(tmp_path: Path) -> None:
    shards = [rows(tmp_path / f"{name}.jsonl", ["SLOW"] * 40) for name in "ab"]
    engine = Processes(2)
    job = Run(shards_of(shards), str(tmp_path / "out"), engine, command=POISONED)
    chance, killed, read_then = random.Random(1), 0, 0
    aside = []
    for done in job.news(0.1):
        aside += [one.document.replace(".jsonl:", "-") for one in (done.receipt.aside if done else ())]
        guard, read_now = chance.choice(engine._guards), job.counts()["documents"]
        if guard._process is not None and read_now > read_then + chance.randint(4, 9):
            guard._process.kill()
            killed, read_then = killed + 1, read_now
    assert killed >= 3
    assert len(aside) <= killed // 2, "two strikes each"
    assert sorted(ids(tmp_path / "out") + aside) == sorted(f"{name}-{n}" for name in "ab" for n in range(1, 41))


def test_a_run_killed_at_random_goes_on_where_it_was(tmp_path: Path) -> None:
    shards = [rows(tmp_path / f"{name}.jsonl", ["SLOW"] * 15) for name in "abcd"]
    read(shards, tmp_path / "calm", POISONED)
    command = [sys.executable, "-c", CODE, str(tmp_path / "out"), *map(str, shards)]
    chance = random.Random(2)
    for _ in range(3):
        run = subprocess.Popen(command, cwd=ROOT)
        time.sleep(chance.uniform(0.5, 2.5))
        run.send_signal(signal.SIGKILL)
        run.wait()
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "calm")
    assert not list((tmp_path / "out").glob(".*.aside-*")), "nothing is left aside"


def test_the_worker_of_a_dead_run_ends(tmp_path: Path) -> None:
    guard = Guard(POISONED, limits())
    answers = guard.answers(rows(tmp_path / "a.jsonl", ["one", "two"]), gate=False)
    next(answers)
    process = guard._process
    assert process is not None
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    process.stdout.close()
    assert process.wait(20) == 0


def test_what_is_done_is_not_read_again_unless_it_changed(tmp_path: Path) -> None:
    shard = rows(tmp_path / "a.jsonl", ["one"])
    read([shard], tmp_path / "out", POISONED)
    again = run([shard], tmp_path / "out", ("/nowhere",))
    assert [done.now for done in again.news(60) if done] == [False]
    rows(shard, ["one", "two"])
    (receipt,) = read([shard], tmp_path / "out", POISONED)
    assert receipt.read == 2


@pytest.mark.parametrize("place", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_half_and_the_run_can_be_started_again(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shards = [rows(tmp_path / f"{name}.jsonl", ["one", "two"]) for name in "ab"]
    read(shards, tmp_path / "calm", POISONED)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        if place == "fsync":
            patched.setattr(os, "fsync", full)
        else:
            patched.setattr(Path, "replace", full)
        with pytest.raises(InputError, match="No space left on device; what is done stays done"):
            read(shards, tmp_path / "out", POISONED)
    assert outputs(tmp_path / "out") == {}
    read(shards, tmp_path / "out", POISONED)
    assert outputs(tmp_path / "out") == outputs(tmp_path / "calm")


def test_of_a_gzip_file_that_is_cut_off_the_rows_before_are_read(tmp_path: Path) -> None:
    shard = rows(tmp_path / "a.jsonl.gz", [random.Random(n).randbytes(500).hex() for n in range(200)])
    shard.write_bytes(shard.read_bytes()[:60_000])
    (receipt,) = read([shard], tmp_path / "out", POISONED)
    assert "EOFError" in (receipt.damaged or "")
    assert 20 < receipt.read == receipt.documents < 200


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_of_a_warc_that_is_cut_off_the_pages_before_are_read(name: str, tmp_path: Path) -> None:
    body = "<article><p>" + "words and words " * 20
    pages = [
        (f"https://a.example/{n}", (body + random.Random(n).randbytes(999).hex()).encode(), "text/html")
        for n in range(9)
    ]
    shard = warc(tmp_path / name, pages)
    whole = shard.read_bytes()
    shard.write_bytes(whole[: len(whole) * 6 // 9 - 300])
    (receipt,) = read([shard], tmp_path / "out", POISONED)
    assert "EOFError" in (receipt.damaged or "")
    assert receipt.read == receipt.documents == 5


def test_a_row_that_swells_when_it_is_unpacked_is_passed_over(tmp_path: Path) -> None:
    row = b'{"id": "a", "text": "words"}\n'
    bomb = tmp_path / "a.jsonl.gz"
    bomb.write_bytes(gzip.compress(row + b"x" * 3 * LARGEST_ROW_BYTES + b"\n" + row))
    assert bomb.stat().st_size < 100_000
    first, swollen, last = (document.given() for document in documents(bomb))
    assert isinstance(swollen, Failure)
    assert "a.jsonl.gz:2: a row of more than 20 MB" in str(swollen.error)
    assert not isinstance(first, Failure)
    assert not isinstance(last, Failure)


def test_a_file_that_only_says_it_is_gzip_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"no gzip at all")
    (receipt,) = read([tmp_path / "a.jsonl.gz"], tmp_path / "out", POISONED)
    assert "BadGzipFile" in (receipt.damaged or "")
