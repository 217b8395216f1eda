"""Words as letters: every set of word classes gets a character, so that grammar runs as regular expressions.

A sentence becomes a string with one character a unit; `{month}` in a pack's pattern becomes the character
class of all sets that hold `month`. The alphabet is closed when a pack is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable

_FIRST = 0x4E00  # any block without characters that are special in a regular expression


class Alphabet:
    """Characters for class sets, and the sets for each class."""

    def __init__(self) -> None:
        self._chars: dict[frozenset[str], str] = {}
        self._of_class: dict[str, list[str]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._letters: dict[tuple[str, ...], frozenset[str]] = {}

    def char(self, classes: Iterable[str]) -> str:
        """The character of this set of classes, made when first asked for."""
        key = frozenset(classes)
        found = self._chars.get(key)
        if found is None:
            found = self._chars[key] = chr(_FIRST + len(self._chars))
            self._sets[found] = key
            self._letters.clear()
            for name in key:
                self._of_class.setdefault(name, []).append(found)
        return found

    def classes(self, char: str) -> frozenset[str]:
        """The set that a character stands for."""
        return self._sets[char]

    def chars(self, name: str) -> list[str]:
        """Every character whose set holds the class; empty where the class is unknown."""
        return self._of_class.get(name, [])

    def letters(self, *names: str) -> frozenset[str]:
        """The characters whose sets hold one of some classes: to ask at once whether text has such words."""
        found = self._letters.get(names)
        if found is None:
            found = self._letters[names] = frozenset(char for name in names for char in self.chars(name))
        return found

    def everything(self) -> list[str]:
        """Every character handed out so far."""
        return list(self._sets)

    def packed(self) -> list[list[str]]:
        """The sets in the order of their characters, as plain data."""
        return [sorted(key) for key in self._chars]
