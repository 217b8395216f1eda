"""`make demo`: read the corpus into a register, count what was found, show one record, say what to try next."""

from __future__ import annotations

import sys
import time
from collections import Counter
from importlib.resources import files

from entente.cli.page import show
from entente.errors import UnknownLanguage
from entente.reading.corpus import Entry, entries

SHOWN = "fr-02"
FILLED = "demo.db"
PARTS = ("engagements", "commitments", "people", "bodies", "sources")


def main() -> int:
    """Print the demonstration; reads only what comes with the package, writes only `demo.db` in this folder."""
    from entente import pipeline
    from entente.register import Arrival
    from entente.registering import Register

    found: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    documents = 0
    arrivals = []
    started = time.perf_counter()
    for entry in entries():
        try:
            record, text = pipeline.read_stored(entry.text, **entry.description())
        except UnknownLanguage:
            unread[entry.gold["document"]["language"]] += 1
            continue
        arrivals.append(Arrival(record=record.to_json(), text=text))
        documents += 1
        found.update({part: len(getattr(record, part)) for part in PARTS})
    seconds = time.perf_counter() - started
    print(f"Read {documents} documents of the corpus in {seconds:.2f} s and found")
    print("  " + ", ".join(f"{found[part]:,} {part}" for part in PARTS) + ".")
    if unread:
        print("  No pack yet for " + ", ".join(f"{code} ({n})" for code, n in sorted(unread.items())) + ".")
    print(f"\nOne of them, {SHOWN} (its text was written for the corpus; never cite it):\n")
    shown = Entry(SHOWN)
    record, text = pipeline.read_stored(shown.text, **shown.description())
    show(record, text)
    sample = files("entente") / "corpus" / "texts" / f"{SHOWN}.txt"
    published = shown.gold["document"]["published"]
    with Register(FILLED) as register:
        register.add(arrivals)
        known = register.counts()
    print(f"\n{FILLED} is a register of the corpus: {known['engagements']} engagements, what several tell made one.")
    print("\nTry next:")
    print("  make serve                     the register in the browser, on this machine only")
    print(f"  .venv/bin/entente show MA TR --register {FILLED}")
    print(f"  .venv/bin/entente read {sample} --published {published} --json")
    print(f"  .venv/bin/entente explain {sample} --published {published}")
    print("  .venv/bin/entente read YOUR-REPORT.txt --published YYYY-MM-DD")
    print("  make test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
