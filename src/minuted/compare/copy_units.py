r"""A text, and a copy of it, as the same kind of lines: what a reader of the copy reads.

    "4 PROHIBITED USE"   "4.3 You must not …"   "• at home;"   "Role\tName"   "(a) a telephone;"

A line of the text may have open fields: there the copy has a value. Emphasis is gone; links keep
their addresses, footnotes stand at their marks, pictures are their descriptions.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote

from minuted.model.canonical import plain, text_of
from minuted.model.change import ChangeKind
from minuted.model.document import Document, Grid, Part
from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Field,
    Flow,
    Image,
    Inline,
    Inlines,
    Link,
    Numbering,
    Paragraph,
    Passage,
    Policy,
    Reference,
    Section,
    Table,
    Text,
    label,
)
from minuted.model.walking import map_inlines

_SLOT = re.compile(r"\{\{ ([\w.]+) \}\}")
_ADDRESS = re.compile(r" <((?:https?|mailto):[^<>\s]*)>", re.IGNORECASE)
_PICTURE = re.compile(r"\[picture: [^\]]*\]")
_AFTER_DASH = re.compile(r"(?<=[-/\u2010\u2011\u2013\u2014]) ")
_DOTTED = re.compile(r"(\d+(?:\.\d+)*)\.")
_APPENDIX = re.compile(r"(?i:appendix|annexe?|schedule)\s+([A-Z])[.:]?")
_IN_APPENDIX = re.compile(r"([A-Z])(\d+(?:\.\d+)*)\.?")

_MARKS = re.compile("[\ufeff\u200b\ufe0e\ufe0f]")


@dataclass(frozen=True)  # without slots, so that its pattern can be kept
class TextLine:
    """One line of a text of ours.

    Attributes:
        address: of what it belongs to: a clause's continuation has the clause's.
        words: with `{{ field }}` where fields are open.
    """

    address: str
    kind: ChangeKind
    words: str

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the line with the fields' values in it."""
        return usual(_SLOT.sub(lambda m: values.get(m[1], m[0]), self.words))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(_SLOT.findall(self.words))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a copy's line must look like; a group for each field."""
        parts = _SLOT.split(self.words)
        built = [re.escape(usual_inside(part)) for part in parts[::2]]
        return re.compile("(.{1,400}?)".join(built), re.DOTALL)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One line of a copy, and where it stands in it."""

    words: str
    place: str


def text_lines(policy: Policy) -> tuple[TextLine, ...]:
    """Return the lines of a resolved text, without its title."""
    return tuple(_of_blocks(policy.children))


def without_pictures(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """Return a text's lines as a copy has them whose pictures nobody can read."""
    bare = (replace(line, words=usual(_PICTURE.sub("", line.words))) for line in lines)
    return tuple(line for line in bare if line.words)


def copy_lines(document: Document) -> tuple[CopyLine, ...]:
    """Return the lines of a copy, in reading order, without its title."""
    return tuple(line for part in document.parts for line in _of_part(part))


def usual(text: str) -> str:
    """Return words in the form in which they are compared; tabs part a table's cells."""
    return "\t".join(plain(usual_inside(cell)) for cell in text.split("\t")).rstrip("\t")


def usual_inside(text: str) -> str:
    """Return a piece of words in the form in which they are compared, its ends left alone."""
    text = _MARKS.sub("", text)
    text = re.sub(r"[^\S\t]+", " ", text)
    text = _ADDRESS.sub(lambda m: f" <{unquote(m[1])}>", text)
    return _AFTER_DASH.sub("", text)


def words_of(inlines: Inlines) -> str:
    """Return the plain words of some inlines, fields open."""
    return text_of(map_inlines(inlines, _shown))


def _shown(inline: Inline) -> Inline:
    match inline:
        case Reference():
            return Text(inline.number if not inline.children else text_of(inline.children))
        case Image():
            return Text(f"[picture: {inline.alt}]")
        case Link() if not inline.children:
            return Link((Text(inline.target),), inline.target)
        case Field():
            return inline
        case _:
            return inline


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[TextLine]:
    for block in blocks:
        match block:
            case Section():
                shown = "" if block.numbering is Numbering.UNNUMBERED else block.number
                yield _line(block.number, "section", f"{shown} {words_of(block.title)}")
                yield from _of_blocks(block.children)
            case Clause():
                yield from _of_clause(block)
                yield from _of_blocks(block.children)
            case Table():
                for row in (block.header, *block.rows):
                    cells = "\t".join(words_of(cell) for cell in row)
                    if cells.strip():
                        yield TextLine(block.address, "table", usual(cells))
            case Paragraph() | Bullets():
                for words in _of_flow(block):
                    yield _line(block.address, "paragraph", words)
            case Passage():
                yield from _of_blocks(block.children)


def _of_clause(clause: Clause) -> Iterator[TextLine]:
    number = label(clause.number, clause.depth)
    first, rest = "", clause.lead
    if rest and isinstance(rest[0], Paragraph):
        first, rest = words_of(rest[0].inlines), rest[1:]
    yield _line(clause.number, "clause", f"{number} {first}")
    for flow in rest:
        for words in _of_flow(flow):
            yield _line(clause.number, "clause", words)


def _of_flow(flow: Flow) -> Iterator[str]:
    if isinstance(flow, Paragraph):
        yield words_of(flow.inlines)
        return
    for item in flow.items:
        first = True
        for inner in item:
            for words in _of_flow(inner):
                yield f"• {words}" if first and isinstance(inner, Paragraph) else words
                first = False


def _line(address: str, kind: ChangeKind, words: str) -> TextLine:
    return TextLine(address, kind, usual(words.replace("\t", " ")))


def _of_part(part: Part) -> Iterator[CopyLine]:
    if isinstance(part, Grid):
        for at, row in enumerate(part.rows, 1):
            cells = [" ".join(words_of(paragraph) for paragraph in cell) for cell in row]
            words = usual("\t".join(cell.replace("\t", " ") for cell in cells))
            if words.strip():
                yield CopyLine(words, f"{part.place.words}, row {at} of its table")
        return
    mark = "•" if part.kind == "bullet" else _as_ours(part.label)
    words = usual(f"{mark} {words_of(part.inlines)}".replace("\t", " "))
    if words:
        yield CopyLine(words, part.place.words)


def _as_ours(label: str) -> str:
    """Return a number as our copies print it: `2.1.` is 2.1, `Appendix A` is A and `A1` is A.1."""
    if found := _DOTTED.fullmatch(label) or _APPENDIX.fullmatch(label):
        return found[1]
    found = _IN_APPENDIX.fullmatch(label)
    return f"{found[1]}.{found[2]}" if found else label
