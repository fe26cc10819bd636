"""A comparison laid out in rows, for a page: what is shown, what stands side by side.

Comparison ──rows()──▶ Row 4.1 amended    one text with its words struck and added, or two beside
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from minuted.model.change import Change, Comparison, Segment, Status
from minuted.model.change_lines import tables, told
from minuted.model.change_summary import (
    has_new_number,
    is_worth_showing,
    numbers,
    readable,
    what_happened,
)

_MARKS = {
    Status.UNCHANGED: "=",
    Status.AMENDED: "~",
    Status.ADDED: "+",
    Status.REMOVED: "\N{MINUS SIGN}",
    Status.MERGED: "\N{RIGHTWARDS ARROW TO BAR}",
    Status.SPLIT: "\N{LEFTWARDS ARROW TO BAR}",
}

Cells: TypeAlias = list[list[list[Segment]]]
"""A table's rows, each of cells, each of segments."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change, as a page has it.

    Attributes:
        name: its place in the page.
        look: the class of its badge: a status, or `moved`, `renumbered`, `check`.
        shown: whether it is a change.
        context: whether it is the heading of changes, shown with them so that they have a place.
        old, new: what stands side by side; empty where there is no pair to show.
        table: rows of cells of segments, for a table.
    """

    name: str
    look: str
    mark: str
    numbers: str
    label: str
    what: str
    kind: str
    depth: int
    shown: bool
    context: bool
    words: tuple[Segment, ...]
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    table: Cells


def rows(comparison: Comparison) -> Iterator[Row]:
    """Yield every change in the order of the text, but for a title that did not change."""
    headings = headings_of_changes(comparison)
    for at, change in enumerate(comparison.changes):
        if change.kind == "title" and change.status is Status.UNCHANGED:
            continue
        still = change.status is Status.UNCHANGED
        look = change.status.value
        if change.notes and change.notes[-1].value == "check-number":
            look = "check"
        elif still and change.moved:
            look = "moved"
        elif still and has_new_number(change):
            look = "renumbered"
        paired = not still and bool(change.old) and bool(change.new)
        is_table = change.kind == "table"
        words = change.words if is_table else _told(change)
        yield Row(
            name=f"c{at}",
            look=look,
            mark="\N{UPWARDS ARROW}\N{DOWNWARDS ARROW}"
            if look == "moved"
            else _MARKS[change.status],
            numbers=numbers(change),
            label=_label(change),
            what=what_happened(change),
            kind=change.kind,
            depth=change.depth,
            shown=is_worth_showing(change),
            context=at in headings,
            words=words,
            old=_side(words, "+") if paired and not is_table else (),
            new=_side(words, "-") if paired and not is_table else (),
            table=_cells(change) if is_table else [],
        )


def headings_of_changes(comparison: Comparison) -> set[int]:
    """Return the places of unchanged headings that have changes under them."""
    found: set[int] = set()
    above: list[tuple[int, int]] = []
    for at, change in enumerate(comparison.changes):
        if change.kind == "section":
            above = [(depth, place) for depth, place in above if depth < change.depth]
        if is_worth_showing(change):
            found |= {place for _, place in above}
        if change.kind == "section" and not is_worth_showing(change):
            above.append((change.depth, at))
    return found


def _label(change: Change) -> str:
    """Return a heading's words for the contents; nothing for anything else."""
    return change.new_text or change.old_text if change.kind == "section" else ""


def _side(words: tuple[Segment, ...], without: str) -> tuple[Segment, ...]:
    return tuple(segment for segment in words if segment.op != without)


def _told(change: Change) -> tuple[Segment, ...]:
    """Return a change's words with each paragraph and bullet on a line of its own."""
    shown = (segment for line in told(change) for segment in line)
    return tuple(Segment(segment.op, readable(segment.text)) for segment in shown)


def _cells(change: Change) -> Cells:
    """Return a table's rows of cells; where columns came or went, the old table and the new one."""
    return [
        [[Segment(run.op, run.text) for run in cell] for cell in row.cells]
        for table in tables(change)
        for row in table
    ]
