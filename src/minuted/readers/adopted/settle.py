"""A tree made such as policy Markdown can hold it, with no word moved.

A heading cannot stand under a clause, nor a clause come back after a heading of its own level; an
unnumbered heading holds no clauses; there are five levels. What does not fit keeps its words and
its number, and becomes a clause, a heading, or a paragraph in bold.
"""

from collections import deque
from collections.abc import Iterator

from minuted.model.canonical import text_of
from minuted.model.document import Remark
from minuted.model.policy import Bullets, Flow, Paragraph, Strong
from minuted.readers.adopted.nodes import Node, NodeKind, words_of
from minuted.readers.adopted.reads_back import as_it_reads

DEEPEST = 5
_LONGEST_HEADING = 14
_ENDED = (".", ";", ":", ",", "!", "?")


def settle(root: Node) -> list[Remark]:
    """Change the tree in place; return what a human eye should look at."""
    remarks: list[Remark] = []
    _top(root)
    _free_numbered(root, remarks)
    _children(root, remarks)
    _flatten(root, remarks)
    remarks += as_it_reads(root)
    return remarks


def _top(root: Node) -> None:
    """Make headings of the top's short numbered lines where most are, and of those after a heading.

    Where most of what is numbered at the top are paragraphs, the few headings among them become
    paragraphs instead.
    """
    first = next((n for n in root.children if n.kind == "section" and n.counts), None)
    sections = sum(1 for n in root.children if n.kind == "section" and n.counts)
    clauses = [n for n in root.children if n.kind == "clause"]
    mostly_clauses = sum(1 for n in clauses if not _is_short(n)) > sections
    titles = sum(1 for n in clauses if _is_title(n))
    titled = bool(sections) or 2 * titles >= len(clauses)
    after = False
    for node in root.children:
        after = after or node is first
        if node.kind != "clause":
            continue
        belongs = first is not None and not mostly_clauses and (after or _is_short(node))
        if belongs or (titled and _is_title(node)):
            _to_section(node)


def _is_title(clause: Node) -> bool:
    holds = any(child.counts for child in clause.children)
    return holds and _is_short(clause) and len(clause.lead) <= 1


def _is_short(clause: Node) -> bool:
    words = text_of(words_of(clause))
    return len(words.split()) <= _LONGEST_HEADING and not words.endswith(_ENDED)


def _to_section(node: Node) -> None:
    node.title = words_of(node)
    node.kind = "section"
    rest = [_loose(node, flow) for flow in node.lead[1:]]
    node.children[:0] = rest
    node.lead = []


def _loose(node: Node, flow: Flow) -> Node:
    kind: NodeKind = "bullets" if isinstance(flow, Bullets) else "words"
    return Node(kind, node.place, lead=[flow])


def _free_numbered(root: Node, remarks: list[Remark]) -> None:
    """Let what has a number stand beside a heading without one, and not under it."""
    for parent, _ in _deepest_first(root):
        changed: list[Node] = []
        for child in parent.children:
            changed.append(child)
            if child.kind != "section" or child.counts:
                continue
            first = next((at for at, below in enumerate(child.children) if below.counts), None)
            if first is None:
                continue
            if child.children[first].kind == "clause":
                _demote(child, remarks)
                first = 0
            changed += child.children[first:]
            del child.children[first:]
        parent.children = changed


def _children(node: Node, remarks: list[Remark]) -> None:
    """Settle what stands under a node: no heading under a clause, no clause after a heading."""
    waiting = [node]
    while waiting:
        parent = waiting.pop()
        pending = deque(parent.children)
        clauses = sum(1 for child in pending if child.kind == "clause")
        changed: list[Node] = []
        while pending:
            child = pending.popleft()
            clauses -= child.kind == "clause"
            misplaced = child.kind == "section" and (parent.kind == "clause" or clauses > 0)
            changed.append(child)
            if misplaced and _demote(child, remarks):
                pending.extendleft(reversed(child.children))
                clauses += sum(1 for below in child.children if below.kind == "clause")
                child.children = []
        parent.children = changed
        waiting.extend(parent.children)


def _demote(section: Node, remarks: list[Remark]) -> bool:
    """Make a heading a clause in bold, or where it has no number a line; whether it is a line."""
    bold: Flow = Paragraph((Strong(section.title),) if section.title else ())
    section.lead = [bold]
    kind: NodeKind = "clause" if section.counts else "words"
    section.kind = kind
    if section.kind == "clause":
        return False
    remarks.append(
        Remark(
            "heading-as-words",
            f"The heading “{text_of(section.title)}” has no number and numbered paragraphs go on"
            " after it, so it is a line in bold.",
            "Nothing needs doing; make it a heading (##) if the numbers should begin anew there.",
            section.place,
        )
    )
    return True


def _flatten(root: Node, remarks: list[Remark]) -> None:
    """Bring up what stands more than five levels down."""
    for node, depth in _deepest_first(root):
        changed: list[Node] = []
        for child in node.children:
            changed.append(child)
            if depth + 1 < DEEPEST or not any(c.counts for c in child.children):
                continue
            changed += child.children
            child.children = []
            remarks.append(
                Remark(
                    "too-deep",
                    f"What stands under {child.found or child.label} is more than five levels"
                    " down, and a policy has five.",
                    "It stands beside it now, in the same order; check the numbers.",
                    child.place,
                )
            )
        node.children = changed


def _deepest_first(root: Node) -> Iterator[tuple[Node, int]]:
    """Yield each node after all that stand under it, with its depth."""
    found: list[tuple[Node, int]] = []
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        found.append((node, depth))
        waiting += [(child, depth + 1) for child in node.children]
    return reversed(found)
