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

from minuted.model.dates import MonthOrDay
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.ledger import Kind, Line
from minuted.model.version_table import log_rows, version_table

TRUST = quarry_trust()
ISSUED = "m1-" + "b" * 64
AUGUST = MonthOrDay(2023, 8)


def real(audience: str, day: date = TODAY) -> list[tuple[str, ...]]:
    rows = version_table(SOCIAL_MEDIA, social_media_ledger(), ddat(), audience, day)
    return [row.cells() for row in rows]


def table(
    *lines: Line,
    audience: str = "ASH",
    policy: FrontMatter | None = None,
    day: date = TODAY,
) -> list[tuple[str, ...]]:
    policy = policy or front("1", "2", "3")
    return [row.cells() for row in version_table(policy, ledger(*lines), TRUST, audience, day)]


def narratives(*lines: Line, day: date = TODAY) -> list[str]:
    return [cells[2] for cells in table(*lines, day=day)]


def test_the_groups_copy_prints_the_real_table_as_the_source_does():
    assert real("MDPP") == [
        (
            "1",
            "AS: 6.9.22 DCT: 5.10.22 STG: 13.9.22",
            "DDAT policy. No amendments",
            "AS: FGB/2223/060922/15 DCT: FGB/2223/051022/15 STG: FGB/2223/130922/15",
            "August 2023",
        ),
        (
            "1",
            "29 August 2023 Bakewell: 12.2.24",
            "Summer policy review. No amendments.",
            "RMC/2223/290823/1 Bakewell: FGB/2324/120224/13",
            "August 2024",
        ),
    ]


def test_a_schools_copy_prints_its_own_decision_and_its_groups():
    assert real("AS") == [
        (
            "1",
            "6 September 2022",
            "DDAT policy. No amendments",
            "FGB/2223/060922/15",
            "August 2023",
        ),
        (
            "1",
            "29 August 2023",
            "Summer policy review. No amendments.",
            "RMC/2223/290823/1",
            "August 2024",
        ),
    ]


def test_bakewells_copy_prints_its_own_row_only_for_it_was_no_member_before():
    assert real("BAK") == [
        (
            "1",
            "12 February 2024",
            "Summer policy review. No amendments.",
            "FGB/2324/120224/13",
            "August 2024",
        )
    ]


def test_the_trusts_copy_prints_its_own_decisions_only():
    assert real("DDAT") == []
    rows = table(line("2022-09-06"), line("2022-09-07", "HILL", body="TB"), audience="HILL")
    assert [cells[1] for cells in rows] == ["7 September 2022"]


@pytest.mark.parametrize(
    ("day", "first_row"),
    [
        (date(2022, 9, 5), None),
        (date(2022, 9, 6), "AS: 6.9.22"),
        (date(2022, 9, 30), "AS: 6.9.22 STG: 13.9.22"),
        (date(2022, 10, 5), "AS: 6.9.22 DCT: 5.10.22 STG: 13.9.22"),
    ],
)
def test_the_table_of_a_day_holds_the_decisions_dated_by_then(day, first_row):
    rows = real("MDPP", day)
    assert (rows[0][1] if rows else None) == first_row


def test_the_groups_own_single_decision_reads_as_a_schools_does():
    decision = line("2023-08-29", "VALE", body="VJC", minute="VJC/1", review=AUGUST)
    expected = [("1", "29 August 2023", "", "VJC/1", "August 2023")]
    assert table(decision, audience="VALE") == expected
    assert table(decision, audience="ASH") == expected


def test_a_blank_review_date_joins_nothing():
    lines = (line("2022-09-06", narrative="New"), line("2022-09-07", "QLI", narrative="New"))
    assert [cells[1] for cells in table(*lines, audience="VALE")] == [
        "Ash: 6.9.22",
        "Quarry Lane: 7.9.22",
    ]


@pytest.mark.parametrize("change", [{"narrative": "Other"}, {"version": "2"}])
def test_another_narrative_or_version_is_another_row(change):
    one = line("2022-09-06", narrative="New", review=AUGUST)
    other = replace(line("2022-09-07", "QLI", narrative="New", review=AUGUST), **change)
    assert len(table(one, other, audience="VALE")) == 2


def test_cells_stand_in_the_registers_order_and_rows_in_that_of_their_first_date():
    lines = (
        line("2023-03-01", "QLI", minute="q2", review=MonthOrDay(2024, 8), version="2"),
        line("2022-09-20", "TOR", minute="t1", review=AUGUST),
        line("2022-09-13", "QLI", minute="q1", review=AUGUST),
        line("2022-10-06", "ASH", minute="a1", review=AUGUST),
        line("2022-12-01", "VALE", minute="v1", body="VJC", review=AUGUST),
    )
    assert [cells[1:4:2] for cells in table(*lines, audience="VALE")] == [
        (
            "1 December 2022 Ash: 6.10.22 Quarry Lane: 13.9.22 Torside: 20.9.22",
            "v1 Ash: a1 Quarry Lane: q1 Torside: t1",
        ),
        ("Quarry Lane: 1.3.23", "Quarry Lane: q2"),
    ]


def test_a_members_decision_from_outside_its_membership_is_not_the_groups():
    lines = (line("2021-12-01", "TOR"), line("2022-02-01", "TOR"), line("2023-09-01", "TOR"))
    assert [cells[1] for cells in table(*lines, audience="VALE")] == ["Torside: 1.2.22"]
    assert len(table(*lines, audience="TOR")) == 3


def test_a_cell_without_a_minute_number_leaves_no_label_behind():
    lines = (
        line("2022-09-06", review=AUGUST),
        line("2022-09-07", "QLI", minute="q", review=AUGUST),
    )
    assert table(*lines, audience="VALE")[0][3] == "Quarry Lane: q"


def test_where_the_trust_adopts_its_decisions_print_in_every_copy():
    policy = front("1", adoption=Adoption.TRUST)
    lines = (
        line("2022-09-06", "HILL", body="TB", minute="TB/1", review=AUGUST),
        line("2022-09-07", minute="FGB/1", review=AUGUST),
    )
    assert [cells[3] for cells in table(*lines, policy=policy)] == ["TB/1", "FGB/1"]
    assert [cells[3] for cells in table(*lines, policy=policy, audience="QLI")] == ["TB/1"]
    assert [cells[3] for cells in table(*lines, policy=policy, audience="VALE")] == [
        "TB/1",
        "Ash: FGB/1",
    ]
    assert [cells[3] for cells in table(*lines, audience="QLI")] == []


def test_voided_decisions_are_left_out_and_corrected_ones_print_as_corrected():
    lines = (
        line("2022-09-06", minute="m1", narrative="Slip"),
        line("2022-09-07", minute="m2", kind=Kind.CORRECTED, about="m1", narrative="Right"),
        line("2023-01-01", minute="m3"),
        line("2023-02-01", kind=Kind.VOID, about="m3"),
    )
    assert [cells[1:4] for cells in table(*lines)] == [("7 September 2022", "Right", "m2")]


def test_draft_minutes_are_marked_until_they_are_confirmed():
    lines = (
        line("2022-09-06", minute="m1", minutes="draft", review=AUGUST),
        line("2022-10-04", kind=Kind.CONFIRMED, about="m1"),
    )
    assert table(*lines, day=date(2022, 10, 3))[0][3] == "m1 (draft minutes)"
    assert table(*lines, day=date(2022, 10, 4))[0][3] == "m1"
    assert table(*lines[:1], audience="VALE")[0][3] == "Ash: m1 (draft minutes)"


def test_a_chairs_action_says_that_it_is_one_and_later_how_it_was_ratified():
    lines = (
        line("2022-09-06", minute="m1", kind=Kind.CHAIRS_ACTION, narrative="Urgent change"),
        line("2022-10-04", minute="FGB/7", kind=Kind.RATIFIED, about="m1"),
    )
    assert narratives(*lines, day=date(2022, 10, 3)) == ["Urgent change (chair's action)"]
    assert narratives(*lines) == [
        "Urgent change (chair's action, ratified 4 October 2022, minute FGB/7)"
    ]


@pytest.mark.parametrize(
    ("kind", "narrative", "printed"),
    [
        (Kind.NOTED, "", "Noted"),
        (Kind.DEFERRED, "", "Deferred"),
        (Kind.SUBJECT_TO_CHANGES, "", "Approved subject to changes"),
        (Kind.WITHDRAWN, "", "Withdrawn"),
        (Kind.CHAIRS_ACTION, "", "Chair's action"),
        (Kind.ADOPTED, "", ""),
        (Kind.REVIEWED, "No amendments", "No amendments"),
        (Kind.DEFERRED, "Deferred to June", "Deferred to June"),
        (Kind.DEFERRED, "No amendments", "No amendments (deferred)"),
    ],
)
def test_a_row_that_puts_nothing_in_force_does_not_read_as_if_it_did(kind, narrative, printed):
    assert narratives(line("2022-09-06", kind=kind, narrative=narrative)) == [printed]


def test_an_adopted_and_a_deferred_decision_share_no_row():
    lines = (
        line("2022-09-06", narrative="New", review=AUGUST),
        line("2022-09-07", "QLI", narrative="New", review=AUGUST, kind=Kind.DEFERRED),
    )
    assert len(table(*lines, audience="VALE")) == 2


def test_review_days_are_in_full():
    day = line("2022-09-06", review=MonthOrDay(2023, 8, 31))
    assert table(day)[0][4] == "31 August 2023"


# corrections of a version


def corrected(*more: Version) -> FrontMatter:
    return front("3", "4", more=more)


SLIP = Version("3.1", "2023-02-14", "A wrong telephone number", ISSUED, "3")


def test_a_correction_that_reached_the_audience_has_a_row_of_its_own():
    rows = table(line("2022-09-06", version="3", review=AUGUST), policy=corrected(SLIP))
    assert rows[1] == (
        "3.1",
        "14 February 2023",
        "Correction of version 3: A wrong telephone number",
        "",
        "August 2023",
    )


@pytest.mark.parametrize(
    ("lines", "day", "versions"),
    [
        ((line("2022-09-06", version="3"),), date(2023, 2, 13), ["3"]),
        ((line("2022-09-06", version="3"),), date(2023, 2, 14), ["3", "3.1"]),
        ((line("2022-09-06", version="4"),), TODAY, ["4"]),
        ((line("2023-09-05", version="3"),), TODAY, ["3", "3.1"]),
        (
            (line("2022-09-06", version="3"), line("2023-09-05", version="4", minute="m")),
            TODAY,
            ["3", "3.1", "4"],
        ),
        (
            (line("2022-09-06", version="3"), line("2023-09-05", version="3", minute="m")),
            TODAY,
            ["3", "3.1", "3"],
        ),
        (
            (line("2022-09-06", version="3"), line("2023-01-10", version="4", minute="m")),
            TODAY,
            ["3", "4"],
        ),
        (
            (line("2022-09-06", version="3"), line("2023-01-10", kind=Kind.WITHDRAWN, minute="m")),
            TODAY,
            ["3", "1"],
        ),
    ],
)
def test_a_correction_prints_once_where_and_when_it_reached_somebody(lines, day, versions):
    rows = table(*lines, policy=corrected(SLIP), day=day)
    assert [cells[0] for cells in rows] == versions


def test_a_chain_of_corrections_prints_each_in_turn():
    month = Version("3.2", "2023-05", "", ISSUED, "3.1")
    undated = Version("3.3", "", "Another", ISSUED, "3.2")
    rows = table(line("2022-09-06", version="3"), policy=corrected(SLIP, month, undated))
    assert [cells[:3] for cells in rows[1:]] == [
        ("3.1", "14 February 2023", "Correction of version 3: A wrong telephone number"),
        ("3.2", "May 2023", "Correction of version 3.1"),
        ("3.3", "", "Correction of version 3.2: Another"),
    ]


def test_a_group_and_a_school_that_joined_late_get_the_correction_too():
    policy = replace(corrected(SLIP), adoption=Adoption.TRUST)
    lines = (line("2020-09-06", "HILL", version="3", body="TB"),)
    for audience in ("VALE", "TOR", "HILL"):
        rows = table(*lines, policy=policy, audience=audience)
        assert [cells[0] for cells in rows] == ["3", "3.1"]


# the log


def test_the_log_holds_every_decision_of_everybody_voided_ones_too():
    lines = (
        line("2023-01-01", "QLI", minute="m2"),
        line("2022-09-06", minute="m1", narrative="New"),
        line("2023-02-01", kind=Kind.VOID, about="m1"),
        line("2022-12-01", "HILL", body="TB", kind=Kind.NOTED),
    )
    rows = log_rows(ledger(*lines))
    assert [(row.audience, row.row.date, row.row.narrative) for row in rows] == [
        ("ASH", "6 September 2022", "New (declared void)"),
        ("HILL", "1 December 2022", "Noted"),
        ("QLI", "1 January 2023", ""),
    ]
    assert [row.decision.void for row in rows] == [True, False, False]
