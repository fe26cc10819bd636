"""What each line of a text with typed numbers is: heading, clause, bullet, row or words.

    ## 1. ABOUT THIS POLICY      heading, number 1
    - 1.1 This policy …          numbered, 1.1
    7.2 For further …            numbered, 7.2: its bullet was lost on the way
      (a) …                      lettered, a
    • …                          bullet
    | Role | Name |              row

Emphasis goes, because it does not count; so do zero-width characters and the numbers of pages.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LineKind = Literal["blank", "heading", "numbered", "lettered", "bullet", "row", "rule", "words"]

NUMBER = r"(?:\d{1,4}(?:\.\d{1,5}){0,11}[A-Z]?|[A-Z](?:\.\d{1,5}){1,11})(?:\([a-z]{1,5}\)){0,6}"

_BULLET = r"[-*+•·▪◦‣●■–]"
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_NUMBERED = re.compile(rf"(?:{_BULLET}\s+)?({NUMBER})[.):]?(?:\s+(.*)|$)")
_LETTERED = re.compile(rf"(?:{_BULLET}\s+)?(?:\(([a-z]{{1,5}})\)|([a-z]{{1,5}})\))\s+(.*)")
_APPENDIX = re.compile(r"(appendix|annex|schedule)\s+((?-i:[A-Z]))\b[\s.:–—-]*(.*)", re.IGNORECASE)
_BULLETED = re.compile(rf"{_BULLET}\s+(.*)")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
_TABLE_RULE = frozenset(" \t:|-")
_PAGE = re.compile(r"(?i:page)\s+\d+(?:\s*(?:of|/)\s*\d+)?")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_EMPHASIS = (
    re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"),
    re.compile(r"(?<![\w*])(\*|_)(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])"),
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1")
_TAG = re.compile(r"</?(?:i|b|u|em|strong|br|span|sup|sub)\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    Attributes:
        text: its words, without number, bullet or emphasis; a row's cells are in `cells`.
        number: as typed, without a dot at its end; a letter for `lettered`.
        level: of a heading, 1 to 6; 0 for a heading without `#`.
        marked: whether a bullet or `#` shows that something begins here.
        indent: how many columns it is set in.
        heading: whether it looks like one: all of it bold, or in capitals.
        opening: the word before an appendix's letter, such as `Annex`.
    """

    kind: LineKind
    text: str = ""
    number: str = ""
    level: int = 0
    marked: bool = False
    indent: int = 0
    at: int = 0
    cells: tuple[str, ...] = ()
    heading: bool = False
    opening: str = ""


def lines_of(text: str) -> Iterator[Line]:
    """Yield every line of a text, with its number in the file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    for at, raw in enumerate(_INVISIBLE.sub("", text).split("\n"), 1):
        yield _line(raw, at)


def _line(raw: str, at: int) -> Line:
    stripped = raw.strip()
    if not stripped or _RULE.match(raw) or _PAGE.fullmatch(stripped):
        return Line("blank", at=at)
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    heading = _HEADING.match(raw)
    if heading:
        text = raw[heading.end() :].strip().rstrip("#")
        return _heading(plain_words(text), len(heading[1]), at)
    row = _row(stripped)
    if row is not None:
        return Line("row" if row else "rule", cells=row, at=at)
    appendix = _APPENDIX.fullmatch(plain_words(stripped))
    if appendix and len(stripped.split()) < 12 and not stripped.endswith((".", ";", ",")):
        return _appendix(appendix, 0, at)
    marked = bool(re.match(rf"{_BULLET}\s", stripped))
    bare = re.sub(r"^\*\*(?=[\dA-Z(])", "", stripped)
    numbered = _NUMBERED.fullmatch(bare)
    if numbered:
        words = plain_words(numbered[2] or "").removesuffix("**" if bare != stripped else "\0")
        return Line("numbered", words, numbered[1], 0, marked=marked, indent=indent, at=at)
    lettered = _LETTERED.fullmatch(stripped)
    if lettered:
        letter = lettered[1] or lettered[2]
        words = plain_words(lettered[3])
        return Line("lettered", words, letter, 0, marked=marked, indent=indent, at=at)
    bullet = _BULLETED.fullmatch(stripped)
    if bullet:
        return Line("bullet", plain_words(bullet[1]), marked=True, indent=indent, at=at)
    words = plain_words(stripped)
    looks = words.isupper() or bool(_BOLD.fullmatch(stripped))
    return Line("words", words, indent=indent, at=at, heading=looks)


def _heading(text: str, level: int, at: int) -> Line:
    appendix = _APPENDIX.fullmatch(text)
    numbered = _NUMBERED.fullmatch(text)
    if appendix:
        return _appendix(appendix, level, at)
    if numbered and numbered[2]:
        return Line("heading", numbered[2], numbered[1], level, marked=True, at=at)
    return Line("heading", text, "", level, marked=True, at=at)


def _appendix(found: re.Match[str], level: int, at: int) -> Line:
    return Line("heading", found[3], found[2], level, marked=True, at=at, opening=found[1])


def _row(stripped: str) -> tuple[str, ...] | None:
    """Return a table row's cells; none for the rule under the headings, None for another line."""
    if stripped.startswith("|") and stripped.count("|") > 1:
        if _TABLE_RULE.issuperset(stripped):
            return ()
        cells = re.split(r"(?<!\\)\|", stripped.strip("|"))
        return tuple(plain_words(cell) for cell in cells)
    if stripped.count("\t") > 1:
        return tuple(plain_words(cell) for cell in stripped.split("\t"))
    return None


def plain_words(text: str) -> str:
    """Return words without emphasis, tags and escapes, one space between them."""
    text = _TAG.sub("", text)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    text = _ESCAPE.sub(r"\1", text)
    return " ".join(unicodedata.normalize("NFC", text).split())
