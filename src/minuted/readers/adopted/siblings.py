"""Which open number a label goes on from, and what place in the text its own number says.

open   2 · 2.1 · (a)        (b) goes on from (a); (i) begins a list under it; 3 goes on from 2
"""

from collections.abc import Sequence

from minuted.readers.adopted.marks import Mark, follows
from minuted.readers.adopted.nodes import Node


def sibling(opened: Sequence[Node], node: Node, mark: Mark) -> Node | None:
    """Return the open node that a label goes on from; None where it begins a list."""
    alike = [
        known
        for known in reversed(opened[1:])
        if known.mark is not None
        and (_alike(known.mark, mark) or (_flat(known) and mark.form == "count"))
        and (known.mark.shape == mark.shape or _flat(known))
        and known.appendix == mark.appendix
    ]
    for known in alike:
        if known.kind == node.kind and known.mark and follows(known.mark, mark):
            return known
    for known in alike:
        if known.mark and follows(known.mark, mark) and mark.parts[0] > 1:
            return known
    same = [n for n in alike if n.kind == node.kind and n.mark and n.mark.form == mark.form]
    if mark.parts[0] == 1:  # a list begins; beside a list of its own level it begins again
        same = [n for n in same if node.level and n.level == node.level]
    return same[0] if same else None


def _alike(known: Mark, mark: Mark) -> bool:
    """Whether two marks can be of one list: a letter may be a numeral after all."""
    families = ({"letter", "roman"}, {"LETTER", "ROMAN"})
    return known.form == mark.form or any({known.form, mark.form} <= f for f in families)


def path_of(node: Node) -> tuple[int, ...]:
    """Return a node's place by whole numbers; empty where its label does not say it."""
    if node.mark is None:
        return ()
    if node.mark.form == "whole" or _flat(node):
        return node.mark.parts
    return ()


def _flat(node: Node) -> bool:
    """Whether it is numbered 1, 2, 3 at the top, so that its label says all of its place."""
    return bool(
        node.mark
        and node.found == node.mark.number
        and node.mark.form in ("count", "LETTER", "ROMAN")
    )


def full_number(parent: Node, mark: Mark) -> str:
    """Return the number in full of what stands under a node and has this mark."""
    if parent.kind == "root" or not parent.found:
        return mark.number
    if mark.form == "count" and not mark.number.startswith("("):
        return f"{parent.found}.{mark.number}"
    return parent.found + (mark.number if mark.number.startswith("(") else f"({mark.number})")
