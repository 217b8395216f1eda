"""A pack that breaks the format is refused with the file, the line and the bad value."""

from pathlib import Path

import pytest

from entente.errors import PackError, UnknownLanguage
from entente.languages.pack import Pack
from entente.languages.source import installed, read_source
from tests.languages.making import make, row, rule, write

GOOD = rule("deux mots", "un deux mots", "deux mots", "un mot")
PARADIGM = 'code = "xx"\n[paradigm.er]\nstrip = "er"\npast = ["a"]\n'


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"pack.toml": 'code = "xx"\ncolour = "red"\n'}, "xx/pack.toml: unknown key 'colour'"),
        ({"pack.toml": "code = \n"}, "xx/pack.toml: .*line 1"),
        ({"words.tsv": "# c\n" + row("a", "b")}, "xx/words.tsv:2: 2 columns where 3 are wanted: 'a.tb'"),
        ({"words.tsv": row("a", "b", "c", "d")}, "xx/words.tsv:1: 4 columns where 3 are wanted"),
        (
            {"pack.toml": PARADIGM, "verbs.tsv": row("meet", "ir", "finir")},
            "xx/verbs.tsv:1: no paradigm 'ir'",
        ),
        (
            {"pack.toml": PARADIGM, "verbs.tsv": "# c\n" + row("meet", "er", "aller|finir")},
            "xx/verbs.tsv:2: 'finir' does not end in 'er' as paradigm 'er' wants",
        ),
        ({"rules/a.toml": "# c\n" + GOOD.replace("makes", "made")}, "xx/rules/a.toml:2: unknown key 'made'"),
        (
            {"rules/a.toml": GOOD + GOOD},
            "xx/rules/a.toml:8: duplicate rule 'a rule', also at xx/rules/a.toml:1",
        ),
        ({"rules/a.toml": GOOD, "rules/b.toml": GOOD}, "xx/rules/b.toml:1: duplicate rule 'a rule'"),
        ({"rules/a.toml": GOOD.replace("finds", "# ")}, "a.toml:1: rule 'a rule' lacks examples in 'finds'"),
        (
            {"rules/a.toml": GOOD.replace("leaves", "# ")},
            "a.toml:1: rule 'a rule' lacks examples in 'leaves'",
        ),
        (
            {"rules/a.toml": GOOD.replace('["un mot"]', "[]")},
            "a.toml:1: rule 'a rule' lacks examples in 'leaves'",
        ),
        ({"rules/a.toml": GOOD.replace("phase", "# ")}, "a.toml:1: rule 'a rule' lacks 'phase'"),
        (
            {"rules/a.toml": GOOD.replace('"all"', '"none"')},
            "a.toml:1: rule 'a rule': no phase 'none'; phases are",
        ),
        (
            {"rules/a.toml": GOOD.replace("'deux mots'", "'{deux'")},
            "a.toml:1: rule 'a rule': pattern cannot be read",
        ),
        (
            {"rules/a.toml": GOOD.replace("'deux mots'", "'deux?'")},
            "a.toml:1: rule 'a rule': .* match nothing",
        ),
        (
            {"rules/a.toml": "[other]\n" + GOOD},
            r"xx/rules/a.toml: unknown key 'other'; a rule file holds \[\[rule\]\]",
        ),
    ],
)
def test_a_break_of_the_format_is_named(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(PackError, match=says):
        make(tmp_path, files)


def test_a_language_without_a_pack_is_named_with_those_there_are(tmp_path: Path) -> None:
    write(tmp_path, {})
    with pytest.raises(UnknownLanguage, match="no pack for language 'yy'; installed: xx"):
        read_source("yy", tmp_path)


def test_installed_packs_are_folders_with_settings(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "yy").mkdir()
    assert installed(tmp_path) == ["xx"]


def test_a_layer_is_read_first_and_may_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, {}, 'phases = ["all"]\n[option]\na = 1\nb = 1\n')
    (tmp_path / "_root" / "rules").mkdir()
    (tmp_path / "_root" / "rules" / "a.toml").write_text(GOOD, "utf-8")
    other = GOOD.replace("deux mots'", "mots'")
    home = write(
        tmp_path,
        {"pack.toml": 'code = "xx"\n[option]\nb = 2\n', "rules/b.toml": other},
        'phases = ["all"]\n[option]\na = 1\nb = 1\n',
    )
    pack = Pack(read_source(home.name, tmp_path))
    assert [(r.name, r.origin) for r in pack.rules] == [("a rule", "xx/rules/b.toml:1")]
    assert (pack.option("a"), pack.option("b"), pack.option("c", 3)) == (1, 2, 3)


def test_words_of_patterns_are_in_the_lexicon(tmp_path: Path) -> None:
    pack = make(tmp_path, {"rules/a.toml": GOOD})
    assert pack.lexicon.has("deux")
    assert not pack.lexicon.has("trois")
