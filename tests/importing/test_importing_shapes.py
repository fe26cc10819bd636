"""Word files in the shapes that schools give their policies: front sheets, sign-offs, numbers."""

import json

import pytest
from word_files import abstract, docx, field, num, p, place, r, table

from minuted.model.canonical import canonical
from minuted.readers.adopted.law import account_for
from minuted.tasks.documents import Source, source_of
from minuted.tasks.importing_text import text_of_source
from workspaces import Run, TestWorkspace

TITLE = p("Bikes Policy", style="Title")
ASH = p("Ash Primary")
TEXT = (
    p("1. Purpose", style="Heading1"),
    p("1.1 Bikes are locked."),
    p("1.2 Helmets are worn."),
)


def read(*body: str, lists: str = "") -> Source:
    """Read a Word file as an import does; no word may be lost or gained."""
    source = source_of(docx(*body, lists=lists), "a.docx", names=["Ash Primary"], law=True)
    assert source.adopted is not None
    account = account_for(source.words, source.adopted)
    assert account.holds, account
    return source


def lines(source: Source) -> list[str]:
    return canonical(text_of_source(source, "T", "t").policy).split("\n")[2:-1]


def found(source: Source) -> list[str]:
    """Return the numbers that the source has, with the first word of each clause or section."""
    assert source.adopted is not None
    return [node.found for node in source.adopted.tree.walk() if node.counts]


def reported(workspace: TestWorkspace, call: Run, *body: str) -> dict[str, object]:
    workspace.path("in").mkdir(exist_ok=True)
    workspace.path("in/a.docx").write_bytes(docx(*body))
    outcome = call(workspace, "import", "in/a.docx", "--dry-run", "--json")
    assert outcome.code == 0, outcome.said
    (policy,) = json.loads(outcome.out)["policies"]
    assert policy["clean"], policy["words"]
    assert isinstance(policy, dict)
    return policy


def decided(policy: dict[str, object]) -> list[tuple[str, str, str, str]]:
    made = policy["decisions"]
    assert isinstance(made, list)
    return [(d["date"], d["body"], d["for"], d["review_date"]) for d in made]


def aside(policy: dict[str, object]) -> list[str]:
    kept = policy["kept_aside"]
    assert isinstance(kept, list)
    return [one["words"] for one in kept]


# front sheets


def test_a_front_sheet_with_a_date_beside_who_approved_it(
    workspace: TestWorkspace, call: Run
) -> None:
    two = '<w:gridSpan w:val="2"/>'
    sheet = table(
        ("Approved by:", "Full Governing Body", "Date: 6 September 2023"),
        ("Last reviewed on:", (two, "5 September 2022")),
        ("Next review due by:", (two, "September 2024")),
    )
    policy = reported(workspace, call, TITLE, ASH, sheet, *TEXT)
    assert decided(policy) == [("2023-09-06", "FGB", "ASH", "2024-09")]
    assert aside(policy) == ["Last reviewed on: 5 September 2022"]


def test_who_reviewed_a_policy_is_no_day_of_its_review(workspace: TestWorkspace, call: Run) -> None:
    sheet = table(
        (('<w:gridSpan w:val="2"/>', "POLICY INFORMATION"),),
        ("Reviewed by:", "Mrs Example"),
        ("Approved by:", "Full Governing Body"),
        ("Date of approval:", "6th September 2023"),
        ("Date of next review:", "September 2026"),
    )
    policy = reported(workspace, call, TITLE, ASH, sheet, *TEXT)
    assert decided(policy) == [("2023-09-06", "FGB", "ASH", "2026-09")]
    assert aside(policy) == ["Mrs Example"]


def test_names_and_values_may_stand_in_pairs_side_by_side(
    workspace: TestWorkspace, call: Run
) -> None:
    sheet = table(
        ("Version", "3", "Date approved", "6.9.23"),
        ("Approved by", "Full Governing Body", "Review date", "September 2024"),
    )
    policy = reported(workspace, call, TITLE, ASH, sheet, *TEXT)
    assert decided(policy) == [("2023-09-06", "FGB", "ASH", "2024-09")]
    assert [v["version"] for v in policy["versions"]] == ["3"]  # type: ignore[attr-defined]


def test_a_school_of_no_trust_stands_beside_the_title(workspace: TestWorkspace, call: Run) -> None:
    both = p(r("Beech Primary School", "b", "sz=48")), p(r("Bikes Policy", "b", "sz=48"))
    for body in (both, tuple(reversed(both)), (table(("Beech Primary School", "Bikes Policy")),)):
        policy = reported(workspace, call, *body, *TEXT)
        assert policy["title"] == "Bikes Policy"
        assert policy["sections"] == 1
        assert aside(policy) == ["Beech Primary School"]


# sign-offs


def test_a_sign_off_at_the_end_is_a_decision_and_no_text(
    workspace: TestWorkspace, call: Run
) -> None:
    signed = (
        p("Signed: __________   Chair of Governors   Date: 6.9.23   Review date: September 2024"),
    )
    parted = (
        p("Approval", style="Heading1"),
        p("Signed ……………… Chair of Governors"),
        p("Date: 6.9.23"),
        p("Review date: September 2024"),
    )
    for end in (signed, parted):
        policy = reported(workspace, call, TITLE, ASH, *TEXT, *end)
        assert decided(policy) == [("2023-09-06", "FGB", "ASH", "2024-09")]
        assert policy["sections"] == 1
        assert "Signed" not in str(policy["markdown"]).split("---\n")[2]
        assert len(policy["guessed"]) == 1  # type: ignore[arg-type]


def test_a_form_that_is_still_to_be_signed_stays_text() -> None:
    form = p("Signed: __________   Parent   Date: __________")
    assert lines(read(TITLE, *TEXT, form))[-1].startswith("1/p1\tSigned: __________ Parent Date:")


def test_a_sign_off_of_a_section_of_its_own_stays_its_text() -> None:
    body = (p("2. Trips", style="Heading1"), p("Approved on: 6 September 2023"))
    assert lines(read(TITLE, *TEXT, *body))[-1] == "2/p1\tApproved on: 6 September 2023"


# tables that are no version tables


@pytest.mark.parametrize(
    "rows",
    [
        (("Software", "Version", "Date"), ("Abacus", "3.2", "September 2022")),
        (("Version", "Date"), ("3.2", "September 2022"), ("3.3", "1 May 2023")),
        (("Committee", "Date", "Minutes"), ("Finance", "5 May 2023", "by the clerk")),
        (("Meeting", "Termly"), ("Date", "the first Monday")),
    ],
)
def test_a_table_of_versions_in_the_text_is_of_the_text(rows: tuple[tuple[str, ...], ...]) -> None:
    source = read(TITLE, *TEXT, table(*rows), p("1.3 Bikes are marked."))
    assert source.adopted is not None
    assert not source.adopted.cover.history.rows
    assert not source.adopted.cover.history.facts
    assert "\t".join(rows[1]) in "\n".join(lines(source))


def test_a_version_table_in_the_text_is_known_by_its_heading() -> None:
    rows = (("Version", "Date"), ("1", "September 2022"))
    heading = p("Version history", style="Heading1")
    source = read(
        TITLE, *TEXT, heading, table(*rows), p("Appendix A: Map", style="Heading1"), p("Here.")
    )
    assert source.adopted is not None
    assert len(source.adopted.cover.history.rows) == 1


# numbers


def test_one_dot_nothing_is_one() -> None:
    body = (p(r("1.0\tPURPOSE", "b")), p("1.1\tLock it."), p(r("2.0\tSCOPE", "b")), p("2.1\tAll."))
    source = read(TITLE, *body)
    assert found(source) == ["1", "1.1", "2", "2.1"]
    assert [line.split("\t")[0] for line in lines(source)] == ["1", "1.1", "2", "2.1"]


def test_brackets_after_a_dot() -> None:
    words = ("1. Stages", "1.(a) One is informal.", "1.(a)(i) It is quick.", "1.(b) Two is not.")
    source = read(TITLE, p(words[0], style="Heading1"), *map(p, words[1:]))
    assert found(source) == ["1", "1(a)", "1(a)(i)", "1(b)"]


def test_typed_numbers_of_an_annex() -> None:
    words = ("A.1 Brothers come first.", "A.2 Sisters come first.")
    source = read(TITLE, *TEXT, p("Annex A: Places", style="Heading1"), *map(p, words))
    assert found(source)[-3:] == ["A", "A.1", "A.2"]


def test_a_list_within_a_clause_begins_no_text_anew() -> None:
    lists = abstract(0, "decimal %1.", "lowerLetter (%2)") + num(1, 0) + num(2, 0, (1, 1))
    body = [p(r("Purpose", "b")), p("Lock it.", num=(1, 0)), p(r("Scope", "b"))]
    body += [p("Both of:", num=(1, 0)), p("bikes;", num=(1, 1)), p(r("Rules", "b"))]
    body += [p("These:", num=(1, 0)), p("helmets.", num=(2, 1))]
    assert found(read(TITLE, *body, lists=lists)) == ["1", "2", "2(a)", "3", "3(a)"]


@pytest.mark.parametrize("pattern", ["decimal %1.", "upperLetter %1."])
def test_paragraphs_counted_through_numbered_headings_keep_their_numbers(pattern: str) -> None:
    lists = abstract(0, pattern) + abstract(1, "decimal %1.") + num(1, 0) + num(2, 1)
    body = []
    for heading, count in (("Purpose", 2), ("Scope", 1), ("Rules", 2)):
        body.append(p(heading, style="Heading1", num=(1, 0)))
        body += [p(f"{heading} has a rule {at}.", num=(2, 0)) for at in range(count)]
    source = read(TITLE, *body, lists=lists)
    assert found(source) == ["1", "2", "3", "4", "5"]


def test_a_heading_with_a_paragraph_of_its_own_number_each_is_no_text_counted_through() -> None:
    body = []
    for at in (1, 2, 3):
        body += [p(f"{at}. Rule", style="Heading1"), p(f"{at}. It is kept.")]
    source = read(TITLE, *body)
    assert source.adopted is not None
    assert sum(1 for n in source.adopted.tree.walk() if n.kind == "section" and n.counts) == 3


def test_appendix_1_is_not_section_1_and_is_referred_to() -> None:
    body = (p("1.3 See Appendix 1."), p("Appendix 1: Form", style="Heading1"), p("Fill it in."))
    source = read(TITLE, *TEXT, *body)
    assert source.adopted is not None
    assert not source.adopted.remarks
    assert source.adopted.references == 1


def test_word_may_print_the_last_part_of_a_number_alone() -> None:
    lists = abstract(0, "decimal %1.", "decimal %1.%2", "lowerLetter (%3)") + num(1, 0)
    body = (
        p("Grounds", num=(1, 0)),
        p("They are:", num=(1, 1)),
        p(place("_Ref1"), "a breach;", num=(1, 2)),
        p("Under ", field("REF _Ref1 \\n \\h", "(a)"), " it is told.", num=(1, 2)),
    )
    source = read(TITLE, *body, lists=lists)
    assert source.adopted is not None
    assert source.adopted.references == 1


def test_headings_that_paragraphs_go_on_through_get_no_number_of_their_own() -> None:
    lists = abstract(0, "decimal %1.") + num(1, 0) + num(2, 0, (0, 1))
    body: list[str] = []
    for which, (name, parts) in enumerate((("Purpose", 1), ("Scope", 3)), 1):
        body.append(p(name, style="Heading1"))
        for part in range(parts):
            body += [p(f"{name} {part}", style="Heading2"), p("It is so.", num=(which, 0))]
    source = read(TITLE, *body, lists=lists)
    assert [line.split("\t")[0] for line in lines(source)][-6:] == [
        *("2/p1", "2.1", "2/p2", "2.2"),
        *("2/p3", "2.3"),
    ]


def test_the_report_on_a_folder_is_short_and_says_what_to_do_next(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    workspace.path("old files").mkdir()
    lettered = [p(f"({letter}) Bikes are locked.") for letter in "abcd"]
    gap = [p("1.1 Bikes are locked."), p("1.4 Helmets are worn.")]
    for name, body in {"Bikes": lettered, "Trikes": gap, "Trikes too": gap}.items():
        data = docx(p(f"{name.split()[0]} Policy", style="Title"), p("1. Rules"), *body)
        workspace.path(f"old files/{name}.docx").write_bytes(data)
    outcome = call(workspace, "import", "old files", "--dry-run")
    assert "  number       1(a) to 1(d) are 1.1 to 1.4 here (from paragraph 3 on)" in outcome.out
    assert outcome.err.splitlines()[-4:] == [
        "2 of 3 files can be imported.",
        "  to look at   trikes",
        "  not imported 1 file; above stands why, and what to do",
        '  → When the report is right, import with: minuted import "old files"',
    ]
    outcome = call(workspace, "import", "old files/Bikes.docx", "--policy", "cycles")
    assert outcome.code == 0, outcome.said
    assert "Then: minuted check" in outcome.err.splitlines()[-1]


def test_the_file_that_was_imported_verifies_and_another_does_not(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    cover = (TITLE, ASH, p("Approved by: Full Governing Body"), p("Date approved: 6.9.23"))
    dotted = abstract(0, "decimal %1.", "decimal %1.%2.") + num(1, 0)
    dotted += abstract(1, "upperLetter Appendix %1", "decimal %1%2") + num(2, 1)

    def write(name: str, words: str) -> None:
        body = (
            p("Purpose", style="Heading1", num=(1, 0)),
            p("Bikes are locked.", num=(1, 1)),
            p("Map", style="Heading1", num=(2, 0)),
            p(words, num=(2, 1)),
        )
        workspace.path(name).write_bytes(docx(*cover, *body, lists=dotted))

    write("bikes.docx", "The shed is here.")
    write("other.docx", "The shed is there.")
    assert call(workspace, "import", "bikes.docx").code == 0
    verified = call(workspace, "verify", "bikes.docx")
    assert verified.code == 0, verified.said
    assert "approved, unaltered and in force" in verified.out
    assert call(workspace, "verify", "other.docx").code == 1
