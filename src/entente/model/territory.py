"""Disputed territories: the country that each counts as under a policy.

Source: the table `disputed.tsv` of the root pack; what the policies mean is told in docs/disputed-territories.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

Policy = Literal["iso", "de-facto"]
POLICIES: tuple[Policy, ...] = get_args(Policy)


@dataclass(slots=True)
class Territories:
    """Under one policy: the country of each territory (empty for none), and codes that stand for other ones."""

    country_of: dict[str, str] = field(default_factory=dict)
    instead_of: dict[str, str] = field(default_factory=dict)
    """For the code of a territory that has one of its own, the country that it counts as."""

    def code(self, country: str) -> str:
        """A country's code under the policy."""
        return self.instead_of.get(country, country)
