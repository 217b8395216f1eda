"""How fast the register is: documents made from the corpus go in with matching on, then questions are put.

    python benchmarks/register.py [--engagements 100000] [--register FILE] [--profile]

Each story of the corpus is told again and again with other people, other days and other partners, by one to three
documents each, which differ in small things as outlets do. Records are given ready-made: reading has its own
benchmark.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from entente.languages.countries import names
from entente.reading.corpus import entries
from entente.reading.records import checked_record
from entente.register import Arrival
from entente.registering import AT_ONCE, Register

COUNTRIES = [code for code in names() if code not in ("AQ", "XK")][::6]
SYLLABLES = [first + last for first in "bdfgklmnrstvz" for last in ("a", "en", "i", "o")]
FIRST_DAY, DAYS = date(2005, 1, 1), 7300


def documents(engagements: int, seed: int = 7) -> Iterator[bytes]:
    """Records until they hold so many engagements."""
    random = Random(seed)
    stories = [entry.gold for entry in entries() if entry.gold["engagements"]]
    made = number = 0
    while made < engagements:
        gold = random.choice(stories)
        shift = random.randrange(DAYS)
        swap = dict(zip(_countries(gold), random.sample(COUNTRIES, 30), strict=False))
        people = {person["id"]: _name(random) for person in gold["people"]}
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            number += 1
            record = _told(gold, f"doc-{number:07}", shift, swap, people, random)
            made += len(record["engagements"])
            yield checked_record(record, record["document"]["id"])
            if made >= engagements:
                return


def _told(
    gold: dict[str, Any], id: str, shift: int, swap: dict[str, str], people: dict[str, str], random: Random
) -> dict[str, Any]:
    """One document of a story: other names and days, and what an outlet leaves out."""
    record = msgspec.json.decode(_swapped(msgspec.json.encode(gold), swap))
    record["document"] |= {"id": id, "published": _moved(record["document"]["published"], shift), "title": None}
    for person in record["people"]:
        person["name"] = people[person["id"]]
        person.pop("aliases", None)
    for thing in (*record["engagements"], *record["commitments"]):
        thing["when"] = _moved(thing.get("when"), shift)
    for engagement in record["engagements"]:
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


def timed(name: str, question: Callable[[], Any], times: int = 40) -> None:
    """Put a question often and print the median and the 95th percentile."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        question()
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    print(f"{name:44} median {1000 * seconds[times // 2]:7.1f} ms   p95 {1000 * seconds[int(times * 0.95)]:7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engagements", type=int, default=100_000)
    parser.add_argument("--register", metavar="FILE")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        where = options.register or Path(folder) / "entente.db"
        with Register(where) as register:
            _fill(register, options)
            _ask(register)
            size = register.database.size_bytes() / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"file {size:,.0f} MB · memory {memory:,.0f} MB")


def _fill(register: Register, options: argparse.Namespace) -> None:
    profile = cProfile.Profile()
    number, busy, last = 0, 0.0, 0.0
    batch: list[Arrival] = []
    if options.profile:
        profile.enable()
    for body in documents(options.engagements):
        batch.append(Arrival(record=body))
        if len(batch) == AT_ONCE:
            start = time.process_time()
            register.add(batch)
            busy += time.process_time() - start
            number += len(batch)
            batch = []
            if number % (AT_ONCE * 40) == 0:
                print(f"  {number:,} documents, {AT_ONCE * 40 / (busy - last):,.0f} a second", file=sys.stderr)
                last = busy
    register.add(batch)
    profile.disable()
    counts = register.counts()
    print(f"added {number:,} documents, {number / busy:,.0f} a second of one core, matching on")
    print(", ".join(f"{value:,} {part}" for part, value in counts.items()))
    if options.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def _ask(register: Register) -> None:
    random = Random(1)
    person = next(register.everything("people"))
    timed("partner page: latest 50 of one", lambda: register.between(random.choice(COUNTRIES)))
    timed("two partners", lambda: register.between(*random.sample(COUNTRIES, 2)))
    timed(
        "timeline: two partners, ten years",
        lambda: register.between(*random.sample(COUNTRIES, 2), since="2010", until="2019"),
    )
    timed("search: a word, all facets", lambda: register.search(random.choice(["ankara", "rabat", "police", "madrid"])))
    timed("search: two words, a kind, a partner", lambda: register.search("police rabat", kind="meeting", country="MA"))
    timed("search: everything of a year", lambda: register.search("", since="2015", until="2015"))
    timed("people by name", lambda: register.search(person.name, part="people"))
    timed("one engagement by its id", lambda: register.known(register.between("MA", most=1)[0].id))
    timed("calendar ahead", lambda: register.ahead("2020-06-01"))
    timed("commitments overdue", lambda: register.commitments(overdue_on="2015-01-01"))


if __name__ == "__main__":
    main()
