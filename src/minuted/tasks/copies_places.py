"""A merged policy made ready to be written: places that are meant have names, amendments a place.

Until then a place is meant by its number, whatever copy says so: numbers count for everybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.model.canonical import text_of
from minuted.model.policy import (
    Block,
    Clause,
    Emphasis,
    Inline,
    Numbered,
    Passage,
    PassageKind,
    Reference,
    Section,
    Strong,
    Text,
)
from minuted.model.walking import map_blocks, walk, words_in
from minuted.tasks.copies_weave import is_counted

_WORDS_OF_A_NAME = 5


def by_number(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks whose references name the numbers that they print, and no place else."""

    def meant(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            return replace(inline, anchor=inline.number)
        return inline

    return tuple(_without_anchors(block) for block in map_blocks(blocks, meant))


def _without_anchors(block: Block) -> Block:
    if isinstance(block, Clause | Section):
        children = tuple(_without_anchors(child) for child in block.children)
        return replace(block, anchor="", children=children)
    return block


def without_looks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without bold and italics but where they hold a link or a reference."""

    def plain(inline: Inline) -> Inline:
        if not isinstance(inline, Emphasis | Strong):
            return inline
        words = [child.text for child in inline.children if isinstance(child, Text)]
        return Text("".join(words)) if len(words) == len(inline.children) else inline

    return map_blocks(blocks, plain)


def placed(children: tuple[Block, ...]) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Return a merged text with its places named, and the names as the writer wants them."""
    naming = _Naming(children)
    named = tuple(naming.named(children, naming.shared))
    names = {name: name for name in naming.taken}
    names |= {number: naming.shared[number] for number in naming.targets & set(naming.shared)}
    return tuple(_hoisted(named)), names


@dataclass
class _Naming:
    """Gives names to the numbers that something refers to.

    Attributes:
        shared: of places that everybody's text has, by number.
        targets: the numbers that amendments are of.
    """

    def __init__(self, children: tuple[Block, ...]) -> None:
        self.taken: set[str] = set()
        self.targets = {b.target for b in walk(children) if isinstance(b, Passage) and b.target}
        self._wanted = self.targets | set(_referred(children))
        self.shared: dict[str, str] = {}
        own = list(_own(children))
        for block in _common(children):
            if block.number in self._wanted and block.number not in self.shared:
                self.shared[block.number] = self._name(block)
        # what no shared text has, but one school's own words, is meant in the first of those
        self._only_own: dict[int, str] = {}
        self.reached = dict(self.shared)
        for block in own:
            if block.number in self._wanted and block.number not in self.reached:
                self.reached[block.number] = self._only_own[id(block)] = self._name(block)

    def named(self, blocks: tuple[Block, ...], names: dict[str, str]) -> Iterator[Block]:
        """Yield blocks with anchors, and references to them."""
        for block in blocks:
            yield self._named(block, names)

    def _named(self, block: Block, names: dict[str, str]) -> Block:
        if isinstance(block, Passage):
            amends = block.kind is not PassageKind.ONLY
            inner = {} if amends else names
            return replace(block, children=tuple(self.named(block.children, inner)))
        (pointed,) = (
            map_blocks((replace(block, children=()),), self._pointed)
            if isinstance(block, Clause | Section)
            else map_blocks((block,), self._pointed)
        )
        if not isinstance(block, Clause | Section) or not isinstance(pointed, Clause | Section):
            return pointed
        anchor = names.get(block.number, "") if is_counted(block) else ""
        return replace(
            pointed,
            anchor=anchor or self._only_own.get(id(block), ""),
            children=tuple(self.named(block.children, names)),
        )

    def _pointed(self, inline: Inline) -> Inline:
        if isinstance(inline, Reference) and inline.number in self.reached:
            return replace(inline, anchor=self.reached[inline.number])
        return inline

    def _name(self, block: Numbered) -> str:
        words = text_of(block.title) if isinstance(block, Section) else ""
        name = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:_WORDS_OF_A_NAME])
        if not name or not name[0].isalpha() or name in self.taken:
            kind = "section" if isinstance(block, Section) else "clause"
            name = f"{kind}-" + re.sub(r"[^a-z0-9]+", "-", block.number.lower()).strip("-")
        while name in self.taken:
            name += "-x"
        self.taken.add(name)
        return name


def _referred(children: tuple[Block, ...]) -> Iterator[str]:
    for _, inline in words_in(children):
        if isinstance(inline, Reference):
            yield inline.number


def _common(blocks: tuple[Block, ...]) -> Iterator[Numbered]:
    """Yield what has a number and is no school's amendment."""
    for block in blocks:
        if isinstance(block, Passage) and block.kind is not PassageKind.ONLY:
            continue
        if isinstance(block, Clause | Section) and is_counted(block):
            yield block
        if isinstance(block, Clause | Section | Passage):
            yield from _common(block.children)


def _own(blocks: tuple[Block, ...]) -> Iterator[Numbered]:
    """Yield what has a number in schools' amendments."""
    for block in walk(blocks):
        if isinstance(block, Passage) and block.kind is not PassageKind.ONLY:
            yield from _common(block.children)


def _hoisted(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks with amendments after the outermost clause or passage that they stand in.

    Passages do not stand in passages, and one between sub-clauses is hard to read. The reader puts
    an amendment where its target is, wherever it is written.
    """
    for block in blocks:
        if isinstance(block, Passage) and block.kind is not PassageKind.ONLY:
            yield block
        elif isinstance(block, Clause | Passage):
            out: list[Passage] = []
            yield _without_amendments(block, out)
            yield from out
        elif isinstance(block, Section):
            yield replace(block, children=tuple(_hoisted(block.children)))
        else:
            yield block


def _without_amendments(block: Block, out: list[Passage]) -> Block:
    if not isinstance(block, Clause | Section | Passage):
        return block
    kept: list[Block] = []
    for child in block.children:
        if isinstance(child, Passage) and child.kind is not PassageKind.ONLY:
            out.append(child)
        else:
            kept.append(_without_amendments(child, out))
    return replace(block, children=tuple(kept))
