"""Forms are found by case, accents, length and layer, as the format says."""

from pathlib import Path

import pytest

from entente.cli.packs import units
from entente.languages.lexicon import case_wanted
from entente.languages.pack import Pack
from tests.languages.making import make, row, write

TABLE = "".join(
    [
        row("place", "tours", "Tours"),
        row("cup", "can", "CAN"),
        row("drug", "d", "drogue|drogues"),
        row("body", "short", "Garde"),
        row("body", "long", "Garde civile"),
        row("body", "longest", "Garde civile du sud-est"),
        row("det", "l", "l'"),
        row("topic", "drugs", "trafic de drogue"),
        row("event", "e", "lutte contre le trafic de drogue"),
    ]
)
SETTINGS = 'code = "xx"\n[tokens]\nelision = ["l", "d"]\n'


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return make(tmp_path_factory.mktemp("packs"), {"pack.toml": SETTINGS, "words.tsv": TABLE})


def read(text: str, pack: Pack) -> list[tuple[str, str]]:
    """Surface and class of what the lexicon finds."""
    return [(text[u.start : u.end], entry.name) for u in units(text, pack) for entry in u.entries]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("drogue", 0),
        ("été", 0),
        ("Tours", 1),
        ("CAN", 2),
        ("A", 1),
        ("S.A.R.", 2),
        ("ORGANISATION", 1),
        ("1er", 0),
    ],
)
def test_a_form_says_how_strict_it_is_about_capitals(form: str, wanted: int) -> None:
    assert case_wanted(form) == wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("la drogue", ["drogue"]),
        ("La Drogue", ["Drogue"]),
        ("LA DROGUE", ["DROGUE"]),
        ("les tours", []),
        ("à Tours", ["Tours"]),
        ("à TOURS", ["TOURS"]),
        ("la can", []),
        ("la Can", []),
        ("la CAN", ["CAN"]),
    ],
)
def test_the_text_has_the_capitals_that_a_form_wants(text: str, found: list[str], pack: Pack) -> None:
    assert [surface for surface, _ in read(text, pack)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("la Garde civile du sud-est est là", "Garde civile du sud-est"),
        ("la Garde civile du sud est là", "Garde civile"),
        ("la Garde civil", "Garde"),
        ("la Garde", "Garde"),
        ("la Garde  civile\xa0du sud‑est", "Garde  civile\xa0du sud‑est"),
    ],
)
def test_the_longest_form_wins(text: str, found: str, pack: Pack) -> None:
    assert [surface for surface, _ in read(text, pack)] == [found]


@pytest.mark.parametrize("text", ["l'drogue", "l’drogue", "L’drogue"])
def test_an_elided_word_is_cut_off(text: str, pack: Pack) -> None:
    assert [surface for surface, _ in read(text, pack)] == [text[:2], "drogue"]


def test_soft_entries_hide_nothing(pack: Pack) -> None:
    from entente.recognition import recognise
    from entente.segmentation import segment
    from entente.text.folding import fold

    text = "la lutte contre le trafic de drogue"
    sentences = segment(text, fold(text), pack)
    recognise(sentences, text, fold(text), pack)
    assert [topic[:3] for topic in sentences[0].topics] == [(19, 35, "drugs")]
    assert read(text, pack) == [("lutte contre le trafic de drogue", "event")]


def test_an_entry_knows_its_file_and_line(pack: Pack) -> None:
    text = "à Tours"
    assert [e.origin for u in units(text, pack) for e in u.entries] == ["xx/words.tsv:1"]


def test_a_layer_takes_a_form_away(tmp_path: Path) -> None:
    write(tmp_path, {})
    (tmp_path / "_root" / "words.tsv").write_text(row("a", "1", "un mot|deux|trois") + row("b", "1", "deux"), "utf-8")
    pack = make(tmp_path, {"words.tsv": row("-a", "", "un mot|deux")})
    assert read("un mot et deux et trois", pack) == [("deux", "b"), ("trois", "a")]


def test_a_form_that_ends_in_an_apostrophe_keeps_its_last_word(tmp_path: Path) -> None:
    pack = make(tmp_path, {"words.tsv": row("place", "x", "Al Bayda'")})
    assert read("Al Sabah", pack) == []
    assert [surface for surface, _ in read("à Al Bayda'.", pack)] == ["Al Bayda'"]


VERBS = """
code = "xx"
[paradigm.er]
strip = "er"
infinitive = ["er"]
past = ["a"]
participle = ["é", "ée"]
"""


def test_accents_tell_the_tenses_of_verbs_apart(tmp_path: Path) -> None:
    table = row("meet", "er", "rencontrer|arrêter")
    pack = make(tmp_path, {"pack.toml": VERBS, "verbs.tsv": table, "words.tsv": row("noun", "n", "rencontre|arrêté")})
    assert read("rencontré rencontrée rencontra rencontrer", pack) == [
        ("rencontré", "v_participle"),
        ("rencontrée", "v_participle"),
        ("rencontra", "v_past"),
        ("rencontrer", "v_infinitive"),
    ]
    assert read("rencontre", pack) == [("rencontre", "noun")]
    assert read("arrêté", pack) == [("arrêté", "v_participle"), ("arrêté", "noun")]
    assert [u.entries[0].value for u in units("ARRÊTÉE", pack)] == ["meet:arrêter"]


def test_hyphened_words_are_one_token_or_their_known_parts(tmp_path: Path) -> None:
    settings = 'code = "xx"\n[tokens]\nsuffixes = ["-il"]\n'
    table = row("d", "KR", "coréen") + row("demonym_prefix", "FR", "franco") + row("x", "x", "sud-coréen")
    pack = make(tmp_path, {"pack.toml": settings, "words.tsv": table})
    assert read("sud-coréen", pack) == [("sud-coréen", "x")]
    assert read("franco-coréen", pack) == [("franco-", "demonym_prefix"), ("coréen", "d")]
    assert [(u.start, u.end) for u in units("ira-t-il là-haut", pack)] == [(0, 5), (5, 8), (9, 16)]


def test_a_suffix_behind_an_apostrophe_is_a_word_of_its_own(tmp_path: Path) -> None:
    settings = 'code = "xx"\n[tokens]\nsuffixes = ["\'s"]\n'
    table = row("country", "ES", "Spain") + row("of", "own", "'s") + row("country", "CN", "People's Republic")
    pack = make(tmp_path, {"pack.toml": settings, "words.tsv": table})
    assert read("Spain’s", pack) == [("Spain", "country"), ("’s", "of")]
    assert read("People's Republic", pack) == [("People's Republic", "country")]


def test_a_choice_in_brackets_makes_a_form_of_each(tmp_path: Path) -> None:
    table = row("place", "p", "port[/s] d[u/es] lac[/s]|mer") + row("-place", "p", "ports d[u/es] lac")
    pack = make(tmp_path, {"words.tsv": table})
    assert [w for w, _ in read("port du lac, ports du lac, ports du lacs, port des lacs, mer", pack)] == [
        "port du lac",
        "ports du lacs",
        "port des lacs",
        "mer",
    ]


def test_a_suffix_that_is_cut_off_has_entries_of_its_own(tmp_path: Path) -> None:
    settings = 'code = "xx"\n[tokens]\nsuffixes = ["-il"]\n'
    pack = make(tmp_path, {"pack.toml": settings, "words.tsv": row("pron", "he", "-il")})
    assert read("ira-il", pack) == [("-il", "pron")]


def test_the_longest_ending_gives_a_word_of_no_table_its_class(tmp_path: Path) -> None:
    settings = 'code = "xx"\n[endings]\nadv = ["iquement"]\nnoun = ["ment", "té"]\n'
    pack = make(tmp_path, {"pack.toml": settings, "words.tsv": row("x", "x", "comment")})
    sets = [pack.alphabet.classes(unit.char) for unit in units("logiquement bâtiment comment Bâtiment santé té", pack)]
    assert [sorted(names - {"word"}) for names in sets] == [
        ["adv", "unknown"],
        ["noun", "unknown"],
        ["x"],
        ["Cap", "proper", "unknown"],
        ["noun", "unknown"],
        ["unknown"],
    ]


CASES = """code = "xx"
[tokens]
inflections = ["ler", "i", "leri"]
cases = ["de", "nde", "yle"]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heyetleri", [("Heyetleri", "group")]),
        ("heyette", []),
        ("heyetlerinde", [("heyetleri", "group"), ("nde", "in")]),
        ("polis akademisinde", [("polis akademisi", "org"), ("nde", "in")]),
        ("polis heyetiyle", [("heyeti", "group"), ("yle", "with")]),
        ("Rize'de Rizede", [("Rize", "city"), ("'de", "in")]),
        ("2014’de", [("’de", "in")]),
        ("de", []),
    ],
)
def test_cases_are_cut_off_words_that_tables_have(text: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    table = row("group", "g", "heyet") + row("org", "o", "polis akademisi") + row("city", "c", "Rize")
    table += row("in", "after", "'de|'nde") + row("with", "after", "'yle")
    pack = make(tmp_path, {"pack.toml": CASES, "words.tsv": table})
    assert read(text, pack) == found


def test_accents_of_verbs_do_not_count_where_the_pack_says_so(tmp_path: Path) -> None:
    settings = 'code = "xx"\n[option]\nplain_verbs = true\n[paradigm.p]\nstrip = ""\npast = ["tü"]\n'
    pack = make(tmp_path, {"pack.toml": settings, "verbs.tsv": "meet\tp\tgörüş\n"})
    assert read("GÖRÜŞTÜ", pack) == [("GÖRÜŞTÜ", "v_past")]


def test_the_ending_of_a_verb_of_several_words_goes_where_its_star_stands(tmp_path: Path) -> None:
    pack = make(
        tmp_path,
        {
            "pack.toml": VERBS,
            "verbs.tsv": row("visit", "er", "passer* au nord"),
        },
    )
    assert read("passé au nord", pack) == [("passé au nord", "v_participle")]
