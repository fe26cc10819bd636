"""Numbers are given, never typed: one counter for each parent, whatever the author's markers."""

import pytest
from reading_rows import codes, complaints, lines, numbers, policy

from minuted.readers.outline import letters, roman


def test_headings_and_clauses_of_one_parent_share_a_counter() -> None:
    assert lines("""\
        ## Purpose

        1. One.
        2. Two.

        ### Scope

        1. Inner.

        ### Reach

        ## Rules
    """) == [
        "1 Purpose",
        "1.1 One.",
        "1.2 Two.",
        "1.3 Scope",
        "1.3.1 Inner.",
        "1.4 Reach",
        "2 Rules",
    ]


def test_a_text_may_begin_with_clauses_before_any_heading() -> None:
    assert lines("""\
        1. One.
           1. Inner.
        2. Two.

        ## Rules

        1. Three.
    """) == ["1 One.", "1.1 Inner.", "2 Two.", "3 Rules", "3.1 Three."]


def test_numbers_go_on_after_a_table_a_paragraph_bullets_and_a_passage() -> None:
    assert lines("""\
        ## Rules

        1. One.

        | Role | Name |
        |---|---|
        | Head | Birch |

        1. Two.

        A paragraph.

        1. Three.

        - a bullet

        1. Four.

        ::: {.only for="ASH"}
        1. Five.
        :::

        1. Six.
    """) == [
        "1 Rules",
        "1.1 One.",
        "1/p1/r1 Role Name",
        "1/p1/r2 Head Birch",
        "1.2 Two.",
        "1/p2 A paragraph.",
        "1.3 Three.",
        "1/p3 • a bullet",
        "1.4 Four.",
        " ::: only ASH",
        "1.5 Five.",
        " :::",
        "1.6 Six.",
    ]


def test_numbers_go_on_inside_a_clause_after_a_table_a_paragraph_and_a_passage() -> None:
    assert lines("""\
        ## Rules

        1. One.
           1. Inner.

           | Role |
           |---|
           | Head |

           1. Next.

           A paragraph.

           ::: {.only for="ASH"}
           1. Only.
           :::

           1. Last.
    """) == [
        "1 Rules",
        "1.1 One.",
        "1.1.1 Inner.",
        "1.1/p1/r1 Role",
        "1.1/p1/r2 Head",
        "1.1.2 Next.",
        "1.1/p2 A paragraph.",
        " ::: only ASH",
        "1.1.3 Only.",
        " :::",
        "1.1.4 Last.",
    ]


def test_a_number_has_up_to_five_levels_of_which_the_last_two_are_bracketed() -> None:
    text = policy("""\
        ## A

        1. b
           1. c
              1. d
                 1. e
                 2. f
    """)
    assert numbers(text) == ["1", "1.1", "1.1.1", "1.1.1(a)", "1.1.1(a)(i)", "1.1.1(a)(ii)"]


def test_headings_count_as_levels_too() -> None:
    text = policy("""\
        ## A

        ### B

        #### C

        1. d
           1. e
    """)
    assert numbers(text) == ["1", "1.1", "1.1.1", "1.1.1(a)", "1.1.1(a)(i)"]


def test_a_sixth_level_is_refused() -> None:
    deep = "## A\n\n" + "".join(f"{' ' * 3 * n}1. x\n" for n in range(5))
    assert complaints(deep) == [("too-deep", 7)]
    assert codes("## A\n\n### B\n\n#### C\n\n##### D\n\n###### E\n\n1. x\n") == ["too-deep"]


def test_after_z_comes_aa_and_romans_go_on() -> None:
    text = policy("## A\n\n1. x\n   1. y\n" + "      1. z\n" * 54)
    assert numbers(text)[3:] == [f"1.1.1({letters(n)})" for n in range(1, 55)]
    assert [letters(n) for n in (1, 26, 27, 28, 52, 53)] == ["a", "z", "aa", "bb", "zz", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        *("i", "iv", "ix", "xiv", "xl", "xc", "cd", "mcmxcix"),
    ]


@pytest.mark.parametrize(
    "markers",
    [
        ("1.", "2.", "3."),
        ("1.", "1.", "1."),
        ("0.", "1.", "2."),
        ("7.", "3.", "3."),
        ("999999999.", "1.", "2."),
        ("1)", "2)", "3)"),
        ("a)", "b)", "c)"),
        ("(a)", "(b)", "(c)"),
        ("a.", "b.", "c."),
        ("i.", "ii.", "iii."),
        ("(i)", "(ii)", "(iii)"),
        ("(A)", "(B)", "(C)"),
        ("(1)", "(2)", "(3)"),
        ("I)", "II)", "III)"),
    ],
)
def test_what_stands_before_an_item_does_not_matter(markers: tuple[str, ...]) -> None:
    words = "".join(f"{marker} Words.\n" for marker in markers)
    assert lines(f"## Rules\n\n{words}") == ["1 Rules", *[f"1.{n} Words." for n in (1, 2, 3)]]


def test_lists_of_different_markers_one_after_the_other_are_one_run_of_clauses() -> None:
    assert lines("## Rules\n\n1. a\n2) b\n\na) c\n\n(i) d\n") == [
        *("1 Rules", "1.1 a", "1.2 b", "1.3 c", "1.4 d"),
    ]


def test_an_unnumbered_heading_takes_no_number_and_its_paragraphs_have_addresses() -> None:
    assert lines("""\
        ## Rules

        1. One.

        ### Notes {.unnumbered}

        A note.

        #### More {.unnumbered}

        Another.

        ## Next
    """) == [
        "1 Rules",
        "1.1 One.",
        "1/p1 Notes",
        "1/p1/p1 A note.",
        "1/p1/p2 More",
        "1/p1/p2/p1 Another.",
        "2 Next",
    ]


def test_an_unnumbered_heading_holds_no_clauses_and_no_numbered_heading() -> None:
    assert codes("## Notes {.unnumbered}\n\n1. One.\n") == ["unnumbered-holds"]
    assert codes("## Notes {.unnumbered}\n\n### Rules\n\nWords.\n") == ["unnumbered-holds"]
    assert codes("## Notes {.unnumbered}\n\n- One.\n\n## Rules\n\n1. Two.\n") == []


def test_appendices_are_lettered_apart_from_the_sections() -> None:
    assert lines("""\
        ## Rules

        1. One.

        ## Form {.appendix}

        Words.

        1. Fill in.
           1. with a pen
              1. or a pencil

        ### Where

        1. Here.

        ## Map {.appendix #map}

        ## More rules

        1. Two.
    """) == [
        "1 Rules",
        "1.1 One.",
        "A Form",
        "A/p1 Words.",
        "A.1 Fill in.",
        "A.1.1 with a pen",
        "A.1.1(a) or a pencil",
        "A.2 Where",
        "A.2.1 Here.",
        "B Map",
        "2 More rules",
        "2.1 Two.",
    ]


def test_an_appendix_stands_at_the_top_only() -> None:
    assert codes("## Rules\n\n### Form {.appendix}\n\n1. x\n") == ["appendix-level"]


def test_unnumbered_things_have_addresses_and_a_tables_rows_too() -> None:
    assert lines("""\
        Before any heading.

        ## Rules

        First.

        | A | B |
        |---|---|
        | 1 | 2 |
        | 3 | 4 |

        1. Clause.

           | C |
           |---|
           | 5 |

           Later words.

           - a later bullet
    """) == [
        "p1 Before any heading.",
        "1 Rules",
        "1/p1 First.",
        "1/p2/r1 A B",
        "1/p2/r2 1 2",
        "1/p2/r3 3 4",
        "1.1 Clause.",
        "1.1/p1/r1 C",
        "1.1/p1/r2 5",
        "1.1/p2 Later words.",
        "1.1/p3 • a later bullet",
    ]


def test_no_level_of_headings_is_left_out() -> None:
    assert complaints("## A\n\n#### B\n\n1. x\n") == [("heading-level", 3)]
    assert complaints("### A\n\n1. x\n") == [("heading-level", 1)]
    assert complaints("# A\n\n1. x\n") == [("heading-level", 1)]


@pytest.mark.parametrize(
    "markdown",
    [
        "## 1. About\n\n1. x\n",
        "## 1 About\n\n1. x\n",
        "## 4.3 About\n\n1. x\n",
        "## A\n\n1. 1.1 x\n",
        "## A\n\n1. 4.3. x\n",
        "## A\n\n1.1 x\n",
        "## A\n\n- 1.1 x\n",
        "## A\n\n1. x\n\n   1.1.1 y\n",
    ],
)
def test_a_typed_number_is_refused(markdown: str) -> None:
    assert codes(markdown) == ["typed-number"]


@pytest.mark.parametrize(
    "markdown",
    [
        "## 16 to 19 provision\n\n1. x\n",
        "## 2021 figures\n\n1. x\n",
        "## 2\\.5 hours\n\n1. x\n",
        "## A\n\n1. 2\\.5 hours are enough.\n",
        "## A\n\n1. 3.5% is, £2.50 is, 10.30am is.\n",
        "## A\n\n1. 2 schools\n",
        "## A\n\n1. in 2.5 hours\n",
    ],
)
def test_an_amount_is_no_typed_number(markdown: str) -> None:
    assert codes(markdown) == []
