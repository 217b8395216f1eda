"""Codes of the contract as words for people."""

from __future__ import annotations

from entente.languages.countries import country_code
from entente.languages.countries import country_name as country

__all__ = ["country", "country_code", "topic"]


def topic(code: str) -> str:
    """A topic's code as words."""
    return code.replace("-", " ")
