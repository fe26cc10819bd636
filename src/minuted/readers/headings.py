"""Headings: how each is counted, and what is wrong with it."""

import re

from minuted.model.policy import Footnote, Image, Inlines, Numbering, Text
from minuted.model.walking import walk_inlines
from minuted.readers.flows import FlowReader, has_words, trimmed
from minuted.readers.outline import MAX_DEPTH, OutlineNode
from minuted.readers.tree import Node, Position

_TYPED_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?(?=\s)")
_CLOSING_MARKS = re.compile(r"\s#+$")


class HeadingReader:
    """Reads one text's headings; complaints go to `gathered`."""

    def __init__(self, flows: FlowReader) -> None:
        self._flows = flows
        self._gathered = flows.gathered

    def read(self, node: Node, parent: OutlineNode, top: OutlineNode) -> OutlineNode:
        """Return the section that a heading opens under `parent`, and put it there.

        Args:
            top: what the heading may not rise above: the text as a whole, or what a passage that
                begins with a heading stands under.
        """
        level, _, content = node.content
        line = node.position.line
        self._check_level(level, parent, top, line)
        numbering, ours = self._numbering(node, parent, line)
        if node.attributes and not ours:
            self._flows.unknown_attributes(node)
        self._cover_attributes(node)
        number = {
            Numbering.UNNUMBERED: parent.next_address,
            Numbering.APPENDIX: parent.next_number if parent.depth else parent.next_appendix,
            Numbering.NUMBERED: parent.next_number,
        }[numbering]()
        title = trimmed(self._flows.inlines.read(content, line))
        self._check_title(title, number, line, has_attributes=bool(node.attributes))
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
        parent.children.append(section)
        return section

    def _check_level(self, level: int, parent: OutlineNode, top: OutlineNode, line: int) -> None:
        above = level - 2  # the depth of the section that it must stand under
        if not self._gathered.line(line).lstrip().startswith("#"):
            self._error(
                "underlined-heading",
                line,
                "This paragraph is underlined with --- or ===, which makes it a heading.",
                "Write ## before a heading; leave an empty line before --- that is none.",
            )
        elif level == 1:
            self._error(
                "heading-level",
                line,
                "A heading with one # is a title, and the title stands in the front matter.",
                "Begin sections with ##, and what is below them with ###.",
            )
        elif parent is top and parent.depth > above:
            self._error(
                "heading-level",
                line,
                "This heading is of a higher level than the one that its passage begins with.",
                "End the passage before it with :::, or write the heading with more #.",
            )
        elif parent.depth < above:
            self._error(
                "heading-level",
                line,
                f"This heading has {level} #, but the one above it has {parent.depth + 1}."
                if parent.depth
                else f"This heading has {level} #, but there is no heading with {level - 1} above.",
                f"Write it with {parent.depth + 2} #; no level can be left out.",
            )

    def _numbering(self, node: Node, parent: OutlineNode, line: int) -> tuple[Numbering, bool]:
        """Return how a heading is counted, and whether its attributes are all understood."""
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

    def _check_title(self, title: Inlines, number: str, line: int, *, has_attributes: bool) -> None:
        if not has_words(title):
            self._error("empty-heading", line, "This heading has no words.", "Write or delete it.")
            return
        for inline in walk_inlines(title):
            if isinstance(inline, Footnote | Image):
                what = "footnote" if isinstance(inline, Footnote) else "picture"
                self._error(
                    "heading-content",
                    line,
                    f"There is a {what} in this heading.",
                    "Move it into the text below.",
                )
        self._check_typed_number(title[0], number, line)
        self._check_end(title[-1], line, has_attributes=has_attributes)

    def _check_typed_number(self, first: object, number: str, line: int) -> None:
        match = _TYPED_NUMBER.match(first.text) if isinstance(first, Text) else None
        if match is None:
            return
        typed = match[0]
        if typed != number and "." not in typed:
            return  # an amount, as in `## 16 to 19 provision`
        if "." in typed and typed.replace(".", "\\.", 1) in self._gathered.line(line):
            return
        self._error(
            "typed-number",
            line,
            f"The number {typed} is typed here, and numbers are given by minuted.",
            "Delete it. If it is an amount, write it in words, or with a backslash: 2\\.5",
        )

    def _check_end(self, last: object, line: int, *, has_attributes: bool) -> None:
        words = last.text if isinstance(last, Text) else ""
        braced = words.endswith("}") and not self._is_escaped(line, has_attributes)
        if braced or (has_attributes and _CLOSING_MARKS.search(words)):
            self._error(
                "heading-form",
                line,
                "What stands at the end of this heading would be printed with it.",
                "Write {#name}, {.unnumbered} or {.appendix} after its last word and a space, and"
                " nothing but spaces after that.",
            )

    def _is_escaped(self, line: int, has_attributes: bool) -> bool:
        """Whether a backslash says that the brace at a heading's end is a word."""
        source = self._gathered.line(line).rstrip()
        if has_attributes:
            source = source[: source.rfind("{")].rstrip()
        return source.endswith("\\}")

    def _cover_attributes(self, node: Node) -> None:
        """Count `{#id .appendix}` at a heading's end as having reached the tree."""
        if node.attributes:
            line = node.position.line
            text = self._gathered.line(line)
            start = text.rfind("{") + 1
            self._gathered.covered.append(Position(line, start, line, len(text) + 1))

    def _error(self, code: str, line: int, message: str, hint: str) -> None:
        self._gathered.error(code, line, 0, message, hint)
