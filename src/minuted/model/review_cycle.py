"""How often a policy comes back to its body, and when that is next.

annually  termly  every 2 years  every 18 months      so long after the decision
September  each September                             the next such month after it
"""

import re
from dataclasses import dataclass
from datetime import date

from minuted.model.dates import MONTHS, MonthOrDay, months_later

_BY_WORD = {
    "annual": 12,
    "annually": 12,
    "yearly": 12,
    "once a year": 12,
    "biennial": 24,
    "biennially": 24,
    "triennial": 36,
    "triennially": 36,
    "twice a year": 6,
    "half-yearly": 6,
    "quarterly": 3,
    "monthly": 1,
    "termly": 4,
    "once a term": 4,
}
_UNITS = {"year": 12, "term": 4, "month": 1}
_NUMBERS = ("", "one", "two", "three", "four", "five", "six")
_EVERY = re.compile(
    r"(?:every|each) (?:(?P<other>other|second) |(?P<number>\d{1,2}|[a-z]+) )?"
    r"(?P<unit>year|term|month)s?"
)
_ADJECTIVE = re.compile(r"(?P<number>\d{1,2}|[a-z]+)[- ](?P<unit>year|term|month)ly")


@dataclass(frozen=True, slots=True)
class ReviewCycle:
    """A cycle of so many months, or a month of the year (1 to 12); the other is 0."""

    months: int = 0
    month: int = 0

    @classmethod
    def parse(cls, text: str) -> "ReviewCycle | None":
        """Read what a policy's `review` says; None where it names no cycle that is known."""
        words = " ".join(text.lower().rstrip(".").split())
        if words in _BY_WORD:
            return cls(_BY_WORD[words])
        month = words.removeprefix("every ").removeprefix("each ").removeprefix("in ")
        names = [name.lower() for name in MONTHS]
        if month in names:
            return cls(month=names.index(month) + 1)
        found = _EVERY.fullmatch(words) or _ADJECTIVE.fullmatch(words)
        if found is None:
            return None
        said = found.groupdict()
        number = 2 if said.get("other") else _number(said["number"])
        return cls(number * _UNITS[said["unit"]]) if number else None

    def next_review(self, day: date) -> MonthOrDay:
        """Return the month of the next review after a decision."""
        if self.month:
            year = day.year + (day.month >= self.month)
            return MonthOrDay(year, self.month)
        due = months_later(day, self.months)
        return MonthOrDay(due.year, due.month)

    def is_beyond(self, review: MonthOrDay, day: date) -> bool:
        """Whether a review date is later than the cycle allows after a decision."""
        if self.month:
            return review.first_day() > self.next_review(day).last_day()
        return review.first_day() > months_later(day, self.months)


def _number(word: str | None) -> int:
    """Return the number that a word says, 1 where there is none, 0 where it is no number."""
    if word is None:
        return 1
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else 0
