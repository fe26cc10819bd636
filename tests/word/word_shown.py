"""A document as lines that a person can read, for tests to compare."""

from minuted.model.document import Piece
from minuted.model.policy import (
    Code,
    Emphasis,
    Footnote,
    Image,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.word import read_word


def shown(data, **more):
    """Return the parts of a file: `#1 2. Heading`, `2.1 Words`, `• Words`, `| cell | cell`."""
    document = read(data, **more)
    lines = [f"title {document.title}"] if document.title else []
    for part in document.parts:
        if isinstance(part, Piece):
            lines.append(_piece(part))
        else:
            lines += [
                "| " + " | ".join(" / ".join(map(said, cell)) for cell in row) for row in part.rows
            ]
    return lines


def read(data, **more):
    document, complaints = read_word(data, **more)
    assert complaints == []
    assert document is not None
    return document


def refused(data, **more):
    """Return the code of the only complaint about a file that cannot be read."""
    document, complaints = read_word(data, **more)
    assert document is None
    (complaint,) = complaints
    assert complaint.message.endswith((".", "!"))
    assert complaint.hint.endswith(".")
    return complaint.code


def _piece(piece):
    mark = {"heading": f"#{piece.level}", "bullet": "•"}.get(piece.kind, "")
    anchor = f"{{{piece.anchor}}}" if piece.anchor else ""
    label = "" if piece.kind == "bullet" else piece.label
    return " ".join(one for one in (mark, label, anchor, said(piece.inlines)) if one)


def said(inlines):
    return "".join(map(_said, inlines))


def _said(inline):
    match inline:
        case Text():
            return inline.text
        case LineBreak():
            return "↵"
        case Emphasis():
            return f"*{said(inline.children)}*"
        case Strong():
            return f"**{said(inline.children)}**"
        case Superscript():
            return f"^{said(inline.children)}^"
        case Subscript():
            return f"~{said(inline.children)}~"
        case Code():
            return f"`{inline.text}`"
        case Link():
            return f"[{said(inline.children)}]({inline.target})"
        case Reference():
            return f"[{said(inline.children) or inline.number}→{inline.anchor}]"
        case Footnote():
            return f"[^{' / '.join(map(said, inline.paragraphs))}]"
        case Image():
            return f"![{inline.alt}]"
        case _:
            return repr(inline)


def plain_words(inlines):
    """Return the words of inlines, notes at their marks, as the law wants them."""
    done = ""
    for inline in inlines:
        match inline:
            case Text() | Code():
                done += inline.text
            case LineBreak():
                done += " "
            case Reference():
                done += plain_words(inline.children) or inline.number
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                done += plain_words(inline.children)
            case Footnote():
                done += f" {' '.join(map(plain_words, inline.paragraphs))} "
    return done


def document_words(document):
    """Return the letters and figures of a document, in order, typed labels with them."""
    done = [document.title]
    for part in document.parts:
        if isinstance(part, Piece):
            done += [part.label] if part.numbering == "typed" else []
            done.append(plain_words(part.inlines))
        else:
            done += [plain_words(one) for row in part.rows for cell in row for one in cell]
    return letters(" ".join(done))


def letters(text):
    return "".join(one for one in text if one.isalnum())
