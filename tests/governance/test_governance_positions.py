"""Where a policy stands for a school on a day: each state, whose turn it is, and a simple model."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from governance_samples import (
    SOCIAL_MEDIA,
    ddat,
    front,
    ledger,
    line,
    quarry_trust,
    social_media_ledger,
)
from hypothesis import given
from hypothesis import strategies as st

from minuted.model.dates import MonthOrDay
from minuted.model.force import covering, covers
from minuted.model.front_matter import NOT_HELD, Adoption, FrontMatter, Version
from minuted.model.ledger import Kind, Line
from minuted.model.organisation import Organisation
from minuted.model.position import Position, State
from minuted.model.positions import positions
from properties import tried

TRUST = quarry_trust()
ISSUED = "m1-" + "b" * 64


def all_of(
    day: str, *lines: Line, policy: FrontMatter | None = None, trust: Organisation = TRUST
) -> dict[str, Position]:
    policy = policy or front("1", "2", "3")
    found = positions("lettings", policy, ledger(*lines), trust, date.fromisoformat(day))
    return {position.audience: position for position in found}


def ash(day: str, *lines: Line, policy: FrontMatter | None = None) -> Position:
    return all_of(day, *lines, policy=policy)["ASH"]


def states(position: Position) -> set[str]:
    return {state.value for state in position.states}


# the review date


@pytest.mark.parametrize(
    ("review", "day", "state"),
    [
        (MonthOrDay(2024, 8), "2024-08-31", State.DUE_SOON),
        (MonthOrDay(2024, 8), "2024-09-01", State.OVERDUE),
        (MonthOrDay(2024, 8, 29), "2024-08-29", State.DUE_SOON),
        (MonthOrDay(2024, 8, 29), "2024-08-30", State.OVERDUE),
        (MonthOrDay(2024, 2), "2024-02-29", State.DUE_SOON),
        (MonthOrDay(2024, 8), "2024-06-02", State.DUE_SOON),
        (MonthOrDay(2024, 8), "2024-06-01", None),
    ],
)
def test_a_month_is_overdue_when_it_is_over_and_a_day_from_the_next(
    review: MonthOrDay, day: str, state: State | None
) -> None:
    found = ash(day, line("2023-09-05", version="3", review=review))
    wanted = {State.CURRENT, state} - {None}
    assert set(found.states) == wanted
    assert found.review == review


def test_overdue_is_said_with_the_day_since_when() -> None:
    found = ash("2025-01-01", line("2023-09-05", version="3", review=MonthOrDay(2024, 8)))
    assert found.in_words() == "overdue since 1 September 2024; current version"


def test_a_decision_without_a_review_date_says_so_and_is_never_overdue() -> None:
    assert states(ash("2030-01-01", line("2020-01-01", version="3"))) == {
        "no-review-date",
        "current",
    }


def test_what_was_put_off_to_a_new_date_is_not_overdue_before_it() -> None:
    adopted = line("2023-09-05", version="3", review=MonthOrDay(2024, 8), minute="A")
    put_off = line(
        "2024-09-03", version="3", kind=Kind.DEFERRED, review=MonthOrDay(2024, 11), minute="B"
    )
    assert states(ash("2024-10-01", adopted, put_off)) == {"deferred", "due-soon", "current"}
    assert "overdue" in states(ash("2024-12-01", adopted, put_off))


def test_what_was_put_off_without_a_date_keeps_the_one_it_had() -> None:
    adopted = line("2023-09-05", version="3", review=MonthOrDay(2024, 8), minute="A")
    put_off = line("2024-09-03", version="3", kind=Kind.DEFERRED, minute="B")
    found = ash("2024-10-01", adopted, put_off)
    assert states(found) == {"overdue", "deferred", "current"}
    assert "put off on 3 September 2024" in found.in_words()


def test_adopting_answers_what_was_put_off() -> None:
    lines = (
        line("2023-09-05", kind=Kind.DEFERRED, minute="A"),
        line("2023-11-05", version="3", minute="B", review=MonthOrDay(2026, 1)),
    )
    assert states(ash("2023-12-01", *lines)) == {"current"}


# the version


def test_behind_says_by_how_many_versions() -> None:
    lines = (line("2023-09-05", review=MonthOrDay(2030, 1)),)
    found = ash("2024-01-01", *lines)
    assert (found.version, found.latest, found.newer) == ("1", "3", 2)
    assert found.in_words() == "2 versions behind: version 3 is issued"


def test_a_correction_puts_nobody_behind_and_reaches_the_adopters_of_what_it_corrects() -> None:
    more = (Version("1.1", fingerprint=ISSUED, corrects="1"),)
    policy = front("1", "2", more=more)
    review = MonthOrDay(2030, 1)
    newest = ash("2024-01-01", line("2023-09-05", version="2", review=review), policy=policy)
    assert (states(newest), newest.latest) == ({"current"}, "2")
    older = ash("2024-01-01", line("2023-09-05", version="1", review=review), policy=policy)
    assert (states(older), older.version, older.newer) == ({"behind", "corrected"}, "1.1", 1)


def test_a_correction_of_the_newest_version_is_the_newest_text() -> None:
    policy = front("1", more=(Version("1.1", fingerprint=ISSUED, corrects="1"),))
    adopted = line("2023-09-05", review=MonthOrDay(2030, 1))
    found = ash("2024-01-01", adopted, policy=policy)
    assert (found.version, found.latest) == ("1.1", "1.1")
    assert found.in_words() == "version 1.1 corrects 1; current version"


def test_versions_dated_later_than_the_day_were_not_there_yet() -> None:
    policy = front("1", more=(Version("2", "2024-03", fingerprint=ISSUED),))
    adopted = line("2023-09-05", review=MonthOrDay(2030, 1))
    assert states(ash("2024-02-29", adopted, policy=policy)) == {"current"}
    assert states(ash("2024-03-01", adopted, policy=policy)) == {"behind"}


def test_a_version_in_force_whose_text_is_not_held_says_so() -> None:
    policy = front(more=(Version("1", fingerprint=NOT_HELD),))
    adopted = line("2023-09-05", review=MonthOrDay(2030, 1))
    assert states(ash("2024-01-01", adopted, policy=policy)) == {"not-held", "current"}


@pytest.mark.parametrize("more", [(), (Version("9"),)])
def test_a_version_that_was_never_issued_is_neither_current_nor_behind(
    more: tuple[Version, ...],
) -> None:
    decided = line("2023-09-05", version="9", review=MonthOrDay(2030, 1))
    found = ash("2024-01-01", decided, policy=front("1", more=more))
    assert found.in_words() == "version 9 was never issued: see minuted check"


def test_a_policy_without_an_issued_version_can_have_been_adopted_by_nobody() -> None:
    found = ash("2024-01-01", policy=front(more=(Version("1"),)))
    assert states(found) == {"not-issued"}
    assert found.quiet


# nothing in force


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "never adopted"),
        ((line("2023-09-05", kind=Kind.NOTED),), "not adopted: only noted on 5 September 2023"),
        (
            (line("2023-09-05", kind=Kind.SUBJECT_TO_CHANGES),),
            "not adopted; approved subject to changes on 5 September 2023",
        ),
        (
            (
                line("2023-09-05", minute="A"),
                line("2023-10-05", kind=Kind.VOID, version="", about="A"),
            ),
            "not adopted: the decision of 5 September 2023 is void",
        ),
        ((line("2024-09-05"),), "never adopted"),
    ],
)
def test_it_is_said_why_nothing_was_adopted(lines: tuple[Line, ...], words: str) -> None:
    found = ash("2024-01-01", *lines)
    assert found.states[0] is State.NOT_ADOPTED
    assert found.in_words() == words


def test_a_withdrawn_policy_and_a_withdrawal_by_the_school_are_quiet() -> None:
    adopted = line("2023-09-05", minute="A", review=MonthOrDay(2023, 12))
    policy = ash("2024-01-01", adopted, policy=front("1", withdrawn="2023-11-01"))
    assert policy.in_words() == "withdrawn on 1 November 2023"
    own = ash("2024-01-01", adopted, line("2023-10-01", kind=Kind.WITHDRAWN, minute="B"))
    assert own.in_words() == "withdrawn on 1 October 2023"
    assert policy.quiet
    assert own.quiet


# what is open


def test_a_chairs_action_is_open_until_the_day_it_is_ratified() -> None:
    lines = (
        line("2024-07-01", kind=Kind.CHAIRS_ACTION, version="3", review=MonthOrDay(2030, 1)),
        line("2024-09-10", kind=Kind.RATIFIED, version="", about="2024-07-01"),
    )
    assert "chairs-action" in states(ash("2024-09-09", *lines))
    assert states(ash("2024-09-10", *lines)) == {"current"}


def test_minutes_are_draft_until_the_day_they_are_confirmed() -> None:
    lines = (
        line("2024-07-01", version="3", minute="A", minutes="draft", review=MonthOrDay(2030, 1)),
        line("2024-09-10", kind=Kind.CONFIRMED, version="", about="A"),
    )
    assert states(ash("2024-09-09", *lines)) == {"draft-minutes", "current"}
    assert states(ash("2024-09-10", *lines)) == {"current"}


def test_old_draft_minutes_of_a_decision_that_no_longer_counts_are_let_be() -> None:
    lines = (
        line("2022-07-01", version="3", minute="A", minutes="draft"),
        line("2024-07-01", version="3", minute="B", review=MonthOrDay(2030, 1)),
    )
    assert states(ash("2024-09-09", *lines)) == {"current"}


def test_a_decision_that_takes_effect_later_is_told_and_has_answered_the_review() -> None:
    lines = (
        line("2023-09-05", version="2", minute="A", review=MonthOrDay(2024, 8)),
        line("2024-08-20", minute="B", version="3", effective="2024-10-01",
             review=MonthOrDay(2025, 8)),
    )  # fmt: skip
    found = ash("2024-09-15", *lines)
    assert states(found) == {"behind", "to-come"}
    assert "version 3 from 1 October 2024" in found.in_words()
    assert states(ash("2024-10-01", *lines)) == {"current"}


# who has a row, and whose turn it is


def test_schools_have_rows_and_groups_and_the_trust_where_they_decided() -> None:
    assert list(all_of("2024-01-01")) == ["ASH", "QLI", "TOR"]
    assert list(all_of("2024-01-01", line("2023-09-05", "VALE"))) == ["ASH", "QLI", "TOR", "VALE"]
    trust = all_of("2024-01-01", policy=front("1", adoption=Adoption.TRUST))
    assert list(trust) == ["ASH", "QLI", "TOR", "HILL"]
    assert list(all_of("2021-08-31")) == ["ASH", "QLI"], "Torside joined on 1 September 2021"
    assert list(all_of("2024-01-01", policy=front("1", audiences=("TOR",)))) == ["TOR"]


def test_a_school_that_left_has_no_row() -> None:
    schools = dict(TRUST.schools)
    gone = replace(schools["QLI"].span, end=date(2023, 8, 31))
    schools["QLI"] = replace(schools["QLI"], span=gone)
    trust = replace(TRUST, schools=schools)
    adopted = line("2022-09-05", "QLI")
    assert "QLI" in all_of("2023-08-31", adopted, trust=trust)
    assert "QLI" not in all_of("2023-09-01", adopted, trust=trust)


def test_the_real_partnership_has_to_take_its_review_up_again_and_bakewell_its_own() -> None:
    found = positions("x", SOCIAL_MEDIA, social_media_ledger(), ddat(), date(2024, 9, 1))
    assert [(p.audience, p.owner, p.body) for p in found] == [
        ("AS", "MDPP", "RMC"),
        ("DCT", "MDPP", "RMC"),
        ("STG", "MDPP", "RMC"),
        ("BAK", "BAK", "FGB"),
        ("MDPP", "MDPP", "RMC"),
    ]
    assert {p.in_words() for p in found} == {"overdue since 1 September 2024; current version"}


def test_a_school_that_left_the_group_has_to_take_it_up_itself() -> None:
    decided = line("2023-01-10", "VALE", body="VJC", review=MonthOrDay(2023, 12))
    before = all_of("2023-08-31", decided)["TOR"]
    after = all_of("2023-09-01", decided)["TOR"]
    assert (before.owner, before.body, before.version) == ("VALE", "VJC", "1")
    assert (after.owner, after.body, after.version) == ("TOR", "FGB", "1")


def test_a_groups_decision_is_superseded_when_each_of_its_schools_has_decided_since() -> None:
    group = line("2023-01-10", "VALE", body="VJC", review=MonthOrDay(2023, 12))
    one = (group, line("2024-01-10", "ASH"))
    assert "overdue" in states(all_of("2024-06-01", *one)["VALE"])
    both = (*one, line("2024-01-11", "QLI"))
    assert states(all_of("2024-06-01", *both)["VALE"]) == {"superseded"}


def test_where_the_trust_adopts_it_is_the_trusts_turn_until_a_school_decides_itself() -> None:
    policy = front("1", "2", adoption=Adoption.TRUST, approved_by=("TB", "FGB"))
    nobody = all_of("2024-01-01", policy=policy)
    assert {(p.owner, p.body) for p in nobody.values()} == {("HILL", "TB")}
    lines = (line("2023-01-01", "HILL", body="TB"), line("2023-02-01", "ASH"))
    found = all_of("2024-01-01", *lines, policy=policy)
    assert (found["ASH"].owner, found["QLI"].owner) == ("ASH", "HILL")


def test_the_body_that_decided_last_goes_before_the_one_that_the_policy_names_first() -> None:
    policy = front("1", approved_by=("FGB", "LAB"))
    assert ash("2024-01-01", policy=policy).body == "LAB", "its own body, before anybody's"
    decided = line("2023-01-01", body="FGB")
    assert ash("2024-01-01", decided, policy=policy).body == "FGB"


# the ledger's index, and a simple model


AUDIENCES = ("ASH", "QLI", "TOR", "VALE", "HILL")
days = st.dates(date(2021, 1, 1), date(2024, 12, 31))
reviews = st.none() | st.builds(
    MonthOrDay, st.integers(2021, 2026), st.integers(1, 12), st.sampled_from((0, 1, 28))
)


@st.composite
def decided(draw: st.DrawFn, audiences: tuple[str, ...] = AUDIENCES) -> tuple[Line, ...]:
    kinds = [k for k in Kind if not k.is_about_another]
    lines = [
        replace(
            line(draw(days).isoformat(), draw(st.sampled_from(audiences)), minute=f"M{number}"),
            kind=draw(st.sampled_from(kinds)),
            version=draw(st.sampled_from(("1", "2", "3"))),
            review_date=draw(reviews),
        )
        for number in range(draw(st.integers(0, 7)))
    ]
    for made in list(lines):
        if draw(st.integers(0, 4)) == 0:
            kind = draw(st.sampled_from((Kind.VOID, Kind.RATIFIED)))
            about = made.date + timedelta(days=draw(st.integers(0, 90)))
            lines.append(replace(made, kind=kind, date=about, about=made.minute, minute=""))
    return tuple(lines)


@given(decided(), st.sampled_from(AUDIENCES), st.sampled_from(Adoption))
def test_the_decisions_that_cover_an_audience_are_those_of_which_it_is_said(
    lines: tuple[Line, ...], audience: str, adoption: Adoption
) -> None:
    book, policy = ledger(*lines), front("1", "2", "3", adoption=adoption)
    slowly = [d for d in book.standing() if covers(policy, TRUST, audience, d)]
    assert covering(policy, book, TRUST, audience) == slowly


@tried(75, 3000, decided(("ASH",)), days)
def test_a_schools_own_decisions_come_to_what_a_simple_replay_says(
    lines: tuple[Line, ...], day: date
) -> None:
    """Play the lines day by day, as a clerk with a pencil would, and compare."""
    void = {entry.about for entry in lines if entry.kind is Kind.VOID}
    ratified = {e.about for e in lines if e.kind is Kind.RATIFIED and e.date <= day}
    version, review, open_points = "", None, set[str]()
    was_withdrawn = False
    for entry in sorted((e for e in lines if not e.about), key=lambda e: e.date):
        if entry.minute in void or entry.date > day:
            continue
        if entry.kind in (Kind.ADOPTED, Kind.REVIEWED, Kind.CHAIRS_ACTION):
            version, review, was_withdrawn = entry.version, entry.review_date, False
            chairs = entry.kind is Kind.CHAIRS_ACTION and entry.minute not in ratified
            open_points = {"chairs-action"} if chairs else set()
        elif entry.kind is Kind.WITHDRAWN:
            version, review, open_points, was_withdrawn = "", None, set(), True
        elif entry.kind is not Kind.NOTED:
            review = entry.review_date or review
            open_points.add(entry.kind.value)
    found = ash(day.isoformat(), *lines)
    if was_withdrawn:
        assert states(found) == {"withdrawn"}
        return
    assert found.version == version
    assert found.review == review
    assert states(found) & {"chairs-action", "deferred", "subject-to-changes"} == open_points
    assert ("behind" in states(found)) == (version in ("1", "2"))
    assert ("not-adopted" in states(found)) == (not version)
    if review is not None:
        last = review.day or monthrange(review.year, review.month)[1]
        assert ("overdue" in states(found)) == (day > date(review.year, review.month, last))


@given(decided(), days, st.sampled_from(Adoption))
def test_every_position_says_something_and_somebody_owns_it(
    lines: tuple[Line, ...], day: date, adoption: Adoption
) -> None:
    policy = front("1", "2", "3", adoption=adoption)
    for position in positions("lettings", policy, ledger(*lines), TRUST, day):
        assert position.states
        assert position.in_words()
        assert TRUST.audience(position.owner) is not None
        on_version = {State.CURRENT, State.BEHIND} & set(position.states)
        assert bool(position.version) == bool(on_version) or position.quiet
