"""Lines of a page in the order in which they are read, where it has two columns or one."""

from collections.abc import Sequence

from minuted.readers.pdf.geometry import Line, Page, Word, lines_of

_FEWEST = 8
"""Lines that a column has at least."""


def read_lines(page: Page, words: Sequence[Word]) -> list[Line]:
    """Return a page's lines in reading order: down the left column, then down the right one."""
    lines = lines_of(words)
    gutter = gutter_of(page, lines)
    if gutter is not None:
        lines = _in_columns(words, gutter)
    for number, line in enumerate(lines, 1):
        line.page, line.number = page.number, number
    return lines


def gutter_of(page: Page, lines: Sequence[Line]) -> float | None:
    """Return where the empty strip between two columns of words is, or None."""
    if len(lines) < _FEWEST:
        return None
    best: tuple[float, float] | None = None
    most = 0.25 * len(lines)
    for step in range(35, 66):
        at = page.width * step / 100
        left = right = across = 0
        for line in lines:
            sides = _sides(line, at)
            if sides is None:
                across += 1
                if across > most:
                    break
                continue
            left += sides[0]
            right += sides[1]
        if left >= _FEWEST and right >= _FEWEST and across <= most:
            # a number and its words are apart too, so the strip nearest to the middle counts
            rank = left + right - 3 * across - abs(step - 50)
            if best is None or rank > best[0]:
                best = (rank, at)
    return best[1] if best else None


def _sides(line: Line, at: float) -> tuple[int, int] | None:
    """Return whether a line has a column's worth of words on each side; None if it crosses."""
    left = [w for w in line.words if w.x1 <= at]
    right = [w for w in line.words if w.x0 >= at]
    if len(left) + len(right) < len(line.words):
        return None
    if left and right and right[0].x0 - left[-1].x1 < 0.9 * line.size:
        return None
    return int(len(left) > 2), int(len(right) > 2)


def _in_columns(words: Sequence[Word], gutter: float) -> list[Line]:
    whole = lines_of(words)
    done: list[Line] = []
    left: list[Word] = []
    right: list[Word] = []

    def flush() -> None:
        for column, held in enumerate((left, right), 1):
            for line in lines_of(held):
                line.column = column
                done.append(line)
        left.clear()
        right.clear()

    for line in whole:
        sides = _sides(line, gutter)
        if sides is None:
            flush()
            done.append(line)
            continue
        left.extend(w for w in line.words if w.x1 <= gutter)
        right.extend(w for w in line.words if w.x0 >= gutter)
    flush()
    return done
