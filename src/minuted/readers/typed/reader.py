"""A text with typed numbers read into a document, line by line.

Source ──without_furniture──▶ lines ──▶ heading, number, bullet, table, quote, words
                                          │ whether a number begins something: Sequence
                                          ▼
                                        Piece, Grid

Such texts come out of PDFs, e-mails, old files and other people's Markdown, so the reader makes up
for what happens to them on the way: headings of mixed levels, bullets that were lost, paragraphs
cut in two by the end of a page, lines broken anywhere. It never raises, whatever the text.
"""

import re

from minuted.model.canonical import text_of
from minuted.model.diagnostic import Diagnostic
from minuted.model.document import Document, Grid, Omitted, Part, Piece, PieceKind, Place
from minuted.readers.adopted.version_rows import fact_of
from minuted.readers.typed.blocks import (
    definitions,
    front_matter,
    heading_of,
    underlined,
    without_attributes,
)
from minuted.readers.typed.decoding import decoded, not_text
from minuted.readers.typed.furniture import without_furniture
from minuted.readers.typed.growing import Breaks, Growing
from minuted.readers.typed.indents import Indents
from minuted.readers.typed.opening import Opening, opening_of
from minuted.readers.typed.phrases import Phrases
from minuted.readers.typed.remarks import remarks_on
from minuted.readers.typed.sequence import Sequence, Surroundings, keys_of
from minuted.readers.typed.source import Line, source_of
from minuted.readers.typed.tables import table_at

_CODE = 4
"""Columns from which a line of Markdown is no heading any more."""
_LONGEST_HEADING = 12
_ENDED = (".", ";", ":", "!", "?")
_RULE = re.compile(r"(?:[-*_=~.·]\s*){3,}")
_FENCE = re.compile(r"(`{3,}|~{3,})\s*([\w.{}= -]*)")


def read_typed(source: bytes, name: str = "") -> tuple[Document | None, list[Diagnostic]]:
    """Read a text with typed numbers.

    Args:
        name: of its file, which tells Markdown from other texts.

    Returns:
        The document; None with an error where the bytes are no text.
    """
    text = decoded(source)
    if text is None:
        return None, [not_text()]
    return _Reading(text, name).document(), []


class _Reading:
    """One text being read."""

    def __init__(self, text: str, name: str) -> None:
        source = source_of(text, name)
        self.named = name.lower().endswith((".md", ".markdown"))
        self.markdown = source.markdown
        self.breaks = Breaks(source.width, source.markdown)
        self.omitted: list[Omitted] = []
        self.parts: list[Part | Growing] = []
        self.title = ""
        front, lines = front_matter(source.lines)
        lines, noted, targets, notes = definitions(lines, markdown=self.markdown)
        lines, omitted = without_furniture(lines)
        self.lines = lines
        self.omitted += [*omitted, *noted]
        self.phrases = Phrases(targets, notes)
        self.openings = [opening_of(line.text) for line in lines]
        later: dict[tuple[int, ...], int] = {}
        for n, opening in enumerate(self.openings):
            if opening.mark is not None:
                later.update(dict.fromkeys(keys_of(opening.mark), n))
        self.sequence = Sequence(later)
        self.indents = Indents()
        self._take_front(front)

    def _take_front(self, front: list[tuple[str, str, int]]) -> None:
        for name, value, at in front:
            if name == "title" and not self.title:
                self.title = value
                self.omitted.append(Omitted("front matter", name, _place(at)))
            elif fact_of(f"{name}: {value}") is not None:
                self.parts.append(Growing("words", f"{name}: {value}", at))
            else:
                self.omitted.append(Omitted("front matter", f"{name} {value}", _place(at)))

    def document(self) -> Document:
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        parts = [p.finished(self.phrases) if isinstance(p, Growing) else p for p in self.parts]
        for note, paragraphs in self.phrases.notes.items():
            if note not in self.phrases.noted:
                words = " ".join(paragraphs)
                parts.append(Piece("words", self.phrases.of(words), _place(0)))
        remarks = tuple(remarks_on(self.phrases, self.omitted))
        pictures = [Omitted("picture", words, _place(0)) for words, _ in self.phrases.missing]
        omitted = (*self.omitted, *pictures)
        return Document(self.title, tuple(parts), omitted, remarks, self.phrases.pictures)

    # blocks

    def _block(self, at: int) -> int:
        line = self.lines[at]
        fence = _FENCE.fullmatch(line.text) if self.markdown else None
        if fence:
            if fence[2]:
                self.omitted.append(Omitted("comment", fence[2], _place(line.at)))
            self._close()
            return at + 1
        title = underlined(self.lines, at)
        if title is not None:
            line = self.lines[title[0]]
            words, anchor = without_attributes(line.text)
            self._heading(words, title[1], line, anchor)
            return title[2]
        head = heading_of(line.text)
        if head is not None and line.indent < (_CODE if self.named else 1):
            self._heading(head[1], head[0], line, head[2])
            return at + 1
        table = table_at(self.lines, at)
        if table is not None:
            rows = tuple(
                tuple((self.phrases.of(cell),) if cell else () for cell in row)
                for row in table.rows
            )
            self.parts.append(Grid(rows, _place(line.at), table.header))
            return table.end
        if _RULE.fullmatch(line.text) and line.text[0] not in ".·":
            self._close()
            return at + 1
        self._line(line, self.openings[at], at)
        return at + 1

    def _close(self) -> None:
        """Note that what follows is no part of the last paragraph."""
        if self.parts and isinstance(self.parts[-1], Growing):
            self.parts[-1].last = -1

    def _heading(self, text: str, level: int, line: Line, anchor: str = "") -> None:
        opening = opening_of(text)
        here = Surroundings(True, True, "", 0, len(self.lines))
        plain = text.strip("*_ ")
        if opening.mark is not None and (opening.rest or opening.alone):
            bare = opening.rest.strip("*_ ")
            long = len(bare.split()) > _LONGEST_HEADING and bare.endswith(_ENDED)
            if opening.sure or self.sequence.begins(opening, here) or opening.label.isdigit():
                label, own = self._take(opening, here, line)
                kind: PieceKind = "numbered" if long else "heading"
                self.indents.close()
                piece = Growing(
                    kind, opening.rest, line.at, label, own if long else level, anchor=anchor
                )
                if long:
                    piece.indent = self.indents.begin_under_heading(opening.width)
                self._open(piece, line)
                return
        if not plain:
            return
        if level == 1 and not self.title and not any(self._numbered_parts()):
            self.title = text_of(self.phrases.of(text, heading=True))
            return
        if self.title and _key(plain) == _key(self.title):
            self.omitted.append(Omitted("header", plain, _place(line.at)))
            self._close()
            return
        self.sequence.heading()
        self.indents.close()
        self._open(Growing("heading", text, line.at, level=level, anchor=anchor), line)

    def _numbered_parts(self) -> list[Growing]:
        return [p for p in self.parts if isinstance(p, Growing) and p.label]

    def _open(self, piece: Growing, line: Line) -> None:
        piece.last = line.indent + len(line.text)
        piece.column, piece.quoted = line.indent, line.quoted
        piece.broken = line.broken
        self.parts.append(piece)
        if piece.kind != "bullet":
            self.indents.close_bullets()

    # lines

    def _line(self, line: Line, opening: Opening, at: int) -> None:
        before = self.parts[-1] if self.parts else None
        growing = before if isinstance(before, Growing) else None
        free = line.blank or growing is None or self.breaks.is_deliberate(growing, line)
        here = Surroundings(
            free, growing is None or growing.ended, _last_word(growing), line.indent, at
        )
        if opening.mark is not None and self.sequence.begins(opening, here):
            self._number(opening, here, line)
        elif opening.bulleted and (free or not self.markdown or growing is not None):
            self._bullet(opening, line)
        else:
            self._words(line, growing, free=free)

    def _take(self, opening: Opening, here: Surroundings, line: Line) -> tuple[str, int]:
        """Take a number; note what was typed where Markdown counts otherwise."""
        label, level = self.sequence.take(opening, here)
        typed = opening.label if label != opening.label else ""
        for mark in (opening.bullet, typed):
            if mark:
                self.omitted.append(Omitted("list mark", mark, _place(line.at)))
        return label, level

    def _number(self, opening: Opening, here: Surroundings, line: Line) -> None:
        label, level = self._take(opening, here, line)
        mark = opening.mark
        assert mark is not None
        words = opening.rest.strip("*_ ")
        top = len(mark.parts) == 1 and level == 1 and not opening.bulleted
        short = 0 < len(words.split()) <= _LONGEST_HEADING and not words.endswith(_ENDED)
        named = mark.shape[:1].isalpha() and len(mark.parts) == 1
        if short and ((top and self._is_heading(opening, words, here)) or named):
            guessed = "a short line with a number"
            depth = 1 if mark.appendix or mark.form == "count" else level
            self.indents.close()
            self._open(
                Growing("heading", opening.rest, line.at, label, depth, guessed=guessed), line
            )
            return
        at_the_edge = mark.form in ("whole", "count")
        indent = self.indents.begin(line.indent, opening.width, at_the_edge=at_the_edge)
        self._open(Growing("numbered", opening.rest, line.at, label, level, indent), line)

    def _is_heading(self, opening: Opening, words: str, here: Surroundings) -> bool:
        """Whether a short numbered line at the top is a heading, and no item of a list."""
        if words.isupper() or opening.rest.startswith(("**", "__")):
            return True
        following = self._following(here.at)
        return following is None or following.blank or self.openings[here.at + 1].mark is not None

    def _following(self, at: int) -> Line | None:
        return self.lines[at + 1] if at + 1 < len(self.lines) else None

    def _bullet(self, opening: Opening, line: Line) -> None:
        if opening.bullet:
            self.omitted.append(Omitted("list mark", opening.bullet, _place(line.at)))
        level = self.indents.bullet(line.indent)
        self._open(Growing("bullet", opening.bullet_rest, line.at, level=level), line)

    def _words(self, line: Line, growing: Growing | None, *, free: bool) -> None:
        text = line.text
        if growing is not None and growing.last >= 0:
            if not line.blank and not self.breaks.parts_from(growing, line, free=free):
                self.breaks.join(growing, line)
                return
            if line.blank and self.breaks.is_cut(growing, text):
                self.breaks.join(growing, line)
                return
        plain = text.strip("*_ ")
        loud = plain.isupper() or _is_bold(text)
        if (
            loud
            and line.blank
            and len(plain.split()) <= _LONGEST_HEADING
            and not plain.endswith(_ENDED)
            and not line.quoted
            and any(c.isalpha() for c in plain)
            and (growing is None or growing.ended)
            and not line.indent
        ):
            first = not self.parts and not self.title
            self._heading(text, 1 if first else 2, line)
            last = self.parts[-1] if self.parts else None
            if isinstance(last, Growing) and last.at == line.at:
                last.guessed = "bold line" if _is_bold(text) else "line in capitals"
            return
        self.sequence.words(line.indent)
        indent = self.indents.of_words(line)
        self._open(Growing("words", text, line.at, indent=indent), line)


def _is_bold(text: str) -> bool:
    return bool(re.fullmatch(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1", text))


def _last_word(growing: Growing | None) -> str:
    if growing is None or growing.kind == "heading":
        return ""
    words = growing.text[-40:].split()
    return words[-1].strip("*_") if words else ""


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _place(line: int) -> Place:
    return Place(0, line, f"line {line}")
