"""Packs hold to their own examples, and a new one can be started."""

from pathlib import Path

import pytest

from entente.cli.packs import units
from entente.errors import PackError
from entente.languages.check import check
from entente.languages.pack import installed, read_source
from entente.languages.template import new


@pytest.mark.parametrize("code", installed())
def test_every_rule_finds_and_leaves_what_its_examples_say(code: str) -> None:
    assert check(units, codes=[code]) == []


def test_a_new_pack_has_every_file_of_the_format(tmp_path: Path) -> None:
    (tmp_path / "_root").mkdir()
    (tmp_path / "_root" / "pack.toml").write_text('version = "0"\n')
    home = new("xx", tmp_path)
    assert read_source("xx", tmp_path).code == "xx"
    assert (home / "rules" / "dates.toml").is_file()
    assert check(units, tmp_path) == []


def test_a_new_pack_does_not_overwrite_one(tmp_path: Path) -> None:
    new("xx", tmp_path)
    with pytest.raises(PackError, match="there is such a pack"):
        new("xx", tmp_path)


def test_a_code_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no language tag"):
        new("../x", tmp_path)


RULE = """
[[rule]]
name = "a"
phase = "all"
makes = "thing"
pattern = "deux mots"
finds = [{{ text = "{finds}", span = "{span}" }}]
leaves = ["{leaves}"]
"""

GOOD = RULE.format(finds="un deux mots", span="deux mots", leaves="un mot")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (GOOD, None),
        (RULE.format(finds="un mot", span="un mot", leaves="un mot"), "does not find 'un mot'"),
        (RULE.format(finds="un mot", span="trois", leaves="un mot"), "is not in"),
        (RULE.format(finds="deux mots", span="deux mots", leaves="oui deux mots"), "finds 'deux mots' in"),
        (GOOD.replace("makes", "made"), "x.toml:2: unknown key 'made'"),
        (GOOD.replace("leaves", "#"), "x.toml:2: rule 'a' lacks examples in 'leaves'"),
        (GOOD.replace('"all"', '"none"'), "x.toml:2: rule 'a': no phase 'none'"),
        (GOOD.replace('"deux mots"', '"{deux mots"', 1), "x.toml:2: rule 'a'"),
    ],
)
def test_a_rule_that_breaks_the_format_is_named(tmp_path: Path, rule: str, says: str | None) -> None:
    home = tmp_path / "xx"
    (home / "rules").mkdir(parents=True)
    (home / "pack.toml").write_text('code = "xx"\nlayers = []\nphases = ["all"]\n')
    (home / "rules" / "x.toml").write_text(rule)
    found = check(units, tmp_path)
    assert (found == []) if says is None else any(says in problem for problem in found), found
