"""Ledgers as Excel and editors leave them: read rightly, and added to without touching a byte."""

import pytest

from recording_world import Call, lines_of
from workspaces import HEADING, TestWorkspace

LEDGER = "governance/minutes/phones.csv"
SECOND = ("record", "phones", "--for", "ASH", "--minute", "FGB/2324/050923/7", "--yes")
OLD = "2022-09-06,FGB,ASH,FGB/2223/060922/15,1,adopted,First,2023-08,,,,"
NEW = b"2023-09-05,FGB,ASH,FGB/2324/050923/7,2,adopted,Adopted as issued,2024-09,,,,m1-"

EXCEL = "06/09/2022" + OLD[10:].replace("2023-08", "Aug-23")
QUOTED = [",".join(f'"{cell}"' for cell in row.split(",")) for row in (HEADING, OLD)]
BROKEN = OLD.replace("First", '"First\nadoption"')

FORMS = {
    "as minuted writes it": f"{HEADING}\n{OLD}\n",
    "no line end at the end": f"{HEADING}\n{OLD}",
    "Windows line ends": f"{HEADING}\r\n{OLD}\r\n",
    "Windows line ends, none at the end": f"{HEADING}\r\n{OLD}",
    "a byte order mark": f"\ufeff{HEADING}\n{OLD}\n",
    "dates as Excel has them": f"{HEADING}\n{EXCEL}\n",
    "everything in quotation marks": "\n".join((*QUOTED, "")),
    "columns and rows that are empty": f"{HEADING},,\r\n{OLD},,\r\n,,,,,,,,,,,,,\r\n\r\n",
    "a line break within a cell": f"{HEADING}\n{BROKEN}\n",
    "empty cells left out at the end": f"{HEADING}\n{OLD.rstrip(',')}\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_line_is_added_and_every_byte_that_stood_stays(
    kept: TestWorkspace, call: Call, form: str
) -> None:
    before = FORMS[form].encode()
    kept.write(LEDGER, before)
    kept.git("add", "--all")
    kept.git("commit", "--quiet", "-m", "By hand")
    kept.git("config", "core.autocrlf", "false")
    outcome = call(kept, *SECOND)
    assert outcome.code == 0, outcome.said
    after = kept.path(LEDGER).read_bytes()
    assert after.startswith(before)
    end = b"\r\n" if b"\r\n" in before else b"\n"
    assert after[len(before) :].removeprefix(end).startswith(NEW)
    assert after.endswith(end)
    assert kept.git("status", "--porcelain") == ""
    assert call(kept, "check").code == 0
    assert "nothing was added" in call(kept, *SECOND).err


@pytest.mark.parametrize(
    ("ledger", "said"),
    [
        (f"{HEADING}\n{OLD}\n".replace(",", ";"), "separated by semicolons"),
        (f"{HEADING}\n9/6/22{OLD[10:]}\n", "phones.csv:2:1"),
        (f"{HEADING}\n{OLD}\n" + OLD.replace("First", '"First'), "phones.csv:3"),
        (f"{OLD}\n", "row of column names"),
        (f"{HEADING}\n{OLD},x\n", "phones.csv:2:13"),
        (f"{HEADING}\n{OLD}\n".replace("First", "Café").encode("latin-1"), "UTF-8"),
    ],
)
def test_what_cannot_be_read_rightly_is_refused_by_its_line(
    kept: TestWorkspace, call: Call, ledger: str | bytes, said: str
) -> None:
    kept.write(LEDGER, ledger)
    before = kept.path(LEDGER).read_bytes()
    outcome = call(kept, *SECOND)
    assert outcome.code == 1
    assert said in outcome.err
    assert kept.path(LEDGER).read_bytes() == before


def test_git_that_turns_line_ends_round_does_not_look_like_a_failure(
    kept: TestWorkspace, call: Call
) -> None:
    """A repository of minuted's own kind keeps ledgers with LF, whatever Excel wrote."""
    kept.write(".gitattributes", "governance/minutes/*.csv text eol=lf merge=union\n")
    kept.write(LEDGER, f"{HEADING}\r\n{OLD}\r\n")
    kept.git("add", "--all")
    kept.git("commit", "--quiet", "-m", "By hand")
    outcome = call(kept, *SECOND)
    assert outcome.code == 0, outcome.said
    assert kept.path(LEDGER).read_bytes().count(b"\r\n") == 3
    assert kept.git("status", "--porcelain") == ""


def test_the_mode_of_a_ledger_stays(kept: TestWorkspace, call: Call) -> None:
    kept.write(LEDGER, f"{HEADING}\n{OLD}\n").chmod(0o640)
    assert call(kept, *SECOND).code == 0
    assert kept.path(LEDGER).stat().st_mode & 0o777 == 0o640


def test_lines_that_were_added_by_hand_are_taken_along_and_told(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *SECOND)
    kept.add_line("phones", OLD.replace("ASH", "ELM"))
    given = ("record", "phones", "--for", "OAK", "--minute", "FGB/2324/120923/2", "--yes")
    outcome = call(kept, *given)
    assert outcome.code == 0
    assert len(lines_of(kept)) == 3
    assert "[ledger-unrecorded]" in outcome.err


def test_a_line_that_was_changed_by_hand_since_git_had_it_is_told(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *SECOND)
    kept.edit(LEDGER, "Adopted as issued", "Adopted with joy")
    given = ("record", "phones", "--for", "OAK", "--minute", "FGB/2324/120923/2", "--yes")
    outcome = call(kept, *given)
    assert outcome.code == 1
    assert "[ledger-changed]" in outcome.err
    assert "minuted correct" in outcome.err
