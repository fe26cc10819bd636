"""Words, rules, links and tables of a PDF's pages with where they stand, by pdfium and pdfplumber.

Everything here meets a stranger's bytes in libraries written in C, so it runs in a process of its
own (`child`), and answers in plain lists that become JSON. Measures are points from the top left
corner of the page as a reader sees it.

    {"pages": [{"width": 595, "height": 842,
                "words": [[text, x0, top, x1, bottom, baseline, size, style, glued], …],
                "rules": [[x0, top, x1, bottom], …], "dots": [the same, drawn bullets],
                "links": [[x0, top, x1, bottom, address], …],
                "notes": [[kind, contents], …], "pictures": [[x0, top, x1, bottom], …],
                "tables": [{"box": […], "rows": [[cell or null, …], …]}]}],
     "facts": {"Title": …}}
"""

import ctypes
import io
import math
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from minuted.readers.pdf.letters import COVERED, PALE, Words

MOST_PAGES = 1_500
MOST_CHARACTERS = 4_000_000
MOST_OBJECTS = 30_000
"""On one page: text, lines and pictures that are looked at one by one."""

_THIN = 3.0
_FARTHEST = 200_000.0
"""Points; the largest page that a PDF can have is a thirteenth of it."""

_NOT_NOTES = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)
_NOTE_KINDS = {
    raw.FPDF_ANNOT_TEXT: "note",
    raw.FPDF_ANNOT_FREETEXT: "text laid over the page",
    raw.FPDF_ANNOT_STAMP: "stamp",
    raw.FPDF_ANNOT_HIGHLIGHT: "highlight",
    raw.FPDF_ANNOT_STRIKEOUT: "strikeout",
    raw.FPDF_ANNOT_REDACT: "redaction",
    raw.FPDF_ANNOT_WIDGET: "form field",
    raw.FPDF_ANNOT_INK: "drawing",
    raw.FPDF_ANNOT_SQUARE: "drawing",
    raw.FPDF_ANNOT_FILEATTACHMENT: "attached file",
}


class RefusedFileError(Exception):
    """The file is not for reading; its only argument is a stable name of why."""


def extract(data: bytes, *, with_tables: bool) -> dict[str, Any]:
    """Return everything that a PDF's pages show.

    Raises:
        RefusedFileError: `encrypted`, `broken`, `pages` (too many) or `characters` (too many).
    """
    document = opened(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise RefusedFileError("pages")
        pages: list[dict[str, Any]] = []
        characters = 0
        for number in range(count):
            try:
                page = document[number]
            except pdfium.PdfiumError:
                pages.append(_no_page())
                continue
            found = _Page(page).read()
            characters += sum(len(word[0]) for word in found["words"])
            if characters > MOST_CHARACTERS:
                raise RefusedFileError("characters")
            pages.append(found)
            page.close()
        facts = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    if with_tables:
        _add_tables(data, pages)
    return {"pages": pages, "facts": facts}


def opened(data: bytes) -> pdfium.PdfDocument:
    """Open a PDF without a password.

    Raises:
        RefusedFileError: `encrypted` or `broken`.
    """
    try:
        document = pdfium.PdfDocument(data)
        len(document)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(
            error
        )
        raise RefusedFileError("encrypted" if encrypted else "broken") from None
    return document


def _no_page() -> dict[str, Any]:
    return {
        "width": 595,
        "height": 842,
        "words": [],
        "rules": [],
        "dots": [],
        "links": [],
        "notes": [["page that cannot be read", ""]],
        "tables": [],
        "ruled": False,
        "pictures": [],
    }


class _Page:
    """One page being read."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.page = page
        left, bottom, right, top = page.get_cropbox()
        self.turn = page.get_rotation() // 90 % 4
        self.left, self.bottom = left, bottom
        self.across, self.up = _sane(right - left) or 1.0, _sane(top - bottom) or 1.0
        self.width, self.height = (
            (self.across, self.up) if self.turn % 2 == 0 else (self.up, self.across)
        )
        self.order: dict[int, int] = {}  # of drawing, by a text object's address
        self.covers: list[tuple[int, tuple[float, float, float, float]]] = []
        self.grounds: list[tuple[int, tuple[float, float, float, float]]] = []
        self.rules: list[list[float]] = []
        self.dots: list[list[float]] = []
        self.pictures: list[list[float]] = []
        self.lines_across = self.lines_down = self.boxes = 0

    def read(self) -> dict[str, Any]:
        self._objects()
        ruled = (self.lines_across > 1 and self.lines_down > 1) or self.boxes > 2
        links = self._links()
        return {
            "width": self.width,
            "height": self.height,
            "words": self._words(links),
            "rules": self.rules[:2_000],
            "dots": self.dots[:2_000],
            "links": links,
            "notes": self._notes(),
            "tables": [],
            "ruled": ruled,
            "pictures": self.pictures[:2_000],
        }

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return a box of the page's own space as the reader sees it, from the top left."""
        one = self._point(x0, y0)
        other = self._point(x1, y1)
        return (
            round(min(one[0], other[0]), 2),
            round(min(one[1], other[1]), 2),
            round(max(one[0], other[0]), 2),
            round(max(one[1], other[1]), 2),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if not (-_FARTHEST < x < _FARTHEST and -_FARTHEST < y < _FARTHEST):  # as NaN is not
            x, y = _sane(x), _sane(y)
        match self.turn:
            case 1:
                return y, x
            case 2:
                return self.across - x, y
            case 3:
                return self.up - y, self.across - x
            case _:
                return x, self.up - y

    def _objects(self) -> None:
        for place in range(min(raw.FPDFPage_CountObjects(self.page), MOST_OBJECTS)):
            item = raw.FPDFPage_GetObject(self.page, place)
            self._object(item, place, 0)

    def _object(self, item: Any, place: int, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.order[ctypes.addressof(item.contents)] = place
            return
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < 8:
                for inner in range(min(raw.FPDFFormObj_CountObjects(item), MOST_OBJECTS)):
                    self._object(raw.FPDFFormObj_GetObject(item, inner), place, depth + 1)
            return
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return
        box = self.box(left.value, bottom.value, right.value, top.value)
        wide, high = box[2] - box[0], box[3] - box[1]
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, box, place)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.pictures.append([*box])
            if wide > _THIN and high > _THIN and depth == 0:
                self.covers.append((place, box))
                self.grounds.append((place, box))

    def _path(self, item: Any, box: tuple[float, float, float, float], place: int) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        if 1.2 < wide < 8 and 1.2 < high < 8 and 0.7 < wide / high < 1.4:
            self.dots.append([*box])
        elif high <= _THIN and wide > 12:
            self.lines_across += 1
            self.rules.append([*box])
        elif wide <= _THIN and high > 5:
            self.lines_down += 1
            self.rules.append([*box])
        else:
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(item, mode, stroke)
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            whole = wide > 0.9 * self.width and high > 0.9 * self.height
            self.boxes += 0 if whole else 1
            if mode.value and alpha.value > 200:
                self.covers.append((place, box))
                if min(red.value, green.value, blue.value) < 215:
                    self.grounds.append((place, box))

    def _words(self, links: list[list[Any]]) -> list[list[Any]]:
        text = self.page.get_textpage()
        words = Words(self._point, self.turn, self.order, links)
        handle = text.raw
        for index in range(min(text.count_chars(), MOST_CHARACTERS)):
            words.take(handle, index)
        words.end()
        text.close()
        if self.covers:
            for word, place in zip(words.done, words.places, strict=True):
                if self._is_under(word, place):
                    word[7] |= COVERED
                if word[7] & PALE and self._is_upon(word, place):
                    word[7] &= ~PALE
        return words.done

    def _is_under(self, word: list[Any], place: int) -> bool:
        x, y = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
        return any(after > place and _has(box, x, y) for after, box in self.covers)

    def _is_upon(self, word: list[Any], place: int) -> bool:
        x, y = (word[1] + word[3]) / 2, (word[2] + word[4]) / 2
        return any(before <= place and _has(box, x, y) for before, box in self.grounds)

    def _links(self) -> list[list[Any]]:
        links: list[list[Any]] = []
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        document = self.page.pdf
        while raw.FPDFLink_Enumerate(self.page, position, link) and len(links) < 5_000:
            rect = raw.FS_RECTF()
            action = raw.FPDFLink_GetAction(link)
            if not action or not raw.FPDFLink_GetAnnotRect(link, rect):
                continue
            length = raw.FPDFAction_GetURIPath(document, action, None, 0)
            if length <= 1 or length > 4_000:
                continue
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document, action, buffer, length)
            address = buffer.value.decode("utf-8", errors="replace")
            box = self.box(rect.left, rect.bottom, rect.right, rect.top)
            links.append([*box, address])
        return links

    def _notes(self) -> list[list[str]]:
        notes: list[list[str]] = []
        for index in range(min(raw.FPDFPage_GetAnnotCount(self.page), 5_000)):
            annotation = raw.FPDFPage_GetAnnot(self.page, index)
            if not annotation:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind not in _NOT_NOTES:
                notes.append([_NOTE_KINDS.get(kind, "mark laid over the page"), _said(annotation)])
            raw.FPDFPage_CloseAnnot(annotation)
        return notes


def _sane(number: float) -> float:
    """Return a measure as it is; nought for what no page can have."""
    return number if math.isfinite(number) and abs(number) < _FARTHEST else 0.0


def _has(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _said(annotation: Any) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not 2 < length < 20_000:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


def _add_tables(data: bytes, pages: list[dict[str, Any]]) -> None:
    """Find the ruled tables of the pages that have rules; a page that defeats it has none."""
    wanted = [number for number, page in enumerate(pages, 1) if page["ruled"] and page["words"]]
    if not wanted:
        return
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=wanted) as document:
            for page in document.pages:
                try:
                    tables = [_table(page, table) for table in page.find_tables()]
                except Exception:
                    pages[page.page_number - 1]["notes"].append(["table that cannot be read", ""])
                else:
                    pages[page.page_number - 1]["tables"] = tables
                page.close()
    except Exception:
        return


def _table(page: Any, table: Any) -> dict[str, Any]:
    dx, dy = page.bbox[0], page.bbox[1]

    def box(edges: Any) -> list[float] | None:
        if edges is None:
            return None
        return [round(_sane(e - (dx, dy)[i % 2]), 2) for i, e in enumerate(edges)]

    return {"box": box(table.bbox), "rows": [[box(c) for c in row.cells] for row in table.rows]}
