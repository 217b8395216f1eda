"""What a guard and its worker have agreed on."""

from __future__ import annotations

import msgspec

from entente.settings import settings

OUT_OF_MEMORY = 71
"""The exit code of a worker that had too little memory."""


class Limits(msgspec.Struct, frozen=True):
    """How long a worker may take for one document, and how much memory it may have."""

    seconds: int
    megabytes: int


def limits() -> Limits:
    """The limits that the user has set."""
    return Limits(settings().document_seconds, settings().worker_megabytes)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Read an archive from its document number `start` on, counted from 0."""

    path: str
    start: int
    gate: bool
    limits: Limits
