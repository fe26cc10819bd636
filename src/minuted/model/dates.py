"""Dates as British schools write them; a month without a day is kept as a month."""

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

    def last_day(self) -> date:
        """Return the day itself, or the month's last."""
        if self.day:
            return date(self.year, self.month, self.day)
        first_of_next = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date.fromordinal(first_of_next.toordinal() - 1)


def parse_iso(text: str) -> MonthOrDay | None:
    """Read `2023-08-29` or `2023-08`; None for anything else, impossible dates included."""
    parts = text.split("-")
    if [len(p) for p in parts] not in ([4, 2], [4, 2, 2]) or not text.isascii():
        return None
    if not all(p.isdigit() for p in parts):
        return None
    numbers = [int(p) for p in parts]
    try:
        date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    except ValueError:
        return None
    return MonthOrDay(*numbers)


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
