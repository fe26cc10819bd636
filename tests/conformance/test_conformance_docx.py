"""Each judge of Word files rejects what it is there to reject, and accepts a good file."""

import conformance_samples as samples
import pytest

pytestmark = pytest.mark.conformance

SDK, LIBREOFFICE, XML, NUMBERS = "Open XML SDK", "LibreOffice", "Word XML", "Word numbers"
COLUMNS = (SDK, LIBREOFFICE, XML, NUMBERS)

CHANGES = {
    "renamed-element": ('<w:pStyle w:val="Title"/>', '<w:pStile w:val="Title"/>'),
    "unknown-style": (
        '<w:pStyle w:val="Bullet"/></w:pPr><w:r>',
        '<w:pStyle w:val="Dots"/></w:pPr><w:r>',
    ),
    "unknown-list": (
        '<w:ilvl w:val="3"/><w:numId w:val="1"/>',
        '<w:ilvl w:val="3"/><w:numId w:val="9"/>',
    ),
    "number-start": (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>',
        '<w:lvl w:ilvl="1"><w:start w:val="2"/>',
    ),
    "number-form": ('<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="upperLetter"/>'),
    "level-slip": (
        '<w:pStyle w:val="Clause3"/></w:pPr><w:r>',
        '<w:pStyle w:val="Clause2"/></w:pPr><w:r>',
    ),
    "word-lost": ("must not express", "must express"),
    "word-added": ("the last clause.", "the last clause, perhaps."),
    "words-joined": ("This includes", "Thisincludes"),
    "clause-slipped-in": (
        "share passwords</w:t></w:r></w:p>",
        "share passwords</w:t></w:r></w:p>" + samples._p("Normal", "or anything else"),
    ),
    "reference-stale": ("see paragraph 1.2", "see paragraph 1.3"),
    "note-changed": ("in Derby", "in Leeds"),
    "note-lost": (samples.NOTE, ""),
    "heading-plain": ('<w:outlineLvl w:val="0"/>', ""),
    "no-header-row": ("<w:tblHeader/>", ""),
    "no-table-name": ('<w:tblCaption w:val="Role"/>', ""),
    "silent-picture": ('descr="A plain red square"', 'descr=""'),
    "french": ('<w:lang w:val="en-GB"/>', '<w:lang w:val="fr-FR"/>'),
    "no-title": ("<dc:title>Sample policy</dc:title>", ""),
    "fetched-picture": (
        'Target="media/picture.png"/>',
        'Target="https://example.org/p.png" TargetMode="External"/>',
    ),
}


@pytest.fixture(scope="module")
def bench(judge_copies, tmp_path_factory):
    copies = {f"{name}.docx": samples.docx(change) for name, change in CHANGES.items()}
    copies |= {"good.docx": samples.docx(), "rubbish.docx": b"This is no Word file."}
    folder = tmp_path_factory.mktemp("docx")
    return judge_copies(folder, copies, samples.EXPECTED, ["ooxml", "libreoffice", "wordxml"])


@pytest.mark.parametrize("column", COLUMNS)
def test_a_good_word_file_is_accepted(bench, column):
    assert bench.why("good.docx", column) == ""


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("renamed-element", SDK, "pStile"),
        ("unknown-style", XML, "style Dots"),
        ("unknown-list", XML, "list 9"),
        ("unknown-list", LIBREOFFICE, "clause (a)"),
        ("number-start", LIBREOFFICE, "clause 1.1"),
        ("number-form", LIBREOFFICE, "clause (a)"),
        ("level-slip", LIBREOFFICE, "clause 2.1.1"),
        ("word-lost", LIBREOFFICE, "clause 2.1"),
        ("word-added", LIBREOFFICE, "clause 2.3"),
        ("words-joined", LIBREOFFICE, "clause 2.1.1"),
        ("clause-slipped-in", LIBREOFFICE, "anything else"),
        ("reference-stale", LIBREOFFICE, "clause (b)"),
        ("note-changed", LIBREOFFICE, "Leeds"),
        ("note-lost", LIBREOFFICE, "footnotes"),
        ("heading-plain", LIBREOFFICE, "section 1 is no heading"),
        ("heading-plain", XML, "no headings"),
        ("no-header-row", LIBREOFFICE, "header row"),
        ("no-header-row", XML, "first row"),
        ("no-table-name", XML, "neither title nor description"),
        ("silent-picture", XML, "Picture 1"),
        ("french", XML, "fr-FR"),
        ("no-title", XML, "title"),
        ("fetched-picture", XML, "https://example.org/p.png"),
        ("unknown-list", NUMBERS, "clause (a)"),
        ("number-start", NUMBERS, "clause 1.1"),
        ("number-form", NUMBERS, "clause (a)"),
        ("level-slip", NUMBERS, "clause 2.1.1"),
        ("word-lost", NUMBERS, "clause 2.1"),
        ("word-added", NUMBERS, "clause 2.3"),
        ("words-joined", NUMBERS, "clause 2.1.1"),
        ("clause-slipped-in", NUMBERS, "anything else"),
        ("reference-stale", NUMBERS, "clause (b)"),
        ("note-changed", NUMBERS, "Leeds"),
        ("note-lost", NUMBERS, "footnotes"),
        ("rubbish", SDK, ""),
        ("rubbish", NUMBERS, "no Word file"),
        ("rubbish", XML, "no Word file"),
        ("rubbish", LIBREOFFICE, ""),
    ],
)
def test_a_spoiled_word_file_is_rejected(bench, name, column, said):
    assert not bench.accepts(f"{name}.docx", column)
    assert said in bench.why(f"{name}.docx", column)


@pytest.mark.parametrize(
    "name", ["unknown-style", "unknown-list", "number-start", "silent-picture", "no-header-row"]
)
def test_the_sdk_alone_would_have_let_it_pass(bench, name):
    """If this fails, the SDK sees more than it did, and the README may say so."""
    assert bench.accepts(f"{name}.docx", SDK)
