# ruff: noqa: E501
"""When, where and in which state: general ways of telling it, each in one sentence, in three languages."""

import pytest

import entente

PUBLISHED = "2025-03-06"
"""A Thursday."""
NOTHING = "-"

CASES = [
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, effectuera une visite de travail à Dakar du 10 au 12 mars.",
        "visit planned 2025-03-10/2025-03-12 Dakar",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, est arrivé mercredi soir à Dakar pour une visite officielle de trois jours.",
        "visit ongoing 2025-03-05/2025-03-07 Dakar",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, a entamé lundi une visite de quatre jours au Sénégal.",
        "visit ongoing 2025-03-03/2025-03-06 SN",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, a achevé mercredi une visite de deux jours à Dakar.",
        "visit held 2025-03-04/2025-03-05 Dakar",
    ),
    (
        "fr",
        "En visite depuis mardi à Dakar, le ministre de l'Intérieur malien, Ali Traoré, a rencontré son homologue sénégalais, Moussa Diop.",
        "visit ongoing 2025-03-04 Dakar + meeting held Dakar",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, se rendra la semaine prochaine à Dakar.",
        "visit planned 2025-03-10/2025-03-16 Dakar",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, est attendu à Dakar le 20 mars.",
        "visit planned 2025-03-20 Dakar",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, devrait se rendre à Dakar en avril.",
        "visit planned 2025-04 Dakar",
    ),
    (
        "fr",
        "La visite du ministre de l'Intérieur malien, Ali Traoré, à Dakar, prévue le 10 mars, a été reportée à une date ultérieure.",
        "visit cancelled Dakar",
    ),
    (
        "fr",
        "Ce jeudi 6 mars 2025, le ministre de l'Intérieur malien, Ali Traoré, a reçu à Bamako l'ambassadeur du Sénégal, Moussa Diop.",
        "meeting held 2025-03-06 Bamako",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, et son homologue sénégalais, Moussa Diop, se réuniront le 10 mars à Kayes.",
        "meeting planned 2025-03-10 Kayes",
    ),
    (
        "fr",
        "La première édition du Forum de Dakar sur la sécurité s'est tenue les 4 et 5 mars à Dakar.",
        "gathering held 2025-03-04/2025-03-05 Dakar",
    ),
    (
        "fr",
        "La Conférence internationale sur le terrorisme s'ouvre ce jeudi à Dakar et se poursuivra jusqu'au 8 mars.",
        "gathering ongoing 2025-03-06/2025-03-08 Dakar",
    ),
    (
        "fr",
        "Le Mali et le Sénégal ont signé le mois dernier à Dakar un accord de coopération policière.",
        "signing held 2025-02 Dakar",
    ),
    ("fr", "Le Mali et le Sénégal signeront un accord de coopération policière d’ici à 2027.", "-"),
    ("fr", "Un accord de coopération policière a été signé en 2019 entre le Mali et le Sénégal.", "signing held 2019"),
    (
        "fr",
        "Des policiers maliens suivent depuis le 17 février à Dakar une formation dispensée par la gendarmerie sénégalaise, qui s'achèvera le 28 mars.",
        "training ongoing 2025-02-17/2025-03-28 Dakar",
    ),
    (
        "fr",
        "L'exercice Flintlock 2025, organisé par les États-Unis et la Côte d'Ivoire, se déroulera du 5 au 15 mai à Jacqueville.",
        "exercise planned 2025-05-05/2025-05-15 Jacqueville",
    ),
    (
        "fr",
        "Le ministre de l'Intérieur malien, Ali Traoré, avait rencontré en janvier 2024 à Paris le ministre français, Paul Morel.",
        "meeting held 2024-01 Paris",
    ),
    (
        "fr",
        "À l'occasion d'une visite effectuée à Paris en juin 2023, le ministre malien de l'Intérieur, Ali Traoré, avait rencontré le ministre français de l'Intérieur, Paul Morel.",
        "visit held 2023-06 Paris + meeting held",
    ),
    (
        "en",
        "Mali's interior minister, Ali Traore, will pay a working visit to Dakar from March 10 to 12.",
        "visit planned 2025-03-10/2025-03-12 Dakar",
    ),
    (
        "en",
        "Mali's interior minister, Ali Traore, arrived in Dakar on Wednesday for a three-day official visit.",
        "visit ongoing 2025-03-05/2025-03-07 Dakar",
    ),
    (
        "en",
        "Mali's interior minister, Ali Traore, wrapped up a two-day visit to Dakar on Wednesday.",
        "visit held 2025-03-04/2025-03-05 Dakar",
    ),
    (
        "en",
        "Interior ministers of Mali and Senegal, Ali Traore and Moussa Diop, met in Kayes on Tuesday.",
        "meeting held 2025-03-04 Kayes",
    ),
    (
        "en",
        "Mali's interior minister, Ali Traore, met his Senegalese counterpart, Moussa Diop, in Kayes last week.",
        "meeting held 2025-02-24/2025-03-02 Kayes",
    ),
    (
        "en",
        "Mali's interior minister, Ali Traore, is scheduled to visit Dakar next month.",
        "visit planned 2025-04 Dakar",
    ),
    (
        "en",
        "The International Conference on Terrorism opened in Dakar on Thursday and runs until March 8.",
        "gathering ongoing 2025-03-06/2025-03-08 Dakar",
    ),
    (
        "en",
        "Mali and Senegal signed a police cooperation agreement in Dakar earlier this month.",
        "signing held 2025-03 Dakar",
    ),
    (
        "en",
        "Senegal extradited a Malian drug suspect, Ali Ba, to Mali on Monday, police said.",
        "handover held 2025-03-03",
    ),
    (
        "en",
        "The visit of Mali's interior minister, Ali Traore, to Dakar, planned for March 10, has been cancelled.",
        "visit cancelled 2025-03-10 Dakar",
    ),
    (
        "es",
        "El ministro del Interior de Malí, Ali Traoré, viajará a Dakar del 10 al 12 de marzo.",
        "visit planned 2025-03-10/2025-03-12 Dakar",
    ),
    (
        "es",
        "El ministro del Interior de Malí, Ali Traoré, se reunió el martes en Madrid con su homólogo español, Luis Ortega.",
        "meeting held 2025-03-04 Madrid",
    ),
    (
        "es",
        "El ministro español del Interior, Luis Ortega, inició el miércoles una visita de tres días a Dakar.",
        "visit ongoing 2025-03-05/2025-03-07 Dakar",
    ),
    ("es", "La visita del ministro del Interior de Malí, Ali Traoré, a Madrid fue aplazada.", "visit cancelled Madrid"),
]


def told(text: str, language: str) -> list[str]:
    record = entente.read(text, published=PUBLISHED, language=language)
    rows = []
    for engagement in record.engagements:
        place = engagement.place
        where = (place.city or place.country) if place else None
        rows.append(" ".join(filter(None, [engagement.kind, engagement.status, engagement.when, where])))
    return rows


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_when_where_and_status(language: str, text: str, expected: str) -> None:
    wanted = [] if expected == NOTHING else expected.split(" + ")
    found = told(text, language)
    assert len(found) == len(wanted), found
    for row, parts in zip(found, wanted, strict=True):
        assert set(parts.split()) <= set(row.split()), found
