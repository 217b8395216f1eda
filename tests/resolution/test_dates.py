"""Dates of reports as EDTF, with a day of publication and without one."""

import pytest

import entente
from tests.reports import ALAMI, ORTEGA, one

STATED = {
    "le 4 mars 2025": "2025-03-04",
    "le 1er mars 2025": "2025-03-01",
    "du 3 au 5 mars 2025": "2025-03-03/2025-03-05",
    "du 28 février au 2 mars 2025": "2025-02-28/2025-03-02",
    "les 3 et 4 mars 2025": "2025-03-03/2025-03-04",
    "en mars 2025": "2025-03",
    "en 2024": "2024",
}
RELATIVE = {
    "aujourd'hui": "2025-03-05",
    "hier": "2025-03-04",
    "avant-hier": "2025-03-03",
    "mercredi": "2025-03-05",
    "mardi": "2025-03-04",
    "mardi 4 mars": "2025-03-04",
    "le 4 mars": "2025-03-04",
    "lundi dernier": "2025-03-03",
    "la semaine dernière": "2025-02-24/2025-03-02",
    "le mois dernier": "2025-02",
    "en novembre dernier": "2024-11",
    "l'année dernière": "2024",
}
AHEAD = {"demain": "2025-03-06", "jeudi prochain": "2025-03-06", "en novembre prochain": "2025-11"}


PORTUGUESE = {
    "na segunda-feira (3)": "2025-03-03",
    "na sexta-feira (28)": "2025-02-28",
    "na segunda-feira (3/3)": "2025-03-03",
    "no dia 12 do mês passado": "2025-02-12",
    "no dia 3 deste mês": "2025-03-03",
    "em maio do ano passado": "2024-05",
    "a 12 de maio do ano passado": "2024-05-12",
    "desde segunda-feira": "2025-03-03",
    "na passada terça-feira": "2025-03-04",
    "nos dias 3 e 4 de março": "2025-03-03/2025-03-04",
}


LASTING = {
    "iniciou ontem uma visita de três dias a Maputo": "2025-03-04/2025-03-06",
    "terminou ontem uma visita de três dias a Maputo": "2025-03-02/2025-03-04",
    "inicia na segunda-feira uma visita de uma semana a Maputo": "2025-03-10/2025-03-16",
}


def met(when: str) -> str:
    return f"{ALAMI} a rencontré {when} à Rabat {ORTEGA}."


@pytest.mark.parametrize(("words", "edtf"), {**STATED, **RELATIVE, **AHEAD}.items())
def test_dates_with_a_day_of_publication(words: str, edtf: str) -> None:
    assert one(met(words), "2025-03-05").when == edtf


@pytest.mark.parametrize(("words", "edtf"), STATED.items())
def test_stated_dates_need_no_day_of_publication(words: str, edtf: str) -> None:
    assert one(met(words), None).when == edtf


@pytest.mark.parametrize("words", [*RELATIVE, *AHEAD])
def test_relative_dates_without_a_day_of_publication_stay_open(words: str) -> None:
    assert one(met(words), None).when is None


@pytest.mark.parametrize("words", AHEAD)
def test_what_lies_ahead_is_planned(words: str) -> None:
    assert one(f"{ALAMI} rencontrera {words} {ORTEGA}.", "2025-03-05").status == "planned"


@pytest.mark.parametrize(("words", "edtf"), PORTUGUESE.items())
def test_dates_that_lean_on_the_day_of_publication_in_portuguese(words: str, edtf: str) -> None:
    text = f"O ministro do Interior de Angola, Rui Lopes, recebeu {words} o homólogo brasileiro, Ivo Prado."
    assert entente.read(text, published="2025-03-05", language="pt").engagements[0].when == edtf


@pytest.mark.parametrize(("words", "edtf"), LASTING.items())
def test_how_long_it_takes_gives_the_other_end(words: str, edtf: str) -> None:
    text = f"O ministro do Interior de Angola, Rui Lopes, {words}."
    assert entente.read(text, published="2025-03-05", language="pt").engagements[0].when == edtf


@pytest.mark.xfail(strict=True, reason="'depuis' gives the year instead of an interval without an end")
def test_gap_since() -> None:
    assert one(met("depuis 2023"), "2025-03-05").when == "2023/.."
