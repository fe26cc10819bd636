"""Pandoc's blocks into an outline: sections, clauses, paragraphs, bullets, tables, passages.

Local amendments (`.local`) are set aside on the way, because what they replace or follow may
stand after them; `local.py` puts them where they belong once every anchor is known.
"""

import re
from dataclasses import dataclass

from minuted.model.policy import (
    Align,
    Bullets,
    Flow,
    Footnote,
    Image,
    Inlines,
    Numbering,
    Paragraph,
    PassageKind,
    Table,
    Text,
    walk_inlines,
)
from minuted.readers.inlines import Gathered, InlineReader, raw_complaint
from minuted.readers.outline import MAX_DEPTH, OutlineNode, OutlinePassage
from minuted.readers.tree import Json, Node, Position, plain

_TYPED_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?\s")
_ALIGNS = {"AlignCenter": Align.CENTRE, "AlignRight": Align.RIGHT}


@dataclass(slots=True)
class LocalAmendment:
    """A `.local` passage, set aside until its target is known."""

    kind: PassageKind
    codes: tuple[str, ...]
    anchor: str
    node: Node


class BlockReader:
    """Reads one text's blocks; complaints and anchors go to `gathered`."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.inlines = InlineReader(gathered)
        self.locals: list[LocalAmendment] = []
        self.named: dict[str, OutlineNode] = {}
        self._lines = gathered.lines
        self._passage_with_heading = 0
        self._in_a_passage = False

    def read(self, raw: list[Json]) -> OutlineNode:
        """Return the outline of a whole text."""
        root = OutlineNode()
        self.sections(plain(raw), root, root)
        return root

    def sections(self, nodes: list[Node], at: OutlineNode, top: OutlineNode) -> None:
        """Read blocks among which headings may stand, beginning under `at`, not above `top`."""
        for node in nodes:
            line = node.position.line
            starts = self._starts_with_heading(node)
            if self._passage_with_heading and not starts:
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
            elif node.tag == "Div" and starts:
                level = self._first_heading(node)
                at = self._up_to(at, level - 2, top)
                self._passage(node, at)
                self._passage_with_heading = line
            else:
                self._under(node, at)

    def _under(self, node: Node, at: OutlineNode) -> None:
        if not at.is_clause:
            self._check_indent(node)
        if node.tag == "Div":
            self._passage(node, at)
        elif node.tag == "OrderedList":
            self.clauses(node, at)
        else:
            self._unnumbered(node, at)

    # headings

    def _starts_with_heading(self, node: Node) -> bool:
        return node.tag == "Header" or (node.tag == "Div" and self._first_heading(node) > 0)

    def _first_heading(self, node: Node) -> int:
        if "local" in node.attributes.classes:
            return 0
        first = plain(node.content[:1])
        return int(first[0].content[0]) if first and first[0].tag == "Header" else 0

    def _up_to(self, at: OutlineNode, depth: int, top: OutlineNode) -> OutlineNode:
        while at.depth > depth and at is not top and at.parent is not None:
            at = at.parent
        return at

    def _heading(self, node: Node, at: OutlineNode, top: OutlineNode) -> OutlineNode:
        level, _, content = node.content
        line, column = node.position.line, node.position.column
        self._check_indent(node)
        if not self._lines[line - 1].lstrip().startswith("#"):
            self._error(
                "underlined-heading",
                line,
                "This paragraph is underlined with --- or ===, which makes it a heading.",
                "Write ## before a heading; leave an empty line before --- that is none.",
            )
        depth = level - 1
        if level == 1:
            self._error(
                "heading-level",
                line,
                "A heading with one # is a title, and the title stands in the front matter.",
                "Begin sections with ##, and what is below them with ###.",
            )
            depth = 1
        parent = self._up_to(at, depth - 1, top)
        if parent is top and parent.depth > depth - 1:
            self._error(
                "heading-level",
                line,
                "This heading is of a higher level than the one that its passage begins with.",
                "End the passage before it with :::, or write the heading with more #.",
            )
        elif parent.depth < depth - 1:
            self._error(
                "heading-level",
                line,
                f"This heading has {level} #, but the one above it has {parent.depth + 1}"
                if parent.depth
                else f"This heading has {level} #, but there is no heading with {level - 1} above.",
                f"Write it with {parent.depth + 2} #; no level can be left out.",
            )
        numbering, ours = self._numbering(node, parent, line)
        if node.attributes and not ours:
            self._unknown_attributes(node)
        self._cover_attributes(node)
        number = {
            Numbering.UNNUMBERED: parent.next_address,
            Numbering.APPENDIX: parent.next_number if parent.depth else parent.next_appendix,
            Numbering.NUMBERED: parent.next_number,
        }[numbering]()
        title = self.inlines.read(content, line)
        self._check_title(title, line)
        section = OutlineNode(
            number,
            min(parent.depth + 1, MAX_DEPTH),
            numbering,
            parent,
            parent.children,
            title=title,
            anchor=node.attributes.id,
            line=line,
            inserted=parent.inserted,
        )
        self._name(section, column)
        parent.children.append(section)
        return section

    def _numbering(self, node: Node, parent: OutlineNode, line: int) -> tuple[Numbering, bool]:
        classes = set(node.attributes.classes)
        ours = classes <= {"unnumbered", "appendix"} and not node.attributes.pairs
        if "unnumbered" in classes:
            return Numbering.UNNUMBERED, ours
        if "appendix" in classes:
            if parent.depth == 0:
                return Numbering.APPENDIX, ours
            self._error(
                "appendix-level",
                line,
                "An appendix cannot stand inside a section.",
                "Write its heading with ##.",
            )
        elif parent.numbering is Numbering.UNNUMBERED:
            self._error(
                "unnumbered-holds",
                line,
                "A numbered heading stands under one that has no number.",
                "Add {.unnumbered} to it, or take it off the heading above.",
            )
        if parent.numbering is Numbering.APPENDIX:
            return Numbering.APPENDIX, ours
        return Numbering.NUMBERED, ours

    def _check_title(self, title: Inlines, line: int) -> None:
        if not any(
            (isinstance(i, Text) and i.text.strip()) or not isinstance(i, Text) for i in title
        ):
            self._error("empty-heading", line, "This heading has no words.", "Write or delete it.")
        for inline in walk_inlines(title):
            if isinstance(inline, Footnote | Image):
                what = "footnote" if isinstance(inline, Footnote) else "picture"
                self._error(
                    "heading-content",
                    line,
                    f"There is a {what} in this heading.",
                    "Move it into the text below.",
                )

    def _cover_attributes(self, node: Node) -> None:
        """Count `{#id .appendix}` at a heading's end as having reached the tree."""
        if node.attributes:
            line = node.position.line
            text = self._lines[line - 1]
            start = text.rfind("{") + 1
            self.gathered.covered.append(Position(line, start, line, len(text) + 1))

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
            self._unknown_attributes(node)
        items = [plain(item) for item in node.content[1]]
        self._check_items(items, node)
        for item in items:
            self.clause(item, parent, parent.next_number(), node.position.line)

    def clause(
        self, item: list[Node], parent: OutlineNode, number: str, list_line: int
    ) -> OutlineNode:
        """Read one item of an ordered list as the clause of that number under `parent`."""
        line = item[0].position.line if item else list_line
        clause = OutlineNode(
            number,
            parent.depth + 1,
            parent.numbering,
            parent,
            parent.children,
            is_clause=True,
            line=line,
            inserted=parent.inserted,
        )
        parent.children.append(clause)
        self.fill_clause(clause, item)
        return clause

    def fill_clause(self, clause: OutlineNode, item: list[Node]) -> None:
        """Read a clause's words into its lead, and what follows them into its children."""
        lead: list[Flow] = []
        rest = list(item)
        if rest and rest[0].tag in ("Para", "Plain"):
            anchor, content = self.inlines.anchor_of(rest[0].content, clause.line)
            clause.anchor = anchor
            self.named.setdefault(anchor, clause)
            rest[0] = Node(rest[0].tag, content, rest[0].position, rest[0].attributes)
        while rest and rest[0].tag in ("Para", "Plain", "BulletList"):
            lead.append(self._flow(rest.pop(0), in_clause=not lead))
        clause.lead = tuple(lead)
        if not lead or not isinstance(lead[0], Paragraph) or not _has_words(lead[0].inlines):
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
                self.inlines.read(node.content[2], node.position.line)
            elif node.tag == "Div":
                self._passage(node, clause)
            elif node.tag == "OrderedList":
                self.clauses(node, clause)
            else:
                self._unnumbered(node, clause)

    def _check_items(self, items: list[list[Node]], node: Node) -> None:
        """Find an item that joined this list only because it was indented too little."""
        first: tuple[int, int] | None = None
        for item in items:
            if not item or not item[0].position.line:
                continue
            position = item[0].position
            text = self._lines[position.line - 1]
            self.gathered.covered.append(Position(position.line, 1, position.line, position.column))
            place = (len(text) - len(text.lstrip()), position.column)
            first = first or place
            if place[0] != first[0] and place[1] != first[1]:
                self._error(
                    "ragged-list",
                    position.line,
                    "This item is indented differently from those it follows, and counts as one"
                    " of them.",
                    "Begin it in their column, or, for one below, under the first letter of the"
                    " item that it belongs to.",
                )
        if not all(items):
            self._error(
                "empty-clause" if node.tag == "OrderedList" else "empty-bullet",
                node.position.line,
                "An item of the list that begins here has no words.",
                "Write them, or delete the item.",
            )

    # unnumbered things

    def _flow(self, node: Node, *, in_clause: bool = False, address: str = "") -> Flow:
        line = node.position.line
        if node.attributes:
            self._unknown_attributes(node)
        if node.tag == "BulletList":
            return self._bullets(node, address)
        inlines = _trimmed(self.inlines.read(node.content, line))
        first = inlines[0] if inlines else None
        words = first.text.lstrip() if isinstance(first, Text) else ""
        if _TYPED_NUMBER.match(words):
            self._error(
                "typed-number",
                line,
                f"The number {words.split()[0]} is typed here, and numbers are given by minuted.",
                "Make it an item of a numbered list (1. …), indented below the clause that it"
                " belongs to."
                if not in_clause
                else "Delete it; what stands before the words need only be 1.",
            )
        elif words.startswith(":::"):
            self._error(
                "stray-fence",
                line,
                "There is a ::: here that ends no passage.",
                'Delete it, or write the beginning of the passage: ::: {.only for="CODE"}.',
            )
        return Paragraph(inlines, address, line)

    def _bullets(self, node: Node, address: str = "") -> Bullets:
        items = [plain(item) for item in node.content]
        self._check_items(items, node)
        done: list[tuple[Flow, ...]] = []
        for item in items:
            flows: list[Flow] = []
            for inner in item:
                if inner.tag in ("Para", "Plain", "BulletList"):
                    flows.append(self._flow(inner))
                elif inner.tag == "OrderedList":
                    self._in_bullets(inner, "A numbered list stands", "Number the outer list too.")
                elif inner.tag == "Header":
                    self._in_bullets(inner, "A heading stands", "Move it out of the list.")
                elif inner.tag in ("Table", "Div"):
                    self._in_bullets(
                        inner, "A table or passage stands", "Put it after the list, or in a clause."
                    )
                else:
                    self._refuse(inner)
            done.append(tuple(flows))
        return Bullets(tuple(done), address, node.position.line)

    def _in_bullets(self, node: Node, what: str, hint: str) -> None:
        self._error("bullet-content", node.position.line, f"{what} inside a bullet.", hint)
        self.gathered.covered.append(node.position)

    def _unnumbered(self, node: Node, at: OutlineNode) -> None:
        match node.tag:
            case "Para" | "Plain" | "BulletList":
                at.children.append(self._flow(node, address=at.next_address()))
            case "Table":
                at.children.append(self._table(node, at.next_address()))
            case _:
                self._refuse(node)

    def _table(self, node: Node, address: str) -> Table:
        _, caption, columns, head, bodies, foot = node.content
        line = node.position.line
        if node.attributes:
            self._unknown_attributes(node)
        if caption[1]:
            self._refuse(Node("Caption", None, node.position, node.attributes))
        aligns = tuple(_ALIGNS.get(align["t"], Align.LEFT) for align, _ in columns)
        header = [self._cells(row, line) for row in head[1]]
        rows = [self._cells(row, line) for body in bodies for row in [*body[2], *body[3]]]
        rows += [self._cells(row, line) for row in foot[1]]
        first = header[0] if header else ()
        if not any(_has_words(cell) for cell in first):
            self._error(
                "table-headings",
                line,
                "This table has no headings, and who hears it read aloud needs them.",
                "Write what each column holds in the table's first line.",
            )
        width = len(aligns)
        first = first + ((),) * (width - len(first))
        return Table(
            first, tuple(r + ((),) * (width - len(r)) for r in rows), aligns, address, line
        )

    def _cells(self, row: Json, line: int) -> tuple[Inlines, ...]:
        done: list[Inlines] = []
        for _, _, _, _, blocks in row[1]:
            inlines: Inlines = ()
            for block in plain(blocks):
                if block.tag in ("Para", "Plain"):
                    inlines += self.inlines.read(block.content, block.position.line or line)
                else:
                    self._refuse(block)
            done.append(inlines)
        return tuple(done)

    # passages

    def _passage(self, node: Node, at: OutlineNode) -> None:
        line = node.position.line
        self._check_fences(node)
        if self._in_a_passage:
            self._error(
                "passage-nested",
                line,
                "A passage stands inside a passage.",
                "End the first with ::: before the second begins.",
            )
            self.gathered.covered.append(node.position)
            return
        kind = next((c for c in ("only", "local") if c in node.attributes.classes), "")
        allowed = {"only": {"for"}, "local": {"for", "replaces", "after"}}.get(kind, set())
        pairs = node.attributes.pairs
        unknown = (
            node.attributes.id or set(node.attributes.classes) - {kind} or set(pairs) - allowed
        )
        if not kind or unknown:
            self._error(
                "unknown-passage",
                line,
                f"A passage marked {node.attributes} is not understood.",
                'Write ::: {.only for="CODE CODE"} or ::: {.local for="CODE" replaces="anchor"}.',
            )
        codes = tuple(sorted(dict.fromkeys(pairs.get("for", "").split())))
        if kind and not codes:
            self._error(
                "passage-for",
                line,
                "This passage does not say for whom it is.",
                'Write the codes of schools or groups: for="CODE CODE".',
            )
        if kind == "local":
            self._set_aside(node, codes)
            return
        passage = OutlinePassage(PassageKind.ONLY, codes, line=line)
        at.children.append(passage)
        inner = plain(node.content)
        # what is read next lands in the passage but counts on under `at`
        outer, at.children = at.children, passage.children
        self._in_a_passage = True
        if inner and inner[0].tag == "Header" and not at.is_clause:
            self.sections(inner, at, at)
            self._passage_with_heading = 0
        else:
            for block in inner:
                self._in_passage(block, at)
        self._in_a_passage = False
        at.children = outer

    def _in_passage(self, block: Node, at: OutlineNode) -> None:
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

    def _set_aside(self, node: Node, codes: tuple[str, ...]) -> None:
        pairs = node.attributes.pairs
        kinds = [key for key in ("replaces", "after") if key in pairs]
        if len(kinds) != 1 or not pairs[kinds[0]]:
            self._error(
                "local-target",
                node.position.line,
                "This local amendment does not say what it changes.",
                'Name the clause by its anchor: replaces="anchor", or after="anchor" to add one.',
            )
            self.gathered.covered.append(node.position)
            return
        kind = PassageKind.REPLACES if kinds[0] == "replaces" else PassageKind.AFTER
        self.locals.append(LocalAmendment(kind, codes, pairs[kinds[0]].removeprefix("#"), node))

    def _check_fences(self, node: Node) -> None:
        first, last = node.position.line, node.position.end_line - 1
        for line in (first, last):
            text = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
            if text.lstrip(" >").startswith(":::"):
                self.gathered.covered.append(Position(line, 1, line, len(text) + 1))
            elif line == last:
                self._error(
                    "unclosed-passage",
                    first,
                    "The passage that begins here is never ended.",
                    "Write ::: on a line of its own after its last paragraph.",
                )

    # complaints

    def _check_indent(self, node: Node) -> None:
        if node.position.column > 1 and node.tag != "CodeBlock":
            self._error(
                "indented-block",
                node.position.line,
                "This is indented, but not far enough to belong to the clause above it.",
                "Begin it under the first letter of the clause's words, or at the margin.",
            )

    def _name(self, node: OutlineNode, column: int) -> None:
        if node.anchor:
            self.inlines.add_anchor(node.anchor, node.line, column)
            self.named.setdefault(node.anchor, node)

    def _unknown_attributes(self, node: Node) -> None:
        self._error(
            "unknown-attribute",
            node.position.line,
            f"{node.attributes} is not understood here.",
            "Delete it.",
        )

    def _refuse(self, node: Node) -> None:
        if node.tag == "RawBlock":
            code, message, hint = raw_complaint(node.content)
        else:
            code, message, hint = _REFUSED.get(node.tag, _UNKNOWN)
        self._error(code, node.position.line, message, hint)
        self.gathered.covered.append(node.position)

    def _error(self, code: str, line: int, message: str, hint: str) -> None:
        self.gathered.error(code, line, 0, message, hint)


def _trimmed(inlines: Inlines) -> Inlines:
    """Return a block's inlines without white space at its ends, as after `[]{#anchor} `."""
    done = list(inlines)
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip(" "))
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text.rstrip(" "))
    return tuple(i for i in done if i != Text(""))


def _has_words(inlines: Inlines) -> bool:
    return any(not isinstance(i, Text) or i.text.strip() for i in inlines)


_REFUSED = {
    "BlockQuote": (
        "block-quote",
        "There is a quotation here (a line that begins with >), which has no number or address.",
        "Write it as a paragraph or a clause.",
    ),
    "CodeBlock": (
        "code-block",
        "This is indented by four spaces or fenced by ```, which makes it program code.",
        "Begin it at the margin, or under the first letter of the clause that it belongs to.",
    ),
    "DefinitionList": (
        "definition-list",
        "There is a list of definitions here (a line that begins with :).",
        "Write it as a table or as clauses.",
    ),
    "HorizontalRule": (
        "rule",
        "There is a line across the page here (--- or ***).",
        "Delete it; a heading parts the text.",
    ),
}
_UNKNOWN = (
    "unsupported",
    "There is something here that a policy cannot hold.",
    "Write it as a paragraph, a clause or a table.",
)
