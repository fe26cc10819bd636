"""The clause model: one policy's text as a tree.

    Policy
     ├─ Paragraph "p1"                      unnumbered, before any heading
     ├─ Section "4"                         a heading, with what stands under it as children
     │   ├─ Paragraph "4/p1"
     │   ├─ Clause "4.1"                    lead: its own paragraphs and bullets
     │   │   ├─ Clause "4.1.1"              children: what follows its lead
     │   │   └─ Paragraph "4.1/p1"
     │   ├─ Table "4/p2"                    rows are 4/p2/r1, 4/p2/r2 …
     │   └─ Passage only AS DCT             its numbers count for everybody
     │       └─ Clause "4.2"
     └─ Section "A"                         an appendix

Numbers are given by the reader and never typed. `resolve` turns a text with passages into one
audience's text, which is again a `Policy`, without passages. Fields stay open until a copy is
stamped.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from minuted.model.front_matter import FrontMatter

NOT_USED = "Not used"
"""What a copy prints at a number whose text is another audience's."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain characters, white space as the author typed it but never a line feed."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic words."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold words."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised words, as in 2^nd^."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered words, as in H~2~O."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Code:
    """Words in a typewriter face, such as a file name."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the document; `target` is an https:, http: or mailto: address."""

    children: "Inlines"
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a place in this text.

    Attributes:
        anchor: the place's name in the Markdown.
        number: the place's number, such as `4.3`, which is printed when `children` is empty.
        children: the author's own words for the link, where there are any.
    """

    anchor: str
    number: str = ""
    children: "Inlines" = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A place filled per audience; `name` is dotted, such as `school.name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at its mark; each entry is one paragraph of it."""

    paragraphs: tuple["Inlines", ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture.

    Attributes:
        alt: what it shows, in words.
        path: where it lies, relative to the policy's file, with forward slashes.
        sha256: of its bytes, in hex; empty until the bytes are known.
        width: in millimetres; 0 for its natural size, at most the column.
    """

    alt: str
    path: str
    sha256: str = ""
    width: float = 0.0


Inline: TypeAlias = (
    Text
    | LineBreak
    | Emphasis
    | Strong
    | Superscript
    | Subscript
    | Code
    | Link
    | Reference
    | Field
    | Footnote
    | Image
)
Inlines: TypeAlias = tuple[Inline, ...]


class Align(Enum):
    """How a table's column is set."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Unnumbered text.

    Attributes:
        address: such as `4/p2`; empty inside a clause's lead, a bullet or a footnote, where the
            words belong to what holds them.
        line: where it begins in the source, counted from 1.
    """

    inlines: Inlines
    address: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bulleted list; each item holds paragraphs and further bullets."""

    items: tuple[tuple["Flow", ...], ...]
    address: str = ""
    line: int = 0


Flow: TypeAlias = Paragraph | Bullets


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` come after `header`, and every row has a cell for every column."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    aligns: tuple[Align, ...]
    address: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph.

    Attributes:
        number: in full, such as `2.1.8(a)`.
        depth: 1 to 5, the number of parts in its number.
        lead: its own paragraphs and bullets, up to its first sub-clause, table or passage.
        children: what follows the lead: sub-clauses, tables, passages, later paragraphs.
        anchor: the name the author gave it; empty where none.
        not_used: whether its text is another audience's, so that only the number is printed.
        inserted: whether its number has a letter of a school's own (`4.3A`), so that no automatic
            numbering can arrive at it; true of everything under such a clause too.
    """

    number: str
    depth: int
    lead: tuple[Flow, ...]
    children: tuple["Block", ...] = ()
    anchor: str = ""
    line: int = 0
    not_used: bool = False
    inserted: bool = False


class Numbering(Enum):
    """How a section is counted."""

    NUMBERED = "numbered"
    UNNUMBERED = "unnumbered"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    Attributes:
        number: such as `4`, `4.1` or `A`; for an unnumbered heading its address, such as `p3`.
        depth: 1 to 5; 1 is a top section (`##` in the Markdown).
        title: the heading's words.
        numbering: `APPENDIX` for an appendix and every section under one.
    """

    number: str
    depth: int
    title: Inlines
    children: tuple["Block", ...] = ()
    numbering: Numbering = Numbering.NUMBERED
    anchor: str = ""
    line: int = 0
    not_used: bool = False
    inserted: bool = False


class PassageKind(Enum):
    """What a passage does."""

    ONLY = "only"
    REPLACES = "replaces"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of some audiences.

    Attributes:
        codes: the audiences named, as the author wrote them, sorted, each once.
        target: for `REPLACES` and `AFTER`, the number of the clause or section meant, such as
            `4.3`; empty for `ONLY`.
    """

    kind: PassageKind
    codes: tuple[str, ...]
    children: tuple["Block", ...]
    target: str = ""
    line: int = 0


Block: TypeAlias = Paragraph | Bullets | Table | Clause | Section | Passage
Numbered: TypeAlias = Clause | Section


@dataclass(frozen=True, slots=True)
class Policy:
    """One text of a policy: a draft, an issued version, or what one audience gets of it."""

    front: FrontMatter
    children: tuple[Block, ...] = field(default=())

    @property
    def title(self) -> str:
        """The title, as printed."""
        return self.front.title


def label(number: str, depth: int) -> str:
    """Return a number as a copy prints it: in full, but from depth 4 its last part, as `(a)`."""
    if depth < 4:
        return number
    return number[number.rindex("(") :]
