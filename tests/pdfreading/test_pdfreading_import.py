"""PDFs of other people as `minuted import` brings them in: the draft, and what it says of it."""

from pdf_pages import imported, pdf

from minuted.readers.pdf.letters import _picture
from workspaces import Run, TestWorkspace

WORDS = "Every member of staff who takes pupils out of school reads the risk assessment first."


def test_a_link_that_no_copy_can_have_leaves_its_words(workspace: TestWorkspace, call: Run) -> None:
    one = imported(
        workspace,
        call,
        pdf(
            '#head[1][Help]\n#c[1.1][See #link("http://10.0.0.5/a b")[the guide],'
            ' #link("HTTPS://example.org/{x}")[the form].]\n'
        ),
    )
    assert one.lines[-1] == "1. See the guide, [the form](https://example.org/%7Bx%7D)."
    assert one.codes == ["link-left-out"]
    assert "http://10.0.0.5/a" in one.found["remarks"][0]["message"]


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


def test_a_contents_list_goes_on_over_pages_and_loses_no_entry_to_the_text(
    workspace: TestWorkspace, call: Run
) -> None:
    leader = "#box(width: 1fr, repeat[.])"
    entries = "".join(
        f"A-{n}. What does a school do where the rules of trip {n} are not clear to the parents of"
        f" the pupils{leader}{n // 10 + 3}\n\n"
        if n % 9
        else f"A-{n}. Who decides about trip {n}?.{n // 10 + 3}\n\n"
        for n in range(1, 61)
    )
    body = f"*Contents*\n\n{entries}#pagebreak()\n#head[1][Trips]\n#c[1.1][{WORDS}]\n"
    one = imported(workspace, call, pdf(body))
    assert one.lines == ["## Trips", f"1. {WORDS}"]


def test_a_form_to_fill_in_is_no_contents_list(workspace: TestWorkspace, call: Run) -> None:
    form = "".join(
        f"{name} #box(width: 8cm, repeat[.])\n\n" for name in ("Name", "School", "Signed", "Date")
    )
    one = imported(workspace, call, pdf(f"#head[1][Consent]\n#c[1.1][{WORDS}]\n\n{form}"))
    for name in ("Name", "School", "Signed", "Date"):
        assert f"{name} .." in one.body
    assert "contents list" not in one.accounted


def test_a_bullet_that_is_a_letter_is_a_bullet(workspace: TestWorkspace, call: Run) -> None:
    rows = "".join(f"#grid(columns: (0.8cm, 1fr))[o][{word};]\n" for word in ("bags", "coats"))
    one = imported(workspace, call, pdf(f"#head[1][Trips]\n#c[1.1][Bring:]\n{rows}"))
    assert one.lines[-2:] == ["   - bags;", "   - coats;"]


def test_a_sign_of_a_picture_font_is_what_it_shows() -> None:
    assert _picture(0xF0B7, "ABCDEF+SymbolMT") == "•"
    assert _picture(0xF0FC, "ABCDEF+Wingdings-Regular") == "✓"
    assert _picture(0xF0FC, "OpenSymbol") == "✓"
    assert _picture(0xF061, "Symbol") == "\uf061"  # a letter of its own is no sign


def test_a_table_with_rules_within_and_none_around_is_whole(
    workspace: TestWorkspace, call: Run
) -> None:
    stroke = "(x, y) => (bottom: if y < 2 { 0.5pt }, right: if x < 2 { 0.5pt })"
    cells = "[Role][Place][Day][Head][Hall][Monday][Clerk][Office][Friday, and on the Monday after]"
    data = pdf(f"#c[1.1][Who:]\n#table(columns: (3cm, 3cm, 3cm), stroke: {stroke}){cells}\nAfter.")
    one = imported(workspace, call, data)
    rows = [line.split("|")[1:-1] for line in one.lines if line.lstrip().startswith("|")]
    assert [[cell.strip() for cell in row] for row in rows if "--" not in row[0]] == [
        ["Role", "Place", "Day"],
        ["Head", "Hall", "Monday"],
        ["Clerk", "Office", "Friday, and on the Monday after"],
    ]


def test_headings_of_boxes_do_not_end_the_section_they_stand_in(
    workspace: TestWorkspace, call: Run
) -> None:
    box = "#block(above: 1.4em, text(13pt, weight: 700)[Remember])\n\nAsk first.\n\n"
    heads = "#head[1][Trips]\n#head[1.1][Before]\nWords.\n\n" + box + "#head[1.2][After]\nMore.\n"
    one = imported(workspace, call, pdf(f"{heads}#head[2][Costs]\nNone.\n"))
    assert one.found["renumbered"] == []
    assert [line for line in one.lines if line.startswith("#")] == [
        "## Trips",
        "### Before",
        "### Remember {.unnumbered}",
        "### After",
        "## Costs",
    ]


def test_the_number_of_a_chapter_above_its_words_is_its_number(
    workspace: TestWorkspace, call: Run
) -> None:
    def chapter(number: int, words: str) -> str:
        heading = f"#text(16pt, weight: 700)[Chapter {number}]\n\n"
        return f"{heading}#text(22pt, weight: 700)[{words}]\n\n#c[{number}.1][{WORDS}]\n"

    body = chapter(1, "Trips") + chapter(2, "Costs")
    one = imported(workspace, call, pdf("#text(26pt)[Trips policy]\n\n" + body))
    assert one.lines == ["## Trips", f"1. {WORDS}", "## Costs", f"1. {WORDS}"]


def test_headings_are_not_numbered_for_lists_within_a_numbered_text(
    workspace: TestWorkspace, call: Run
) -> None:
    box = (
        "#block(above: 1.4em, text(13pt, weight: 700)[Remember])\n#c[1.][a coat;]\n#c[2.][a bag.]\n"
    )
    body = "".join(f"#head[{n}][Part {n} of it]\n{WORDS}\n\n{box}" for n in range(1, 5))
    one = imported(workspace, call, pdf(body))
    assert "headings-numbered" not in one.codes
    assert [line for line in one.lines if line.startswith("## ")] == [
        f"## Part {n} of it" for n in range(1, 5)
    ]


def test_bold_headings_of_a_list_stand_within_the_section_that_lists_them(
    workspace: TestWorkspace, call: Run
) -> None:
    rules = "".join(f"#c[{n}.][*Rule {n}*]\n\n{WORDS}\n\n" for n in range(1, 4))
    body = f"#head[1][Trips]\n#head[2][Rules]\n#head[2.1][All]\n{rules}#head[2.2][Some]\n{WORDS}"
    one = imported(workspace, call, pdf(body))
    assert [line for line in one.lines if line.startswith("#")] == [
        *("## Trips", "## Rules", "### All"),
        *("#### Rule 1", "#### Rule 2", "#### Rule 3", "### Some"),
    ]


def test_words_that_are_struck_out_are_told(workspace: TestWorkspace, call: Run) -> None:
    data = pdf(f"#head[1][Trips]\n#c[1.1][{WORDS} #strike[Nobody goes] Parents go. #underline[So]]")
    one = imported(workspace, call, data)
    assert one.codes == ["struck-out"]
    assert "“Nobody goes”" in one.found["remarks"][0]["message"]
    assert "Nobody goes Parents go." in one.body


def test_an_appendix_is_not_taken_for_the_section_of_its_number(
    workspace: TestWorkspace, call: Run
) -> None:
    body = f"#head[1][Trips]\n#c[1.1][{WORDS} See Appendix 1 and section 1.]\n"
    one = imported(workspace, call, pdf(body))
    assert one.lines[-1].endswith("See Appendix 1 and section [](#trips).")
    assert one.codes == ["reference-unresolved"]


def test_a_minus_sign_before_a_line_is_its_bullet(workspace: TestWorkspace, call: Run) -> None:
    rows = "".join(f"#grid(columns: (0.8cm, 1fr))[−][{word};]\n" for word in ("bags", "coats"))
    one = imported(workspace, call, pdf(f"#head[1][Trips]\n#c[1.1][Bring:]\n{rows}"))
    assert one.lines[-2:] == ["   - bags;", "   - coats;"]
