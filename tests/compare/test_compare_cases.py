"""The labelled pairs: every label right; and bad input that still gets an answer."""

import json
import time
from pathlib import Path

import pytest
from typed_texts import adopted, read

from minuted.compare.compare import compare
from minuted.compare.proof import confirm, prove
from minuted.model.change import Change, Comparison, Note, Status
from minuted.model.change_narrative import narrative
from minuted.model.change_summary import summary
from minuted.model.policy import Policy

CASES = Path(__file__).resolve().parents[1] / "compare-cases"
LABELS = json.loads((CASES / "core/labels.json").read_text(encoding="utf-8"))


def _read(path: Path) -> Policy:
    one = adopted(path.read_bytes())
    assert one.remarks == ()
    return one.found


@pytest.fixture(scope="module")
def core() -> Comparison:
    return compare(_read(CASES / "core/v1.md"), _read(CASES / "core/v2.md"))


def _as_list(value: object) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [str(value)]


def _expected(label: dict[str, object]) -> tuple[object, ...]:
    """Say in the comparison's own words what a label says."""
    said = _as_list(label["status"])
    old, new = _as_list(label["old"]), _as_list(label["new"])
    statuses = ("merged", "added", "removed", "amended")
    status = next((s for s in statuses if s in said), "unchanged")
    notes = {
        "punctuation-only": "punctuation",
        "xref-only": "consequential",
        "heading-renamed": "heading",
    }
    renumbered = "renumbered" in said or ("moved" in said and old != new)
    return status, old, new, "moved" in said, renumbered, [notes[s] for s in said if s in notes]


def _got(change: Change) -> tuple[object, ...]:
    notes = [note.value for note in change.notes]
    where = list(change.old), list(change.new)
    return change.status.value, *where, change.moved, change.renumbered, notes


def test_every_label_of_the_labelled_pair_is_right(core: Comparison) -> None:
    got = [_got(change) for change in core.changes if change.kind != "title"]
    expected = [_expected(label) for label in LABELS]
    assert sorted(map(repr, got)) == sorted(map(repr, expected))


def test_the_summary_of_the_labelled_pair_is_in_plain_words(core: Comparison) -> None:
    assert summary(core) == (
        "2 clauses added, 2 removed, 5 amended, 1 merged, 1 moved, 14 renumbered only;"
        " 24 unchanged."
    )


def test_a_narrative_names_the_clauses_that_matter(core: Comparison) -> None:
    assert narrative(core) == (
        "2.2 and 4.3 added; 2.1.5 and 6.5 removed; 3.2, 4.1 and the heading of 8"
        " amended; 7.2 with 7.3 merged; 4.6 moved; 1.3 corrected in punctuation"
    )
    assert narrative(compare(read("1 A"), read("1 A"))) == ""


def test_a_narrative_speaks_of_what_a_governor_would_name() -> None:
    old = read(
        "# Phones\n\n1 AIMS\n\n1.1 Calm lessons for every child.\n\n2 RULES\n\n"
        "2.1 Phones stay in bags all day.\n\n2.2 Staff set an example, always.\n"
    )
    new = read(
        "# Phones\n\n1 AIMS\n\n1.1 Calm lessons, for every child.\n\n2 WATCHES\n\n"
        "2.1 Watches that ring stay at home.\n\n2.2 Watches are set to school time.\n\n3 RULES\n\n"
        "3.1 Phones stay in bags all day.\n\n3.2 Staff set an example, always.\n\n"
        "Nobody is searched without a witness.\n"
    )
    assert narrative(compare(old, new)) == (
        "Section 2 (WATCHES) and a paragraph in 3 added; 1.1 corrected in punctuation"
    )
    assert narrative(
        compare(read("1 A\n\n1.1 One thing here.\n"), read("1 A\n\n1.2 One thing here.\n"))
    ) == ("Renumbered, no wording changed")


def test_a_consequential_number_is_the_only_change_of_its_clause(core: Comparison) -> None:
    (change,) = [c for c in core.changes if c.old == ("6.3",)]
    assert [(s.op, s.text) for s in change.words if s.op != "="] == [("-", "4.3"), ("+", "4.4")]


def test_a_text_whose_every_line_differs_has_no_amendments() -> None:
    old, new = _read(CASES / "noamend/v1.md"), _read(CASES / "noamend/v2.md")
    proof, comparison = prove(old, new), compare(old, new)
    confirm(proof, comparison)
    assert proof.no_amendments
    assert summary(comparison) == "No amendments."


def test_a_number_that_does_not_follow_is_to_be_checked() -> None:
    old = read("1 A\n\n1.1 Phones stay in bags.\n\n1.2 See paragraph 1.1 about all phones.\n")
    stale = read(
        "1 A\n\n1.1 Drones are banned outright.\n\n1.2 Phones stay in bags.\n\n"
        "1.3 See paragraph 1.1 about all phones.\n"
    )
    (change,) = [c for c in compare(old, stale).changes if c.new == ("1.3",)]
    assert (change.status, change.notes) == (Status.UNCHANGED, (Note.CHECK_NUMBER,))


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ("Staff, and pupils, walk.", "Staff and pupils walk.", [Note.PUNCTUATION]),
        ("The Headteacher decides.", "The headteacher decides.", [Note.CASE]),
        ("Keep it at -18 degrees.", "Keep it at 18 degrees.", []),
        ("It costs £5 a head.", "It costs $5 a head.", []),
        ("They resign at once.", "They re-sign at once.", []),
        ("It takes 1.5 hours.", "It takes 15 hours.", []),
    ],
)
def test_only_what_is_punctuation_or_case_is_called_so(
    before: str, after: str, notes: list[Note]
) -> None:
    rest = "\n\n1.2 Something else that stays as it is.\n"
    comparison = compare(read(f"1 A\n\n1.1 {before}{rest}"), read(f"1 A\n\n1.1 {after}{rest}"))
    (change,) = [c for c in comparison.changes if c.status is not Status.UNCHANGED]
    assert change.status is Status.AMENDED
    assert list(change.notes) == notes


def test_a_heading_put_between_clauses_moves_none_of_them() -> None:
    old = "1 A\n\n1.1 Alpha walks far.\n\n1.2 Beta sits down.\n\n1.3 Gamma reads books.\n\n2 B\n\n"
    new = "1 A\n\n1.1 Alpha walks far.\n\n2 NEW THINGS\n\n2.1 Beta sits down.\n\n"
    end = "2.1 Delta sings at night.\n"
    comparison = compare(
        read(old + end),
        read(f"{new}2.2 Gamma reads books.\n\n3 B\n\n3.1 Delta sings at night.\n"),
    )
    assert [c.new for c in comparison.changes if c.status is Status.ADDED] == [("2",)]
    assert not any(c.moved for c in comparison.changes)


def test_two_unrelated_documents_are_said_to_be_different() -> None:
    safety = " ".join(f"Ladders {n} are inspected by technicians each term." for n in range(9))
    other = " ".join(f"Governors {n} hear appeals in private session." for n in range(9))
    assert compare(read(f"1 A\n\n1.1 {safety}"), read(f"1 B\n\n1.1 {other}")).unrelated
    assert not compare(read(f"1 A\n\n1.1 {safety}"), read(f"1 A\n\n1.1 {safety}")).unrelated


def test_empty_and_repeated_texts_get_an_answer() -> None:
    empty, some = read(""), read("1 A\n\n" + "".join(f"1.{n} The same.\n" for n in range(1, 30)))
    assert compare(empty, empty).is_quiet
    assert compare(empty, some).counts[Status.ADDED] == 30
    fewer = read("1 A\n\n" + "".join(f"1.{n} The same.\n" for n in range(1, 20)))
    counts = compare(some, fewer).counts
    assert (counts[Status.REMOVED], counts[Status.AMENDED]) == (10, 0)


@pytest.mark.parametrize("clauses", [2_500, pytest.param(10_000, marks=pytest.mark.stress)])
def test_thousands_of_clauses_are_compared_in_seconds(clauses: int) -> None:
    each = (f"1.{n} Staff keep record number {n}.\n" for n in range(1, clauses + 1))
    old = "1 A\n\n" + "".join(each)
    new = old.replace("1.1250 Staff keep", "1.1250 Governors keep")
    texts = read(old), read(new)
    begun = time.process_time()
    counts = compare(*texts).counts
    assert time.process_time() - begun < clauses / 1_000
    assert counts[Status.AMENDED] == 1
    assert counts[Status.UNCHANGED] == clauses + 1
