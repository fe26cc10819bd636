"""What a copy leaves out because there is nothing to say.

A paragraph of words and placeholders only is left out of a copy in which all of its placeholders
are empty, so that no label stands there alone: "Review:" without a review cycle. So is a table row
of labels and placeholders, and a table of such rows.
"""

from copy import deepcopy

from lxml import etree

from minuted.writers.docx.ooxml import W, w
from minuted.writers.docx.pieces import INSTRUCTION, slot

LOGO = "logo"
"""The value that is not empty where the brand has a logo."""

LOGO_ALT = "logo.alt"
"""The slot of the words that stand for a logo; a drawing that has it is the logo's."""

_RUNS = ("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sdt", "sdtContent")
_MARKS = ("proofErr", "lastRenderedPageBreak", "smartTag", "ins", "hyperlink")
_PROPERTIES = (w("pPr"), w("rPr"), w("sdtPr"))
_WORDS_ONLY = frozenset((*map(w, _RUNS), *map(w, _MARKS), *_PROPERTIES))
_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))


def leave_out_empty(root: etree._Element, used: dict[etree._Element, set[str]]) -> None:
    """Bound what is left out of a part, if only for some copies.

    Args:
        root: of the part.
        used: the placeholders of each paragraph that has some.
    """
    both = _with_logos(root, used)
    _bound_paragraphs(both)
    _bound_rows(root, both)


def _with_logos(
    root: etree._Element, used: dict[etree._Element, set[str]]
) -> dict[etree._Element, set[str]]:
    """Return the names by paragraph, with the paragraphs that hold a logo and nothing else."""
    both = dict(used)
    for drawing in root.iter(w("drawing")):
        if _is_logo(drawing):
            paragraph = next(drawing.iterancestors(w("p")), None)
            if paragraph is None:
                continue
            both[paragraph] = both.get(paragraph, set()) | {LOGO}
    return both


def _bound_paragraphs(used: dict[etree._Element, set[str]]) -> None:
    for paragraph, names in used.items():
        if not _is_words_only(paragraph):
            continue
        properties = paragraph.find(w("pPr"))
        has_break = properties is not None and properties.find(w("sectPr")) is not None
        empty: etree._Element | None = None
        if has_break or _must_stay(paragraph):
            # A cell, a header or a text box ends with a paragraph, if only an empty one.
            empty = etree.Element(w("p"), nsmap={"w": W})
            if properties is not None:
                empty.append(deepcopy(properties))
        bound(paragraph, f"when {' '.join(sorted(names))}", empty)


def _must_stay(paragraph: etree._Element) -> bool:
    holder = paragraph.getparent()
    if holder is None or holder.tag == w("body"):
        return False
    return not any(True for _ in paragraph.itersiblings(w("p"), w("tbl"), w("sdt")))


def _is_words_only(paragraph: etree._Element) -> bool:
    marks: list[str] = []
    for element in paragraph.iter(etree.Element):
        if element.tag in _BOOKMARKS:
            marks.append(element.get(w("id"), ""))
        elif element.tag not in _WORDS_ONLY and not _is_in(element, *_PROPERTIES):
            drawing = _ancestor_or_self(element, w("drawing"))
            if drawing is None or not _is_logo(drawing):
                return False
    return all(marks.count(mark) == 2 for mark in marks)


def _is_logo(drawing: etree._Element) -> bool:
    mark = slot(LOGO_ALT)
    return any(mark in (e.get("descr") or "") for e in drawing.iter(etree.Element))


def _is_in(element: etree._Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _ancestor_or_self(element: etree._Element, tag: str) -> etree._Element | None:
    return element if element.tag == tag else next(element.iterancestors(tag), None)


def _bound_rows(root: etree._Element, used: dict[etree._Element, set[str]]) -> None:
    """Bound each table row whose placeholders may all be empty, and each table of such rows."""
    for table in list(root.iter(w("tbl"))):
        rows = list(table.iterchildren(w("tr")))
        names_by_row = [_names_of_row(row, used) for row in rows]
        for row, names in zip(rows, names_by_row, strict=True):
            if names:
                bound(row, f"when {' '.join(sorted(names))}")
        if rows and all(names_by_row):
            bound(table, f"when {' '.join(sorted(set().union(*names_by_row)))}")


def _names_of_row(row: etree._Element, used: dict[etree._Element, set[str]]) -> set[str]:
    """Return the placeholders of a row of labels and placeholders; nothing for any other row.

    A row that has more cells of words alone than cells with placeholders says something by itself.
    """
    joins = row.find(f".//{w('vMerge')}") is not None or row.find(f".//{w('tbl')}") is not None
    if joins or not all(map(_is_words_only, row.iter(w("p")))):
        return set()
    names: set[str] = set()
    labels = 0
    for cell in row.iter(w("tc")):
        own = set().union(*(used.get(paragraph, set()) for paragraph in cell.iter(w("p"))))
        names |= own
        if own:
            labels -= 1
        elif any((text.text or "").strip() for text in cell.iter(w("t"))):
            labels += 1
    return names if labels <= 0 else set()


def bound(element: etree._Element, opening: str, otherwise: etree._Element | None = None) -> None:
    """Put an element between the instructions of a group; its tail stays with it."""
    tail, element.tail = element.tail, None
    end = etree.ProcessingInstruction(INSTRUCTION, "end")
    end.tail = tail
    element.addprevious(etree.ProcessingInstruction(INSTRUCTION, opening))
    element.addnext(end)
    if otherwise is not None:
        element.addnext(otherwise)
        element.addnext(etree.ProcessingInstruction(INSTRUCTION, "otherwise"))


def remove(element: etree._Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
