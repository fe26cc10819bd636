"""Issuing shows what changed before it asks, and proposes a narrative from it."""

import io
import sys
from collections.abc import Callable

import pytest

from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]


@pytest.fixture
def revised(workspace: TestWorkspace, call: Call) -> TestWorkspace:
    """A workspace under git with version 1 issued, and a draft that says something else."""
    workspace.begin_git()
    assert call(workspace, "issue", "phones", "--narrative", "First", "--yes").code == 0
    workspace.edit("policy_src/phones.md", "stay in bags", "stay in lockers")
    return workspace


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    keyboard = io.StringIO(text)
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keyboard)


def test_the_changes_are_shown_before_it_asks(revised: TestWorkspace, call: Call) -> None:
    outcome = call(revised, "issue", "phones", "--narrative", "Lockers")
    assert outcome.code == 1
    assert "1 clause amended; 6 unchanged." in outcome.err
    assert "Phones stay in [-bags-]{+lockers+}." in outcome.err
    assert outcome.out == ""


def test_a_narrative_is_proposed_where_none_is_given(revised: TestWorkspace, call: Call) -> None:
    outcome = call(revised, "issue", "phones", "--yes")
    assert outcome.code == 0, outcome.said
    assert "narrative    1.2 amended (a proposal)" in outcome.err
    assert "narrative: 1.2 amended\n" in revised.read("policy_src/phones.md")


def test_somebodys_own_narrative_is_no_proposal(revised: TestWorkspace, call: Call) -> None:
    outcome = call(revised, "issue", "phones", "--yes", "--narrative", "Lockers")
    assert "narrative    Lockers\n" in outcome.err
    assert "narrative: Lockers\n" in revised.read("policy_src/phones.md")


def test_the_narrative_that_waits_in_the_list_is_no_proposal(
    revised: TestWorkspace, call: Call
) -> None:
    revised.edit(
        "policy_src/phones.md", "\n---\n\n", "\n  - version: 2\n    narrative: Summer\n---\n\n"
    )
    outcome = call(revised, "issue", "phones", "--yes")
    assert "narrative    Summer\n" in outcome.err


@pytest.mark.parametrize(
    ("typed", "kept"), [("\ny\n", "1.2 amended"), ("Lockers came\ny\n", "Lockers came")]
)
def test_at_a_terminal_the_proposal_is_taken_or_typed_over(
    revised: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    _type(monkeypatch, typed)
    outcome = call(revised, "issue", "phones")
    assert outcome.code == 0, outcome.said
    assert f"narrative: {kept}\n" in revised.read("policy_src/phones.md")


def test_whoever_says_no_issues_nothing(
    revised: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(monkeypatch, "\nn\n")
    assert call(revised, "issue", "phones").code == 1
    assert not revised.path("governance/issued/phones/2").exists()


def test_a_first_version_has_no_changes_to_show(workspace: TestWorkspace, call: Call) -> None:
    workspace.begin_git()
    assert "no narrative" in call(workspace, "issue", "phones", "--yes").err
    outcome = call(workspace, "issue", "phones", "--yes", "--narrative", "First")
    assert outcome.code == 0
    assert "unchanged" not in outcome.err


def test_changes_that_cannot_be_told_are_no_obstacle(revised: TestWorkspace, call: Call) -> None:
    revised.path("governance/issued/phones/1/phones.md").unlink()
    outcome = call(revised, "issue", "phones", "--narrative", "Lockers")
    assert "cannot be shown. Version 1 was issued, and its text is not there." in outcome.err
