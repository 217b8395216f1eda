"""Archives in, texts with their records out; and into a register."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from entente.bulk.shards import Shard, shards
from entente.cli import main
from entente.errors import InputError
from tests.bulk.making import outputs, read, rows, warc

REPORT = (
    "Rabat, 4 mars 2025 - Le ministre marocain de l'Intérieur, Karim Alami, a rencontré mardi à Rabat "
    "le ministre espagnol de l'Intérieur, Luis Ortega. Ils ont parlé de la lutte contre le terrorisme."
)
OTHER = (
    "Le marché aux fleurs a rouvert ses portes samedi dans le centre de la ville, et les habitants étaient nombreux."
)
DAY = "<meta property='article:published_time' content='2025-03-05'>"
PAGE = f"<html><head>{DAY}</head><article><p>{REPORT}</p></article>"


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows(folder / "a.jsonl", [REPORT, OTHER])
    rows(folder / "b.jsonl.gz", [OTHER, REPORT])
    pq.write_table(
        pa.table({"id": ["c-1"], "text": [REPORT], "published": ["2025-03-05"], "more": [1]}), folder / "c.parquet"
    )
    warc(
        folder / "d.warc.gz",
        [
            ("https://d.example/1", PAGE.encode(), "text/html; charset=utf-8"),
            ("https://d.example/2", PAGE.encode("latin-1"), "text/html; charset=latin-1"),
            ("https://d.example/picture", b"\x89PNG", "image/png"),
            ("https://d.example/3", REPORT.encode(), "text/plain"),
        ],
    )
    (folder / "notes.txt").write_text("no archive")
    return folder


def test_all_kinds_of_archives_are_read_and_the_gate_turns_the_rest_away(
    archives: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["bulk", str(archives), "--output", str(out), "--workers", "2", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert (summary["shards"], summary["documents"], summary["read"], summary["turned_away"]) == (4, 8, 6, 2)
    found = [json.loads(line) for data in outputs(out).values() for line in data.splitlines()]
    kinds = {row["record"]["document"]["id"]: [e["kind"] for e in row["record"]["engagements"]] for row in found}
    assert set(kinds) == {"a-1", "b-2", "c-1", "https://d.example/1", "https://d.example/2", "https://d.example/3"}
    assert all(kind == ["meeting"] for kind in kinds.values())
    assert {row["record"]["document"]["published"] for row in found} == {None, "2025-03-05"}

    assert main(["bulk", str(archives), "--output", str(out), "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again == {**summary, "done_before": 4}

    register = ["--register", str(tmp_path / "r.db"), "--json"]
    assert main(["add", str(out), *register]) == 0
    assert json.loads(capsys.readouterr().out)["register"]["documents"] == 6
    assert main(["show", "https://d.example/1#e1", "--register", str(tmp_path / "r.db")]) == 0
    assert "Ortega" in capsys.readouterr().out


def test_without_the_gate_everything_is_read(tmp_path: Path) -> None:
    (receipt,) = read([rows(tmp_path / "a.jsonl", [REPORT, OTHER])], tmp_path / "out", gate=False)
    assert (receipt.read, receipt.turned_away) == (2, 0)


def test_a_row_that_cannot_be_read_is_named_and_the_exit_code_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": REPORT}) + "\nnonsense\n", "utf-8")
    assert main(["bulk", str(tmp_path / "a.jsonl"), "--output", str(tmp_path / "out")]) == 1
    shown = capsys.readouterr()
    assert "set aside: a.jsonl:2: no JSON" in shown.err
    assert "1 read" in shown.out


def test_a_text_with_the_record_of_another_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read([rows(tmp_path / "a.jsonl", [REPORT])], tmp_path / "out")
    (name,) = outputs(tmp_path / "out")
    row = json.loads((tmp_path / "out" / name).read_text("utf-8"))
    (tmp_path / "b.jsonl").write_text(json.dumps({**row, "text": OTHER}), "utf-8")
    assert main(["add", str(tmp_path / "b.jsonl"), "--register", str(tmp_path / "r.db")]) == 2
    assert "was made of another text" in capsys.readouterr().err


def test_archives_are_found_once_and_what_is_output_is_no_input(tmp_path: Path) -> None:
    inner = tmp_path / "out" / "x.jsonl"
    inner.parent.mkdir()
    one = rows(tmp_path / "a.jsonl", ["x"])
    rows(inner, ["x"])
    out, only = str(tmp_path / "out"), [Shard(str(one.resolve()))]
    assert shards([str(tmp_path), str(one), str(tmp_path / "*.jsonl")], out) == only
    assert shards([str(inner)], out) != [], "unless it is named itself"
    with pytest.raises(InputError, match="no archive that is known"):
        shards([str(Path(__file__))], out)
    with pytest.raises(InputError, match="no such file"):
        shards([str(tmp_path / "none.jsonl")], out)
