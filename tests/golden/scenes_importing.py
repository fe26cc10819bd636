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
    write("bikes.txt", "Page 1 of 2\n")
    for name in ("bikes.txt", "bikes.doc", "bikes.rtf", "bikes.docx", "policy_src/phones.md"):
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


@scene
def import_versions_that_contradict_their_table(stage: Stage) -> None:
    table = (
        "Version\tDate\tNarrative\tMinute Number\n1\t6.9.22\tFirst\tFGB/2223/060922/15\n"
        "2\t5.9.23\tNo amendments\tFGB/2324/050923/7\n"
    )
    cover = f"# Bikes policy\n\nAsh Primary\n\n{table}"
    stage.workspace.write("old.txt", TYPED.replace("# Bikes policy\n", cover))
    new = TYPED.replace("# Bikes policy\n", cover).replace("locked", "oiled")
    stage.workspace.write("new.txt", new)
    stage.workspace.write("odd.txt", new.replace("/15", "/51"))
    stage.in_git()
    stage.run("import", "--versions", "odd.txt", "new.txt", "--dry-run")
    stage.run("import", "--versions", "old.txt", "new.txt")
    stage.run("import", "--versions", "old.txt", "new.txt")
    stage.workspace.write("other.txt", new.replace("oiled", "painted"))
    stage.run("import", "--versions", "other.txt", "new.txt", "--replace")
    stage.run("import", "--copies", "ASH=old.txt")
    stage.run("import", "--copies", "old.txt")
    stage.run("import", "--copies", "--versions", "ASH=old.txt")


def _copy(school: str, *clauses: str, table: str = "") -> str:
    typed = "\n\n".join(f"1.{at} {words}" for at, words in enumerate(clauses, 1))
    return f"# Bikes policy\n\n{school}\n\n{table}\n## 1 PURPOSE\n\n{typed}\n"


@scene
def import_copies_that_are_none(stage: Stage) -> None:
    write = stage.workspace.write
    write("ash.txt", TYPED)
    write("lunch.txt", "# Lunch policy\n\n## 1 FOOD\n\n1.1 Soup is served on Mondays only.\n")
    write("bread.txt", "# Bread policy\n\n## 1 DOUGH\n\n1.1 Every loaf has its own tin.\n")
    stage.run("import", "--copies", "ASH=ash.txt", "ASH=lunch.txt")
    stage.run("import", "--copies", "ASH=ash.txt", "OKA=lunch.txt")
    stage.run("import", "--copies", "ASH=ash.txt", "OAK=policy_src/phones.md")
    stage.run("import", "--copies", "ASH=ash.txt", "OAK=gone.txt")
    stage.run("import", "--copies", "ASH=ash.txt", "OAK=lunch.txt")
    stage.run("import", "--copies", "ASH=ash.txt", "OAK=ash.txt", "ELM=bread.txt")


@scene
def import_copies_that_contradict_each_other(stage: Stage) -> None:
    table = (
        "Version\tDate\tNarrative\tMinute Number\n1\tELM: 6.9.22\tFirst\tELM: FGB/2223/060922/{}\n"
    )
    older = "Version\tDate\tNarrative\tMinute Number\n0\t6.9.21\tFirst\tFGB/2122/060921/3\n"
    write = stage.workspace.write
    both = ("Bikes are locked.", "Helmets are worn.")
    write("elm.txt", _copy("Elm Junior", *both, table=table.format(7)))
    write("oak.txt", _copy("Oak <Infants> & Nursery", *both, table=table.format(9)))
    write("old.txt", _copy("Ash Primary", *both, table=older))
    write("dale.txt", _copy("Dale Partnership", *both, "Trikes stay outside."))
    for name in ("own", "other"):
        write(f"{name}.txt", _copy("", *both, "Trikes come in.").replace("Bikes", "Cycling", 1))
    stage.in_git()
    stage.run("import", "--copies", "ELM=elm.txt", "OAK=oak.txt", "ASH=old.txt", "--dry-run")
    stage.run("import", "--copies", "DALE=dale.txt", "ASH=own.txt", "OAK=other.txt", "--dry-run")


@scene
def import_copies_into_a_trust_file_of_another_form(stage: Stage) -> None:
    odd = "ELM: {name: Elm Junior, label: Elm, fields: ~}\n"
    stage.workspace.edit("governance/trust.yaml", "ELM: {name: Elm Junior, label: Elm}\n", odd)
    for code, number in (("ASH", 10), ("ELM", 20)):
        words = f"Ring the office on 01629 5550{number} until four."
        stage.workspace.write(f"{code}.txt", _copy("", words))
    stage.run("import", "--copies", "ASH=ASH.txt", "ELM=ELM.txt", "--dry-run")
