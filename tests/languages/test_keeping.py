"""What was kept of a compiled pack is as good as compiling it, and nothing stale or damaged is taken."""

import marshal
import os
from pathlib import Path

import pytest

from entente.languages.keeping import keep, kept, key
from entente.languages.loading import codes
from entente.languages.pack import Pack
from entente.languages.source import Source, read_source

KEY = b"k" * 16


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTENTE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("code", codes())
def test_a_pack_that_was_kept_is_the_compiled_one(code: str) -> None:
    source = read_source(code)
    pack = Pack(source)
    made, compiled = marshal.loads(marshal.dumps((source.packed(), pack.packed())))
    again = Pack(Source(*made), compiled)
    assert again.packed()[0] == pack.packed()[0]
    assert again.packed()[2:] == pack.packed()[2:]
    assert again.settings == pack.settings
    assert [(rule.origin, rule.char, rule.classes) for rule in again.rules] == [
        (rule.origin, rule.char, rule.classes) for rule in pack.rules
    ]
    for form in list(pack.lexicon.root)[::97]:
        assert again.lexicon.root[form].solid == pack.lexicon.root[form].solid


@pytest.mark.usefixtures("cache")
def test_what_is_kept_is_found_under_its_key_only() -> None:
    keep("a", KEY, {"word": (1, 2)})
    assert kept("a", KEY) == {"word": (1, 2)}
    assert kept("a", b"l" * 16) is None
    assert kept("b", KEY) is None


def test_a_damaged_file_is_as_good_as_none(cache: Path) -> None:
    keep("a", KEY, ["word"] * 9)
    file = cache / "a.pack"
    data = file.read_bytes()
    for damaged in (b"", data[:20], data[:-1], data[:40] + bytes([data[40] ^ 1]) + data[41:]):
        file.write_bytes(damaged)
        assert kept("a", KEY) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(cache: Path) -> None:
    cache.write_text("no folder")
    keep("a", KEY, 1)
    assert kept("a", KEY) is None


def test_a_changed_new_or_missing_file_changes_the_key(tmp_path: Path) -> None:
    table = tmp_path / "xx" / "words.tsv"
    table.parent.mkdir()
    table.write_text("a")
    before = key(tmp_path)
    assert key(tmp_path) == before
    os.utime(table, ns=(1, 1))
    changed = key(tmp_path)
    (tmp_path / "xx" / "more.toml").write_text("")
    added = key(tmp_path)
    table.unlink()
    assert len({before, changed, added, key(tmp_path)}) == 4
