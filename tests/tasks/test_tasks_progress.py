"""What a build shows on a terminal while it is at work."""

import os
import subprocess
import sys

import pytest

from minuted.cli.build import _progress
from workspaces import TestWorkspace

pty = pytest.importorskip("pty", reason="only Unix has terminals that a program can play")


def shown(workspace: TestWorkspace, *arguments: str) -> str:
    """Run a command with its messages on a terminal; return what was to be seen there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "minuted", "-C", str(workspace.root), *arguments],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # what Linux says at the end of a terminal
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    return b"".join(parts).decode()


def test_a_terminal_shows_how_far_a_build_is_and_how_long_it_takes(
    workspace: TestWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("MINUTED_CACHE", f"{tmp_path}/cache")
    said = shown(workspace, "build", "--draft")
    assert "policies read" in said
    assert "1/1" in said
    assert "copies made" in said
    assert "12/12" in said
    assert "left" in said


def test_a_build_with_nothing_to_do_shows_no_bar(workspace: TestWorkspace) -> None:
    assert "copies made" in shown(workspace, "build", "--draft", "--format", "html")
    assert "copies made" not in shown(workspace, "build", "--draft", "--format", "html")


def test_off_a_terminal_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with _progress() as show:
        show("copies made", 1, 2)
    assert capsys.readouterr().err == ""
