"""What a file is by its bytes, where it holds no text of a policy: its name, and what to do.

    data ──other_file──▶ OtherFile "is an old Word document (.doc)", "Open it in Word …"
                   └───▶ None: it may be a Word file, a PDF, a web page or a text

Names of files prove nothing: people rename what will not open.
"""

import re
from dataclasses import dataclass
from typing import Final

from minuted.model.opc import CONTENT_TYPES_PART, UNZIP_ERRORS, open_zip

SAVE_AS_WORD: Final = (
    "Open it in Word, choose File, Save As, “Word Document (*.docx)”, and read that one."
)
_SAVE_AS_WORD_ELSEWHERE = "Open it in the program that made it, and save or export it as .docx."
_PAGES = "Open it in Pages, choose File, Export To, Word, and read that one."
_UNPACK = "Unpack it, and read the files in it."
_ATTACHED = "Save the document that is attached to it, and read that one."
_TYPE = "Have its words recognised (OCR) or type them into a document, and read that one."
_WORDS_ONLY = "Copy the words that are meant into a Word document, and read that one."
_FETCH = "It is only the way to a document: open it, download the document as .docx, and read that."
_AGAIN = "Check that it is the file that was meant, or ask whoever sent it for another copy."


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that is none of those that are read.

    Attributes:
        what: it is, with its article, such as `a picture`.
        hint: what to do, as a sentence.
        locked: whether it may be one that is read, behind a password.
    """

    what: str
    hint: str
    locked: bool = False


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")

_PICTURE = OtherFile("a picture", _TYPE)
_FILM = OtherFile("a sound or a film", _AGAIN)
_PROGRAM = OtherFile("a program", "Do not open it: ask whoever sent it what it is.")
_BEGINNINGS: Final = (
    (b"{\\rtf", OtherFile("a Rich Text document (.rtf)", SAVE_AS_WORD)),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"8BPS", _PICTURE),
    (b"\x01\0\0\0", _PICTURE),
    (b"\xd7\xcd\xc6\x9a", _PICTURE),
    (b"\0\0\x01\0", _PICTURE),
    (b"AT&TFORM", OtherFile("a scan (.djvu)", _TYPE)),
    (b"Rar!", OtherFile("an archive of files (.rar)", _UNPACK)),
    (b"7z\xbc\xaf", OtherFile("an archive of files (.7z)", _UNPACK)),
    (b"\x1f\x8b", OtherFile("an archive of files (.gz)", _UNPACK)),
    (b"BZh", OtherFile("an archive of files (.bz2)", _UNPACK)),
    (b"\xfd7zXZ", OtherFile("an archive of files (.xz)", _UNPACK)),
    (b"MIME-Version", OtherFile("a web page or a message in one file (.mht)", SAVE_AS_WORD)),
    (b"\xffWPC", OtherFile("a WordPerfect document", _SAVE_AS_WORD_ELSEWHERE)),
    (b"%!PS", OtherFile("a PostScript file", "Convert it to a PDF, and read that one.")),
    (b"\xdb\xa5", OtherFile("a very old Word document (.doc)", SAVE_AS_WORD)),
    (b"1\xbe\0\0", OtherFile("a Write document (.wri)", SAVE_AS_WORD)),
    (b"\0\x05\x16\x07", OtherFile("what a Mac keeps beside a file, not the file itself", _AGAIN)),
    (b"L\0\0\0\x01\x14\x02\0", OtherFile("a Windows shortcut", _FETCH)),
    (b"[InternetShortcut]", OtherFile("a shortcut to a web address", _FETCH)),
    (b"SQLite format 3", OtherFile("a database", _AGAIN)),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"ID3", _FILM),
    (b"OggS", _FILM),
    (b"wOFF", OtherFile("a font", _AGAIN)),
    (b"\0\x01\0\0\0", OtherFile("a font", _AGAIN)),
    (b"OTTO", OtherFile("a font", _AGAIN)),
)
_BINARY_ONLY: Final = frozenset({b"BM", b"MZ", b"BZh", b"ID3", b"OTTO", b"GIF8", b"OggS", b"wOFF"})
"""Beginnings that a text can have too: it takes noughts after them."""

_ROOTS: Final = (
    (b"2006/xmlpackage", OtherFile("a Word document saved as XML (.xml)", SAVE_AS_WORD)),
    (b"wordml", OtherFile("a Word document saved as XML (.xml)", SAVE_AS_WORD)),
    (b"office:document", OtherFile("an OpenDocument text in one file (.fodt)", SAVE_AS_WORD)),
    (b"urn:schemas-microsoft-com:office:spreadsheet", OtherFile("a workbook", _WORDS_ONLY)),
)
_SOMETHING = re.compile(rb"[^\s\0\xef\xbb\xbf]")
_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>]")
_GOOGLE = re.compile(
    rb"^\{[^{}]*\"(?:doc_id|url)\"\s*:[^{}]*(?:docs|drive)\.google\.com", re.DOTALL
)

_ODF = "an OpenDocument "
_MIMETYPES: Final = (
    (b"opendocument.text", OtherFile(_ODF + "text (.odt)", SAVE_AS_WORD)),
    (b"opendocument.spreadsheet", OtherFile(_ODF + "spreadsheet (.ods)", _WORDS_ONLY)),
    (b"opendocument.presentation", OtherFile(_ODF + "presentation (.odp)", _WORDS_ONLY)),
    (b"opendocument", OtherFile(_ODF + "file", _SAVE_AS_WORD_ELSEWHERE)),
    (b"epub", OtherFile("an e-book (.epub)", _SAVE_AS_WORD_ELSEWHERE)),
)
_MEMBERS: Final = (
    ("index/document.iwa", OtherFile("a Pages document (.pages)", _PAGES)),
    ("index.apxl", OtherFile("a Keynote presentation (.key)", _WORDS_ONLY)),
    ("index.xml.gz", OtherFile("a Pages document (.pages)", _PAGES)),
    ("index.xml", OtherFile("a Pages document (.pages)", _PAGES)),
    ("xl/workbook.xml", OtherFile("an Excel workbook (.xlsx)", _WORDS_ONLY)),
    ("xl/workbook.bin", OtherFile("an Excel workbook (.xlsb)", _WORDS_ONLY)),
    ("ppt/presentation.xml", OtherFile("a PowerPoint presentation (.pptx)", _WORDS_ONLY)),
    ("visio/document.xml", OtherFile("a Visio drawing (.vsdx)", _WORDS_ONLY)),
    ("meta-inf/container.xml", OtherFile("an e-book (.epub)", _SAVE_AS_WORD_ELSEWHERE)),
    ("content.xml", OtherFile(_ODF + "file", SAVE_AS_WORD)),
    ("fixeddocumentsequence.fdseq", OtherFile("an XPS document (.xps)", "Print it to a PDF.")),
)
_ZIP = OtherFile(
    "a zip of other files", "If the document lies in the zip, unpack it and read that."
)
_EMPTY = OtherFile(
    "empty",
    "If it lies in a shared folder it may not have been fetched yet: open it once, or ask"
    " whoever sent it to send it again.",
)
_NOUGHTS = OtherFile("damaged: there is nothing in it but noughts", _AGAIN)
_LOCKED = OtherFile(
    "locked with a password, so nothing in it can be read",
    "Open it in Word with the password, then File, Info, Protect Document, Encrypt with"
    " Password, and empty the box. Save, and read that one.",
    locked=True,
)
_STREAMS: Final = (
    ("EncryptedPackage", _LOCKED),
    ("EncryptionInfo", _LOCKED),
    ("WordDocument", OtherFile("in the old Word format (.doc)", SAVE_AS_WORD)),
    ("Workbook", OtherFile("an old Excel workbook (.xls)", _WORDS_ONLY)),
    ("PowerPoint Document", OtherFile("an old PowerPoint presentation (.ppt)", _WORDS_ONLY)),
    ("__properties_version1.0", OtherFile("an Outlook message (.msg)", _ATTACHED)),
    ("Quill", OtherFile("a Publisher document (.pub)", _SAVE_AS_WORD_ELSEWHERE)),
    ("VisioDocument", OtherFile("an old Visio drawing (.vsd)", _WORDS_ONLY)),
    ("MatOST", OtherFile("a Works document (.wps)", _SAVE_AS_WORD_ELSEWHERE)),
)


def is_zip(data: bytes) -> bool:
    """Whether a file says that it is a zip, as Word files are."""
    return data.startswith(_ZIPS)


def other_file(data: bytes) -> OtherFile | None:
    """Return what a file is that holds no text that could be read; None where it may hold one."""
    head = data[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not _SOMETHING.search(data):
        return _NOUGHTS if b"\0" in data else _EMPTY
    if data.startswith(_OLE):
        return _of_container(data)
    if is_zip(data):
        return _of_zip(data)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return _PICTURE
    if data[:4] == b"RIFF":
        return _PICTURE if data[8:12] == b"WEBP" else _FILM
    if data[4:8] == b"ftyp":
        return _FILM
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning) or data.startswith(beginning):
            if beginning in _BINARY_ONLY and b"\0" not in data[:4_096]:
                continue
            return kind
    if data[257:262] == b"ustar":
        return OtherFile("an archive of files (.tar)", _UNPACK)
    return _of_markup(head)


def _of_markup(head: bytes) -> OtherFile | None:
    if _GOOGLE.match(head):
        return OtherFile("a shortcut to a Google document", _FETCH)
    if not head.startswith((b"<?xml", b"<")):
        return None
    low = head.lower()
    for mark, kind in _ROOTS:
        if mark in low and b"<html" not in low:
            return kind
    return _PICTURE if _SVG.search(low) and b"<html" not in low and b"<body" not in low else None


def _of_container(data: bytes) -> OtherFile:
    """Tell apart what shares the container of the old Office files, by the names of its streams."""
    for name, kind in _STREAMS:
        if name.encode("utf-16-le") in data:
            return kind
    return OtherFile("an old Office file", _SAVE_AS_WORD_ELSEWHERE)


def _of_zip(data: bytes) -> OtherFile | None:
    """Return what a zip is that holds no Word document; a broken one may hold one."""
    try:
        with open_zip(data) as archive:
            infos = {
                info.filename.replace("\\", "/").lstrip("/").lower(): info
                for info in archive.infolist()
            }
            said = infos.get("mimetype")
            mimetype = archive.read(said) if said and said.file_size < 999 else b""
    except UNZIP_ERRORS:
        return None
    if any(name.startswith("word/") for name in infos):
        return None
    for mark, kind in _MIMETYPES:
        if mark in mimetype:
            return kind
    for member, kind in _MEMBERS:
        if member in infos:
            return kind
    return None if CONTENT_TYPES_PART.lower() in infos else _ZIP
