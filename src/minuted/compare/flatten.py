"""A text as a list of items in reading order, with its cross-references found; the aligner's own.

    Policy ──▶ Item "4"    section     parent -1   "PROHIBITED USE"
               Item "4.1"  clause      parent 0    "… in paragraph 5 …"   refs (14, 15, "5")
               Item "4/for1"  paragraph   parent 0    "Only for AS DCT"      a passage
               Item "4.2"  clause      parent 2    …                      what is in it

Words come out as in the canonical form, which tests hold this against; but none of its code is
used, because the proof of "No amendments" rests on that. A passage is an item too, so that a
change of whom it is for, or of what is in it, is a change.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from minuted.model.change import ChangeKind
from minuted.model.cross_reference import typed_references
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

ROOT = -1
"""The parent of what stands at the top."""

HIDDEN = "\N{SECTION SIGN}"
"""What stands for a cross-reference's number where texts are held against each other."""

_WORDS = re.compile(rf"{HIDDEN}|\w+")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Item:
    """One addressed thing.

    Attributes:
        parent: index of the item that it stands under, or `ROOT`.
        refs: start, end and number of each cross-reference in the text.
        masked: the text with every cross-reference's number hidden.
        words: of the masked text, folded to small letters.
        children: indexes of what stands directly under it.
    """

    address: str
    kind: ChangeKind
    depth: int
    anchor: str
    text: str
    parent: int
    refs: tuple[tuple[int, int, str], ...] = ()
    masked: str = ""
    words: tuple[str, ...] = ()
    children: list[int] = field(default_factory=list)


def flatten(old: Policy, new: Policy) -> tuple[list[Item], list[Item]]:
    """Return both texts' items; a typed number is a reference where either text has it."""
    texts = _Reader().run(old), _Reader().run(new)
    known = {item.address for items in texts for item in items}
    for items in texts:
        for item in items:
            _find_references(item, known)
    return texts


class _Reader:
    """Reads one text."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.used: set[str] = set()
        self.passages: Counter[int] = Counter()

    def run(self, policy: Policy) -> list[Item]:
        self._blocks(policy.children, ROOT, 0, "")
        return self.items

    def _blocks(self, blocks: tuple[Block, ...], parent: int, depth: int, whose: str) -> None:
        for block in blocks:
            match block:
                case Section():
                    words = _inlines(block.title)
                    at = self._add(block.number + whose, "section", parent, block.depth, words)
                    self.items[at].anchor = block.anchor
                    self._blocks(block.children, at, block.depth, whose)
                case Clause():
                    flows = _flows(block.lead)
                    at = self._add(block.number + whose, "clause", parent, block.depth, flows)
                    self.items[at].anchor = block.anchor
                    self._blocks(block.children, at, block.depth, whose)
                case Passage():
                    self._passage(block, parent, depth, whose)
                case Table():
                    self._table(block, parent, depth, whose)
                case Paragraph() | Bullets():
                    flows = _flows((block,))
                    self._add(block.address + whose, "paragraph", parent, depth + 1, flows)

    def _passage(self, passage: Passage, parent: int, depth: int, whose: str) -> None:
        self.passages[parent] += 1
        above = self.items[parent].address if parent != ROOT else ""
        address = f"{above}/for{self.passages[parent]}".lstrip("/")
        codes = " ".join(sorted(passage.codes))
        target = _Number(passage.target)
        words: list[_Piece] = [f"Only for {codes}"]
        if passage.kind is not PassageKind.ONLY:
            begin = "In place of " if passage.kind is PassageKind.REPLACES else "After "
            words = [begin, target, f", for {codes}"]
        at = self._add(address, "paragraph", parent, depth + 1, words)
        if passage.kind is not PassageKind.ONLY:
            # a school's own 4.3 stands beside the 4.3 of all, and both need an address
            whose = f" for {codes}"
        self._blocks(passage.children, at, depth, whose)

    def _table(self, table: Table, parent: int, depth: int, whose: str) -> None:
        at = self._add(table.address + whose, "table", parent, depth + 1, [])
        rows, refs, begin = [], [], 0
        for row in (table.header, *table.rows):
            cells = []
            for cell in row:
                text, found = _joined(_inlines(cell))
                refs += [(begin + start, begin + end, number) for start, end, number in found]
                begin += len(text) + 1
                cells.append(text)
            rows.append("\t".join(cells))
        self.items[at].text, self.items[at].refs = "\n".join(rows), tuple(refs)

    def _add(
        self, address: str, kind: ChangeKind, parent: int, depth: int, words: list["_Piece"]
    ) -> int:
        unique, count = address, 1
        while unique in self.used:
            count += 1
            unique = f"{address} ({count})"
        self.used.add(unique)
        text, refs = _joined(words)
        self.items.append(Item(unique, kind, depth, "", text, parent, refs))
        at = len(self.items) - 1
        if parent != ROOT:
            self.items[parent].children.append(at)
        return at


@dataclass(frozen=True, slots=True)
class _Number:
    """A cross-reference's number, as printed."""

    number: str


_Piece = str | _Number


def _joined(pieces: list[_Piece]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Join pieces, one space for each run of white space, and say where the numbers are."""
    parts: list[str] = []
    refs: list[tuple[int, int, str]] = []
    length, after_space = 0, True
    for piece in pieces:
        if isinstance(piece, _Number):
            if piece.number:
                refs.append((length, length + len(piece.number), piece.number))
            part = piece.number
        else:
            part = _SPACE.sub(" ", unicodedata.normalize("NFC", piece))
            if after_space:
                part = part.removeprefix(" ")
        if part:
            parts.append(part)
            length += len(part)
            after_space = part.endswith(" ")
    text = "".join(parts).rstrip(" ")
    whole = unicodedata.normalize("NFC", text)
    return (text, tuple(refs)) if whole == text else (whole, ())


def _trimmed(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces of a footnote's paragraph without white space at the end."""
    done = list(pieces)
    while done:
        last = done[-1]
        if isinstance(last, _Number):
            return done
        done.pop()
        if last.rstrip():
            return [*done, last.rstrip()]
    return done


def _flows(flows: tuple[Flow, ...]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for flow in flows:
        pieces.append(" ")
        if isinstance(flow, Paragraph):
            pieces += _inlines(flow.inlines)
        else:
            for item in flow.items:
                pieces += [" • ", *_flows(item)]
    return pieces


def _inlines(inlines: Inlines) -> list[_Piece]:
    return [piece for inline in inlines for piece in _pieces(inline)]


def _pieces(inline: Inline) -> list[_Piece]:
    match inline:
        case Text() | Code():
            return [inline.text]
        case LineBreak():
            return [" "]
        case Emphasis() | Strong():
            return _inlines(inline.children)
        case Superscript():
            return ["^", *_inlines(inline.children)]
        case Subscript():
            return ["~", *_inlines(inline.children)]
        case Link():
            return [*_inlines(inline.children), f" <{inline.target}>"]
        case Reference() if not inline.children:
            return [_Number(inline.number)]
        case Reference():
            return [*_inlines(inline.children), " <#", _Number(inline.number), ">"]
        case Field():
            return [f"{{{{ {inline.name} }}}}"]
        case Footnote():
            notes: list[_Piece] = []
            for paragraph in inline.paragraphs:
                notes += [" ", *_trimmed(_inlines(paragraph))]
            return ["[^", *(notes or [" "]), "]"]
        case Image():
            return [f"{inline.alt} <sha256:{inline.sha256}>"]


def _find_references(item: Item, known: set[str]) -> None:
    taken = {start for start, _, _ in item.refs}
    typed = typed_references(item.text, known.__contains__)
    found = [*item.refs, *(ref for ref in typed if ref[0] not in taken)]
    item.refs = tuple(sorted(found))
    parts, end = [], 0
    for start, stop, _ in item.refs:
        parts += [item.text[end:start], HIDDEN]
        end = stop
    item.masked = "".join((*parts, item.text[end:]))
    item.words = tuple(_WORDS.findall(item.masked.casefold()))
