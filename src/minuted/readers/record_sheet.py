"""A sheet of decisions, CSV or Excel, to entries: each cell as text, each row with its place.

    Policy        For  Minute number       Review date      headings, in any order
    social-media  AS   FGB/2223/060922/15  Aug-23

What the cells say is read later, with everything else that somebody types.
"""

import csv
import datetime
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.nearest import did_you_mean
from minuted.model.recording import FIELDS, Entry, Place

MOST_ROWS = 20_000
MOST_UNPACKED = 300_000_000
"""Bytes of an Excel file once unpacked; ten thousand decisions are a tenth of it."""

HEADINGS = {
    "policy": "Policy",
    "for": "For",
    "minute": "Minute number",
    "date": "Date",
    "body": "Body",
    "version": "Version",
    "decision": "Decision",
    "narrative": "Narrative",
    "review_date": "Review date",
    "minutes": "Minutes",
    "effective": "Effective",
}
"""What each field's column is called; its name in the ledger will do too."""

_BY_WORD = {
    word.casefold().replace("_", " "): name
    for name, heading in HEADINGS.items()
    for word in (name, heading)
} | {"school": "for", "minute no": "minute", "minute ref": "minute", "review": "review_date"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet's rows as text; `name` is that of its file, and its own where there are several."""

    name: str
    rows: Iterable[tuple[int, Sequence[str]]]


def read_record_sheet(data: bytes, name: str) -> tuple[list[Entry], list[Diagnostic]]:
    """Read a sheet.

    Args:
        data: the file's bytes: CSV with commas, semicolons or tabs, or an Excel workbook.
        name: of the file, put into entries and complaints.

    Returns:
        An entry for each row that holds anything, and what is wrong with the sheet itself. No bytes
        make this raise.
    """
    found: list[Diagnostic] = []
    entries: list[Entry] = []
    try:
        sheets = list(_workbook(data, name) if data[:4] == b"PK\x03\x04" else _csv(data, name))
    except _SheetError as error:
        return [], [_complaint("sheet-unreadable", name, str(error), error.hint)]
    headed = 0
    for sheet in sheets:
        read = _read(sheet, found)
        if read is not None:
            headed += 1
            entries += read
    if not headed and not found:
        hint = f"The first row must name the columns: {', '.join(HEADINGS.values())}."
        found.append(
            _complaint("sheet-heading", name, "There is no row of column names in it.", hint)
        )
    return entries, found


class _SheetError(Exception):
    """The file cannot be read at all."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def letter_of(column: int) -> str:
    """Return the letter of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read(sheet: _Sheet, found: list[Diagnostic]) -> list[Entry] | None:
    """Return a sheet's entries; None where it is no sheet of decisions, or its heading is wrong."""
    rows = iter(sheet.rows)
    number, heading = next(rows, (1, ()))
    fields = _fields(sheet.name, number, heading, found)
    if fields is None:
        return None
    letters = {name: letter_of(at) for at, name in fields.items()}
    entries = []
    for number, cells in rows:
        place = Place(sheet.name, number, letters)
        for at, cell in enumerate(cells):
            if cell and at not in fields:
                found.append(
                    _complaint(
                        "sheet-cell",
                        f"{sheet.name}, row {number}, column {letter_of(at)}",
                        f"“{cell[:40]}” stands under no heading.",
                        "Give its column a heading, or empty the cell.",
                    )
                )
        typed = {name: cells[at] for at, name in fields.items() if at < len(cells)}
        entries.append(Entry.of(typed, place))
    return entries


def _fields(
    sheet: str, number: int, heading: Sequence[str], found: list[Diagnostic]
) -> dict[int, str] | None:
    """Return which field each column holds; None where the heading is none, or is wrong."""
    words = {at: " ".join(cell.replace("_", " ").split()) for at, cell in enumerate(heading)}
    words = {at: word for at, word in words.items() if word}
    fields = {at: _BY_WORD.get(word.casefold(), "") for at, word in words.items()}
    if not any(fields.values()):
        return None  # notes, or nothing at all
    before = len(found)
    for at, name in fields.items():
        where = f"{sheet}, row {number}, column {letter_of(at)}"
        if not name:
            hint = did_you_mean(words[at], _BY_WORD, f"Known are: {', '.join(HEADINGS.values())}.")
            message = f"“{words[at]}” is no column of decisions."
            found.append(_complaint("sheet-heading", where, message, hint))
        elif list(fields.values()).index(name) != list(fields).index(at):
            message = f"There are two columns for {HEADINGS[name].lower()}."
            found.append(_complaint("sheet-heading", where, message, "Take one of them out."))
    for name in ("policy", "for"):
        if name not in fields.values():
            message = f"There is no column “{HEADINGS[name]}”."
            hint = "Give each row the policy’s short name, and the code of the school or group."
            found.append(_complaint("sheet-heading", f"{sheet}, row {number}", message, hint))
    return fields if len(found) == before else None


def _csv(data: bytes, name: str) -> Iterator[_Sheet]:
    """Read CSV, in UTF-8 or as a British Excel saves it, with the separator of its first line."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" or data[:5] == b"%PDF-" or b"\0" in data:
        raise _SheetError(
            "It is neither CSV nor an Excel workbook (.xlsx).",
            "Open it in Excel and save it as .xlsx or as CSV UTF-8.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    yield _Sheet(name, _csv_rows(text, separator))


def _csv_rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = [" ".join(cell.split()) for cell in next(reader)]
        except StopIteration:
            return rows
        except csv.Error as error:
            raise _SheetError(
                f"Row {number} cannot be read: its quotation marks do not pair ({error}).",
                'Put the whole cell in quotation marks, and write a " inside it twice.',
            ) from None
        if any(cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS:
            raise _too_long()


def _workbook(data: bytes, name: str) -> Iterator[_Sheet]:
    from openpyxl import load_workbook

    try:
        _require_size(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks that are of no interest here
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            several = len(shown) > 1
            for sheet in shown:
                title = f"{name}, sheet {sheet.title}" if several else name
                yield _Sheet(title, _workbook_rows(sheet))
    except _SheetError:
        raise
    except Exception as error:
        raise _SheetError(
            f"It cannot be read as an Excel workbook ({type(error).__name__}).",
            "Open it in Excel and save it again as .xlsx.",
        ) from None


def _require_size(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        size = sum(entry.file_size for entry in package.infolist())
    if size > MOST_UNPACKED:
        raise _too_long()


def _workbook_rows(sheet: Any) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_cell_text(cell) for cell in row]
        if any(cells):
            rows.append((number, cells))
        if number > MOST_ROWS:
            raise _too_long()
    return rows


def _cell_text(cell: Any) -> str:
    """Return what a cell shows: a day as ISO, a month (`Aug-23`) as `2023-08`."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        only_month = "d" not in str(cell.number_format).lower()
        return f"{value:%Y-%m}" if only_month else f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _too_long() -> _SheetError:
    return _SheetError(
        f"It is longer than {MOST_ROWS:,} rows.", "Delete the empty rows below, or split it."
    )


def _complaint(code: str, place: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, place)


assert set(HEADINGS) == set(FIELDS)
