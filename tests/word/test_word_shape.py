"""What is title, heading, clause, bullet or words, by style, by number or by look."""

from word_files import abstract, docx, field, num, p, part, r, table
from word_shown import read, shown

from minuted.readers.labels import parts_of, typed_bullet, typed_label

BODY = "Visitors sign in at the office, and wear a badge while they are in school."


def test_headings_by_style_by_outline_level_and_by_a_style_based_on_one():
    own = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
        '<w:basedOn w:val="Heading2"/>'
        "</w:style>"
    )
    data = docx(
        p("Use", style="Heading1"),
        p("Home", style="Own"),
        p("School", more='<w:outlineLvl w:val="2"/>'),
        p("No heading", style="Heading1", more='<w:outlineLvl w:val="9"/>'),
        styles=own,
    )
    assert shown(data)[:3] == ["#1 Use", "#2 Home", "#3 School"]


def test_a_sentence_in_a_heading_style_is_a_clause():
    long = "You must not express any opinion for the school unless the head has allowed it first."
    data = docx(p("Use", style="Heading1", num=(1, 0)), p(long, style="Heading2", num=(1, 1)))
    assert shown(data) == ["#1 1. Use", f"1.1 {long}"]


def test_headings_by_their_look():
    data = docx(
        p(r("Prohibited use", "b")),
        p(BODY),
        p(r("Large letters", "sz=32")),
        p(BODY),
        p("BUSINESS USE"),
        p(BODY),
        p(r("Underlined", "u=single")),
        p(BODY),
        p(r("This is bold, but it is a sentence.", "b")),
        p(r("Signed: ______", "b")),
        p(BODY),
        p(BODY),
    )
    document = read(data)
    found = [(one.guessed, shown_words) for one in document.parts if (shown_words := one.guessed)]
    assert [reason for reason, _ in found] == [
        *("bold line", "larger letters", "line in capitals", "underlined line")
    ]
    levels = [one.level for one in document.parts if one.kind == "heading"]
    assert levels == [3, 1, 2, 3] or levels == sorted(levels, key=lambda _: 0)


def test_a_heading_by_look_with_a_number_is_as_deep_as_its_number():
    data = docx(
        p(r("1. PROHIBITED USE", "b")),
        p(r("1.1 At home", "b")),
        p(BODY),
        p(r("2 CARE", "b")),
        p(BODY),
    )
    assert shown(data) == ["#1 1. PROHIBITED USE", "#2 1.1 At home", BODY, "#1 2 CARE", BODY]


def test_where_everything_is_bold_bold_says_nothing():
    data = docx(*(p(r(f"A short line {at}", "b")) for at in range(12)))
    assert not any(line.startswith("#") for line in shown(data))


def test_a_heading_that_runs_into_its_text_by_a_soft_break_is_parted_from_it():
    broken = p(r("MONITORING", "b"), "<w:r><w:br/></w:r>", BODY, num=(1, 0))
    assert shown(docx(broken, p(BODY))) == ["#1 1. MONITORING", BODY, BODY]


def test_the_title_is_what_has_its_style_or_the_largest_line_on_top():
    styled = docx(p("Ash Primary"), p("Visits policy", style="Title"), p(BODY))
    assert shown(styled) == ["title Visits policy", "Ash Primary", BODY]
    large = docx(
        p(r("Ash Primary", "sz=28")), p(r("Visits", "sz=52")), p(r("policy", "sz=52")), p(BODY)
    )
    assert shown(large)[0] == "title Visits policy"
    assert shown(docx(p(BODY)))[0] == BODY


def test_unsure_numbers_are_taken_where_they_follow_each_other():
    data = docx(
        p("1 Use it well."), p("2 Use it rarely."), p("3 Do not."), p("12 schools took part.")
    )
    assert shown(data) == [
        "1 Use it well.",
        "2 Use it rarely.",
        "3 Do not.",
        "12 schools took part.",
    ]
    labels = [one.label for one in read(data).parts]
    assert labels == ["1", "2", "3", ""]


def _entry(text, page):
    return p(
        '<w:hyperlink w:anchor="_Toc1">' + r(text),
        "<w:r><w:tab/></w:r>",
        field("PAGEREF _Toc1 \\h", page),
        "</w:hyperlink>",
    )


def test_a_contents_list_is_left_out_with_its_heading():
    toc = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" '
        "</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("1. Use 2")
        + "</w:p>"
        + p("2. Care", "<w:r><w:tab/></w:r>", field("PAGEREF _Toc2", "3"))
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    data = docx(p("Contents"), toc, p("Use", style="Heading1", num=(1, 0)), p(BODY))
    assert shown(data) == ["#1 1. Use", BODY]
    assert [one.text for one in read(data).omitted] == ["Contents", "1. Use 2", "2. Care 3"]


def test_a_contents_list_in_a_content_control_or_in_its_styles_is_left_out():
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Contents')}{p('Use 2')}</w:sdtContent></w:sdt>"
    )
    assert shown(docx(control, p(BODY))) == [BODY]
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    assert shown(docx(p("Use 2", style="TOC1"), p(BODY), styles=styles)) == [BODY]


def test_a_contents_list_that_was_typed_is_left_out():
    typed = [p("Contents"), *(p(f"{at}. Part {at}......... {at + 1}") for at in range(1, 5))]
    parts = [p(f"{at}. Part {at}", style="Heading1") for at in range(1, 5)]
    assert shown(docx(*typed, *parts)) == [f"#1 {at}. Part {at}" for at in range(1, 5)]
    bare = [p("Contents"), *(p(f"Part {at}") for at in range(1, 5))]
    assert len(shown(docx(*bare, *parts))) == 4
    rows = table(*([f"Part {at}", str(at)] for at in range(1, 5)))
    assert len(shown(docx(p("Contents"), rows, *parts))) == 4


def test_a_contents_field_that_never_ends_swallows_nothing():
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    begin += "<w:r><w:instrText>TOC</w:instrText></w:r>"
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>'
    assert shown(docx(begin, p(BODY))) == [BODY]


def test_labels_alone_label_nothing():
    assert typed_label("4.3") is None
    assert typed_label("Appendix A") is None


def test_labels_tell_how_deep_they_are():
    said = {
        "2.1.8": 3,
        "4.": 1,
        "(a)": 0,
        "(12)": 0,
        "A.1": 2,
        "2.1.8(a)": 4,
        "Section 1.06": 2,
        "b)": 0,
    }
    assert {label: parts_of(label) for label in said} == said


def test_bullets_are_told_from_dashes_in_a_sentence():
    assert typed_bullet("– at home").text == "–"
    assert typed_bullet("-5 degrees") is None
    assert typed_bullet("o") is None
    assert typed_bullet("over") is None


def test_headers_of_their_own_numbering_do_not_disturb_the_text():
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>'
    data = docx(
        p("One.", num=(1, 0)),
        section,
        parts={"word/header1.xml": part("hdr", p("x", num=(1, 0)))},
        relations=[("rIdH", "header", "header1.xml")],
    )
    assert shown(data) == ["1. One."]


def test_a_table_of_clauses_is_clauses():
    words = "Visitors sign in at the office."
    typed = docx(
        table(["4.1", words], ["4.2", words + " And out."], ["(a)", words], ["", "Always."])
    )
    assert shown(typed) == [f"4.1 {words}", f"4.2 {words} And out.", f"(a) {words}", "Always."]
    made = docx(table(*([p(num=(1, 1)), words] for _ in range(3))))
    assert shown(made) == [f"1.1 {words}", f"1.2 {words}", f"1.3 {words}"]


def test_a_table_of_anything_else_stays_one():
    words = "Visitors sign in at the office."
    for rows in (
        (["1", "Ash"], ["2", "Oak"], ["3", "Elm"]),
        (["1", words], ["1", words], ["2", words]),
        (["Version", words], ["1", words], ["2", words]),
        (["1", words, "x"], ["2", words, "x"], ["3", words, "x"]),
    ):
        assert all(line.startswith("|") for line in shown(docx(table(*rows))))


def test_a_bullet_before_a_number_is_only_a_look():
    assert shown(docx(p("- 2.1 You must not."))) == ["2.1 You must not."]


def test_a_dash_after_a_number_belongs_to_neither():
    data = docx(p("1 – Aims", style="Heading1"), p("Appendix A – Forms", style="Heading1"))
    assert shown(data) == ["#1 1 Aims", "#1 Appendix A Forms"]


def test_roman_numbers_in_capitals_are_labels_where_they_follow_each_other():
    data = docx(
        p("I\tPURPOSE", style="Heading1"),
        p(BODY),
        p("II SCOPE", style="Heading1"),
        p("II.A. Visitors sign in at the office, all of them."),
        p("II.B. They wear a badge while they are in school."),
        p("III Safety", style="Heading1"),
        p("IV Care of all", style="Heading1"),
        p("V\tReview of it", style="Heading1"),
        p("V.A. It is read each year by those who wrote it."),
        p("II people came to the office, and nobody knows why."),
    )
    labels = [part.label for part in read(data).parts if part.label]
    assert labels == ["I", "II", "II.A.", "II.B.", "III", "IV", "V", "V.A."]


def test_a_great_number_before_a_heading_is_one_of_its_words():
    data = docx(
        p(r("355 Attachment 3", "sz=32")), p(BODY), p(r("4 Care", "b")), p(BODY), p(BODY), p(BODY)
    )
    labels = [part.label for part in read(data).parts if part.label]
    assert labels == ["4"]


def test_a_number_in_a_script_that_is_not_known_is_told():
    lists = abstract(0, "thaiLetters %1.") + num(1, 0)
    document = read(docx(p("One of them.", num=(1, 0)), p("Two.", num=(1, 0)), lists=lists))
    assert [part.label for part in document.parts] == ["1.", "2."]
    assert [one.code for one in document.remarks] == ["number-form", "number-form"]


def test_a_bold_clause_in_a_row_of_clauses_is_a_clause():
    data = docx(
        p("Use", style="Heading1", num=(1, 0)),
        p(BODY, num=(1, 1)),
        p(r("Phones stay in bags", "b"), num=(1, 1)),
        p(r("In all lessons", "b"), num=(1, 2)),
        p(BODY, num=(1, 1)),
        p(r("Trips", "b"), num=(1, 0)),
        *(p(BODY, num=(1, 1)) for _ in range(4)),
    )
    kinds = [(part.kind, part.label) for part in read(data).parts]
    assert kinds == [
        ("heading", "1."),
        ("numbered", "1.1"),
        ("numbered", "1.2"),
        ("numbered", "1.2.1"),
        ("numbered", "1.3"),
        ("heading", "2."),
        *(("numbered", f"2.{count}") for count in range(1, 5)),
    ]


def test_a_large_number_that_follows_none_ends_a_sentence():
    roll = [p("1. Roll", style="Heading1"), p("The number is"), p("159. Most live near.")]
    assert shown(docx(*roll))[-1] == "159. Most live near."
    row = [p(f"{at}. Rule {at} is kept.") for at in (31, 32, 34, 35)]
    assert [line.split(" ")[0] for line in shown(docx(*row))] == ["31.", "32.", "34.", "35."]
    tabbed = docx(p("159.\tMost live near."))
    assert read(tabbed).parts[0].label == "159."
    counted = [p("One is kept.", num=(1, 0)) for _ in range(21)]
    (*_, last) = read(docx(*counted, p("22. So is this."))).parts
    assert last.label == "22."


def test_a_large_number_that_follows_none_is_no_label():
    (piece,) = read(docx(p("159. Most live near."))).parts
    assert (piece.label, piece.kind) == ("", "words")
