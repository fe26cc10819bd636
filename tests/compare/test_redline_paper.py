"""The PDF of a comparison: summary first, told apart without colour, in the order of the text."""

import io

import pypdfium2
import pytest
from redlines import RICH_NEW, RICH_OLD, letter_for, policy, report_of

from minuted.store.workspace import packaged_templates
from minuted.writers.redline.paper import comparison_pdf


def words(old: str, new: str) -> str:
    """Return a comparison's words as pdfium reads them, in one line."""
    templates = {name: path.read_bytes() for name, path in packaged_templates().items()}
    report = report_of(policy(old), policy(new))
    made = comparison_pdf(report, templates, letter_for("Phones: what changed"))
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


@pytest.fixture(scope="module")
def said() -> str:
    return words(RICH_OLD, RICH_NEW)


def test_the_summary_comes_first_and_then_the_changes_in_order(said: str) -> None:
    order = [
        "What changed: Phones and watches policy",
        "4 clauses added",
        "Version 1",
        "Changes",
        "Title: amended",
        "2.5 → 1.1: moved",
        "1 → 2 Purpose",
        "2.2: added",
        "Table in 2 → 3: amended",
        "Old and new numbers",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_struck_and_added_words_are_told_apart_by_their_signs(said: str) -> None:
    assert "Words before any heading [+at all]." in said
    assert "before [−three][+four]; or" in said
    assert "[−• out of sight; and]" in said
    assert "[−Year 2] [−Lockers] [−All day]" in said
    assert "Lessons [+only]" in said


def test_what_did_not_change_is_left_out(said: str) -> None:
    assert "by telephone" not in said
    assert "Nothing here counts" not in said


def test_the_same_text_is_proved_and_has_no_changes() -> None:
    said = words(RICH_OLD, RICH_OLD)
    assert "No amendments." in said
    assert "are equal" in said
    assert said.count("m1-") == 2
    assert "Words that were taken out" not in said
