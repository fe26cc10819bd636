"""PDFs of other people as `minuted import` brings them in: the draft, and what it says of it."""

from pdf_pages import imported, pdf

from workspaces import Run, TestWorkspace

WORDS = "Every member of staff who takes pupils out of school reads the risk assessment first."


def test_a_link_that_no_copy_can_have_leaves_its_words(workspace: TestWorkspace, call: Run) -> None:
    one = imported(
        workspace,
        call,
        pdf(
            '#head[1][Help]\n#c[1.1][See #link("http://example.org/a b")[the guide],'
            ' #link("HTTPS://example.org/{x}")[the form].]\n'
        ),
    )
    assert one.lines[-1] == "1. See the guide, [the form](https://example.org/%7Bx%7D)."
    assert one.codes == ["link-left-out"]
    assert "http://example.org/a" in one.found["remarks"][0]["message"]


def test_a_number_that_stands_twice_is_referred_to_where_it_stands_first(
    workspace: TestWorkspace, call: Run
) -> None:
    rows = f"#c[1.1][{WORDS}]\n#c[1.1][{WORDS} Twice.]\n#c[1.2][As paragraph 1.1 says.]\n"
    one = imported(workspace, call, pdf(f"#head[1][Trips]\n{rows}"))
    assert one.lines[1:] == [
        f"1. []{{#clause-1-1}} {WORDS}",
        f"2. {WORDS} Twice.",
        "3. As paragraph [](#clause-1-1) says.",
    ]


def test_raised_digits_are_no_page_numbers(workspace: TestWorkspace, call: Run) -> None:
    page = "#set page(header: [Trips ⁵])\n"
    one = imported(workspace, call, pdf(f"{page}#head[1][Trips]\n#c[1.1][{WORDS}]\n"))
    assert one.lines == ["## Trips", f"1. {WORDS}"]


def test_notes_and_headers_make_no_word_of_a_sentence_look_moved(
    workspace: TestWorkspace, call: Run
) -> None:
    clauses = "".join(
        f"#c[1.{n}][Rule {n}#footnote[And of the note of rule {n}, and so on, and on.] and its"
        f" {WORDS * (n % 7)} {WORDS} and the end of rule {n}, and no more.]\n"
        for n in range(1, 40)
    )
    header = "#set page(header: [And so on, and on, of Ash Primary])\n"
    one = imported(workspace, call, pdf(f"{header}#head[1][Rules]\n{clauses}"))
    assert one.accounted["footnotes, which stand at their marks"] >= 39 * 10
    assert one.found["clauses"] == 39


def test_a_note_s_mark_raised_high_stays_at_its_word(workspace: TestWorkspace, call: Run) -> None:
    mark = "#box(move(dy: -4.6pt, text(7.5pt)[4]))"
    data = pdf(f"#c[1.1][{WORDS} Commands, scripts{mark} and more of them. {WORDS} {WORDS}]")
    assert "Commands, scripts^4^ and more" in imported(workspace, call, data).body
