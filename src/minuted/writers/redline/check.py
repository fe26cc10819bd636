"""The redline's own check: accepting every change must give the new text, rejecting all the old.

It reads the finished file back as XML and holds it against the two policies themselves. It knows
nothing of the comparison, nor of the code that wrote the file, so that a fault of either shows. A
redline that fails is not handed out: it would have people adopt words that nobody wrote.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from minuted.errors import EngineError
from minuted.model.canonical import plain, rows_of, text_of
from minuted.model.policy import (
    Block,
    Bullets,
    Clause,
    Flow,
    Numbering,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Section,
    Table,
    label,
)

TEXT_BEGINS = "minuted_text"
"""The bookmark of the paragraph after which the text begins."""

_EMPTIED = "an empty paragraph or row"
"""What is left where words go and their paragraph or row stays."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = ("ins", "del", "bookmarkStart")


def check_redline(
    docx: bytes, old: Policy, new: Policy, *, begins: str = TEXT_BEGINS, ends: str = ""
) -> None:
    """Hold a redline against its two texts.

    Args:
        begins: the bookmark of the paragraph after which the text begins.
        ends: that of the paragraph before which it ends; empty for the document's end.

    Raises:
        EngineError: it does not give both of them back, or two of its marks have one number.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = archive.namelist()
        parts = [etree.fromstring(archive.read(n)) for n in names if n.endswith(".xml")]
    (document,) = [part for part in parts if part.tag == f"{_W}document"]
    numbers = [
        element.get(f"{_W}id", "")
        for part in parts
        for element in part.iter(*(f"{_W}{name}" for name in _MARKS))
    ]
    if len(numbers) != len(set(numbers)) or not all(number.isdecimal() for number in numbers):
        raise _refused("two of its marks have the same number")
    for gone, policy, what in (("del", new, "accepting"), ("ins", old, "rejecting")):
        wrong = _difference(list(_read(document, gone, begins, ends)), list(_expected(policy)))
        if wrong:
            raise _refused(f"{what} every change does not give the text at “{wrong[:60]}”")


def _refused(reason: str) -> EngineError:
    return EngineError(
        f"Internal error: the tracked changes came out wrong; {reason}.",
        "No file was written. Please report it with both texts; --format html works meanwhile.",
    )


def _difference(got: list[str], expected: list[str]) -> str:
    """Return the first thing expected that is not there; empty where everything is.

    What is expected of a clause may be in several paragraphs.
    """
    at = 0
    for item in expected:
        words = ""
        while at < len(got) and words != item and len(words) < len(item):
            words += (" " if words else "") + got[at]
            at += 1
        if words != item:
            return item
    return got[at] if at < len(got) else ""


def _read(document: etree._Element, gone: str, begins: str, ends: str) -> Iterator[str]:
    """Yield paragraphs and table rows as they are without what is marked as `gone`."""
    body = document.find(f"{_W}body")
    begun, words = False, ""
    for block in () if body is None else body:
        places = {mark.get(f"{_W}name", "") for mark in block.iter(f"{_W}bookmarkStart")}
        if ends and ends in places:
            return
        if not begun:
            begun = begins in places
        elif block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                if row.find(f"{_W}trPr/{_W}{gone}") is None:
                    cells = (
                        " ".join(_words(p, gone) for p in cell.iter(f"{_W}p"))
                        for cell in row.iter(f"{_W}tc")
                    )
                    line = "\t".join(cells)
                    if line.strip("\t"):
                        yield line
                    elif _has_words(row):
                        yield _EMPTIED
        elif block.tag == f"{_W}p":
            words += _words(block, gone)
            if block.find(f"{_W}pPr/{_W}rPr/{_W}{gone}") is None:
                if words:
                    yield words
                elif _has_words(block):
                    yield _EMPTIED
                words = ""


def _has_words(element: etree._Element) -> bool:
    return any(text.text for text in element.iter(f"{_W}t", f"{_W}delText"))


def _words(paragraph: etree._Element, gone: str) -> str:
    parts = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}{gone}"), None) is not None:
            continue
        for child in run:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                parts.append(child.text or "")
            elif child.tag == f"{_W}tab":
                parts.append("\t")
    return "".join(parts)


def _expected(policy: Policy) -> Iterator[str]:
    title = plain(policy.title)
    if title:
        yield title
    yield from _blocks(policy.children)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Section():
                numbered = block.numbering is not Numbering.UNNUMBERED
                number = label(block.number, block.depth) if numbered else ""
                line = _line(number, text_of(block.title))
                if line:
                    yield line
                yield from _blocks(block.children)
            case Clause():
                words = " ".join(filter(None, map(_flow, block.lead)))
                yield _line(label(block.number, block.depth), words)
                yield from _blocks(block.children)
            case Passage():
                codes = " ".join(sorted(block.codes))
                yield {
                    PassageKind.ONLY: f"Only for {codes}",
                    PassageKind.REPLACES: f"In place of {block.target}, for {codes}",
                    PassageKind.AFTER: f"After {block.target}, for {codes}",
                }[block.kind]
                yield from _blocks(block.children)
            case Table():
                yield from (row for row in rows_of(block) if row.strip("\t"))
            case Paragraph() | Bullets():
                words = _flow(block)
                if words:
                    yield words


def _line(number: str, words: str) -> str:
    return f"{number}\t{words}" if number else words


def _flow(flow: Flow) -> str:
    if isinstance(flow, Paragraph):
        return text_of(flow.inlines)
    items = (" ".join(filter(None, map(_flow, item))) for item in flow.items)
    return " ".join(f"• {item}".strip() for item in items)
