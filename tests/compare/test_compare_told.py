"""Changes told as a governor would want them: phrases, whole items and rows, and where they are."""

import time

import pytest
from typed_texts import adopted, read

from minuted.cli.compare_text import change_lines
from minuted.compare.compare import compare
from minuted.model.change import Comparison


def between(old: str, new: str) -> Comparison:
    return compare(read(old), read(new))


def told(old: str, new: str) -> list[str]:
    """Return what the terminal shows below the summary."""
    return list(change_lines(between(old, new), colour=False))[2:]


LIST = (
    "1 EXTRAS\n\n1.1 We ask for help with the following:\n"
    " - museums;\n - trips abroad;\n - concerts.\n"
)


def test_an_item_that_goes_from_a_list_takes_no_word_of_its_neighbours() -> None:
    assert told(LIST, LIST.replace(" - trips abroad;\n", "")) == [
        "  1 EXTRAS",
        "~ 1.1  amended",
        "    We ask for help with the following:",
        "    …",
        "    [-• trips abroad;-]",
        "    …",
    ]


def test_the_last_item_of_a_list_stays_the_same_item_with_another_stop() -> None:
    new = LIST.replace(" - concerts.\n", " - concerts; and\n - forest school.\n")
    assert told(LIST, new)[-2:] == ["    • concerts[-.-]{+; and+}", "    {+• forest school.+}"]


def test_of_two_items_that_begin_alike_the_right_one_is_kept() -> None:
    old = "1 A\n\n1.1 Phones stay:\n - out of sight; and\n - out of mind.\n"
    new = "1 A\n\n1.1 Phones stay:\n - out of mind.\n"
    assert told(old, new)[2:] == [
        "    Phones stay:",
        "    [-• out of sight; and-]",
        "    …",
    ]


def test_a_row_that_did_not_change_is_kept_between_rows_that_did() -> None:
    old = (
        "1 A\n\n| Who | What |\n| Year one of the infants | Bags |\n| X | Y |\n"
        "| Year six | Trays |\n"
    )
    new = old.replace("Bags", "Lockers of their own").replace("Trays", "Shelves in the hall")
    assert told(old, new)[1:] == [
        "~ table in 1  amended",
        "    Who | What",
        "    Year one of the infants | [-Bags-]{+Lockers of their own+}",
        "    …",
        "    Year six | [-Trays-]{+Shelves in the hall+}",
    ]


def test_a_clause_made_into_a_list_is_split() -> None:
    old = (
        "1 REPLIES\n\n(a) Within ten working days of a concern being raised, the head will write to"
        " you acknowledging that the concern has been received, and indicating how we propose to"
        " deal with the matter.\n"
    )
    new = (
        "1 REPLIES\n\n(a) Within five working days of a concern being raised, the head will write"
        " to you:\n (i) acknowledging that the concern has been received; and\n (ii) indicating how"
        " we propose to deal with the matter.\n"
    )
    (change,) = [c for c in between(old, new).changes if c.old == ("1(a)",)]
    assert change.status.value == "split"
    assert change.new == ("1(a)", "1(a)(i)", "1(a)(ii)")
    assert not change.moved
    assert told(old, new)[2:] == [
        "    Within [-ten-]{+five+} working days of a concern being raised, the head will write to"
        " you{+:+}",
        "    acknowledging that the concern has been received[-, and -]{+; and+}",
        "    …",
    ]


BOLD = (
    "**Uniform policy**\n\n**Aims**\n\nAll children wear uniform.\n\n**Parents**\n\n"
    "We ask for help.\n"
)


def test_bold_lines_are_headings_and_say_where_a_change_is() -> None:
    assert told(BOLD, BOLD.replace("ask for help", "ask everybody for help")) == [
        "  Parents",
        "~ paragraph in “Parents”  amended",
        "    We ask {+everybody +}for help.",
    ]


def test_a_first_line_in_capitals_or_bold_is_the_title() -> None:
    assert told(BOLD, BOLD.replace("Uniform policy", "Uniform and kit policy")) == [
        "~ Title  amended",
        "    Uniform {+and kit +}policy",
    ]
    capitals = "CHARGING POLICY\n\n1. Introduction\n1.1 Education is free.\n"
    assert between(capitals, capitals).changes[0].new_text == "CHARGING POLICY"


def test_bold_words_within_numbered_text_are_no_heading() -> None:
    text = "1 A\n\n1.1 Phones stay in bags.\n\n**Always**\n\n1.2 Watches too.\n"
    kinds = [change.kind for change in between(text, text).changes]
    assert kinds == ["title", "section", "clause", "paragraph", "clause"]


def test_what_has_no_number_is_not_called_renumbered() -> None:
    old = "**Kit**\n\nAll wear kit.\n\nNobody wears hats.\n"
    new = "**Kit**\n\nThis is new here.\n\nAll wear kit.\n\nNobody wears hats indoors.\n"
    assert told("# P\n\n" + old, "# P\n\n" + new)[-2:] == [
        "~ paragraph in “Kit”  amended",
        "    Nobody wears hats{+ indoors+}.",
    ]


def test_roman_numerals_under_letters_are_in_order() -> None:
    text = "1 A\n\n(a) as follows:\n (i) one thing;\n (ii) another;\n\n(b) that is all.\n"
    assert adopted(text).remarks == ()
    letters = "1 A\n\n" + "".join(f"({letter}) thing {letter};\n" for letter in "abcdefghij")
    assert adopted(letters).remarks == ()


def test_repeated_clauses_keep_their_numbers_from_the_beginning() -> None:
    def text(first: int, second: int) -> str:
        def clauses(section: int, many: int) -> str:
            return "".join(f"{section}.{n} Staff must report it.\n" for n in range(1, many + 1))

        return f"1 A\n\n{clauses(1, first)}\n2 B\n\n{clauses(2, second)}"

    comparison = between(text(40, 3), text(38, 3))
    removed = [change.old for change in comparison.changes if change.status.value == "removed"]
    assert len(removed) == 2
    assert len(comparison.renumbered) <= 1
    assert not any(change.moved for change in comparison.changes)


@pytest.mark.parametrize(
    ("letters", "seconds"), [(250_000, 5), pytest.param(1_000_000, 20, marks=pytest.mark.stress)]
)
def test_a_paragraph_of_very_many_letters_is_told_in_a_moment(letters: int, seconds: int) -> None:
    repeated = "word soup here again, "
    words = repeated * (letters // len(repeated))
    begun = time.process_time()
    lines = told(f"1 A\n\n1.1 {words}end.\n", f"1 A\n\n1.1 {words}new end.\n")
    assert lines[-1].endswith("{+new +}end.")
    assert time.process_time() - begun < seconds
