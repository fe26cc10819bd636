"""A copy's file as a document, whatever kind it is, with everything that is odd about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from minuted.errors import RefusedError
from minuted.model.document import Document, Place, Remark
from minuted.store.outside import read_outside
from minuted.tasks.documents import kind_of

CopyFormat = Literal["docx", "pdf", "html"]


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A copy as it was read.

    Attributes:
        way: how it was read, where there are several.
        again: reads another file in the same way, to hold this one against it.
    """

    name: str
    data: bytes
    format: CopyFormat
    document: Document
    again: Callable[[bytes], Document]
    way: str = ""


def read_copy(path: Path, name: str) -> CopyFile:
    """Read a Word file, a PDF or a web page.

    Args:
        name: what to call it.

    Raises:
        WorkspaceError: it is not there, or cannot be read.
        RefusedError: it is none of these, broken, locked, a scan, or far too large.
    """
    return read_bytes(read_outside(path, name), name)


def read_bytes(data: bytes, name: str) -> CopyFile:
    """Read a Word file, a PDF or a web page that was uploaded or lies in memory.

    Raises:
        RefusedError: as `read_copy`.
    """
    match kind_of(data, name):
        case "word":
            return CopyFile(name, data, "docx", _word(data, name), lambda more: _word(more, name))
        case "pdf":
            return _pdf(data, name)
        case "page":
            return _page(data, name)
        case _:
            raise RefusedError(
                f"{name} is a text, and copies of policies are Word files, PDFs and web pages.",
                "Compare it with a copy instead: minuted compare COPY TEXT.",
            )


def _page(data: bytes, name: str) -> CopyFile:
    from minuted.readers.webpage import read_page

    document = read_page(data, name)
    return CopyFile(name, data, "html", document, lambda more: read_page(more, name))


def _pdf(data: bytes, name: str) -> CopyFile:
    from minuted.readers.pdf import read_pdf
    from minuted.readers.pdf.reader import read_by_look
    from minuted.readers.pdf.tagged import is_ours

    document = read_pdf(data, name)
    by_tags = is_ours(dict(document.properties)) and not any(p.page for p in _places(document))
    again = read_pdf if by_tags else read_by_look
    way = "tags" if by_tags else "look"
    return CopyFile(name, data, "pdf", document, lambda more: again(more, name), way)


def _places(document: Document) -> list[Place]:
    return [part.place for part in document.parts]


def _word(data: bytes, name: str) -> Document:
    from minuted.readers.word import read_word
    from minuted.readers.word_marks import word_marks

    document, complaints = read_word(data)
    if document is None and any(c.code == "word-changes" for c in complaints):
        document, complaints = read_word(data, tracked="accept")
    if document is None:
        complaint = complaints[0]
        raise RefusedError(f"{name}: {complaint.message}", complaint.hint)
    marks: list[Remark] = word_marks(data)
    return replace(document, remarks=(*document.remarks, *marks))
