"""Texts with typed numbers are read as what they say, whatever happened to them on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted.model.canonical import canonical, entries
from minuted.model.policy import Reference, inlines_of, walk, walk_inlines
from minuted.readers.typed_numbers import read_typed_numbers


def said(text: str) -> list[tuple[str, str, str]]:
    policy, _ = read_typed_numbers(text.encode())
    assert policy is not None
    return [(e.address, e.kind, e.text) for e in entries(policy)]


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
    policy, _ = read_typed_numbers(text.encode())
    assert policy is not None
    assert policy.title == "Phones policy"
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


def test_a_number_in_the_middle_of_a_sentence_begins_no_clause() -> None:
    text = "1 A\n\n1.1 This is as in paragraphs\n4.3 or 5 of another text, and takes\n3 weeks.\n"
    assert [address for address, _, _ in said(text)] == ["1", "1.1"]


def test_typed_cross_references_become_references_where_they_lead_somewhere() -> None:
    text = (
        "1 A\n\n1.1 See paragraphs 1.2 or 2, but not section 9, nor section 2 of the Equality Act."
        "\n\n1.2 B is here.\n\n2 C\n"
    )
    policy, _ = read_typed_numbers(text.encode())
    assert policy is not None
    found = [
        inline.number
        for block in walk(policy.children)
        for inlines in inlines_of(block)
        for inline in walk_inlines(inlines)
        if isinstance(inline, Reference)
    ]
    assert found == ["1.2", "2"]


def test_an_odd_number_is_kept_and_told_of() -> None:
    _, found = read_typed_numbers(b"1 A\n\n- 1.2 B is here.\n- 1.1 C is there.\n- 1.1 D again.\n")
    assert [d.code for d in found] == ["number-order", "number-repeated"]
    assert [d.line for d in found] == [4, 5]


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0\0", b"%PDF-1.7\n\0\x01", bytes(range(256))])
def test_a_file_that_is_not_text_is_refused(data: bytes) -> None:
    policy, (complaint,) = read_typed_numbers(data)
    assert policy is None
    assert complaint.code == "not-text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_old_programs_are_read(encoding: str) -> None:
    policy, _ = read_typed_numbers("1 A\n\n1.1 The school’s £5 fee.\n".encode(encoding))
    assert policy is not None
    assert "1.1\tThe school’s £5 fee.\n" in canonical(policy)


@given(st.text(max_size=200) | st.lists(st.sampled_from("1.2# -|*(a)\t\nA_x")).map("".join))
@settings(deadline=None)
def test_reading_never_raises(text: str) -> None:
    policy, found = read_typed_numbers(text.encode("utf-8", errors="replace"))
    assert policy is not None or found


@given(st.binary(max_size=100))
@settings(deadline=None)
def test_reading_any_bytes_never_raises(data: bytes) -> None:
    policy, found = read_typed_numbers(data)
    assert policy is not None or found
