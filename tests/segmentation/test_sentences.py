"""Sentences end where readers end them; tokens lie in exactly one, and slice back to the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.languages.pack import Pack
from entente.segmentation import segment
from entente.text.folding import fold
from tests.languages.making import make

SETTINGS = """
code = "xx"
[tokens]
elision = ["l", "d"]
number_suffixes = ["er", "e"]
[sentences]
abbreviations = ["dr.", "mm.", "sept."]
open_words = ["de", "la"]
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return make(tmp_path_factory.mktemp("packs"), {"pack.toml": SETTINGS})


def sentences(text: str, pack: Pack) -> list[str]:
    return [text[s.start : s.end] for s in segment(text, fold(text), pack)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("Vraiment ? Oui ! Bien… Non.", ["Vraiment ?", "Oui !", "Bien…", "Non."]),
        ("Le Dr. Martin part. Il part.", ["Le Dr. Martin part.", "Il part."]),
        ("Reçus par MM. Berrada et Diop.", ["Reçus par MM. Berrada et Diop."]),
        ("Signé le 3 sept. 2024 à Rome.", ["Signé le 3 sept. 2024 à Rome."]),
        ("Reçu par M. Berrada. Puis par A. Diop.", ["Reçu par M. Berrada.", "Puis par A. Diop."]),
        ("Le S.E.M. Diop part.", ["Le S.E.M. Diop part."]),
        ("Il paie 2.500 euros et 3,5 pour cent.", ["Il paie 2.500 euros et 3,5 pour cent."]),
        ("Le 25.01.2022 il part.", ["Le 25.01.2022 il part."]),
        ("Il part. mais il revient.", ["Il part. mais il revient."]),
    ],
)
def test_stops_end_sentences_but_not_after_abbreviations(text: str, wanted: list[str], pack: Pack) -> None:
    assert sentences(text, pack) == wanted


def test_a_stop_behind_a_number_may_make_it_an_ordinal(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS + "ordinals = true\n"})
    assert sentences("93. Genel Kurul ve VI. Zirve. 2014. Son.", pack) == [
        "93. Genel Kurul ve VI. Zirve.",
        "2014.",
        "Son.",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Il dit "Oui." Puis il part.', ['Il dit "Oui."', "Puis il part."]),
        ("Il dit «Oui.» Puis il part.", ["Il dit «Oui.»", "Puis il part."]),
        ("Il dit « Oui. » Puis il part.", ["Il dit « Oui. »", "Puis il part."]),
        ("Il dit «\xa0Oui.\xa0» Puis il part.", ["Il dit «\xa0Oui.\xa0»", "Puis il part."]),
        ("Il dit « Oui. », puis il part.", ["Il dit « Oui. », puis il part."]),
    ],
)
def test_a_quotation_keeps_its_closing_mark(text: str, wanted: list[str], pack: Pack) -> None:
    assert sentences(text, pack) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un titre\nIl part.", ["Un titre", "Il part."]),
        ("Le chef de\nLa Sûreté part.", ["Le chef de\nLa Sûreté part."]),
        ("Le chef part\nce soir.", ["Le chef part\nce soir."]),
        ("Un titre\n\nil part.", ["Un titre", "il part."]),
        ("Voici :\nun mot", ["Voici :", "un mot"]),
    ],
)
def test_a_line_ends_a_sentence_unless_it_hangs_on(text: str, wanted: list[str], pack: Pack) -> None:
    assert sentences(text, pack) == wanted


def test_paragraphs_are_counted(pack: Pack) -> None:
    text = "Un titre\n\nIl part. Elle reste.\n\nFin."
    assert [s.paragraph for s in segment(text, fold(text), pack)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'accord d’Alger", ["l'", "accord", "d’", "Alger"]),
        ("aujourd'hui", ["aujourd'hui"]),
        ("sud-coréen", ["sud-coréen"]),
        ("le 1er mai", ["le", "1er", "mai"]),
        ("la 93e session, 30euros", ["la", "93e", "session", ",", "30", "euros"]),
        ("S.A.R. part", ["S.A.R.", "part"]),
        ("25.01", ["25", ".", "01"]),
        ("« oui »", ["«", "oui", "»"]),
    ],
)
def test_tokens(text: str, tokens: list[str], pack: Pack) -> None:
    assert [text[a:b] for s in segment(text, fold(text), pack) for a, b in s.tokens] == tokens


@given(text=st.one_of(st.text(), st.text(alphabet="ab .,'’«»\n\"-1MÉ…!")))
def test_every_token_lies_in_one_sentence_and_in_order(text: str, pack: Pack) -> None:
    last = 0
    for sentence in segment(text, fold(text), pack):
        assert sentence.tokens
        assert (sentence.start, sentence.end) == (sentence.tokens[0][0], sentence.tokens[-1][1])
        for start, end in sentence.tokens:
            assert last <= start < end <= len(text)
            assert not text[last:start].strip()
            assert text[start:end].strip() == text[start:end]
            last = end
