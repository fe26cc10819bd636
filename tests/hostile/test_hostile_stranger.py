"""A workspace from a stranger: reading it runs nothing that it brings.

Whatever its git configuration names would write its own name into a file beside the workspace, if
it were run. Nothing may.
"""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile_world import QUICK, Call, require_complaint

from minuted.store import history
from workspaces import TestWorkspace, make_workspace

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ADOPTED = "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,adopted,Fine,2025-09,,,,"
ISSUED = "governance/issued/phones/1/phones.md"
READING = (
    ("build", *QUICK),
    ("build", "--draft", *QUICK),
    ("check",),
    ("show", "phones"),
    ("show", "phones", "--for", "ASH"),
    ("show", "phones", "--version", "1"),
    ("log", "phones"),
    ("log", "phones", "--for", "ASH"),
)
HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit"),
    *(
        "prepare-commit-msg",
        "commit-msg",
        "post-commit",
        "pre-rebase",
        "post-checkout",
        "post-merge",
    ),
    *("pre-push", "pre-auto-gc", "post-rewrite", "fsmonitor-watchman", "post-index-change"),
    *("reference-transaction", "update", "pre-receive", "post-receive", "push-to-checkout"),
)


class Stranger:
    """A workspace under git, and programs that would tell if they were run."""

    def __init__(self, workspace: TestWorkspace) -> None:
        self.workspace = workspace
        self.told = workspace.root.parent / "told"
        self.told.mkdir()
        self._programs = workspace.root.parent / "programs"
        self._programs.mkdir()

    def program(self, name: str) -> str:
        """Return the path of a program that leaves its name behind, by any shell."""
        script = self._programs / f"{name}.py"
        script.write_text(f"open({str(self.told / name)!r}, 'w').close()\n", encoding="utf-8")
        path = self._programs / name
        command = f'"{sys.executable}" "{script}"'.replace("\\", "/")
        path.write_text(f"#!/bin/sh\nexec {command}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path.as_posix()

    def configure(self, **names: str) -> None:
        """Set configuration; `__` in a name is a dot, and the value may hold PROGRAM."""
        for name, value in names.items():
            said = value.replace("PROGRAM", self.program(name))
            self.workspace.git("config", "--local", name.replace("__", "."), said)

    @property
    def run(self) -> list[str]:
        """What was run."""
        return sorted(path.name for path in self.told.iterdir())


@pytest.fixture
def stranger(workspace: TestWorkspace) -> Stranger:
    workspace.issue_by_hand("phones")
    workspace.add_line("phones", ADOPTED)
    workspace.begin_git()
    return Stranger(workspace)


def read_everything(call: Call, workspace: TestWorkspace) -> None:
    for command in READING:
        outcome = call(workspace, *command)
        assert "Traceback" not in outcome.said
        assert outcome.code in (0, 1)
    shutil.rmtree(workspace.path("build"))


def test_the_programs_would_tell(stranger: Stranger) -> None:
    """The other tests prove nothing if this fails."""
    stranger.configure(core__fsmonitor="PROGRAM", core__pager="PROGRAM", alias__x="!PROGRAM")
    stranger.workspace.git("status")
    stranger.workspace.git("x")
    assert stranger.run == ["alias__x", "core__fsmonitor"]


def test_hooks_monitors_pagers_and_filters_are_not_run(stranger: Stranger, call: Call) -> None:
    workspace = stranger.workspace
    for hook in HOOKS:
        shutil.copy(stranger.program(f"hook-{hook}"), workspace.path(f".git/hooks/{hook}"))
        (workspace.path(f".git/hooks/{hook}")).chmod(0o755)
    hooks = workspace.root.parent / "hooks"
    shutil.copytree(workspace.path(".git/hooks"), hooks)
    stranger.configure(
        core__hooksPath=hooks.as_posix(),
        core__fsmonitor="PROGRAM",
        core__fsmonitorHookVersion="2",
        core__pager="PROGRAM",
        pager__log="PROGRAM",
        core__editor="PROGRAM",
        core__askPass="PROGRAM",
        core__sshCommand="PROGRAM",
        core__gitProxy="PROGRAM",
        core__alternateRefsCommand="PROGRAM",
        credential__helper="PROGRAM",
        diff__external="PROGRAM",
        diff__x__textconv="PROGRAM",
        diff__x__command="PROGRAM",
        filter__x__clean="PROGRAM",
        filter__x__smudge="PROGRAM",
        filter__x__process="PROGRAM",
        filter__x__required="true",
        merge__x__driver="PROGRAM",
        gpg__program="PROGRAM",
        uploadpack__packObjectsHook="PROGRAM",
        alias__log="!PROGRAM",
        trailer__x__command="PROGRAM",
        interactive__diffFilter="PROGRAM",
    )
    workspace.git("config", "--local", "alias.ls-tree", "!" + stranger.program("alias-ls-tree"))
    workspace.write(".gitattributes", "* filter=x diff=x merge=x\n")
    workspace.path(ISSUED).touch()
    read_everything(call, workspace)
    workspace.edit(ISSUED, "stay in bags", "stay *in bags*")
    read_everything(call, workspace)
    assert stranger.run == []


def signed_commit(workspace: TestWorkspace) -> None:
    """Record a change of an issued text in a commit that claims to be signed."""
    workspace.edit(ISSUED, "stay in bags", "stay *in bags*")
    workspace.git("add", "--all")
    tree, parent = workspace.git("write-tree"), workspace.git("rev-parse", "HEAD")
    source = workspace.write(
        "commit",
        f"tree {tree}\nparent {parent}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\nSigned\n",
    )
    made = workspace.git("hash-object", "-t", "commit", "-w", str(source))
    source.unlink()
    workspace.git("update-ref", "HEAD", made)


def test_a_signature_is_not_checked_by_the_program_that_the_workspace_names(
    stranger: Stranger, call: Call
) -> None:
    workspace = stranger.workspace
    signed_commit(workspace)
    stranger.configure(log__showSignature="true", gpg__program="PROGRAM")
    workspace.git("log")
    assert stranger.run == ["gpg__program"], "git itself does run it"
    shutil.rmtree(stranger.told)
    stranger.told.mkdir()
    assert call(workspace, "check").code == 1, "the change since it was added is still seen"
    read_everything(call, workspace)
    assert stranger.run == []


@pytest.mark.parametrize(
    "settings",
    [
        {"remote__origin__url": "ssh://a.example/b", "core__sshCommand": "PROGRAM"},
        {"remote__origin__url": "ext::PROGRAM", "protocol__ext__allow": "always"},
        {"remote__origin__url": "OTHER", "remote__origin__uploadpack": "PROGRAM"},
    ],
    ids=["ssh", "ext", "uploadpack"],
)
def test_what_a_repository_lacks_is_not_fetched(
    stranger: Stranger, call: Call, settings: dict[str, str]
) -> None:
    workspace = stranger.workspace
    other = workspace.root.parent / "other"
    other.mkdir()
    subprocess.run(["git", "init", "--quiet", "--bare", str(other)], check=True)
    stranger.configure(
        core__repositoryFormatVersion="1",
        extensions__partialClone="origin",
        remote__origin__promisor="true",
        **{k: v.replace("OTHER", other.as_posix()) for k, v in settings.items()},
    )
    tree = workspace.git("rev-parse", "HEAD:governance")
    lost = workspace.path(f".git/objects/{tree[:2]}/{tree[2:]}")
    lost.chmod(0o644)
    lost.unlink()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(
        ["git", "ls-tree", "-r", "HEAD"],
        cwd=workspace.root,
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    if not stranger.run:
        pytest.skip("this git fetches nothing by itself")
    shutil.rmtree(stranger.told)
    stranger.told.mkdir()
    outcome = call(workspace, "check")
    assert outcome.code == 0
    require_complaint(outcome.out, "governance/issued", "warning:", "[history-unread]")
    read_everything(call, workspace)
    assert stranger.run == []


# git that will not be asked


def garbage(workspace: TestWorkspace) -> None:
    workspace.write(".git/config", b"\xff\xfe[core\n === ")


def folder(workspace: TestWorkspace) -> None:
    workspace.path(".git/config").unlink()
    workspace.path(".git/config").mkdir()


def no_such_format(workspace: TestWorkspace) -> None:
    workspace.git("config", "core.repositoryFormatVersion", "99")


def bare(workspace: TestWorkspace) -> None:
    workspace.git("config", "core.bare", "true")


def broken(workspace: TestWorkspace) -> None:
    tree = workspace.git("rev-parse", "HEAD:governance")
    path = workspace.path(f".git/objects/{tree[:2]}/{tree[2:]}")
    path.chmod(0o644)
    path.write_bytes(b"junk")


def elsewhere(workspace: TestWorkspace) -> None:
    other = workspace.root.parent / "elsewhere"
    other.mkdir()
    workspace.git("config", "core.worktree", other.as_posix())


def headless(workspace: TestWorkspace) -> None:
    workspace.write(".git/HEAD", "garbage")


def empty(workspace: TestWorkspace) -> None:
    shutil.rmtree(workspace.path(".git"))
    workspace.path(".git").mkdir()


def lost(workspace: TestWorkspace) -> None:
    shutil.rmtree(workspace.path(".git"))
    workspace.write(".git", "gitdir: /nowhere/at/all\n")


@pytest.mark.parametrize(
    "spoil", [garbage, folder, no_such_format, bare, broken, elsewhere, headless, empty, lost]
)
def test_a_spoiled_repository_stops_no_copy(
    stranger: Stranger, call: Call, spoil: Callable[[TestWorkspace], None]
) -> None:
    spoil(stranger.workspace)
    for command in READING:
        outcome = call(stranger.workspace, *command)
        assert outcome.code == 0, outcome.said
        assert "Traceback" not in outcome.said
    assert stranger.workspace.path("build/ASH/phones.html").exists()


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let git say that the repository is not the user's own."""
    import git

    execute = git.Git.execute

    def dubious(self: git.Git, command: list[str], *arguments: object, **more: object) -> object:
        said = "fatal: detected dubious ownership in repository at '/trust'"
        if "version" in command:
            return execute(self, command, *arguments, **more)
        raise git.GitCommandError(command, 128, said)

    monkeypatch.setattr(git.Git, "execute", dubious)
    yield
    monkeypatch.undo()


def test_a_repository_that_git_takes_for_anothers_is_told_and_stops_no_copy(
    stranger: Stranger, call: Call, refusing: None
) -> None:
    workspace = stranger.workspace
    for command, text in ((("build", *QUICK), "err"), (("check",), "out")):
        outcome = call(workspace, *command)
        assert outcome.code == 0, outcome.said
        require_complaint(
            getattr(outcome, text), "governance/issued", "[history-unread]", "dubious ownership"
        )
    assert workspace.path("build/ASH/phones.html").exists()


def test_what_git_refuses_is_not_issued(stranger: Stranger, call: Call, refusing: None) -> None:
    workspace = stranger.workspace
    workspace.edit("policy_src/phones.md", "in bags", "at home")
    before = workspace.read("policy_src/phones.md")
    outcome = call(workspace, "issue", "phones", "--narrative", "New", "--yes")
    assert outcome.code == 1
    assert "dubious ownership" in outcome.err
    assert workspace.read("policy_src/phones.md") == before
    assert not workspace.path("governance/issued/phones/2").exists()


def test_without_git_all_but_the_record_works(
    stranger: Stranger, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise history.NoHistoryError("Git is not installed.", "Install git.")

    monkeypatch.setattr(history, "_git", missing)
    for command in READING:
        outcome = call(stranger.workspace, *command)
        assert outcome.code == 0, outcome.said
        assert "history-unread" not in outcome.said
    outcome = call(stranger.workspace, "issue", "phones", "--narrative", "New", "--yes")
    assert outcome.code == 1


def test_an_issue_through_a_link_out_of_the_workspace_is_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    outside = workspace.root.parent / "outside"
    outside.mkdir()
    try:
        workspace.path("governance/issued").symlink_to(outside)
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"symbolic links cannot be made here: {error}")
    workspace.begin_git()
    outcome = call(workspace, "issue", "phones", "--narrative", "New", "--yes")
    assert outcome.code == 1
    assert "leads out of the workspace" in outcome.err
    assert list(outside.iterdir()) == []
    assert workspace.git("status", "--porcelain") == ""


def test_names_of_files_do_not_reach_the_terminal_as_commands(
    workspace: TestWorkspace, call: Call
) -> None:
    try:
        workspace.write("policy_src/\x1b[2J\u202ex.md", "---\ntitle: A\n---\n\n1. B.\n")
    except OSError as error:
        pytest.skip(f"this file system allows no such name: {error}")
    for command in (("build", "--draft", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        assert "[slug]" in outcome.said
        assert "\x1b" not in outcome.said
        assert "\u202e" not in outcome.said


def test_a_stranger_named_like_an_option_is_no_option(workspace: TestWorkspace, call: Call) -> None:
    workspace.write("policy_src/--output.md", "---\ntitle: A\n---\n\n1. B.\n")
    assert "[slug]" in call(workspace, "build", "--draft", *QUICK).err
    assert call(workspace, "show", "--", "--output").code == 1
    assert Path.cwd() != workspace.root


def test_a_workspace_below_the_top_of_its_repository_is_watched_as_well(
    tmp_path: Path, call: Call
) -> None:
    top = TestWorkspace(tmp_path / "office")
    top.write("other.txt", "words")
    top.begin_git()
    top.git("config", "diff.relative", "true")
    workspace = make_workspace(top.root / "below" / "trust")
    top.git("add", "--all")
    top.git("commit", "--quiet", "--message", "More")
    top.write("other.txt", "other words")
    top.git("add", "other.txt")
    issued = call(workspace, "issue", "phones", "--narrative", "First", "--yes")
    assert issued.code == 0, issued.said
    assert top.git("show", "--name-only", "--format=", "HEAD").split() == [
        f"below/trust/{ISSUED}",
        "below/trust/policy_src/phones.md",
    ]
    assert top.git("status", "--porcelain") == "M  other.txt", "what was staged still is"
    assert call(workspace, "check").code == 0
    workspace.add_line("phones", ADOPTED)
    workspace.edit(ISSUED, "stay in bags", "stay *in bags*")
    for command in (("build", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, ISSUED, "[issued-touched]", "changed after it was issued")
    top.git("commit", "--quiet", "--all", "--message", "Sly")
    require_complaint(call(workspace, "check").out, ISSUED, "[issued-touched]")
