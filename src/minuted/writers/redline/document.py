"""A comparison as a Word file: the summary, then the new text with tracked changes.

    Report + Letterhead ──▶ front matter ┐
                            tracked text ┴──▶ bytes ──checked──▶ handed out, or refused

`front_xml` and `tracked_text` can stand in a larger document too; whoever does that gives both one
`Ids`, and checks what comes out as `comparison_docx` does.
"""

from collections.abc import Sequence
from datetime import date

from minuted.model.change import Report
from minuted.writers.docx import look as names
from minuted.writers.docx.letterhead import Letterhead
from minuted.writers.docx.look import Look
from minuted.writers.docx.pieces import escape
from minuted.writers.redline.check import TEXT_BEGINS, check_redline
from minuted.writers.redline.front import Front, front, number_rows
from minuted.writers.redline.word import CONSEQUENTIAL, MOVED, RENUMBERING, Ids, tracked_text

AUTHOR = "minuted"
"""Who makes the tracked changes, as Word shows it."""

_HOW = (
    "Words that were taken out are struck through, words that came in are underlined. They are"
    " tracked changes: accept them all, and this is the new text; reject them all, and it is the"
    " old one. What moved stands struck where it was and underlined where it is. By reviewer Word"
    f" can hide (Review, Show Markup, Specific People) what is “{MOVED}”, numbers that merely"
    f" changed (“{RENUMBERING}”), and cross-references that follow them (“{CONSEQUENTIAL}”)."
)


def comparison_docx(report: Report, letterhead: Letterhead, *, when: date) -> bytes:
    """Return a comparison as a Word file; `when` is the day of its changes.

    Raises:
        EngineError: it failed its own check, so that it must not be used.
    """
    ids = Ids(letterhead.first_id)
    text = tracked_text(report.comparison, letterhead.look, ids, author=AUTHOR, when=when)
    top = front_xml(front(report), letterhead, text.places)
    number = ids.take()
    begins = paragraph_xml(
        escape(letterhead.look.styles[names.UNNUMBERED[0]]),
        f'<w:bookmarkStart w:id="{number}" w:name="{TEXT_BEGINS}"/>'
        f'{words_xml("The text, with its changes")}<w:bookmarkEnd w:id="{number}"/>',
        "<w:pageBreakBefore/>",
    )
    made = letterhead.document(f"{top}{begins}{text.body}", tracked=True)
    check_redline(made, report.old_text, report.new_text)
    return made


def front_xml(words: Front, letterhead: Letterhead, places: dict[int, str]) -> str:
    """Return the summary as paragraphs and tables; `places` are the bookmarks of the changes."""
    look = letterhead.look
    plain, heading = (
        escape(look.styles[name]) for name in (names.CONTINUATIONS[0], names.UNNUMBERED[1])
    )
    title = letterhead.style("Title", names.UNNUMBERED[0])
    over = letterhead.style("Trust Name", names.CONTINUATIONS[0])
    done = [
        paragraph_xml(over, words_xml("What changed")),
        paragraph_xml(title, words_xml(words.title)),
        paragraph_xml(plain, words_xml(words.summary, bold=True)),
        *(paragraph_xml(plain, words_xml(sentence)) for sentence in words.said),
        table_xml(
            look,
            "The two texts",
            ("", "Which text", "Decision", "Fingerprint"),
            [tuple(words_xml(cell) for cell in side) for side in words.sides],
            (14, 26, 34, 26),
        ),
    ]
    if words.changes:
        listed = [
            (_link(where, places.get(at, "")), words_xml(what)) for at, where, what in words.changes
        ]
        done += [
            paragraph_xml(heading, words_xml("Changes")),
            table_xml(look, "Changes", ("Clause", "What happened"), listed, (30, 70)),
            paragraph_xml(plain, words_xml(_HOW)),
        ]
    if words.renumbered:
        headings, rows = number_rows(words.renumbered)
        cells = [tuple(words_xml(cell) for cell in row) for row in rows]
        shares, width = (100 // len(headings),) * len(headings), 1500 * len(headings)
        done += [
            paragraph_xml(heading, words_xml("Old and new numbers")),
            paragraph_xml(plain, words_xml("A new number by itself is no amendment.")),
            table_xml(look, "Old and new numbers", headings, cells, shares, width=width),
        ]
    return "".join(done)


def paragraph_xml(style: str, words: str, extra: str = "") -> str:
    """Return a paragraph; `words` are runs, `extra` further properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{words}</w:p>'


def words_xml(text: str, *, bold: bool = False) -> str:
    """Return a run."""
    properties = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _link(text: str, bookmark: str) -> str:
    if not bookmark:
        return words_xml(text)
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words_xml(text)}</w:hyperlink>'


def table_xml(
    look: Look,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    shares: Sequence[int],
    *,
    width: int = 0,
) -> str:
    """Return a table; `rows` are runs, `shares` the columns' parts of its width in hundredths."""
    styles = look.styles
    widths = [(width or look.column.width) * share // 100 for share in shares]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    done = [
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{escape(styles[names.TABLE])}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    ]
    for count, row in enumerate([[words_xml(heading) for heading in headings], *rows]):
        repeated = "" if count else "<w:tblHeader/>"
        style = escape(styles[names.TABLE_TEXT if count else names.TABLE_HEADING])
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/></w:tcPr>{paragraph_xml(style, cell)}'
            "</w:tc>"
            for cell, one in zip(row, widths, strict=True)
        )
        done.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
    return "".join([*done, "</w:tbl>", paragraph_xml(escape(styles[names.CONTINUATIONS[0]]), "")])
