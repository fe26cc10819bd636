"""The words of a PDF as pdfium alone has them, for holding a reading against; no code is shared."""

import re

import pypdfium2 as pdfium

from minuted.readers.pdf.extract import MOST_CHARACTERS, MOST_PAGES, RefusedFileError, opened

_WORD = re.compile(r"\w+", re.UNICODE)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


def words_of_pages(data: bytes) -> list[list[str]]:
    """Return each page's words in the order of the file: letters and digits, no punctuation.

    A word that a hyphen parts, at the end of a line or not, is two words.

    Raises:
        RefusedFileError: the file cannot be opened or is too large.
    """
    document = opened(data)
    try:
        if len(document) > MOST_PAGES:
            raise RefusedFileError("pages")
        pages: list[list[str]] = []
        length = 0
        for number in range(len(document)):
            try:
                page = document[number]
                text = page.get_textpage().get_text_range(errors="replace")
            except pdfium.PdfiumError:
                text = ""
            length += len(text)
            if length > MOST_CHARACTERS:
                raise RefusedFileError("characters")
            text = text.replace("\ufffe", "-").replace("\x02", "-").replace("\xad", "-")
            pages.append(_WORD.findall(text.translate(_LIGATURES)))
        return pages
    finally:
        document.close()
