"""The walk through a text: its blocks and inlines in reading order, and changing all of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Emphasis,
    Flow,
    Footnote,
    Inline,
    Inlines,
    Link,
    Numbered,
    Paragraph,
    Passage,
    Reference,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

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
