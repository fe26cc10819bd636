"""The contents list of a PDF: entries that end in the number of a page."""

import re
from collections.abc import Sequence

from minuted.model.document import Omitted
from minuted.readers.pdf.furniture import place_of
from minuted.readers.pdf.geometry import Line, Page

_LEADERS = re.compile(
    r"(?:\.{4,}|…{2,}|_{4,}|(?:\. ){3,}\.?|(?:· ?){4,})\s*(?:\d{1,4}|[ivx]{1,5})?$"
)
_HEADING = re.compile(r"(?:table\s+of\s+)?contents(?:\s+page)?:?|index", re.IGNORECASE)
_FEWEST = 3
_WRAPPED = 2
"""How many lines an entry's words may take before the line with its page."""

_BETWEEN = 6
"""How many lines of a list may have lost their leaders, between others that have theirs."""


def take_contents(pages: Sequence[Page]) -> list[Omitted]:
    """Take contents lists out of the pages' lines, and return them."""
    found: list[list[tuple[int, int]]] = []
    goes_on = False
    for page in pages:
        runs = _runs(page, goes_on=goes_on)
        found.append(runs)
        if page.lines:
            goes_on = _fills(page, runs)
    omitted: list[Omitted] = []
    for page, runs, after in zip(pages, found, [*found[1:], []], strict=True):
        if _fills(page, runs) and after and after[0][0] == 0:
            runs[-1] = (runs[-1][0], len(page.lines))  # an entry's first line is the page's last
        gone: set[int] = set()
        for begin, end in runs:
            for line in page.lines[begin:end]:
                gone.add(id(line))
                omitted.append(Omitted("contents list", line.text, place_of(line)))
        page.lines = [line for line in page.lines if id(line) not in gone]
    return omitted


def _fills(page: Page, runs: Sequence[tuple[int, int]]) -> bool:
    """Whether a page ends with a contents list."""
    return bool(runs) and len(page.lines) - runs[-1][1] <= _BETWEEN


def _runs(page: Page, *, goes_on: bool) -> list[tuple[int, int]]:
    """Return where contents lists begin and end among a page's lines.

    Args:
        goes_on: whether a list filled the page before.
    """
    lines = page.lines
    entries = [at for at, line in enumerate(lines) if _is_entry(line, page)]
    headed = next((at for at, ln in enumerate(lines) if _HEADING.fullmatch(ln.text.strip())), None)
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(entries):
        stop = at
        while stop + 1 < len(entries) and entries[stop + 1] - entries[stop] <= 1 + _WRAPPED:
            stop += 1
        begin, end = entries[at], entries[stop] + 1
        dotted = _are_dotted([lines[e].text for e in entries[at : stop + 1]])
        named = headed is not None and 0 <= begin - headed <= 3
        first = goes_on and not runs and begin <= _BETWEEN
        if first and (dotted or stop > at):
            runs.append((0, end))
        elif runs and dotted and begin - runs[-1][1] <= _BETWEEN:
            runs[-1] = (runs[-1][0], end)
        elif stop - at + 1 >= _FEWEST and (dotted or named):
            if named and headed is not None:
                begin = headed
            elif begin and _HEADING.fullmatch(lines[begin - 1].text):
                begin -= 1
            runs.append((begin, end))
        at = stop + 1
    return runs


def _are_dotted(entries: Sequence[str]) -> bool:
    """Whether entries have leaders, and most of them a page at their end: no form to fill in."""
    led = [found for found in map(_LEADERS.search, entries) if found]
    paged = sum(1 for found in led if found[0][-1:].isalnum())
    return bool(led) and 2 * paged > len(led)


def _is_entry(line: Line, page: Page) -> bool:
    if _LEADERS.search(line.text):
        return True
    last = line.words[-1]
    if len(line.words) < 2 or not re.fullmatch(r"\d{1,3}", last.text):
        return False
    right = last.x1 > 0.75 * page.width
    return right and last.x0 - line.words[-2].x1 > 1.5 * line.size
