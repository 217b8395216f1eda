"""All questions to the register in one place: a mixin for each subject, the check of the whole, and gold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entente.register.checking import Check, checks
from entente.register.gold import gold
from entente.register.listing import Listing
from entente.register.mentions import Mentions
from entente.register.records import Records
from entente.register.searching import Searching


class Asking(Searching, Listing, Records, Mentions):
    """The reading half of a register."""

    def checked(self) -> list[Check]:
        """What a check of the register finds."""
        return list(checks(self.database))

    def gold(self) -> Iterator[dict[str, Any]]:
        """The records that people have reviewed to the end, as they decided that they are."""
        return gold(self)
