"""Started bare on a terminal it asks: lists to choose from, dates as they are written, a yes."""

import os
import re
import select
import subprocess
import sys
import time

import pytest

from recording_world import Call, lines_of
from workspaces import TestWorkspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

PROMPTS = {
    "whom": r"For whom\?.*> $",
    "body": r"Which body decided\?.*> $",
    "again": r"is not in the list.*> $",
    "date": r"Date of the meeting [^\n]*: $",
    "policy": r"Which policy\?.*> $",
    "minute": r"Minute number, or [^\n]*: $",
    "decision": r"What was decided [^\n]*\?.*> $",
    "narrative": r"Narrative[^\n]*: $",
    "review": r"Review date [^\n]*: $",
    "another": r"Another policy at this meeting\? [^\n]*: $",
    "yes": r"Record (it|them)\? [^\n]*: $",
}
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def talk(workspace: TestWorkspace, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Start `minuted record` on a terminal of 80 columns, and answer what it asks, in order."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "minuted", "-C", str(workspace.root), "record"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    heard = ""
    try:
        for prompt, answer in answers:
            heard += _until(ours, PROMPTS[prompt])
            os.write(ours, answer.encode() + b"\n")
        heard += _until(ours, r"\Z never")
    finally:
        os.close(ours)
        if sys.exc_info()[0] is not None:
            process.kill()
        code = process.wait(timeout=60)
    return code, heard


def _until(terminal: int, prompt: str) -> str:
    """Read until what was said since the last answer ends with a prompt, or nothing more comes."""
    heard = ""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if not select.select([terminal], [], [], 1.0)[0]:
            continue
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other side is closed
            return heard
        if not data:
            return heard
        heard += ESCAPES.sub("", data.decode(errors="replace")).replace("\r", "")
        if re.search(prompt, heard, re.DOTALL):
            return heard
    raise AssertionError(f"no {prompt!r} came after:\n{heard}")


def test_a_clerk_is_asked_for_one_item_after_the_other(kept: TestWorkspace, call: Call) -> None:
    code, heard = talk(
        kept,
        [
            ("whom", "ash"),
            ("body", "governors"),
            ("again", "full gov"),
            ("date", "9/22/23"),
            ("date", "5th September 2023"),
            ("policy", "1"),
            ("minute", "7"),
            ("decision", ""),
            ("narrative", ""),
            ("review", "Aug 2023"),
            ("review", "31.8.24"),
            ("another", "y"),
            ("policy", "vis"),
            ("minute", "FGB/2324/050923/8"),
            ("decision", "noted"),
            ("narrative", ""),
            ("review", ""),
            ("another", ""),
            ("yes", "y"),
        ],
    )
    assert code == 0, heard
    assert lines_of(kept)[0].startswith(
        "2023-09-05,FGB,ASH,FGB/2324/050923/7,2,adopted,Adopted as issued,2024-08-31,"
    )
    assert lines_of(kept, "visitors")[0].startswith(
        "2023-09-05,FGB,ASH,FGB/2324/050923/8,1,noted,,,"
    )
    assert "“governors” is not in the list" in heard
    assert "“9/22/23” is not a date that can be read" in heard
    assert "before the decision" in " ".join(heard.split())
    assert "Recorded: 2 decisions" in heard
    assert "“Adopted as issued”, to be reviewed 31 August 2024" in heard


def test_a_no_at_the_end_records_nothing(kept: TestWorkspace) -> None:
    answers = [
        *(("whom", "3"), ("body", "FGB"), ("date", "5.9.23"), ("policy", "phones")),
        *(("minute", ""), ("decision", ""), ("narrative", "By hand"), ("review", "none")),
        *(("another", ""), ("yes", "")),
    ]
    code, heard = talk(kept, answers)
    assert code == 1
    assert "Nothing was recorded" in heard
    assert lines_of(kept) == []


def test_bare_without_a_terminal_it_says_how_it_is_called(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, "record")
    assert outcome.code == 2
    assert "minuted record POLICY --for CODE" in outcome.err
