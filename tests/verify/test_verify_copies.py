"""Copies that we make verify; forged ones fail, each naming the place."""

from dataclasses import replace
from datetime import date

import pytest
from verify_copies import (
    FORMATS,
    RICH,
    Trust,
    appended,
    paragraph,
    renumbered,
    swapped,
    with_blocks,
    with_row,
    with_words,
    without,
)

from minuted.model.verification import FindingKind, Verdict, Verification

BEFORE = date(2024, 1, 1)


def places(verification: Verification, kind: FindingKind = FindingKind.ALTERED) -> list[str]:
    return [f.place for f in verification.findings if f.kind is kind]


def said(verification: Verification) -> str:
    return "\n".join(f"{f.kind.value}: {f.place}: {f.message}" for f in verification.findings)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("code", ["ASH", "OAK"])
def test_a_copy_that_we_make_is_approved_unaltered_and_in_force(trust: Trust, code, form):
    wanted = trust.wanted(code=code)
    found = trust.verify(trust.made(wanted, form))
    assert found.verdict is Verdict.APPROVED, said(found)
    assert not found.findings
    assert found.identical
    assert found.held is not None
    assert (found.held.version, found.held.audience) == (wanted.copy.version, code)
    assert found.held.minute == wanted.copy.minute


@pytest.mark.parametrize("form", FORMATS)
def test_a_superseded_copy_says_since_when_and_by_which_minute(trust: Trust, form):
    found = trust.verify(trust.made(trust.wanted(day=BEFORE), form))
    assert found.verdict is Verdict.SUPERSEDED, said(found)
    (finding,) = found.findings
    assert "since 10 September 2024, by minute FGB/2425/100924/3" in finding.message
    assert found.held is not None
    assert found.held.since == date(2024, 9, 10)


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_is_reported_as_a_draft(trust: Trust, form):
    found = trust.verify(trust.made(trust.wanted(draft=True), form))
    assert found.verdict is Verdict.DRAFT, said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_version_that_a_school_never_adopted_is_told(trust: Trust, form):
    wanted = trust.wanted(code="OAK")
    other = trust.texts.candidates("trips", "2")
    text = trust.desk.issued("trips", "2")
    assert text.resolver is not None
    assert other
    from minuted.resolve import Reach

    variant = text.resolver.of(Reach(trust.texts.organisation, "OAK", trust.today))
    copy = replace(wanted.copy, version="2", fingerprint=variant.fingerprint)
    found = trust.verify(trust.made(replace(wanted, text=variant.text, copy=copy), form))
    assert not found.well
    assert FindingKind.NOT_ADOPTED in {f.kind for f in found.findings}, said(found)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Everybody has this", "Nobody has this", "clause 2.4"),
        ("another, with ", "another, without ", "clause 1.2.2"),
        ("second bullet", "third bullet", "clause 1.2"),
        ("Not in leap years", "Also in leap years", "clause 1.2"),
        ("Risk & hazard", "Risk and hazard", "table in 2.1"),
        ("by card", "by cash", "clause 3.1.1(a)(i)"),
        ("Ask the office", "Ask the head", "paragraph"),
        ("An opening paragraph", "The opening paragraph", "paragraph at the top"),
        ("Purpose", "Aim", "section 1"),
        ("Name of the child", "Name of the parent", "clause A.1"),
        ("is taken, and", "is taken and", "clause 1.2"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_one_word_changed_fails_naming_the_place(trust: Trust, form, old, new, place):
    forged = with_words(trust.wanted(), old, new)
    found = trust.verify(trust.made(forged, form))
    assert found.verdict is Verdict.ALTERED, said(found)
    (where,) = places(found)
    assert where.startswith(place), said(found)
    assert found.comparison is not None
    amended = [c for c in found.comparison.changes if not c.is_quiet]
    assert len(amended) == 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("number", ["1.2.1", "1.2.2", "2.4", "3.1.1(a)(i)", "1.3"])
def test_a_clause_removed_fails_naming_it(trust: Trust, form, number):
    forged = with_blocks(trust.wanted(), without(number))
    if form == "docx" and number == "1.2.1":
        pytest.skip("our Word writer refuses numbers that Word would not print")
    found = trust.verify(trust.made(forged, form))
    assert found.verdict is Verdict.ALTERED
    assert any(
        f.place == f"clause {number}" and f.message.startswith("It is missing")
        for f in found.findings
    ), said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_two_clauses_swapped_fail_naming_them(trust: Trust, form):
    found = trust.verify(trust.made(with_blocks(trust.wanted(), swapped("1.2.1", "1.2.2")), form))
    assert found.verdict is Verdict.ALTERED
    assert set(places(found)) & {"clause 1.2.1", "clause 1.2.2"}, said(found)


@pytest.mark.parametrize("form", ["pdf", "html"])  # our Word writer would refuse such a number
def test_a_number_changed_fails_naming_it(trust: Trust, form):
    found = trust.verify(trust.made(with_blocks(trust.wanted(), renumbered("2.2", "2.9")), form))
    assert found.verdict is Verdict.ALTERED
    assert "clause 2.2" in places(found), said(found)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("cells", "heading"),
    [
        ({"minute": "FGB/2425/100924/4"}, "Minute Number"),
        ({"date": "11 September 2024"}, "Date"),
        ({"review_date": "September 2029"}, "Review Date"),
        ({"narrative": "No amendments"}, "Narrative"),
        ({"version": "1"}, "Version"),
    ],
    ids=["minute", "date", "review", "narrative", "version"],
)
def test_an_edited_version_table_fails_naming_the_cell(trust: Trust, form, cells, heading):
    found = trust.verify(trust.made(with_row(trust.wanted(), 1, **cells), form))
    assert found.verdict is Verdict.ALTERED
    assert f"version table, row 2, {heading}" in places(found, FindingKind.TABLE), said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_added_to_the_version_table_fails(trust: Trust, form):
    wanted = trust.wanted()
    more = replace(wanted.copy.table[1], minute="FGB/2425/011224/9", date="1 December 2024")
    copy = replace(wanted.copy, table=(*wanted.copy.table, more))
    found = trust.verify(trust.made(replace(wanted, copy=copy), form))
    assert found.verdict is Verdict.ALTERED
    assert any("row 3" in place for place in places(found, FindingKind.TABLE)), said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_words_after_the_end_fail(trust: Trust, form):
    wanted = trust.wanted()
    forged = replace(wanted, text=appended(wanted.text, paragraph("None of this binds Year 6.")))
    found = trust.verify(trust.made(forged, form))
    assert found.verdict is Verdict.ALTERED
    assert "None of this binds Year 6." in said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_another_value_of_a_field_is_a_field_and_no_alteration(trust: Trust, form):
    wanted = trust.wanted()
    fields = {**wanted.copy.fields, "school.headteacher": "Ms Example"}
    found = trust.verify(
        trust.made(replace(wanted, copy=replace(wanted.copy, fields=fields)), form)
    )
    assert found.verdict is Verdict.APPROVED, said(found)
    assert found.findings
    assert {f.kind for f in found.findings} == {FindingKind.FIELD}
    assert "Ms Example" in said(found)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "value", ["Ash Primary and nobody else", "not Ash Primary", "Ash Primary. It is void; ask"]
)
def test_words_slipped_in_beside_a_field_fail(trust: Trust, form, value):
    wanted = trust.wanted()
    fields = {**wanted.copy.fields, "school.name": value}
    found = trust.verify(
        trust.made(replace(wanted, copy=replace(wanted.copy, fields=fields)), form)
    )
    assert found.verdict is Verdict.ALTERED
    assert places(found, FindingKind.ADDED), said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_copy_for_another_school_is_not_taken_for_its_own(trust: Trust, form):
    wanted = trust.wanted()
    copy = replace(wanted.copy, audience_name="Oak <Infants> & Nursery")
    found = trust.verify(trust.made(replace(wanted, copy=copy), form))
    assert not found.well
    assert places(found, FindingKind.CLAIM), said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_school_that_has_another_name_since_is_a_field_and_no_alteration(trust: Trust, form):
    wanted = trust.wanted()
    named = "St Agnes Primary"
    fields = {**wanted.copy.fields, "school.name": named}
    copy = replace(wanted.copy, audience_name=named, fields=fields)
    found = trust.verify(trust.made(replace(wanted, copy=copy), form))
    assert found.verdict is Verdict.APPROVED, said(found)
    assert {f.kind for f in found.findings} == {FindingKind.FIELD}, said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_words_in_the_place_of_the_schools_name_fail(trust: Trust, form):
    wanted = trust.wanted()
    copy = replace(wanted.copy, audience_name="This policy is suspended.")
    found = trust.verify(trust.made(replace(wanted, copy=copy), form))
    assert not found.well
    assert "suspended" in said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_false_fingerprint_fails_though_the_words_are_right(trust: Trust, form):
    wanted = trust.wanted()
    copy = replace(wanted.copy, fingerprint="m1-" + "0" * 64)
    found = trust.verify(trust.made(replace(wanted, copy=copy), form))
    assert not found.well
    assert "0000 0000 0000" in said(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_draft_without_its_marks_is_still_a_draft(tmp_path, form):
    from verify_copies import trips_workspace

    workspace = trips_workspace(tmp_path / "trust")
    workspace.edit("policy_src/trips.md", "Ask the office.", "Ask the office first.")
    trust = Trust(workspace, tmp_path / "cache")
    draft = trust.wanted(draft=True)
    real = trust.wanted()
    forged = replace(draft, copy=replace(real.copy, fingerprint=draft.copy.fingerprint))
    found = trust.verify(trust.made(forged, form))
    assert found.verdict is Verdict.DRAFT, said(found)


def test_the_rich_policy_is_rich():
    for mark in ("{.only", "[^1]", "|", "{.appendix}", "{{ school.", "![", "(#forms)", "^nd^"):
        assert mark in RICH
