"""`entente explain`: each value with its words and the entry that found them."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran


def test_each_value_has_its_words_entry_and_origin(command: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Rabat le ministre", "utf-8")
    ran = command("explain", tmp_path / "x.txt", "--publisher", "MAP")
    assert ran.code == 0
    assert "e1 meeting held" in ran.out
    assert "    «Rabat le ministre» [0-17]  all  (fake.toml:1)" in ran.out
    assert "  when = 2025-09-18/2025-09-20\n    «Rabat» [0-5]  day  (fake.toml:2)" in ran.out
    assert "s1 agency MAP" in ran.out


def test_what_cannot_be_read_ends_with_2(command: Callable[..., Ran], tmp_path: Path) -> None:
    ran = command("explain", tmp_path / "none.txt")
    assert ran.code == 2
    assert "no such file" in ran.err
