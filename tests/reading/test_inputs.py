"""Files and rows to texts; what cannot be read is a failure in its place."""

import json
from pathlib import Path

import pytest

from entente.reading.inputs import Failure, Given, given


def rows(tmp_path: Path, *lines: str | bytes) -> list[Given | Failure]:
    file = tmp_path / "r.jsonl"
    file.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return list(given(str(file)))


def test_rows_carry_their_description(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "T",
        "published": "2025-01-01",
        "publisher": "P",
        "title": "t",
        "url": "u",
        "language": "fr",
    }
    (found,) = rows(tmp_path, json.dumps(row | {"extra": [1]}))
    assert isinstance(found, Given)
    assert found.description() == {key: row[key] for key in row if key != "text"}


def test_row_without_id_is_named_by_file_and_row(tmp_path: Path) -> None:
    found = rows(tmp_path, '{"text": "a"}', "", '{"text": "b", "id": 7}')
    assert [item.id for item in found if isinstance(item, Given)] == ["r-1", "7"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "no JSON"),
        ('{"text": "a"', "no JSON"),
        ('["a"]', "no JSON object"),
        ("3", "no JSON object"),
        ('{"id": "x"}', "lacks `text`; it has 'id'"),
        ('{"text": 5}', "`text`: 5 is no string"),
        ('{"text": null}', "`text`: None is no string"),
        ('{"text": "  "}', "`text` is empty"),
        ('{"text": "a", "published": 2025}', "`published`: 2025 is no string"),
        ("[" * 100_000, "JSON"),
        (b'{"text": "\xff"}', "JSON"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path, line: str | bytes, says: str) -> None:
    first, bad, last = rows(tmp_path, '{"text": "a"}', line, '{"text": "b"}')
    assert isinstance(first, Given)
    assert isinstance(last, Given)
    assert isinstance(bad, Failure)
    assert "r.jsonl:2: " in str(bad.error)
    assert says in str(bad.error)


def test_rows_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (found,) = rows(tmp_path, b'\xef\xbb\xbf{"text": "a"}')
    assert isinstance(found, Given)


def test_rows_in_utf16_are_told_once(tmp_path: Path) -> None:
    found = rows(tmp_path, '{"text": "a"}\n{"text": "b"}'.encode("utf-16"))
    assert [str(item.error)[-30:] for item in found if isinstance(item, Failure)] == [
        "Lines are UTF-8, so save it as that"[-30:]
    ]


def test_id_is_the_name_without_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.b.txt").write_text("x")
    (found,) = given(str(tmp_path / "a.b.txt"))
    assert isinstance(found, Given)
    assert found.id == "a.b"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "no such file"),
        ("", "a folder"),
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("e.jsonl", "no rows"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, says: str) -> None:
    for file, data in (("empty.txt", b""), ("blank.txt", b"\xef\xbb\xbf \n"), ("e.jsonl", b"\n")):
        (tmp_path / file).write_bytes(data)
    (found,) = given(str(tmp_path / name))
    assert isinstance(found, Failure)
    assert says in str(found.error)
    assert str(tmp_path) in str(found.error)
