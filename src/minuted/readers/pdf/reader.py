"""A PDF that somebody else made, read into a document by what its pages look like.

bytes ──process──▶ pages ──columns──▶ lines ──furniture, contents, notes──▶ lines of the text
      ──paragraphs──▶ drafts ──headings, phrases, grids──▶ Document
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minuted.errors import RefusedError
from minuted.model.document import Document, Grid, Omitted, Part, Piece, Place, Remark
from minuted.model.policy import Inlines, Text
from minuted.readers.pdf import process
from minuted.readers.pdf.columns import read_lines
from minuted.readers.pdf.contents import take_contents
from minuted.readers.pdf.furniture import take_furniture
from minuted.readers.pdf.gapped import GappedTables
from minuted.readers.pdf.geometry import (
    Box,
    Page,
    pages_of,
    with_dots,
)
from minuted.readers.pdf.grids import grid_of, inside, merged, real_boxes, same_columns
from minuted.readers.pdf.headings import Headings, with_letters
from minuted.readers.pdf.labels import depth_of
from minuted.readers.pdf.notes import Notes
from minuted.readers.pdf.open_tables import without_parts
from minuted.readers.pdf.page_marks import PageMarks
from minuted.readers.pdf.paragraphs import Assembler, Draft, Measure, measure
from minuted.readers.pdf.phrases import Phrases
from minuted.readers.pdf.refusal import refusal
from minuted.readers.pdf.rulings import ruled_across
from minuted.readers.pdf.title import take_title
from minuted.readers.pdf.unread import unread_pictures


def read_by_look(data: bytes, name: str) -> Document:
    """Read a PDF by the look of its pages.

    Args:
        name: what to call the file in a refusal.

    Raises:
        RefusedError: it is encrypted, broken, too large, or has no words.
    """
    answer, without_tables = _asked(data, name)
    if "refused" in answer:
        raise refusal(str(answer["refused"]), name)
    pages = pages_of(answer)
    if not any(page.words for page in pages):
        raise refusal("scan" if any(page.pictures for page in pages) else "empty", name)
    facts = answer.get("facts")
    properties = {str(k): str(v) for k, v in facts.items()} if isinstance(facts, Mapping) else {}
    document = _Reading(pages).document(properties)
    if without_tables:
        place = Place(1, 1, "page 1")
        remark = Remark(
            "tables-not-read",
            "Its tables could not be told from its text in reasonable time.",
            "Compare its tables with the source.",
            place,
        )
        document = replace(document, remarks=(*document.remarks, remark))
    return document


def _asked(data: bytes, name: str) -> tuple[dict[str, object], bool]:
    try:
        return process.ask("tables", data), False
    except process.ChildDiedError:
        pass
    try:
        return process.ask("pages", data, process.LONGEST / 2), True
    except process.ChildDiedError as error:
        raise refusal(str(error), name) from None


class _Reading:
    """One document being read."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        self.omitted: list[Omitted] = []
        self.remarks: list[Remark] = []

    def document(self, properties: Mapping[str, str]) -> Document:
        marks = PageMarks(self.pages)
        self.omitted += marks.omitted()
        self.remarks += marks.remarks()
        marks.take_out()
        self.remarks += unread_pictures(self.pages)
        tables = _tables(self.pages)
        for page in self.pages:
            with_dots(page)
            boxes = tables[page.number]
            free = [w for w in page.words if not any(inside(box, w) for box in boxes)]
            page.lines = read_lines(page, free)
        self.omitted += take_furniture(self.pages)
        self.omitted += take_contents(self.pages)
        usual = measure(self.pages)
        notes = Notes()
        notes.take(self.pages, usual)
        title = take_title(self.pages, usual, self.omitted)
        phrases = Phrases(self.pages)
        assembler = Assembler(usual)
        for page in self.pages:
            boxes = sorted(tables[page.number], key=lambda box: box.top)
            for line in page.lines:
                while boxes and boxes[0].top < line.baseline:
                    assembler.table(page, boxes.pop(0))
                assembler.line(line)
            for box in boxes:
                assembler.table(page, box)
        parts = self._parts(assembler.drafts, usual, phrases)
        parts = with_letters(notes.put(parts, phrases))
        self.omitted += notes.marks
        return Document(
            title,
            tuple(parts),
            tuple(self.omitted),
            tuple(self.remarks),
            properties=properties,
        )

    def _parts(self, drafts: list[Draft], usual: Measure, phrases: Phrases) -> list[Part]:
        headings = Headings(drafts, usual)
        levels = _Levels(drafts)
        parts: list[Part] = []
        boxed: list[tuple[Grid, Draft]] = []
        for draft in drafts:
            place = Place(draft.page, draft.number, f"page {draft.page}, line {draft.number}")
            if draft.box is not None:
                page = self.pages[draft.page - 1]
                held = [w for w in page.words if inside(draft.box, w)]
                if not held:
                    continue
                before = _before(draft, boxed)
                grid = grid_of(draft.box, page, held, phrases, place, before)
                self._table(grid, before, draft, boxed, parts)
                continue
            if draft.kind != "table" and (draft.lines or draft.label):
                boxed.clear()
                parts.append(self._piece(draft, place, headings, levels, phrases))
        return parts

    def _table(
        self,
        grid: Grid,
        before: Grid | None,
        draft: Draft,
        boxed: list[tuple[Grid, Draft]],
        parts: list[Part],
    ) -> None:
        """Add a table, or the rest of the one before it that a page break parted."""
        if before is not None and grid.rows and len(grid.rows[0]) == len(before.rows[0]):
            whole, left_out = merged([before, grid])
            self.omitted += left_out
            parts[-1] = whole
            boxed[-1] = (whole, draft)
            return
        boxed.append((grid, draft))
        parts.append(grid)

    def _piece(
        self, draft: Draft, place: Place, headings: Headings, levels: "_Levels", phrases: Phrases
    ) -> Piece:
        why = headings.why(draft)
        inlines: Inlines = phrases.inlines(draft.lines, plain=bool(why))
        typed = "typed" if draft.label and draft.kind == "number" else ""
        if why:
            level = levels.of_heading(draft, headings.level(draft))
            return Piece(
                "heading",
                inlines,
                place,
                draft.label,
                "typed" if typed else "",
                level,
                draft.edge,
                guessed=why,
            )
        if draft.kind == "number" and not draft.lines and draft.label.isalnum():
            return Piece("words", (Text(draft.label),), place, indent=round(draft.edge, 1))
        if draft.kind == "number":
            level = levels.of_number(draft)
            indent = round(levels.indent(draft), 1)
            return Piece("numbered", inlines, place, draft.label, "typed", level, indent)
        if draft.kind == "bullet":
            if draft.label.isalnum():  # a bullet that is a letter is a word to whoever counts words
                self.omitted.append(Omitted("list mark", draft.label, place))
            level = levels.of_bullet(draft)
            return Piece("bullet", inlines, place, level=level, indent=round(draft.edge, 1))
        return Piece("words", inlines, place, indent=round(draft.edge, 1))


class _Levels:
    """How deep numbers and bullets are, by their parts and where they begin."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        known = [_hangs(draft) for draft in drafts if draft.kind == "number"]
        self._hanging = known.count(True) >= known.count(False)
        self._begun = False  # with numbered headings
        self._numbered = 0  # how deep the last heading was, if it had a number
        self._inner: tuple[int, tuple[str, int], int] | None = None
        self._decimal = 0
        self._edge = 0.0  # where the last decimal number began
        self._letters: list[float] = []
        self._bullets: list[float] = []

    def of_heading(self, draft: Draft, level: int) -> int:
        """Return the level of a heading, which ends every list.

        Headings 1, 2, 3 that begin again below a numbered one are a list within it.
        """
        self._decimal = 0
        self._letters.clear()
        self._bullets.clear()
        bare = draft.label.strip("().")
        shape, depth = (draft.label.replace(bare, "1"), round(draft.size)), depth_of(draft.label)
        if not bare.isdecimal():
            if depth:
                self._inner, self._numbered = None, depth
            elif level <= self._numbered:
                self._inner, self._numbered = None, 0
            return level
        if self._inner and int(bare) == self._inner[0] + 1 and shape == self._inner[1]:
            self._inner = (int(bare), shape, self._inner[2])
            return self._inner[2]
        if bare == "1" and (self._numbered > 1 or (self._begun and self._numbered)):
            self._inner = (1, shape, self._numbered + 1)
            return self._inner[2]
        self._inner, self._begun, self._numbered = None, True, 1
        return level

    def of_number(self, draft: Draft) -> int:
        """Return the level of a number or letter."""
        self._bullets.clear()
        depth = depth_of(draft.label)
        if depth and not (depth == 1 and self._is_within(draft)):
            self._decimal, self._edge = depth, draft.edge
            self._letters.clear()
            return depth
        return self._decimal + self._step(self._letters, draft.edge)

    def _is_within(self, draft: Draft) -> bool:
        """Whether a number of one part stands further in than the clause of several before it."""
        return self._decimal > 1 and draft.edge > self._edge + 4

    def indent(self, draft: Draft) -> float:
        """Return how far in a paragraph without number must begin to be a numbered one's own.

        Where numbers hang beside their words, what begins below a number is not its own.
        """
        hangs = _hangs(draft)
        if draft.wide and (self._hanging if hangs is None else hangs):
            return (draft.edge + draft.text_edge) / 2
        return draft.edge

    def of_bullet(self, draft: Draft) -> int:
        """Return the level of a bullet among the bullets around it."""
        return self._step(self._bullets, draft.edge)

    @staticmethod
    def _step(edges: list[float], edge: float) -> int:
        while edges and edges[-1] > edge + 4:
            edges.pop()
        if not edges or edge > edges[-1] + 4:
            edges.append(edge)
        return len(edges)


def _before(draft: Draft, boxed: Sequence[tuple[Grid, Draft]]) -> Grid | None:
    """Return the table at the end of the page before that has its columns where this one does."""
    if not boxed or boxed[-1][1].page + 1 != draft.page:
        return None
    one, other = boxed[-1][1].box, draft.box
    return boxed[-1][0] if one and other and same_columns(one, other) else None


def _hangs(draft: Draft) -> bool | None:
    """Whether a number hangs beside its words; None where they are but one line."""
    if len(draft.lines) < 2:
        return None
    return draft.lines[1].x0 > (draft.edge + draft.text_edge) / 2


def _tables(pages: Sequence[Page]) -> dict[int, list[Box]]:
    """Return the tables of each page."""
    gapped = GappedTables()
    found: dict[int, list[Box]] = {}
    last: Box | None = None
    for page in pages:
        boxes = without_parts(page, real_boxes(page, last))
        here = gapped.on(page, [*boxes, *ruled_across(page, boxes)])
        found[page.number] = here
        last = max(here, key=lambda box: box.bottom, default=None)
    return found


__all__ = ["RefusedError", "read_by_look"]
