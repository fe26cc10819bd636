"""Words, links, references, fields and footnotes: what an author types and what it becomes."""

import pytest
from reading_rows import codes, complaints, lines, policy, read, source

from minuted.model.policy import (
    Clause,
    Code,
    Emphasis,
    Field,
    Image,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Superscript,
    Text,
)
from minuted.model.walking import walk
from minuted.readers.policy_markdown import read_policy


def words(markdown: str) -> str:
    """Return the canonical words of one clause that nothing is wrong with."""
    (line,) = lines(f"1. {markdown}\n")
    return line.partition(" ")[2]


@pytest.mark.parametrize(
    ("markdown", "canonical"),
    [
        ("plain words", "plain words"),
        ("*one* **two** ***three*** _four_ __five__", "one two three four five"),
        ("*it **b** it* **bold *it* bold** a*b*c", "it b it bold it bold abc"),
        ("2^nd^ of H~2~O", "2^nd of H~2O"),
        ("`a file` and `` a`b ``", "a file and a`b"),
        ("[words](https://x.org/a_b)", "words <https://x.org/a_b>"),
        ("[*w*](mailto:a@b.org)", "w <mailto:a@b.org>"),
        ("[w](https://x.org/?a=1&amp;b=2)", "w <https://x.org/?a=1&b=2>"),
        ("[w]( <https://x.org/a b> )", "w <https://x.org/a b>"),
        ("<https://x.org>", "https://x.org <https://x.org>"),
        ("<a@b.org>", "a@b.org <mailto:a@b.org>"),
        ("https://x.org and a@b.org", "https://x.org and a@b.org"),
        ("one  \n   two\\\n   three", "one two three"),
        ("one\n   two\nthree", "one two three"),
        ("R&D &amp; &copy; &#169; &eacute; &lt;b&gt; a<b <3", "R&D & © © é <b> a<b <3"),
        (r"\*not\* \_x\_ \# \[a\] \<b\> \` \~ \^ \{a\} \!", "*not* _x_ # [a] <b> ` ~ ^ {a} !"),
        ("\"double\" 'single' “curly” -- --- ...", "\"double\" 'single' “curly” -- --- ..."),
        ("$5 and $6, [Guidelines], :smile:, [x] [ ], 50%", None),
        ("snake_case_word, file_name_.txt, C#, #StaySafe", None),
        ("2 * 3 * 4, ~10 and ~20, 5^2", None),
        (r"S:\Policies\Staff", None),
        ("a\u00a0b\u2009c\u202fd\u3000e\tf   g", "a b c d e f g"),
        ("e\u0301 *x* A\u030a", "é x Å"),
        ("नमस्ते *x* 日本 **y** 😀 `z` ☎\ufe0f end", "नमस्ते x 日本 y 😀 z ☎\ufe0f end"),
    ],
)
def test_words_are_what_the_author_typed(markdown: str, canonical: str | None) -> None:
    assert words(markdown) == (markdown if canonical is None else canonical)


def test_every_kind_of_words_reaches_the_tree_as_its_own_kind() -> None:
    (clause,) = policy(
        "1. a *b* **c** d^e^ `f` [g](https://x.org)  \n   {{ school.name }}\n"
    ).children
    assert isinstance(clause, Clause)
    (paragraph,) = clause.lead
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (
        Text("a "),
        Emphasis((Text("b"),)),
        Text(" "),
        Strong((Text("c"),)),
        Text(" d"),
        Superscript((Text("e"),)),
        Text(" "),
        Code("f"),
        Text(" "),
        Link((Text("g"),), "https://x.org"),
        LineBreak(),
        Field("school.name"),
    )


# references


def test_references_go_forward_and_back_to_clauses_headings_and_appendices() -> None:
    assert lines("""\
        ## Rules {#rules}

        1. []{#one} See [](#two), [](#form), [](#rules), [](#here) and [the form](#form).
           1. []{#two} See [](#one).

        ## Form {#form .appendix}

        1. []{#here} Fill in.
    """) == [
        "1 Rules",
        "1.1 See 1.1.1, A, 1, A.1 and the form <#A>.",
        "1.1.1 See 1.1.",
        "A Form",
        "A.1 Fill in.",
    ]


def test_a_reference_keeps_its_anchor_and_its_number() -> None:
    text = policy("1. []{#a} See [](#a) and [*this*](#a).\n")
    (clause,) = text.children
    assert isinstance(clause, Clause)
    assert clause.anchor == "a"
    (paragraph,) = clause.lead
    assert isinstance(paragraph, Paragraph)
    found = [i for i in paragraph.inlines if isinstance(i, Reference)]
    assert found == [Reference("a", "1"), Reference("a", "1", (Emphasis((Text("this"),)),))]


def test_references_to_local_amendments_have_the_amendments_numbers() -> None:
    assert lines("""\
        1. []{#one} One. See [](#own), [](#sub).

        ::: {.local for="ASH" after="one"}
        1. []{#own} Own.
           1. []{#sub} Below.
        :::
    """) == [
        "1 One. See 1A, 1A.1.",
        " ::: local ASH after 1",
        "1A Own.",
        "1A.1 Below.",
        " :::",
    ]


def test_references_stand_in_headings_cells_notes_and_emphasis() -> None:
    assert lines("""\
        1. []{#a} One.[^1]

        | See [](#a) |
        |---|
        | *see [](#a)* |

        ## See [](#a)

        [^1]: See [](#a).
    """) == ["1 One.[^ See 1.]", "p1/r1 See 1", "p1/r2 see 1", "2 See 1"]


def test_a_name_may_be_made_of_any_letters() -> None:
    assert lines("## A {#1}\n\n1. []{#a:b.c-d_é} [](#1) [](#a:b.c-d_é)\n") == ["1 A", "1.1 1 1.1"]


def test_a_reference_to_nothing_is_an_error_at_its_place() -> None:
    found = read("1. See [](#gone) and [words](#away).\n")[1]
    assert [(d.code, d.line, d.column) for d in found] == [
        ("unknown-reference", 5, 8),
        ("unknown-reference", 5, 22),
    ]


def test_an_unnumbered_heading_is_referred_to_in_words_only() -> None:
    notes = "## Notes {#notes .unnumbered}\n\nWords.\n\n"
    assert codes(f"{notes}## Rules\n\n1. See [](#notes).\n") == ["unnumbered-reference"]
    assert codes(f"{notes}## Rules\n\n1. See [the notes](#notes).\n") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "1. words []{#a}\n",
        "1. *[]{#a}* words\n",
        "1. **[]{#a} words**\n",
        "1. []{#b} []{#a} words\n",
        "words\n\n[]{#a} words\n",
        "- []{#a} words\n",
        "| []{#a} A |\n|---|\n| 1 |\n",
        "1. words\n\n   []{#a} words\n",
    ],
)
def test_a_name_stands_before_a_clauses_first_word_only(markdown: str) -> None:
    assert codes(markdown) == ["anchor-place"]


@pytest.mark.parametrize(
    "markdown",
    [
        "{#a}\n1. words\n",
        "{#a}\nwords\n",
        "words {#a}\n",
        "1. words {#a}\n",
        "[words]{#a}\n",
        "[words]{.underline}\n",
        "*words*{.x}\n",
        "`words`{.x}\n",
        "[words](https://x.org){target=_blank}\n",
        "[]{.x}\n",
        "1. []{#a .x} words\n",
        "## A{#a}\n\n1. x\n",
        "## A {#a .x}\n\n1. x\n",
        "## A {#a key=value}\n\n1. x\n",
        "## A {#a b}\n\n1. x\n",
        "{.x}\n- words\n",
        "{#a}\n| A |\n|---|\n| 1 |\n",
    ],
)
def test_attributes_that_mean_nothing_are_refused(markdown: str) -> None:
    assert "unknown-attribute" in codes(markdown)


def test_a_name_stands_once_in_a_text() -> None:
    assert complaints("## A {#a}\n\n1. []{#a} x\n2. []{#a} y\n") == [
        ("duplicate-anchor", 3),
        ("duplicate-anchor", 4),
    ]


# fields


@pytest.mark.parametrize(
    "markdown",
    [
        "{{ school.name }}",
        "x{{ school.name }}y",
        "*{{ school.name }}* **{{ school.name }}** _{{ school.name }}_",
        "[{{ school.name }}](https://x.org)",
        "{{ school.name }}{{ school.name }}",
        "2^{{ school.name }}^ H~{{ school.name }}~",
        "“{{ school.name }}” ({{ school.name }})",
    ],
)
def test_fields_stand_anywhere_among_words(markdown: str) -> None:
    assert "{{ school.name }}" in words(markdown)


def test_fields_stand_in_headings_cells_bullets_and_notes() -> None:
    field = "{{ school.name }}"
    assert lines(f"""\
        ## {field}

        - {field}

        | {field} | b |
        |---|---|
        | x | {field}[^1] |

        [^1]: {field}
    """) == [
        f"1 {field}",
        f"1/p1 • {field}",
        f"1/p2/r1 {field} b",
        f"1/p2/r2 x {field}[^ {field}]",
    ]


@pytest.mark.parametrize(
    "typed", ["{{school.name}}", "{{  school.name  }}", "{{ school . name }}", "{{\tschool.name }}"]
)
def test_white_space_in_a_field_means_nothing(typed: str) -> None:
    assert words(typed) == "{{ school.name }}"


@pytest.mark.parametrize("name", ["trust.name", "trust.short_name", "policy.title", "school.x_1"])
def test_a_fields_name_is_dotted_over_trust_school_and_policy(name: str) -> None:
    assert words(f"a_{{{{ {name} }}}}_b *c*") == f"a_{{{{ {name} }}}}_b c"


@pytest.mark.parametrize(
    "typed",
    [
        "{{ ''.__class__ }}",
        "{{ 'a'*10 }}",
        "{{ school.name|upper }}",
        "{{ school.name() }}",
        "{{ school['name'] }}",
        "{{ school }}",
        "{{ school.name.first }}",
        "{{ school.Name }}",
        "{{ school._name }}",
        "{{ School.name }}",
        "{{ pupil.name }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ self }}",
        "{{ school.name, trust.name }}",
        "{{ school.name if true }}",
        "{{ not school.name }}",
        "{{- school.name -}}",
        "{{ school.name # note }}",
        "{{ school.näme }}",
        "{{ }}",
        "{{}}",
        "{{ school.name",
        "school.name }}",
        "{{{ school.name }}}",
        "{{{{ school.name }}}}",
        r"\{{ school.name }}",
        r"\{\{ school.name \}\}",
        "{% for x in y %}",
        "{%- if school.name %}",
        "{{ school.\n   name }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ " + "(" * 3000 + " }}",
        "{{ '\\d' }}",
        "{{ a*b }} and {{ _c_ }} and {{ d|e }}",
        "`{{ school.name | x }}`",
    ],
)
def test_nothing_else_stands_between_double_braces(typed: str) -> None:
    assert set(codes(f"1. Words {typed} *words*.\n")) == {"bad-field"}


def test_a_field_after_a_typed_backslash_keeps_the_backslash() -> None:
    assert words(r"S:\\{{ school.code }}") == r"S:\{{ school.code }}"


@pytest.mark.parametrize(
    "markdown",
    [
        "[w](https://{{ school.name }}.org)",
        "[w](https://x.org/{{ school.name }})",
        "[w](#{{ school.name }})",
        "![alt {{ school.name }}](a.png)",
        "![alt]({{ school.name }}.png)",
        "`{{ school.name }}`",
    ],
)
def test_a_field_where_none_can_be_filled_is_refused(markdown: str) -> None:
    assert set(codes(markdown + "\n")) == {"field-place"}


def test_a_field_whose_text_is_lost_is_reported_as_lost() -> None:
    found = read("1. a\n\n[^1]: {{ school.name }}\n")[1]
    assert [(d.code, d.message) for d in found] == [
        ("lost-text", "“{{ school.name }}” would reach no copy.")
    ]
    assert codes("| a |\n|---|\n| b | {{ school.name }} |\n") == ["lost-text"]


def test_a_messages_words_show_a_field_as_it_was_typed() -> None:
    found = read("[w](x{{ school.name }}y)\n\n![](b{{ trust.name }}.png)\n")[1]
    messages = [d.message for d in found]
    assert "The picture “b{{ trust.name }}.png” has no words" in " ".join(messages)
    assert not any("\ue000" <= c <= "\uf8ff" or c >= "\U000f0000" for m in messages for c in m)


def test_a_field_cannot_be_forged_by_the_numbers_of_characters() -> None:
    forged = r"1. {{ school.name }} \{\{&#xF0005;\}\} &#123;&#123;&#xF0001;&#xE000;&#125;&#125;"
    assert set(codes(forged + "\n")) == {"bad-field", "unknown-character"}


def test_a_field_keeps_pipes_stars_and_underscores_from_being_markup() -> None:
    found = read("| A | B |\n|---|---|\n| {{ a|b }} | {{ c*d }} *e* {{ f*g }} |\n")[1]
    assert [d.code for d in found] == ["bad-field"] * 3
    assert [d.column for d in found] == [3, 15, 29]


# characters


@pytest.mark.parametrize(
    "character",
    [
        *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e"),
        *("\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c"),
        *("\x00", "\x07", "\x0b", "\x0c", "\x7f", "\x85", "\u2028", "\u2029", "\U000e0041"),
        *("\u3164", "\u115f", "\ufe00"),
    ],
)
def test_a_character_that_nobody_can_see_is_an_error(character: str) -> None:
    found = read(f"1. wo{character}rds\n")[1]
    assert [(d.code, d.line, d.column) for d in found] == [("hidden-character", 5, 6)]


def test_a_character_that_a_number_brings_in_is_found_too() -> None:
    assert codes("1. a&#8203;b &shy;\n") == ["hidden-character"] * 2
    assert codes("![a&#8203;b](x.png)\n") == ["hidden-character"]
    assert codes("[w](https://x.org/&#8203;)\n") == ["hidden-character"]
    assert codes("1. a&#57344;b &#0;\n") == ["unknown-character"] * 2


@pytest.mark.parametrize("character", ["\ue000", "\uf0b7", "\U000f0000", "\ufffd", "\u0378"])
def test_a_character_that_no_font_has_is_an_error(character: str) -> None:
    assert codes(f"1. wo{character}rds\n") == ["unknown-character"]


def test_line_ends_marks_of_order_and_tabs_do_not_matter() -> None:
    plain = source("## A\n\n1. One\n   more\n   1. Two\n\n| a | b |\n|---|---|\n| c | d |\n")
    expected = read_policy(plain)
    assert expected[1] == []
    assert read_policy(b"\xef\xbb\xbf" + plain) == expected
    assert read_policy(plain.replace(b"\n", b"\r\n")) == expected
    assert read_policy(plain.replace(b"\n", b"\r")) == expected
    tabbed = source("## A\n\n1.\tOne\n\tmore\n\t1.\tTwo\n\n|\ta | b |\n|---|---|\n| c\t| d |\n")
    assert read_policy(tabbed) == expected


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    assert policy("## Cafe\u0301\n\n1. e\u0301\n") == policy("## Café\n\n1. é\n")


# footnotes


def test_a_footnote_stands_at_its_mark_as_often_as_it_is_cited() -> None:
    assert lines("""\
        1. One[^a] two[^a] three[^long-1].

        [^a]: A *note*
          over two lines.

        [^long-1]: First paragraph.

            Second paragraph.

        1. Four.
    """) == [
        "1 One[^ A note over two lines.] two[^ A note over two lines.]"
        " three[^ First paragraph. Second paragraph.].",
        "2 Four.",
    ]


def test_a_footnote_may_be_written_inside_a_clause() -> None:
    assert lines("1. One[^1]\n\n   [^1]: A note\n2. Two\n") == ["1 One[^ A note]", "2 Two"]


@pytest.mark.parametrize(
    "markdown",
    [
        "1. One[^1]\n",
        "1. One^[a note]\n",
        "1. One[^1]\n\n[^1]: - a\n    - b\n",
        "1. One[^1] two[^2]\n\n[^1]: A note.[^2]\n\n[^2]: Another.\n",
        "1. One[^1] two[^2]\n\n[^1]: | A |\n    |---|\n    | 1 |\n\n[^2]: Another.\n",
    ],
)
def test_what_a_footnote_cannot_be_is_refused(markdown: str) -> None:
    assert codes(markdown) == ["footnote"]


def test_a_footnote_that_nothing_refers_to_would_be_lost() -> None:
    assert complaints("1. One\n\n[^1]: A note\n") == [("lost-text", 3)]
    assert "lost-text" in codes("1. One[^1]\n\n[^1]: A\n\n[^1]: B\n")


# pictures and links


def test_a_picture_has_words_a_path_and_a_width() -> None:
    text = policy(
        "![A *map*](map.png){width=60mm}\n\n![Plan](a/b.SVG){width=7.5cm}\n\n![Gate](g.jpeg)\n"
    )
    found = [
        block.inlines[0]
        for block in walk(text.children)
        if isinstance(block, Paragraph) and isinstance(block.inlines[0], Image)
    ]
    assert found == [
        Image("A map", "map.png", "", 60.0),
        Image("Plan", "a/b.SVG", "", 75.0),
        Image("Gate", "g.jpeg", "", 0.0),
    ]


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("![](a.png)", "image-alt"),
        ("![&nbsp;](a.png)", "image-alt"),
        ("![a](a.png 'title')", "link-title"),
        ("![a](../a.png)", "image-path"),
        ("![a](/a.png)", "image-path"),
        ("![a](b/../../a.png)", "image-path"),
        ("![a](https://x.org/a.png)", "image-path"),
        ("![a](data:image/png;base64,AAAA)", "image-path"),
        ("![a](C:/a.png)", "image-path"),
        ("![a](a.gif)", "image-path"),
        ("![a](a)", "image-path"),
        ("![a](b\\a.png)", "image-path"),
        ("![a](a.png){width=50%}", "unknown-attribute"),
        ("![a](a.png){width=0mm}", "unknown-attribute"),
        ("![a](a.png){height=5mm}", "unknown-attribute"),
        ("![a](a.png){#a}", "unknown-attribute"),
        ("[w](http://x.org)", "link-target"),
        ("[w](javascript:alert)", "link-target"),
        ("[w](form.docx)", "link-target"),
        ("[w]()", "link-target"),
        ("[w](https://x.org 'title')", "link-title"),
        ("[](https://x.org)", "empty-link"),
        ("5^2 and 6^3", "raised-words"),
        ("x~1 or y~2", "raised-words"),
        ("a~~b~~c", "strikeout"),
        ("a<br>b", "raw-html"),
        ("a<!-- b -->c", "comment"),
        ("a `b`{=html}", "raw-html"),
        ("a `b`{=latex}", "raw-tex"),
        ("a `b`{=openxml}", "raw-format"),
        ("a \\textbf{b}", "raw-tex"),
        ("\\newpage", "raw-tex"),
        ("\\begin{center}", "raw-tex"),
    ],
)
def test_what_no_copy_can_show_is_refused(markdown: str, code: str) -> None:
    assert set(codes(f"Words {markdown} words.\n")) == {code}


def test_words_nested_out_of_all_reason_are_refused() -> None:
    assert codes(f"1. {'*a **b ' * 5}x{' b** a*' * 5}\n") == []
    assert codes(f"1. {'*a **b ' * 7}x{' b** a*' * 7}\n") == ["too-deep"]
