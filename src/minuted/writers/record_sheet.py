"""An empty sheet for decisions, to be filled in and recorded: CSV, or Excel with lists to pick."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO

ROWS = 500
"""So many rows of a workbook have lists and the form of text."""

_WIDTHS = {"narrative": 44, "minute": 26, "policy": 22, "decision": 19}


def csv_template(headings: Mapping[str, str]) -> bytes:
    """Return a CSV file with headings only; Excel sees that it is UTF-8."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(headings.values())
    return text.getvalue().encode("utf-8-sig")


def workbook_template(
    headings: Mapping[str, str],
    choices: Mapping[str, Sequence[str]],
    notes: Mapping[str, str],
    rows: Sequence[Mapping[str, str]] = (),
) -> bytes:
    """Return a workbook with headings, lists to pick from, and a sheet that explains the columns.

    All cells have the form of text, so that Excel rewrites no date and no version.

    Args:
        headings: by field.
        choices: what may be picked, by field.
        notes: what a field's column takes, by field.
        rows: what is filled in already, by field.
    """
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8edf3"})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Decisions")
        lists = book.add_worksheet("Lists")
        sheet.freeze_panes(1, 0)
        for column, (name, heading) in enumerate(headings.items()):
            sheet.set_column(column, column, _WIDTHS.get(name, 14), text)
            sheet.write_string(0, column, heading, bold)
            for place, row_of in enumerate(rows, 1):
                if row_of.get(name):
                    sheet.write_string(place, column, row_of[name], text)
            words = choices.get(name, ())
            lists.write_string(0, column, heading, bold)
            for row, word in enumerate(words, 1):
                lists.write_string(row, column, word)
            if words:
                letter = chr(65 + column)
                sheet.data_validation(
                    1,
                    column,
                    ROWS,
                    column,
                    {
                        "validate": "list",
                        "source": f"=Lists!${letter}$2:${letter}${len(words) + 1}",
                        "error_type": "information",
                        "error_message": "This is not in the list.",
                    },
                )
        lists.hide()
        about = book.add_worksheet("How to fill it in")
        about.set_column(0, 0, 16, wrapped)
        about.set_column(1, 1, 90, wrapped)
        about.write_row(0, 0, ("The column", "What it takes"), bold)
        for row, (name, note) in enumerate(notes.items(), 1):
            about.write_string(row, 0, headings[name], wrapped)
            about.write_string(row, 1, note, wrapped)
    return stream.getvalue()
