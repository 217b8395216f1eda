"""What a page is asked: the register, the query, the parts of the path, the language of the interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from entente.errors import BadField
from entente.languages.countries import country_code
from entente.registering import Register
from entente.text.edtf import bounds
from entente.web.accounts import Accounts
from entente.web.catalogue import Catalogue, chosen
from entente.web.opening import Memory, Registers

LONGEST = 200
"""Characters of one value of a query."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all requests share: how a register is opened, who signs decisions, which day it is, and who may come in.

    `accounts` opens the users' accounts; where there are none, whoever reaches the pages is `author`.
    """

    opened: Registers
    author: str
    today: Callable[[], date]
    accounts: Callable[[], Accounts] | None = None
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, with a register that is open for it."""

    site: Site
    register: Register
    path: Mapping[str, str]
    query: Mapping[str, str]
    words: Catalogue

    @property
    def today(self) -> str:
        return self.site.today().isoformat()

    def text(self, name: str) -> str | None:
        """A value of the query, `None` where it is absent or empty; raises `BadField`."""
        value = self.query.get(name, "").strip()
        if len(value) > LONGEST:
            raise BadField(f"{name}: longer than {LONGEST} characters")
        return value or None

    def one_of(self, name: str, values: tuple[str, ...]) -> str | None:
        value = self.text(name)
        if value is not None and value not in values:
            raise BadField(f"{name}: there are {', '.join(values)}")
        return value

    def day(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and bounds(value) is None:
            raise BadField(f"{name}: write YYYY, YYYY-MM or YYYY-MM-DD")
        return value

    def country(self, name: str) -> str | None:
        """A country's code, by its code or English name; what was written where there is no such country."""
        value = self.text(name)
        return value and (country_code(value) or value)

    def number(self, name: str, most: int) -> int:
        """A number from 1 to `most`; 1 where it is absent."""
        value = self.text(name) or "1"
        number = whole_number(value)
        if number is None or not 1 <= number <= most:
            raise BadField(f"{name}: a number from 1 to {most}")
        return number


def whole_number(written: str) -> int | None:
    """What up to eleven ASCII digits say; `None` for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 12 else None


def words_for(request: Request) -> Catalogue:
    """The catalogue of the language that the user chose, else of the one that the browser asks for."""
    return chosen(request.cookies.get("entente-language", ""), request.headers.get("accept-language", ""))
