"""What a file is that says it is a Word file and is not, as the refusal of it."""

import re

from minuted.readers.file_kinds import OtherFile, is_zip, other_file
from minuted.readers.word.faults import SAVE_AGAIN, WordFaultError


def refuse_other_files(data: bytes) -> None:
    """Raise for bytes that are no Word file, saying what they are where that can be told.

    Raises:
        WordFaultError: they are none.
    """
    other = other_file(data)
    if other is not None:
        raise _fault(other)
    if is_zip(data):
        return
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in head[:1024]:
        raise _refusal("a PDF", "Rename it so that it ends in .pdf, and it is read as one.")
    if head.startswith((b"<!doctype html", b"<html")):
        raise _refusal("a web page", "Rename it so that it ends in .html, or save it as .docx.")
    if not re.search(rb"[\x00-\x08\x0e-\x1a]", data[:4000]):
        raise _refusal("plain text", "Rename it so that it ends in .txt, and it is read as text.")
    raise _refusal("a file of another kind, or damaged", SAVE_AGAIN)


def no_document(data: bytes) -> WordFaultError:
    """Return the refusal of a zip that holds no Word document."""
    other = other_file(data)
    if other is not None:
        return _fault(other)
    return _refusal("a zip of other files", "If a document lies in it, unpack it and read that.")


def _fault(other: OtherFile) -> WordFaultError:
    if other.locked:
        return WordFaultError("word-locked", f"The document is {other.what}.", other.hint)
    if other.what == "empty":
        return WordFaultError("word-other-file", "The file is empty.", other.hint)
    return _refusal(other.what, other.hint)


def _refusal(what: str, hint: str) -> WordFaultError:
    return WordFaultError("word-other-file", f"The file is no Word document: it is {what}.", hint)
