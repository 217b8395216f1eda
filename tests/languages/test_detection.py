"""Detection: the language of a text among those of the packs, of its paragraphs, and none where it is another."""

from __future__ import annotations

import pytest

from entente.languages.detection import detect, stretches
from entente.languages.loading import codes

TEXTS = {
    "en": "The two ministers met on Tuesday in Rabat and agreed to strengthen police cooperation.",
    "fr": "Les deux ministres se sont rencontrés mardi à Rabat et ont convenu de renforcer la coopération policière.",
    "es": "Los dos ministros se reunieron el martes en Rabat y acordaron reforzar la cooperación policial.",
    "pt": "Os dois ministros reuniram-se na terça-feira em Rabat e decidiram reforçar a cooperação policial.",
    "tr": "İki bakan salı günü Rabat'ta bir araya geldi ve polis işbirliğinin güçlendirilmesi için anlaştı.",
    "ar": "التقى الوزيران يوم الثلاثاء في الرباط واتفقا على تعزيز التعاون الأمني بين البلدين.",
}
UNKNOWN = {
    "German": "Der Innenminister hat am Montag in Berlin seinen türkischen Amtskollegen empfangen. Beide Seiten "
    "vereinbarten, den Austausch von Informationen über die organisierte Kriminalität zu verstärken.",
    "Italian": "Il ministro dell'Interno ha incontrato ieri a Roma il suo omologo tedesco. Al centro del colloquio la "
    "cooperazione di polizia e il contrasto al traffico di migranti.",
    "Dutch": "De minister van Justitie heeft maandag in Den Haag zijn Belgische ambtgenoot ontmoet. Zij spraken over "
    "de samenwerking tussen de politiediensten en de aanpak van de drugshandel.",
    "Russian": "Министр внутренних дел встретился во вторник в Москве со своим коллегой.",
    "Hindi": "गृह मंत्री ने मंगलवार को नई दिल्ली में अपने समकक्ष से मुलाकात की।",
    "Persian": "وزیر کشور روز سه‌شنبه در تهران با همتای پاکستانی خود دیدار کرد و درباره همکاری‌های امنیتی گفت‌وگو کرد.",
    "a table": "2019 2020 2021\n14 17 22\n3,5 4,1 5,0\n100 % 50 % 25 %",
    "nothing": "",
}


@pytest.mark.parametrize("code", sorted(set(TEXTS) & set(codes())))
def test_a_sentence_is_in_its_language(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_text_in_no_language_of_the_packs_is_unknown(name: str) -> None:
    assert detect(UNKNOWN[name]) is None


def test_paragraphs_in_another_language_are_stretches_of_their_own() -> None:
    text = f"{TEXTS['fr']}\n\nRABAT (MAP)\n{TEXTS['en']}\n{TEXTS['fr']}\n"
    assert detect(text) == "fr"
    assert [(code, text[start:end].strip()) for start, end, code in stretches(text, "fr")] == [
        ("fr", f"{TEXTS['fr']}\n\nRABAT (MAP)"),
        ("en", TEXTS["en"]),
        ("fr", TEXTS["fr"]),
    ]


def test_a_text_in_two_languages_is_in_that_of_its_longer_part() -> None:
    assert detect(f"{TEXTS['es']}\n{TEXTS['es']}\n{TEXTS['en']}") == "es"
