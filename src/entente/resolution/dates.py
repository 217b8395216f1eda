"""Date expressions to EDTF, against the day of publication; what cannot be known is `None`."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from entente.languages.rules import Unit
from entente.resolution import hijri


class Calendar:
    """Resolves the date units of one document. `published` is its day, or `None`."""

    def __init__(self, published: str | None, text: str) -> None:
        self.today = date.fromisoformat(published) if published else None
        self.text = text

    def number(self, unit: Unit | None, name: str) -> int | None:
        """The number that a captured word stands for."""
        if unit is None:
            return None
        for class_name in (name, "month", "first_day", "weekday", "day"):
            value = unit.value(class_name)
            if value is not None and value.isdigit():
                return int(value)
        if name == "year" and self.today is not None and (step := unit.value("relyear")) is not None:
            return self.today.year + int(step[:-1])
        digits = ""
        for char in self.text[unit.start : unit.end]:
            if not char.isdecimal():
                break
            digits += char
        return int(digits) if digits else None

    def year(self, unit: Unit | None) -> int | None:
        """The year that a captured unit names, also as 'last year'."""
        told = unit.value("reltime") if unit is not None else None
        if told is None:
            return self.number(unit, "year")
        return self.today.year + int(told[:-1]) if self.today is not None and told[-1] == "y" else None

    def edtf(self, unit: Unit, planned: bool, last: str | None = None, *, soon: bool = False) -> str | None:
        """The EDTF of a date unit; `planned` looks ahead where a weekday or month stands alone; `soon` from today on.

        `last` is the value before it in the text, which 'le lendemain' follows. `None` where the day
        would lie beyond the years 1 to 9999.
        """
        try:
            if soon and self.today is not None and unit.setting("when") == "weekday":
                return self._edtf(unit, not self._is_today(unit.captured("weekday")), last)
            return self._edtf(unit, planned or soon, last)
        except OverflowError:
            return None

    def closed(self, value: str, until: Unit) -> str:
        """A first day with its last, where that comes after it; else the value as it was."""
        start, end = value.removesuffix("/.."), (self.edtf(until, True) or "").removeprefix("../")
        return f"{start}/{end}" if _plain(start) is not None and len(start) == len(end) and start < end else value

    def _edtf(self, unit: Unit, planned: bool, last: str | None) -> str | None:
        form = unit.setting("when")
        get = unit.captured
        ahead = (planned or get("next") is not None) and get("last") is None
        open_end = "/.." if unit.parts[0].value("since") and get("next") is None else ""
        if form == "year":
            year = self.year(get("year"))
            return _with(open_end, f"{year:04d}" if year else None)
        if form in ("day", "deadline"):
            value = self._day(unit, ahead)
            return f"../{value}" if value and form == "deadline" else _with(open_end, value)
        if form == "hijri":
            return self._hijri(unit)
        if form == "range":
            return self._range(unit, ahead)
        if form == "month":
            month, year = self.number(get("month"), "month"), self.year(get("year"))
            return _with(open_end, self._month(month, year, ahead, get("last") is not None))
        if form == "months":
            end = self._month(self.number(get("month"), "month"), self.year(get("year")), ahead)
            if end is None:
                return None
            year = self.number(get("from_year"), "year") or int(end[:4])
            return f"{year:04d}-{self.number(get('from_month'), 'month'):02d}/{end}"
        if form == "follows":
            step = get("follows")
            if get("weekday") is not None and self.today is not None:
                return self._weekday(get("weekday"), ahead).isoformat()
            base = _plain(last)
            if base is None or step is None:
                return None
            return (base + timedelta(days=int(step.value("follows") or 0))).isoformat()
        if self.today is None:
            return None
        if form == "weekday":
            this_one = any(part.value("demo") for part in unit.parts) and self._is_today(get("weekday"))
            return self._weekday(get("weekday"), ahead and not this_one).isoformat() + open_end
        if form == "weekdays":
            end_day = self._weekday(get("weekday"), ahead)
            start = self._weekday(get("from_weekday"), ahead)
            if start > end_day:
                week, first = timedelta(days=7), get("from_weekday")
                told = first is not None and first.value("reltime") is not None  # 'tomorrow and Tuesday'
                later = told or (ahead and start - week < self.today)
                start, end_day = (start, end_day + week) if later else (start - week, end_day)
            return f"{start.isoformat()}/{end_day.isoformat()}"
        if form == "until":
            return f"../{self._weekday(get('weekday'), True).isoformat()}"
        if form == "ago":
            count, length = self.number(get("number"), "numword"), self.number(get("length"), "length")
            return (self.today - timedelta(days=count * length)).isoformat() if count and length else None
        if form == "part":
            return self._part(unit, ahead)
        if form == "relative":
            word = get("reltime")
            return _with(open_end, self._relative(word.value("reltime") or "")) if word is not None else None
        return None

    def _year(self, month: int, day: int | None, ahead: bool, back: bool = False) -> int | None:
        if self.today is None:
            return None
        here = self.today
        if ahead and (month, day or 31) < (here.month, here.day if day else 0):
            return here.year + 1
        if not ahead and (month, day or 0) > (here.month, here.day) and (month - here.month > 3 or back):
            return here.year - 1
        if back and (month, day or 0) >= (here.month, 0):
            return here.year - 1
        return here.year

    def _hijri(self, unit: Unit) -> str | None:
        """A day that is told by the Hijri calendar."""
        month = unit.captured("month")
        number = month.value("hijri") if month is not None else None
        year, day = self.number(unit.captured("year"), "year"), self.number(unit.captured("day"), "day")
        known = hijri.day(year, int(number), day) if year and number and day else None
        return known.isoformat() if known else None

    def _day(self, unit: Unit, ahead: bool) -> str | None:
        month = self.number(unit.captured("month"), "month")
        day = self.number(unit.captured("day"), "day")
        year = self.year(unit.captured("year"))
        if day is None and month is None:
            return f"{year:04d}" if year else None
        if month is None:
            return self._day_alone(day, ahead, unit.captured("month"))
        year = year or self._year(month, day, ahead or unit.setting("when") == "deadline")
        if year is None:
            return None
        if day is None:
            return _full(year) + f"-{month:02d}"
        return _valid(year, month, day)

    def _day_alone(self, day: int | None, ahead: bool, of: Unit | None) -> str | None:
        """A day without its month: of the month that is told ('the 3rd of last month'), else the nearest such day."""
        if self.today is None or day is None:
            return None
        step = 1 if ahead and day < self.today.day else -1 if not ahead and day > self.today.day else 0
        month = self._relative(f"{step}m" if of is None else of.value("reltime") or "0m")
        return _valid(int(month[:4]), int(month[5:]), day) if month and len(month) == 7 else None

    def _range(self, unit: Unit, ahead: bool) -> str | None:
        month = self.number(unit.captured("month"), "month")
        end_day, start_day = (
            self.number(unit.captured("day"), "day"),
            self.number(unit.captured("from_day"), "day"),
        )
        if end_day is None or start_day is None:
            return None
        if month is None:  # 'du 5 au 7': of this month, or of the next to it
            near = self._day_alone(end_day if ahead else start_day, ahead, None)
            return f"{near[:8]}{start_day:02d}/{near[:8]}{end_day:02d}" if near and start_day < end_day else None
        year = self.year(unit.captured("year")) or self._year(month, end_day, ahead)
        if year is None:
            return None
        start_month = self.number(unit.captured("from_month"), "month") or month
        start_year = self.number(unit.captured("from_year"), "year") or (year - 1 if start_month > month else year)
        start, end = _valid(start_year, start_month, start_day), _valid(year, month, end_day)
        return f"{start}/{end}" if start and end and start < end else None

    def _part(self, unit: Unit, ahead: bool) -> str | None:
        """The months of a quarter or half-year, of the year that is told or the nearest."""
        part = unit.captured("part")
        first, _, last = ((part.value("part") if part is not None else None) or "").partition("/")
        if not last:
            return None
        year = self.year(unit.captured("year")) or self._year(int(last), None, ahead)
        return f"{_full(year)}-{first}/{_full(year)}-{last}" if year else None

    def _month(self, month: int | None, year: int | None, ahead: bool, back: bool = False) -> str | None:
        if month is None or not 1 <= month <= 12:
            return None
        year = year or self._year(month, None, ahead, back)
        return _full(year) + f"-{month:02d}" if year else None

    def _is_today(self, weekday: Unit | None) -> bool:
        """Whether a weekday is that of the publication: 'this Wednesday'."""
        return self.today is not None and self.number(weekday, "weekday") == self.today.weekday()

    def _weekday(self, unit: Unit | None, ahead: bool) -> date:
        """The nearest day that a weekday names, or 'yesterday' and the like."""
        assert self.today is not None
        told = unit.value("reltime") if unit is not None else None
        if told is not None and told[-1] == "d":
            return self.today + timedelta(days=int(told[:-1]))
        wanted = self.number(unit, "weekday") or 0
        gap = (self.today.weekday() - wanted) % 7
        return self.today + timedelta(days=(7 - gap) if ahead else -gap)

    def _relative(self, code: str) -> str | None:
        assert self.today is not None
        amount, unit = int(code[:-1]), code[-1]
        if unit == "d":
            return (self.today + timedelta(days=amount)).isoformat()
        if unit == "w":
            monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=amount)
            return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
        if unit == "m":
            month = self.today.year * 12 + self.today.month - 1 + amount
            return _full(month // 12) + f"-{month % 12 + 1:02d}"
        return _full(self.today.year + amount)


def _with(tail: str, value: str | None) -> str | None:
    return value + tail if value else None


def _full(year: int) -> str:
    """A year in four digits; raises `OverflowError` where there is no such date."""
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return f"{year:04d}"


def _valid(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return _full(year) + f"-{month:02d}-{day:02d}"


def _plain(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "").split("/")[-1])
    except ValueError:
        return None


def bounds(value: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF value, ISO days that compare as strings; `None` where open."""
    if not value or value.startswith("..") or value.endswith(".."):
        return None
    first, _, last = value.partition("/")
    last = last or first
    return first + "-01-01"[len(first) - 4 :], last + "-12-31"[len(last) - 4 :]


def lasting(value: str, days: int) -> str:
    """The interval of so many days that begins on a day, or ends on it where `days` is negative.

    >>> lasting("2025-09-18", 3), lasting("2025-09-20", -3), lasting("2025-09", 3), lasting("2025-09/..", 3)
    ('2025-09-18/2025-09-20', '2025-09-18/2025-09-20', '2025-09', '2025-09/..')
    """
    start = value.removesuffix("/..")
    if start.count("-") != 2 or "/" in start or abs(days) < 2:
        return value
    day = date.fromisoformat(start)
    other = day + timedelta(days=days - 1 if days > 0 else days + 1)
    return f"{min(day, other).isoformat()}/{max(day, other).isoformat()}"
