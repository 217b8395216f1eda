"""The gate of `entente bulk`: how many texts it turns away, and how fast.

    python benchmarks/gate.py                     the corpus: no document with an engagement may be turned away
    python benchmarks/gate.py news/*.jsonl        and collections of news: JSON Lines with `text`, `title`, `language`

Such collections are not ours to publish; `docs/scale.md` names those that were measured. A text in which a full
reading finds something (`--read`) is no ordinary news, and is told apart.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from entente import pipeline
from entente.bulk.gate import admits
from entente.reading.corpus import entries

KILOBYTES = 3


def main() -> None:
    """Print a line a collection."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("collections", nargs="*", type=Path)
    parser.add_argument("--read", action="store_true", help="read every text in full too, to tell ordinary news apart")
    options = parser.parse_args()
    told = [entry for entry in entries() if entry.gold["engagements"] or entry.gold["commitments"]]
    lost = [entry.id for entry in told if not admits(entry.text)]
    print(f"corpus: {len(lost)} of {len(told)} documents with an engagement or commitment turned away {lost or ''}")
    for path in options.collections:
        print(f"{path.stem}: {measured(path, read=options.read)}")
    sys.exit(bool(lost))


def measured(path: Path, *, read: bool) -> str:
    """What the gate does with a collection."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    admitted = [admits(row["text"], row.get("title"), row.get("language")) for row in rows]
    line = f"{len(rows):,} texts, {1 - sum(admitted) / len(rows):.1%} turned away"
    if read:
        ordinary = [kept for row, kept in zip(rows, admitted, strict=True) if not tells(row)]
        line += (
            f"; {len(ordinary):,} of them without an engagement, {1 - sum(ordinary) / len(ordinary):.1%} turned away"
        )
    return f"{line}; {speed([row['text'] for row in rows]):,.0f} of {KILOBYTES} kB a second and core"


def tells(row: dict[str, str]) -> bool:
    """Whether a full reading finds an engagement or a commitment."""
    record = pipeline.read(row["text"], title=row.get("title"), language=row.get("language"))
    return bool(record.engagements or record.commitments)


def speed(texts: list[str]) -> float:
    """Texts of some kilobytes that are weighed in a second of one core, their words met before."""
    whole, size = "\n\n".join(texts).encode(), KILOBYTES * 1000
    pieces = [whole[at : at + size].decode("utf-8", "ignore") for at in range(0, min(len(whole), 2_000_000), size)]
    started = time.process_time()
    for piece in pieces:
        admits(piece)
    return len(pieces) / (time.process_time() - started)


if __name__ == "__main__":
    main()
