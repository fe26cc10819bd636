"""Tables of the text: a heading row that repeats, rows that do not break, a column's full width."""

from dataclasses import replace
from itertools import pairwise

from minuted.model.policy import Align, Inlines, Table
from minuted.writers.docx import look as names
from minuted.writers.docx.pieces import escape
from minuted.writers.docx.runs import Place, Words, alternative

_ALIGNMENTS = {Align.LEFT: "", Align.CENTRE: '<w:jc w:val="center"/>'}
_ALIGNMENTS[Align.RIGHT] = '<w:jc w:val="right"/>'
_LEAST_SHARE, _MOST_CHARACTERS = 8, 60
_CELL_MARGINS = 170
"""What a cell's text loses of its width on both sides together, in twips."""


def table_xml(table: Table, words: Words, place: Place, left: int, caption: str) -> str:
    """Return a table.

    Args:
        table: from the text.
        words: turns its cells into runs.
        place: of the table; its width is the table's.
        left: the table's indent in twips.
        caption: what it is called for a reader who cannot see it.
    """
    styles = words.look.styles
    widths = _widths(table, place.width)
    heading = any(cell for cell in table.header)
    columns = ", ".join(filter(None, (alternative(cell).strip() for cell in table.header)))
    described = f"{len(widths)} columns{f': {columns}' if columns else ''}. {len(table.rows)} rows."
    look = (
        f'<w:tblLook w:val="{"0420" if heading else "0400"}" w:firstRow="{int(heading)}" '
        'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    )
    properties = (
        f'<w:tblPr><w:tblStyle w:val="{escape(styles[names.TABLE])}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{left}" w:type="dxa"/>{look}'
        f'<w:tblCaption w:val="{escape(caption)}"/><w:tblDescription w:val="{described}"/>'
        "</w:tblPr>"
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    done = [f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>"]
    rows = [(table.header, names.TABLE_HEADING)] if heading else []
    for cells, style in [*rows, *((row, names.TABLE_TEXT) for row in table.rows)]:
        repeated = "<w:tblHeader/>" if style == names.TABLE_HEADING else ""
        done.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>")
        for cell, width, align in zip(cells, widths, table.aligns, strict=True):
            inside = replace(place, width=width - _CELL_MARGINS)
            done.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
                f'<w:pStyle w:val="{escape(styles[style])}"/>{_ALIGNMENTS[align]}</w:pPr>'
                f"{words.xml(cell, inside)}</w:p></w:tc>"
            )
        done.append("</w:tr>")
    return "".join([*done, "</w:tbl>"])


def _widths(table: Table, width: int) -> list[int]:
    """Share out a width by how much there is to read in each column; the sum is exact."""
    shares = []
    for column in zip(table.header, *table.rows, strict=True):
        longest = max(map(_characters, column))
        shares.append(min(max(longest, _LEAST_SHARE), _MOST_CHARACTERS))
    total = sum(shares)
    edges = [round(width * sum(shares[:n]) / total) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _characters(cell: Inlines) -> int:
    return len(alternative(cell))
