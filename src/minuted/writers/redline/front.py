"""What stands before the text of a redline: which texts, what came of it, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from minuted.model.change import Report, Side
from minuted.model.change_summary import (
    decided,
    is_worth_showing,
    new_numbers,
    numbers,
    summary,
    what_happened,
)
from minuted.model.copy import short_fingerprint


@dataclass(frozen=True, slots=True)
class Front:
    """The words before the text.

    Attributes:
        title: of the text.
        sides: for old and new: what it is called, which text, its decision, its fingerprint.
        said: sentences after the summary: a warning, or the proof.
        changes: index in the comparison, where, and what happened.
        renumbered: old and new numbers.
    """

    title: str
    summary: str
    sides: tuple[tuple[str, str, str, str], ...]
    said: tuple[str, ...]
    changes: tuple[tuple[int, str, str], ...]
    renumbered: tuple[tuple[str, str], ...]


UNRELATED = "These seem to be different documents: next to nothing is the same in both."
PROVED = (
    "Every word, number and mark is the same: the two fingerprints, worked out anew from both"
    " texts, are equal."
)


def front(report: Report) -> Front:
    """Return the words before the text of a report."""
    comparison = report.comparison
    said = (UNRELATED,) if comparison.unrelated else ()
    return Front(
        title=report.new.title or report.old.title or report.new.policy,
        summary=summary(comparison),
        sides=tuple(
            (name, which(side), decided(side), short_fingerprint(side.fingerprint))
            for name, side in (("Old text", report.old), ("New text", report.new))
        ),
        said=(*said, PROVED, *_in_full(report)) if report.no_amendments else said,
        changes=tuple(
            (at, numbers(change), what_happened(change))
            for at, change in enumerate(comparison.changes)
            if is_worth_showing(change)
        ),
        renumbered=new_numbers(comparison),
    )


def which(side: Side) -> str:
    """Say which text it is, as the beginning of a sentence: "Version 1, in force for AS"."""
    return side.name[:1].upper() + side.name[1:] if side.name != side.policy else side.policy


def _in_full(report: Report) -> tuple[str, str]:
    """Return both fingerprints in full, to be worked out anew by whoever wants to."""
    return f"Old text {report.old.fingerprint}", f"New text {report.new.fingerprint}"


MANY = 12
"""With more new numbers than this they stand three pairs to a row."""


def number_rows(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the table of old and new numbers: its headings, and rows to be read downwards."""
    across = 3 if len(pairs) > MANY else 1
    deep = -(-len(pairs) // across)
    rows = []
    for at in range(deep):
        row = [pairs[at + k * deep] for k in range(across) if at + k * deep < len(pairs)]
        cells = [number for pair in row for number in pair]
        rows.append((*cells, *[""] * (2 * across - len(cells))))
    return ("Old", "New") * across, rows
