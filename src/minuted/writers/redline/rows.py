"""A changed table as rows that are kept, taken out or put in, with words tracked in its cells."""

from dataclasses import dataclass, replace

from minuted.model.change import Change, Op, Segment
from minuted.writers.redline.lines import Run, lines


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """A row; `heading` is set for the table's first."""

    op: Op
    cells: tuple[tuple[Run, ...], ...]
    heading: bool


def tables(change: Change) -> list[list[TrackedRow]]:
    """Return a table's rows; two tables, one struck and one added, where columns came or went.

    A heading row without words is left out.
    """
    if change.old and change.new and _columns(change.old_text) != _columns(change.new_text):
        struck = replace(change, new=(), words=(Segment("-", change.old_text),))
        added = replace(change, old=(), words=(Segment("+", change.new_text),))
        return [*tables(struck), *tables(added)]
    rows = [
        TrackedRow(line.op, line.cells, line.old in (-1, 0) and line.new in (-1, 0))
        for line in lines(change)
    ]
    return [[row for row in rows if any(row.cells) or not row.heading]]


def _columns(text: str) -> set[int]:
    return {row.count("\t") for row in text.split("\n")}
