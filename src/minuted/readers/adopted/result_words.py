"""The words of a tree as its text has them, each with what it is, for the law of importing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from minuted.model.canonical import text_of
from minuted.model.policy import (
    Bullets,
    Code,
    Emphasis,
    Field,
    Flow,
    Footnote,
    Image,
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
from minuted.readers.adopted.adopt import Adopted
from minuted.readers.adopted.nodes import Node, printed_number
from minuted.readers.adopted.spare import Worded

_LAST_PART = re.compile(r"(?<=.)(?:\(\w+\)|(?<=\.)\w+)$")
_WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the result.

    Attributes:
        kind: body, note, typed (of a label, or above a reference's last part) or alt; the last two
            need not be in the source.
        line: the line or paragraph of the source where it stands; 0 where that is not known.
    """

    word: str
    kind: str
    page: int = 0
    line: int = 0


def words_in(text: str) -> list[str]:
    """Return a text's words, in one way of writing their letters."""
    return _WORD.findall(plain(text))


def plain(text: str) -> str:
    """Return a text with each letter written in one way only."""
    return unicodedata.normalize("NFC", text)


def tokens_of(adopted: Adopted) -> Iterator[Token]:
    """Yield the result's words, without the labels that Word makes: they stand nowhere."""
    worded = Worded(words_in(label) for label in adopted.worded_labels)
    for node in adopted.tree.walk():
        if not node.placeholder:
            place, line = node.place, node.place.line
            for token in _opening(node, worded):
                yield Token(token.word, token.kind, place.page, line)
            for token in _further(node, worded):
                yield Token(token.word, token.kind, place.page)


def _opening(node: Node, worded: Worded) -> Iterator[Token]:
    """Yield the words that stand on a node's own line."""
    if node.typed and text_of(node.title) != node.label:  # `Article 5` alone is its own heading
        yield from _of(node.label, "typed")
    if node.kind == "section":
        yield from _paragraph(node.title, worded)
    elif node.lead and isinstance(node.lead[0], Paragraph):
        yield from _flow(node.lead[0], worded)


def _further(node: Node, worded: Worded) -> Iterator[Token]:
    """Yield the words of a node that stand on other lines than its own."""
    opened = node.kind != "section" and node.lead and isinstance(node.lead[0], Paragraph)
    for flow in node.lead[1:] if opened else node.lead:
        yield from _flow(flow, worded)
    if node.grid is not None:
        for row in node.grid.rows:
            for cell in row:
                for paragraph in cell:
                    yield from _inlines(paragraph)


def _paragraph(inlines: Inlines, worded: Worded) -> Iterator[Token]:
    tokens = list(_inlines(inlines))
    yield from tokens[worded.beginning([token.word for token in tokens]) :]


def _flow(flow: Flow, worded: Worded) -> Iterator[Token]:
    if isinstance(flow, Paragraph):
        yield from _paragraph(flow.inlines, worded)
    elif isinstance(flow, Bullets):
        for item in flow.items:
            for inner in item:
                yield from _flow(inner, worded)


def _inlines(inlines: Inlines) -> Iterator[Token]:
    """Yield a run's words; those that change their look half-way are one word."""
    run: list[str] = []
    kind = "body"
    for text, own in _texts(inlines, "body"):
        if own != kind:
            yield from _of("".join(run), kind)
            run, kind = [], own
        run.append(text)
    yield from _of("".join(run), kind)


def _texts(inlines: Inlines, kind: str) -> Iterator[tuple[str, str]]:
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.text, kind
            case LineBreak():
                yield " ", kind
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                yield from _texts(inline.children, kind)
            case Reference() if inline.children:
                yield from _texts(inline.children, kind)
            case Reference():  # what the source prints, not what the result will
                yield from _number(printed_number(inline.anchor), kind)
            case Field():
                yield f"{{{{ {inline.name} }}}}", kind
            case Footnote():
                for paragraph in inline.paragraphs:
                    yield " ", "note"
                    yield from _texts(paragraph, "note")
            case Image():
                yield inline.alt, "alt"


def _number(printed: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield a number: Word may print the (a) of 1.2(a) alone, and the result has all of it."""
    last = _LAST_PART.search(printed)
    if last is not None:
        yield printed[: last.start()], "typed"
    yield printed[last.start() :] if last else printed, kind


def _of(text: str, kind: str) -> Iterator[Token]:
    for word in words_in(text):
        yield Token(word, kind)
