from dataclasses import replace

import pypdfium2
import pytest
from pdf_tag_tree import Tag, artifacts, made, opened, tag_tree

import samples
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Bullets,
    Clause,
    Field,
    Footnote,
    Image,
    Numbering,
    Paragraph,
    Policy,
    Reference,
    Section,
    Table,
    Text,
    label,
)
from minuted.model.walking import numbered, walk, walk_inlines

POLICY = samples.rich_policy()
FIELDS = samples.COPY.fields


def words(inlines):
    """What the inlines print, white space left out, for a tag's words may break across lines."""
    said = []
    skipped = set()
    for inline in walk_inlines(inlines):
        if id(inline) in skipped:
            continue
        match inline:
            case Footnote():
                skipped |= {id(i) for p in inline.paragraphs for i in walk_inlines(p)}
            case Reference(children=()):
                said.append(inline.number)
            case _ if hasattr(inline, "text"):
                said.append(inline.text)
            case _ if hasattr(inline, "name"):
                said.append(FIELDS[inline.name])
    return "".join("".join(said).split())


def expected(blocks, level=2, depth=0):
    """The tags that blocks must have, as (kind, words or tags)."""
    tags = []
    run = []
    for block in (*blocks, None):
        if isinstance(block, Clause):
            body = expected(block.lead, level) + expected(block.children, level)
            run.append(("LI", [("Lbl", label(block.number, block.depth)), ("LBody", body)]))
            continue
        if run:
            tags.append(("L", run))
            run = []
        match block:
            case Section():
                number = "" if block.numbering is Numbering.UNNUMBERED else block.number
                tags.append((f"H{level}", number + words(block.title)))
                tags += expected(block.children, level + 1)
            case Paragraph(inlines=(Image() as image,)):
                tags.append(("Figure", image.alt))
            case Paragraph():
                tags.append(("P", words(block.inlines)))
            case Bullets():
                mark = "•–"[depth]
                items = [("LBody", expected(item, level, depth + 1)) for item in block.items]
                tags.append(("L", [("LI", [("Lbl", mark), body]) for body in items]))
            case Table():
                rows = [("TR", [("TD", words(cell)) for cell in row]) for row in block.rows]
                head = ("TR", [("TH", words(cell)) for cell in block.header])
                tags.append(("Table", [("THead", [head]), ("TBody", rows)]))
    return tags


def found(tag: Tag):
    """A tag as `expected` writes it."""
    if tag.kind == "Figure":
        return ("Figure", tag.alt)
    if tag.kind in ("L", "LI", "LBody", "Table", "THead", "TBody", "TR"):
        return (tag.kind, [found(child) for child in tag.tags()])
    return (tag.kind, "".join(without_notes(tag).split()))


def without_notes(tag: Tag) -> str:
    return "".join(
        child if isinstance(child, str) else without_notes(child)
        for child in tag.children
        if isinstance(child, str) or child.kind not in ("Note", "Lbl")
    )


@pytest.fixture(scope="module")
def copy():
    return made(POLICY, samples.COPY, samples.IMAGES)


@pytest.fixture(scope="module")
def tree(copy):
    return tag_tree(copy)


def test_the_tags_of_the_text_are_the_model(tree):
    tags = [found(tag) for tag in tree.tags()]
    first = next(i for i, (kind, _) in enumerate(tags) if kind == "H2")
    assert tags[first:] == expected(POLICY.children)


def test_a_copy_opens_with_logo_title_audience_and_version_table(tree):
    logo, title, audience, about, table = tree.tags()[:5]
    assert (logo.kind, logo.alt) == ("Figure", "Logo of Ash Primary School")
    assert (title.kind, title.text()) == ("H1", samples.COPY.title)
    assert (audience.kind, audience.text()) == ("P", "Ash Primary School")
    assert about.text() == "Quarry & Dale Learning Trust · Review: Annually · Text of July 2021"
    assert table.kind == "Table"


def test_a_heading_s_number_and_words_have_a_space_between_them(tree):
    said = [tag.text() for tag in tree.all("H2", "H3")]
    assert said[:3] == ["1 ABOUT THIS POLICY", "2 Deep & <strange>", "2.1 A sub-section"]
    assert "A heading without a number" in said


def test_header_cells_say_that_they_are_about_their_column(tree):
    heads = list(tree.all("TH"))
    assert len(heads) == 5 + 3 + 2
    assert {head.scope for head in heads} == {"Column"}


def test_the_version_table_has_every_cell_in_order(tree):
    table = next(tree.all("Table"))
    rows = [[cell.text() for cell in row.all("TH", "TD")] for row in table.all("TR")]
    assert rows[0] == ["Version", "Date", "Narrative", "Minute Number", "Review Date"]
    assert rows[1:] == [list(row.cells()) for row in samples.COPY.table]


def test_a_footnote_is_a_note_where_it_is_called(tree):
    (note,) = tree.all("Note")
    assert note.text() == "1First note with emphasis."
    paragraph = next(p for p in tree.all("P") if note in list(p.all("Note")))
    assert paragraph.text().startswith("Hostile words")


def test_a_list_inside_an_item_is_tagged_inside_it(tree):
    for listing in tree.all("L"):
        assert {tag.kind for tag in listing.tags()} == {"LI"}


def test_the_bookmarks_are_the_headings_with_their_numbers(copy):
    def titles(items):
        return [(item.title, titles(item.children)) for item in items]

    with opened(copy).open_outline() as outline:
        ((root, children),) = titles(outline.root)
    assert root == samples.COPY.title
    assert children[:3] == [
        ("1 ABOUT THIS POLICY", []),
        ("2 Deep & <strange>", [("2.1 A sub-section", [])]),
        ("3 Tables and pictures", []),
    ]


def test_a_field_in_a_heading_is_in_its_bookmark_too():
    title = (Text("About "), Field("school.name"))
    text = Policy(FrontMatter("T"), (Section("1", 1, title),))
    with opened(made(text, samples.COPY)).open_outline() as outline:
        (section,) = outline.root[0].children
    assert section.title == "1 About Ash Primary School"


def test_a_reference_leads_to_the_clause_that_it_names(copy):
    pages = opened(copy).pages
    links = [annot for page in pages for annot in page.get("/Annots", [])]
    inner = [
        link.Dest for link in links if isinstance(link.get("/Dest"), type(pages[0].obj.MediaBox))
    ]
    numbers = [page.objgen for page in (p.obj for p in pages)]
    document = pypdfium2.PdfDocument(copy)
    tops = []
    for wanted in ("depth five;", "A clause that one school added."):
        for index, page in enumerate(document):
            text = page.get_textpage()
            at = text.get_text_range().find(wanted)
            if at >= 0:
                tops.append((numbers[index], text.get_charbox(at)[3]))
    assert len(tops) == 2
    for page, top in tops:
        assert any(d[0].objgen == page and abs(float(d[3]) - top) < 12 for d in inner)


def test_a_reference_to_a_place_that_this_text_lacks_is_a_plain_number(tree):
    assert "9.9 is 9.9." in next(p.text() for p in tree.all("P") if "9.9 is" in p.text())
    assert "9.9" not in {link.text() for link in tree.all("Link")}


def test_every_clause_is_printed_once_and_in_order_with_its_number(copy):
    document = pypdfium2.PdfDocument(copy)
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    at = said.index("1ABOUTTHISPOLICY")
    for part in numbered(POLICY.children):
        own = part.title if isinstance(part, Section) else part.lead[0].inlines
        unnumbered = isinstance(part, Section) and part.numbering is Numbering.UNNUMBERED
        number = "" if unnumbered else label(part.number, part.depth)
        wanted = number + words(own)[:20]
        assert wanted in said[at:], part.number
        at = said.index(wanted, at) + len(wanted)


def test_running_heads_and_feet_are_no_part_of_the_text(copy):
    first, second = artifacts(copy)
    assert "Version 2 · text 8f14 e45f ceea" in first
    assert "Page 1 of 2" in first
    assert samples.COPY.title not in first
    assert samples.COPY.title in second
    assert "Ash Primary School" in second


def test_a_table_that_goes_on_overleaf_repeats_its_header_row_for_the_eye_alone():
    row = samples.COPY.table[1]
    long = replace(samples.COPY, table=tuple(replace(row, version=str(i)) for i in range(30)))
    data = made(POLICY, long, samples.IMAGES)
    pages = pypdfium2.PdfDocument(data)
    assert "Minute Number" in pages[1].get_textpage().get_text_range()
    (table,) = [t for t in tag_tree(data).all("Table") if len(list(t.all("TR"))) == 31]
    assert len(list(table.all("TH"))) == 5


@pytest.mark.parametrize("rows", [0, 1, 12])
def test_the_version_table_has_as_many_rows_as_decisions(rows):
    copy = replace(samples.COPY, table=(samples.COPY.table[0],) * rows)
    tree = tag_tree(made(Policy(FrontMatter("T")), copy))
    assert len(list(tree.all("TR"))) == (rows + 1 if rows else 0)


def test_the_file_names_its_title_language_and_standards(copy):
    pdf = opened(copy)
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    metadata = pdf.open_metadata()
    assert metadata["dc:title"] == f"{samples.COPY.title} – Ash Primary School"
    assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "2")
    assert metadata["pdfaid:conformance"] == "A"
    assert samples.COPY.fingerprint in metadata["pdf:Keywords"]
    assert metadata["xmp:CreateDate"].startswith("2022-09-06")


def test_no_block_of_the_sample_is_of_a_kind_that_these_tests_pass_over():
    kinds = {type(block) for block in walk(POLICY.children)}
    assert kinds == {Section, Clause, Paragraph, Bullets, Table}
