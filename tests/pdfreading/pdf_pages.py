"""PDFs for the reader's tests, set by Typst as an office's word processor would."""

import re
from collections import Counter
from collections.abc import Iterable

import typst

from minuted.model.canonical import text_of
from minuted.model.document import Document, Grid, Piece
from minuted.readers.pdf import raw_words

WORD = re.compile(r"\w+")

HEADED = """\
#set page(numbering: "Page 1 of 1",
  header: align(right, text(9pt)[Ash Primary School · Trips policy]))
"""

PAGE = """\
#set page(paper: "a4", margin: 2.2cm)
#set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
#let head(number, words) = block(above: 1.4em, text(13pt, weight: 700)[#number #h(0.6em) #words])
#let c(number, words, indent: 0cm) = pad(left: indent, grid(columns: (1.2cm, 1fr), number, words))
"""


def pdf(body: str, page: str = PAGE) -> bytes:
    """Return what Typst makes of a body."""
    return typst.compile((page + body).encode())


def outline(document: Document) -> list[tuple[str, str, str]]:
    """Return each piece's kind, label and words."""
    return [
        (part.kind, part.label, text_of(part.inlines))
        for part in document.parts
        if isinstance(part, Piece)
    ]


def rows(grid: Grid) -> list[list[str]]:
    """Return a table's cells as plain words."""
    return [[" / ".join(text_of(p) for p in cell) for cell in row] for row in grid.rows]


def grids(document: Document) -> list[Grid]:
    return [part for part in document.parts if isinstance(part, Grid)]


def words_of(document: Document) -> Counter[str]:
    """Return every word that a reading has somewhere, what it left out included."""
    said: list[str] = [document.title, *(o.text for o in document.omitted)]
    for part in document.parts:
        if isinstance(part, Grid):
            said += [cell for row in rows(part) for cell in row]
        else:
            said += [part.label, text_of(part.inlines)]
    return Counter(WORD.findall(" ".join(said)))


def raw_counter(data: bytes) -> Counter[str]:
    pages: Iterable[Iterable[str]] = raw_words(data, "it")
    return Counter(word for page in pages for word in page)
