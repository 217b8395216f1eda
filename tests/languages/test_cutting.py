"""Words written as one are cut where the pack says so; what is left must be known, or leave no doubt."""

from pathlib import Path

from entente.languages.pack import Pack
from entente.recognition import recognise
from entente.segmentation import segment
from entente.text.folding import fold
from tests.languages.making import make, row

SETTINGS = """code = "xx"
[tokens]
prefixes = [["و", "ف"], ["ب", "ل", "لل"]]
article = "ال"
swallows_article = "لل"
definite = ["post"]
"""
TABLE = (
    row("conj", "and", "و")
    + row("in", "in", "ب")
    + row("to", "to", "ل|لل")
    + row("country", "MA", "المغرب")
    + row("post", "p", "وزير|مدير عام")
    + row("body", "b", "الأمن الوطني")
)


def pieces(text: str, pack: Pack) -> list[tuple[str, str]]:
    """The words of a text, each with the first class of its entries."""
    folded = fold(text)
    sentences = segment(text, folded, pack)
    recognise(sentences, text, folded, pack)
    return [(text[u.start : u.end], u.entries[0].name if u.entries else "") for s in sentences for u in s.units]


def test_prefixes_are_words_of_their_own_before_what_the_lexicon_knows(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert pieces("وبالمغرب", pack) == [("و", "conj"), ("ب", "in"), ("المغرب", "country")]
    assert pieces("وزير", pack) == [("وزير", "post")]
    assert pieces("ووزير", pack) == [("و", "conj"), ("وزير", "post")]
    assert pieces("وليد", pack) == [("وليد", "")]


def test_an_article_that_a_prefix_swallows_is_given_back_for_the_look_up(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert pieces("للمغرب", pack) == [("لل", "to"), ("مغرب", "country")]
    assert pieces("للأمن الوطني", pack) == [("لل", "to"), ("أمن الوطني", "body")]


def test_an_article_is_cut_off_from_its_prefix_also_before_words_of_no_table(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert pieces("بالفرايه", pack) == [("ب", "in"), ("الفرايه", "")]


def test_what_stands_alone_elsewhere_in_the_document_is_cut_off_too(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert [word for word, _ in pieces("ليرلي", pack)] == ["ليرلي"]
    assert [word for word, _ in pieces("يرلي ليرلي", pack)] == ["يرلي", "ل", "يرلي"]


def test_vowel_signs_and_digits_keep_their_place(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert pieces("وَبِالمَغرب", pack) == [("وَ", "conj"), ("بِ", "in"), ("المَغرب", "country")]
    assert [word for word, _ in pieces("بـ20", pack)] == ["بـ", "20"]


def test_classes_that_take_the_article_match_with_it(tmp_path: Path) -> None:
    pack = make(tmp_path, {"pack.toml": SETTINGS, "words.tsv": TABLE})
    assert pieces("المدير العام، مدير العام، الوزير، مدير عام", pack)[::2] == [
        (form, "post") for form in ("المدير العام", "مدير العام", "الوزير", "مدير عام")
    ]


def test_a_verb_may_be_made_of_principal_parts(tmp_path: Path) -> None:
    settings = (
        SETTINGS + '[option]\nplain_verbs = true\n[paradigm.p]\nstrip = ""\npast = ["1", "1ت"]\npresent = ["ي2"]\n'
    )
    pack = make(tmp_path, {"pack.toml": settings, "verbs.tsv": row("receive", "p", "استقبل ستقبل")})
    assert [name for _, name in pieces("استقبلت يستقبل إستقبل ستقبل", pack)] == ["v_past", "v_present", "v_past", ""]
