"""How do Entente's records compare with the gold standard records of PLOVER, the ontology of event data?

    python benchmarks/plover.py COPY_OF_openeventdata/PLOVER [--errors]

Only the text of each gold record is read. What Entente tells of it becomes PLOVER events by the crosswalk below, and
is compared on the event and on the countries of its sides. Entente reads security cooperation: cooperative records of
other contexts are counted apart, and every event read in a record of conflict is a false alarm. Nothing is
downloaded: the gold (CC BY-SA 4.0) is `gold_standard_records/PLOVER_GSR_CAMEO.txt` of the copy.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from entente import pipeline
from entente.model.record import Record

GOLD = "gold_standard_records/PLOVER_GSR_CAMEO.txt"
PLACEHOLDER = "2000-01-01"
"""The date of gold records whose day nobody knows."""
COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID")
IN_SCOPE = {
    "military",
    "legal",
    "intelligence",
    "terrorism",
    "crime",
    "drugs",
    "trafficking",
    "cyber",
    "refugee",
    "refugees",
}
"""Contexts of PLOVER's that are about security or those who provide it."""
CODES = Path(__file__).parent / "plover-countries.tsv"
"""The gold's codes of countries with ours."""
EVENTS = {
    "visit": "CONSULT",
    "meeting": "CONSULT",
    "call": "CONSULT",
    "gathering": "CONSULT",
    "signing": "SUPPORT",
    "honour": "SUPPORT",
    "training": "COOPERATE",
    "exercise": "COOPERATE",
    "operation": "COOPERATE",
    "handover": "COOPERATE",
    "assistance": "AID",
}
"""What our kinds are in PLOVER; what is only planned or promised is AGREE."""


class Event(NamedTuple):
    """An event as both tell it: its PLOVER class and the countries (ISO 3166-1 alpha-2) of its sides."""

    name: str
    countries: frozenset[str]


class Gold(NamedTuple):
    """A gold record."""

    id: str
    text: str
    published: str | None
    event: Event
    in_scope: bool


def main() -> None:
    options = arguments()
    golds = gold_records(json.loads((options.copy / GOLD).read_text("utf-8")))
    said = {g.id: events(pipeline.read(g.text, published=g.published, language="en")) for g in golds}
    for title, scope in (("cooperative, about security", True), ("cooperative, about something else", False)):
        show(title, [g for g in golds if g.event.name in COOPERATIVE and g.in_scope is scope], said, options.errors)
    others = [g for g in golds if g.event.name not in COOPERATIVE]
    alarms = [g for g in others if said[g.id]]
    print(f"\nconflict: {len(others)} records, events read in {len(alarms)}")
    for gold in alarms if options.errors else []:
        print(f"  {gold.id}: {names(said[gold.id])}: {gold.text}")


def gold_records(rows: list[dict[str, Any]]) -> list[Gold]:
    """The gold records, without the one that documents the file."""
    lines = CODES.read_text("utf-8").splitlines()
    codes = dict(line.split("\t") for line in lines if not line.startswith("#"))
    golds = []
    for row in rows:
        if row["event"] == "DOCUMENT":
            continue
        sides = [actor for key in ("source", "target") for actor in row.get(key) or [] if isinstance(actor, dict)]
        countries = frozenset(codes[code] for actor in sides if (code := actor.get("code")) in codes)
        date = None if row.get("date") == PLACEHOLDER else row.get("date")
        in_scope = bool(IN_SCOPE & set((row.get("context") or "").split(", ")))
        golds.append(Gold(row["id"], row["text"], date, Event(row["event"], countries), in_scope))
    return golds


def events(record: Record) -> set[Event]:
    """What a record tells, as PLOVER events."""
    found = set()
    for engagement in record.engagements:
        name = "AGREE" if engagement.status == "planned" else EVENTS[engagement.kind]
        sides = {*engagement.countries, *(p.country for p in engagement.participants if p.country)}
        found.add(Event(name, frozenset(sides)))
    for commitment in record.commitments:
        if commitment.kind != "appeal":
            found.add(Event("AGREE", frozenset([*commitment.parties, *commitment.towards])))
    return found


def show(title: str, golds: list[Gold], said: dict[str, set[Event]], errors: bool) -> None:
    """Precision and recall over some gold records, on the event alone and on event and countries."""
    print(f"\n{title:34} gold  said  event  and countries")
    rows: Counter[tuple[str, str]] = Counter()
    for gold in golds:
        found = said[gold.id]
        rows[gold.event.name, "gold"] += 1
        for event in found:
            rows[event.name, "said"] += 1
        rows[gold.event.name, "event"] += any(event.name == gold.event.name for event in found)
        rows[gold.event.name, "both"] += gold.event in found
        if errors and gold.event not in found:
            print(f"  {gold.id}: {names(found)}: {gold.text}")
    total = Counter[str]()
    for name in COOPERATIVE:
        print(f"  {name:32}" + "".join(f"{rows[name, key]:6}" for key in ("gold", "said", "event", "both")))
        for key in ("gold", "said", "event", "both"):
            total[key] += rows[name, key]
    print(f"  {'all':32}" + "".join(f"{total[key]:6}" for key in ("gold", "said", "event", "both")))
    for key, what in (("event", "event"), ("both", "event and countries")):
        precision, recall = total[key] / max(1, total["said"]), total[key] / max(1, total["gold"])
        print(f"  {what}: precision {precision:.3f}, recall {recall:.3f}")


def names(found: set[Event]) -> str:
    """Events in a line."""
    return "; ".join(sorted(f"{e.name} {'-'.join(sorted(e.countries))}" for e in found)) or "nothing"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare Entente with PLOVER's gold standard records.")
    parser.add_argument("copy", type=Path, help="folder of a copy of the repository openeventdata/PLOVER")
    parser.add_argument("--errors", action="store_true", help="show each record whose event or countries differ")
    return parser.parse_args()


if __name__ == "__main__":
    main()
