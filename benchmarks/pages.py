"""How fast the pages answer over a large register: each kind of page and twin, at a steady pace.

    python benchmarks/pages.py REGISTER [--workers 2] [--each-second 50] [--seconds 10] [--only WORDS]

`entente serve` runs with its workers; requests arrive evenly, whether or not earlier ones are answered, so that a slow
answer delays nobody's start (an open loop). The client runs on the same machine and shares its
cores. Prints for each kind of address the median and the 95th percentile in milliseconds and the size of an answer,
plain and compressed with gzip.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from entente.registering import Register

WARM = 3
CONNECTIONS = 8


def addresses(register: Register) -> dict[str, list[str]]:
    """Addresses of each kind of page, several of those that differ."""
    engagements = [id for id, _ in register.some("engagements", after="e-m", most=200)]
    people = [id for id, _ in register.some("people", most=40)]
    bodies = [id for id, _ in register.some("bodies", most=40)]
    documents = [id for id, _ in register.some("documents", after="d-m", most=60)]
    countries = ["MA", "TR", "FR", "ES", "US", "PT", "TN", "IT"]
    pages = {
        "home": ["/"],
        "engagements": ["/engagements"],
        "engagements, words": ["/engagements?q=cooperation", "/engagements?q=police", "/engagements?q=ankara"],
        "engagements, filters": [f"/engagements?country={one}&kind=meeting&since=2015&until=2020" for one in countries],
        "engagement": [f"/engagements/{id}" for id in engagements],
        "partners": ["/partners"],
        "partner": [f"/partners/{one}" for one in countries],
        "pair": [f"/partners/MA/{one}" for one in countries[1:]],
        "people": ["/people", "/people?q=al", "/bodies"],
        "person": [f"/people/{id}" for id in people] + [f"/bodies/{id}" for id in bodies],
        "commitments": ["/commitments", "/commitments?state=open", "/commitments?state=overdue&country=MA"],
        "timeline": ["/timeline", "/timeline?country=MA"],
        "calendar": ["/calendar"],
        "map": ["/map", "/map?country=MA"],
        "network": ["/network", "/network?country=MA"],
        "documents": ["/documents", "/documents?state=open", "/documents?q=ankara"],
        "document": [f"/documents/{key}" for key in documents],
        "decisions": ["/decisions"],
        "api, a page of it": [f"/api/engagements?after={after}" for after in ("ZS1h", "ZS1t")],
        "api, one": [f"/api/engagements/{id}" for id in engagements],
        "feed": ["/engagements.atom?country=MA"],
    }
    return pages | {f"{name} (JSON)": [_twin(one) for one in those] for name, those in pages.items() if _has_twin(name)}


def _has_twin(name: str) -> bool:
    return not name.startswith(("api", "feed"))


def _twin(path: str) -> str:
    where, mark, query = path.partition("?")
    return ("/index" if where == "/" else where) + ".json" + mark + query


class Asker:
    """Kept connections to one server; each answers one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, path: str) -> tuple[int, bytes]:
        """The status and the body of an answer."""
        reader, writer = self.free.pop() if self.free else await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        except (asyncio.IncompleteReadError, ConnectionError):  # it had been idle for too long
            return await self.ask(path)
        length = next((int(line[15:]) for line in head.split("\r\n") if line.startswith("content-length:")), 0)
        body = await reader.readexactly(length)
        self.free.append((reader, writer))
        return int(head.split(" ", 2)[1]), body


async def paced(asker: Asker, paths: Iterator[str], each_second: float, seconds: float) -> list[float]:
    """Milliseconds of each answer, counted from when the request was due."""
    start, taken = time.perf_counter(), list[float]()

    async def one(path: str, due: float) -> None:
        status, _ = await asker.ask(path)
        assert status == 200, (path, status)
        taken.append((time.perf_counter() - due) * 1000)

    tasks = []
    for number in range(int(each_second * seconds)):
        due = start + number / each_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(next(paths), due)))
    await asyncio.gather(*tasks)
    return taken


async def throughput(asker: Asker, paths: list[str], seconds: float) -> float:
    """Answers a second where each of a few connections asks as soon as it is answered."""
    until, answered = time.perf_counter() + seconds, 0

    async def one(number: int) -> None:
        nonlocal answered
        while time.perf_counter() < until:
            await asker.ask(paths[(number + answered) % len(paths)])
            answered += 1

    await asyncio.gather(*(one(number) for number in range(CONNECTIONS)))
    return answered / seconds


async def measure(port: int, kinds: dict[str, list[str]], options: argparse.Namespace) -> None:
    asker = Asker(port)
    sizes = {}
    for name, paths in kinds.items():
        bodies = [(await asker.ask(path))[1] for path in paths[:WARM] * 2]
        largest = max(bodies, key=len)
        sizes[name] = (len(largest), len(gzip.compress(largest, 6)))
    print("| what | median ms | p95 ms | bytes | compressed |\n| --- | --- | --- | --- | --- |")
    for name, paths in kinds.items():
        taken = await paced(asker, cycle(paths), options.each_second, options.seconds)
        middle, late = median(taken), quantiles(taken, n=20)[-1]
        print(f"| {name} | {middle:.0f} | {late:.0f} | {sizes[name][0]:,} | {sizes[name][1]:,} |")
    every = [path for paths in zip(*(_some(paths) for paths in kinds.values()), strict=True) for path in paths]
    taken = await paced(asker, cycle(every), options.each_second, options.seconds * 2)
    print(f"| all in turn | {median(taken):.0f} | {quantiles(taken, n=20)[-1]:.0f} | | |")
    if "api, one" in kinds:
        print(f"an engagement as JSON: {await throughput(asker, kinds['api, one'], options.seconds):.0f} a second")


def _some(paths: list[str], number: int = 20) -> list[str]:
    return [paths[at % len(paths)] for at in range(number)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("register", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--each-second", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--only", default="", help="only kinds whose names hold these words")
    options = parser.parse_args()
    with Register(options.register, create=False) as register:
        kinds = {name: paths for name, paths in addresses(register).items() if options.only in name}
        print(register.counts())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "entente", "serve", "--register", str(options.register), "--port", str(port),
         "--workers", str(options.workers)]
    )  # fmt: skip
    try:
        for _ in range(200):
            time.sleep(0.1)
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                continue
        asyncio.run(measure(port, kinds, options))
    finally:
        serving.terminate()
        serving.wait()


if __name__ == "__main__":
    main()
