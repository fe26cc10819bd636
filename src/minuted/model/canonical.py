r"""The canonical form of a text, and its fingerprint: equal fingerprint, same text.

The form is UTF-8 with LF after every line: `minuted text 1`, the title, then `address TAB text` for
each section, clause, paragraph and table row in order. docs/fingerprint.md says how to make it with
other tools.

    minuted text 1
    Social Media policy
    1\tABOUT THIS POLICY
    1.1\tThis policy is in place to …
    \t::: only AS DCT
    1.2\tA clause of two schools.
    \t:::
    3/p1/r1\tRole\tName
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Code,
    Emphasis,
    Field,
    Flow,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Reference,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

FORM = "minuted text 1"
PREFIX = "m1-"

EntryKind = Literal["section", "clause", "paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One addressed thing of a text, in plain words.

    Attributes:
        address: such as `4.3` or `4/p2`.
        depth: how far below the text itself it stands, from 1.
        text: in canonical form; a table's rows are joined by LF, its cells by TAB.
    """

    address: str
    depth: int
    kind: EntryKind
    anchor: str
    text: str


def fingerprint(policy: Policy) -> str:
    """Return `m1-` and the SHA-256 of the canonical form, in hex."""
    return PREFIX + hashlib.sha256(canonical(policy).encode()).hexdigest()


def canonical(policy: Policy) -> str:
    """Return the canonical form, LF after every line."""
    lines = [FORM, plain(policy.title), *_lines(policy.children)]
    return "".join(f"{line}\n" for line in lines)


def entries(policy: Policy) -> Iterator[Entry]:
    """Yield everything that has an address, in reading order, passages' contents included."""
    yield from _entries(policy.children, 0)


def text_of(inlines: Inlines) -> str:
    """Return the plain words of some inlines, in canonical form."""
    return plain("".join(_inline(inline) for inline in inlines))


def plain(text: str) -> str:
    """Return a text in Unicode NFC, with every run of white space as one space, trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def flows_text(flows: tuple[Flow, ...]) -> str:
    """Return paragraphs and bullets joined by one space, `• ` before each bullet."""
    return plain(" ".join(_flow(flow) for flow in flows))


def rows_of(table: Table) -> list[str]:
    """Return a table's rows, the headings first, cells joined by TAB."""
    return ["\t".join(text_of(cell) for cell in row) for row in (table.header, *table.rows)]


def _flow(flow: Flow) -> str:
    if isinstance(flow, Paragraph):
        return text_of(flow.inlines)
    return " ".join("• " + " ".join(_flow(inner) for inner in item) for item in flow.items)


def _inline(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case LineBreak():
            return " "
        case Emphasis() | Strong():
            return "".join(_inline(i) for i in inline.children)
        case Superscript():
            return "^" + "".join(_inline(i) for i in inline.children)
        case Subscript():
            return "~" + "".join(_inline(i) for i in inline.children)
        case Link():
            return "".join(_inline(i) for i in inline.children) + f" <{inline.target}>"
        case Reference() if not inline.children:
            return inline.number
        case Reference():
            return "".join(_inline(i) for i in inline.children) + f" <#{inline.number}>"
        case Field():
            return f"{{{{ {inline.name} }}}}"
        case Footnote():
            return "[^ " + " ".join(text_of(p) for p in inline.paragraphs) + "]"
        case Image():
            return f"{inline.alt} <sha256:{inline.sha256}>"


def _entries(blocks: tuple[Block, ...], depth: int) -> Iterator[Entry]:
    for block in blocks:
        match block:
            case Section():
                words = text_of(block.title)
                yield Entry(block.number, block.depth, "section", block.anchor, words)
                yield from _entries(block.children, block.depth)
            case Clause():
                words = flows_text(block.lead)
                yield Entry(block.number, block.depth, "clause", block.anchor, words)
                yield from _entries(block.children, block.depth)
            case Passage():
                yield from _entries(block.children, depth)
            case Table():
                yield Entry(block.address, depth + 1, "table", "", "\n".join(rows_of(block)))
            case Paragraph() | Bullets():
                yield Entry(block.address, depth + 1, "paragraph", "", flows_text((block,)))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Section():
                yield f"{block.number}\t{text_of(block.title)}"
                yield from _lines(block.children)
            case Clause():
                yield f"{block.number}\t{flows_text(block.lead)}"
                yield from _lines(block.children)
            case Passage():
                yield "\t::: " + _opening(block)
                yield from _lines(block.children)
                yield "\t:::"
            case Table():
                for count, row in enumerate(rows_of(block), 1):
                    yield f"{block.address}/r{count}\t{row}"
            case Paragraph() | Bullets():
                yield f"{block.address}\t{flows_text((block,))}"


def _opening(passage: Passage) -> str:
    codes = " ".join(sorted(passage.codes))
    if passage.kind is PassageKind.ONLY:
        return f"only {codes}"
    return f"local {codes} {passage.kind.value} {passage.target}"
