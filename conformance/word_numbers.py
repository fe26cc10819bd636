"""The number that Word prints before each paragraph, worked out from a file's XML alone.

styles.xml     paragraph style ─ numPr ─┐
document.xml   paragraph ─ numPr ───────┼─▶ numbering.xml: num ─ abstractNum ─ lvl: `%1.%2`
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

Element = Any
"""An element of ElementTree's or of lxml's: both have what is used here."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
BULLET = "•"


class Numbers:
    """Counts as Word does, paragraph by paragraph; ask for each once, in order."""

    def __init__(self, styles: Element, numbering: Element | None) -> None:
        self._styles = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
        lists = [] if numbering is None else list(numbering)
        self._abstract_of = {
            n.get(f"{W}numId"): n.find(f"{W}abstractNumId").get(VAL)
            for n in lists
            if n.tag == f"{W}num"
        }
        self._levels = {
            a.get(f"{W}abstractNumId"): {int(v.get(f"{W}ilvl")): v for v in a.iter(f"{W}lvl")}
            for a in lists
            if a.tag == f"{W}abstractNum"
        }
        self._counts: dict[str, dict[int, int]] = {}

    def of(self, paragraph: Element) -> str:
        """Return a paragraph's number as printed, `BULLET` for a bullet, or nothing."""
        num, level = self._list(paragraph)
        if num in (None, "0") or num not in self._abstract_of:
            return ""
        abstract = self._abstract_of[num]
        levels = self._levels[abstract]
        if levels[level].find(f"{W}numFmt").get(VAL) == "bullet":
            return BULLET
        counts = self._counts.setdefault(abstract, {})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [d for d in counts if d > level]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            count = counts.get(index, _start(levels[index]))
            return _form(levels[index].find(f"{W}numFmt").get(VAL), count)

        return re.sub(r"%(\d)", shown, levels[level].find(f"{W}lvlText").get(VAL))

    def _list(self, paragraph: Element) -> tuple[str | None, int]:
        """Return a paragraph's list and level: its own, else those of its style and its bases."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else style.get(VAL)
        chain = [] if own is None else [own]
        for _ in range(20):  # a longer chain would be a circle
            if name not in self._styles:
                break
            of = self._styles[name].find(f"{W}pPr/{W}numPr")
            chain += [] if of is None else [of]
            based = self._styles[name].find(f"{W}basedOn")
            name = None if based is None else based.get(VAL)

        def first(tag: str) -> str | None:
            found = (one.find(f"{W}{tag}") for one in chain)
            return next((one.get(VAL) for one in found if one is not None), None)

        return first("numId"), int(first("ilvl") or 0)


def _start(level: Element) -> int:
    return int(level.find(f"{W}start").get(VAL))


def _form(form: str, count: int) -> str:
    if form == "decimal":
        return str(count)
    if form == "lowerRoman":
        said = ""
        for value, digits in ROMAN:
            said, count = said + digits * (count // value), count % value
        return said
    letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
    return letters if form == "lowerLetter" else letters.upper()


def as_printed(docx: Path | IO[bytes]) -> tuple[str, list[str]]:
    """Return what a Word file prints, a paragraph a line with its number, and its footnotes.

    Tracked deletions are not printed, and insertions are; so are the results of fields.
    """
    with zipfile.ZipFile(docx) as package:
        parts = {
            name: ElementTree.fromstring(package.read(f"word/{name}.xml"))
            for name in ("document", "styles", "numbering", "footnotes")
            if f"word/{name}.xml" in package.namelist()
        }
    numbers = Numbers(parts["styles"], parts.get("numbering"))
    marks: list[str] = []
    lines = [
        f"{numbers.of(paragraph)} {''.join(_said(paragraph, marks))}"
        for paragraph in parts["document"].iter(f"{W}p")
    ]
    notes = {
        note.get(f"{W}id"): "\n".join("".join(_said(p, [])) for p in note.iter(f"{W}p"))
        for note in parts.get("footnotes", ())
    }
    return "\n".join(lines), [notes.get(mark, "") for mark in marks]


def _said(paragraph: Element, marks: list[str]) -> Iterator[str]:
    """Yield a paragraph's words; a footnote's mark is its number in the file."""
    for node in paragraph.iter():
        match node.tag.removeprefix(W):
            case "t":
                yield node.text or ""
            case "br" | "cr":
                yield " "
            case "tab" if not node.get(VAL):  # else it is a tab stop
                yield " "
            case "noBreakHyphen":
                yield "-"
            case "footnoteReference":
                marks.append(node.get(f"{W}id", ""))
                yield str(len(marks))
            case _:
                pass
