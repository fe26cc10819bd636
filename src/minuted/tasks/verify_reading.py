"""A copy's file as a document, whatever kind it is, with everything that is odd about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from minuted.errors import RefusedError, WorkspaceError
from minuted.model.document import Document, Place, Remark

LARGEST = 60_000_000
"""Bytes; a handbook with its pictures has a tenth of them."""

CopyFormat = Literal["docx", "pdf", "html"]
_OLE = b"\xd0\xcf\x11\xe0"


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
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise RefusedError(f"{name} is a folder.", "Name the files in it.")
        if size > LARGEST:
            raise RefusedError(
                f"{name} is larger than {LARGEST // 1_000_000} MB, so it is no copy of a policy.",
                "Check that it is the file that was meant.",
            )
        data = path.read_bytes()
    except OSError as error:
        message = f"{name} cannot be read: {error.strerror}."
        raise WorkspaceError(message, "Check the name, and that nothing else holds it.") from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> CopyFile:
    """Read a Word file, a PDF or a web page that was uploaded or lies in memory.

    Raises:
        RefusedError: as `read_copy`.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise RefusedError(f"{name} is empty.", "Ask whoever sent it to send it again.")
    if data[:4] == b"PK\x03\x04" or data[:4] == _OLE:
        return CopyFile(name, data, "docx", _word(data, name), lambda more: _word(more, name))
    if b"%PDF-" in data[:1024]:
        return _pdf(data, name)
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
