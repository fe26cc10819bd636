"""A paragraph of a text while its lines come, and where one ends and the next begins.

1.1 This policy is for everybody       the line is full, so the next one goes on
who works here.
Date: 6.9.22                           it had room: somebody began a line
"""

import re
from dataclasses import dataclass

from minuted.model.document import Piece, PieceKind, Place
from minuted.readers.adopted.version_rows import fact_of
from minuted.readers.typed.phrases import BREAK, Phrases
from minuted.readers.typed.source import Line

_ENDED = (".", ";", ":", "!", "?")
_BARE_END = ")”\"'’*_] "
_JOINING = ("and", "or", "and/or", "but")
_UNBROKEN = 10_000


@dataclass(slots=True)
class Growing:
    """A piece whose words are still coming.

    Attributes:
        text: its lines, joined, with the marks of Markdown in them.
        at: the line that it begins at; `column` how far that is set in.
        last: how long its last line is; -1 where nothing can go on from it.
        quoted: how many `>` stand before it.
        broken: whether Markdown breaks the line after its last.
    """

    kind: PieceKind
    text: str
    at: int
    label: str = ""
    level: int = 0
    indent: float = 0.0
    anchor: str = ""
    guessed: str = ""
    last: int = 0
    column: int = 0
    quoted: int = 0
    broken: bool = False

    @property
    def ended(self) -> bool:
        """Whether its words end a sentence or a point."""
        return self.kind == "heading" or self.text.rstrip(_BARE_END).endswith(_ENDED)

    def finished(self, phrases: Phrases) -> Piece:
        """Return it as a part of the document, its words read."""
        words = phrases.of(self.text.removesuffix("\\"), heading=self.kind == "heading")
        return Piece(
            self.kind,
            words,
            Place(0, self.at, f"line {self.at}"),
            self.label,
            "typed" if self.label else "",
            self.level,
            self.indent,
            self.anchor,
            self.guessed,
        )


@dataclass(frozen=True, slots=True)
class Breaks:
    """Tells where paragraphs end, in a text of one width or of none."""

    width: int
    markdown: bool

    def is_deliberate(self, growing: Growing, line: Line) -> bool:
        """Whether a line began anew though the one before it had room for its first word."""
        if growing.last < 0 or growing.quoted != line.quoted or line.indent < growing.column:
            return True
        first = line.text.split()[0]
        room = (self.width or _UNBROKEN) - growing.last - 1 - len(first)
        return room > 1

    def parts_from(self, growing: Growing, line: Line, *, free: bool) -> bool:
        """Whether a line right below another is a paragraph of its own."""
        if growing.quoted != line.quoted:
            return True
        if growing.kind == "heading":
            return free or growing.guessed == "" or growing.text.strip("*_ ").isupper()
        if fact_of(line.text) is not None and (growing.kind == "words"):
            return fact_of(growing.text) is not None or free
        if self.markdown or not free:
            return False
        if not self.width and not growing.ended and line.text[:1].isdigit():
            return False
        begins = not line.text[:1].islower()
        short = bool(self.width) and growing.last < self.width * 2 // 3
        return begins and (growing.ended or short or not self.width)

    def is_cut(self, growing: Growing, text: str) -> bool:
        """Whether a paragraph goes on after a blank line: the end of a page stood there."""
        if growing.kind == "heading" or growing.ended or growing.quoted:
            return False
        first = text.lstrip("*_(“\"'")
        return first[:1].islower() or first.casefold() in _JOINING

    def join(self, growing: Growing, line: Line) -> None:
        """Add a line to the paragraph that it goes on from."""
        so_far, text = growing.text.removesuffix("\\"), line.text
        if growing.broken and self.markdown:
            joint = BREAK
        elif re.search(r"[^\W\d_]-$", so_far) and text[:1].isalpha():
            joint = ""
        else:
            joint = " "
        growing.text = f"{so_far}{joint}{text}"
        growing.last = line.indent + len(text)
        growing.broken = line.broken
