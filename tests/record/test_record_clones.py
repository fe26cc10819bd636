"""Two clerks, two clones: their lines are joined by git alone, and `check` sees what it cannot."""

import pytest

from recording_world import Call, lines_of
from workspaces import TestWorkspace

LEDGER = "governance/minutes/phones.csv"
FIRST = "FGB/2223/060922/15"


@pytest.fixture
def clones(kept: TestWorkspace, call: Call) -> tuple[TestWorkspace, TestWorkspace]:
    """One decision with draft minutes is known to both."""
    kept.write(".gitattributes", "governance/minutes/*.csv text eol=lf merge=union\n")
    kept.git("add", "--all")
    kept.git("commit", "--quiet", "-m", "Attributes")
    given = ("--minute", FIRST, "--version", "1", "--draft-minutes", "--yes")
    assert call(kept, "record", "phones", "--for", "ASH", *given).code == 0
    origin = kept.root.with_name("origin.git")
    kept.git("clone", "--quiet", "--bare", ".", str(origin))
    found = []
    for name in ("one", "other"):
        kept.git("clone", "--quiet", str(origin), str(kept.root.with_name(name)))
        clone = TestWorkspace(kept.root.with_name(name))
        clone.git("config", "user.name", f"Clerk {name}")
        clone.git("config", "user.email", f"{name}@quarry.example")
        found.append(clone)
    return found[0], found[1]


def join(one: TestWorkspace, other: TestWorkspace) -> None:
    """Push the one's lines, pull them into the other, and back."""
    one.git("push", "--quiet")
    other.git("pull", "--quiet", "--no-rebase", "--no-edit")
    other.git("push", "--quiet")
    one.git("pull", "--quiet", "--no-rebase", "--no-edit")
    assert one.read(LEDGER) == other.read(LEDGER)
    for clone in (one, other):
        assert clone.git("status", "--porcelain") == ""


def record(call: Call, clone: TestWorkspace, *given: str) -> None:
    outcome = call(clone, *given, "--yes")
    assert outcome.code == 0, outcome.said


@pytest.mark.parametrize("turned", [False, True])
def test_a_confirmation_and_a_new_decision_are_joined(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call, turned: bool
) -> None:
    one, other = reversed(clones) if turned else clones
    confirm = ("--about", FIRST, "--minute", "FGB/2223/081122/2")
    record(call, one, "confirm", "phones", "--for", "ASH", *confirm)
    record(call, other, "record", "phones", "--for", "OAK", "--minute", "FGB/2223/130922/4")
    record(call, other, "record", "phones", "--for", "ASH", "--minute", "FGB/2324/050923/7")
    join(one, other)
    assert len(lines_of(one)) == 4
    assert call(one, "check").code == 0
    rows = call(one, "log", "phones", "--for", "ASH").out.splitlines()
    assert [row.split("\t")[3] for row in rows] == [FIRST, "FGB/2324/050923/7"]
    assert call(one, "log", "phones").out == call(other, "log", "phones").out


def test_both_record_the_same_decision_in_the_same_words(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call
) -> None:
    one, other = clones
    for clone in clones:
        record(call, clone, "record", "phones", "--for", "OAK", "--minute", "FGB/2223/130922/4")
    join(one, other)
    assert call(one, "check").code == 0
    assert len(call(one, "log", "phones", "--for", "OAK").out.splitlines()) == 1


def test_both_record_the_same_decision_in_other_words_and_check_sees_it(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call
) -> None:
    one, other = clones
    given = ("record", "phones", "--for", "OAK", "--minute", "FGB/2223/130922/4", "--narrative")
    record(call, one, *given, "First issue")
    record(call, other, *given, "First adoption")
    join(one, other)
    outcome = call(one, "check")
    assert outcome.code == 1
    assert "[decision-clash]" in outcome.out
    about = ("--about", "FGB/2223/130922/4", "--narrative", "First issue", "--reason", "Twice")
    outcome = call(one, "correct", "phones", "--for", "OAK", *about, "--yes")
    assert outcome.code == 0, outcome.said
    assert call(one, "check").code == 0


def test_one_corrects_a_minute_number_that_the_other_confirms(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call
) -> None:
    one, other = clones
    about = ("--about", FIRST)
    correct = (*about, "--minute", "FGB/2223/070922/15", "--reason", "Mistyped")
    record(call, one, "correct", "phones", "--for", "ASH", *correct)
    confirm = (*about, "--minute", "FGB/2223/081122/2")
    record(call, other, "confirm", "phones", "--for", "ASH", *confirm)
    join(one, other)
    assert call(one, "check").code == 0
    assert "(draft minutes)" not in call(one, "log", "phones", "--for", "ASH").out


def test_both_begin_the_same_ledger(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call
) -> None:
    one, other = clones
    for clone, code in ((one, "ASH"), (other, "OAK")):
        given = ("--minute", "FGB/2223/130922/4")
        record(call, clone, "record", "visitors", "--for", code, *given)
    join(one, other)
    assert len(lines_of(one, "visitors")) == 2
    assert call(one, "check").code == 0


def test_one_declares_void_what_the_other_corrects(
    clones: tuple[TestWorkspace, TestWorkspace], call: Call
) -> None:
    one, other = clones
    about = ("--about", FIRST, "--reason", "x")
    record(call, one, "void", "phones", "--for", "ASH", *about, "--date", "1.10.22")
    record(call, other, "correct", "phones", "--for", "ASH", *about, "--review-date", "2023-07")
    join(one, other)
    assert call(one, "log", "phones", "--for", "ASH").out == ""
    assert call(one, "check").code == 0
