"""Files that are no Word files, are broken, or are made to do harm: one clear complaint each."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from word_files import (
    HEAD,
    LEGAL,
    NAMES,
    XMLNS,
    abstract,
    docx,
    num,
    p,
    part,
    relationships,
    table,
    zipped,
)
from word_shown import refused, shown

from minuted.readers.word import read_word
from minuted.readers.word.raw_words import RawWordsError, raw_words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
PLAIN = docx(p("Visitors sign in.", num=(1, 0)))


def ole(stream):
    return OLE + stream.encode("utf-16-le") + b"\0" * 500


OTHERS = {
    "an old .doc": (ole("WordDocument"), "word-other-file", "the old Word format"),
    "an old .xls": (ole("Workbook"), "word-other-file", "Excel"),
    "a locked .docx": (ole("EncryptedPackage"), "word-locked", "password"),
    "a PDF": (b"%PDF-1.7\n", "word-other-file", "a PDF"),
    "rich text": (b"{\\rtf1 x}", "word-other-file", "Rich Text"),
    "nothing": (b"", "word-other-file", "empty"),
    "noughts": (b"\0" * 99, "word-other-file", "nothing in it but noughts"),
    "a damaged file": (b"\1\2\3" * 99, "word-other-file", "another kind"),
    "a web page": (b"<!DOCTYPE html><p>x", "word-other-file", "a web page"),
    "plain text": (b"Visitors sign in.", "word-other-file", "plain text"),
    "pages": (zipped({"Index/Document.iwa": b"x"}), "word-other-file", "Pages"),
    "odt": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "word-other-file",
        "OpenDocument text",
    ),
    "xlsx": (zipped({"xl/workbook.xml": b"<x/>"}), "word-other-file", "Excel"),
    "a zip of files": (zipped({"a.docx": PLAIN}), "word-other-file", "a zip of other files"),
    "a zip cut short": (PLAIN[:-200], "word-broken", "missing"),
    "a zip's beginning": (PLAIN[:100], "word-broken", "missing"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_word_file_is_called_by_its_name(name):
    data, code, words = OTHERS[name]
    assert refused(data) == code
    assert words in read_word(data)[1][0].message
    with pytest.raises(RawWordsError):
        raw_words(data)


def _with(**parts):
    return docx(
        p("x"), parts={name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    )


def _declared(kind):
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    outside = '<!ENTITY e SYSTEM "file:///etc/passwd">'
    return (
        HEAD
        + f'<!DOCTYPE w:document [<!ENTITY a0 "x">{bomb if kind == "bomb" else outside}]>'
        + (
            f"<w:document {XMLNS}><w:body><w:p><w:r><w:t>"
            f"{'&a8;' if kind == 'bomb' else '&e;'}</w:t></w:r></w:p></w:body></w:document>"
        )
    )


BROKEN = {
    "an entity bomb": (docx(document=_declared("bomb")), "word-entities"),
    "an outside entity": (docx(document=_declared("outside")), "word-entities"),
    "xml cut short": (docx(document=f"{HEAD}<w:document {XMLNS}><w:body><w:p>"), "word-broken"),
    "no body": (docx(document=f"{HEAD}<w:document {XMLNS}/>"), "word-broken"),
    "another root": (docx(document=f"{HEAD}<html/>"), "word-broken"),
    "an empty part": (docx(document=" "), "word-broken"),
    "broken styles": (_with(word__styles="<w:styles"), "word-broken"),
    "broken lists": (_with(word__numbering="<x>"), "word-broken"),
    "a chunk of another format": (docx('<w:altChunk r:id="x"/>'), "word-chunk"),
    "no main part": (
        zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<x/>"}),
        "word-broken",
    ),
    "deep nesting": (
        docx("<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400),
        "word-too-deep",
    ),
    "far too many paragraphs": (docx("<w:p/>" * 70_000), "word-too-large"),
    "a table beyond reason": (
        docx(table([("<w:gridBefore/>", "x")] * 150, *([["y"]] * 2_000))),
        "word-too-large",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_hostile_file_is_refused_with_one_complaint(name):
    data, code = BROKEN[name]
    began = time.monotonic()
    assert refused(data) == code
    assert time.monotonic() - began < 20


def test_nesting_that_the_parser_allows_is_read():
    deep = docx(table([table([table([table(["x"])])])]))
    assert shown(deep) == ["x"]
    inside = p("x")
    for _ in range(55):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    document, complaints = read_word(docx(inside))
    assert document is not None or complaints[0].code == "word-too-deep"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    tracemalloc.start()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels", relationships([("rId1", "officeDocument", "word/document.xml")])
        )
        with archive.open("word/document.xml", "w") as member:
            for _ in range(200):
                member.write(b" " * 1_000_000)
    data = bomb.getvalue()
    tracemalloc.reset_peak()
    assert refused(data) == "word-too-large"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_member_that_lies_about_its_size_is_broken():
    data = bytearray(PLAIN)
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            struct.pack_into("<I", data, at + 24, 10)
    assert refused(bytes(data)) == "word-broken"


def test_a_file_of_more_than_100_mb_is_refused_unread():
    assert refused(PLAIN + bytes(100_000_001)) == "word-too-large"


def test_paths_out_of_the_zip_lead_nowhere():
    outside = docx(
        p("x"),
        parts={
            "../../evil.xml": "<x/>",
            "word/_rels/document.xml.rels": relationships(
                [
                    ("a", "styles", "../../../../etc/passwd"),
                    ("b", "numbering", "/../numbering.xml"),
                    ("c", "footnotes", "http://example.org/x", "External"),
                ]
            ),
        },
    )
    assert shown(outside) == ["x"]


def test_a_part_that_is_there_twice_is_told():
    done = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(done, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(done.getvalue()) == "word-broken"


def test_styles_lists_and_fields_that_go_round_in_circles_come_to_an_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/>'
        f'<w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "A"), ("C", "C"))
    ) + (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    lists = (
        abstract(0, more='<w:numStyleLink w:val="L"/>')
        + abstract(1, more='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    data = docx(
        p("a", style="A"), p("c", style="C"), p("x", num=(1, 0)), styles=styles, lists=lists
    )
    assert shown(data) == ["a", "c", "x"]


def test_numbers_beyond_reason_stay_within_it():
    huge = "9" * 30
    lists = (
        abstract(
            0, f"start={huge} lowerLetter {'%1' * 400}", "start=-5 decimal %2", "upperRoman %9%3%x"
        )
        + num(1, 0)
        + num(3, 0, (0, huge))
        + num("x", "y")
    )
    data = docx(
        *(p("x", num=(1, at)) for at in (0, 1, 2, 77, -3)),
        p("x", num=(huge, huge)),
        p("x", num=(3, 0)),
        lists=lists,
    )
    document, complaints = read_word(data)
    assert complaints == []
    assert all(len(one.label) <= 255 for one in document.parts)


def test_a_note_that_is_not_there_or_cites_itself_does_no_harm():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx(
        p("x", mark, '<w:r><w:footnoteReference w:id="99"/></w:r>'),
        parts={
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{p("note", mark)}</w:footnote>'
            )
        },
        relations=[("rIdF", "footnotes", "footnotes.xml")],
    )
    assert shown(data) == ["x[^note]"]


def test_values_that_no_word_writes_are_passed_over():
    data = docx(
        p(
            "x",
            more='<w:outlineLvl w:val="many"/><w:ind w:left="far"/>',
            style="No such style",
            num=("", ""),
        ),
        p(
            '<w:r><w:sym w:font="Wingdings" w:char="zz"/><w:sym/></w:r>',
            '<w:r><w:rPr><w:sz w:val="big"/></w:rPr><w:t>y</w:t></w:r>',
            "<w:r><w:fldChar/></w:r><w:r><w:instrText/></w:r>",
            "<w:bookmarkStart/>",
            "<w:hyperlink/>",
            "<w:sdt/>",
            "<w:r><w:drawing/></w:r>",
            "<w:fldSimple>" + "</w:fldSimple>",
        ),
        "<w:tbl/>",
        "<w:tbl><w:tr/></w:tbl>",
        "<w:sdt/>",
        "<mc:AlternateContent/>",
    )
    assert shown(data) == ["x", "y"]


def test_names_in_other_letters_and_slashes_are_found():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    odd = {
        ("/" + name if name != "[Content_Types].xml" else name).upper(): data
        for name, data in content.items()
    }
    assert shown(zipped(odd)) == ["1. Visitors sign in."]


def test_a_document_in_utf_16_is_read():
    head = '<?xml version="1.0" encoding="UTF-16"?>'
    text = f"{head}<w:document {XMLNS}><w:body>{p('Café')}</w:body></w:document>"
    data = docx(parts={"word/document.xml": text.encode("utf-16")})
    assert shown(data) == ["Café"]
    assert raw_words(data) == ["Café"]


def test_the_test_files_are_compressed_as_word_compresses_them():
    assert zlib.decompress(zlib.compress(b"x")) == b"x"
    assert NAMES["w"].endswith("/main")
    assert LEGAL.startswith("<w:abstractNum")
