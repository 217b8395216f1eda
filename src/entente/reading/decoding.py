"""Bytes to text: which encoding a file is in, or why it is no text.

Valid UTF-8 wins. UTF-16 and UTF-32 are known by their byte-order mark, or by where their NUL bytes stand.
What is left is windows-1252 only where it reads as plausible text; a UTF-8 file with a broken byte is
reported, not guessed.
"""

from __future__ import annotations

import codecs
import re

from entente.errors import NotText

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FORMATS = (
    (b"%PDF-", "a PDF; take its text out first (pdftotext FILE -)"),
    (b"PK\x03\x04", "a zip archive or an office document; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as plain text"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first (gunzip FILE)"),
    (b"\x89PNG", "an image; Entente reads text"),
    (b"\xff\xd8\xff", "an image; Entente reads text"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LEGACY_ODD = re.compile(r"[^\w\s\x21-\x7e\u00a0-\u00bf\u2010-\u203a\u20ac\u2122]")
SAMPLE_BYTES = 4096
CONTROL_SHARE = 0.02  # above it, bytes that decode are still no text
LEGACY_HIGH_SHARE = 0.3  # French prose has 3-5 % of its bytes above 0x7F


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding it was in; raises `NotText`, which names `name` and the byte."""
    for head, what in FORMATS:
        if data.startswith(head):
            raise NotText(f"{name}: no plain text but {what}")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, len(mark)), encoding
    wide = _wide_encoding(data)
    if wide:
        return _strict(data, wide, name), wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, name, error), "windows-1252"
    return _printable(text, name), "utf-8"


def _strict(data: bytes, encoding: str, name: str, skipped: int = 0) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + skipped
        raise NotText(
            f"{name}: looks like {encoding}, but byte {at} breaks it ({error.reason}); "
            "the file is damaged or cut off: save it again as UTF-8"
        ) from None
    return _printable(text, name)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: Latin text has a NUL in the same place of every unit."""
    sample = data[: SAMPLE_BYTES - SAMPLE_BYTES % 4]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    nuls = [sample[lane::4].count(0) / max(1, len(sample[lane::4])) for lane in range(4)]
    low = [share < 0.2 for share in nuls]
    high = [share > 0.8 for share in nuls]
    if low[0] and all(high[1:]):
        return "utf-32-le"
    if all(high[:3]) and low[3]:
        return "utf-32-be"
    if low[0] and low[2] and nuls[1] > 0.4 and nuls[3] > 0.4:
        return "utf-16-le"
    if low[1] and low[3] and nuls[0] > 0.4 and nuls[2] > 0.4:
        return "utf-16-be"
    return None


def _legacy(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """windows-1252, if that gives plausible text; else a message about the byte that is no UTF-8."""
    at, byte = error.start, data[error.start]
    loose = data.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    whole = sum(1 for character in loose if ord(character) > 0x7F) - broken
    if whole > broken:
        raise NotText(
            f"{name}: byte 0x{byte:02X} at offset {at} is no UTF-8, while the rest of the file is; "
            "the file is damaged there: mend or remove that byte"
        )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = sum(1 for character in text if ord(character) > 0x7F)
    odd = len(LEGACY_ODD.findall(text))
    if not text or CONTROL.search(text) or high > LEGACY_HIGH_SHARE * len(text) or odd * 10 > high:
        raise NotText(
            f"{name}: no text: byte 0x{byte:02X} at offset {at} is no UTF-8, and the file is no windows-1252 "
            "either; convert it (iconv -f ENCODING -t UTF-8 FILE)"
        )
    return text


def _printable(text: str, name: str) -> str:
    """The text, unless it is full of control characters."""
    controls = CONTROL.findall(text)
    if "\0" in controls or len(controls) > CONTROL_SHARE * len(text):
        first = CONTROL.search(text) if "\0" not in controls else re.search("\0", text)
        assert first is not None
        at = len(text[: first.start()].encode("utf-8", "surrogatepass"))
        raise NotText(
            f"{name}: a binary file, not text (control character U+{ord(first.group()):04X} at byte {at}); "
            "give a plain text file"
        )
    return text
