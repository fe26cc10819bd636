"""A document that somebody else made, as a reader found it, before it becomes a policy.

    Document
     ├─ Piece "heading"    label "2", level 1          PROHIBITED USE
     ├─ Piece "numbered"   label "2.1", level 2        You must not …
     ├─ Piece "bullet"     level 1                     at home;
     ├─ Piece "words"                                  (a paragraph without number or bullet)
     ├─ Grid                                           a table; merged cells say so
     └─ …
    left out ── Omitted "header", "contents list", "page number" …, with their words
    remarks ─── Remark: what a human eye should look at, and where

Readers of Word files, PDFs, web pages and plain text all end here; one place (`readers.adopted`)
turns it into policy Markdown. Nothing here is numbered by us: labels are what the source prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from minuted.model.policy import Inlines

PieceKind = Literal["heading", "numbered", "bullet", "words"]
Numbering = Literal["", "typed", "automatic"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source something stood, as its reader would look for it.

    Attributes:
        page: counted from 1; 0 where the source has no pages (a Word file, a text).
        line: of a text, or the paragraph of a Word file or web page, counted from 1.
        words: such as `paragraph 41` or `page 3, line 12`.
    """

    page: int
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the source.

    Attributes:
        label: the number as it is printed, brackets and dots as they stand: `4.3`, `(a)`,
            `Section 1.06`, `iv.`; empty for none. Words of the label are not in `inlines`.
        numbering: whether the label was typed or made by Word; empty without a label.
        level: a heading's, from 1 by its style, outline level or look; of a numbered piece or
            bullet the depth of its list, from 1; 0 where nothing tells.
        indent: in points from the left margin; 0.0 where unknown.
        anchor: the name by which the source's own cross-references call this place; empty for none.
        guessed: why a heading was taken for one where no style said so, such as `bold line`; empty
            where the source says so itself.
    """

    kind: PieceKind
    inlines: Inlines
    place: Place
    label: str = ""
    numbering: Numbering = ""
    level: int = 0
    indent: float = 0.0
    anchor: str = ""
    guessed: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the source, as rows of cells; each cell is a run of paragraphs.

    Attributes:
        header_rows: how many rows at its top are headings by the source's own word; 0 if it has
            none.
        continued: row and column, from 0, of each cell that is part of the merged cell above it
            or to its left; such cells are empty here.
        labels: what the source prints before a paragraph of a cell without it being typed there,
            a number or `•`, by row, column and paragraph, from 0. Not in `rows`.
        put_back: words of rows that a page break parted: they stand together here, and on two pages
            in the source.
    """

    rows: tuple[tuple[tuple[Inlines, ...], ...], ...]
    place: Place
    header_rows: int = 0
    anchor: str = ""
    continued: frozenset[tuple[int, int]] = frozenset()
    labels: Mapping[tuple[int, int, int], str] = field(default_factory=dict)
    put_back: tuple[str, ...] = ()


Part: TypeAlias = Piece | Grid

OmittedKind = Literal[
    "header",
    "footer",
    "page number",
    "contents list",
    "comment",
    "hidden text",
    "front matter",
    "list mark",
    "picture",
]


@dataclass(frozen=True, slots=True)
class Omitted:
    """Words of the source that are no part of its text, by what they are."""

    kind: OmittedKind
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the source that a human eye should look at.

    Attributes:
        code: a stable name in kebab case, such as `label-level`.
        message: what it is, as a sentence; `hint` what to do about it.
    """

    code: str
    message: str
    hint: str
    place: Place


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the source; inlines name it by `Image.sha256`."""

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Document:
    """All of a source in reading order.

    Attributes:
        title: as found (a title style, a cover, the first large line); empty for none. A title
            that stands in the text is not among `parts`.
        pictures: by the SHA-256 of their bytes, in hex.
        properties: what the file says of itself, such as `minuted.version`; never to be trusted.
    """

    title: str
    parts: tuple[Part, ...]
    omitted: tuple[Omitted, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
