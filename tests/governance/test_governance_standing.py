from datetime import date, timedelta

import pytest
from governance_samples import ledger, line
from hypothesis import strategies as st

from minuted.model.dates import MonthOrDay
from minuted.model.ledger import Decision, Kind, Ledger, Line, find
from properties import tried

M1, M2, M3 = "FGB/2223/060922/15", "FGB/2223/060922/16", "FGB/2223/060922/17"


def one(*lines: Line) -> Decision:
    decisions = ledger(*lines).standing()
    assert len(decisions) == 1
    return decisions[0]


def about(kind: Kind, name: str, day: str = "2022-10-04", **more: str) -> Line:
    return line(day, kind=kind, about=name, **more)


def test_a_decision_stands_as_it_was_recorded():
    decision = one(line("2022-09-06", minute=M1, minutes="draft", effective="2022-10-01"))
    assert decision.stated == decision.first
    assert decision.takes_effect == date(2022, 10, 1)
    assert decision.draft_minutes
    assert (decision.void, decision.ratified, decision.confirmed) == (False, None, None)


def test_minutes_are_draft_until_the_day_they_are_confirmed():
    decision = one(
        line("2022-09-06", minute=M1, minutes="draft"), about(Kind.CONFIRMED, M1, "2022-10-04")
    )
    assert not decision.draft_minutes
    assert decision.minutes_were_draft(date(2022, 10, 3))
    assert not decision.minutes_were_draft(date(2022, 10, 4))


def test_minutes_once_confirmed_stay_so_whichever_clerk_corrected_the_line_meanwhile():
    first = line("2022-09-06", minute=M1, minutes="draft")
    confirmed = about(Kind.CONFIRMED, M1)
    again = line("2022-09-06", minute=M1, kind=Kind.CORRECTED, about=M1, minutes="draft")
    for lines in ((first, confirmed, again), (first, again, confirmed)):
        assert not one(*lines).draft_minutes
        assert not one(*lines).minutes_were_draft(date(2022, 10, 4))
    assert one(first, again).draft_minutes


def test_a_chairs_action_is_ratified_from_the_day_it_was():
    decision = one(line("2022-09-06", minute=M1, kind=Kind.CHAIRS_ACTION), about(Kind.RATIFIED, M1))
    assert decision.ratified is not None
    assert not decision.was_ratified(date(2022, 10, 3))
    assert decision.was_ratified(date(2022, 10, 4))


def test_the_earliest_of_two_ratifications_counts_in_either_order():
    first = line("2022-09-06", minute=M1, kind=Kind.CHAIRS_ACTION)
    early, late = about(Kind.RATIFIED, M1, "2022-10-04"), about(Kind.RATIFIED, M1, "2022-11-04")
    for lines in ((first, early, late), (first, late, early)):
        ratified = one(*lines).ratified
        assert ratified is not None
        assert ratified.date == date(2022, 10, 4)


def test_a_correction_states_every_column_anew_but_the_kind_of_decision():
    decision = one(
        line("2022-09-06", minute=M1, narrative="Old", review=MonthOrDay(2023, 8)),
        line("2022-09-07", minute=M2, kind=Kind.CORRECTED, about=M1, version="2"),
    )
    stated = decision.stated
    assert (stated.date, stated.minute, stated.version) == (date(2022, 9, 7), M2, "2")
    assert (stated.narrative, stated.review_date, stated.about) == ("", None, "")
    assert stated.kind is Kind.ADOPTED
    assert decision.first.minute == M1
    assert stated.line == 3


@pytest.mark.parametrize("name", [M1, M2, M3])
def test_a_line_finds_a_decision_by_any_minute_number_it_ever_had(name):
    decision = one(
        line("2022-09-06", minute=M1),
        line("2022-09-06", minute=M2, kind=Kind.CORRECTED, about=M1),
        line("2022-09-06", minute=M3, kind=Kind.CORRECTED, about=M2),
        about(Kind.VOID, name),
    )
    assert decision.void
    assert [statement.minute for statement in decision.earlier] == [M1, M2]


def test_what_is_stated_now_goes_before_what_was_stated_earlier():
    decisions = ledger(
        line("2022-09-06", minute=M1),
        line("2022-09-06", minute=M2, kind=Kind.CORRECTED, about=M1),
        line("2022-09-13", minute=M1),
        about(Kind.VOID, M1),
    ).standing()
    assert [d.void for d in decisions] == [False, True]


def test_a_line_about_a_voided_number_means_the_decision_recorded_instead():
    book = ledger(
        line("2022-09-06", minute=M1),
        about(Kind.VOID, M1),
        line("2022-09-13", minute=M1, minutes="draft"),
        about(Kind.CONFIRMED, M1),
    )
    void, instead = book.standing()
    assert (void.void, instead.void) == (True, False)
    assert not instead.draft_minutes
    assert book.resolved.doubtful == ()


def test_a_line_above_the_correction_that_brings_in_its_number_waits_for_it():
    decision = one(
        line("2022-09-06", minute=M1, minutes="draft"),
        about(Kind.CONFIRMED, M2),
        line("2022-09-06", minute=M2, kind=Kind.CORRECTED, about=M1, minutes="draft"),
    )
    assert not decision.draft_minutes


def test_a_decision_without_a_minute_number_is_named_by_its_date():
    assert one(line("2022-09-06"), about(Kind.VOID, "2022-09-06")).void
    assert not one(line("2022-09-06", minute=M1), about(Kind.VOID, "2022-09-06")).void


def test_a_line_is_about_its_own_audience_only():
    book = ledger(
        line("2022-09-06", minute=M1),
        line("2022-09-06", "QLI", minute=M1),
        line("2022-10-04", "QLI", kind=Kind.VOID, about=M1),
    )
    assert [(d.stated.audience, d.void) for d in book.standing()] == [
        ("ASH", False),
        ("QLI", True),
    ]


def test_a_line_about_nothing_changes_nothing_and_is_lost():
    book = ledger(line("2022-09-06", minute=M1), about(Kind.VOID, "FGB/1"))
    assert not book.standing()[0].void
    assert [entry.line for entry in book.resolved.lost] == [3]


def test_a_line_that_could_be_about_either_of_two_is_doubtful_and_means_the_first():
    book = ledger(
        line("2022-09-06", minute=M1), line("2022-09-13", minute=M1), about(Kind.VOID, M1)
    )
    assert [d.void for d in book.standing()] == [True, False]
    assert [entry.line for entry in book.resolved.doubtful] == [4]


def test_a_line_about_a_decision_that_was_recorded_twice_is_about_both():
    twice = (
        line("2022-09-06", minute=M1, minutes="draft", narrative="a"),
        line("2022-09-06", minute=M1, minutes="draft", narrative="b"),
    )
    book = ledger(*twice, about(Kind.CONFIRMED, M1))
    assert [d.draft_minutes for d in book.standing()] == [False, False]
    assert book.resolved.doubtful == ()


def test_of_two_bodies_decisions_of_one_day_a_line_means_its_own_bodys():
    book = ledger(
        line("2022-09-06", body="FGB"),
        line("2022-09-06", body="LAB"),
        line("2022-10-04", body="LAB", kind=Kind.VOID, about="2022-09-06"),
    )
    assert [d.void for d in book.standing()] == [False, True]
    assert book.resolved.doubtful == ()


def test_find_says_which_decision_a_line_would_be_about():
    decisions = list(
        ledger(line("2022-09-06", minute=M1), line("2022-09-13", minute=M2)).standing()
    )
    assert find(decisions, about(Kind.VOID, M2)) == 1
    assert find(decisions, about(Kind.VOID, M3)) is None


DAYS = st.integers(0, 700).map(lambda n: date(2022, 1, 1) + timedelta(n))


@st.composite
def base_and_two_clerks(draw):
    """Draw decisions, and two clerks' later lines, no two of which are about the same decision."""
    count = draw(st.integers(1, 5))
    base = [
        line(
            draw(DAYS).isoformat(),
            minute=f"FGB/{n}",
            kind=draw(st.sampled_from([Kind.ADOPTED, Kind.CHAIRS_ACTION])),
            minutes=draw(st.sampled_from(["", "draft"])),
            at=n,
        )
        for n in range(count)
    ]
    clerks: tuple[list[Line], list[Line]] = ([], [])
    for n in range(count):
        clerk = clerks[draw(st.integers(0, 1))]
        day, name = draw(DAYS).isoformat(), f"FGB/{n}"
        for turn in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from([Kind.CONFIRMED, Kind.RATIFIED, Kind.VOID, Kind.CORRECTED]))
            minute = f"FGB/{n}/{turn}"
            clerk.append(line(day, minute=minute, kind=kind, about=name, at=100 + 10 * n + turn))
            name = draw(st.sampled_from([name, minute])) if kind is Kind.CORRECTED else name
    for number, clerk in enumerate(clerks):
        if draw(st.booleans()):
            clerk.append(line(draw(DAYS).isoformat(), minute=f"FGB/new{number}", at=900 + number))
    return base, *clerks


@tried(50, 2000, base_and_two_clerks())
def test_two_clerks_additions_come_to_the_same_in_either_order(drawn):
    base, one_clerk, other = drawn
    ours = Ledger("lettings", (*base, *one_clerk, *other)).standing()
    theirs = Ledger("lettings", (*base, *other, *one_clerk)).standing()
    assert set(ours) == set(theirs)
    assert ours[: len(base)] == theirs[: len(base)]
