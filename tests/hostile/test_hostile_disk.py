"""A full disk, a file that is open in Word, a folder in the way, a key pressed too early."""

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pytest
from hostile_answers import require_whole_files
from hostile_world import AUDIENCES, QUICK, Call, require_complaint, require_phones

from minuted.tasks import render, schedule
from minuted.writers.html.page import HtmlTemplate
from workspaces import TestWorkspace

DRAFT = ("build", "--draft", *QUICK)
STOPPED = "Stopped. Nothing is half done; the next run goes on from here."


def require_good_run(call: Call, workspace: TestWorkspace) -> None:
    """Require that a build goes well, and that the next has nothing to do."""
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 0, outcome.said
    require_phones(workspace)
    require_whole_files(workspace.path("build"))
    assert f"0 built, {len(AUDIENCES)} unchanged" in call(workspace, *DRAFT).out


def failing(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    error: type[OSError],
    number: int,
    after: int = 0,
    inside: Path = Path(),
) -> None:
    """Let the files of that name in a folder not be put in place, once `after` of them were."""
    replace = Path.replace
    done: list[Path] = []

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).match(name) and inside in (Path(), *Path(target).parents):
            done.append(target)
            if len(done) > after:
                raise error(number, os.strerror(number), str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refusing)


class Half:
    """A file on a disk that takes half of what it is given."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> "Half":
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("name", ["build", "build/ASH", "build/.minuted.lock"])
def test_something_in_a_folders_place_is_told_and_left_alone(
    workspace: TestWorkspace, call: Call, name: str
) -> None:
    path = workspace.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("lock"):
        path.mkdir()
    else:
        path.write_text("mine", encoding="utf-8")
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert name in outcome.err.replace("\\", "/")
    assert "in the place" in outcome.err or "in its place" in outcome.err
    if name == "build/ASH":
        assert path.read_text(encoding="utf-8") == "mine"
        assert "3 built" in outcome.out, "the other schools have their copies"
        require_complaint(outcome.err, "build/ASH/phones.html", "error:")
    path.rmdir() if path.is_dir() else path.unlink()
    require_good_run(call, workspace)


def test_a_folder_in_a_copys_place_is_told_and_left_alone(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write("build/ASH/phones.html/notes.txt", "mine")
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    require_complaint(outcome.err, "build/ASH/phones.html", "error:", "in its place")
    assert workspace.read("build/ASH/phones.html/notes.txt") == "mine"
    workspace.path("build/ASH/phones.html/notes.txt").unlink()
    workspace.path("build/ASH/phones.html").rmdir()
    require_good_run(call, workspace)


def test_a_copy_that_is_open_in_word_keeps_its_last_text(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_good_run(call, workspace)
    before = workspace.files()
    workspace.edit("policy_src/phones.md", "stay in bags", "stay at home")
    failing(monkeypatch, "*/ASH/phones.html", PermissionError, errno.EACCES)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    require_complaint(outcome.err, "build/ASH/phones.html", "[not-rendered]", "open in Word")
    assert "3 built" in outcome.out
    assert "1 failed" in outcome.out
    assert workspace.files()["ASH/phones.html"] == before["ASH/phones.html"]
    assert b"stay at home" in workspace.files()["OAK/phones.html"]
    require_whole_files(workspace.path("build"))
    monkeypatch.undo()
    assert "1 built, 3 unchanged" in call(workspace, *DRAFT).out
    require_good_run(call, workspace)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_disk_that_fills_up_half_way_leaves_whole_files(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    failing(monkeypatch, "*", OSError, errno.ENOSPC, after, inside=workspace.path("build"))
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert "disk is not full" in outcome.err
    assert f"{after} built" in outcome.out
    require_whole_files(workspace.path("build"))
    monkeypatch.undo()
    require_good_run(call, workspace)


def test_a_disk_that_is_full_while_a_file_is_written_leaves_no_half(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ = Path.open

    def full(path: Path, *mode: str, **more: str) -> Half | IO[bytes]:
        file = open_(path, *mode, **more)
        return Half(file) if path.suffix == ".tmp" else file

    monkeypatch.setattr(Path, "open", full)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert "disk is not full" in outcome.err
    assert [p for p in workspace.path("build").rglob("*") if p.is_file()] == [
        workspace.path("build/.minuted.lock")
    ]
    monkeypatch.undo()
    require_good_run(call, workspace)


def test_a_record_that_cannot_be_written_loses_no_copy(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "*/.minuted.json", OSError, errno.ENOSPC)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert "4 built" in outcome.out
    require_complaint(outcome.err, "build/.minuted.json", "[not-written]", "disk is not full")
    require_phones(workspace)
    monkeypatch.undo()
    require_good_run(call, workspace)


def test_a_list_of_copies_that_cannot_be_written_is_told(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "*/index.html", PermissionError, errno.EACCES)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    require_complaint(outcome.err, "build", "[not-written]", "index.html")
    require_phones(workspace)
    monkeypatch.undo()
    require_good_run(call, workspace)


def test_a_copy_that_cannot_be_removed_is_told_and_removed_next_time(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("policy_src/bikes.md", "---\ntitle: Bikes\n---\n\n1. Ride.\n")
    assert call(workspace, *DRAFT).code == 0
    workspace.path("policy_src/bikes.md").unlink()
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.name == "bikes.html" and path.parent.name == "OAK":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    require_complaint(outcome.err, "build/OAK/bikes.html", "[not-removed]", "open in Word")
    assert "3 removed" in outcome.out
    monkeypatch.undo()
    assert "1 removed" in call(workspace, *DRAFT).out
    require_good_run(call, workspace)


@pytest.mark.parametrize("formats", ["pdf", "docx,pdf,html"])
def test_a_full_disk_for_temporary_files_is_told(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, formats: str
) -> None:
    def full(*_arguments: object, **_more: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "mkdtemp", full)
    outcome = call(workspace, "build", "--draft", "--format", formats)
    assert outcome.code == 1, outcome.said
    assert "temporary file" in outcome.err
    assert "disk is not full" in outcome.err
    if "html" in formats:
        require_phones(workspace, ("docx", "html"))
    monkeypatch.undo()
    assert call(workspace, "build", "--draft", "--format", formats).code == 0
    require_phones(workspace, tuple(formats.split(",")))


def test_a_screen_that_fails_is_told(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    import click

    say = click.echo

    def full(message: object = None, **more: object) -> None:
        if not more.get("err"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        say(message, **more)

    monkeypatch.setattr(click, "echo", full)
    outcome = call(workspace, "show", "phones")
    assert outcome.code == 1
    assert "error:" in outcome.err


# stopped by a key


@pytest.mark.parametrize("after", [0, 2])
def test_a_build_that_is_stopped_leaves_whole_files_and_the_next_goes_on(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    stamp = HtmlTemplate.stamp
    done: list[str] = []

    def stopping(self: HtmlTemplate, copy: object) -> bytes:
        if len(done) == after:
            raise KeyboardInterrupt
        done.append("one")
        return stamp(self, copy)

    workspace.write("policy_src/bikes.md", "---\ntitle: Bikes\n---\n\n1. Ride.\n")
    monkeypatch.setattr(HtmlTemplate, "stamp", stopping)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert STOPPED in outcome.err
    assert "Traceback" not in outcome.said
    require_whole_files(workspace.path("build"))
    monkeypatch.undo()
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 0, outcome.said
    assert f"{2 * len(AUDIENCES)} built" in outcome.out


def test_a_build_that_is_stopped_between_two_policies_keeps_what_is_done(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches = schedule.run

    def stopping(*arguments: object) -> Iterator[list[render.Rendered]]:
        yield next(iter(batches(*arguments)))
        raise KeyboardInterrupt

    workspace.write("policy_src/bikes.md", "---\ntitle: Bikes\n---\n\n1. Ride.\n")
    monkeypatch.setattr("minuted.tasks.schedule.run", stopping)
    assert call(workspace, *DRAFT).code == 1
    monkeypatch.undo()
    outcome = call(workspace, *DRAFT)
    assert outcome.out.startswith(f"{len(AUDIENCES)} built, {len(AUDIENCES)} unchanged")


def test_a_build_that_is_stopped_while_it_writes_leaves_no_half(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def stopping(path: Path, target: Path) -> Path:
        if Path(target).match("*/OAK/phones.html"):
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stopping)
    outcome = call(workspace, *DRAFT)
    assert outcome.code == 1
    assert STOPPED in outcome.err
    assert not workspace.path("build/OAK/phones.html").exists()
    require_whole_files(workspace.path("build"))
    monkeypatch.undo()
    require_good_run(call, workspace)


def test_what_a_killed_build_left_half_written_goes_with_the_next(
    workspace: TestWorkspace, call: Call
) -> None:
    for name in ("build/.minuted-x.tmp", "build/ASH/.minuted-y.tmp"):
        workspace.write(name, "half")
    kept = workspace.write("build/ASH/of-the-office.tmp", "mine")
    require_phones_after = call(workspace, *DRAFT)
    assert require_phones_after.code == 0
    assert kept.read_text(encoding="utf-8") == "mine"
    assert [p.name for p in workspace.path("build").rglob("*.tmp")] == [kept.name]


# issuing


@pytest.fixture
def kept(workspace: TestWorkspace) -> TestWorkspace:
    workspace.begin_git()
    return workspace


ISSUE = ("issue", "phones", "--narrative", "First", "--yes")


def everything(workspace: TestWorkspace) -> dict[str, bytes]:
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in workspace.root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "disk is not full"),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), "open in Word"),
        (KeyboardInterrupt(), STOPPED),
    ],
)
@pytest.mark.parametrize("name", ["issued/phones/1/phones.md", "policy_src/phones.md"])
def test_an_issue_that_fails_half_way_leaves_all_as_it_was(
    kept: TestWorkspace,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    said: str,
    name: str,
) -> None:
    before = everything(kept)
    replace = Path.replace
    failed: list[str] = []

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).match(f"*/{name}") and not failed:
            failed.append(name)
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refusing)
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert said in outcome.err
    assert everything(kept) == before
    assert kept.git("status", "--porcelain") == ""
    assert kept.git("log", "--format=%s") == "Begin"
    monkeypatch.undo()
    assert call(kept, *ISSUE).code == 0


def test_an_issue_that_is_stopped_after_git_recorded_it_is_issued(
    kept: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit is there: taking the files away again would contradict it."""
    from minuted.store.history import History

    commit = History.commit

    def stopping(self: History, paths: Sequence[str], message: str) -> str:
        commit(self, paths, message)
        raise KeyboardInterrupt

    monkeypatch.setattr(History, "commit", stopping)
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert kept.git("log", "--format=%s").startswith("Issue version 1")
    assert kept.git("status", "--porcelain") == ""
    assert kept.path("governance/issued/phones/1/phones.md").exists()
    monkeypatch.undo()
    assert call(kept, "check").code == 0
