"""One cover with its version table, as a Word file, a PDF, a web page and a typed text have it.

    Ash Primary
    Phones policy
    | Version | Date   |
    | 1       | 6.9.22 |         lines, and a table of cells; ⏎ breaks a line within one

Below it stands a text of two clauses, the same for all.
"""

import io
import zipfile
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import escape as xml

import typst

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SECTION = "PURPOSE"
CLAUSES = ("Phones stay in bags while school is open.", "A lost phone is handed in at the office.")
BREAK = "⏎"


@dataclass(frozen=True)
class Cover:
    """What stands above a text."""

    blocks: tuple[str | tuple[tuple[str, ...], ...], ...]

    @classmethod
    def parse(cls, text: str) -> "Cover":
        """Read lines and pipe tables."""
        blocks: list[str | tuple[tuple[str, ...], ...]] = []
        rows: list[tuple[str, ...]] = []
        for line in [*text.splitlines(), ""]:
            if line.startswith("|"):
                rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
                continue
            if rows:
                blocks.append(tuple(rows))
                rows = []
            if line.strip():
                blocks.append(line.strip())
        return cls(tuple(blocks))


def as_text(cover: Cover) -> bytes:
    """Return a text with tabs between cells."""
    lines: list[str] = []
    for block in cover.blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += ["\t".join(row).replace(BREAK, " ") for row in block]
        lines.append("")
    lines += [f"1 {SECTION}", ""]
    lines += [f"1.{n} {words}\n" for n, words in enumerate(CLAUSES, 1)]
    return "\n".join(lines).encode()


def as_markdown(cover: Cover) -> bytes:
    """Return Markdown with a pipe table."""
    lines: list[str] = []
    for number, block in enumerate(cover.blocks):
        if isinstance(block, str):
            lines.append(f"# {block}" if not number else block)
        else:
            head, *rest = ["| " + " | ".join(row).replace(BREAK, "<br>") + " |" for row in block]
            lines += [head, "|" + "---|" * len(block[0]), *rest]
        lines.append("")
    lines += [f"## 1. {SECTION}", ""]
    lines += [f"1.{n} {words}\n" for n, words in enumerate(CLAUSES, 1)]
    return "\n".join(lines).encode()


def as_page(cover: Cover) -> bytes:
    """Return a web page."""
    body = ""
    for number, block in enumerate(cover.blocks):
        if isinstance(block, str):
            tag = "p" if number else "h1"
            body += f"<{tag}>{escape(block)}</{tag}>\n"
            continue
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{escape(c).replace(BREAK, '<br>')}</td>" for c in row)
            + "</tr>\n"
            for row in block
        )
        body += f"<table>{rows}</table>\n"
    body += f"<h2>1 {SECTION}</h2>\n"
    body += "".join(f"<p>1.{n} {escape(w)}</p>\n" for n, w in enumerate(CLAUSES, 1))
    return f"<!doctype html><html><head></head><body>{body}</body></html>".encode()


def as_word(cover: Cover) -> bytes:
    """Return a Word file."""
    body = ""
    for number, block in enumerate(cover.blocks):
        if isinstance(block, str):
            body += _paragraph(block, "" if number else "Title")
            continue
        rows = "".join(
            "<w:tr>"
            + "".join(
                "<w:tc>" + "".join(_paragraph(part) for part in cell.split(BREAK)) + "</w:tc>"
                for cell in row
            )
            + "</w:tr>"
            for row in block
        )
        body += f"<w:tbl>{rows}</w:tbl>"
    body += _paragraph(f"1 {SECTION}", "Heading1")
    body += "".join(_paragraph(f"1.{n} {words}") for n, words in enumerate(CLAUSES, 1))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/></w:style>'
        for name, called in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def _paragraph(words: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{xml(words)}</w:t></w:r></w:p>'


def as_pdf(cover: Cover) -> bytes:
    """Return a PDF, as an office's word processor would print it."""
    body = ""
    for number, block in enumerate(cover.blocks):
        if isinstance(block, str):
            body += (f"#{_string(block)}" if number else f"#text(20pt, {_string(block)})") + "\n\n"
            continue
        cells = ", ".join(
            "[" + " #linebreak() ".join(f"#{_string(p)}" for p in cell.split(BREAK)) + "]"
            for row in block
            for cell in row
        )
        body += f"#table(columns: {len(block[0])}, {cells})\n\n"
    body += f'#text(14pt, weight: "bold", {_string("1 " + SECTION)})\n\n'
    for n, words in enumerate(CLAUSES, 1):
        body += f"#{_string(f'1.{n} {words}')}\n\n"
    page = '#set page(margin: 1.5cm)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
    return typst.compile((page + body).encode())


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


SHAPES = {
    "docx": as_word,
    "pdf": as_pdf,
    "html": as_page,
    "txt": as_text,
    "md": as_markdown,
}
