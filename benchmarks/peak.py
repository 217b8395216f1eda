"""The most memory that a program held.

    python benchmarks/peak.py ARGUMENT …

Runs `entente ARGUMENT …` and prints its peak to standard error.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path


def own_peak() -> float:
    """MB that this process held at most (Linux); `ru_maxrss` would count what its parent held when it started it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    try:
        runpy.run_module("entente", run_name="__main__")
    finally:
        print(f"{own_peak():.0f} MB", file=sys.stderr)
