"""A record as a page in the terminal: engagements as cards, each value with the words that say it.

Colours only where a person looks (rich leaves them out of pipes, and heeds NO_COLOR); nothing of the document
reaches the terminal uncleaned, and right-to-left words are isolated line by line, after the layout.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from entente.cli import naming
from entente.cli.dates import in_words
from entente.cli.quoting import around, quote, shortened
from entente.cli.terminal import SEPARATOR, clean, isolated
from entente.model.record import Commitment, Engagement, Participant, Person, Record, Source, Span

WIDEST, NARROW, PIPED = 118, 92, 100  # columns: the page's most; below it words stand under values; in pipes
LABEL_WIDTH = 9
STATUS = {"held": "green", "ongoing": "cyan", "planned": "yellow", "cancelled": "red"}
SIGN = {"held": "●", "ongoing": "◐", "planned": "○", "cancelled": "×"}
QUOTE = "italic bright_black"
DIM = "bright_black"

Row = tuple[str, RenderableType, str]
"""A label, a value, and the words that say it."""


def show(record: Record, text: str, *, after_another: bool = False) -> None:
    """Print the page on standard output; `text` is the stored text that the spans count in, or empty."""
    out = console()
    if after_another:
        out.print()
    out.print(page(record, text, out.width))


def console() -> Console:
    """A console on standard output, as wide as the page may be."""
    out = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not out.is_terminal and "COLUMNS" not in os.environ:
        out.width = PIPED
    out.width = max(40, min(out.width, WIDEST))
    return out


def page(record: Record, text: str, width: int) -> RenderableType:
    """The whole page for a width in columns."""
    return Group(*_Page(record, text, width).parts())


class Bar:
    """A block behind a coloured bar; here each finished line has its right-to-left words isolated."""

    def __init__(self, body: RenderableType, style: str, bar: str = "┃ ", indent: int = 0) -> None:
        self.body, self.style, self.bar, self.indent = body, style, bar, indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = " " * self.indent
        inner = options.update(width=options.max_width - len(self.bar) - self.indent)
        for line in console.render_lines(self.body, inner, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            yield Segment(margin + self.bar.rstrip() if not line else margin + self.bar, Style.parse(self.style))
            for at, segment in enumerate(line):
                words = segment.text.rstrip() if at == len(line) - 1 else segment.text
                yield Segment(isolated(words), segment.style, segment.control)
            yield Segment.line()


class _Page:
    """The parts of one page, in reading order."""

    def __init__(self, record: Record, text: str, width: int) -> None:
        self.record, self.text, self.wide = record, text, width >= NARROW
        self.people = {person.id: person for person in record.people}
        self.bodies = {body.id: body for body in record.bodies}
        self.engagements = {engagement.id: engagement for engagement in record.engagements}
        self.sources = {source.id: source for source in record.sources}

    def parts(self) -> Iterator[RenderableType]:
        yield from self.head()
        for engagement, depth in self.nested():
            yield ""
            yield Bar(self.card(engagement), STATUS[engagement.status], indent=3 * depth)
        loose = [c for c in self.record.commitments if c.engagement not in self.engagements]
        if loose:
            yield from self.section("also committed", self.commitments(loose))
        if self.record.people:
            yield from self.section("people", self.rows(self.person(person) for person in self.record.people))
        if self.record.bodies:
            yield from self.section("bodies", self.rows(self.body_rows()))
        if self.record.sources:
            yield from self.section("sources", self.rows(map(self.source, self.record.sources)))

    def head(self) -> Iterator[RenderableType]:
        about = self.record.document
        first = next((line for line in self.text.splitlines() if line.strip()), about.id)
        title = Text(shortened(clean(about.title or first), 2 * NARROW), style="bold")
        facts = [
            in_words(about.published) if about.published else "no date given",
            about.publisher,
            about.language,
            about.id,
            about.url,
        ]
        yield Bar(title, "", "")
        yield Bar(dots(facts, DIM), "", "")
        yield Rule(style=DIM)
        yield Bar(self.numbers(), "", "")
        anchored = self.text and any(thing.evidence for thing in self.record.engagements)
        if self.record.engagements and not anchored:
            yield Text("Unanchored: the record does not say where in its text the facts stand.", style="yellow")

    def numbers(self) -> Text:
        record = self.record
        numbers = [
            count(len(record.engagements), "engagement", "engagements"),
            count(len(record.commitments), "commitment", "commitments"),
            count(len(record.people), "person", "people"),
            count(len(record.bodies), "body", "bodies"),
            count(len(record.sources), "source", "sources"),
        ]
        if not record.engagements and not record.commitments:
            return Text("No engagement on security between countries is stated here.", style="bold")
        return dots(numbers)

    def nested(self) -> Iterator[tuple[Engagement, int]]:
        """Engagements in the order of the record, each followed by those that are part of it."""
        inside: dict[str, list[Engagement]] = {}
        for engagement in self.record.engagements:
            inside.setdefault(engagement.part_of or "", []).append(engagement)
        seen: set[str] = set()

        def walk(engagement: Engagement, depth: int) -> Iterator[tuple[Engagement, int]]:
            if engagement.id not in seen:
                seen.add(engagement.id)
                yield engagement, min(depth, 2)
                for part in inside.get(engagement.id, []):
                    yield from walk(part, depth + 1)

        for engagement in self.record.engagements:
            if engagement.part_of not in self.engagements:
                yield from walk(engagement, 0)
        for engagement in self.record.engagements:  # what is left is part of itself
            yield from walk(engagement, 0)

    def card(self, engagement: Engagement) -> RenderableType:
        parts: list[RenderableType] = [self.headline(engagement)]
        if engagement.name:
            parts.append(Text(clean(engagement.name), style="bold"))
        if self.text and engagement.evidence:
            parts.append(self.saying(engagement))
        parts.append(self.rows(self.facts(engagement)))
        made = [c for c in self.record.commitments if c.engagement == engagement.id]
        if made:
            parts.append(self.commitments(made))
        return Group(*parts)

    def saying(self, engagement: Engagement) -> Text:
        """The sentence that makes the engagement, the words that announce it brought out."""
        span = engagement.evidence[0]
        focus = next((x for x in engagement.spans.get("kind", []) if span[0] <= x[0] and x[1] <= span[1]), None)
        before, said, after = around(self.text, span, focus or (span[0], span[0]))
        if isolated(before + said + after) != before + said + after:  # parts would come in the wrong order
            return Text(before + said + after, QUOTE)
        return Text.assemble((before, QUOTE), (said, "italic"), (after, QUOTE))

    def headline(self, engagement: Engagement) -> RenderableType:
        colour = STATUS[engagement.status]
        title = Text.assemble(
            (engagement.kind.upper(), f"bold {colour}"),
            "  ",
            (f"{SIGN[engagement.status]} {engagement.status}", colour),
        )
        if engagement.countries:
            title.append("   " + SEPARATOR.join(map(naming.country, engagement.countries)), "bold")
        line = Table.grid(expand=True)
        line.add_column(ratio=1)
        line.add_column(justify="right", style=DIM, no_wrap=True)
        line.add_row(title, clean(engagement.id))
        return line

    def facts(self, engagement: Engagement) -> Iterator[Row]:
        spans = engagement.spans
        label = "who"
        for participant in engagement.participants:
            yield label, self.participant(participant), quote(self.text, participant.evidence)
            label = ""
        if engagement.place and (engagement.place.name or engagement.place.country):
            yield "where", self.place(engagement), quote(self.text, spans.get("place", []))
        if engagement.when:
            when = Text(in_words(clean(engagement.when)))
            when.append(f"  {clean(engagement.when)}", DIM)
            yield "when", when, quote(self.text, spans.get("when", []))
        for label, field, id in (
            ("occasion", "occasion", engagement.occasion),
            ("part of", "part_of", engagement.part_of),
        ):
            if id in self.engagements:
                yield label, self.reference(self.engagements[id]), quote(self.text, spans.get(field, []))
        label = "about"
        for words, topics in groupby(engagement.topics, lambda code: quote(self.text, spans.get(f"topics.{code}", []))):
            yield label, dots(map(naming.topic, topics)), words
            label = ""
        names = [self.sources[id].name for id in engagement.sources if id in self.sources]
        if names:
            yield "says", dots(map(clean, names)), quote(self.text, spans.get("sources", []))

    def participant(self, participant: Participant) -> RenderableType:
        line = Text()
        after: list[str] = []
        person = self.people.get(participant.person or "")
        body = self.bodies.get(participant.body or "")
        country = naming.country(participant.country)
        if person:
            line.append(clean(person.latin or person.name), "bold")
        elif body:
            line.append(clean(body.name), "bold")
        elif participant.group:
            line.append(clean(participant.group), "default")
        else:
            line.append(country or "–")
            country = ""
        if country:
            line.append(f" · {country}")
        if participant.role != "participant":
            after.append(participant.role)
        if participant.leads_delegation:
            after.append("heads the delegation")
        if after:
            line.append(f"  {', '.join(after)}", "magenta")
        if not person or not person.posts:
            return line
        return Group(line, Text(clean(person.posts[0].title), DIM, no_wrap=True, overflow="ellipsis"))

    def place(self, engagement: Engagement) -> Text:
        place = engagement.place
        assert place is not None
        name = place.name or place.city or ""
        country = naming.country(place.country)
        parts = [clean(name)] if name else []
        if place.city and place.city not in name:
            parts.append(clean(place.city))
        if country and country != name:
            parts.append(country)
        line = Text()
        for at, part in enumerate(parts):
            line.append(", " if at else "").append(part, "default")  # a style of its own: isolated by itself
        if place.lat is not None and place.lon is not None:
            line.append(f"  {place.lat:.2f}, {place.lon:.2f}", DIM)
        return line

    def reference(self, engagement: Engagement) -> Text:
        what = engagement.name or " – ".join(map(naming.country, engagement.countries))
        line = Text(f"{engagement.kind} {clean(engagement.id)}", style=STATUS[engagement.status])
        return line.append(f"  {clean(what)}", "default")

    def commitments(self, commitments: Sequence[Commitment]) -> RenderableType:
        return self.rows(row for made in commitments for row in self.commitment(made))

    def commitment(self, made: Commitment) -> Iterator[Row]:
        parties = SEPARATOR.join(map(self.party, made.parties))
        if made.towards:
            parties += " → " + SEPARATOR.join(map(self.party, made.towards))
        line = Text(parties, style="bold")
        line.append(f"\n{clean(made.what)}", "not bold")
        details = [naming.topic(code) for code in made.topics]
        if made.when:
            details.append(in_words(clean(made.when)))
        if details:
            line.append("\n" + " · ".join(details), Style(bold=False, color=DIM))
        spans: list[Span] = made.spans.get("what") or made.evidence
        yield made.kind, line, quote(self.text, spans, 160)

    def party(self, name: str) -> str:
        body = self.bodies.get(name)
        return clean(body.name) if body else naming.country(clean(name))

    def person(self, person: Person) -> Row:
        line = Text(clean(person.name), style="bold")
        if person.latin:
            line.append(f"  {clean(person.latin)}", "not bold")
        if person.country:
            line.append(f" · {naming.country(person.country)}", "not bold")
        for post in person.posts:
            line.append(f"\n{clean(post.title)}", Style(bold=False))
            body = self.bodies.get(post.body or "")
            if body and clean(body.name) not in clean(post.title):
                line.append(f"  {clean(body.name)}", Style(bold=False, color=DIM))
        return person.id, line, quote(self.text, person.evidence)

    def body_rows(self) -> Iterator[Row]:
        for body in self.record.bodies:
            line = Text(clean(body.name))
            if body.country:
                line.append(f" · {naming.country(body.country)}")
            yield body.id, line, quote(self.text, body.evidence)

    def source(self, source: Source) -> Row:
        line = Text(clean(source.name))
        line.append(f"  {source.kind}", "magenta")
        return source.id, line, quote(self.text, source.evidence)

    def rows(self, rows: Iterable[Row]) -> RenderableType:
        return labelled(rows, self.wide, QUOTE, (11, 9))

    def section(self, name: str, body: RenderableType) -> Iterator[RenderableType]:
        yield ""
        yield Rule(Text(name, style="bold"), align="left", style=DIM)
        yield Bar(Padding(body, 0), "", "  ")


def labelled(rows: Iterable[Row], wide: bool, style: str, ratios: tuple[int, int]) -> RenderableType:
    """Label, value and the words behind it, in their own style: beside the value on a wide page, else under it."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=LABEL_WIDTH, style="bold bright_black", no_wrap=True)
    grid.add_column(ratio=ratios[0])
    if wide:
        grid.add_column(ratio=ratios[1], style=style)
    for label, value, words in rows:
        if wide:
            grid.add_row(clean(label), value, Text(words))
        else:
            grid.add_row(clean(label), Group(value, Text(words, style=style)) if words else value)
    return grid


def dots(parts: Iterable[str | None], style: str = "") -> Text:
    return Text(SEPARATOR.join(clean(part) for part in parts if part), style=style)


def count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
