"""A block's words as pieces, and the pieces joined: the text, its cross-references, its setting.

"See " Number("4.3") " for:" Begin(1) "• bags" …  ──join──▶  "See 4.3 for: • bags"
                                                           4.3 at 4 to 7; a bullet at 13
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from minuted.model.change import PLAIN, Setting
from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Flow,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)

_SPACE = re.compile(r"\s+")

Refs: TypeAlias = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A cross-reference's number, as printed."""

    number: str


@dataclass(frozen=True, slots=True)
class Begin:
    """A new paragraph begins; `bullet` is how deep its bullet is, 0 for none."""

    bullet: int


@dataclass(frozen=True, slots=True)
class Stress:
    """Bold or italic begins, or ends; italic within italic is upright again."""

    bold: int
    italic: int


Piece: TypeAlias = str | Number | Begin | Stress


def join_pieces(pieces: list[Piece]) -> tuple[str, Refs, Setting]:
    """Join pieces, one space for each run of white space.

    Returns:
        The text; start, end and number of each cross-reference; and how the text is set.
    """
    return _Joiner().run(pieces)


class _Joiner:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.refs: list[tuple[int, int, str]] = []
        self.begins: list[tuple[int, int]] = []
        self.stressed: list[tuple[int, int, bool, bool]] = []
        self.length, self.after_space = 0, True
        self.bold = self.italic = 0

    def run(self, pieces: list[Piece]) -> tuple[str, Refs, Setting]:
        for piece in pieces:
            match piece:
                case str():
                    self._add(_SPACE.sub(" ", unicodedata.normalize("NFC", piece)))
                case Number():
                    if piece.number:
                        end = self.length + len(piece.number)
                        self.refs.append((self.length, end, piece.number))
                    self._add(piece.number, as_it_is=True)
                case Begin():
                    self._add(" ")
                    self.begins.append((self.length, piece.bullet))
                case Stress():
                    self.bold += piece.bold
                    self.italic += piece.italic
        text = "".join(self.parts).rstrip(" ")
        whole = unicodedata.normalize("NFC", text)
        if whole != text:  # joined over the edges of pieces, so that no place is sure any more
            return whole, (), PLAIN
        return text, tuple(self.refs), self._setting(len(text))

    def _add(self, part: str, *, as_it_is: bool = False) -> None:
        if self.after_space and not as_it_is:
            part = part.removeprefix(" ")
        if not part:
            return
        self.parts.append(part)
        start, self.length = self.length, self.length + len(part)
        self.after_space = part.endswith(" ")
        bold, italic = bool(self.bold), bool(self.italic % 2)
        if bold or italic:
            self.stressed.append((start, self.length, bold, italic))

    def _setting(self, length: int) -> Setting:
        begins = {place: bullet for place, bullet in self.begins if place < length}
        plain = not self.stressed and not any(begins.values()) and set(begins) <= {0}
        if plain:
            return PLAIN
        stressed = tuple(
            (start, min(end, length), bold, italic)
            for start, end, bold, italic in self.stressed
            if start < length
        )
        return Setting(tuple(begins.items()), stressed)


def flow_pieces(flows: tuple[Flow, ...]) -> list[Piece]:
    """Return the pieces of paragraphs and bullets."""
    return list(_flows(flows, 0))


def _flows(flows: tuple[Flow, ...], bullet: int) -> Iterator[Piece]:
    """Yield the pieces of flows; the first of a bullet's stands beside the bullet."""
    for count, flow in enumerate(flows):
        if isinstance(flow, Paragraph):
            yield " " if bullet and not count else Begin(-bullet)
            yield from inline_pieces(flow.inlines)
        else:
            for item in flow.items:
                yield Begin(bullet + 1)
                yield "• "
                yield from _flows(item, bullet + 1)


def inline_pieces(inlines: Inlines) -> list[Piece]:
    """Return the pieces of words within a paragraph."""
    return [piece for inline in inlines for piece in _pieces(inline)]


def _pieces(inline: Inline) -> list[Piece]:
    match inline:
        case Text() | Code():
            return [inline.text]
        case LineBreak():
            return [" "]
        case Emphasis():
            return [Stress(0, 1), *inline_pieces(inline.children), Stress(0, -1)]
        case Strong():
            return [Stress(1, 0), *inline_pieces(inline.children), Stress(-1, 0)]
        case Superscript():
            return ["^", *inline_pieces(inline.children)]
        case Subscript():
            return ["~", *inline_pieces(inline.children)]
        case Link():
            return [*inline_pieces(inline.children), f" <{inline.target}>"]
        case Reference() if not inline.children:
            return [Number(inline.number)]
        case Reference():
            return [*inline_pieces(inline.children), " <#", Number(inline.number), ">"]
        case Field():
            return [f"{{{{ {inline.name} }}}}"]
        case Footnote():
            notes: list[Piece] = []
            for paragraph in inline.paragraphs:
                notes += [" ", *_trimmed(inline_pieces(paragraph))]
            return ["[^", *(notes or [" "]), "]"]
        case Image():
            return [f"{inline.alt} <sha256:{inline.sha256}>"]


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a footnote's paragraph without white space at the end."""
    done = list(pieces)
    for at in reversed(range(len(done))):
        last = done[at]
        if isinstance(last, Number):
            break
        if isinstance(last, str):
            done[at] = last.rstrip()
            if done[at]:
                break
    return done
