"""Pandoc's inlines into the model's: words, emphasis, links, references, fields, notes, images."""

from collections.abc import Callable

from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers import fields
from minuted.readers.gathered import Gathered, UsedReference
from minuted.readers.images import read_image
from minuted.readers.refusals import refusal
from minuted.readers.tree import Json, Node, Position, plain
from minuted.readers.words import check_characters, check_words

MAX_NESTING = 12
"""How deep emphasis, links and the like may stand inside one another."""

_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Superscript": Superscript,
    "Subscript": Subscript,
}


class InlineReader:
    """Reads the inlines of one text; `gathered` collects what else they hold."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._in_note = False
        self._nesting = 0

    def read(self, raw: list[Json], line: int) -> Inlines:
        """Return the inlines of a block that begins on a line of the source."""
        if self._nesting > MAX_NESTING:
            self._gathered.error(
                "too-deep",
                line,
                0,
                f"Emphasis and links stand more than {MAX_NESTING} deep inside one another here.",
                "Look for * or _ or [ that were never closed.",
            )
            return ()
        self._nesting += 1
        done = self._read(plain(raw), line)
        self._nesting -= 1
        return done

    def anchor_of(self, raw: list[Json], line: int) -> tuple[str, list[Json]]:
        """Take `[]{#id}` off the beginning of a clause; return the id and the rest."""
        nodes = plain(raw[:1])
        if len(nodes) == 1 and nodes[0].tag == "Span" and not nodes[0].content:
            attributes, position = nodes[0].attributes, nodes[0].position
            self._gathered.covered.append(position)
            if attributes.classes or attributes.pairs or not attributes.id:
                self._unknown_attributes(nodes[0], line)
            self.add_anchor(attributes.id, position.line or line, position.column)
            return attributes.id, raw[1:]
        return "", raw

    def add_anchor(self, name: str, line: int, column: int) -> None:
        """Note that a place has a name; a second place of the name is an error."""
        if not name:
            return
        first = self._gathered.anchors.setdefault(name, (line, column))
        if first != (line, column):
            self._gathered.error(
                "duplicate-anchor",
                line,
                column,
                f"The anchor “{name}” stands here a second time; the first is on line {first[0]}.",
                "Give one of the two another name, and its references too.",
            )

    def _read(self, nodes: list[Node], line: int) -> Inlines:
        done: list[Inline] = []
        words: list[tuple[str, int]] = []
        broken = False
        for node in nodes:
            if node.position.line:
                line = node.position.line
                if broken:
                    self._gathered.continued.append(line)
                broken = False
            tag = node.tag
            if node.attributes and tag not in ("Link", "Image", "Span"):
                self._unknown_attributes(node, line)
            if tag == "Str" and not node.content:
                self._nested_note(node, line)
            elif tag not in _WRAPPERS:
                self._gathered.covered.append(self._with_attributes(node))
            if tag == "Str":
                words.append((node.content, line))
            elif tag == "Space":
                words.append((" ", line))
            elif tag == "SoftBreak":
                broken = True
                words.append((" ", line))
            else:
                broken = broken or tag == "LineBreak"
                done += self._words(words)
                words.clear()
                done += self._one(node, line)
        done += self._words(words)
        return tuple(done)

    def _with_attributes(self, node: Node) -> Position:
        """Return a node's place with the {…} after it, which pandoc leaves out for some."""
        position = node.position
        if not node.attributes:
            return position
        line = self._gathered.line(position.end_line)
        close = line.find("}", position.end_column - 1)
        if close < 0 or not line.startswith("{", position.end_column - 1):
            return position
        return position._replace(end_column=close + 2)

    def _one(self, node: Node, line: int) -> Inlines:
        match node.tag:
            case "Emph" | "Strong":
                return (_WRAPPERS[node.tag](self.read(node.content, line)),)
            case "Superscript" | "Subscript":
                return self._raised(node, line)
            case "LineBreak":
                return (LineBreak(),)
            case "Code":
                text = node.content[1]
                check_words(text, line, self._gathered)
                return (Code(text),)
            case "Link":
                return self._link(node, line)
            case "Image":
                return (read_image(node, line, self._gathered),)
            case "Note":
                return self._note(node, line)
            case "Span":
                return self._span(node, line)
            case _:
                code, message, hint = refusal(node)
                self._gathered.error(code, line, node.position.column, message, hint)
                return ()

    def _words(self, words: list[tuple[str, int]]) -> Inlines:
        """Return the texts and fields of some words, each piece with its line."""
        by_line: dict[int, list[str]] = {}
        for piece, line in words:
            by_line.setdefault(line, []).append(piece)
        for line, pieces in by_line.items():
            check_words("".join(pieces), line, self._gathered)
        text = "".join(piece for piece, _ in words)
        done: list[Inline] = []
        at = 0
        for match in fields.MASK.finditer(text):
            index = fields.field_at(match[1], self._gathered.found)
            if index is None:
                continue
            if match.start() > at:
                done.append(Text(text[at : match.start()]))
            at = match.end()
            self._gathered.placed.add(index)
            name = self._gathered.found[index].name
            done.append(Field(name) if name else Text("{{ }}"))
        if at < len(text):
            done.append(Text(text[at:]))
        return tuple(done)

    def _raised(self, node: Node, line: int) -> Inlines:
        mark, how = ("^", "raised") if node.tag == "Superscript" else ("~", "lowered")
        if any(map(_has_space, plain(node.content))):
            self._gathered.error(
                "raised-words",
                line,
                node.position.column,
                f"The words between this {mark} and the next would be {how}.",
                f"For a plain {mark} write \\{mark}.",
            )
        return (_WRAPPERS[node.tag](self.read(node.content, line)),)

    def _link(self, node: Node, line: int) -> Inlines:
        target, title = node.content[2]
        column = node.position.column
        gathered = self._gathered
        children = self.read(node.content[1], line)
        if node.attributes:
            self._unknown_attributes(node, line)
        if title:
            gathered.error(
                "link-title",
                line,
                column,
                f"The link's title “{title}” would be printed nowhere.",
                "Delete it, or write it among the words.",
            )
        if fields.MASK.search(target):
            return (Link(children, target),)  # the field is reported as standing where none can
        check_characters(target, line, gathered)
        if target.startswith("#"):
            gathered.references.append(UsedReference(target[1:], bool(children), line, column))
            return (Reference(target[1:], "", children),)
        if not target.startswith(("https://", "mailto:")):
            said = f"“{target}”" if target else "an empty address"
            gathered.error(
                "link-target",
                line,
                column,
                f"This link goes to {said}, which does not work in every copy.",
                "Link to https://…, mailto:… or a place in this policy (#name).",
            )
        if not children:
            gathered.error(
                "empty-link",
                line,
                column,
                f"The link to {target} has no words to press.",
                "Write words between the square brackets.",
            )
        return (Link(children, target),)

    def _note(self, node: Node, line: int) -> Inlines:
        if self._in_note:
            self._nested_note(node, line)
            return ()
        self._in_note = True
        paragraphs: list[Inlines] = []
        for block in plain(node.content):
            if block.tag in ("Para", "Plain"):
                paragraphs.append(self.read(block.content, block.position.line or line))
            else:
                self._gathered.error(
                    "footnote",
                    block.position.line or line,
                    0,
                    "A footnote can hold paragraphs only, no lists, tables or headings.",
                    "Move the rest of it into a clause.",
                )
        self._in_note = False
        return (Footnote(tuple(paragraphs)),)

    def _nested_note(self, node: Node, line: int) -> None:
        """Complain about a note's mark inside a note, of which pandoc keeps an empty word only."""
        if self._in_note:
            self._gathered.error(
                "footnote",
                line,
                node.position.column,
                "A footnote stands inside a footnote.",
                "Write both as one.",
            )

    def _span(self, node: Node, line: int) -> Inlines:
        if node.attributes.id and not node.content:
            self._gathered.error(
                "anchor-place",
                line,
                node.position.column,
                f"The anchor “{node.attributes.id}” stands in the middle of a text.",
                "Put []{#" + node.attributes.id + "} first in the clause that it names.",
            )
            return ()
        self._unknown_attributes(node, line)
        return self.read(node.content, line)

    def _unknown_attributes(self, node: Node, line: int) -> None:
        self._gathered.error(
            "unknown-attribute",
            line,
            node.position.column,
            f"{node.attributes} is not understood here.",
            "Write a name as []{#name} before a clause's first word, or after a heading's last word"
            " and a space; emphasis is *so* or **so**."
            if node.attributes.id
            else "Delete it; emphasis is written *so* or **so**.",
        )


def _has_space(node: Node) -> bool:
    if node.tag == "Str":
        return " " in node.content
    return node.tag in ("Space", "SoftBreak", "LineBreak")
