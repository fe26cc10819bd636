"""Blocks of Markdown that a text may hold: headings, front matter, footnotes, where links lead."""

import re
from collections.abc import Sequence

from minuted.model.document import Omitted, Place
from minuted.readers.typed.source import Line

_ATX = re.compile(r"(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*")
_ATTRIBUTES = re.compile(r"\s*\{([#.][^{}]*)\}\s*$")
_UNDERLINES = ("=", "-", "*", "~", "^", "#", "+", '"')
_LEVELS = {"=": 1, "*": 1, "-": 2}
_DEFINED = re.compile(r"\[(?!\^)([^\]]+)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*[\"')])?")
_NOTED = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_MARKED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_LONGEST_TITLE = 120
_FRONT = re.compile(r"([A-Za-z][\w -]{0,40}):\s+(.*)")
_MARKER = re.compile(r":\s{1,4}(?=\S)")


def heading_of(text: str) -> tuple[int, str, str] | None:
    """Return a heading's level, words and the name that it has as a place; None for no heading."""
    match = _ATX.fullmatch(text) if text.startswith("#") else None
    if match is None:
        return None
    words, anchor = without_attributes(match[2] or "")
    return len(match[1]), words, anchor


def without_attributes(words: str) -> tuple[str, str]:
    """Return a heading's words without pandoc's `{#name .class}`, and the name."""
    attributes = _ATTRIBUTES.search(words)
    if attributes is None:
        return words, ""
    named = re.search(r"#([\w.-]+)", attributes[1])
    return words[: attributes.start()], named[1] if named else ""


def underlined(lines: Sequence[Line], at: int) -> tuple[int, int, int] | None:
    """Return where the title of an underlined heading stands, its level, and what comes after."""
    line = lines[at]
    sign = _rule(line.text)
    after = lines[at + 1] if at + 1 < len(lines) else None
    if sign and after is not None and not after.blank and at + 2 < len(lines):
        below = lines[at + 2]
        framed = _rule(below.text) == sign and not below.blank and sign != "-"
        if framed and len(after.text) <= _LONGEST_TITLE:
            return at + 1, _LEVELS.get(sign, 3), at + 3
    if sign or after is None or after.blank or len(line.text) > _LONGEST_TITLE:
        return None
    under = _rule(after.text)
    fits = len(after.text) >= min(len(line.text) * 2 // 3, 3 if under in ("=", "-") else 999)
    begins = line.blank and not line.text.startswith(("|", ">", "-", "*", "+"))
    ends = at + 2 >= len(lines) or lines[at + 2].blank or under == "="
    is_title = bool(under) and fits and begins and (ends or len(after.text) <= len(line.text) + 4)
    if not is_title or "  " in line.text or line.quoted:
        return None
    return at, _LEVELS.get(under, 3), at + 2


def _rule(text: str) -> str:
    """Return the sign that a line consists of; empty for any other line."""
    sign = text[:1]
    return sign if sign in _UNDERLINES and len(text) > 2 and not text.strip(sign) else ""


def front_matter(lines: list[Line]) -> tuple[list[tuple[str, str, int]], list[Line]]:
    """Return what front matter says, and take its lines out."""
    if not lines or lines[0].text != "---" or lines[0].at > 2:
        return [], lines
    end = next((n for n, line in enumerate(lines) if n and line.text in ("---", "...")), 0)
    said: list[tuple[str, str, int]] = []
    for line in lines[1:end]:
        match = _FRONT.fullmatch(line.text)
        if match is None and not line.text.endswith(":"):
            said.append(("", line.text, line.at))
        elif match:
            said.append((match[1], match[2].strip("\"'"), line.at))
        else:
            said.append(("", line.text, line.at))
    rest = lines[end + 1 :] if end else lines
    if end and rest:
        rest[0].blank = True
    return (said, rest) if end else ([], lines)


def definitions(
    lines: list[Line], *, markdown: bool
) -> tuple[list[Line], list[Omitted], dict[str, str], dict[str, list[str]]]:
    """Take out what stands for itself: comments, footnotes' words, where links lead.

    Returns:
        The lines left, with a definition's marker taken from its words; comments; targets by
        name; footnotes' paragraphs by name.
    """
    left: list[Line] = []
    omitted: list[Omitted] = []
    targets: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    note = ""
    base = 0
    marked = {name for line in lines for name in _MARKED.findall(line.text)}
    for line in lines:
        defined = _DEFINED.fullmatch(line.text)
        noted = _NOTED.match(line.text)
        if defined:
            targets.setdefault(" ".join(defined[1].lower().split()), defined[2])
        elif noted and noted[1] in marked:
            note, base = noted[1], line.indent
            notes.setdefault(note, []).append(noted[2])
        elif note and (line.indent >= base + 2 or not line.blank):
            words = notes[note]
            if line.blank:
                words.append(line.text)
            else:
                words[-1] = f"{words[-1]} {line.text}".strip()
        else:
            note = ""
            _uncommented(line, omitted)
            if not line.text:
                continue
            marker = _MARKER.match(line.text) if markdown else None
            if marker and left and left[-1].text[:1] not in "|:#":
                line.text = line.text[marker.end() :]
                line.blank = True
            left.append(line)
    return left, omitted, targets, notes


def _uncommented(line: Line, omitted: list[Omitted]) -> None:
    if "<!--" not in line.text:
        return
    for words in _COMMENT.findall(line.text):
        if words.strip():
            place = Place(0, line.at, f"line {line.at}")
            omitted.append(Omitted("comment", words.strip(), place))
    line.text = _COMMENT.sub("", line.text).strip()
