"""Typed and automatic cross-references, turned into references where they resolve.

paragraphs 4.3 or 5          two references
clause 9.9 (there is none)   words, and a remark
section 5 of the Equality Act 2010   words: another document's
a link to http://…           to https://…, and a remark: no copy has such
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from minuted.model.canonical import text_of
from minuted.model.cross_reference import typed_references
from minuted.model.document import Place, Remark
from minuted.model.phrases import merged
from minuted.model.policy import (
    Bullets,
    Emphasis,
    Flow,
    Footnote,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.adopted.links import Links
from minuted.readers.adopted.nodes import Node

_APPENDIX = re.compile(r"(?i:\b(?:appendix|appendices|annexe?|schedule)\s+)$")


class Linker:
    """Makes the references of a tree; `number` says which of a node's two numbers is printed.

    Attributes:
        made: how many references were made.
        remarks: what was meant as one and resolves to nothing.
        read_as: what the source prints for each reference of the result, in order.
    """

    def __init__(self, root: Node) -> None:
        self.made = 0
        self.remarks: list[Remark] = []
        self.named: dict[str, Node] = {}
        self.found: dict[str, Node] = {}
        self.appendices: dict[str, Node] = {}
        count = Counter[str]()
        for node in root.walk():
            if node.anchor:
                self.named.setdefault(node.anchor, node)
            if node.counts and not node.placeholder:
                if node.found:
                    self.found.setdefault(node.found, node)
                if node.appendix:
                    self.appendices.setdefault(node.found, node)
                node.key = node.found or node.number
                count[node.key] += 1
                if count[node.key] > 1:
                    node.key += f"#{count[node.key]}"
        self._place = Place(0, 0, "")
        self._here: Node | None = None

    def link(self, root: Node) -> Mapping[str, Node]:
        """Change the tree's words in place; return the nodes referred to, by anchor."""
        used: dict[str, Node] = {}
        self._used = used
        self._links = Links()
        for node in root.walk():
            self._here, self._place = node, node.place
            node.title = self.inlines(node.title)
            self._here = None
            node.lead = [self._flow(flow) for flow in node.lead]
            if node.grid is not None:
                rows = tuple(
                    tuple(tuple(self.inlines(p) for p in cell) for cell in row)
                    for row in node.grid.rows
                )
                node.grid = replace(node.grid, rows=rows)
        self.remarks += self._links.remarks()
        return used

    def _flow(self, flow: Flow) -> Flow:
        if isinstance(flow, Paragraph):
            return Paragraph(self.inlines(flow.inlines), flow.address, flow.line)
        items = tuple(tuple(self._flow(inner) for inner in item) for item in flow.items)
        return Bullets(items, flow.address, flow.line)

    def inlines(self, inlines: Inlines) -> Inlines:
        """Return some inlines with references made of what is typed in them."""
        return _each(merged(inlines), self._of)

    def _of(self, inline: Inline) -> Inlines:
        if isinstance(inline, Text):
            return self._typed(inline.text)
        if isinstance(inline, Reference):
            return self._automatic(inline)
        if isinstance(inline, Link):
            bare = replace(inline, children=without_references(inline.children))
            return self._links.linked(bare, self._place)
        return (inline,)

    def _typed(self, text: str) -> Inlines:
        done: list[Inline] = []
        at = 0
        for start, end, number in typed_references(text, lambda _: True):
            node = self.found.get(number)
            if node is not None and node is self._here:  # `Appendix B` in its own heading
                continue
            if node is not None and not node.appendix and _is_appendix(text, start, number):
                node = self.appendices.get(number)
            if node is None:
                if self.found and any(c.isdecimal() for c in number):
                    self._unresolved(text, start, end)
                continue
            done += [Text(text[at:start])] if start > at else []
            done.append(self._reference(node, ()))
            at = end
        done += [Text(text[at:])] if text[at:] else []
        return tuple(done)

    def _automatic(self, inline: Reference) -> Inlines:
        node = self.named.get(inline.anchor)
        if node is None or not node.key:
            words = without_references(inline.children) or (
                (Text(inline.number),) if inline.number else ()
            )
            if node is None:
                shown = text_of(words) or inline.anchor
                self._unresolved(shown, 0, len(shown))
            elif not words:
                words = node.title or (Text(inline.number or "?"),)
            return words
        return (self._reference(node, without_references(inline.children)),)

    def _reference(self, node: Node, children: Inlines) -> Reference:
        self.made += 1
        self._used.setdefault(node.key, node)
        return Reference(node.key, node.number, children)

    def _unresolved(self, text: str, start: int, end: int) -> None:
        before = text[max(0, start - 30) : start].lstrip()
        self.remarks.append(
            Remark(
                "reference-unresolved",
                f"“…{before}{text[start:end]}” refers to a number that the text does not have.",
                "It stays as it is typed; check what is meant.",
                self._place,
            )
        )


def without_references(inlines: Inlines) -> Inlines:
    """Return what stands in a link: a reference in another one is but its words."""
    return _each(inlines, _own_words)


def _own_words(inline: Inline) -> Inlines:
    if not isinstance(inline, Reference):
        return (inline,)
    return without_references(inline.children) or ((Text(inline.number),) if inline.number else ())


def _is_appendix(text: str, start: int, number: str) -> bool:
    """Whether a number is an appendix's by the word before it: Appendix 1 is not section 1."""
    return number.isdecimal() and bool(_APPENDIX.search(text, max(0, start - 20), start))


def _each(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    done: list[Inline] = []
    for inline in inlines:
        match inline:
            case Emphasis() | Strong() | Superscript() | Subscript():
                done.append(replace(inline, children=_each(merged(inline.children), change)))
            case Footnote():
                notes = tuple(_each(merged(p), change) for p in inline.paragraphs)
                done.append(replace(inline, paragraphs=notes))
            case _:
                done += change(inline)
    return tuple(done)
