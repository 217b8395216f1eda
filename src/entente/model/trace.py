"""Why a record says what it says: the pack entries behind each of its values."""

from __future__ import annotations

import msgspec

from entente.model.record import Span


class Reason(msgspec.Struct, frozen=True):
    """One pack entry that spoke: the words it found, its name, and its `file:line`."""

    span: Span
    entry: str
    origin: str


Trace = dict[str, list[Reason]]
"""An object's id (`e1`), or its id and a field (`e1.when`, `e1.topics.CODE`), to its reasons."""
