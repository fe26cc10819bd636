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


def take_contents(pages: Sequence[Page]) -> list[Omitted]:
    """Take contents lists out of the pages' lines, and return them."""
    omitted: list[Omitted] = []
    for page in pages:
        gone: set[int] = set()
        for begin, end in _runs(page):
            for line in page.lines[begin:end]:
                gone.add(id(line))
                omitted.append(Omitted("contents list", line.text, place_of(line)))
        page.lines = [line for line in page.lines if id(line) not in gone]
    return omitted


def _runs(page: Page) -> list[tuple[int, int]]:
    """Return where contents lists begin and end among a page's lines."""
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
        dotted = any(_LEADERS.search(lines[e].text) for e in entries[at : stop + 1])
        named = headed is not None and 0 <= begin - headed <= 3
        if stop - at + 1 >= _FEWEST and (dotted or named):
            if named and headed is not None:
                begin = headed
            else:
                begin -= sum(
                    1
                    for back in (1,)
                    if begin >= back and _HEADING.fullmatch(lines[begin - back].text)
                )
            runs.append((begin, end))
        at = stop + 1
    return runs


def _is_entry(line: Line, page: Page) -> bool:
    if _LEADERS.search(line.text):
        return True
    last = line.words[-1]
    if len(line.words) < 2 or not re.fullmatch(r"\d{1,3}", last.text):
        return False
    right = last.x1 > 0.75 * page.width
    return right and last.x0 - line.words[-2].x1 > 1.5 * line.size
