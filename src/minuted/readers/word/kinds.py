"""What a file is that says it is a Word file and is not, told by its first bytes."""

import re
from collections.abc import Collection

from minuted.readers.word.faults import SAVE_AGAIN, WordFaultError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_AND_SAVE = "Open it in the program that made it, and save or export it as .docx."

_BEGINNINGS = (
    (b"%PDF-", "a PDF", "Rename it so that it ends in .pdf, and it is read as one."),
    (b"{\\rtf", "a Rich Text file (.rtf)", SAVE_AGAIN),
    (b"\x89PNG", "a picture", "Type its words into a document first."),
    (b"\xff\xd8\xff", "a picture", "Type its words into a document first."),
    (b"Rar!", "an archive of files (.rar)", "Unpack it, and read the files in it."),
    (b"7z\xbc\xaf", "an archive of files (.7z)", "Unpack it, and read the files in it."),
    (b"\x1f\x8b", "an archive of files (.gz)", "Unpack it, and read the files in it."),
    (b"MIME-Version", "a web page in one file (.mht)", SAVE_AGAIN),
    (b"\xffWPC", "a WordPerfect document", _OPEN_AND_SAVE),
)
_ZIP_MARKS = (
    ("Index/Document.iwa", "a Pages document (.pages)"),
    ("index.apxl", "a Pages document (.pages)"),
    ("index.xml.gz", "a Pages document (.pages)"),
    ("index.xml", "a Pages document (.pages)"),
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    ("META-INF/container.xml", "an e-book (.epub)"),
)
_OPEN_DOCUMENT = (
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an e-book (.epub)"),
)


def refuse_other_files(data: bytes) -> None:
    """Raise for bytes that are no zip, saying what they are where that can be told.

    Raises:
        WordFaultError: they are no zip.
    """
    if data.startswith(_OLE):
        raise _ole_fault(data)
    for beginning, kind, hint in _BEGINNINGS:
        if data.startswith(beginning):
            raise other_file(kind, hint)
    if not data.strip():
        raise WordFaultError(
            "word-other-file",
            "The file is empty.",
            "If it lies in a shared folder it may not have been fetched yet: open it in Word once.",
        )
    if data[:2] == b"PK":
        return
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"schemas.microsoft.com/office/2006/xmlpackage" in head or b"w:worddocument" in head:
        raise other_file("a Word document saved as XML (.xml)", SAVE_AGAIN)
    if head.startswith((b"<!doctype html", b"<html")):
        raise other_file("a web page", "Rename it so that it ends in .html, or save it as .docx.")
    if _is_text(data):
        raise other_file("plain text", "Rename it so that it ends in .txt, and it is read as text.")
    raise other_file("a file of another kind, or damaged", SAVE_AGAIN)


def kind_of_zip(names: Collection[str], mimetype: bytes) -> WordFaultError:
    """Return the refusal of a zip that holds no Word document.

    Args:
        mimetype: what the zip holds under that name; empty for nothing.
    """
    for mark, kind in _OPEN_DOCUMENT:
        if mark in mimetype:
            return other_file(kind, SAVE_AGAIN)
    for name, kind in _ZIP_MARKS:
        if name in names:
            return other_file(kind, _OPEN_AND_SAVE)
    return other_file(
        "a zip of other files", "If the document lies in the zip, unpack it and read that."
    )


def other_file(kind: str, hint: str) -> WordFaultError:
    """Return the refusal of a file that is something else."""
    return WordFaultError("word-other-file", f"The file is no Word document: it is {kind}.", hint)


def _ole_fault(data: bytes) -> WordFaultError:
    """Tell apart what shares the container of the old Office files."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return WordFaultError(
            "word-locked",
            "The document is locked with a password, so nothing in it can be read.",
            "Open it in Word with the password, then File, Info, Protect Document, Encrypt with"
            " Password, and empty the box. Save, and read that one.",
        )
    if holds("WordDocument"):
        return other_file("in the old Word format (.doc)", SAVE_AGAIN)
    if holds("Workbook") or holds("PowerPoint Document"):
        return other_file("an old Excel or PowerPoint file", _OPEN_AND_SAVE)
    return other_file("an old Office file", _OPEN_AND_SAVE)


def _is_text(data: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a]", data[:4000])
