"""Headers, footers and page numbers of PDFs, left out by name in every import."""

import pytest
from pdf_pages import PAGE, imported, pdf

from workspaces import Run, TestWorkspace

WORDS = (
    "Every member of staff who takes pupils out of school reads the risk assessment of the place"
    " first, and signs it on the day before the trip."
)
ONE_PAGE = f"#text(20pt)[Trips policy]\n\n#head[1][About]\n#c[1.1][{WORDS}]\n#c[1.2][{WORDS}]\n"


@pytest.mark.parametrize("tagged", [True, False])
def test_the_margins_of_a_single_page_are_no_text(
    workspace: TestWorkspace, call: Run, tagged: bool
) -> None:
    page = PAGE + (
        "#set page(margin: 3cm, header: text(9pt)[Ash Primary School · Trips],"
        " footer: text(9pt)[Printed copies may be out of date], footer-descent: 55%)\n"
    )
    one = imported(workspace, call, pdf(ONE_PAGE, page, tagged=tagged))
    assert one.lines == ["## About", f"1. {WORDS}", f"2. {WORDS}"]
    assert one.accounted == {"header": 4, "footer": 7, "title": 2}


def test_small_words_right_after_the_text_are_text(workspace: TestWorkspace, call: Run) -> None:
    data = pdf(f"{ONE_PAGE}#text(9pt)[Ask the office where this is not clear.]", tagged=False)
    one = imported(workspace, call, data)
    assert one.lines[-1] == "Ask the office where this is not clear."


def test_a_signature_line_low_on_the_page_is_text(workspace: TestWorkspace, call: Run) -> None:
    data = pdf(f"{ONE_PAGE}#v(1fr)Signed: #box(width: 4cm, repeat[.]) Date:", tagged=False)
    assert imported(workspace, call, data).lines[-1].startswith("Signed: ")


def test_running_heads_that_name_their_chapter_are_left_out(
    workspace: TestWorkspace, call: Run
) -> None:
    chapters = ("Going out", "Coming back", "Costs", "Consent")
    pages = "".join(
        "#set page(header: context align(center, emph[" + name + "]))\n"
        f"#head[{n}][{name}]\n" + "".join(f"#c[{n}.{m}][{WORDS} {WORDS}]\n" for m in range(1, 26))
        for n, name in enumerate(chapters, 1)
    )
    one = imported(workspace, call, pdf("#text(20pt)[Trips policy]\n" + pages, tagged=False))
    assert [line for line in one.lines if any(line.endswith(name) for name in chapters)] == [
        f"## {name}" for name in chapters
    ]
    assert one.accounted["header"] >= 12
    assert one.found["clauses"] == 100


def test_running_heads_of_chapter_and_section_are_left_out(
    workspace: TestWorkspace, call: Run
) -> None:
    pages = "".join(
        "#set page(header: context if calc.odd(here().page()) [#upper[Chapter "
        f"{n}. {name}] #h(1fr) #upper[{n}.1 {name} today]])\n"
        f"#text(18pt, weight: 700)[Chapter {n}]\n\n#text(18pt, weight: 700)[{name}]\n\n"
        f"#head[{n}.1][{name} today]\n"
        + "".join(f"#c[{n}.1.{m}][{'And ' * (m + n)}{WORDS} {WORDS}]\n" for m in range(1, 26))
        for n, name in enumerate(("Going out", "Coming back", "Costs", "Consent"), 1)
    )
    one = imported(workspace, call, pdf("#text(26pt)[Trips policy]\n" + pages, tagged=False))
    assert one.found["renumbered"] == []
    assert one.accounted["header"] > 16
    assert (one.found["sections"], one.found["clauses"]) == (8, 100)


def test_a_page_number_is_not_taken_for_the_section_that_begins_its_page(
    workspace: TestWorkspace, call: Run
) -> None:
    body = "".join(
        f"#pagebreak(weak: true)\n#head[{n}][{name}]\n#c[{n}.1][{WORDS}]\n"
        for n, name in enumerate(("Going out", "Coming back", "Costs"), 1)
    )
    page = '#set page(numbering: "1")\n'
    one = imported(workspace, call, pdf(page + body, tagged=False))
    assert one.accounted["page number"] == 3
