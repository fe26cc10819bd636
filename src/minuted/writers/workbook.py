"""Positions and agendas as Excel workbooks: real dates, a frozen heading, a filter, colours.

Every colour says what words in the same row say too. No cell is a formula, whatever it holds.
"""

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minuted.model.agenda import Meeting
from minuted.model.dates import MonthOrDay, in_full
from minuted.model.force import KIND_IN_WORDS
from minuted.model.organisation import Organisation
from minuted.model.position import Position, State

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

RED = {"bg_color": "#fbe3e4", "font_color": "#8a1f11"}
AMBER = {"bg_color": "#fff3d1", "font_color": "#6b4e00"}
GREEN = {"bg_color": "#e2f3e5", "font_color": "#1d5b2a"}
"""Colours with a contrast of seven and more between words and ground."""

_LINE = 15.5
"""Points that a line of a cell takes."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in characters."""

    heading: str
    width: int


Value = str | int | datetime.date | MonthOrDay | None


@dataclass
class _Book:
    """A workbook in the making."""

    book: "Workbook"
    made: dict[str, Any] = field(default_factory=dict)

    def form(self, name: str) -> Any:
        """Return a format by name, made when it is first wanted."""
        if name not in self.made:
            self.made[name] = self.book.add_format(_FORMATS[name])
        return self.made[name]


_CELL = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 11}
_FORMATS: dict[str, dict[str, Any]] = {
    "heading": {**_CELL, "bold": True, "bg_color": "#1f3a5f", "font_color": "#ffffff"},
    "title": {"bold": True, "font_name": "Arial", "font_size": 14},
    "text": _CELL,
    # an edited cell stays words: without it, Excel takes "=…" for a formula on leaving the cell
    "quoted": {**_CELL, "quote_prefix": True},
    "day": {**_CELL, "num_format": "d mmmm yyyy", "align": "left"},
    "month": {**_CELL, "num_format": "mmmm yyyy", "align": "left"},
    "red": RED,
    "amber": AMBER,
    "green": GREEN,
}


def status_workbook(
    positions: Iterable[Position], organisation: Organisation, day: datetime.date
) -> bytes:
    """Return a workbook with a row for each position, and a sheet that explains it."""
    columns = (
        Column("Policy", 32),
        Column("For", 8),
        Column("School or group", 28),
        Column("Version in force", 10),
        Column("Newest version", 10),
        Column("Version says", 14),
        Column("Review date", 18),
        Column("Review says", 14),
        Column("In words", 46),
        Column("Decided on", 18),
        Column("Body", 8),
        Column("Decided for", 10),
        Column("Minute number", 24),
        Column("Decision", 16),
        Column("Next decided by", 16),
    )
    rows = [_position_row(position) for position in positions]
    title = f"{organisation.trust.name}: policies on {in_full(day)}"
    rules = (
        (5, {"unknown": "red", "not adopted": "red", "behind": "amber", "current": "green"}),
        (7, {"overdue": "red", "due soon": "amber", "no date": "amber"}),
    )
    return _workbook("Status", title, columns, rows, rules, day)


def _position_row(position: Position) -> tuple[Value, ...]:
    decision = position.force.decision
    stated = decision.stated if decision else None
    next_by = f"{position.body} {position.owner}".strip()
    return (
        position.title,
        position.audience,
        position.name,
        position.version,
        position.latest,
        _first_of(position, _VERSION_SAYS),
        position.review,
        _first_of(position, _REVIEW_SAYS),
        position.in_words(),
        stated.date if stated else None,
        stated.body if stated else "",
        stated.audience if stated else "",
        stated.minute if stated else "",
        KIND_IN_WORDS[stated.kind] if stated else "",
        "" if position.quiet else next_by,
    )


_VERSION_SAYS = {
    State.UNKNOWN_VERSION: "unknown",
    State.NOT_ADOPTED: "not adopted",
    State.BEHIND: "behind",
    State.CURRENT: "current",
    State.WITHDRAWN: "withdrawn",
    State.NOT_ISSUED: "not issued",
    State.SUPERSEDED: "superseded",
}
_REVIEW_SAYS = {
    State.OVERDUE: "overdue",
    State.DUE_SOON: "due soon",
    State.NO_REVIEW_DATE: "no date",
}


def _first_of(position: Position, words: dict[State, str]) -> str:
    return next((words[state] for state in position.states if state in words), "")


def due_workbook(
    meetings: Iterable[Meeting], organisation: Organisation, day: datetime.date
) -> bytes:
    """Return a workbook with a row for each item that a body has to take up."""
    columns = (
        Column("Body", 26),
        Column("For", 8),
        Column("School or group", 28),
        Column("Policy", 32),
        Column("Due", 14),
        Column("Review date", 18),
        Column("Why", 60),
        Column("Covers as well", 20),
        Column("Version in force", 10),
        Column("Newest version", 10),
    )
    rows: list[tuple[Value, ...]] = []
    for meeting in meetings:
        for item in meeting.items:
            due = "overdue" if item.overdue else "next meeting" if item.at_once else "to come"
            rows.append(
                (
                    meeting.body_name,
                    meeting.owner,
                    meeting.name,
                    item.title,
                    due,
                    item.review,
                    item.in_words(),
                    " ".join(item.schools),
                    item.version,
                    item.latest,
                )
            )
    title = f"{organisation.trust.name}: for the next agendas, on {in_full(day)}"
    rules = ((4, {"overdue": "red", "next meeting": "amber"}),)
    return _workbook("Due", title, columns, rows, rules, day)


def _workbook(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    rules: Sequence[tuple[int, dict[str, str]]],
    day: datetime.date,
) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(data, {**options, "strings_to_numbers": False})
    made = datetime.datetime(
        day.year, day.month, day.day, tzinfo=datetime.UTC
    )  # the same rows give the same bytes
    book.set_properties({"title": title, "created": made})
    look = _Book(book)
    sheet = book.add_worksheet(name)
    _fill(sheet, look, columns, rows)
    last = max(1, len(rows))
    for column, words in rules:
        for word, form in words.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
            sheet.conditional_format(1, column, last, column, {**rule, "format": look.form(form)})
    _explain(book.add_worksheet("About"), look, title, columns, rules)
    book.close()
    return data.getvalue()


def _fill(
    sheet: "Worksheet", look: _Book, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> None:
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, look.form("heading"))
    sheet.set_row(0, 2 * _LINE)
    for line, row in enumerate(rows, 1):
        sheet.set_row(line, _LINE * max(map(_lines, row, columns), default=1))
        for number, value in enumerate(row):
            _write(sheet, look, line, number, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _lines(value: Value, column: Column) -> int:
    """Return how many lines a cell takes; not every program works that out itself."""
    return -(-len(str(value)) // column.width) if isinstance(value, str) and value else 1


def _write(sheet: "Worksheet", look: _Book, line: int, column: int, value: Value) -> None:
    if isinstance(value, MonthOrDay):
        # a month is its last day, so that a date after it is a date on which it was overdue
        day = value.last_day()
        sheet.write_datetime(line, column, day, look.form("day" if value.day else "month"))
    elif isinstance(value, datetime.date):
        sheet.write_datetime(line, column, value, look.form("day"))
    elif value not in (None, ""):
        words = str(value)
        quoted = words.startswith(_FORMULA_STARTS)
        sheet.write_string(line, column, words, look.form("quoted" if quoted else "text"))
    else:
        sheet.write_blank(line, column, None, look.form("text"))


def _explain(
    sheet: "Worksheet",
    look: _Book,
    title: str,
    columns: Sequence[Column],
    rules: Sequence[tuple[int, dict[str, str]]],
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, title, look.form("title"))
    line = 2
    for column, words in rules:
        for word, form in words.items():
            sheet.write_string(line, 0, word, look.form(form))
            told = f"{columns[column].heading}: {_MEANING[word]}"
            sheet.write_string(line, 1, told, look.form("text"))
            line += 1
    note = "A review date that is a month stands as the month's last day, shown as the month."
    sheet.write_string(line + 1, 1, note, look.form("text"))


_MEANING = {
    "unknown": "the ledger names a version that was never issued.",
    "not adopted": "no version is in force there.",
    "behind": "a newer version is issued than the one in force.",
    "current": "the newest version is in force.",
    "overdue": "the review date, or the whole of its month, has passed.",
    "due soon": "the review date is less than 60 days away.",
    "no date": "the decision in force sets no review date.",
    "next meeting": "it waits for the next meeting, whenever that is.",
}
