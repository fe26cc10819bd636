from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from governance_samples import ddat, line, quarry_trust, social_media_ledger
from hypothesis import strategies as st

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.minutes import MinuteParts, MinutePattern, check_minute
from minuted.model.organisation import DEFAULT_MINUTE_PATTERN
from properties import tried

DEFAULT = MinutePattern.parse(DEFAULT_MINUTE_PATTERN)


def found(complaints: list[Diagnostic]) -> list[tuple[str, Severity]]:
    return [(c.code, c.severity) for c in complaints]


def test_a_minute_number_of_the_default_pattern_comes_apart():
    assert DEFAULT.match("FGB/2223/060922/15") == MinuteParts(
        "FGB", "2223", date(2022, 9, 6), "060922", "15"
    )


@pytest.mark.parametrize("minute", ["", "FGB", "F GB/2223/051022/15", "FGB/2223/060922/", "min 5"])
def test_another_form_does_not_match(minute):
    assert DEFAULT.match(minute) is None


def test_a_date_that_is_no_day_is_kept_as_written():
    parts = DEFAULT.match("FGB/2223/310223/1")
    assert parts is not None
    assert (parts.date, parts.date_text) == (None, "310223")


@pytest.mark.parametrize(
    ("pattern", "minute"),
    [
        (DEFAULT_MINUTE_PATTERN, "LAB/2223/290823/58"),
        ("{body}/{item}/{academic_year:yy-yy}", "LAB/58/22-23"),
        ("{body}/{item}/{academic_year:yyyy/yy}", "LAB/58/2022/23"),
        ("{academic_year:yyyyyyyy}.{item}", "20222023.58"),
        ("{body} {date} item {item}", "LAB 2023-08-29 item 58"),
        ("{date:%Y%m%d}{item}", "2023082958"),
        ("Minute {item}", "Minute 58"),
    ],
)
def test_a_pattern_writes_what_it_reads(pattern, minute):
    read = MinutePattern.parse(pattern)
    assert read.format("LAB", date(2023, 8, 29), "58") == minute
    parts = read.match(minute)
    assert parts is not None
    assert parts.item in ("58", "")
    spaced = read.match_spaced(" ".join(minute))
    assert spaced is not None
    assert read.restore(spaced) == minute


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("FGB", "a part in braces"),
        ("{body}{item}", "a sign between"),
        ("{item}{item}", "twice"),
        ("{committee}/{item}", "no part of a minute number"),
        ("{body:x}/{item}", "no part of a minute number"),
        ("{body/{item}", "not closed"),
        ("{date:%d%m}/{item}", "no date"),
        ("{date:%d%m%y%H}/{item}", "holds more"),
        ("{date:%d %m %y}/{item}", "holds more"),
        ("{academic_year:20}/{item}", "no academic year"),
        ("={item}", "may not begin"),
        (" {item}", "one line"),
        ("{item}\n", "one line"),
        ("x" * 300 + "{item}", "at most"),
    ],
)
def test_what_is_no_pattern_is_refused_in_words(pattern, says):
    with pytest.raises(ValueError, match=says):
        MinutePattern.parse(pattern)


def test_the_real_minute_numbers_are_all_right():
    assert [check_minute(entry, ddat()) for entry in social_media_ledger().lines] == [[]] * 5


def test_the_end_of_august_is_still_the_old_academic_year():
    right = line("2023-08-29", "MDPP", body="RMC", minute="RMC/2223/290823/1")
    wrong = line("2023-08-29", "MDPP", body="RMC", minute="RMC/2324/290823/1")
    assert check_minute(right, ddat()) == []
    assert found(check_minute(wrong, ddat())) == [("minute-year", Severity.ERROR)]
    first = line("2023-09-01", "AS", minute="FGB/2324/010923/1")
    assert check_minute(first, ddat()) == []


def test_the_stray_space_of_the_real_document_is_recognised():
    complaints = check_minute(line("2022-10-05", "DCT", minute="F GB/2223/051022/15"), ddat())
    assert found(complaints) == [("minute-space", Severity.WARNING)]
    assert "FGB/2223/051022/15" in complaints[0].hint


def test_a_stray_space_does_not_hide_a_wrong_date():
    complaints = check_minute(line("2022-10-06", "DCT", minute="FGB/2223/ 051022/15"), ddat())
    assert [c.code for c in complaints] == ["minute-space", "minute-date"]


def test_another_body_and_date_are_errors():
    complaints = check_minute(line("2022-09-07", "AS", minute="RMC/2223/060922/15"), ddat())
    assert found(complaints) == [
        ("minute-body", Severity.ERROR),
        ("minute-date", Severity.ERROR),
    ]
    assert "6 September 2022" in complaints[1].message
    assert "7 September 2022" in complaints[1].message


def test_a_minute_number_of_another_form_is_kept_with_a_warning_that_shows_the_right_one():
    complaints = check_minute(line("2022-09-06", "AS", minute="Item 4, page 12"), ddat())
    assert found(complaints) == [("minute-pattern", Severity.WARNING)]
    assert "FGB/2223/060922/1" in complaints[0].hint


def test_no_minute_number_is_nothing_to_complain_of():
    assert check_minute(line("2022-09-06", "AS"), ddat()) == []


def test_a_bodys_own_pattern_goes_before_the_trusts():
    trust = quarry_trust()
    own = line("2016-10-04", body="LAB", minute="LAB/58/16-17")
    assert check_minute(own, trust) == []
    assert [c.code for c in check_minute(replace(own, minute="LAB/58/15-16"), trust)] == [
        "minute-year"
    ]
    default = line("2016-10-04", body="LAB", minute="LAB/1617/041016/58")
    assert [c.code for c in check_minute(default, trust)] == ["minute-pattern"]


PATTERNS = st.sampled_from(
    [
        DEFAULT_MINUTE_PATTERN,
        "{body}/{item}/{academic_year:yy-yy}",
        "{body}-{item} ({date:%d.%m.%Y})",
        "{academic_year:yyyy-yy}/{date}/{item}",
    ]
)
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,5}", fullmatch=True)
ITEMS = st.from_regex(r"[0-9]{1,3}[a-z]?", fullmatch=True)
DAYS = st.integers(0, 36_000).map(lambda n: date(2000, 1, 1) + timedelta(n))


@tried(50, 2000, PATTERNS, CODES, DAYS, ITEMS)
def test_a_minute_number_that_a_pattern_wrote_passes_its_own_check(pattern, body, day, item):
    trust = replace(ddat().trust, minute_pattern=pattern)
    organisation = replace(ddat(), trust=trust)
    minute = MinutePattern.parse(pattern).format(body, day, item)
    assert (
        check_minute(replace(line("2022-01-01", body=body, minute=minute), date=day), organisation)
        == []
    )


@tried(
    75, 3000, st.text(max_size=40), st.text(alphabet="{}:%dmyYbodyitemaccademic_ear/-", max_size=60)
)
def test_no_text_makes_a_check_raise_anything_but_what_is_promised(minute, pattern):
    check_minute(line("2022-09-06", minute=minute), quarry_trust())
    with suppress(ValueError):
        read = MinutePattern.parse(pattern)
        read.match(minute)
        read.match_spaced(minute)
