"""The commands that ask: `show`, `search`, `people`, `commitments`, `calendar`, `groups`, `history`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from entente.cli import naming
from entente.cli.page import DIM, count
from entente.cli.register.cards import Cards, heading, listed, printed
from entente.cli.register.opening import country, day, opened, print_json, today
from entente.cli.terminal import SEPARATOR, clean
from entente.errors import BadField
from entente.model.known import KnownEngagement, KnownPerson
from entente.registering import Register


def show(options: argparse.Namespace) -> int:
    """What a partner, two partners, or one thing by its id stands for."""
    if len(options.who) > 2:
        raise BadField("show: one country, two countries, or one id")
    with opened(options) as register:
        if len(options.who) == 1 and naming.country_code(options.who[0]) is None:
            return _one(register, options)
        one, other = [*map(country, options.who), None][:2]
        since, until = day(options.since, "--since"), day(options.until, "--until")
        found = register.between(str(one), other, since=since, until=until, most=options.most)
        if options.json:
            print_json(found)
            return 0
        names = SEPARATOR.join(naming.country(code) for code in (one, other) if code)
        facts = [count(len(found), "engagement", "engagements") or "nothing is known of that", _window(options)]
        printed(_cards(register, names, facts, found))
    return 0


def _one(register: Register, options: argparse.Namespace) -> int:
    known = register.known(options.who[0])
    of = register.engagements_of(known.id) if isinstance(known, KnownPerson) else []
    if options.json:
        print_json([known])
        return 0
    cards = _with(register)
    parts: list[RenderableType] = []
    if isinstance(known, KnownEngagement):
        parts.append(cards.engagement(known))
    elif isinstance(known, KnownPerson):
        parts += [cards.person(known), "", listed(of)]
    else:
        parts.append(listed([known]))
    printed(parts)
    return 0


def search(options: argparse.Namespace) -> int:
    """What holds the words, and how many there are of each kind."""
    with opened(options) as register:
        found, facets = register.search(
            " ".join(options.words),
            part=None if options.part == "all" else options.part,
            kind=options.kind,
            status=options.status,
            country=country(options.country) if options.country else None,
            since=day(options.since, "--since"),
            until=day(options.until, "--until"),
            most=options.most,
        )
        if options.json:
            print_json([*found, {"facets": facets}] if options.facets else found)
            return 0
        total = sum(facets["part"].values())
        parts: list[RenderableType] = [heading(" ".join(options.words), [f"{total:,} found", _window(options)])]
        parts += [_facet(name, counted) for name, counted in facets.items() if len(counted) > 1]
        printed([*parts, "", listed(found)])
    return 0


def people(options: argparse.Namespace) -> int:
    """People by their names, with posts and what they took part in."""
    with opened(options) as register:
        found, _ = register.search(" ".join(options.name), part="people", most=options.most)
        if options.json:
            print_json(found)
            return 0
        cards = _with(register)
        parts: list[RenderableType] = [heading(" ".join(options.name) or "people", [f"{len(found):,} found"])]
        if len(found) > 5:
            parts.append(listed(found))
        else:
            for person in found:
                parts += ["", cards.person(person), listed(register.engagements_of(person.id, 12))]
        printed(parts)
    return 0


def commitments(options: argparse.Namespace) -> int:
    """What was promised, by its deadline."""
    with opened(options) as register:
        now = today(options)
        found = register.commitments(
            overdue_on=now if options.overdue else None,
            open_on=now if options.open else None,
            country=country(options.country) if options.country else None,
            kind=options.kind,
            most=options.most,
        )
        if options.json:
            print_json(found)
            return 0
        cards = _with(register)
        facts = ["open" if options.open else "", f"overdue on {now}" if options.overdue else ""]
        parts: list[RenderableType] = [heading("commitments", [f"{len(found):,}", *facts])]
        for known in found:
            parts += ["", cards.commitment(known, () if options.open else register.follow_ups(known, now, 3))]
        printed(parts)
    return 0


def calendar(options: argparse.Namespace) -> int:
    """What is ahead."""
    with opened(options) as register:
        now = today(options)
        found = register.ahead(now, country=country(options.country) if options.country else None, most=options.most)
        if options.json:
            print_json(found)
            return 0
        printed(_cards(register, f"ahead of {now}", [count(len(found), "engagement", "engagements")], found))
    return 0


def groups(options: argparse.Namespace) -> int:
    """What is one and the same, as `document#id`."""
    with opened(options) as register:
        found = register.groups()
        if options.json:
            print(json.dumps(found, ensure_ascii=False, indent=1))
            return 0
        lines: list[RenderableType] = []
        for part, some in found.items():
            lines.append(heading(part, [f"{len(some):,} told by more than one document"]))
            lines += [Text(SEPARATOR.join(map(clean, group))) for group in some]
        printed(lines)
    return 0


def history(options: argparse.Namespace) -> int:
    """Every decision, or how one thing came to be what it is."""
    with opened(options) as register:
        made = register.decisions(all=True)
        stands = {decision.number for decision in register.decisions()}
        judged: list[dict[str, Any]] = []
        if options.id:
            known = register.known(options.id)
            mentions = register.mentions_of(known.id)
            judged = register.judgements(known.id)
            targets = {str(d.number) for d in made if d.one in mentions or d.other in mentions}
            made = [d for d in made if str(d.number) in targets or (d.verdict == "undo" and d.one in targets)]
        if options.json:
            print_json([*made, *judged])
            return 0
        parts: list[RenderableType] = [heading(options.id or "decisions", [f"{len(made):,} decisions"])]
        for d in made:
            what = [register.label(end) for end in (d.one, d.other) if end] if d.verdict != "undo" else [f"of {d.one}"]
            change = f" {d.field} = {d.value}" if d.field else ""
            line = Text.assemble(
                (f"{d.number:>4} ", DIM), (d.verdict, "bold"), f"  {clean(SEPARATOR.join(what) + change)}"
            )
            line.append(f"  {clean(d.author)} {d.at}" + (f"  {clean(d.reason)}" if d.reason else ""), DIM)
            if d.verdict != "undo" and d.number not in stands:
                line.append("  taken back", "yellow")
            parts.append(line)
        if judged:
            parts += ["", heading("what matching says", [f"{len(judged):,} comparisons"])]
            parts += [_judgement(one) for one in judged]
        printed(parts)
    return 0


def _judgement(judged: dict[str, Any]) -> Text:
    colour = {"same": "green", "unsure": "yellow"}.get(judged["verdict"], "red")
    line = Text.assemble((f"{judged['verdict']:9}", colour), f" {judged['score']:.2f}  ")
    line.append(clean(f"{judged['one']} · {judged['other']}"))
    return line.append("\n    " + clean("; ".join(judged["reasons"])), DIM)


def _cards(
    register: Register, title: str, facts: Sequence[str], found: Sequence[KnownEngagement]
) -> Iterator[RenderableType]:
    cards = _with(register)
    yield heading(title, facts)
    for known in found:
        yield ""
        yield cards.engagement(known)


def _with(register: Register) -> Cards:
    from entente.cli.page import console

    return Cards(register.quote, console().width)


def _window(options: argparse.Namespace) -> str:
    return SEPARATOR.join(f"{name} {value}" for name in ("since", "until") if (value := getattr(options, name, None)))


def _facet(name: str, counted: dict[str, int]) -> Text:
    words = [f"{naming.country(key) if name == 'country' else key} {number:,}" for key, number in counted.items()]
    return Text.assemble((f"{name:9}", f"bold {DIM}"), clean(SEPARATOR.join(words[:10])))
