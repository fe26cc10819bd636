"""Checks of plain words: what only a slip of the pen can have left in them."""

import re

from minuted.readers import fields
from minuted.readers.characters import fault_of
from minuted.readers.gathered import Gathered

_NO_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_INLINE_NOTE = "^["
_ATTRIBUTES = re.compile(r"\{#|#\}")
_TEX = re.compile(r"\\(?:[A-Za-z]+\*?(?:\[[^\]]*\])?\{|(?:newpage|pagebreak|clearpage)\b)")


def check_words(text: str, line: int, gathered: Gathered) -> None:
    """Complain about a line's plain words where they hold the remains of something else."""
    text = fields.MASK.sub(lambda match: _placed(match, gathered), text)
    check_characters(text, line, gathered)
    leftover = fields.LEFTOVER.search(text)
    if leftover:
        gathered.error(
            "bad-field",
            line,
            0,
            f"There is a “{leftover[0]}” here that is no part of a field.",
            "Write a field as {{ school.name }} on one line; nothing else uses these braces.",
        )
    attributes = _ATTRIBUTES.search(text)
    if attributes:
        gathered.error(
            "unknown-attribute",
            line,
            0,
            f"There is a “{attributes[0]}” here that names nothing.",
            "Name a clause by []{#name} before its first word, a heading by {#name} after its"
            " last; a name has no spaces in it.",
        )
    note = _NO_NOTE.search(text)
    if note:
        gathered.error(
            "footnote",
            line,
            0,
            f"There is no footnote {note[0]}.",
            f"Write it on a line of its own, below: {note[0]}: and its words.",
        )
    if _INLINE_NOTE in text:
        gathered.error(
            "footnote",
            line,
            0,
            "A footnote cannot be written within the words (^[ … ]).",
            "Write its mark here, [^1], and on a line of its own below: [^1]: and its words.",
        )
    tex = _TEX.search(text)
    if tex:
        gathered.error(
            "raw-tex",
            line,
            0,
            f"There is TeX here (“{tex[0]}”), which a copy would print as it stands.",
            "Write it in Markdown.",
        )


def check_characters(text: str, line: int, gathered: Gathered) -> None:
    """Complain about characters that a reference such as `&#8203;` brought in.

    Those that the line itself has are found in the source.
    """
    if text.isascii() and text.isprintable():
        return
    for character in sorted(set(text) - set(gathered.line(line))):
        fault = fault_of(character)
        if fault:
            code, message, hint = fault
            gathered.error(code, line, 0, message, hint)


def _placed(match: re.Match[str], gathered: Gathered) -> str:
    return match[0] if fields.field_at(match[1], gathered.found) is None else "…"
