"""PDFs of other people, read by the look of their pages."""

import re

from pdf_pages import HEADED, grids, outline, pdf, raw_counter, rows, words_of

from minuted.readers.pdf import read_pdf

LONG = (
    "Every member of staff who takes pupils out of school reads the risk assessment of the place"
    " first, and signs it on the day before the trip at the latest, so that the office knows"
)
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "last"),
)
VARIED = "".join(
    f"#c[{s}.{n}][The {ORDINALS[n - 1]} rule of part {s} is about {ORDINALS[-n]} things, "
    f"{(ORDINALS[n - 1] + ' ') * n}and {LONG[n * 3 :]}.]\n"
    for s in range(1, 5)
    for n in range(1, 12)
)
CLAUSES = "".join(f"#c[{s}.{n}][{LONG} of number {s}{n}.]\n" for s in (2, 3) for n in range(1, 12))


def test_numbers_headings_and_letters_are_told_by_where_they_stand():
    document = read_pdf(
        pdf(
            "#text(20pt, weight: 700)[Trips policy]\n\n#head[1][About]\n"
            f"#c[1.1][{LONG}.]\n#c[1.2][Staff take:]\n"
            f"#c(indent: 1.2cm)[(a)][a telephone;]\n#c(indent: 1.2cm)[(b)][{LONG};]\n"
            "#c[1.3][As paragraph 1.1 says.]\n#head[2][Costs]\n#c[2.1][None.]\n"
        ),
        "it",
    )
    assert document.title == "Trips policy"
    assert outline(document) == [
        ("heading", "1", "About"),
        ("numbered", "1.1", f"{LONG}."),
        ("numbered", "1.2", "Staff take:"),
        ("numbered", "(a)", "a telephone;"),
        ("numbered", "(b)", f"{LONG};"),
        ("numbered", "1.3", "As paragraph 1.1 says."),
        ("heading", "2", "Costs"),
        ("numbered", "2.1", "None."),
    ]


def test_a_sentence_goes_on_after_the_end_of_its_page():
    document = read_pdf(pdf(f"{HEADED}#head[2][Before]\n{CLAUSES}"), "it")
    found = [words for kind, _, words in outline(document) if kind == "numbered"]
    assert [words.rsplit(" ", 1)[1] for words in found] == [
        f"{s}{n}." for s in (2, 3) for n in range(1, 12)
    ]


def test_running_heads_and_page_numbers_are_left_out_by_name():
    document = read_pdf(pdf(f"{HEADED}#head[2][Before]\n{CLAUSES}{CLAUSES}"), "it")
    kinds = {(o.kind, re.sub(r"\d+", "#", o.text)) for o in document.omitted}
    assert kinds == {
        ("header", "Ash Primary School · Trips policy"),
        ("page number", "Page #"),
    }
    assert not [w for _, _, w in outline(document) if "Ash Primary" in w or "Page" in w]


def test_every_word_is_somewhere_and_none_is_added():
    data = pdf(f"#text(20pt)[Trips]\n\n{CLAUSES}#table(columns: 2)[Role][Name][Head][A & B]")
    assert words_of(read_pdf(data, "it")) == raw_counter(data)


def test_a_ruled_version_table_is_a_grid_and_one_with_rules_across_too():
    cells = "[*Version*][*Date*][*Minute*][1][6.9.22][FGB/2223/060922/15][2][5.10.23][FGB/1]"
    for stroke in ("0.5pt", "(x, y) => (bottom: 0.5pt)"):
        data = pdf(f"#table(columns: (2cm, 4cm, 1fr), stroke: {stroke}){cells}\n\nAfter it.")
        document = read_pdf(data, "it")
        (grid,) = grids(document)
        assert rows(grid) == [
            ["Version", "Date", "Minute"],
            ["1", "6.9.22", "FGB/2223/060922/15"],
            ["2", "5.10.23", "FGB/1"],
        ], stroke
        assert grid.header_rows == 1
        assert outline(document) == [("words", "", "After it.")]


def test_a_number_in_the_middle_of_a_sentence_is_no_clause():
    data = pdf(
        "#set page(width: 12cm)\n#c[4.3][You must not express opinions unless expressly asked to"
        " by the headteacher or in line with paragraph\n5 of this policy, as explained to you.]"
    )
    assert [label for _, label, _ in outline(read_pdf(data, "it"))] == ["4.3"]


def test_a_broken_word_is_made_whole_where_the_text_has_it_and_a_hyphen_stays():
    page = (
        '#set page(width: 9cm, margin: 2cm)\n#set text(hyphenate: true, lang: "en")\n'
        "#set par(justify: true)\n"
    )
    words = "The headteacher decides about well-being and safeguarding of everybody in attendance."
    document = read_pdf(pdf(f"{words} {words} {words} {words}\n\n{words}", page), "it")
    (_, _, first), (_, _, second) = outline(document)
    assert first == " ".join([words] * 4)
    assert second == words


def test_a_contents_list_is_left_out():
    entries = "".join(f"{n} Heading {n} #box(width: 1fr, repeat[.]) {n}\n\n" for n in range(1, 6))
    document = read_pdf(pdf(f"*Contents*\n\n{entries}#head[1][Heading 1]\n#c[1.1][Words.]"), "it")
    assert [o.kind for o in document.omitted if "Heading" in o.text] == ["contents list"] * 5
    assert ("numbered", "1.1", "Words.") in outline(document)
    assert len([1 for _, _, w in outline(document) if w == "Heading 1"]) == 1


def test_a_footnote_stands_at_its_mark():
    document = read_pdf(pdf(f"#c[1.1][{LONG}.#footnote[Not on Sundays.]]\n#c[1.2][End.]"), "it")
    assert outline(document)[0][2] == f"{LONG}.[^ Not on Sundays.]"


def test_two_columns_are_read_one_after_the_other():
    document = read_pdf(pdf(f"#set page(columns: 2)\n{HEADED}{VARIED}"), "it")
    labels = [label for _, label, _ in outline(document) if label]
    assert labels == [f"{s}.{n}" for s in range(1, 5) for n in range(1, 12)]


def test_links_are_kept():
    document = read_pdf(pdf('#c[1.1][See #link("https://example.org/a")[the guide].]'), "it")
    assert outline(document)[0][2] == "See the guide <https://example.org/a>."


def test_words_that_nobody_sees_are_left_out_and_told():
    data = pdf("#c[1.1][Seen #text(fill: white)[not at all] and #text(size: 1pt)[nor this] here.]")
    document = read_pdf(data, "it")
    assert outline(document) == [("numbered", "1.1", "Seen and here.")]
    assert {o.kind for o in document.omitted} >= {"hidden text"}
    assert [r.code for r in document.remarks] == ["hidden-text"]


def test_white_words_on_a_dark_ground_are_seen():
    data = pdf(
        "#block(fill: navy, inset: 8pt, text(fill: white)[*Trips policy for all*])\n\n" + LONG
    )
    assert "Trips policy for all" in [
        read_pdf(data, "it").title,
        *[w for *_, w in outline(read_pdf(data, "it"))],
    ]
