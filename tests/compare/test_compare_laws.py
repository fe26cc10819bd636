"""What holds of every comparison, whatever the texts."""

import re
from collections import Counter

import pytest
from generator import REPORTING_SEED, Case, cases
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_texts import read

from minuted.compare.compare import compare
from minuted.compare.flatten import flatten
from minuted.compare.proof import confirm, prove
from minuted.compare.words import change_words
from minuted.errors import EngineError
from minuted.model.canonical import entries, plain
from minuted.model.change import Comparison, Note, Status
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Block,
    Clause,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Text,
)

CASES = cases(REPORTING_SEED + 500, 16, 3)
SWAPPED = {"added": "removed", "removed": "added", "merged": "split", "split": "merged"}

# few words, so that repeated, moved and nearly equal clauses abound
LINES = st.lists(
    st.sampled_from(
        [
            "1 PURPOSE",
            "2 DUTIES",
            "3 REVIEW",
            "1.1 Staff must report it.",
            "1.2 Staff must report it.",
            "1.3 Staff must report it at once, as paragraph 1.1 says.",
            "2.1 Governors decide.",
            "2.1.1 a mobile telephone;",
            "2.1.2 a tablet;",
            "(a) at home; or",
            "(b) at school.",
            "2.2 See paragraph 1.2 and section 2.",
            "3.1 Governors review it each year in the spring.",
            "3.2 Governors review it every year, in the autumn term.",
            "Words without a number.",
            "- a bullet",
            "| Role | Name |",
            "| Head | Lee |",
            "",
            "# Phones policy",
            "4 THE END",
        ]
    ),
    max_size=25,
)


def _read(lines: list[str]) -> Policy:
    return read("\n".join(lines))


def _obeys(old: Policy, new: Policy, comparison: Comparison) -> None:
    """Assert what holds of one comparison: the words law, each address once, the proof."""
    texts = [{item.address: item.text for item in items} for items in flatten(old, new)]
    for which, (text, policy) in enumerate(zip(texts, (old, new), strict=True)):
        text["title"] = plain(policy.title)
        told = [a for c in comparison.changes for a in (c.new if which else c.old)]
        assert Counter(told) == Counter(text.keys())
    for change in comparison.changes:
        assert change.old_text == "\n".join(texts[0][a] for a in change.old)
        assert change.new_text == "\n".join(texts[1][a] for a in change.new)
        assert all(segment.text for segment in change.words)
        assert all(a.op != b.op for a, b in zip(change.words, change.words[1:], strict=False))
        assert (change.status is Status.ADDED) == (not change.old)
        assert (change.status is Status.REMOVED) == (not change.new)
        if change.status is Status.UNCHANGED:
            assert change.old_text == change.new_text
    confirm(prove(old, new), comparison)


def _swaps(comparison: Comparison, back: Comparison) -> None:
    def form(c: Comparison, *, turn: bool) -> Counter[object]:
        return Counter(
            (
                SWAPPED.get(x.status.value, x.status.value) if turn else x.status.value,
                x.new if turn else x.old,
                x.old if turn else x.new,
                x.moved,
                x.renumbered,
                x.notes,
                tuple((s.op, s.text) for s in x.words)
                if not turn
                else tuple((s.op, s.text) for s in _turned(x.words)),
            )
            for x in c.changes
        )

    assert form(comparison, turn=False) == form(back, turn=True)


def _turned(words):
    from minuted.compare.words import tidy
    from minuted.model.change import Segment

    other = {"=": "=", "-": "+", "+": "-"}
    return tidy(tuple(Segment(other[s.op], s.text) for s in words))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.base)
def test_a_generated_pair_obeys_every_law(case: Case) -> None:
    comparison = compare(case.old, case.new)
    _obeys(case.old, case.new, comparison)
    _swaps(comparison, compare(case.new, case.old))
    assert compare(case.new, case.new).is_quiet


@given(LINES, LINES)
@settings(max_examples=150, deadline=None)
def test_any_two_texts_obey_every_law(one: list[str], other: list[str]) -> None:
    old, new = _read(one), _read(other)
    comparison = compare(old, new)
    _obeys(old, new, comparison)
    _swaps(comparison, compare(new, old))


@given(LINES)
@settings(max_examples=80, deadline=None)
def test_a_text_compared_with_itself_is_empty(lines: list[str]) -> None:
    comparison = compare(_read(lines), _read(lines))
    assert comparison.is_quiet
    assert not comparison.renumbered_only


@given(st.text("ab ,.\n§", max_size=40), st.text("ab ,.\n§", max_size=40))
@settings(deadline=None)
def test_words_give_back_both_texts_to_the_character(old: str, new: str) -> None:
    segments = change_words(old, new).segments
    assert "".join(s.text for s in segments if s.op != "+") == old
    assert "".join(s.text for s in segments if s.op != "-") == new


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_the_aligners_reading_of_a_text_is_the_canonical_one(lines: list[str]) -> None:
    policy = _read(lines)
    items, _ = flatten(policy, policy)
    said = [(e.kind, e.depth, e.text) for e in entries(policy)]
    assert [(i.kind, i.depth, i.text) for i in items] == said
    assert [re.sub(r" \(\d+\)$", "", i.address) for i in items] == [
        e.address for e in entries(policy)
    ]


def _policy(*children: Block) -> Policy:
    return Policy(FrontMatter("Phones"), (Section("1", 1, (Text("Rules"),), children),))


def _clause(number: str, text: str) -> Clause:
    return Clause(number, 2, (Paragraph((Text(text),)),))


BAGS = _clause("1.1", "Phones stay in bags all day.")
OWN = _clause("1.1", "Phones stay in lockers all day.")


@pytest.mark.parametrize(
    "other",
    [
        _policy(Passage(PassageKind.ONLY, ("ASH", "OAK"), (BAGS,))),
        _policy(BAGS),
        _policy(BAGS, Passage(PassageKind.REPLACES, ("ASH",), (OWN,), "1.1")),
        _policy(Passage(PassageKind.ONLY, ("ASH",), ()), BAGS),
    ],
)
def test_a_change_of_who_has_a_passage_is_a_change(other: Policy) -> None:
    one = _policy(Passage(PassageKind.ONLY, ("ASH",), (BAGS,)))
    comparison = compare(one, other)
    assert not comparison.is_quiet
    _obeys(one, other, comparison)
    _swaps(comparison, compare(other, one))
    assert compare(other, other).is_quiet


def test_a_disagreement_of_proof_and_comparison_stops_everything() -> None:
    one, other = _policy(BAGS), _policy(OWN)
    with pytest.raises(EngineError, match="fingerprints differ, and the comparison found nothing"):
        confirm(prove(one, other), compare(one, one))
    with pytest.raises(EngineError, match="are equal, and the comparison found changes"):
        confirm(prove(one, one), compare(one, other))


def test_counts_are_of_the_changes() -> None:
    comparison = compare(CASES[0].old, CASES[0].new)
    assert sum(comparison.counts.values()) == len(comparison.changes)
    assert Note.CHECK_NUMBER.value == "check-number"
