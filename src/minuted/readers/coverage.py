"""The proof that every letter of a policy's source reached its tree.

Pandoc drops, without a word, what has no place in its tree: surplus table cells, footnotes that
nobody refers to, attributes of nothing. Each letter, digit or sign that lies in no position of the
tree, and in no piece of markup that has done its work, is reported.
"""

import bisect
import itertools
import re
import unicodedata
from collections.abc import Iterator

from minuted.readers.tree import Position

_NOTE_LABEL = re.compile(r"\[\^[^\]\s]+\]:")
_LABEL = r"\[(?!\^)((?:[^\[\]\\]|\\.)+)\]"
_BRACKETED = re.compile(_LABEL)
_DEFINITION = re.compile(rf"\s*{_LABEL}:\s*(\S.*)?")


def lost(lines: list[str], covered: list[Position]) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and text of every piece with letters in it that the tree has not.

    Args:
        lines: the source, tabs expanded, without line ends.
        covered: where the tree's own pieces lie, in any order, overlapping or not.
    """
    reached = [bytearray(len(line)) for line in lines]
    for position in covered:
        _mark(reached, position)
    _mark_definitions(lines, reached)
    for number, (line, marks) in enumerate(zip(lines, reached, strict=True), 1):
        if 0 not in marks:
            continue
        for note in _NOTE_LABEL.finditer(line):
            marks[note.start() : note.end()] = b"\x01" * len(note[0])
        gap = next((i for i, c in enumerate(line) if not marks[i] and _is_seen(c)), None)
        if gap is not None:
            while gap and line[gap - 1] == "{" and not marks[gap - 1]:
                gap -= 1  # a field begins with its braces
            end = marks.find(1, gap)
            yield number, gap + 1, line[gap : None if end < 0 else end].strip()


def covers(covered: list[Position], line: int, column: int) -> bool:
    """Whether a place of the source lies in some piece of the tree."""
    return any((p.line, p.column) <= (line, column) < (p.end_line, p.end_column) for p in covered)


def _is_seen(character: str) -> bool:
    """Whether a character is no markup: a letter, a digit, £, ✓, or what masks a field."""
    return character.isalnum() or unicodedata.category(character) in ("Sc", "So", "Co")


def _mark(reached: list[bytearray], position: Position) -> None:
    if position.line == position.end_line and 0 < position.line <= len(reached):  # nearly always
        marks = reached[position.line - 1]
        start, end = position.column - 1, min(position.end_column - 1, len(marks))
        if end > start:
            marks[start:end] = b"\x01" * (end - start)
        return
    for line in range(position.line, position.end_line + 1):
        if not 0 < line <= len(reached):
            continue
        marks = reached[line - 1]
        start = position.column - 1 if line == position.line else 0
        end = position.end_column - 1 if line == position.end_line else len(marks)
        end = min(end, len(marks))
        if end > start:
            marks[start:end] = b"\x01" * (end - start)


def _mark_definitions(lines: list[str], reached: list[bytearray]) -> None:
    """Count `[label]: address` as having reached the tree: the first of a label that is used."""
    definitions = [
        (index, match)
        for index, (line, marks) in enumerate(zip(lines, reached, strict=True))
        if line and 1 not in marks and (match := _DEFINITION.fullmatch(line))
    ]
    if not definitions:
        return
    used = set(_used_labels(lines, reached))
    for index, match in definitions:
        label = _label(match[1])
        if label not in used:
            continue
        used.remove(label)
        on_two_lines = match[2] is None and index + 1 < len(lines)
        for marks in reached[index : index + 1 + on_two_lines]:
            marks[:] = b"\x01" * len(marks)


def _used_labels(lines: list[str], reached: list[bytearray]) -> Iterator[str]:
    """Yield what stands in square brackets among the words, over line ends too."""
    starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    for match in _BRACKETED.finditer("\n".join(lines)):
        index = bisect.bisect_right(starts, match.start()) - 1
        if reached[index][match.start() - starts[index]]:
            yield _label(match[1])


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()
