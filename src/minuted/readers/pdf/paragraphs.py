"""Lines gathered into paragraphs: by numbers, bullets, room, indent, and whether a line was full.

A line goes on from the one before unless something says that it does not. The best sign is that
its first word would have had room at the end of the line before.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.readers.pdf.geometry import Box, Line, Page, Word
from minuted.readers.pdf.labels import Sequences, Start, is_named, is_number, start_of

_ENDED = (".", ";", ":", "!", "?", "”")
_NEAR = 3.5
"""Points within which two edges are the same."""


@dataclass(slots=True)
class Draft:
    """A paragraph that is growing.

    Attributes:
        kind: `number`, `bullet`, `words` or `table`.
        edge: where its first line begins, its number or bullet counted in.
        text_edge: where its own words begin on the first line.
    """

    kind: str
    label: str
    lines: list[Line]
    page: int
    number: int
    edge: float
    text_edge: float
    size: float
    bold: bool
    box: Box | None = None
    wide: bool = True
    gap_before: float = 0.0

    @property
    def text(self) -> str:
        """Its words so far."""
        return " ".join(line.text for line in self.lines)

    @property
    def last(self) -> Line | None:
        """Its last line."""
        return self.lines[-1] if self.lines else None


@dataclass(slots=True)
class Measure:
    """What is usual in a document: size of the text, distance of lines, right edge by column."""

    size: float = 11.0
    bold: bool = False
    leading: dict[float, float] = field(default_factory=dict)
    right: dict[tuple[int, int], float] = field(default_factory=dict)
    left: dict[tuple[int, int], float] = field(default_factory=dict)

    def distance(self, size: float) -> float:
        """Return how far apart lines of one paragraph are."""
        return self.leading.get(round(size), 1.28 * size)


def measure(pages: Sequence[Page]) -> Measure:
    """Look at all lines of a document."""
    sizes: Counter[float] = Counter()
    strong = letters = 0
    for page in pages:
        for line in page.lines:
            count = len(line.text)
            sizes[line.size] += count
            letters += count
            strong += sum(len(word.text) for word in line.words if word.bold)
    done = Measure()
    if sizes:
        done.size = max(sizes, key=lambda size: (sizes[size], size))
    done.bold = strong > 0.6 * letters
    _measure_edges(pages, done)
    gaps: dict[int, Counter[float]] = {}
    for page in pages:
        for one, other in zip(page.lines, page.lines[1:], strict=False):
            apart = round(other.baseline - one.baseline, 1)
            full = one.x1 > done.right[(page.number, one.column)] - 8 * one.size
            if (
                full
                and 0.9 * one.size < apart < 2.6 * one.size
                and abs(one.size - other.size) < 0.6
            ):
                gaps.setdefault(round(one.size), Counter())[apart] += 1
    for size, counted in gaps.items():
        total = sum(counted.values())
        running = 0
        for apart in sorted(counted):
            running += counted[apart]
            if running >= 0.35 * total:
                done.leading[size] = apart
                break
    return done


def _measure_edges(pages: Sequence[Page], done: Measure) -> None:
    usual = Counter(round(line.x1) for page in pages for line in page.lines if len(line.words) > 5)
    common = max(usual, default=0)
    total = sum(usual.values())
    running = 0
    for edge in sorted(usual):
        running += usual[edge]
        if running >= 0.97 * total:
            common = edge
            break
    for page in pages:
        columns: dict[int, list[Line]] = {}
        for line in page.lines:
            columns.setdefault(line.column, []).append(line)
        for column, lines in columns.items():
            key = (page.number, column)
            own = max(line.x1 for line in lines)
            done.right[key] = own if column or own > common + 12 else max(own, common)
            done.left[key] = min(line.x0 for line in lines)


class Assembler:
    """Takes lines and tables in reading order, and keeps the paragraphs that they make."""

    def __init__(self, usual: Measure) -> None:
        self.usual = usual
        self.drafts: list[Draft] = []
        self.sequences = Sequences()

    def table(self, page: Page, box: Box) -> None:
        """Take a ruled table."""
        number = 1 + sum(1 for line in page.lines if line.baseline < box.top)
        self.drafts.append(
            Draft("table", "", [], page.number, number, box.x0, box.x0, 0.0, bold=False, box=box)
        )

    def line(self, line: Line) -> None:
        """Take the next line."""
        open_draft = self.drafts[-1] if self.drafts and self.drafts[-1].kind != "table" else None
        start = start_of(line)
        if start.kind == "number" and not self._is_number(start, line, open_draft):
            start = Start("", "", tuple(line.words))
        if start.kind or open_draft is None or self._breaks(open_draft, line):
            self._begin(start, line, open_draft)
        else:
            open_draft.lines.append(line)

    def _is_number(self, start: Start, line: Line, before: Draft | None) -> bool:
        if not start.words and is_named(start.label):
            return line.size > 1.1 * self.usual.size or (line.bold and not self.usual.bold)
        text, same_edge = "", False
        if before is not None and before.last is not None and not self._has_room(before, line):
            text = before.text
            edges = [before.text_edge, *(ln.x0 for ln in before.lines[1:])]
            same_edge = any(abs(line.x0 - edge) < _NEAR for edge in edges)
            if abs(before.last.size - line.size) > 0.08 * line.size or self._is_apart(
                before.last, line
            ):
                text = ""
        return is_number(start, text, self.sequences, same_edge=same_edge)

    def _begin(self, start: Start, line: Line, before: Draft | None) -> None:
        words = list(start.words)
        own = Line(words, line.page, line.number, line.column).settle() if words else None
        kind = start.kind or "words"
        if kind == "number":
            self.sequences.take(start.label)
        text_edge = words[0].x0 if words else line.x1 + line.size
        apart = 0.0
        if before is not None and before.last is not None and before.last.page == line.page:
            apart = line.baseline - before.last.baseline
        self.drafts.append(
            Draft(
                kind,
                start.label,
                [own] if own else [],
                line.page,
                line.number,
                line.x0,
                text_edge,
                (own or line).size,
                (own or line).bold,
                wide=start.wide,
                gap_before=apart,
            )
        )

    def _breaks(self, draft: Draft, line: Line) -> bool:
        """Whether a line without number or bullet begins a paragraph of its own."""
        last = draft.last
        if last is None:  # a number alone on its line: what follows is its words
            return line.page != draft.page and False
        if abs(last.size - line.size) > 0.08 * max(last.size, line.size):
            return True
        if last.bold != line.bold and not self.usual.bold and self._whole_is_bold(draft, line):
            return True
        if last.page == line.page and last.column == line.column:
            if self._is_apart(last, line):
                return True
        elif last.text.endswith(_ENDED) and not self._same_run(draft, line):
            return True
        if self._has_room(draft, line):
            return last.text.endswith(_ENDED) or not line.text[:1].islower() or line.bold
        return not self._same_run(draft, line) and last.text.endswith(_ENDED)

    def _whole_is_bold(self, draft: Draft, line: Line) -> bool:
        """Whether a heading ends, or begins, where bold does: not a few bold words in a text."""
        if draft.last is not None and draft.last.bold:
            return all(ln.bold for ln in draft.lines) and (
                self._has_room(draft, line) or draft.kind == "number" or not line.text[:1].islower()
            )
        return self._has_room(draft, line) or draft.text.endswith(_ENDED)

    def _is_apart(self, last: Line, line: Line) -> bool:
        apart = line.baseline - last.baseline
        usual = self.usual.distance(line.size)
        return apart > 1.22 * usual + 0.8 or apart < -2

    def _same_run(self, draft: Draft, line: Line) -> bool:
        """Whether a line begins where the paragraph's further lines do."""
        edges = [ln.x0 for ln in draft.lines[1:]] or [draft.text_edge, draft.edge]
        shift = 0.0
        if draft.last is not None and draft.last.page != line.page:
            shift = self.usual.left.get((line.page, line.column), 0.0) - self.usual.left.get(
                (draft.last.page, draft.last.column), 0.0
            )
            if abs(shift) > 40:
                shift = 0.0
        return any(
            abs(line.x0 - edge) < _NEAR or abs(line.x0 - edge - shift) < _NEAR for edge in edges
        )

    def _has_room(self, draft: Draft, line: Line) -> bool:
        """Whether the line's first word would have gone at the end of the line before."""
        last = draft.last
        if last is None:
            return False
        right = self.usual.right.get((last.page, last.column), 0.0)
        first: Word = line.words[0]
        needed = first.x1 - first.x0 + 0.35 * line.size
        return last.x1 + needed < right - 0.6 * line.size
