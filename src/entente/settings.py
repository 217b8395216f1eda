"""Settings: one frozen object from the environment and a file; nothing else reads either.

    ENTENTE_DISPUTED   which country a disputed territory counts as: `iso` (the default) or `de-facto`
    ENTENTE_CACHE      the folder in which compiled packs are kept; empty to keep none

The file is `entente/settings.toml` in the user's configuration folder (`XDG_CONFIG_HOME`, else `~/.config`), with
the keys `disputed` and `cache`. The environment goes before the file.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from entente.errors import BadSetting
from entente.model.territory import POLICIES, Policy

FILE = "settings.toml"
PREFIX = "ENTENTE_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set; a folder is `None` where nothing is to be kept."""

    disputed: Policy = "iso"
    cache: Path | None = None


def settings() -> Settings:
    """The settings as they are now; raises `BadSetting`."""
    told = _from_file() | {
        name: os.environ[PREFIX + name.upper()] for name in ("disputed", "cache") if PREFIX + name.upper() in os.environ
    }
    named, cache = told.get("disputed") or "iso", told.get("cache")
    disputed = next((policy for policy in POLICIES if policy == named), None)
    if disputed is None:
        raise BadSetting(f"{PREFIX}DISPUTED is {named!r}; it may be {' or '.join(POLICIES)}")
    return Settings(disputed, _home("XDG_CACHE_HOME", ".cache") if cache is None else Path(cache) if cache else None)


def _from_file() -> dict[str, str]:
    folder = _home("XDG_CONFIG_HOME", ".config")
    if folder is None or not (folder / FILE).is_file():
        return {}
    file = folder / FILE
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(f"{file}: {error}") from None
    if unknown := set(told) - {"disputed", "cache"}:
        raise BadSetting(f"{file}: unknown key {min(unknown)!r}; known are disputed and cache")
    return {name: str(value) for name, value in told.items()}


def _home(variable: str, below: str) -> Path | None:
    """Our folder under a base folder of the user; `None` where nobody's home is."""
    base = Path(os.environ.get(variable, ""))
    if not base.is_absolute():
        try:
            base = Path.home()
        except RuntimeError:
            return None
        if not (base.is_absolute() and base.is_dir()):
            return None
        base /= below
    return base / "entente"
