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
from collections import Counter
from dataclasses import dataclass, field

from minuted.compare.pieces import Number, Piece, flow_pieces, inline_pieces, join_pieces
from minuted.model.change import PLAIN, ChangeKind, Setting
from minuted.model.cross_reference import typed_references
from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Table,
)

ROOT = -1
"""The parent of what stands at the top."""

HIDDEN = "\N{SECTION SIGN}"
"""What stands for a cross-reference's number where texts are held against each other."""

_WORDS = re.compile(rf"{HIDDEN}|\w+")


@dataclass(slots=True)
class Item:
    """One addressed thing.

    Attributes:
        parent: index of the item that it stands under, or `ROOT`.
        refs: start, end and number of each cross-reference in the text.
        setting: where its paragraphs begin, and what is bold or italic.
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
    setting: Setting = PLAIN
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
                    words = inline_pieces(block.title)
                    at = self._add(block.number + whose, "section", parent, block.depth, words)
                    self.items[at].anchor = block.anchor
                    self._blocks(block.children, at, block.depth, whose)
                case Clause():
                    flows = flow_pieces(block.lead)
                    at = self._add(block.number + whose, "clause", parent, block.depth, flows)
                    self.items[at].anchor = block.anchor
                    self._blocks(block.children, at, block.depth, whose)
                case Passage():
                    self._passage(block, parent, depth, whose)
                case Table():
                    self._table(block, parent, depth, whose)
                case Paragraph() | Bullets():
                    flows = flow_pieces((block,))
                    self._add(block.address + whose, "paragraph", parent, depth + 1, flows)

    def _passage(self, passage: Passage, parent: int, depth: int, whose: str) -> None:
        self.passages[parent] += 1
        above = self.items[parent].address if parent != ROOT else ""
        address = f"{above}/for{self.passages[parent]}".lstrip("/")
        codes = " ".join(sorted(passage.codes))
        target = Number(passage.target)
        words: list[Piece] = [f"Only for {codes}"]
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
        rows, refs, setting, begin = [], [], PLAIN, 0
        for row in (table.header, *table.rows):
            cells = []
            for cell in row:
                text, found, own = join_pieces(inline_pieces(cell))
                refs += [(begin + start, begin + end, number) for start, end, number in found]
                setting = setting.followed_by(own, begin)
                begin += len(text) + 1
                cells.append(text)
            rows.append("\t".join(cells))
        item = self.items[at]
        item.text, item.refs, item.setting = "\n".join(rows), tuple(refs), setting

    def _add(
        self, address: str, kind: ChangeKind, parent: int, depth: int, words: list[Piece]
    ) -> int:
        unique, count = address, 1
        while unique in self.used:
            count += 1
            unique = f"{address} ({count})"
        self.used.add(unique)
        text, refs, setting = join_pieces(words)
        self.items.append(Item(unique, kind, depth, "", text, parent, refs, setting))
        at = len(self.items) - 1
        if parent != ROOT:
            self.items[parent].children.append(at)
        return at


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
