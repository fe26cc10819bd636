"""A report for the terminal, which reads without colour: `[-struck-]`, `{+added+}`."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator

import click

from minuted.cli.wording import harmless
from minuted.model.change import Change, Comparison, Report, Segment, Side, Status
from minuted.model.change_lines import tables, told
from minuted.model.change_rows import headings_of_changes
from minuted.model.change_summary import (
    SYMBOLS,
    decided,
    heading_words,
    is_worth_showing,
    new_numbers,
    numbers,
    readable,
    summary,
    what_happened,
)
from minuted.model.copy import short_fingerprint

CONTEXT = 10
"""How many words are shown on either side of a change."""

_COLOURS = {Status.ADDED: "green", Status.REMOVED: "red", Status.UNCHANGED: "blue"}


def report_lines(report: Report, *, colour: bool) -> Iterator[str]:
    """Yield a report's lines: the two texts, the summary, the changes, the new numbers."""
    colour = colour and not os.environ.get("NO_COLOR")
    title = report.new.title or report.old.title
    if title:
        yield harmless(title)
    yield f"old: {_side(report.old)}"
    yield f"new: {_side(report.new)}"
    yield ""
    yield from change_lines(report.comparison, colour=colour)
    if report.no_amendments:
        yield "Every word, number and mark is the same: both fingerprints, made anew, are equal."
        yield f"  old {report.old.fingerprint}"
        yield f"  new {report.new.fingerprint}"


def change_lines(comparison: Comparison, *, colour: bool) -> Iterator[str]:
    """Yield the summary, the changes, and the new numbers."""
    colour = colour and not os.environ.get("NO_COLOR")
    yield _bold(summary(comparison), colour)
    headings = headings_of_changes(comparison)
    if any(map(is_worth_showing, comparison.changes)):
        yield ""
    for at, change in enumerate(comparison.changes):
        if is_worth_showing(change):
            yield from _change(change, colour)
        elif at in headings:
            yield _bold(f"  {harmless(heading_words(change))}", colour)
    renumbered = new_numbers(comparison)
    if renumbered:
        yield ""
        yield _bold("Old and new numbers", colour)
        for old, new in renumbered:
            yield f"  {old} → {new}"


def _side(side: Side) -> str:
    where = f"{side.policy}, {side.name}" if side.name != side.policy else side.policy
    told = f"{where}; {decided(side)}; text {short_fingerprint(side.fingerprint)}"
    return harmless(told)


def _change(change: Change, colour: bool) -> Iterator[str]:
    symbol = ">" if change.moved and change.status is Status.UNCHANGED else SYMBOLS[change.status]
    head = harmless(f"{symbol} {numbers(change)}  {what_happened(change)}")
    shade = _COLOURS.get(change.status, "yellow")
    yield click.style(head, fg=shade, bold=True) if colour else head
    width = min(100, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
    for line in _lines(change, colour):
        if width:
            # colours have no width, so a coloured line may be a little short, never too long
            yield from textwrap.wrap(line, width, initial_indent="    ", subsequent_indent="      ")
        else:
            yield f"    {line}"


def _lines(change: Change, colour: bool) -> Iterator[str]:
    """Yield a change's paragraphs, bullets or rows; unchanged ones between changes are left out."""
    skipped = False
    for count, words in enumerate(_shown(change)):
        if count and all(segment.op == "=" for segment in words):
            skipped = True
            continue
        if skipped:
            yield "…"
            skipped = False
        yield "".join(_marked(segment, colour) for segment in _with_context(words))
    if skipped:
        yield "…"


def _shown(change: Change) -> Iterator[tuple[Segment, ...]]:
    if change.kind != "table":
        for line in told(change):
            yield tuple(segment for segment in line if segment.text != "\n")
        return
    for table in tables(change):
        for row in table:
            cells = [tuple(Segment(run.op, run.text) for run in cell) for cell in row.cells]
            bar = (Segment("=", " | "),)
            yield tuple(s for count, cell in enumerate(cells) for s in (*bar * bool(count), *cell))


def _marked(segment: Segment, colour: bool) -> str:
    words = harmless(readable(segment.text))
    if segment.op == "=":
        return words
    text = f"[-{words}-]" if segment.op == "-" else f"{{+{words}+}}"
    shade = "red" if segment.op == "-" else "green"
    return click.style(text, fg=shade) if colour else text


def _with_context(words: tuple[Segment, ...]) -> Iterator[Segment]:
    """Yield the segments, what is kept cut down to a few words beside a change."""
    changed = any(segment.op != "=" for segment in words)
    for at, segment in enumerate(words):
        parts = segment.text.split(" ")
        if segment.op != "=" or len(parts) <= 2 * CONTEXT + 4:
            yield segment
            continue
        head = " ".join(parts[:CONTEXT]) if at or not changed else ""
        tail = " ".join(parts[-CONTEXT:]) if at < len(words) - 1 else ""
        yield Segment("=", f"{head}{' ' if head else ''}…{' ' if tail else ''}{tail}")


def _bold(text: str, colour: bool) -> str:
    return click.style(text, bold=True) if colour else text
