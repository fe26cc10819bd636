"""Tables of the text: a heading row that repeats, rows that do not break, a column's full width."""

import re
from dataclasses import replace
from itertools import pairwise

from minuted.model.policy import Align, Table
from minuted.writers.docx import look as names
from minuted.writers.docx.pieces import escape, slot
from minuted.writers.docx.runs import Place, Words, alternative

_ALIGNMENTS = {Align.LEFT: "", Align.CENTRE: '<w:jc w:val="center"/>'}
_ALIGNMENTS[Align.RIGHT] = '<w:jc w:val="right"/>'
_MOST_CHARACTERS = 150
_CHARACTER = 145
"""About the width of a bold letter at the size of a table's words, in twips."""

_FIELD = re.compile(f"{slot('')[0]}[^{slot('')[1]}]*{slot('')[1]}")
_SOME_VALUE = "headteacher headteacher"
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
    """Share out a width: first room for each column's longest word, then by what there is to read.

    The sum is exact. A field's value is not known yet, so two ordinary words stand for it.
    """
    columns = [
        [_FIELD.sub(_SOME_VALUE, alternative(cell)) for cell in column]
        for column in zip(table.header, *table.rows, strict=True)
    ]
    words = [max(len(word) for cell in c for word in ["", *cell.split()]) for c in columns]
    least = [_CELL_MARGINS + _CHARACTER * max(longest, 2) for longest in words]
    spare = width - sum(least)
    if spare < 0:
        shares = least
    else:
        # What its longest word does not already hold is what more room would help.
        reading = [
            min(max(map(len, column)) - longest, _MOST_CHARACTERS) + 2
            for column, longest in zip(columns, words, strict=True)
        ]
        shares = [
            room + spare * much // sum(reading) for room, much in zip(least, reading, strict=True)
        ]
    edges = [round(width * sum(shares[:n]) / sum(shares)) for n in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]
