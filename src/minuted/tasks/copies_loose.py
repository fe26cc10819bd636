"""What stands without a number between a clause and one added after it is the clause's own.

2.2   A clause.           2.2A comes right after 2.2 and all that belongs to 2.2, so the table
      | a table |         belongs to it: in every copy, or the copies would not go together
2.2A  What was added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from minuted.model.policy import Block, Bullets, Clause, Paragraph, Section, Table

_LOOSE = (Paragraph, Bullets, Table)


def with_loose_under(texts: Sequence[tuple[Block, ...]]) -> list[tuple[Block, ...]]:
    """Return the copies' texts with such things under the clause that they belong to."""
    targets = {number for children in texts for number in _targets(children)}
    return [_under(children, targets) for children in texts] if targets else list(texts)


def _targets(blocks: Iterable[Block]) -> Iterable[str]:
    last = ""
    loose = False
    for block in blocks:
        if isinstance(block, _LOOSE):
            loose = True
        elif isinstance(block, Clause | Section):
            if block.inserted and loose and last:
                yield last
            elif not block.inserted:
                last, loose = (block.number if isinstance(block, Clause) else ""), False
            yield from _targets(block.children)


def _under(blocks: tuple[Block, ...], targets: set[str]) -> tuple[Block, ...]:
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, _LOOSE) and isinstance(last, Clause) and last.number in targets:
            done[-1] = replace(last, children=(*last.children, block))
        elif isinstance(block, Clause | Section):
            done.append(replace(block, children=_under(block.children, targets)))
        else:
            done.append(block)
    return tuple(done)
