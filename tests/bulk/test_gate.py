"""The gate: no report of the corpus is turned away, and ordinary news is."""

import pytest

from entente.bulk.gate import LEAST_WEIGHT, admits, weight
from entente.bulk.signals import signals_of
from entente.languages.detection import detect
from entente.reading.corpus import Entry, entries

POSITIVE = [entry for entry in entries() if entry.gold["engagements"] or entry.gold["commitments"]]
ORDINARY = [
    "The striker scored twice in the second half as the home side beat Ghana 3-1 in a friendly, and the coach praised "
    "the young defenders who had come in for the injured captain of the team.",
    "Police in the northern town arrested two men on Sunday after a shop was robbed. Officers said that a knife was "
    "found in the car, and that nobody was hurt.",
    "The central bank left its rate unchanged on Thursday. Shares in Tokyo and Frankfurt rose, while oil prices fell "
    "after a report said that stocks in the United States had grown.",
    "Le ministre de l'Agriculture a visité jeudi une coopérative laitière de la région. Il a salué le travail des "
    "éleveurs et promis une aide pour le fourrage, après une année sans pluie.",
    "Le festival de cinéma ouvre ses portes vendredi avec un film italien. Le jury, présidé par une actrice "
    "brésilienne, remettra ses prix dans dix jours.",
    "El equipo local venció a Chile en la final y los aficionados celebraron hasta la madrugada en las calles del "
    "centro. El entrenador dijo que el grupo había trabajado mucho para llegar hasta aquí.",
    "La empresa anunció que abrirá una fábrica de baterías en el norte del país, donde dará trabajo a ochocientas "
    "personas. La inversión viene de Corea del Sur.",
    "O preço do café subiu pela terceira semana e os produtores dizem que a colheita será menor por causa da seca no "
    "sul do país. As vendas para a Alemanha caíram.",
    "Belediye, parkın yenilenmesi için çalışmaların bahar aylarında başlayacağını açıkladı. Yeni alanda çocuklar için "
    "oyun yerleri ve bir bisiklet yolu olacak.",
    "افتتح وزير الثقافة معرض الكتاب الذي يشارك فيه ناشرون من عدة بلدان، وقال إن القراءة تجمع الناس وإن المعرض سيستمر "
    "عشرة أيام في وسط المدينة.",
]  # fmt: skip


@pytest.mark.parametrize("entry", POSITIVE, ids=lambda entry: entry.id)
def test_no_report_of_the_corpus_is_turned_away(entry: Entry) -> None:
    assert admits(entry.text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_news_is_turned_away(text: str) -> None:
    assert detect(text)
    assert not admits(text)


def test_what_stands_around_a_report_does_not_hide_it() -> None:
    around = "\n\n".join([ORDINARY[-2]] * 40)
    assert admits(f"{around}\n\n{POSITIVE[-1].text}\n\n{around}")


def test_the_title_counts_and_an_unknown_language_does_not() -> None:
    text, title = (
        "Both sides hailed a meeting held in the capital on Monday.",
        "Kenya and Uganda police chiefs meet in Nairobi",
    )
    assert admits(text, title)
    assert not admits(text)
    assert not admits("xyzzy " * 50)


def test_a_language_that_is_given_is_read_by_its_first_part_and_needs_a_pack() -> None:
    text = next(entry.text for entry in POSITIVE if detect(entry.text) == "pt")
    assert admits(text, language="pt-BR")
    assert admits(text, language="PT_br")
    assert not admits(text, language="xx")


def test_a_side_that_is_at_home_need_not_be_named() -> None:
    met = "Le ministre de l'Intérieur, Karim Alami, a reçu mardi à son bureau l'ambassadeur du Canada."
    assert admits(f"{met} La rencontre a porté sur la sécurité aux frontières et sur la formation de la police.")


def test_a_body_and_its_country_are_one_side() -> None:
    words = ["A", "Polícia", "Federal", "do", "Brasil"]
    assert {side for _, signal in signals_of("pt").within(words) for side in signal.sides} == {"BR"}


def test_a_verb_is_known_by_its_accents() -> None:
    (signal,) = signals_of("fr").within(["rencontré"])
    assert signal[1].opens
    assert weight("rencontré", "fr") < LEAST_WEIGHT
