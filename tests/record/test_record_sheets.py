"""A whole meeting at once, and sheets with many: all or nothing, every bad row named."""

import csv
import datetime
import io
from pathlib import Path

import pytest

from minuted.readers.record_sheet import HEADINGS, letter_of, read_record_sheet
from recording_world import Call, lines_of
from workspaces import TestWorkspace

MEETING = ("record", "--for", "ASH", "--meeting", "FGB/2223/060922")
ROWS = (
    ("phones", "ASH", "FGB/2223/060922/15", "Aug-23"),
    ("visitors", "ASH", "FGB/2223/060922/16", ""),
    ("phones", "ELM", "FGB/2223/130922/4", "29.8.23"),
)


def csv_of(rows: object = ROWS, heading: str = "Policy,For,Minute number,Review date") -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heading.split(","))
    writer.writerows(rows)  # type: ignore[arg-type]
    return stream.getvalue()


def workbook(rows: list[list[object]], *, title: str = "Decisions") -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, datetime.datetime) and cell.value.day == 1:
                cell.number_format = "mmm-yy"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_whole_meeting_is_recorded_in_one_commit(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, *MEETING, "phones=15", "visitors=16:noted", "--yes")
    assert outcome.code == 0, outcome.said
    assert lines_of(kept)[0].startswith("2022-09-06,FGB,ASH,FGB/2223/060922/15,2,adopted,")
    assert lines_of(kept, "visitors")[0].startswith(
        "2022-09-06,FGB,ASH,FGB/2223/060922/16,1,noted,,,"
    )
    message = kept.git("log", "-1", "--format=%B")
    assert message.startswith("2 decisions recorded: ASH, FGB, 6 September 2022\n\n- Phones policy")
    assert kept.git("rev-list", "--count", "HEAD") == "2"
    assert kept.git("status", "--porcelain") == ""


def test_a_meeting_may_be_named_by_body_and_date(kept: TestWorkspace, call: Call) -> None:
    given = ("record", "--for", "ASH", "--body", "fgb", "--date", "6.9.22", "phones=15", "--yes")
    assert call(kept, *given).code == 0
    assert ",FGB/2223/060922/15," in lines_of(kept)[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--meeting", "FGB/060922", "phones=15"), "no meeting’s number"),
        (("--meeting", "FGB/2223/060922", "phones"), "is no item of a meeting"),
        (("--meeting", "FGB/2223/060922", "phones=15", "visitors=16:noteds"), "“noted”"),
        (("--meeting", "FGB/2223/060922", "phones=15", "visitor=16"), "Did you mean “visitors”?"),
        (("phones=15",), "It is not said which meeting"),
    ],
)
def test_a_meeting_is_all_or_nothing(
    kept: TestWorkspace, call: Call, given: tuple[str, ...], said: str
) -> None:
    outcome = call(kept, "record", "--for", "ASH", *given, "--yes")
    assert outcome.code == 1, outcome.said
    assert said in outcome.err
    assert lines_of(kept) == []


def test_a_meeting_of_a_body_whose_minutes_end_with_the_year(
    kept: TestWorkspace, call: Call
) -> None:
    given = ("--meeting", "LAB/16-17", "--date", "14.3.17", "phones=58", "--force", "It was so")
    outcome = call(kept, "record", "--for", "ASH", *given, "--version", "1", "--yes")
    assert outcome.code == 0, outcome.said
    assert lines_of(kept)[0].startswith("2017-03-14,LAB,ASH,LAB/58/16-17,1,adopted,")


@pytest.mark.parametrize("form", ["csv", "semicolons", "tabs", "cp1252", "bom", "xlsx"])
def test_a_sheet_is_recorded_whole_and_twice_adds_nothing(
    kept: TestWorkspace, call: Call, tmp_path: Path, form: str
) -> None:
    rows = [(*row, "Café rules – new") for row in ROWS]
    text = csv_of(rows, "policy,SCHOOL,Minute Number,Review_Date,Narrative")
    path = tmp_path / ("meeting.xlsx" if form == "xlsx" else "meeting.csv")
    if form == "xlsx":
        heading: list[object] = ["Policy", "For", "Minute number", "Review date", "Narrative"]
        when = [datetime.datetime(2023, 8, day) if day else None for day in (1, 0, 29)]  # noqa: DTZ001
        cells = [[*row[:3], day, row[4]] for row, day in zip(rows, when, strict=True)]
        path.write_bytes(workbook([heading, *cells, [None, " "]]))
    elif form == "semicolons":
        path.write_bytes(text.replace(",", ";").encode())
    elif form == "tabs":
        path.write_bytes(text.replace(",", "\t").encode())
    else:
        path.write_bytes(text.encode({"cp1252": "cp1252", "bom": "utf-8-sig"}.get(form, "utf-8")))
    outcome = call(kept, "record", "--from", str(path), "--yes")
    assert outcome.code == 0, outcome.said
    assert "Recorded: 3 decisions" in outcome.out
    said = [line.split(",")[2:8] for line in (*lines_of(kept), *lines_of(kept, "visitors"))]
    assert said == [
        ["ASH", "FGB/2223/060922/15", "2", "adopted", "Café rules – new", "2023-08"],
        ["ELM", "FGB/2223/130922/4", "2", "adopted", "Café rules – new", "2023-08-29"],
        ["ASH", "FGB/2223/060922/16", "1", "adopted", "Café rules – new", "2024-09"],
    ]
    again = call(kept, "record", "--from", str(path), "--yes")
    assert again.code == 0
    assert "nothing was added" in again.err
    assert kept.git("rev-list", "--count", "HEAD") == "2"


def test_every_bad_row_is_named_and_none_is_recorded(
    kept: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    rows = [
        *ROWS,
        ("phoned", "ASH", "FGB/2223/060922/17", ""),
        ("", "", "", ""),
        ("phones", "OAK", "FGB/2223/060922/15", "Autumn"),
        ("visitors", "OAK", "FGB/2122/060922/15", ""),
    ]
    path = tmp_path / "meeting.xlsx"
    cells: list[list[object]] = [["Policy", "For", "Minute number", "Review date"]]
    path.write_bytes(workbook(cells + [list(row) for row in rows]))
    outcome = call(kept, "record", "--from", str(path), "--yes")
    assert outcome.code == 1
    places = [line.partition(": error:")[0] for line in outcome.err.splitlines() if "[" in line]
    assert places[:3] == [
        "meeting.xlsx, row 5, column A (policy)",
        "meeting.xlsx, row 7, column D (review_date)",
        "meeting.xlsx, row 8, column C (minute)",
    ]
    assert lines_of(kept) == lines_of(kept, "visitors") == []


def test_years_in_a_sheet_are_taken_in_the_order_of_their_dates(
    kept: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    rows = [
        ("phones", "ASH", "FGB/2425/030924/3", ""),
        ("phones", "ASH", "FGB/2223/060922/15", ""),
        ("phones", "ASH", "FGB/2324/050923/7", ""),
    ]
    path = tmp_path / "years.csv"
    path.write_text(csv_of(rows), encoding="utf-8")
    assert call(kept, "record", "--from", str(path), "--yes").code == 0
    said = [line.split(",")[3:7] for line in lines_of(kept)]
    assert [(minute[9:], kind, words) for minute, _, kind, words in said] == [
        ("060922/15", "adopted", "Adopted as issued"),
        ("050923/7", "reviewed", "No amendments"),
        ("030924/3", "reviewed", "No amendments"),
    ]


def test_a_row_that_stands_in_a_sheet_twice_counts_once(
    kept: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "twice.csv"
    path.write_text(csv_of([ROWS[0], ROWS[0]]), encoding="utf-8")
    assert call(kept, "record", "--from", str(path), "--yes").code == 0
    assert len(lines_of(kept)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Policy,Fro,Minute\nphones,ASH,x\n", "row 1, column B: error: “Fro” is no column"),
        (b"Policy,Minute\nphones,x\n", "There is no column “For”"),
        (b"Policy,For,For\n", "two columns for for"),
        (b"hello\n", "no row of column names"),
        (b"", "no row of column names"),
        (b'Policy,For\n"phones,ASH\n', "quotation marks"),
        (b"Policy,For\nphones,ASH,surplus\n", "row 2, column C: error: “surplus” stands under"),
        (b"PK\x03\x04 nothing", "cannot be read as an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "neither CSV nor"),
        (b"%PDF-1.7", "neither CSV nor"),
        (b"Policy,For\n", "holds no decision"),
    ],
)
def test_what_is_no_sheet_is_refused(
    kept: TestWorkspace, call: Call, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "meeting.csv"
    path.write_bytes(data)
    outcome = call(kept, "record", "--from", str(path), "--yes")
    assert outcome.code == 1
    assert said in outcome.err


def test_sheets_of_notes_are_passed_over(kept: TestWorkspace) -> None:
    from openpyxl import load_workbook

    cells: list[list[object]] = [["Policy", "For"], ["phones", "ASH"]]
    book = load_workbook(io.BytesIO(workbook(cells)))
    book.create_sheet("Notes", 0).append(["Remember the biscuits"])
    book.create_sheet("Empty")
    stream = io.BytesIO()
    book.save(stream)
    entries, found = read_record_sheet(stream.getvalue(), "m.xlsx")
    assert not found
    assert [e.place.of("for") for e in entries if e.place] == [
        "m.xlsx, sheet Decisions, row 2, column B (for)"
    ]


@pytest.mark.parametrize("name", ["empty.xlsx", "empty.csv"])
def test_the_template_is_read_back_once_it_is_filled_in(
    kept: TestWorkspace, call: Call, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert call(kept, "record", "--template", str(path)).code == 0
    assert "holds no decision" in call(kept, "record", "--from", str(path), "--yes").err
    if path.suffix == ".csv":
        with path.open("a", encoding="utf-8") as file:
            file.write("phones,ASH,FGB/2223/060922/15\n")
    else:
        from openpyxl import load_workbook

        book = load_workbook(path)
        assert book.sheetnames == ["Decisions", "Lists", "How to fill it in"]
        for column, cell in enumerate(("phones", "ASH", "FGB/2223/060922/15"), 1):
            book["Decisions"].cell(2, column, cell)
        book.save(path)
    outcome = call(kept, "record", "--from", str(path), "--yes")
    assert outcome.code == 0, outcome.said
    assert len(lines_of(kept)) == 1
    assert "is there already" in call(kept, "record", "--template", str(path)).err


def test_letters_of_columns() -> None:
    assert [letter_of(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]
    assert len(set(HEADINGS.values())) == len(HEADINGS)
