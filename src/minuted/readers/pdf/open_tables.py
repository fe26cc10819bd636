"""Tables with rules between rows and between columns, but none around them.

Name       │ Role                 the rules across tell the rows, and reach as far as the table;
───────────┼──────────────        those down tell the columns, and where the outer rows end
Head       │ Decides
"""

from collections.abc import Sequence
from itertools import pairwise

from minuted.readers.pdf.geometry import Box, Page
from minuted.readers.pdf.rulings import Rule, groups_of, joined_across

_NEAR = 3.0
_INNER = 6.0
"""Points from its sides within which a rule is one of the table's sides."""


def open_tables(page: Page) -> list[Box]:
    """Return such tables of a page."""
    down = [rule for rule in page.rules if rule[2] - rule[0] <= _NEAR < rule[3] - rule[1]]
    if not down:
        return []
    done: list[Box] = []
    for group in groups_of(joined_across(page.rules)):
        left, right = group[0][0], group[0][2]
        inner = [rule for rule in down if left + _INNER < rule[0] and rule[2] < right - _INNER]
        for rows in _connected([rule[1] for rule in group], inner):
            box = _box(left, right, rows, inner)
            if box is not None:
                done.append(box)
    return done


def without_parts(page: Page, boxes: Sequence[Box]) -> list[Box]:
    """Return a page's tables: open ones, and of the others those that are no part of one."""
    whole = [box for box in open_tables(page) if _says_more(box, boxes)]
    return [*(b for b in boxes if not any(b.is_upon(other) for other in whole)), *whole]


def _says_more(box: Box, known: Sequence[Box]) -> bool:
    """Whether no known table has the place of this one and as many columns."""
    return all(
        len(box.rows[0]) > max(len(row) for row in other.rows)
        and box.x1 - box.x0 > other.x1 - other.x0 + _INNER
        for other in known
        if other.is_upon(box)
    )


def _connected(tops: Sequence[float], down: Sequence[Rule]) -> list[list[float]]:
    """Return runs of rows that rules down join, the outer rows that only they enclose included."""
    runs: list[list[float]] = [[tops[0]]]
    for above, below in pairwise(tops):
        middle = (above + below) / 2
        if any(rule[1] < middle < rule[3] for rule in down):
            runs[-1].append(below)
        else:
            runs.append([below])
    return [run for run in (_with_outer_rows(run, down) for run in runs) if len(run) > 2]


def _with_outer_rows(run: Sequence[float], down: Sequence[Rule]) -> list[float]:
    first, last = run[0], run[-1]
    upper = [rule[1] for rule in down if rule[1] < first - _INNER and rule[3] > first - _NEAR]
    lower = [rule[3] for rule in down if rule[3] > last + _INNER and rule[1] < last + _NEAR]
    return [*([min(upper)] if upper else []), *run, *([max(lower)] if lower else [])]


def _box(left: float, right: float, tops: Sequence[float], down: Sequence[Rule]) -> Box | None:
    here = [rule for rule in down if rule[1] < tops[-1] - 1 and rule[3] > tops[0] + 1]
    edges = [left]
    for x in sorted((rule[0] + rule[2]) / 2 for rule in here):
        if x - edges[-1] > _INNER:
            edges.append(x)
    edges.append(right)
    if len(edges) < 3:
        return None
    rows: list[list[Rule | None]] = []
    for above, below in pairwise(tops):
        middle = (above + below) / 2
        row: list[Rule | None] = []
        begin = left
        for x1 in edges[1:]:
            closed = x1 == right or any(
                abs((r[0] + r[2]) / 2 - x1) < _INNER and r[1] < middle < r[3] for r in here
            )
            row.append((begin, above, x1, below) if closed else None)
            begin = x1 if closed else begin
        rows.append(row)
    return Box(left, tops[0], right, tops[-1], rows)
