"""A table of a web page as a grid, merged cells blank but for their first."""

from collections.abc import Callable

from lxml import etree

from minuted.model.policy import Inlines

Cell = tuple[Inlines, ...]
_UNSHOWN = ("script", "style", "template", "noscript", "colgroup", "col")
_MOST_COLUMNS = 200
_MOST_ROWS = 20_000


def own_rows(table: etree._Element) -> list[etree._Element]:
    """Return a table's rows, not those of tables in it."""
    rows: list[etree._Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in child if row.tag == "tr"]
    return rows[:_MOST_ROWS]


def cells_of(row: etree._Element) -> list[etree._Element]:
    """Return a row's cells."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def loose_words(table: etree._Element) -> str:
    """Return the words of a table that stand in none of its cells; browsers show them before it."""
    found: list[str] = []
    waiting = [table]
    while waiting:
        element = waiting.pop(0)
        found.append(element.text or "")
        for child in element:
            if child.tag in ("tr", "thead", "tbody", "tfoot"):
                waiting.append(child)
            elif child.tag not in ("td", "th", "caption", *_UNSHOWN) and isinstance(child.tag, str):
                found.append(" ".join(str(text) for text in child.itertext()))
            found.append(child.tail or "")
    return " ".join(" ".join(found).split())


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places things: it has one column, or holds further tables."""
    if table.get("role") in ("presentation", "none"):
        return True
    rows = own_rows(table)
    return max((len(cells_of(row)) for row in rows), default=0) < 2 or any(
        inner is not table for inner in table.iter("table")
    )


def grid(
    table: etree._Element, read: Callable[[etree._Element], Cell]
) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Return a table's rows, and how many at its top are headings."""
    rows: list[dict[int, Cell]] = []
    taken: dict[tuple[int, int], bool] = {}
    heads = 0
    found = own_rows(table)
    for at, row in enumerate(found):
        made: dict[int, Cell] = {}
        column = 0
        cells = cells_of(row)
        for cell in cells:
            while (at, column) in taken:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            made[column] = read(cell)
            for y in range(at, min(at + down, len(found))):
                for x in range(column, min(column + across, _MOST_COLUMNS)):
                    taken[(y, x)] = True
            column += across
        heading = bool(cells) and (
            _inside_head(row) or (all(cell.tag == "th" for cell in cells) and len(cells) > 1)
        )
        if heading and heads == at:
            heads += 1
        rows.append(made)
    wide = 1 + max((x for _, x in taken), default=-1)
    whole = tuple(tuple(row.get(x, ()) for x in range(wide)) for row in rows)
    kept = tuple(row for row in whole if any(row))
    return kept, heads if heads < len(kept) else 0


def _inside_head(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _span(cell: etree._Element, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), 100) if said.isdecimal() and len(said) < 5 else 1
