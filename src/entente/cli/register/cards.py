"""What is known, as cards and lines in the terminal: each value with the documents that say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from entente.cli import naming
from entente.cli.dates import in_words
from entente.cli.page import DIM, NARROW, QUOTE, SIGN, STATUS, Bar, Row, console, dots, labelled
from entente.cli.quoting import shortened
from entente.cli.terminal import SEPARATOR, clean
from entente.model.known import (
    KnownBody,
    KnownCommitment,
    KnownDocument,
    KnownEngagement,
    KnownParty,
    KnownPerson,
    Said,
    Value,
)

Known = KnownEngagement | KnownPerson | KnownBody | KnownCommitment | KnownDocument
Quote = Callable[[str, Sequence[tuple[int, int]]], str]
MOST_NAMED = 3
QUOTE_LENGTH = 150


class Cards:
    """Cards for one width; `quote` gives the words of a document at spans."""

    def __init__(self, quote: Quote, width: int) -> None:
        self.quote, self.wide = quote, width >= NARROW

    def engagement(self, known: KnownEngagement) -> RenderableType:
        parts: list[RenderableType] = [self._headline(known)]
        if known.name:
            parts.append(Text(clean(known.name), style="bold"))
        words = self._words(known.values.get("kind", []))
        if words:
            parts.append(Text(words, style=QUOTE))
        parts.append(self._rows(self._facts(known)))
        return Bar(Group(*parts), STATUS.get(known.status, ""))

    def person(self, known: KnownPerson) -> RenderableType:
        title = Text(clean(known.name), style="bold")
        if known.latin:
            title.append(f"  {clean(known.latin)}", "not bold")
        if known.country:
            title.append(f" · {naming.country(known.country)}", "not bold")
        return Bar(Group(_line(title, known.id), self._rows(self._person_facts(known))), "blue")

    def commitment(self, known: KnownCommitment, later: Sequence[KnownEngagement] = ()) -> RenderableType:
        """`later` are engagements that may have followed from it."""
        parties = SEPARATOR.join(naming.country(clean(one)) for one in known.parties)
        title = Text.assemble((known.kind.upper(), "bold yellow"), "  ", (parties, "bold"))
        if known.towards:
            title.append(" → " + SEPARATOR.join(naming.country(clean(one)) for one in known.towards), "bold")
        rows: list[Row] = []
        if known.when:
            rows.append(("when", _when(known.when), ""))
        if known.topics:
            rows.append(("about", dots(map(naming.topic, known.topics)), ""))
        label = "perhaps"
        for one in later:
            rows.append((label, Text(f"{one.kind} {one.when or ''}  {clean(one.name or '')}"), one.id))
            label = ""
        rows.append(("told by", self._told_by(known.documents), ""))
        return Bar(Group(_line(title, known.id), Text(clean(known.what)), self._rows(rows)), "yellow")

    def _headline(self, known: KnownEngagement) -> RenderableType:
        colour = STATUS.get(known.status, "")
        title = Text.assemble(
            (known.kind.upper(), f"bold {colour}"), "  ", (f"{SIGN.get(known.status, '')} {known.status}", colour)
        )
        if known.countries:
            title.append("   " + SEPARATOR.join(map(naming.country, known.countries)), "bold")
        return _line(title, known.id)

    def _facts(self, known: KnownEngagement) -> Iterator[Row]:
        label = "who"
        for party in known.participants:
            yield label, _party(party), self._who_says(party.said, len(known.documents))
            label = ""
        if known.place:
            yield from self._ranked("where", known.values.get("place", []), lambda value: Text(_place(value)), known)
        yield from self._ranked("when", known.values.get("when", []), _when, known)
        if known.announced and known.status != "planned":
            yield "announced", Text(in_words(known.announced)), ""
        others = known.values.get("status", [])[1:]
        if others:
            yield (
                "also said",
                dots(value.value for value in others),
                self._who_says(others[0].said, len(known.documents)),
            )
        if known.topics:
            yield "about", dots(map(naming.topic, known.topics)), ""
        for label, id in (("occasion", known.occasion), ("part of", known.part_of)):
            if id:
                yield label, Text(id, style=DIM), ""
        if known.sources:
            yield "says", dots(map(clean, known.sources)), ""
        told_by = self._told_by(known.documents)
        if known.copies:
            voices = len(known.documents) - sum(len(story) - 1 for story in known.copies)
            copies = "; ".join(" = ".join(map(clean, story)) for story in known.copies)
            told_by.append(f"{SEPARATOR}{voices} of their own, copies: {copies}")
        if not any(said.spans for values in known.values.values() for value in values for said in value.said):
            told_by.append(f"{SEPARATOR}unanchored")
        yield "told by", told_by, SEPARATOR.join(map(clean, known.publishers))

    def _ranked(
        self, label: str, values: Sequence[Value], shown: Callable[[Any], Text], known: KnownEngagement
    ) -> Iterator[Row]:
        """The preferred value with who decided or says so, the others under it."""
        for value in values:
            line = shown(value.value)
            if value.rank == "other":
                line.stylize(DIM)
            if value.author:
                line.append(f"  set by {clean(value.author)}", "magenta")
            yield label, line, self._who_says(value.said, len(known.documents))
            label = ""

    def _person_facts(self, known: KnownPerson) -> Iterator[Row]:
        label = "post"
        for post in known.posts:
            line = Text(clean(post.title))
            if post.body and clean(post.body) not in clean(post.title):
                line.append(f"  {clean(post.body)}", DIM)
            days = [in_words(day) for day in (post.first, post.last) if day]
            yield label, line, " – ".join(dict.fromkeys(days))
            label = ""
        names = [value.value for value in known.values.get("name", [])][1:]
        if names:
            yield "also", dots(map(clean, names)), ""
        yield "told by", self._told_by(known.documents), ""

    def _words(self, values: Sequence[Value]) -> str:
        for said in (said for value in values for said in value.said):
            words = clean(self.quote(said.document, said.spans))
            if words:
                return f"«{shortened(words, QUOTE_LENGTH)}»"
        return ""

    def _who_says(self, said: Sequence[Said], of: int) -> str:
        """The documents that say something, where not all do."""
        names = sorted({one.document for one in said})
        return "" if of == len(names) else _named(names)

    def _told_by(self, documents: Sequence[str]) -> Text:
        return Text(_named(documents, 8), style=DIM)

    def _rows(self, rows: Iterable[Row]) -> RenderableType:
        return labelled(rows, self.wide, DIM, (13, 6))


def line(known: Known) -> tuple[str, str, str, str]:
    """A known thing on one line: when, what, who, its id."""
    if isinstance(known, KnownEngagement):
        what = f"{SIGN.get(known.status, ' ')} {known.kind}"
        people = [party.name for party in known.participants if party.person][:MOST_NAMED]
        who = SEPARATOR.join(map(naming.country, known.countries))
        about = SEPARATOR.join(filter(None, [known.name, ", ".join(people)]))
        return known.when or "", what, f"{who}  {about}", known.id
    if isinstance(known, KnownCommitment):
        who = SEPARATOR.join(naming.country(one) for one in known.parties)
        return known.when or "", known.kind, f"{who}  {shortened(known.what, 90)}", known.id
    if isinstance(known, KnownDocument):
        about = SEPARATOR.join(filter(None, [known.id, known.title, known.publisher]))
        return known.published or "", "document", about, known.key
    posts = SEPARATOR.join(post.title for post in known.posts[-1:]) if isinstance(known, KnownPerson) else ""
    name = known.name if not known.latin else f"{known.name} ({known.latin})"
    about = SEPARATOR.join(filter(None, [name, naming.country(known.country), posts]))
    return "", "person" if isinstance(known, KnownPerson) else "body", about, known.id


def listed(things: Iterable[Known]) -> RenderableType:
    """A line for each thing."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(no_wrap=True, style=DIM, min_width=10)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    grid.add_column(no_wrap=True, style=DIM)
    for thing in things:
        when, what, about, id = line(thing)
        status = thing.status if isinstance(thing, KnownEngagement) else ""
        grid.add_row(clean(when), Text(what, STATUS.get(status, "yellow")), clean(about), id)
    return Bar(grid, "", "")


def heading(title: str, facts: Iterable[str]) -> RenderableType:
    """The title of an answer with what is counted below it."""
    return Group(Bar(Text(clean(title), style="bold"), "", ""), Bar(dots(facts, DIM), "", ""), Rule(style=DIM))


def printed(parts: Iterable[RenderableType]) -> None:
    """Print what makes an answer."""
    out = console()
    for part in parts:
        out.print(part)


def _party(party: KnownParty) -> RenderableType:
    name = naming.country(party.name) if party.name == party.country else party.name
    text = Text(clean(name), style="bold" if party.person or party.body else "")
    if party.country and party.name != party.country:
        text.append(f" · {naming.country(party.country)}", "not bold")
    after = [party.role] if party.role != "participant" else []
    if party.leads_delegation:
        after.append("heads the delegation")
    if after:
        text.append(f"  {', '.join(after)}", "not bold magenta")
    if not party.post:
        return text
    return Group(text, Text(clean(party.post), DIM, no_wrap=True, overflow="ellipsis"))


def _when(value: str) -> Text:
    return Text(in_words(clean(value))).append(f"  {clean(value)}", DIM)


def _place(place: Mapping[str, Any]) -> str:
    country = naming.country(place.get("country"))
    parts = dict.fromkeys(filter(None, [place.get("name"), place.get("city"), country]))
    return clean(", ".join(parts))


def _line(title: Text, id: str) -> RenderableType:
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", style=DIM, no_wrap=True)
    grid.add_row(title, id)
    return grid


def _named(names: Sequence[str], most: int = MOST_NAMED) -> str:
    more = f" +{len(names) - most}" if len(names) > most else ""
    return SEPARATOR.join(map(clean, names[:most])) + more
