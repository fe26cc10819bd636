"""Lists, tables and headings: every valid style is read, and what Markdown would swallow is not."""

import pytest
from reading_rows import codes, complaints, lines, policy, read

from minuted.model.policy import Align, Table

# what belongs to a clause


def test_a_continuation_paragraph_and_bullets_belong_to_their_clause() -> None:
    assert lines("""\
        1. Lead:
           - a
           - b
             - c

             more b

           After the bullets.

           * d
        2. Next,
           wrapped
        lazily.
    """) == ["1 Lead: • a • b • c more b After the bullets. • d", "2 Next, wrapped lazily."]


def test_what_follows_a_sub_clause_or_a_table_has_an_address_of_its_own() -> None:
    assert lines("""\
        1. Lead.

           Still the lead.

           1. Sub.

           After it.

           - and bullets
        2. Lead.

           | A |
           |---|
           | 1 |

           After the table.
    """) == [
        "1 Lead. Still the lead.",
        "1.1 Sub.",
        "1/p1 After it.",
        "1/p2 • and bullets",
        "2 Lead.",
        "2/p1/r1 A",
        "2/p1/r2 1",
        "2/p2 After the table.",
    ]


def test_bullets_outside_a_clause_are_one_paragraph() -> None:
    assert lines("- a\n- b\n\n* c\n\n+ d\n  + e\n") == ["p1 • a • b", "p2 • c", "p3 • d • e"]


@pytest.mark.parametrize(
    "markdown",
    [
        "1. a\n   1. b\n      1. c\n2. d\n",
        "1. a\n\n   1. b\n\n      1. c\n\n2. d\n",
        "1.  a\n    1.  b\n        1.  c\n2.  d\n",
        "1. a\n    1. b\n        1. c\n2. d\n",
        "1)   a\n     1)   b\n          1)   c\n2)   d\n",
        "1.\ta\n\t1.\tb\n\t\t1.\tc\n2.\td\n",
        " 9. a\n    1. b\n       1. c\n10. d\n",
        "9. a\n   1. b\n      1. c\n10. d\n",
        "1.\n   a\n\n   1.\n      b\n\n      1. c\n2. d\n",
    ],
)
def test_nested_lists_are_read_in_every_common_style(markdown: str) -> None:
    found = [c for c in codes(markdown) if not (markdown.startswith(" ") and c == "indented-block")]
    assert found == []
    assert [n.partition("\t")[0] for n in _lines(markdown)] == ["1", "1.1", "1.1.1", "2"]


def _lines(markdown: str) -> list[str]:
    from minuted.model.canonical import canonical

    return canonical(read(markdown)[0]).splitlines()[2:]


def test_a_table_may_have_any_of_the_common_forms() -> None:
    plain = lines("| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")
    assert plain == ["p1/r1 A B", "p1/r2 1 2", "p1/r3 3 4"]
    assert lines("A | B\n--|--\n1 | 2\n3 | 4\n") == plain
    assert lines("|A|B|\n|:-:|-:|\n|1|2|   \n|3|4|\n") == plain
    assert lines("| A   | B |\n| :-- | - |\n| 1 | *2* |\n| `3` | 4 |\n") == plain


def test_a_tables_columns_keep_how_they_are_set() -> None:
    (table,) = policy("| A | B | C | D |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n").children
    assert isinstance(table, Table)
    assert table.aligns == (Align.LEFT, Align.CENTRE, Align.RIGHT, Align.LEFT)


def test_missing_cells_are_filled_and_surplus_ones_are_an_error() -> None:
    (table,) = policy("| A | B | C |\n|--|--|--|\n| 1 |\n| |\n").children
    assert isinstance(table, Table)
    assert [len(row) for row in (table.header, *table.rows)] == [3] * len(table.rows) + [3]
    assert complaints("| A |\n|---|\n| 1 | two |\n") == [("lost-text", 3)]
    assert complaints("| A |\n|---|\n| 1 | ✓ |\n") == [("lost-text", 3)]
    assert complaints("| A |\n|---|\n| `a|b` |\n") == [("lost-text", 3)]


def test_cells_hold_escaped_pipes_links_and_notes() -> None:
    assert lines(
        "| a \\| b | `c \\| d` |\n|--|--|\n| [e](https://x.org) | f[^1] |\n\n[^1]: g\n"
    ) == ["p1/r1 a | b c | d", "p1/r2 e <https://x.org> f[^ g]"]


def test_a_table_needs_headings() -> None:
    assert codes("|  |  |\n|---|---|\n| 1 | 2 |\n") == ["table-headings"]
    assert codes("|  | B |\n|---|---|\n| 1 | 2 |\n") == []


# nothing is lost, and nothing that reached the tree is said to be


VALID = {
    "a reference link": "[words][g] [G] [g][]\n\n[g]: https://x.org/y\n",
    "a definition before its use": "[g]: https://x.org\n\n[words][g]\n",
    "a definition with entities": "[words][g]\n\n[g]: https://x.org/?a=b&amp;c=d\n",
    "a definition in angle brackets": "[words][g]\n\n[g]: <https://x.org/a b>\n",
    "a definition over two lines": "[words][g]\n\n[g]:\n  https://x.org\n",
    "a definition with an escaped label": "[a\\]b]\n\n[a\\]b]: https://x.org\n",
    "a definition with a label in other white space": "[a\n b]\n\n[A b]: https://x.org\n",
    "a definition inside a clause": "1. [words][g]\n\n   [g]: https://x.org\n2. more\n",
    "a definition of a picture": "![words][g]\n\n[g]: map.png\n",
    "a definition of a place": "## A {#a}\n\n[words][g]\n\n[g]: #a\n",
    "an address with other letters": "[w](https://x.org/é?q=ü%20#ß)\n",
    "emphasis over lines": "*a\nb **c\nd** e*\n",
    "emphasis over lazy lines in a list": "1. *a\nb* [c\nd](https://x.org/a_b)\n",
    "a link over lines": "[a\nb](https://x.org)\n",
    "code over lines": "`a\nb` `` c`d ``\n",
    "a picture over lines": "![a\nb](c.png){width=60mm}\n",
    "a picture in a link": "[![a](b.png)](https://x.org)\n",
    "a note in a link": "[a[^1]](https://x.org)\n\n[^1]: b\n",
    "a note with everything": "a[^1]\n\n[^1]: *b* `c` [d](https://x.org) {{ school.x }}\n\n    e\n",
    "a note of a table": "| a[^1] |\n|---|\n| b |\n\n[^1]: c\n",
    "hard breaks": "a  \nb\\\nc\n",
    "letters beyond the first plane": "😀 *a* 𝒳 **b** 🇬🇧 `c`\n\n| 😀 | 𝒳 |\n|-|-|\n| a | 😀 b |\n",
    "combining letters": "e\u0301 *a* x\u0301\u0302 **b** न\u0947 `c`\n",
    "wide letters": "日本 *語* **で** | 日本 |\n",
    "headings with everything": "## *A* `b` [c](https://x.org) &amp; \\* 2^nd^ {#a .appendix}\n",
    "headings with closing marks": "## A ##   \n\n##   B   ####\n",
    "headings with spaces after attributes": "## A   {#a .unnumbered}   \n\nb\n",
    "bullets of every mark": "* a\n\n+ b\n\n- c\n  * d\n    + e\n",
    "loose bullets": "- a\n\n  b\n\n- c\n\n  - d\n\n    e\n",
    "fancy marks": "(iv) a\n(v) b\n\nA) c\n\nii. d\n",
    "clauses of two-digit numbers": "9. a\n10. b\n11. c\n\n    d\n",
    "nested passages of lines": "1. a\n   ::: {.only for=\"ASH\"}\n   b\n   :::\n   c\n",
    "long fences": "::::: {.only for=\"ASH OAK\"}\na\n:::::\n",
    "fences without spaces": ":::{.only for=ASH}\na\n:::::::\n",
    "autolinks": "<https://x.org/a_b> <a@b.org>\n",
    "escapes": "\\*a\\* \\# \\[b\\] \\<c\\> \\\\ \\| \\{d\\}\n",
    "words and numbers with marks": "a_b_c 5*4*3 10.30am 50% @a #b c/d e\\f\n",
    "a heading right under a clause": "1. a\n## B\n1. c\n",
    "a list right under a heading": "## A\n1. b\n## C\n- d\n",
    "a table right under a clause": "1. a\n\n| b |\n|---|\n| c |\n2. d\n",
    "a passage right under a clause": "1. a\n::: {.only for=\"ASH\"}\n1. b\n:::\n1. c\n",
    "white space at lines' ends": "1. a   \n2. b\t\n\n   c  \n",
    "a text without a last line end": "1. a",
}  # fmt: skip


@pytest.mark.parametrize("style", VALID)
def test_nothing_is_said_to_be_lost_from_a_valid_text(style: str) -> None:
    assert codes(VALID[style]) == []


@pytest.mark.parametrize(
    ("markdown", "lost"),
    [
        ("a\n\n[g]: https://x.org\n", "g]: https://x.org"),
        ("[g]\n\n[g]: https://x.org\n[g]: https://y.org\n", "g]: https://y.org"),
        ("[g] `[h]` \\[i\\]\n\n[g]: https://x.org\n[j]: https://y.org\n", "j]: https://y.org"),
        ("a\n\n[^1]: b c\n", "b c"),
        ("a\n\n{#b}\n", "b}"),
        ("a\n\n{.b c=d}\n", "b c=d}"),
        ("| a |\n|---|\n| b | *c* d |\n", "c* d |"),
        ("| a |\n|---|\n| b | £ |\n", "£ |"),
        ("1. a\n\n   | b |\n   |---|\n   | c | d |\n", "d |"),
    ],
)
def test_whatever_did_not_reach_the_tree_is_reported(markdown: str, lost: str) -> None:
    found = [d for d in read(markdown)[1] if d.code == "lost-text"]
    assert [d.message for d in found] == [f"“{lost}” would reach no copy."]
    (only,) = found
    source = markdown.splitlines()[only.line - 5]
    assert source[only.column - 1 :].startswith(lost)


# what Markdown would swallow


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("words\n2. a\n3. b\n", [("list-form", 2)]),
        ("1. words:\n   a) b\n   b) c\n", [("list-form", 2)]),
        ("1. words:\n   (a) b\n   (b) c\n", [("list-form", 2)]),
        ("1. words:\n   i. b\n   ii. c\n", [("list-form", 2)]),
        ("1. words:\n   a) b\n\n   b) c\n", [("list-form", 2)]),
        ("#. a\n#. b\n", [("list-form", 1)]),
        ("words\n1.\n2.\n", [("list-form", 2)]),
        ("words\n| A |\n|---|\n| 1 |\n", [("table-form", 3)]),
        ("| A | B |\n|---|\n| 1 | 2 |\n", [("table-form", 2)]),
        ("##Words\n", [("heading-form", 1)]),
        ("####### Words\n", [("heading-form", 1)]),
        ("words\n##Words\n", [("heading-form", 2)]),
        ("## Words {a}\n\n1. a\n", [("heading-form", 1)]),
        ("## Words {-}\n\na\n", [("heading-form", 1)]),
        ("## Words ## {#a}\n\n1. a\n", [("heading-form", 1)]),
        ("• a\n• b\n", [("typed-bullet", 1), ("typed-bullet", 2)]),
        ("words\n· a\n", [("typed-bullet", 2)]),
        ("1.\u00a0words\n", [("odd-space", 1)]),
        ("-\u00a0words\n", [("odd-space", 1)]),
        ("##\u00a0Words\n", [("odd-space", 1)]),
        ("1. a\n\u00a0\u00a0\u00a01. b\n", [("odd-space", 2)]),
        ("words\n:::\n", [("stray-fence", 2)]),
        (":::\n", [("stray-fence", 1)]),
        ("::: {.only for='ASH'}\nwords\n:::\n", [("stray-fence", 1), ("stray-fence", 3)]),
    ],
)
def test_a_block_that_markdown_joins_to_a_paragraph_is_an_error(
    markdown: str, expected: list[tuple[str, int]]
) -> None:
    assert complaints(markdown) == expected


@pytest.mark.parametrize(
    "wrapped",
    ["See section\n5. It says more.", "Either of (a)\nor\n(b) of the Act.", "Room\n12) is"],
)
def test_a_sentence_wrapped_before_a_number_is_only_a_warning(wrapped: str) -> None:
    found = read(f"{wrapped}\n")[1]
    assert [(d.code, d.is_error) for d in found] == [("list-form", False)]


@pytest.mark.parametrize(
    "markdown",
    [
        "See section\n5 of this policy, or\n2021. Then\n",
        "By order of\nA. Smith and\nB. Jones\n",
        "words\n2\\. a\n3\\. b\n",
        "words\n– a\n— b\n",
        "#StaySafe is ours\n",
        "\\## words\n",
        "either | or\n",
        "a -- b\n-- c\n",
        "(see below)\n(and above)\n",
    ],
)
def test_prose_that_begins_a_line_like_a_mark_is_left_alone(markdown: str) -> None:
    assert [c for c in read(markdown)[1] if c.is_error] == []


# what a policy cannot hold, and where things cannot stand


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("> a\n", [("block-quote", 1)]),
        ("1. a\n   > b\n", [("block-quote", 2)]),
        ("```\na\n```\n", [("code-block", 1)]),
        ("    a\n", [("code-block", 1)]),
        ("1. a\n\n       b\n", [("code-block", 3)]),
        ("a\n: b\n", [("definition-list", 1)]),
        ("1. a\n\n---\n", [("rule", 3)]),
        ("***\n", [("rule", 1)]),
        ("<div>a</div>\n", [("raw-html", 1)]),
        ("<!-- a -->\n", [("comment", 1)]),
        ("```{=latex}\na\n```\n", [("raw-tex", 1)]),
        ("A\n---\n", [("underlined-heading", 1)]),
        ("A\n===\n", [("underlined-heading", 1)]),
        ("1. a\n\n   ## B\n", [("heading-place", 3)]),
        ("- a\n\n  ## B\n", [("bullet-content", 3)]),
        ("- a\n  1. b\n", [("bullet-content", 2)]),
        ("- | a |\n  |---|\n  | b |\n", [("bullet-content", 1)]),
        ("- > a\n", [("block-quote", 1)]),
        ("##\n", [("empty-heading", 1)]),
        ("## {#a}\n", [("empty-heading", 1)]),
        ("## A[^1]\n\n[^1]: b\n", [("heading-content", 1)]),
        ("## ![a](b.png)\n", [("heading-content", 1)]),
        ("1.\n2. a\n", [("empty-clause", 1)]),
        ("1. 1. a\n", [("empty-clause", 1)]),
        ("1. - a\n", [("empty-clause", 1)]),
        ("1. | a |\n   |---|\n   | b |\n", [("empty-clause", 1)]),
        ("- a\n-\n", [("empty-bullet", 1)]),
        ("&nbsp;\n", [("empty-paragraph", 1)]),
    ],
)
def test_a_block_that_cannot_stand_there_is_an_error_on_its_line(
    markdown: str, expected: list[tuple[str, int]]
) -> None:
    assert complaints(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "1. a\n\n  b\n",
        "10. a\n\n   b\n",
        "10. a\n   - b\n",
        "  a\n",
        " ## A\n",
        "  - a\n",
        " | a |\n |---|\n | b |\n",
        "1. a\n   1. b\n\n     c\n",
        "1. a\n   10. b\n",
        "1. a\n   - b\n\n    c\n",
        "- a\n  - b\n\n   c\n",
    ],
)
def test_a_block_that_is_indented_and_yet_outside_is_an_error(markdown: str) -> None:
    found = codes(markdown)
    assert found in (["indented-block"], ["list-form"]), found


def test_an_item_that_joined_the_wrong_list_is_an_error() -> None:
    assert complaints("10. a\n   1. b\n   2. c\n") == [("ragged-list", 2), ("ragged-list", 3)]
    assert codes("9. a\n10. b\n11. c\n") == []


def test_bullets_nest_five_deep_and_no_deeper() -> None:
    assert codes("".join(f"{'  ' * n}- x\n" for n in range(5))) == []
    assert complaints("".join(f"{'  ' * n}- x\n" for n in range(6))) == [("too-deep", 6)]


def test_all_complaints_of_a_text_come_at_once_in_its_order() -> None:
    assert complaints("## A {.x}\n\n1. ~~a~~ [](#b)\n2. {{ c }}\n\n> d\n") == [
        ("unknown-attribute", 1),
        ("strikeout", 3),
        ("unknown-reference", 3),
        ("bad-field", 4),
        ("block-quote", 6),
    ]


def test_a_slip_made_a_thousand_times_is_shown_twenty_times_and_counted() -> None:
    found = read("1. b ~~a~~\n" * 1000 + "\n> b\n")[1]
    assert [d.code for d in found] == ["strikeout"] * 20 + ["block-quote"]
    assert [d.line for d in found[:20]] == list(range(5, 25))
    assert found[19].message.endswith("(And 980 more of this kind.)")
