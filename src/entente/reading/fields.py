"""The values that describe a document, checked: a wrong one is a `BadField` that says what would be right."""

from __future__ import annotations

import re
from datetime import date

from entente.errors import BadField

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:.*)?", re.ASCII | re.DOTALL)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.ASCII)


def day(value: str | None) -> str | None:
    """A day of the calendar as `YYYY-MM-DD`; the time of a full timestamp is left out."""
    value = stated(value)
    if value is None:
        return None
    match = DAY.fullmatch(value)
    try:
        return date.fromisoformat(match[1] if match else "").isoformat()
    except ValueError:
        raise BadField(
            f"published: {value!r} is no day of the calendar; write YYYY-MM-DD, such as 2025-09-20"
        ) from None


def language_tag(value: str | None) -> str | None:
    """A BCP 47 tag in its usual case; whether a pack can read it is for the pack engine to say."""
    value = stated(value)
    if value is None:
        return None
    if not LANGUAGE.fullmatch(value):
        raise BadField(
            f"language: {value!r} is no language tag; give a code of two or three letters, "
            "or leave it out to have it detected"
        )
    first, *rest = value.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def stated(value: str | None) -> str | None:
    """The value without space around it and without lone surrogates; `None` if nothing is left."""
    if value is None:
        return None
    return value.encode("utf-8", "replace").decode("utf-8").strip() or None


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())
