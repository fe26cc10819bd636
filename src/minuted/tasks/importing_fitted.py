"""What policy Markdown cannot hold, made such as it can, and told: signs that mean something else.

{{ in the source       { {                      a field's braces would mean something
[^1] that is no note   [ ^1]                    and so would the mark of a footnote
a sign of no font      □                        and where it stands is told
2 nd raised at once    2 and nd raised          a space cannot be raised
"""

import re
from pathlib import Path

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.policy import Inline, Inlines, Subscript, Superscript, Text
from minuted.readers.characters import fault_of
from minuted.readers.hidden import HIDDEN

UNKNOWN_SIGN = "□"
"""Stands for a sign that no font has, as printers have it."""

_MEANT = re.compile(
    r"[{}](?=[{}%#.])|[%#](?=\})|\[(?=\^)|\^(?=\[)"
    r"|\\(?=[A-Za-z]+\*?(?:\[[^\]]*\])?\{|(?:newpage|pagebreak|clearpage)\b)"
)
"""The first sign of what a policy would take for a field, a name, a footnote or TeX."""


def readable(text: str) -> str:
    """Return a text without hidden characters, and with a box for each that no font has."""
    if text.isascii() and not HIDDEN.search(text):
        return text
    return "".join(map(_readable, text))


def _readable(character: str) -> str:
    if HIDDEN.match(character):
        return ""
    return UNKNOWN_SIGN if fault_of(character) else character


def told(code: str, message: str, hint: str, source: str) -> Diagnostic:
    """Return a warning about a source, named by its file."""
    return Diagnostic(Severity.WARNING, code, message, hint, Path(source).name)


class Fitting:
    """Makes inlines such as a policy can hold them.

    Attributes:
        remarks: what was changed by it.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self.remarks: list[Diagnostic] = []

    def fitted(self, inline: Inline) -> Inlines:
        """Return what stands for an inline whose children are fitted already."""
        match inline:
            case Text():
                return self._text(inline)
            case Superscript() | Subscript():
                return _raised(inline)
            case _:
                return (inline,)

    def _text(self, inline: Text) -> Inlines:
        text = readable(inline.text)
        if text.count(UNKNOWN_SIGN) > inline.text.count(UNKNOWN_SIGN):
            self._remark(
                "unknown-sign",
                f"“{text.strip()[:60]}” holds a sign that no font has; a box ({UNKNOWN_SIGN})"
                " stands for it.",
                "Look at it in the source, and type what it means.",
            )
        if _MEANT.search(text):
            self._remark(
                "braces",
                f"“{text.strip()[:60]}” holds signs that mean something in a policy; a space was"
                " put between them.",
                "Where a field is meant, write it in the draft: {{ school.name }}.",
            )
            text = _MEANT.sub(r"\g<0> ", text)
        return (Text(text),) if text else ()

    def _remark(self, code: str, message: str, hint: str) -> None:
        self.remarks.append(told(code, message, hint, self._source))


def _raised(inline: Superscript | Subscript) -> Inlines:
    """Raise each word by itself; words of several looks are left as they are, not raised."""
    children = inline.children
    if not any(isinstance(c, Text) and re.search(r"\s", c.text) for c in children):
        return (inline,) if children else ()
    if len(children) != 1 or not isinstance(children[0], Text):
        return children
    done: list[Inline] = []
    for piece in re.split(r"(\s+)", children[0].text):
        if piece:
            text = Text(piece)
            done.append(text if piece.isspace() else type(inline)((text,)))
    return tuple(done)
