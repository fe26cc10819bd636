"""Killed at any instant, a workspace is as it was or as it was to be; many at once lose nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from recording_world import Call, lines_of
from workspaces import TestWorkspace

PROCESS = Path(__file__).with_name("recording_process.py")
MEETING = ("record", "--for", "ASH", "--meeting", "FGB/2223/060922", "phones=15", "visitors=16")
ALL = 640
"""More lines than a recording runs; beyond the last one nothing is killed."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


def start(workspace: TestWorkspace, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROCESS), str(workspace.root), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def require_before_or_after(workspace: TestWorkspace, call: Call) -> bool:
    """Let the next command put things right; return whether the recording is there."""
    said = call(workspace, "log", "phones").err
    if "delete that file" in said:  # git itself was killed, and left its lock
        workspace.path(".git/index.lock").unlink()
        said = call(workspace, "log", "phones").err
    assert "Traceback" not in said
    assert workspace.git("status", "--porcelain") == "", said
    left = [p for p in workspace.root.rglob(".minuted-*.tmp") if ".git" not in p.parts]
    assert not left
    assert not workspace.path(".git/minuted/journal.json").exists()
    done = workspace.git("log", "-1", "--format=%s") != "Begin"
    both = [lines_of(workspace), lines_of(workspace, "visitors")]
    assert [len(lines) for lines in both] == ([1, 1] if done else [0, 0])
    return done


def require_that_it_can_be_recorded(workspace: TestWorkspace, call: Call) -> None:
    outcome = call(workspace, *MEETING, "--yes")
    assert outcome.code == 0, outcome.said
    assert require_before_or_after(workspace, call)
    assert not list(workspace.path(".git/minuted").glob(".minuted-*"))
    assert call(workspace, "check").code == 0


def kill_at_each(
    kept: TestWorkspace, call: Call, root: Path, points: Sequence[int]
) -> tuple[int, int]:
    """Kill a recording at each of these lines; return how often it was, and was not, recorded."""
    import shutil

    there = gone = 0
    for point in points:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(kept.root, root)
        workspace = TestWorkspace(root)
        code, said = ended(start(workspace, str(point), *MEETING, "--yes"))
        if code == 0:
            assert "Recorded: 2 decisions" in said
        else:
            assert code == -signal.SIGKILL, said
        done = require_before_or_after(workspace, call)
        assert done or code != 0
        there, gone = there + done, gone + (not done)
        require_that_it_can_be_recorded(workspace, call)
    return there, gone


def test_killed_at_some_lines_it_is_before_or_after(
    kept: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    there, gone = kill_at_each(kept, call, tmp_path / "trust", (200, 300, 400, ALL))
    assert there >= 1
    assert gone >= 1


@pytest.mark.stress
@pytest.mark.parametrize("part", range(8))
def test_killed_at_every_line_it_is_before_or_after(
    kept: TestWorkspace,
    call: Call,
    tmp_path: Path,
    part: int,
    say_at_the_end: Callable[[str], None],
) -> None:
    points = range(1 + part, ALL + 1, 8)
    there, gone = kill_at_each(kept, call, tmp_path / "trust", points)
    assert there >= 1
    assert gone >= 1
    say_at_the_end(f"recording: {gone} kills left all as it was, {there} ran to the end or past it")


@pytest.mark.stress
@pytest.mark.parametrize("part", range(4))
def test_killed_with_its_git_at_any_moment_it_is_before_or_after(
    kept: TestWorkspace, call: Call, tmp_path: Path, part: int
) -> None:
    """The whole group is killed, at a moment picked at random once the journal is there."""
    import shutil

    pick = random.Random(part)
    for _ in range(15):
        root = tmp_path / "trust"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(kept.root, root)
        workspace = TestWorkspace(root)
        process = start(workspace, "0", *MEETING, "--yes")
        journal = workspace.path(".git/minuted/journal.json")
        while process.poll() is None and not journal.exists():
            time.sleep(0.001)
        time.sleep(pick.random() * 0.12)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        ended(process)
        require_before_or_after(workspace, call)
        require_that_it_can_be_recorded(workspace, call)


def require_nothing_lost(kept: TestWorkspace, call: Call, processes: int, each: int) -> None:
    schools = ("ASH", "OAK", "ELM")
    started = [start(kept, f"x{each}", f"{schools[n % 3]}.{n + 1}") for n in range(processes)]
    for process in started:
        code, said = ended(process)
        assert code == 0, said
    lines = lines_of(kept)
    assert len(lines) == len(set(lines)) == processes * each
    assert kept.git("status", "--porcelain") == ""
    assert kept.git("rev-list", "--count", "HEAD") == str(1 + processes * each)
    assert call(kept, "check").code == 0


def test_eight_processes_at_once_lose_nothing(kept: TestWorkspace, call: Call) -> None:
    require_nothing_lost(kept, call, 8, 1)


@pytest.mark.stress
def test_eight_processes_that_record_much_lose_nothing(kept: TestWorkspace, call: Call) -> None:
    require_nothing_lost(kept, call, 8, 25)
