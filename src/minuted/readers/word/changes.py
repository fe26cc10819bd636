"""Tracked changes, settled before anything else is read: all accepted, or all rejected.

A changed paragraph, run or row is wrapped in `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo`, or
carries one of these as a mark of its own. Settled, the XML is as if nobody had ever tracked.
"""

from typing import Literal

from lxml import etree

from minuted.readers.word.names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    Element,
    P,
    w,
)

Settling = Literal["refuse", "accept", "reject"]

_COMING = (w("ins"), w("moveTo"))
_GOING = (w("del"), w("moveFrom"))
_FORMER = ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
_FORMERS = tuple(map(w, (*_FORMER, "tblPrExChange", "tblGridChange", "numberingChange")))
_ROW = w("tr")
_DELETED = {w("delText"): w("t"), w("delInstrText"): w("instrText")}


def count_changes(root: Element) -> int:
    """Return how many tracked changes of words, rows or numbers an XML part holds."""
    found = sum(1 for _ in root.iter(*_COMING, *_GOING, w("cellIns"), w("cellDel")))
    for former in root.iter(w("pPrChange")):
        now = former.getparent()
        was = former.find(PARAGRAPH_PROPERTIES)
        if now is not None and _numbered(now) != _numbered(was):
            found += 1
    return found


def settle(root: Element, how: Settling) -> None:
    """Settle every tracked change of a part in place."""
    accept = how == "accept"
    gone, kept = (_GOING, _COMING) if accept else (_COMING, _GOING)
    _settle_formats(root, accept)
    for row in list(root.iter(_ROW)):
        properties = row.find(w("trPr"))
        if properties is not None and any(properties.find(tag) is not None for tag in gone):
            _drop(row)
    for cell_mark in list(root.iter(w("cellDel") if accept else w("cellIns"))):
        cell = next(cell_mark.iterancestors(w("tc")), None)
        if cell is not None:
            _drop(cell)
    ended = [
        paragraph
        for paragraph in root.iter(P)
        if (mark := paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")) is not None
        and any(mark.find(tag) is not None for tag in gone)
    ]
    for element in list(root.iter(*gone)):
        if element.getparent() is not None and not _is_mark(element):
            _drop(element)
    for element in list(root.iter(*kept)):
        if not _is_mark(element):
            _unwrap(element)
    if not accept:
        for element in root.iter(*_DELETED):
            element.tag = _DELETED[str(element.tag)]
    for paragraph in ended:
        _join_next(paragraph)
    for table in list(root.iter(TABLE)):
        if table.find(_ROW) is None and table.find(w("sdt")) is None:
            _drop(table)


def _settle_formats(root: Element, accept: bool) -> None:
    for former in list(root.iter(*_FORMERS)):
        now = former.getparent()
        if now is None:
            continue
        now.remove(former)
        was = former[0] if len(former) else None
        if accept or was is None or was.tag != now.tag:
            continue
        stays = [child for child in now if child.tag in (RUN_PROPERTIES, w("sectPr"))]
        if now.tag == RUN_PROPERTIES:
            stays = [child for child in now if child.tag in (*_COMING, *_GOING)]
        for child in list(now):
            now.remove(child)
        now.extend([*was, *stays])


def _is_mark(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in (RUN_PROPERTIES, w("trPr"), w("numPr"))


def _numbered(properties: Element | None) -> bytes:
    """Return what decides a paragraph's number, to be compared."""
    if properties is None:
        return b""
    found = [properties.find(w(name)) for name in ("pStyle", "numPr", "outlineLvl")]
    return b"".join(etree.tostring(one) for one in found if one is not None)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _join_next(paragraph: Element) -> None:
    """Let a paragraph whose end is gone flow into the next one, which gives it its look."""
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != PARAGRAPH_PROPERTIES]
    while following is not None and following.tag not in (P, TABLE):
        following = following.getnext()
    if following is None or following.tag != P:
        if not any(child.tag == w("r") for child in content) and _may_go(paragraph):
            _drop(paragraph)
        return
    at = 1 if len(following) and following[0].tag == PARAGRAPH_PROPERTIES else 0
    following[at:at] = content
    _drop(paragraph)


def _may_go(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and sum(1 for child in parent if child.tag == P) > 1
