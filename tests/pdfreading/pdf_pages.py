"""PDFs for the reader's tests, set by Typst as an office's word processor would."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import typst

from minuted.model.canonical import text_of
from minuted.model.document import Document, Grid, Piece
from minuted.readers.pdf import raw_words
from workspaces import Run, TestWorkspace

WORD = re.compile(r"\w+")

HEADED = """\
#set page(numbering: (number, ..) => [Page #number],
  header: align(right, text(9pt)[Ash Primary School · Trips policy]))
"""

PAGE = """\
#set page(paper: "a4", margin: 2.2cm)
#set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
#let head(number, words) = block(above: 1.4em, text(13pt, weight: 700)[#number #h(0.6em) #words])
#let c(number, words, indent: 0cm) = pad(left: indent, grid(columns: (1.2cm, 1fr), number, words))
"""


def pdf(body: str, page: str = PAGE, *, tagged: bool = True) -> bytes:
    """Return what Typst makes of a body; untagged it says of nothing what it is."""
    return typst.compile((page + body).encode(), pdf_tags=tagged)


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


@dataclass(frozen=True)
class Imported:
    """What importing a PDF comes to, as a program is told."""

    found: dict[str, Any]

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        text: str = self.found["markdown"]
        return text.split("\n---\n", 1)[1].strip("\n")

    @property
    def lines(self) -> list[str]:
        """Its lines that are not empty."""
        return [line for line in self.body.splitlines() if line.strip()]

    @property
    def codes(self) -> list[str]:
        """What the remarks are about."""
        return [remark["code"] for remark in self.found["remarks"]]

    @property
    def accounted(self) -> dict[str, int]:
        """How many words were left out, by what they are."""
        counted: dict[str, int] = self.found["words"]["accounted"]
        return counted


def imported(workspace: TestWorkspace, call: Run, data: bytes, *, clean: bool = True) -> Imported:
    """Import a PDF; every word of it must be accounted for."""
    workspace.path("given.pdf").write_bytes(data)
    outcome = call(workspace, "import", "given.pdf", "--json")
    assert outcome.code == 0, outcome.said
    (found,) = json.loads(outcome.out)["policies"]
    assert found["clean"] is clean, found["words"]
    return Imported(found)
