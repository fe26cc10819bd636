"""PDFs into documents: ours by their tags, everybody else's by the look of their pages."""

from collections.abc import Sequence

from minuted.model.document import Document
from minuted.readers.pdf import process
from minuted.readers.pdf.reader import read_by_look
from minuted.readers.pdf.refusal import refusal
from minuted.readers.pdf.tagged import read_by_tags

__all__ = ["raw_words", "read_pdf"]


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF.

    Args:
        name: what to call the file in a refusal.

    Raises:
        RefusedError: it is encrypted, broken, too large, or a scan without words.
    """
    if not data.lstrip(b"\0\t\n\f\r ")[:1024].startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        raise refusal("broken", name)
    if b"/StructTreeRoot" in data or b"Typst" in data:
        document = read_by_tags(data, name)
        if document is not None:
            return document
    return read_by_look(data, name)


def raw_words(data: bytes, name: str) -> Sequence[Sequence[str]]:
    """Return each page's words as pdfium alone has them, in the order of the file.

    A word is a run of letters and digits; no code is shared with `read_pdf`.

    Raises:
        RefusedError: it is encrypted, broken or too large.
    """
    try:
        answer = process.ask("words", data)
    except process.ChildDiedError as error:
        raise refusal(str(error), name) from None
    if "refused" in answer:
        raise refusal(str(answer["refused"]), name)
    pages: list[list[str]] = answer["pages"]
    return pages
