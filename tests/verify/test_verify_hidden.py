"""What a reader of a copy would not see, or should not: each is a finding of its own."""

import io
import re
import struct
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from verify_copies import FORMATS, Trust, edited_docx, edited_html

from minuted.model.verification import FindingKind, Verdict, Verification

RUN = '<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words} </w:t></w:r>'


def said(verification: Verification) -> str:
    return "\n".join(f"{f.kind.value}: {f.place}: {f.message}" for f in verification.findings)


def _paragraph(source: str, words: str) -> str:
    """Return the paragraph of a Word file that holds some words."""
    return next(p for p in re.findall(r"<w:p[ >].*?</w:p>", source, re.DOTALL) if words in p)


def _with_run(source: str, run: str) -> str:
    old = _paragraph(source, "Only Ash has a minibus")
    at = old.index("<w:r>")
    return source.replace(old, old[:at] + run + old[at:])


@pytest.mark.parametrize(
    ("look", "word"),
    [
        ("<w:vanish/>", "hidden"),
        ("<w:webHidden/>", "hidden"),
        ('<w:color w:val="FFFFFF"/>', "white"),
        ('<w:color w:themeColor="background1"/>', "white"),
        ('<w:sz w:val="2"/>', "tiny"),
        ('<w:w w:val="1"/>', "tiny"),
    ],
)
def test_words_that_word_does_not_show_are_a_finding(trust: Trust, look, word):
    data = trust.made(trust.wanted(), "docx")
    forged = edited_docx(data, lambda s: _with_run(s, RUN.format(look=look, words="do not")))
    found = trust.verify(forged)
    assert found.verdict is Verdict.ALTERED
    assert any(
        f.kind is FindingKind.HIDDEN and word in f.message and "do not" in f.message
        for f in found.findings
    ), said(found)


@pytest.mark.parametrize("change", ["ins", "del"])
def test_tracked_changes_are_a_finding(trust: Trust, change):
    run = RUN.format(look="", words="not")
    if change == "del":
        run = run.replace("w:t ", "w:delText ").replace("w:t>", "w:delText>")
    tracked = f'<w:{change} w:id="901" w:author="Somebody">{run}</w:{change}>'
    data = trust.made(trust.wanted(), "docx")
    found = trust.verify(edited_docx(data, lambda s: _with_run(s, tracked)))
    assert found.verdict is Verdict.ALTERED
    assert any("tracked change" in f.message for f in found.findings), said(found)


def test_a_text_box_is_a_finding(trust: Trust):
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Suspended until further notice</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    data = trust.made(trust.wanted(), "docx")
    found = trust.verify(edited_docx(data, lambda s: _with_run(s, box)))
    assert found.verdict is Verdict.ALTERED
    assert any("text box" in f.message and "Suspended" in f.message for f in found.findings)


def test_a_list_that_starts_elsewhere_is_an_altered_number(trust: Trust):
    data = trust.made(trust.wanted(), "docx")

    def deeper(source: str) -> str:
        old = _paragraph(source, "Everybody has this")
        return source.replace(old, old.replace('w:ilvl w:val="1"', 'w:ilvl w:val="2"'))

    found = trust.verify(edited_docx(data, deeper))
    assert found.verdict is Verdict.ALTERED
    assert "clause 2.4" in {f.place for f in found.findings}, said(found)


def test_words_in_a_word_files_footer_are_a_finding(trust: Trust):
    data = trust.made(trust.wanted(), "docx")
    with_footer = next(
        part
        for part in ("word/footer1.xml", "word/footer2.xml", "word/footer3.xml")
        if part.encode() in data
    )
    words = '<w:r><w:t xml:space="preserve"> Not binding. </w:t></w:r></w:p>'
    found = trust.verify(edited_docx(data, lambda s: s.replace("</w:p>", words, 1), with_footer))
    assert found.verdict is Verdict.ALTERED
    assert "Not binding." in said(found)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("Only Ash has", 'Only Ash <span style="display:none">never </span>has', "never"),
        ("Only Ash has", "Only Ash <span hidden>never </span>has", "never"),
        ("Only Ash has", 'Only Ash <span style="color:#fff">never </span>has', "never"),
        ("Only Ash has", 'Only Ash <span style="font-size:0">never </span>has', "never"),
        ("</style>", "li p::after{content:' (if convenient)'}</style>", "if convenient"),
        ("</main>", "<p>This is suspended.</p></main>", "suspended"),
        ("</main>", "</main><p>This is suspended.</p>", "suspended"),
        ("<h1>", "<p>This is suspended.</p><h1>", "suspended"),
        ("Only Ash has", "Only Ash <del>never</del> has", "never"),
    ],
    ids=["none", "hidden", "white", "size", "css", "end", "after", "before", "del"],
)
def test_words_hidden_in_or_added_to_a_page_are_a_finding(trust: Trust, old, new, word):
    found = trust.verify(edited_html(trust.made(trust.wanted(), "html"), old, new))
    assert found.verdict is Verdict.ALTERED
    assert any(word in f.message and f.kind.stops for f in found.findings), said(found)


def test_a_fact_taken_from_another_row_of_the_table_is_told(trust: Trust):
    page = trust.made(trust.wanted(), "html")
    forged = edited_html(page, "<dd>September 2025</dd>", "<dd>September 2024</dd>")
    found = trust.verify(forged)
    assert not found.well, said(found)
    assert any("September 2024" in f.message for f in found.findings if f.kind.stops)


def _edited_pdf(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        change(opened)
        opened.save(done)
    return done.getvalue()


def _font(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj.Resources.Font["/Helv"] = opened.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )


def _note(opened: pikepdf.Pdf) -> None:
    page = opened.pages[0].obj
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=[100, 400, 400, 450],
        Contents=String("Suspended"),
        DA=String("/Helv 12 Tf"),
    )
    page.Annots = Array([*page.get("/Annots", []), opened.make_indirect(note)])


def _cover(opened: pikepdf.Pdf) -> None:
    opened.pages[0].contents_add(b"/Artifact BMC q 1 1 1 rg 60 60 480 500 re f Q EMC")


def _more_words(opened: pikepdf.Pdf) -> None:
    _font(opened)
    opened.pages[0].contents_add(b"BT /Helv 12 Tf 1 0 0 1 90 60 Tm (Suspended) Tj ET")


def _artifact_words(opened: pikepdf.Pdf) -> None:
    _font(opened)
    opened.pages[0].contents_add(
        b"/Artifact BMC BT /Helv 12 Tf 1 0 0 1 90 60 Tm (Suspended) Tj ET EMC"
    )


def _white_words(opened: pikepdf.Pdf) -> None:
    _font(opened)
    opened.pages[0].contents_add(b"BT 1 1 1 rg /Helv 12 Tf 1 0 0 1 90 60 Tm (Suspended) Tj ET")


def _page_gone(opened: pikepdf.Pdf) -> None:
    del opened.pages[1]


def _note_unmarked(opened: pikepdf.Pdf) -> None:
    """Draw the text without the mark of its only note; the note stays."""
    note = next(
        one for one in opened.objects if isinstance(one, Dictionary) and one.get("/S") == Name.Note
    )
    beside = list(note.P.K)
    mark = beside[beside.index(note) - 1]
    while isinstance(mark, Dictionary):  # Lbl, Link, Span, and then the number in the drawing
        mark = next(one for one in mark.K if not isinstance(one, Dictionary) or "/S" in one)
    page = opened.pages[0]
    kept, inside = [], False
    for one in pikepdf.parse_content_stream(page):
        if str(one.operator) == "BDC":
            inside = one.operands[1].get("/MCID") == mark
        if not (inside and str(one.operator) in ("Tj", "TJ")):
            kept.append(one)
    page.Contents = opened.make_stream(pikepdf.unparse_content_stream(kept))


def _font_undone(opened: pikepdf.Pdf) -> None:
    for font in opened.pages[0].obj.Resources.Font.values():
        described = font.DescendantFonts[0].FontDescriptor
        if str(described.FontName).endswith("-Regular"):
            file = bytearray(described.FontFile2.read_bytes())
            entry = file.index(b"loca")
            at, length = struct.unpack_from(">LL", file, entry + 8)
            file[at : at + length] = bytes(length)  # no letter has an outline
            described.FontFile2.write(bytes(file))


def _font_unread(opened: pikepdf.Pdf) -> None:
    """Break a font so that pages leave its words out, while its own map still tells them."""
    for font in opened.pages[0].obj.Resources.Font.values():
        if str(font.BaseFont).endswith("-It"):
            font.DescendantFonts = Array([font.DescendantFonts])


@pytest.mark.parametrize(
    "change",
    [
        _note,
        _cover,
        _more_words,
        _artifact_words,
        _white_words,
        _page_gone,
        _font_undone,
        _font_unread,
    ],
)
def test_whatever_is_laid_over_a_pdf_or_taken_out_is_a_finding(trust: Trust, change):
    data = trust.made(trust.wanted(), "pdf")
    found = trust.verify(_edited_pdf(data, change))
    assert found.verdict is Verdict.ALTERED, said(found)
    if change in (_note, _more_words, _artifact_words, _white_words):
        assert "Suspended" in said(found)
    if change is _note_unmarked:
        assert "mark of a note" in said(found)
    if change is _font_unread:
        assert "words that nobody sees: “safe”" in said(found)


def test_a_pdf_that_was_only_saved_again_is_approved(trust: Trust):
    found = trust.verify(_edited_pdf(trust.made(trust.wanted(), "pdf"), lambda _: None))
    assert found.verdict is Verdict.APPROVED, said(found)
    assert not found.identical


def test_a_pdf_without_its_tags_is_read_by_its_look(trust: Trust):
    def change(opened: pikepdf.Pdf) -> None:
        del opened.Root["/StructTreeRoot"]

    found = trust.verify(_edited_pdf(trust.made(trust.wanted(), "pdf"), change))
    assert found.held is not None
    assert (found.held.policy, found.held.version) == ("trips", "2")


@pytest.mark.parametrize("form", FORMATS)
def test_properties_alone_prove_nothing(trust: Trust, form):
    """Another text under the properties of the approved one."""
    from dataclasses import replace

    from verify_copies import paragraph

    from minuted.model.front_matter import FrontMatter
    from minuted.model.policy import Policy

    wanted = trust.wanted()
    text = Policy(FrontMatter("Trips policy"), (paragraph("Anybody may go anywhere."),))
    found = trust.verify(trust.made(replace(wanted, text=text), form))
    assert not found.well
