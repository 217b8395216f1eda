"""Settings: one frozen object from the environment and a file; nothing else reads either.

    ENTENTE_DISPUTED   which country a disputed territory counts as: `iso` (the default) or `de-facto`
    ENTENTE_CACHE      the folder in which compiled packs are kept; empty to keep none
    ENTENTE_DOCUMENT_SECONDS    how long `entente bulk` reads one document before it sets it aside (default: 30)
    ENTENTE_WORKER_MEGABYTES    how much memory one of its workers may take (default: 2000)

The file is `entente/settings.toml` in the user's configuration folder (`XDG_CONFIG_HOME`, else `~/.config`), with
the same keys in lower case and without `ENTENTE_`. The environment goes before the file.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entente.errors import BadSetting
from entente.model.territory import POLICIES, Policy

FILE = "settings.toml"
PREFIX = "ENTENTE_"
KEYS = ("disputed", "cache", "document_seconds", "worker_megabytes")
WATCHED = (*(PREFIX + key.upper() for key in KEYS), "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "HOME")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set; a folder is `None` where nothing is to be kept."""

    disputed: Policy = "iso"
    cache: Path | None = None
    document_seconds: int = 30
    worker_megabytes: int = 2000


def settings() -> Settings:
    """The settings under the environment as it is now; raises `BadSetting`. The file is read once a process."""
    return _settings(tuple(os.environ.get(name) for name in WATCHED))


@cache
def _settings(environment: tuple[str | None, ...]) -> Settings:
    told = _from_file()
    told |= {key: value for key, value in zip(KEYS, environment[: len(KEYS)], strict=True) if value is not None}
    named, folder = told.get("disputed") or "iso", told.get("cache")
    disputed = next((policy for policy in POLICIES if policy == named), None)
    if disputed is None:
        raise BadSetting(f"{PREFIX}DISPUTED is {named!r}; it may be {' or '.join(POLICIES)}")
    kept_in = _home("XDG_CACHE_HOME", ".cache") if folder is None else Path(folder) if folder else None
    limits = {name: _number(name, told[name]) for name in ("document_seconds", "worker_megabytes") if told.get(name)}
    return Settings(disputed, kept_in, **limits)


def _number(name: str, value: str) -> int:
    if not (value.isdecimal() and int(value) > 0):
        raise BadSetting(f"{PREFIX}{name.upper()} is {value!r}; it may be a whole number above 0")
    return int(value)


def _from_file() -> dict[str, str]:
    folder = _home("XDG_CONFIG_HOME", ".config")
    if folder is None or not (folder / FILE).is_file():
        return {}
    file = folder / FILE
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(f"{file}: {error}") from None
    if unknown := set(told) - set(KEYS):
        raise BadSetting(f"{file}: unknown key {min(unknown)!r}; known are {', '.join(KEYS)}")
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
