"""The ledger's CSV file to its lines, and a line back to its text.

    bytes ──UTF-8──▶ rows with the line that each begins on ──▶ Line, Line, Line …
                                                            └─▶ complaints: line, column, why

A complaint's column is the column of the table (1 is `date`), as Excel shows it, because cells in
quotation marks have no other place that a clerk could find.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from minuted.model.diagnostic import Diagnostic, in_file_order
from minuted.model.ledger import COLUMNS, Ledger, Line
from minuted.readers.ledger_row import Complaints, read_row

HEADING = ",".join(COLUMNS) + "\n"
"""The first line of every ledger."""


def read_ledger(data: bytes, policy: str, path: str) -> tuple[Ledger, list[Diagnostic]]:
    """Read a ledger.

    Args:
        data: the file's bytes; a byte order mark and Windows line ends do no harm.
        policy: the slug of the policy whose ledger it is.
        path: put into the complaints.

    Returns:
        The lines that could be read, exact repeats left out, and every complaint in the order of
        the file. A line with an error is not among the lines. No bytes make this raise.
    """
    complaints = Complaints(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        complaints.add(
            "ledger-encoding",
            data.count(b"\n", 0, error.start) + 1,
            0,
            "The ledger is not saved as UTF-8, so letters beyond a to z cannot be read.",
            "In Excel save it as “CSV UTF-8 (Comma delimited)”; in an editor choose UTF-8.",
        )
        return Ledger(policy), complaints.found
    rows = _rows(text, complaints)
    number, heading = next(rows, (1, []))
    if not _heading_is_right(number, heading, complaints):
        return Ledger(policy), complaints.found
    lines: dict[Line, Line] = {}
    for number, cells in rows:
        read = read_row(number, cells, len(heading), complaints)
        if read is not None:
            lines.setdefault(replace(read, line=0), read)
    return Ledger(policy, tuple(lines.values())), in_file_order(complaints.found)


def format_line(line: Line) -> str:
    """Return the text of one line with its line feed; reading it back gives an equal line.

    That holds for lines that `read_ledger` would read without an error. Whoever makes a line from
    what somebody typed reads `HEADING` and the text back first, and shows the complaints.
    """
    cells = (
        line.date.isoformat(),
        line.body,
        line.audience,
        line.minute,
        line.version,
        line.kind.value,
        line.narrative,
        line.review_date.iso() if line.review_date else "",
        line.minutes,
        line.effective.isoformat() if line.effective else "",
        line.about,
        line.fingerprint,
    )
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _rows(text: str, complaints: Complaints) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that holds anything, with the line that it begins on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(StringIO(text), strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message, hint = _csv_error(str(error))
            complaints.add("ledger-csv", begins, 0, message, hint)
            continue
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _trimmed(cells: list[str]) -> list[str]:
    """Return the cells without white space around them, and without the empty ones at the end."""
    trimmed = [cell.strip() for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _csv_error(problem: str) -> tuple[str, str]:
    if "field limit" in problem:
        return (
            f"A cell of this line is longer than {csv.field_size_limit():,} characters.",
            "Check for a quotation mark that is never closed; else shorten the cell.",
        )
    if "end of data" in problem:
        return (
            "A cell of this line opens with a quotation mark that is never closed.",
            'Close it with a second ". Every line from here on was taken as part of the cell.',
        )
    return (
        "Something follows the quotation mark that closes a cell of this line.",
        'Put the whole cell in quotation marks, and write a " inside it twice.',
    )


def _heading_is_right(number: int, cells: list[str], complaints: Complaints) -> bool:
    if _trimmed(cells) == list(COLUMNS):
        return True
    hint = f"The first line must be: {HEADING.strip()}"
    code, message = "ledger-heading", "The ledger does not begin with its row of column names."
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if _trimmed(",".join(cells).split(separator)) == list(COLUMNS):
            code = "ledger-separator"
            message = f"The cells of the ledger are separated by {name}, and must be by commas."
            hint = "Save it again as CSV with commas: in Excel “CSV UTF-8 (Comma delimited)”."
    complaints.add(code, number, 0, message, hint)
    return False
