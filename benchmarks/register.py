"""How fast the register is: documents made from the corpus go in with matching on, then questions are put.

    python benchmarks/register.py [--engagements 10000 30000 100000] [--register FILE] [--profile]

Each story of the corpus is told again and again with other people, other days, other partners and other gatherings. As
in archives, two of three stories have one document, and few have very many (a Pareto tail up to `MOST_TOLD`); documents
differ in small things as outlets do, and those of a story come between those of others. One story in `FAMOUS` keeps its
gathering's own name, with the year moved, so that some gatherings are told by hundreds. Records are given ready-made:
reading has its own benchmark.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from peak import own_peak

from entente.languages.countries import names
from entente.reading.corpus import entries
from entente.reading.records import checked_record
from entente.register import Arrival
from entente.registering import AT_ONCE, Register

COUNTRIES = [code for code in names() if code not in ("AQ", "XK")][::6]
SYLLABLES = [first + last for first in "bdfgklmnrstvz" for last in ("a", "en", "i", "o")]
WORDS = ("ankara", "rabat", "police", "madrid")
YEAR = re.compile(r"\b20\d\d\b")
AT_A_TIME, MOST_TOLD, FAMOUS = 100, 300, 20
FIRST_DAY, DAYS = date(2005, 1, 1), 7300


def documents(engagements: int, seed: int = 7) -> Iterator[bytes]:
    """Records until they hold so many engagements."""
    random = Random(seed)
    stories = [entry.gold for entry in entries() if entry.gold["engagements"]]
    running: list[Iterator[dict[str, Any]]] = []
    made = number = 0
    while made < engagements:
        while len(running) < AT_A_TIME:
            running.append(_tellings(random.choice(stories), random))
        at = random.randrange(AT_A_TIME)
        record = next(running[at], None)
        if record is None:
            del running[at]
            continue
        number += 1
        made += len(record["engagements"])
        record["document"]["id"] = f"doc-{number:07}"
        yield checked_record(record, record["document"]["id"])


def _tellings(gold: dict[str, Any], random: Random) -> Iterator[dict[str, Any]]:
    """The documents of one story in another world."""
    shift = random.randrange(DAYS)
    swap = dict(zip(_countries(gold), random.sample(COUNTRIES, 30), strict=False))
    people = {person["id"]: _name(random) for person in gold["people"]}
    called = {
        engagement["name"]: (_name(random), None)[random.random() < 1 / FAMOUS]
        for engagement in gold["engagements"]
        if engagement.get("name")
    }
    for _ in range(min(MOST_TOLD, int(random.paretovariate(1.6)))):
        yield _told(gold, shift, swap, people, called, random)


def _told(
    gold: dict[str, Any],
    shift: int,
    swap: dict[str, str],
    people: dict[str, str],
    called: dict[str, str | None],
    random: Random,
) -> dict[str, Any]:
    """One document of a story: other names and days, and what an outlet leaves out."""
    record = msgspec.json.decode(_swapped(msgspec.json.encode(gold), swap))
    record["document"] |= {"published": _moved(record["document"]["published"], shift), "title": None}
    for person in record["people"]:
        person["name"] = people[person["id"]]
        person.pop("aliases", None)
    for thing in (*record["engagements"], *record["commitments"]):
        thing["when"] = _moved(thing.get("when"), shift)
    for engagement in record["engagements"]:
        if name := engagement.get("name"):
            engagement["name"] = called[name] or YEAR.sub(lambda year: str(int(year[0]) - 20 + shift // 365), name)
        if len(engagement["topics"]) > 1 and random.random() < 0.3:
            engagement["topics"].pop(random.randrange(len(engagement["topics"])))
    return dict(record)


def _countries(gold: dict[str, Any]) -> list[str]:
    found = {code for engagement in gold["engagements"] for code in engagement["countries"]}
    return sorted(found)


def _swapped(data: bytes, swap: dict[str, str]) -> bytes:
    """Countries exchanged, all at once."""
    for number, code in enumerate(swap):
        data = data.replace(f'"{code}"'.encode(), f'"#{number}#"'.encode())
    for number, code in enumerate(swap.values()):
        data = data.replace(f'"#{number}#"'.encode(), f'"{code}"'.encode())
    return data


def _moved(edtf: str | None, shift: int) -> str | None:
    """A date some days on from the first day; what is no whole day becomes its month or year."""
    if not edtf:
        return edtf
    return "/".join(_day(part, shift) for part in edtf.split("/"))


def _day(part: str, shift: int) -> str:
    if len(part) < 4:
        return part
    year, month, day = [*map(int, part.split("-")), 1, 1][:3]
    moved = FIRST_DAY + timedelta(days=shift) + (date(year, month, day) - date(2025, 9, 1))
    return moved.isoformat()[: len(part)]


def _name(random: Random) -> str:
    words = ("".join(random.choices(SYLLABLES, k=random.choice((2, 3)))).title() for _ in range(2))
    return " ".join(words)


def timed(name: str, question: Callable[[], Any], times: int = 200) -> None:
    """Put a question often and print the median and the 95th percentile, in processor time."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        question()
        seconds.append(time.process_time() - start)
    seconds.sort()
    print(f"  {name:42} median {1000 * seconds[times // 2]:7.1f} ms   p95 {1000 * seconds[int(times * 0.95)]:7.1f} ms")


def loop() -> float:
    """Milliseconds of processor time that a fixed loop takes: how fast this machine is at this moment."""
    start = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return 1000 * (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engagements", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--register", metavar="FILE")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    profile = cProfile.Profile()
    with TemporaryDirectory() as folder:
        where = options.register or Path(folder) / "entente.db"
        with Register(where) as register:
            made = documents(max(options.engagements))
            told = 0
            for size in sorted(options.engagements):
                if options.profile:
                    profile.enable()
                told += _fill(register, made, size - told)
                profile.disable()
                print(", ".join(f"{value:,} {part}" for part, value in register.counts().items()))
                _ask(register)
                size_of_file = register.database.size_bytes() / 1e6
                print(f"  file {size_of_file:,.0f} MB · memory {own_peak():,.0f} MB", flush=True)
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _fill(register: Register, made: Iterator[bytes], engagements: int) -> int:
    """Add documents until so many engagements more are told; how many were."""
    told = number = 0
    busy, began, loops = 0.0, time.monotonic(), []
    while told < engagements and (batch := [Arrival(record=body) for body in islice(made, AT_ONCE)]):
        loops.append(loop())
        start = time.process_time()
        register.add(batch)
        busy += time.process_time() - start
        number += len(batch)
        told += sum(body.record.count(b'"status":') for body in batch)
    passed = time.monotonic() - began
    print(
        f"{told:,} engagements more: {number:,} documents, {number / busy:,.0f} a second of one core, matching on; "
        f"{number / passed:,.0f} a second by the clock; the loop took {sum(loops) / len(loops):.0f} ms"
    )
    return told


def _ask(register: Register) -> None:
    random = Random(1)
    person = next(register.everything("people"))
    timed("partner page: latest 50 of one", lambda: register.between(random.choice(COUNTRIES)))
    timed("two partners", lambda: register.between(*random.sample(COUNTRIES, 2)))
    timed(
        "timeline: two partners, ten years",
        lambda: register.between(*random.sample(COUNTRIES, 2), since="2010", until="2019"),
    )
    timed("search: a word", lambda: register.search(random.choice(WORDS)))
    timed("its facets of topic, city and so on", lambda: register.labels(random.choice(WORDS)))
    timed("all facets, nothing narrowed", lambda: (register.search(""), register.labels()))
    timed("search: two words, a kind, a partner", lambda: register.search("police rabat", kind="meeting", country="MA"))
    timed("search: everything of a year", lambda: register.search("", since="2015", until="2015"))
    timed("people by name", lambda: register.search(person.name, part="people"))
    timed("one engagement by its id", lambda: register.known(register.between(COUNTRIES[0], most=1)[0].id))
    timed("calendar ahead", lambda: register.ahead("2020-06-01"))
    timed("commitments overdue", lambda: register.commitments(overdue_on="2015-01-01"))


if __name__ == "__main__":
    main()
