"""A cascade: each phase takes the longest match at each place, and the next sees what it made."""

from pathlib import Path

from entente.cli.packs import units
from tests.languages.making import make, row, rule

SHORT = rule("{num}", "3 mots", "3", "trois mots", name="number", phase="dates", makes="number")
LONG = rule("{day=num} {month=month}", "3 mai", "3 mai", "mai 3", name="day", phase="dates", makes="date")
AFTER = rule("le {date}", "le 3 mai", "le 3 mai", "le 3", name="when", makes="when")
FILES = {"words.tsv": row("month", "5", "mai"), "rules/a.toml": SHORT + LONG + AFTER}


def test_the_longest_match_wins(tmp_path: Path) -> None:
    pack = make(tmp_path, FILES)
    assert [u.kind for u in units("3 mai 4 mots", pack)] == ["date", "number", ""]


def test_a_later_phase_sees_what_an_earlier_one_made(tmp_path: Path) -> None:
    text = "reçu le 3 mai 2014"
    when = next(u for u in units(text, make(tmp_path, FILES)) if u.kind == "when")
    assert text[when.start : when.end] == "le 3 mai"
    (date,) = when.within("date")
    assert {name: text[caught[0].start : caught[0].end] for name, caught in date.captures.items()} == {
        "day": "3",
        "month": "mai",
    }
    assert [text[leaf.start : leaf.end] for leaf in when.leaves()] == ["le", "3", "mai"]


def test_a_rule_gives_its_settings_and_classes_to_what_it_makes(tmp_path: Path) -> None:
    made = LONG + 'classes = ["time"]\nsets = { when = "day" }\n'
    then = rule("{time}", "3 mai", "3 mai", "mai", name="again", makes="again")
    pack = make(tmp_path, {**FILES, "rules/a.toml": made + then})
    (again,) = units("3 mai", pack)
    assert again.kind == "again"
    assert again.parts[0].setting("when") == "day"
    assert again.parts[0].setting("voice") is None
    assert again.captured("day") is None


def test_a_sentence_without_a_match_stays_as_it_is(tmp_path: Path) -> None:
    pack = make(tmp_path, FILES)
    found = units("rien de cela", pack)
    assert pack.phases[0].run(list(found)) == list(found)
