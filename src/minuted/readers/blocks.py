"""Pandoc's blocks into an outline: sections, clauses, passages, and what stands among them.

Local amendments (`.local`) are set aside on the way, because what they replace or follow may
stand after them; `local.py` puts them where they belong once every anchor is known.
"""

from minuted.model.policy import Flow, Numbering, Paragraph, PassageKind
from minuted.readers.flows import FlowReader, has_words
from minuted.readers.gathered import Gathered
from minuted.readers.headings import HeadingReader
from minuted.readers.outline import MAX_DEPTH, OutlineNode, OutlinePassage
from minuted.readers.passages import (
    LocalAmendment,
    check_fences,
    read_amendment,
    read_opening,
)
from minuted.readers.tree import Json, Node, plain


class BlockReader:
    """Reads one text's blocks; complaints and anchors go to `gathered`.

    Attributes:
        locals: the amendments that were set aside, in the order of the text.
        named: every section and clause with an anchor, by its anchor.
        in_a_passage: whether what is read now stands in a passage, where no other may.
    """

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.locals: list[LocalAmendment] = []
        self.named: dict[str, OutlineNode] = {}
        self.in_a_passage = False
        self._flows = FlowReader(gathered)
        self._headings = HeadingReader(self._flows)
        self._passage_with_heading = 0

    def read(self, raw: list[Json]) -> OutlineNode:
        """Return the outline of a whole text."""
        root = OutlineNode()
        self.sections(plain(raw), root, root)
        return root

    def sections(self, nodes: list[Node], at: OutlineNode, top: OutlineNode) -> None:
        """Read blocks among which headings may stand, beginning under `at`, not above `top`."""
        for node in nodes:
            if _is_local(node):
                self._under(node, at)  # it stands elsewhere
                continue
            line = node.position.line
            level = _first_level(node)
            if self._passage_with_heading and not level:
                self._error(
                    "passage-heading",
                    line,
                    "This text would belong to a section that stands in a passage above it"
                    f" (line {self._passage_with_heading}), which not every copy has.",
                    "Begin it with a heading, or move it into the passage.",
                )
            self._passage_with_heading = 0
            if node.tag == "Header":
                at = self._heading(node, at, top)
            elif level:
                at = _up_to(at, level - 2, top)
                self._passage(node, at)
                self._passage_with_heading = line
            else:
                self._under(node, at)

    def _under(self, node: Node, at: OutlineNode) -> None:
        if not at.is_clause and node.position.column > 1 and node.tag != "CodeBlock":
            self._flows.indented(node)
        self._block(node, at)

    def _block(self, node: Node, at: OutlineNode) -> None:
        match node.tag:
            case "Div":
                self._passage(node, at)
            case "OrderedList":
                self.clauses(node, at)
            case "Para" | "Plain" | "BulletList":
                at.children.append(self._flows.flow(node, address=at.next_address()))
            case "Table":
                at.children.append(self._flows.table(node, at.next_address()))
            case _:
                self._flows.refuse(node)

    def _heading(self, node: Node, at: OutlineNode, top: OutlineNode) -> OutlineNode:
        if node.position.column > 1:
            self._flows.indented(node)
        level = max(node.content[0], 2)
        section = self._headings.read(node, _up_to(at, level - 2, top), top)
        self._name(section, node.position.column)
        return section

    # clauses

    def clauses(self, node: Node, parent: OutlineNode) -> None:
        """Read an ordered list: each item is the next clause under `parent`."""
        if parent.numbering is Numbering.UNNUMBERED:
            self._error(
                "unnumbered-holds",
                node.position.line,
                "Numbered clauses stand under a heading that has no number.",
                "Take {.unnumbered} off the heading, or make these bullets (-).",
            )
        if parent.depth >= MAX_DEPTH:
            self._error(
                "too-deep",
                node.position.line,
                f"These clauses would have {parent.depth + 1} levels; a number has at most"
                f" {MAX_DEPTH}, as 2.1.8(a)(i).",
                "Bring them up a level, or make them bullets (-).",
            )
            return
        if node.attributes:
            self._flows.unknown_attributes(node)
        items = [plain(item) for item in node.content[1]]
        self._flows.check_items(items)
        for item in items:
            self.clause(item, parent, parent.next_number(), node.position.line)

    def clause(
        self, item: list[Node], parent: OutlineNode, number: str, list_line: int
    ) -> OutlineNode:
        """Read one item of an ordered list as the clause of that number under `parent`."""
        clause = OutlineNode(
            number,
            parent.depth + 1,
            parent.numbering,
            parent,
            parent.children,
            is_clause=True,
            line=item[0].position.line if item else list_line,
            inserted=parent.inserted,
        )
        parent.children.append(clause)
        self._fill_clause(clause, item)
        return clause

    def _fill_clause(self, clause: OutlineNode, item: list[Node]) -> None:
        """Read a clause's words into its lead, and what follows them into its children."""
        self._flows.check_columns(item)
        lead: list[Flow] = []
        rest = list(item)
        if rest and rest[0].tag in ("Para", "Plain"):
            first = rest[0]
            clause.anchor, content = self._flows.inlines.anchor_of(first.content, clause.line)
            rest[0] = Node(first.tag, content, first.position, first.attributes)
            if clause.anchor:
                self.named.setdefault(clause.anchor, clause)
        while rest and rest[0].tag in ("Para", "Plain", "BulletList"):
            lead.append(self._flows.flow(rest.pop(0), in_clause=not lead))
        clause.lead = tuple(lead)
        if not lead or not isinstance(lead[0], Paragraph) or not has_words(lead[0].inlines):
            self._error(
                "empty-clause",
                clause.line,
                f"Clause {clause.number} has no words of its own.",
                "Write them after the number, or delete the number.",
            )
        for node in rest:
            if node.tag == "Header":
                self._error(
                    "heading-place",
                    node.position.line,
                    "A heading stands inside a clause.",
                    "Move it to the beginning of a line, outside the list.",
                )
                self.gathered.covered.append(node.position)
            else:
                self._block(node, clause)

    # passages

    def _passage(self, node: Node, at: OutlineNode) -> None:
        line = node.position.line
        check_fences(node, self.gathered)
        if self.in_a_passage:
            self._error(
                "passage-nested",
                line,
                "A passage stands inside a passage.",
                "End the first with ::: before the second begins.",
            )
            self.gathered.covered.append(node.position)
            return
        kind, codes = read_opening(node, self.gathered)
        if kind == "local":
            amendment = read_amendment(node, codes, self.gathered)
            self.locals += [amendment] if amendment else []
            return
        inner = plain(node.content)
        if not inner:
            self._error(
                "empty-passage", line, "This passage holds nothing.", "Write it, or delete it."
            )
        passage = OutlinePassage(PassageKind.ONLY, codes, line=line)
        at.children.append(passage)
        # what is read next lands in the passage but counts on under `at`
        outer, at.children = at.children, passage.children
        self.in_a_passage = True
        self._in_passage(inner, at)
        self.in_a_passage = False
        at.children = outer

    def _in_passage(self, inner: list[Node], at: OutlineNode) -> None:
        if inner and inner[0].tag == "Header" and not at.is_clause:
            self.sections(inner, at, at)
            self._passage_with_heading = 0
            return
        self._flows.check_columns(inner)
        for block in inner:
            if block.tag == "Header":
                self._error(
                    "passage-mixed",
                    block.position.line,
                    "A heading stands inside a clause."
                    if at.is_clause
                    else "A heading stands in the middle of a passage.",
                    "Begin the passage with it, outside any clause, or end the passage before it.",
                )
                self.gathered.covered.append(block.position)
            else:
                self._under(block, at)

    # complaints

    def _name(self, node: OutlineNode, column: int) -> None:
        if node.anchor:
            self._flows.inlines.add_anchor(node.anchor, node.line, column)
            self.named.setdefault(node.anchor, node)

    def _error(self, code: str, line: int, message: str, hint: str) -> None:
        self.gathered.error(code, line, 0, message, hint)


def _is_local(node: Node) -> bool:
    return node.tag == "Div" and "local" in node.attributes.classes


def _first_level(node: Node) -> int:
    """Return a heading's level, or that of the one a passage begins with; 0 for anything else."""
    if node.tag == "Header":
        return int(node.content[0])
    first = plain(node.content[:1]) if node.tag == "Div" else []
    return int(first[0].content[0]) if first and first[0].tag == "Header" else 0


def _up_to(at: OutlineNode, depth: int, top: OutlineNode) -> OutlineNode:
    while at.depth > depth and at is not top and at.parent is not None:
        at = at.parent
    return at
