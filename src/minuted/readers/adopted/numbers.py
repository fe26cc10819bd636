"""The numbers that the result has, and placeholders where the source leaves a number out.

source   4.1  4.3  4.2  4.5          4.3 before 4.2: both are kept where they stand
result   4.1  4.2  4.3  4.4 4.5      4.4 is "Not used", so that 4.5 stays 4.5
"""

from minuted.model.document import Remark
from minuted.model.policy import NOT_USED, Paragraph, Text
from minuted.readers.adopted.marks import Mark
from minuted.readers.adopted.nodes import Node, numbered_anew
from minuted.readers.outline import letters, roman

MOST_MISSING = 40
"""Numbers that are filled in at one place; a greater gap is rather a mistyped number."""


def number(root: Node, *, keep_added: bool = False) -> list[Remark]:
    """Give every section and clause its number, placeholders included; return what is odd.

    Args:
        keep_added: whether 4.3A after 4.3 keeps its letter, rather than taking the next number.
    """
    remarks: list[Remark] = []
    if keep_added:
        _find_added(root)
    _number(root, "", 0, remarks)
    _compare(root, remarks)
    return remarks


def _find_added(root: Node) -> None:
    """Mark what somebody added between numbers, with the letter that follows."""
    for parent in [root, *root.walk()]:
        target, count = "", 0
        for child in parent.children:
            if not child.counts:
                continue
            if target and child.found == target + letters(count + 1).upper():
                count += 1
                child.added = letters(count).upper()
            else:
                target, count = ("" if child.appendix else child.found), 0


def _number(parent: Node, above: str, depth: int, remarks: list[Remark]) -> None:
    _fill(parent, remarks)
    count = lettered = 0
    last = above
    for child in parent.children:
        if not child.counts:
            if child.kind == "section":
                _number(child, above, depth + 1, remarks)
            continue
        if child.added:
            child.number = last + child.added
        elif depth == 0 and child.appendix and child.kind == "section":
            lettered += 1
            child.number = letters(lettered).upper()
        else:
            count += 1
            child.number = _joined(above, count, depth + 1)
        last = last if child.added else child.number
        if parent.appendix:
            child.appendix = True
        _number(child, child.number, depth + 1, remarks)


def _joined(above: str, count: int, depth: int) -> str:
    if depth == 4:
        return f"{above}({letters(count)})"
    if depth == 5:
        return f"{above}({roman(count)})"
    return f"{above}.{count}" if above else str(count)


def _ordinal(node: Node) -> int:
    return node.mark.parts[-1] if node.mark else 0


def _fill(parent: Node, remarks: list[Remark]) -> None:
    """Put a placeholder wherever the source leaves a number out among these children."""
    counted = [c for c in parent.children if c.counts and not c.placeholder and not c.added]
    own = [c for c in counted if c.mark is not None and not c.appendix and (c.found or not c.given)]
    invented = any(c.given and not c.found for c in counted)
    if parent.kind == "root" and len(own) < len(counted) and invented:
        own = []
    there = {_ordinal(c) for c in own}
    filled: list[Node] = []
    count = highest = 0
    for child in parent.children:
        if child.counts and not child.appendix and not child.added:
            wanted = _ordinal(child) if child in own else 0
            missing = [n for n in range(highest + 1, wanted) if n not in there]
            lacking = max(0, min(wanted - count - 1, len(missing)))
            if 0 < lacking <= MOST_MISSING:
                for gap in missing[:lacking]:
                    filled.append(_placeholder(child, gap))
                    count += 1
                remarks.append(_gap(child, missing[:lacking]))
            count += 1
            highest = max(highest, wanted)
        filled.append(child)
    parent.children = filled


def _placeholder(beside: Node, ordinal: int) -> Node:
    words = (Text(NOT_USED),)
    node = Node(beside.kind, beside.place, placeholder=True)
    if beside.kind == "section":
        node.title = words
    else:
        node.lead = [Paragraph(words)]
    if beside.mark is not None:
        node.found = _before(beside, ordinal)
        node.mark = Mark(beside.mark.form, (ordinal,), "", node.found)
    return node


def _before(beside: Node, ordinal: int) -> str:
    """Return the number that a sibling with another ordinal would have."""
    if beside.mark is None:
        return str(ordinal)
    if beside.found.endswith(")"):
        stem = beside.found[: beside.found.rfind("(")]
        form = beside.mark.form
        inner = roman(ordinal) if form in ("roman", "ROMAN") else letters(ordinal)
        return f"{stem}({inner.upper() if form.isupper() else inner})"
    stem, dot, _ = beside.found.rpartition(".")
    return f"{stem}{dot}{ordinal}"


def _gap(child: Node, missing: list[int]) -> Remark:
    numbers = [_before(child, n) for n in missing]
    shown = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
    verb = "is" if len(numbers) == 1 else "are"
    return Remark(
        "number-gap",
        f"The source has no {shown}: the text goes on with {child.found}.",
        f"“{NOT_USED}” stands there, so that later numbers {verb} true; check that nothing is"
        " missing.".replace(f"{verb} true", "stay true"),
        child.place,
    )


def _compare(root: Node, remarks: list[Remark]) -> None:
    """Say where the source repeats a number or leaves the order."""
    seen: dict[tuple[bool, str], Node] = {}  # Appendix 1 is not section 1
    repeated: set[Node] = set()
    highest: dict[tuple[bool, str], int] = {}
    anew = numbered_anew(root)  # which has a remark of its own
    for node in root.walk():
        if not node.counts or not node.found or node.placeholder:
            continue
        own = node.appendix, node.found
        if own in seen and node not in anew:
            repeated.add(node)
            remarks.append(
                Remark(
                    "number-repeated",
                    f"The source has the number {node.found} twice; this one is {node.number} in"
                    " a draft of it.",
                    "Check which of the two is meant where other documents refer to it.",
                    node.place,
                )
            )
        seen.setdefault(own, node)
    for parent in [root, *root.walk()]:
        highest.clear()
        for child in parent.children:
            if not child.counts or child.mark is None or child.given or child.placeholder:
                continue
            group = child.appendix, child.mark.form
            now = _ordinal(child)
            if now < highest.get(group, 0) and child not in repeated:
                remarks.append(
                    Remark(
                        "number-order",
                        f"The source has {child.found} after a greater number; it is"
                        f" {child.number} in a draft of it.",
                        "Nothing was moved; check that the file is complete.",
                        child.place,
                    )
                )
            highest[group] = max(now, highest.get(group, 0))
