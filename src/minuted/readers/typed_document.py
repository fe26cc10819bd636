"""A plain text or plain Markdown whose numbers were typed, read into a document.

It goes by the same lines and the same tree as `typed_numbers`, which reads such a text for
comparing; here the tree is laid out again as paragraphs with their labels.
"""

import re

from minuted.model.diagnostic import Diagnostic
from minuted.model.document import Document, Grid, Omitted, Part, Piece, PieceKind, Place
from minuted.model.policy import Inlines, Text
from minuted.readers.typed_lines import is_page_number, lines_of
from minuted.readers.typed_numbers import decoded, not_text
from minuted.readers.typed_tree import Node, Tree

_LAST = re.compile(r"\([a-z]+\)$")
_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|br|span|sup|sub)\s*/?>", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def read_typed_document(source: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read a text with typed numbers.

    Returns:
        The document; None with an error where the bytes are no text.
    """
    text = decoded(source)
    if text is None:
        return None, [not_text()]
    tree = Tree()
    omitted: list[Omitted] = []
    for line in lines_of(text):
        tree.take(line)
    for at, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if is_page_number(raw):
            omitted.append(Omitted("page number", raw.strip(), _place(at)))
    omitted += [Omitted("header", words, _place(at)) for at, words in tree.repeated_titles]
    parts: list[Part] = []
    _lay_out(tree.root, parts)
    return Document(tree.title, tuple(parts), tuple(omitted)), []


def raw_words(source: bytes) -> list[str]:
    """Return a text's words in order, letters and digits, straight from its bytes."""
    text = decoded(source) or ""
    return _WORD.findall(_MARKUP.sub("", _UNSEEN.sub("", text)))


def _lay_out(root: Node, parts: list[Part]) -> None:
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        place = _place(node.line)
        match node.kind:
            case "section":
                label = f"{node.opening} {node.number}" if node.opening else node.number
                parts.append(Piece("heading", _words(node.text), place, label, "typed", node.depth))
            case "heading":
                parts.append(Piece("heading", _words(node.text), place, level=node.level or 1))
            case "clause":
                _clause(node, place, parts)
            case "table":
                rows = tuple(tuple((_words(cell),) for cell in row) for row in node.rows)
                parts.append(Grid(rows, place))
            case _:
                for kind, text in node.lead:
                    what: PieceKind = "bullet" if kind == "bullet" else "words"
                    parts.append(
                        Piece(what, _words(text), place, level=1 if kind == "bullet" else 0)
                    )
        waiting.extend(reversed(node.children))


def _clause(node: Node, place: Place, parts: list[Part]) -> None:
    last = _LAST.search(node.number)
    label = last[0] if last and node.lettered else node.number
    _, first = node.lead[0]
    piece = Piece("numbered", _words(first), place, label, "typed", node.depth, indent=1.0)
    parts.append(piece)
    for kind, text in node.lead[1:]:
        if kind == "bullet":
            parts.append(Piece("bullet", _words(text), place, level=1))
        else:
            parts.append(Piece("words", _words(text), place, indent=1.0))


def _words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _place(line: int) -> Place:
    return Place(0, line, f"line {line}")
