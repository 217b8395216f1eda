"""French sentences to what a record says of them: constructions that other languages do not have."""

from __future__ import annotations

import pytest

import entente
from tests import reports

PUBLISHED = "2025-05-20"  # a Tuesday


def shown(text: str) -> list[str]:
    return reports.shown(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # doing before and after
            "Le ministre français de l'Intérieur, Jean Dupont, a été reçu lundi à Ankara par le Président turc, "
            "Ali Kaya, avant de s'entretenir avec le chef de la police turque, Orhan Demir.",
            [
                "meeting held 2025-05-19 Ankara: Jean Dupont=participant, Ali Kaya=participant",
                "meeting held 2025-05-19 Ankara: Jean Dupont=participant, Orhan Demir=participant",
            ],
        ),
        (  # 'lui' is whoever was named before
            "Luc Perrin, directeur général de la gendarmerie française, a salué l'accueil, lundi à Yaoundé, lors de "
            "l'audience que lui a accordée le ministre camerounais de la Défense, Paul Essomba.",
            ["meeting held 2025-05-19 Yaoundé: Paul Essomba=participant, Luc Perrin=participant"],
        ),
        (
            "Un stage a été dispensé du 5 au 7 à l'École de police de Libreville par des experts français à des "
            "policiers gabonais.",
            ["training held 2025-05-05/2025-05-07 Libreville: experts français=provider, policiers gabonais=recipient"],
        ),
        (
            "Le ministre malien de la Défense, Moussa Keïta, a rencontré il y a trois jours à Lomé son homologue "
            "togolais, Koffi Mensah.",
            ["meeting held 2025-05-17 Lomé: Moussa Keïta=participant, Koffi Mensah=participant"],
        ),
        ("Les deux pays avaient arrêté les bases d'une coopération policière.", []),
    ],
)
def test_what_a_sentence_tells(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_named_officials_sign_what_was_told_of() -> None:
    text = (
        "Un accord de coopération policière entre la Suisse et le Togo a été signé mardi à Lomé. "
        "Le document a été signé par Anna Keller pour la partie suisse et par Koffi Mensah pour la partie togolaise."
    )
    assert shown(text) == [
        "signing held 2025-05-20 Lomé: Anna Keller=signatory, Koffi Mensah=signatory",
    ]


def test_who_act_together_are_of_one_country() -> None:
    text = (
        "Jean Dupont, ministre de l'Intérieur, et Luc Perrin, ministre français de la Justice, ont été reçus lundi à "
        "Bucarest par le Premier ministre roumain, Ion Popa."
    )
    record = entente.read(text, published=PUBLISHED, language="fr")
    assert {person.name: person.country for person in record.people} == {
        "Jean Dupont": "FR",
        "Luc Perrin": "FR",
        "Ion Popa": "RO",
    }


def test_a_named_end_gives_the_last_day() -> None:
    text = (
        "Les armées du Mali et du Niger participent depuis le 12 mai à un exercice militaire à Tillia, au Niger. "
        "L'exercice prendra fin le 3 juin."
    )
    assert [line.split(":")[0] for line in shown(text)] == ["exercise ongoing 2025-05-12/2025-06-03 Tillia"]
