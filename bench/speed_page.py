"""The figures and the picture in docs/speed.md, put there by the run that found them."""

from pathlib import Path

import report
from figures import Figures
from growth_chart import chart

PAGE = "docs/speed.md"
PICTURE = "docs/images/speed-growth.svg"
_BEGIN = "<!-- measured: bench/run.py --write-docs writes what is between these lines -->"
_END = "<!-- end of what was measured -->"


def write_docs(root: Path, figures: Figures) -> None:
    """Replace what is between the page's two markers, and draw the picture anew.

    Raises:
        ValueError: the page lacks a marker.
    """
    page = root / PAGE
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{PAGE} has no place for the figures between {_BEGIN} and {_END}")
    made = f"{before}{_BEGIN}\n\n{_measured(figures)}\n\n{_END}{after}"
    page.write_text(made, encoding="utf-8", newline="\n")
    (root / PICTURE).write_text(chart(figures), encoding="utf-8", newline="\n")


def _measured(figures: Figures) -> str:
    words = report.WORDS[figures.formats]
    parts = [
        f"{words} of {figures.trust}. Measured on {figures.date}: {figures.machine}.",
        _table(report.HEADINGS, report.ways(figures)),
        *(f"Not measured: {reason}" for reason in figures.skipped),
        f"![{_picture_in_words(figures)}]({PICTURE.removeprefix('docs/')})",
        "What was hoped for, and what was found:",
        _table(("", "wanted", "found", "reached"), report.targets(figures), words=4),
        "Besides:",
        _table(("", ""), report.details(figures), words=2),
    ]
    return "\n\n".join(parts)


def _picture_in_words(figures: Figures) -> str:
    least, most = figures.growth[0], figures.growth[-1]
    return (
        "Documents against seconds on logarithmic scales: minuted takes"
        f" {least.seconds:.1f} seconds for {least.documents:,} documents and"
        f" {most.seconds:.0f} for {most.documents:,}; the other ways run above it in lines that"
        " rise alike"
    )


def _table(headings: tuple[str, ...], rows: report.Rows, words: int = 1) -> str:
    """Return a table; all but the first `words` columns are numbers."""
    rules = tuple("---" if place < words else "--:" for place in range(len(headings)))
    lines = (headings, rules, *rows)
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
