"""The file itself: sound, the same every time, described by its properties, and quick to stamp."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from lxml import etree
from word_reading import NS, TEMPLATE, W, assert_sound, parts, stamped, tree

import docx as python_docx
from minuted.errors import RenderError
from minuted.writers import writer
from minuted.writers.base import Assets
from minuted.writers.docx import DocxWriter
from minuted.writers.docx.pieces import escape, fill, slots, split, substitute
from minuted.writers.docx.zipping import archive, deflate
from samples import BRAND, COPY, DRAFT, IMAGES, OTHER_COPY, rich_policy

DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"


@pytest.mark.parametrize("copy", [COPY, DRAFT, OTHER_COPY], ids=["copy", "draft", "other"])
def test_a_copy_is_a_sound_word_file(copy):
    assert_sound(stamped(copy))


@pytest.mark.parametrize("copy", [COPY, DRAFT, OTHER_COPY], ids=["copy", "draft", "other"])
def test_python_docx_opens_it_and_finds_the_title(copy):
    document = python_docx.Document(io.BytesIO(stamped(copy)))
    assert document.core_properties.title == copy.title
    assert document.core_properties.author == copy.trust_name
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [copy.title]


def test_the_same_copy_has_the_same_bytes_whoever_makes_it_and_whatever_went_before():
    assets = Assets({"policy.docx": TEMPLATE}, IMAGES)
    first = DocxWriter().compile(rich_policy(), assets)
    alone = [first.stamp(copy) for copy in (COPY, OTHER_COPY, DRAFT)]
    second = DocxWriter().compile(rich_policy(), assets)
    assert [second.stamp(copy) for copy in (DRAFT, OTHER_COPY, COPY)] == alone[::-1]


def test_the_writer_is_found_by_the_name_of_its_format():
    found = writer("docx")
    assert isinstance(found, DocxWriter)


def test_a_workspace_without_a_template_is_told_so():
    with pytest.raises(RenderError, match=r"no Word template, templates/policy\.docx"):
        DocxWriter().compile(rich_policy(), Assets({}))


def test_the_core_properties_are_the_copys_and_never_the_clocks():
    core = tree(stamped(replace(COPY, when=date(2021, 2, 3))), "docProps/core.xml")
    assert core.findtext(f"{DC}title") == COPY.title
    assert core.findtext(f"{DC}creator") == COPY.trust_name
    assert core.findtext(f"{DC}language") == "en-GB"
    assert core.findtext(f"{DCTERMS}created") == "2021-02-03T00:00:00Z"
    assert core.findtext(f"{DCTERMS}modified") == "2021-02-03T00:00:00Z"


def custom(docx):
    return {p.get("name"): p[0].text for p in tree(docx, "docProps/custom.xml")}


def test_the_custom_properties_tell_the_copy_again():
    assert custom(stamped()) == {
        "Policy": "social-media",
        "Version": "2",
        "Audience": "ASH",
        "Minute": "FGB/2223/060922/15",
        "Decision date": "2022-09-06",
        "Review date": "2023-08",
        "Fingerprint": COPY.fingerprint,
        "Draft": "false",
    }


def test_a_draft_says_that_it_is_one_and_leaves_out_what_it_has_not():
    assert custom(stamped(DRAFT)) == {
        "Policy": "social-media",
        "Version": "2",
        "Audience": "ASH",
        "Fingerprint": COPY.fingerprint,
        "Draft": "true",
    }


def test_the_language_is_british_english_and_pages_are_numbered():
    docx = stamped()
    [language] = tree(docx, "word/styles.xml").iter(f"{W}lang")
    assert language.get(f"{W}val") == "en-GB"
    for footer in ("footer1", "footer2"):
        codes = [i.text.strip() for i in tree(docx, f"word/{footer}.xml").iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_every_picture_has_words_and_headings_have_their_outline_level():
    docx = stamped()
    for part in ("document", "header1", "header2"):
        for picture in tree(docx, f"word/{part}.xml").iterfind(".//wp:docPr", NS):
            assert picture.get("descr")
    styles = tree(docx, "word/styles.xml")
    levels = styles.xpath(
        "//w:style[starts-with(@w:styleId,'Heading')]//w:outlineLvl", namespaces=NS
    )
    assert [level.get(f"{W}val") for level in levels] == list("01234")


def test_one_school_does_not_leak_into_another():
    assets = Assets({"policy.docx": TEMPLATE}, IMAGES)
    template = DocxWriter().compile(rich_policy(), assets)
    template.stamp(COPY)
    other = b"".join(parts(template.stamp(OTHER_COPY)).values())
    assert b"Ash Primary" not in other
    assert BRAND.colour[1:].upper().encode() not in other


def test_the_zip_is_one_that_others_read():
    members = [deflate("a/b.xml", b"x" * 1000), deflate("é.txt", b""), deflate("c", b"1", level=1)]
    with zipfile.ZipFile(io.BytesIO(archive(members))) as read:
        assert read.testzip() is None
        assert {n: read.read(n) for n in read.namelist()} == {
            "a/b.xml": b"x" * 1000,
            "é.txt": b"",
            "c": b"1",
        }


def test_pieces_are_filled_row_by_row_and_left_out_when_empty():
    xml = (
        "<a>\ufdd0name\ufdd1<?minuted when x y?>[\ufdd0x\ufdd1]<?minuted otherwise?>none"
        "<?minuted end?><?minuted rows?>(\ufdd0cell\ufdd1)<?minuted end?></a>"
    )
    pieces = split(xml.encode())
    assert set(slots(pieces)) == {"name", "x", "y", "rows", "cell"}
    values = {"name": b"N", "x": b"", "y": b""}
    assert fill(pieces, values, []) == b"<a>Nnone</a>"
    rows = [{"cell": b"1"}, {"cell": b"2"}]
    assert fill(pieces, {**values, "y": b"yes"}, rows) == b"<a>N[](1)(2)</a>"


def test_a_slot_is_substituted_inside_groups_too():
    pieces = split("<?minuted when x?>\ufdd0text\ufdd1<?minuted end?>".encode())
    whole = substitute(pieces, "text", split("<w:p>\ufdd0y\ufdd1</w:p>".encode()))
    assert fill(whole, {"x": b"1", "y": b"Y"}, []) == b"<w:p>Y</w:p>"


@pytest.mark.parametrize(
    "xml", ["<?minuted when x?>", "<?minuted end?>", "<?minuted rows?><?minuted when x?>"]
)
def test_a_group_that_is_not_whole_is_a_bug_that_shows(xml):
    with pytest.raises(ValueError, match="a group"):
        split(xml.encode())


def test_escaping_leaves_nothing_that_xml_may_not_hold():
    everything = "".join(
        map(chr, chain(range(0x300), range(0xD7F0, 0xE010), range(0xFDC0, 0x10010)))
    )
    element = etree.fromstring(f'<a b="{escape(everything)}">{escape(everything)}</a>')
    kept = [c for c in everything if c.isprintable() or c.isspace()]
    assert len(element.text) >= len(kept) * 0.9
    assert len(element.text) == len(element.get("b"))
