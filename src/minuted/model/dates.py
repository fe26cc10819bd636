"""Dates as British schools write them; a month without a day is kept as a month."""

import functools
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH_BY_WORD = {
    word.lower(): number for number, month in enumerate(MONTHS, 1) for word in (month, month[:3])
} | {"sept": 9}
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_NUMBERS = re.compile(r"(\d{1,2})/(\d{4})")
_DAY_MONTH_YEAR = re.compile(
    r"(?:([a-z]+),? )?(\d{1,2})(?: ?(?:st|nd|rd|th))?(?: of)?[ ./-]*"
    r"([a-z]+)\.?,?[ ./-]*(\d{4}|'?\d{2})"
)
_MONTH_YEAR = re.compile(r"([a-z]+)\.?(?:,? (\d{4})|[-/](\d{4}|\d{2})| '(\d{2}))")
_EXCEL_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_EXCEL_MONTH = re.compile(r"([A-Za-z]{3,4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class MonthOrDay:
    """A review date: a day, or a whole month where `day` is 0."""

    year: int
    month: int
    day: int = 0

    @classmethod
    def of(cls, day: date) -> "MonthOrDay":
        """Return a day."""
        return cls(day.year, day.month, day.day)

    def iso(self) -> str:
        """Return `2023-08-29`, or `2023-08` for a month."""
        month = f"{self.year:04}-{self.month:02}"
        return f"{month}-{self.day:02}" if self.day else month

    def in_full(self) -> str:
        """Return `29 August 2023`, or `August 2023` for a month."""
        month = f"{MONTHS[self.month - 1]} {self.year}"
        return f"{self.day} {month}" if self.day else month

    def first_day(self) -> date:
        """Return the day itself, or the month's first."""
        return date(self.year, self.month, self.day or 1)

    def last_day(self) -> date:
        """Return the day itself, or the month's last."""
        if self.day:
            return date(self.year, self.month, self.day)
        return date(self.year, self.month, monthrange(self.year, self.month)[1])


@functools.lru_cache(maxsize=4096)  # ledgers say the same days in line after line
def parse_iso(text: str) -> MonthOrDay | None:
    """Read `2023-08-29` or `2023-08`; None for anything else, impossible dates included."""
    parts = text.split("-")
    if [len(p) for p in parts] not in ([4, 2], [4, 2, 2]) or not text.isascii():
        return None
    if not all(p.isdigit() for p in parts):
        return None
    return _real(*(int(p) for p in parts))


def parse_excel(text: str) -> MonthOrDay | None:
    """Read what Excel makes of an ISO date: `06/09/2022` or `Aug-23`; None for anything else.

    One-digit days and months are not read: a British Excel writes two, an American one the month
    first.
    """
    if not text.isascii():
        return None
    if found := _EXCEL_DAY.fullmatch(text):
        return _real(int(found[3]), int(found[2]), int(found[1]))
    if found := _EXCEL_MONTH.fullmatch(text):
        return _of_words(found[1].lower(), found[2])
    return None


def parse_british(text: str) -> MonthOrDay | None:
    """Read a date as British schools write one, the day always before the month.

    `2022-09-06`, `06/09/2022`, `6.9.22`, `6-9-2022`, `3-Aug-12`, `29th August 2023`,
    `Tuesday 29 August 2023`, `August 2023`, `Aug-23`, `09/2023`. A year of two digits is 20yy.

    Returns:
        None for anything else: impossible dates, American order, a weekday that is not that
        day's, `Aug 23` (a day or a year).
    """
    words = " ".join(text.translate(_HYPHENS).lower().replace("\u2019", "'").split())
    if not words.isascii():
        return None
    if iso := parse_iso(words):
        return iso
    if found := _NUMBERS.fullmatch(words):
        return _real(_year(found[4]), int(found[3]), int(found[1]))
    if found := _MONTH_NUMBERS.fullmatch(words):
        return _real(_year(found[2]), int(found[1]))
    if found := _DAY_MONTH_YEAR.fullmatch(words):
        weekday, day, month, year = found.groups()
        read = _of_words(month, year, int(day))
        return read if read and _is_weekday(read, weekday) else None
    if found := _MONTH_YEAR.fullmatch(words):
        return _of_words(found[1], found[2] or found[3] or found[4])
    return None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _of_words(month: str, year: str, day: int | None = None) -> MonthOrDay | None:
    number = _MONTH_BY_WORD.get(month)
    return _real(_year(year.lstrip("'")), number, day) if number else None


def _is_weekday(day: MonthOrDay, name: str | None) -> bool:
    if name is None:
        return True
    meant = WEEKDAYS[day.first_day().weekday()]
    return len(name) >= 3 and meant.startswith(name)


def _real(year: int, month: int, day: int | None = None) -> MonthOrDay | None:
    """Return the day, or the month where `day` is None; None if the calendar has no such day."""
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return MonthOrDay(year, month, day or 0)


def in_full(day: date) -> str:
    """Return `6 September 2022`."""
    return MonthOrDay.of(day).in_full()


def short(day: date) -> str:
    """Return `6.9.22`, the form of a shared version table's cells."""
    return f"{day.day}.{day.month}.{day.year % 100:02}"


def academic_year(day: date) -> str:
    """Return the school year (1 September to 31 August) as `2223`."""
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start % 100:02}{(start + 1) % 100:02}"


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
