"""What a Word file says, whatever its words are wrapped in."""

import pytest
from word_files import (
    LEGAL,
    PNG,
    WML,
    abstract,
    docx,
    field,
    notes,
    num,
    p,
    part,
    place,
    r,
    t,
    table,
)
from word_shown import document_words, letters, read, shown

from minuted.readers.word.raw_words import raw_words

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
MATHS = (
    "<m:oMath><m:r><m:t>a+b</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>"
)
TICK = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/>'
    "</w:checkBox>"
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CHOICE = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="daily"/><w:listEntry w:val="weekly"/></w:ddList></w:ffData>'
    "</w:fldChar></w:r>"
    "<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
STYLES = (
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/>'
    "</w:rPr></w:style>"
)

CASES = {
    "emphasis": (
        p(r("You must "), r("not", "b"), r(" do "), r("this", "i"), r(" or "), r("that", "b", "i")),
        ["You must **not** do *this* or ***that***"],
    ),
    "a bold space is not bold": (
        p(r("You must", "b"), r(" ", "b"), r("not.")),
        ["**You must** not."],
    ),
    "runs that Word has cut up": (p(r("un"), r("decid"), r("ed")), ["undecided"]),
    "raised and lowered": (
        p(r("H"), r("2", "vertAlign=subscript"), r("O on the 2"), r("nd", "vertAlign=superscript")),
        ["H~2~O on the 2^nd^"],
    ),
    "a character style": (
        p(r("A "), r("strong", "rStyle=Strong"), r(" word.")),
        ["A **strong** word."],
    ),
    "a style's own bold is its look": (
        p("Loud from end to end, and a sentence.", style="Loud"),
        ["Loud from end to end, and a sentence."],
    ),
    "tabs, breaks and hyphens": (
        p(
            "<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/>"
            "<w:t>four</w:t><w:softHyphen/><w:t>teen</w:t></w:r>"
        ),
        ["one two↵three‑fourteen"],
    ),
    "a page that ends in a sentence": (
        p('<w:r><w:t>one</w:t><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>two</w:t></w:r>'),
        ["one two"],
    ),
    "soft hyphens and zero-width spaces": (p("para\xadgraph\u200b s"), ["paragraph s"]),
    "spaces that the file does not keep": (
        p('<w:r><w:t> one </w:t></w:r><w:r><w:t xml:space="preserve"> two </w:t></w:r>'),
        ["one two"],
    ),
    "signs of picture fonts": (
        p(
            "Tick <w:r/>".replace("<w:r/>", ""),
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
            r(" 5", "x"),
        ),
        ["Tick ✓≥ 5"],
    ),
    "insides of wrappers": (
        p(
            "<w:smartTag><w:r><w:t>one </w:t></w:r></w:smartTag>".replace(
                "<w:t>", '<w:t xml:space="preserve">'
            ),
            "<w:customXml>" + r("two ") + "</w:customXml>",
            "<w:bdo>" + r("three ") + "</w:bdo>",
            "<w:sdt><w:sdtContent>" + r("four") + "</w:sdtContent></w:sdt>",
        ),
        ["one two three four"],
    ),
    "content controls around paragraphs": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("One.") + p("Two.") + "</w:sdtContent></w:sdt>",
        ["One.", "Two."],
    ),
    "a text box before its paragraph": (
        p(BOX.format(p("In the box.")), "Beside it."),
        ["In the box.", "Beside it."],
    ),
    "a text box after the first words": (
        p("Beside it.", BOX.format(p("In the box."))),
        ["Beside it.", "In the box."],
    ),
    "a text box with a numbered list": (
        p(BOX.format(p("One.", num=(1, 0)) + p("Two.", num=(1, 0)))),
        ["1. One.", "2. Two."],
    ),
    "a large first letter": (
        p("T", more='<w:framePr w:dropCap="drop"/>') + p("he school."),
        ["The school."],
    ),
    "a formula": (p("Take ", MATHS, " of it."), ["Take a+b1 of it."]),
    "a reading over a word": (
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>tō</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>"
        ),
        ["東 (tō)"],
    ),
    "hidden words are left out": (
        p(r("Seen "), r("unseen", "vanish"), r("again.")),
        ["Seen again."],
    ),
    "a tick box": (p("Agreed ", TICK.format(1), " ", TICK.format(0)), ["Agreed ☒ ☐"]),
    "a choice": (p("Checked ", CHOICE), ["Checked weekly"]),
    "what a field shows": (
        p(
            "On ",
            field('DATE \\@ "d MMMM yyyy"', "6 May 2024"),
            " at ",
            field("DOCPROPERTY Site", "Ash"),
        ),
        ["On 6 May 2024 at Ash"],
    ),
    "a simple field": (
        p('<w:fldSimple w:instr=" STYLEREF Title ">' + r("Visits") + "</w:fldSimple>", " policy"),
        ["Visits policy"],
    ),
    "a field in the code of another": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText>'
            "</w:r>",
            field("MERGEFIELD Phase", "Infant"),
            '<w:r><w:instrText> = "x" "a" "b"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("b"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            " only",
        ),
        ["b only"],
    ),
    "a mark without its counterpart": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Still here.") + p("Here too."),
        ["Still here.", "Here too."],
    ),
    "an index entry": (
        p("Visitors", field('XE "Visitors"', "").replace(r(""), ""), " sign in."),
        ["Visitors sign in."],
    ),
    "a link field": (
        p("See ", field('HYPERLINK "https://example.org/a"', "the site"), "."),
        ["See [the site](https://example.org/a)."],
    ),
    "a link within the text": (
        p(place("Care"), "Take care.")
        + p('<w:hyperlink w:anchor="Care">' + r("See there") + "</w:hyperlink>"),
        ["{Care} Take care.", "[See there→Care]"],
    ),
    "a reference to a number": (
        p("One.", num=(1, 0))
        + p(place("_Ref1"), "Two.", num=(1, 1))
        + p("As paragraph ", field("REF _Ref1 \\w \\h", "1.1"), " says."),
        ["1. One.", "1.1 {_Ref1} Two.", "As paragraph [1.1→_Ref1] says."],
    ),
    "a place with two names": (
        p(place("_Ref1"), place("_Ref2", 2), "Two.", num=(1, 0))
        + p(
            field("REF _Ref2 \\r", "1"),
            " and ",
            field("REF _ref1 \\r", "1"),
            " and ",
            field("PAGEREF _Ref1", "7"),
        ),
        ["1. {_Ref1} Two.", "[1→_Ref1] and [1→_Ref1] and [7→_Ref1]"],
    ),
    "a reference that Word lost": (
        p("See ", field("REF _Ref9", "Error! Reference source not found."), "."),
        ["See Error! Reference source not found.."],
    ),
    "typed bullets": (
        p("•\tOne") + p("- Two") + p("o\tThree") + p("\uf0b7\tFour"),
        ["• One", "• Two", "• Three", "• Four"],
    ),
    "typed numbers": (
        p("1.\tUse")
        + p("1.1 You must not.")
        + p("(a)\tat home;")
        + p("b) at school;")
        + p("iv. at sea;")
        + p("Section 1.06 Records: keep them.")
        + p("2.2A.1 Added.")
        + p("4.3(a) Deep."),
        [
            "1. Use",
            "1.1 You must not.",
            "(a) at home;",
            "b) at school;",
            "iv. at sea;",
            "Section 1.06 Records: keep them.",
            "2.2A.1 Added.",
            "4.3(a) Deep.",
        ],
    ),
    "what only looks like a number": (
        p("5 days are allowed.")
        + p("9.30 am is early.")
        + p("1.5 metres apart.")
        + p("2022 was a year.")
        + p("A policy is a text.")
        + p("I am here.")
        + p("i.e. this."),
        [
            "5 days are allowed.",
            "9.30 am is early.",
            "1.5 metres apart.",
            "2022 was a year.",
            "A policy is a text.",
            "I am here.",
            "i.e. this.",
        ],
    ),
    "lines that were broken by hand": (
        p(
            "<w:r><w:t>1.1 One.</w:t><w:br/><w:t>1.2 Two.</w:t><w:br/><w:br/><w:t>Three."
            "</w:t></w:r>"
        ),
        ["1.1 One.", "1.2 Two.", "Three."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words_are_read(name):
    body, wanted = CASES[name]
    assert shown(docx(body, styles=STYLES)) == wanted


@pytest.mark.parametrize("name", CASES)
def test_the_raw_words_are_those_that_were_read(name):
    data = docx(CASES[name][0], styles=STYLES)
    document = read(data)
    words = document_words(document)
    for one in document.omitted:
        words += letters(one.text)
    assert sorted(words) == sorted(letters("".join(raw_words(data))))


def test_notes_stand_at_their_marks():
    data = docx(
        p(
            "One",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            " and two",
            '<w:r><w:endnoteReference w:id="2"/></w:r>',
            ".",
        ),
        parts={
            "word/footnotes.xml": notes("footnote", "At the foot."),
            "word/endnotes.xml": notes("endnote", "At the end."),
        },
        relations=[("rIdF", "footnotes", "footnotes.xml"), ("rIdE", "endnotes", "endnotes.xml")],
    )
    assert shown(data) == ["One[^At the foot.] and two[^At the end.]."]
    assert raw_words(data) == ["One", "At", "the", "foot.", "and", "two", "At", "the", "end.", "."]


def test_a_note_in_a_note_or_in_the_text_takes_no_words_away_from_where_they_stand():
    inner = f'<w:footnote w:id="{{}}">{p("Inner.")}</w:footnote>'
    data = docx(
        p("One", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        inner.format(2),
        parts={
            "word/footnotes.xml": part(
                "footnotes",
                f'<w:footnote w:id="2">{p("Before.")}<w:footnote/>{inner.format(3)}{p("After.")}'
                "</w:footnote>",
            )
        },
        relations=[("rIdF", "footnotes", "footnotes.xml")],
    )
    assert shown(data) == ["One[^Before. / After.]"]
    assert raw_words(data) == ["One", "Before.", "Inner.", "After.", "Inner."]


@pytest.mark.parametrize(
    ("said", "wanted"), [("", "daily"), ("none", "daily"), ("1", "weekly"), ("7", "")]
)
def test_a_choice_that_cannot_be_is_the_first(said, wanted):
    form = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
        f'<w:result w:val="{said}"/><w:listEntry w:val="daily"/><w:listEntry w:val="weekly"/>'
        "</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = docx(p("Lunch ", form))
    assert raw_words(data) == shown(data)[0].split() == ["Lunch", *wanted.split()]


def test_letters_around_a_run_that_stands_among_them_are_raw_words_too():
    data = docx(p('<w:r><w:t xml:space="preserve">One <w:r><w:t>two</w:t></w:r> three</w:t></w:r>'))
    assert raw_words(data) == ["One", "two", "three"]


def test_a_list_in_a_note_does_not_count_in_the_text():
    data = docx(
        p("One", '<w:r><w:footnoteReference w:id="2"/></w:r>', num=(1, 0)),
        p("Two", num=(1, 0)),
        parts={
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{p("x", num=(1, 0))}</w:footnote>'
            )
        },
        relations=[("rIdF", "footnotes", "footnotes.xml")],
    )
    assert shown(data) == ["1. One[^1. x]", "2. Two"]


def test_a_picture_comes_with_its_words_and_bytes():
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="3600000" cy="1"/><wp:docPr id="1" name="x" '
        'descr="The  school gate"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rIdP"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    data = docx(
        p(drawing),
        parts={"word/media/gate.png": PNG},
        relations=[("rIdP", "image", "media/gate.png")],
    )
    document = read(data)
    (image,) = document.parts[0].inlines
    assert (image.alt, image.width, image.path) == ("The school gate", 100.0, "media/gate.png")
    assert document.pictures[image.sha256].data == PNG


def test_a_picture_outside_the_file_is_not_fetched_but_told():
    blip = '<w:r><w:drawing><a:blip r:embed="rIdP"/></w:drawing></w:r>'
    outside = ("rIdP", "image", "https://example.org/x.png", "External")
    document = read(docx(p(blip, "Words."), relations=[outside]))
    assert [one.code for one in document.remarks] == ["picture-outside"]
    assert document.pictures == {}


def test_headers_footers_and_page_numbers_are_left_out_by_name():
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/>'
        '<w:footerReference r:id="rIdG"/></w:sectPr>'
    )
    data = docx(
        p("Words on page ", field("PAGE", "3"), "."),
        section,
        parts={
            "word/header1.xml": part("hdr", p("Ash Primary") + p("Visits policy")),
            "word/footer1.xml": part("ftr", p("Page ", field("PAGE", "3"))),
        },
        relations=[("rIdH", "header", "header1.xml"), ("rIdG", "footer", "footer1.xml")],
    )
    document = read(data)
    assert shown(data) == ["Words on page ."]
    assert [(one.kind, one.text) for one in document.omitted] == [
        ("header", "Ash Primary Visits policy"),
        ("footer", "Page"),
        ("page number", "3"),
    ]


def test_comments_are_told_with_their_author_and_left_out():
    data = docx(
        p("Words.", '<w:r><w:commentReference w:id="7"/></w:r>'),
        parts={
            "word/comments.xml": part(
                "comments", f'<w:comment w:id="7" w:author="A clerk">{p("Really?")}</w:comment>'
            )
        },
        relations=[("rIdC", "comments", "comments.xml")],
    )
    document = read(data)
    assert [(one.kind, one.text) for one in document.omitted] == [("comment", "Really?")]
    (remark,) = document.remarks
    assert "by A clerk here: “Really?”" in remark.message
    assert remark.place.words == "paragraph 1"


def test_properties_are_claims_and_nothing_else():
    core = (
        "<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Visits</dc:title>'
        "</cp:coreProperties>"
    )
    custom = (
        '<Properties xmlns="x"><property name="Version"><lpwstr>9</lpwstr></property></Properties>'
    )
    from word_files import relationships

    rels = relationships(
        [
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", "core-properties", "docProps/core.xml"),
            ("rId3", "custom-properties", "docProps/custom.xml"),
        ]
    )
    data = docx(
        p("Words."),
        parts={"docProps/core.xml": core, "docProps/custom.xml": custom, "_rels/.rels": rels},
    )
    document = read(data)
    assert document.properties == {"title": "Visits", "Version": "9"}
    assert document.title == ""


def test_a_stale_reference_is_told():
    document = read(
        docx(
            p("One.", num=(1, 0)),
            p(place("_Ref1"), "Two.", num=(1, 1)),
            p("As ", field("REF _Ref1 \\w", "1.4"), " says."),
        )
    )
    (remark,) = document.remarks
    assert remark.code == "stale-reference"
    assert "1.4" in remark.message
    assert "1.1" in remark.message


def test_tables_keep_their_cells_and_say_what_is_merged():
    wide, start, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = docx(
        table(
            ["Version", (wide, "Decision")],
            [(start, "1"), "6.9.22", "FGB/2223/060922/15"],
            [(goes_on, ""), "29.8.23", "RMC/2223/290823/1"],
            header=1,
        )
    )
    (grid,) = read(data).parts
    assert shown(data) == [
        "| Version | Decision | ",
        "| 1 | 6.9.22 | FGB/2223/060922/15",
        "|  | 29.8.23 | RMC/2223/290823/1",
    ]
    assert grid.header_rows == 1
    assert grid.continued == {(0, 2), (2, 0)}


def test_numbers_in_cells_are_kept_beside_the_words():
    data = docx(
        table([p("One.", num=(1, 0)), p("Ball.", num=(2, 0))], [p("Two.", num=(1, 0)), "x"]),
        lists=LEGAL + abstract(5, "bullet •") + num(2, 5),
    )
    (grid,) = read(data).parts
    assert dict(grid.labels) == {(0, 0, 0): "1.", (0, 1, 0): "•", (1, 0, 0): "2."}


def test_a_table_in_a_table_is_read_and_told():
    data = docx(table(["a", table(["b", "c"]) + p("d")]))
    assert shown(data) == ["| a | b / c / d"]
    assert [one.code for one in read(data).remarks] == ["nested-table"]


def test_a_frame_of_one_cell_is_no_table():
    assert shown(docx(table([p("One.", num=(1, 0)) + p("Two.")]))) == ["1. One.", "Two."]


def test_a_file_with_macros_is_read_and_they_are_told():
    data = docx(
        p("Words."),
        parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        relations=[("rIdV", "vbaProject", "vbaProject.bin")],
    )
    assert shown(data) == ["Words."]
    assert [one.code for one in read(data).remarks] == ["macros"]


def test_a_remark_that_comes_a_thousand_times_is_told_fifty_times():
    document = read(docx(p(*(field("MERGEFIELD x", "y") for _ in range(1000)))))
    assert len(document.remarks) == 51
    assert "950 more" in document.remarks[0].message


def test_a_strict_document_is_read_like_any_other():
    body = docx(p("One.", num=(1, 0)))
    import io
    import zipfile

    from word_files import zipped

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for name, xml in content.items():
        content[name] = xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    data = zipped(content)
    assert shown(data) == ["1. One."]
    assert raw_words(data) == ["One."]


def test_word_ml_of_the_test_files_is_what_word_writes():
    assert t("a & b") == '<w:t xml:space="preserve">a &amp; b</w:t>'
    assert WML.endswith("wordprocessingml.")
