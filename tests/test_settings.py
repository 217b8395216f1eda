"""Settings from the environment and the file, and the policy on disputed territories that they choose."""

from pathlib import Path

import pytest

import entente
from entente.errors import BadSetting
from entente.settings import Settings, settings

REPORT = (
    "Rabat, 4 mars 2025 - Le ministre marocain de l'Intérieur, Karim Alami, a rencontré mardi à {city} "
    "le ministre espagnol de l'Intérieur, Luis Ortega."
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ENTENTE_DISPUTED", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def country_of(city: str) -> str | None:
    record = entente.read(REPORT.format(city=city), published="2025-03-05", language="fr")
    place = record.engagements[0].place
    return place.country if place else None


def test_the_standard_says_the_country_unless_set() -> None:
    assert settings().disputed == "iso"
    assert country_of("Laâyoune") == "EH"


def test_the_environment_chooses_who_administers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DISPUTED", "de-facto")
    assert country_of("Laâyoune") == "MA"


@pytest.mark.parametrize(("policy", "country"), [("iso", None), ("de-facto", "IL")])
def test_a_place_may_be_of_no_country(monkeypatch: pytest.MonkeyPatch, policy: str, country: str | None) -> None:
    monkeypatch.setenv("ENTENTE_DISPUTED", policy)
    assert country_of("Jérusalem") == country


def test_the_file_is_read_and_the_environment_goes_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "entente"
    folder.mkdir()
    (folder / "settings.toml").write_text('disputed = "de-facto"\ncache = ""\n')
    monkeypatch.delenv("ENTENTE_CACHE", raising=False)
    assert settings() == Settings("de-facto", None)
    monkeypatch.setenv("ENTENTE_DISPUTED", "iso")
    assert settings() == Settings("iso", None)


@pytest.mark.parametrize("text", ['disputed = "mine"', "colour = 1", "disputed ="])
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "entente").mkdir()
    (tmp_path / "entente" / "settings.toml").write_text(text)
    with pytest.raises(BadSetting):
        settings()


def test_a_bad_value_is_named_with_what_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DISPUTED", "mine")
    with pytest.raises(BadSetting, match="'mine'; it may be iso or de-facto"):
        entente.read("Un texte.", language="fr")
