"""Afterwards: confirmed, ratified, corrected, void; each a line added and never one changed."""

import pytest

from recording_world import Call, lines_of
from workspaces import TestWorkspace

FIRST = "FGB/2223/060922/15"


@pytest.fixture
def decided(kept: TestWorkspace, call: Call) -> TestWorkspace:
    """ASH has adopted phones 1, with draft minutes; OAK's chair has."""
    draft = ("--minute", FIRST, "--version", "1", "--draft-minutes", "--yes")
    assert call(kept, "record", "phones", "--for", "ASH", *draft).code == 0
    meeting = ("--meeting", "FGB/2223/060922", "visitors=16", "--draft-minutes", "--yes")
    assert call(kept, "record", "--for", "ASH", *meeting).code == 0
    chair = ("--date", "4.7.22", "--body", "FGB", "--decision", "chair's action", "--yes")
    assert call(kept, "record", "phones", "--for", "OAK", *chair).code == 0
    return kept


def added(workspace: TestWorkspace, slug: str = "phones") -> str:
    """Return the last line, having made sure that the earlier ones are as they were."""
    name = f"governance/minutes/{slug}.csv"
    before = workspace.git("show", f"HEAD~1:{name}")
    after = workspace.git("show", f"HEAD:{name}")
    assert after.startswith(before)
    assert workspace.git("status", "--porcelain") == ""
    return after[len(before) :].strip()


def test_draft_minutes_are_confirmed(decided: TestWorkspace, call: Call) -> None:
    assert "(draft minutes)" in call(decided, "log", "phones", "--for", "ASH").out
    confirm = ("confirm", "phones", "--for", "ash", "--about", FIRST)
    outcome = call(decided, *confirm, "--minute", "FGB/2223/081122/2", "--yes")
    assert outcome.code == 0, outcome.said
    assert added(decided) == f"2022-11-08,FGB,ASH,FGB/2223/081122/2,,confirmed,,,,,{FIRST},"
    assert "(draft minutes)" not in call(decided, "log", "phones", "--for", "ASH").out
    assert call(decided, "check").code == 0
    again = call(decided, *confirm, "--minute", "FGB/2223/081122/2", "--yes")
    assert again.code == 0
    assert "nothing was added" in again.err


def test_all_draft_minutes_of_a_meeting_are_confirmed_at_once(
    decided: TestWorkspace, call: Call
) -> None:
    given = ("--meeting", "FGB/2223/060922", "--minute", "FGB/2223/081122/2", "--yes")
    outcome = call(decided, "confirm", "--for", "ASH", *given)
    assert outcome.code == 0, outcome.said
    assert "Recorded: 2 lines" in outcome.out
    assert added(decided).endswith(f",confirmed,,,,,{FIRST},")
    assert added(decided, "visitors").endswith(",confirmed,,,,,FGB/2223/060922/16,")
    assert "No draft minutes" in call(decided, "confirm", "--for", "ASH", *given).err


def test_a_chairs_action_is_ratified(decided: TestWorkspace, call: Call) -> None:
    given = ("--about", "4th July 2022", "--minute", "FGB/2223/060922/4", "--yes")
    outcome = call(decided, "ratify", "phones", "--for", "OAK", *given)
    assert outcome.code == 0, outcome.said
    assert added(decided) == "2022-09-06,FGB,OAK,FGB/2223/060922/4,,ratified,,,,,2022-07-04,"
    assert "ratified 6 September 2022" in call(decided, "log", "phones", "--for", "OAK").out
    assert "nothing was added" in call(decided, "ratify", "phones", "--for", "OAK", *given).err


def test_what_is_no_chairs_action_is_not_ratified(decided: TestWorkspace, call: Call) -> None:
    given = ("--about", FIRST, "--minute", "FGB/2223/081122/2", "--yes")
    outcome = call(decided, "ratify", "phones", "--for", "ASH", *given)
    assert outcome.code == 1
    assert "[ratified-wrongly]" in outcome.err


def test_a_mistyped_review_date_is_corrected(decided: TestWorkspace, call: Call) -> None:
    correct = ("correct", "phones", "--for", "ASH", "--about", FIRST, "--review-date", "July 2023")
    assert "[reason-missing]" in call(decided, *correct, "--yes").err
    outcome = call(decided, *correct, "--reason", "The book says July", "--yes")
    assert outcome.code == 0, outcome.said
    first, *_ = lines_of(decided)
    cells = added(decided).split(",")
    assert cells[5] == "corrected"
    assert cells[7] == "2023-07"
    assert cells[10] == FIRST
    same = [0, 1, 2, 3, 4, 6, 8, 9, 11]
    assert [cells[n] for n in same] == [first.split(",")[n] for n in same]
    assert "Reason: The book says July" in decided.git("log", "-1", "--format=%B")
    assert "July 2023" in call(decided, "log", "phones", "--for", "ASH").out
    again = call(decided, *correct, "--reason", "The book says July", "--yes")
    assert "nothing was added" in again.err


def test_a_corrected_minute_number_brings_its_date_with_it(
    decided: TestWorkspace, call: Call
) -> None:
    given = ("--about", FIRST, "--minute", "FGB/2223/070922/15", "--reason", "Mistyped", "--yes")
    outcome = call(decided, "correct", "phones", "--for", "ASH", *given)
    assert outcome.code == 0, outcome.said
    assert added(decided).startswith("2022-09-07,FGB,ASH,FGB/2223/070922/15,1,corrected,")
    late = ("--about", FIRST, "--minute", "FGB/2223/081122/2", "--yes")
    assert call(decided, "confirm", "phones", "--for", "ASH", *late).code == 0
    assert added(decided).endswith(",confirmed,,,,,FGB/2223/070922/15,")
    known = call(decided, "record", "phones", "--for", "ASH", "--minute", FIRST, "--yes")
    assert "nothing was added" in known.err


def test_a_correction_is_held_against_the_facts_like_a_decision(
    decided: TestWorkspace, call: Call
) -> None:
    later = ("--for", "ASH", "--minute", "FGB/2324/050923/7", "--yes")
    assert call(decided, "record", "phones", *later).code == 0
    about = ("--for", "ASH", "--about", "FGB/2324/050923/7", "--reason", "x", "--yes")
    outcome = call(decided, "correct", "phones", *about, "--narrative", "No amendments")
    assert "[no-amendments]" in outcome.err
    outcome = call(decided, "correct", "phones", *about, "--review-date", "1.9.23")
    assert "[review-before-decision]" in outcome.err
    assert call(decided, "correct", "phones", *about, "--version", "7").code == 1
    same = ("--version", "1", "--narrative", "No amendments")
    assert call(decided, "correct", "phones", *about, *same).code == 0


def test_a_decision_is_declared_void_with_a_reason(decided: TestWorkspace, call: Call) -> None:
    void = ("void", "phones", "--for", "ASH", "--about", FIRST, "--yes")
    assert "[reason-missing]" in call(decided, *void).err
    outcome = call(decided, *void, "--reason", "Inquorate", "--date", "1.10.22")
    assert outcome.code == 0, outcome.said
    assert added(decided) == f"2022-10-01,FGB,ASH,,,void,Inquorate,,,,{FIRST},"
    assert call(decided, "log", "phones", "--for", "ASH").out == ""
    assert "nothing was added" in call(decided, *void, "--reason", "Inquorate").err
    for name in ("confirm", "correct"):
        later = (name, "phones", "--for", "ASH", "--about", FIRST, "--date", "1.11.22", "--yes")
        reason = ("--reason", "x") if name == "correct" else ()
        assert "[about-void]" in call(decided, *later, *reason).err
    again = ("record", "phones", "--for", "ASH", "--minute", FIRST, "--yes")
    assert "[recorded-void]" in call(decided, *again, "--version", "1").err
    assert call(decided, *again[:4], "--minute", "FGB/2223/041022/2", "--yes").code == 0
    assert call(decided, "check").code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("--about", "FGB/2223/060922/51"), "about-nothing"),
        (("--about", ""), "about-nothing"),
        (("--about", FIRST, "--for", "ELM"), "about-nothing"),
        (("--about", FIRST, "--date", ""), "ledger-empty"),
        (("--about", FIRST, "--date", "1.1.2999"), "date-in-future"),
        (("--about", FIRST, "--body", "FBG"), "unknown-body"),
    ],
)
def test_a_line_about_nothing_is_refused(
    decided: TestWorkspace, call: Call, given: tuple[str, ...], code: str
) -> None:
    usual = ("--for", "ASH", "--date", "8.11.22")
    before = decided.git("rev-parse", "HEAD")
    outcome = call(decided, "confirm", "phones", *usual, *given, "--yes")
    if "--about" in given and given[1] == "":
        assert outcome.code == 2
    else:
        assert outcome.code == 1
        assert f"[{code}]" in outcome.err
    assert decided.git("rev-parse", "HEAD") == before


def test_confirmed_minutes_are_not_confirmed(decided: TestWorkspace, call: Call) -> None:
    given = ("--about", "2022-07-04", "--date", "8.11.22", "--yes")
    assert "[not-draft]" in call(decided, "confirm", "phones", "--for", "OAK", *given).err


def test_a_correction_that_goes_back_and_forth_is_told_how(
    decided: TestWorkspace, call: Call
) -> None:
    """A line that stands twice counts once, so the third correction would be lost."""
    correct = ("correct", "phones", "--for", "ASH", "--about", FIRST, "--reason", "x", "--yes")
    assert call(decided, *correct, "--review-date", "2023-07").code == 0
    assert call(decided, *correct, "--review-date", "2023-06").code == 0
    outcome = call(decided, *correct, "--review-date", "2023-07")
    assert outcome.code == 1
    assert "[ledger-repeat]" in outcome.err
    other = ("--review-date", "2023-07", "--narrative", "First adoption")
    assert call(decided, *correct, *other).code == 0
