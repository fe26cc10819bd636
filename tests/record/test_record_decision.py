"""One decision: read from its minute number, proposed from facts, refused where it contradicts."""

import errno
import json
import os
from pathlib import Path

import pytest

from recording_world import Call, lines_of
from workspaces import TestWorkspace

ASH = ("record", "phones", "--for", "ASH", "--yes")
FIRST = (*ASH, "--minute", "FGB/2223/060922/15", "--version", "1")


def test_date_and_body_come_from_the_minute_number(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, *FIRST, "--narrative", "First", "--review-date", "Aug-23")
    assert outcome.code == 0, outcome.said
    (line,) = lines_of(kept)
    assert line.startswith("2022-09-06,FGB,ASH,FGB/2223/060922/15,1,adopted,First,2023-08,,,,m1-")
    assert kept.git("log", "-1", "--format=%s") == (
        "Phones policy version 1, ASH: adopted (FGB/2223/060922/15)"
    )
    assert kept.git("status", "--porcelain") == ""
    assert "phones (ASH, DALE)" in outcome.err or "phones (ASH)" in outcome.err
    assert call(kept, "check").code == 0


def test_version_decision_narrative_and_review_date_are_proposed(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *FIRST)
    call(kept, *ASH, "--minute", "FGB/2324/050923/7")
    call(kept, *ASH, "--minute", "FGB/2425/030924/3")
    said = [line.split(",")[4:8] for line in lines_of(kept)]
    assert said == [
        ["1", "adopted", "Adopted as issued", "2023-09"],
        ["2", "adopted", "Adopted as issued", "2024-09"],
        ["2", "reviewed", "No amendments", "2025-09"],
    ]


def test_the_fingerprint_is_of_the_text_that_the_audience_gets(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *FIRST)
    shown = json.loads(call(kept, "show", "phones", "--version", "1", "--json").out)
    assert lines_of(kept)[0].endswith("," + shown["fingerprint"])


@pytest.mark.parametrize(
    "narrative", ["No amendments", "Annual review. no changes.", "Without any amendment"]
)
def test_no_amendments_is_refused_where_the_text_differs_and_the_clauses_are_named(
    kept: TestWorkspace, call: Call, narrative: str
) -> None:
    call(kept, *FIRST)
    outcome = call(kept, *ASH, "--minute", "FGB/2324/050923/7", "--narrative", narrative)
    assert outcome.code == 1
    assert "[no-amendments]" in outcome.err
    assert "1.2 amended" in outcome.err
    assert "ASH adopted on 6 September 2022 (version 1)" in outcome.err
    assert len(lines_of(kept)) == 1
    forced = call(
        kept, *ASH, "--minute", "FGB/2324/050923/7", "--narrative", narrative, "--force=x"
    )
    assert forced.code == 1


def test_no_amendments_of_a_group_is_held_against_each_of_its_schools(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *FIRST)
    group = ("record", "phones", "--for", "DALE", "--yes", "--minute", "FGB/2324/050923/7")
    outcome = call(kept, *group, "--narrative", "No amendments")
    assert outcome.code == 1
    assert "what ASH adopted" in outcome.err
    assert call(kept, *group, "--narrative", "No amendments", "--version", "1").code == 0


def test_no_amendments_where_the_earlier_text_is_not_held_takes_a_reason(
    kept: TestWorkspace, call: Call
) -> None:
    """An old text that is lost proves nothing."""
    front = "versions:\n  - version: 0\n    fingerprint: not held"
    kept.edit("policy_src/phones.md", "versions:", front)
    kept.git("commit", "-qam", "An old version")
    call(kept, *ASH, "--minute", "FGB/2122/060921/1", "--version", "0")
    (line,) = lines_of(kept)
    assert line.endswith(",0,adopted,Adopted as issued,2022-09,,,,")
    later = (*ASH, "--minute", "FGB/2223/060922/15", "--narrative", "No amendments")
    assert "[no-amendments-unproved]" in call(kept, *later, "--version", "0").err
    outcome = call(kept, *later, "--version", "0", "--force", "The old minute book says so")
    assert outcome.code == 0, outcome.said
    assert "The old minute book says so" in kept.git("log", "-1", "--format=%B")


def test_reviewed_is_refused_where_the_text_differs(kept: TestWorkspace, call: Call) -> None:
    call(kept, *FIRST)
    outcome = call(kept, *ASH, "--minute", "FGB/2324/050923/7", "--decision", "reviewed")
    assert outcome.code == 1
    assert "[reviewed-changed]" in outcome.err


def test_a_step_back_is_told_and_recorded(kept: TestWorkspace, call: Call) -> None:
    call(kept, *ASH, "--minute", "FGB/2223/060922/15")
    outcome = call(kept, *ASH, "--minute", "FGB/2324/050923/7", "--version", "1")
    assert outcome.code == 0
    assert "[version-step-back]" in outcome.err


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (("--minute", "FGB/2223/070922/15", "--date", "6.9.22"), "minute-date", "minute"),
        (("--minute", "FGB/2122/060922/15"), "minute-year", "minute"),
        (("--minute=FGB/2223/060922/15", "--body=LAB", "--date=6.9.22"), "minute-pat", "minute"),
        (("--minute", "FGB/2223/310922/15"), "bad-date", "minute"),
        (("--minute", "DJC/2223/060922/15", "--for", "ELM"), "body-of-another", "body"),
        (("--minute", "FGB/2223/060922/15", "--version", "9"), "unknown-version", "version"),
        (("--minute", "FGB/9900/060999/15"), "date-in-future", "minute"),
        (("--minute", "LAB/58/22-23", "--date", "6.9.22"), "body-not-approving", "body"),
        (("--minute", "FGB/2223/060922/15", "--review-date", "1.9.22"), "review-before", "review"),
        (("--minute", "FGB/2223/060922/15", "--review-date", "9/22/23"), "bad-date", "review"),
        (("--minute", "FGB 6 Sept no. 15", "--date", "6.9.22", "--body", "FGB"), "minute-pat", ""),
        (("--minute", "=1+1", "--date", "6.9.22", "--body", "FGB"), "ledger-formula", "minute"),
        (("--minute", "", "--date", "6.9.22"), "ledger-empty", "body"),
        (("--minute", "", "--body", "FGB"), "ledger-empty", "date"),
        (("--minute", "FGB/2223/060922/15", "--decision", "adoptd"), "unknown-decision", ""),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(
    kept: TestWorkspace, call: Call, given: tuple[str, ...], code: str, field: str
) -> None:
    audience = () if "--for" in given else ("--for", "ASH")
    outcome = call(kept, "record", "phones", *audience, *given, "--dry-run", "--json")
    assert outcome.code == 1, outcome.said
    problems = json.loads(outcome.out)["problems"]
    assert any(p["code"].startswith(code) and p["field"].startswith(field) for p in problems)
    assert all(p["hint"] for p in problems)
    assert lines_of(kept) == []


def test_an_odd_minute_is_recorded_with_a_reason_that_is_kept(
    kept: TestWorkspace, call: Call
) -> None:
    odd = (*ASH, "--minute", "Minute 15 of 6 Sept", "--date", "6.9.22", "--body", "FGB")
    assert "--force" in call(kept, *odd).err
    outcome = call(kept, *odd, "--force", "As the old clerk numbered them")
    assert outcome.code == 0, outcome.said
    assert "Minute 15 of 6 Sept" in lines_of(kept)[0]
    message = kept.git("log", "-1", "--format=%B")
    assert "Recorded all the same (minute-pattern): As the old clerk numbered them" in message
    assert call(kept, "check").code == 0


def test_a_stray_space_is_put_right_and_said(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, *ASH, "--minute", "F GB/2223/051022/15")
    assert outcome.code == 0
    assert "It was put right: FGB/2223/051022/15" in outcome.err
    assert ",FGB/2223/051022/15," in lines_of(kept)[0]


def test_capital_letters_of_codes_do_not_matter(kept: TestWorkspace, call: Call) -> None:
    outcome = call(
        kept, "record", "Phones", "--for", "ash", "--minute", "fgb/2223/051022/15", "--yes"
    )
    assert outcome.code == 0, outcome.said
    assert lines_of(kept)[0].startswith("2022-10-05,FGB,ASH,FGB/2223/051022/15,")


def test_a_body_has_minute_numbers_of_its_own_form(kept: TestWorkspace, call: Call) -> None:
    kept.edit("policy_src/phones.md", "[FGB]", "[FGB, LAB]")
    given = (*ASH, "--minute", "LAB/58/16-17")
    assert "day of the meeting cannot be told" in call(kept, *given).err
    assert call(kept, *given, "--date", "14 March 2017", "--version", "1").code == 0
    assert lines_of(kept)[0].startswith("2017-03-14,LAB,ASH,LAB/58/16-17,1,")
    assert "[minute-year]" in call(kept, *given, "--date", "14 March 2018").err


def test_the_same_decision_twice_adds_nothing(kept: TestWorkspace, call: Call) -> None:
    call(kept, *FIRST, "--narrative", "First")
    for given in ((), ("--narrative", "First"), ("--date", "6.9.22", "--body", "fgb")):
        outcome = call(kept, *FIRST, *given)
        assert outcome.code == 0, outcome.said
        assert "nothing was added" in outcome.err
    assert len(lines_of(kept)) == 1
    outcome = call(kept, *FIRST, "--narrative", "Second")
    assert outcome.code == 1
    assert "[decision-clash]" in outcome.err
    assert "minuted correct" in outcome.err


def test_two_schools_may_share_a_minute_number(kept: TestWorkspace, call: Call) -> None:
    call(kept, *FIRST)
    assert call(kept, *FIRST, "--for", "ELM").code == 0
    assert [line.split(",")[2] for line in lines_of(kept)] == ["ASH", "ELM"]


@pytest.mark.parametrize(("review", "warned"), [("2023-09", False), ("2023-10", True)])
def test_a_review_beyond_the_cycle_is_told(
    kept: TestWorkspace, call: Call, review: str, warned: bool
) -> None:
    outcome = call(kept, *FIRST, "--review-date", review)
    assert outcome.code == 0
    assert ("[review-beyond-cycle]" in outcome.err) is warned


def test_none_leaves_the_review_date_empty(kept: TestWorkspace, call: Call) -> None:
    call(kept, *FIRST, "--review-date", "none", "--narrative", "x")
    assert ",adopted,x,,,,,m1-" in lines_of(kept)[0]


def test_a_dry_run_writes_nothing(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, *FIRST, "--dry-run")
    assert outcome.code == 0
    assert "6 September 2022" in outcome.err
    assert not kept.path("governance/minutes").exists()
    assert kept.git("log", "--format=%s") == "Begin"


def test_without_a_terminal_nothing_is_recorded_unless_told(
    kept: TestWorkspace, call: Call
) -> None:
    outcome = call(kept, *[word for word in FIRST if word != "--yes"])
    assert outcome.code == 1
    assert "Add --yes" in outcome.err
    assert lines_of(kept) == []


def test_outside_git_it_says_how_to_begin(workspace: TestWorkspace, call: Call) -> None:
    workspace.issue_by_hand("phones")
    outcome = call(workspace, *FIRST)
    assert outcome.code == 1
    assert "git init" in outcome.err
    assert not workspace.path("governance/minutes").exists()


def test_without_git_it_says_where_to_get_it(
    kept: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "git", None)
    outcome = call(kept, *FIRST)
    assert outcome.code == 1
    assert "git-scm.com" in outcome.err


def test_a_ledger_that_cannot_be_read_takes_no_line(kept: TestWorkspace, call: Call) -> None:
    kept.add_line("phones", "6 Sept 2022,FGB,ASH,FGB/2223/060922/15,1,adopted,,,,,,")
    before = kept.read("governance/minutes/phones.csv")
    outcome = call(kept, *ASH, "--minute", "FGB/2324/050923/7")
    assert outcome.code == 1
    assert "governance/minutes/phones.csv:2:1" in outcome.err
    assert kept.read("governance/minutes/phones.csv") == before


def test_a_withdrawal_is_of_what_was_adopted(kept: TestWorkspace, call: Call) -> None:
    call(kept, *FIRST)
    outcome = call(kept, *ASH, "--minute", "FGB/2324/050923/7", "--decision", "withdrawn")
    assert outcome.code == 0
    assert lines_of(kept)[1] == "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,withdrawn,,,,,,"


def test_what_the_user_has_staged_stays_out_of_the_commit(kept: TestWorkspace, call: Call) -> None:
    kept.write("mine.txt", "mine")
    kept.git("add", "mine.txt")
    assert call(kept, *FIRST).code == 0
    assert kept.git("status", "--porcelain") == "A  mine.txt"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "disk is not full"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "Excel"),
        (KeyboardInterrupt(), "Stopped"),
    ],
)
@pytest.mark.parametrize("name", ["phones.csv", "visitors.csv", "journal.json"])
def test_a_disk_that_fails_leaves_every_ledger_as_it_was(
    kept: TestWorkspace,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    said: str,
    name: str,
) -> None:
    replace = Path.replace

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise error
        return replace(path, target)

    meeting = ("--meeting", "FGB/2223/060922", "phones=15", "visitors=16", "--yes")
    monkeypatch.setattr(Path, "replace", refusing)
    outcome = call(kept, "record", "--for", "ASH", *meeting)
    assert outcome.code == 1
    assert said in outcome.err
    assert not kept.path("governance/minutes").exists()
    assert kept.git("status", "--porcelain") == ""
    monkeypatch.undo()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert call(kept, "record", "--for", "ASH", *meeting).code == 0
