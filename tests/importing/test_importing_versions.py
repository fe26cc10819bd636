"""Several files become successive versions, and what the table claims is held against them."""

from workspaces import Run, TestWorkspace

TABLE = (
    "Version\tDate\tNarrative\tMinute Number\tReview Date\n"
    "1\t6.9.22\tFirst issue\tFGB/2223/060922/15\tAugust 2023\n"
    "2\t5th September 2023\tReviewed. No amendments.\tFGB/2324/050923/7\tAugust 2024\n"
)
BODY = "\n\n## 1 PURPOSE\n\n- 1.1 Bikes are locked.\n- 1.2 Helmets are {}.\n"


def test_versions_are_issued_and_a_false_claim_is_named(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    table = TABLE.splitlines(keepends=True)
    first = f"# Bikes policy\n\nAsh Primary\n\n{table[0]}{table[1]}" + BODY.format("advised")
    second = f"# Bikes policy\n\nAsh Primary\n\n{TABLE}" + BODY.format("worn")
    workspace.write("old.txt", first)
    workspace.write("new.txt", second)
    outcome = call(workspace, "import", "--versions", "old.txt", "new.txt", "--yes")
    assert outcome.code == 0, outcome.said
    assert "differs from version 1: 1.2 amended" in outcome.err
    assert "[claim-contradicted]" in outcome.err
    changed = call(workspace, "compare", "bikes", "1", "2")
    assert changed.code == 0
    assert "1 clause amended" in changed.said
    ledger = workspace.read("governance/minutes/bikes.csv").splitlines()
    assert [line.split(",")[:6] for line in ledger[1:]] == [
        ["2022-09-06", "FGB", "ASH", "FGB/2223/060922/15", "1", "adopted"],
        ["2023-09-05", "FGB", "ASH", "FGB/2324/050923/7", "2", "adopted"],
    ]


def test_a_group_s_claim_is_held_against_what_its_schools_had(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    trust = workspace.read("governance/trust.yaml")
    body = "bodies:\n  RMC: {name: Resources Management Committee, of: DALE}\n"
    workspace.write("governance/trust.yaml", trust.replace("bodies:\n", body))
    table = (
        "Version\tDate\tNarrative\tMinute Number\n"
        "1\tASH: 6.9.22 OAK: 7.9.22\tFirst\tASH: FGB/2223/060922/15 OAK: FGB/2223/070922/1\n"
    )
    claim = "2\t29.8.23\tSummer review. No amendments\tRMC/2223/290823/1\n"
    workspace.write("old.txt", f"# Bikes policy\n\n{table}" + BODY.format("advised"))
    workspace.write("new.txt", f"# Bikes policy\n\n{table}{claim}" + BODY.format("worn"))
    outcome = call(workspace, "import", "--versions", "old.txt", "new.txt", "--yes")
    assert outcome.code == 0, outcome.said
    assert "of version 2 for DALE on 2023-08-29, and it differs from version 1" in outcome.err


def test_a_true_claim_is_not_contradicted(workspace: TestWorkspace, call: Run) -> None:
    workspace.begin_git()
    table = TABLE.splitlines(keepends=True)
    old = f"# Bikes policy\n\nAsh Primary\n\n{table[0]}{table[1]}" + BODY.format("worn")
    workspace.write("old.txt", old)
    new = f"# Bikes policy\n\nAsh Primary\n\n{TABLE}" + BODY.format("worn")
    workspace.write("new.txt", new)
    outcome = call(workspace, "import", "--versions", "old.txt", "new.txt", "--yes")
    assert outcome.code == 0, outcome.said
    assert "claim-contradicted" not in outcome.err


def test_a_replaced_draft_keeps_its_history(workspace: TestWorkspace, call: Run) -> None:
    workspace.begin_git()
    workspace.write("bikes.txt", f"# Bikes policy\n\nAsh Primary\n\n{TABLE}" + BODY.format("worn"))
    assert call(workspace, "import", "bikes.txt").code == 0
    ledger = workspace.read("governance/minutes/bikes.csv")
    workspace.write("bikes.txt", "# Bikes policy" + BODY.format("hung up"))
    assert call(workspace, "import", "bikes.txt", "--replace").code == 0
    draft = workspace.read("policy_src/bikes.md")
    assert "Helmets are hung up." in draft
    assert "  - version: 2\n" in draft
    assert workspace.read("governance/minutes/bikes.csv") == ledger
    assert call(workspace, "compare", "bikes", "2", "--draft").code == 0


def test_a_folder_is_imported_and_one_bad_file_stops_no_other(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    workspace.write("old/bikes.txt", "# Bikes policy" + BODY.format("worn"))
    workspace.write("old/broken.docx", b"PK\x03\x04 nothing")
    workspace.write("old/visits.txt", "# Visits policy" + BODY.format("worn"))
    outcome = call(workspace, "import", "old")
    assert outcome.code == 1
    assert "not imported" in outcome.err
    assert workspace.path("policy_src/bikes.md").is_file()
    assert workspace.path("policy_src/visits.md").is_file()


def test_what_cannot_be_placed_is_kept_word_for_word(workspace: TestWorkspace, call: Run) -> None:
    workspace.begin_git()
    table = (
        "Ver.\tApproved\tChanges\tMinute ref\tNext review\n"
        "1\tASH: 6.9.22 ELM: autumn term\tFirst issue\tASH: FGB/2223/060922/15\tAug 2023\n"
        "1\tXYZ: 7.9.22\tFirst issue\tXYZ: FGB/2223/070922/3\t\n"
    )
    workspace.write("bikes.txt", f"# Bikes policy\n\n{table}" + BODY.format("worn"))
    outcome = call(workspace, "import", "bikes.txt")
    assert outcome.code == 0, outcome.said
    draft = workspace.read("policy_src/bikes.md")
    assert "autumn term" in draft.split("\n---\n")[0]
    assert "“XYZ” is no school or group of trust.yaml" in draft
    assert len(workspace.read("governance/minutes/bikes.csv").splitlines()) == 2


def written(workspace: TestWorkspace, name: str, rows: int, helmets: str, last: str = "") -> str:
    """Write a file that says what its table of so many rows says; return its name."""
    table = "".join(TABLE.splitlines(keepends=True)[: rows + 1]) + last
    workspace.write(name, f"# Bikes policy\n\nAsh Primary\n\n{table}" + BODY.format(helmets))
    return name


def test_a_claim_that_is_true_is_not_named(workspace: TestWorkspace, call: Run) -> None:
    workspace.begin_git()
    old = written(workspace, "old.txt", 1, "worn")
    new = written(workspace, "new.txt", 2, "worn")
    outcome = call(workspace, "import", "--versions", old, new)
    assert outcome.code == 0, outcome.said
    assert "[claim-contradicted]" not in outcome.err
    assert "reviewed" not in workspace.read("governance/minutes/bikes.csv")
    assert "No amendments" in call(workspace, "compare", "bikes", "1", "2").said


def test_each_claim_is_held_against_the_version_that_was_decided_on_before(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    row = "3\t4th September 2024\tUnamended\tFGB/2425/040924/9\tAugust 2025\n"
    names = [
        written(workspace, "1.txt", 1, "advised"),
        written(workspace, "2.txt", 2, "worn"),
        written(workspace, "3.txt", 2, "worn", row),
    ]
    outcome = call(workspace, "import", "--versions", *names)
    assert outcome.code == 0, outcome.said
    assert outcome.err.count("[claim-contradicted]") == 1
    assert "of version 2 for ASH on 2023-09-05" in outcome.err


def test_a_draft_alone_gives_way_to_versions_and_only_where_it_is_asked_for(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    workspace.write("bikes.txt", "# Bikes policy" + BODY.format("hung up"))
    assert call(workspace, "import", "bikes.txt").code == 0
    names = (written(workspace, "1.txt", 1, "advised"), written(workspace, "2.txt", 2, "worn"))
    refused = call(workspace, "import", "--versions", *names)
    assert refused.code == 1
    assert "--replace" in refused.err
    assert call(workspace, "import", "--versions", *names, "--replace").code == 0
    assert "worn" in workspace.read("policy_src/bikes.md")
    assert workspace.path("governance/issued/bikes/1/bikes.md").is_file()


def test_issued_versions_stay_and_the_last_file_becomes_the_draft(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    one, two = written(workspace, "1.txt", 1, "advised"), written(workspace, "2.txt", 2, "worn")
    assert call(workspace, "import", "--versions", one, two).code == 0
    kept = workspace.files("governance")
    three = written(workspace, "3.txt", 2, "hung up")
    other = written(workspace, "other.txt", 2, "thrown away")
    refused = call(workspace, "import", "--versions", one, other, three, "--replace")
    assert refused.code == 1
    assert "other.txt is no text that bikes has issued" in refused.err
    outcome = call(workspace, "import", "--versions", one, two, three, "--replace")
    assert outcome.code == 0, outcome.said
    assert "history      kept as it is" in outcome.out
    assert "hung up" in workspace.read("policy_src/bikes.md")
    assert workspace.files("governance") == kept
    assert call(workspace, "check").code == 0


def front(day: str, words: str, narrative: str = "") -> str:
    sheet = f"Approved by: Full Governing Body\n\nDate approved: {day}\n"
    return f"# Bikes policy\n\nAsh Primary\n\n{sheet}{narrative}" + BODY.format(words)


def ledger(workspace: TestWorkspace) -> list[list[str]]:
    read = workspace.read("governance/minutes/bikes.csv").splitlines()
    return [line.split(",")[:6] for line in read[1:]]


def test_each_file_s_front_sheet_tells_the_decision_on_its_own_text(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    days = {"a.txt": "6.9.21", "b.txt": "5.9.22", "c.txt": "4.9.23"}
    for name, day in days.items():
        workspace.write(name, front(day, f"worn since {day}"))
    outcome = call(workspace, "import", "--versions", *days)
    assert outcome.code == 0, outcome.said
    assert ledger(workspace) == [
        ["2021-09-06", "FGB", "ASH", "", "1", "adopted"],
        ["2022-09-05", "FGB", "ASH", "", "2", "adopted"],
        ["2023-09-04", "FGB", "ASH", "", "3", "adopted"],
    ]
    told = [line.split("(")[1] for line in outcome.out.splitlines() if "(told by" in line]
    assert told == ["told by a.txt)", "told by b.txt)"]
    text = call(workspace, "show", "bikes", "--for", "ASH", "--on", "2022-10-01").out
    assert "Helmets are worn since 5.9.22." in text
    assert call(workspace, "check").code == 0


def test_what_two_tables_tell_otherwise_is_told(workspace: TestWorkspace, call: Run) -> None:
    workspace.begin_git()
    head, first, second = TABLE.splitlines(keepends=True)
    old = (
        head + first.replace("060922/15", "060922/51") + "1\t1.3.23\tLooked at\tFGB/2223/010323/2\n"
    )
    for name, rows, words in (("old", old, "advised"), ("new", head + first + second, "worn")):
        text = f"# Bikes policy\n\nAsh Primary\n\n{rows}" + BODY.format(words)
        workspace.write(f"{name}.txt", text)
    outcome = call(workspace, "import", "--versions", "old.txt", "new.txt")
    assert outcome.code == 0, outcome.said
    assert [line[3] for line in ledger(workspace)] == [
        "FGB/2223/060922/15",
        "FGB/2223/010323/2",
        "FGB/2324/050923/7",
    ]
    assert "Of one decision for ASH new.txt says “version 1 | 2022-09-06 | FGB/2223/060922/15" in (
        outcome.err
    )
    assert "FGB/2223/060922/51" in workspace.read("policy_src/bikes.md").split("---\n")[1]


def test_words_that_only_an_older_file_s_cover_has_are_kept_with_its_name(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    head, first, second = TABLE.splitlines(keepends=True)
    deferred = "1\t1.9.22\tDeferred\tFGB/2223/010922/1\t\n"
    for name, rows in (("old", head + deferred + first), ("new", head + first + second)):
        text = f"# Bikes policy\n\nAsh Primary\n\n{rows}" + BODY.format(name)
        workspace.write(f"{name}.txt", text)
    outcome = call(workspace, "import", "--versions", "old.txt", "new.txt", "--dry-run")
    assert outcome.code == 0, outcome.said
    assert "“old.txt: 1.9.22 | FGB/2223/010922/1 | Deferred”: it says" in outcome.out
