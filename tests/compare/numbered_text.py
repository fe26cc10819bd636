"""A text of nodes with its numbers given, as the `Policy` that a reader would make of it."""

import re

from base_texts import Node

from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Block,
    Clause,
    Inline,
    Paragraph,
    Policy,
    Reference,
    Section,
    Table,
    Text,
)


class NumberedText:
    """A text with the address of every node; half its references are typed numbers."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.address: dict[int, str] = {}
        self._number(nodes, "", 1)

    def _number(self, nodes: list[Node], parent: str, depth: int) -> None:
        numbered = unnumbered = 0
        for node in nodes:
            if node.kind in ("section", "clause"):
                numbered += 1
                address = {
                    4: f"{parent}({chr(96 + numbered)})",
                }.get(depth, f"{parent}.{numbered}".lstrip("."))
            else:
                unnumbered += 1
                address = f"{parent}/p{unnumbered}".lstrip("/")
            self.address[node.key] = address
            self._number(node.children, address, depth + 1)

    def words(self, node: Node) -> str:
        return re.sub(r"⟦(\d+)⟧", lambda m: self.address.get(int(m[1]), "9.99"), node.text)

    def policy(self, title: str) -> Policy:
        return Policy(FrontMatter(title), tuple(self._block(n, 1) for n in self.nodes))

    def _block(self, node: Node, depth: int) -> Block:
        address = self.address[node.key]
        below = tuple(self._block(child, depth + 1) for child in node.children)
        match node.kind:
            case "section":
                return Section(address, depth, self._inlines(node.text), below)
            case "clause":
                return Clause(address, depth, (Paragraph(self._inlines(node.text)),), below)
            case "paragraph":
                return Paragraph(self._inlines(node.text), address)
            case _:
                rows = [
                    tuple(self._inlines(cell) for cell in row.split("\t"))
                    for row in node.text.split("\n")
                ]
                return Table(rows[0], tuple(rows[1:]), (Align.LEFT,) * len(rows[0]), address)

    def _inlines(self, text: str) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for part in re.split(r"(⟦\d+⟧)", text):
            if not part.startswith("⟦"):
                found += [Text(part)] if part else []
                continue
            number = self.address.get(int(part[1:-1]), "9.99")
            found.append(Reference("", number) if int(part[1:-1]) % 2 else Text(number))
        return tuple(found)
