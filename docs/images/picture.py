"""Draws docs/images/page.svg: the page of a corpus record as a terminal shows it.

    python docs/images/picture.py [--lines N]

Each word is placed by itself, so that every viewer keeps the columns whatever its monospaced font.
"""

from __future__ import annotations

import argparse
import io
import re
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

from entente import pipeline
from entente.cli.page import page
from entente.reading.corpus import Entry

COLUMNS, CELL, LINE, MARGIN, BAR = 112, 8.4, 19, 18, 34
COLOURS = {"green": "#7fc97f", "cyan": "#5ec4d6", "yellow": "#e6c35c", "red": "#e07a7a", "magenta": "#c39ae0"}
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
INK, DIM, PAPER, FRAME = "#e4e6eb", "#8b93a3", "#1b1f27", "#2a303b"


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the page of a record.")
    parser.add_argument("--entry", default="fr-02")
    parser.add_argument("--lines", type=int, default=44, help="lines shown")
    options = parser.parse_args()
    entry = Entry(options.entry)
    record, text, _ = pipeline.read_explained(entry.text, **entry.description())
    console = Console(file=io.StringIO(), width=COLUMNS, force_terminal=True, highlight=False, markup=False)
    lines = console.render_lines(page(record, text, COLUMNS), pad=False)[: options.lines]
    title = f"entente read {options.entry}.txt --published {entry.gold['document']['published']}"
    Path(__file__).with_name("page.svg").write_text(svg(title, lines), "utf-8")


def svg(title: str, lines: list[list[object]]) -> str:
    width = COLUMNS * CELL + 2 * MARGIN
    height = BAR + len(lines) * LINE + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="9" fill="{PAPER}"/>',
        f'<path d="M0 {BAR - 6}V9a9 9 0 0 1 9-9H{width - 9:.0f}a9 9 0 0 1 9 9V{BAR - 6}Z" fill="{FRAME}"/>',
        f'<g font-family="{FONTS}" font-size="14">',
        f'<text x="{MARGIN}" y="19" fill="{DIM}">$ {escape(title)}</text>',
    ]
    for row, line in enumerate(lines):
        column = 0
        for segment in line:
            text = getattr(segment, "text", "")
            for word in re.finditer(r"\S+", text):
                at = column + cell_len(text[: word.start()])
                parts.append(drawn(word.group(), at, BAR + 14 + row * LINE, getattr(segment, "style", None)))
            column += cell_len(text)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def drawn(word: str, column: int, y: float, style: Style | None) -> str:
    style = style or Style()
    name = style.color.name if style.color else ""
    fill = DIM if name == "bright_black" else COLOURS.get(name, INK)
    x = MARGIN + column * CELL
    if set(word) == {"┃"}:
        return f'<rect x="{x:.1f}" y="{y - 14}" width="3" height="{LINE}" fill="{fill}"/>'
    if set(word) == {"─"}:
        return f'<rect x="{x:.1f}" y="{y - 5}" width="{len(word) * CELL:.1f}" height="1" fill="{DIM}"/>'
    look = (' font-weight="bold"' if style.bold else "") + (' font-style="italic"' if style.italic else "")
    length = f' textLength="{cell_len(word) * CELL:.1f}" lengthAdjust="spacingAndGlyphs"' if len(word) > 1 else ""
    return f'<text x="{x:.1f}" y="{y}" fill="{fill}"{look}{length}>{escape(word)}</text>'


if __name__ == "__main__":
    main()
