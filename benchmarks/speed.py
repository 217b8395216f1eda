"""How fast is a whole record, beside a tokeniser on the same text in the same run?

    python benchmarks/speed.py [--documents N] [--rounds N] [--language CODE] [--no-command]

Documents of 3 kB (UTF-8) are cut from the corpus's paragraphs, French ones but where every language is measured
(or only the one that `--language` names). One core; processor time, the best of some rounds each, taken in turns so
that the machine's other work falls on all alike. Prints ratios, the time to the command's first record, the peak
memory, the time per kB from 1 kB to 1 MB, and what doubling the pack's entries costs.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from unittest import mock

import peak
from tokeniser import tokens

from entente import pipeline
from entente.languages.loading import codes
from entente.languages.pack import Pack
from entente.languages.source import Source, read_source
from entente.reading.corpus import entries

DOCUMENT_BYTES = 3000
LANGUAGE = "fr"
PATTERNS = 200
GROWTH_KB = (1, 3, 10, 30, 100, 300, 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed beside a tokeniser.")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--language", choices=codes(), help="measure this language and nothing else")
    parser.add_argument("--no-command", action="store_true", help="leave out the command's start")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if options.language:
        compare_languages([options.language], options.documents, options.rounds)
        return
    documents = cut(paragraphs(), options.documents)
    compare(documents, options.rounds)
    compare_languages(codes(), options.documents // 3, options.rounds)
    grow(paragraphs(), options.rounds)
    doubled(documents, options.rounds)
    if not options.no_command:
        first_record()


def paragraphs(language: str = LANGUAGE) -> list[str]:
    """The corpus's paragraphs in a language, in a shuffled order that is always the same."""
    found = [p for entry in entries(language) for p in entry.text.split("\n\n") if len(p) > 80]
    Random(3).shuffle(found)
    return found


def cut(paragraphs: list[str], count: int, size: int = DOCUMENT_BYTES) -> list[str]:
    """Documents of `size` bytes in UTF-8, made of whole paragraphs and a last one cut short."""
    documents: list[str] = []
    at = 0
    while len(documents) < count:
        text = ""
        while len(text.encode()) < size:
            text += paragraphs[at % len(paragraphs)] + "\n\n"
            at += 1
        documents.append(text.encode()[:size].decode("utf-8", "ignore"))
    return documents


def entente_record(text: str) -> bytes:
    return pipeline.read(text, published="2025-09-20").to_json()


def best(work: dict[str, Callable[[str], object]], texts: list[str], rounds: int) -> dict[str, float]:
    """Seconds of the processor for all texts, the best round of each kind of work; the kinds take turns."""
    seconds = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, function in work.items():
            start = time.process_time()
            for text in texts:
                function(text)
            seconds[name] = min(seconds[name], time.process_time() - start)
    return seconds


def compare(documents: list[str], rounds: int) -> None:
    work: dict[str, Callable[[str], object]] = {"tokeniser": tokens, "entente": entente_record}
    matcher = spacy_matcher()
    if matcher:
        work["spaCy blank + Matcher"] = matcher
    for text in documents[:5]:
        entente_record(text)
    seconds = best(work, documents, rounds)
    print(f"{len(documents)} documents of {DOCUMENT_BYTES} bytes, best of {rounds} rounds, one core")
    print(f"{'':24} {'ms each':>8} {'a second':>9} {'× tokeniser':>12}")
    for name, value in seconds.items():
        each = value / len(documents)
        print(f"{name:24} {each * 1e3:8.3f} {1 / each:9.0f} {value / seconds['tokeniser']:12.2f}")
    print(f"peak memory {peak.own_peak():.0f} MB" + (" (with spaCy)" if matcher else ""))


def compare_languages(languages: Sequence[str], count: int, rounds: int) -> None:
    print(f"\n{'every language':24} {'ms each':>8} {'× tokeniser':>12}")
    for language in languages:
        documents = cut(paragraphs(language), count)
        for text in documents:  # the words of a language are looked up once
            entente_record(text)
        seconds = best({"tokeniser": tokens, "entente": entente_record}, documents, rounds)
        print(
            f"{language:24} {seconds['entente'] / count * 1e3:8.3f} {seconds['entente'] / seconds['tokeniser']:12.2f}"
        )


def spacy_matcher() -> Callable[[str], object] | None:
    """spaCy's blank tokeniser with token patterns of words of the corpus, where spaCy is installed."""
    try:
        import spacy
        from spacy.matcher import Matcher
    except ImportError:
        print("spaCy is not installed: left out (pip install spacy)")
        return None
    blank = spacy.blank(LANGUAGE)
    matcher = Matcher(blank.vocab)
    words = [word for text in paragraphs() for word in text.split()]
    for number in range(PATTERNS):
        pattern = [
            {"LOWER": words[7 * number].lower()},
            {"IS_ALPHA": True, "OP": "?"},
            {"LOWER": words[7 * number + 1].lower()},
        ]
        matcher.add(str(number), [pattern])
    return lambda text: matcher(blank(text))


def grow(paragraphs: list[str], rounds: int) -> None:
    print(f"\n{'as the text grows':24} {'ms a kB':>8} {'× tokeniser':>12}")
    for size in GROWTH_KB:
        texts = cut(paragraphs, max(1, min(20, 60 // size)), size * 1000)
        seconds = best({"tokeniser": tokens, "entente": entente_record}, texts, rounds if size < 100 else 2)
        each = seconds["entente"] / len(texts) / size
        print(f"{f'{size} kB':24} {each * 1e3:8.3f} {seconds['entente'] / seconds['tokeniser']:12.2f}")


def doubled(documents: list[str], rounds: int) -> None:
    """The same work with a pack of twice as many entries, the new ones matching nothing here."""
    with tempfile.TemporaryDirectory() as folder:
        larger = Pack(with_more_entries(read_source(LANGUAGE), Path(folder)))
    gc.freeze()  # as `load` does

    def with_larger(text: str) -> bytes:
        with mock.patch("entente.pipeline.load", return_value=larger):
            return entente_record(text)

    same = all(with_larger(text) == entente_record(text) for text in documents[:5])
    seconds = best({"as it is": entente_record, "doubled": with_larger}, documents, rounds)
    change = seconds["doubled"] / seconds["as it is"] - 1
    print(f"\ntwice the entries: {change:+.1%} of time; records {'the same' if same else 'NOT the same'}")


def with_more_entries(source: Source, folder: Path) -> Source:
    """The pack's tables and, beside them, as many rows again whose forms no text has."""
    added = []
    for number, (layer, path) in enumerate(source.tables):
        copy = folder / str(number) / path.name
        copy.parent.mkdir()
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        strange = [[*row[:-1], "|".join(map(made_strange, row[-1].split("|")))] for row in rows if is_row(row)]
        copy.write_text("".join("\t".join(row) + "\n" for row in strange), "utf-8")
        added.append((layer, copy))
    source.tables += added
    return source


def is_row(row: list[str]) -> bool:
    return len(row) > 1 and row[0][:1] not in ("", "#", "-")


def made_strange(form: str) -> str:
    """A form as no text has it, in the same case."""
    if not form:
        return form
    return ("ZQX" if form.isupper() else "Zqx" if form[0].isupper() else "zqx") + form


def first_record(runs: int = 5) -> None:
    """From the start of the command to its end with one record, and its peak memory; modules are compiled.

    Once as on the first day, the pack's tables read anew, and once with those that the first run kept.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(cut(paragraphs(), 1)[0], "utf-8")
        command = [sys.executable, "-m", "entente", "read", str(file), "--published", "2025-09-20", "--json"]
        home = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        home |= {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "ENTENTE_CACHE": ""}
        print()
        for name, kept in (("tables read", ""), ("tables kept", f"{folder}/kept")):
            home["ENTENTE_CACHE"] = kept
            seconds_of(command, home)
            times = [seconds_of(command, home) for _ in range(runs)]
            held = subprocess.run(
                [sys.executable, peak.__file__, *command[3:]],
                capture_output=True,
                check=True,
                text=True,
                env=home,
            ).stderr
            print(f"first record, {name}: {min(times):.2f} to {max(times):.2f} s in {runs} runs, {held.strip()}")


def seconds_of(command: Iterable[str], home: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(list(command), capture_output=True, check=True, env=home)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
