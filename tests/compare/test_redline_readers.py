"""Accepting every tracked change gives the new text, rejecting every one the old: for all readers.

Each reader is somebody else's, or a transform that knows nothing of the writer.
"""

from functools import cache
from pathlib import Path

import pytest
from generator import REPORTING_SEED, Case, cases
from redline_reading import by_office, by_pandoc, by_xml, has_office, words_of
from redlines import RICH_NEW, RICH_OLD, policy, redline

from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Policy

FEW = cases(REPORTING_SEED, 6, 1) + cases(REPORTING_SEED, 16, 1)
NEEDS_OFFICE = pytest.mark.skipif(
    not has_office(), reason="LibreOffice with python3-uno is missing"
)


@cache
def rich() -> list[tuple[Policy, Policy]]:
    """Pairs with everything that a policy can hold, both ways, and with nothing on one side."""
    old, new, none = policy(RICH_OLD), policy(RICH_NEW), Policy(FrontMatter("Phones"), ())
    return [(old, new), (new, old), (old, none), (none, new), (old, old)]


@pytest.mark.parametrize("case", FEW, ids=lambda case: case.base)
def test_xml_and_pandoc_get_both_texts_of_a_generated_pair(case: Case, tmp_path: Path) -> None:
    docx = redline(case.old, case.new)
    expected = words_of(case.new), words_of(case.old)
    assert by_xml(docx) == expected
    assert by_pandoc(docx, tmp_path) == expected


@pytest.mark.parametrize("pair", range(5))
def test_xml_and_pandoc_get_both_texts_of_everything_a_policy_can_hold(
    pair: int, tmp_path: Path
) -> None:
    old, new = rich()[pair]
    docx = redline(old, new)
    assert by_xml(docx) == (words_of(new), words_of(old))
    assert by_pandoc(docx, tmp_path) == (words_of(new), words_of(old))


@NEEDS_OFFICE
def test_libreoffice_gets_both_texts(tmp_path: Path) -> None:
    pairs = [*rich()[:2], (FEW[-1].old, FEW[-1].new)]
    found = by_office([redline(old, new) for old, new in pairs], tmp_path)
    assert found == [(words_of(new), words_of(old)) for old, new in pairs]


@pytest.mark.stress
@pytest.mark.parametrize("edits", [6, 16])
def test_every_reader_gets_both_texts_of_many_pairs(edits: int, tmp_path: Path) -> None:
    many = cases(REPORTING_SEED + 2_000, edits, 20)
    files = [redline(case.old, case.new) for case in many]
    expected = [(words_of(case.new), words_of(case.old)) for case in many]
    assert [by_xml(docx) for docx in files] == expected
    assert [by_pandoc(docx, tmp_path) for docx in files] == expected
    if has_office():
        assert by_office(files, tmp_path) == expected


def test_a_title_that_goes_leaves_nothing_behind(tmp_path: Path) -> None:
    untitled = Policy(FrontMatter(""), rich()[0][0].children)
    docx = redline(rich()[0][0], untitled)
    assert by_xml(docx) == (words_of(untitled), words_of(rich()[0][0]))
    assert by_pandoc(docx, tmp_path) == by_xml(docx)


def test_a_reader_sees_a_word_that_was_lost(tmp_path: Path) -> None:
    old, new = rich()[0]
    docx = redline(old, new)
    assert by_xml(docx)[0] != words_of(old)
    assert by_pandoc(docx, tmp_path)[1] != words_of(new)
