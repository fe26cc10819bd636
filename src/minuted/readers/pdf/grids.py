"""Ruled tables: words given to their cells, cells to paragraphs, pages' parts to one table."""

from collections.abc import Sequence

from minuted.model.document import Grid, Omitted, Place
from minuted.model.policy import Inlines, Text
from minuted.readers.pdf.geometry import EDGE, Box, Line, Page, Word, lines_of
from minuted.readers.pdf.labels import start_of
from minuted.readers.pdf.phrases import Phrases

_ENDED = (".", ";", ":", "!", "?")
Cell = tuple[Inlines, ...]


def real_boxes(page: Page, before: Box | None = None) -> list[Box]:
    """Return the tables of a page that hold words in two columns at least, outermost only.

    Args:
        before: the table that ends the page before; its end may hold words in one column alone.
    """
    done: list[Box] = []
    for box in sorted(page.boxes, key=lambda b: -(b.x1 - b.x0) * (b.bottom - b.top)):
        if any(_within(box, other) for other in done):
            continue
        if before and same_columns(before, box) and _is_first(box, page):
            done.append(box)
            continue
        if not _trimmed(box):
            continue
        filled = {
            column
            for row in box.rows
            for column, cell in enumerate(row)
            if cell and any(_holds(cell, word) for word in page.words)
        }
        if len(filled) > 1:
            done.append(box)
    return done


def _is_first(box: Box, page: Page) -> bool:
    """Whether a table begins a page, but for what stands in its margin, and holds words."""
    margin = min(EDGE * page.height, box.top)
    return not any(margin < word.top < box.top - 1 for word in page.words) and any(
        inside(box, word) for word in page.words
    )


def _trimmed(box: Box) -> bool:
    """Take rows of one cell off a table's top and foot: rules of the page around it.

    Returns:
        Whether two rows with several cells are left.
    """
    several = [at for at, row in enumerate(box.rows) if sum(c is not None for c in row) > 1]
    if len(several) < 2 and not (len(several) == 1 and len(box.rows) <= 2):
        return False
    kept = box.rows[several[0] : several[-1] + 1]
    if len(kept) < len(box.rows):
        edges = [cell for row in kept for cell in row if cell]
        box.rows = kept
        box.top, box.bottom = min(c[1] for c in edges), max(c[3] for c in edges)
    return True


def _within(box: Box, other: Box) -> bool:
    return (
        box.x0 >= other.x0 - 2
        and box.x1 <= other.x1 + 2
        and box.top >= other.top - 2
        and box.bottom <= other.bottom + 2
    )


def inside(box: Box, word: Word) -> bool:
    """Whether a word stands in a table."""
    return _holds((box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1), word)


def _holds(cell: tuple[float, float, float, float], word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def grid_of(
    box: Box,
    page: Page,
    words: Sequence[Word],
    phrases: Phrases,
    place: Place,
    before: Grid | None = None,
) -> Grid:
    """Return a table with the words that stand in it; every one of them is in a cell.

    Args:
        before: the table that this one goes on; it keeps an empty column where that one has it.
    """
    cells: dict[tuple[int, int], list[Word]] = {}
    places = [
        (row, column, cell)
        for row, found in enumerate(box.rows)
        for column, cell in enumerate(found)
        if cell is not None
    ]
    for word in words:
        row, column, _ = min(places, key=lambda p: (not _holds(p[2], word), _far(p[2], word)))
        cells.setdefault((row, column), []).append(word)
    wide = max(len(row) for row in box.rows)
    rows: list[tuple[Cell, ...]] = []
    strong: list[bool] = []
    for at, found in enumerate(box.rows):
        made: list[Cell] = []
        for column in range(wide):
            held = cells.get((at, column), [])
            edge = found[column] if column < len(found) else None
            made.append(_paragraphs(held, edge[2] if edge else page.width, page, phrases))
        if any(made):
            rows.append(tuple(made))
            own = [w for column in range(wide) for w in cells.get((at, column), [])]
            strong.append(all(w.bold for w in own if any(c.isalnum() for c in w.text)))
    if not (before and before.rows and len(before.rows[0]) == wide):
        rows = _without_empty_columns(rows)
    header = 1 if len(rows) > 1 and strong[0] and not all(strong) else 0
    return Grid(tuple(rows), place, header)


def _far(cell: tuple[float, float, float, float], word: Word) -> float:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    dx = max(cell[0] - x, 0.0, x - cell[2])
    dy = max(cell[1] - y, 0.0, y - cell[3])
    return dx + dy


def _without_empty_columns(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    if not rows:
        return rows
    kept = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    return [tuple(row[at] for at in kept) for row in rows]


def _paragraphs(words: list[Word], right: float, page: Page, phrases: Phrases) -> Cell:
    """Return a cell's paragraphs."""
    groups: list[list[Line]] = []
    for line in lines_of(words):
        line.page = page.number
        last = groups[-1][-1] if groups else None
        if last is None or _begins(line, last, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(phrases.inlines(group) for group in groups)


def _begins(line: Line, last: Line, right: float) -> bool:
    start = start_of(line)
    if start.kind and start.wide and start.words:
        return True
    if line.baseline - last.baseline > 1.7 * max(line.size, last.size):
        return True
    needed = line.words[0].x1 - line.words[0].x0 + 0.35 * line.size
    room = last.x1 + needed < right - 1.2 * line.size
    return room and last.text.endswith(_ENDED)


def merged(grids: list[Grid]) -> tuple[Grid, list[Omitted]]:
    """Return the parts of a table, which pages parted, as one; repeated headings are left out."""
    first = grids[0]
    rows = list(first.rows)
    omitted: list[Omitted] = []
    put_back = [words for grid in grids for words in grid.put_back]
    for grid in grids[1:]:
        added = list(grid.rows)
        if added and _said(added[0]) == _said(rows[0]):
            omitted.append(Omitted("header", " ".join(_said(added[0])), grid.place))
            added = added[1:]
        if added and _goes_on(rows[-1], added[0]):
            rows[-1] = _joined(rows[-1], added[0])
            put_back += _said(rows[-1])
            added = added[1:]
        rows += added
    whole = Grid(tuple(rows), first.place, first.header_rows, put_back=tuple(put_back))
    return whole, omitted


def _goes_on(row: tuple[Cell, ...], rest: tuple[Cell, ...]) -> bool:
    """Whether the first row on a page is the rest of the last one on the page before.

    Every cell of it goes on with a sentence that is not ended, one in small letters at least.
    """
    pairs = [(one, other) for one, other in zip(_said(row), _said(rest), strict=True) if other]
    if not all(one and not one.endswith(_ENDED) for one, _ in pairs):
        return False
    small = [other[:1].islower() for _, other in pairs]
    return any(small) and (all(small) or (not rest[0] and len(pairs) < len(row)))


def _joined(row: tuple[Cell, ...], rest: tuple[Cell, ...]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for one, other in zip(row, rest, strict=True):
        if one and other:
            cells.append((*one[:-1], (*one[-1], Text(" "), *other[0]), *other[1:]))
        else:
            cells.append(one or other)
    return tuple(cells)


def _said(row: tuple[Cell, ...]) -> list[str]:
    from minuted.model.canonical import text_of

    return [" ".join(text_of(paragraph) for paragraph in cell) for cell in row]


def same_columns(one: Box, other: Box) -> bool:
    """Whether two tables have their columns at the same places."""

    def edges(box: Box) -> list[float]:
        row = max(box.rows, key=lambda r: sum(c is not None for c in r))
        return [cell[0] for cell in row if cell is not None]

    a, b = edges(one), edges(other)
    return len(a) == len(b) and all(abs(x - y) < 4 for x, y in zip(a, b, strict=True))
