"""Commands that ask for what is not there, or say too much or too little."""

import errno
import socket
import sys
from datetime import date

from golden_stage import FRONT, Stage, scene

from workspaces import TestWorkspace


@scene
def no_workspace(stage: Stage) -> None:
    empty = TestWorkspace(stage.workspace.root.parent / "empty")
    empty.root.mkdir()
    stage.run("build", at=empty)


@scene
def no_such_command(stage: Stage) -> None:
    stage.run("biuld")


@scene
def no_such_policy(stage: Stage) -> None:
    stage.run("build", "phone")


@scene
def no_such_school(stage: Stage) -> None:
    stage.run("build", "--for", "ASK")


@scene
def no_such_format(stage: Stage) -> None:
    stage.run("build", "--format", "doc")


@scene
def nothing_in_the_place_of_a_name(stage: Stage) -> None:
    for option in ("--for", "--format", "--output"):
        stage.run("build", option, "")


@scene
def no_such_day(stage: Stage) -> None:
    stage.run("build", "--on", "31.9.23")


@scene
def serve_where_no_port_is_free(stage: Stage) -> None:
    class Taken(socket.socket):
        def bind(self, *_address: object) -> None:
            raise OSError(errno.EADDRINUSE, "Address already in use")

    stage.patch.setattr(socket, "socket", Taken)
    stage.run("serve", "--no-browser")


@scene
def cluster_that_is_none(stage: Stage) -> None:
    stage.run("build", "--draft", "--cluster", "tls://scheduler:8786", "--jobs", "2")
    stage.run("build", "--draft", "--cluster", "tcp://scheduler:8786")
    stage.run("build", "--draft", "--cluster", "the server")
    stage.run("build", "--draft", "--cluster", "tls://scheduler:8786")


@scene
def cluster_without_dask(stage: Stage) -> None:
    stage.patch.setitem(sys.modules, "distributed", None)
    stage.run("build", "--draft", "--cluster", "tcp://127.0.0.1:8786")


@scene
def no_such_body(stage: Stage) -> None:
    stage.run("due", "--body", "FGP")


@scene
def no_such_state(stage: Stage) -> None:
    stage.run("status", "--state", "overdu")


@scene
def version_never_issued(stage: Stage) -> None:
    stage.workspace.issue_by_hand("phones")
    stage.run("show", "phones", "--version", "2")
    stage.run("compare", "phones", "1", "2")


@scene
def show_a_day_for_nobody(stage: Stage) -> None:
    stage.run("show", "phones", "--on", "2024-09-10")


@scene
def show_what_was_not_adopted(stage: Stage) -> None:
    stage.run("show", "phones", "--for", "ASH", "--on", "2024-06-01")


@scene
def show_a_word_file(stage: Stage) -> None:
    stage.workspace.write("Phones.odt", b"PK\3\4")
    stage.run("show", "Phones.odt")


@scene
def show_a_file_for_a_school_outside_a_workspace(stage: Stage) -> None:
    outside = TestWorkspace(stage.workspace.root.parent / "elsewhere")
    outside.write("visitors.md", f"{FRONT}1. Visitors sign in.\n")
    stage.run("show", "visitors.md", "--for", "ASH", at=outside)
    outside.write("older.md", f"{FRONT}1. Visitors ring.\n")
    stage.run("compare", "older.md", "visitors.md", "--for", "ASH", at=outside)


@scene
def compare_with_nothing(stage: Stage) -> None:
    stage.run("compare", "phones")


@scene
def compare_what_is_in_force_nowhere(stage: Stage) -> None:
    stage.workspace.issue_by_hand("phones")
    stage.patch.setattr("minuted.cli.compare.today", lambda: date(2024, 6, 1))
    stage.run("compare", "phones", "--for", "ASH")
    stage.run("compare", "phones", "--between", "ASH", "OAK")


@scene
def compare_said_twice(stage: Stage) -> None:
    stage.run("compare", "phones", "--json", "--format", "html")
    stage.run("compare", "phones", "--between", "ASH", "OAK", "--draft")
    stage.run("compare", "phones", "1", "2", "--draft")


@scene
def compare_one_file(stage: Stage) -> None:
    stage.workspace.write("old.md", f"{FRONT}1. Visitors sign in.\n")
    stage.run("compare", "old.md")


@scene
def compare_a_file_that_is_not_there(stage: Stage) -> None:
    stage.workspace.write("old.md", f"{FRONT}1. Visitors sign in.\n")
    stage.run("compare", "old.md", "new.md")


@scene
def compare_a_file_that_is_too_large(stage: Stage) -> None:
    stage.workspace.write("old.md", f"{FRONT}1. Visitors sign in.\n")
    stage.workspace.write("new.md", b"Visitors sign in.\n" * 3_000_000)
    stage.run("compare", "old.md", "new.md")


@scene
def compare_a_typed_text_with_slips(stage: Stage) -> None:
    stage.workspace.write("old.txt", "# Gate\n\n## 1 IN\n\n- 1.1 Sign in.\n- 1.2 Ring.\n")
    stage.workspace.write(
        "new.txt", "# Gate\n\n## 1 IN\n\n- 1.2 Ring.\n- 1.1 Sign in.\n- 1.1 Wait.\n"
    )
    stage.run("compare", "old.txt", "new.txt")
    stage.workspace.write("new.txt", bytes(range(256)) * 9)
    stage.run("compare", "old.txt", "new.txt")


@scene
def compare_files_whose_covers_differ(stage: Stage) -> None:
    text = "Gate policy\n\nReview: Annually\n\n1 IN\n\n1.1 Sign in.\n"
    stage.workspace.write("old.txt", text)
    stage.workspace.write("new.txt", text.replace("Annually", "Termly"))
    stage.run("compare", "old.txt", "new.txt")


@scene
def init_where_something_is(stage: Stage) -> None:
    stage.run("init", "policy_src")
    stage.run("init", "policy_src/phones.md")


@scene
def init_where_nothing_can_be(stage: Stage) -> None:
    stage.run("init", "x" * 300)


@scene
def compare_a_word_file(stage: Stage) -> None:
    stage.workspace.write("old.docx", b"PK\3\4")
    stage.workspace.write("new.docx", b"PK\3\4")
    stage.run("compare", "old.docx", "new.docx")


@scene
def compare_on_the_screen_what_no_screen_shows(stage: Stage) -> None:
    stage.patch.setattr("minuted.cli.compare.sys.stdout.isatty", lambda: True, raising=False)
    stage.run("compare", "phones", "--format", "pdf")
