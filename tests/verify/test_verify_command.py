"""The command: what it prints, its exit code, its data for programs."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from verify_copies import Trust, edited_html

from workspaces import Outcome, TestWorkspace, real_workspace

Call = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minuted.cli.verify.today", lambda: date(2025, 3, 1))


@pytest.fixture
def copies(trust: Trust, tmp_path) -> TestWorkspace:
    """The trust's workspace, with a good copy and two bad ones beside it."""
    page = trust.made(trust.wanted(), "html")
    workspace = TestWorkspace(tmp_path)
    workspace.write("good.html", page)
    workspace.write("bad.html", edited_html(page, "Only Ash has", "Only Ash never has"))
    workspace.write("old.pdf", trust.made(trust.wanted(day=date(2024, 1, 1)), "pdf"))
    workspace.write("none.html", "<p>The cat sat on the mat, and nothing else was said.</p>")
    workspace.write("broken.pdf", b"%PDF-1.7 nothing")
    return workspace


def test_a_good_copy_exits_0_and_says_what_it_is(trust: Trust, copies, call: Call):
    outcome = call(trust.workspace, "verify", str(copies.path("good.html")))
    assert outcome.code == 0, outcome.said
    assert "good.html: approved, unaltered and in force" in outcome.out
    assert "Trips policy, version 2, for Ash Primary" in outcome.out
    assert "minute FGB/2425/100924/3" in outcome.out


def test_an_altered_copy_exits_1_and_shows_the_clause(trust: Trust, copies, call: Call):
    outcome = call(trust.workspace, "verify", str(copies.path("bad.html")))
    assert outcome.code == 1
    assert "NOT the approved text" in outcome.out
    assert "[altered] clause 2.3: It has “never”" in outcome.out
    assert "Only Ash {+never +}has a minibus" in outcome.out


def test_several_files_are_told_one_by_one_and_one_bad_one_is_enough(
    trust: Trust, copies, call: Call
):
    names = ("good.html", "old.pdf", "none.html", "broken.pdf", "not-there.pdf")
    outcome = call(trust.workspace, "verify", *(str(copies.path(n)) for n in names))
    assert outcome.code == 1
    assert "old.pdf: approved and unaltered, but not in force any more" in outcome.out
    assert "since 10 September 2024" in outcome.out
    assert "none.html: no policy of this trust" in outcome.out
    assert "broken.pdf: cannot be read" in outcome.out
    assert "not-there.pdf: cannot be read" in outcome.out
    assert "1 of 5 are approved" in outcome.err


def test_programs_get_the_verdict_the_findings_and_the_clauses(trust: Trust, copies, call: Call):
    names = ("good.html", "bad.html")
    outcome = call(trust.workspace, "verify", "--json", *(str(copies.path(n)) for n in names))
    assert outcome.code == 1
    data = json.loads(outcome.out)
    assert data["format"] == 1
    good, bad = data["files"]
    assert (good["verdict"], good["well"], good["identical"]) == ("approved", True, True)
    assert good["text"]["minute"] == "FGB/2425/100924/3"
    assert good["clauses"] is None
    assert bad["verdict"] == "altered"
    (finding,) = bad["findings"]
    assert (finding["kind"], finding["place"]) == ("altered", "clause 2.3")
    (change,) = bad["clauses"]
    assert change["old"] == ["2.3"]


def test_outside_a_workspace_there_is_nothing_to_hold_a_copy_against(tmp_path, call: Call):
    workspace = TestWorkspace(tmp_path)
    workspace.write("a.html", "<p>Words</p>")
    outcome = call(workspace, "verify", "a.html")
    assert outcome.code == 1
    assert "→" in outcome.err


def test_the_real_policys_copies_verify_in_every_format(tmp_path, call: Call):
    workspace = real_workspace(tmp_path / "trust")
    assert call(workspace, "build").code == 0
    files = [f"build/{name}" for name in workspace.files() if "social-media" in name]
    assert len(files) == 15
    outcome = call(workspace, "verify", *files)
    assert outcome.code == 0, outcome.said
    assert outcome.out.count("approved, unaltered and in force") == 15


def test_the_examples_copies_verify(tmp_path, call: Call):
    from minuted.tasks.init import init

    init(tmp_path / "trust")
    workspace = TestWorkspace(tmp_path / "trust")
    assert call(workspace, "build").code == 0
    files = [n for n in workspace.files() if n.count("/") == 1 and "index" not in n]
    assert len(files) > 10
    outcome = call(workspace, "verify", *(f"build/{name}" for name in files))
    assert outcome.code == 0, outcome.out


def test_nothing_that_a_file_says_reaches_the_terminal_as_a_command(
    trust: Trust, copies, call: Call
):
    page = trust.made(trust.wanted(), "html").replace(b"Only Ash has", b"Only \x1b[2J Ash has")
    copies.write("bell.html", page)
    outcome = call(trust.workspace, "verify", str(copies.path("bell.html")))
    assert "\x1b[2J" not in outcome.out
