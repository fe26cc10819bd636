"""The canonical form: what it covers, what it leaves out, and nothing in between."""

import hashlib
from dataclasses import replace

import pytest
from reading_rows import lines, policy

from minuted.model.canonical import (
    FORM,
    Entry,
    canonical,
    entries,
    fingerprint,
    plain,
    rows_of,
)
from minuted.model.policy import Image, Inline, Table
from minuted.model.walking import map_blocks


def same(one: str, other: str) -> bool:
    return fingerprint(policy(one)) == fingerprint(policy(other))


def test_the_form_begins_with_its_name_and_the_title_and_ends_each_line_with_a_line_feed() -> None:
    text = policy("1. a\n")
    assert canonical(text) == f"{FORM}\nPhones\n1\ta\n"
    digest = hashlib.sha256(b"minuted text 1\nPhones\n1\ta\n").hexdigest()
    assert fingerprint(text) == f"m1-{digest}"


def test_everything_that_has_an_address_has_a_line_and_an_entry() -> None:
    text = policy("""\
        p

        ## A {#a}

        1. []{#b} b

           - c

           | D | E |
           |---|---|
           | f | |

        ::: {.only for="ASH"}
        2. g
        :::
    """)
    assert list(entries(text)) == [
        Entry("p1", 1, "paragraph", "", "p"),
        Entry("1", 1, "section", "a", "A"),
        Entry("1.1", 2, "clause", "b", "b • c"),
        Entry("1.1/p1", 3, "table", "", "D\tE\nf\t"),
        Entry("1.2", 2, "clause", "", "g"),
    ]
    assert canonical(text).splitlines()[2:] == [
        "p1\tp",
        "1\tA",
        "1.1\tb • c",
        "1.1/p1/r1\tD\tE",
        "1.1/p1/r2\tf\t",
        "\t::: only ASH",
        "1.2\tg",
        "\t:::",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. *a* b\n", "1. a b\n"),
        ("1. *a* b\n", "1. **a** b\n"),
        ("1. `a` b\n", "1. a b\n"),
        ("1. a b\n", "1. a\n   b\n"),
        ("1. a b\n", "1. a  \n   b\n"),
        ("1. a b\n", "1. a\u00a0b\n"),
        ("1. a b\n", "1. a\n\n   b\n"),
        ("1. a\n2. b\n", "7) a\n7) b\n"),
        ("1. a\n2. b\n", "1. a\n\n2. b\n"),
        ("- a\n- b\n", "* a\n* b\n"),
        ("1. []{#a} b\n", "1. b\n"),
        ("1. []{#a} [](#a)\n", "1. []{#b} [](#b)\n"),
        ("1. &eacute;\n", "1. e\u0301\n"),
        ("| a |\n|---|\n| b |\n", "| a |\n|:-:|\n| b |\n"),
        ("![a](b.png)\n", "![a](c.png){width=60mm}\n"),
        ("1. a[^1]\n\n[^1]: b\n", "1. a[^x]\n\n[^x]: b\n"),
        ("1. {{school.name}}\n", "1. {{  school.name  }}\n"),
        ('::: {.only for="OAK ASH"}\na\n:::\n', ':::: {.only for="ASH OAK OAK"}\na\n::::\n'),
    ],
)
def test_what_no_reader_could_see_differ_does_not_count(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. ab\n", "1. Ab\n"),
        ("1. ab\n", "1. ab.\n"),
        ('1. "a"\n', "1. “a”\n"),
        ("1. a - b\n", "1. a – b\n"),
        ("1. ab\n", "1. a b\n"),
        ("1. a\n", "## a\n\n1. a\n"),
        ("1. a\n2. b\n", "1. a\n   1. b\n"),
        ("1. a\n2. b\n", "1. b\n2. a\n"),
        ("1. a\n\nb\n", "1. a\n\n   b\n"),
        ("1. a\n\n- b\n", "1. a\n   - b\n"),
        ("1. x2\n", "1. x^2^\n"),
        ("1. x^2^\n", "1. x~2~\n"),
        ("1. a[^1]\n\n[^1]: b\n", "1. a[^1]\n\n[^1]: c\n"),
        ("1. a[^1] b\n\n[^1]: c\n", "1. a b[^1]\n\n[^1]: c\n"),
        ("1. [a](https://x.org)\n", "1. [a](https://y.org)\n"),
        ("1. [a](https://x.org)\n", "1. a\n"),
        ("1. []{#a} a\n2. []{#b} b [](#a)\n", "1. []{#a} a\n2. []{#b} b [](#b)\n"),
        ("1. {{ school.name }}\n", "1. {{ school.label }}\n"),
        ("![a](b.png)\n", "![c](b.png)\n"),
        ("| a | b |\n|---|---|\n| c | |\n", "| a | b |\n|---|---|\n| | c |\n"),
        ("| a |\n|---|\n| b |\n", "| a |\n|---|\n| b |\n| |\n"),
        ('::: {.only for="ASH"}\na\n:::\n', '::: {.only for="OAK"}\na\n:::\n'),
        ('::: {.only for="ASH"}\na\n:::\n', "a\n"),
    ],
)
def test_what_a_reader_could_see_differ_counts(one: str, other: str) -> None:
    assert not same(one, other)


def test_the_title_counts_and_the_rest_of_the_front_matter_does_not() -> None:
    text = policy("1. a\n")
    other = replace(text, front=replace(text.front, review="annually", owner="Somebody"))
    assert fingerprint(other) == fingerprint(text)
    retitled = replace(text, front=replace(text.front, title="Watches"))
    assert fingerprint(retitled) != fingerprint(text)


def test_a_pictures_bytes_count() -> None:
    text = policy("![a](b.png)\n")

    def with_bytes(digest: str) -> str:
        def known(inline: Inline) -> Inline:
            return replace(inline, sha256=digest) if isinstance(inline, Image) else inline

        return canonical(replace(text, children=map_blocks(text.children, known)))

    assert with_bytes("ab" * 32).splitlines()[2] == f"p1\ta <sha256:{'ab' * 32}>"


def test_a_line_has_no_line_feed_and_no_tab_but_the_forms_own() -> None:
    (table,) = policy("| a | b  b |\n|---|---|\n| *c*  | |\n").children
    assert isinstance(table, Table)
    assert rows_of(table) == ["a\tb b", "c\t"]
    assert plain(" a\t\n\u2003b\u00a0") == "a b"


def test_words_that_look_like_the_forms_own_lines_cannot_pass_for_them() -> None:
    assert lines("1. a\n\n   \\::: only ASH\n\n   1.2 b\n".replace("1.2", "1\\.2")) == [
        "1 a ::: only ASH 1.2 b"
    ]
