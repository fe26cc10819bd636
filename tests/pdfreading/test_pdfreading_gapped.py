"""Tables without rules, and rows that a page break parted."""

from pdf_pages import Imported, grids, imported, outline, pdf, rows

from minuted.readers.pdf.reader import read_by_look
from workspaces import Run, TestWorkspace

WORDS = "Staff tell the office about it on the day on which it came to them, and by telephone. "
STAGES = """\
#let none-around = table.with(columns: (3cm, 5cm, 4cm), stroke: none, inset: (x: 4pt, y: 6pt))
#none-around(
  [*Stage*], [*Who decides*], [*Time limit*],
  [Informal], [The class teacher], [5 school days],
  [Panel], [Three governors, none of whom was in it before], [15 school days from the letter],
  [Appeal to the trust], [The trust], [20 days],
)
"""
READ = [
    ["Stage", "Who decides", "Time limit"],
    ["Informal", "The class teacher", "5 school days"],
    [
        "Panel",
        "Three governors, none of whom was in it before",
        "15 school days from the letter",
    ],
    ["Appeal to the trust", "The trust", "20 days"],
]


def look(body: str) -> list[list[list[str]]]:
    """Return the tables of a PDF, read by its look."""
    document = read_by_look(pdf(body, tagged=False), "it")
    return [rows(grid) for grid in grids(document)]


def test_a_table_without_rules_is_one(workspace: TestWorkspace, call: Run) -> None:
    body = f"#head[1][Complaints]\n#c[1.1][{WORDS * 2}]\n{STAGES}\n#c[1.2][{WORDS * 2}]\n"
    assert look(body) == [READ]
    assert imported(workspace, call, pdf(body, tagged=False)).found["tables"] == 1


def test_its_rows_may_stand_no_wider_apart_than_their_lines() -> None:
    close = STAGES.replace("y: 6pt", "y: 0pt").replace("stroke", "row-gutter: 0.65em, stroke")
    assert look(f"#head[1][Complaints]\n#c[1.1][{WORDS * 2}]\n{close}\n#c[1.2][{WORDS}]") == [READ]


def test_its_cells_may_stand_in_the_middle_of_their_rows() -> None:
    middle = STAGES.replace("stroke: none", "stroke: none, align: left + horizon")
    assert look(f"#head[1][Complaints]\n#c[1.1][{WORDS * 2}]\n{middle}\n#c[1.2][{WORDS}]") == [READ]


def test_it_goes_on_on_the_next_page() -> None:
    row = "[The head], [Decides on trips that are longer than a day], [Within a week],"
    table = STAGES.replace("  [Informal]", f"{row * 4}\n  [Informal]")
    (one,) = look(f"#v(20.5cm)\n#c[1.1][{WORDS}]\n{table}\n#c[1.2][{WORDS * 2}]")
    assert one == [READ[0], *[["The head", one[1][1], "Within a week"]] * 4, *READ[1:]]


def test_shaded_bands_are_no_tables_of_their_own() -> None:
    table = STAGES.replace(
        "stroke: none", "stroke: none, fill: (_, y) => if calc.odd(y) { silver }"
    )
    assert look(f"#head[1][Complaints]\n#c[1.1][{WORDS * 2}]\n{table}\n") == [READ]


def test_numbers_that_hang_below_a_heading_are_no_table() -> None:
    body = "".join(
        f"#block[*{n}.#h(0.8cm)Aims of the policy*]\n"
        + "".join(f"#c[{n}.{m}][{WORDS} {WORDS}]\n" for m in range(1, 4))
        for n in range(1, 4)
    )
    assert look(body) == []


def test_two_columns_of_text_below_two_headings_are_no_table() -> None:
    text = " ".join(f"{WORDS}{n}" for n in range(9))
    assert (
        look(
            f"#grid(columns: (8cm, 8cm), gutter: 1cm, [*Parents*], [*Pupils*], [{text}], [{text}])"
        )
        == []
    )


def test_a_row_that_a_page_break_parts_is_one(workspace: TestWorkspace, call: Run) -> None:
    table = """\
#set text(costs: (widow: 0%, orphan: 0%))
#table(columns: (4cm, 5cm, 4cm), [*Stage*], [*Who decides*], [*Time limit*],
  [Informal], [The class teacher], [5 days],
  [Panel], [Three governors, none of whom was in the matter before], [15 days])
"""
    body = f"#head[1][Complaints]\n#c[1.1][{WORDS}]\n#v(21.1cm)\n{table}\n#c[1.2][{WORDS * 2}]"
    one: Imported = imported(workspace, call, pdf(body, tagged=False))
    assert one.accounted["ends of table rows, which stand in their rows"]
    assert "| Panel | Three governors, none of whom was in the matter before | 15 days |" in (
        " ".join(line.split()) for line in one.lines
    )


def test_numbers_of_a_list_within_a_clause_are_no_sections(
    workspace: TestWorkspace, call: Run
) -> None:
    items = "".join(f"#c(indent: 1.2cm)[{n}.][keep to rule {n};]\n" for n in range(1, 4))
    body = "".join(
        f"#head[{n}][Rules]\n#c[{n}.1][{WORDS}]\n#c[{n}.2][Everybody must:]\n{items}"
        f"#c[{n}.3][{WORDS}]\n"
        for n in range(1, 4)
    )
    one = imported(workspace, call, pdf(body, tagged=False))
    assert not {"number-repeated", "number-order"} & set(one.codes)
    found = {each["source"] for each in one.found["renumbered"]}
    assert not found & {"1.3", "2.3", "3.3"}


def test_clauses_that_are_lettered_after_their_heading_keep_their_letters(
    workspace: TestWorkspace, call: Run
) -> None:
    body = "".join(
        f"#head[{letter}.][Rules {letter}]\n"
        + "".join(f"#c[{letter}{m}.][{WORDS}{m}{letter}]\n" for m in range(1, 4))
        for letter in "ABC"
    )
    one = imported(
        workspace, call, pdf(body + "A4 is the size of every letter home.\n", tagged=False)
    )
    assert [(each["source"], each["result"]) for each in one.found["renumbered"]][:3] == [
        ("A1", "A.1"),
        ("A2", "A.2"),
        ("A3", "A.3"),
    ]
    assert one.found["clauses"] == 9


def test_headings_at_the_top_of_pages_are_no_running_heads() -> None:
    body = "".join(
        f"#pagebreak(weak: true)\n#block[*{n}.1#h(0.5cm)The headteacher*]\n"
        + "".join(f"#c[{n}.1.{m}][{WORDS * 3}{n}]\n" for m in range(1, 5 + 20 * (n % 2)))
        for n in range(1, 7)
    )
    document = read_by_look(pdf(body, tagged=False), "it")
    assert not document.omitted
    labels = [label for kind, label, _ in outline(document) if kind == "heading"]
    assert labels == [f"{n}.1" for n in range(1, 7)]


def test_the_policys_name_is_the_title_although_the_schools_stands_on_each_page() -> None:
    page = """\
#set page(paper: "a4", header: [Ash Primary School])
#let c(number, words) = grid(columns: (1.2cm, 1fr), number, words)
#text(20pt)[Ash Primary School]

#text(24pt)[Attendance Policy]
"""
    text = "".join(f"#c[{n}.][{WORDS * 9}]\n" for n in range(1, 15))
    assert read_by_look(pdf(text, page, tagged=False), "it").title == "Attendance Policy"


def test_words_that_a_program_broke_are_made_whole() -> None:
    body = "The absence is recorded as unau\u2010\\\nthorised, and nobody is well-\\\nbeing alone."
    ((_, _, words),) = outline(read_by_look(pdf(body, tagged=False), "it"))
    assert "unauthorised" in words
    assert "well-being" in words or "well- being" in words


def test_an_address_is_whole_that_was_broken_after_its_scheme() -> None:
    body = "There is more at https:/\\/#linebreak()ash.example/rules for all."
    ((_, _, words),) = outline(read_by_look(pdf(body, tagged=False), "it"))
    assert words == "There is more at https://ash.example/rules for all."
