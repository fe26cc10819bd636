"""Typst's complaints, read back from the words in which it prints them.

error: the text `"😀"` could not be displayed with font `"Source Sans Pro"`
  ┌─ /…/policy.typ:3:5
  │
3 │ …
  = hint: try using a different font
"""

import re
from dataclasses import dataclass

import typst

_HEAD = re.compile(r"^(?:error|warning): (?P<message>.*)$")
_SPOT = re.compile(r"^\s*┌─ (?P<path>.+):(?P<line>\d+):(?P<column>\d+)$")
_HINT = re.compile(r"^\s*= hint: (?P<hint>.*)$")
_QUOTED = re.compile(r"`\"(?P<words>(?:[^\"\\]|\\.)*)\"`")
_OUR_FOLDER = re.compile(r" \(searched at [^)]*\)")
_UNPRINTABLE = ("could not be displayed", "codepoint")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint of Typst's.

    Attributes:
        path: of the file that it is about, with forward slashes, or empty.
        line, column: counted from 1; 0 where it is about no place.
    """

    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""

    def is_in(self, path: str) -> bool:
        """Whether it is about the file of that path from the compiler's root."""
        return self.path == path or self.path.endswith(f"/{path}")

    @property
    def unprintable(self) -> str:
        """The characters that no font has or the standards forbid; empty for other complaints."""
        if not any(mark in self.message for mark in _UNPRINTABLE):
            return ""
        quoted = _QUOTED.search(self.message)
        return _ESCAPE.sub(_unescaped, quoted["words"]) if quoted else ""


def complaints(error: typst.TypstError | typst.TypstWarning) -> list[Complaint]:
    """Return what an error or a warning says, in its order; at least one."""
    found: list[Complaint] = []
    for line in (error.diagnostic or "").splitlines():
        if head := _HEAD.match(line):
            found.append(Complaint(_OUR_FOLDER.sub("", head["message"])))
        elif found and (spot := _SPOT.match(line)) and not found[-1].path:
            path = spot["path"].replace("\\", "/")
            found[-1] = Complaint(
                found[-1].message, path, int(spot["line"]), int(spot["column"]), found[-1].hint
            )
        elif found and (hint := _HINT.match(line)) and not found[-1].hint:
            last = found[-1]
            found[-1] = Complaint(last.message, last.path, last.line, last.column, hint["hint"])
    return found or [Complaint(error.message)]


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return _PLAIN_ESCAPES.get(escape[2], escape[2])
