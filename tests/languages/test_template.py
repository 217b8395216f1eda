"""A new pack loads, holds to its own words and reads a first sentence."""

import shutil
from pathlib import Path

import pytest

from entente.cli.packs import units
from entente.errors import PackError
from entente.languages.check import check
from entente.languages.pack import Pack
from entente.languages.source import PACKS, installed, read_source
from entente.languages.template import FILES, new


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of packs with the shared settings and no tables."""
    (tmp_path / "_root").mkdir()
    for name in ("pack.toml", "topics.toml"):
        shutil.copy(PACKS / "_root" / name, tmp_path / "_root")
    return tmp_path


def test_a_new_pack_has_no_problem(folder: Path) -> None:
    home = new("xx", folder)
    assert home == folder / "xx"
    assert {str(p.relative_to(home).as_posix()) for p in home.rglob("*") if p.is_file()} == set(FILES)
    assert installed(folder) == ["xx"]
    assert check(units, folder) == []


def test_a_new_pack_reads_a_sentence(folder: Path) -> None:
    new("xx", folder)
    pack = Pack(read_source("xx", folder))
    text = "Then Amina Berrada greeted Morocco with Mr Haddad on 3 August 2014."
    kinds = [(u.kind, text[u.start : u.end]) for u in units(text, pack) if u.kind]
    assert kinds == [
        ("actor", "Amina Berrada"),
        ("vg", "greeted"),
        ("actor", "Morocco"),
        ("actor", "Mr Haddad"),
        ("date", "3 August 2014"),
    ]


@pytest.mark.parametrize("code", ["", "x", "XX", "xxxx", "../x", "x/y", "xx-YY", "é2", "xx\n"])
def test_a_code_that_is_none_is_named(folder: Path, code: str) -> None:
    with pytest.raises(PackError, match="no language code; give its two or three"):
        new(code, folder)


def test_a_folder_that_is_there_is_left_alone(folder: Path) -> None:
    home = new("xx", folder)
    (home / "words.tsv").unlink()
    with pytest.raises(PackError, match="xx: there is such a pack; change its files instead"):
        new("xx", folder)
    assert not (home / "words.tsv").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(PackError, match="Not a directory; packs live beside the engine"):
        new("xx", tmp_path / "file")
