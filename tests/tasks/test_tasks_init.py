"""A new workspace: it builds at once, with nothing to complain about."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from minuted.store import history
from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]


def known_to_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know who records, whatever it is told elsewhere."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A Clerk")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "clerk@quarry.example")


@pytest.fixture
def begun(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> TestWorkspace:
    """A new workspace, kept in git by an identity of its own."""
    known_to_git(monkeypatch)
    outcome = call(TestWorkspace(tmp_path), "init", "my-trust")
    assert outcome.code == 0, outcome.said
    return TestWorkspace(tmp_path / "my-trust")


def test_a_new_workspace_builds_at_once(begun: TestWorkspace, call: Call) -> None:
    outcome = call(begun, "build")
    assert outcome.code == 0, outcome.said
    assert "33 built, 0 unchanged, 0 removed, 2 not adopted, 0 failed" in outcome.out
    assert begun.git("status", "--porcelain") == ""
    assert begun.git("log", "--format=%s") == "Begin with minuted's example"


def test_a_new_workspace_has_no_problem(begun: TestWorkspace, call: Call) -> None:
    outcome = call(begun, "check")
    assert (outcome.code, outcome.out) == (0, ""), outcome.said
    assert "2 policies, 3 issued versions, 7 decisions" in outcome.err


def test_schools_stand_on_different_versions_with_their_own_passages(
    begun: TestWorkspace, call: Call
) -> None:
    shown = {
        code: call(begun, "show", "mobile-phones", "--for", code).out
        for code in ("ASH", "OAK", "ELM")
    }
    assert "or the library" in shown["ASH"]
    assert "2.3\tNot used" in shown["ASH"]
    assert "in the staff room only" in shown["OAK"]
    assert "2.3\tPupils in Year 6" in shown["ELM"]
    assert "or the library" not in shown["ELM"]


def test_what_its_readme_says_to_try_works(begun: TestWorkspace, call: Call) -> None:
    readme = begun.read("README.md")
    assert call(begun, "log", "mobile-phones", "--for", "NORTH").code == 0
    assert "minuted log mobile-phones --for NORTH" in readme
    call(begun, "build", "--format", "html")
    begun.edit("governance/trust.yaml", "name: Brook Lane Primary", "name: Brook Lane Academy")
    assert call(begun, "build", "--format", "html").out.startswith("2 built, 9 unchanged")
    begun.edit("policy_src/mobile-phones.md", "take no pictures", "take no photographs")
    assert call(begun, "build", "--format", "html").out.startswith("0 built, 11 unchanged")
    assert call(begun, "build", "--draft", "--format", "html").code == 0
    issued = call(begun, "issue", "mobile-phones", "--narrative", "Summer review", "--yes")
    assert "Issued version 3" in issued.out, issued.said
    record = "record mobile-phones --for ASH --minute FGB/2425/080725/9"
    assert f"`minuted {record}`" in readme
    call(begun, "build", "--format", "html")
    assert call(begun, *record.split(), "--yes").code == 0
    built = call(begun, "build", "--format", "html")
    assert built.out.startswith("1 built, 10 unchanged")
    assert "photographs" in begun.files()["ASH/mobile-phones.html"].decode()
    assert call(begun, "compare", "mobile-phones", "--for", "OAK").code == 0
    assert call(begun, "status").code == 0
    assert call(begun, "check").code == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, call: Call) -> None:
    workspace = TestWorkspace(tmp_path)
    workspace.write("my-trust/notes.txt", "mine")
    outcome = call(workspace, "init", "my-trust")
    assert outcome.code == 1
    assert "not empty" in outcome.err
    assert [p.name for p in (tmp_path / "my-trust").iterdir()] == ["notes.txt"]


def test_without_an_identity_the_files_are_there_and_it_says_what_git_wants(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    outcome = call(TestWorkspace(tmp_path), "init", "my-trust")
    assert outcome.code == 0
    assert "not kept in git yet" in outcome.err
    assert call(TestWorkspace(tmp_path / "my-trust"), "build", "--format", "html").code == 0


def test_a_workspace_begins_in_its_own_folder_whatever_git_was_at(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as in a hook, where git tells what it starts which repository it is at
    other = TestWorkspace(tmp_path / "other")
    other.root.mkdir()
    other.git("init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    known_to_git(monkeypatch)
    outcome = call(TestWorkspace(tmp_path), "init", "my-trust")
    assert outcome.code == 0, outcome.said
    monkeypatch.undo()
    begun = TestWorkspace(tmp_path / "my-trust")
    assert begun.git("log", "--format=%s") == "Begin with minuted's example"
    assert not list((other.root / ".git" / "refs" / "heads").iterdir())


def test_no_variable_that_git_calls_local_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`git rev-parse --local-env-vars` names what points git at one repository."""
    names = TestWorkspace(tmp_path).git("rev-parse", "--local-env-vars").split()
    configuration = {"GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"}
    assert set(names) - configuration <= set(history._ELSEWHERE)
    monkeypatch.setattr(os, "environ", {**os.environ, **dict.fromkeys(history._ELSEWHERE, "x")})
    history._git()
    assert not set(os.environ) & set(history._ELSEWHERE)


def test_an_empty_repository_may_become_a_workspace(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_to_git(monkeypatch)
    cloned = TestWorkspace(tmp_path / "cloned")
    cloned.root.mkdir()
    cloned.git("init", "--quiet", "--initial-branch", "trunk")
    outcome = call(TestWorkspace(tmp_path), "init", "cloned")
    assert outcome.code == 0, outcome.said
    assert cloned.git("log", "--format=%s") == "Begin with minuted's example"
    assert cloned.git("branch", "--show-current") == "trunk"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("notes.txt", "is a file"),
        ("notes.txt/trust", "could not be written"),
        ("x" * 300, "name too long"),
        ("gone", "could not be written"),
    ],
)
def test_a_place_where_no_folder_can_be_is_told(
    tmp_path: Path, call: Call, folder: str, said: str
) -> None:
    workspace = TestWorkspace(tmp_path)
    workspace.write("notes.txt", "mine")
    try:
        workspace.path("gone").symlink_to(tmp_path / "nowhere" / "at all")
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"symbolic links cannot be made here: {error}")
    outcome = call(workspace, "init", folder)
    assert outcome.code == 1
    assert said in outcome.err
    assert "  → " in outcome.err
    assert workspace.read("notes.txt") == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gone", "notes.txt"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("there", [True, False])
def test_a_beginning_that_fails_half_way_leaves_nothing(
    tmp_path: Path,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    there: bool,
) -> None:
    known_to_git(monkeypatch)
    folder = tmp_path / "far" / "below" / "my-trust"
    if there:
        folder.mkdir(parents=True)
    replace = Path.replace
    done: list[Path] = []

    def refusing(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == 9:
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refusing)
    outcome = call(TestWorkspace(tmp_path), "init", "far/below/my-trust")
    assert outcome.code == 1
    assert list(tmp_path.rglob("*")) == ([*reversed(folder.parents[:2]), folder] if there else [])
    assert call(TestWorkspace(tmp_path), "init", "far/below/my-trust").code == 0
