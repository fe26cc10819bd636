"""Writing and recording as one act: all of it or nothing, whatever stops it."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from minuted.errors import HistoryError, WorkspaceError
from minuted.store import transaction as transactions
from minuted.store.history import History
from minuted.store.transaction import Ending, mend, recording
from minuted.store.workspace import Workspace
from workspaces import Outcome, TestWorkspace, make_workspace

Call = Callable[..., Outcome]
OLD, NEW = "notes/old.csv", "notes/deep/new.csv"
FILES = [(OLD, b"a\r\nb\r\n"), (NEW, b"new\n")]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    workspace = make_workspace(tmp_path_factory.mktemp("begun") / "trust")
    workspace.write(OLD, b"a\r\n")
    workspace.begin_git()
    return workspace


@pytest.fixture
def kept(begun: TestWorkspace, tmp_path: Path) -> TestWorkspace:
    shutil.copytree(begun.root, tmp_path / "kept")
    return TestWorkspace(tmp_path / "kept")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(transactions, "GIT_PATIENCE", 0.1)
    monkeypatch.setattr(transactions, "_GRACE", 0.0)


def record(workspace: TestWorkspace) -> str:
    with recording(Workspace(workspace.root)) as transaction:
        return transaction.record(FILES, "Two files")


def require_before(workspace: TestWorkspace) -> None:
    assert workspace.path(OLD).read_bytes() == b"a\r\n"
    assert not workspace.path("notes/deep").exists()
    assert workspace.git("status", "--porcelain") == ""
    assert workspace.git("log", "--format=%s") == "Begin"
    assert not list(workspace.root.rglob(".minuted-*.tmp"))


def require_after(workspace: TestWorkspace) -> None:
    assert workspace.path(OLD).read_bytes() == b"a\r\nb\r\n"
    assert workspace.path(NEW).read_bytes() == b"new\n"
    assert workspace.git("status", "--porcelain") == ""
    assert workspace.git("log", "--format=%s") == "Two files\nBegin"


def test_files_are_written_and_recorded_in_one_commit(kept: TestWorkspace) -> None:
    kept.path(OLD).chmod(0o640)
    assert kept.git("rev-parse", "--short", "HEAD") != record(kept)
    require_after(kept)
    assert kept.git("show", "--name-only", "--format=", "HEAD").split() == [NEW, OLD]
    assert kept.path(OLD).stat().st_mode & 0o777 == 0o640
    assert not kept.path(".git/minuted/journal.json").exists()


def test_what_the_user_has_staged_stays_staged(kept: TestWorkspace) -> None:
    kept.write("mine.txt", "mine")
    kept.git("add", "mine.txt")
    record(kept)
    assert kept.git("status", "--porcelain") == "A  mine.txt"


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    outer = TestWorkspace(tmp_path)
    outer.write("trust/governance/trust.yaml", "")
    outer.write(f"trust/{OLD}", b"a\r\n")
    outer.begin_git()
    record(TestWorkspace(tmp_path / "trust"))
    assert outer.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("MERGE_HEAD", "A merge is half done"),
        ("REVERT_HEAD", "A revert is half done"),
        ("rebase-merge/head", "A rebase is half done"),
        ("index.lock", "delete that file"),
    ],
)
def test_a_repository_in_the_midst_of_something_is_left_alone(
    kept: TestWorkspace, name: str, said: str
) -> None:
    lock = kept.write(f".git/{name}", "x")
    with pytest.raises(HistoryError) as raised:
        record(kept)
    assert said in raised.value.message + raised.value.hint
    lock.unlink()
    require_before(kept)


def test_a_detached_head_is_refused_because_commits_on_it_get_lost(kept: TestWorkspace) -> None:
    kept.git("checkout", "--quiet", "--detach")
    with pytest.raises(HistoryError, match="no branch") as raised:
        record(kept)
    assert "git switch main" in raised.value.hint
    require_before(kept)


def test_a_read_only_file_is_refused(kept: TestWorkspace) -> None:
    kept.path(OLD).chmod(0o444)
    with pytest.raises(WorkspaceError, match="read-only"):
        record(kept)
    require_before(kept)


def test_a_hook_that_refuses_leaves_all_as_it_was(kept: TestWorkspace) -> None:
    kept.write("mine.txt", "mine")
    kept.git("add", "mine.txt")
    hook = kept.write(".git/hooks/pre-commit", "#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(HistoryError, match="no"):
        record(kept)
    assert kept.git("status", "--porcelain") == "A  mine.txt"
    kept.git("reset", "--quiet")
    kept.path("mine.txt").unlink()
    require_before(kept)


def test_a_git_that_does_not_know_who_records_leaves_all_as_it_was(
    kept: TestWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/nowhere")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    kept.git("config", "user.useConfigOnly", "true")
    kept.git("config", "--unset", "user.email")
    with pytest.raises(HistoryError) as raised:
        record(kept)
    assert "git config --global" in raised.value.hint
    require_before(kept)


class Killed(BaseException):
    """Stands for the end of the process: nothing is put right."""


def kill_at(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, count: int) -> None:
    real = getattr(owner, name)
    calls: list[int] = []

    def dying(*arguments: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == count:
            raise Killed
        return real(*arguments, **more)

    monkeypatch.setattr(owner, name, dying)
    monkeypatch.setattr(transactions.Transaction, "_end", lambda *_a, **_k: None)


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_killed_between_any_two_writings_the_next_command_takes_it_back(
    kept: TestWorkspace, count: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transactions, "_GRACE", 0.0)
        kill_at(patch, transactions, "write_file", count)
        with pytest.raises(Killed):
            record(kept)
    assert mend(Workspace(kept.root)) is (None if count == 1 else Ending.TAKEN_BACK)
    require_before(kept)
    assert mend(Workspace(kept.root)) is None
    record(kept)
    require_after(kept)


def test_killed_before_git_has_it_the_next_command_takes_it_back(kept: TestWorkspace) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transactions, "_GRACE", 0.0)
        kill_at(patch, History, "commit", 1)
        with pytest.raises(Killed):
            record(kept)
    kept.git("add", "--intent-to-add", NEW)
    assert mend(Workspace(kept.root)) is Ending.TAKEN_BACK
    require_before(kept)


def test_killed_after_git_has_it_the_next_command_knows(
    kept: TestWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = History.commit

    def dying(self: History, paths: Sequence[str], message: str) -> str:
        commit(self, paths, message)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transactions.Transaction, "_end", lambda *_a, **_k: None)
        patch.setattr(History, "commit", dying)
        with pytest.raises(Killed):
            record(kept)
    kept.git("read-tree", "HEAD~1")  # as if git had died before it wrote its index
    assert mend(Workspace(kept.root)) is Ending.RECORDED
    require_after(kept)


def test_a_lock_that_a_killed_git_left_is_named_and_the_rest_waits_for_it(
    kept: TestWorkspace, call: Call
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, History, "commit", 1)
        with pytest.raises(Killed):
            record(kept)
    lock = kept.write(".git/index.lock", "")
    outcome = call(kept, "log", "phones")
    assert "A recording was stopped half way." in outcome.err
    assert "delete that file" in outcome.err
    lock.unlink()
    outcome = call(kept, "log", "phones")
    assert "was taken back" in outcome.err
    require_before(kept)
    assert "note" not in call(kept, "log", "phones").err


def test_what_somebody_wrote_after_the_kill_is_not_taken_back(kept: TestWorkspace) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, History, "commit", 1)
        with pytest.raises(Killed):
            record(kept)
    kept.write(OLD, b"a\r\nb\r\nmine\r\n")
    mend(Workspace(kept.root))
    assert kept.path(OLD).read_bytes() == b"a\r\nb\r\nmine\r\n"
    assert not kept.path("notes/deep").exists()


def test_a_journal_that_names_files_outside_touches_none(
    kept: TestWorkspace, tmp_path: Path, call: Call
) -> None:
    """A workspace from a stranger may bring a journal."""
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"mine")
    journal = {
        "format": 1,
        "stage": "writing",
        "head": "--output=/tmp/x",
        "message": "",
        "files": [{"path": "../victim.txt", "before": "aGE=", "after": ""}],
        "new": [],
    }
    kept.write(".git/minuted/journal.json", json.dumps(journal))
    outcome = call(kept, "log", "phones")
    assert "leads out of the workspace" in outcome.err
    assert victim.read_bytes() == b"mine"


def test_somebody_else_who_records_is_waited_for_and_then_named(kept: TestWorkspace) -> None:
    workspace = Workspace(kept.root)
    with (
        recording(workspace),
        pytest.raises(WorkspaceError, match="Somebody else is recording"),
        recording(workspace, patience=0.05),
    ):
        pass
    record(kept)
    require_after(kept)


def test_reading_while_somebody_records_mends_nothing(kept: TestWorkspace) -> None:
    workspace = Workspace(kept.root)
    with recording(workspace):
        kept.write(".git/minuted/journal.json", "{}")
        assert mend(workspace) is None
        assert kept.path(".git/minuted/journal.json").exists()
