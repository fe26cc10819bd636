"""Footnotes that cite footnotes: found before pandoc meets them.

Pandoc would put a note into itself until its memory is gone, and drops a note's mark inside
another note without a word.
"""

import re

from minuted.readers.gathered import Gathered

_LABEL = r"\[\^([^\]\s]+)\]"
_MARK = re.compile(_LABEL)
_DEFINITION = re.compile(rf"([ >]*)(?:(?:[-*+]|\(?\w{{1,9}}[.)]) +)*{_LABEL}:")
_OTHER_BLOCK = re.compile(r"\s*(?:#{1,6}\s|:::|\||[-*+]\s|\(?\w{1,9}[.)]\s)")


def without_nested(lines: list[str], gathered: Gathered) -> list[str]:
    """Return the lines with the marks of notes inside notes made harmless, columns as they were.

    Each such mark is an error.
    """
    defined = {match[2] for line in lines if (match := _DEFINITION.match(line))}
    if not defined:
        return lines
    done: list[str] = []
    within = -1  # the indent of the note that goes on; -1 outside any
    after_blank = False
    for number, line in enumerate(lines, 1):
        opening = _DEFINITION.match(line)
        start = opening.end() if opening else 0
        if opening:
            within = len(opening[1])
        elif within >= 0 and line.strip():
            indented = len(line) - len(line.lstrip()) >= within + 4
            if not indented and (after_blank or _OTHER_BLOCK.match(line)):
                within = -1
        after_blank = not line.strip()
        inner = [m for m in _MARK.finditer(line, start) if m[1] in defined] if within >= 0 else []
        for mark in inner:
            gathered.error(
                "footnote",
                number,
                mark.start() + 1,
                "A footnote stands inside a footnote.",
                "Write both as one.",
            )
            line = f"{line[: mark.start()]}(({line[mark.start() + 2 :]}"  # noqa: PLW2901
        done.append(line)
    return done
