"""The commands of the register: what they print, what they change, and how they end."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.reading.corpus import entries
from tests.conftest import Ran

Command = Callable[..., Ran]
TUNING = [entry.id for entry in entries() if entry.id[:5] in ("fr-01", "fr-02", "ar-01", "en-01", "tr-01", "fr-03")]


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_REGISTER", raising=False)
    return tmp_path


@pytest.fixture
def filled(there: Path, command: Command) -> Path:
    """A register with some records of the corpus."""
    (there / "gold").mkdir()
    for entry in entries():
        if entry.id in TUNING:
            (there / "gold" / f"{entry.id}.json").write_text(json.dumps(entry.gold), "utf-8")
    assert command("add", "--records", "gold").code == 0
    return there


def rows(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_documents_are_added_once(there: Path, command: Command) -> None:
    (there / "reports").mkdir()
    for name in "ab":
        (there / "reports" / f"{name}.txt").write_text(f"Rabat, report {name}.", "utf-8")
    (there / "reports" / "bad.txt").write_bytes(b"\x00\x01")
    (there / "reports" / "x.png").write_bytes(b"")
    ran = command("add", "reports")
    assert ran.code == 1
    assert "2 added · 0 known already · 1 failed" in ran.out
    assert "bad.txt" in ran.err
    assert "passed over 1 file .png" in ran.err
    ran = command("add", "reports", "--json")
    assert json.loads(ran.out)["known"] == 2


def test_a_day_learnt_later_is_kept_and_the_text_read_anew(there: Path, command: Command) -> None:
    (there / "a.txt").write_text("Rabat, some words.", "utf-8")
    command("add", "a.txt")
    assert "1 added" in command("add", "a.txt", "--published", "2025-09-20").out
    assert "1 known already" in command("add", "a.txt").out
    (document,) = rows(command("search", "--part", "documents", "--json"))
    assert document["published"] == "2025-09-20"


def test_nothing_added_ends_with_2(there: Path, command: Command) -> None:
    assert command("add", "nowhere.txt").code == 2
    assert command("add", "a.txt", "b.txt", "--published", "2025-01-01").code == 2


def test_partners_are_shown_with_who_says_what(filled: Path, command: Command) -> None:
    ran = command("show", "Morocco", "tr", "--since", "2025")
    assert ran.code == 0
    for words in ("Morocco · Türkiye", "MEETING", "18 September 2025", "19 September 2025", "told by"):
        assert words in ran.out
    assert "\x1b" not in ran.out
    found = rows(command("show", "MA", "TR", "--json"))
    assert {"MA", "TR"} <= set(found[0]["countries"])  # type: ignore[call-overload]
    assert rows(command("show", "MA", "TR", "--since", "2030", "--json")) == []


def test_one_thing_is_shown_by_its_id(filled: Path, command: Command) -> None:
    assert "VISIT" in command("show", "fr-01#e1").out
    assert "Hammouchi" in command("show", "fr-01#p1").out
    assert command("show", "nowhere#e1").code == 2
    assert command("show", "MA", "TR", "ES").code == 2


@pytest.mark.parametrize("words", ["ankara", "ANKARA", "أنقرة", "Demirtas", "hammouchi meeting"])
def test_search_folds_case_accents_and_scripts(filled: Path, command: Command, words: str) -> None:
    assert rows(command("search", words, "--json"))


def test_search_takes_facets(filled: Path, command: Command) -> None:
    *found, facets = rows(command("search", "ankara", "--kind", "meeting", "--facets", "--json"))
    assert {row["kind"] for row in found} == {"meeting"}
    assert facets["facets"]["kind"] == {"meeting": len(found)}  # type: ignore[index]
    assert "found" in command("search", "ankara", "--country", "SA").out


def test_people_are_found_in_any_script(filled: Path, command: Command) -> None:
    one, other = (rows(command("people", name, "--json")) for name in ("hammouchi", "حموشي"))
    assert [row["id"] for row in one] == [row["id"] for row in other]
    assert len(one) == 1
    assert "post" in command("people", "hammouchi").out


def test_commitments_and_calendar(filled: Path, command: Command) -> None:
    assert rows(command("commitments", "--json"))
    assert command("commitments", "--open", "--overdue", "--today", "2031-01-01").code == 0
    ahead = rows(command("calendar", "--ahead", "--today", "2025-10-01", "--json"))
    assert {row["status"] for row in ahead} <= {"planned", "ongoing"}
    assert command("calendar", "--today", "soon").code == 2


def test_groups_are_those_of_the_matching(filled: Path, command: Command) -> None:
    found = json.loads(command("groups", "--json").out)
    assert ["ar-01#p1", "en-01#p1", "fr-01#p1", "fr-02#p1", "fr-03#p2", "tr-01#p2"] in found["people"]


def test_decisions_change_what_is_known_and_can_be_undone(filled: Path, command: Command) -> None:
    before = command("export").out
    assert command("different", "fr-01#e3", "tr-01#e2", "--reason", "two talks").code == 0
    assert command("correct", "fr-01#e3", "place", "Istanbul, TR", "--author", "me").code == 0
    shown = command("show", "fr-01#e3").out
    assert "Istanbul" in shown
    assert "set by me" in shown
    assert "Ankara" in shown
    assert "two talks" in command("history", "fr-01#e3").out
    assert len(rows(command("history", "--json"))) == 2
    for _ in range(2):
        assert command("undo").code == 0
    assert command("undo").code == 2
    assert command("export").out == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["correct", "fr-01#e1", "when", "soon"], "no EDTF date"),
        (["correct", "fr-01#e1", "kind", "party"], "there are visit"),
        (["correct", "fr-01#e1", "colour", "red"], "no field"),
        (["correct", "fr-01#e1", "place", "Ankara, Turkey"], "country code"),
        (["same", "fr-01#e1", "fr-01#p1"], "cannot be compared"),
        (["same", "fr-01#e1", "fr-01#e1"], "the same mention"),
        (["redact", "nowhere", "--reason", "x"], "no document"),
        (["show", "Atlantis"], "no such id"),
        (["export", "--format", "docx"], "there are jsonl"),
        (["search", "x", "--since", "yesterday"], "no date"),
    ],
)
def test_wrong_arguments_are_named(filled: Path, command: Command, arguments: list[str], says: str) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_redaction_is_told_in_every_answer(filled: Path, command: Command) -> None:
    assert command("redact", "fr-01", "--reason", "court order").code == 0
    assert command("redact", "fr-01", "--reason", "again").code == 2
    assert "court order" in command("export").out


def test_doctor_backup_and_restore(filled: Path, command: Command) -> None:
    before = command("export").out
    assert command("doctor").code == 0
    assert command("backup", "copy.db").code == 0
    assert command("backup", "copy.db").code == 2
    command("correct", "fr-01#e3", "when", "2020")
    assert command("restore", "copy.db").code == 2
    assert command("restore", "copy.db", "--force").code == 0
    assert command("export").out == before
    assert (filled / "entente.db.before").exists()
    assert command("doctor", "--rebuild", "--json").code == 0
    assert command("export").out == before
    (filled / "broken.db").write_bytes((filled / "copy.db").read_bytes()[:20_000])
    assert command("restore", "broken.db", "--force").code == 2
    assert command("export").out == before


def test_doctor_tells_of_damage(filled: Path, command: Command) -> None:
    import sqlite3

    with sqlite3.connect("entente.db") as raw:
        raw.execute("DELETE FROM things WHERE part = 'people'")
    ran = command("doctor")
    assert ran.code == 1
    assert "--rebuild" in ran.out
    assert command("doctor", "--rebuild").code == 0


def test_reread_shows_what_would_change(there: Path, command: Command) -> None:
    (there / "a.txt").write_text("Rabat, some words.", "utf-8")
    command("add", "a.txt")
    assert "0 readings would change" in command("reread", "--dry-run").out
    import sqlite3

    with sqlite3.connect("entente.db") as raw:
        raw.execute("UPDATE records SET body = CAST(replace(CAST(body AS TEXT), '\"held\"', '\"planned\"') AS BLOB)")
    dry = command("reread", "--dry-run").out
    assert "status: planned → held" in dry
    assert "1 readings changed" in command("reread").out
    assert "0 readings would change" in command("reread", "--dry-run").out


def test_a_missing_register_is_named(there: Path, command: Command) -> None:
    for name in ("show", "search", "groups", "export", "doctor"):
        ran = command(name, *(["MA"] if name in ("show", "search") else []))
        assert ran.code == 2
        assert "entente add" in ran.err
    assert not (there / "entente.db").exists()


def test_help_has_examples_and_loads_no_engine() -> None:
    for name in ("add", "show", "correct", "export"):
        run = f"try: c.main(['{name}', '--help'])\nexcept SystemExit: pass"
        code = f"import sys, entente.cli as c\n{run}\nprint(*sys.modules)"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode()
        assert "examples:" in out, name
        assert not {"msgspec", "rich", "sqlite3"} & set(out.split())


def test_a_copy_of_another_register_goes_in_unanchored(there: Path, command: Command) -> None:
    row = (
        "<visits><visit><id>1</id><start-date>2001-02-03</start-date><end-date>2001-02-05</end-date>"
        '<visitor>King Exemplar II</visitor><from id="spain">Spain</from><description>Invented.</description>'
        "</visit></visits>"
    )
    (there / "2000.xml").write_text(row, "utf-8")
    assert "1 added" in command("add", "--from", "visits", ".").out
    assert "1 known already" in command("add", "--from", "visits", "2000.xml").out
    shown = command("show", "US", "ES").out
    assert "Exemplar II" in shown
    assert "unanchored" in shown
    assert command("add", "--from", "elsewhere", ".").code == 2
