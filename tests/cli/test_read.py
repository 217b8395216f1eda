"""`entente read`: what is printed, what fails, and how the command ends."""

import json
import shlex
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Command = Callable[..., Ran]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text("Rabat, le ministre a reçu son homologue.", "utf-8")
    return file


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    file = tmp_path / "batch.jsonl"
    lines = [
        '{"id": "a", "text": "Rabat un"}',
        "broken",
        '{"id": "c", "text": "Fès", "published": "2025-13-40"}',
    ]
    lines += [
        '{"id": "d"}',
        '{"id": "e", "text": "Fès", "language": "xx"}',
        '{"id": "f", "text": "Fès deux"}',
    ]
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_page_is_printed_without_escapes_in_a_pipe(command: Command, report: Path) -> None:
    ran = command("read", report)
    assert ran.code == 0
    assert "MEETING" in ran.out
    assert "«Rabat" in ran.out
    assert "\x1b" not in ran.out


def test_json_is_the_contract_on_one_line(command: Command, report: Path) -> None:
    ran = command("read", report, "--json", "--published", "2025-09-20", "--id", "x", "--title", "Titre")
    record = json.loads(ran.out)
    assert ran.out.count("\n") == 1
    assert record["document"]["id"] == "x"
    assert record["document"]["published"] == "2025-09-20"
    assert record["engagements"][0]["place"]["name"] == "Titre"


def test_id_is_the_files_name(command: Command, report: Path) -> None:
    assert json.loads(command("read", report, "--json").out)["document"]["id"] == "report"


def test_broken_rows_are_named_and_the_rest_is_written(command: Command, batch: Path, tmp_path: Path) -> None:
    ran = command("read", batch, "--output", tmp_path / "out.jsonl")
    ids = [json.loads(line)["document"]["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert ran.code == 1
    assert ids == ["a", "f"]
    for row, words in ((2, "no JSON"), (3, "2025-13-40"), (4, "lacks `text`"), (5, "no pack for 'xx'")):
        assert any(f"batch.jsonl:{row}: " in line and words in line for line in ran.err.splitlines())
    assert "2 read, 4 failed" in ran.err


def test_several_files_go_on_after_a_bad_one(command: Command, report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    ran = command("read", tmp_path / "b.bin", report, tmp_path, tmp_path / "none.txt", "--json")
    assert ran.code == 1
    assert ran.out.count("\n") == 1
    assert "b.bin: " in ran.err
    assert "a folder" in ran.err
    assert "no such file" in ran.err


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"caf\xc3\xa9 \xff \xc3\xa9t\xc3\xa9"])
def test_nothing_read_ends_with_2(command: Command, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    ran = command("read", tmp_path / "x.txt", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "x.txt: " in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--published", "2025-13-40"], "--published: '2025-13-40'"),
        (["--language", "français"], "--language: 'français'"),
        (["--language", "xx"], "no pack for 'xx'"),
        (["--output", "."], "a folder"),
        (["--output", "none/out.jsonl"], "cannot be written"),
        (["second.txt", "--id", "x"], "--id: for a single document only"),
        (["-", "-"], "standard input can be read once"),
        (["--nonsense"], "unrecognized arguments"),
    ],
)
def test_wrong_options_end_with_2(command: Command, report: Path, arguments: list[str], says: str) -> None:
    ran = command("read", report, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_options_for_one_document_do_not_go_with_rows(command: Command, batch: Path) -> None:
    assert command("read", batch, "--published", "2025-01-01").code == 2


def test_output_may_not_be_an_input(command: Command, batch: Path) -> None:
    before = batch.read_bytes()
    assert command("read", batch, "--output", batch).code == 2
    assert batch.read_bytes() == before


def test_output_keeps_a_link_and_leaves_nothing_aside(command: Command, report: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    assert command("read", report, "--output", tmp_path / "link.jsonl").code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_text())
    assert not list(tmp_path.glob("*.part"))


def test_output_to_a_device_is_written_in_place(command: Command, report: Path) -> None:
    assert command("read", report, "--output", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_output_stays_whole_when_the_engine_breaks(
    command: Command, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("entente.pipeline.read", broken)
    (tmp_path / "out.jsonl").write_text("old")
    with pytest.raises(ZeroDivisionError):
        command("read", report, "--output", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert not list(tmp_path.glob("*.part"))


def test_ctrl_c_says_where_the_records_are(
    command: Command, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("entente.pipeline.read", stopped)
    ran = command("read", report, "--output", tmp_path / "out.jsonl")
    assert ran.code == 130
    assert ".part" in ran.err
    assert not (tmp_path / "out.jsonl").exists()


def test_legacy_encoding_is_read_with_a_note(command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("Le général a été reçu à Rabat.".encode("cp1252"))
    ran = command("read", tmp_path / "x.txt", "--json")
    assert ran.code == 0
    assert "windows-1252" in ran.err


def test_one_line_of_ten_megabytes_passes_the_front_door(command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("é a".encode() * 2_500_000)
    start = time.perf_counter()
    assert command("read", tmp_path / "x.txt", "--json").code == 0
    assert time.perf_counter() - start < 10


def test_controls_of_a_document_do_not_reach_the_terminal(command: Command, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("\x1b[31mRabat\u202egro\u2066\x9b2J le ministre a reçu son homologue " * 3, "utf-8")
    ran = command("read", tmp_path / "x.txt", "--publisher", "a\x1b]0;evil\x07\u202eb")
    assert ran.code == 0
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(ran.out)


def test_messages_carry_no_escapes_of_a_file_name(command: Command, tmp_path: Path) -> None:
    assert "\x1b" not in command("read", tmp_path / "\x1b[31mx.txt").err


def entente(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "entente", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_help_loads_no_engine_and_is_fast() -> None:
    code = "import sys, entente.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
    assert "exit codes" in out
    assert not {"msgspec", "rich", "entente.pipeline"} & set(out.split())


@pytest.mark.parametrize("arguments", [[], ["read"], ["packs"], ["nonsense"]])
def test_usage_errors_end_with_2(arguments: list[str]) -> None:
    ran = entente(*arguments)
    assert ran.returncode == 2
    assert b"usage:" in ran.stderr


def test_version() -> None:
    assert entente("--version").stdout.startswith(b"entente ")


def test_standard_input_is_read_with_the_real_engine() -> None:
    ran = entente("read", "-", "--json", input="Le ministre a reçu son homologue.".encode())
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["document"]["id"] == "stdin"


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"text": "Rabat."}\n' * 2000)
    command = [sys.executable, "-m", "entente", "read", str(tmp_path / "r.jsonl"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_no_standard_input_is_a_message() -> None:
    ran = entente("read", "-", stdin=subprocess.DEVNULL)
    assert ran.returncode == 2
    assert b"stdin: empty" in ran.stderr


@pytest.mark.parametrize(
    ("redirected", "code", "says"),
    [
        ("<&-", 2, b"stdin: closed"),
        (">&- </dev/null", 2, b"stdin: empty"),
        ("--json <report.txt >/dev/full", 2, b"No space"),
    ],
)
def test_closed_and_full_streams_are_messages(report: Path, redirected: str, code: int, says: bytes) -> None:
    command = f"{shlex.quote(sys.executable)} -m entente read - {redirected}"
    ran = subprocess.run(command, shell=True, cwd=report.parent, capture_output=True, check=False, timeout=60)
    assert (ran.returncode, says in ran.stderr, b"Traceback" in ran.stderr) == (code, True, False), ran.stderr
