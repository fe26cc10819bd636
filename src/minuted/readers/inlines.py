"""Pandoc's inlines into the model's: words, emphasis, links, references, fields, notes, images."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.policy import (
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
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
from minuted.readers.hidden import HIDDEN, describe
from minuted.readers.tree import Json, Node, Position, plain

_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Superscript": Superscript,
    "Subscript": Subscript,
}
_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_WIDTH = re.compile(r"(\d{1,3}(?:\.\d+)?)(mm|cm)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class UsedReference:
    """A reference as it stands in the source, to be checked once every anchor is known."""

    anchor: str
    line: int
    column: int


@dataclass(slots=True)
class Gathered:
    """What reading the words brought to light besides the words.

    Attributes:
        found: the fields that were masked, in the order of the source.
        placed: the indexes of those that arrived where a field may stand.
        covered: every range of the source that reached the tree.
        lines: the source, fields masked, tabs expanded, without line ends.
    """

    found: list[fields.FoundField]
    lines: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    references: list[UsedReference] = field(default_factory=list)
    anchors: dict[str, tuple[int, int]] = field(default_factory=dict)
    placed: set[int] = field(default_factory=set)
    covered: list[Position] = field(default_factory=list)
    link_targets: set[str] = field(default_factory=set)

    def error(self, code: str, line: int, column: int, message: str, hint: str) -> None:
        """Add a complaint that stops the policy's copies."""
        self.diagnostics.append(
            Diagnostic(Severity.ERROR, code, message, hint, line=line, column=column)
        )


class InlineReader:
    """Reads the inlines of one text; `gathered` collects what else they hold."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._in_note = False

    def read(self, raw: list[Json], line: int) -> Inlines:
        """Return the inlines of a block that begins on a line of the source."""
        return self._read(plain(raw), line)

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
        words: list[str] = []

        def flush() -> None:
            if words:
                done.extend(self._words("".join(words), line))
                words.clear()

        for node in nodes:
            if node.position.line:
                line = node.position.line
            if node.attributes and node.tag not in ("Link", "Image", "Span"):
                self._unknown_attributes(node, line)
            if node.tag not in ("Emph", "Strong", "Superscript", "Subscript"):
                self._gathered.covered.append(self._with_attributes(node))
            match node.tag:
                case "Str":
                    words.append(node.content)
                case "Space" | "SoftBreak":
                    words.append(" ")
                case _:
                    flush()
                    done.extend(self._one(node, line))
        flush()
        return tuple(done)

    def _with_attributes(self, node: Node) -> Position:
        """Return a node's place with the {…} after it, which pandoc leaves out for some."""
        position = node.position
        if not node.attributes or not 0 < position.end_line <= len(self._gathered.lines):
            return position
        after = self._gathered.lines[position.end_line - 1][position.end_column - 1 :]
        if not after.startswith("{"):
            return position
        return replace(position, end_column=position.end_column + after.find("}") + 1)

    def _one(self, node: Node, line: int) -> Inlines:
        match node.tag:
            case "Emph" | "Strong" | "Superscript" | "Subscript":
                return (_WRAPPERS[node.tag](self.read(node.content, line)),)
            case "LineBreak":
                return (LineBreak(),)
            case "Code":
                return self._code(node, line)
            case "Link":
                return self._link(node, line)
            case "Image":
                return self._image(node, line)
            case "Note":
                return self._note(node, line)
            case "Span":
                return self._span(node, line)
            case _:
                self._refuse(node, line)
                return ()

    def _words(self, text: str, line: int) -> Inlines:
        done: list[Inline] = []
        at = 0
        for match in fields.MASK.finditer(text):
            if match[1] is None:
                continue
            if match.start() > at:
                done.append(Text(text[at : match.start()]))
            at = match.end()
            index = fields.index_of(match[1])
            self._gathered.placed.add(index)
            name = self._gathered.found[index].name
            done.append(Field(name) if name else Text("{{ }}"))
        if at < len(text):
            done.append(Text(text[at:]))
        for inline in done:
            if isinstance(inline, Text) and inline.text != "{{ }}":
                self._check_words(inline.text, line)
        return tuple(done)

    def _check_words(self, text: str, line: int) -> None:
        leftover = fields.LEFTOVER.search(text)
        if leftover:
            self._gathered.error(
                "bad-field",
                line,
                0,
                f"There is a “{leftover[0]}” here that is no part of a field.",
                "Write a field as {{ school.name }} on one line; nothing else uses these braces.",
            )
        # a character reference (&#8203;) brings in what the source itself does not show
        for character in sorted(set(HIDDEN.findall(text))):
            self._gathered.error(
                "hidden-character",
                line,
                0,
                f"There is a character here that nobody can see ({describe(character)}).",
                "Delete it; the surest way is to type these words again.",
            )

    def _code(self, node: Node, line: int) -> Inlines:
        text = node.content[1]
        self._check_words(text, line)
        return (Code(text),)

    def _link(self, node: Node, line: int) -> Inlines:
        target, title = node.content[2]
        column = node.position.column
        self._gathered.link_targets.add(target)
        children = self.read(node.content[1], line)
        if node.attributes:
            self._unknown_attributes(node, line)
        if title:
            self._gathered.error(
                "link-title",
                line,
                column,
                f"The link's title “{title}” would be printed nowhere.",
                "Delete it, or write it among the words.",
            )
        if target.startswith("#"):
            self._gathered.references.append(UsedReference(target[1:], line, column))
            return (Reference(target[1:], "", children),)
        if not target.startswith(("https://", "mailto:")):
            said = f"“{target}”" if target else "an empty address"
            self._gathered.error(
                "link-target",
                line,
                column,
                f"This link goes to {said}, which does not work in every copy.",
                "Link to https://…, mailto:… or a place in this policy (#name).",
            )
        if not children:
            self._gathered.error(
                "empty-link",
                line,
                column,
                f"The link to {target} has no words to press.",
                "Write words between the square brackets.",
            )
        return (Link(children, target),)

    def _image(self, node: Node, line: int) -> Inlines:
        path, title = node.content[2]
        column = node.position.column
        alt = _plain_text(plain(node.content[1]))
        gathered = self._gathered
        if fields.MASK.search(alt):
            alt = ""  # the field is reported as standing where none can
        elif not alt.strip():
            gathered.error(
                "image-alt",
                line,
                column,
                f"The picture “{path}” has no words for readers who cannot see it.",
                "Write what it shows between the square brackets: ![A map of the site](map.png).",
            )
        if title:
            gathered.error(
                "link-title",
                line,
                column,
                f"The picture's title “{title}” would be printed nowhere.",
                "Delete it, or write it among the words.",
            )
        self._check_words(alt, line)
        if _SCHEME.match(path) or path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path):
            gathered.error(
                "image-path",
                line,
                column,
                f"The picture “{path}” does not lie beside this policy.",
                "Put the file in the folder policy_src and write its name only.",
            )
        elif not path.lower().endswith(_PICTURES) or "\\" in path:
            gathered.error(
                "image-path",
                line,
                column,
                f"“{path}” is not the name of a picture that every copy can show.",
                "Use a .png, .jpg or .svg file, with / between folders.",
            )
        width = self._width(node, line)
        return (Image(" ".join(alt.split()), path, "", width),)

    def _width(self, node: Node, line: int) -> float:
        attributes = node.attributes
        match = _WIDTH.fullmatch(attributes.pairs.get("width", ""))
        rest = {key: value for key, value in attributes.pairs.items() if key != "width"}
        if attributes.id or attributes.classes or rest or (attributes.pairs and not match):
            self._gathered.error(
                "unknown-attribute",
                line,
                node.position.column,
                f"{attributes} is not understood on a picture.",
                "Only a width in mm or cm can be given: {width=60mm}.",
            )
        if not match:
            return 0.0
        return float(match[1]) * (10 if match[2] == "cm" else 1)

    def _note(self, node: Node, line: int) -> Inlines:
        if self._in_note:
            self._gathered.error(
                "footnote", line, node.position.column, "A footnote stands inside a footnote.",
                "Write both as one.",
            )  # fmt: skip
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
            "Delete it; emphasis is written *so* or **so**.",
        )

    def _refuse(self, node: Node, line: int) -> None:
        code, message, hint = _REFUSED.get(node.tag, _UNKNOWN)
        if node.tag in ("RawInline", "RawBlock"):
            code, message, hint = raw_complaint(node.content)
        self._gathered.error(code, line, node.position.column, message, hint)


def raw_complaint(content: Json) -> tuple[str, str, str]:
    """Return code, message and hint for a piece of HTML, TeX or another raw format."""
    kind, text = content
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    if text.lstrip().startswith("<!--"):
        return (
            "comment",
            f"There is a comment here (“{shown}”), which no reader of a copy would see.",
            "Delete it; notes to colleagues belong in the front matter, after a #.",
        )
    if kind == "html":
        return (
            "raw-html",
            f"There is HTML here (“{shown}”), which Word and PDF copies cannot show.",
            "Write it in Markdown; for a plain < write \\<.",
        )
    return (
        "raw-tex" if kind in ("tex", "latex") else "raw-format",
        f"There is raw {kind} here (“{shown}”), which not every copy can show.",
        "Write it in Markdown.",
    )


_REFUSED = {
    "Strikeout": (
        "strikeout",
        "There are struck-out words here, and a policy either says a thing or does not.",
        "Delete the words or the ~~ around them; `minuted compare` shows what was struck.",
    ),
}
_UNKNOWN = (
    "unsupported",
    "There is something here that a policy cannot hold.",
    "Write it as plain words.",
)


def _plain_text(nodes: list[Node]) -> str:
    done: list[str] = []
    for node in nodes:
        match node.tag:
            case "Str":
                done.append(node.content)
            case "Space" | "SoftBreak" | "LineBreak":
                done.append(" ")
            case "Code":
                done.append(node.content[1])
            case "Link" | "Image":
                done.append(_plain_text(plain(node.content[1])))
            case "Span" | "Emph" | "Strong" | "Superscript" | "Subscript" | "Strikeout":
                done.append(_plain_text(plain(node.content)))
            case _:
                pass
    return "".join(done)
