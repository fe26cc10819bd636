r"""The lines of a text, and what is known of it as a whole: how wide it is, whether Markdown.

bytes ──decoded──▶ "1.1 This policy is\n    for everybody\f" ──Source──▶ Line, Line, …
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_MARKDOWN = re.compile(
    r"^#{1,6}[ \t]+\S|\*\*\S|\]\(|\\[.\-+*_)(]|^ {0,3}```|^\[[^\]\s]+\]: \S", re.MULTILINE
)
_TAB = 4
_FEWEST_WRAPPED, _FEWEST_FULL = 6, 3
"""How many lines tell a width; fewer do where none of them had room for another word."""

_NARROWEST, _WIDEST = 50, 120
"""Columns; a text with longer lines has a line a paragraph."""


@dataclass(slots=True)
class Line:
    """One line of a text that is not blank.

    Attributes:
        text: without white space at its ends, tabs as they stand.
        indent: how many columns it is set in.
        at: its number in the file, from 1.
        blank: whether a blank line, or the end of a page, stands before it.
        page: how many pages end before it.
        quoted: how many `>` stand before it.
        tabs: how many tabs it begins with, which may be blank cells.
        broken: whether Markdown breaks the line after it: two spaces or a backslash at its end.
    """

    text: str
    indent: int
    at: int
    blank: bool
    page: int = 0
    quoted: int = 0
    broken: bool = False
    tabs: int = 0


@dataclass(slots=True)
class Source:
    """A text as lines.

    Attributes:
        markdown: whether it is written in Markdown, where a line's end means nothing.
        width: in columns, of a text whose lines were broken to fit a page; 0 of any other.
    """

    lines: list[Line]
    markdown: bool
    width: int = 0


def source_of(text: str, name: str = "") -> Source:
    """Take a text apart into lines.

    Args:
        name: of its file, which tells Markdown.
    """
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text)).replace("\v", "\n")
    markdown = name.lower().endswith((".md", ".markdown")) or _MARKDOWN.search(text) is not None
    lines: list[Line] = []
    page, blank = 0, True
    for at, whole in enumerate(text.split("\n"), 1):
        pieces = whole.split("\f")
        for number, raw in enumerate(pieces):
            if number:
                page, blank = page + 1, True
            line = _line(raw, at, page, blank=blank)
            if line is None:
                blank = blank or number == len(pieces) - 1
                continue
            lines.append(line)
            blank = False
    least = min((line.indent for line in lines), default=0)
    for line in lines:
        line.indent -= least
    return Source(lines, markdown, _width(lines))


def _line(raw: str, at: int, page: int, *, blank: bool) -> Line | None:
    text = raw.expandtabs(_TAB) if raw[:1].isspace() else raw
    stripped = raw.strip()
    quoted = 0
    while stripped.startswith(">"):
        quoted += 1
        text = text.lstrip()[1:]
        stripped = text.strip()
    if not stripped:
        return None
    indent = len(text) - len(text.lstrip())
    broken = raw.endswith("  ") or (raw.endswith("\\") and not raw.endswith("\\\\"))
    if quoted and text.startswith(" "):
        indent -= 1
    tabs = len(raw) - len(raw.lstrip("\t"))
    return Line(stripped, indent, at, blank, page, quoted, broken, tabs)


def _width(lines: list[Line]) -> int:
    """Return how wide lines are that were broken to fit; 0 where none were."""
    inner = [
        (line.indent + len(line.text), len(after.text.split()[0]))
        for line, after in pairwise(lines)
        if not after.blank
    ]
    lengths = sorted(length for length, _ in inner)
    if len(inner) >= _FEWEST_WRAPPED:
        width = lengths[len(inner) * 9 // 10]
    elif len(inner) >= _FEWEST_FULL and all(n + 1 + first > lengths[-1] for n, first in inner):
        width = lengths[-1]
    else:
        return 0
    return width if _NARROWEST <= width <= _WIDEST else 0
