"""One small policy, made by hand in three formats, none of it by minuted."""

import io
import struct
import zipfile
import zlib

EXPECTED: list[list[str | int]] = [
    ["1", "About this policy", "section", 1],
    ["1.1", "This policy applies to Ash School.[^ The school is in Derby.]", "clause", 2],
    ["1.2", "Staff must not: • share passwords • lend their cards", "clause", 2],
    ["2", "Prohibited use", "section", 1],
    ["2.1", "You must not express opinions on behalf of the Trust.", "clause", 2],
    ["2.1.1", "This includes:", "clause", 3],
    ["(a)", "posts in a private group;", "clause", 4],
    ["(b)", "see paragraph 1.2 and the guidance <https://example.org/guidance>.", "clause", 4],
    ["", "Role\tName\nHead\tA. Person", "table", 2],
    ["2.2", "Not used", "clause", 2],
    ["2.3", "This is the last clause.", "clause", 2],
]


def png() -> bytes:
    """Return a picture of eight by eight dots."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\x00" + b"\x7a\x1f\x3d" * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


TYPST = """
#set document(title: "Sample policy", date: datetime(year: 2026, month: 1, day: 1))
#set text(lang: "en", region: "GB")
#set page(height: 9cm, header: [Sample policy], footer: context [Page #counter(page).display()])
#set heading(numbering: (..n) => numbering("1", ..n.pos().slice(1)))
#show heading.where(level: 1): set heading(numbering: none)
#let clauses(..items) = enum(..items)
#heading(level: 1)[Sample policy]
#table(columns: 2, table.header[Version][Date], [1], [6 September 2022])
== About this policy
#enum(numbering: n => "1." + str(n),
  [This policy applies to Ash School.#footnote[The school is in Derby.]],
  [Staff must not:
   - share passwords
   - lend their cards])
== Prohibited use
#enum(numbering: n => "2." + str(n),
  [You must not express opinions on behalf of the Trust.
   #enum(numbering: n => "2.1." + str(n), [This includes:
     #enum(numbering: n => numbering("(a)", n),
       [posts in a private group;],
       [see paragraph 1.2 and the #link("https://example.org/guidance")[guidance].])])
   #table(columns: 2, table.header[Role][Name], [Head], [A. Person])],
  [Not used],
  [This is the last clause.])
#figure(image(bytes((PICTURE)), width: 5mm), alt: "A plain red square")
"""


def pdf(change: tuple[str, str] = ("", "")) -> bytes:
    """Return the policy as a PDF that is UA-1 and A-2a, with one change to its source."""
    import typst

    source = _changed(TYPST, change).replace("PICTURE", ", ".join(str(byte) for byte in png()))
    made = typst.compile(source.encode(), pdf_standards=["ua-1", "a-2a"])
    assert isinstance(made, bytes)
    return made


HTML = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sample policy</title>
<style>
body { color: #222; background: #fff; }
a { color: #003a8c; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #111; }
  a { color: #9cc3ff; }
}
</style>
</head>
<body>
<header><p>Ash School</p></header>
<main>
<h1>Sample policy</h1>
<img src="data:image/png;base64,PICTURE" alt="A plain red square">
<table><thead><tr><th scope="col">Version</th><th scope="col">Date</th></tr></thead>
<tbody><tr><td>1</td><td>6 September 2022</td></tr></tbody></table>
<nav aria-label="Contents"><ul><li><a href="#s1">1 About this policy</a></li>
<li><a href="#s2">2 Prohibited use</a></li></ul></nav>
<h2 id="s1">1 About this policy</h2>
<p id="c1.1">1.1 This policy applies to Ash School.<sup><a href="#note">1</a></sup></p>
<div id="c1.2"><p>1.2 Staff must not:</p>
<ul><li>share passwords</li><li>lend their cards</li></ul></div>
<h2 id="s2">2 Prohibited use</h2>
<p>2.1 You must not express opinions on behalf of the Trust.</p>
<p>2.1.1 This includes:</p>
<p>(a) posts in a private group;</p>
<p>(b) see paragraph 1.2 and the <a href="https://example.org/guidance">guidance</a>.</p>
<table><thead><tr><th scope="col">Role</th><th scope="col">Name</th></tr></thead>
<tbody><tr><td>Head</td><td>A. Person</td></tr></tbody></table>
<p>2.2 Not used</p>
<p>2.3 This is the last clause.</p>
<aside aria-label="Footnotes"><p id="note">1 The school is in Derby.</p></aside>
</main>
</body>
</html>
"""


def html(change: tuple[str, str] = ("", "")) -> bytes:
    """Return the policy as a page, with one change to its source."""
    import base64

    page = _changed(HTML, change)
    return page.replace("PICTURE", base64.b64encode(png()).decode()).encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _p(style: str, words: str, more: str = "") -> str:
    text = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}{more}</w:p>\n'


def _table(*rows: tuple[str, ...]) -> str:
    def row(cells: tuple[str, ...], properties: str) -> str:
        inner = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{_p("Normal", cell)}</w:tc>'
            for cell in cells
        )
        return f"<w:tr>{properties}{inner}</w:tr>"

    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblCaption w:val="{rows[0][0]}"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
        + "".join(row(cells, "" if n else head) for n, cells in enumerate(rows))
        + "</w:tbl>\n"
    )


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="180000" cy="180000"/>'
    '<wp:docPr id="1" name="Picture 1" descr="A plain red square"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1" name="Picture 1"/><pic:cNvPicPr/></pic:nvPicPr>'
    f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="rIdPicture"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="180000" cy="180000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
LINK = (
    f'<w:hyperlink xmlns:r="{R}" r:id="rIdLink"><w:r><w:t>guidance</w:t></w:r></w:hyperlink>'
    "<w:r><w:t>.</w:t></w:r>"
)
DOCUMENT = (
    f"{XML}<w:document {W}><w:body>\n"
    + _p("Title", "Sample policy", PICTURE)
    + _table(("Version", "Date"), ("1", "6 September 2022"))
    + _p("Heading1", "About this policy")
    + _p("Clause2", "This policy applies to Ash School.", NOTE)
    + _p("Clause2", "Staff must not:")
    + _p("Bullet", "share passwords")
    + _p("Bullet", "lend their cards")
    + _p("Heading1", "Prohibited use")
    + _p("Clause2", "You must not express opinions on behalf of the Trust.")
    + _p("Clause3", "This includes:")
    + _p("Clause4", "posts in a private group;")
    + _p("Clause4", "see paragraph 1.2 and the ", LINK)
    + _table(("Role", "Name"), ("Head", "A. Person"))
    + _p("Clause2", "Not used")
    + _p("Clause2", "This is the last clause.")
    + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
)


def _style(name: str, inner: str = "", kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>\n'
    )


def _numbered(level: int, outline: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:pPr>{number}{outline}</w:pPr>"


STYLES = (
    f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>\n'
    + _style("Normal")
    + _style("Title")
    + _style("Heading1", _numbered(0, '<w:outlineLvl w:val="0"/>'))
    + "".join(_style(f"Clause{depth}", _numbered(depth - 1)) for depth in (2, 3, 4))
    + _style(
        "Bullet",
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>',
    )
    + "</w:styles>"
)


def _level(number: int, style: str, form: str, text: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{linked}<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f"{XML}<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "Heading1", "decimal", "%1")
    + _level(1, "Clause2", "decimal", "%1.%2")
    + _level(2, "Clause3", "decimal", "%1.%2.%3")
    + _level(3, "Clause4", "lowerLetter", "(%4)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "Bullet", "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def _note(number: int, kind: str, inner: str) -> str:
    return f'<w:footnote w:id="{number}"{kind}><w:p>{inner}</w:p></w:footnote>'


FOOTNOTES = (
    f"{XML}<w:footnotes {W}>"
    + _note(-1, ' w:type="separator"', "<w:r><w:separator/></w:r>")
    + _note(0, ' w:type="continuationSeparator"', "<w:r><w:continuationSeparator/></w:r>")
    + _note(1, "", "<w:r><w:footnoteRef/></w:r><w:r><w:t> The school is in Derby.</w:t></w:r>")
    + "</w:footnotes>"
)
PARTS = ("document.main", "styles", "numbering", "footnotes")
CONTENT_TYPES = (
    f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml" '
        f'ContentType="{WORD_TYPE}.{part}+xml"/>'
        for part in PARTS
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
CORE = (
    f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Sample policy</dc:title></cp:coreProperties>"
)
TOP_RELATIONSHIPS = (
    f'{XML}<Relationships xmlns="{RELATIONSHIPS}">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
    'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
WORD_RELATIONSHIPS = (
    f'{XML}<Relationships xmlns="{RELATIONSHIPS}">'
    + "".join(
        f'<Relationship Id="rId{name}" Type="{R}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "numbering", "footnotes")
    )
    + f'<Relationship Id="rIdPicture" Type="{R}/image" Target="media/picture.png"/>'
    f'<Relationship Id="rIdLink" Type="{R}/hyperlink" '
    'Target="https://example.org/guidance" TargetMode="External"/></Relationships>'
)


def docx(change: tuple[str, str] = ("", "")) -> bytes:
    """Return the policy as a Word file, with one change to the XML of one of its parts."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": TOP_RELATIONSHIPS,
        "docProps/core.xml": CORE,
        "word/document.xml": DOCUMENT,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
        "word/_rels/document.xml.rels": WORD_RELATIONSHIPS,
    }
    if change[0]:
        (name,) = (name for name, xml in parts.items() if change[0] in xml)
        parts[name] = _changed(parts[name], change)
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as written:
        for name, xml in parts.items():
            written.writestr(name, xml)
        written.writestr("word/media/picture.png", png())
    return package.getvalue()


def _changed(source: str, change: tuple[str, str]) -> str:
    old, new = change
    if not old:
        return source
    assert old in source, f"the sample has no {old!r} to spoil"
    return source.replace(old, new, 1)
