"""What several copies have in one place, woven into one order.

    ASH   1.1   1.2   table            ┐
    ELM   1.1   1.2   1.3   table      ├─▶  1.1 (both)  1.2 (both)  1.3 (ELM)  table (both)

What is numbered belongs together by its number, whatever it says, because numbers count for
everybody; what is not numbered belongs together where it says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minuted.model.canonical import flows_text, rows_of, text_of
from minuted.model.policy import (
    NOT_USED,
    Block,
    Bullets,
    Clause,
    Numbered,
    Numbering,
    Paragraph,
    Passage,
    Section,
    Table,
)

_OF_A_NUMBER = 1000
"""How much more a number counts than words that happen to be the same."""


@dataclass
class Item:
    """One place, and what each copy has in it; copies are named by their index."""

    key: str
    blocks: dict[int, Block] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether it has a number."""
        return is_counted(next(iter(self.blocks.values())))

    @property
    def is_heading(self) -> bool:
        """Whether it is a section."""
        return isinstance(next(iter(self.blocks.values())), Section)

    @property
    def is_appendix(self) -> bool:
        """Whether it is an appendix."""
        block = next(iter(self.blocks.values()))
        return isinstance(block, Section) and block.numbering is Numbering.APPENDIX


def is_counted(block: Block) -> bool:
    """Whether a block has a number."""
    return isinstance(block, Clause) or (
        isinstance(block, Section) and block.numbering is not Numbering.UNNUMBERED
    )


def is_not_used(block: Block) -> bool:
    """Whether a block only says that its number is not used."""
    return (
        isinstance(block, Clause | Section)
        and not block.children
        and head_of(block).rstrip(".").casefold() == NOT_USED.casefold()
    )


def head_of(block: Numbered) -> str:
    """Return a block's own words, without what is under it."""
    return text_of(block.title) if isinstance(block, Section) else flows_text(block.lead)


def wording(block: Block, *, numbers: bool = True) -> str:
    """Return all that a block says, as one text to be compared; addresses left out."""
    return "\n".join(_lines(block, numbers=numbers))


def _lines(block: Block, *, numbers: bool) -> list[str]:
    match block:
        case Section() | Clause():
            number = block.number if numbers and is_counted(block) else ""
            done = [f"{type(block).__name__} {number}\t{head_of(block)}"]
            for child in block.children:
                done += _lines(child, numbers=numbers)
            return [*done, "."]
        case Passage():
            return [line for child in block.children for line in _lines(child, numbers=numbers)]
        case Table():
            return ["Table", *rows_of(block)]
        case Paragraph() | Bullets():
            return [flows_text((block,))]


def weave(lists: Mapping[int, tuple[Block, ...]]) -> tuple[list[Item], set[int]]:
    """Weave lists into one order, the first of them leading.

    Returns:
        The order, and the lists that do not fit into it: they have a heading where the others have
        a clause, or other things under the same number's place.
    """
    order: list[Item] = []
    refused: set[int] = set()
    for which, blocks in lists.items():
        woven = _with(order, which, blocks)
        if woven is None:
            refused.add(which)
        else:
            order = woven
    return order, refused


def _with(order: Sequence[Item], which: int, blocks: tuple[Block, ...]) -> list[Item] | None:
    keys = [_key(block) for block in blocks]
    numbers = {item.key: item for item in order if item.counts}
    for key, block in zip(keys, blocks, strict=True):
        there = numbers.get(key)
        if there is not None and there.is_heading != isinstance(block, Section):
            return None
    done: list[Item] = []
    ours = theirs = 0
    for left, right in [*_paired([item.key for item in order], keys), (len(order), len(blocks))]:
        new = [Item(keys[at], {which: blocks[at]}) for at in range(theirs, right)]
        done += _side_by_side(order[ours:left], new)
        if left < len(order):
            done.append(Item(order[left].key, {**order[left].blocks, which: blocks[right]}))
        ours, theirs = left + 1, right + 1
    counted = [item.key for item in done if item.counts]
    if len(set(counted)) < len(counted):
        return None
    # loose paragraphs and clauses stand before the first heading, or it would hold them
    return sorted(done, key=lambda item: item.is_heading)


def _side_by_side(known: Sequence[Item], new: Sequence[Item]) -> list[Item]:
    """Join what only some copies have between two places that all of them have.

    Either order would do, but that a section goes before appendices: later copies may have both.
    """
    end = len(known)
    if not any(item.is_appendix for item in new):
        while end and known[end - 1].is_appendix:
            end -= 1
    return [*known[:end], *new, *known[end:]]


def loose_of(blocks: Iterable[Block]) -> list[str]:
    """Return what the blocks of a list that have no number are known by."""
    return [_key(block) for block in blocks if not is_counted(block)]


def _key(block: Block) -> str:
    """Return what a block is known by: its number, or all that it says."""
    if isinstance(block, Clause | Section) and is_counted(block):
        return block.number
    return f"\t{wording(block)}"


def _paired(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return which places are the same, in order: as many numbers as can be, then words."""
    best = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            same = best[i + 1][j + 1] + _worth(ours[i]) if ours[i] == theirs[j] else 0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], same)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i] == theirs[j] and best[i][j] == best[i + 1][j + 1] + _worth(ours[i]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _worth(key: str) -> int:
    return 1 if key.startswith("\t") else _OF_A_NUMBER


def is_shifted(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> bool:
    """Whether their clauses are ours under other numbers, so that most of them would differ."""
    own, other = _by_number(ours), _by_number(theirs)
    if bool(own) != bool(other):
        return True
    differing = [number for number, words in other.items() if own.get(number) != words]
    there = {words: number for number, words in own.items()}
    moved = any(there.get(other[n], n) != n and own.get(n) != other[n] for n in differing)
    words = sum(len(other[number].split()) for number in differing)
    return moved and 2 * words >= sum(len(text.split()) for text in other.values())


def _by_number(blocks: Iterable[Block]) -> dict[str, str]:
    return {
        block.number: wording(block, numbers=False)
        for block in blocks
        if isinstance(block, Clause | Section) and is_counted(block) and not is_not_used(block)
    }
