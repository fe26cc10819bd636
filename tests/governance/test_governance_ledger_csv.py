from dataclasses import replace
from datetime import date, timedelta

import pytest
from governance_samples import SOCIAL_MEDIA_CSV, line
from hypothesis import strategies as st

from minuted.model.dates import MonthOrDay
from minuted.model.diagnostic import Severity
from minuted.model.ledger import COLUMNS, FORMULA_STARTS, Kind, Ledger, Line
from minuted.readers.hidden import HIDDEN
from minuted.readers.ledger_csv import HEADING, format_line, read_ledger
from properties import tried

PATH = "governance/minutes/lettings.csv"
ROW = "2022-09-06,FGB,ASH,FGB/2223/060922/15,1,adopted,New policy,2023-08,,,,"


def read(text: str) -> Ledger:
    ledger, complaints = read_ledger((HEADING + text).encode(), "lettings", PATH)
    assert complaints == []
    return ledger


def complaints_of(data: bytes) -> list[tuple[str, int, int]]:
    complaints = read_ledger(data, "lettings", PATH)[1]
    assert all(c.path == PATH and c.message and c.hint for c in complaints)
    return [(c.code, c.line, c.column) for c in complaints]


def row(**cells: str) -> str:
    """Return a good row but for these cells; `for` is spelt `audience`."""
    good = dict(zip(COLUMNS, ROW.split(","), strict=True))
    return ",".join((good | {k.replace("audience", "for"): v for k, v in cells.items()}).values())


def test_the_heading_is_the_columns_of_the_design():
    assert HEADING == (
        "date,body,for,minute,version,decision,narrative,review_date,minutes,effective,about,"
        "fingerprint\n"
    )


def test_the_real_ledger_is_read_and_written_again_byte_for_byte():
    ledger, complaints = read_ledger(SOCIAL_MEDIA_CSV.encode(), "social-media", PATH)
    assert complaints == []
    assert ledger.policy == "social-media"
    assert [entry.line for entry in ledger.lines] == [2, 3, 4, 5, 6]
    assert HEADING + "".join(format_line(entry) for entry in ledger.lines) == SOCIAL_MEDIA_CSV


def test_every_column_is_read():
    fingerprint = "m1-" + "0a" * 32
    ledger = read(
        '2022-09-06,FGB,ASH,,1,chairs-action,"Urgent, by phone",2023-08-31,draft,2022-10-01,,'
        f"{fingerprint}\n2022-10-04,FGB,ASH,FGB/2223/041022/2,,ratified,,,,,2022-09-06,\n"
    )
    assert ledger.lines[0] == Line(
        date(2022, 9, 6),
        "FGB",
        "ASH",
        "",
        "1",
        Kind.CHAIRS_ACTION,
        "Urgent, by phone",
        MonthOrDay(2023, 8, 31),
        "draft",
        date(2022, 10, 1),
        "",
        fingerprint,
        2,
    )
    assert (ledger.lines[1].kind, ledger.lines[1].about) == (Kind.RATIFIED, "2022-09-06")


def test_what_excel_makes_of_dates_is_read_day_first():
    ledger = read("06/09/2022,FGB,ASH,,1,adopted,,Aug-23,,07/09/2022,,\n")
    assert ledger.lines[0].date == date(2022, 9, 6)
    assert ledger.lines[0].review_date == MonthOrDay(2023, 8)
    assert ledger.lines[0].effective == date(2022, 9, 7)
    ledger = read("12/10/2022,FGB,ASH,,1,adopted,,06/09/2023,,,,\n")
    assert ledger.lines[0].date == date(2022, 10, 12)
    assert ledger.lines[0].review_date == MonthOrDay(2023, 9, 6)


def test_a_date_in_about_that_excel_rewrote_is_iso_again():
    ledger = read("2022-10-04,FGB,ASH,,,confirmed,,,,,06/09/2022,\n")
    assert ledger.lines[0].about == "2022-09-06"


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEADING + ROW + "\n").encode(),
        (HEADING + ROW + "\n").replace("\n", "\r\n").encode(),
        (HEADING + ROW + "\n").replace("\n", "\r").encode(),
        (HEADING + ROW).encode(),
        (HEADING.strip() + ",,\n" + ROW + ",,\n,,,,,,,,,,,,,,,,\n\n").encode(),
        (HEADING + '"' + ROW.replace(",", '","') + '"\n').encode(),
    ],
)
def test_what_excel_adds_does_no_harm(data):
    ledger, complaints = read_ledger(data, "lettings", PATH)
    assert complaints == []
    assert [entry.minute for entry in ledger.lines] == ["FGB/2223/060922/15"]


def test_a_row_whose_empty_end_excel_dropped_is_read_with_a_warning():
    ledger, complaints = read_ledger((HEADING + ROW.rstrip(",") + "\n").encode(), "x", PATH)
    assert [(c.code, c.severity) for c in complaints] == [("ledger-columns", Severity.WARNING)]
    assert ledger.lines[0].review_date == MonthOrDay(2023, 8)


@pytest.mark.parametrize("cells", range(1, 8))
def test_a_row_that_ends_before_its_review_date_is_refused(cells):
    row = ",".join(ROW.split(",")[:cells])
    ledger, complaints = read_ledger(f"{HEADING}{row}\n".encode(), "x", PATH)
    assert [(c.code, c.severity, c.line) for c in complaints] == [
        ("ledger-columns", Severity.ERROR, 2)
    ]
    assert f"{cells} cell" in complaints[0].message
    assert ledger.lines == ()


def test_an_exact_repeat_counts_once():
    assert len(read(f"{ROW}\n{ROW}\n06/09/2022{ROW[10:]}\n").lines) == 1


def test_white_space_in_a_cell_is_single_spaces_and_lines_stay_right():
    text = row(narrative='"New  policy,\n with\ttables"') + "\n" + row(audience="QLI") + "\n"
    ledger = read(text)
    assert ledger.lines[0].narrative == "New policy, with tables"
    assert [entry.line for entry in ledger.lines] == [2, 4]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"date": ""}, ("ledger-empty", 2, 1)),
        ({"date": "6.9.22"}, ("bad-date", 2, 1)),
        ({"date": "6/9/2022"}, ("bad-date", 2, 1)),
        ({"date": "09/13/2022"}, ("bad-date", 2, 1)),
        ({"date": "2022-02-30"}, ("bad-date", 2, 1)),
        ({"date": "2022-09"}, ("bad-date", 2, 1)),
        ({"date": "Sep-22"}, ("bad-date", 2, 1)),
        ({"body": ""}, ("ledger-empty", 2, 2)),
        ({"audience": " "}, ("ledger-empty", 2, 3)),
        ({"minute": "=1+1"}, ("ledger-formula", 2, 4)),
        ({"version": ""}, ("ledger-empty", 2, 5)),
        ({"decision": ""}, ("ledger-empty", 2, 6)),
        ({"decision": "Adopted"}, ("unknown-decision", 2, 6)),
        ({"decision": "aproved"}, ("unknown-decision", 2, 6)),
        ({"narrative": "+ more"}, ("ledger-formula", 2, 7)),
        ({"narrative": " -more"}, ("ledger-formula", 2, 7)),
        ({"narrative": "@here"}, ("ledger-formula", 2, 7)),
        ({"narrative": "\tx"}, ("ledger-formula", 2, 7)),
        ({"narrative": "a\u202eb"}, ("hidden-character", 2, 7)),
        ({"narrative": "a\x00b"}, ("hidden-character", 2, 7)),
        ({"narrative": "a,b"}, ("ledger-columns", 2, 13)),
        ({"review_date": "August 2023"}, ("bad-date", 2, 8)),
        ({"minutes": "Draft"}, ("bad-minutes", 2, 9)),
        ({"effective": "2022-10"}, ("bad-date", 2, 10)),
        ({"about": "FGB/1"}, ("ledger-about", 2, 11)),
        ({"decision": "void"}, ("ledger-about", 2, 11)),
        ({"decision": "corrected"}, ("ledger-about", 2, 11)),
        ({"decision": "ratified", "body": "", "about": "x"}, ("ledger-empty", 2, 2)),
        ({"decision": "corrected", "version": "", "about": "x"}, ("ledger-empty", 2, 5)),
        ({"fingerprint": "abc"}, ("bad-fingerprint", 2, 12)),
    ],
)
def test_a_wrong_cell_is_reported_at_its_line_and_column(cells, expected):
    data = (HEADING + row(**cells) + "\n").encode()
    assert complaints_of(data) == [expected]
    ledger, complaints = read_ledger(data, "lettings", PATH)
    assert len(ledger.lines) == (not complaints[0].is_error)


def test_a_word_that_is_nearly_right_is_suggested():
    complaints = read_ledger((HEADING + row(decision="chairs action")).encode(), "x", PATH)[1]
    assert "chairs-action" in complaints[0].hint


def test_everything_wrong_in_a_file_is_reported_and_the_good_lines_are_read():
    text = f"{row(date='x', decision='y')}\n{ROW}\n{row(minutes='z')}\n"
    ledger, complaints = read_ledger((HEADING + text).encode(), "x", PATH)
    assert [entry.line for entry in ledger.lines] == [3]
    assert [(c.line, c.column) for c in complaints] == [(2, 1), (2, 6), (4, 9)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("ledger-heading", 1, 0)]),
        (b"\n\n", [("ledger-heading", 1, 0)]),
        ((ROW + "\n").encode(), [("ledger-heading", 1, 0)]),
        (HEADING.replace("body,for", "for,body").encode(), [("ledger-heading", 1, 0)]),
        (HEADING.replace(",", ";").encode(), [("ledger-separator", 1, 0)]),
        (HEADING.replace(",", "\t").encode(), [("ledger-separator", 1, 0)]),
        ((HEADING + "caf\xe9").encode("latin-1"), [("ledger-encoding", 2, 0)]),
        (HEADING.encode("utf-16"), [("ledger-encoding", 1, 0)]),
        ((HEADING + "2022-09-06,FGB\n").encode(), [("ledger-columns", 2, 0)]),
        ((HEADING + ROW + '\n"2022-09-06,\n\n').encode(), [("ledger-csv", 3, 0)]),
        ((HEADING + '"a"b,\n' + ROW).encode(), [("ledger-csv", 2, 0)]),
        ((HEADING + "x" * 200_000 + "\n").encode(), [("ledger-csv", 2, 0)]),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_clearly(data, expected):
    assert complaints_of(data) == expected


def test_after_a_broken_row_the_next_one_is_read():
    ledger, _ = read_ledger((HEADING + '"a"b,\n' + ROW).encode(), "x", PATH)
    assert [entry.line for entry in ledger.lines] == [3]


def test_lines_are_written_in_iso_with_as_few_quotes_as_can_be():
    entry = line(
        "2022-09-06",
        minute="FGB/2223/060922/15",
        narrative='The "new" policy, at last',
        review=MonthOrDay(2023, 8),
        effective="2022-10-01",
    )
    assert format_line(entry) == (
        "2022-09-06,FGB,ASH,FGB/2223/060922/15,1,adopted,"
        '"The ""new"" policy, at last",2023-08,,2022-10-01,,\n'
    )


DAYS = st.integers(0, 36_000).map(lambda n: date(2000, 1, 1) + timedelta(n))
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,5}", fullmatch=True)
WORDS = (
    st.text(st.characters(codec="utf-8"), max_size=20)
    .map(lambda text: " ".join(HIDDEN.sub("", text).split()))
    .filter(lambda text: not text.startswith(FORMULA_STARTS))
)
REVIEWS = st.one_of(
    st.none(), DAYS.map(MonthOrDay.of), DAYS.map(lambda day: MonthOrDay(day.year, day.month))
)


@st.composite
def valid_lines(draw):
    kind = draw(st.sampled_from(Kind))
    return Line(
        draw(DAYS),
        draw(CODES),
        draw(CODES),
        draw(WORDS),
        draw(CODES),
        kind,
        draw(WORDS),
        draw(REVIEWS),
        draw(st.sampled_from(["", "draft"])),
        draw(st.none() | DAYS),
        draw(DAYS).isoformat() if kind.is_about_another else "",
        draw(st.just("") | st.binary(min_size=32, max_size=32).map(lambda b: "m1-" + b.hex())),
    )


@tried(
    50,
    2000,
    st.lists(valid_lines(), max_size=4, unique_by=lambda entry: (entry.date, entry.audience)),
)
def test_a_line_that_is_written_is_read_back_equal(lines):
    text = HEADING + "".join(format_line(entry) for entry in lines)
    ledger, complaints = read_ledger(text.encode(), "x", PATH)
    assert complaints == []
    assert [replace(entry, line=0) for entry in ledger.lines] == lines
    assert text.count("\n") == len(lines) + 1


CSVISH = st.text(alphabet='",;\n\r\t=x2-0\x00\ufeff', max_size=60)


@tried(
    75,
    3000,
    st.one_of(
        st.binary(max_size=80),
        st.binary(max_size=80).map(lambda b: HEADING.encode() + b),
        CSVISH.map(lambda text: (HEADING + text).encode()),
        CSVISH.map(lambda text: (HEADING + ROW + text + ROW).encode()),
    ),
)
def test_no_bytes_make_reading_raise(data):
    ledger, complaints = read_ledger(data, "x", PATH)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= c.line <= lines for c in complaints)
    assert all(1 <= entry.line <= lines for entry in ledger.lines)
