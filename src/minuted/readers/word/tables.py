"""Tables of a Word file: merged cells, nested tables, boxes that only look like tables."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from minuted.model.document import Place
from minuted.readers.word.faults import WordFaultError
from minuted.readers.word.found import Found, FoundTable, Gap, Item, paragraphs_of
from minuted.readers.word.names import MC, Element, number, switch, value, w
from minuted.readers.word.pictures import chosen
from minuted.readers.word.reading import Reading

_MOST_COLUMNS = 200
"""Word itself allows 63."""

_MOST_CELLS = 200_000

ReadCell = Callable[[Element], list[Item]]

_ROW, _CELL, _CONTROL = w("tr"), w("tc"), w("sdt")
_ALTERNATE = f"{{{MC}}}AlternateContent"


@dataclass
class _Cell:
    items: list[Item]
    at: int
    span: int
    goes_on: bool


@dataclass
class _Row:
    cells: list[_Cell]
    header: bool


def read_table(
    table: Element, reading: Reading, read_cell: ReadCell, anchors: tuple[str, ...]
) -> Iterator[Item]:
    """Yield a table, or what a table of one cell holds: that is a box around words.

    Raises:
        WordFaultError: it is far too large.
    """
    before = reading.place
    rows = [_read_row(row, read_cell) for row in _inside(table, _ROW)]
    rows = [row for row in rows if row.cells]
    filled = [cell for row in rows for cell in row.cells if cell.items]
    if not filled:
        return
    if len(filled) == 1 and _is_box(rows, filled[0]):
        yield from filled[0].items
        return
    items = [item for cell in filled for item in cell.items]
    yield from (item for item in items if isinstance(item, Gap))
    if any(isinstance(item, FoundTable) for item in items):
        reading.tell(
            "nested-table",
            "There is a table inside a table here; its words are read as paragraphs of the cell.",
            "Look whether they still say what they did side by side.",
        )
    yield _grid(rows, items[0].place if items else before, anchors)


def _is_box(rows: list[_Row], only: _Cell) -> bool:
    whole = sum(len(row.cells) for row in rows) == 1
    return whole or any(isinstance(item, FoundTable) for item in only.items)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == _CONTROL:
            for content in child.iterfind(w("sdtContent")):
                yield from _inside(content, tag)
        elif child.tag in (w("customXml"), w("ins"), w("moveTo")):
            yield from _inside(child, tag)
        elif child.tag == _ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from _inside(branch, tag)


def _read_row(row: Element, read_cell: ReadCell) -> _Row:
    properties = row.find(w("trPr"))
    header = bool(switch(properties, "tblHeader"))
    at = min(_MOST_COLUMNS, max(0, number(value(properties, "gridBefore"), 0)))
    cells: list[_Cell] = []
    for element in _inside(row, _CELL):
        own = element.find(w("tcPr"))
        span = min(_MOST_COLUMNS, max(1, number(value(own, "gridSpan"), 1)))
        down = None if own is None else own.find(w("vMerge"))
        across = None if own is None else own.find(w("hMerge"))
        goes_on = any(
            mark is not None and mark.get(w("val"), "continue") != "restart"
            for mark in (down, across)
        )
        items = read_cell(element)
        if at < _MOST_COLUMNS:
            cells.append(_Cell(items, at, span, goes_on))
        elif cells:
            cells[-1].items += items
        at += span
    return _Row(cells, header)


def _grid(rows: list[_Row], place: Place, anchors: tuple[str, ...]) -> FoundTable:
    # a column is kept where some cell begins: the other lines of Word's grid are only its rulers
    begins = sorted({cell.at for row in rows for cell in row.cells})
    if len(rows) * len(begins) > _MOST_CELLS:
        raise WordFaultError(
            "word-too-large",
            f"The document has a table with {len(rows) * len(begins):,} cells.",
            "Leave the table out, or give it as a workbook.",
        )
    column = {at: index for index, at in enumerate(begins)}
    done: list[tuple[tuple[Found, ...], ...]] = []
    continued: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        cells: list[tuple[Found, ...]] = [()] * len(begins)
        for cell in row.cells:
            first = column[cell.at]
            cells[first] = tuple(paragraphs_of(iter(cell.items)))
            if cell.goes_on and not cells[first]:
                continued.add((index, first))
            end = bisect_left(begins, cell.at + cell.span)
            continued.update((index, other) for other in range(first + 1, end))
        done.append(tuple(cells))
    headers = 0
    while headers < len(rows) and rows[headers].header:
        headers += 1
    return FoundTable(tuple(done), place, headers, anchors, frozenset(continued))
