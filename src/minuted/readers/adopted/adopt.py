"""A document adopted as a policy.

Document ──take_cover──▶ cover, parts ──Builder──▶ tree ──settle, number, link──▶ Adopted
                                                             ├─ policy   numbers as they will be
                                                             └─ found    as the source has them
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile

from minuted.model.canonical import text_of
from minuted.model.document import Document, Grid, Remark
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Block,
    Bullets,
    Clause,
    Emphasis,
    Flow,
    Footnote,
    Image,
    Inline,
    Inlines,
    Link,
    Numbering,
    Paragraph,
    Policy,
    Reference,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from minuted.model.walking import map_blocks, walk_inlines
from minuted.readers.adopted.builder import Builder, finish
from minuted.readers.adopted.countings import counted_through, headings_to_number, worded_labels
from minuted.readers.adopted.cover import Cover, take_cover
from minuted.readers.adopted.nodes import Node, numbered_anew, printed_number
from minuted.readers.adopted.numbers import number
from minuted.readers.adopted.references import Linker
from minuted.readers.adopted.settle import settle


@dataclass(frozen=True)
class Adopted:
    """What a document comes to.

    Attributes:
        policy: with the numbers of the result; `found` the same text with the source's numbers.
        cover: what went into the front matter.
        tree: with both numbers of everything, for the report and the law.
        anchors: what each reference's name refers to, as a number of the result.
        references: how many there are.
        worded_labels: labels of Word's own that are no numbers here, and stand as words.
        remarks: what a human eye should look at.
    """

    policy: Policy
    found: Policy
    cover: Cover
    tree: Node
    anchors: Mapping[str, str]
    references: int
    remarks: tuple[Remark, ...]
    document: Document
    worded_labels: tuple[str, ...] = ()


def adopt(document: Document, names: Iterable[str] = (), *, keep_added: bool = False) -> Adopted:
    """Adopt a document.

    Args:
        names: of the trust, its schools and groups, as a cover may have them.
        keep_added: whether 4.3A after 4.3 keeps its letter, rather than taking the next number.
    """
    cover, parts = take_cover(document, names)
    counted = counted_through(parts)
    builder = Builder(numbered_headings=headings_to_number(counted))
    builder.worded += worded_labels(parts, counted)
    for part in counted:
        builder.take(part)
    root = finish(builder.root)
    remarks = list(document.remarks)
    if builder.numbered_headings:
        remarks.append(_given(root))
    remarks += settle(root)
    remarks += number(root, keep_added=keep_added)
    linker = Linker(root)
    used = linker.link(root)
    remarks += linker.remarks
    title = cover.title
    front = FrontMatter(title)
    anchors = {name: node.number for name, node in used.items()}
    return Adopted(
        Policy(front, _Blocks(of_source=False).of(root)),
        Policy(front, _Blocks(of_source=True).of(root)),
        cover,
        root,
        anchors,
        linker.made,
        tuple(sorted(remarks, key=lambda r: (r.place.page, r.place.line))),
        document,
        tuple(builder.worded),
    )


Change = Callable[[Inline], Inlines]


def with_inlines(adopted: Adopted, change: Change) -> Adopted:
    """Return an adopted text with its words changed, one inline at a time, from the inside out.

    A paragraph that is left without anything goes.
    """
    for parent in [adopted.tree, *adopted.tree.walk()]:
        for node in parent.children:
            node.title = _changed(node.title, change)
            node.lead = [flow for flow in (_flow(f, change) for f in node.lead) if flow]
            if node.grid is not None:
                rows = tuple(
                    tuple(tuple(_changed(p, change) for p in cell) for cell in row)
                    for row in node.grid.rows
                )
                node.grid = replace(node.grid, rows=rows)
        parent.children = [
            n for n in parent.children if n.kind not in ("words", "bullets") or n.lead
        ]
    finish(adopted.tree)
    front = adopted.policy.front
    return replace(
        adopted,
        policy=Policy(front, _Blocks(of_source=False).of(adopted.tree)),
        found=Policy(front, _Blocks(of_source=True).of(adopted.tree)),
    )


def _flow(flow: Flow, change: Change) -> Flow | None:
    if isinstance(flow, Paragraph):
        inlines = _changed(flow.inlines, change)
        return Paragraph(inlines) if inlines else None
    items = tuple(tuple(f for f in (_flow(i, change) for i in item) if f) for item in flow.items)
    kept = tuple(item for item in items if item)
    return Bullets(kept) if kept else None


def _changed(inlines: Inlines, change: Change) -> Inlines:
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Emphasis() | Strong() | Superscript() | Subscript() | Link():
                inner = _changed(inline.children, change)
                done += change(replace(inline, children=inner)) if inner else ()
            case Reference():
                done += change(replace(inline, children=_changed(inline.children, change)))
            case Footnote():
                notes = tuple(filter(None, (_changed(p, change) for p in inline.paragraphs)))
                done += change(replace(inline, paragraphs=notes)) if notes else ()
            case _:
                done += change(inline)
    return tuple(done)


def _given(root: Node) -> Remark:
    first = next((n for n in root.walk() if n.given), root)
    return Remark(
        "headings-numbered",
        "The numbered paragraphs begin again at 1 under headings that have no number, so the"
        " headings have numbers here and the paragraphs are 1.1, 1.2 …",
        "Tell whoever refers to them by their old numbers.",
        first.place,
    )


class _Blocks:
    """The tree as blocks of the model, by one of its two numberings."""

    def __init__(self, *, of_source: bool) -> None:
        self.of_source = of_source
        self.seen: set[str] = set()
        self.anew: set[Node] = set()

    def of(self, root: Node) -> tuple[Block, ...]:
        self.anew = numbered_anew(root)
        blocks = self._under(root, "", 0)
        return map_blocks(blocks, _as_printed) if self.of_source else blocks

    def _under(
        self, parent: Node, above: str, depth: int, *, added: bool = False
    ) -> tuple[Block, ...]:
        done: list[Block] = []
        unnumbered = 0
        for node in parent.children:
            if (self.of_source and node.placeholder) or (node.kind == "table" and not _rows(node)):
                continue
            if not node.counts:
                unnumbered += 1
            address = f"{above}/p{unnumbered}".lstrip("/")
            done.append(self._block(node, address, depth + 1, added=added or bool(node.added)))
        return tuple(done)

    def _number(self, node: Node) -> str:
        if not self.of_source:
            return node.number
        found = "" if node in self.anew else node.found
        own = wanted = found or node.number
        count = 1
        while own in self.seen:
            count += 1
            own = f"{wanted}({count})"
        self.seen.add(own)
        return own

    def _block(self, node: Node, address: str, depth: int, *, added: bool) -> Block:
        line = node.place.line
        match node.kind:
            case "section":
                counts = node.counts
                numbering = Numbering.NUMBERED if counts else Numbering.UNNUMBERED
                if node.appendix and counts:
                    numbering = Numbering.APPENDIX
                number = self._number(node) if counts else address
                below = self._under(node, number, depth, added=added)
                name = number if self.of_source else node.key
                return Section(
                    number, depth, node.title, below, numbering, name, line, inserted=added
                )
            case "clause":
                number = self._number(node)
                lead = tuple(self._flow(flow) for flow in node.lead)
                below = self._under(node, number, depth, added=added)
                name = number if self.of_source else node.key
                return Clause(number, depth, lead, below, name, line, inserted=added)
            case "table":
                return self._table(node, address)
            case "bullets":
                flow = self._flow(node.lead[0])
                items = flow.items if isinstance(flow, Bullets) else ()
                return Bullets(items, address, line)
            case _:
                first = node.lead[0] if node.lead else Paragraph(())
                words = first.inlines if isinstance(first, Paragraph) else ()
                return Paragraph(words, address, line)

    def _table(self, node: Node, address: str) -> Table:
        header, *rows = _rows(node)
        aligns = (Align.LEFT,) * len(header)
        return Table(header, tuple(rows), aligns, address, node.place.line)

    def _flow(self, flow: Flow) -> Flow:
        if isinstance(flow, Paragraph):
            return Paragraph(flow.inlines)
        return Bullets(tuple(tuple(self._flow(f) for f in item) for item in flow.items))


def _as_printed(inline: Inline) -> Inline:
    if isinstance(inline, Reference):
        return replace(inline, number=printed_number(inline.anchor))
    return inline


def _rows(node: Node) -> list[tuple[Inlines, ...]]:
    """Return a table's rows, all as wide as the widest, from the first that says anything."""
    grid = node.grid or Grid((), node.place)
    wide = max((len(row) for row in grid.rows), default=0)
    rows = [
        tuple(_joined(cell, grid, at, column) for column, cell in enumerate(row))
        + ((),) * (wide - len(row))
        for at, row in enumerate(grid.rows)
    ]
    return list(dropwhile(lambda row: not any(map(_says, row)), rows))


def _says(inlines: Inlines) -> bool:
    return bool(text_of(inlines)) or any(isinstance(i, Image) for i in walk_inlines(inlines))


def _joined(cell: tuple[Inlines, ...], grid: Grid, row: int, column: int) -> Inlines:
    """Return a cell's paragraphs as one run of words, their labels in front of each."""
    done: list[Inline] = []
    for at, paragraph in enumerate(cell):
        label = grid.labels.get((row, column, at), "")
        if done and (paragraph or label):
            done.append(Text(" "))
        if label:
            done.append(Text(f"{label} "))
        done += paragraph
    return tuple(done)


def slug_of(title: str) -> str:
    """Return the short name that a title makes: `Social Media policy` is `social-media`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len(words) > 1 and words[-1] in ("policy", "policies"):
        words.pop()
    return "-".join(words)[:60].strip("-")
