"""Text of documents made safe for a terminal, and what the command says on standard error.

A document is never trusted: escape sequences would act on the terminal, and bidirectional controls would let
it show other words than it has.
"""

from __future__ import annotations

import re
import sys

SEPARATOR = " · "
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_UNSAFE = {
    **{code: 0x2400 + code for code in range(0x20)},  # shown as their pictures
    **dict.fromkeys(range(0x7F, 0xA0), 0xFFFD),
    **dict.fromkeys([*b"\t\n\v\f\r", 0x85, 0x2028, 0x2029], 0x20),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **_BIDI,
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text on one line, with controls shown or dropped; as long as the text, or shorter."""
    return re.sub(" {2,}", " ", text.translate(_UNSAFE)).strip()


def isolated(line: str) -> str:
    """A line whose right-to-left parts, between ` · `, cannot reorder what stands beside them."""
    if not _RIGHT_TO_LEFT.search(line):
        return line
    return SEPARATOR.join(map(_isolate, line.split(SEPARATOR)))


def _isolate(part: str) -> str:
    core = part.strip(" ")
    if not _RIGHT_TO_LEFT.search(core):
        return part
    start = part.index(core)
    return f"{part[:start]}{FIRST_STRONG_ISOLATE}{core}{POP_ISOLATE}{part[start + len(core) :]}"


def safe_json(line: bytes) -> bytes:
    """The same JSON, with the characters that act on a terminal as `\\u` escapes."""
    text = line.decode("utf-8")
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode("utf-8")


def say(message: str) -> None:
    """A line on standard error."""
    clear_progress()
    print(f"entente: {clean(message)}", file=sys.stderr, flush=True)


_progress_shown = False


def progress(message: str) -> None:
    """A line on standard error that the next one overwrites; only where a person looks."""
    global _progress_shown
    if sys.stderr.isatty():
        _progress_shown = True
        print(f"\r\x1b[K{message}", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Take the progress line away."""
    global _progress_shown
    if _progress_shown:
        _progress_shown = False
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
