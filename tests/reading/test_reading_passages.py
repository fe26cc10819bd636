"""Passages of some schools and amendments of their own, and the copies that come of them."""

from datetime import date

import pytest
from reading_rows import TRUST, codes, complaints, copy, lines, numbers, policy

from minuted.model.canonical import fingerprint
from minuted.model.policy import Clause, Passage, PassageKind, Policy, Section
from minuted.model.walking import walk
from minuted.resolve import Reach, resolve

ONLY = """\
    ## Phones

    1. One.

    ::: {.only for="OAK ASH ASH"}
    1. []{#two} Two.
       1. Below two.

    Words of two schools.
    :::

    1. Three.

    ::: {.only for="ELM"}
    ## Elm

    1. Of Elm.

    ### Elm again

    Words of Elm.
    :::

    ## All

    1. See [](#two).
"""


def text() -> Policy:
    return policy(ONLY.replace("    ", "", 1).replace("\n    ", "\n"))


def test_a_passage_keeps_its_numbers_and_names_its_schools_in_order() -> None:
    passages = [b for b in walk(text().children) if isinstance(b, Passage)]
    assert [(p.kind, p.codes) for p in passages] == [
        (PassageKind.ONLY, ("ASH", "OAK")),
        (PassageKind.ONLY, ("ELM",)),
    ]


def test_the_full_text_has_every_passage_between_lines_that_say_whose_it_is() -> None:
    assert lines(ONLY.replace("    ", "", 1).replace("\n    ", "\n")) == [
        "1 Phones",
        "1.1 One.",
        " ::: only ASH OAK",
        "1.2 Two.",
        "1.2.1 Below two.",
        "1/p1 Words of two schools.",
        " :::",
        "1.3 Three.",
        " ::: only ELM",
        "2 Elm",
        "2.1 Of Elm.",
        "2.2 Elm again",
        "2.2/p1 Words of Elm.",
        " :::",
        "3 All",
        "3.1 See 1.2.",
    ]


def test_a_school_without_a_passage_has_not_used_at_its_topmost_numbers() -> None:
    assert copy(text(), "ELM") == [
        "1 Phones",
        "1.1 One.",
        "1.2 Not used",
        "1.3 Three.",
        "2 Elm",
        "2.1 Of Elm.",
        "2.2 Elm again",
        "2.2/p1 Words of Elm.",
        "3 All",
        "3.1 See 1.2.",
    ]
    assert copy(text(), "ASH") == [
        "1 Phones",
        "1.1 One.",
        "1.2 Two.",
        "1.2.1 Below two.",
        "1/p1 Words of two schools.",
        "1.3 Three.",
        "2 Not used",
        "3 All",
        "3.1 See 1.2.",
    ]


def test_what_is_not_used_says_so_in_the_model_and_has_no_name() -> None:
    resolved = resolve(text(), Reach(TRUST, "ELM", date(2024, 6, 1)))
    unused = [b for b in walk(resolved.children) if isinstance(b, Clause | Section) and b.not_used]
    assert [(b.number, b.anchor, b.children) for b in unused] == [("1.2", "", ())]
    assert not any(isinstance(b, Passage) for b in walk(resolved.children))


@pytest.mark.parametrize(
    ("audience", "codes_named", "has"),
    [
        ("ASH", "ASH", True),
        ("OAK", "ASH", False),
        ("ASH", "DALE", True),
        ("ELM", "DALE", False),
        ("ASH", "QDLT", True),
        ("DALE", "DALE", True),
        ("DALE", "ASH OAK", True),
        ("DALE", "ASH", False),
        ("DALE", "ASH OAK ELM", True),
        ("DALE", "QDLT", True),
        ("QDLT", "ASH OAK ELM", True),
        ("QDLT", "DALE ELM", True),
        ("QDLT", "DALE", False),
        ("QDLT", "QDLT", True),
        ("NONE", "ASH OAK ELM", False),
        ("NONE", "NONE", True),
        ("PAST", "ASH", True),
    ],
)
def test_a_group_has_a_passage_when_all_its_schools_have(
    audience: str, codes_named: str, has: bool
) -> None:
    one = policy(f'1. One.\n\n::: {{.only for="{codes_named}"}}\n2. Two.\n:::\n')
    assert copy(one, audience) == ["1 One.", "2 Two." if has else "2 Not used"]


def test_membership_counts_on_the_day() -> None:
    one = policy('::: {.only for="PAST"}\n1. One.\n:::\n')
    assert copy(one, "ELM", date(2023, 8, 31)) == ["1 One."]
    assert copy(one, "ELM", date(2023, 9, 1)) == ["1 Not used"]


def test_unnumbered_blocks_and_sections_of_others_vanish() -> None:
    one = policy("""\
        ## A

        Words.

        ::: {.only for="ASH"}
        Words of Ash.

        - bullets

        | A |
        |---|
        | 1 |
        :::

        More words.

        ::: {.only for="ASH"}
        ### Notes {.unnumbered}

        A note.
        :::

        ### Other notes {.unnumbered}

        Another.
    """)
    assert copy(one, "ELM") == [
        "1 A",
        "1/p1 Words.",
        "1/p5 More words.",
        "1/p7 Other notes",
        "1/p7/p1 Another.",
    ]


def test_a_passage_inside_a_clause_counts_in_the_clause() -> None:
    one = policy("""\
        1. One.

           ::: {.only for="ASH"}
           1. Of Ash.

              Its own words.
           :::

           1. Of all.
    """)
    assert copy(one, "ASH") == ["1 One.", "1.1 Of Ash. Its own words.", "1.2 Of all."]
    assert copy(one, "OAK") == ["1 One.", "1.1 Not used", "1.2 Of all."]


def test_an_appendix_of_some_schools_keeps_its_letter() -> None:
    one = policy("""\
        ## A

        1. a

        ::: {.only for="ASH"}
        ## Form {.appendix}

        1. b
        :::

        ## Map {.appendix}

        1. c
    """)
    assert copy(one, "OAK") == ["1 A", "1.1 a", "A Not used", "B Map", "B.1 c"]


def test_two_passages_of_different_schools_do_not_share_numbers() -> None:
    one = policy("""\
        ::: {.only for="ASH"}
        1. Of Ash.
        :::

        ::: {.only for="OAK"}
        1. Of Oak.
        :::
    """)
    assert copy(one, "ASH") == ["1 Of Ash.", "2 Not used"]
    assert copy(one, "DALE") == ["1 Not used", "2 Not used"]


# local amendments

LOCAL = """\
        ## Phones {#phones}

        1. []{#bags} Phones stay in bags.
           1. []{#off} Switched off.
        2. No exceptions.

        ::: {.local for="ASH" replaces="bags"}
        Phones stay at home.

        - all of them

        1. Watches too.
        :::

        ::: {.local for="OAK" after="bags"}
        1. []{#oak} Oak has lockers.
           1. Of steel.
        2. And keys.
        :::

        ::: {.local for="ASH" after="bags"}
        Ash has lockers.
        :::

        ::: {.local for="ELM" replaces="off"}
        1. Switched to silent.
        :::

        3. The end.
"""


def test_an_amendment_replaces_one_clause_and_keeps_its_number() -> None:
    assert copy(policy(LOCAL), "ASH") == [
        "1 Phones",
        "1.1 Phones stay at home. • all of them",
        "1.1.1 Watches too.",
        "1.1A Ash has lockers.",
        "1.2 No exceptions.",
        "1.3 The end.",
    ]


def test_amendments_after_a_clause_have_letters_of_each_schools_own() -> None:
    assert copy(policy(LOCAL), "OAK") == [
        "1 Phones",
        "1.1 Phones stay in bags.",
        "1.1.1 Switched off.",
        "1.1A Oak has lockers.",
        "1.1A.1 Of steel.",
        "1.1B And keys.",
        "1.2 No exceptions.",
        "1.3 The end.",
    ]


def test_the_other_schools_copies_are_untouched() -> None:
    untouched = [
        "1 Phones",
        "1.1 Phones stay in bags.",
        "1.1.1 Switched off.",
        "1.2 No exceptions.",
        "1.3 The end.",
    ]
    assert copy(policy(LOCAL), "QDLT") == untouched
    assert copy(policy(LOCAL), "DALE") == untouched
    untouched[2] = "1.1.1 Switched to silent."
    assert copy(policy(LOCAL), "ELM") == untouched


def test_amendments_stand_behind_their_clause_in_the_full_text_in_the_order_written() -> None:
    assert lines(LOCAL) == [
        "1 Phones",
        "1.1 Phones stay in bags.",
        "1.1.1 Switched off.",
        " ::: local ELM replaces 1.1.1",
        "1.1.1 Switched to silent.",
        " :::",
        " ::: local ASH replaces 1.1",
        "1.1 Phones stay at home. • all of them",
        "1.1.1 Watches too.",
        " :::",
        " ::: local OAK after 1.1",
        "1.1A Oak has lockers.",
        "1.1A.1 Of steel.",
        "1.1B And keys.",
        " :::",
        " ::: local ASH after 1.1",
        "1.1A Ash has lockers.",
        " :::",
        "1.2 No exceptions.",
        "1.3 The end.",
    ]


def test_only_what_has_a_letter_is_marked_as_inserted() -> None:
    text_ = policy(LOCAL)
    inserted = [
        b.number for b in walk(text_.children) if isinstance(b, Clause | Section) and b.inserted
    ]
    assert inserted == ["1.1A", "1.1A.1", "1.1B", "1.1A"]


def test_letters_go_on_for_schools_that_share_an_amendment() -> None:
    assert numbers(
        policy("""\
        1. []{#a} a

        ::: {.local for="ASH" after="a"}
        1. b
        2. c
        :::

        ::: {.local for="OAK" after="a"}
        1. d
        :::

        ::: {.local for="OAK ASH" after="a"}
        1. e
        :::
    """)
    ) == ["1", "1A", "1B", "1A", "1C"]


def test_amendments_reach_every_depth() -> None:
    assert numbers(
        policy("""\
        1. a
           1. b
              1. c
                 1. []{#d} d
                    1. []{#e} e

        ::: {.local for="ASH" after="d"}
        1. f
           1. g
        :::

        ::: {.local for="ASH" after="e"}
        h
        :::

        ::: {.local for="OAK" replaces="d"}
        1. i
           1. j
        :::
    """)
    ) == [
        *("1", "1.1", "1.1.1", "1.1.1(a)", "1.1.1(a)(i)", "1.1.1(a)(i)A"),
        *("1.1.1(a)A", "1.1.1(a)A(i)", "1.1.1(a)", "1.1.1(a)(i)"),
    ]


def test_a_section_and_an_appendix_are_amended_from_their_heading() -> None:
    text_ = policy("""\
        ## A {#a}

        1. a

        ## F {.appendix #f}

        1. f

        ## B

        1. b

        ::: {.local for="ASH" replaces="a"}
        ## Our A

        1. ours

        ### Below

        1. more
        :::

        ::: {.local for="ASH" after="a"}
        ## Added

        1. added

        ## Added too
        :::

        ::: {.local for="ASH" after="f"}
        ## Our form

        1. fill in
        :::
    """)
    assert copy(text_, "ASH") == [
        "1 Our A",
        "1.1 ours",
        "1.2 Below",
        "1.2.1 more",
        "1A Added",
        "1A.1 added",
        "1B Added too",
        "A F",
        "A.1 f",
        "AA Our form",
        "AA.1 fill in",
        "2 B",
        "2.1 b",
    ]
    assert copy(text_, "OAK") == ["1 A", "1.1 a", "A F", "A.1 f", "2 B", "2.1 b"]


def test_an_amendment_may_stand_before_what_it_amends_and_inside_a_clause() -> None:
    assert copy(
        policy("""\
        ::: {.local for="ASH" after="a"}
        1. b
        :::

        1. []{#a} a

           ::: {.local for="ASH" replaces="c"}
           ours
           :::

        2. []{#c} c
    """),
        "ASH",
    ) == ["1 a", "1A b", "2 ours"]


def test_a_clause_of_some_schools_is_amended_where_it_stands() -> None:
    text_ = policy("""\
        ::: {.only for="ASH OAK"}
        1. []{#a} a
        :::

        2. b

        ::: {.local for="ASH" replaces="a"}
        ours
        :::
    """)
    assert copy(text_, "ASH") == ["1 ours", "2 b"]
    assert copy(text_, "OAK") == ["1 a", "2 b"]
    assert copy(text_, "ELM") == ["1 Not used", "2 b"]


def test_a_text_after_a_passage_with_a_heading_begins_with_a_heading() -> None:
    opening = 'a\n\n::: {.only for="ASH"}\n## B\n\n1. b\n:::\n\n'
    assert complaints(opening + "words\n") == [("passage-heading", 9)]
    assert complaints(opening + "1. words\n") == [("passage-heading", 9)]
    assert codes(opening + "## C\n") == []
    assert codes(opening) == []
    assert codes(opening + opening.partition("\n\n")[2]) == []


def test_an_amendment_between_a_passage_and_the_next_heading_is_no_text() -> None:
    assert (
        codes("""\
        1. []{#a} a

        ::: {.only for="ASH"}
        ## B

        1. b
        :::

        ::: {.local for="ASH" replaces="a"}
        ours
        :::

        ## C
    """)
        == []
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("::: {.only}\na\n:::\n", ["passage-for"]),
        ("::: only\na\n:::\n", ["passage-for"]),
        ('::: {.only for=""}\na\n:::\n', ["passage-for"]),
        ("::: {.note}\na\n:::\n", ["unknown-passage"]),
        ('::: {.only .local for="ASH"}\na\n:::\n', ["unknown-passage"]),
        ('::: {#b .only for="ASH"}\na\n:::\n', ["unknown-passage"]),
        ('::: {.only for="ASH" replaces="b"}\na\n:::\n', ["unknown-passage"]),
        ('::: {.only for="ASH"}\n:::\n', ["empty-passage"]),
        ('::: {.only for="ASH"}\na\n', ["unclosed-passage"]),
        ('1. a\n\n   ::: {.only for="ASH"}\n   b\n\n2. c\n', ["unclosed-passage"]),
        (':::: {.only for="ASH"}\na\n:::\n', ["unclosed-passage", "stray-fence"]),
        ('::: {.only for="ASH"}\n::: {.only for="OAK"}\na\n:::\n:::\n', ["passage-nested"]),
        ('1. a\n\n::: {.only for="ASH"}\n2. b\n\n## C\n:::\n', ["passage-mixed"]),
        ('1. a\n\n   ::: {.only for="ASH"}\n   ## B\n   :::\n', ["passage-mixed"]),
        ('## A\n\n::: {.only for="ASH"}\n#### B\n\n1. b\n:::\n', ["heading-level"]),
        ('### A\n\n::: {.only for="ASH"}\n### B\n\n## C\n:::\n', ["heading-level"] * 2),
        ('1. []{#a} a\n\n::: {.local for="ASH"}\nb\n:::\n', ["local-target"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" replaces=""}\nb\n:::\n', ["local-target"]),
        ('1. a\n\n::: {.local for="ASH" replaces="#"}\nb\n:::\n', ["local-target"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" replaces=a after=a}\nb\n:::\n', ["local-target"]),
        ('1. []{#a} a\n\n::: {.local replaces="a"}\nb\n:::\n', ["passage-for"]),
        ('1. a\n\n::: {.local for="ASH" replaces="b"}\nb\n:::\n', ["unknown-target"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" replaces="a"}\n1. b\n2. c\n:::', ["local-content"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" replaces="a"}\n:::\n', ["local-content"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" after="a"}\n- b\n:::\n', ["local-content"]),
        ('1. []{#a} a\n\n::: {.local for="ASH" after="a"}\n## B\n:::\n', ["local-content"]),
        ('## A {#a}\n\n::: {.local for="ASH" after="a"}\nb\n:::\n', ["local-content"]),
        ('## A {#a}\n\n::: {.local for="ASH" after="a"}\n### B\n:::\n', ["local-content"]),
        (
            '## A {#a .unnumbered}\n\na\n\n::: {.local for="ASH" replaces="a"}\n## B\n:::\n',
            ["local-content"],
        ),
        (
            '1. []{#a} a\n\n::: {.local for="ASH" after="a"}\n1. []{#b} b\n:::\n\n'
            '::: {.local for="ASH" replaces="b"}\nc\n:::\n',
            ["unknown-target"],
        ),
        (
            '1. []{#a} a\n\n::: {.local for="ASH" replaces="a"}\n1. b\n\n'
            '   ::: {.only for="ASH"}\n   c\n   :::\n:::\n',
            ["passage-nested"],
        ),
        (
            '1. []{#a} a\n\n::: {.local for="ASH" replaces="a"}\nb\n:::\n\n'
            '::: {.local for="OAK ASH" replaces="a"}\nc\n:::\n',
            ["replaced-twice"],
        ),
    ],
)  # fmt: skip
def test_a_passage_that_cannot_be_understood_is_an_error(
    markdown: str, expected: list[str]
) -> None:
    assert codes(markdown) == expected


@pytest.mark.parametrize(
    "fences",
    [
        ("::: {.only for=ASH}", ":::"),
        (':::{.only for="ASH"}', ":::"),
        ('::::: {.only for="ASH"}', ":::::"),
        ('::: {.only for="ASH"}', "::::::::"),
        ('::: {for="ASH" .only}', ":::   "),
    ],
)
def test_fences_are_written_in_several_ways(fences: tuple[str, str]) -> None:
    first, last = fences
    assert lines(f"{first}\n1. a\n{last}\n2. b\n") == [" ::: only ASH", "1 a", " :::", "2 b"]


# whose text is which


def test_schools_with_equal_texts_have_equal_fingerprints_and_others_have_not() -> None:
    text_ = policy(LOCAL)
    marks = {
        code: fingerprint(resolve(text_, Reach(TRUST, code, date(2024, 6, 1))))
        for code in ("ASH", "OAK", "ELM", "DALE", "QDLT")
    }
    assert marks["DALE"] == marks["QDLT"]
    assert len(set(marks.values())) == 4


def test_a_text_without_passages_is_everybodys_as_it_is() -> None:
    plain = policy("1. a\n   1. b\n")
    assert resolve(plain, Reach(TRUST, "ASH", date(2024, 6, 1))) == plain
