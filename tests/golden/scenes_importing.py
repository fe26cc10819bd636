"""What minuted says of files that cannot be imported as they are."""

import io
import zipfile

from golden_stage import ADOPTED, Stage, scene

TYPED = "# Bikes policy\n\n## 1 PURPOSE\n\n1.1 Bikes are locked.\n"


@scene
def import_under_a_name_that_is_taken(stage: Stage) -> None:
    stage.workspace.write("bikes.txt", TYPED)
    stage.run("import", "bikes.txt", "--policy", "phones")
    stage.workspace.add_line("bikes", ADOPTED)
    stage.workspace.write("policy_src/bikes.md", "Bikes are locked.\n")
    stage.run("import", "bikes.txt", "--replace")


@scene
def import_without_a_name(stage: Stage) -> None:
    stage.workspace.write("日本.txt", "# 日本\n\n## 1 目的\n\n1.1 日本.\n")
    stage.run("import", "日本.txt")
    stage.run("import", "日本.txt", "--policy", "Bikes!")


@scene
def import_what_is_no_document(stage: Stage) -> None:
    write = stage.workspace.write
    write("bikes.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    write("bikes.rtf", "{\\rtf1 Bikes are locked.}")
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    write("bikes.docx", zipped.getvalue())
    for name in ("bikes.doc", "bikes.rtf", "bikes.docx", "policy_src/phones.md", "policy_src"):
        if name != "policy_src":
            stage.run("import", name)


@scene
def import_what_contradicts_itself(stage: Stage) -> None:
    write = stage.workspace.write
    write("a/bikes.txt", TYPED)
    write("a/bikes too.txt", TYPED)
    write("empty/nothing.xls", "x")
    stage.run("import", "a", "--dry-run")
    stage.run("import", "a", "--policy", "bikes")
    stage.run("import", "empty")
    stage.run("import", "a/bikes.txt", "--accept-changes", "--reject-changes")
