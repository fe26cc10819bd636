"""Texts with typed numbers are read as what they say, whatever happened to them on the way."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_texts import adopted, read

from minuted.compare.compare import compare
from minuted.model.canonical import canonical, entries
from minuted.model.policy import Reference
from minuted.model.walking import inlines_of, walk, walk_inlines
from minuted.readers.adopted import adopt
from minuted.readers.typed import read_typed
from workspaces import Run, TestWorkspace


def said(text: str) -> list[tuple[str, str, str]]:
    return [(e.address, e.kind, e.text) for e in entries(read(text))]


@pytest.mark.parametrize(
    "text",
    [
        "## 1 AIMS\n\n- 1.1 Staff walk.\n  - 1.1.1 slowly; and\n- 1.2 Pupils run.\n",
        "### 1. **AIMS**\n\n1.1 Staff\nwalk.\n\n1.1.1 slowly;\n\n\nand\n\n1.2 Pupils\n\n\n\nrun.\n",
        "1. AIMS\n\n1.1\tStaff walk.\n\n1.1.1 slowly; and\n1.2 *Pupils* run.\n",
        "1 AIMS\r\n* 1.1 Staff walk.\r\n* 1.1.1 slowly; and\r\n* 1.2. Pupils ru\u00adn.\r\n",
        "# 1 AIMS #\n\n- 1.1 Staff walk.\n- 1.1.1 slowly; and\n\fPage 2 of 3\n- 1.2 Pupils run.",
    ],
)
def test_what_happens_to_files_changes_no_clause(text: str) -> None:
    assert said(text) == [
        ("1", "section", "AIMS"),
        ("1.1", "clause", "Staff walk."),
        ("1.1.1", "clause", "slowly; and"),
        ("1.2", "clause", "Pupils run."),
    ]


def test_a_title_letters_bullets_tables_and_appendices_are_read() -> None:
    text = (
        "# Phones policy\n\nFor everybody.\n\n## 1 RULES\n\n1.1 Phones may be:\n\n(a) off; or\n\n"
        "(b) away.\n\n1.2 Bring:\n- a pen\n- a book\n\n"
        "| Role | Name |\n|---|---|\n| Head | Lee |\n\n"
        "## Appendix A: Forms\n\nA.1 Use the form.\n"
    )
    assert read(text).title == "Phones policy"
    assert said(text) == [
        ("p1", "paragraph", "For everybody."),
        ("1", "section", "RULES"),
        ("1.1", "clause", "Phones may be:"),
        ("1.1(a)", "clause", "off; or"),
        ("1.1(b)", "clause", "away."),
        ("1.2", "clause", "Bring: • a pen • a book"),
        ("1/p1", "table", "Role\tName\nHead\tLee"),
        ("A", "section", "Forms"),
        ("A.1", "clause", "Use the form."),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "This is as in paragraphs\n4.3 or 5 of another text, and takes\n3 weeks.",
        "Nobody walks farther than this:\n\n2.5 miles are for nobody under ten.",
        "It is as it was.\n\n1.1(a).1 is no number of anything.",
    ],
)
def test_a_number_in_the_middle_of_a_sentence_begins_no_clause(words: str) -> None:
    addresses = [address for address, kind, _ in said(f"1 A\n\n1.1 {words}\n\n1.2 B.\n")]
    assert [address for address in addresses if "/" not in address] == ["1", "1.1", "1.2"]


def test_a_stop_after_a_number_at_the_beginning_of_a_line_is_kept() -> None:
    text = (
        "1 A\n\n1.1 B.\n\n1.2 The head decides within ten days, as it is set out in clause\n1.1.\n"
    )
    assert said(text)[-1] == (
        "1.2",
        "clause",
        "The head decides within ten days, as it is set out in clause 1.1.",
    )


def test_typed_cross_references_become_references_where_they_lead_somewhere() -> None:
    text = (
        "1 A\n\n1.1 See paragraphs 1.2 or 2, but not section 9, nor section 2 of the Equality Act."
        "\n\n1.2 B is here.\n\n2 C\n"
    )
    found = [
        inline.number
        for block in walk(read(text).children)
        for inlines in inlines_of(block)
        for inline in walk_inlines(inlines)
        if isinstance(inline, Reference)
    ]
    assert found == ["1.2", "2"]


def test_an_odd_number_is_kept_as_it_is_typed_and_told_of() -> None:
    text = "1 A\n\n- 1.2 B is here.\n- 1.1 C is there.\n- 1.1 D again.\n"
    assert [address for address, _, _ in said(text)] == ["1", "1.2", "1.1", "1.1(2)"]
    found = [(r.code, r.place.line) for r in adopted(text).remarks]
    assert found == [("number-order", 4), ("number-repeated", 5)]


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0\0", b"%PDF-1.7\n\0\x01", bytes(range(256))])
def test_bytes_that_are_no_text_are_told_of(data: bytes) -> None:
    document, (complaint,) = read_typed(data)
    assert document is None
    assert complaint.code == "not-text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_old_programs_are_read(encoding: str) -> None:
    policy = read("1 A\n\n1.1 The school’s £5 fee.\n".encode(encoding))
    assert "1.1\tThe school’s £5 fee.\n" in canonical(policy)


COVER = "Phones policy\n\nReview: Annually\n\nJuly 2021\n\n"
TEXT = "1 AIMS\n\n1.1 Phones stay in bags.\n"


def test_a_files_cover_is_no_part_of_what_is_compared(call: Run, workspace: TestWorkspace) -> None:
    workspace.write("one.txt", COVER + TEXT)
    workspace.write("other.txt", COVER.replace("2021", "2022").replace("Annually", "Termly") + TEXT)
    outcome = call(workspace, "compare", "one.txt", "other.txt", "--json")
    assert json.loads(outcome.out)["no_amendments"]
    assert "one.txt has “Review: Annually”, “July 2021”" in outcome.err
    assert "other.txt has “Review: Termly”, “July 2022”" in outcome.err
    assert call(workspace, "compare", "one.txt", "one.txt").err == ""


def test_a_text_is_the_draft_that_is_made_of_it(call: Run, workspace: TestWorkspace) -> None:
    workspace.write("bags.txt", COVER + TEXT)
    made = call(workspace, "import", "bags.txt", "--policy", "bags", "--dry-run", "--json")
    (policy,) = json.loads(made.out)["policies"]
    workspace.write("bags.md", policy["markdown"])
    outcome = call(workspace, "compare", "bags.txt", "bags.md", "--json")
    assert json.loads(outcome.out)["no_amendments"]


def test_numbers_that_begin_again_under_each_heading_are_those_of_a_draft() -> None:
    old = (
        "# Phones\n\n## Aims\n\n1. Bags.\n2. Watches too.\n\n"
        "## Scope\n\n1. All pupils.\n2. Staff.\n"
    )
    new = old.replace("2. Watches too.\n", "").replace("2. Staff.", "2. Staff and visitors.")
    changes = compare(read(old), read(new)).changes
    assert [(c.status.value, c.old, c.new) for c in changes if c.status.value != "unchanged"] == [
        ("removed", ("1.2",), ()),
        ("amended", ("2.2",), ("2.2",)),
    ]


def test_a_number_that_is_there_twice_pairs_nothing() -> None:
    old = "1 A\n\n1.1 Alpha walks far.\n\n1.1 Beta sits down.\n\n1.2 Gamma reads.\n"
    new = "1 A\n\n1.1 Beta sits down.\n\n1.1 Alpha walks far.\n\n1.2 Gamma reads.\n"
    assert {c.status.value for c in compare(read(old), read(new)).changes} == {"unchanged"}


@given(st.text(max_size=200) | st.lists(st.sampled_from("1.2# -|*(a)\t\nA_x")).map("".join))
@settings(deadline=None)
def test_reading_never_raises(text: str) -> None:
    document, found = read_typed(text.encode("utf-8", errors="replace"))
    assert adopt(document) if document else found


@given(st.binary(max_size=100))
@settings(deadline=None)
def test_reading_any_bytes_never_raises(data: bytes) -> None:
    document, found = read_typed(data)
    assert adopt(document) if document else found
