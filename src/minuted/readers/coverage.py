"""The proof that every letter of a policy's source reached its tree.

Pandoc drops, without a word, what has no place in its tree: surplus table cells, footnotes that
nobody refers to, attributes of nothing. Each letter that lies in no position of the tree, and in
no piece of markup that has done its work, is reported.
"""

import re
from collections.abc import Iterator

from minuted.readers.tree import Position

_NOTE_LABEL = re.compile(r"\[\^[^\]\s]+\]:")
_LINK_DEFINITION = re.compile(r"\s*\[[^\]]+\]:\s*<?([^\s>]+)>?\s*$")
_LETTERS = re.compile(r"[^\W_]+")


def lost(
    lines: list[str], covered: list[Position], link_targets: set[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield line, column and text of every piece with letters in it that the tree has not.

    Args:
        lines: the source, tabs expanded, without line ends.
        covered: where the tree's own pieces lie, in any order, overlapping or not.
        link_targets: addresses that links in the tree go to; a definition of one has done its
            work.
    """
    reached = [bytearray(len(line)) for line in lines]
    for position in covered:
        _mark(reached, position)
    for number, (line, marks) in enumerate(zip(lines, reached, strict=True), 1):
        if 0 not in marks:
            continue
        definition = _LINK_DEFINITION.match(line)
        if definition and definition[1] in link_targets and not any(marks):
            continue
        for note in _NOTE_LABEL.finditer(line):
            marks[note.start() : note.end()] = b"\x01" * len(note[0])
        for match in _LETTERS.finditer(line):
            gap = [i for i in range(match.start(), match.end()) if not marks[i]]
            if gap:
                start, end = gap[0], gap[-1] + 1
                while end < len(line) and not marks[end]:
                    end += 1
                yield number, start + 1, line[start:end].strip()
                break


def _mark(reached: list[bytearray], position: Position) -> None:
    for line in range(position.line, position.end_line + 1):
        if not 0 < line <= len(reached):
            continue
        marks = reached[line - 1]
        start = position.column - 1 if line == position.line else 0
        end = position.end_column - 1 if line == position.end_line else len(marks)
        end = min(end, len(marks))
        if end > start:
            marks[start:end] = b"\x01" * (end - start)
