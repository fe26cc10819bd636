"""A slip found after issue: a correction reaches the adopters without a meeting."""

import pytest

from recording_world import Call
from workspaces import TestWorkspace

ISSUE = ("issue", "phones", "--correction", "--yes")


@pytest.fixture
def slipped(kept: TestWorkspace, call: Call) -> TestWorkspace:
    """ASH has version 2 with a slip in it, OAK still version 1."""
    for code, version in (("ASH", "2"), ("OAK", "1")):
        given = ("--for", code, "--minute", "FGB/2223/060922/15", "--version", version, "--yes")
        assert call(kept, "record", "phones", *given).code == 0
    kept.edit("policy_src/phones.md", "out of sight", "out of reach")
    return kept


def test_a_correction_shows_the_difference_and_reaches_the_adopters(
    slipped: TestWorkspace, call: Call
) -> None:
    outcome = call(slipped, *ISSUE, "--narrative", "A slip in 1.2.2")
    assert outcome.code == 0, outcome.said
    assert "Issued version 2.1" in outcome.out
    assert "corrects     version 2; it reaches ASH" in outcome.err
    assert "[-sight-]" in outcome.err or "sight" in outcome.err
    assert "Out of date now: the copies of phones (ASH)" in outcome.err
    assert "corrects: 2\n" in slipped.read("policy_src/phones.md")
    rows = call(slipped, "log", "phones", "--for", "ASH").out.splitlines()
    assert len(rows) == 2
    assert "\tCorrection of version 2: A slip in 1.2.2\t" in rows[1]
    assert "reach" in call(slipped, "show", "phones", "--for", "ASH").out
    assert "reach" not in call(slipped, "show", "phones", "--for", "OAK").out
    assert call(slipped, "check").code == 0


def test_no_amendments_is_held_against_what_was_decided_on_not_what_corrected_it(
    slipped: TestWorkspace, call: Call
) -> None:
    call(slipped, *ISSUE, "--narrative", "A slip")
    given = ("record", "phones", "--for", "ASH", "--minute", "FGB/2324/050923/7", "--yes")
    outcome = call(slipped, *given, "--narrative", "No amendments")
    assert "1.2.2 amended" in outcome.err
    outcome = call(slipped, *given)
    assert outcome.code == 0
    assert "Adopted as issued" in outcome.err


def test_corrections_are_numbered_below_their_version(slipped: TestWorkspace, call: Call) -> None:
    call(slipped, *ISSUE, "--narrative", "A slip")
    slipped.edit("policy_src/phones.md", "out of reach", "out of everybody's reach")
    assert "Issued version 2.2" in call(slipped, *ISSUE, "--narrative", "Another").out
    assert "corrects: 2.1\n" in slipped.read("policy_src/phones.md")
    slipped.edit("policy_src/phones.md", "everybody's", "all")
    outcome = call(slipped, "issue", "phones", "--narrative", "Third", "--yes")
    assert "Issued version 3 " in outcome.out, outcome.said


def test_without_a_version_there_is_nothing_to_correct(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.begin_git()
    outcome = call(workspace, *ISSUE, "--narrative", "x")
    assert outcome.code == 1
    assert "nothing to correct" in outcome.err
