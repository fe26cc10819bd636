"""Issuing and recording that cannot go on: git, other people, and what was asked for."""

import contextlib
import errno
import os

import click
import filelock
import git
from golden_stage import ADOPTED, Stage, failing, scene

from minuted.store import history, transaction
from minuted.store.history import History
from minuted.tasks import issue as issuing
from minuted.tasks import record as recording
from workspaces import TestWorkspace

ISSUE = ("issue", "phones", "--narrative", "Summer review", "--yes")
RECORD = (*("record", "phones", "--for", "ASH", "--minute", "FGB/2324/050923/7"), "--yes")


@scene
def git_not_installed(stage: Stage) -> None:
    def missing() -> None:
        raise history.NoHistoryError(
            "Git is not installed, and issued texts and decisions are kept in it.",
            "Install git (https://git-scm.com), then try again.",
        )

    stage.patch.setattr(history, "_git", missing)
    stage.run(*ISSUE)


@scene
def not_kept_in_git(stage: Stage) -> None:
    stage.run(*ISSUE)


@scene
def bare_repository(stage: Stage) -> None:
    stage.in_git().git("config", "core.bare", "true")
    stage.run(*ISSUE)


@scene
def repository_of_somebody_else(stage: Stage) -> None:
    stage.in_git(issued=True)

    def dubious(_git: git.Git, command: list[str], *_arguments: object, **_more: object) -> None:
        said = "fatal: detected dubious ownership in repository at '/home/office/trust'"
        raise git.GitCommandError(command, 128, said)

    stage.patch.setattr(git.Git, "execute", dubious)
    stage.run("check")


@scene
def merge_half_done(stage: Stage) -> None:
    stage.in_git().write(".git/MERGE_HEAD", "")
    stage.run(*ISSUE)


@scene
def no_branch(stage: Stage) -> None:
    stage.in_git().git("checkout", "--quiet", "--detach")
    stage.run(*ISSUE)


@scene
def git_at_work(stage: Stage) -> None:
    stage.patch.setattr(transaction, "GIT_PATIENCE", 0)
    stage.in_git().write(".git/index.lock", "")
    stage.run(*ISSUE)


@scene
def git_does_not_know_who_records(stage: Stage) -> None:
    stage.in_git()
    execute = git.Git.execute

    def nobody(self: git.Git, command: list[str], *arguments: object, **more: object) -> object:
        if "commit" in command:
            said = "Author identity unknown *** Please tell me who you are."
            raise git.GitCommandError(command, 128, said)
        return execute(self, command, *arguments, **more)

    stage.patch.setattr(git.Git, "execute", nobody)
    stage.run(*ISSUE)


@scene
def hook_refuses(stage: Stage) -> None:
    hook = stage.in_git().write(
        ".git/hooks/pre-commit", "#!/bin/sh\necho Not on a Friday. >&2\nexit 1\n"
    )
    hook.chmod(0o755)
    stage.run(*ISSUE)


@scene
def issued_text_changed(stage: Stage) -> None:
    workspace = stage.in_git(issued=True)
    workspace.edit("governance/issued/phones/1/phones.md", "out of sight", "*out of sight*")
    stage.run("check")


@scene
def nobody_to_ask(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run(*RECORD[:-1])
    stage.workspace.edit("policy_src/phones.md", "in bags", "at home")
    stage.run(*ISSUE[:-1])


@scene
def the_answer_is_no(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.patch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    stage.patch.setattr(click, "confirm", lambda *_question, **_more: False)
    stage.run(*RECORD[:-1])


@scene
def issue_without_a_change(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run(*ISSUE)


@scene
def issue_without_a_narrative(stage: Stage) -> None:
    stage.in_git()
    stage.run("issue", "phones", "--yes")


@scene
def issue_under_a_name_that_is_taken(stage: Stage) -> None:
    stage.in_git(issued=True).edit("policy_src/phones.md", "in bags", "at home")
    stage.run(*ISSUE, "--version", "1")


@scene
def issue_another_than_the_one_that_waits(stage: Stage) -> None:
    stage.workspace.edit(
        "policy_src/phones.md",
        "approved-by: [FGB]",
        "versions:\n  - version: 2024\n    narrative: N",
    )
    stage.in_git()
    stage.run(*ISSUE, "--version", "3")


@scene
def issue_a_correction_of_nothing(stage: Stage) -> None:
    stage.in_git()
    stage.run(*ISSUE, "--correction")


@scene
def issue_a_correction_of_an_older_version(stage: Stage) -> None:
    workspace = stage.workspace
    workspace.issue_by_hand("phones")
    workspace.edit("policy_src/phones.md", "in bags", "at home")
    workspace.issue_by_hand("phones", "2")
    waiting = "\n  - version: 3\n    narrative: A slip\n    corrects: 1\n---\n\n"
    workspace.edit("policy_src/phones.md", "\n---\n\n", waiting)
    workspace.edit("policy_src/phones.md", "at home", "at school")
    workspace.begin_git()
    stage.run(*ISSUE, "--correction")


@scene
def issue_after_a_name_without_a_number(stage: Stage) -> None:
    stage.workspace.issue_by_hand("phones", "summer")
    stage.in_git().edit("policy_src/phones.md", "in bags", "at home")
    stage.run(*ISSUE)


@scene
def issue_into_a_list_in_brackets(stage: Stage) -> None:
    stage.workspace.edit(
        "policy_src/phones.md",
        "approved-by: [FGB]",
        "versions: [{version: 1, fingerprint: not held}]",
    )
    stage.in_git()
    stage.run(*ISSUE)


@scene
def issue_what_somebody_changed_meanwhile(stage: Stage) -> None:
    stage.in_git()
    _meanwhile(stage, lambda: stage.workspace.edit("policy_src/phones.md", "in bags", "at home"))
    stage.run(*ISSUE)


@scene
def issue_what_somebody_issued_meanwhile(stage: Stage) -> None:
    stage.in_git()
    name = "governance/issued/phones/1/phones.md"
    _meanwhile(stage, lambda: stage.workspace.write(name, "theirs"))
    stage.run(*ISSUE)


def _meanwhile(stage: Stage, change: object) -> None:
    """Let something happen between the look at an issue and its writing."""
    carry_out = issuing.carry_out

    def late(*arguments: object) -> str:
        change()
        return carry_out(*arguments)

    stage.patch.setattr("minuted.cli.issue.carry_out", late)


@scene
def issue_on_a_full_disk(stage: Stage) -> None:
    stage.in_git()
    failing(stage.patch, "*/policy_src/phones.md", OSError(errno.ENOSPC, "No space left on device"))
    stage.run(*ISSUE)


@scene
def ledger_marked_read_only(stage: Stage) -> None:
    stage.workspace.add_line("phones", ADOPTED.replace("ASH", "OAK"))
    stage.in_git(issued=True).path("governance/minutes/phones.csv").chmod(0o444)
    stage.run(*RECORD)


@scene
def somebody_else_records(stage: Stage) -> None:
    lock = filelock.FileLock
    stage.patch.setattr(filelock, "FileLock", lambda path, timeout: lock(path, timeout=0.05))
    workspace = stage.in_git(issued=True)
    folder = workspace.path(".git/minuted")
    folder.mkdir(exist_ok=True)
    with lock(folder / transaction._LOCK):
        stage.run(*RECORD)


@scene
def record_lock_in_the_way(stage: Stage) -> None:
    stage.in_git(issued=True).write(".git/minuted", "mine")
    stage.run(*RECORD)


@scene
def somebody_recorded_meanwhile(stage: Stage) -> None:
    stage.in_git(issued=True)
    carry_out = recording.carry_out

    def late(*arguments: object) -> object:
        stage.workspace.add_line("phones", ADOPTED.replace("adopted", "deferred"))
        return carry_out(*arguments)

    stage.patch.setattr("minuted.cli.recording.carry_out", late)
    stage.run(*RECORD, "--decision", "adopted")


@scene
def record_too_little(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run("record", "phones")
    stage.run("confirm", "--for", "ASH")
    stage.run("confirm", "--for", "ASH", "--about", "FGB/2324/050923/7")


@scene
def record_too_much(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run(*RECORD, "--meeting", "FGB/2324/050923")
    stage.workspace.write("decisions.csv", "policy,for\n")
    stage.run("record", "phones", "--from", "decisions.csv")


@scene
def record_with_errors(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run("record", "bikes", "--for", "ASH", "--minute", "FGB/2324/050923/7", "--yes")


@scene
def record_a_meeting_that_is_none(stage: Stage) -> None:
    stage.in_git(issued=True)
    stage.run("record", "phones=7", "--for", "ASH", "--meeting", "the one in May", "--yes")
    stage.run("record", "phones=7", "--for", "ASH", "--yes")
    stage.run("record", "phones=", "--for", "ASH", "--meeting", "FGB/2324/050923", "--yes")
    stage.run("confirm", "phones", "--for", "ASH", "--meeting", "FGB/2324/050923", "--yes")


@scene
def record_from_a_sheet(stage: Stage) -> None:
    stage.in_git(issued=True)
    heading = "policy,for,minute,date,body,version,decision,narrative,review date\n"
    stage.workspace.write("decisions.csv", heading)
    for arguments in (
        ("--from", "decisions.csv"),
        ("--from", "gone.csv"),
        ("--template", "decisions.csv"),
        ("--template", "decisions.txt"),
    ):
        option, name = arguments
        stage.run("record", option, str(stage.workspace.path(name)))
    with stage.workspace.path("large.csv").open("wb") as file:
        file.truncate(99_000_000)
    stage.run("record", "--from", str(stage.workspace.path("large.csv")))


@scene
def recording_that_cannot_be_taken_back(stage: Stage) -> None:
    """A recording was killed, and what it left cannot be put right either."""
    stage.in_git(issued=True)

    def killed(*_arguments: object) -> str:
        raise SystemExit

    stage.patch.setattr(History, "commit", killed)
    stage.patch.setattr(transaction.Transaction, "_put_back", killed)
    with contextlib.suppress(SystemExit):
        stage.call(stage.workspace, *RECORD)
    stage.patch.undo()
    stage.patch.setattr(transaction, "GIT_PATIENCE", 0)
    stage.workspace.write(".git/index.lock", "")
    stage.run(*RECORD)


@scene
def init_that_git_does_not_keep(stage: Stage) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        stage.patch.setenv(f"GIT_{name}_NAME", "")
    stage.patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    stage.patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    stage.run("init", "my-trust", at=TestWorkspace(stage.workspace.root.parent))
