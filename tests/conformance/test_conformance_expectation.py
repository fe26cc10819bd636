"""The comparison of a copy's words with its text: what it must let pass and what it must not."""

import json

import pytest
from expectation import (
    Entry,
    as_read,
    compare,
    compare_notes,
    cut_notes,
    read_expectations,
    take_notes,
)

TEXT = "Sample policy\n1 About\n1.1 One thing.\n1.2 Another\n(a) this;\nAt the end\n"
ENTRIES = [
    Entry("1", "About", "section", 1),
    Entry("1.1", "One thing.", "clause", 2),
    Entry("1.2", "Another", "clause", 2),
    Entry("(a)", "this;", "clause", 4),
]


def test_a_copy_that_says_everything_in_order_has_no_findings():
    assert compare(ENTRIES, TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ("1.1 One", "1.2 One", "clause 1.1"),
        ("1.1 One", "11.1 One", "clause 1.1"),
        ("One thing.", "One.", "clause 1.1"),
        ("One thing.", "One small thing.", "clause 1.1"),
        ("One thing.", "Onething.", "clause 1.1"),
        ("One thing.", "One thing", "clause 1.1"),
        ("One thing.", "one thing.", "clause 1.1"),
        ("One thing.", "One thing. Not.", "clause 1.2"),
        ("1.2 Another\n", "", "clause 1.2"),
        ("1.2 Another\n", "1.2 Another\n1.3 More\n", "1.3 More"),
        ("1.1 One thing.\n1.2 Another\n", "1.2 Another\n1.1 One thing.\n", "clause 1.2"),
        ("(a) this;", "(b) this;", "clause (a)"),
        ("(a) this;", "this;", "clause (a)"),
        ("(a) this;", "(a) this; or that", "or that"),
        ("1 About", "About", "section 1"),
    ],
)
def test_a_change_is_found_and_its_place_named(old, new, blamed):
    assert old in TEXT
    findings = compare(ENTRIES, TEXT.replace(old, new))
    assert blamed in "\n".join(findings)


def test_an_empty_copy_lacks_every_entry():
    assert len(compare(ENTRIES, "")) == len(ENTRIES)


def test_a_contents_list_before_the_text_is_not_taken_for_it():
    assert compare(ENTRIES, "Contents\n1 About\n2 Further\n" + TEXT) == []


def test_a_contents_list_does_not_stand_in_for_the_text():
    assert compare(ENTRIES, "Contents\n1 About\n")


def test_number_and_words_may_stand_together_as_tags_have_them():
    assert compare(ENTRIES, TEXT.replace("1 About", "1About")) == []


def test_words_after_the_last_entry_count_only_where_lines_are_paragraphs():
    longer = TEXT.replace("this;\n", "this; Page 1\n")
    assert compare(ENTRIES, longer) != []
    assert compare(ENTRIES, longer, lines=False) == []


@pytest.mark.parametrize(
    ("canonical", "printed"),
    [
        ("Staff: • share • lend", "Staff:\n◦ share\no\tlend"),
        ("Staff: • share • lend", "Staff:\nshare\nlend"),
        ("see the guide <https://example.org/a>.", "see the guide."),
        ("see the guide <https://example.org/a>.", "see the guide (https://example.org/a)."),
        ("see section four <#4>.", "see section four."),
        ("H~2~O and x^2", "H2~O and x 2"),
        ("a trust-wide and/or local rule", "a trust-\nwide and/\nor local rule"),
        ("a trust-wide rule", "a trust\ufffewide rule"),
        ("said[^ A note.] so", "said1 so"),
        ("said [^ A note.] so", "said[1] so"),
        ("Role\tName\nHead\tA. Person", "Role\nName\nHead\nA. Person"),
        ("caf\u00e9", "cafe\u0301"),
        ("long words", "long\u00a0wo\u00adrds"),
        ("a <b> c", "a <b> c"),
    ],
)
def test_what_each_format_prints_of_canonical_text_passes(canonical, printed):
    assert compare([Entry("1", canonical, "clause")], as_read(f"1 {printed}")) == []


@pytest.mark.parametrize(
    ("canonical", "printed"),
    [
        ("Staff: • share • lend", "Staff:\n• share"),
        ("see the guide <https://example.org/a>.", "see the guide (https://example.org/b)."),
        ("x^2", "x3"),
        ("said[^ A note.] so", "said so"),
        ("a <b> c", "a c"),
        ("must not go", "mustn't go"),
        ("5 days", "15 days"),
        ("5 days", "5 days’"),
    ],
)
def test_what_says_something_else_is_found(canonical, printed):
    entries = [Entry("1", canonical, "clause"), Entry("2", "End", "clause")]
    assert compare(entries, as_read(f"1 {printed}\n2 End")) != []


def test_footnotes_are_taken_out_with_the_brackets_inside_them():
    pieces, notes = take_notes("One[^ see [Guidelines] first] two[^ b].")
    assert pieces == ["One", " two", "."]
    assert notes == ["see [Guidelines] first", "b"]


def test_a_bracket_that_never_closes_is_no_footnote():
    assert take_notes("One [^ two") == (["One [^ two"], [])


def test_a_footnote_between_two_pages_is_cut_out_of_the_clause_around_it():
    entries = [Entry("1", "One[^ A note.] two three", "clause")]
    text, missing = cut_notes(entries, "1 One1 two\n1 A note.\nthree")
    assert missing == []
    assert compare(entries, text) == []


def test_a_footnote_that_is_lost_or_changed_is_named():
    entries = [Entry("1", "One[^ A note.] two", "clause")]
    assert "A note." in cut_notes(entries, "1 One1 two\n1 Another note.")[1][0]
    assert "footnotes" in compare_notes(entries, [])[0]
    assert "Another" in compare_notes(entries, ["Another note."])[0]
    assert compare_notes(entries, [" A note. "]) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "none"),
        ([], "none"),
        ({"a.pdf": []}, "a.pdf has no entries"),
        ({"a.pdf": [["1"]]}, "label"),
        ({"a.html": {"served": "web"}}, "a.html has no entries"),
        ({"a.pdf": [[1, "One"]]}, "strings"),
        ({"a.pdf": [["1", "One", "sentence"]]}, "sentence"),
        ({"a.pdf": [["1", "Of {{ school.name }}"]]}, "school.name"),
        ({"a.pdf": [["1", "A logo <sha256:00ff>"]]}, "sha256"),
    ],
)
def test_a_file_of_expectations_that_would_prove_nothing_is_refused(tmp_path, given, said):
    file = tmp_path / "expect.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_expectations(file)


def test_an_entry_without_kind_is_a_clause_if_it_has_a_number(tmp_path):
    file = tmp_path / "expect.json"
    file.write_text(json.dumps({"a.pdf": [["1", "One"], ["", "Two"]]}), encoding="utf-8")
    numbered, bare = read_expectations(file)["a.pdf"].entries or ()
    assert (numbered.kind, bare.kind) == ("clause", "paragraph")
