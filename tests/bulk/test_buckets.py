"""Buckets in and out, against a server on this machine that speaks the language of S3."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from entente.bulk.buckets import Bucket
from entente.bulk.engines import Processes
from entente.bulk.running import Run
from entente.bulk.shards import shards
from entente.bulk.stores import Overtaken
from entente.cli import main
from entente.errors import InputError
from tests.bulk.making import POISONED, outputs, read, rows


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a bucket of its own."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server,
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"news-{os.getpid()}-{abs(hash(tmp_path)) % 10**9}"
    boto3.client("s3", endpoint_url=server).create_bucket(Bucket=name)
    return f"s3://{name}"


def put(address: str, data: bytes) -> None:
    base, _, name = address.rpartition("/")
    with Bucket(base).written(name) as file:
        file.write(data)


def held(address: str) -> dict[str, bytes]:
    """What a run left for those who read it."""
    bucket = Bucket(address)
    return {shard.name: bucket.read(shard.name) or b"" for shard in shards([address], "")}


def read_now(names: list[str], output: str) -> list[bool]:
    """A run; whether each shard was read now."""
    run = Run(shards(names, output), output, Processes(1), command=POISONED)
    return [done.now for done in run.news(60) if done]


def test_a_bucket_is_read_and_written_as_folders_are(bucket: str, tmp_path: Path) -> None:
    texts = {"a.jsonl": ["one", "KILL", "three"], "b.jsonl.gz": ["four"]}
    files = [rows(tmp_path / name, lines) for name, lines in texts.items()]
    read(files, tmp_path / "calm", POISONED)
    for file in files:
        put(f"{bucket}/in/{file.name}", file.read_bytes())
    put(f"{bucket}/in/notes.txt", b"no archive")
    assert read_now([f"{bucket}/in"], f"{bucket}/out") == [True, True]
    assert sorted(held(f"{bucket}/out").values()) == sorted(outputs(tmp_path / "calm").values())
    assert read_now([f"{bucket}/in/*.jsonl*"], f"{bucket}/out") == [False, False]


def test_an_object_that_changed_is_read_again(bucket: str, tmp_path: Path) -> None:
    put(f"{bucket}/a.jsonl", rows(tmp_path / "a.jsonl", ["one"]).read_bytes())
    assert read_now([f"{bucket}/a.jsonl"], f"{bucket}/out") == [True]
    address = Bucket(bucket)
    assert address.holds("a.jsonl")
    with address.written("a.jsonl") as file:
        file.write(rows(tmp_path / "a.jsonl", ["one", "two"]).read_bytes())
    assert read_now([f"{bucket}/a.jsonl"], f"{bucket}/out") == [True]


def test_an_output_without_a_receipt_is_replaced(bucket: str, tmp_path: Path) -> None:
    put(f"{bucket}/a.jsonl", rows(tmp_path / "a.jsonl", ["one"]).read_bytes())
    read_now([f"{bucket}/a.jsonl"], f"{bucket}/whole")
    ((name, data),) = held(f"{bucket}/whole").items()
    put(f"{bucket}/out/{name}", b"of a run that was killed")
    assert read_now([f"{bucket}/a.jsonl"], f"{bucket}/out") == [True]
    assert held(f"{bucket}/out") == {name: data}


def test_of_two_that_write_the_same_the_first_counts(bucket: str) -> None:
    one, other = Bucket(bucket), Bucket(bucket)
    assert one.read("x") is other.read("x") is None
    with one.written("x") as file:
        file.write(b"one")
    with pytest.raises(Overtaken), other.written("x") as file:
        file.write(b"other")
    assert other.read("x") == b"one"
    with other.written("x") as file:
        file.write(b"other")
    with pytest.raises(Overtaken), one.written("x") as file:
        file.write(b"one again")


def test_what_is_wrong_with_an_address_is_said(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(rows(tmp_path / "a.jsonl", ["one"]))
    for output in ("s3://no-such-bucket-anywhere/out", "nonsense://x"):
        assert main(["bulk", archive, "--output", output]) == 2
        assert f"{output}" in capsys.readouterr().err
    put(f"{bucket}/a.txt", b"x")
    with pytest.raises(InputError, match="no archive that is known"):
        shards([f"{bucket}/a.txt"], "")


def test_the_command_takes_addresses(bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(f"{bucket}/in/a.jsonl", rows(tmp_path / "a.jsonl", ["one"]).read_bytes())
    assert main(["bulk", f"{bucket}/in/", "--output", f"{bucket}/out", "--json", "--workers", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["turned_away"] == 1
