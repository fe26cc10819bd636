"""Tables without rules: columns parted by gaps that go down through every line, under bold heads.

Stage            Who decides                 a line of heads, all bold, none of them a number
Informal stage   The class teacher
Panel hearing    Three governors, none of    words begin where the heads begin, and none crosses
                 whom was involved before    to the next column

Only what has all of that is taken for a table; whatever lacks some of it stays lines of text.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from minuted.readers.pdf.columns import gutter_of
from minuted.readers.pdf.geometry import EDGE, TURNED, Box, Line, Page, Word, lines_of
from minuted.readers.pdf.labels import start_of

_SAME = 3.0
"""Points within which words begin at the same place."""

_ABOUT = 30.0
"""Points by which a page's second column begins at most before the middle of its gap."""

_LEAST = 0.5
"""The least gap between columns, by the size of their letters; a space is 0.3."""

Columns = tuple[float, ...]
Segment = list[Word]


class GappedTables:
    """Finds such tables page after page; one may go on at the top of the next page."""

    def __init__(self) -> None:
        self._open: tuple[int, Columns] | None = None

    def on(self, page: Page, known: Sequence[Box]) -> list[Box]:
        """Return a page's tables: the known ones, those that are part of a larger one replaced."""
        found = self._found(page)
        whole = [box for box in found if _says_more(box, known)]
        return [*(box for box in known if not any(box.is_upon(w) for w in whole)), *whole]

    def _found(self, page: Page) -> list[Box]:
        if self._open is None and not any(word.bold for word in page.words):
            return []
        lines = lines_of([word for word in page.words if not word.style & TURNED])
        leading = _leading(lines)
        boxes: list[Box] = []
        at = 0
        open_columns = self._open[1] if self._open and self._open[0] + 1 == page.number else None
        self._open = None
        while at < len(lines):
            columns, first = _heads(lines, at), at + 1
            again = columns is not None and _are_near(columns, open_columns)
            if columns is None and open_columns is not None:
                if lines[at].bottom < EDGE * page.height and not _fits(lines[at], open_columns):
                    at += 1
                    continue
                columns, first = open_columns, at
                open_columns = None
                if not _fits(lines[at], columns):
                    continue
            if columns is None or _are_of_page(columns, page, lines):
                at += 1
                continue
            end = _end(lines, first, columns)
            rows = _rows(lines[first:end], columns, leading)
            if not _is_table(rows, columns, least=2 if first > at and not again else 1):
                at += 1
                continue
            boxes.append(_box([[lines[at]], *rows] if first > at else rows, columns))
            if end == len(lines) or lines[end].top > (1 - EDGE) * page.height:
                self._open = (page.number, columns)
            open_columns = None
            at = end
        return boxes


def _are_of_page(columns: Columns, page: Page, lines: Sequence[Line]) -> bool:
    """Whether two columns are those in which the page's text is set."""
    if len(columns) > 2:
        return False
    gutter = gutter_of(page, lines)
    return gutter is not None and columns[1] > gutter - _ABOUT


def _segments(line: Line, least: float) -> list[Segment]:
    """Return what gaps part in a line."""
    parts: list[Segment] = [[line.words[0]]]
    for word, after in pairwise(line.words):
        if after.x0 - word.x1 > least and not after.glued:
            parts.append([])
        parts[-1].append(after)
    return parts


def _heads(lines: Sequence[Line], at: int) -> Columns | None:
    """Return where columns begin below a line, if it can be their heads."""
    line = lines[at]
    if not line.bold or start_of(line).kind or at + 2 >= len(lines):
        return None
    parts = _segments(line, _LEAST * line.size)
    if len(parts) < 2 or len(line.words) > 5 * len(parts):
        return None
    if not all(any(c.isalpha() for word in part for c in word.text) for part in parts):
        return None
    starts = tuple(part[0].x0 for part in parts)
    return starts if all(b - a > 2.5 * line.size for a, b in pairwise(starts)) else None


def _cells(line: Line, columns: Columns) -> list[Segment] | None:
    """Return a line's words by column; None if a word crosses, or begins within a column."""
    cells: list[Segment] = [[] for _ in columns]
    for word in line.words:
        column = max((c for c, x in enumerate(columns) if word.x0 > x - _SAME), default=-1)
        if column < 0 or (column + 1 < len(columns) and word.x1 > columns[column + 1] - 1):
            return None
        cells[column].append(word)
    filled = [(cell, start) for cell, start in zip(cells, columns, strict=True) if cell]
    if any(abs(cell[0].x0 - start) > _SAME for cell, start in filled):
        return None
    apart = [after[0].x0 - cell[-1].x1 for (cell, _), (after, _) in pairwise(filled)]
    return cells if all(gap > _LEAST * line.size for gap in apart) else None


def _fits(line: Line, columns: Columns) -> bool:
    """Whether a line has words in several columns, parted more widely than those of a text."""
    cells = _cells(line, columns)
    filled = sum(map(bool, cells or ()))
    return filled > 1 and filled == len(_segments(line, 1.2 * line.size))


def _are_near(columns: Columns, others: Columns | None) -> bool:
    return (
        others is not None
        and len(columns) == len(others)
        and all(abs(a - b) < _SAME for a, b in zip(columns, others, strict=True))
    )


def _end(lines: Sequence[Line], first: int, columns: Columns) -> int:
    """Return where the lines end that keep to the columns."""
    at = first
    while at < len(lines):
        line = lines[at]
        cells = _cells(line, columns)
        if cells is None or abs(line.size - lines[first].size) > 0.6:
            break
        if at > first:
            apart = line.baseline - lines[at - 1].baseline
            alone = cells[0] and not any(cells[1:]) and not _is_beside(lines, at)
            if apart > 4 * line.size or (alone and not _goes_on(lines[at - 1], line, columns)):
                break
        at += 1
    return at


def _is_beside(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is level with others by half its height, as cells set in the middle are."""
    near = (lines[one] for one in (at - 1, at + 1) if 0 <= one < len(lines))
    return any(abs(line.baseline - lines[at].baseline) < 0.8 * lines[at].size for line in near)


def _goes_on(above: Line, line: Line, columns: Columns) -> bool:
    """Whether words on the left alone are the rest of the cell above: it had no room for them."""
    cells = _cells(above, columns) or [[]]
    if not cells[0] or line.bold or start_of(line).kind == "number":
        return False
    needed = line.words[0].x1 - line.words[0].x0 + 0.35 * line.size
    room = columns[1] - 0.8 * line.size - cells[0][-1].x1
    return line.baseline - above.baseline < 1.6 * line.size and needed > room


def _leading(lines: Sequence[Line]) -> float:
    """Return how far apart most lines of a page are."""
    gaps = Counter(round(b.baseline - a.baseline) for a, b in pairwise(lines))
    return max(gaps, key=lambda gap: (gap > 0, gaps[gap]), default=0)


def _rows(lines: Sequence[Line], columns: Columns, leading: float) -> list[list[Line]]:
    """Gather lines into rows: by the room between them, or by cells that ended before their edge.

    Args:
        leading: how far apart lines of the page's text are.
    """
    gaps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    least = min([*gaps, 1.05 * leading])
    spaced = [gap > 1.05 * least + 0.8 for gap in gaps]
    by_room = any(spaced) and least < 1.6 * max((line.size for line in lines), default=1.0)
    rows: list[list[Line]] = []
    for line, parted in zip(lines, [True, *spaced], strict=False):
        begins = parted if by_room else not rows or _begins_row(rows[-1], line, columns)
        if begins:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _begins_row(row: Sequence[Line], line: Line, columns: Columns) -> bool:
    """Whether a line's first words would have had room in the cells above them."""
    now, above = _cells(line, columns) or [], _cells(row[-1], columns) or []
    if not now or not now[0]:
        return False
    for column, cell in enumerate(now[:-1]):
        if not cell:
            continue
        if not above[column]:
            return True
        needed = cell[0].x1 - cell[0].x0 + 0.35 * line.size
        if above[column][-1].x1 + needed < columns[column + 1] - 1.2 * line.size:
            return True
    return False


def _is_table(body: Sequence[Sequence[Line]], columns: Columns, least: int) -> bool:
    """Whether rows below their heads fill the columns, and are no numbered paragraphs."""
    if len(body) < least:
        return False
    filled = [_filled(row, columns) for row in body]
    numbers = sum(
        start_of(row[0]).kind == "number" and not row[0].words[0].text.rstrip(".)").isdecimal()
        for row in body
    )
    most = min(len(columns), 2 if len(columns) < 4 else 3)
    return sum(count >= most for count in filled) >= 0.7 * len(body) and numbers < 0.5 * len(body)


def _filled(row: Sequence[Line], columns: Columns) -> int:
    """Return how many of a row's cells have words."""
    return len({at for line in row for at, cell in enumerate(_cells(line, columns) or ()) if cell})


def _box(rows: Sequence[Sequence[Line]], columns: Columns) -> Box:
    tops = [min(line.top for line in row) for row in rows]
    ends = [max(line.bottom for line in row) for row in rows]
    edges = [tops[0] - 1, *((end + top) / 2 for end, top in zip(ends, tops[1:], strict=False))]
    edges.append(ends[-1] + 1)
    right = max(line.x1 for row in rows for line in row) + 2
    sides = [x - _SAME for x in columns] + [right]
    return Box(
        sides[0],
        edges[0],
        right,
        edges[-1],
        [[(x0, a, x1, b) for x0, x1 in pairwise(sides)] for a, b in pairwise(edges)],
    )


def _says_more(box: Box, known: Sequence[Box]) -> bool:
    """Whether every known table that this one touches is but a part of it."""
    return all(
        other.top > box.top - 8
        and other.bottom < box.bottom + 8
        and other.bottom - other.top < box.bottom - box.top - 4
        and len(other.rows) < len(box.rows)
        for other in known
        if other.is_upon(box)
    )
