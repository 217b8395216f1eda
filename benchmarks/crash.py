"""What is left when adding is killed: a process that adds ends by SIGKILL at random moments, again and again.

    python benchmarks/crash.py [--kills 50] [--documents 2000] [--seed 3]

After each kill the register is opened and `doctor` looks through it; then adding is started again as it was. At the
end its export must be, byte for byte, that of a register that nobody disturbed. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from register import documents

from entente import registering
from entente.exports import write
from entente.reading.files import items
from entente.registering import Register

AT_ONCE = 64
"""Documents of a transaction, fewer than usual, so that kills fall into many and between them."""
FORKED = multiprocessing.get_context("fork")  # which has everything loaded, so that it is adding when it is killed


def add(where: Path, rows: Path) -> None:
    registering.AT_ONCE = AT_ONCE
    with Register(where) as register:
        failed = [outcome.error for outcome in register.add_all(items(str(rows))) if outcome.error]
    assert not failed, failed[0]


def looked_through(where: Path) -> tuple[int, list[str]]:
    """How many documents are in, and what `doctor` finds wrong."""
    if not where.exists():
        return 0, []
    with Register(where) as register:
        return register.counts()["documents"], [check.name for check in register.checked() if check.problem]


def exported(where: Path) -> str:
    with Register(where) as register:
        return sha256(b"".join(write("jsonl", register))).hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    random = Random(options.seed)
    with TemporaryDirectory() as folder:
        rows, whole, killed = (Path(folder) / name for name in ("rows.jsonl", "whole.db", "killed.db"))
        rows.write_bytes(b"\n".join(islice(documents(sys.maxsize), options.documents)))
        start = time.monotonic()
        add(whole, rows)
        seconds = time.monotonic() - start
        print(f"undisturbed: {options.documents:,} documents in {seconds:.0f} s", flush=True)
        unsound = 0
        at: list[int] = []
        while len(at) < options.kills:
            running = FORKED.Process(target=add, args=(killed, rows))
            running.start()
            running.join(random.uniform(0, seconds / 8))
            if not running.is_alive():  # all was in before it could be killed: once more from the start
                killed.unlink()
                continue
            running.kill()
            running.join()
            number, problems = looked_through(killed)
            at.append(number)
            unsound += bool(problems)
            print(f"kill {len(at)}: {number:,} documents in; {', '.join(problems) or 'sound'}", flush=True)
        add(killed, rows)
        same = exported(killed) == exported(whole)
    print(f"{len(at)} kills with {min(at):,} to {max(at):,} documents in · {unsound} unsound · ", end="")
    print("resumed to the same export" if same else "resumed to ANOTHER export")
    return 0 if same and not unsound else 1


if __name__ == "__main__":
    sys.exit(main())
