from dataclasses import replace
from datetime import date

import pytest
from governance_samples import (
    SOCIAL_MEDIA,
    TODAY,
    ddat,
    front,
    ledger,
    line,
    quarry_trust,
    social_media_ledger,
)
from hypothesis import strategies as st

from minuted.checks.ledger import check_ledger
from minuted.model.dates import MonthOrDay
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import NOT_HELD, FrontMatter, Version
from minuted.model.ledger import COLUMNS, Kind, Ledger, Line
from minuted.model.organisation import Span
from properties import tried

TRUST = quarry_trust()
PATH = "governance/minutes/lettings.csv"
ERROR, WARNING = Severity.ERROR, Severity.WARNING


def complaints(*lines: Line, policy: FrontMatter | None = None) -> list[Diagnostic]:
    policy = policy or front("1", "2", more=(Version("3"), Version("0", fingerprint=NOT_HELD)))
    found = check_ledger(ledger(*lines), policy, TRUST, TODAY, PATH)
    assert all(c.path == PATH and c.message and c.hint and c.line for c in found)
    return found


def brief(found: list[Diagnostic]) -> list[tuple[str, Severity, int, str]]:
    return [(c.code, c.severity, c.line, COLUMNS[c.column - 1]) for c in found]


def test_the_real_ledger_is_free_of_complaints():
    assert check_ledger(social_media_ledger(), SOCIAL_MEDIA, ddat(), TODAY, PATH) == []


def test_the_stray_space_of_the_source_is_a_warning_in_the_real_ledger():
    lines = list(social_media_ledger().lines)
    lines[2] = replace(lines[2], minute="F GB/2223/051022/15")
    found = check_ledger(Ledger("social-media", tuple(lines)), SOCIAL_MEDIA, ddat(), TODAY, PATH)
    assert brief(found) == [("minute-space", WARNING, 4, "minute")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (line("2022-09-06", "ASHH"), ("unknown-audience", ERROR, 2, "for")),
        (line("2022-09-06", "ash"), ("unknown-audience", ERROR, 2, "for")),
        (line("2022-09-06", body="FBG"), ("unknown-body", ERROR, 2, "body")),
        (line("2022-09-06", body="fgb"), ("unknown-body", ERROR, 2, "body")),
        (line("2020-09-06", "TOR", body="VJC"), ("body-of-another", ERROR, 2, "body")),
        (line("2022-09-06", "QLI", body="LAB"), ("body-of-another", ERROR, 2, "body")),
        (line("2022-09-06", "VALE", body="LAB"), ("body-of-another", ERROR, 2, "body")),
        (line("2022-09-06", "HILL", body="VJC"), ("body-of-another", ERROR, 2, "body")),
        (line("2022-09-06", version="9"), ("unknown-version", ERROR, 2, "version")),
        (
            line("2022-09-06", version="9", kind=Kind.NOTED),
            ("unknown-version", ERROR, 2, "version"),
        ),
        (line("2022-09-06", version="3"), ("version-not-issued", ERROR, 2, "version")),
        (line("2024-06-02"), ("date-in-future", ERROR, 2, "date")),
        (
            line("2022-09-06", review=MonthOrDay(2022, 8)),
            ("review-before-decision", ERROR, 2, "review_date"),
        ),
        (
            line("2022-09-06", review=MonthOrDay(2022, 9, 5)),
            ("review-before-decision", ERROR, 2, "review_date"),
        ),
        (
            line("2022-09-06", effective="2022-09-01"),
            ("effective-before-decision", WARNING, 2, "effective"),
        ),
        (line("2022-09-06", minute="FGB/2223/070922/1"), ("minute-date", ERROR, 2, "minute")),
        (line("2022-09-06", minute="p. 7"), ("minute-pattern", WARNING, 2, "minute")),
    ],
)
def test_a_wrong_line_is_reported_at_its_cell(entry, expected):
    found = [c for c in complaints(entry) if c.code != "audience-not-there"]
    assert brief(found) == [expected]


@pytest.mark.parametrize(
    "entry",
    [
        line("2022-09-06", minute="FGB/2223/060922/1", review=MonthOrDay(2022, 9)),
        line("2024-06-01", effective="2024-09-01"),
        line("2022-09-06", version="3", kind=Kind.DEFERRED),
        line("2022-09-06", version="0"),
        line("2022-09-06", body="TB"),
        line("2022-09-06", "HILL", body="TB"),
        line("2022-09-06", "TOR", body="VJC"),
        line("2022-09-06", body="LAB", minute="LAB/58/22-23"),
    ],
)
def test_a_right_line_is_not_complained_of(entry):
    assert complaints(entry) == []


def test_the_right_code_is_suggested_for_one_in_the_wrong_case():
    assert "ASH" in complaints(line("2022-09-06", "ash"))[0].hint
    assert "FGB" in complaints(line("2022-09-06", body="fgb"))[0].hint


def test_a_body_that_may_not_approve_is_a_warning_for_what_it_puts_in_force():
    policy = front("1", approved_by=("TB",))
    assert brief(complaints(line("2022-09-06"), policy=policy)) == [
        ("body-not-approving", WARNING, 2, "body")
    ]
    assert complaints(line("2022-09-06", kind=Kind.NOTED), policy=policy) == []


def test_somebody_whom_the_policy_is_not_for_cannot_decide_on_it():
    policy = front("1", audiences=("VALE",))
    assert complaints(line("2022-09-06"), policy=policy) == []
    assert complaints(line("2022-09-06", "TOR"), policy=policy) == []
    assert brief(complaints(line("2023-09-06", "TOR"), policy=policy)) == [
        ("audience-not-concerned", ERROR, 2, "for")
    ]


def test_a_school_that_is_not_there_yet_or_any_more_is_a_warning():
    assert brief(complaints(line("2021-08-31", "TOR"))) == [
        ("audience-not-there", WARNING, 2, "date")
    ]
    schools = dict(TRUST.schools)
    schools["ASH"] = replace(schools["ASH"], span=Span(end=date(2022, 8, 31)))
    found = check_ledger(
        ledger(line("2022-09-06")), front("1"), replace(TRUST, schools=schools), TODAY
    )
    assert [c.code for c in found] == ["audience-not-there"]
    assert "until 31 August 2022" in found[0].message


# two decisions that no minute number tells apart


ONE = line("2022-09-06", minute="FGB/2223/060922/1", narrative="No amendments")
AGAIN = replace(ONE, narrative="No amendments.")


def test_a_decision_that_two_clerks_recorded_differently_is_an_error():
    assert brief(complaints(ONE, AGAIN)) == [("decision-clash", ERROR, 3, "minute")]


@pytest.mark.parametrize(
    "change", [{"date": date(2022, 9, 13)}, {"body": "TB"}, {"minute": "x"}, {"audience": "QLI"}]
)
def test_decisions_that_differ_in_date_body_minute_or_audience_do_not_clash(change):
    codes = [c.code for c in complaints(ONE, replace(AGAIN, **change))]
    assert "decision-clash" not in codes


def test_a_correction_settles_a_clash_and_leaves_one_decision():
    right = replace(AGAIN, kind=Kind.CORRECTED, about=ONE.minute)
    assert complaints(ONE, AGAIN, right) == []
    standing = [d for d in ledger(ONE, AGAIN, right).standing() if not d.void]
    assert [d.stated.narrative for d in standing] == ["No amendments."]


def test_voiding_a_clash_voids_both_and_it_can_be_recorded_again():
    void = line("2022-10-01", kind=Kind.VOID, body="", about=ONE.minute)
    instead = replace(ONE, version="2")
    assert complaints(ONE, AGAIN, void, instead) == []
    assert [d.void for d in ledger(ONE, AGAIN, void, instead).standing()] == [True, True, False]


# lines about earlier lines


def test_a_line_about_nothing_names_what_there_is():
    found = complaints(
        line("2022-09-06", minute="FGB/2223/060922/1"),
        line("2022-10-04", kind=Kind.VOID, body="", about="FGB/2223/060922/2"),
        line("2022-10-04", "QLI", kind=Kind.VOID, body="", about="FGB/2223/060922/1"),
    )
    assert brief(found) == [
        ("about-nothing", ERROR, 3, "about"),
        ("about-nothing", ERROR, 4, "about"),
    ]
    assert "FGB/2223/060922/1" in found[0].hint


def test_a_line_that_could_be_about_either_of_two_is_an_error():
    found = complaints(
        line("2022-09-06"),
        line("2022-09-06", body="TB"),
        line("2022-10-04", kind=Kind.VOID, body="", about="2022-09-06"),
    )
    assert brief(found) == [("about-doubtful", ERROR, 4, "about")]


def test_only_a_chairs_action_is_ratified_and_nothing_before_it_was_done():
    found = complaints(
        line("2022-09-06"),
        line("2022-10-04", kind=Kind.RATIFIED, about="2022-09-06"),
        line("2022-09-07", kind=Kind.CHAIRS_ACTION),
        line("2022-09-01", kind=Kind.RATIFIED, about="2022-09-07"),
        line("2022-09-06", "QLI", minutes="draft"),
        line("2022-09-05", "QLI", kind=Kind.CONFIRMED, about="2022-09-06"),
    )
    assert brief(found) == [
        ("ratified-wrongly", ERROR, 3, "decision"),
        ("about-later", WARNING, 5, "date"),
        ("about-later", WARNING, 7, "date"),
    ]


def test_what_was_corrected_or_voided_is_complained_of_no_more():
    wrong = line("2022-09-06", minute="FGB/2223/070922/1", version="9")
    right = line("2022-09-06", minute="FGB/2223/060922/1", kind=Kind.CORRECTED, about=wrong.minute)
    void = line("2022-10-01", kind=Kind.VOID, body="", about=wrong.minute)
    assert len(complaints(wrong)) == 2
    assert complaints(wrong, right) == []
    assert complaints(wrong, void) == []


def test_a_wrong_correction_is_complained_of_at_its_own_line():
    found = complaints(
        line("2022-09-06", minute="FGB/2223/060922/1"),
        line(
            "2022-09-07", minute="FGB/2223/060922/1", kind=Kind.CORRECTED, about="FGB/2223/060922/1"
        ),
    )
    assert brief(found) == [("minute-date", ERROR, 3, "minute")]


# which copies a complaint stops


@pytest.mark.parametrize(
    ("audience", "body", "stops"),
    [
        ("ASH", "FGB", ("ASH", "VALE")),
        ("VALE", "FGB", ("VALE", "ASH", "TOR", "QLI")),
        ("HILL", "TB", ()),
        ("NOBODY", "FGB", ()),
    ],
)
def test_a_complaint_stops_the_copies_that_print_or_rest_on_its_line(audience, body, stops):
    found = complaints(line("2022-09-06", audience, body=body, version="9"))
    assert {c.audiences for c in found} == {stops}


DAYS = st.dates(date(2020, 1, 1), date(2025, 1, 1))
WORDS = st.sampled_from(["", "FGB", "ASH", "VALE", "LAB", "1", "9", "x", "2022-09-06"])


@tried(
    37,
    1500,
    st.lists(
        st.builds(
            Line,
            DAYS,
            WORDS,
            WORDS,
            WORDS,
            WORDS,
            st.sampled_from(Kind),
            review_date=st.none() | DAYS.map(MonthOrDay.of),
            about=WORDS,
            line=st.integers(2, 9),
        ),
        max_size=6,
    ),
)
def test_no_ledger_makes_checking_raise(lines):
    policy = front("1", audiences=("ASH",), approved_by=("TB",))
    found = check_ledger(Ledger("lettings", tuple(lines)), policy, TRUST, TODAY, PATH)
    assert all(c.message and c.hint and c.path == PATH for c in found)
