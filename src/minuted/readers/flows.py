"""Unnumbered blocks: paragraphs, bullets, tables."""

import itertools
import re

from minuted.model.policy import Align, Bullets, Flow, Inlines, LineBreak, Paragraph, Table, Text
from minuted.readers.gathered import Gathered
from minuted.readers.inlines import InlineReader
from minuted.readers.refusals import refusal
from minuted.readers.swallowed import check_swallowed
from minuted.readers.tree import Json, Node, Position, plain

MAX_BULLETS = 5
"""How deep bullets may stand inside one another."""

_TYPED_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?(?=\s)")
_MARK_ALONE = re.compile(r"\s*(?:[-*+]|\(?\w{1,9}[.)])\s*")
_ALIGNS = {"AlignCenter": Align.CENTRE, "AlignRight": Align.RIGHT}


class FlowReader:
    """Reads one text's unnumbered blocks; complaints go to `gathered`."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.inlines = InlineReader(gathered)

    def flow(self, node: Node, *, in_clause: bool = False, address: str = "") -> Flow:
        """Read a paragraph or a bulleted list.

        Args:
            in_clause: whether these are a clause's first words, which may not be empty anyway.
        """
        if node.attributes:
            self.unknown_attributes(node)
        if node.tag == "BulletList":
            return self._bullets(node, address)
        line = node.position.line
        self.gathered.continued.clear()
        before = len(self.gathered.diagnostics)
        inlines = trimmed(self.inlines.read(node.content, line))
        self._check_typed_number(inlines, line, in_clause=in_clause)
        check_swallowed(line, self.gathered)
        complained = len(self.gathered.diagnostics) > before
        if not in_clause and not complained and not has_words(inlines):
            self._error(
                "empty-paragraph", line, "This paragraph has no words.", "Write them, or delete it."
            )
        return Paragraph(inlines, address, line)

    def _check_typed_number(self, inlines: Inlines, line: int, *, in_clause: bool) -> None:
        first = inlines[0] if inlines else None
        match = _TYPED_NUMBER.match(first.text) if isinstance(first, Text) else None
        if match is None:
            return
        escaped = match[0].rstrip(".").replace(".", "\\.", 1)
        if escaped in self.gathered.line(line):
            return
        self._error(
            "typed-number",
            line,
            f"The number {match[0]} is typed here, and numbers are given by minuted.",
            (
                "Delete it; what stands before the words need only be 1."
                if in_clause
                else "Make it an item of a numbered list (1. …), indented below the clause that it"
                " belongs to."
            )
            + f" If it is an amount, write it as {escaped}",
        )

    def _bullets(self, node: Node, address: str, depth: int = 1) -> Bullets:
        items = [plain(item) for item in node.content]
        self.check_items(items)
        if not all(items):
            self._error(
                "empty-bullet",
                node.position.line,
                "A bullet of the list that begins here has no words.",
                "Write them, or delete the bullet.",
            )
        done: list[tuple[Flow, ...]] = []
        for item in items:
            self.check_columns(item)
            flows: list[Flow] = []
            for inner in item:
                if inner.tag == "BulletList":
                    flows += self._inner_bullets(inner, depth + 1)
                elif inner.tag in ("Para", "Plain"):
                    flows.append(self.flow(inner))
                else:
                    self._in_bullets(inner)
            done.append(tuple(flows))
        return Bullets(tuple(done), address, node.position.line)

    def _inner_bullets(self, node: Node, depth: int) -> list[Flow]:
        if depth <= MAX_BULLETS:
            return [self._bullets(node, "", depth)]
        self._error(
            "too-deep",
            node.position.line,
            f"These bullets stand more than {MAX_BULLETS} deep inside one another.",
            "Bring them up a level.",
        )
        self.gathered.covered.append(node.position)
        return []

    def _in_bullets(self, node: Node) -> None:
        if node.tag not in _NOT_IN_BULLETS:
            self.refuse(node)
            return
        what, hint = _NOT_IN_BULLETS[node.tag]
        self._error("bullet-content", node.position.line, f"{what} stands inside a bullet.", hint)
        self.gathered.covered.append(node.position)

    def check_items(self, items: list[list[Node]]) -> None:
        """Find an item that joined this list only because it was indented too little."""
        first: tuple[int, int] | None = None
        for item in items:
            if not item or not item[0].position.line:
                continue
            position = item[0].position
            text = self.gathered.line(position.line)
            alone = _MARK_ALONE.fullmatch(self.gathered.line(position.line - 1))
            begins = position.line - 1 if alone and not text[: position.column - 1].strip() else 0
            self.gathered.covered.append(
                Position(begins or position.line, 1, position.line, position.column)
            )
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

    def check_columns(self, nodes: list[Node]) -> None:
        """Find a block of an item that was meant for the list above it, and fell short of it."""
        for before, node in itertools.pairwise(nodes):
            if before.tag in ("OrderedList", "BulletList") and (
                node.position.column > before.position.column > 0
            ):
                self.indented(node)

    def table(self, node: Node, address: str) -> Table:
        """Read a table; rows that are too short are filled."""
        _, caption, columns, head, bodies, foot = node.content
        line = node.position.line
        if node.attributes:
            self.unknown_attributes(node)
        if caption[1]:
            self.refuse(Node("Caption", None, node.position, node.attributes))
        aligns = tuple(_ALIGNS.get(align["t"], Align.LEFT) for align, _ in columns)
        header = [self._cells(row, line) for row in head[1]]
        rows = [self._cells(row, line) for body in bodies for row in [*body[2], *body[3]]]
        rows += [self._cells(row, line) for row in foot[1]]
        first = header[0] if header else ()
        if not any(has_words(cell) for cell in first):
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
                    self.refuse(block)
            done.append(inlines)
        return tuple(done)

    def refuse(self, node: Node) -> None:
        """Complain about a block that cannot stand in a policy."""
        code, message, hint = refusal(node)
        self._error(code, node.position.line, message, hint)
        self.gathered.covered.append(node.position)

    def indented(self, node: Node) -> None:
        """Complain about a block that is indented by too much or too little."""
        self._error(
            "indented-block",
            node.position.line,
            "This is indented, but not far enough to belong to the clause above it.",
            "Begin it under the first letter of the clause's words, or at the margin.",
        )

    def unknown_attributes(self, node: Node) -> None:
        """Complain about `{…}` on a block that takes none."""
        self._error(
            "unknown-attribute",
            node.position.line,
            f"{node.attributes} is not understood here.",
            "Delete it.",
        )

    def _error(self, code: str, line: int, message: str, hint: str) -> None:
        self.gathered.error(code, line, 0, message, hint)


def trimmed(inlines: Inlines) -> Inlines:
    """Return a block's inlines without white space at its ends, as after `[]{#anchor} `."""
    done = list(inlines)
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip(" "))
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text.rstrip(" "))
    return tuple(i for i in done if i != Text(""))


def has_words(inlines: Inlines) -> bool:
    """Whether there is anything to be seen; a line break alone is nothing."""
    return any(
        i.text.strip() if isinstance(i, Text) else not isinstance(i, LineBreak) for i in inlines
    )


_NOT_IN_BULLETS = {
    "OrderedList": ("A numbered list", "Number the outer list too."),
    "Header": ("A heading", "Move it out of the list."),
    "Table": ("A table", "Put it after the list, or in a clause."),
    "Div": ("A passage", "Put it around the whole list, or in a clause."),
}
