"""Which bytes are text, and what the message says where they are not."""

import pytest

from entente.errors import NotText
from entente.reading.decoding import decode

FRENCH = "Le directeur général de la Sûreté nationale a reçu à Rabat son homologue « espagnol ». L’été.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_french_in_usual_encodings_is_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a.txt")[0] == FRENCH


@pytest.mark.parametrize("mark", ["\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_arabic_with_a_mark_is_read(encoding: str, mark: str) -> None:
    text = "استقبل المدير العام للأمن الوطني"
    assert decode((mark + text).encode(encoding), "a.txt")[0] == text


def test_legacy_encoding_is_told() -> None:
    assert decode(FRENCH.encode("cp1252"), "a.txt")[1] == "windows-1252"


@pytest.mark.parametrize("word", ["LIBERTÉ»", "ÀÉÈ"])
def test_legacy_bytes_that_look_like_one_utf8_letter_are_still_read(word: str) -> None:
    text = f"Le général a été reçu : {word}."
    assert decode(text.encode("cp1252"), "a.txt")[0] == text


def test_broken_byte_in_utf8_is_named_with_its_offset() -> None:
    data = FRENCH.encode() + b"\xff" + FRENCH.encode()
    with pytest.raises(NotText, match=rf"a\.txt: byte 0xFF at offset {len(FRENCH.encode())}"):
        decode(data, "a.txt")


def test_utf8_cut_inside_a_letter_is_told() -> None:
    with pytest.raises(NotText, match="offset"):
        decode("Sûreté générale à été".encode()[:-1], "a.txt")


def test_utf16_cut_in_half_is_told() -> None:
    with pytest.raises(NotText, match="utf-16-le"):
        decode(FRENCH.encode("utf-16")[:-1], "a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"PK\x03\x04" + bytes(50),
        bytes(100),
        bytes(range(256)) * 4,
        b"\x7fELF" + bytes(range(200)),
        b"\x01\x02\x03abc" * 10,
        "Привет, это русский текст".encode("cp1251"),
        "استقبل المدير".encode("cp1256"),
    ],
)
def test_binary_and_foreign_bytes_are_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match=r"a\.bin"):
        decode(data, "a.bin")


def test_utf8_with_a_nul_names_the_byte() -> None:
    with pytest.raises(NotText, match="byte 3"):
        decode("é,\0 et la suite de cette phrase".encode(), "a.txt")


def test_empty_is_text() -> None:
    assert decode(b"", "a.txt") == ("", "utf-8")
