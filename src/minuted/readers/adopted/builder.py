"""The parts of a document hung into a tree by their labels, levels and indents.

heading "2"        section        2.1 goes under it, because its label says so
numbered "2.1"     clause
numbered "(a)"     clause         under 2.1: a list begins; (b) goes beside it
words              of the clause where they are set in as far, else of the section
"""

from dataclasses import replace
from itertools import pairwise

from minuted.model.canonical import flows_text, text_of
from minuted.model.document import Grid, Part, Piece
from minuted.model.policy import Bullets, Flow, Image, Paragraph, Strong, Text
from minuted.readers.adopted.countings import with_label_as_words
from minuted.readers.adopted.marks import Mark, going_on, mark_below, mark_of
from minuted.readers.adopted.nodes import Node, add_bullet
from minuted.readers.adopted.siblings import full_number, path_of, sibling

_GUESSED_LEVEL = 9
_SLACK = 3.0
"""Points by which what belongs together may be set in differently."""


class Builder:
    """Takes the parts of a document in order."""

    def __init__(self, *, numbered_headings: frozenset[int]) -> None:
        self.root = Node("root")
        self.open: list[Node] = [self.root]
        self.numbered_headings = numbered_headings
        self.placed: dict[tuple[bool, tuple[int, ...]], Node] = {}
        self.parents: dict[Node, Node] = {}
        self.worded: list[str] = []

    def take(self, part: Part) -> None:
        """Hang one part into the tree."""
        if isinstance(part, Grid):
            self._table(part)
            return
        if part.kind == "bullet" and not any(map(str.isalnum, part.label)):
            part = replace(part, label="")  # every bullet looks alike here
        mark = self._mark_of(part.label) if part.label else None
        if part.label and mark is None:  # a label without a number is but words
            self.worded += [part.label] if part.numbering == "automatic" else []
            part = with_label_as_words(part)
        match part.kind:
            case "heading" if mark:
                self._place(_section(part, mark), mark)
            case "heading":
                self._heading(part)
            case "numbered" if mark:
                self._place(_clause(part, mark), mark)
            case "bullet":
                self._bullet(part)
            case _:
                self._words(part)

    def _mark_of(self, label: str) -> Mark | None:
        marks = (node.mark for node in self.open if node.kind == "section")
        letters = {mark.parts[-1] for mark in marks if mark and mark.form == "LETTER"}
        return mark_of(label) or mark_below(label, letters)

    # headings without a number

    def _heading(self, piece: Piece) -> None:
        if not text_of(piece.inlines):
            return
        level = piece.level or _GUESSED_LEVEL
        while len(self.open) > 1 and (
            self.open[-1].kind == "clause" or (self.open[-1].level or 1) >= level
        ):
            self.open.pop()
        node = _section(piece, None)
        node.level = level
        node.given = piece.level in self.numbered_headings
        self.parents[node] = self.open[-1]
        self._hang(node, self.open[-1])

    # what has a label

    def _place(self, node: Node, mark: Mark) -> None:
        if mark.form == "whole":
            parent = self._parent_of_whole(node, mark.parts)
            node.found = mark.number
        else:
            if node.kind == "clause" and mark.form == "count" and mark.parts == (1,):
                self._begin_list()
            parent = self._parent_of_part(node, mark)
            last = next((c.mark for c in reversed(parent.children) if c.counts and c.mark), None)
            node.mark = mark = going_on(last, mark) if last else mark
            node.found = full_number(parent, mark)
        self._hang(node, parent)
        self.parents[node] = parent
        path = path_of(node)
        if path:
            self.placed[node.appendix, path] = node

    def _parent_of_whole(self, node: Node, parts: tuple[int, ...]) -> Node:
        self._open_again(bool(node.mark and node.mark.appendix), parts[:-1])
        for known in reversed(self.open):
            path = path_of(known)
            if not path or len(path) >= len(parts) or path != parts[: len(path)]:
                continue
            lettered = bool(node.mark and node.mark.appendix)
            if lettered and known.mark and known.mark.form == "LETTER":
                known.appendix = True
                known.found = known.found.strip("()")
            if known.appendix == lettered:
                return known
        # its heading has no number of its own: it can only be this one's
        for known in reversed(self.open[1:]):
            has_none = known.kind == "section" and not known.counts
            above = (bool(node.mark and node.mark.appendix), parts[:1])
            if len(parts) != 2 or parts[1] != 1 or above in self.placed:
                break
            if has_none and not any(c.counts for c in known.children):
                known.given = True
                known.found = str(parts[0])
                known.mark = Mark("count", parts[:1], "", known.found)
                known.appendix = above[0]
                self.placed[above] = known
                return known
        beside = [n for n in self.open[1:] if len(path_of(n)) == len(parts)]
        if beside:
            return self.open[self.open.index(beside[-1]) - 1]
        holders = [n for n in self.open if n.kind == "root" or n.counts]
        return holders[min(len(parts) - 1, len(holders) - 1)]

    def _parent_of_part(self, node: Node, mark: Mark) -> Node:
        beside = sibling(self.open, node, mark)
        if beside is not None:
            return self.open[self.open.index(beside) - 1]
        if mark.appendix:
            return self.root
        if node.kind == "section":
            for known in reversed(self.open):
                if known.kind == "root" or (
                    known.kind == "section" and known.counts and (known.level or 1) < node.level
                ):
                    return known
        for known in reversed(self.open):
            deeper = known.kind == "clause" and node.level and known.level >= node.level
            if not deeper and (known.kind == "root" or known.counts):
                return known
        return self.root

    def _hang(self, node: Node, parent: Node) -> None:
        at = self.open.index(parent)
        if node.kind == "clause" or not node.counts:
            self._dissolve(self.open[at + 1 :], node)
        del self.open[at + 1 :]
        self._bring_down()
        parent.children.append(node)
        self.open.append(node)

    def _bring_down(self) -> None:
        """Move loose words that came after the last open node into it: what follows goes there."""
        last = self.open[-1]
        for above, below in pairwise(self.open):
            at = above.children.index(below) + 1
            last.children += above.children[at:]
            del above.children[at:]

    def _dissolve(self, closed: list[Node], node: Node) -> None:
        """Make words of headings without a number that would come to hold what is numbered."""
        if node.kind != "clause":
            return
        for heading in closed:
            if heading.kind == "section" and not heading.counts:
                self._as_words(heading)

    def _as_words(self, heading: Node) -> None:
        parent = next(n for n in self.open if heading in n.children)
        at = parent.children.index(heading)
        words = Node("words", heading.place, anchor=heading.anchor, level=heading.level)
        words.lead = [Paragraph((Strong(heading.title),))]
        words.title = heading.title
        parent.children[at : at + 1] = [words, *heading.children]

    def _begin_list(self) -> None:
        """Let a list that begins at 1 again stand in the section before it, not beside it."""
        tops = [path for appendix, path in self.placed if not appendix and len(path) == 1]
        if tops and not any(node.counts for node in self.open):
            self._open_again(False, tops[-1])

    def _open_again(self, appendix: bool, path: tuple[int, ...]) -> None:
        """Open the node of a number again where only what has no number came after it.

        Headings of boxes and the like stand under it then.
        """
        wanted = self.placed.get((appendix, path))
        if wanted is None or wanted in self.open:
            return
        lineage = [wanted]
        while lineage[-1] not in self.open:
            above = self.parents.get(lineage[-1])
            if above is None or lineage[-1] not in above.children:
                return
            lineage.append(above)
        after: list[tuple[Node, int]] = []
        for child, parent in pairwise(lineage):
            at = parent.children.index(child) + 1
            if any(n.counts or any(b.counts for b in n.walk()) for n in parent.children[at:]):
                return
            after.append((parent, at))
        for parent, at in after:
            wanted.children += parent.children[at:]
            del parent.children[at:]
        del self.open[self.open.index(lineage[-1]) + 1 :]
        self.open += lineage[-2::-1]

    # what has none

    def _bullet(self, piece: Piece) -> None:
        holder = self._opened(self._holder(piece))
        if holder.kind == "clause" and not holder.children:
            add_bullet(holder.lead, piece.inlines, piece.level)
            return
        last = holder.children[-1] if holder.children else None
        if last is None or last.kind != "bullets":
            last = Node("bullets", piece.place)
            holder.children.append(last)
        add_bullet(last.lead, piece.inlines, piece.level)

    def _words(self, piece: Piece) -> None:
        if not piece.inlines or not text_of(piece.inlines):
            return
        holder = self._opened(self._holder(piece))
        if holder.kind == "clause" and not holder.children:
            holder.lead.append(Paragraph(piece.inlines))
            return
        flow: list[Flow] = [Paragraph(piece.inlines)]
        holder.children.append(Node("words", piece.place, lead=flow, anchor=piece.anchor))

    def _table(self, grid: Grid) -> None:
        holder = self.open[-1]
        if holder.kind == "clause" and not _announces(holder):
            holder = next(n for n in reversed(self.open) if n.kind != "clause")
        holder = self._opened(holder)
        holder.children.append(Node("table", grid.place, grid=grid, anchor=grid.anchor))

    def _opened(self, holder: Node) -> Node:
        """Return what loose words go into: no lower than where the last ones went."""
        for above, below in pairwise(self.open):
            if above is holder:
                break
            if above.children[-1] is not below:
                return above
        return holder

    def _holder(self, piece: Piece) -> Node:
        """Return what a paragraph or bullet without a number belongs to."""
        top = self.open[-1]
        if top.kind != "clause":
            return top
        if piece.kind == "bullet" and not top.children:
            return top
        if piece.indent > 0:
            for known in reversed(self.open):
                if known.kind == "clause" and known.indent <= piece.indent + _SLACK:
                    return known
        pictured = all(isinstance(inline, Image) for inline in piece.inlines)
        if (pictured or text_of(piece.inlines)[:1].islower()) and not top.children:
            return top
        return next(n for n in reversed(self.open) if n.kind != "clause")


def _section(piece: Piece, mark: Mark | None) -> Node:
    return Node(
        "section",
        piece.place,
        title=piece.inlines,
        mark=mark,
        label=piece.label,
        typed=piece.numbering == "typed",
        anchor=piece.anchor,
        appendix=bool(mark and mark.appendix),
        level=piece.level,
    )


def _clause(piece: Piece, mark: Mark) -> Node:
    return Node(
        "clause",
        piece.place,
        lead=[Paragraph(piece.inlines)] if text_of(piece.inlines) else [],
        mark=mark,
        label=piece.label,
        typed=piece.numbering == "typed",
        anchor=piece.anchor,
        appendix=mark.appendix,
        level=piece.level,
        indent=piece.indent,
    )


def _announces(clause: Node) -> bool:
    return bool(clause.children) or flows_text(tuple(clause.lead)).endswith(":")


def finish(node: Node) -> Node:
    """Return the tree with empty placeholders' words filled in; nothing is left without words."""
    for each in node.walk():
        if each.kind == "clause" and not each.lead:
            each.lead = [Paragraph((Text("Not used"),))]
            each.placeholder = True
        if each.kind == "bullets" and not any(isinstance(f, Bullets) for f in each.lead):
            each.kind = "words"
    return node
