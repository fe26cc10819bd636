"""`minuted status`: what it says, of whom, and when."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workspaces import Run, TestWorkspace


def rows(out: str) -> dict[tuple[str, str], list[str]]:
    cells = [row.split("\t") for row in out.splitlines()]
    return {(row[0], row[1]): row for row in cells}


def said(out: str) -> dict[tuple[str, str], str]:
    return {key: row[-1] for key, row in rows(out).items()}


def test_every_school_is_told_of_every_policy(decided: TestWorkspace, call: Run) -> None:
    done = call(decided, "status")
    assert done.code == 0
    assert said(done.out) == {
        ("phones", "ASH"): "current version",
        ("phones", "OAK"): "overdue since 1 September 2024; behind: version 2 is issued",
        ("phones", "ELM"): "never adopted",
        ("visits", "ASH"): "due on 5 November 2024; current version",
        ("visits", "OAK"): "due on 5 November 2024; current version",
        ("visits", "ELM"): "chair's action, to be ratified; minutes still draft; current version",
        ("visits", "DALE"): "due on 5 November 2024; current version",
    }


def test_a_line_for_programs_has_iso_dates_and_words_to_filter_by(
    decided: TestWorkspace, call: Run
) -> None:
    row = rows(call(decided, "status", "phones").out)["phones", "OAK"]
    assert row[2:8] == [
        "1", "2", "2023-09-06", "FGB/2324/060923/7", "2024-08", "overdue,behind",
    ]  # fmt: skip


def test_totals_are_said_in_words_and_what_was_left_out(decided: TestWorkspace, call: Run) -> None:
    err = call(decided, "status").err
    assert "On 1 October 2024, 7 rows: 1 not-adopted, 1 overdue, 1 behind" in err
    assert "3 rows were left out" in err, "lockdown has no issued version"
    shown = call(decided, "status", "--state", "not-issued")
    assert set(said(shown.out).values()) == {"no version issued yet"}
    assert "left out" not in shown.err


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--for", "ELM"), {("phones", "ELM"), ("visits", "ELM")}),
        (("phones", "--for", "DALE"), {("phones", "ASH"), ("phones", "OAK")}),
        (("--state", "overdue,not-adopted"), {("phones", "OAK"), ("phones", "ELM")}),
        (("--state", "overdue", "--state", "chairs-action"),
         {("phones", "OAK"), ("visits", "ELM")}),
        (("--body", "JC"), {("visits", "ASH"), ("visits", "OAK"), ("visits", "DALE")}),
        (("--for", "ASH", "--state", "behind"), set()),
        (("--for", "QDLT", "phones"), {("phones", "ASH"), ("phones", "OAK"), ("phones", "ELM")}),
    ],
)  # fmt: skip
def test_filters_choose_rows(
    decided: TestWorkspace, call: Run, options: tuple[str, ...], wanted: set[tuple[str, str]]
) -> None:
    done = call(decided, "status", *options)
    assert (done.code, set(rows(done.out))) == (0, wanted)


def test_a_day_in_the_past_knows_only_what_was_decided_by_then(
    decided: TestWorkspace, call: Run
) -> None:
    found = said(call(decided, "status", "--on", "1.9.24").out)
    assert found["phones", "ASH"] == "due in September 2024; behind: version 2 is issued" or (
        found["phones", "ASH"] == "behind: version 2 is issued; due in September 2024"
    )
    assert said(call(decided, "status", "--on", "4.3.24").out)["visits", "ASH"] == "never adopted"


def test_data_for_programs_says_the_same(decided: TestWorkspace, call: Run) -> None:
    data = json.loads(call(decided, "status", "phones", "--json").out)
    assert (data["format"], data["on"]) == (1, "2024-10-01")
    assert data["totals"] == {"not-adopted": 1, "overdue": 1, "behind": 1, "current": 1}
    oak = next(row for row in data["rows"] if row["for"] == "OAK")
    assert oak["states"] == ["overdue", "behind"]
    assert (oak["version"], oak["latest"], oak["newer"], oak["review_date"]) == (
        "1", "2", 1, "2024-08",
    )  # fmt: skip
    assert oak["decision"]["minute"] == "FGB/2324/060923/7"
    elm = next(row for row in data["rows"] if row["for"] == "ELM")
    assert (elm["version"], elm["decision"]) == (None, None)


def test_a_ledger_with_errors_is_told_and_the_other_policies_are_shown(
    decided: TestWorkspace, call: Run
) -> None:
    decided.add_line("phones", "someday,FGB,ASH,,1,adopted,,,,,,")
    done = call(decided, "status")
    assert done.code == 1
    assert {policy for policy, _ in rows(done.out)} == {"visits"}
    assert "[bad-date]" in done.err
    assert "Nothing can be said of phones" in done.err


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--state", "overdew"), 2, "Did you mean “overdue”?"),
        (("--for", "ESH"), 1, "Did you mean “ASH”?"),
        (("--body", "FBG"), 1, "Did you mean “FGB”?"),
        (("fones",), 1, "There is no policy “fones”"),
        (("--on", "1/13/24"), 2, "is not a day"),
    ],
)
def test_a_slip_in_a_filter_is_told_with_what_was_probably_meant(
    decided: TestWorkspace, call: Run, options: tuple[str, ...], code: int, words: str
) -> None:
    done = call(decided, "status", *options)
    assert (done.code, done.out) == (code, "")
    assert words in " ".join(done.err.split())


def test_reading_how_things_stand_starts_no_pandoc(
    decided: TestWorkspace, call: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MINUTED_CACHE", str(tmp_path / "empty"))

    def never(_text: str) -> None:
        raise AssertionError("pandoc was started")

    monkeypatch.setattr("minuted.readers.pandoc.parse", never)
    assert call(decided, "status").code == 0
    assert call(decided, "due").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize("command", ["status", "due"])
def test_a_list_fits_a_terminal_of_eighty_columns(decided: TestWorkspace, command: str) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "NO_COLOR": "1"}
    arguments = [sys.executable, "-m", "minuted", "-C", str(decided.root), command]
    with subprocess.Popen(
        arguments, stdout=theirs, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.wait() == 0
    os.close(ours)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", shown.decode()))
    assert codes <= {"0", "1"}, "bold, and no colour: NO_COLOR is set"
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert max(map(len, lines)) <= 80
    assert "overdue since" in " ".join(" ".join(lines).split())
