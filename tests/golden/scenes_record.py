"""What minuted says of decisions that are recorded, confirmed, corrected or declared void."""

from golden_stage import ADOPTED, Stage, scene

ASH = ("record", "phones", "--for", "ASH", "--yes")
FIRST = (*ASH, "--minute", "FGB/2223/060922/15", "--version", "1")
NEXT = (*ASH, "--minute", "FGB/2324/050923/7")
ABOUT = ("--for", "ASH", "--about", "FGB/2223/060922/15", "--yes")


def begin(stage: Stage, *, decided: bool = True) -> None:
    """Issue two versions, and let ASH adopt the first."""
    workspace = stage.workspace
    workspace.issue_by_hand("phones")
    workspace.edit("policy_src/phones.md", "stay in bags", "stay at home")
    workspace.issue_by_hand("phones", "2")
    workspace.begin_git()
    if decided:
        assert stage.call(workspace, *FIRST).code == 0


@scene
def no_amendments_though_there_are(stage: Stage) -> None:
    begin(stage)
    stage.run(*NEXT, "--narrative", "No amendments")
    stage.run(*NEXT, "--decision", "reviewed")


@scene
def no_amendments_to_what_is_lost(stage: Stage) -> None:
    stage.workspace.edit(
        "policy_src/phones.md",
        "approved-by: [FGB]",
        "versions:\n  - version: 0\n    fingerprint: not held",
    )
    stage.in_git()
    assert stage.call(stage.workspace, *FIRST[:-1], "0").code == 0
    stage.run(*NEXT, "--version", "0", "--narrative", "No amendments")


@scene
def record_an_older_version(stage: Stage) -> None:
    begin(stage, decided=False)
    assert stage.call(stage.workspace, *FIRST[:-1], "2").code == 0
    stage.run(*NEXT, "--version", "1")


@scene
def record_a_review_too_far_away(stage: Stage) -> None:
    begin(stage, decided=False)
    stage.run(*FIRST, "--review-date", "2025-09")


@scene
def record_what_was_declared_void(stage: Stage) -> None:
    begin(stage)
    void = ("void", "phones", *ABOUT, "--reason", "Inquorate", "--date", "7.9.22")
    assert stage.call(stage.workspace, *void).code == 0
    stage.run(*FIRST)
    stage.run("confirm", "phones", *ABOUT, "--date", "8.9.22")


@scene
def confirm_what_is_confirmed(stage: Stage) -> None:
    begin(stage)
    stage.run("confirm", "phones", *ABOUT, "--date", "8.9.22")


@scene
def void_or_correct_without_a_reason(stage: Stage) -> None:
    begin(stage)
    stage.run("void", "phones", *ABOUT, "--date", "8.9.22")
    stage.run("correct", "phones", *ABOUT, "--narrative", "First")


@scene
def correct_there_and_back_again(stage: Stage) -> None:
    begin(stage)
    correct = ("correct", "phones", *ABOUT, "--reason", "A slip", "--narrative")
    for narrative in ("First", "Adopted as issued"):
        assert stage.call(stage.workspace, *correct, narrative).code == 0
    stage.run(*correct, "First")


@scene
def sheet_that_is_none(stage: Stage) -> None:
    begin(stage)
    for name, text in (
        ("notes.csv", "Dear clerk\n"),
        ("columns.csv", "policy,for,minit\n"),
        ("cells.csv", "policy,for,minute\nphones,ASH,FGB/2324/050923/7,2\n"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0"),
    ):
        stage.workspace.write(name, text)
        stage.run("record", "--from", str(stage.workspace.path(name)), "--yes")


@scene
def ledger_edited_by_hand(stage: Stage) -> None:
    begin(stage)
    ledger = "governance/minutes/phones.csv"
    before = stage.workspace.read(ledger)
    stage.workspace.add_line("phones", ADOPTED.replace("ASH", "OAK"))
    stage.run(*NEXT)
    stage.workspace.write(ledger, before.replace("Adopted as issued", "Adopted"))
    stage.run(*NEXT)


@scene
def papers_for_no_meeting(stage: Stage) -> None:
    stage.workspace.edit(
        "governance/trust.yaml",
        "bodies:\n",
        "bodies:\n  EGB: {name: Governors of Elm, of: ELM}\n",
    )
    stage.in_git(issued=True)
    stage.workspace.add_line("phones", ADOPTED)
    stage.run("pack", "--for", "ASH", "--body", "FGB", "--date", "2023-10-03")
    stage.run("pack", "--for", "ASH", "--body", "EGB", "--date", "2023-10-03")
