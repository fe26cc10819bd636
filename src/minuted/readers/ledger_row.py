"""One row of the ledger's CSV file, cell by cell."""

import datetime
import re

from minuted.model.dates import MonthOrDay, parse_excel, parse_iso
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.ledger import COLUMNS, FORMULA_STARTS, Kind, Line
from minuted.model.nearest import did_you_mean
from minuted.readers.hidden import HIDDEN, describe

_FINGERPRINT = re.compile(r"m[0-9]+-[0-9a-f]{64}")
_KINDS = {kind.value: kind for kind in Kind}
_NEEDED = COLUMNS.index("review_date") + 1


class Complaints:
    """Gathers complaints about one file."""

    def __init__(self, path: str) -> None:
        self.found: list[Diagnostic] = []
        self._path = path

    def add(
        self,
        code: str,
        line: int,
        column: int,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add one; an error unless said otherwise."""
        self.found.append(Diagnostic(severity, code, message, hint, self._path, line, column))


def read_row(number: int, cells: list[str], width: int, complaints: Complaints) -> Line | None:
    """Read one row.

    Args:
        number: the line of the file that it begins on.
        cells: as many as there are.
        width: how many cells the heading has; Excel may have added empty ones to every row.
        complaints: what is wrong with it is added to these.

    Returns:
        None where there is an error in it.
    """
    if not _count_is_right(number, cells, width, complaints):
        return None
    cells = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    before = len(complaints.found)
    row = _Row(number, dict(zip(COLUMNS, cells, strict=True)), complaints)
    day = row.day("date", needed=True)
    kind = row.kind()
    states = kind is not None and (not kind.is_about_another or kind is Kind.CORRECTED)
    body = row.text("body", needed=states or kind is Kind.RATIFIED)
    audience = row.text("for", needed=True)
    minute = row.text("minute")
    version = row.text("version", needed=states)
    narrative = row.text("narrative")
    review_date = row.date("review_date")
    minutes = row.minutes()
    effective = row.day("effective")
    about = row.about(kind)
    fingerprint = row.fingerprint()
    broken = any(c.is_error for c in complaints.found[before:])
    if broken or day is None or kind is None:
        return None
    return Line(
        day,
        body,
        audience,
        minute,
        version,
        kind,
        narrative,
        review_date,
        minutes,
        effective,
        about,
        fingerprint,
        number,
    )


def _count_is_right(number: int, cells: list[str], width: int, complaints: Complaints) -> bool:
    extra = cells[len(COLUMNS) :]
    if extra and (len(cells) > width or any(cell.strip() for cell in extra)):
        complaints.add(
            "ledger-columns",
            number,
            len(COLUMNS) + 1,
            f"This line has {len(cells)} cells, and a ledger has {len(COLUMNS)} columns.",
            "Put a cell that has a comma in it in quotation marks.",
        )
        return False
    if len(cells) < _NEEDED:
        complaints.add(
            "ledger-columns",
            number,
            0,
            f"This line has {len(cells)} cell{'s' * (len(cells) > 1)} instead of {len(COLUMNS)}; "
            "at least those up to review_date must be there.",
            "Write what is missing, with a comma for each cell left empty: "
            f"{','.join(COLUMNS[:_NEEDED])},,,,",
        )
        return False
    if len(cells) < len(COLUMNS):  # Excel drops empty ends, but a comma may have been forgotten
        complaints.add(
            "ledger-columns",
            number,
            len(cells),
            f"This line has {len(cells)} cells instead of {len(COLUMNS)}; the missing ones were "
            "taken to be empty ones at its end.",
            "Check that every cell stands in its column, and add commas at the end.",
            severity=Severity.WARNING,
        )
    return True


class _Row:
    """One row's cells by column name, each read with its complaints."""

    def __init__(self, number: int, cells: dict[str, str], complaints: Complaints) -> None:
        self._number = number
        self._complaints = complaints
        self._cells = {name: self._clean(name, cell) for name, cell in cells.items()}

    def complain(
        self,
        code: str,
        column: str,
        message: str,
        hint: str,
        *,
        severity: Severity = Severity.ERROR,
    ) -> None:
        place = COLUMNS.index(column) + 1
        self._complaints.add(code, self._number, place, message, hint, severity=severity)

    def _clean(self, column: str, cell: str) -> str:
        """Return the cell with its white space, line breaks included, as single spaces."""
        if not cell:  # as half of them are
            return ""
        hidden = HIDDEN.search(cell)
        if hidden is not None:
            self.complain(
                "hidden-character",
                column,
                f"There is a character in {column} that nobody can see "
                f"({describe(hidden.group())}).",
                "Delete it; the surest way is to type the cell again.",
            )
        cleaned = " ".join(cell.split())
        if cleaned.startswith(FORMULA_STARTS) or cell.startswith("\t"):
            sign = cleaned[0] if cleaned.startswith(FORMULA_STARTS) else "a tab"
            self.complain(
                "ledger-formula",
                column,
                f"The cell {column} begins with {sign}, which a spreadsheet takes for a formula.",
                "Begin it with a letter or a digit.",
            )
        return cleaned

    def text(self, column: str, *, needed: bool = False) -> str:
        cell = self._cells[column]
        if needed and not cell:
            self.complain(
                "ledger-empty", column, f"The cell {column} is empty.", f"Fill in {column}."
            )
        return cell

    def date(self, column: str) -> MonthOrDay | None:
        cell = self._cells[column]
        if not cell:
            return None
        read = parse_iso(cell) or parse_excel(cell)
        if read is None:
            month = ", or 2023-08 for a month" if column == "review_date" else ""
            self.complain(
                "bad-date",
                column,
                f"“{cell}” in {column} is not a date that can be read.",
                f"Write year-month-day, such as 2023-08-29{month}.",
            )
        return read

    def day(self, column: str, *, needed: bool = False) -> datetime.date | None:
        self.text(column, needed=needed)
        read = self.date(column)
        if read is None:
            return None
        if not read.day:
            self.complain(
                "bad-date",
                column,
                f"“{self._cells[column]}” in {column} is a month; a day is needed.",
                "Write year-month-day, such as 2023-08-29.",
            )
            return None
        return read.last_day()

    def kind(self) -> Kind | None:
        cell = self.text("decision", needed=True)
        kind = _KINDS.get(cell)
        if cell and kind is None:
            known = ", ".join(_KINDS)
            self.complain(
                "unknown-decision",
                "decision",
                f"“{cell}” is not a word for a decision.",
                did_you_mean(cell, _KINDS, f"The words are {known}."),
            )
        return kind

    def minutes(self) -> str:
        cell = self._cells["minutes"]
        if cell not in ("", "draft"):
            self.complain(
                "bad-minutes",
                "minutes",
                f"“{cell}” in minutes is neither `draft` nor empty.",
                "Write draft while the minutes are not confirmed, else leave the cell empty.",
            )
        return cell

    def about(self, kind: Kind | None) -> str:
        cell = self._cells["about"]
        if kind is not None and kind.is_about_another and not cell:
            self.complain(
                "ledger-about",
                "about",
                f"A line that says {kind.value} needs the minute number that it is about.",
                "Write the earlier line's minute number in about (its date if it has none).",
            )
        if kind is not None and cell and not kind.is_about_another:
            self.complain(
                "ledger-about",
                "about",
                f"A line that says {kind.value} is about no earlier line, and about is filled in.",
                "Empty the cell, or write confirmed, ratified, corrected or void as decision.",
            )
        day = parse_excel(cell)  # where the earlier line had no minute number, about is its date
        return day.iso() if day is not None and day.day else cell

    def fingerprint(self) -> str:
        cell = self._cells["fingerprint"]
        if cell and not _FINGERPRINT.fullmatch(cell):
            self.complain(
                "bad-fingerprint",
                "fingerprint",
                f"“{cell[:24]}” is not a fingerprint, so it proves nothing.",
                "Take it from `minuted show POLICY --version V --for CODE`, or empty the cell.",
                severity=Severity.WARNING,
            )
        return cell
