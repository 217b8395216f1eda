"""Units cover the tokens in order; words get the class of their shape; known names are found again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.languages.loading import load
from entente.languages.pack import Pack
from entente.languages.rules import Unit
from entente.languages.source import installed
from entente.recognition import recognise
from entente.segmentation import segment
from entente.text.folding import fold
from tests.languages.making import make, row, rule

CODES = installed()
WORDS = [
    *("M.", "le", "ministre", "Amina", "Berrada", "a", "reçu", "mardi", "3", "août", "2014", "à", "Rabat"),
    *("l'Espagne", "son", "DGSN", "1er", "d’", ",", "«", "»", "\n", ".", "(", ")", "-", "¹", "؟"),
]


def read(text: str, pack: Pack) -> list[Unit]:
    folded = fold(text)
    sentences = segment(text, folded, pack)
    recognise(sentences, text, folded, pack)
    return [unit for sentence in sentences for unit in sentence.units]


def assert_spans(units: list[Unit], text: str) -> None:
    """Units and their parts lie in order inside the text, and parts make up the whole."""
    last = 0
    for unit in units:
        assert last <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end].strip()
        last = unit.end
        if unit.parts:
            assert (unit.start, unit.end) == (unit.parts[0].start, unit.parts[-1].end)
            assert_spans(list(unit.parts), text)
            for caught in unit.captures.values():
                assert all(one in unit.parts for one in caught)


@pytest.mark.parametrize("code", CODES)
def test_spans_of_any_text_slice_back(code: str) -> None:
    pack = load(code)

    @settings(deadline=None, max_examples=60)
    @given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
    def holds(text: str) -> None:
        units = read(text, pack)
        assert_spans(units, text)
        covered = {at for unit in units for leaf in unit.leaves() for at in range(leaf.start, leaf.end)}
        tokens = {at for s in segment(text, fold(text), pack) for a, b in s.tokens for at in range(a, b)}
        assert {at for at in tokens - covered if not text[at].isspace()} == set()

    holds()


SHAPES = {
    "mot": {"word", "unknown"},
    "Mot": {"word", "Cap", "unknown", "proper"},
    "MOT": {"word", "Cap", "CAPS", "unknown", "proper"},
    "M": {"word", "Cap", "initial", "proper"},
    "7": {"num", "day"},
    "31": {"num", "day"},
    "32": {"num"},
    "007": {"num"},
    "2014": {"num", "year"},
    "1850": {"num"},
    "1er": {"ordinal", "day"},
    "93e": {"ordinal"},
    ",": {"punct", "=,"},
    "€": {"symbol"},
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    settings = 'code = "xx"\n[tokens]\nnumber_suffixes = ["er", "e"]\n'
    return make(tmp_path_factory.mktemp("packs"), {"pack.toml": settings})


@pytest.mark.parametrize("word", SHAPES)
def test_an_unknown_word_has_the_classes_of_its_shape(word: str, pack: Pack) -> None:
    unit = read(f"un {word} un", pack)[1]
    assert pack.alphabet.classes(unit.char) == SHAPES[word]


@pytest.mark.parametrize("before", ["", '"', "- ", "un : "])
def test_a_capital_at_the_beginning_says_little(before: str, pack: Pack) -> None:
    unit = next(u for u in read(before + "Mot un", pack) if u.end - u.start == 3)
    assert pack.alphabet.classes(unit.char) == {"word", "Cap", "unknown", "first"}


FULL = rule(
    "{proper} {proper}",
    "Oui Amina Berrada.",
    "Amina Berrada",
    "un mot",
    name="full",
    phase="names",
    makes="name",
)
SINGLE = rule("sieur {proper}", "le sieur Diop", "sieur Diop", "un mot", name="single", phase="names", makes="name")
SINGLE = SINGLE.replace("finds", 'sets = { single = "yes" }\nfinds')
NAMING = 'code = "xx"\nnamable = ["city"]\n[option]\nname_phase = "names"\n'
CITIES = row("city", "rabat", "Rabat") + row("det", "d", "le")


@pytest.fixture(scope="module")
def naming(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    files = {"pack.toml": NAMING, "words.tsv": CITIES, "rules/names.toml": FULL + SINGLE}
    return make(tmp_path_factory.mktemp("packs"), files)


def names(text: str, pack: Pack) -> list[str]:
    return [text[u.start : u.end] for u in read(text, pack) if u.kind == "name"]


def test_part_of_a_full_name_is_a_name_elsewhere_in_the_document(naming: Pack) -> None:
    assert names("le chef Amina Berrada part. Puis Berrada revient.", naming) == ["Amina Berrada", "Berrada"]
    assert names("puis Berrada revient. le chef Amina Berrada part.", naming) == ["Berrada", "Amina Berrada"]


def test_a_word_of_no_full_name_is_no_name(naming: Pack) -> None:
    assert names("le chef Amina Berrada part. puis Diop revient. puis berrada revient.", naming) == ["Amina Berrada"]


def test_a_city_may_be_part_of_a_name_with_a_capital_only(naming: Pack) -> None:
    assert names("le chef Amina Rabat part", naming) == ["Amina Rabat"]
    assert names("le chef Amina rabat part", naming) == []


def test_words_keep_their_entries(naming: Pack) -> None:
    (city,) = [u for u in read("à Rabat", naming) if u.entries]
    assert (city.value("city"), city.value("det"), city.kind) == ("rabat", None, "")


def test_spellings_of_arabic_letters_are_one(tmp_path: Path) -> None:
    pack = make(tmp_path, {"words.tsv": row("a", "1", "الأمن الوطني") + row("a", "2", "أحمد")})
    assert [u.value("a") for u in read("احمد في الامن الوطنى", pack)] == ["2", None, "1"]


@pytest.mark.parametrize("text", ["مُحَمَّد", "محـــمد", "مُحمد عَلِيّ"])
def test_signs_on_arabic_letters_do_not_count(text: str, tmp_path: Path) -> None:
    pack = make(tmp_path, {"words.tsv": row("a", "1", "محمد") + row("a", "1", "محمد علي")})
    assert [(u.start, u.end, u.value("a")) for u in read(text, pack)] == [(0, len(text), "1")]


def test_topics_inside_a_form_of_several_words_are_noted(tmp_path: Path) -> None:
    table = row("event", "training", "stage de police") + row("topic", "public-order", "police")
    pack = make(tmp_path, {"words.tsv": table})
    text = "Un stage de police."
    sentences = segment(text, fold(text), pack)
    recognise(sentences, text, fold(text), pack)
    assert [text[start:end] for start, end, _, _ in sentences[0].topics] == ["police"]
    assert [text[unit.start : unit.end] for unit in sentences[0].units] == ["Un", "stage de police", "."]
