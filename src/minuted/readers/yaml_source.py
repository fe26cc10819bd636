"""YAML as a tree of places: every scalar is the text that was typed, every node knows its line.

    text ──ruamel's events──▶ Mapping
                               ├─ Scalar "from" : Scalar "2024-01-01"     never a date
                               ├─ Scalar "NO"   : Mapping                 never a False
                               └─ Scalar "for"  : Sequence ── Scalar …

What a register or a policy's front matter never needs is refused, because it lets one line change
another far away: anchors, aliases, tags, directives and further documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.readers.hidden import HIDDEN, hidden_character, hidden_characters
from minuted.readers.yaml_wording import (
    ALIAS,
    DIRECTIVE,
    DOCUMENTS,
    KEY,
    NO_KEY,
    TAG,
    UNREADABLE,
    Wording,
    wording,
)

MAX_DEPTH = 20
MAX_CHARACTERS = 500_000
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was typed, quotation marks taken off.

    Attributes:
        line, column: of its first character (the quotation mark where there is one), from 1; of
            its name where a name has no value.
        end_line: of its last character.
        quoted: whether it stood in quotation marks or a block (`|`, `>`).
    """

    value: str
    line: int
    column: int
    end_line: int
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing was given: no value at all, `~` or `null`, none of them in quotes."""
        return not self.quoted and self.value in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with values, in the order of the file; a repeated name is kept the first time only.

    Attributes:
        brace: the column of the brace that ends it, from 1; 0 where it has none.
    """

    entries: tuple[tuple[Scalar, "Node"], ...]
    line: int
    column: int
    end_line: int
    brace: int = 0

    def get(self, key: str) -> "Node | None":
        """Return the value of a name, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def parse_yaml(text: str, *, first_line: int = 1) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document.

    Args:
        text: the document; a byte order mark at its start is passed over.
        first_line: the line of the file that `text` begins on; all lines count from there.

    Returns:
        The tree, and every complaint, in the order of the file and without a path. The tree is
        None for a text without a value, and where an error leaves no tree that can be trusted.
        After a repeated name, a tag or an anchor there still is one, so that whatever else is
        wrong can be reported in the same breath.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_CHARACTERS:
        return None, [
            Diagnostic(
                Severity.ERROR,
                "yaml-size",
                f"This is longer than {MAX_CHARACTERS:,} characters, too long to be read.",
                "Check that it is the right file.",
                line=first_line,
            )
        ]
    complaints = hidden_characters(text, first_line)
    # One for one, so that the rest is read and columns stay.
    text = HIDDEN.sub("\ufffd", text)
    if "\t" in text:  # at a line's end nobody sees one, and the parser would mind
        text = "\n".join(line.rstrip(" \t") for line in _lines(text))
    builder = _Builder(text, first_line, complaints)
    for event in _events(text):
        if isinstance(event, Exception):
            builder.give_up(_syntax_error(event, builder, text))
        else:
            builder.take(event)
        if builder.given_up:
            break
    complaints.sort(key=lambda c: (c.line, c.column))
    return (None if builder.given_up else builder.root), complaints


def _events(text: str) -> Iterator[Any]:
    """Yield the parser's events, and at last the exception that it stopped with, if it did."""
    try:
        yield from YAML(typ="safe", pure=True).parse(StringIO(text))
    except Exception as error:  # besides its own, the library lets ValueError and others slip
        yield error


def _lines(text: str) -> list[str]:
    """Split where YAML ends a line; `str.splitlines` would also split at form feeds and others."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been reached."""

    is_mapping: bool
    line: int
    column: int
    items: list[Node]
    entries: list[tuple[Scalar, Node]]
    first_line_of: dict[str, int]
    key: Scalar | None = None
    expects_key: bool = True


class _Builder:
    """Turns the parser's events into a tree without recursion, however deep the text goes."""

    def __init__(self, text: str, first_line: int, complaints: list[Diagnostic]) -> None:
        self.root: Node | None = None
        self.given_up = False
        self.last_line = first_line
        self._first_line = first_line
        self._lines = _lines(text)
        self._complaints = complaints
        self._open: list[_Open] = []
        self._documents = 0

    def complaint(self, words: Wording, line: int, column: int) -> Diagnostic:
        """Return an error within the lines of the text."""
        line = min(line, self._first_line + len(self._lines) - 1)
        return Diagnostic(
            Severity.ERROR, words.code, words.message, words.hint, line=line, column=column
        )

    def line_of(self, mark: Any) -> int:
        """Return the line of the file at one of the parser's marks."""
        return self._first_line + int(mark.line)

    def words_before(self, mark: Any) -> bool:
        """Whether anything but white space stands before a mark on its line."""
        return mark.line < len(self._lines) and bool(
            self._lines[mark.line][: mark.column].strip(" -?")
        )

    def give_up(self, complaint: Diagnostic) -> None:
        """Report what leaves no tree."""
        self._complaints.append(complaint)
        self.given_up = True

    def take(self, event: Any) -> None:
        """Take the parser's next event."""
        line = self._first_line + event.start_mark.line
        column = event.start_mark.column + 1
        self.last_line = line
        if isinstance(event, DocumentStartEvent):
            self._start_document(event, line, column)
        elif isinstance(event, AliasEvent):
            self.give_up(self.complaint(ALIAS, line, column))
        elif isinstance(event, CollectionEndEvent):
            self._close(event)
        elif isinstance(event, NodeEvent):
            self._refuse_extras(event, line, column)
            if isinstance(event, CollectionStartEvent):
                self._start(event, line, column)
            elif isinstance(event, ScalarEvent):
                self._add(self._scalar(event, line, column))

    def _start_document(self, event: Any, line: int, column: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self.give_up(self.complaint(DOCUMENTS, line, column))
        elif event.version or event.tags:
            self.give_up(self.complaint(DIRECTIVE, line, column))

    def _refuse_extras(self, event: Any, line: int, column: int) -> None:
        if event.anchor is not None:
            self._complaints.append(self.complaint(ALIAS, line, column))
        if event.tag is not None:
            self._complaints.append(self.complaint(TAG, line, column))

    def _start(self, event: Any, line: int, column: int) -> None:
        parent = self._open[-1] if self._open else None
        if parent and parent.is_mapping and parent.expects_key:
            self.give_up(self.complaint(KEY, line, column))
        elif len(self._open) == MAX_DEPTH:
            words = Wording(
                f"Lists or names stand inside one another more than {MAX_DEPTH} deep here.",
                "Check the brackets and the spaces at the start of the lines.",
                "yaml-depth",
            )
            self.give_up(self.complaint(words, line, column))
        else:
            is_mapping = isinstance(event, MappingStartEvent)
            self._open.append(_Open(is_mapping, line, column, [], [], {}))

    def _close(self, event: Any) -> None:
        done = self._open.pop()
        # A block collection ends where the next thing begins, so only a bracket's line counts.
        end_line, brace = done.line, 0
        if event.end_mark.index > event.start_mark.index:
            end_line = self._first_line + event.end_mark.line
            brace = int(event.end_mark.column)
        if done.is_mapping:
            for name, value in done.entries:
                end_line = max(end_line, name.end_line, value.end_line)
            self._add(Mapping(tuple(done.entries), done.line, done.column, end_line, brace))
        else:
            end_line = max((end_line, *(item.end_line for item in done.items)))
            self._add(Sequence(tuple(done.items), done.line, done.column, end_line))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.expects_key and isinstance(node, Scalar):
            parent.key = node
            parent.expects_key = False
        else:
            self._add_entry(parent, node)

    def _add_entry(self, parent: _Open, node: Node) -> None:
        parent.expects_key = True
        key = parent.key
        if key is None:
            return
        if key.value == "":
            self._complaints.append(self.complaint(NO_KEY, key.line, key.column))
        elif key.value in parent.first_line_of:
            words = Wording(
                f"“{key.value}” stands here a second time; the first is on line "
                f"{parent.first_line_of[key.value]}.",
                "Keep one of the two and delete the other.",
                "repeated-key",
            )
            self._complaints.append(self.complaint(words, key.line, key.column))
        else:
            if isinstance(node, Scalar) and not node.value and not node.quoted:
                # The parser puts a value that is not there wherever the next thing begins.
                node = Scalar("", key.line, key.column, key.end_line)
            parent.first_line_of[key.value] = key.line
            parent.entries.append((key, node))

    def _scalar(self, event: Any, line: int, column: int) -> Scalar:
        last = event.end_mark.line
        if event.end_mark.column == 0 and last > event.start_mark.line:
            last -= 1
        while last > event.start_mark.line and not self._lines[last].strip():
            last -= 1
        quoted = event.style is not None
        if quoted:  # an escape in quotation marks can bring in what the file itself does not show
            for character in sorted(set(HIDDEN.findall(event.value))):
                self._complaints.append(hidden_character(character, line, column))
        value = HIDDEN.sub("\ufffd", event.value)
        return Scalar(value, line, column, self._first_line + last, quoted)


def _syntax_error(error: Exception, builder: _Builder, text: str) -> Diagnostic:
    mark = None
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return builder.complaint(UNREADABLE, builder.last_line, 0)
    began = error.context_mark or mark
    ours = wording(
        " ".join(part for part in (error.context, error.problem) if part),
        at_tab=text[mark.index : mark.index + 1] == "\t",
        after_words=builder.words_before(mark),
        after_comment=" #" in text[began.index :].partition("\n")[0],
    )
    if ours.at_start and error.context_mark is not None:
        mark = error.context_mark
    return builder.complaint(ours, builder.line_of(mark), mark.column + 1)
