"""Tables as people and programs type them.

    | Role | Name |      Role | Name        Role    Name       +------+------+
    |------|------|      -----|-----        ------  -----      | Role | Name |
    | Head | …    |      Head | …           Head    …          +------+------+

and cells with tabs between them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from minuted.readers.typed.opening import opening_of
from minuted.readers.typed.source import Line

Rows = list[list[str]]

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_GRID = re.compile(r"\+(?:[-=:]+\+)+")
_DASHES = re.compile(r"-{2,}(?:\s+-{2,})+")
_ONE_DASHES = re.compile(r"-{3,}")
_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r" {2,}|\t+")
_FEWEST = 3
_MOST = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a text.

    Attributes:
        end: the line after its last.
        header: how many of its rows are headings by its own word.
    """

    rows: Rows
    end: int
    header: int = 0


def table_at(lines: Sequence[Line], at: int) -> Found | None:
    """Return the table that begins at a line; None where none does."""
    text = lines[at].text
    if _GRID.fullmatch(text):
        return _grid(lines, at)
    if "|" in text:
        return _piped(lines, at)
    if "\t" in text:
        return _tabbed(lines, at)
    if _DASHES.fullmatch(text) or _ONE_DASHES.fullmatch(text):
        return _ruled(lines, at)
    if at + 1 < len(lines) and _DASHES.fullmatch(lines[at + 1].text):
        return _simple(lines, at)
    return _aligned(lines, at) if "  " in text else None


def _run(lines: Sequence[Line], at: int) -> int:
    """Return the line after the last before a blank one."""
    end = at + 1
    while end < len(lines) and not lines[end].blank and end - at < _MOST:
        end += 1
    return end


def _cells(text: str) -> list[str]:
    bare = text.strip()
    bare = bare.removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(bare)]


def _piped(lines: Sequence[Line], at: int) -> Found | None:
    """Read a pipe table: with a rule under its first row, or with a pipe before each row."""
    ruled = at + 1 < len(lines) and not lines[at + 1].blank and _is_rule(lines[at + 1].text)
    leading = lines[at].text.startswith("|") and lines[at].text.count("|") > 1
    if not ruled and not leading:
        return None
    rows: Rows = []
    end = at
    while end < len(lines) and (end == at or not lines[end].blank):
        text = lines[end].text
        if not _is_rule(text):
            if "|" not in text or (leading and not text.startswith("|")):
                break
            rows.append(_cells(text))
        end += 1
    return Found(rows, end, int(ruled))


def _is_rule(text: str) -> bool:
    return "|" in text and _RULE.fullmatch(text) is not None


def _tabbed(lines: Sequence[Line], at: int) -> Found | None:
    """Read cells with tabs between them: two or more lines of them, or one of three cells."""
    end = at
    while end < len(lines) and (end == at or not lines[end].blank):
        text = lines[end].text
        if "\t" not in text or not _is_row(text):
            break
        end += 1
    rows = [
        [*[""] * line.tabs, *(cell.strip() for cell in line.text.split("\t"))]
        for line in lines[at:end]
    ]
    if not rows or (len(rows) == 1 and len(rows[0]) < _FEWEST):
        return None
    if max(len(row) for row in rows) < _FEWEST and not all(row[-1] for row in rows):
        return None
    return Found(rows, end)


def _is_row(text: str) -> bool:
    """Whether a line with tabs is cells, and no number or bullet set off from its words."""
    if text.count("\t") > 1:
        return True
    opening = opening_of(text)
    return not (opening.label or opening.bulleted)


def _grid(lines: Sequence[Line], at: int) -> Found | None:
    edges = [found.start() for found in re.finditer(r"\+", lines[at].text)]
    rows: Rows = []
    held: list[list[str]] = [[] for _ in edges[1:]]
    header, end = 0, at + 1
    while end < len(lines):
        text = lines[end].text
        if _GRID.fullmatch(text):
            if any(held):
                rows.append([" ".join(cell).strip() for cell in held])
            header = len(rows) if "=" in text else header
            held = [[] for _ in edges[1:]]
        elif text.startswith("|"):
            for cell, (left, right) in zip(held, pairwise(edges), strict=True):
                words = text[left + 1 : right].strip(" |")
                if words:
                    cell.append(words)
        else:
            break
        end += 1
    return Found(rows, end, header) if rows and not any(held) else None


def _bounds(line: Line) -> list[tuple[int, int]]:
    """Return from where to where each of a rule's dashes go, in columns."""
    return [
        (found.start() + line.indent, found.end() + line.indent)
        for found in re.finditer(r"-+", line.text)
    ]


def _cut(line: Line, bounds: list[tuple[int, int]]) -> list[str]:
    """Take a line apart at the columns of a rule; the last cell goes on to its end."""
    whole = " " * line.indent + line.text.expandtabs(4)
    starts = [start for start, _ in bounds]
    ends = [*starts[1:], len(whole)]
    return [whole[a:b].strip() for a, b in zip([0, *starts[1:]], ends, strict=True)]


def _splits(line: Line, bounds: list[tuple[int, int]]) -> bool:
    """Whether the columns of a rule would cut one of a line's words in two."""
    whole = " " * line.indent + line.text.expandtabs(4)
    return any(
        0 < start < len(whole) and whole[start - 1].strip() and whole[start].strip()
        for start, _ in bounds[1:]
    )


def _simple(lines: Sequence[Line], at: int) -> Found | None:
    """Read pandoc's simple table: headings, dashes under each, a row a line."""
    bounds = _bounds(lines[at + 1])
    end = _run(lines, at + 1)
    if any(_splits(line, bounds) for line in lines[at:end]):
        return None
    rows = [_cut(lines[at], bounds)]
    for line in lines[at + 2 : end]:
        if not _DASHES.fullmatch(line.text):
            rows.append(_cut(line, bounds))
    return Found(rows, end, 1) if len(rows) > 1 else None


def _ruled(lines: Sequence[Line], at: int) -> Found | None:
    """Read pandoc's table between rules: a row a line, or rows with blank lines between."""
    close = next(
        (
            n
            for n in range(at + 1, min(len(lines), at + _MOST))
            if _ONE_DASHES.fullmatch(lines[n].text)
            or (_DASHES.fullmatch(lines[n].text) and n > at + 1 and _is_last(lines, n))
        ),
        0,
    )
    rules = [n for n in range(at, close) if _DASHES.fullmatch(lines[n].text)]
    if not close or not rules:
        return None
    bounds = _bounds(lines[rules[-1]])
    words = (lines[n] for n in range(at + 1, close) if n not in rules)
    if any(_splits(line, bounds) for line in words):
        return None
    several = any(lines[n].blank for n in range(rules[-1] + 2, close))
    rows: Rows = []
    header = 0
    for n in range(at, close):
        if n in rules or n == at:
            header = len(rows) if n in rules and n > at else header
            continue
        cells = _cut(lines[n], bounds)
        goes_on = several and rows and not lines[n].blank and n - 1 not in rules and n - 1 != at
        in_head = n < rules[-1] and rows
        if goes_on or in_head:
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return Found(rows, close + 1, header) if rows else None


def _is_last(lines: Sequence[Line], at: int) -> bool:
    return at + 1 == len(lines) or lines[at + 1].blank


def _aligned(lines: Sequence[Line], at: int) -> Found | None:
    """Read cells set under each other by spaces: three or more, and nothing across a gap."""
    end = _run(lines, at)
    starts = _starts(lines[at])
    if end - at < 2 or len(starts) < _FEWEST or opening_of(lines[at].text).label:
        return None
    bounds = [(start, start) for start in starts]
    for line in lines[at + 1 : end]:
        whole = " " * line.indent + line.text
        own = _starts(line)
        if not any(abs(start - known) <= 1 for start in own for known in starts):
            return None
        for start in starts[1:]:
            if start < len(whole) and whole[start - 1 : start].strip():
                return None
    rows: Rows = []
    for line in lines[at:end]:
        cells = _cut(line, bounds)
        filled = sum(1 for cell in cells if cell)
        if rows and not cells[0] and filled * 2 <= len(cells):  # a cell of two lines
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return Found(rows, end) if len(rows) > 1 else None


def _starts(line: Line) -> list[int]:
    whole = " " * line.indent + line.text
    found = [line.indent]
    found += [m.end() for m in _GAP.finditer(whole, line.indent) if m.end() < len(whole)]
    return found
