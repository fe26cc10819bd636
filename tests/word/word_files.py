"""Word files written as their XML reads, small enough to be seen whole.

    docx(p("Visitors", style="Heading1"), p("Sign in.", num=(1, 1)), lists=[LEGAL])

Nothing of minuted is used: the files are what Word, or something worse, might have written.
"""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "00000500010d0a2db40000000049454e44ae426082"
)

HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
    f'<w:rPr><w:b/><w:sz w:val="{34 - 4 * n}"/></w:rPr></w:style>'
    for n in range(1, 5)
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="56"/></w:rPr></w:style>' + HEADINGS
)


def r(text, *properties):
    """Return a run; properties such as `b` or `sz=28`."""
    return f"<w:r>{_properties('rPr', properties)}{t(text)}</w:r>"


def t(text):
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _properties(name, properties):
    inside = ""
    for one in properties:
        key, _, value = one.partition("=")
        inside += f"<w:{key} w:val={quoteattr(value)}/>" if value else f"<w:{key}/>"
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""


def p(*content, style="", num=None, more=""):
    """Return a paragraph; `num` is (numId, ilvl) or numId alone, strings of text become runs."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if isinstance(num, tuple):
        inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    elif num is not None:
        inside += f'<w:numPr><w:numId w:val="{num}"/></w:numPr>'
    inside += more
    runs = "".join(one if one.startswith("<") else r(one) for one in content)
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{runs}</w:p>"


def field(code, result, *properties):
    """Return a complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + (result if result.startswith("<") else r(result, *properties))
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def place(name, identity=1):
    """Return a bookmark of no length."""
    return f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/><w:bookmarkEnd w:id="{identity}"/>'


def table(*rows, header=0):
    """Return a table; a cell is text, or a tuple of properties (as XML) and content."""
    done = ""
    for at, row in enumerate(rows):
        cells = ""
        for cell in row:
            own, content = cell if isinstance(cell, tuple) else ("", cell)
            content = content if content.startswith("<") else p(content)
            cells += f"<w:tc><w:tcPr>{own}</w:tcPr>{content}</w:tc>"
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if at < header else ""
        done += f"<w:tr>{mark}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{done}</w:tbl>"


def abstract(identity, *levels, more=""):
    """Return a list's definition; a level is `format pattern` and switches, such as `decimal %1.`.

    Switches stand in front: `start=3`, `restart=0`, `legal`, `style=Heading1`.
    """
    done = ""
    for at, level in enumerate(levels):
        words = level.split(" ")
        start, restart, legal, style = "1", "", "", ""
        while words[0].startswith(("start=", "restart=", "legal", "style=")):
            name, _, value = words.pop(0).partition("=")
            start = value if name == "start" else start
            restart = f'<w:lvlRestart w:val="{value}"/>' if name == "restart" else restart
            legal = "<w:isLgl/>" if name == "legal" else legal
            style = f'<w:pStyle w:val="{value}"/>' if name == "style" else style
        form, pattern = words[0], " ".join(words[1:])
        done += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{restart}'
            f"{style}{legal}<w:lvlText w:val={quoteattr(pattern)}/></w:lvl>"
        )
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{done}</w:abstractNum>'


def num(identity, of, *overrides):
    """Return a list that uses a definition; an override is (ilvl, start)."""
    done = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in overrides
    )
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{done}</w:num>'


LEGAL = abstract(0, "decimal %1.", "decimal %1.%2", "decimal %1.%2.%3", "lowerLetter (%4)") + num(
    1, 0
)


def docx(*body, styles="", lists=LEGAL, parts=None, relations=(), types=(), document=None):
    """Return a Word file.

    Args:
        styles: further styles.
        parts: further parts by name.
        relations: (id, kind, target) or (id, kind, target, "External") of the main part.
        types: further overrides, as (part, content type).
        document: the whole main part, in place of `body`.
    """
    overrides = [
        ("/word/document.xml", WML + "document.main+xml"),
        ("/word/styles.xml", WML + "styles+xml"),
        ("/word/numbering.xml", WML + "numbering+xml"),
        *types,
    ]
    pointers = [
        ("rIdS", "styles", "styles.xml"),
        ("rIdN", "numbering", "numbering.xml"),
        *relations,
    ]
    content = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(f'<Override PartName="{n}" ContentType="{k}"/>' for n, k in overrides)
        + "</Types>",
        "_rels/.rels": relationships([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": document
        or f"{HEAD}<w:document {XMLNS}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(pointers),
        "word/styles.xml": f"{HEAD}<w:styles {XMLNS}>{STYLES}{styles}</w:styles>",
        "word/numbering.xml": f"{HEAD}<w:numbering {XMLNS}>{lists}</w:numbering>",
        **(parts or {}),
    }
    return zipped(content)


def relationships(pointers):
    rows = "".join(
        f'<Relationship Id="{one[0]}" Type="{NAMES["r"]}/{one[1]}" Target={quoteattr(one[2])}'
        + (f' TargetMode="{one[3]}"' if len(one) > 3 else "")
        + "/>"
        for one in pointers
    )
    return f'{HEAD}<Relationships xmlns="{RELS}">{rows}</Relationships>'


def zipped(content):
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return done.getvalue()


def notes(kind, *texts):
    """Return the part of footnotes or endnotes, numbered from 2 as Word does."""
    inside = "".join(
        f'<w:{kind} w:id="{at}">{p("<w:r><w:footnoteRef/></w:r>", f" {text}")}</w:{kind}>'
        for at, text in enumerate(texts, 2)
    )
    separators = f'<w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
    return f"{HEAD}<w:{kind}s {XMLNS}>{separators}{inside}</w:{kind}s>"


def part(root, inside):
    """Return a part with a root such as `hdr`."""
    return f"{HEAD}<w:{root} {XMLNS}>{inside}</w:{root}>"
