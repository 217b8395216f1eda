"""Packs hold to their own words; what does not is told with file and line."""

from pathlib import Path

import pytest

from entente.cli.packs import units
from entente.languages.check import check
from entente.languages.source import installed
from tests.languages.making import row, rule, write

FRAMES = """code = "xx"
[paradigm.er]
strip = "er"
past = ["a"]
[frame.meet]
kind = "meeting"
with = "participant"
"""
TWICE = row("a", "1", "un") + row("a", "2", "deux|un")
GOOD = rule("deux mots", "un deux mots", "deux mots", "un mot")


@pytest.mark.parametrize("code", installed())
def test_installed_packs_have_no_problem(code: str) -> None:
    assert check(units, codes=[code]) == []


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"rules/a.toml": GOOD}, None),
        (
            {"rules/a.toml": "\n" + rule("x", "un mot", "un mot", "un mot")},
            "xx/rules/a.toml:2: rule 'a rule': does not find 'un mot' in 'un mot'",
        ),
        (
            {"rules/a.toml": rule("deux mots", "un deux mots", "deux", "un mot")},
            "does not find 'deux' in 'un deux mots', but 'deux mots'",
        ),
        (
            {"rules/a.toml": rule("deux", "un deux", "trois", "un mot")},
            "the span 'trois' is not in 'un deux'",
        ),
        ({"rules/a.toml": rule("deux", "un deux", "deux", "oui deux")}, "finds 'deux' in 'oui deux'"),
        ({"rules/a.toml": GOOD.replace("span", "spam")}, "an example is { text = …, span = … }, not"),
        ({"rules/a.toml": GOOD.replace("phase", "fase")}, "xx/rules/a.toml:1: unknown key 'fase'"),
        ({"rules/a.toml": rule("deux {x}?", "un deux", "deux", "un")}, "no table or rule has the class 'x'"),
        ({"rules/a.toml": rule("deux {!x}?", "un deux", "deux", "un")}, "no table or rule has the class 'x'"),
        ({"rules/a.toml": rule("deux {thing}?", "un deux", "deux", "un")}, None),
        (
            {"words.tsv": TWICE},
            "xx/words.tsv:2: a 'un' (lower) has the value '2' here and '1' at xx/words.tsv:1",
        ),
        ({"words.tsv": row("a", "1", "un") + row("a", "1", "un")}, None),
        ({"words.tsv": row("a", "1", "un") + row("b", "2", "un")}, None),
        ({"words.tsv": row("a", "1", "Marine") + row("a", "2", "marine")}, None),
        ({"words.tsv": row("topic", "1", "un") + row("topic", "2", "un")}, None),
        ({"pack.toml": 'code = "xx"\n[option]\nambiguous = ["a"]\n', "words.tsv": TWICE}, None),
        ({"pack.toml": FRAMES, "verbs.tsv": row("meet", "er", "voter")}, None),
        (
            {"pack.toml": FRAMES, "verbs.tsv": row("greet", "er", "voter")},
            "xx/verbs.tsv:1: no frame 'greet' in pack.toml",
        ),
        ({"pack.toml": FRAMES, "words.tsv": row("event", "meet", "vote")}, None),
        (
            {"pack.toml": FRAMES, "words.tsv": row("event", "greet", "vote")},
            "xx/words.tsv:1: no frame 'greet' in pack.toml",
        ),
        (
            {"pack.toml": FRAMES, "words.tsv": row("v_past", "greet:x", "vote")},
            "xx/words.tsv:1: no frame 'greet' in pack.toml",
        ),
        (
            {"pack.toml": FRAMES.replace('"meeting"', '"party"')},
            "xx/pack.toml:5: frame 'meet': kind is 'party'; it may be visit, meeting",
        ),
        ({"pack.toml": FRAMES.replace('"meeting"', '"party"\nagain = true')}, None),
        (
            {"pack.toml": FRAMES.replace('"participant"', '"guest"')},
            "frame 'meet': with is 'guest'; it may be visitor",
        ),
        ({"pack.toml": FRAMES + "attends = true"}, "frame 'meet': unknown key 'attends'"),
        ({"pack.toml": FRAMES + 'commitment = "vow"'}, "frame 'meet': commitment is 'vow'; it may be agreed"),
    ],
)
def test_a_problem_is_told_with_file_and_line(tmp_path: Path, files: dict[str, str], says: str | None) -> None:
    write(tmp_path, files)
    found = check(units, tmp_path)
    assert (found == []) if says is None else any(says in problem for problem in found), found


def test_alternatives_of_unequal_length_behind_are_told(tmp_path: Path) -> None:
    home = write(tmp_path, {"rules/a.toml": rule("<( un | un deux ) trois", "un trois", "trois", "trois")})
    (problem,) = check(units, tmp_path, [home.name])
    assert problem.startswith("xx/rules/a.toml:1: rule 'a rule': look-behind requires fixed-width pattern")


def test_a_rule_inside_what_a_later_phase_made_is_found(tmp_path: Path) -> None:
    inner = rule("deux", "un deux", "deux", "un", name="inner", phase="dates", makes="number")
    outer = rule("un {number}", "un deux", "un deux", "deux")
    write(tmp_path, {"rules/a.toml": inner + outer})
    assert check(units, tmp_path) == []


def test_an_unknown_topic_is_told(tmp_path: Path) -> None:
    home = write(tmp_path, {"topics.tsv": row("topic", "drug", "drogue") + row("topic", "drugs", "drogues")})
    (home.parent / "_root" / "topics.toml").write_text('[[concept]]\ncode = "drugs"\n', "utf-8")
    assert check(units, tmp_path) == ["xx/topics.tsv:1: no topic 'drug' in _root/topics.toml"]


def test_all_problems_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    bad = rule("{x} deux", "un deux", "un", "oui")
    write(tmp_path, {"rules/a.toml": bad, "words.tsv": TWICE})
    assert len(check(units, tmp_path)) == 3
