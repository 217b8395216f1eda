"""Reports that tell of no security cooperation between countries give nothing; those of `GAPS` still do."""

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

import entente

FOLDER = Path(__file__).parents[1] / "benchmarks" / "negatives"
GAPS = {"ar-n02", "ar-n03", "ar-n13", "en-n02", "es-n03", "es-n08", "es-n14", "pt-n09", "tr-n02"}


def reports() -> list[ParameterSet]:
    """The reports of all languages: when published, and the text."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
            head, _, text = block.partition("\n")
            id, published, _ = head.split(" ", 2)
            marks = [pytest.mark.xfail(strict=True, reason="a known gap")] if id in GAPS else []
            found.append(pytest.param(published, text.strip(), id=id, marks=marks))
    return found


@pytest.mark.parametrize(("published", "text"), reports())
def test_a_report_of_another_matter_or_of_one_country_gives_nothing(published: str, text: str) -> None:
    record = entente.read(text, published=published)
    assert (record.people, record.bodies, record.engagements, record.commitments, record.sources) == (
        [],
        [],
        [],
        [],
        [],
    )
