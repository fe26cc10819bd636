"""Disks, files and folders that are not as they should be, and copies that are open in Word."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

import click
import filelock
from golden_stage import FRONT, Stage, failing, scene

from minuted.readers import pandoc
from minuted.store import workspace as store
from minuted.store.output import locked
from minuted.writers.html.page import HtmlTemplate

DRAFT = ("build", "--draft", "--for", "ASH", "--format", "html")
FULL = OSError(errno.ENOSPC, "No space left on device")
HELD = PermissionError(errno.EACCES, "Permission denied")


@scene
def copy_open_in_word(stage: Stage) -> None:
    failing(stage.patch, "*/ASH/phones.docx", HELD)
    stage.run("build", "--draft", "--for", "ASH", "--format", "docx")


@scene
def disk_full(stage: Stage) -> None:
    failing(stage.patch, "*/ASH/phones.html", FULL)
    stage.run(*DRAFT)


@scene
def disk_full_for_the_record_of_copies(stage: Stage) -> None:
    failing(stage.patch, "*/.minuted.json", FULL)
    stage.run(*DRAFT)


@scene
def disk_full_for_the_list_of_copies(stage: Stage) -> None:
    failing(stage.patch, "*/index.html", FULL)
    stage.run(*DRAFT)


@scene
def disk_full_for_temporary_files(stage: Stage) -> None:
    def full(*_arguments: object, **_more: object) -> str:
        raise FULL

    stage.patch.setattr(tempfile, "mkdtemp", full)
    stage.run("build", "--draft", "--for", "ASH", "--format", "pdf")


@scene
def screen_that_fails(stage: Stage) -> None:
    echo = click.echo

    def broken(message: object = None, **more: object) -> None:
        if not more.get("err"):
            raise OSError(errno.EIO, "Input/output error")
        echo(message, **more)

    stage.patch.setattr(click, "echo", broken)
    stage.run("show", "phones")


@scene
def copy_that_cannot_be_removed(stage: Stage) -> None:
    stage.workspace.write("policy_src/bikes.md", f"{FRONT}1. Ride.\n")
    stage.call(stage.workspace, *DRAFT)
    stage.workspace.path("policy_src/bikes.md").unlink()
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.name == "bikes.html":
            raise HELD
        unlink(path, missing_ok=missing_ok)

    stage.patch.setattr(Path, "unlink", refusing)
    stage.run(*DRAFT)


@scene
def file_in_the_place_of_a_folder(stage: Stage) -> None:
    stage.workspace.write("build/ASH", "mine")
    stage.run(*DRAFT)


@scene
def folder_in_the_place_of_a_copy(stage: Stage) -> None:
    stage.workspace.write("build/ASH/phones.html/notes.txt", "mine")
    stage.run(*DRAFT)


@scene
def build_folder_is_a_link(stage: Stage) -> None:
    outside = stage.workspace.root.parent / "outside"
    outside.mkdir()
    stage.workspace.path("build").symlink_to(outside)
    stage.run(*DRAFT)


@scene
def school_folder_is_a_link(stage: Stage) -> None:
    outside = stage.workspace.root.parent / "outside"
    outside.mkdir()
    stage.workspace.path("build").mkdir()
    stage.workspace.path("build/ASH").symlink_to(outside)
    stage.run(*DRAFT)


@scene
def another_build_at_work(stage: Stage) -> None:
    lock = filelock.FileLock
    stage.patch.setattr(filelock, "FileLock", lambda path, timeout: lock(path, timeout=0.05))
    with locked(stage.workspace.path("build")):
        stage.run(*DRAFT)


@scene
def stopped_by_a_key(stage: Stage) -> None:
    def stopping(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    stage.patch.setattr(HtmlTemplate, "stamp", stopping)
    stage.run(*DRAFT)


@scene
def no_policies(stage: Stage) -> None:
    stage.workspace.path("policy_src/phones.md").unlink()
    stage.workspace.path("policy_src").rmdir()
    stage.run("check")


@scene
def policy_is_a_folder(stage: Stage) -> None:
    stage.workspace.path("policy_src/bikes.md").mkdir()
    stage.run("check")


@scene
def policies_are_a_file(stage: Stage) -> None:
    stage.workspace.path("policy_src/phones.md").unlink()
    stage.workspace.path("policy_src").rmdir()
    stage.workspace.write("policy_src", "mine")
    stage.run("check")


@scene
def policy_is_a_link_out_of_the_workspace(stage: Stage) -> None:
    outside = stage.workspace.root.parent / "bikes.md"
    outside.write_text(f"{FRONT}1. Ride.\n", encoding="utf-8")
    stage.workspace.path("policy_src/bikes.md").symlink_to(outside)
    stage.run("check")


@scene
def policy_is_a_pipe(stage: Stage) -> None:
    os.mkfifo(stage.workspace.path("policy_src/bikes.md"))
    stage.run("check")


@scene
def file_too_large(stage: Stage) -> None:
    with stage.workspace.path("policy_src/bikes.md").open("wb") as file:
        file.truncate(400_000_000)
    stage.run("check")


@scene
def file_that_may_not_be_read(stage: Stage) -> None:
    read = Path.open

    def refusing(path: Path, *rest: Any, **named: Any) -> Any:
        if path.name == "phones.md":
            raise HELD
        return read(path, *rest, **named)

    stage.patch.setattr(Path, "open", refusing)
    stage.run("check")
    stage.workspace.write("old.md", f"{FRONT}1. Visitors sign in.\n")
    stage.run("show", "policy_src/phones.md")


@scene
def template_that_may_not_be_read(stage: Stage) -> None:
    stage.workspace.path("templates/policy.docx").mkdir()
    stage.run("check")


@scene
def minuted_not_whole(stage: Stage) -> None:
    stage.patch.setattr(store, "_PACKAGED", ())
    stage.patch.setattr(Path, "is_file", lambda _path: _path.name != "policy.docx")
    stage.run("build", "--draft")


@scene
def pandoc_not_there(stage: Stage) -> None:
    stage.patch.setattr(pandoc, "executable", pandoc.executable.__wrapped__)
    stage.patch.setattr(pandoc, "find_spec", lambda _name: None)
    stage.workspace.write("policy_src/bikes.md", f"{FRONT}1. Nobody has read this before.\n")
    stage.run("check")


@scene
def pandoc_not_startable(stage: Stage) -> None:
    pandoc.stamp()
    stage.patch.setattr(pandoc, "executable", lambda: Path("/nowhere/at/all/pandoc"))
    stage.workspace.write("policy_src/bikes.md", f"{FRONT}1. Nobody has read this either.\n")
    stage.run("check")
