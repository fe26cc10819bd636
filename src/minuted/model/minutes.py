"""Minute numbers: the pattern that a trust or a body writes them in, and whether one fits its row.

    pattern  {body}/{academic_year}/{date:%d%m%y}/{item}
    minute   FGB  /2223           /060922        /15

There is no sector standard, so the pattern is data. A minute number that does not fit it is kept
as it was written.
"""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from minuted.model.dates import academic_year, in_full
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import COLUMNS, FORMULA_STARTS, Line
from minuted.model.organisation import Organisation

MINUTE_COLUMN = COLUMNS.index("minute") + 1
MAX_PATTERN = 200

_PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_YEARS = re.compile(r"(yyyy|yy)([^a-z0-9{}%\s]?)(yyyy|yy)")
_DAY_PARTS = {"%d": r"(?P<day>\d{2})", "%m": r"(?P<month>\d{2})"}
_YEAR_PARTS = {"%y": r"(?P<year>\d{2})", "%Y": r"(?P<year>\d{4})"}
_BODY = r"(?P<body>[A-Za-z0-9][A-Za-z0-9_-]*)"
_ITEM = r"(?P<item>[A-Za-z0-9][A-Za-z0-9.()_-]*)"


@dataclass(frozen=True, slots=True)
class MinuteParts:
    """What a minute number says; empty or None for what its pattern does not hold.

    Attributes:
        academic_year: as written, such as `2223` or `16-17`.
        date: None also where the digits are no day of the calendar.
        date_text: the digits as written.
    """

    body: str = ""
    academic_year: str = ""
    date: datetime.date | None = None
    date_text: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class MinutePattern:
    """How a body numbers its minutes.

    Placeholders are `{body}`, `{item}`, `{date:…}` of `%d`, `%m` and `%y` or `%Y` (ISO where
    nothing is said) and `{academic_year:…}` of two years, each `yy` or `yyyy`, with at most one
    character between them: `{academic_year}` is `2223`, `{academic_year:yy-yy}` is `22-23`.
    Everything else stands as it is.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> "MinutePattern":
        """Read a pattern.

        Raises:
            ValueError: it is none; the message is a sentence for its author.
        """
        _compiled(text)
        return cls(text)

    def match(self, minute: str) -> MinuteParts | None:
        """Take a minute number apart; None where it does not fit."""
        return _parts(_compiled(self.text).exact, minute)

    def match_spaced(self, minute: str) -> MinuteParts | None:
        """Take a minute number apart whatever white space has strayed into it."""
        return _parts(_compiled(self.text).squeezed, "".join(minute.split()))

    def format(self, body: str, day: datetime.date, item: str) -> str:
        """Write the minute number of an item on a body's agenda on a day."""
        year = self.academic_year_of(day)
        return self._fill(MinuteParts(body, year, day, self._date_text(day), item))

    def restore(self, parts: MinuteParts) -> str:
        """Write a minute number again from its parts, as written."""
        return self._fill(parts)

    def academic_year_of(self, day: datetime.date) -> str:
        """Return the academic year of a day in this pattern's form; `2223` where it has none."""
        form = _compiled(self.text).year_form
        if form is None:
            return academic_year(day)
        start = day.year if day.month >= 9 else day.year - 1
        first, between, second = form
        return _year_digits(start, first) + between + _year_digits(start + 1, second)

    def _date_text(self, day: datetime.date) -> str:
        form = _compiled(self.text).date_form
        # strftime's %Y drops leading zeros on some systems, so the digits are put in by hand.
        for directive, digits in (
            ("%d", f"{day.day:02}"),
            ("%m", f"{day.month:02}"),
            ("%y", f"{day.year % 100:02}"),
            ("%Y", f"{day.year:04}"),
        ):
            form = form.replace(directive, digits)
        return form

    def _fill(self, parts: MinuteParts) -> str:
        values = {
            "body": parts.body,
            "academic_year": parts.academic_year,
            "date": parts.date_text,
            "item": parts.item,
        }
        return _PLACEHOLDER.sub(lambda found: values[found[1]], self.text)


@dataclass(frozen=True, slots=True)
class _Compiled:
    exact: re.Pattern[str]
    squeezed: re.Pattern[str]
    date_form: str
    year_form: tuple[str, str, str] | None


@lru_cache(maxsize=256)
def _compiled(text: str) -> _Compiled:
    if len(text) > MAX_PATTERN:
        raise ValueError(f"A minute pattern is at most {MAX_PATTERN} characters long.")
    if not text.isprintable() or text != text.strip():
        raise ValueError("A minute pattern is one line without spaces at its ends.")
    if text.startswith(FORMULA_STARTS):
        raise ValueError("A minute pattern may not begin with =, +, - or @ (Excel would count).")
    exact, squeezed, end, previous = "", "", 0, ""
    seen: set[str] = set()
    date_form, year_form = "%Y-%m-%d", None
    for found in _PLACEHOLDER.finditer(text):
        literal = _literal(text[end : found.start()])
        name, form = found[1], found[2]
        if name in seen:
            raise ValueError(f"{{{name}}} stands in the minute pattern twice.")
        if not literal and {previous, name} == {"body", "item"}:
            raise ValueError("{body} and {item} need a sign between them, such as /.")
        if name in ("body", "item") and form is None:
            expression = _BODY if name == "body" else _ITEM
        elif name == "date":
            date_form = date_form if form is None else form
            expression = _date_expression(date_form)
        elif name == "academic_year":
            year_form = _year_form("yyyy" if form is None else form)
            expression = f"(?P<years>{_years_expression(year_form)})"
        else:
            raise ValueError(
                f"“{found[0]}” is no part of a minute number; the parts are {{body}}, "
                "{academic_year}, {date:%d%m%y} and {item}."
            )
        exact += re.escape(literal) + expression
        squeezed += re.escape("".join(literal.split())) + expression
        seen.add(name)
        end, previous = found.end(), name
    if not seen:
        raise ValueError("A minute pattern needs a part in braces, such as {item}.")
    rest = _literal(text[end:])
    exact += re.escape(rest)
    squeezed += re.escape("".join(rest.split()))
    return _Compiled(
        re.compile(exact, re.ASCII), re.compile(squeezed, re.ASCII), date_form, year_form
    )


def _literal(text: str) -> str:
    if "{" in text or "}" in text:
        raise ValueError("A brace in the minute pattern is not closed, or was never opened.")
    return text


def _date_expression(form: str) -> str:
    parts = re.split(r"(%.?)", form)
    directives = parts[1::2]
    years = [d for d in directives if d in _YEAR_PARTS]
    if sorted(d for d in directives if d in _DAY_PARTS) != ["%d", "%m"] or len(years) != 1:
        raise ValueError(f"“{form}” is no date: write %d, %m and %y (or %Y) once each.")
    if len(directives) != 3 or re.search(r"[\w\s]", "".join(parts[0::2])):
        raise ValueError(f"“{form}” holds more than %d, %m and %y (or %Y) and signs between them.")
    known = _DAY_PARTS | _YEAR_PARTS
    inner = "".join(known.get(part) or re.escape(part) for part in parts)
    return f"(?P<date>{inner})"


def _year_form(form: str) -> tuple[str, str, str]:
    found = _YEARS.fullmatch(form)
    if found is None:
        raise ValueError(f"“{form}” is no academic year: write yy-yy, yyyy-yy or yyyy for 2223.")
    return found[1], found[2], found[3]


def _years_expression(form: tuple[str, str, str]) -> str:
    first, between, second = form
    return rf"\d{{{len(first)}}}{re.escape(between)}\d{{{len(second)}}}"


def _year_digits(year: int, form: str) -> str:
    return f"{year:04}"[-len(form) :]


def _parts(expression: re.Pattern[str], minute: str) -> MinuteParts | None:
    found = expression.fullmatch(minute)
    if found is None:
        return None
    named = found.groupdict(default="")
    day: datetime.date | None = None
    if named.get("date"):
        digits = named["year"]
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
        try:
            day = datetime.date(year, int(named["month"]), int(named["day"]))
        except ValueError:
            day = None
    return MinuteParts(
        named.get("body", ""),
        named.get("years", ""),
        day,
        named.get("date", ""),
        named.get("item", ""),
    )


def pattern_of(body: str, organisation: Organisation) -> MinutePattern:
    """Return the pattern that a body numbers its minutes by: its own, else the trust's."""
    known = organisation.bodies.get(body)
    return MinutePattern(
        (known.minute_pattern if known else "") or organisation.trust.minute_pattern
    )


def check_minute(line: Line, organisation: Organisation) -> list[Diagnostic]:
    """Hold a line's minute number against its own row.

    Returns:
        Nothing for an empty minute number; one warning for one that does not fit its body's
        pattern, which is kept as written; else a warning where white space has strayed into it,
        and an error for each of body, date and academic year that is not the row's.
    """
    if not line.minute:
        return []
    pattern = pattern_of(line.body, organisation)
    parts = pattern.match(line.minute)
    if parts is not None:
        return _against_row(parts, pattern, line)
    parts = pattern.match_spaced(line.minute)
    if parts is None:
        right = pattern.format(line.body, line.date, "1")
        return [
            _complaint(
                Severity.WARNING,
                "minute-pattern",
                line,
                f"The minute number “{line.minute}” does not fit the pattern {pattern.text}.",
                f"It is kept as it is written; check it for a slip. Item 1 would be {right}.",
            )
        ]
    stray = _complaint(
        Severity.WARNING,
        "minute-space",
        line,
        f"There is a stray space in the minute number “{line.minute}”.",
        f"Write {pattern.restore(parts)} instead.",
    )
    return [stray, *_against_row(parts, pattern, line)]


def _against_row(parts: MinuteParts, pattern: MinutePattern, line: Line) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    start = f"The minute number “{line.minute}”"
    correct = "Correct whichever of the two is wrong."
    if parts.body and parts.body != line.body:
        message = f"{start} is of the body {parts.body}, and its row says {line.body}."
        findings.append(_complaint(Severity.ERROR, "minute-body", line, message, correct))
    if parts.date_text and parts.date != line.date:
        says = f"says {in_full(parts.date)}" if parts.date else f"says {parts.date_text}, no day"
        message = f"{start} {says}, and its row says {in_full(line.date)}."
        findings.append(_complaint(Severity.ERROR, "minute-date", line, message, correct))
    year = pattern.academic_year_of(line.date)
    if parts.academic_year and parts.academic_year != year:
        message = (
            f"{start} is of the year {parts.academic_year}; {in_full(line.date)} is in {year}."
        )
        hint = "The academic year runs from 1 September to 31 August; correct the minute number."
        findings.append(_complaint(Severity.ERROR, "minute-year", line, message, hint))
    return findings


def _complaint(severity: Severity, code: str, line: Line, message: str, hint: str) -> Diagnostic:
    return Diagnostic(severity, code, message, hint, line=line.line, column=MINUTE_COLUMN)
