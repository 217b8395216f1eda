"""The folder of a new language: every file of the format, with comments that say what goes in."""

from __future__ import annotations

import re
from pathlib import Path

from entente.errors import PackError
from entente.languages.pack import PACKS

CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
FILES = {
    "pack.toml": """\
# The pack's settings. Keys that are missing come from the layers below.
code = "{code}"
name = "{code}"              # the language's own name
version = "0"
script = "Latn"              # ISO 15924
layers = ["_root"]

[tokens]
# elision = ["l", "d"]       # words cut off before an apostrophe
# number_suffixes = ["th"]   # what may follow digits in one token
# suffixes = ["-on"]         # what is cut off a word with a hyphen

[sentences]
abbreviations = []           # folded, with their stop
open_words = []              # words that a sentence cannot end with

[option]
common = []                  # the 30 commonest small words, by which the language is detected

# A paradigm makes the forms of verbs: what is stripped off the lemma, and the endings of each tense.
# [paradigm.regular]
# strip = ""
# infinitive = [""]
# present = ["s"]
# past = ["ed"]
""",
    "words.tsv": """\
# The small words and nouns of the language. Source: … Licence: …
# Columns: class, value, forms separated by |. A form in lower case matches any case, one with a capital only
# a capital, one all in capitals only capitals. A class that begins with - removes the forms from that class.
# month	9	september|sept
""",
    "verbs.tsv": """\
# Verbs that announce something. Source: … Licence: …
# Columns: frame or class, paradigm of pack.toml, lemmas separated by |.
# meet	regular	meet
""",
    "countries.tsv": """\
# Countries, their adjectives and inhabitants, as texts name them. Source: … Licence: …
# Columns: class (country, demonym, capital), ISO 3166-1 alpha-2 code, forms separated by |.
# demonym	MA	moroccan|moroccans
""",
    "topics.tsv": """\
# Words that name a topic of the record. Source: … Licence: …
# Columns: class, code of _root/topics.toml, forms separated by |.
# topic	terrorism	terrorism|fight against terrorism
""",
    "rules/dates.toml": """\
# A rule makes one unit of several. Both kinds of example are needed, and run in 'entente packs check'.
# In a pattern: word, {{class}}, {{name=class}} to capture, (a|b), ? * +.
#
# [[rule]]
# name = "day month"
# phase = "dates"
# makes = "date"
# pattern = "{{day=day}} {{month=month}} {{year=year}}?"
# sets = {{ when = "day" }}
# finds = [{{ text = "Received on 3 August 2014.", span = "3 August 2014" }}]
# leaves = ["Received 3 people."]
""",
}


def new(code: str, folder: Path = PACKS) -> Path:
    """Make the folder of a language and give its path; raises `PackError` where there is one."""
    if not CODE.fullmatch(code):
        raise PackError(f"{code!r} is no language tag; give a code of two or three small letters")
    home = folder / code
    if (home / "pack.toml").exists():
        raise PackError(f"{home}: there is such a pack; change its files instead")
    for name, text in FILES.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text(text.format(code=code), "utf-8")
    return home
