"""A plain text or plain Markdown whose numbers were typed, read into the model.

    bytes ──lines_of──▶ heading, numbered, bullet … ──Tree──▶ nodes ──▶ Policy

Such texts come out of PDFs and old files, so the reader makes up for what happens to them on the
way: headings of mixed levels, bullets that were lost, clauses cut in two by the end of a page,
bold words in headings, lines broken anywhere. The numbers are kept as they were typed. It never
raises, whatever the text.
"""

from minuted.model.cross_reference import typed_references
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.policy import (
    Align,
    Block,
    Bullets,
    Clause,
    Flow,
    FrontMatter,
    Inline,
    Inlines,
    Numbering,
    Paragraph,
    Policy,
    Reference,
    Section,
    Table,
    Text,
)
from minuted.readers.typed_lines import lines_of
from minuted.readers.typed_tree import Node, Tree


def read_typed_numbers(source: bytes) -> tuple[Policy | None, list[Diagnostic]]:
    """Read a text with typed numbers.

    Args:
        source: UTF-8, UTF-16 with its mark, or the old Windows encoding.

    Returns:
        The policy, its title empty where the text has none; None where it is no text at all.
    """
    text = decoded(source)
    if text is None:
        return None, [not_text()]
    tree = Tree()
    for line in lines_of(text):
        tree.take(line)
    root, title = tree.root, tree.title
    numbers = {node.number for node in _walk(root) if node.number}
    writer = _Writer(numbers)
    children = writer.blocks(root.children, "")
    return Policy(FrontMatter(title), children), tree.diagnostics


def not_text() -> Diagnostic:
    """Return the complaint about a file that is no text."""
    message = "The file is not text: a program's own format, or a picture."
    hint = "Save it as plain text (.txt) or Markdown (.md) first."
    return Diagnostic(Severity.ERROR, "not-text", message, hint)


def decoded(source: bytes) -> str | None:
    """Return a file's text, whatever its encoding; None where it is none."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = source.decode("utf-16", errors="replace")
    else:
        try:
            text = source.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = source.decode("cp1252", errors="replace")
    odd = sum(1 for c in text[:100_000] if (c < " " and c not in "\t\n\r\f\v") or c == "\ufffd")
    return None if "\0" in text or odd > len(text[:100_000]) // 50 else text


class _Writer:
    """Turns the tree into the model, typed cross-references into references."""

    def __init__(self, numbers: set[str]) -> None:
        self.numbers = numbers

    def blocks(self, nodes: list[Node], parent: str) -> tuple[Block, ...]:
        done: list[Block] = []
        unnumbered = 0
        for node in nodes:
            if node.kind not in ("section", "clause"):
                unnumbered += 1
            address = f"{parent}/p{unnumbered}".lstrip("/")
            done.append(self._block(node, address))
        return tuple(done)

    def _block(self, node: Node, address: str) -> Block:
        match node.kind:
            case "section":
                return Section(
                    node.number,
                    node.depth,
                    self._inlines(node.text),
                    self.blocks(node.children, node.number),
                    Numbering.APPENDIX if node.appendix else Numbering.NUMBERED,
                    anchor=node.number,
                    line=node.line,
                )
            case "heading":
                below = self.blocks(node.children, address)
                title = self._inlines(node.text)
                return Section(address, 1, title, below, Numbering.UNNUMBERED, line=node.line)
            case "clause":
                return Clause(
                    node.number,
                    node.depth,
                    self._flows(node.lead),
                    self.blocks(node.children, node.number),
                    anchor=node.number,
                    line=node.line,
                )
            case "table":
                wide = max(len(row) for row in node.rows)
                rows = [
                    tuple(self._inlines(cell) for cell in (*row, *[""] * (wide - len(row))))
                    for row in node.rows
                ]
                aligns = (Align.LEFT,) * wide
                return Table(rows[0], tuple(rows[1:]), aligns, address, node.line)
            case _:
                flows = self._flows(node.lead)
                if isinstance(flows[0], Paragraph):
                    return Paragraph(flows[0].inlines, address, node.line)
                return Bullets(flows[0].items, address, node.line)

    def _flows(self, lead: list[tuple[str, str]]) -> tuple[Flow, ...]:
        flows: list[Flow] = []
        for kind, text in lead:
            paragraph = Paragraph(self._inlines(text))
            if kind == "words":
                flows.append(paragraph)
            elif flows and isinstance(flows[-1], Bullets):
                flows[-1] = Bullets((*flows[-1].items, (paragraph,)))
            else:
                flows.append(Bullets(((paragraph,),)))
        return tuple(flows)

    def _inlines(self, text: str) -> Inlines:
        found: list[Inline] = []
        at = 0
        for start, end, number in typed_references(text, self.numbers.__contains__):
            found += [Text(text[at:start])] if start > at else []
            # the name of the place is its number: it says where it is, and nothing else
            found.append(Reference(number, number))
            at = end
        found += [Text(text[at:])] if text[at:] else []
        return tuple(found)


def _walk(node: Node) -> list[Node]:
    return [node, *(below for child in node.children for below in _walk(child))]
