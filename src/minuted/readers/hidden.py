"""Characters that a reader of a file cannot see: found, and named in words."""

import re
import unicodedata

from minuted.model.diagnostic import Diagnostic, Severity

MAX_REPORTED = 20

HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab, line feed and carriage return
    "\u00ad\u061c\u070f\u180e"  # soft hyphen, Arabic and Syriac marks, Mongolian separator
    "\u0600-\u0605\u06dd\u08e2"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # joiners, fillers, selectors
    "\ufe00-\ufe0d\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\u200b-\u200f"  # zero-width characters and marks of direction
    "\u2028-\u202e"  # line and paragraph separators, overrides of direction
    "\u2060-\u206f"  # invisible operators, isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff"  # halves of a character
    "\U000e0000-\U000e0fff"  # invisible tags and selectors
    "]"
)
"""A control, zero-width or bidirectional character, or half of one; not tabs nor line ends."""


def describe(character: str) -> str:
    """Return a character's name and number, such as `zero width space, U+200B`."""
    number = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{name}, {number}" if name else number


def hidden_characters(text: str, first_line: int = 1) -> list[Diagnostic]:
    """Return an error for each hidden character of a text, up to `MAX_REPORTED` of them.

    Lines end at line feeds and carriage returns only, not wherever `str.splitlines` sees an end.
    """
    complaints: list[Diagnostic] = []
    if not HIDDEN.search(text):
        return complaints
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, first_line):
        for found in HIDDEN.finditer(line):
            complaints.append(hidden_character(found.group(), number, found.start() + 1))
            if len(complaints) == MAX_REPORTED:
                return complaints
    return complaints


def hidden_character(character: str, line: int, column: int) -> Diagnostic:
    """Return the error for one hidden character, which names it and its number."""
    return Diagnostic(
        Severity.ERROR,
        "hidden-character",
        f"There is a character here that nobody can see ({describe(character)}).",
        "Delete it; the surest way is to type these words again.",
        line=line,
        column=column,
    )
