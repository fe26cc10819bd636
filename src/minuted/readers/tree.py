"""Pandoc's tree with positions, made plain again.

With `+sourcepos` pandoc wraps every token in a Span and every plain block in a Div that carries
`data-pos`, and splits words at each change of character class. Here the wrappers come off, their
positions go to what they wrapped, and neighbouring words are joined.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = Any
"""A piece of pandoc's JSON; its shape is pandoc-types'."""

_POSITION = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")


class Position(NamedTuple):
    """From the first character to just past the last; lines and columns counted from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


NOWHERE = Position(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Attributes:
    """An element's id, classes and key-value pairs, sourcepos' own left out."""

    id: str = ""
    classes: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.pairs)

    def __str__(self) -> str:
        parts = [f"#{self.id}"] if self.id else []
        parts += [f".{name}" for name in self.classes]
        parts += [f'{key}="{value}"' for key, value in self.pairs.items()]
        return "{" + " ".join(parts) + "}"


NO_ATTRIBUTES = Attributes()
"""What an element has that has none: one for all, since a text has thousands of them."""


@dataclass(slots=True)
class Node:
    """One block or inline: pandoc's tag and content, its position and its attributes."""

    tag: str
    content: Json
    position: Position
    attributes: Attributes


def positions(data: str) -> list[Position]:
    """Read a `data-pos` value; it may be empty, and may hold several ranges."""
    return [Position(*map(int, match.groups())) for match in _POSITION.finditer(data)]


def _own(data: str) -> Position:
    parts = data.replace("-", ":").split(":")
    if len(parts) == 4:
        return Position(*map(int, parts))
    found = positions(data)
    if not found:
        return NOWHERE
    start = min((p.line, p.column) for p in found)
    end = max((p.end_line, p.end_column) for p in found)
    return Position(*start, *end)


def _attributes(raw: Json) -> tuple[Attributes, Position, bool]:
    identifier, classes, pairs = raw
    rest: dict[str, str] = {}
    position, wrapper = NOWHERE, False
    for key, value in pairs:
        if key == "data-pos":
            position = _own(value)  # pandoc may repeat the key; the last is the element's own
        elif key == "wrapper":
            wrapper = True
        else:
            rest[key] = value
    if identifier or classes or rest:
        return Attributes(identifier, list(classes), rest), position, wrapper
    return NO_ATTRIBUTES, position, wrapper


_WITH_ATTRIBUTES = {"Header": 1, "CodeBlock": 0, "Code": 0, "Link": 0, "Image": 0, "Table": 0}


def plain(raw: list[Json]) -> list[Node]:
    """Return the blocks or inlines without sourcepos' wrappers, each with its position.

    Words and spaces that follow each other on a line of the source are one `Str`.
    """
    nodes: list[Node] = []
    words = _Words()
    for element in raw:
        tag, content = element["t"], element.get("c")
        if tag == "Span" and words.take(content):  # nearly all of them
            continue
        words.flush(nodes)
        if tag == "Span" and words.take(content):
            continue
        if tag in ("Div", "Span"):
            attributes, position, wrapper = _attributes(content[0])
            if not wrapper:
                nodes.append(Node(tag, content[1], position, attributes))
                continue
            inner = plain(content[1])
            for node in inner:
                if node.position is NOWHERE:
                    node.position = position
                if attributes and not node.attributes:
                    node.attributes = attributes
            nodes += inner
        elif tag in _WITH_ATTRIBUTES:
            attributes, position, _ = _attributes(content[_WITH_ATTRIBUTES[tag]])
            nodes.append(Node(tag, content, position, attributes))
        else:
            nodes.append(Node(tag, content, NOWHERE, NO_ATTRIBUTES))
    words.flush(nodes)
    return nodes


class _Words:
    """Wrapped words and spaces, each of which begins where the last one ends.

    A text has tens of thousands; what is done for each of them is what reading it takes.
    """

    __slots__ = ("_end", "_line", "_pieces", "_start")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._start = self._end = self._line = ""

    def take(self, span: Json) -> bool:
        """Take a span in if it wraps one word or space that begins where the last one ended."""
        (identifier, classes, pairs), wrapped = span
        if len(wrapped) != 1 or len(pairs) != 2 or identifier or classes:
            return False
        (key, _), (where, place) = pairs
        if key != "wrapper" or where != "data-pos":
            return False
        tag = wrapped[0]["t"]
        word = wrapped[0]["c"] if tag == "Str" else " " if tag == "Space" else ""
        start, _, end = place.partition("-")
        if not word or (self._pieces and start != self._end):
            return False
        if not self._pieces:
            self._start, self._line = start, start[: start.find(":") + 1]
        if not end.startswith(self._line):
            return False
        self._pieces.append(word)
        self._end = end
        return True

    def flush(self, nodes: list[Node]) -> None:
        """Put what was taken in among the nodes, and begin anew."""
        if self._pieces:
            place = _own(f"{self._start}-{self._end}")
            nodes.append(Node("Str", "".join(self._pieces), place, NO_ATTRIBUTES))
            self._pieces.clear()
