"""The folder of a new language: every file of the format, with comments that say what goes in.

Its examples are rows of a small language that reads like English, so that the new pack loads, passes
`entente packs check` and can be changed a row at a time. `docs/adding-a-language.md` tells the rest.
"""

from __future__ import annotations

import re
from pathlib import Path

from entente.errors import PackError
from entente.languages.source import PACKS

CODE = re.compile(r"[a-z]{2,3}", re.ASCII)
FILES = {
    "pack.toml": """\
# The settings of the pack. What is not said here comes from the layers below.
code = "@CODE@"
name = "@CODE@"                # the language's own name
version = "1"                # raised with every change; records carry it
script = "Latn"              # ISO 15924
layers = ["_root"]           # packs that are read before this one

[tokens]
# elision = ["l", "d"]       # words that an apostrophe ties to the next
number_suffixes = ["st", "nd", "rd", "th"]   # what may follow digits in one token
# suffixes = ["-on"]         # what is cut off a word that no table has whole

[sentences]
abbreviations = ["mr.", "mrs.", "gen."]      # in small letters without accents, with their stop
open_words = ["of", "the", "and"]            # words that no sentence ends with, though the line may

[option]
common = []                  # the commonest words, by which the language is detected
# ambiguous = ["office"]     # classes in which a form may stand with two values

# A paradigm makes the forms of verbs: what is cut off the lemma, and the endings of each tense, as classes
# v_infinitive, v_present, v_past, … that rules ask for.
[paradigm.regular]
strip = ""
infinitive = [""]
present = ["", "s"]
past = ["ed"]
participle = ["ed"]
gerund = ["ing"]

# The frames, which say what a verb or noun announces, are those of _root/pack.toml; one of the same name
# here changes keys of it.
[frame.meet]
kind = "meeting"
subject = "participant"
object = "participant"
with = "participant"
least = 2                    # fewer parties are no meeting
""",
    "words.tsv": """\
# The small words and nouns of the language. Source: … Licence: …
# Columns: class, value, forms separated by |. A form in small letters matches any case, one with a capital
# wants a capital, one all in capitals wants capitals. A class that begins with - takes forms of a layer away.
det	def	the
det	indef	a|an
conj	and	and
with	with	with
adv	adv	then|also
civility	c	Mr|Mrs|Ms
month	1	January
month	2	February
month	3	March
month	4	April
month	5	May
month	6	June
month	7	July
month	8	August
month	9	September|Sept.
month	10	October
month	11	November
month	12	December
event	meet	meeting|meetings|talks
""",
    "verbs.tsv": """\
# Verbs that announce something. Source: … Licence: …
# Columns: frame of pack.toml, paradigm of pack.toml, lemmas separated by |. Accents count here.
meet	regular	greet
""",
    "countries.tsv": """\
# Countries, their adjectives and inhabitants, as texts name them. Source: … Licence: …
# Columns: class (country, demonym, capital_name), ISO 3166-1 alpha-2 code, forms separated by |.
country	MA	Morocco
demonym	MA	Moroccan|Moroccans
""",
    "topics.tsv": """\
# Words that name a topic of the record. Source: … Licence: …
# Columns: class, code of _root/topics.toml, forms separated by |.
topic	terrorism	terrorism|counter-terrorism
""",
    "rules/dates.toml": """\
# A rule makes one unit of several. It needs both kinds of example: what it finds, with the very span, and
# what it leaves. In a pattern: a word, {class}, {name=class} to capture it, ( a | b ), ? * +.
[[rule]]
name = "day month"
phase = "dates"
makes = "date"
pattern = "{day=day} {month=month} {year=year}?"
sets = { when = "day" }
finds = [{ text = "They left on 3 August 2014.", span = "3 August 2014" }]
leaves = ["They left after 3 days."]
""",
    "rules/verbs.toml": """\
# Verb groups. They capture the verb as head and set its tense (past, present, future, conditional, modal,
# infinitive, participle) and voice (active, passive).
[[rule]]
name = "simple past"
phase = "verbs"
makes = "vg"
pattern = "{head=v_past}"
sets = { tense = "past", voice = "active" }
finds = [{ text = "The minister greeted him.", span = "greeted" }]
leaves = ["The minister greets him."]
""",
    "rules/names.toml": """\
# Names: capitalised words that no table knows are proper, at the beginning of a sentence first.
[[rule]]
name = "full name"
phase = "names"
makes = "name"
pattern = "({proper}|{first}) {proper}+"
finds = [{ text = "Then Amina Berrada left.", span = "Amina Berrada" }]
leaves = ["Then the minister left."]

[[rule]]
name = "name after civility"
phase = "names"
makes = "name"
pattern = "{civility} {proper}+"
finds = [{ text = "Then Mr Berrada left.", span = "Mr Berrada" }]
leaves = ["Then the minister left."]
""",
    "rules/people.toml": """\
# Actors: whoever may do something. What they are is set as person, country, body, group, post, both, pronoun.
[[rule]]
name = "person"
phase = "people"
makes = "actor"
pattern = "{name}"
sets = { what = "person" }
finds = [{ text = "Then Amina Berrada left.", span = "Amina Berrada" }]
leaves = ["Then the minister left."]

[[rule]]
name = "country as actor"
phase = "groups"
makes = "actor"
pattern = "{det}? {country=country}"
sets = { what = "country" }
finds = [{ text = "Then Morocco agreed.", span = "Morocco" }]
leaves = ["Then Moroccan officers left."]
""",
}


def new(code: str, folder: Path = PACKS) -> Path:
    """Make the folder of a language and give its path.

    `code` is ISO 639: two or three small letters. Raises `PackError` for another code, and where there is
    such a folder or none can be made.
    """
    if not CODE.fullmatch(code):
        raise PackError(f"{code!r} is no language code; give its two or three small letters of ISO 639")
    home = folder / code
    if home.exists():
        raise PackError(f"{home}: there is such a pack; change its files instead")
    try:
        for name, text in FILES.items():
            file = home / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("@CODE@", code), "utf-8")
    except OSError as error:
        raise PackError(f"{error.strerror}; packs live beside the engine, in {folder}", home) from None
    return home
