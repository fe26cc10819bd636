"""The text in the body: every word and number, in order, as the model has them."""

import re
from dataclasses import replace

import pypandoc
import pytest
from lxml import etree
from word_reading import (
    NS,
    PIC,
    TEMPLATE,
    WP,
    Numbers,
    W,
    assert_names,
    assert_sound,
    assert_types,
    changed,
    everything_said,
    expected,
    parts,
    plain,
    stamped,
    tree,
    with_part,
    words,
)

from minuted.errors import RenderError
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Bullets,
    Clause,
    Emphasis,
    Field,
    Footnote,
    Image,
    Link,
    Numbering,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Strong,
    Table,
    Text,
)
from samples import COPY, DRAFT, IMAGES, LOGO, OTHER_COPY, PICTURE_SHA, png, rich_policy


def para(*inlines):
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def policy(*blocks):
    return Policy(FrontMatter("Policy"), blocks)


def clause(number, depth, *inlines, **more):
    return Clause(number, depth, (para(*inlines),), **more)


def said_in_body(docx):
    """What the body says after the version table, number by number."""
    body = tree(docx).find(f"{W}body")
    first = [e.tag for e in body].index(f"{W}tbl")
    everything = list(Numbers(docx).paragraphs())
    return everything[first:]


@pytest.mark.parametrize("copy", [COPY, DRAFT, OTHER_COPY], ids=["copy", "draft", "other"])
def test_word_prints_the_policys_own_numbers_and_words(copy):
    assert said_in_body(stamped(copy)) == expected(rich_policy(), copy)


def test_pandoc_finds_every_word_in_order(tmp_path):
    path = tmp_path / "copy.docx"
    path.write_bytes(stamped())
    read = pypandoc.convert_file(str(path), "plain", format="docx", extra_args=["--wrap=none"])
    at = 0
    # Pandoc writes raised and lowered letters in its own way, and a mark for each note.
    found = re.sub(r"\[\d+\]", "", read).replace("₂", "2").replace("^(nd)", "nd")
    for _, said in expected(rich_policy()):
        for word in said.split():
            at = found.find(word, at)
            assert at >= 0, word
            at += len(word)


def test_numbers_go_on_past_ten_past_z_and_in_roman():
    letters = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"]
    deepest = tuple(clause(f"11.12.13(bb)({r})", 5, r) for r in romans)
    fourth = [clause(f"11.12.13({a})", 4, a) for a in letters]
    fourth[-1] = replace(fourth[-1], children=deepest)
    third = [clause(f"11.12.{n}", 3, "third") for n in range(1, 14)]
    third[-1] = replace(third[-1], children=tuple(fourth))
    second = [clause(f"11.{n}", 2, "second") for n in range(1, 13)]
    second[-1] = replace(second[-1], children=tuple(third))
    top = [Section(str(n), 1, (Text("top"),)) for n in range(1, 12)]
    top[-1] = replace(top[-1], children=tuple(second))
    text = policy(*top)
    assert said_in_body(stamped(policy=text)) == expected(text)


def test_clauses_without_any_section_count_from_one():
    text = policy(
        clause("1", 1, "one", children=(clause("1.1", 2, "below"),)), clause("2", 1, "two")
    )
    assert said_in_body(stamped(policy=text)) == expected(text)


def test_sections_under_an_appendix_count_as_appendices():
    inner = Section(
        "A.1", 2, (Text("Inner"),), (clause("A.1.1", 3, "c"),), numbering=Numbering.APPENDIX
    )
    text = policy(
        Section("1", 1, (Text("One"),)),
        Section("A", 1, (Text("First"),), (inner,), numbering=Numbering.APPENDIX),
        Section("B", 1, (Text("Second"),), numbering=Numbering.APPENDIX),
        Section("2", 1, (Text("Two"),)),
    )
    assert said_in_body(stamped(policy=text)) == expected(text)


def test_an_inserted_section_and_what_is_under_it_do_not_disturb_the_count():
    own = Section(
        "1A", 1, (Text("Own"),), (clause("1A.1", 2, "of it", inserted=True),), inserted=True
    )
    text = policy(Section("1", 1, (Text("One"),)), own, Section("2", 1, (Text("Two"),)))
    assert said_in_body(stamped(policy=text)) == expected(text)


def test_an_inserted_clause_stands_where_an_automatic_number_would():
    document = tree(stamped())
    [paragraph] = [p for p in document.iter(f"{W}p") if words(p).startswith("2.2A\t")]
    [level] = tree(stamped(), "word/numbering.xml").xpath(
        "//w:abstractNum[1]/w:lvl[@w:ilvl='1']/w:pPr/w:ind", namespaces=NS
    )
    assert dict(paragraph.find(f"{W}pPr/{W}ind").attrib) == dict(level.attrib)


def test_a_text_whose_numbers_word_would_not_print_is_refused_by_number():
    with pytest.raises(RenderError, match=r"Word would print 1\.1 .* 1\.2") as error:
        stamped(policy=policy(Section("1", 1, (Text("One"),), (clause("1.2", 2, "gap"),))))
    assert error.value.address == "1.2"


def test_a_passage_that_was_not_settled_is_refused():
    with pytest.raises(RenderError, match="passage was not settled"):
        stamped(policy=policy(Passage(PassageKind.ONLY, ("AS",), ())))


def test_a_numbered_paragraph_has_its_style_and_its_number():
    document = tree(stamped())
    seen = {}
    for paragraph in document.find(f"{W}body").iterchildren(f"{W}p"):
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        if level is not None:
            style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            num = paragraph.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
            seen.setdefault((style, num), set()).add(level.get(f"{W}val"))
    assert seen["Heading1", "1"] == {"0"}
    assert seen["Heading2", "1"] == {"1"}
    assert [seen[f"Clause{n}", "1"] for n in (2, 3, 4, 5)] == [{"1"}, {"2"}, {"3"}, {"4"}]
    assert seen["AppendixHeading", "2"] == {"0"}
    assert seen["Clause2", "2"] == {"1"}


def test_a_reference_follows_its_place_and_shows_its_number():
    document = tree(stamped())
    [code] = [i for i in document.iter(f"{W}instrText") if "REF " in i.text]
    name = code.text.split()[1]
    assert code.text.split()[2:] == ["\\w", "\\h"]
    [start] = document.xpath(f"//w:bookmarkStart[@w:name='{name}']", namespaces=NS)
    assert words(start.getparent()) == "depth five;"
    kinds = [f.get(f"{W}fldCharType") for f in code.getparent().getparent().iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    shown = code.getparent().getnext().getnext()
    assert words(shown) == "2.1.1(a)(i)"


def test_references_that_word_cannot_count_are_links_and_lost_ones_plain():
    document = tree(stamped())
    links = {words(h): h.get(f"{W}anchor") for h in document.iter(f"{W}hyperlink")}
    assert set(links) == {"2.2A", "the section on tables", "a link"}
    for said in ("2.2A", "the section on tables"):
        [start] = document.xpath(f"//w:bookmarkStart[@w:name='{links[said]}']", namespaces=NS)
        assert words(start.getparent()).startswith(("2.2A\tA clause", "Tables and pictures"))
    [lost] = [r for r in document.iter(f"{W}r") if words(r).startswith("; 9.9 is ")]
    assert words(lost.getnext()) == "9.9"
    assert lost.getnext().tag == f"{W}r"


def test_a_link_goes_to_the_address_that_the_author_wrote():
    rels = tree(stamped(), "word/_rels/document.xml.rels")
    [external] = [r for r in rels if r.get("TargetMode") == "External"]
    assert external.get("Target") == "https://example.org/a?b=1&c=%20d"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
        ("https://exämple.org/é", "https://ex%C3%A4mple.org/%C3%A9"),
        ("mailto:office@example.org", "mailto:office@example.org"),
    ],
)
def test_odd_characters_of_an_address_are_encoded(address, written):
    docx = stamped(policy=policy(para(Link((Text("x"),), address))))
    targets = [r.get("Target") for r in tree(docx, "word/_rels/document.xml.rels")]
    assert written in targets
    assert_sound(docx)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://", "http://[x", "//x", ""])
def test_an_address_that_word_would_choke_on_is_refused(address):
    text = policy(Section("1", 1, (Text("T"),), (clause("1.1", 2, Link((Text("x"),), address)),)))
    with pytest.raises(RenderError, match="no address that Word accepts") as error:
        stamped(policy=text)
    assert error.value.address == "1.1"


def test_footnotes_are_words_own():
    docx = stamped()
    [reference] = tree(docx).iter(f"{W}footnoteReference")
    notes = tree(docx, "word/footnotes.xml")
    [note] = notes.xpath(f"w:footnote[@w:id='{reference.get(f'{W}id')}']", namespaces=NS)
    assert words(note) == " First note with emphasis."
    assert [words(r) for r in note.iter(f"{W}r") if r.find(f"{W}rPr/{W}i") is not None] == [
        "emphasis"
    ]


def test_footnotes_join_those_that_the_template_has():
    note = (
        f'<w:footnotes xmlns:w="{W[1:-1]}">'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>Of {{ trust.name }}.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    reference = '<w:footnoteReference w:id="7"/></w:r></w:p><w:p'
    template = with_part(
        "word/footnotes.xml",
        note.encode(),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f'Type="{NS["r"]}/footnotes" Target="footnotes.xml"',
    )
    template = changed(
        template,
        replace={
            "word/document.xml": [
                (
                    "{{ school.name }}</w:t></w:r></w:p><w:p",
                    "{{ school.name }}</w:t></w:r><w:r>" + reference,
                )
            ]
        },
    )
    link = Footnote(((Link((Text("see"),), "https://example.org/"), Field("school.name")),))
    docx = stamped(policy=policy(para("x", link)), template=template)
    assert_sound(docx)
    notes = tree(docx, "word/footnotes.xml")
    assert [(n.get(f"{W}id"), words(n)) for n in notes] == [
        ("-1", ""),
        ("7", "Of Quarry & Dale Learning Trust."),
        ("8", " seeAsh Primary School"),
    ]


def test_a_text_without_footnotes_brings_no_part_for_them():
    assert "word/footnotes.xml" not in parts(stamped(policy=policy(para("x"))))


def test_emphasis_strong_and_scripts_are_runs_of_their_own():
    document = tree(stamped())
    looks = {}
    for run in document.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is not None and words(run):
            looks[words(run)] = [etree.QName(p).localname for p in properties]
    assert looks["italic"] == ["i", "iCs"]
    assert looks["bold"] == ["b", "bCs"]
    assert looks["nd"] == ["vertAlign"]
    assert looks["file.txt"] == ["rStyle"]


def test_emphasis_inside_emphasis_is_upright_and_strong_inside_it_both():
    text = policy(para(Emphasis((Text("a"), Emphasis((Text("b"),)), Strong((Text("c"),))))))
    runs = {words(r): r for r in tree(stamped(policy=text)).iter(f"{W}r")}
    assert runs["a"].find(f"{W}rPr/{W}i") is not None
    assert runs["b"].find(f"{W}rPr/{W}i") is None
    assert {etree.QName(p).localname for p in runs["c"].find(f"{W}rPr")} == {"b", "bCs", "i", "iCs"}


def test_tables_repeat_their_heading_keep_rows_whole_and_say_what_they_are():
    tables = list(tree(stamped()).iter(f"{W}tbl"))[1:]
    assert len(tables) == 2
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True] + [False] * (
            len(rows) - 1
        )
        assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").startswith("Table under 3")
    described = tables[0].find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    assert described == "3 columns: Role, Name, Days. 2 rows."
    grid = [[int(c.get(f"{W}w")) for c in t.iter(f"{W}gridCol")] for t in tables]
    insets = [int(t.find(f"{W}tblPr/{W}tblInd").get(f"{W}w")) for t in tables]
    section = tree(stamped()).find(f"{W}body/{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    column = int(size.get(f"{W}w")) - sum(int(margins.get(f"{W}{m}")) for m in ("left", "right"))
    assert [sum(g) + i for g, i in zip(grid, insets, strict=True)] == [column, column]


def test_a_tables_columns_are_set_as_the_author_set_them():
    table = list(tree(stamped()).iter(f"{W}tbl"))[1]
    row = list(table.iter(f"{W}tr"))[1]
    cells = [(words(c), c.find(f"{W}p/{W}pPr/{W}jc")) for c in row.iter(f"{W}tc")]
    assert [(said, None if jc is None else jc.get(f"{W}val")) for said, jc in cells] == [
        ("Headteacher", None),
        ("the Headteacher", "center"),
        ("5", "right"),
    ]


def test_a_column_is_never_narrower_than_its_longest_word():
    row = ((Text("Headteacher"),), (Text("Staff must read this with care. " * 9),), (Text("9"),))
    table = Table(
        ((Text("Role"),), (Text("What they do"),), (Text("Number"),)), (row,), (Align.LEFT,) * 3
    )
    found = list(tree(stamped(policy=policy(table))).iter(f"{W}tbl"))[1]
    role, what, number = (int(c.get(f"{W}w")) for c in found.iter(f"{W}gridCol"))
    # Bold Arial of 11 points is 123 twips a letter on average, and a cell has margins of 170.
    assert role > 11 * 123 + 170
    assert number > 6 * 123 + 170
    assert what > 2 * (role + number)


def test_two_tables_in_a_row_stay_two_and_a_last_one_is_followed_by_a_paragraph():
    def table(said):
        return Table(((Text(said),),), (), (Align.LEFT,))

    docx = stamped(policy=policy(table("a"), table("b")))
    tags = [etree.QName(e).localname for e in tree(docx).find(f"{W}body")]
    assert tags[-6:] == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_without_words_in_its_heading_has_no_empty_heading_row():
    docx = stamped(
        policy=policy(Table(((), ()), (((Text("a"),), (Text("b"),)),), (Align.LEFT,) * 2))
    )
    table = list(tree(docx).iter(f"{W}tbl"))[1]
    assert len(list(table.iter(f"{W}tr"))) == 1
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "0"


def test_a_picture_has_its_words_and_its_size_at_96_pixels_an_inch():
    [drawing] = tree(stamped()).iter(f"{PIC}pic")
    inline = next(drawing.iterancestors(f"{WP}inline"))
    extent = inline.find("wp:extent", NS)
    assert (extent.get("cx"), extent.get("cy")) == (str(40 * 9525), str(20 * 9525))
    assert inline.find("wp:docPr", NS).get("descr") == "A plain red rectangle"


@pytest.mark.parametrize(("width", "shown"), [(50.0, 50 * 36_000), (900.0, None)])
def test_a_picture_is_as_wide_as_asked_but_never_wider_than_its_column(width, shown):
    docx = stamped(policy=policy(para(Image("x", "x.png", PICTURE_SHA, width))), images=IMAGES)
    extent = tree(docx).find(".//wp:extent", NS)
    column = int(tree(docx).find(f".//{W}tblW").get(f"{W}w")) * 635
    assert int(extent.get("cx")) == pytest.approx(shown or column, abs=10)
    assert int(extent.get("cy")) == pytest.approx(int(extent.get("cx")) / 2, abs=10)


def test_a_tall_picture_still_fits_a_page():
    docx = stamped(policy=policy(para(Image("x", "x.png", "ab"))), images={"ab": png(50, 4000)})
    extent = tree(docx).find(".//wp:extent", NS)
    section = tree(docx).find(f".//{W}sectPr")
    margins = section.find(f"{W}pgMar")
    height = int(section.find(f"{W}pgSz").get(f"{W}h"))
    height -= sum(int(margins.get(f"{W}{side}")) for side in ("top", "bottom"))
    assert int(extent.get("cy")) == pytest.approx(height * 635, abs=10)
    assert int(extent.get("cx")) == pytest.approx(height * 635 / 80, abs=10)


def test_an_svg_becomes_a_png_of_its_own_shape():
    docx = stamped(policy=policy(para(Image("x", "x.svg", "ab"))), images={"ab": LOGO})
    extent = tree(docx).find(".//wp:extent", NS)
    assert (extent.get("cx"), extent.get("cy")) == (str(120 * 9525), str(40 * 9525))
    [picture] = [c for n, c in parts(docx).items() if n.startswith("word/media/text-")]
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("images", "why"), [({}, "is missing"), ({"ab": b"no picture"}, "cannot be read")]
)
def test_a_picture_that_cannot_be_shown_is_refused_by_clause(images, why):
    text = policy(Section("1", 1, (Text("T"),), (clause("1.1", 2, Image("x", "red.png", "ab")),)))
    with pytest.raises(RenderError, match=rf"red\.png {why}") as error:
        stamped(policy=text, images=images)
    assert error.value.address == "1.1"


def test_bullets_of_every_level_have_the_lists_of_their_clause():
    inner = Bullets(((para("three"),),))
    middle = Bullets(((para("two"), inner),))
    bullets = Bullets(((para("one"), para("more of one"), middle),))
    text = policy(
        Section("1", 1, (Text("T"),), (Clause("1.1", 2, (para("lead"), bullets)),)),
    )
    docx = stamped(policy=text)
    levels = {}
    for paragraph in tree(docx).iter(f"{W}p"):
        num = paragraph.find(f"{W}pPr/{W}numPr")
        if num is not None:
            levels[words(paragraph)] = tuple(e.get(f"{W}val") for e in num)
    assert levels["one"][0] == "0"
    assert levels["more of one"] == ("0", "0")
    assert [levels["two"], levels["three"]] == [("1", levels["one"][1]), ("2", levels["one"][1])]


def test_a_clause_that_begins_with_bullets_still_has_its_number():
    bullets = Bullets(((para("dot"),),))
    text = policy(Clause("1", 1, (bullets,)), Clause("2", 1, ()), clause("3", 1, "three"))
    assert said_in_body(stamped(policy=text)) == [
        ("1", ""),
        ("•", "dot"),
        ("2", ""),
        ("3", "three"),
    ]


HOSTILE = [
    "<w:p/> & \"quotes\" 'n' ]]> &amp; <?minuted end?>",
    "{{ policy.title }} {{ logo }} {{ policy.text }}",
    "\x00\x01\x08\x0b\x1f\x7f\ufffe\uffff\ufdd0policy.title\ufdd1\ud800",
    "مدرسة النور – בית ספר – e\u0301\u0323 – 👩‍🏫 – 𝒳",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_stay_words(said):
    kept = re.sub("[\x00-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", "", said)
    copy = replace(COPY, audience_name=said, title=said, fields={"school.name": said})
    text = policy(para(said), para(Field("school.name"), ""))
    docx = stamped(replace(copy, minute=said, review=said), policy=text)
    assert_sound(docx)
    assert [s for _, s in said_in_body(docx)] == [kept, kept]
    core = tree(docx, "docProps/core.xml")
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == kept
    assert everything_said(docx).count(kept) >= 5


def test_a_field_without_a_value_is_refused_by_name():
    text = policy(para(Field("school.pond")))
    with pytest.raises(
        RenderError, match=r"Ash Primary School has no value for {{ school\.pond }}"
    ):
        stamped(policy=text)


def test_the_shared_sample_says_what_it_should_when_put_plainly():
    """Guards the oracle: if `plain` lost words, the comparisons above would prove nothing."""
    first = rich_policy().children[0].children[0].lead[0]
    assert plain(first.inlines).startswith("This policy applies to Ash Primary School, with italic")


def test_the_template_that_comes_with_minuted_is_sound():
    members = parts(TEMPLATE)
    trees = {n: etree.fromstring(c) for n, c in members.items() if n.endswith((".xml", ".rels"))}
    assert_types(members, trees["[Content_Types].xml"])
    assert_names(trees)
