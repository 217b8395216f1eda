"""Put the figures of the other benchmarks into the pages that show them.

    python benchmarks/report.py [--language CODE] [--no-speed]

Runs `quality.py`, `details.py`, `negatives.py`, `matching.py`, `names.py` and `speed.py` and writes what they print
between the markers `<!-- figures: NAME -->` and `<!-- end -->` of `docs/quality.md`, `docs/matching.md` and
`docs/speed.md`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from documents import HERE

DOCS = HERE.parent / "docs"
QUALITY, SPEED, MATCHING = DOCS / "quality.md", DOCS / "speed.md", DOCS / "matching.md"
WORST_SHOWN = 45


def main() -> None:
    parser = argparse.ArgumentParser(description="Bring the figures of the pages up to date.")
    parser.add_argument("--language", help="only this language")
    parser.add_argument("--no-speed", action="store_true", help="leave the page of speed as it is")
    options = parser.parse_args()
    only = ["--language", options.language] if options.language else []
    quality = ran("quality.py", *only)
    types, _, sides, documents = (table(quality, name) for name in ("type", "language", "side", "document"))
    errors = [
        line
        for line in ran("quality.py", *only, "--tuning", "--errors", "3").splitlines()
        if re.match(r"\S+: (missed|wrong) ", line)
    ]
    fill(
        QUALITY,
        {
            "sides": sides,
            "types": types,
            "types held out": table(ran("quality.py", *only, "--held-out"), "type"),
            "documents": documents,
            "evidence": quality.splitlines()[-1] if "not read" not in quality else quality.splitlines()[-2],
            "details": ran("details.py", *only),
            "negatives": ran("negatives.py", *only),
            "worst": "\n".join(errors[:WORST_SHOWN]),
        },
    )
    fill(MATCHING, {"matching": ran("matching.py"), "names": ran("names.py")})
    if not options.no_speed:
        fill(SPEED, {"speed": ran("speed.py")})


def ran(script: str, *arguments: str) -> str:
    """What a benchmark prints."""
    command = [sys.executable, str(HERE / script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def table(printed: str, name: str) -> str:
    """The table of a name: its lines up to the next blank one."""
    return next(part for part in printed.split("\n\n") if part.lstrip().startswith(f"{name} ")).strip()


def fill(page: Path, figures: dict[str, str]) -> None:
    """Replace what stands between the markers of each name; `ValueError` where one is missing."""
    text = page.read_text("utf-8")
    for name, printed in figures.items():
        begin, end = f"<!-- figures: {name} -->\n", "<!-- end -->"
        start = text.index(begin) + len(begin)
        text = f"{text[:start]}```\n{printed}\n```\n{text[text.index(end, start) :]}"
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
