"""The figures and the picture in the documents, put there by the run that found them."""

from pathlib import Path

import estimate
import report
from figures import Figures
from growth_chart import chart

PAGE = "docs/speed.md"
CLUSTER_PAGE = "docs/cluster.md"
PICTURE = "docs/images/speed-growth.svg"
_BEGIN = "<!-- measured: bench/run.py --write-docs writes what is between these lines -->"
_END = "<!-- end of what was measured -->"


def write_docs(root: Path, figures: Figures) -> None:
    """Replace what is between the pages' markers, and draw the picture anew.

    Raises:
        ValueError: a page lacks a marker.
    """
    _put(root / PAGE, _measured(figures))
    _put(root / CLUSTER_PAGE, _at_a_nation_s_size(figures))
    (root / PICTURE).write_text(chart(figures), encoding="utf-8", newline="\n")


def _put(page: Path, made: str) -> None:
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for the figures between {_BEGIN} and {_END}")
    page.write_text(f"{before}{_BEGIN}\n\n{made}\n\n{_END}{after}", encoding="utf-8", newline="\n")


def _at_a_nation_s_size(figures: Figures) -> str:
    parts = [
        f"Worked out from single copies, measured on {figures.date}: {figures.machine}.",
        _table(("", ""), estimate.rows(figures), words=2),
        estimate.bottleneck(figures),
    ]
    if figures.dask is not None:
        dask = figures.dask
        grew = ""
        if dask.before and dask.most:
            grew = f" The scheduler had {dask.before:.0f} MB before and {dask.most:.0f} MB at most."
        parts.append(
            f"A batch costs {dask.remote:.1f} ms more than the work in it, where our own processes"
            f" cost {dask.local:.1f}. {dask.copies:,} copies of nothing, in {dask.batches:,}"
            f" batches, took one scheduler and two workers {dask.seconds:.0f} seconds.{grew}"
        )
    return "\n\n".join(parts)


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
