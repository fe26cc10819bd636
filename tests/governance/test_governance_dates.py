from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from minuted.model.dates import (
    MonthOrDay,
    academic_year,
    parse_british,
    parse_excel,
    parse_iso,
    short,
)
from properties import tried


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-09-06", "2022-09-06"),
        ("2023-08", "2023-08"),
        ("06/09/2022", "2022-09-06"),
        ("6/9/22", "2022-09-06"),
        ("09/05/16", "2016-05-09"),
        ("6.9.22", "2022-09-06"),
        ("6-9-2022", "2022-09-06"),
        ("Aug-23", "2023-08"),
        ("Sept-23", "2023-09"),
        ("Aug '23", "2023-08"),
        ("August 2023", "2023-08"),
        ("AUGUST, 2023", "2023-08"),
        ("09/2023", "2023-09"),
        ("29th August 2023", "2023-08-29"),
        ("29 th August 2023", "2023-08-29"),
        ("29th of August, 2023", "2023-08-29"),
        ("Tuesday 29th August 2023", "2023-08-29"),
        ("Tue, 29 Aug. 2023", "2023-08-29"),
        ("1st Jan 24", "2024-01-01"),
        ("3-Aug-12", "2012-08-03"),
        ("3\u2010Aug\u201012", "2012-08-03"),
        ("  29\u00a0August\n2023 ", "2023-08-29"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_a_date_as_schools_write_it_is_read_day_first(text, iso):
    read = parse_british(text)
    assert read is not None
    assert read.iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tbc",
        "9/13/2022",
        "31/02/2023",
        "29 February 2023",
        "0/1/2023",
        "6/9.22",
        "August 29, 2023",
        "Aug 23",
        "Monday 29 August 2023",
        "29 Augst 2023",
        "2022-13-01",
        "2022-09-00",
        "1/1/123",
        "06/09/2022 10:00",
        "٦/٩/٢٠٢٢",
        "29 August 0000",
        "x" * 10_000,
    ],
)
def test_anything_else_is_no_date(text):
    assert parse_british(text) is None


@pytest.mark.parametrize(
    ("text", "iso"), [("06/09/2022", "2022-09-06"), ("Aug-23", "2023-08"), ("Sept-22", "2022-09")]
)
def test_what_excel_makes_of_an_iso_date_is_read(text, iso):
    read = parse_excel(text)
    assert read is not None
    assert read.iso() == iso


@pytest.mark.parametrize(
    "text",
    ["6/9/2022", "06/09/22", "13/31/2022", "6.9.22", "August 2023", "Aug-2023", "2022-09-06"],
)
def test_what_excel_would_not_make_is_left_to_others(text):
    assert parse_excel(text) is None


def test_a_months_days_are_its_first_and_last():
    month = MonthOrDay(2024, 2)
    assert (month.first_day(), month.last_day()) == (date(2024, 2, 1), date(2024, 2, 29))
    assert MonthOrDay(9999, 12).last_day() == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2022, 9, 1), "2223"),
        (date(2023, 8, 29), "2223"),
        (date(2023, 8, 31), "2223"),
        (date(2023, 9, 1), "2324"),
        (date(2024, 1, 1), "2324"),
        (date(1999, 12, 31), "9900"),
        (date(2009, 9, 1), "0910"),
    ],
)
def test_the_academic_year_runs_from_september_to_august(day, year):
    assert academic_year(day) == year


def test_a_shared_cell_has_its_dates_short():
    assert short(date(2022, 9, 6)) == "6.9.22"
    assert short(date(2009, 12, 31)) == "31.12.09"


DAYS = st.integers(0, 36_000).map(lambda n: date(2000, 1, 1) + timedelta(n))


@tried(50, 2000, DAYS)
def test_every_way_of_writing_a_day_gives_that_day(day):
    meant = MonthOrDay.of(day)
    assert parse_iso(day.isoformat()) == meant
    assert parse_excel(f"{day.day:02}/{day.month:02}/{day.year}") == meant
    for text in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02}",
        meant.in_full(),
        f"{day.day}th {meant.in_full().split()[1][:3]} {day.year}",
    ):
        assert parse_british(text) == meant


@tried(
    75,
    3000,
    st.one_of(st.text(max_size=30), st.text(alphabet="0123456789/-. 'AugSepthrdn", max_size=14)),
)
def test_no_text_makes_reading_a_date_raise(text):
    for read in (parse_iso(text), parse_excel(text), parse_british(text)):
        assert read is None or read.first_day() <= read.last_day()
