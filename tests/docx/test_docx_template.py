"""The office's template: whatever it changes in Word, every copy follows."""

import copy as copying
import re
from dataclasses import replace

import pytest
from lxml import etree
from word_reading import (
    NS,
    TEMPLATE,
    WP,
    A,
    W,
    assert_sound,
    changed,
    everything_said,
    packed,
    parts,
    stamped,
    tree,
    with_part,
    words,
)

from minuted.errors import RenderError
from minuted.model.contrast import contrast
from minuted.model.copy import Brand, VersionRow
from minuted.writers.docx import template_problems
from samples import COPY, DRAFT, LOGO, OTHER_COPY, png


def split_as_word_does(root):
    """Cut every placeholder into runs of different looks, with marks of Word's in between."""
    for text in list(root.iter(f"{W}t")):
        if "{{" not in (text.text or ""):
            continue
        run = text.getparent()
        at = text.text.index("{{")
        cuts = [text.text[: at + 1], text.text[at + 1 : at + 6], text.text[at + 6 :]]
        for n, piece in enumerate(cuts):
            more = copying.deepcopy(run)
            more.find(f"{W}t").text = piece
            properties = more.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                more.insert(0, properties)
            if n:
                properties.append(etree.Element(f"{W}strike"))
            run.addprevious(more)
            run.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
        run.getparent().remove(run)


def in_first_header(xml):
    """Return a change that puts paragraphs in front of a header."""

    def change(root):
        wrapped = f'<w:hdr xmlns:w="{NS["w"]}">{xml}</w:hdr>'
        for paragraph in reversed(etree.fromstring(wrapped)):
            root.insert(0, paragraph)

    return change


def test_placeholders_that_word_split_are_filled_in_the_look_of_their_first_run():
    template = changed(
        document=split_as_word_does, header2=split_as_word_does, footer1=split_as_word_does
    )
    docx = stamped(template=template)
    assert everything_said(docx) == everything_said(stamped())
    struck = [words(r) for r in tree(docx).iter(f"{W}r") if r.find(f"{W}rPr/{W}strike") is not None]
    assert "".join(struck) == ""


@pytest.mark.parametrize("written", ["{{policy.title}}", "{{\u00a0policy.title\u00a0}}"])
def test_a_placeholder_may_have_any_white_space_inside_its_braces(written):
    swap = [("{{ policy.title }}", written)]
    template = changed(replace={"word/document.xml": swap})
    assert everything_said(stamped(template=template)) == everything_said(stamped())


def test_a_second_template_with_its_own_look_is_followed():
    def own(root):
        root.find(f".//{W}jc").set(f"{W}val", "left")
        first = etree.SubElement(root, f"{W}p")
        words_of_it = etree.SubElement(etree.SubElement(first, f"{W}r"), f"{W}t")
        words_of_it.text = "Our motto: {{ trust.name }} cares"
        root.insert(0, first)

    template = changed(
        header2=own,
        replace={
            "word/theme/theme1.xml": [('typeface="Arial"', 'typeface="Georgia"')],
            "word/styles.xml": [('<w:name w:val="Clause 2"/>', '<w:name w:val="CLAUSE 2,Para"/>')],
            "word/document.xml": [("Version table</w:t>", "Record of approval</w:t>")],
        },
    )
    docx = stamped(template=template)
    assert_sound(docx)
    assert words(tree(docx, "word/header2.xml")).startswith(
        "Our motto: Quarry & Dale Learning Trust cares"
    )
    assert "Record of approval" in everything_said(docx)
    faces = {e.get("typeface") for e in tree(docx, "word/theme/theme1.xml").iter(f"{A}latin")}
    assert faces == {"Georgia"}


def test_styles_are_found_by_their_name_whatever_their_id():
    def renamed(root):
        for element in root.iter():
            for key, value in element.attrib.items():
                if value in ("Clause2", "Heading1", "TableText"):
                    element.set(key, value + "_x")

    template = changed(styles=renamed, numbering=renamed, document=renamed)
    assert template_problems(template) == []
    docx = stamped(template=template)
    assert_sound(docx)
    assert "Clause2_x" in parts(docx)["word/document.xml"].decode()


def test_an_indent_that_the_office_gave_a_clause_style_is_kept():
    def moved(root):
        [style] = root.xpath("//w:style[@w:styleId='Clause2']/w:pPr", namespaces=NS)
        style.append(etree.Element(f"{W}ind", {f"{W}left": "1111", f"{W}hanging": "999"}))

    document = tree(stamped(template=changed(styles=moved)))
    [ind] = {
        tuple(p.find(f"{W}ind").attrib.values())
        for p in document.iter(f"{W}pPr")
        if p.find(f"{W}pStyle") is not None and p.find(f"{W}pStyle").get(f"{W}val") == "Clause2"
    }
    assert ind == ("1111", "999")


@pytest.mark.parametrize(
    ("rows", "printed"),
    [
        ((), [["", "", "No decision recorded", "", ""]]),
        ((VersionRow("1", "a & b", "<n>", '"m"', ""),), [["1", "a & b", "<n>", '"m"', ""]]),
        (
            tuple(VersionRow(*(f"{c}{n}" for c in "vdnmr")) for n in range(12)),
            [[f"{c}{n}" for c in "vdnmr"] for n in range(12)],
        ),
    ],
    ids=["none", "one", "twelve"],
)
def test_the_version_table_has_a_row_for_each_decision(rows, printed):
    docx = stamped(replace(COPY, table=rows))
    table = next(tree(docx).iter(f"{W}tbl"))
    found = [[words(c) for c in r.iter(f"{W}tc")] for r in table.iter(f"{W}tr")]
    assert found == [["Version", "Date", "Narrative", "Minute Number", "Review Date"], *printed]
    assert_sound(docx)


def test_a_row_that_word_gave_identities_is_repeated_without_them():
    word14 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def identified(root):
        row = root.xpath("//w:tr[.//w:t[contains(., 'row.version')]]", namespaces=NS)[0]
        row.set(f"{{{word14}}}paraId", "12345678")
        paragraph = next(row.iter(f"{W}p"))
        paragraph.set(f"{{{word14}}}paraId", "12345679")
        paragraph.insert(
            1, etree.Element(f"{W}bookmarkStart", {f"{W}id": "0", f"{W}name": "_GoBack"})
        )
        paragraph.insert(2, etree.Element(f"{W}bookmarkEnd", {f"{W}id": "0"}))

    docx = stamped(template=changed(document=identified))
    assert "paraId" not in parts(docx)["word/document.xml"].decode()
    assert_sound(docx)


def test_a_line_whose_placeholders_are_all_empty_is_left_out_with_its_label():
    full, bare = stamped(), stamped(replace(COPY, review="", dated=""))
    assert "Review: Annually" in everything_said(full)
    assert "Text dated July 2021" in everything_said(full)
    assert "Review:" not in everything_said(bare)
    assert "Text dated" not in everything_said(bare)
    lost = len(list(tree(full).iter(f"{W}p"))) - len(list(tree(bare).iter(f"{W}p")))
    assert lost == 2


def test_a_line_with_one_filled_placeholder_stays():
    swap = [("Review: {{ policy.review }}", "{{ policy.review }}, {{ school.code }}")]
    template = changed(replace={"word/document.xml": swap})
    assert ", ASH" in everything_said(stamped(replace(COPY, review=""), template=template))


def test_a_line_that_ends_a_section_is_emptied_but_still_ends_it():
    def with_break(root):
        [line] = [p for p in root.iter(f"{W}p") if "policy.review" in words(p)]
        etree.SubElement(line.find(f"{W}pPr"), f"{W}sectPr")

    docx = stamped(replace(COPY, review=""), template=changed(document=with_break))
    assert len(list(tree(docx).iter(f"{W}sectPr"))) == 2
    assert "Review:" not in everything_said(docx)


def test_the_only_line_of_a_cell_is_emptied_but_stays():
    def in_cell(root):
        cell = root.xpath("//w:tc[.//w:t[.='Review Date']]", namespaces=NS)[0]
        next(cell.iter(f"{W}t")).text = "Cycle {{ policy.review }}"

    docx = stamped(replace(COPY, review=""), template=changed(document=in_cell))
    row = next(tree(docx).iter(f"{W}tr"))
    cell = list(row.iter(f"{W}tc"))[-1]
    assert [words(p) for p in cell.iter(f"{W}p")] == [""]
    assert cell.find(f"{W}p/{W}pPr/{W}pStyle").get(f"{W}val") == "TableHeading"


FACTS_TABLE = (
    '<w:tbl xmlns:w="{w}"><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>'
)
FACTS_ROW = (
    "<w:tr><w:tc><w:p><w:r><w:t>{label}</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>{{{{ {name} }}}}</w:t></w:r></w:p></w:tc></w:tr>"
)


@pytest.mark.parametrize(
    ("copy", "rows"),
    [
        (COPY, ["Cycle|Annually", "Minute|FGB/2223/060922/15"]),
        (replace(COPY, minute=""), ["Cycle|Annually"]),
        (replace(COPY, minute="", review=""), None),
    ],
)
def test_a_table_row_with_nothing_to_say_goes_and_a_table_of_such_rows(copy, rows):
    xml = "".join(
        FACTS_ROW.format(label=label, name=name)
        for label, name in (("Cycle", "policy.review"), ("Minute", "decision.minute"))
    )
    table = etree.fromstring(FACTS_TABLE.format(w=NS["w"], rows=xml))
    template = changed(document=lambda root: root[0].insert(0, table))
    body = tree(stamped(copy, template=template))[0]
    tables = [
        t for t in body.iterchildren(f"{W}tbl") if "Cycle" in words(t) or "Minute|" in words(t)
    ]
    found = ["|".join(words(c) for c in r.iter(f"{W}tc")) for t in tables for r in t.iter(f"{W}tr")]
    assert found == (rows or [])


def test_placeholders_in_text_boxes_properties_and_alternative_texts_are_filled():
    box = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc="
        '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback><w:pict>'
        '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="About {{ policy.title }}">'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>For {{ school</w:t></w:r>"
        "<w:r><w:t>.name }} only</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>beside {{ school.code }}</w:t></w:r></w:p>"
    )
    docx = stamped(OTHER_COPY, template=changed(header1=in_first_header(box)))
    said = parts(docx)["word/header1.xml"].decode()
    assert "For St Chad's &lt;Long &amp; Winding&gt;" in said
    assert 'alt="About Social Media &amp; Messaging policy"' in said
    assert "beside STC" in words(tree(docx, "word/header1.xml"))
    app = parts(docx)["docProps/app.xml"].decode()
    assert "<Company>Quarry &amp; Dale Learning Trust</Company>" in app


@pytest.mark.parametrize(
    ("logo", "kind", "ratio"),
    [(LOGO, "svg", 3.0), (png(30, 90), "png", 1 / 3), (png(2000, 1000), "png", 2.0)],
    ids=["svg", "tall", "large"],
)
def test_the_logo_fits_its_box_in_its_own_shape(logo, kind, ratio):
    brand = Brand("#000000", logo=logo, logo_format=kind, logo_alt='The "crest" & <motto>')
    docx = stamped(replace(COPY, brand=brand))
    assert_sound(docx)
    boxes = {"word/header1.xml": (6.4, 2.2), "word/header2.xml": (3.6, 1.2)}
    for part, (wide, high) in boxes.items():
        root = tree(docx, part)
        [extent] = root.iter(f"{WP}extent")
        [inner] = root.xpath("//pic:spPr/a:xfrm/a:ext", namespaces=NS)
        cx, cy = int(extent.get("cx")), int(extent.get("cy"))
        assert (inner.get("cx"), inner.get("cy")) == (str(cx), str(cy))
        assert cx / cy == pytest.approx(ratio, rel=1e-3)
        assert cx <= wide * 360_000 + 1
        assert cy <= high * 360_000 + 1
        assert cx == pytest.approx(wide * 360_000) or cy == pytest.approx(high * 360_000)
        assert root.find(".//wp:docPr", NS).get("descr") == brand.logo_alt
    pictures = [n for n in parts(docx) if n.startswith("word/media/logo")]
    assert len(pictures) == 1


def test_a_logo_beside_words_goes_without_them():
    def beside(root):
        run = etree.SubElement(root.find(f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = " of {{ school.name }}"

    template = changed(header1=beside)
    header = tree(stamped(OTHER_COPY, template=template), "word/header1.xml")
    assert header.find(f".//{W}drawing") is None
    assert words(header) == f" of {OTHER_COPY.audience_name}"
    assert tree(stamped(template=template), "word/header1.xml").find(f".//{W}drawing") is not None


def test_a_placeholder_that_was_cropped_drawn_as_svg_or_linked_is_still_swapped_whole():
    def odd(root):
        [blip] = root.iter(f"{A}blip")
        extensions = etree.SubElement(blip, f"{A}extLst")
        vector = etree.SubElement(extensions, f"{A}ext", {"uri": "x"})
        svg = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
        etree.SubElement(vector, f"{{{svg}}}svgBlip", {f"{{{NS['r']}}}embed": "rId1"})
        blip.addnext(etree.Element(f"{A}srcRect", {"l": "5000", "t": "9000"}))

    docx = stamped(template=changed(header1=odd))
    assert_sound(docx)
    header = tree(docx, "word/header1.xml")
    assert len(next(header.iter(f"{A}blip"))) == 0
    assert dict(next(header.iter(f"{A}srcRect")).attrib) == {}
    assert parts(TEMPLATE)["word/media/image1.png"] not in parts(docx).values()


def test_without_a_logo_no_picture_and_no_trace_of_one_is_left():
    docx = stamped(OTHER_COPY)
    assert_sound(docx)
    assert "<w:drawing>" not in parts(docx)["word/header1.xml"].decode()
    assert not [n for n in parts(docx) if n.startswith("word/media/logo")]
    assert "logo" not in parts(docx)["word/_rels/header1.xml.rels"].decode()


def test_the_placeholder_picture_itself_never_reaches_a_copy():
    placeholder = parts(TEMPLATE)["word/media/image1.png"]
    for copy in (COPY, OTHER_COPY):
        assert placeholder not in parts(stamped(copy)).values()


def test_a_logo_moved_into_the_text_and_floated_is_still_the_schools():
    picture = tree(TEMPLATE, "word/header1.xml").find(f"{W}p")

    def gone(root):
        root.find(f"{W}p").remove(root.find(f"{W}p/{W}r"))

    def moved(root):
        root[0].insert(0, copying.deepcopy(picture))

    template = changed(header1=gone, header2=lambda root: root.remove(root[0]), document=moved)
    relationship = f'Id="rId1" Type="{NS["r"]}/image" Target="media/image1.png"'
    swap = ('Id="rId1"', 'Id="rId77"')
    template = changed(
        template,
        replace={
            "word/_rels/document.xml.rels": [
                swap,
                ("</Relationships>", f"<Relationship {relationship}/></Relationships>"),
            ]
        },
    )
    with_logo, without = stamped(template=template), stamped(OTHER_COPY, template=template)
    assert_sound(with_logo)
    assert_sound(without)
    assert tree(with_logo).find(".//wp:docPr", NS).get("descr") == "Logo of Ash Primary School"
    assert tree(without)[0].find(".//wp:docPr[@descr='Logo of Ash Primary School']", NS) is None


def test_a_broken_logo_is_refused_by_its_words():
    brand = Brand("#000000", logo=b"<svg", logo_format="svg", logo_alt="The crest")
    with pytest.raises(RenderError, match="The logo “The crest” cannot be read"):
        stamped(replace(COPY, brand=brand))


def test_the_brands_colour_is_everywhere_that_the_first_accent_was():
    docx = stamped(OTHER_COPY)
    for name, content in parts(docx).items():
        if name.endswith(".xml"):
            assert b"1F4E79" not in content, name
    accent = tree(docx, "word/theme/theme1.xml").find(f".//{A}accent1")
    assert [e.get("val") for e in accent] == ["0B5A4A"]
    styles = tree(docx, "word/styles.xml")
    beside = {
        e.get(f"{W}val") if e.tag == f"{W}color" else e.get(f"{W}color")
        for e in styles.iter()
        if e.get(f"{W}themeColor") == "accent1"
    }
    assert beside == {"0B5A4A"}


def test_a_lighter_and_a_darker_accent_are_worked_out():
    shading = (
        '<w:p><w:pPr><w:shd w:val="clear" w:color="auto" w:fill="112233" w:themeFill="accent1" '
        'w:themeFillTint="33"/></w:pPr><w:r><w:rPr><w:color w:val="112233" w:themeColor="accent1" '
        'w:themeShade="80"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    )
    red = replace(COPY, brand=Brand("#cc0000"))
    header = tree(
        stamped(red, template=changed(header1=in_first_header(shading))), "word/header1.xml"
    )
    assert header.find(f".//{W}shd").get(f"{W}fill") == "FFC2C2"
    assert header.find(f".//{W}color").get(f"{W}val") == "660000"


def test_a_brand_too_pale_to_read_on_paper_is_left_out_of_the_words():
    pale = tree(stamped(replace(COPY, brand=Brand("#ffdd00"))), "word/theme/theme1.xml")
    accent = pale.find(f".//{A}accent1/{A}srgbClr")
    assert accent is not None
    assert accent.get("val") != "FFDD00"
    assert contrast(f"#{accent.get('val')}", "#ffffff") >= 4.5


def test_the_brands_font_replaces_the_themes_and_nothing_does_without_one():
    def faces(copy):
        theme = tree(stamped(copy), "word/theme/theme1.xml")
        return {e.get("typeface") for e in theme.iter(f"{A}latin")}

    assert faces(COPY) == {"Arial"}
    assert faces(replace(COPY, brand=Brand("#000000", font='Lato & "Co"'))) == {'Lato & "Co"'}


DRAFT_WORDS = "DRAFT: not adopted"


def marks(docx):
    """The headers of a file that are marked, by name."""
    return {
        name
        for name, content in parts(docx).items()
        if re.fullmatch(r"word/header[^/]*\.xml", name)
        and DRAFT_WORDS in words(etree.fromstring(content))
        and b'string="DRAFT"' in content
    }


def headers(docx):
    """The headers that the sections show, by kind."""
    root, rels = tree(docx), tree(docx, "word/_rels/document.xml.rels")
    targets = {r.get("Id"): f"word/{r.get('Target')}" for r in rels}
    return [
        {
            h.get(f"{W}type"): targets[h.get(f"{{{NS['r']}}}id")]
            for h in s.iter(f"{W}headerReference")
        }
        for s in root.iter(f"{W}sectPr")
    ]


def drop_headers(root):
    for reference in list(root.iter(f"{W}headerReference")):
        reference.getparent().remove(reference)


def test_every_header_of_a_draft_is_marked_and_none_of_an_adopted_copy():
    draft = stamped(DRAFT)
    assert headers(draft) == [{"default": "word/header2.xml", "first": "word/header1.xml"}]
    assert marks(draft) == {"word/header1.xml", "word/header2.xml"}
    assert "DRAFT" not in everything_said(stamped())
    assert b"DRAFT" not in b"".join(c for n, c in parts(stamped()).items() if "header" in n)


def test_a_template_without_headers_gets_some_to_bear_the_mark():
    template = changed(document=drop_headers)
    draft, adopted = stamped(DRAFT, template=template), stamped(template=template)
    [kinds] = headers(draft)
    assert set(kinds) == {"default", "first"}
    assert marks(draft) == set(kinds.values())
    assert marks(adopted) == set()
    assert_sound(draft)
    assert_sound(adopted)


def test_even_pages_are_marked_where_they_have_headers_of_their_own():
    def even(root):
        root.insert(0, etree.Element(f"{W}evenAndOddHeaders"))

    draft = stamped(DRAFT, template=changed(settings=even))
    [kinds] = headers(draft)
    assert set(kinds) == {"default", "first", "even"}
    assert marks(draft) == set(kinds.values())


def test_a_later_section_is_marked_by_what_it_inherits_and_by_what_it_lacks():
    section = (
        f'<w:p xmlns:w="{NS["w"]}"><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        "</w:pPr></w:p>"
    )

    def sections(root):
        drop_headers(root)
        root[0].insert(0, etree.fromstring(section))

    draft = stamped(DRAFT, template=changed(document=sections))
    first, last = headers(draft)
    assert set(first) == {"default"}
    assert set(last) == {"first"}
    assert marks(draft) == {*first.values(), *last.values()}
    assert_sound(draft)


def test_a_template_with_an_empty_version_of_everything_it_may_leave_out_still_works():
    members = parts(TEMPLATE)
    for name in ("docProps/core.xml", "docProps/app.xml", "word/fontTable.xml"):
        del members[name]
    text = members["_rels/.rels"].decode()
    members["_rels/.rels"] = re.sub(r'<Relationship Id="rId[23]"[^>]*/>', "", text).encode()
    rels = members["word/_rels/document.xml.rels"].decode()
    members["word/_rels/document.xml.rels"] = re.sub(
        r'<Relationship Id="rId4"[^>]*/>', "", rels
    ).encode()
    types = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = re.sub(
        r'<Override PartName="/(docProps/\w+|word/fontTable)\.xml"[^>]*/>', "", types
    ).encode()
    docx = stamped(template=packed(members))
    assert_sound(docx)
    title = tree(docx, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title")
    assert title == COPY.title


def test_the_templates_own_thumbnail_is_left_behind():
    members = parts(with_part("docProps/thumbnail.jpeg", b"x", "image/jpeg"))
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    one = f'<Relationship Id="rId9" Type="{kind}" Target="docProps/thumbnail.jpeg"/>'
    rels = members["_rels/.rels"].decode()
    members["_rels/.rels"] = rels.replace("</Relationships>", f"{one}</Relationships>").encode()
    docx = stamped(template=packed(members))
    assert "docProps/thumbnail.jpeg" not in parts(docx)
    assert_sound(docx)


def test_a_template_that_names_no_language_gets_one_and_one_that_does_keeps_its_own():
    own = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    for instead, language in (("", "en-GB"), ('<w:lang w:val="cy-GB"/>', "cy-GB")):
        template = changed(replace={"word/styles.xml": [(own, instead)]})
        [found] = tree(stamped(template=template), "word/styles.xml").iter(f"{W}lang")
        assert found.get(f"{W}val") == language


def test_what_else_the_office_wrote_into_the_properties_stays():
    swap = [("<dc:language>en-GB</dc:language>", "<cp:category>Policies</cp:category>")]
    docx = stamped(template=changed(replace={"docProps/core.xml": swap}))
    core = parts(docx)["docProps/core.xml"].decode()
    assert "<cp:category>Policies</cp:category>" in core
    assert "<dc:subject>Ash Primary School</dc:subject>" in core
    assert "<dc:language>en-GB</dc:language>" in core


def test_custom_properties_of_the_office_stay_beside_the_copys():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    values = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    custom = (
        f'<Properties xmlns="{kind}" xmlns:vt="{values}">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Owner">'
        "<vt:lpwstr>Head of {{ trust.name }}</vt:lpwstr></property>"
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="Policy">'
        "<vt:lpwstr>old</vt:lpwstr></property></Properties>"
    )
    members = parts(
        with_part(
            "docProps/custom.xml",
            custom.encode(),
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        )
    )
    pointer = f"{NS['r']}/custom-properties"
    one = f'<Relationship Id="rId9" Type="{pointer}" Target="docProps/custom.xml"/>'
    rels = members["_rels/.rels"].decode()
    members["_rels/.rels"] = rels.replace("</Relationships>", f"{one}</Relationships>").encode()
    docx = stamped(template=packed(members))
    assert_sound(docx)
    found = [(p.get("name"), p[0].text) for p in tree(docx, "docProps/custom.xml")]
    assert found[:2] == [("Owner", "Head of Quarry & Dale Learning Trust"), ("Policy", COPY.policy)]
    pids = [p.get("pid") for p in tree(docx, "docProps/custom.xml")]
    assert pids == [str(n) for n in range(2, 2 + len(pids))]


def test_the_column_is_that_of_the_section_that_the_text_stands_in():
    swaps = [
        ('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"'),
        ('w:gutter="0"', 'w:gutter="400"'),
    ]
    template = changed(replace={"word/document.xml": swaps})
    table = list(tree(stamped(template=template)).iter(f"{W}tbl"))[-1]
    width = int(table.find(f".//{W}tblW").get(f"{W}w"))
    inset = int(table.find(f".//{W}tblInd").get(f"{W}w"))
    margins = tree(template).find(f".//{W}pgMar")
    sides = sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
    assert width + inset == 16838 - sides - 400


def test_ids_that_a_template_shares_with_a_copy_of_an_earlier_one_do_not_clash():
    def as_in_a_copy(root):
        for one in root:
            one.set("Id", one.get("Id").replace("rId", "rIdT"))

    members = parts(TEMPLATE)
    rels = etree.fromstring(members["word/_rels/document.xml.rels"])
    as_in_a_copy(rels)
    members["word/_rels/document.xml.rels"] = etree.tostring(rels)
    document = members["word/document.xml"].decode()
    members["word/document.xml"] = document.replace('r:id="rId', 'r:id="rIdT').encode()
    assert_sound(stamped(template=packed(members)))


def test_what_no_relationship_leads_to_is_left_behind():
    template = with_part("word/secret.xml", b"<secret/>", "application/xml")
    docx = stamped(template=template)
    assert "word/secret.xml" not in parts(docx)
    assert_sound(docx)
