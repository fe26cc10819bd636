"""What a copy says, and that nothing an author writes is taken for Typst."""

import ctypes
import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import font_source_sans_pro
import pypdfium2
import pytest
from hypothesis import strategies as st
from pdf_tag_tree import TEMPLATES, artifacts, made, opened, tag_tree

import samples
from minuted.errors import RenderError
from minuted.model.copy import Brand
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Bullets,
    Clause,
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
    Link,
    Paragraph,
    Policy,
    Reference,
    Section,
    Table,
    Text,
)
from minuted.writers import writer
from minuted.writers.base import Assets
from minuted.writers.pdf import PdfWriter
from minuted.writers.pdf.private_folder import PrivateFolder
from properties import tried

HOSTILE = (
    '#eval("1") #{panic()} $x^2$ @ref <label> \\ \\u{41} "q" *b* _i_ `c` // c /* c */ ] [ ) ( } { '
    "= h - l + l / t: -- --- ... ~ '' #json(\"/minuted/about.json\") {{ school.name }} &amp; 1. 2)"
)


def policy(*blocks):
    return Policy(FrontMatter("Title"), (Section("1", 1, (Text("Heading"),), blocks),))


def clause(*inlines, number="1.1", children=()):
    done = tuple(Text(i) if isinstance(i, str) else i for i in inlines)
    return Clause(number, 2, (Paragraph(done),), children)


def squeezed(text):
    return "".join(text.split())


def family_font(family, face="Black"):
    """A bundled font that calls itself by another name (of as many letters)."""
    folder = Path(font_source_sans_pro.font_directory)
    data = (folder / f"SourceSansPro-{face}.ttf").read_bytes()
    for encoding in ("utf-16-be", "latin-1"):
        data = data.replace("Source Sans Pro".encode(encoding), family.encode(encoding))
    return data


def test_the_table_of_writers_leads_here():
    assert isinstance(writer("pdf"), PdfWriter)


def test_hostile_words_are_printed_as_they_are_wherever_they_stand():
    words = (Text(HOSTILE),)
    text = Policy(
        FrontMatter("T"),
        (
            Section(
                "1",
                1,
                words,
                (
                    Paragraph(words, "1/p1"),
                    Clause("1.1", 2, (Paragraph(words), Bullets(((Paragraph(words),),)))),
                    clause(Emphasis(words), number="1.2"),
                    clause(Code(HOSTILE), number="1.3"),
                    clause("x", Footnote((words,)), number="1.4"),
                    clause(Link(words, 'https://example.org/#"\\)'), number="1.5"),
                    clause(Reference('"#x', '"9.9"', words), number="1.6"),
                    clause(Field("school.motto"), number="1.7"),
                    Table((words, words), ((words, words),), (Align.LEFT, Align.RIGHT), "1/p2"),
                ),
            ),
        ),
    )
    row = replace(samples.COPY.table[0], narrative=HOSTILE, version=HOSTILE[:9])
    copy = replace(
        samples.COPY,
        title=HOSTILE,
        audience_name=HOSTILE,
        trust_name=HOSTILE,
        review=HOSTILE,
        table=(row,),
        fields={"school.motto": HOSTILE},
        brand=replace(samples.BRAND, logo_alt=HOSTILE),
    )
    data = made(text, copy)
    tree = tag_tree(data)
    # Fourteen in the text; and the title, name, trust, review cycle and narrative of the copy.
    assert squeezed(tree.text()).count(squeezed(HOSTILE)) == 14 + 5
    assert next(tree.all("Figure")).alt == HOSTILE
    uris = [a.A.URI for page in opened(data).pages for a in page.get("/Annots", []) if "/A" in a]
    assert [str(uri) for uri in uris] == ['https://example.org/#"\\)']


@tried(
    15,
    400,
    st.text(st.characters(codec="latin-1", exclude_categories=["C"]), min_size=1, max_size=60),
)
def test_any_western_words_arrive_unchanged(words):
    said = tag_tree(made(policy(clause(words)), samples.COPY)).text()
    assert squeezed(f"1Heading1.1{words}") in squeezed(said)


def test_names_with_markup_characters_arrive_unchanged():
    tree = tag_tree(made(samples.rich_policy(), samples.OTHER_COPY, samples.IMAGES))
    name = squeezed(samples.OTHER_COPY.audience_name)
    assert squeezed(tree.text()).count(name) == 2
    assert squeezed('the "Head" & staff') in squeezed(tree.text())


@pytest.mark.parametrize("name", ["בית ספר", "مدرسة النور", "Ysgol Tŷ Ŵyn", "Школа", "Σχολείο"])
def test_names_in_other_alphabets_are_set_in_a_font_that_has_them(name):
    copy = replace(samples.COPY, audience_name=name, fields={"school.name": name})
    document = pypdfium2.PdfDocument(made(policy(clause(Field("school.name"))), copy))
    said = document[0].get_textpage().get_text_range()
    for word in name.split():
        assert said.count(word) == 2


def test_each_audience_gets_its_own_values():
    template = PdfWriter().compile(samples.rich_policy(), Assets(TEMPLATES, samples.IMAGES))
    ours, theirs = template.stamp(samples.COPY), template.stamp(samples.OTHER_COPY)
    assert "Ash Primary" in tag_tree(ours).text()
    assert "Chad" not in tag_tree(ours).text()
    assert "Ash Primary" not in tag_tree(theirs).text()
    assert list(tag_tree(theirs).all("Figure")) != list(tag_tree(ours).all("Figure"))


def test_the_same_copy_is_the_same_bytes_whatever_was_stamped_before():
    images = Assets(TEMPLATES, samples.IMAGES)
    template = PdfWriter().compile(samples.rich_policy(), images)
    first = template.stamp(samples.COPY)
    template.stamp(samples.OTHER_COPY)
    template.stamp(samples.DRAFT)
    assert template.stamp(samples.COPY) == first
    assert PdfWriter().compile(samples.rich_policy(), images).stamp(samples.COPY) == first


def test_copies_stamped_at_the_same_time_do_not_mix():
    template = PdfWriter().compile(samples.rich_policy(), Assets(TEMPLATES, samples.IMAGES))
    copies = [samples.COPY, samples.OTHER_COPY, samples.DRAFT] * 4
    apart = [template.stamp(copy) for copy in copies[:3]] * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(template.stamp, copies)) == apart


def test_the_private_folder_goes_with_its_owner():
    folder = PrivateFolder()
    folder.write("a/b.txt", b"c")
    path = folder.path
    assert path.joinpath("a", "b.txt").read_bytes() == b"c"
    del folder
    gc.collect()
    assert not path.exists()


def test_a_file_that_could_not_be_written_is_written_when_asked_again(monkeypatch):
    folder = PrivateFolder()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", Mock(side_effect=OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            folder.write("name", b"a long name")
    folder.write("name", b"a long name")
    assert folder.path.joinpath("name").read_bytes() == b"a long name"


def test_another_copy_writes_nothing_but_its_logo():
    template = PdfWriter().compile(samples.rich_policy(), Assets(TEMPLATES, samples.IMAGES))
    folder = template._press._folder.path

    def held() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}

    before = held()
    template.stamp(samples.COPY)
    template.stamp(samples.DRAFT)
    after = held()
    assert {path: after[path] for path in before} == before
    assert all(path.parent.name == "logos" for path in after.keys() - before.keys())


def test_the_day_in_the_file_is_the_copy_s_own():
    early = made(policy(clause("x")), replace(samples.COPY, when=date(1999, 12, 31)))
    assert str(opened(early).docinfo.CreationDate).startswith("D:19991231")


def test_every_page_of_a_draft_says_so_and_no_page_of_another_copy():
    for copy, times in ((samples.DRAFT, 3), (samples.COPY, 0)):
        data = made(samples.rich_policy(), copy, samples.IMAGES)
        pages = artifacts(data)
        assert len(pages) > 1
        assert {page.count("DRAFT") for page in pages} == {times}  # watermark, header, footer
        assert "DRAFT" not in tag_tree(data).text()


def test_the_text_does_not_run_off_the_page():
    wide = Image("wide", "x.png", samples.PICTURE_SHA, width=900)
    long = "word " * 1500
    text = policy(
        clause(wide),
        clause("beside ", wide, number="1.2"),
        clause("https://example.org/" + "segment/" * 40, number="1.3"),
        Table(((Text("a"),), (Text("b"),)), (((Text("x"),), (Text(long),)),), (Align.LEFT,) * 2),
    )
    data = made(text, samples.COPY, samples.IMAGES)
    document = pypdfium2.PdfDocument(data)
    said = ""
    for page in document:
        width, height = page.get_size()
        for thing in page.get_objects(max_depth=3):
            left, bottom, right, top = thing.get_bounds()
            assert left >= 0
            assert bottom >= 0
            assert right <= width
            assert top <= height
        said += page.get_textpage().get_text_range()
    assert said.count("word") == 1500


def test_a_picture_has_its_own_size_and_the_width_that_is_asked_for():
    small = Image("small", "x.png", samples.PICTURE_SHA)
    asked = replace(small, width=50)
    data = made(policy(clause(small), clause(asked, number="1.2")), samples.DRAFT, samples.IMAGES)
    page = pypdfium2.PdfDocument(data)[0]
    bounds = [
        thing.get_bounds()
        for thing in page.get_objects(max_depth=5)
        if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    widths = [right - left for left, _, right, _ in bounds]
    assert widths == pytest.approx([40, 50 / 25.4 * 72], abs=0.5)


def test_a_brand_s_font_is_used_where_the_office_has_it():
    copy = replace(samples.COPY, brand=replace(samples.BRAND, font="Zource Sans Pro"))
    templates = {**TEMPLATES, "fonts/Zource.ttf": family_font("Zource Sans Pro")}
    data = PdfWriter().compile(policy(clause("x")), Assets(templates)).stamp(copy)
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in opened(data).pages
        for font in page.Resources.Font.values()
    }
    assert any("Black" in name for name in fonts)


def test_a_font_that_is_not_there_is_named_with_what_to_do():
    copy = replace(samples.COPY, brand=replace(samples.BRAND, font="Comic Neue"))
    with pytest.raises(RenderError, match="“Comic Neue” is not installed") as refused:
        made(policy(clause("x")), copy)
    assert "templates/fonts" in refused.value.hint
    assert "Source Sans Pro" in refused.value.hint


def test_a_pale_brand_colour_is_not_used_for_words():
    assert words_colours("#ffe800") == words_colours("#1f2328")
    assert (0x1D, 0x4F, 0x91) in words_colours("#1d4f91")


def words_colours(brand):
    """The colours that a page's words are printed in, for an audience of that brand colour."""
    data = made(policy(clause("x")), replace(samples.COPY, brand=Brand(brand)))
    words = pypdfium2.PdfDocument(data)[0].get_textpage()
    colours = set()
    for index in range(words.count_chars()):
        parts = [ctypes.c_uint() for _ in range(4)]
        pypdfium2.raw.FPDFText_GetFillColor(words, index, *parts)
        colours.add(tuple(part.value for part in parts[:3]))
    return colours
