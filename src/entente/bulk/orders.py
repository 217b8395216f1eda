"""What a guard and its worker have agreed on."""

from __future__ import annotations

import msgspec

OUT_OF_MEMORY = 71
"""The exit code of a worker that had too little memory."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Read a shard from its document number `start` on, counted from 0."""

    path: str
    start: int
    gate: bool
    seconds: int
    megabytes: int
