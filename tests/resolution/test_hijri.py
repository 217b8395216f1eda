"""Days of the Hijri calendar as Gregorian ones."""

from datetime import date

import pytest

from entente import read
from entente.resolution import hijri


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((1445, 1, 1), date(2023, 7, 19)),
        ((1446, 12, 15), date(2025, 6, 11)),
        ((1447, 2, 3), date(2025, 7, 28)),
    ],
)
def test_a_day_is_that_of_the_published_calendar(told: tuple[int, int, int], day: date) -> None:
    assert hijri.day(*told) == day


@pytest.mark.parametrize("told", [(622, 1, 1), (1445, 13, 1), (1445, 1, 31), (1445, 1, 0)])
def test_there_is_no_such_day(told: tuple[int, int, int]) -> None:
    assert hijri.day(*told) is None


def test_every_year_begins_when_the_one_before_ends() -> None:
    for year in range(1400, 1499):
        last = hijri.day(year, 12, 30) or hijri.day(year, 12, 29)
        first = hijri.day(year + 1, 1, 1)
        assert last
        assert first
        assert (first - last).days == 1


def test_a_text_dates_by_the_hijri_calendar_alone() -> None:
    text = "التقى وزير الداخلية السعودي أحمد السالم في ١٥ ذي الحجة ١٤٤٦ هـ وزير الداخلية الفرنسي لوران مارسان."
    assert [e.when for e in read(text, language="ar").engagements] == ["2025-06-11"]
