"""Several processes: two builds at once, a build that is interrupted, a worker that dies."""

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_answers import require_whole_files
from hostile_world import Call

from minuted.store.output import locked
from minuted.tasks import crews, render, schedule, workers
from workspaces import TestWorkspace, make_workspace

POLICIES = 6
FORMATS = ("docx", "pdf", "html")
COPIES = POLICIES * 4 * len(FORMATS)
DRAFT = ("build", "--draft")

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


@pytest.fixture
def many(tmp_path: Path) -> TestWorkspace:
    """A workspace with enough copies to share out."""
    workspace = make_workspace(tmp_path / "trust")
    good = workspace.read("policy_src/phones.md")
    for number in range(1, POLICIES):
        workspace.write(
            f"policy_src/policy-{number}.md", good.replace("in bags", f"in bags of kind {number}")
        )
    return workspace


def require_all(workspace: TestWorkspace) -> None:
    require_whole_files(workspace.path("build"))
    names = set(workspace.files())
    assert {f"ELM/policy-{n}.{f}" for n in range(1, POLICIES) for f in FORMATS} <= names
    assert len([name for name in names if "index" not in name]) == COPIES


def start(workspace: TestWorkspace, *arguments: str) -> subprocess.Popen[str]:
    """Start the real command in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "minuted", "-C", str(workspace.root), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=os.name != "nt",
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def wait_for(what: Callable[[], bool]) -> None:
    for _ in range(6000):
        if what():
            return
        time.sleep(0.005)
    raise AssertionError("what was waited for did not come about")


def test_two_builds_at_once_both_do_well(many: TestWorkspace, call: Call) -> None:
    both = [start(many, *DRAFT, "--jobs", "1"), start(many, *DRAFT, "--jobs", "1")]
    for process in both:
        code, said = ended(process)
        assert code == 0, said
        assert "Traceback" not in said
    require_all(many)
    assert f"0 built, {COPIES} unchanged" in call(many, *DRAFT).out


def test_a_build_that_another_keeps_waiting_says_so(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    lock = filelock.FileLock
    monkeypatch.setattr(filelock, "FileLock", lambda path, timeout: lock(path, timeout=0.05))
    with locked(workspace.path("build")):
        process_says = call(workspace, *DRAFT)
    assert process_says.code == 1
    waits, gives_up = process_says.err.split("error: ")
    assert "This one waits for it." in waits
    assert "Another build is writing" in gives_up
    assert "then build again" in process_says.err
    assert call(workspace, *DRAFT).code == 0


@posix
@pytest.mark.parametrize(
    ("share", "jobs"),
    [
        (0.1, "1"),
        (0.2, "2"),
        *[
            pytest.param(share / 20, jobs, marks=pytest.mark.stress)
            for share in range(21)
            for jobs in ("1", "2")
        ],
    ],
)
def test_ctrl_c_stops_a_build_plainly_and_the_next_completes_it(
    many: TestWorkspace, call: Call, share: float, jobs: str
) -> None:
    process = start(many, *DRAFT, "--jobs", jobs)
    build = many.path("build")
    wait_for(
        lambda: (
            process.poll() is not None
            or (build.exists() and len(list(build.glob("*/p*.*"))) >= share * COPIES)
        )
    )
    os.killpg(process.pid, signal.SIGINT)
    code, said = ended(process)
    require_whole_files(build)
    if "built" not in said:  # else it was done before the key was pressed
        assert code == 1, said
        assert "Stopped. Nothing is half done; the next run goes on from here." in said
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said
    assert call(many, *DRAFT).code == 0
    require_all(many)


@posix
def test_a_killed_build_harms_nothing_and_leaves_no_process_behind(
    many: TestWorkspace, call: Call
) -> None:
    process = start(many, *DRAFT, "--jobs", "2")
    wait_for(lambda: len(list(many.path("build").glob("*/p*.*"))) > 5)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)  # ends only when no process holds the other end any more
    for path in many.path("build").rglob("*"):
        if path.is_file() and path.suffix in (".docx", ".pdf"):
            data = path.read_bytes()
            assert data.startswith((b"PK", b"%PDF"))
    assert call(many, *DRAFT).code == 0
    require_all(many)


# a worker that dies


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even a small build start other processes."""
    monkeypatch.setattr(crews, "POOL_FROM", 1)


def end_workers() -> int:
    """Kill the workers of this process; return how many there were."""
    workers = multiprocessing.active_children()
    for worker in workers:
        worker.kill()
    return len(workers)


@pytest.mark.parametrize("after", [0, 3])
def test_workers_that_are_killed_are_replaced(
    many: TestWorkspace,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    shared_out: None,
    after: int,
) -> None:
    killed: list[int] = []
    wait = concurrent.futures.wait
    turns: list[None] = []

    def killing(futures: object, return_when: str) -> object:
        if len(turns) == after:
            wait_for(lambda: len(multiprocessing.active_children()) == 2)
            killed.append(end_workers())
        turns.append(None)
        return wait(futures, return_when=return_when)

    monkeypatch.setattr(schedule, "wait", killing)
    outcome = call(many, *DRAFT, "--jobs", "2")
    assert killed == [2]
    assert outcome.code == 0, outcome.said
    assert f"{COPIES} built" in outcome.out
    require_all(many)
    assert multiprocessing.active_children() == []


def test_work_that_kills_its_workers_is_told_and_the_rest_is_done(
    many: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, shared_out: None
) -> None:
    ask = workers._Worker.ask

    def dying(self: workers._Worker, fn: object, args: tuple[render.Batch], more: object) -> object:
        (batch,) = args
        if batch.format == "pdf" and batch.orders[0].copy.policy == "policy-3":
            self._process.kill()
        return ask(self, fn, args, more)

    monkeypatch.setattr(workers._Worker, "ask", dying)
    outcome = call(many, *DRAFT, "--jobs", "2")
    assert outcome.code == 1
    assert f"{COPIES - 4} built" in outcome.out
    assert "4 failed" in outcome.out
    assert "was ended" in outcome.err
    assert "--jobs 1" in outcome.err
    require_whole_files(many.path("build"))
    monkeypatch.undo()
    assert "4 built" in call(many, *DRAFT).out
    require_all(many)


def test_workers_that_never_come_to_life_are_done_without(
    many: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, shared_out: None
) -> None:
    def refused(*_arguments: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", refused)
    outcome = call(many, *DRAFT, "--jobs", "2")
    assert outcome.code == 0, outcome.said
    require_all(many)


def test_a_bug_in_a_worker_is_no_silence(shared_out: None) -> None:
    executor = workers.Workers(1)
    try:
        failing = executor.submit(int, "no number")
        with pytest.raises(ValueError, match="invalid literal") as caught:
            failing.result(timeout=60)
        assert "in another process" in caught.value.__notes__[0]
        assert executor.submit(int, "7").result(timeout=60) == 7
    finally:
        executor.shutdown()
    assert multiprocessing.active_children() == []
