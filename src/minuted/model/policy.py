"""The clause model: one policy's text as a tree, and the walk through it.

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

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeAlias

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


class Adoption(Enum):
    """Whose decision puts a policy in force: each school's or group's own, or the trust's."""

    LOCAL = "local"
    TRUST = "trust"


NOT_HELD = "not held"
"""A version's fingerprint where the trust no longer has its text."""


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the front matter's version list.

    Attributes:
        name: a token such as `1`, `1.1` or `2019`, unique in its policy.
        dated: `2021-07` or `2021-07-14`, as printed on the text; empty where none is given.
        narrative: what the version brought, in the trust's words.
        fingerprint: `m1-…`, `NOT_HELD`, or empty for a version that is not issued yet.
        corrects: the name of the version whose slip it puts right; empty otherwise.
    """

    name: str
    dated: str = ""
    narrative: str = ""
    fingerprint: str = ""
    corrects: str = ""
    line: int = 0

    @property
    def issued(self) -> bool:
        """Whether `minuted issue` has written its fingerprint (or its text is not held)."""
        return bool(self.fingerprint)

    @property
    def held(self) -> bool:
        """Whether the trust has its text."""
        return self.fingerprint not in ("", NOT_HELD)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a policy says of itself above its text.

    Attributes:
        review: the review cycle, such as `annually`; empty where none is given.
        approved_by: codes of the bodies that may approve it; empty for any.
        audiences: `for` in the file: codes of the audiences it concerns; empty for all.
        withdrawn: ISO date from which it is in force nowhere; empty where it is not withdrawn.
        owner, statutory: kept as written.
        formerly, replaces: slugs.
    """

    title: str
    review: str = ""
    approved_by: tuple[str, ...] = ()
    adoption: Adoption = Adoption.LOCAL
    versions: tuple[Version, ...] = ()
    audiences: tuple[str, ...] = ()
    owner: str = ""
    statutory: str = ""
    withdrawn: str = ""
    formerly: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    def version(self, name: str) -> Version | None:
        """Return the entry of that name, or None."""
        return next((v for v in self.versions if v.name == name), None)

    @property
    def latest_issued(self) -> Version | None:
        """The last issued entry of the list, or None."""
        return next((v for v in reversed(self.versions) if v.issued), None)


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


_HOLDERS = (Clause, Section, Passage)
"""As a tuple: a union would be made anew for each block, and every command walks every text."""


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block in reading order, each before what it holds; not leads nor bullets."""
    for block in blocks:
        yield block
        if isinstance(block, _HOLDERS):
            yield from walk(block.children)


def numbered(blocks: tuple[Block, ...]) -> Iterator[Numbered]:
    """Yield every section and clause in reading order."""
    for block in walk(blocks):
        if isinstance(block, Clause | Section):
            yield block


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Yield every run of inlines that is the block's own: lead, title, bullets or cells."""
    match block:
        case Paragraph():
            yield block.inlines
        case Bullets():
            for item in block.items:
                for flow in item:
                    yield from inlines_of(flow)
        case Table():
            yield from block.header
            for row in block.rows:
                yield from row
        case Clause():
            for flow in block.lead:
                yield from inlines_of(flow)
        case Section():
            yield block.title
        case Passage():
            pass


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Yield every inline in reading order, each before what it holds, footnotes included."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Text):  # nearly all are
            continue
        match inline:
            case Emphasis() | Strong() | Superscript() | Subscript() | Link() | Reference():
                yield from walk_inlines(inline.children)
            case Footnote():
                for paragraph in inline.paragraphs:
                    yield from walk_inlines(paragraph)
            case _:
                pass


def words_in(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Inline]]:
    """Yield every inline of some blocks in reading order, each with the block whose own it is."""
    for block in walk(blocks):
        for inlines in inlines_of(block):
            for inline in walk_inlines(inlines):
                yield block, inline


def map_inlines(inlines: Inlines, change: Callable[[Inline], Inline]) -> Inlines:
    """Return the inlines with `change` applied to each, innermost first."""
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Emphasis() | Strong() | Superscript() | Subscript():
                inner: Inline = type(inline)(map_inlines(inline.children, change))
            case Link():
                inner = Link(map_inlines(inline.children, change), inline.target)
            case Reference():
                inner = Reference(
                    inline.anchor, inline.number, map_inlines(inline.children, change)
                )
            case Footnote():
                inner = Footnote(tuple(map_inlines(p, change) for p in inline.paragraphs))
            case _:
                inner = inline
        done.append(change(inner))
    return tuple(done)


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Inline], Inline]) -> tuple[Block, ...]:
    """Return the blocks with `change` applied to every inline in them."""
    return tuple(_map_block(block, change) for block in blocks)


def _map_flow(flow: Flow, change: Callable[[Inline], Inline]) -> Flow:
    if isinstance(flow, Paragraph):
        return replace(flow, inlines=map_inlines(flow.inlines, change))
    items = tuple(tuple(_map_flow(inner, change) for inner in item) for item in flow.items)
    return replace(flow, items=items)


def _map_block(block: Block, change: Callable[[Inline], Inline]) -> Block:
    match block:
        case Paragraph() | Bullets():
            return _map_flow(block, change)
        case Table():
            return replace(
                block,
                header=tuple(map_inlines(cell, change) for cell in block.header),
                rows=tuple(tuple(map_inlines(c, change) for c in row) for row in block.rows),
            )
        case Clause():
            return replace(
                block,
                lead=tuple(_map_flow(flow, change) for flow in block.lead),
                children=map_blocks(block.children, change),
            )
        case Section():
            return replace(
                block,
                title=map_inlines(block.title, change),
                children=map_blocks(block.children, change),
            )
        case Passage():
            return replace(block, children=map_blocks(block.children, change))
